//! The structure of our PDF files: what is read out to who does not see them. Another program
//! reads it back.

use zeren::export::{self, Layout, Silent, Subject};
use zeren::page::{Orientation, Page, PageSetup, Pages, Paper, Point, Size, Text, ink};
use zeren::view::{LaneBy, RowKind, Sheet, SuccessionView, Timeline, ViewSpec, column_labels};

use crate::{common, programs};

/// An element of the structure.
#[derive(Debug, Default)]
struct Element {
    kind: String,
    /// How deep it stands in the tree.
    depth: usize,
    span: usize,
    text: String,
}

/// The elements in their order; `None` where the program is not there.
fn structure(pdf: &[u8]) -> Option<Vec<Element>> {
    let bytes = programs::bytes("pdfinfo", &["-struct-text"], pdf, &[])?;
    let mut elements: Vec<Element> = Vec::new();
    // Titles of headings are printed as they are in the file, in UTF-16: not always as one line.
    for line in String::from_utf8_lossy(&bytes).lines() {
        let bare = line.trim_start();
        let depth = (line.len() - bare.len()) / 2;
        let word: String = bare
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        match word.as_str() {
            "Document" | "H1" | "H2" | "H3" | "H4" | "H5" | "P" | "Table" | "THead" | "TBody"
            | "TR" | "TH" | "TD" => elements.push(Element {
                kind: word,
                depth,
                span: 1,
                text: String::new(),
            }),
            _ => {
                let Some(last) = elements.last_mut() else {
                    continue;
                };
                if let Some(span) = bare.strip_prefix("/ColSpan ") {
                    last.span = span.trim().parse().unwrap();
                } else if depth > 0 && bare.len() > 1 && bare.starts_with('"') {
                    last.text.push_str(bare.trim_matches('"'));
                }
            }
        }
    }
    Some(elements)
}

/// The rows of the table: every column's text, those of a wide cell in its first.
fn table(elements: &[Element]) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut in_table = 0;
    for element in elements {
        match element.kind.as_str() {
            "Table" => in_table = element.depth,
            "TR" => rows.push(Vec::new()),
            "TH" | "TD" => {
                let row = rows.last_mut().unwrap();
                row.push(element.text.clone());
                row.extend((1..element.span).map(|_| String::new()));
            }
            // Headings and paragraphs of a cell.
            _ if in_table > 0 && element.depth > in_table => {
                if let Some(cell) = rows.last_mut().and_then(|row| row.last_mut()) {
                    cell.push_str(&element.text);
                }
            }
            _ => {}
        }
    }
    rows
}

fn pdf(sheet: &Sheet, layout: Layout, setup: PageSetup) -> Vec<u8> {
    let subject = Subject::of_sheet(sheet, layout).unwrap();
    let pages = export::pages(subject, setup).unwrap();
    export::pdf(pages.as_ref(), &Silent).unwrap()
}

fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

fn claims_accessibility(pdf: &[u8]) -> bool {
    let claim = b"<pdfuaid:part>1<";
    pdf.windows(claim.len()).any(|window| window == claim)
}

#[test]
fn every_layout_keeps_to_pdf_ua_and_is_tagged() {
    let mut specs = vec![ViewSpec::default(), common::views::named("nothing")];
    specs.push(ViewSpec {
        succession: SuccessionView::Current,
        lanes: LaneBy::Agency,
        ..ViewSpec::default()
    });
    for spec in specs {
        let sheet = common::sheet(&spec);
        for layout in Layout::ALL {
            for orientation in Orientation::ALL {
                let pdf = pdf(&sheet, layout, PageSetup::new(Paper::A4, orientation));
                assert!(claims_accessibility(&pdf), "{layout:?}");
                let Some(info) = programs::output("pdfinfo", &[], &pdf, &[]) else {
                    continue;
                };
                let tagged = info.lines().find(|line| line.starts_with("Tagged:"));
                assert!(tagged.unwrap().ends_with("yes"), "{info}");
                let elements = structure(&pdf).unwrap();
                let count = |kind| elements.iter().filter(|one| one.kind == kind).count();
                assert_eq!((count("H1"), count("Document")), (1, 1));
                assert!(count("Table") == 1);
                let rows = table(&elements);
                assert!(rows.iter().all(|row| row.len() == rows[0].len()));
            }
        }
    }
}

#[test]
fn the_table_of_the_structure_is_the_sheet_over_bands_and_pages() {
    for name in ["one plan", "one agency", "nothing"] {
        let sheet = common::sheet(&common::views::named(name));
        the_structure_is(&sheet);
    }
    the_structure_is(&common::sheet(&ViewSpec::default()));
}

