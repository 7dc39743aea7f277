//! What is in the file is what is in the sheet, cell by cell.

#![allow(clippy::expect_used, reason = "a test may fail here")]

mod common;

use std::io::Cursor;

use calamine::{Data as Value, Range, Reader, Xlsx};
use zeren::export::{self, Format, Layout, Silent, Subject, column_labels};
use zeren::model::Role;
use zeren::terms;
use zeren::view::{
    RowKind, Sheet, TaskGrouping, TaskLineKind, TaskList, ViewSpec, duty_rows, target_rows,
    task_rows,
};

fn csv(sheet: &Sheet, layout: Layout) -> Vec<Vec<String>> {
    let mut bytes = Vec::new();
    export::write(
        Subject::of_sheet(sheet, layout).expect("a layout of a sheet"),
        Format::Csv,
        &mut bytes,
        &Silent,
    )
    .expect("a file");
    let text = bytes.strip_prefix("\u{FEFF}".as_bytes()).expect("a mark");
    assert!(text.ends_with(b"\r\n"));
    csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text)
        .records()
        .map(|record| {
            let record = record.expect("a record");
            record
                .iter()
                .map(|cell| common::unguarded(cell).to_owned())
                .collect()
        })
        .collect()
}

fn workbook(sheet: &Sheet, layout: Layout) -> Xlsx<Cursor<Vec<u8>>> {
    let mut bytes = Vec::new();
    export::write(
        Subject::of_sheet(sheet, layout).expect("a layout of a sheet"),
        Format::Xlsx,
        &mut bytes,
        &Silent,
    )
    .expect("a file");
    Xlsx::new(Cursor::new(bytes)).expect("a workbook")
}

fn page(sheet: &Sheet, layout: Layout) -> Range<Value> {
    workbook(sheet, layout)
        .worksheet_range(match layout {
            Layout::List => terms::ASSIGNMENT,
            _ => layout.document(),
        })
        .expect("a worksheet")
}

fn at(page: &Range<Value>, row: usize, column: usize) -> String {
    let place = (
        u32::try_from(row).expect("a row"),
        u32::try_from(column).expect("a column"),
    );
    page.get_value(place)
        .map_or(String::new(), Value::to_string)
}

#[test]
fn the_csv_matrix_is_the_sheet() {
    for (name, spec) in common::views::all() {
        let sheet = common::sheet(&spec);
        let table = csv(&sheet, Layout::Matrix);
        let mut headers = vec!["方案".to_owned(), "条款".to_owned(), "任务".to_owned()];
        headers.extend(column_labels(&sheet));
        assert_eq!(table[0], headers, "{name}");

        let tasks: Vec<_> = sheet
            .rows
            .iter()
            .filter(|row| matches!(row.kind, RowKind::Task(_)))
            .collect();
        assert_eq!(table.len(), tasks.len() + 1, "{name}");
        for (row, cells) in tasks.into_iter().zip(&table[1..]) {
            let RowKind::Task(ix) = row.kind else {
                continue;
            };
            let entry = sheet.workspace().task(ix);
            let plan = &sheet.workspace().plan(entry.plan).plan;
            assert_eq!(
                cells[..3],
                [
                    plan.title.clone(),
                    entry.task.key(),
                    entry.task.title.clone()
                ]
            );
            for column in 0..sheet.columns.len() {
                let mark = sheet.mark_at(row, column);
                assert_eq!(cells[3 + column], mark, "{name}: {} {column}", cells[1]);
            }
            assert_eq!(cells.len(), 3 + sheet.columns.len());
        }
    }
}

/// Rows above the marks: title, source, filter, groups, names.
const FIRST: usize = 5;

