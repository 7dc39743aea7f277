//! Word documents: valid, with the flags that make tables usable, and the sheet's own words in
//! every cell; `LibreOffice` opens them.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test may fail here"
)]

#[path = "../common/mod.rs"]
mod common;
mod matrix;
mod tables;

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use common::office;
use roxmltree::{Document, Node};
use zeren::export::{self, ExportError, Format, Layout, Silent, Subject};
use zeren::model::workspace::{Source, Workspace};
use zeren::page::{Orientation, PageSetup, Paper};
use zeren::store;
use zeren::view::{Data, MarkStyle, Sheet, ViewSpec};

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
