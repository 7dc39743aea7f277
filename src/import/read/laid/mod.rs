//! Pages that know characters and ruled lines at places of the page, and nothing else: PDF and OFD.
//!
//! The ruled lines make the grids of tables (`grid`), what stands in a cell is its text. The rest
//! becomes lines: those in columns are tables too (`plain`), the others paragraphs (`flow`). Tables
//! go on over pages (`over`).

mod flow;
mod grid;
mod over;
mod plain;

use crate::import::{BlockKind, Cell, Document, Kind, Place};
use flow::Line;
use grid::Grid;

/// A character at its place, in points from the top left of the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Glyph {
    /// What it says, usually one character.
    pub text: String,
    /// Its left end.
    pub x: f64,
    /// Its base line.
    pub y: f64,
    /// The size of the type.
    pub size: f64,
}

impl Glyph {
    /// Its right end, about: Hanzi are square; letters, digits and quotation marks
    /// are half as wide.
    pub fn right(&self) -> f64 {
        let narrow = |c: char| c.is_ascii() || "“”‘’·".contains(c);
        let width: f64 = (self.text.chars())
            .map(|c| if narrow(c) { 0.5 } else { 1.0 })
            .sum();
        self.x + width * self.size
    }

    /// Its middle.
    pub fn middle(&self) -> (f64, f64) {
        (
            f64::midpoint(self.x, self.right()),
            self.y - self.size * 0.35,
        )
    }
}

/// A ruled line, level or upright.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// Whether it is level.
    pub level: bool,
    /// Its y if it is level, else its x.
    pub at: f64,
    /// Where it begins and ends, along itself.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
}

impl Rule {
    /// The rule between two places, if it is level or upright.
    pub fn between(from: (f64, f64), to: (f64, f64)) -> Option<Self> {
        const STRAIGHT: f64 = 0.7;
        let (dx, dy) = ((to.0 - from.0).abs(), (to.1 - from.1).abs());
        if !(dx.is_finite() && dy.is_finite()) {
            return None;
        }
        if dy < STRAIGHT && dx > STRAIGHT {
            return Some(Self {
                level: true,
                at: f64::midpoint(from.1, to.1),
                from: from.0.min(to.0),
                to: from.0.max(to.0),
            });
        }
        (dx < STRAIGHT && dy > STRAIGHT).then(|| Self {
            level: false,
            at: f64::midpoint(from.0, to.0),
            from: from.1.min(to.1),
            to: from.1.max(to.1),
        })
    }
}

/// A page as a file draws it.
#[derive(Default)]
pub struct Page {
    /// The characters, in the order drawn.
    pub glyphs: Vec<Glyph>,
    /// The ruled lines.
    pub rules: Vec<Rule>,
    /// How many glyphs say nothing.
    pub unknown: usize,
    /// Whether there are pictures or shapes.
    pub is_painted: bool,
}

/// The document that some pages show.
pub fn document(kind: Kind, pages: Vec<Page>) -> Document {
    let mut document = Document {
        kind,
        pages: Some(pages.len()),
        ..Document::default()
    };
    let blank: Vec<String> = (1..)
        .zip(&pages)
        .filter(|(_, page)| page.glyphs.is_empty() && page.is_painted)
        .map(|(nth, _): (usize, _)| nth.to_string())
        .collect();
    if !blank.is_empty() {
        let words = format!("第 {} 页没有文字（可能是图片）", blank.join("、"));
        document.left_out.push(words);
    }
    let unknown: usize = pages.iter().map(|page| page.unknown).sum();
    if unknown > 0 {
        let words = format!("有 {unknown} 个字没有对应的文字编码");
        document.left_out.push(words);
    }
    let mut pages: Vec<Parts> = pages.into_iter().map(Parts::new).collect();
    flow::drop_running(pages.iter_mut().map(|page| &mut page.lines));
    write(&mut document, pages);
    document
}

/// A page, taken apart.
struct Parts {
    /// The lines outside tables, from the top.
    lines: Vec<Line>,
    /// The tables, from the top.
    tables: Vec<Grid>,
}

impl Parts {
    fn new(page: Page) -> Self {
        let (mut tables, rest) = grid::tables(&page.rules, page.glyphs);
        let (more, lines) = plain::tables(flow::lines(rest));
        tables.extend(more);
        tables.sort_by(|one, other| one.top.total_cmp(&other.top));
        Self { lines, tables }
    }
}

/// Puts paragraphs and tables one after the other, tables that go on over a page as one.
fn write(document: &mut Document, pages: Vec<Parts>) {
    let mut tables = over::Tables::default();
    let mut paragraphs = flow::Paragraphs::default();
    for (nth, page) in (1..).zip(pages) {
        let mut lines = page.lines.into_iter().peekable();
        let mut grids = page.tables.into_iter().peekable();
        loop {
            let table_first = match (lines.peek(), grids.peek()) {
                (Some(line), Some(grid)) => grid.top < line.y,
                (None, Some(_)) => true,
                (_, None) => false,
            };
            if table_first && let Some(grid) = grids.next() {
                // A paragraph that goes on behind a table is rarer than one that ends before it.
                paragraphs.end(document);
                if let Some(whole) = tables.add(grid, nth) {
                    write_table(document, whole);
                }
            } else if let Some(line) = lines.next() {
                if let Some(whole) = tables.end() {
                    write_table(document, whole);
                }
                paragraphs.add(document, line, nth);
            } else {
                break;
            }
        }
    }
    paragraphs.end(document);
    if let Some(whole) = tables.end() {
        write_table(document, whole);
    }
}

fn write_table(document: &mut Document, table: over::Whole) {
    for cell in table.cells {
        let place = Place {
            page: Some(cell.page),
            ..Place::default()
        };
        let kind = Cell {
            table: table.nth,
            row: cell.row,
            column: cell.column,
            rows: cell.rows,
            columns: cell.columns,
        };
        document.push(&cell.text, BlockKind::Cell(kind), place);
    }
}
