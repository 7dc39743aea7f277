//! Targets: counts, figures, deadlines, and the threads that join them.

use std::collections::BTreeMap;

use zeren::model::{Amount, Due};

use crate::{all_targets, data, plan, targets};

#[test]
fn targets_count_by_plan() {
    let data = data();
    let counted: Vec<_> = data
        .plans
        .iter()
        .map(|plan| (plan.id.as_str(), targets(plan).len()))
        .collect();
    assert_eq!(
        counted,
        [
            ("brand-2017", 36),
            ("wanqianbai-2018", 50),
            ("made-2021", 24),
            ("chain-2023", 13),
            ("double-2024", 18),
        ]
    );
}

#[test]
fn targets_count_by_due() {
    let data = data();
    let mut counted = BTreeMap::new();
    for target in all_targets(&data) {
        *counted.entry(target.due.text()).or_insert(0) += 1;
    }
    let counted: Vec<_> = counted.iter().map(|(due, n)| (due.as_str(), *n)).collect();
    assert_eq!(
        counted,
        [
            ("2020年底", 32),
            ("2023年底", 14),
            ("2025年底", 2),
            ("2026年底", 8),
            ("3—5年内", 13),
            ("3年内", 1),
            ("5年内", 1),
            ("持续推进", 10),
            ("未写明", 41),
            ("每季度", 2),
            ("每年", 15),
            ("每年，到2020年底", 1),
            ("每月", 1),
        ]
    );
    assert_eq!(all_targets(&data).len(), 141);
}

#[test]
fn targets_count_by_comparator_and_stretch() {
    let data = data();
    let mut counted = BTreeMap::new();
    for target in all_targets(&data) {
        *counted.entry(target.amount.comparator()).or_insert(0) += 1;
    }
    let counted: Vec<_> = counted.into_iter().collect();
    assert_eq!(
        counted,
        [
            ("不少于", 25),
            ("倍数", 4),
            ("区间", 6),
            ("定性", 22),
            ("成果", 23),
            ("比例", 2),
            ("约", 1),
            ("达到", 58),
        ]
    );
    let stretch = all_targets(&data).iter().filter(|t| t.stretch).count();
    assert_eq!(stretch, 41);
}

#[test]
fn a_due_lies_inside_its_plan() {
    let data = data();
    for plan in &data.plans {
        let period = plan.period.expect("every plan has a period");
        for target in targets(plan) {
            if let Due::By(date) = target.due {
                assert!(
                    period.from.first_day() <= date.last_day()
                        && date.last_day() <= period.to.last_day(),
                    "{} {}",
                    plan.id,
                    target.indicator
                );
            }
        }
    }
}

#[test]
fn figures_and_deadlines_are_the_ones_of_the_text() {
    let data = data();
    let expected = [
        ("brand-2017", "商标有效注册量", "≥ 20 万件", "2020年底"),
        ("brand-2017", "争创湖北名牌", "50 个", "每年，到2020年底"),
        ("brand-2017", "发明专利授权量", "1.2 万件", "2020年底"),
        ("wanqianbai-2018", "往年签约项目开工率", "2/3", "未写明"),
        ("wanqianbai-2018", "省级“隐形冠军”", "≥ 40 个", "3—5年内"),
        ("wanqianbai-2018", "境内外上市企业家数", "2 倍", "3年内"),
        ("wanqianbai-2018", "留住大学生", "100 万名", "5年内"),
        ("made-2021", "制造业单项冠军", "20 家", "2023年底"),
        ("made-2021", "高端装备名品", "30 项", "2023年底"),
        ("chain-2023", "制造业增加值占GDP比重", "约 30%", "2025年底"),
        (
            "double-2024",
            "“双千”企业营业收入规模",
            "4.2 万亿元",
            "2026年底",
        ),
        ("double-2024", "世界500强企业", "1—2 家", "2026年底"),
        ("double-2024", "科技重大专项", "≥ 10 项", "每年"),
    ];
    for (id, indicator, amount, due) in expected {
        let found = targets(plan(&data, id))
            .into_iter()
            .find(|target| target.indicator == indicator)
            .unwrap_or_else(|| panic!("no target {id} {indicator}"));
        assert_eq!(found.amount.text(&found.unit), amount, "{indicator}");
        assert_eq!(found.due.text(), due, "{indicator}");
    }
}

#[test]
fn the_slip_of_1_7_is_mended_and_says_so() {
    let data = data();
    let slip = targets(plan(&data, "brand-2017"))
        .into_iter()
        .find(|target| target.indicator == "高新技术产业产值")
        .expect("the target");
    assert_eq!(slip.amount.text(&slip.unit), "1.7 万亿元");
    assert!(
        slip.note
            .as_deref()
            .is_some_and(|note| note.contains("1.7亿元"))
    );
}

#[test]
fn a_wording_is_short_and_carries_no_unit() {
    let data = data();
    for target in all_targets(&data) {
        if let Amount::Wording(words) = &target.amount {
            assert!(words.chars().count() <= 8, "{words}");
            assert!(target.unit.is_empty(), "{words}");
        }
    }
}

/// Each thread with everything that it joins: who counts what, in which unit.
#[test]
fn no_thread_joins_unlike_things() {
    let data = data();
    let mut threads: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for plan in &data.plans {
        for target in targets(plan) {
            if let Some(thread) = &target.thread {
                let figure = target.amount.text(&target.unit);
                let member = format!("{} {} {figure}", plan.id, target.indicator);
                threads.entry(thread).or_default().push(member);
            }
        }
    }
    let threads: Vec<(&str, Vec<&str>)> = threads
        .iter()
        .map(|(thread, members)| (*thread, members.iter().map(String::as_str).collect()))
        .collect();
    assert_eq!(
        threads,
        [
            (
                "万亿级产业集群",
                vec![
                    "wanqianbai-2018 万亿级产业集群 2 个",
                    "double-2024 万亿级产业集群 1—2 个",
                ]
            ),
            (
                "制造业单项冠军",
                vec![
                    "wanqianbai-2018 国家单项冠军 ≥ 10 个",
                    "made-2021 制造业单项冠军 20 家",
                ]
            ),
        ]
    );
}
