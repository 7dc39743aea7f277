//! What is on the pages is what is in the sheet, cell by cell: read back from the svg's text and,
//! by another program, from the pdf.

use resvg::usvg::roxmltree;
use zeren::export::{self, Layout, Silent, Subject};
use zeren::page::{Orientation, PageSetup, Pages, Paper};
use zeren::view::{RowKind, Sheet, column_labels};

use crate::{common, programs};

/// A word and the middle of its place on the page.
#[derive(Clone, Debug)]
struct Word {
    text: String,
    x: f32,
    y: f32,
    width: f32,
    height: f32,
}

/// What can be read on each page: single characters and words with their places.
type Read = Vec<Vec<Word>>;

fn setup() -> PageSetup {
    PageSetup::new(Paper::A3, Orientation::Landscape)
}

fn read_svg(pages: &dyn Pages) -> Read {
    (0..pages.count())
        .map(|nth| {
            let svg = export::svg(&pages.page(nth), pages.title());
            let tree = roxmltree::Document::parse(&svg).unwrap();
            tree.descendants()
                .filter(|node| node.has_tag_name("text"))
                .map(|node| {
                    let number = |name: &str| -> Vec<f32> {
                        let list = node.attribute(name).unwrap_or_default().split(' ');
                        list.filter_map(|part| part.parse().ok()).collect()
                    };
                    let size = number("font-size")[0];
                    let text = node.text().unwrap_or_default().to_owned();
                    let xs = number("x");
                    // Marks and totals are centred or end there; of names the last character.
                    let x = match node.attribute("text-anchor") {
                        Some(_) => xs[0],
                        None => xs[xs.len() - 1] + size / 2.0,
                    };
                    let ys = number("y");
                    let y = ys[ys.len() - 1] - size * 0.36;
                    Word {
                        text,
                        x,
                        y,
                        width: 0.0,
                        height: size,
                    }
                })
                .collect()
        })
        .collect()
}

fn read_pdf(pages: &dyn Pages) -> Option<Read> {
    let pdf = export::pdf(pages, &Silent).unwrap();
    let text = programs::output("pdftotext", &["-bbox", "-enc", "UTF-8"], &pdf, &["-"])?;
    let text = text.replace(
        "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">",
        "",
    );
    let tree = roxmltree::Document::parse(&text).unwrap();
    let pages = tree.descendants().filter(|node| node.has_tag_name("page"));
    let read = pages.map(|page| {
        page.children()
            .filter(|node| node.has_tag_name("word"))
            .map(|node| {
                let edge = |name: &str| -> f32 { node.attribute(name).unwrap().parse().unwrap() };
                let (left, right) = (edge("xMin"), edge("xMax"));
                let (top, bottom) = (edge("yMin"), edge("yMax"));
                let is_stack = bottom - top > 20.0;
                Word {
                    text: node.text().unwrap_or_default().to_owned(),
                    height: bottom - top,
                    width: right - left,
                    x: f32::midpoint(left, right),
                    // Names stand at the foot of the header.
                    y: if is_stack {
                        bottom
                    } else {
                        f32::midpoint(top, bottom)
                    },
                }
            })
            .collect()
    });
    Some(read.collect())
}

