//! What stands in the cells.

use zeren::view::{RowKind, SuccessionView, ViewSpec};

use crate::{agency, marks, sheet};

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
    assert_eq!(marks(&sheet, "扩大应用"), ["新局 ●△", "重庆办事处 △"]);
    let column = sheet.column_of(agency(&sheet, "xj")).unwrap_or(usize::MAX);
    let row = sheet
        .rows
        .iter()
        .find(|row| match row.kind {
            RowKind::Task(ix) => sheet.workspace().task(ix).task.title == "扩大应用",
            _ => false,
        })
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
