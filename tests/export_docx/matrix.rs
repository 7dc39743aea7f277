//! The tables and headings of the matrix.

use std::collections::BTreeMap;

use roxmltree::Document;
use zeren::export::{Layout, column_labels};
use zeren::model::Role;
use zeren::model::workspace::{SectionIx, Source, Workspace};
use zeren::page::{Orientation, PageSetup, Paper};
use zeren::store;
use zeren::view::{Data, Row, RowKind, RowOrder, Sheet, ViewSpec};

use super::{Block, W, all, blocks, common, document, paged, value};

/// What the tables of a plan should say, and what they said so far.
#[derive(Default)]
struct OfPlan<'a> {
    /// Every task with the heading above it and its first two cells.
    tasks: Vec<(String, [String; 2], &'a Row)>,
    /// The cells of each, by the name above.
    cells: Vec<BTreeMap<String, String>>,
    /// The cells of each row of totals.
    totals: BTreeMap<String, BTreeMap<String, String>>,
}

impl OfPlan<'_> {
    fn check(&self, sheet: &Sheet, name: &str) {
        let labels = column_labels(sheet);
        let mut tasks = vec![0; labels.len()];
        let (mut leads, mut through) = (tasks.clone(), tasks.clone());
        for ((_, _, row), cells) in self.tasks.iter().zip(&self.cells) {
            for (column, label) in labels.iter().enumerate() {
                let wanted = sheet.cell(row, column);
                let mark = sheet.mark_at(row, column);
                let cell = cells.get(label).map_or("", String::as_str);
                assert_eq!(cell, mark, "{name}: {label}");
                let own = wanted.filter(|cell| !cell.through);
                tasks[column] += usize::from(own.is_some());
                leads[column] += usize::from(own.is_some_and(|cell| cell.role == Role::Lead));
                through[column] += usize::from(wanted.is_some_and(|cell| cell.through));
            }
            assert_eq!(cells["合计"], row.shown.to_string(), "{name}");
        }
        if self.tasks.is_empty() {
            return;
        }
        let rows_of = |wanted: &dyn Fn(&str) -> bool| -> Vec<_> {
            let rows = self.totals.iter();
            rows.filter(|(row, _)| wanted(row)).collect()
        };
        let lead_rows = rows_of(&|row| row == "其中牵头");
        let through_rows = rows_of(&|row| row == "经集合机构");
        let all_rows = rows_of(&|row| row != "其中牵头" && row != "经集合机构");
        assert_eq!(all_rows.len(), 1, "{name}: {all_rows:?}");
        for (rows, wanted) in [(&lead_rows, &leads), (&through_rows, &through)] {
            assert_eq!(
                rows.len(),
                usize::from(wanted.iter().any(|count| *count > 0)),
                "{name}"
            );
        }
        for (rows, wanted) in [
            (all_rows, tasks),
            (lead_rows, leads),
            (through_rows, through),
        ] {
            for (row, cells) in rows {
                let sum: usize = wanted.iter().sum();
                assert_eq!(cells["合计"], sum.to_string(), "{name} {row}");
                for (label, count) in labels.iter().zip(&wanted) {
                    let cell = cells.get(label).map_or("", String::as_str);
                    let count = count.to_string();
                    let count = if count == "0" { "" } else { &count };
                    assert_eq!(cell, count, "{name} {row}: {label}");
                }
            }
        }
    }

    fn read(&mut self, under: &str, head: &[Vec<String>], rows: &[Vec<String>], name: &str) {
        let names: Vec<String> = head.last().expect("names")[2..]
            .iter()
            .map(|label| match label.as_str() {
                "" => "合计".to_owned(),
                // A long name stands in two lines.
                label => label.replace('\n', ""),
            })
            .collect();
        let mut last = None;
        for row in rows {
            let (cells, found) = if row.len() == names.len() + 2 {
                let place = self
                    .tasks
                    .iter()
                    .position(|(section, task, _)| section == under && row[..2] == task[..]);
                let place = place.unwrap_or_else(|| panic!("{name}: {row:?} under {under}"));
                assert!(last < Some(place), "{name}: {row:?} is out of order");
                last = Some(place);
                (&row[2..], &mut self.cells[place])
            } else {
                (&row[1..], self.totals.entry(row[0].clone()).or_default())
            };
            assert_eq!(cells.len(), names.len(), "{name}: {row:?}");
            for (label, cell) in names.iter().zip(cells) {
                let before = found.insert(label.clone(), cell.clone());
                assert_eq!(before, None, "{name}: {label} stands twice");
            }
        }
    }
}

