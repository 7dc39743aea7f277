//! What is copied as a table is what is shown, as text and as HTML.

#![allow(clippy::expect_used, reason = "a test may fail here")]

mod common;

use zeren::export::{Clip, ExportError, Subject, clip, clip_cells, clip_lines};
use zeren::model::workspace::{Source, Workspace};
use zeren::view::{
    CellRange, Corner, Data, RowKind, Sheet, TaskLineKind, TaskList, ViewSpec, column_labels,
    target_rows,
};

fn copied(subject: Subject<'_>) -> Clip {
    clip(subject).expect("a table")
}

/// The cells of the text.
fn cells(clip: &Clip) -> Vec<Vec<String>> {
    let lines = clip.text.lines();
    lines
        .map(|line| {
            line.split('\t')
                .map(|cell| common::unguarded(cell).to_owned())
                .collect()
        })
        .collect()
}

/// The rows and cells of the HTML, which is XML but for its first element and its breaks.
fn table(clip: &Clip) -> Vec<Vec<String>> {
    let at = clip.html.find("<table").expect("a table");
    let xml = clip.html[at..].replace("<br>", "\n");
    let document = roxmltree::Document::parse(&xml).expect("a table");
    let rows = document
        .descendants()
        .filter(|node| node.has_tag_name("tr"));
    rows.map(|row| {
        let cells = row.children().filter(roxmltree::Node::is_element);
        cells
            .map(|cell| cell.text().unwrap_or_default().to_owned())
            .collect()
    })
    .collect()
}

#[test]
fn the_matrix_is_copied_as_it_is_shown() {
    for (name, spec) in common::views::all() {
        let sheet = common::sheet(&spec);
        let clip = copied(Subject::Matrix(&sheet));
        let table = table(&clip);
        assert_eq!(table, cells(&clip), "{name}: both say the same");
        let shown: Vec<_> = sheet.rows.iter().filter(|row| !row.hidden).collect();
        assert_eq!(table.len(), shown.len() + 1, "{name}");
        assert_eq!(
            table[0][2..table[0].len() - 1],
            column_labels(&sheet),
            "{name}"
        );
        let mut tasks = 0;
        for (cells, row) in table[1..].iter().zip(shown) {
            let RowKind::Task(ix) = row.kind else {
                assert_eq!(cells.len(), 1, "{name}: a heading");
                continue;
            };
            tasks += 1;
            let task = &sheet.workspace().task(ix).task;
            assert_eq!(cells[..2], [task.key(), task.title.clone()], "{name}");
            let marks = (0..sheet.columns.len()).map(|column| sheet.mark_at(row, column));
            let marks: Vec<_> = marks.collect();
            assert_eq!(cells[2..cells.len() - 1], marks, "{name}");
        }
        assert_eq!(clip.rows, tasks, "{name}");
    }
}

#[test]
fn list_and_targets_are_copied_whole() {
    for (name, spec) in common::views::all() {
        let sheet = common::sheet(&spec);
        let list = TaskList::new(&sheet);
        let shown = list.lines.iter().filter(|line| !line.hidden);
        let tasks = shown.filter(|line| matches!(line.kind, TaskLineKind::Task(_)));
        assert_eq!(copied(Subject::List(&sheet)).rows, tasks.count(), "{name}");
        let targets = copied(Subject::Targets(&sheet));
        assert_eq!(targets.rows, target_rows(&sheet).len(), "{name}");
        for clip in [copied(Subject::List(&sheet)), targets] {
            let html: Vec<Vec<String>> = table(&clip)
                .into_iter()
                .map(|row| {
                    row.into_iter()
                        .map(|cell| cell.replace('\n', " "))
                        .collect()
                })
                .collect();
            assert_eq!(html, cells(&clip), "{name}");
        }
    }
}

