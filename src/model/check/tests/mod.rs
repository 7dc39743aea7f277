mod agencies;
mod values;

use super::*;
use crate::model::*;

fn agency(id: &str, name: &str) -> Agency {
    Agency {
        id: id.into(),
        name: name.into(),
        ..Agency::default()
    }
}

fn assignment(agency: &str, role: Role) -> Assignment {
    Assignment {
        agency: agency.into(),
        role,
        ..Assignment::default()
    }
}

fn target(amount: Amount, due: Due) -> Target {
    Target {
        indicator: "产值".into(),
        amount,
        due,
        ..Target::default()
    }
}

fn task(clause: &str, assignments: &[(&str, Role)]) -> Task {
    Task {
        clause: clause.into(),
        title: format!("任务{clause}"),
        assignments: assignments
            .iter()
            .map(|(id, role)| assignment(id, *role))
            .collect(),
        ..Task::default()
    }
}

fn number(value: f64) -> Number {
    Number::new(value).expect("finite")
}

fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

fn plan(id: &str, tasks: Vec<Task>) -> Plan {
    Plan {
        id: id.into(),
        title: format!("方案{id}"),
        sections: vec![Section {
            number: "一".into(),
            title: "任务".into(),
            targets: vec![],
            tasks,
            sections: vec![],
        }],
        ..Plan::default()
    }
}

fn succession(from: &str, to: &str, how: SuccessionKind, date: Option<Date>) -> Succession {
    let basis = Basis::General("2019 年机构改革".into());
    Succession {
        from: from.into(),
        to: to.into(),
        how,
        date,
        basis,
    }
}

/// Two agencies and a plan in which nothing is to be found.
fn sound() -> Dataset {
    Dataset {
        format: FORMAT,
        agencies: vec![agency("a", "甲局"), agency("b", "乙局")],
        plans: vec![plan(
            "p",
            vec![task("1", &[("a", Role::Lead), ("b", Role::Support)])],
        )],
        ..Dataset::default()
    }
}

fn first_task(dataset: &mut Dataset) -> &mut Task {
    &mut dataset.plans[0].sections[0].tasks[0]
}

/// The path as people write it.
fn written(path: &[Step]) -> String {
    let step = |step: &Step| match step {
        Step::Field(name) => format!(".{name}"),
        Step::Index(index) => format!("[{index}]"),
    };
    let text: String = path.iter().map(step).collect();
    text.trim_start_matches('.').to_owned()
}

/// Where each finding is, and what it says.
fn said(dataset: &Dataset) -> Vec<(Rule, String, String)> {
    let findings = check(dataset);
    findings
        .into_iter()
        .map(|f| (f.rule, written(&f.path), f.message))
        .collect()
}

#[track_caller]
fn assert_said(dataset: &Dataset, wanted: &[(Rule, &str, &str)]) {
    let said = said(dataset);
    let said: Vec<_> = said
        .iter()
        .map(|(r, p, m)| (*r, p.as_str(), m.as_str()))
        .collect();
    assert_eq!(said, wanted);
}

#[test]
fn sound_data_has_no_findings() {
    assert_said(&sound(), &[]);
}

#[test]
fn an_unknown_agency_is_told_once_with_the_number_of_its_places() {
    let mut dataset = sound();
    let task = first_task(&mut dataset);
    task.assignments.push(assignment("乙局", Role::Member));
    task.assignments.push(assignment("乙局", Role::Oversee));
    let findings = check(&dataset);
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].message, "没有代号为“乙局”的机构（共 2 处）");
    assert_eq!(findings[0].hint.as_deref(), Some("是不是 b（乙局）？"));
    assert_eq!(
        written(&findings[0].path),
        "plans[0].sections[0].tasks[0].assignments[2].agency"
    );
    let item = Item::Task {
        plan: "p".into(),
        task: "1".into(),
    };
    assert_eq!(findings[0].item, item);
}