/// The name of a section as its heading has it, and the heading's style.
fn section_heading(sheet: &Sheet, ix: SectionIx) -> (String, &'static str) {
    let workspace = sheet.workspace();
    let section = workspace.section(ix);
    let mut around = std::iter::successors(section.parent, |ix| workspace.section(*ix).parent);
    let is_inner = around.any(|ix| workspace.section(ix).has_tasks);
    let name = format!("{} {}", section.number, section.title);
    let style = if is_inner { "Heading3" } else { "Heading2" };
    (name.trim().to_owned(), style)
}

#[test]
fn the_tables_of_the_matrix_are_the_sheet() {
    let setups = [
        PageSetup::new(Paper::A3, Orientation::Landscape),
        PageSetup::new(Paper::A4, Orientation::Portrait),
    ];
    for ((name, spec), setup) in common::views::all()
        .into_iter()
        .flat_map(|view| setups.map(|setup| (view.clone(), setup)))
    {
        let sheet = common::sheet(&spec);
        let workspace = sheet.workspace();
        let mut rows = sheet.rows.iter().peekable();
        let mut plan = OfPlan::default();
        let mut under = String::new();
        for block in blocks(&paged(&sheet, setup)) {
            match block {
                Block::Words(style, words) if style == "Heading1" => {
                    plan.check(&sheet, name);
                    plan = OfPlan::default();
                    under.clear();
                    let mut section = String::new();
                    assert!(matches!(
                        rows.next().map(|row| row.kind),
                        Some(RowKind::Plan(_))
                    ));
                    while let Some(row) = rows.next_if(|row| !matches!(row.kind, RowKind::Plan(_)))
                    {
                        match row.kind {
                            RowKind::Section(ix) => section = section_heading(&sheet, ix).0,
                            RowKind::Task(ix) => {
                                let task = &workspace.task(ix).task;
                                let cells = [task.key(), task.title.clone()];
                                plan.tasks.push((section.clone(), cells, row));
                                plan.cells.push(BTreeMap::new());
                            }
                            RowKind::Plan(_) => {}
                        }
                    }
                    assert!(!words.is_empty(), "{name}");
                }
                Block::Words(style, words) if style.starts_with("Heading") => {
                    let (section, _) = words.rsplit_once('（').expect("a count");
                    section.clone_into(&mut under);
                }
                Block::Words(..) => {}
                Block::Table(head, rows) => plan.read(&under, &head, &rows, name),
            }
        }
        plan.check(&sheet, name);
        assert_eq!(rows.next(), None, "{name}");
    }
}

