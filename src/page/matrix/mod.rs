//! The matrix as pages: a table for every plan with the bodies that have a part in it, beside each
//! other where one page is not wide enough, and parts of its tasks below each other.
//!
//! Where the bodies of a table do not stand on one page, a page shows those of its own tasks, so
//! that all marks of a task stand together. Pages go over the bands first, so that the pages of the
//! same tasks follow each other. Header and task columns stand on every one of them; the totals of
//! the rows in the last band, those of the columns below the last part, or below every part where
//! the parts have other columns.

mod breaks;
mod columns;
mod paint;
mod tables;

use self::breaks::{Band, Plan};
use self::columns::{Names, Widths};
use self::tables::Table;
use super::foot::legend_of;
use super::frame::Frame;
use super::leaf::Page;
use super::measure::{Weight, cut, wrapped};
use super::paper::PageSetup;
use super::rows::{Kind, PIECE, Row, Rows, Shown};
use super::{Bookmark, Pages};
use crate::num;
use crate::terms;
use crate::view::{MarkStyle, RowKind, Sheet};

/// The pages of a matrix.
pub struct MatrixPages<'a> {
    sheet: &'a Sheet,
    frame: Frame,
    widths: Widths,
    names: Names,
    tables: Vec<Table>,
    rows: Rows<Laid>,
    parts: Vec<PartOf>,
    /// For every column of the sheet its number among those that stand on pages, and the page of
    /// the first; `None` for those that stand on none.
    columns: Vec<Option<First>>,
}

/// A part of the rows: the table that it is of, and the columns of its pages.
struct PartOf {
    table: usize,
    /// Whether it is the first of its table.
    is_first: bool,
    bands: Vec<Band>,
}

/// Where a column first stands.
#[derive(Clone, Copy)]
struct First {
    number: usize,
    part: usize,
}

/// A row with its text broken into lines.
struct Laid {
    what: What,
    lines: Vec<String>,
    /// How far its text is indented; that of a task stands beside its clause.
    indent: f32,
}

#[derive(Clone, Copy, PartialEq)]
enum What {
    /// A row of the sheet.
    Row(usize),
    /// More lines of the title of a row of the sheet.
    More(usize),
    /// A row of [`Table::totals`], by its place.
    Totals(usize),
}

impl What {
    /// How many tasks each body has.
    const TASKS: Self = Self::Totals(0);
}

impl<'a> MatrixPages<'a> {
    /// Lays a sheet out.
    #[must_use]
    pub fn new(sheet: &'a Sheet, setup: PageSetup) -> Self {
        let framed = |notes: &[String]| {
            let counts = sheet.counts_text();
            let legend = legend_of(sheet);
            Frame::of_sheet(setup, sheet, terms::MATRIX, &counts, legend, notes)
        };
        let frame = framed(&[]);
        let widths = Widths::new(sheet, &frame);
        let names = Names::new(sheet, &widths, &frame);
        let mut tables = tables::tables(sheet, &widths, &names, &frame);
        let mut frame = framed(&notes(sheet, &tables));
        let mut rows: Vec<Row<Laid>> = Vec::with_capacity(sheet.rows.len() + 2);
        for table in &mut tables {
            let own = Lay {
                sheet,
                widths: &widths,
                frame: &frame,
            }
            .fitted(table, &names);
            let begin = rows.len();
            rows.extend(own);
            table.rows = begin..rows.len();
        }
        let kinds = breaks::kinds(&rows);
        let plan = Plan {
            sheet,
            names: &names,
            rows: &kinds,
        };
        let foot = frame.clone();
        let rows = Rows::broken(rows, &mut frame, |measures| {
            plan.stretches(&tables, &foot, measures)
        });
        let parts: Vec<PartOf> = rows
            .parts()
            .map(|part| {
                let begun = tables.partition_point(|table| table.rows.start <= part.start);
                let table = begun.saturating_sub(1);
                PartOf {
                    table,
                    is_first: part.start == tables[table].rows.start,
                    bands: plan.placed(&tables[table], part, &widths),
                }
            })
            .collect();
        Self {
            columns: numbered(sheet, &parts),
            sheet,
            frame,
            widths,
            names,
            tables,
            rows,
            parts,
        }
    }

    /// Which tasks and bodies a page shows.
    fn place(&self, table: &Shown<'_, Laid>) -> String {
        let mut words = self.rows.counted(table.part, terms::TASK);
        let here = self.parts[table.part].bands[table.band].columns.len();
        let all = self.columns.iter().flatten().count();
        if here < all {
            words.push_str(&format!("　{} {here} / {all}", terms::AGENCY));
        }
        words
    }
}

impl Pages for MatrixPages<'_> {
    fn title(&self) -> &str {
        &self.frame.title
    }

    fn count(&self) -> usize {
        self.rows.pages()
    }

    fn page(&self, nth: usize) -> Page {
        let words = |table: &Shown<'_, Laid>| self.place(table);
        self.rows
            .page(&self.frame, nth, false, words, |page, table| {
                self.paint(page, table);
            })
    }

    fn bookmarks(&self) -> Vec<Bookmark> {
        self.rows.bookmarks(&self.frame)
    }
}

/// The columns that stand on pages, numbered in the order of the sheet.
fn numbered(sheet: &Sheet, parts: &[PartOf]) -> Vec<Option<First>> {
    let mut columns: Vec<Option<First>> = vec![None; sheet.columns.len()];
    for (part, of) in parts.iter().enumerate() {
        for column in of.bands.iter().flat_map(|band| &band.columns) {
            columns[*column].get_or_insert(First { number: 0, part });
        }
    }
    for (number, first) in columns.iter_mut().flatten().enumerate() {
        first.number = number;
    }
    columns
}

