//! What the members of a collective have to do, and several roles of one body in one task.

use std::sync::Arc;

use zeren::model::workspace::{AgencyIx, Source, Workspace};
use zeren::model::{Date, Role};
use zeren::store;
use zeren::view::timeline::{LaneGroup, Timeline};
use zeren::view::{
    AgencyList, AgencyMatch, ColumnScope, Data, LaneBy, Profile, RowKind, Sheet, SuccessionView,
    TaskRowMaker, ViewSpec, collective_ids, duty_rows,
};

/// 各区 are 东区 and 西区 (which was 旧区 until 2019); 各区各局 are 各区 and 甲局.
const TEXT: &str = r#"(
    format: 1, title: "集合",
    agencies: [
        (id: "a", name: "本市甲局", short: "甲局", kind: Department),
        (id: "b", name: "本市乙局", short: "乙局", kind: Department),
        (id: "east", name: "本市东区", short: "东区", kind: District),
        (id: "west", name: "本市西区", short: "西区", kind: District),
        (id: "old", name: "本市旧区", short: "旧区", kind: District),
        (id: "areas", name: "各区", kind: Collective, members: Listed(["east", "old"])),
        (id: "all", name: "各区各局", kind: Collective, members: Listed(["areas", "a"])),
        (id: "open", name: "有关部门", kind: Collective, members: Open),
        (id: "group", name: "领导小组", kind: LeadingGroup, members: Listed(["b", "east"])),
    ],
    successions: [(from: "old", to: "west", how: Renamed, date: "2019", basis: General("区划调整"))],
    plans: [(id: "p", title: "方案", issued: "2018", sections: [(number: "一", title: "一章", tasks: [
        (clause: "一1", title: "各区之事", assignments: [
            (agency: "a", role: Lead), (agency: "areas", role: Responsible),
        ], targets: [(indicator: "甲", amount: Exactly(1), unit: "个", due: By("2020"))]),
        (clause: "一2", title: "东区和各区之事", assignments: [
            (agency: "east", role: Lead), (agency: "areas", role: Responsible),
        ]),
        (clause: "一3", title: "两个集合之事", assignments: [
            (agency: "areas", role: Support), (agency: "all", role: Responsible),
        ]),
        (clause: "一4", title: "领导小组之事", assignments: [(agency: "group", role: Lead)]),
        (clause: "一5", title: "一身二任", assignments: [
            (agency: "b", role: Lead), (agency: "b", role: Member), (agency: "b", role: Lead),
            (agency: "open", role: Support),
        ]),
    ])])],
)"#;

fn data() -> Arc<Data> {
    let dataset = store::parse(TEXT.as_bytes(), None).expect("data").dataset;
    Data::new(
        Workspace::join(vec![Source {
            file: None,
            dataset,
        }])
        .0,
    )
}

fn sheet(spec: &ViewSpec) -> Arc<Sheet> {
    Arc::new(Sheet::new(&data(), spec, Date::year_only(2024)))
}

fn agency(sheet: &Sheet, id: &str) -> AgencyIx {
    sheet.workspace().agency_by_id(id).expect("an agency")
}

fn only(id: &str) -> ViewSpec {
    ViewSpec::default().only_agency(id)
}

/// The marks of a task: `东区 经○`.
fn marks(sheet: &Sheet, title: &str) -> Vec<String> {
    let row = sheet.rows.iter().find(|row| match row.kind {
        RowKind::Task(ix) => sheet.workspace().task(ix).task.title == title,
        _ => false,
    });
    let cells = sheet.cells(row.expect("the task is shown")).iter();
    cells
        .map(|cell| {
            let agency = sheet.columns[cell.column as usize].agency;
            let label = sheet.workspace().agency(agency).label();
            format!("{label} {}", sheet.mark(cell))
        })
        .collect()
}

fn titles(sheet: &Sheet) -> Vec<&str> {
    let tasks = sheet.tasks();
    tasks
        .map(|ix| sheet.workspace().task(ix).task.title.as_str())
        .collect()
}

fn counts(sheet: &Sheet, id: &str) -> (u32, u32) {
    let nth = sheet.column_of(agency(sheet, id)).expect("a column");
    (sheet.columns[nth].tasks, sheet.columns[nth].through)
}

#[test]
fn without_a_question_only_the_named_bodies_have_columns() {
    let sheet = sheet(&ViewSpec::default());
    assert_eq!(sheet.column_of(agency(&sheet, "old")), None);
    assert_eq!(marks(&sheet, "各区之事"), ["甲局 ●", "各区 ○"]);
    assert_eq!(sheet.shown.through, 0);
    assert_eq!(sheet.shown.assignments, 11);
}

