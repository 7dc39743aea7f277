//! The order of rows and columns, and what is folded.

use zeren::view::{ColumnOrder, RowOrder, ViewSpec};

use crate::{columns, owned, sheet, tasks};

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
