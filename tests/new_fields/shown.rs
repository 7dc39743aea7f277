//! In views: filters, list, timeline, profiles, search.

use zeren::model::{Due, Rhythm};
use zeren::view::timeline::Shape;
use zeren::view::{
    ClauseParts, DueFilter, LaneBy, OwnOf, OwnValue, RowKind, TargetRow, TaskRowMaker, Timeline,
    ViewSpec, due_rows, duty_rows, target_rows,
};

use super::{data, profile, sheet};

fn titles(spec: &ViewSpec) -> Vec<String> {
    let sheet = sheet(spec);
    let workspace = sheet.workspace();
    let tasks = sheet
        .tasks()
        .map(|ix| workspace.task(ix).task.title.clone());
    tasks.collect()
}

#[test]
fn every_kind_of_deadline_is_a_choice_with_its_count() {
    let facets = sheet(&ViewSpec::default()).facets;
    let counts: Vec<(String, u32)> = facets
        .due
        .iter()
        .map(|(due, n)| (due.label(), *n))
        .collect();
    let wanted = [
        ("2024年", 2),
        ("2025年", 1),
        ("2026年", 2),
        ("几天内", 1),
        ("几个月内", 1),
        ("定期", 2),
        ("视条件而定", 1),
    ];
    assert_eq!(counts, wanted.map(|(name, n)| (name.to_owned(), n)));
    // A task with a deadline of its own and no target has no target.
    assert_eq!(facets.with_targets, 2);
    let of = |due| ViewSpec {
        due: vec![due],
        ..ViewSpec::default()
    };
    assert_eq!(titles(&of(DueFilter::Year(2025))), ["开展监测"]);
    assert_eq!(titles(&of(DueFilter::When)), ["完善制度"]);
    assert_eq!(titles(&of(DueFilter::Year(2026))), ["完善制度", "报送总结"]);
}

#[test]
fn deadlines_of_tasks_are_due_and_are_no_targets() {
    let sheet = sheet(&ViewSpec::default());
    assert_eq!(target_rows(&sheet).len(), 10);
    let deadlines = |row: &TargetRow<'_>| row.id.is_deadline();
    let rows = due_rows(&sheet);
    assert_eq!(rows.len(), 12);
    assert_eq!(rows.iter().filter(|row| deadlines(row)).count(), 2);
    let maker = TaskRowMaker::new(&sheet);
    let goals: Vec<String> = sheet.tasks().map(|ix| maker.row(ix).goals_text()).collect();
    assert_eq!(
        goals[0],
        "2024年三季度末\n2024年底、2025年底　监测企业 30 户\n2025年上半年\n每周　监测周报 每周报送\n\
         每季度　经营状况 按季监测"
    );
    assert_eq!(goals[2], "2026年11—12月");
    assert!(
        goals[1].contains("2024年6月底　制订实施细则"),
        "{}",
        goals[1]
    );
    assert!(
        goals[1].contains("验收后30日内　资金拨付 拨付到位"),
        "{}",
        goals[1]
    );
}

#[test]
fn a_target_is_its_actors_alone_and_everybodys_where_nobody_is_named() {
    let targets = |name: &str| {
        let profile = profile(name);
        let workspace = profile.workspace();
        let targets = profile.targets.iter();
        let names = targets.map(|target| target.id.target(workspace).indicator.clone());
        names.collect::<Vec<_>>()
    };
    assert_eq!(targets("市发改委"), ["监测企业"]);
    assert_eq!(targets("市统计局"), ["监测企业", "经营状况"]);
    assert!(targets("各区人民政府").contains(&"监测周报".to_owned()));
    assert!(targets("专班办公室").iter().all(|name| name != "实施细则"));
    assert!(targets("市科技局").contains(&"实施细则".to_owned()));
}

fn lanes(timeline: &Timeline, indicator: &str) -> Vec<Shape> {
    let lanes = timeline.lanes.iter();
    let of = lanes.filter(|lane| timeline.target(lane).indicator == indicator);
    of.map(|lane| lane.shape).collect()
}

