//! Word documents: valid, with the flags that make tables usable, and the sheet's own words in
//! every cell; `LibreOffice` opens them.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test may fail here"
)]

mod common;

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use common::office;
use roxmltree::{Document, Node};
use zeren::export::{self, ExportError, Format, Layout, Silent, Subject, column_labels};
use zeren::model::Role;
use zeren::model::workspace::{SectionIx, Source, Workspace};
use zeren::page::{Orientation, PageSetup, Paper};
use zeren::store;
use zeren::view::{
    Data, MarkStyle, Row, RowKind, RowOrder, Sheet, TaskGrouping, TaskLineKind, TaskList,
    TaskRowMaker, ViewSpec, target_rows, task_rows,
};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn document_of(subject: Subject<'_>) -> String {
    let mut bytes = Vec::new();
    export::write(subject, Format::Docx, &mut bytes, &Silent).expect("a file");
    parts(bytes)
        .remove("word/document.xml")
        .expect("the document")
}

fn bytes(sheet: &Sheet, layout: Layout) -> Vec<u8> {
    let mut bytes = Vec::new();
    let subject = Subject::of_sheet(sheet, layout).expect("a layout of a sheet");
    export::write(subject, Format::Docx, &mut bytes, &Silent).expect("a file");
    bytes
}

fn parts(bytes: Vec<u8>) -> BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    (0..zip.len())
        .map(|nth| {
            let mut part = zip.by_index(nth).expect("a part");
            let mut xml = String::new();
            part.read_to_string(&mut xml).expect("UTF-8");
            let name = part.name().expect("a name").into_owned();
            (name, xml)
        })
        .collect()
}

fn document(sheet: &Sheet, layout: Layout) -> String {
    parts(bytes(sheet, layout))
        .remove("word/document.xml")
        .expect("the document")
}

/// The document of the matrix on this paper.
fn paged(sheet: &Sheet, setup: PageSetup) -> String {
    let mut bytes = Vec::new();
    let subject = Subject::Matrix(sheet);
    let options = export::Options {
        setup,
        ..export::Options::of(Layout::Matrix)
    };
    export::write_with(subject, Format::Docx, options, &mut bytes, &Silent).expect("a file");
    parts(bytes)
        .remove("word/document.xml")
        .expect("the document")
}

fn all<'a>(node: Node<'a, 'a>, name: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
    node.descendants()
        .filter(move |node| node.has_tag_name((W, name)))
}

fn value<'a>(node: Node<'a, 'a>) -> &'a str {
    node.attribute((W, "val")).unwrap_or_default()
}

/// The text of a paragraph or cell; paragraphs and breaks are line ends.
fn text(node: Node<'_, '_>) -> String {
    let mut text = String::new();
    for node in node.descendants() {
        match node.tag_name().name() {
            "p" if !text.is_empty() => text.push('\n'),
            "br" => text.push('\n'),
            "t" => text.push_str(node.text().unwrap_or_default()),
            _ => {}
        }
    }
    text
}

/// What stands in the body, from the top.
enum Block {
    /// A paragraph: its style and its words.
    Words(String, String),
    /// A table: the cells of its header rows and of the others.
    Table(Vec<Vec<String>>, Vec<Vec<String>>),
}

