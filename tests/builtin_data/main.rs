//! The built-in data, checked against counts and readings taken from the documents by hand.

mod agencies;

use std::collections::{BTreeMap, BTreeSet};

use zeren::model::{
    Agency, AgencyKind, Amount, Assignment, Basis, Dataset, Due, FORMAT, Members, Plan, PlanStatus,
    Role, Section, SuccessionKind, Target, Task,
};

const TEXT: &str = include_str!("../../data/wuhan-manufacturing.ron");
const README: &str = include_str!("../../data/README.md");

fn parse(text: &str) -> Dataset {
    ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .from_str(text)
        .unwrap_or_else(|error| panic!("{error}"))
}

fn data() -> Dataset {
    parse(TEXT)
}

fn plan<'a>(data: &'a Dataset, id: &str) -> &'a Plan {
    data.plans
        .iter()
        .find(|plan| plan.id == id)
        .unwrap_or_else(|| panic!("no plan {id}"))
}

fn sections(plan: &Plan) -> Vec<&Section> {
    fn walk<'a>(sections: &'a [Section], all: &mut Vec<&'a Section>) {
        for section in sections {
            all.push(section);
            walk(&section.sections, all);
        }
    }
    let mut all = Vec::new();
    walk(&plan.sections, &mut all);
    all
}

fn tasks(plan: &Plan) -> Vec<&Task> {
    sections(plan)
        .into_iter()
        .flat_map(|section| &section.tasks)
        .collect()
}

fn task<'a>(data: &'a Dataset, plan_id: &str, key: &str) -> &'a Task {
    tasks(plan(data, plan_id))
        .into_iter()
        .find(|task| task.key() == key)
        .unwrap_or_else(|| panic!("no task {plan_id} {key}"))
}

fn targets(plan: &Plan) -> Vec<&Target> {
    sections(plan)
        .into_iter()
        .flat_map(|section| {
            section
                .targets
                .iter()
                .chain(section.tasks.iter().flat_map(|task| &task.targets))
        })
        .collect()
}

fn all_targets(data: &Dataset) -> Vec<&Target> {
    data.plans.iter().flat_map(targets).collect()
}

fn assignments(plan: &Plan) -> Vec<&Assignment> {
    tasks(plan)
        .into_iter()
        .flat_map(|task| &task.assignments)
        .collect()
}

fn count(plan: &Plan, role: Role) -> usize {
    assignments(plan)
        .into_iter()
        .filter(|assignment| assignment.role == role)
        .count()
}

fn written(task: &Task, role: Role) -> Vec<&str> {
    task.assignments
        .iter()
        .filter(|assignment| assignment.role == role)
        .filter_map(|assignment| assignment.written.as_deref())
        .collect()
}

/// Whether every item comes once.
fn distinct<T: Ord>(items: impl IntoIterator<Item = T>) -> bool {
    let mut seen = BTreeSet::new();
    items.into_iter().all(|item| seen.insert(item))
}

#[test]
fn the_plans_stand_in_the_order_of_their_years() {
    let data = data();
    assert_eq!(data.format, FORMAT);
    let plans: Vec<_> = data
        .plans
        .iter()
        .map(|plan| (plan.id.as_str(), plan.label(), plan.status))
        .collect();
    assert_eq!(
        plans,
        [
            ("brand-2017", "品牌引领供需升级", PlanStatus::InForce),
            ("wanqianbai-2018", "“万千百工程”", PlanStatus::Ended),
            ("made-2021", "做响“武汉制造”", PlanStatus::Ended),
            ("chain-2023", "湖北 链长制", PlanStatus::InForce),
            ("double-2024", "“双千”（草案）", PlanStatus::Draft),
        ]
    );
}

/// Tasks, and assignments by role in the order of `Role::ALL`.
///
/// - 2017: 14 clauses end in a 责任单位 note, with 64 bodies in them. The fifteenth task, 四(四),
///   has no such note: it sets up the leading group, with 22 members and three heads
///   (one 组长, two 副组长). The heads are the only leads here, and each says so in its `term`.
/// - 2018: 18 notes with 40 bodies; 四(六) adds the leading group and 市政府督查室.
/// - 2021: 20 notes, 19 牵头单位 and 81 责任单位.
/// - 2023: no notes at all; what the running text says about who does what.
/// - 2024: 20 notes. Mended, they name 85 bodies: in 二(五)16 the separator between 市司法局 and
///   各区(开发区)人民政府 is lost, and whoever takes the two for one counts 84. 三17 adds the
///   leading group's 15 members and two heads.
#[test]
fn every_plan_has_its_tasks_and_assignments() {
    let data = data();
    let counted: Vec<_> = data
        .plans
        .iter()
        .map(|plan| {
            (
                plan.id.as_str(),
                tasks(plan).len(),
                Role::ALL.map(|role| count(plan, role)),
            )
        })
        .collect();
    assert_eq!(
        counted,
        [
            ("brand-2017", 15, [3, 64, 0, 22, 0]),
            ("wanqianbai-2018", 18, [1, 40, 0, 0, 1]),
            ("made-2021", 20, [19, 81, 0, 0, 0]),
            ("chain-2023", 13, [8, 9, 1, 0, 1]),
            ("double-2024", 20, [2, 85, 0, 15, 0]),
        ]
    );
}

#[test]
fn in_2017_the_notes_and_the_leading_group_stand_apart() {
    let data = data();
    let plan = plan(&data, "brand-2017");
    let (group, noted): (Vec<&Task>, Vec<&Task>) = tasks(plan)
        .into_iter()
        .partition(|task| task.clause == "四(四)");
    assert_eq!(noted.len(), 14);
    let noted: Vec<_> = noted.iter().flat_map(|task| &task.assignments).collect();
    assert_eq!(noted.len(), 64);
    assert!(noted.iter().all(|a| a.role == Role::Responsible));
    let terms: Vec<_> = group[0]
        .assignments
        .iter()
        .filter_map(|a| a.term.as_deref())
        .collect();
    assert_eq!(terms, ["组长", "副组长", "副组长"]);
    assert_eq!(group[0].assignments.len(), 3 + 22);
}