#[test]
fn a_chosen_member_has_the_tasks_of_its_collectives_counted_apart() {
    let sheet = sheet(&only("east"));
    assert_eq!(
        titles(&sheet),
        ["各区之事", "东区和各区之事", "两个集合之事"]
    );
    assert_eq!(counts(&sheet, "east"), (1, 2));
    assert!(marks(&sheet, "各区之事").contains(&"东区 经○".to_owned()));
    assert!(
        marks(&sheet, "东区和各区之事").contains(&"东区 ●".to_owned()),
        "what names the body itself counts"
    );
    assert!(
        marks(&sheet, "两个集合之事").contains(&"东区 经○△".to_owned()),
        "each of its collectives has a role"
    );
    assert_eq!(sheet.shown.through, 2);
    assert_eq!(sheet.shown.assignments, 6, "assignments are the documents'");
    assert!(sheet.counts_text().ends_with("；另经集合机构 2 处"));
    assert!(sheet.legend_text().contains("经 作为集合机构的成员"));
}

#[test]
fn choosing_shows_what_the_side_bar_promises() {
    for id in ["a", "b", "east", "old", "areas", "all"] {
        let any = sheet(&ViewSpec::default());
        let load = any.facets.agencies[agency(&any, id).get()];
        let chosen = sheet(&only(id));
        assert_eq!(chosen.shown.tasks, load.all() as usize, "{id}");
        assert_eq!(counts(&chosen, id), (load.tasks, load.through), "{id}");
        let again = chosen.facets.agencies[agency(&chosen, id).get()];
        assert_eq!(again, load, "{id}: its own choice is left out");
    }
}

#[test]
fn all_lists_and_profiles_count_the_same() {
    let all = sheet(&ViewSpec::default().for_profiles());
    let list = AgencyList::new(&all);
    for row in &list.rows {
        let load = all.facets.agencies[row.agency.get()];
        let label = all.workspace().agency(row.agency).label();
        assert_eq!(
            (row.tasks, row.through),
            (load.tasks, load.through),
            "{label}"
        );
        let profile = Profile::new(&all, row.agency);
        assert_eq!(profile.tasks, row.tasks, "{label}");
        assert_eq!(profile.through_tasks(), row.through as usize, "{label}");
    }
    let profile = Profile::new(&all, agency(&all, "east"));
    assert_eq!(
        profile.targets.len(),
        1,
        "the target of a collective's task"
    );
    assert_eq!(profile.targets[0].through, Some(agency(&all, "areas")));
    assert!(
        profile
            .counts_text()
            .starts_with("直接 1 项任务（牵头 1） · 经集合机构 2 项"),
        "{}",
        profile.counts_text()
    );
}

#[test]
fn leading_groups_and_open_collectives_pass_nothing_on() {
    let sheet = sheet(&only("b"));
    assert_eq!(titles(&sheet), ["一身二任"]);
    assert_eq!(counts(&sheet, "b"), (1, 0));
}

#[test]
fn members_count_as_the_bodies_of_today() {
    let spec = ViewSpec {
        succession: SuccessionView::Current,
        ..only("west")
    };
    let sheet = sheet(&spec);
    assert_eq!(counts(&sheet, "west"), (0, 3));
    let before = self::sheet(&only("west"));
    assert!(titles(&before).is_empty(), "as written it is no member");
}

#[test]
fn a_search_for_a_member_finds_its_tasks() {
    let sheet = sheet(&ViewSpec::default().with_text("东区"));
    assert_eq!(counts(&sheet, "east"), (1, 2));
    assert!(titles(&sheet).contains(&"各区之事"));
    let all = self::sheet(&ViewSpec::default().with_text("本市"));
    assert_eq!(
        all.column_of(agency(&all, "old")),
        None,
        "a word that all members share tells none of them apart"
    );
}

#[test]
fn together_counts_members_too() {
    let spec = ViewSpec {
        agency_match: AgencyMatch::All,
        agencies: vec!["east".to_owned(), "a".to_owned()],
        ..ViewSpec::default()
    };
    assert_eq!(titles(&sheet(&spec)), ["各区之事", "两个集合之事"]);
}

#[test]
fn a_role_filter_asks_for_the_role_of_the_collective() {
    let spec = ViewSpec {
        roles: vec![Role::Support],
        ..only("east")
    };
    let sheet = sheet(&spec);
    assert_eq!(titles(&sheet), ["两个集合之事"]);
    assert_eq!(marks(&sheet, "两个集合之事"), ["东区 经△", "各区 △"]);
}

