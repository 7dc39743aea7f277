//! What is in the page is what is in the sheet, cell by cell.

use serde_json::json;
use zeren::export::{Layout, column_labels};
use zeren::model::Role;
use zeren::view::{RowKind, Sheet, TaskLineKind, TaskList, target_rows, task_rows};

use crate::{Desk, common};

/// The cells of a table's rows, a wide cell as often as it is wide.
fn cells(desk: &mut Desk, table: &str, rows: &str) -> Vec<Vec<String>> {
    let value = desk.browser.value(&format!(
        "[...document.querySelectorAll('#{table} {rows}')].map(r => [...r.cells].flatMap(c => Array(c.colSpan).fill(c.textContent)))"
    ));
    serde_json::from_value(value).unwrap()
}

fn matrix(desk: &mut Desk, name: &str, sheet: &Sheet) {
    let workspace = sheet.workspace();
    let names = cells(desk, "matrix", "thead .h");
    assert_eq!(names.concat(), column_labels(sheet), "{name}");
    let rows = cells(desk, "matrix", "tbody tr");
    if sheet.shown.tasks == 0 {
        assert_eq!(rows[0][0], "没有任务符合筛选", "{name}");
        return;
    }
    assert_eq!(rows.len(), sheet.rows.len(), "{name}");
    for (cells, row) in rows.iter().zip(&sheet.rows) {
        match row.kind {
            RowKind::Plan(ix) => {
                let title = &workspace.plan(ix).plan.title;
                assert!(cells[0].starts_with(title.as_str()), "{name}: {title}");
            }
            RowKind::Section(ix) => {
                let section = workspace.section(ix);
                let text = format!("{} {}", section.number, section.title);
                assert_eq!(cells[0], text.trim(), "{name}");
            }
            RowKind::Task(ix) => {
                let task = &workspace.task(ix).task;
                assert_eq!(cells[..2], [task.key(), task.title.clone()], "{name}");
                let marks = (0..sheet.columns.len()).map(|column| sheet.mark_at(row, column));
                let marks: Vec<_> = marks.collect();
                assert_eq!(cells[2..cells.len() - 1], marks, "{name}: {}", task.title);
                assert_eq!(cells[cells.len() - 1], row.shown.to_string(), "{name}");
            }
        }
    }
    let feet = cells(desk, "matrix", "tfoot tr");
    for (nth, column) in sheet.columns.iter().enumerate() {
        let blank = |count: u32| {
            if count == 0 {
                String::new()
            } else {
                count.to_string()
            }
        };
        assert_eq!(feet[0][2 + nth], blank(column.tasks), "{name}");
        assert_eq!(feet[1][2 + nth], blank(column.leads), "{name}");
    }
}

fn list(desk: &mut Desk, name: &str, sheet: &Sheet) {
    let headers = cells(desk, "list", "thead tr").concat();
    let place = |header: &str| headers.iter().position(|known| known == header);
    let rows = cells(desk, "list", "tr.t");
    let wanted = task_rows(sheet);
    assert_eq!(rows.len(), wanted.len(), "{name}");
    for (cells, row) in rows.iter().zip(&wanted) {
        assert_eq!(cells[0], row.clause, "{name}");
        let task = &sheet.workspace().task(row.task).task;
        let stands = task.place.as_deref().unwrap_or_default();
        let text = task.text.as_deref().unwrap_or_default();
        let text: String = text.lines().collect();
        let wording = format!("原文 {stands}{text}");
        let wanted = format!("{}{}{wording}", row.title, row.summary);
        assert_eq!(cells[1].lines().collect::<String>(), wanted, "{name}");
        for (header, text) in [
            ("牵头", row.bodies_text(Role::Lead)),
            ("责任", row.bodies_text(Role::Responsible)),
            ("配合和其他", row.others_text()),
            ("目标和时限", row.goals_text()),
            ("备注", row.note.clone()),
        ] {
            let found = place(header).map_or("", |nth| &cells[nth]);
            assert_eq!(found, text, "{name}: {} {header}", row.title);
        }
    }
    let list = TaskList::new(sheet);
    let groups = list.lines.iter().filter_map(|line| match line.kind {
        TaskLineKind::Group(nth) => Some(list.groups[nth].label(sheet.workspace())),
        TaskLineKind::Task(_) => None,
    });
    let groups: Vec<String> = groups.collect();
    let heads = cells(desk, "list", "tbody tr:is(.p, .s)");
    assert_eq!(heads.len(), groups.len(), "{name}");
    for (head, group) in heads.iter().zip(groups) {
        assert!(head[0].starts_with(&group), "{name}: {group}");
    }
}

fn targets(desk: &mut Desk, name: &str, sheet: &Sheet) {
    let headers = cells(desk, "targets", "thead tr").concat();
    let at = |cells: &[String], header: &str| {
        let nth = headers.iter().position(|known| known == header);
        nth.map_or(String::new(), |nth| cells[nth].clone())
    };
    let rows = cells(desk, "targets", "tr.t");
    let wanted = target_rows(sheet);
    assert_eq!(rows.len(), wanted.len(), "{name}");
    for (cells, row) in rows.iter().zip(&wanted) {
        let task = row.task.map(|ix| &sheet.workspace().task(ix).task);
        let title = task.map_or("", |task| &task.title);
        assert_eq!(at(cells, "任务"), title, "{name}");
        assert_eq!(at(cells, "指标"), row.target.indicator, "{name}");
        let amount = at(cells, "目标值");
        let stretch = if row.target.stretch {
            "（力争）"
        } else {
            ""
        };
        let text = row.target.amount.text(&row.target.unit);
        assert_eq!(amount, format!("{text}{stretch}"), "{name}");
        let due = row.target.due.text().replace("未写明", "");
        assert_eq!(at(cells, "时限"), due, "{name}");
        let note = row.target.note.as_deref().unwrap_or_default();
        assert_eq!(at(cells, "备注"), note, "{name}");
    }
}

#[test]
fn the_tables_of_the_page_are_the_sheet() {
    let Some(mut desk) = Desk::new() else { return };
    for (name, spec) in common::views::all() {
        let sheet = common::sheet(&spec);
        for layout in Layout::TABLES {
            let path = desk.open(&sheet, layout);
            let front = desk.browser.seen("main > section table").len();
            assert!(front <= 1, "{name}: one table is in front");
            let id = desk.browser.text(
                "[...document.querySelectorAll('main > section')].find(s => s.checkVisibility())?.id",
            );
            assert_eq!(id, layout.key(), "{name}");
            assert_eq!(desk.browser.requests.len(), 1, "{name}: {path:?} alone");
        }
        matrix(&mut desk, name, &sheet);
        list(&mut desk, name, &sheet);
        targets(&mut desk, name, &sheet);
        let words = desk.browser.text("document.body.innerText");
        for wanted in [sheet.title(), sheet.filter_text(), sheet.counts_text()] {
            assert!(words.contains(&wanted), "{name}: {wanted}");
        }
        assert!(words.contains("2026年11月22日制表"), "{name}");
        let foot = desk
            .browser
            .text("document.querySelector('footer').textContent");
        for citation in sheet.citations() {
            assert!(foot.contains(&citation), "{name}: {citation}");
        }
        for role in sheet.roles() {
            assert!(foot.contains(role.label()), "{name}");
        }
        assert!(
            desk.browser.errors.is_empty(),
            "{name}: {:?}",
            desk.browser.errors
        );
    }
    assert_eq!(desk.browser.value("document.title.length > 4"), json!(true));
}