/// What makes rows with their texts broken.
#[derive(Clone, Copy)]
struct Lay<'a> {
    sheet: &'a Sheet,
    widths: &'a Widths,
    frame: &'a Frame,
}

impl Lay<'_> {
    /// The rows of a table whose titles have as much room as saves pages.
    fn fitted(&self, table: &mut Table, names: &Names) -> Vec<Row<Laid>> {
        let rows = self.rows(table);
        if table.is_whole || self.widths.tight >= self.widths.usual {
            return rows;
        }
        let pages = |table: &Table, rows: &[Row<Laid>]| -> usize {
            let kinds = breaks::kinds(rows);
            let plan = Plan {
                sheet: self.sheet,
                names,
                rows: &kinds,
            };
            plan.pages(table, rows, self.frame)
        };
        let before = (table.left, pages(table, &rows));
        let most = table.most;
        table.tight(self.widths);
        let close = self.rows(table);
        if pages(table, &close) < before.1 {
            return close;
        }
        (table.left, table.most) = (before.0, most);
        rows
    }

    /// The rows of a table with their texts broken, and its totals.
    fn rows(&self, table: &Table) -> Vec<Row<Laid>> {
        let Self {
            sheet,
            widths,
            frame,
        } = *self;
        let sizes = frame.sizes;
        let workspace = sheet.workspace();
        let one_plan = sheet.shown.plans <= 1;
        // No heading is higher than half a page, and no task in one piece.
        let most = frame.table_room(false).height() / 2.0;
        let most = num::whole((most - sizes.padding) / sizes.leading).max(1);
        let wrap = |text: &str, weight, room| cut(wrapped(text, sizes.text, weight, room), most);
        let mut rows: Vec<Row<Laid>> = Vec::with_capacity(table.sheet_rows.len() + 2);
        for nth in table.sheet_rows.clone() {
            let (depth, lines, indent) = match sheet.rows[nth].kind {
                // The title of the page is the plan's.
                RowKind::Plan(_) if one_plan => continue,
                RowKind::Plan(ix) => {
                    let text = &workspace.plan(ix).plan.title;
                    let room = frame.width() - sizes.text * 8.0;
                    (Some(0), wrap(text, Weight::Bold, room), sizes.inset)
                }
                RowKind::Section(ix) => {
                    let section = workspace.section(ix);
                    let text = format!("{}　{}", section.number, section.title);
                    let text = text.trim_matches(['　', ' ']);
                    let depth = num::float(section.depth.saturating_sub(1).min(4));
                    let indent = sizes.inset + depth * sizes.text;
                    let room = frame.width() - indent - sizes.text;
                    let lines = wrap(text, Weight::Bold, room);
                    (Some(1 + section.depth), lines, indent)
                }
                RowKind::Task(ix) => {
                    let room = table.left - widths.title_at - sizes.inset;
                    let text = &workspace.task(ix).task.title;
                    let lines = wrapped(text, sizes.text, Weight::Regular, room);
                    if lines.len() > most {
                        rows.extend(pieces(nth, &lines, widths.title_at));
                        continue;
                    }
                    (None, lines, widths.title_at)
                }
            };
            let kind = depth.map_or(Kind::Entry, |depth| Kind::Heading {
                depth,
                title: lines.concat(),
            });
            let what = What::Row(nth);
            let laid = Laid {
                what,
                lines,
                indent,
            };
            rows.push(Row::new(kind, laid.lines.len(), laid));
        }
        if table.is_whole {
            self.add_totals(&mut rows, table);
        }
        rows
    }

    fn add_totals(&self, rows: &mut Vec<Row<Laid>>, table: &Table) {
        // The totals stay with the last task.
        if !table.totals.is_empty()
            && let Some(last) = rows.iter_mut().rfind(|row| row.is_entry())
        {
            last.keep = true;
        }
        for (nth, total) in table.totals.iter().enumerate() {
            let laid = Laid {
                what: What::Totals(nth),
                lines: vec![total.words.to_owned()],
                indent: self.frame.sizes.inset,
            };
            let keep = nth + 1 < table.totals.len();
            rows.push(Row::new(Kind::Total, 1, laid).kept(keep));
        }
    }
}

/// A task whose title is higher than half a page: its marks stand beside the first lines.
fn pieces(nth: usize, lines: &[String], indent: f32) -> impl Iterator<Item = Row<Laid>> {
    let count = lines.len().div_ceil(PIECE);
    let pieces = lines.chunks(PIECE).enumerate();
    pieces.map(move |(piece, lines)| {
        let what = if piece == 0 {
            What::Row(nth)
        } else {
            What::More(nth)
        };
        let laid = Laid {
            what,
            lines: lines.to_vec(),
            indent,
        };
        Row::new(Kind::Entry, laid.lines.len(), laid).piece(piece, piece + 1 < count)
    })
}

/// What the marks do not say themselves, and the bodies without any, where these have no column.
fn notes(sheet: &Sheet, tables: &[Table]) -> Vec<String> {
    let mut notes = Vec::new();
    if sheet.spec.marks == MarkStyle::Raci {
        notes.push(terms::RACI_CAVEAT.to_owned());
    }
    let mut has_column = vec![false; sheet.columns.len()];
    for column in tables.iter().flat_map(|table| &table.columns) {
        has_column[*column] = true;
    }
    let labels = crate::view::column_labels(sheet);
    let without = labels.into_iter().zip(has_column);
    let without: Vec<String> = without
        .filter(|(_, has_column)| !has_column)
        .map(|(label, _)| label)
        .collect();
    if !without.is_empty() {
        notes.push(format!("{}　{}", terms::WITHOUT_TASKS, without.join("、")));
    }
    notes
}