#[test]
fn repeated_ids_name_the_first_place() {
    let mut dataset = sound();
    dataset.agencies.push(agency("a", "丙局"));
    dataset.plans.push(plan("p", vec![]));
    dataset.plans[0].sections[0]
        .tasks
        .push(task("1", &[("a", Role::Lead)]));
    let firsts: Vec<_> = check(&dataset)
        .into_iter()
        .map(|f| {
            (
                f.rule,
                written(&f.path),
                written(&f.first.expect("a first place")),
            )
        })
        .collect();
    let wanted = [
        (Rule::DuplicateAgency, "agencies[2].id", "agencies[0].id"),
        (
            Rule::DuplicateTask,
            "plans[0].sections[0].tasks[1].clause",
            "plans[0].sections[0].tasks[0].clause",
        ),
        (Rule::DuplicatePlan, "plans[1].id", "plans[0].id"),
    ];
    assert_eq!(
        firsts,
        wanted.map(|(r, p, f)| (r, p.to_owned(), f.to_owned()))
    );
}

#[test]
fn parts_tell_tasks_of_one_clause_apart_in_both_spellings() {
    let mut dataset = sound();
    let tasks = &mut dataset.plans[0].sections[0].tasks;
    tasks.push(Task {
        part: Some(2),
        ..task("1", &[("a", Role::Lead)])
    });
    assert!(said(&dataset).is_empty());
    dataset.plans[0].sections[0]
        .tasks
        .push(task("1〔2〕", &[("a", Role::Lead)]));
    let said = said(&dataset);
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].2, "条款“1〔2〕”在同一方案中重复");
}

#[test]
fn figures_and_times_in_the_wrong_order_are_errors() {
    let mut dataset = sound();
    dataset.plans[0].period = Some(Period {
        from: date("2023-06"),
        to: date("2023"),
    });
    first_task(&mut dataset).targets = vec![
        target(Amount::Range(number(2.0), number(1.0)), Due::Ongoing),
        target(Amount::Fraction(0, 3), Due::Within(5, 3)),
    ];
    let at = |rest: &str| format!("plans[0].sections[0].tasks[0].targets{rest}");
    assert_said(
        &dataset,
        &[
            (
                Rule::RangeOrder,
                &at("[0].amount"),
                "区间 Range(2, 1) 的两端颠倒",
            ),
            (
                Rule::ZeroFraction,
                &at("[1].amount"),
                "比例 Fraction(0, 3) 中有 0",
            ),
            (
                Rule::DueOrder,
                &at("[1].due"),
                "时限 Within(5, 3) 的两端颠倒",
            ),
        ],
    );
    // June lies inside the year; the year before does not.
    dataset.plans[0].period = Some(Period {
        from: date("2023-06"),
        to: date("2022"),
    });
    assert_eq!(said(&dataset)[0].0, Rule::PeriodOrder);
}

#[test]
fn a_body_may_have_two_roles_but_not_one_role_twice() {
    let mut dataset = sound();
    first_task(&mut dataset)
        .assignments
        .push(assignment("b", Role::Member));
    let two = (
        Rule::TwoRoles,
        "plans[0].sections[0].tasks[0].assignments[2]",
        "任务“任务1”中“乙局”既是配合，又是成员",
    );
    assert_said(&dataset, &[two]);
    first_task(&mut dataset)
        .assignments
        .push(assignment("b", Role::Support));
    let place = "plans[0].sections[0].tasks[0].assignments[3]";
    let message = "任务“任务1”两次把“乙局”列为配合";
    assert_said(&dataset, &[two, (Rule::RepeatedAssignment, place, message)]);
    first_task(&mut dataset).title = "做响“武汉制造”".into();
    let said = said(&dataset);
    assert_eq!(said[1].2, "任务“做响‘武汉制造’”两次把“乙局”列为配合");
}

