//! Forms on paper: every cell in its row and column, margins, numbers, the last page.

use std::collections::BTreeMap;

use zeren::export::Format;
use zeren::page::{
    CellKind, FormPages, Item, MM, Orientation, PageSetup, Pages, Paper, Part, Rect,
};
use zeren::view::ViewSpec;
use zeren::view::forms::{FormKind, FormRow, FormSpec};

use super::common::{self, office};
use super::{of_plan, squash, table, tables, written};

const A4: PageSetup = PageSetup::new(Paper::A4, Orientation::Landscape);
const A3: PageSetup = PageSetup::new(Paper::A3, Orientation::Landscape);

/// The texts of the cells of some pages, by row and column.
fn cells_of(pages: &dyn Pages) -> BTreeMap<(usize, usize), String> {
    let mut cells: BTreeMap<(usize, usize), String> = BTreeMap::new();
    for nth in 0..pages.count() {
        let page = pages.page(nth);
        for (part, items) in page.runs() {
            let Part::Cell(cell) = part else {
                continue;
            };
            let text = cells.entry((cell.row, cell.column)).or_default();
            for item in items {
                if let Item::Text(words) = item {
                    text.push_str(&words.words);
                }
            }
        }
    }
    cells
}

#[test]
fn pages_hold_every_cell_in_its_row_and_column() {
    for (name, table) in tables() {
        for setup in [A4, A3, PageSetup::new(Paper::A4, Orientation::Portrait)] {
            let pages = FormPages::new(&table, setup);
            let cells = cells_of(&pages);
            let mut row = 0;
            let at = |row: usize, column: usize| {
                squash(cells.get(&(row, column)).map_or("", String::as_str))
            };
            for part in &table.parts {
                if let Some(heading) = &part.heading {
                    assert_eq!(at(row, 0), squash(heading), "{name}");
                    row += 1;
                }
                for (nth, choice) in part.columns.iter().enumerate() {
                    assert_eq!(at(row, nth), squash(choice.head()), "{name}");
                }
                row += 1;
                for line in &part.rows {
                    match line {
                        FormRow::Heading { text, .. } => {
                            assert_eq!(at(row, 0), squash(text), "{name}");
                        }
                        FormRow::Entry(entry) => {
                            for (nth, cell) in entry.cells.iter().enumerate() {
                                assert_eq!(at(row, nth), squash(&cell.text()), "{name}");
                            }
                        }
                    }
                    row += 1;
                }
            }
        }
    }
}

#[test]
fn pages_keep_to_the_standard_and_to_their_edges() {
    for (name, table) in tables() {
        for setup in [A4, A3, PageSetup::new(Paper::A4, Orientation::Portrait)] {
            let pages = FormPages::new(&table, setup);
            let size = setup.size();
            for nth in 0..pages.count() {
                let page = pages.page(nth);
                let texts: Vec<_> = page
                    .items
                    .iter()
                    .filter_map(|item| match item {
                        Item::Text(text) => Some(text),
                        Item::Shape(_) => None,
                    })
                    .collect();
                let number = format!("— {} —", nth + 1);
                assert!(
                    texts.iter().any(|text| text.words == number),
                    "{name} {nth}"
                );
                let mut seen: Vec<(Rect, &str)> = Vec::new();
                for text in &texts {
                    let what = format!("{name} {setup:?} page {nth}: {}", text.words);
                    assert!(text.size >= 10.5, "{what}");
                    let bounds = text.bounds();
                    let edge = 14.0 * MM;
                    assert!(
                        bounds.left >= edge && bounds.right <= size.width - edge,
                        "{what}"
                    );
                    assert!(
                        bounds.top >= edge && bounds.bottom <= size.height - 12.0 * MM,
                        "{what}"
                    );
                    for (other, words) in &seen {
                        let apart = bounds.left >= other.right - 0.6
                            || other.left >= bounds.right - 0.6
                            || bounds.top >= other.bottom - 0.6
                            || other.top >= bounds.bottom - 0.6;
                        assert!(apart, "{what} lies over {words}");
                    }
                    seen.push((bounds, &text.words));
                }
                // A page without a row of the table is a page too many.
                let rows = page.runs().filter(|(part, _)| {
                    matches!(part, Part::Cell(cell) if cell.kind != CellKind::ColumnHead)
                });
                assert!(
                    rows.count() > 0 || !table.remarks.is_empty(),
                    "{name} {nth}"
                );
                // No heading is left behind at the foot.
                let last = page
                    .runs()
                    .filter_map(|(part, _)| match part {
                        Part::Cell(cell) => Some(cell.kind),
                        _ => None,
                    })
                    .last();
                assert!(!matches!(last, Some(CellKind::Heading(_))), "{name} {nth}");
            }
        }
    }
}