#[test]
fn every_kind_of_deadline_has_its_form_on_the_axis() {
    let timeline = Timeline::new(&sheet(&ViewSpec::default()));
    let days = |shape: &Shape| (shape.from().text(), shape.to().text());
    let span = |indicator: &str| {
        let [shape @ Shape::Span(..)] = lanes(&timeline, indicator)[..] else {
            panic!("{indicator}: {:?}", lanes(&timeline, indicator));
        };
        days(&shape)
    };
    let pair = |from: &str, to: &str| (from.to_owned(), to.to_owned());
    assert_eq!(span("试点企业"), pair("2024-01-01", "2027-01-01"));
    assert_eq!(span("报送总结"), pair("2026-11-01", "2027-01-01"));
    // The plan was issued on 15 January: months and days count from there.
    assert_eq!(span("专家库"), pair("2024-04-15", "2024-07-16"));
    assert_eq!(span("整改"), pair("2024-02-14", "2024-02-15"));
    // A lane for each deadline; a quarter and a half-year end with their last day.
    let [a @ Shape::Point(_), b @ Shape::Point(_)] = lanes(&timeline, "开展监测")[..] else {
        panic!("{:?}", lanes(&timeline, "开展监测"));
    };
    assert_eq!(
        (days(&a).1, days(&b).1),
        ("2024-10-01".into(), "2025-07-01".into())
    );
    assert_eq!(lanes(&timeline, "监测企业").len(), 2);
    // Its own end and not the plan's.
    let [Shape::Chain(_, last, Rhythm::Year)] = lanes(&timeline, "名品认定")[..] else {
        panic!("{:?}", lanes(&timeline, "名品认定"));
    };
    assert_eq!(last.text(), "2026-01-01");
    let [Shape::Chain(from, to, Rhythm::Week)] = lanes(&timeline, "监测周报")[..] else {
        panic!("{:?}", lanes(&timeline, "监测周报"));
    };
    let weeks: Vec<String> = zeren::view::timeline::ticks(Rhythm::Week, from, to)
        .take(2)
        .map(|day| day.before().text())
        .collect();
    assert_eq!(weeks, ["2024-01-21", "2024-01-28"], "Sundays");
    // A condition has no day, and is listed.
    assert!(matches!(
        lanes(&timeline, "资金拨付")[..],
        [Shape::Undated(..)]
    ));
    assert!(timeline.undated.is_empty());
    assert_eq!(timeline.shown.targets, 10);
    let deliverable = lanes(&timeline, "实施细则");
    assert!(matches!(deliverable[..], [Shape::Point(_)]));
}

#[test]
fn lanes_by_body_are_those_of_its_actors() {
    let spec = ViewSpec {
        lanes: LaneBy::Agency,
        ..ViewSpec::default()
    };
    let timeline = Timeline::new(&sheet(&spec));
    let workspace = timeline.workspace();
    let of = |name: &str| {
        let group = timeline
            .groups
            .iter()
            .find(|group| timeline.heading(group) == name)
            .unwrap_or_else(|| panic!("no group {name}"));
        let lanes = timeline.lanes[group.lanes.clone()].iter();
        let mut names: Vec<_> = lanes
            .map(|lane| lane.id.target(workspace).indicator.clone())
            .collect();
        names.dedup();
        (names, timeline.heading_aside(group))
    };
    let (names, count) = of("市发改委");
    assert_eq!(names, ["开展监测", "监测企业"]);
    assert_eq!(count, "1 个目标 · 1 个任务时限");
    assert_eq!(of("市统计局").0, ["开展监测", "经营状况", "监测企业"]);
    let lane = timeline
        .lanes
        .iter()
        .find(|lane| timeline.target(lane).indicator == "经营状况")
        .expect("a lane");
    assert_eq!(timeline.bodies(lane.id), "市统计局");
    let due = timeline.due(lane);
    assert_eq!(*due, Due::Every(Rhythm::Quarter));
}

#[test]
fn words_of_the_clause_and_of_own_columns_are_found() {
    for (text, wanted) in [
        ("每周报送工作专班", vec!["开展监测"]),
        ("张某某", vec!["开展监测"]),
        ("zmm", vec!["开展监测"]),
        ("已启动", vec!["开展监测"]),
        ("李某某", vec!["完善制度"]),
    ] {
        let spec = ViewSpec {
            text: text.to_owned(),
            ..ViewSpec::default()
        };
        assert_eq!(titles(&spec), wanted, "{text}");
    }
}

#[test]
fn own_roles_are_joined_and_count_as_they_say() {
    let data = data();
    let workspace = &data.workspace;
    let names: Vec<&str> = workspace
        .own_roles
        .iter()
        .map(|role| role.name.as_str())
        .collect();
    assert_eq!(names, ["主责", "协办", "验收", "分管领导"]);
    let own: Vec<Option<u8>> = workspace.tasks[0]
        .duties
        .iter()
        .map(|duty| duty.own)
        .collect();
    assert_eq!(own, [Some(0), Some(1), None, Some(3), Some(2)]);
    assert!(workspace.plans[0].knows_leads(), "主责 leads");
    let group = workspace.agencies_named("各区人民政府")[0];
    let entry = &workspace.agencies[group.get()];
    assert_eq!(entry.member_periods[0].text(), "2022年2月起");
    let office = workspace.agencies_named("专班办公室")[0];
    let parent = workspace.agencies[office.get()].parent.expect("a parent");
    assert_eq!(workspace.agency(parent).label(), "工作专班");
    assert_eq!(workspace.agencies[parent.get()].members.len(), 2);
    let sheet = sheet(&ViewSpec::default());
    let tasks = sheet
        .rows
        .iter()
        .filter(|row| matches!(row.kind, RowKind::Task(_)));
    assert_eq!(tasks.count(), 3);
}

