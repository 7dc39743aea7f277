use super::*;
use crate::model::workspace::{Source, Workspace};
use crate::store;
use crate::view::{Data, ViewSpec};

const TEXT: &str = r#"(format: 1, title: "测试",
    agencies: [(id: "a", name: "市发展和改革委员会", short: "市发改委", kind: Department)],
    plans: [(id: "p", title: "计划", issued: "2026-01-10", sections: [(
        number: "一", title: "任务",
        targets: [
            (indicator: "总量", amount: Exactly(5), unit: "个", due: By("2026")),
            (indicator: "质量", amount: Exactly(6), unit: "个", due: By("2026")),
        ],
        tasks: [
            (clause: "1", title: "两次", assignments: [(agency: "a", role: Lead)], targets: [
                (indicator: "早", amount: Exactly(1), unit: "个", due: By("2026-02")),
                (indicator: "晚", amount: Exactly(2), unit: "个", due: By("2026")),
            ]),
            (clause: "2", title: "一次", due: By("2026-06"), targets: [
                (indicator: "报告", amount: Wording("上报"), due: Every(Quarter)),
            ]),
            (clause: "3", title: "从前", due: By("2024-Q3")),
            (clause: "4", title: "以后", due: By("2027-03-31")),
        ],
    )])])"#;

fn list(scale: TimeScale, spec: &ViewSpec, today: &str) -> DueList {
    let dataset = store::parse(TEXT.as_bytes(), None).unwrap().dataset;
    let source = Source {
        file: None,
        dataset,
    };
    let data = Data::new(Workspace::join(vec![source]).0);
    let spec = spec.with_time_scale(scale);
    DueList::new(&Sheet::new(&data, &spec, today.parse().unwrap()))
}

/// The list as lines: headings with their count and state, rows with deadline and clause.
fn lines(list: &DueList) -> Vec<String> {
    let line = |line: &DueLine| {
        let hidden = if line.hidden { "~" } else { "" };
        match line.kind {
            DueLineKind::Group(nth) => {
                let group = &list.groups[nth];
                let indent = "#".repeat(group.depth() + 1);
                let text = format!(
                    "{hidden}{indent}{} {} {}",
                    group.label(),
                    group.count_text(),
                    group.state_text()
                );
                text.trim_end().to_owned()
            }
            DueLineKind::Entry(nth) => {
                let entry = &list.entries[nth];
                format!("{hidden}{} {}", entry.due, entry.clause)
            }
        }
    };
    list.lines.iter().map(line).collect()
}

#[test]
fn a_task_stands_once_in_each_year_and_goals_beside_it() {
    let list = list(TimeScale::Year, &ViewSpec::default(), "2026-05-20");
    let wanted = [
        "#2024年 1 项 时限已过",
        "2024年三季度末 3",
        "#2026年 4 项 今年",
        "2026年2月底、2026年底 1",
        "2026年6月底 2",
        "2026年底 一",
        "2026年底 一",
        "#2027年 1 项",
        "2027年3月31日 4",
        "#定期 1 项",
        "每季度 2",
    ];
    assert_eq!(lines(&list), wanted);
    assert_eq!(list.present_line(), 2, "what is past stands above");
    assert_eq!(list.count(DueFilter::Year(2026)), 4);
    assert_eq!(list.count(DueFilter::Ongoing), 0);
}

#[test]
fn quarters_and_months_divide_a_year_and_count_their_own() {
    let quarters = list(TimeScale::Quarter, &ViewSpec::default(), "2026-05-20");
    let wanted = [
        "#2024年 1 项 时限已过",
        "##三季度 1 项 时限已过",
        "2024年三季度末 3",
        "#2026年 4 项 今年",
        "##一季度 1 项 时限已过",
        "2026年2月底 1",
        "##二季度 1 项 本季度",
        "2026年6月底 2",
        "##四季度 3 项",
        "2026年底 一",
        "2026年底 一",
        "2026年底 1",
        "#2027年 1 项",
        "##一季度 1 项",
        "2027年3月31日 4",
        "#定期 1 项",
        "每季度 2",
    ];
    assert_eq!(lines(&quarters), wanted);
    let months = list(TimeScale::Month, &ViewSpec::default(), "2026-06-20");
    let lines = lines(&months);
    for wanted in [
        "##9月 1 项 时限已过",
        "##2月 1 项 时限已过",
        "##6月 1 项 本月",
        "##12月 3 项",
    ] {
        assert!(lines.contains(&wanted.to_owned()), "{wanted}: {lines:#?}");
    }
}

#[test]
fn what_is_folded_hides_its_rows_and_keeps_its_count() {
    let year = ViewSpec::default().fold("when:2026");
    let year = list(TimeScale::Quarter, &year, "2026-05-20");
    let shown: Vec<String> = lines(&year)
        .into_iter()
        .filter(|line| !line.starts_with('~'))
        .collect();
    assert_eq!(shown.len(), 9, "{shown:#?}");
    assert!(shown.contains(&"#2026年 4 项 今年".to_owned()));
    let quarter = ViewSpec::default().fold("when:2026-Q4");
    let quarter = list(TimeScale::Quarter, &quarter, "2026-05-20");
    let hidden = quarter.lines.iter().filter(|line| line.hidden).count();
    assert_eq!(hidden, 3);
}

#[test]
fn a_filter_by_deadline_leaves_nothing_else() {
    let spec = ViewSpec {
        due: vec![DueFilter::Every],
        ..ViewSpec::default()
    };
    let list = list(TimeScale::Month, &spec, "2026-05-20");
    assert_eq!(lines(&list), ["#定期 1 项", "每季度 2"]);
}

#[test]
fn what_is_chosen_is_found_by_its_target_and_by_its_task() {
    let list = list(TimeScale::Quarter, &ViewSpec::default(), "2026-05-20");
    let first = &list.entries[list.find(Some(TaskIx::new(0)), None).unwrap()];
    assert_eq!(first.due, "2026年2月底");
    let late = TargetId {
        owner: TargetOwner::Task(TaskIx::new(0)),
        nth: 1,
    };
    let found = &list.entries[list.find(Some(TaskIx::new(0)), Some(late)).unwrap()];
    assert_eq!(found.due, "2026年底");
    assert_eq!(list.find(None, None), None);
}