#[test]
fn missing_leads_are_noted_per_task_only_where_the_plan_knows_leads() {
    let mut dataset = sound();
    let tasks = &mut dataset.plans[0].sections[0].tasks;
    tasks.push(task("2", &[("b", Role::Responsible)]));
    tasks.push(task("3", &[("a", Role::Lead), ("b", Role::Lead)]));
    tasks.push(task("4", &[]));
    let at = |nth: usize| format!("plans[0].sections[0].tasks[{nth}]");
    assert_said(
        &dataset,
        &[
            (Rule::NoLead, &at(1), "任务“任务2”没有写明牵头机构"),
            (Rule::SeveralLeads, &at(2), "任务“任务3”有 2 个牵头机构"),
            (Rule::NoAgency, &at(3), "任务“任务4”没有写明责任机构"),
        ],
    );
    // Where leads are the exception, one note is enough.
    let tasks = &mut dataset.plans[0].sections[0].tasks;
    tasks.truncate(2);
    tasks.push(task("3", &[("b", Role::Responsible)]));
    assert_said(
        &dataset,
        &[(
            Rule::PlanWithoutLead,
            "plans[0]",
            "《方案p》有 2 项任务没有写明牵头机构，只有 1 项写明",
        )],
    );
    let responsible = |clause| task(clause, &[("a", Role::Responsible), ("b", Role::Support)]);
    dataset.plans = vec![plan("p", vec![responsible("1"), responsible("2")])];
    assert_said(
        &dataset,
        &[(
            Rule::PlanWithoutLead,
            "plans[0]",
            "《方案p》没有区分牵头机构",
        )],
    );
}

#[test]
fn targets_without_deadline_are_counted_in_one_note() {
    let mut dataset = sound();
    let undated = || target(Amount::Wording("提高".into()), Due::Unstated);
    let dated = target(Amount::Fraction(2, 3), Due::By(date("2023")));
    first_task(&mut dataset).targets = vec![dated, undated(), undated()];
    dataset.plans[0].sections[0].targets = vec![undated()];
    assert_said(
        &dataset,
        &[
            (
                Rule::UndatedTarget,
                "plans[0].sections[0].targets[0]",
                "“任务”一章有 1 项目标没有写明时限",
            ),
            (
                Rule::UndatedTarget,
                "plans[0].sections[0].tasks[0].targets[1]",
                "任务“任务1”有 2 项目标没有写明时限",
            ),
        ],
    );
}

#[test]
fn every_finding_has_the_severity_of_its_rule() {
    let mut dataset = sound();
    dataset.format = 7;
    dataset.agencies.push(agency("c", "甲局"));
    let severities: Vec<_> = check(&dataset)
        .iter()
        .map(|f| (f.rule, f.severity))
        .collect();
    let wanted = [
        (Rule::Format, Severity::Error),
        (Rule::SharedName, Severity::Warning),
        (Rule::UnusedAgency, Severity::Note),
    ];
    assert_eq!(severities, wanted);
}

#[test]
fn a_thread_joins_several_targets_of_one_unit() {
    let mut dataset = sound();
    let of = |thread: &str, amount: Amount, unit: &str| Target {
        thread: Some(thread.into()),
        unit: unit.into(),
        ..target(amount, Due::By(date("2023")))
    };
    let one = || Amount::Exactly(number(1.0));
    first_task(&mut dataset).targets = vec![
        of("单项冠军", one(), "个"),
        of("单项冠军", one(), "家"),
        of("研发", Amount::Wording("全覆盖".into()), ""),
        of("研发", one(), "%"),
        of("产值", one(), "亿元"),
        of("产值", Amount::Multiple(number(2.0)), ""),
        of("产值", one(), "万亿元"),
        of("名牌", one(), "个"),
    ];
    assert_said(
        &dataset,
        &[
            (
                Rule::ThreadUnits,
                "plans[0].sections[0].tasks[0].targets[6].thread",
                "指标线索“产值”的单位不一致：亿元、万亿元",
            ),
            (
                Rule::LoneThread,
                "plans[0].sections[0].tasks[0].targets[7].thread",
                "指标线索“名牌”只有一项目标",
            ),
        ],
    );
}