/// Every part of a table has the cells that the whole has there.
#[test]
fn marked_cells_are_copied_as_they_are_shown() {
    for (name, spec) in common::views::all() {
        let sheet = common::sheet(&spec);
        let whole = cells(&copied(Subject::Matrix(&sheet)));
        let shown: Vec<_> = sheet.rows.iter().filter(|row| !row.hidden).collect();
        let tasks: Vec<_> = shown
            .iter()
            .filter_map(|row| match row.kind {
                RowKind::Task(ix) => Some(ix),
                _ => None,
            })
            .collect();
        let bodies: Vec<_> = sheet.columns.iter().map(|column| column.agency).collect();
        let (Some(&top), Some(&left)) = (tasks.get(tasks.len() / 4), bodies.get(bodies.len() / 3))
        else {
            continue;
        };
        let (bottom, right) = (tasks[tasks.len() * 3 / 4], bodies[bodies.len() * 2 / 3]);
        let corner = |task, agency| Corner {
            task: Some(task),
            agency: Some(agency),
        };
        let pairs = [
            (corner(top, left), corner(bottom, right)),
            (corner(bottom, left), corner(top, right)),
            (corner(bottom, right), corner(top, left)),
        ];
        for (a, b) in pairs {
            let range = CellRange::between(&sheet, a, b).expect("both are shown");
            let part = clip_cells(&sheet, &range).expect("a table");
            assert_eq!(table(&part), cells(&part), "{name}: both say the same");
            let row_of = |task| {
                let is_it = |row: &&zeren::view::Row| row.kind == RowKind::Task(task);
                shown.iter().position(is_it).expect("a row") + 1
            };
            let (first, last) = (row_of(top), row_of(bottom));
            let columns = 2 + bodies.len() / 3..2 + bodies.len() * 2 / 3 + 1;
            let mut expected = vec![whole[0].clone()];
            expected.extend_from_slice(&whole[first..=last]);
            let has_total = columns == (2..2 + bodies.len());
            for line in expected.iter_mut().filter(|line| line.len() > 1) {
                let total = line.last().cloned().filter(|_| has_total);
                let middle = line[columns.clone()].to_vec();
                line.truncate(2);
                line.extend(middle);
                line.extend(total);
            }
            assert_eq!(cells(&part), expected, "{name}");
            assert_eq!(range.tasks(&sheet).count(), part.rows, "{name}");
            let marks = cells(&part)[1..]
                .iter()
                .filter(|line| line.len() > 1)
                .flat_map(|line| line[2..2 + range.columns.len()].to_vec())
                .filter(|cell| !cell.is_empty())
                .count();
            assert_eq!(range.marks(&sheet), marks, "{name}");
        }
        let everything = Corner::default();
        let range = CellRange::between(&sheet, everything, everything);
        assert_eq!(range, Some(CellRange::all(&sheet)), "{name}");
    }
}

#[test]
fn marked_lines_are_copied_as_they_are_shown() {
    for (name, spec) in common::views::all() {
        let sheet = common::sheet(&spec);
        let list = TaskList::new(&sheet);
        let shown: Vec<_> = list.lines.iter().filter(|line| !line.hidden).collect();
        let tasks: Vec<_> = list.tasks_in(0..list.lines.len()).collect();
        let Some(&upper) = tasks.get(tasks.len() / 4) else {
            continue;
        };
        let lower = tasks[tasks.len() * 3 / 4];
        let lines = list.between(Some(lower), Some(upper)).expect("shown");
        let part = clip_lines(&sheet, &list, lines).expect("a table");
        let whole = cells(&copied(Subject::List(&sheet)));
        let place = |task| {
            let kind = TaskLineKind::Task(task);
            shown
                .iter()
                .position(|line| line.kind == kind)
                .expect("a line")
                + 1
        };
        let (a, b) = (place(upper), place(lower));
        let mut expected = vec![whole[0].clone()];
        expected.extend_from_slice(&whole[a.min(b)..=a.max(b)]);
        assert_eq!(cells(&part), expected, "{name}");
    }
}

#[test]
fn nothing_that_is_pasted_runs() {
    let data = r#"(format: 1, agencies: [(id: "a", name: "=1+1</td><script>", kind: Department)],
        plans: [(id: "p", title: "+1", sections: [(number: "一", tasks: [
            (clause: "一(一)", title: "=cmd|' /C calc'!A0\t\n=2", assignments: [(agency: "a", role: Lead)])])])])"#;
    let loaded = zeren::store::parse(data.as_bytes(), None).expect("data");
    let source = Source {
        file: None,
        dataset: loaded.dataset,
    };
    let data = Data::new(Workspace::join(vec![source]).0);
    let sheet = Sheet::new(&data, &ViewSpec::default(), common::today());
    let clip = copied(Subject::Matrix(&sheet));
    for cell in clip.text.split(['\t', '\n']) {
        assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
    }
    assert_eq!(clip.text.lines().count(), 4, "no cell breaks its line");
    assert!(!clip.html.contains("<script>"));
    assert!(clip.html.contains("mso-number-format"));
}

#[test]
fn a_table_that_is_too_large_is_refused() {
    let source = Source {
        file: None,
        dataset: zeren::synth::dataset(2000, 300, 7),
    };
    let data = Data::new(Workspace::join(vec![source]).0);
    let sheet = Sheet::new(&data, &ViewSpec::default(), common::today());
    let error = clip(Subject::Matrix(&sheet)).expect_err("too large");
    assert!(matches!(error, ExportError::Crowded { .. }));
    assert!(
        error.to_string().starts_with("表格太大，无法复制：有 "),
        "{error}"
    );
    assert_eq!(error.hint(), "先筛选方案或机构，或导出为 Excel");
}