/// Only the plan of 2021 knows 牵头单位. A lead elsewhere is a head or a mechanism and has a term.
#[test]
fn a_lead_without_a_term_is_a_lead_agency_of_2021() {
    let data = data();
    for plan in &data.plans {
        let plain = assignments(plan)
            .into_iter()
            .filter(|a| a.role == Role::Lead && a.term.is_none())
            .count();
        let expected = if plan.id == "made-2021" { 19 } else { 0 };
        assert_eq!(plain, expected, "{}", plan.id);
    }
    let made = plan(&data, "made-2021");
    let leads = |wanted: usize| -> Vec<&str> {
        tasks(made)
            .into_iter()
            .filter(|task| written(task, Role::Lead).len() == wanted)
            .map(|task| task.clause.as_str())
            .collect()
    };
    assert_eq!(leads(0), ["二(二)6", "二(三)3"]);
    assert_eq!(leads(2), ["三(三)"]);
}

#[test]
fn only_the_chain_plan_and_its_missing_annex_leave_tasks_without_agency() {
    let data = data();
    let bare: Vec<_> = data
        .plans
        .iter()
        .flat_map(|plan| {
            tasks(plan)
                .into_iter()
                .filter(|task| task.assignments.is_empty())
                .map(|task| (plan.id.as_str(), task.clause.as_str(), task.note.is_some()))
        })
        .collect();
    assert_eq!(
        bare,
        ["三(一)", "三(二)", "三(三)", "三(五)", "三(六)", "四(四)"].map(|clause| (
            "chain-2023",
            clause,
            true
        ))
    );
    let note = plan(&data, "chain-2023").note.as_deref().unwrap();
    assert!(note.contains("附件") && note.contains("不在文本中"));
}

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
            ("brand-2017", 34),
            ("wanqianbai-2018", 38),
            ("made-2021", 18),
            ("chain-2023", 9),
            ("double-2024", 17),
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
            ("持续推进", 9),
            ("未写明", 19),
            ("每季度", 2),
            ("每年", 14),
            ("每月", 1),
        ]
    );
    assert_eq!(all_targets(&data).len(), 116);
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
            ("不少于", 24),
            ("倍数", 4),
            ("区间", 6),
            ("定性", 21),
            ("比例", 2),
            ("等于", 58),
            ("约", 1),
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
        ("brand-2017", "争创湖北名牌", "50 个", "每年"),
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
fn ids_and_names_are_unique() {
    let data = data();
    assert!(distinct(data.agencies.iter().map(|a| &a.id)));
    assert!(distinct(data.agencies.iter().flat_map(|a| {
        [&a.name].into_iter().chain(&a.short).chain(&a.aliases)
    })));
    assert!(distinct(data.plans.iter().map(|p| &p.id)));
    for plan in &data.plans {
        assert!(distinct(tasks(plan).iter().map(|t| t.key())), "{}", plan.id);
        assert!(
            distinct(sections(plan).iter().map(|s| &s.number)),
            "{}",
            plan.id
        );
    }
}

#[test]
fn every_summary_is_short() {
    let data = data();
    for plan in &data.plans {
        for task in tasks(plan) {
            let hanzi = task
                .summary
                .chars()
                .filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c))
                .count();
            let place = format!("{} {}", plan.id, task.key());
            assert!((25..=70).contains(&hanzi), "{place}: {hanzi}");
            assert!(task.summary.ends_with('。'), "{place}");
        }
    }
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

#[test]
fn the_example_of_the_format_description_parses() {
    let example = README
        .split("```ron\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next())
        .expect("data/README.md holds a ron block");
    let example = parse(example);
    assert_eq!(example.format, FORMAT);
    let tasks = tasks(&example.plans[0]);
    assert_eq!(tasks.len(), 2);
    assert_eq!(tasks[1].key(), "二(一)〔2〕");
}

#[test]
fn threads_join_the_plans_that_count_the_same() {
    let data = data();
    let mut threads: BTreeMap<&str, Vec<(&str, &str, String)>> = BTreeMap::new();
    for plan in &data.plans {
        for target in targets(plan) {
            if let Some(thread) = &target.thread {
                threads.entry(thread).or_default().push((
                    plan.id.as_str(),
                    target.indicator.as_str(),
                    target.amount.text(&target.unit),
                ));
            }
        }
    }
    let figures: Vec<_> = threads
        .iter()
        .map(|(thread, targets)| {
            let figures: Vec<String> = targets
                .iter()
                .map(|(plan, _, figure)| format!("{plan} {figure}"))
                .collect();
            (*thread, figures.join(" → "))
        })
        .collect();
    let figures: Vec<_> = figures
        .iter()
        .map(|(thread, figures)| (*thread, figures.as_str()))
        .collect();
    assert_eq!(
        figures,
        [
            (
                "万亿级产业集群",
                "wanqianbai-2018 2 个 → double-2024 1—2 个"
            ),
            ("世界500强企业", "made-2021 10 家 → double-2024 1—2 家"),
            (
                "制造业单项冠军",
                "wanqianbai-2018 ≥ 10 个 → made-2021 20 家"
            ),
            ("湖北名牌", "brand-2017 50 个 → wanqianbai-2018 2 倍"),
            (
                "规上工业企业研发覆盖",
                "wanqianbai-2018 全覆盖 → double-2024 50%"
            ),
        ]
    );
}
