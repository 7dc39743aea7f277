//! The matrix as pages: bands of agencies beside each other, parts of tasks below each other.
//!
//! Pages go over the bands first, so that the pages of the same tasks follow each other. Header
//! and task columns stand on every one of them; the totals of the rows in the last band, those of
//! the columns below the last part.

mod columns;
mod paint;

use self::columns::Columns;
use super::foot::{counted, legend_of};
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
    columns: Columns,
    rows: Rows<Laid>,
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
    /// A row of [`Sheet::totals`], by its place.
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
        let mut frame = Frame::of_sheet(
            setup,
            sheet,
            terms::MATRIX,
            &sheet.counts_text(),
            legend_of(sheet),
            &notes(sheet),
        );
        let labels = crate::view::column_labels(sheet);
        let columns = Columns::new(sheet, &labels, &frame);
        let rows = rows(sheet, &columns, &frame);
        let rows = Rows::new(rows, columns.bands.len(), &mut frame, |_| columns.header);
        Self {
            sheet,
            frame,
            columns,
            rows,
        }
    }

    /// Which tasks and bodies a page shows.
    fn place(&self, table: &Shown<'_, Laid>) -> String {
        let mut words = self.rows.counted(table.part, terms::TASK);
        if self.columns.bands.len() > 1 {
            let range = self.columns.bands[table.band].clone();
            words.push('　');
            words.push_str(&counted(terms::AGENCY, range, self.sheet.columns.len()));
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

/// The rows of a sheet with their texts broken, and the totals.
fn rows(sheet: &Sheet, columns: &Columns, frame: &Frame) -> Vec<Row<Laid>> {
    let sizes = frame.sizes;
    let workspace = sheet.workspace();
    let one_plan = sheet.shown.plans <= 1;
    // No heading is higher than half a page, and no task in one piece.
    let most = frame.table_room(false).height() / 2.0;
    let most = num::whole((most - sizes.padding) / sizes.leading).max(1);
    let wrap = |text: &str, weight, room| cut(wrapped(text, sizes.text, weight, room), most);
    let mut rows: Vec<Row<Laid>> = Vec::with_capacity(sheet.rows.len() + 2);
    for (nth, row) in sheet.rows.iter().enumerate() {
        let (depth, lines, indent) = match row.kind {
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
                let room = columns.left - columns.title_at - sizes.inset;
                let text = &workspace.task(ix).task.title;
                let lines = wrapped(text, sizes.text, Weight::Regular, room);
                if lines.len() > most {
                    rows.extend(pieces(nth, &lines, columns.title_at));
                    continue;
                }
                (None, lines, columns.title_at)
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
    if sheet.shown.tasks == 0 {
        return rows;
    }
    // The totals stay with the last task.
    if let Some(last) = rows.iter_mut().rfind(|row| row.is_entry()) {
        last.keep = true;
    }
    let total = |what, words: &str, keep| {
        let laid = Laid {
            what,
            lines: vec![words.to_owned()],
            indent: sizes.inset,
        };
        Row::new(Kind::Total, 1, laid).kept(keep)
    };
    let totals = sheet.totals();
    for (nth, (words, _)) in totals.iter().enumerate() {
        rows.push(total(What::Totals(nth), words, nth + 1 < totals.len()));
    }
    rows
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

/// What the marks do not say themselves.
fn notes(sheet: &Sheet) -> Vec<String> {
    let is_raci = sheet.spec.marks == MarkStyle::Raci;
    let raci = terms::RACI_CAVEAT;
    is_raci.then(|| raci.to_owned()).into_iter().collect()
}