/// The matrix as read: for each task's clause the names of the columns that have a mark, with it.
fn matrix(read: &Read, sheet: &Sheet) -> Vec<(String, Vec<(String, String)>)> {
    let labels = column_labels(sheet);
    let keys: Vec<String> = sheet
        .tasks()
        .map(|task| sheet.workspace().task(task).task.key())
        .collect();
    let marks = "●○△◇□①牵责配成督ARSCI经";
    let mut rows: Vec<(String, Vec<(String, String)>)> = Vec::new();
    // The pages of the same tasks follow each other over the bands: behind one with the totals of
    // its rows, new tasks begin.
    let mut begin = 0;
    let mut is_new = true;
    for page in read {
        let heads: Vec<&Word> = page
            .iter()
            .filter(|word| labels.contains(&word.text))
            .collect();
        let mut found: Vec<&Word> = page
            .iter()
            .filter(|word| keys.contains(&word.text) && word.x < 140.0)
            .collect();
        // Clauses are set smaller than the same numbers before the titles of sections.
        let small = found
            .iter()
            .map(|word| word.height)
            .fold(f32::MAX, f32::min);
        found.retain(|word| word.height < small * 1.05);
        found.sort_by(|a, b| a.y.total_cmp(&b.y));
        if found.is_empty() {
            continue;
        }
        if is_new {
            begin = rows.len();
        }
        is_new = page
            .iter()
            .any(|word| word.text == "合计" && word.x > 300.0);
        for (nth, clause) in found.iter().enumerate() {
            let at = begin + nth;
            if at == rows.len() {
                rows.push((clause.text.clone(), Vec::new()));
            }
            assert_eq!(rows[at].0, clause.text);
            for word in page {
                let is_mark = word.text.chars().all(|c| marks.contains(c));
                if !is_mark || (word.y - clause.y).abs() > 6.0 {
                    continue;
                }
                // Marks that stand close together, of one body or of neighbours, are read as one
                // word.
                let marks: Vec<char> = word.text.chars().collect();
                let step = word.width / marks.len() as f32;
                for (nth, mark) in marks.iter().enumerate() {
                    let x = word.x - word.width / 2.0 + (nth as f32 + 0.5) * step;
                    let head = heads
                        .iter()
                        .min_by(|a, b| (a.x - x).abs().total_cmp(&(b.x - x).abs()))
                        .filter(|head| (head.x - x).abs() < 9.5);
                    if let Some(head) = head {
                        rows[at].1.push((head.text.clone(), mark.to_string()));
                    }
                }
            }
        }
    }
    for (_, cells) in &mut rows {
        cells.sort();
    }
    rows
}

fn wanted(sheet: &Sheet) -> Vec<(String, Vec<(String, String)>)> {
    let labels = column_labels(sheet);
    sheet
        .rows
        .iter()
        .filter_map(|row| {
            let RowKind::Task(ix) = row.kind else {
                return None;
            };
            let mut cells: Vec<(String, String)> = sheet
                .cells(row)
                .iter()
                .flat_map(|cell| {
                    let label = &labels[cell.column as usize];
                    let mark = sheet.mark(cell).into_owned();
                    let marks: Vec<char> = mark.chars().collect();
                    marks.into_iter().map(|c| (label.clone(), c.to_string()))
                })
                .collect();
            cells.sort();
            Some((sheet.workspace().task(ix).task.key(), cells))
        })
        .collect()
}

#[test]
fn the_svg_matrix_is_the_sheet() {
    for (name, spec) in common::views::all() {
        let sheet = common::sheet(&spec);
        let pages = export::pages(Subject::Matrix(&sheet), setup()).unwrap();
        let read = read_svg(pages.as_ref());
        assert_eq!(matrix(&read, &sheet), wanted(&sheet), "{name}");
    }
}

#[test]
fn the_pdf_matrix_is_the_sheet() {
    for (name, spec) in common::views::all() {
        let sheet = common::sheet(&spec);
        let pages = export::pages(Subject::Matrix(&sheet), setup()).unwrap();
        let Some(read) = read_pdf(pages.as_ref()) else {
            return;
        };
        assert_eq!(matrix(&read, &sheet), wanted(&sheet), "{name}");
    }
}

#[test]
fn the_pdf_lists_say_what_the_view_data_says() {
    for (name, spec) in common::views::all() {
        let sheet = common::sheet(&spec);
        for layout in [Layout::List, Layout::Targets] {
            let pages = export::pages(Subject::of_sheet(&sheet, layout).unwrap(), setup()).unwrap();
            let pdf = export::pdf(pages.as_ref(), &Silent).unwrap();
            let Some(text) = programs::pdf_text(&pdf) else {
                return;
            };
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            let text = bare(&text);
            let wanted: Vec<String> = match layout {
                Layout::List => zeren::view::task_rows(&sheet)
                    .into_iter()
                    .flat_map(|row| {
                        use zeren::model::Role;
                        [
                            row.title.to_owned(),
                            row.summary.to_owned(),
                            row.goals_text(),
                            row.bodies_text(Role::Lead),
                            row.bodies_text(Role::Responsible),
                            row.others_text(),
                            row.note.clone(),
                        ]
                    })
                    .collect(),
                _ => zeren::view::target_rows(&sheet)
                    .into_iter()
                    .flat_map(|row| {
                        [
                            row.target.indicator.clone(),
                            row.target.amount.text(&row.target.unit),
                            row.target.due.text(),
                        ]
                    })
                    .collect(),
            };
            for words in wanted {
                assert!(text.contains(&bare(&words)), "{name} {layout:?}: {words}");
            }
        }
    }
}