#[test]
fn cells_show_the_marks_of_own_roles_and_the_legend_says_what_they_are() {
    let sheet = sheet(&ViewSpec::default());
    let row = sheet
        .rows
        .iter()
        .find(|row| matches!(row.kind, RowKind::Task(_)))
        .expect("a task");
    let marks: Vec<String> = sheet
        .cells(row)
        .iter()
        .map(|cell| {
            let agency = sheet.columns[cell.column as usize].agency;
            let label = cell.label(sheet.own_roles());
            format!(
                "{} {} {label}",
                sheet.workspace().agency(agency).label(),
                sheet.mark(cell)
            )
        })
        .collect();
    for wanted in [
        "市发改委 主 主责",
        "市统计局 协 协办",
        "市政府领导 分 分管领导",
        "工作专班 验 验收",
        "各区人民政府 ○ 责任",
    ] {
        assert!(
            marks.iter().any(|mark| mark == wanted),
            "{wanted}: {marks:?}"
        );
    }
    let legend = sheet.legend_text();
    assert!(
        legend.contains("主 主责（牵头）") && legend.contains("验 验收（督办）"),
        "{legend}"
    );
    let letters = ViewSpec {
        marks: zeren::view::MarkStyle::Raci,
        ..ViewSpec::default()
    };
    let sheet = super::sheet(&letters);
    let row = sheet
        .rows
        .iter()
        .find(|row| matches!(row.kind, RowKind::Task(_)));
    let cells = sheet.cells(row.expect("a task"));
    assert!(cells.iter().all(|cell| sheet.mark(cell).is_ascii()));
    assert!(!sheet.legend_text().contains("主责"));
}

#[test]
fn what_was_read_from_a_clause_is_found_in_it() {
    let data = data();
    let task = &data.workspace.tasks[0].task;
    let text = task.text.as_deref().expect("a wording");
    let parts = ClauseParts::of(task);
    let words: Vec<&str> = parts
        .bodies
        .iter()
        .map(|(range, _)| &text[range.clone()])
        .collect();
    assert_eq!(words, ["市发改委", "市统计局", "各区人民政府"]);
    assert_eq!(&text[parts.figures[0].clone()], "30户");
    assert_eq!(&text[parts.heading.expect("a heading")], "（一）开展监测。");
}

#[test]
fn values_of_own_columns_are_choices_with_their_counts() {
    let data = data();
    let columns: Vec<(OwnOf, &str)> = data
        .own_columns()
        .columns
        .iter()
        .map(|column| (column.of, column.name.as_str()))
        .collect();
    assert!(columns.contains(&(OwnOf::Task, "责任人")), "{columns:?}");
    assert!(columns.contains(&(OwnOf::Agency, "联系人")), "{columns:?}");
    let all = sheet(&ViewSpec::default());
    for column in &data.own_columns().columns {
        for (value, place) in &column.values {
            let own = OwnValue {
                of: column.of,
                column: column.name.clone(),
                value: value.clone(),
            };
            let chosen = sheet(&ViewSpec::default().toggle_own(&own));
            let count = all.own_counts()[*place as usize] as usize;
            assert_eq!(chosen.shown.tasks, count, "{own:?}");
            assert!(chosen.shown.tasks > 0 && chosen.shown.tasks < chosen.all.tasks);
            // Choosing one leaves the counts beside the others as they are.
            assert_eq!(chosen.own_counts(), all.own_counts());
        }
    }
    let zhang = OwnValue::of_task("责任人", "张某某");
    assert_eq!(
        titles(&ViewSpec::default().toggle_own(&zhang)),
        ["开展监测"]
    );
    // Of one column any is enough, of two columns both are needed.
    let both = ViewSpec::default()
        .toggle_own(&zhang)
        .toggle_own(&OwnValue::of_task("责任人", "李某某"));
    assert_eq!(titles(&both).len(), 2);
    let narrow = both.toggle_own(&OwnValue::of_agency("联系人", "王某"));
    assert_eq!(titles(&narrow), ["开展监测"]);
    assert!(
        sheet(&narrow)
            .filter_text()
            .contains("责任人 张某某、李某某；机构联系人 王某")
    );
    let unknown = ViewSpec::default().toggle_own(&OwnValue::of_task("责任人", "无此人"));
    assert_eq!(sheet(&unknown).shown.tasks, 0);
}

#[test]
fn nobody_of_today_stands_for_a_body_whose_heir_is_unknown() {
    let sheet = sheet(&ViewSpec::default());
    let workspace = sheet.workspace();
    let today = |name: &str| {
        let mut rows = duty_rows(&sheet).into_iter();
        let row = rows.find(|row| row.written == name).expect("a row");
        row.today.map(|ix| workspace.agency(ix).label())
    };
    assert_eq!(today("市科技局"), None);
    assert_eq!(today("市统计局"), Some("市统计局"));
}