fn blocks(xml: &str) -> Vec<Block> {
    let document = Document::parse(xml).expect("XML");
    let body = all(document.root(), "body").next().expect("a body");
    let blocks = body
        .children()
        .filter_map(|node| match node.tag_name().name() {
            "p" => {
                let style = all(node, "pStyle").next().map_or("", value).to_owned();
                Some(Block::Words(style, text(node)))
            }
            "tbl" => {
                let (mut head, mut rows) = (Vec::new(), Vec::new());
                for row in all(node, "tr") {
                    let cells: Vec<String> = all(row, "tc").map(text).collect();
                    match all(row, "tblHeader").next() {
                        Some(_) => head.push(cells),
                        None => rows.push(cells),
                    }
                }
                Some(Block::Table(head, rows))
            }
            _ => None,
        });
    blocks.collect()
}

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
        let mut leads = tasks.clone();
        for ((_, _, row), cells) in self.tasks.iter().zip(&self.cells) {
            for (column, label) in labels.iter().enumerate() {
                let wanted = sheet.cell(row, column);
                let mark = wanted.map_or("", |cell| sheet.mark(cell));
                let cell = cells.get(label).map_or("", String::as_str);
                assert_eq!(cell, mark, "{name}: {label}");
                tasks[column] += usize::from(wanted.is_some());
                leads[column] += usize::from(wanted.is_some_and(|cell| cell.role == Role::Lead));
            }
            assert_eq!(cells["合计"], row.shown.to_string(), "{name}");
        }
        if self.tasks.is_empty() {
            return;
        }
        let (lead_rows, all_rows): (Vec<_>, Vec<_>) =
            self.totals.iter().partition(|(row, _)| *row == "其中牵头");
        assert_eq!(all_rows.len(), 1, "{name}: {all_rows:?}");
        assert_eq!(
            lead_rows.len(),
            usize::from(leads.iter().any(|count| *count > 0))
        );
        for (rows, wanted) in [(all_rows, tasks), (lead_rows, leads)] {
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

#[test]
fn the_list_has_every_task_with_all_that_is_said_of_it() {
    for (name, spec) in common::views::all() {
        for grouping in TaskGrouping::ALL {
            let sheet = common::sheet(&ViewSpec {
                grouping,
                ..spec.clone()
            });
            let mut wanted = task_rows(&sheet).into_iter();
            let list = TaskList::new(&sheet);
            let mut groups = list.lines.iter().filter_map(|line| match line.kind {
                TaskLineKind::Group(nth) => Some(&list.groups[nth]),
                TaskLineKind::Task(_) => None,
            });
            for block in blocks(&document(&sheet, Layout::List)) {
                match block {
                    Block::Words(style, words) => {
                        if let Some(level) = style.strip_prefix("Heading") {
                            let group = groups.next().expect("a group for the heading");
                            let label = group.label(sheet.workspace());
                            assert!(words.starts_with(&label), "{name}: {words}");
                            assert_eq!(level, (group.depth.min(2) + 1).to_string(), "{name}");
                        }
                    }
                    Block::Table(head, rows) => {
                        for cells in rows {
                            let row = wanted.next().expect("a task for the row");
                            let summary = if row.summary.is_empty() { "" } else { "\n" };
                            let at = |header: &str| {
                                let place = head[0].iter().position(|known| known == header);
                                place.map_or("", |nth| cells[nth].as_str())
                            };
                            assert_eq!(at("条款"), row.clause, "{name}");
                            let title = format!("{}{summary}{}", row.title, row.summary);
                            assert_eq!(at("任务"), title, "{name}");
                            assert_eq!(at("牵头"), row.bodies_text(Role::Lead), "{name}");
                            assert_eq!(at("责任"), row.bodies_text(Role::Responsible), "{name}");
                            assert_eq!(at("配合和其他"), row.others_text(), "{name}");
                            assert_eq!(at("目标和时限"), row.goals_text(), "{name}");
                            assert_eq!(at("备注"), row.note, "{name}");
                        }
                    }
                }
            }
            assert_eq!(wanted.next(), None, "{name}");
            assert_eq!(groups.next(), None, "{name}");
        }
    }
}

#[test]
fn the_targets_are_all_there() {
    for (name, spec) in common::views::all() {
        let sheet = common::sheet(&spec);
        let rows = target_rows(&sheet);
        let mut wanted = rows.iter();
        for block in blocks(&document(&sheet, Layout::Targets)) {
            let Block::Table(head, rows) = block else {
                continue;
            };
            for cells in rows {
                let row = wanted.next().expect("a target for the row");
                let at = |header: &str| {
                    let place = head[0].iter().position(|known| known == header);
                    place.map_or("", |nth| cells[nth].as_str())
                };
                let stretch = if row.target.stretch {
                    "（力争）"
                } else {
                    ""
                };
                let amount = row.target.amount.text(&row.target.unit);
                assert_eq!(at("指标"), row.target.indicator, "{name}");
                assert_eq!(at("目标值"), format!("{amount}{stretch}"), "{name}");
                let due = row.target.due.text().replace("未写明", "");
                assert_eq!(at("时限"), due, "{name}");
            }
        }
        assert_eq!(wanted.next(), None, "{name}");
    }
}

#[test]
fn an_agencys_sheet_has_its_tasks_by_role_and_its_targets() {
    for name in [
        "市市场监管局",
        "市经信局",
        "江岸区",
        "各区人民政府",
        "市农业农村局",
    ] {
        let profile = common::profile(name);
        let xml = document_of(Subject::Agency(&profile));
        let mut counted: BTreeMap<String, usize> = BTreeMap::new();
        let mut words = String::new();
        let mut cells: Vec<String> = Vec::new();
        let mut under = String::new();
        for block in blocks(&xml) {
            match block {
                Block::Words(style, text) => {
                    if style == "Heading1" {
                        under.clone_from(&text);
                    }
                    words.push_str(&text);
                    words.push('\n');
                }
                Block::Table(head, rows) => {
                    assert!(rows.iter().all(|row| row.len() == head[0].len()), "{name}");
                    *counted.entry(under.clone()).or_default() += rows.len();
                    cells.extend(rows.concat());
                }
            }
        }
        let mut wanted: BTreeMap<String, usize> = BTreeMap::new();
        for role in Role::ALL {
            let count = profile.roles[role.index()] as usize;
            if count > 0 {
                wanted.insert(format!("{}任务（{count} 项）", role.label()), count);
            }
        }
        for group in &profile.through {
            let label = profile.workspace().agency(group.collective).label();
            let count = group.tasks.len();
            wanted.insert(
                format!("只经{label}的任务（{count} 项，不计入上面）"),
                count,
            );
        }
        let count = profile.targets.len();
        if count > 0 {
            wanted.insert(format!("目标和时限（{count} 项）"), count);
        }
        assert_eq!(counted, wanted, "{name}");
        assert!(
            words.starts_with(&format!("{}责任清单\n", profile.body().name)),
            "{name}"
        );
        assert!(words.contains(&profile.counts_text()), "{name}");
        assert!(words.contains("按原文"), "{name}");
        for group in &profile.plans {
            let plan = profile.workspace().plan(group.plan);
            assert!(words.contains(&zeren::view::citation(plan)), "{name}");
        }
        let rows = TaskRowMaker::new(&profile.sheet);
        for part in profile.plans.iter().flat_map(|group| &group.tasks) {
            let row = rows.row(part.task);
            assert!(cells.contains(&row.clause), "{name}");
            assert!(
                cells.iter().any(|cell| cell.starts_with(row.title)),
                "{name}"
            );
            assert!(cells.contains(&row.goals_text()), "{name}: {}", row.title);
            let note = profile.workspace().task(part.task).task.note.as_deref();
            let note = note.unwrap_or_default();
            assert!(
                cells.iter().any(|cell| cell.ends_with(note)),
                "{name}: {note}"
            );
        }
        assert_eq!(
            words.contains("没有任务直接写到这个机构"),
            profile.tasks == 0,
            "{name}"
        );
    }
}

#[test]
fn a_document_says_what_it_is() {
    for (name, spec) in common::views::all() {
        let sheet = common::sheet(&spec);
        for layout in Layout::TABLES {
            let blocks = blocks(&document(&sheet, layout));
            let words: Vec<&str> = blocks
                .iter()
                .filter_map(|block| match block {
                    Block::Words(_, words) => Some(words.as_str()),
                    Block::Table(..) => None,
                })
                .collect();
            let words = words.join("\n");
            assert!(words.starts_with(&sheet.title()), "{name}");
            let mut wanted = vec![sheet.filter_text(), sheet.counts_text()];
            wanted.extend(sheet.citations());
            wanted.push("2026年11月22日制表".to_owned());
            let folded = sheet.folding_notes();
            assert_eq!(folded.is_empty(), name != "today's bodies in letters");
            wanted.extend(folded.into_iter().map(|words| format!("归并　{words}")));
            if layout == Layout::Matrix {
                wanted.push(sheet.legend_text());
            }
            for wanted in wanted {
                assert!(words.contains(&wanted), "{name} {layout:?}: {wanted}");
            }
        }
    }
}

#[test]
fn tables_repeat_their_header_and_split_no_row() {
    let sheet = common::sheet(&ViewSpec::default());
    for layout in Layout::TABLES {
        let xml = document(&sheet, layout);
        let document = Document::parse(&xml).expect("XML");
        let root = document.root();
        assert!(all(root, "tbl").count() >= 5, "{layout:?}");
        for table in all(root, "tbl") {
            let rows: Vec<_> = all(table, "tr").collect();
            let heads = rows.iter().map(|row| all(*row, "tblHeader").count() == 1);
            let heads: Vec<bool> = heads.collect();
            assert!(heads[0] && heads.is_sorted_by(|a, b| a >= b), "{layout:?}");
            for row in &rows {
                assert_eq!(all(*row, "cantSplit").count(), 1, "{layout:?}");
                // The cells of a row cover all columns of the table.
                let columns = all(table, "gridCol").count();
                let covered: usize = all(*row, "tc")
                    .map(|cell| {
                        let span = all(cell, "gridSpan").next();
                        span.map_or(1, |span| value(span).parse().expect("a number"))
                    })
                    .sum();
                assert_eq!(covered, columns, "{layout:?}");
            }
        }
        let page = all(root, "pgSz").next().expect("a page");
        assert_eq!(page.attribute((W, "orient")), Some("landscape"));
        let number = |name| page.attribute((W, name)).expect("a size").parse::<u32>();
        let (width, height) = (number("w").expect("twips"), number("h").expect("twips"));
        assert!(width > height, "{layout:?}");
        let margins = all(root, "pgMar").next().expect("margins");
        let margin = |name| {
            let margin = margins.attribute((W, name)).expect("a margin");
            margin.parse::<u32>().expect("twips")
        };
        let across = width - margin("left") - margin("right");
        for table in all(root, "tbl") {
            let columns = all(table, "gridCol").map(|column| {
                let width = column.attribute((W, "w")).expect("a width");
                width.parse::<u32>().expect("twips")
            });
            assert!(
                columns.sum::<u32>() <= across,
                "{layout:?}: a table is too wide"
            );
        }
    }
    let xml = document(&sheet, Layout::Matrix);
    let document = Document::parse(&xml).expect("XML");
    let vertical = all(document.root(), "textDirection").map(value);
    let vertical: Vec<&str> = vertical.collect();
    assert!(vertical.len() >= sheet.columns.len());
    assert!(vertical.iter().all(|direction| *direction == "tbRl"));
}

#[test]
fn typefaces_headings_and_page_numbers_are_those_of_the_standard() {
    let sheet = common::sheet(&common::views::named("one plan"));
    let parts = parts(bytes(&sheet, Layout::List));
    for (name, xml) in &parts {
        Document::parse(xml).unwrap_or_else(|error| panic!("{name}: {error}"));
        let types = &parts["[Content_Types].xml"];
        assert!(
            name.contains(".rels")
                || name == "[Content_Types].xml"
                || types.contains(name.as_str())
        );
    }
    let styles = Document::parse(&parts["word/styles.xml"]).expect("XML");
    let style = |id: &str| {
        let mut styles = all(styles.root(), "style");
        let style = styles.find(|style| style.attribute((W, "styleId")) == Some(id));
        style.unwrap_or_else(|| panic!("no style {id}"))
    };
    for (id, face, size) in [
        ("Title", "方正小标宋简体", "44"),
        ("Heading1", "黑体", "32"),
        ("Heading2", "楷体_GB2312", "28"),
        ("TableText", "仿宋_GB2312", "21"),
    ] {
        let fonts = all(style(id), "rFonts").next().expect("a face");
        assert_eq!(fonts.attribute((W, "eastAsia")), Some(face), "{id}");
        assert_eq!(
            value(all(style(id), "sz").next().expect("a size")),
            size,
            "{id}"
        );
        let table = &parts["word/fontTable.xml"];
        assert!(
            table.contains(&format!("w:name=\"{face}\"><w:altName")),
            "{face}"
        );
    }
    for (id, level) in [("Heading1", "0"), ("Heading2", "1"), ("Heading3", "2")] {
        let outline = all(style(id), "outlineLvl").next().expect("a level");
        assert_eq!(value(outline), level);
    }
    // Every style that is used exists.
    let document = Document::parse(&parts["word/document.xml"]).expect("XML");
    for used in all(document.root(), "pStyle") {
        style(value(used));
    }
    assert!(parts["word/settings.xml"].contains("<w:evenAndOddHeaders/>"));
    for footer in ["word/footer1.xml", "word/footer2.xml"] {
        let footer = &parts[footer];
        assert!(
            footer.contains(" PAGE ") && footer.contains("— "),
            "{footer}"
        );
    }
    assert!(parts["docProps/core.xml"].contains("2026-11-22T00:00:00Z"));
}

#[test]
fn upright_a4_is_bound_on_both_sides() {
    let sheet = common::sheet(&ViewSpec::default());
    for paper in Paper::ALL {
        for orientation in Orientation::ALL {
            let mut bytes = Vec::new();
            let options = export::Options {
                setup: PageSetup::new(paper, orientation),
                ..export::Options::of(Layout::List)
            };
            let subject = Subject::List(&sheet);
            export::write_with(subject, Format::Docx, options, &mut bytes, &Silent).unwrap();
            // Mirrored, a page that lies would lose its margins to the sides.
            assert_eq!(
                parts(bytes)["word/settings.xml"].contains("<w:mirrorMargins/>"),
                (paper, orientation) == (Paper::A4, Orientation::Portrait)
            );
        }
    }
}

/// Every text of it would like to be markup.
const ATTACK: &str = "</w:t><w:p/>&amp;\"'<!--]]>\u{1}\u{85}\u{FFFE}x";

#[test]
fn no_text_becomes_markup() {
    let attack = ron::to_string(ATTACK).expect("a text");
    let data = format!(
        r#"(format: 1, title: {attack}, note: {attack},
            agencies: [(id: "a", name: {attack}, kind: Department)],
            plans: [(id: "p", title: {attack}, number: {attack}, sections: [(number: "一", title: {attack},
                tasks: [(clause: "一(一)", title: {attack}, summary: {attack}, note: {attack},
                    assignments: [(agency: "a", role: Lead, term: {attack}, written: {attack}, note: {attack})],
                    targets: [(indicator: {attack}, amount: Wording({attack}), unit: {attack}, note: {attack})])])])])"#
    );
    let loaded = store::parse(data.as_bytes(), None).expect("data");
    let source = Source {
        file: None,
        dataset: loaded.dataset,
    };
    let data = Data::new(Workspace::join(vec![source]).0);
    let sheet = Sheet::new(&data, &ViewSpec::default(), common::today());
    let clean = "</w:t><w:p/>&amp;\"'<!--]]>x";
    for layout in Layout::TABLES {
        let parts = parts(bytes(&sheet, layout));
        for (name, xml) in &parts {
            Document::parse(xml).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
        let blocks = blocks(&parts["word/document.xml"]);
        let Some(Block::Words(style, words)) = blocks.first() else {
            panic!("no title");
        };
        assert_eq!(style, "Title");
        assert!(words.starts_with(clean), "{words}");
        let cells = blocks.iter().filter_map(|block| match block {
            Block::Table(_, rows) => Some(rows.concat()),
            Block::Words(..) => None,
        });
        let cells: Vec<String> = cells.flatten().collect();
        assert!(
            cells.iter().any(|cell| cell.starts_with(clean)),
            "{cells:?}"
        );
    }
}

#[test]
fn a_table_that_word_cannot_open_is_refused() {
    let dataset = zeren::synth::dataset(2000, 300, 7);
    let source = Source {
        file: None,
        dataset,
    };
    let data = Data::new(Workspace::join(vec![source]).0);
    let sheet = Sheet::new(&data, &ViewSpec::default(), common::today());
    let mut out = Vec::new();
    let subject = Subject::Matrix(&sheet);
    let error = export::write(subject, Format::Docx, &mut out, &Silent).expect_err("too large");
    assert!(matches!(error, ExportError::Unwieldy { .. }));
    assert_eq!(
        error.to_string(),
        format!(
            "Word 文档中的表格太大：需要 {} 个单元格，最多 200000 个",
            sheet.shown.tasks * sheet.columns.len()
        )
    );
    assert_eq!(error.hint(), "先筛选方案或机构，或导出为 Excel");
    assert!(out.is_empty());
}

#[test]
fn libreoffice_prints_every_word() {
    let programs = [
        ("soffice", "libreoffice-writer"),
        ("pdftotext", "poppler-utils"),
        ("pdfinfo", "poppler-utils"),
    ];
    if !office::have(&programs) {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let views = ["one plan", "everything", "the first body marked"];
    for (nth, name) in views.into_iter().enumerate() {
        let sheet = common::sheet(&common::views::named(name));
        for layout in Layout::TABLES {
            let bytes = bytes(&sheet, layout);
            let file = format!("{}-{nth}", layout.key());
            let (printed, info) = office::printed(folder.path(), &format!("{file}.docx"), &bytes);
            let blocks = blocks(&document(&sheet, layout));
            let words = blocks.into_iter().flat_map(|block| match block {
                Block::Words(_, words) => vec![words],
                Block::Table(_, rows) => rows.concat(),
            });
            for words in words {
                // A cell's lines stand together; a cell that grows over a page would not.
                for line in words.split('\n') {
                    let line: String = line.split_whitespace().collect();
                    assert!(printed.contains(&line), "{name} {layout:?}: {line}");
                }
            }
            assert!(info.contains("Title:"), "{info}");
            if layout == Layout::Matrix && name == "one plan" {
                assert!(info.contains("(A3)"), "{info}");
                // Four sections, each with the names above it.
                assert!(
                    info.lines().any(|line| line == "Pages:           2"),
                    "{info}"
                );
            }
        }
    }
}

#[test]
fn letters_say_that_they_are_no_more_than_near() {
    let sheet = common::sheet(&ViewSpec {
        marks: MarkStyle::Raci,
        ..common::views::named("one plan")
    });
    let xml = document(&sheet, Layout::Matrix);
    assert!(xml.contains("“牵头”不完全等于 Accountable"));
}