#[test]
fn the_xlsx_matrix_is_the_sheet() {
    for (name, spec) in common::views::all() {
        let sheet = common::sheet(&spec);
        let page = page(&sheet, Layout::Matrix);
        let total = 2 + sheet.columns.len();
        assert_eq!(
            at(&page, 0, 0),
            format!("{}责任矩阵", sheet.title()),
            "{name}"
        );
        let caption = at(&page, 2, 0);
        assert!(caption.contains(&sheet.filter_text()), "{name}: {caption}");
        assert!(caption.contains(&sheet.counts_text()), "{name}: {caption}");

        let names: Vec<String> = (0..=total).map(|column| at(&page, 4, column)).collect();
        let mut wanted = vec!["条款".to_owned(), "任务".to_owned()];
        wanted.extend(column_labels(&sheet));
        wanted.push("合计".to_owned());
        assert_eq!(names, wanted, "{name}");
        for group in &sheet.groups {
            let label = at(&page, 3, 2 + group.columns.start);
            assert!(
                [group.kind.label(), group.kind.short()].contains(&label.as_str()),
                "{name}: {label}"
            );
        }

        for (nth, row) in sheet.rows.iter().enumerate() {
            let place = FIRST + nth;
            let workspace = sheet.workspace();
            match row.kind {
                RowKind::Plan(ix) => {
                    let title = &workspace.plan(ix).plan.title;
                    assert!(at(&page, place, 0).starts_with(title.as_str()), "{name}");
                }
                RowKind::Section(ix) => {
                    let section = workspace.section(ix);
                    let text = format!("{} {}", section.number, section.title);
                    assert_eq!(at(&page, place, 0), text.trim(), "{name}");
                }
                RowKind::Task(ix) => {
                    let task = &workspace.task(ix).task;
                    assert_eq!(at(&page, place, 0), task.key(), "{name}");
                    assert_eq!(at(&page, place, 1), task.title, "{name}");
                    assert_eq!(at(&page, place, total), row.shown.to_string(), "{name}");
                }
            }
            for column in 0..sheet.columns.len() {
                let mark = sheet.mark_at(row, column);
                assert_eq!(
                    at(&page, place, 2 + column),
                    mark,
                    "{name}: row {nth} column {column}"
                );
            }
        }

        let foot = FIRST + sheet.rows.len();
        if sheet.shown.tasks == 0 {
            assert_eq!(at(&page, foot, 0), "没有任务符合筛选", "{name}");
            continue;
        }
        assert_eq!(at(&page, foot, 0), "合计", "{name}");
        assert_eq!(at(&page, foot + 1, 0), "其中牵头", "{name}");
        for (nth, column) in sheet.columns.iter().enumerate() {
            assert_eq!(at(&page, foot, 2 + nth), column.tasks.to_string(), "{name}");
            assert_eq!(
                at(&page, foot + 1, 2 + nth),
                column.leads.to_string(),
                "{name}"
            );
        }
        let marks: u32 = sheet.columns.iter().map(|column| column.tasks).sum();
        assert_eq!(at(&page, foot, total), marks.to_string(), "{name}");
        let rows: u32 = sheet
            .rows
            .iter()
            .filter(|row| matches!(row.kind, RowKind::Task(_)))
            .map(|row| row.shown)
            .sum();
        assert_eq!(
            rows, marks,
            "{name}: the totals of the rows and of the columns"
        );
    }
}

#[test]
fn xlsx_and_csv_tables_are_the_same_but_for_the_plans_short_name() {
    for (name, spec) in common::views::all() {
        let sheet = common::sheet(&spec);
        for layout in [Layout::List, Layout::Targets] {
            let mut table = csv(&sheet, layout);
            if layout == Layout::List {
                join_parts(&mut table);
            }
            let page = page(&sheet, layout);
            for (nth, cells) in table.iter().enumerate() {
                for (column, cell) in cells.iter().enumerate().skip(usize::from(nth > 0)) {
                    assert_eq!(
                        &at(&page, 2 + nth, column),
                        cell,
                        "{name} {layout:?} {nth} {column}"
                    );
                }
                if nth > 0 {
                    let short = at(&page, 2 + nth, 0);
                    let known =
                        sheet.workspace().plans.iter().any(|entry| {
                            entry.plan.label() == short && entry.plan.title == cells[0]
                        });
                    assert!(known, "{name}: {short}");
                }
            }
        }
    }
}

/// Puts the number inside a clause, which the CSV has in a column of its own, behind the clause.
fn join_parts(table: &mut [Vec<String>]) {
    if table[0].last().map(String::as_str) != Some("条款内序号") {
        return;
    }
    for (nth, cells) in table.iter_mut().enumerate() {
        let part = cells.pop().expect("a column");
        if nth > 0 && !part.is_empty() {
            cells[3].push_str(&format!("〔{part}〕"));
        }
    }
}

#[test]
fn the_list_has_every_shown_assignment_and_the_targets_every_target() {
    for (name, spec) in common::views::all() {
        let sheet = common::sheet(&spec);
        let list = csv(&sheet, Layout::List);
        assert_eq!(list.len() - 1, duty_rows(&sheet).len(), "{name}");
        // What members have through collectives says so in the last column, and counts apart.
        let (own, through): (Vec<_>, Vec<_>) =
            list[1..].iter().partition(|cells| cells[11].is_empty());
        let with_agency = own.iter().filter(|cells| !cells[6].is_empty()).count();
        assert_eq!(with_agency, sheet.shown.assignments, "{name}");
        assert_eq!(through.len(), sheet.shown.through, "{name}");
        let leads = own.iter().filter(|cells| cells[5].starts_with("牵头"));
        assert_eq!(leads.count(), sheet.shown.leads, "{name}");
        assert_eq!(
            csv(&sheet, Layout::Targets).len() - 1,
            target_rows(&sheet).len(),
            "{name}"
        );
    }
}