fn the_structure_is(sheet: &Sheet) {
    let pdf = pdf(
        sheet,
        Layout::Matrix,
        PageSetup::new(Paper::A4, Orientation::Portrait),
    );
    let Some(elements) = structure(&pdf) else {
        return;
    };
    let rows = table(&elements);
    let mut head = vec!["条款".to_owned(), "任务".to_owned()];
    head.extend(column_labels(sheet));
    head.push("合计".to_owned());
    // A long name is cut on the page.
    for (read, wanted) in rows[0].iter().zip(&head) {
        let start = read.trim_end_matches('…');
        assert!(wanted.starts_with(start) && !start.is_empty(), "{read}");
    }
    assert_eq!(rows[0].len(), head.len());
    let workspace = sheet.workspace();
    let mut read = rows[1..].iter();
    for row in &sheet.rows {
        let RowKind::Task(ix) = row.kind else {
            continue;
        };
        let task = &workspace.task(ix).task;
        let mut wanted = vec![String::new(); head.len()];
        wanted[0] = task.key();
        wanted[1].clone_from(&task.title);
        for cell in sheet.cells(row) {
            wanted[2 + cell.column as usize] = sheet.mark(cell).into_owned();
        }
        wanted[head.len() - 1] = row.shown.to_string();
        let wanted: Vec<String> = wanted.iter().map(|text| bare(text)).collect();
        let found = read.any(|row| {
            let row: Vec<String> = row.iter().map(|text| bare(text)).collect();
            row == wanted
        });
        assert!(found, "{wanted:?}");
    }
    // What a mark means is read out, not its name: no alternative text is missing.
    let cells: usize = sheet.rows.iter().map(|row| sheet.cells(row).len()).sum();
    let spoken = pdf.windows(4).filter(|window| window == b"/Alt").count();
    assert!(spoken >= cells, "{spoken} of {cells}");
}

#[test]
fn headings_and_notes_are_said_once_and_in_order() {
    let sheet = common::sheet(&ViewSpec::default());
    let setup = PageSetup::new(Paper::A4, Orientation::Landscape);
    for layout in [Layout::Matrix, Layout::List, Layout::Timeline] {
        let subject = Subject::of_sheet(&sheet, layout).unwrap();
        let pages = export::pages(subject, setup).unwrap();
        let Some(elements) = structure(&export::pdf(pages.as_ref(), &Silent).unwrap()) else {
            return;
        };
        let headings: Vec<(usize, String)> = elements
            .iter()
            .filter_map(|one| {
                let level = one.kind.strip_prefix('H')?.parse().ok()?;
                Some((level, bare(&one.text)))
            })
            .collect();
        let mut wanted = vec![(1, bare(pages.title()))];
        let marks = pages.bookmarks().into_iter();
        wanted.extend(marks.map(|mark| (mark.level + 2, bare(&mark.title))));
        assert_eq!(headings, wanted, "{layout:?}");
        let paragraphs: String = elements
            .iter()
            .filter(|one| one.kind == "P" && one.depth == 1)
            .map(|one| bare(&one.text))
            .collect();
        assert_eq!(paragraphs.matches("制表").count(), 1);
        for citation in sheet.citations() {
            assert_eq!(
                paragraphs.matches(&bare(&citation)).count(),
                1,
                "{citation}"
            );
        }
    }
}

#[test]
fn the_timeline_is_read_as_a_table_of_targets() {
    let sheet = common::sheet(&ViewSpec::default());
    let setup = PageSetup::new(Paper::A3, Orientation::Landscape);
    let Some(elements) = structure(&pdf(&sheet, Layout::Timeline, setup)) else {
        return;
    };
    let rows = table(&elements);
    let timeline = Timeline::new(&sheet);
    for lane in &timeline.lanes {
        let indicator = bare(&timeline.target(lane).indicator);
        let figure = bare(&timeline.figure(lane));
        let found = rows
            .iter()
            .any(|row| bare(&row[0]).starts_with(&indicator) && bare(&row[1]).contains(&figure));
        assert!(found, "{indicator} {figure}");
    }
}

/// A page with a character that no font holds.
struct Odd;

impl Pages for Odd {
    fn title(&self) -> &'static str {
        "无字"
    }

    fn count(&self) -> usize {
        1
    }

    fn page(&self, _nth: usize) -> Page {
        let mut page = Page::new(Size {
            width: 100.0,
            height: 50.0,
        });
        page.text(Text::new(
            Point::new(10.0, 30.0),
            10.0,
            ink::TEXT,
            "甲\u{10fffd}乙",
        ));
        page
    }
}

#[test]
fn a_character_without_a_font_costs_the_claim_and_not_the_file() {
    let pdf = export::pdf(&Odd, &Silent).unwrap();
    assert!(!claims_accessibility(&pdf));
    if let Some(info) = programs::output("pdfinfo", &[], &pdf, &[]) {
        assert!(info.contains("Tagged:          yes"), "{info}");
    }
}
