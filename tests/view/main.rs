//! What a view shows of a little data: filters, counts, orders, search.

mod search;

use std::sync::Arc;

use zeren::model::Date;
use zeren::model::workspace::{AgencyIx, Source, Workspace};
use zeren::store;
use zeren::view::search::{Field, Query};
use zeren::view::{
    AgencyMatch, ColumnOrder, ColumnScope, Data, DueFilter, RowKind, RowOrder, Sheet,
    SuccessionView, ViewSpec,
};
use zeren::{diagnostic::Severity, model::Role};

/// Two plans: the first knows leads, the second only bodies responsible. 旧委 became 新局 in 2019,
/// which will be part of 总局 in 2030.
const TEXT: &str = r#"(
    format: 1, title: "小样",
    agencies: [
        (id: "xj", name: "本市新局", short: "新局", kind: Department),
        (id: "jw", name: "本市旧委", short: "旧委", kind: Department),
        (id: "zj", name: "本市总局", short: "总局", kind: Department),
        (id: "cq", name: "重庆办事处", kind: Central),
        (id: "xh", name: "行业协会", kind: Organisation),
        (id: "ls", name: "绿色联盟", kind: Organisation),
    ],
    successions: [
        (from: "jw", to: "xj", how: Renamed, date: "2019", basis: General("机构改革")),
        (from: "xj", to: "zj", how: Merged, date: "2030", basis: General("机构改革")),
    ],
    plans: [
        (id: "p1", title: "质量方案", number: "甲〔2021〕1号", sections: [
            (number: "一", title: "名品", tasks: [
                (clause: "一1", title: "培育银行", summary: "开展试点", assignments: [
                    (agency: "xj", role: Lead), (agency: "xh", role: Responsible),
                ], targets: [(indicator: "冠军企业", amount: Exactly(20), unit: "家", due: By("2023"))]),
                (clause: "一2", title: "扩大应用", assignments: [
                    (agency: "jw", role: Lead), (agency: "xj", role: Support), (agency: "cq", role: Support),
                ]),
            ], sections: [
                (number: "一(一)", title: "认定办法", tasks: [
                    (clause: "一(一)1", title: "编制目录", summary: "继续加强协作", assignments: [
                        (agency: "cq", role: Lead, note: "原文缺一字"),
                    ], targets: [
                        (indicator: "目录", amount: Exactly(1), unit: "份", due: Every(Year)),
                        (indicator: "目录修订", amount: Exactly(1), unit: "次", due: Every(Year)),
                    ]),
                ]),
            ]),
            (number: "二", title: "保障", tasks: [(clause: "二1", title: "做好宣传")]),
        ]),
        (id: "p2", title: "绿色方案", sections: [
            (number: "一", title: "减排", tasks: [
                (clause: "一1", title: "改造设备", assignments: [
                    (agency: "xh", role: Responsible), (agency: "xj", role: Responsible),
                    (agency: "ls", role: Responsible),
                ]),
            ]),
        ]),
    ],
)"#;

fn workspace(texts: &[&str]) -> (Arc<Workspace>, Vec<zeren::diagnostic::Diagnostic>) {
    let sources = texts.iter().map(|text| Source {
        file: None,
        dataset: store::parse(text.as_bytes(), None)
            .unwrap_or_else(|errors| panic!("{}", errors[0]))
            .dataset,
    });
    Workspace::join(sources.collect())
}

fn data() -> Arc<Data> {
    Data::new(workspace(&[TEXT]).0)
}

fn on(year: i16, spec: &ViewSpec) -> Sheet {
    Sheet::new(&data(), spec, Date::year_only(year))
}

fn sheet(spec: &ViewSpec) -> Sheet {
    on(2024, spec)
}

fn searching(text: &str) -> ViewSpec {
    ViewSpec {
        text: text.to_owned(),
        ..ViewSpec::default()
    }
}