#[test]
fn the_chosen_layout_is_in_front_and_all_are_there() {
    let sheet = common::sheet(&common::views::named("one plan"));
    let names = |layout| workbook(&sheet, layout).sheet_names().clone();
    assert_eq!(
        names(Layout::Matrix),
        ["责任矩阵", "任务清单", "职责分工", "目标清单", "说明"]
    );
    assert_eq!(
        names(Layout::List),
        ["任务清单", "职责分工", "责任矩阵", "目标清单", "说明"]
    );
    assert_eq!(
        names(Layout::Targets),
        ["目标清单", "责任矩阵", "任务清单", "职责分工", "说明"]
    );
}

/// The worksheet of tasks: headings, then rows; a row of one text is a group's heading.
fn task_page(sheet: &Sheet) -> (Vec<String>, Vec<Vec<String>>) {
    let page = workbook(sheet, Layout::List)
        .worksheet_range("任务清单")
        .expect("a worksheet");
    let mut rows = page
        .rows()
        .skip(2)
        .map(|row| row.iter().map(Value::to_string).collect::<Vec<_>>());
    let headers = rows.next().expect("headings");
    (headers, rows.collect())
}

#[test]
fn the_xlsx_tasks_are_the_list_of_tasks() {
    for (name, spec) in common::views::all() {
        for grouping in TaskGrouping::ALL {
            let sheet = common::sheet(&ViewSpec {
                grouping,
                ..spec.clone()
            });
            let list = TaskList::new(&sheet);
            let tasks = task_rows(&sheet);
            let (headers, rows) = task_page(&sheet);
            if tasks.is_empty() {
                assert_eq!(rows[0][0], "没有内容符合筛选", "{name}");
                continue;
            }
            assert_eq!(headers[..2], ["条款", "任务"], "{name}");
            let mut tasks = tasks.iter();
            assert_eq!(rows.len(), list.lines.len(), "{name}, {grouping:?}");
            for (line, row) in list.lines.iter().zip(&rows) {
                let TaskLineKind::Group(nth) = line.kind else {
                    let task = tasks.next().expect("a task");
                    let cell = |header: &str| {
                        let place = headers.iter().position(|known| known == header);
                        place.map_or(String::new(), |place| row[place].clone())
                    };
                    assert_eq!(cell("条款"), task.clause, "{name}");
                    assert!(cell("任务").starts_with(task.title), "{name}");
                    assert!(cell("任务").ends_with(task.summary), "{name}");
                    assert_eq!(cell("牵头"), task.bodies_text(Role::Lead), "{name}");
                    let responsible = task.bodies_text(Role::Responsible);
                    assert_eq!(cell("责任"), responsible, "{name}");
                    assert_eq!(cell("配合和其他").replace('\n', "；"), task.others_text());
                    assert_eq!(cell("目标和时限"), task.goals_text(), "{name}");
                    assert_eq!(cell("备注"), task.note, "{name}");
                    continue;
                };
                let group = &list.groups[nth];
                let wanted = format!("{}　{}", group.label(sheet.workspace()), group.count_text());
                assert_eq!(row[0], wanted, "{name}");
                assert!(row[1..].iter().all(String::is_empty), "{name}");
            }
        }
    }
}

#[test]
fn the_page_of_explanations_says_what_is_shown() {
    for (name, spec) in common::views::all() {
        let sheet = common::sheet(&spec);
        let page = workbook(&sheet, Layout::Matrix)
            .worksheet_range("说明")
            .expect("a worksheet");
        let words: Vec<String> = page.rows().map(|row| row[1].to_string()).collect();
        let words = words.join("\n");
        for wanted in [
            sheet.filter_text(),
            sheet.counts_text(),
            sheet.legend_text(),
        ] {
            assert!(words.contains(&wanted), "{name}: {wanted}");
        }
        for citation in sheet.citations() {
            assert!(words.contains(&citation), "{name}: {citation}");
        }
        assert!(words.contains("2026年11月22日"), "{name}");
        assert!(words.contains("据五份公开文件手工转录"), "{name}");
    }
}

#[test]
fn the_same_view_makes_the_same_bytes() {
    for layout in Layout::ALL {
        // A picture is one page: of the timeline a plan with few targets.
        let plan = match layout {
            Layout::Timeline => "chain-2023",
            _ => "made-2021",
        };
        let sheet = common::sheet(&ViewSpec {
            plans: vec![plan.to_owned()],
            ..ViewSpec::default()
        });
        for &format in layout.formats() {
            let make = || {
                let mut bytes = Vec::new();
                let subject = Subject::of_sheet(&sheet, layout).expect("a layout of a sheet");
                export::write(subject, format, &mut bytes, &Silent).expect("a file");
                bytes
            };
            assert_eq!(make(), make(), "{layout:?} {format:?}");
        }
    }
}

#[test]
fn no_worksheet_has_a_formula() {
    let sheet = common::sheet(&common::views::named("everything"));
    let mut book = workbook(&sheet, Layout::Matrix);
    for name in book.sheet_names().clone() {
        let formulas = book.worksheet_formula(&name).expect("a worksheet");
        assert_eq!(formulas.used_cells().count(), 0, "{name}");
    }
}
