//! What is copied as a table is what is shown, as text and as HTML.

#![allow(clippy::expect_used, reason = "a test may fail here")]

mod common;

use zeren::export::{Clip, ExportError, Subject, clip, unguard};
use zeren::model::workspace::{Source, Workspace};
use zeren::view::{
    Data, RowKind, Sheet, TaskLineKind, TaskList, ViewSpec, column_labels, target_rows,
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
                .map(|cell| unguard(cell).to_owned())
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
            let marks = (0..sheet.columns.len())
                .map(|column| sheet.cell(row, column).map_or("", |cell| sheet.mark(cell)));
            let marks: Vec<&str> = marks.collect();
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