#[test]
fn the_navigation_of_the_matrix_shows_the_plans_and_sections() {
    for (name, spec) in common::views::all() {
        let sheet = common::sheet(&spec);
        let count = |shown: u32, all: u32| {
            if shown == all {
                all.to_string()
            } else {
                format!("{shown} / {all}")
            }
        };
        let wanted: Vec<(String, String)> = sheet
            .rows
            .iter()
            .filter_map(|row| match row.kind {
                RowKind::Plan(ix) => {
                    let title = &sheet.workspace().plan(ix).plan.title;
                    let count = count(row.shown, row.all);
                    Some(("Heading1".to_owned(), format!("{title}（{count} 项任务）")))
                }
                RowKind::Section(ix) => {
                    let (title, style) = section_heading(&sheet, ix);
                    let count = count(row.shown, row.all);
                    Some((style.to_owned(), format!("{title}（{count} 项）")))
                }
                RowKind::Task(_) => None,
            })
            .collect();
        for paper in Paper::ALL {
            let xml = paged(&sheet, PageSetup::new(paper, Orientation::Landscape));
            // Word leaves out what stands in tables, so only the body's own paragraphs count.
            let found: Vec<(String, String)> = blocks(&xml)
                .into_iter()
                .filter_map(|block| match block {
                    Block::Words(style, words) if style.starts_with("Heading") => {
                        Some((style, words))
                    }
                    _ => None,
                })
                .collect();
            assert_eq!(found, wanted, "{name} {paper:?}");
            let document = Document::parse(&xml).expect("XML");
            let styles = all(document.root(), "pStyle").map(value);
            let all_headings = styles.filter(|style| style.starts_with("Heading")).count();
            assert_eq!(
                all_headings,
                found.len(),
                "{name}: a heading inside a table"
            );
        }
    }
}

#[test]
fn the_tables_of_a_plans_sections_line_up() {
    let sheet = common::sheet(&common::views::named("one plan"));
    let xml = document(&sheet, Layout::Matrix);
    let document = Document::parse(&xml).expect("XML");
    let grids: Vec<Vec<&str>> = all(document.root(), "tbl")
        .map(|table| {
            all(table, "gridCol")
                .filter_map(|column| column.attribute((W, "w")))
                .collect()
        })
        .collect();
    assert_eq!(grids.len(), 4, "a table for every section");
    assert!(grids.iter().all(|grid| *grid == grids[0]), "{grids:?}");
    let heads: Vec<_> = blocks(&xml)
        .into_iter()
        .filter_map(|block| match block {
            Block::Table(head, _) => Some(head),
            Block::Words(..) => None,
        })
        .collect();
    assert!(heads.iter().all(|head| *head == heads[0]));
}

#[test]
fn sections_inside_sections_and_tasks_without_any_are_in_the_document() {
    let data = r#"(format: 1, title: "甲",
        agencies: [(id: "a", name: "市甲局", kind: Department)],
        plans: [(id: "p", title: "方案", sections: [
            (number: "二", title: "章节",
                tasks: [(clause: "二1", title: "在章节中", assignments: [(agency: "a", role: Lead)])],
                sections: [(number: "二(一)", title: "小节",
                    tasks: [(clause: "二(一)1", title: "在小节中", assignments: [])])])])])"#;
    let loaded = store::parse(data.as_bytes(), None).expect("data");
    let source = Source {
        file: None,
        dataset: loaded.dataset,
    };
    let data = Data::new(Workspace::join(vec![source]).0);
    let seen = |spec: &ViewSpec| {
        let sheet = Sheet::new(&data, spec, common::today());
        let mut seen = Vec::new();
        for block in blocks(&document(&sheet, Layout::Matrix)) {
            match block {
                Block::Words(style, words) if style.starts_with("Heading") => seen.push(words),
                Block::Words(..) => {}
                Block::Table(_, rows) => {
                    seen.extend(rows.into_iter().map(|row| row[..2].join(" ")));
                }
            }
        }
        seen
    };
    assert_eq!(
        seen(&ViewSpec::default()),
        [
            "方案（2 项任务）",
            "二 章节（2 项）",
            "二1 在章节中",
            "二(一) 小节（1 项）",
            "二(一)1 在小节中",
            "本方案合计 1",
            "其中牵头 1"
        ]
    );
    // In another order than the document's there are no sections.
    let spec = ViewSpec {
        row_order: RowOrder::Name,
        hide_empty_rows: false,
        ..ViewSpec::default()
    };
    let mut flat = seen(&spec);
    flat[1..3].sort_unstable();
    assert_eq!(
        flat,
        [
            "方案（2 项任务）",
            "二(一)1 在小节中",
            "二1 在章节中",
            "合计 1",
            "其中牵头 1"
        ]
    );
}
