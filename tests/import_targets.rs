//! The figures of a document become targets of its draft, each with the words that set it.

#![allow(clippy::expect_used, reason = "a test may fail here")]

use zeren::import::understand::{Reading, understand};
use zeren::import::{draft, read};
use zeren::model::{Dataset, Target};

const PLAN: &str = "关于加快低空经济发展的实施方案\n\
    一、主要目标\n\
    到2027年底，低空经济规模突破1,200亿元，培育链主企业3—5家、规模以上企业50家以上；起降场占比提高到三分之二。\n\
    二、重点任务\n\
    （一）建设基础设施。2026年底前，建成各类起降场30个以上，力争新增航线100条。（牵头单位：市交通局；责任单位：市发改委）\n\
    （二）培育企业。对新认定的企业给予最高200万元奖励。每年举办对接活动10场。（责任单位：市经信局）\n";

fn reading(text: &str) -> Reading {
    understand(&read::read(text.as_bytes()).expect("a text"))
}

fn said(targets: &[Target]) -> Vec<String> {
    let of = |target: &Target| {
        let due = target.due_text();
        let due = if target.is_undated() { "" } else { &due };
        let stretch = if target.stretch { "，力争" } else { "" };
        let amount = target.amount.text(&target.unit);
        format!("{} {amount} {due}{stretch}", target.indicator)
    };
    targets.iter().map(of).collect()
}

fn dataset(text: &str) -> Dataset {
    let document = read::read(text.as_bytes()).expect("a text");
    let reading = understand(&document);
    draft::draft(
        &[("方案".to_owned(), &document, reading)],
        &Dataset::default(),
        true,
    )
}

#[test]
fn goals_stand_in_their_chapter_and_targets_at_their_task() {
    let data = dataset(PLAN);
    let [goals, tasks] = data.plans[0].sections.as_slice() else {
        panic!("{:#?}", data.plans[0].sections);
    };
    assert_eq!(
        (goals.number.as_str(), goals.title.as_str()),
        ("一", "主要目标")
    );
    assert!(goals.tasks.is_empty());
    assert_eq!(
        said(&goals.targets),
        [
            "低空经济规模 ≥ 1200 亿元 2027年底",
            "链主企业 3—5 家 2027年底",
            "规模以上企业 ≥ 50 家 2027年底",
            "起降场占比 2/3 2027年底",
        ]
    );
    let of_task = |nth: usize| said(&tasks.tasks[nth].targets);
    assert_eq!(
        of_task(0),
        [
            "各类起降场 ≥ 30 个 2026年底",
            "新增航线 100 条 2026年底，力争",
        ]
    );
    assert_eq!(of_task(1), ["对接活动 10 场 每年"]);
}

#[test]
fn every_target_keeps_words_that_stand_in_the_source() {
    let read = reading(PLAN);
    let goals = read.goals.iter().flat_map(|goal| &goal.targets);
    let of_tasks = read.tasks.iter().flat_map(|task| &task.targets);
    let all: Vec<_> = goals.chain(of_tasks).collect();
    assert_eq!(all.len(), 7);
    for target in all {
        assert!(PLAN.contains(&target.written), "{}", target.written);
    }
    let data = dataset(PLAN);
    let note = data.plans[0].sections[0].targets[0].note.as_deref();
    assert_eq!(note, Some("原文“低空经济规模突破1,200亿元”。"));
    let errors = zeren::model::check::check(&data);
    let errors = errors
        .iter()
        .filter(|finding| finding.severity == zeren::diagnostic::Severity::Error);
    assert_eq!(errors.count(), 0);
}