fn choosing(agencies: &[&str]) -> ViewSpec {
    ViewSpec {
        agencies: owned(agencies),
        ..ViewSpec::default()
    }
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

/// The titles of the shown tasks.
fn tasks(sheet: &Sheet) -> Vec<&str> {
    sheet
        .tasks()
        .map(|ix| sheet.workspace().task(ix).task.title.as_str())
        .collect()
}

/// The names over the columns.
fn columns(sheet: &Sheet) -> Vec<&str> {
    sheet
        .columns
        .iter()
        .map(|column| sheet.workspace().agency(column.agency).label())
        .collect()
}

/// The marks of a task, as `name mark`.
fn marks(sheet: &Sheet, title: &str) -> Vec<String> {
    let names = columns(sheet);
    let row = sheet
        .rows
        .iter()
        .find(|row| matches!(row.kind, RowKind::Task(ix) if sheet.workspace().task(ix).task.title == title))
        .unwrap_or_else(|| panic!("no row {title}"));
    sheet
        .cells(row)
        .iter()
        .map(|cell| format!("{} {}", names[cell.column as usize], sheet.mark(cell)))
        .collect()
}

fn agency(sheet: &Sheet, id: &str) -> AgencyIx {
    sheet
        .workspace()
        .agency_by_id(id)
        .unwrap_or_else(|| panic!("no agency {id}"))
}

#[test]
fn everything_is_shown_without_a_filter() {
    let sheet = sheet(&ViewSpec::default());
    assert_eq!(
        tasks(&sheet),
        ["培育银行", "扩大应用", "编制目录", "做好宣传", "改造设备"]
    );
    assert_eq!(sheet.shown.tasks, sheet.all.tasks);
    assert_eq!((sheet.shown.assignments, sheet.shown.leads), (9, 3));
    assert_eq!(sheet.all.assignments, 9);
    assert!(!columns(&sheet).contains(&"总局"), "nobody gave it a task");
}

#[test]
fn agencies_are_combined_by_any_or_by_all() {
    assert_eq!(
        tasks(&sheet(&choosing(&["jw", "xh"]))),
        ["培育银行", "扩大应用", "改造设备"]
    );
    let all = |ids| ViewSpec {
        agency_match: AgencyMatch::All,
        ..choosing(ids)
    };
    assert_eq!(tasks(&sheet(&all(&["xj", "xh"]))), ["培育银行", "改造设备"]);
    assert!(tasks(&sheet(&all(&["jw", "xh"]))).is_empty());
}

#[test]
fn a_role_filter_applies_to_the_chosen_agencies_own_role() {
    let spec = ViewSpec {
        roles: vec![Role::Lead],
        ..choosing(&["xj"])
    };
    let sheet = sheet(&spec);
    assert_eq!(tasks(&sheet), ["培育银行"]);
    assert_eq!(marks(&sheet, "培育银行"), ["新局 ●"]);
}

#[test]
fn each_facet_leaves_its_own_choice_out() {
    let spec = ViewSpec {
        plans: owned(&["p2"]),
        due: vec![DueFilter::Every],
        ..ViewSpec::default()
    };
    let sheet = sheet(&spec);
    assert!(tasks(&sheet).is_empty());
    let facets = &sheet.facets;
    assert_eq!(
        facets.plans,
        [1, 0],
        "what choosing another plan would show"
    );
    assert!(
        facets.due.is_empty(),
        "no task of the chosen plan has a target"
    );

    let one = self::sheet(&choosing(&["cq"]));
    let load = |id| one.facets.agencies[agency(&one, id).get()];
    assert_eq!(
        (load("xj").tasks, load("xj").leads),
        (3, 1),
        "as if none were chosen"
    );
    assert_eq!(one.facets.roles, [2, 0, 2, 0, 0]);
    assert_eq!(
        one.facets.due[&DueFilter::Every],
        1,
        "two targets of a task count once"
    );
}

#[test]
fn empty_rows_and_columns_are_hidden_only_on_demand() {
    let leads = ViewSpec {
        roles: vec![Role::Lead],
        ..ViewSpec::default()
    };
    let hidden = sheet(&leads);
    assert_eq!(tasks(&hidden), ["培育银行", "扩大应用", "编制目录"]);
    assert_eq!(columns(&hidden), ["新局", "旧委", "重庆办事处"]);
    let spec = ViewSpec {
        hide_empty_rows: false,
        hide_empty_columns: false,
        ..leads
    };
    let all = sheet(&spec);
    assert_eq!(all.shown.tasks, 5);
    assert_eq!(columns(&all).len(), 5);
    assert_eq!(all.shown.agencies, 3, "an empty column is nobody shown");
}

#[test]
fn only_the_chosen_agencies_may_have_columns() {
    let spec = ViewSpec {
        columns: ColumnScope::Selected,
        ..choosing(&["cq"])
    };
    let sheet = sheet(&spec);
    assert_eq!(columns(&sheet), ["重庆办事处"]);
    assert_eq!(sheet.shown.assignments, 2);
    assert_eq!(marks(&sheet, "扩大应用"), ["重庆办事处 △"]);
}

#[test]
fn columns_by_hand_come_first_and_have_no_groups() {
    let spec = ViewSpec {
        column_order: ColumnOrder::ByHand(owned(&["ls", "jw"])),
        ..ViewSpec::default()
    };
    let sheet = sheet(&spec);
    assert_eq!(
        columns(&sheet),
        ["绿色联盟", "旧委", "新局", "重庆办事处", "行业协会"]
    );
    assert!(sheet.groups.is_empty());
}

#[test]
fn columns_stand_in_groups_by_load_name_or_file() {
    let by = |column_order| {
        let sheet = sheet(&ViewSpec {
            column_order,
            ..ViewSpec::default()
        });
        columns(&sheet)
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        by(ColumnOrder::Load),
        ["新局", "旧委", "行业协会", "绿色联盟", "重庆办事处"]
    );
    assert_eq!(
        by(ColumnOrder::File),
        ["新局", "旧委", "行业协会", "绿色联盟", "重庆办事处"]
    );
    assert_eq!(by(ColumnOrder::Name)[..2], ["旧委", "新局"]);
}

#[test]
fn rows_are_sorted_inside_their_plan() {
    let by = |row_order| {
        let sheet = sheet(&ViewSpec {
            row_order,
            ..ViewSpec::default()
        });
        tasks(&sheet)
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(by(RowOrder::Load)[..2], ["扩大应用", "培育银行"]);
    assert_eq!(by(RowOrder::Deadline)[..2], ["培育银行", "编制目录"]);
    assert_eq!(by(RowOrder::Load)[4], "改造设备");
}

#[test]
fn what_is_folded_is_hidden_but_counted() {
    let spec = ViewSpec {
        folded: owned(&["p1/一", "p2"]),
        ..ViewSpec::default()
    };
    let sheet = sheet(&spec);
    let visible: Vec<_> = sheet.rows.iter().filter(|row| !row.hidden).collect();
    // A plan, its folded chapter, the other chapter and its task, and the folded plan.
    assert_eq!(visible.len(), 5);
    assert_eq!(visible.iter().filter(|row| row.folded).count(), 2);
    assert_eq!(sheet.shown.tasks, 5);
    let folded = visible
        .iter()
        .find(|row| row.folded)
        .map(|row| (row.shown, row.all));
    assert_eq!(
        folded,
        Some((3, 3)),
        "the chapter inside the folded one counts for it"
    );
}

#[test]
fn the_first_body_is_marked_only_where_a_plan_knows_no_lead() {
    let spec = ViewSpec {
        mark_first: true,
        ..ViewSpec::default()
    };
    let sheet = sheet(&spec);
    assert_eq!(
        marks(&sheet, "改造设备"),
        ["新局 ○", "行业协会 ①", "绿色联盟 ○"]
    );
    assert_eq!(marks(&sheet, "培育银行"), ["新局 ●", "行业协会 ○"]);
    let unmarked = self::sheet(&ViewSpec::default());
    assert_eq!(marks(&unmarked, "改造设备")[1], "行业协会 ○");
}

#[test]
fn duties_that_fall_to_one_body_share_a_cell_with_the_weightiest_role() {
    let spec = ViewSpec {
        succession: SuccessionView::Current,
        ..ViewSpec::default()
    };
    let sheet = sheet(&spec);
    assert_eq!(marks(&sheet, "扩大应用"), ["新局 ●", "重庆办事处 △"]);
    let column = sheet.column_of(agency(&sheet, "xj")).unwrap_or(usize::MAX);
    let row = sheet
        .rows
        .iter()
        .find(|row| matches!(row.kind, RowKind::Task(_)) && row.all == 3)
        .map(|row| sheet.cell(row, column));
    assert_eq!(row.flatten().map(|cell| cell.count), Some(2));
    assert_eq!(sheet.columns[column].folded, [agency(&sheet, "jw")]);
    assert_eq!(
        (sheet.columns[column].tasks, sheet.columns[column].leads),
        (3, 2)
    );
    let task = sheet
        .tasks()
        .nth(1)
        .map(|task| sheet.assignments_in(task, column).collect());
    assert_eq!(task, Some(vec![0, 1]));
}

#[test]
fn a_mended_reading_shows_in_its_cell() {
    let sheet = sheet(&ViewSpec::default());
    let mended: Vec<bool> = sheet
        .rows
        .iter()
        .flat_map(|row| sheet.cells(row))
        .map(|cell| cell.mended)
        .collect();
    assert_eq!(mended.iter().filter(|mended| **mended).count(), 1);
}

#[test]
fn a_succession_counts_from_its_date() {
    let bodies = |year| {
        let (workspace, _) = workspace(&[TEXT]);
        let bodies = workspace.current_bodies(Date::year_only(year));
        ["jw", "xj"].map(|id| {
            let ix = workspace.agency_by_id(id).map_or(0, AgencyIx::get);
            workspace.agency(bodies[ix]).id.clone()
        })
    };
    assert_eq!(bodies(2018), ["jw", "xj"]);
    assert_eq!(bodies(2024), ["xj", "xj"]);
    assert_eq!(bodies(2030), ["zj", "zj"], "a chain is followed to its end");
}

/// Agencies a, b, c and the successions between them.
fn succession(arrows: &[(&str, &str)]) -> Vec<String> {
    let arrows: Vec<String> = arrows
        .iter()
        .map(|(from, to)| {
            format!("(from: \"{from}\", to: \"{to}\", how: Merged, basis: General(\"\"))")
        })
        .collect();
    let text = format!(
        "(format: 1, agencies: [(id: \"a\", name: \"甲\", kind: Department), (id: \"b\", name: \"乙\", \
         kind: Department), (id: \"c\", name: \"丙\", kind: Department)], successions: [{}])",
        arrows.join(",")
    );
    let options =
        ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    // Not through `store`, which refuses circles.
    let dataset = options
        .from_str(&text)
        .unwrap_or_else(|error| panic!("{error}"));
    let (workspace, _) = Workspace::join(vec![Source {
        file: None,
        dataset,
    }]);
    let bodies = workspace.current_bodies(Date::year_only(2024));
    bodies
        .into_iter()
        .map(|ix| workspace.agency(ix).id.clone())
        .collect()
}

#[test]
fn a_body_in_a_circle_or_with_several_heirs_stands_for_itself() {
    assert_eq!(succession(&[("a", "b"), ("b", "c")]), ["c", "c", "c"]);
    assert_eq!(succession(&[("a", "b"), ("b", "a")])[..2], ["a", "b"]);
    assert_eq!(succession(&[("a", "b"), ("a", "c")]), ["a", "b", "c"]);
}

#[test]
fn files_are_joined_by_name_and_clashes_are_told() {
    let other = r#"(
        format: 1,
        agencies: [
            (id: "new", name: "新局", kind: Department, aliases: ["新新局"]),
            (id: "cq", name: "另一个办事处", kind: Central),
        ],
        plans: [(id: "p1", title: "又一方案", sections: [
            (number: "一", title: "一章", tasks: [
                (clause: "一1", title: "另一任务", assignments: [
                    (agency: "new", role: Lead), (agency: "cq", role: Support),
                ]),
            ]),
        ])],
    )"#;
    let (workspace, diagnostics) = workspace(&[TEXT, other]);
    assert_eq!(
        workspace.agencies.len(),
        7,
        "one of two is known by its name"
    );
    assert_eq!(
        workspace.agencies_named("新新局"),
        workspace.agencies_named("xj")
    );
    let task = workspace.tasks.last().map(|entry| {
        let ids = entry
            .duties
            .iter()
            .map(|duty| workspace.agency(duty.agency).id.as_str());
        ids.collect::<Vec<_>>()
    });
    assert_eq!(task, Some(vec!["xj", "cq#2"]));
    let plans: Vec<&str> = workspace
        .plans
        .iter()
        .map(|entry| entry.plan.id.as_str())
        .collect();
    assert_eq!(plans, ["p1", "p2", "p1#2"]);
    let messages: Vec<&str> = diagnostics
        .iter()
        .map(|found| found.message.as_str())
        .collect();
    assert_eq!(
        messages,
        [
            "代号“cq”在两份文件中指不同的机构：“重庆办事处”和“另一个办事处”",
            "方案代号“p1”在两份文件中都有，两份方案都显示",
        ]
    );
    assert!(
        diagnostics
            .iter()
            .all(|found| found.severity == Severity::Warning)
    );
}
