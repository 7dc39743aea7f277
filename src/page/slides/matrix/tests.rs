//! Which columns the pages of a slice have.

use std::collections::BTreeSet;

use super::*;
use crate::model::workspace::{AgencyIx, TaskIx};
use crate::view::run::SliceColumn;

#[test]
fn a_page_has_the_columns_of_its_own_rows_and_every_mark_stands_once() {
    let columns = (0..200).map(|nth| SliceColumn {
        agency: AgencyIx::new(nth),
        name: format!("第{nth}局"),
        group: nth / 50,
    });
    let line = |nth: usize| SliceLine {
        task: TaskIx::new(nth),
        title: format!("任务{nth}"),
        targets: String::new(),
        clause: nth.to_string(),
        marks: vec![
            (0, Role::Lead, false),
            (1 + nth % 199, Role::Support, false),
            (1 + (nth * 7) % 199, Role::Responsible, false),
        ],
    };
    let slice = Arc::new(Slice {
        name: "第0局".to_owned(),
        captions: Vec::new(),
        columns: columns.collect(),
        lines: (0..120).map(line).collect(),
    });
    let grid = Grid::new(&slice, Screen::WIDE);
    let mut seen: BTreeSet<(usize, usize)> = BTreeSet::new();
    for nth in 0..grid.count() {
        let (band, rows) = grid.place(nth);
        assert_eq!(band[0], 0, "the body itself stands first");
        for place in &band[1..] {
            let marked = |piece: &Piece| {
                let marks = &slice.lines[piece.row].marks;
                marks.iter().any(|mark| mark.0 == *place)
            };
            assert!(rows.iter().any(marked), "an empty column on page {nth}");
            for piece in rows.iter().filter(|piece| marked(piece)) {
                assert!(seen.insert((piece.row, *place)), "a mark twice");
            }
        }
    }
    let all = slice.lines.iter().flat_map(|line| {
        let others = line.marks.iter().skip(1);
        others.map(|mark| (line.task.get(), mark.0))
    });
    assert_eq!(seen, all.collect());
}