#[test]
fn the_last_page_is_not_left_with_a_line_or_two() {
    // Whatever number of tasks there is: every plan, and every body's.
    let data = common::data();
    let plans = data.workspace.plans.iter().map(|plan| plan.plan.id.clone());
    for id in plans {
        for setup in [A4, A3] {
            let table = table(&of_plan(&id), FormSpec::new(FormKind::Division));
            let pages = FormPages::new(&table, setup);
            let last = pages.page(pages.count() - 1);
            let mut tops: Vec<i32> = last
                .runs()
                .filter(|(part, _)| matches!(part, Part::Cell(_) | Part::Paragraph))
                .flat_map(|(_, items)| items)
                .filter_map(|item| match item {
                    #[expect(clippy::cast_possible_truncation, reason = "a place on a page")]
                    Item::Text(text) => Some(text.at.y.round() as i32),
                    Item::Shape(_) => None,
                })
                .collect();
            tops.sort_unstable();
            tops.dedup_by(|a, b| (*a - *b).abs() < 4);
            assert!(tops.len() >= 5, "{id} {setup:?}: {tops:?}");
        }
    }
}

#[test]
fn the_built_in_table_takes_thirteen_pages_of_a4_at_most() {
    let table = table(&ViewSpec::default(), FormSpec::new(FormKind::Division));
    let pages = FormPages::new(&table, A4);
    assert!(pages.count() <= 13, "{}", pages.count());
    assert_eq!(table.tasks(), 86);
    // Every plan and section can be jumped to.
    let bookmarks = pages.bookmarks();
    assert_eq!(bookmarks.iter().filter(|it| it.level == 0).count(), 5);
    assert!(
        bookmarks
            .windows(2)
            .all(|pair| pair[1].level <= pair[0].level + 1)
    );
}

#[test]
fn a_page_without_rows_says_why() {
    let nothing = ViewSpec {
        text: "没有这样的任务".to_owned(),
        ..ViewSpec::default()
    };
    let pages = FormPages::new(&table(&nothing, FormSpec::new(FormKind::Division)), A4);
    assert_eq!(pages.count(), 1);
    let page = pages.page(0);
    let mut texts = page.items.iter().filter_map(|item| match item {
        Item::Text(text) => Some(text.words.as_str()),
        Item::Shape(_) => None,
    });
    assert!(texts.any(|words| words == "没有任务符合筛选。"));
}

#[test]
fn libreoffice_prints_what_the_form_says() {
    let programs = [
        ("soffice", "libreoffice-writer"),
        ("soffice", "libreoffice-calc"),
        ("pdftotext", "poppler-utils"),
    ];
    if !office::have(&programs) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let table = table(&ViewSpec::default(), FormSpec::new(FormKind::Division));
    for format in [Format::Docx, Format::Xlsx] {
        let name = format!("任务分解表.{}", format.extension());
        let (text, info) = office::printed(folder.path(), &name, &written(&table, format));
        let pages: usize = info
            .lines()
            .find_map(|line| line.strip_prefix("Pages:"))
            .and_then(|count| count.trim().parse().ok())
            .unwrap();
        assert!(pages <= 14, "{name}: {pages} pages");
        for entry in table.entries() {
            // A row may go on over a page; its beginning stands together.
            for cell in &entry.cells {
                let text_of_cell = squash(&cell.text());
                let begin: String = text_of_cell.chars().take(5).collect();
                assert!(text.contains(&begin), "{name}: {begin}");
            }
        }
    }
}
