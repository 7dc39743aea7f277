//! Plans and their tasks, as they stand and as they are counted.

use zeren::model::{FORMAT, PlanStatus, Role};

use crate::{README, count, data, parse, tasks};

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
///   (one 组长, two 副组长), the group itself, its office and the districts. The heads are the only
///   leads here, and each says so in its `term`.
/// - 2018: 18 notes with 40 bodies; 四(六) adds the leading group and 市政府督查室.
/// - 2021: 20 notes, 19 牵头单位 and 81 责任单位; 三(三) adds 市质量强市工作委员会, which leads them.
/// - 2023: no notes at all; what the running text says about who does what.
/// - 2024: 20 notes. Mended, they name 85 bodies: in 二(五)16 the separator between 市司法局 and
///   各区(开发区)人民政府 is lost, and whoever takes the two for one counts 84. 三17 adds the
///   leading group with 15 members, two heads and its office.
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
            ("brand-2017", 15, [3, 67, 0, 22, 0]),
            ("wanqianbai-2018", 18, [1, 40, 0, 0, 1]),
            ("made-2021", 20, [20, 81, 0, 0, 0]),
            ("chain-2023", 13, [9, 9, 1, 0, 1]),
            ("double-2024", 20, [2, 87, 0, 15, 0]),
        ]
    );
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