#[test]
fn a_collective_unfolds_into_the_columns_of_its_members() {
    let data = data();
    assert_eq!(collective_ids(&data.workspace), ["areas", "all"]);
    let spec = ViewSpec::default().toggle_unfolded("areas");
    let sheet = sheet(&spec);
    assert_eq!(titles(&sheet).len(), 5, "it is no filter");
    assert_eq!(counts(&sheet, "east"), (1, 2));
    assert_eq!(counts(&sheet, "old"), (0, 3));
    assert_eq!(counts(&sheet, "areas"), (3, 0), "its own column stays");
    let plain = self::sheet(&ViewSpec::default());
    assert_eq!(sheet.shown.assignments, plain.shown.assignments);
    assert_eq!(sheet.shown.marks, plain.shown.marks);
    let folded = self::sheet(&spec.toggle_unfolded("areas"));
    assert_eq!(folded.columns, plain.columns);
}

#[test]
fn lists_name_the_collective() {
    let spec = ViewSpec {
        columns: ColumnScope::Selected,
        ..only("east")
    };
    let sheet = sheet(&spec);
    let rows = TaskRowMaker::new(&sheet);
    let texts: Vec<String> = sheet
        .tasks()
        .map(|task| rows.row(task).bodies_text(Role::Responsible))
        .collect();
    assert_eq!(texts, ["东区（经各区）", "", "东区（经各区各局）"]);
    let through: Vec<_> = duty_rows(&sheet)
        .iter()
        .map(|row| (row.written, row.through.is_some()))
        .collect();
    assert_eq!(
        through,
        [
            ("东区", true),
            ("东区", false),
            ("东区", true),
            ("东区", true)
        ]
    );
}

#[test]
fn the_timeline_has_the_targets_of_a_member() {
    for lanes in [LaneBy::Agency, LaneBy::Role] {
        let spec = ViewSpec {
            columns: ColumnScope::Selected,
            lanes,
            ..only("east")
        };
        let sheet = sheet(&spec);
        let timeline = Timeline::new(&sheet);
        let wanted = match lanes {
            LaneBy::Agency => LaneGroup::Agency(agency(&sheet, "east")),
            _ => LaneGroup::Role(Role::Responsible),
        };
        let groups: Vec<_> = timeline.groups.iter().map(|group| &group.kind).collect();
        assert_eq!(groups, [&wanted]);
    }
}

#[test]
fn several_roles_stand_in_one_cell_and_count_once() {
    let sheet = sheet(&ViewSpec::default());
    assert_eq!(marks(&sheet, "一身二任"), ["乙局 ●◇", "有关部门 △"]);
    assert_eq!(counts(&sheet, "b"), (1, 0));
    let roles = sheet.roles();
    assert!(roles.contains(&Role::Member));
    let folding = sheet.folding();
    assert_eq!(
        (folding.assignments, folding.cells),
        (11, sheet.shown.marks)
    );
    assert_eq!(
        folding.text().as_deref(),
        Some("11 处分工，同一机构在同一任务中的 2 处并为一格，共 9 格")
    );
    let row = sheet.rows.last().expect("a row");
    assert_eq!((row.shown, row.all), (2, 2), "bodies, not assignments");
}

#[test]
fn the_one_member_that_is_asked_for_tells_what_it_has_through_whom() {
    let sheet = sheet(&only("east"));
    let asked = sheet.asked_member().expect("a member");
    assert_eq!(asked.body, agency(&sheet, "east"));
    assert_eq!((asked.direct, asked.through), (1, 2));
    let column = sheet.column_of(asked.body).expect("a column");
    assert_eq!(sheet.columns[column].through, asked.through);
    assert_eq!(asked.via_text(sheet.workspace()), "经 各区、各区各局");
    assert_eq!(asked.others, [agency(&sheet, "old")]);
    let found = self::sheet(&ViewSpec::default().with_text("旧区"));
    let asked = found.asked_member().expect("it was looked for");
    assert_eq!(asked.body, agency(&found, "old"));
    // Who is asked for with others, is no member, or is not asked for at all.
    for view in [
        only("east").toggle_agency("b"),
        only("b"),
        only("areas").toggle_agency("all"),
        ViewSpec::default(),
    ] {
        assert_eq!(self::sheet(&view).asked_member(), None, "{view:?}");
    }
}

#[test]
fn what_collectives_bring_can_be_left_out() {
    let view = only("east").toggle_direct_only();
    let direct = sheet(&view);
    assert_eq!(direct.shown.tasks, 1);
    assert_eq!(direct.shown.through, 0);
    let asked = direct.asked_member().expect("a member all the same");
    assert_eq!((asked.direct, asked.through), (1, 0));
    // The counts of choices say what choosing would show.
    let load = direct.facets.agencies[agency(&direct, "old").get()];
    assert_eq!(load.all(), 0);
    assert!(direct.filter_text().contains("只看直接"));
    let found = sheet(&ViewSpec::default().with_text("旧区").toggle_direct_only());
    assert_eq!(found.shown.tasks, 0);
    assert_eq!(sheet(&view.toggle_direct_only()).shown.tasks, 3);
}
