//! Which pages the tables of a matrix take, and which bodies each of them shows.

use std::ops::Range;

use super::columns::{Names, Widths};
use super::tables::Table;
use super::{Laid, What};
use crate::num;
use crate::page::flow::{Block, Measures, Stretch, fill_last, paginate, paginate_by};
use crate::page::frame::Frame;
use crate::page::rows::Row;
use crate::view::Sheet;

/// The last page of a table holds at least so many rows.
const FEWEST: f32 = 8.0;

/// The columns of a page.
#[derive(Debug)]
pub struct Band {
    /// Which columns of the sheet.
    pub columns: Vec<usize>,
    /// Where the first begins, from the left edge of the table, and how wide each is.
    pub begin: f32,
    pub width: f32,
}

/// What pages are made of.
#[derive(Clone, Copy)]
pub struct Plan<'a> {
    pub sheet: &'a Sheet,
    pub names: &'a Names,
    pub rows: &'a [What],
}

impl Plan<'_> {
    /// The columns that have a mark in these rows, in their order.
    fn marked(&self, rows: Range<usize>) -> Vec<usize> {
        let mut columns: Vec<usize> = self.rows[rows]
            .iter()
            .flat_map(|what| self.columns(*what))
            .collect();
        columns.sort_unstable();
        columns.dedup();
        columns
    }

    fn columns(&self, what: What) -> impl Iterator<Item = usize> {
        let row = match what {
            What::Row(nth) => Some(&self.sheet.rows[nth]),
            What::More(_) | What::Totals(_) => None,
        };
        let cells = row.map_or(&[][..], |row| self.sheet.cells(row)).iter();
        cells.map(|cell| cell.column as usize)
    }

    /// The columns of the pages of these rows, those of each page.
    fn bands(&self, table: &Table, rows: Range<usize>) -> Vec<Vec<usize>> {
        if table.is_whole {
            return vec![table.columns.clone()];
        }
        let columns = self.marked(rows);
        let bands = columns.len().div_ceil(table.most).max(1);
        let count = columns.len();
        let bands = (0..bands).map(|nth| nth * count / bands..(nth + 1) * count / bands);
        bands.map(|range| columns[range].to_vec()).collect()
    }

    /// The columns of the pages of these rows, as they stand there.
    pub fn placed(&self, table: &Table, rows: Range<usize>, widths: &Widths) -> Vec<Band> {
        let bands = self.bands(table, rows);
        let most = bands.iter().map(Vec::len).max().unwrap_or(0);
        let (begin, width) = widths.columns(table.left, most);
        let bands = bands.into_iter().map(|columns| Band {
            columns,
            begin,
            width,
        });
        bands.collect()
    }

    /// The pages of all tables.
    pub fn stretches(
        &self,
        tables: &[Table],
        frame: &Frame,
        measures: &Measures<'_>,
    ) -> Vec<Stretch> {
        let tables = tables.iter().enumerate();
        tables
            .flat_map(|(nth, table)| {
                self.of_table(table, table.rows.clone(), nth == 0, frame, measures)
            })
            .collect()
    }

    /// How many pages a table takes whose rows are these alone.
    pub fn pages(&self, table: &Table, rows: &[Row<Laid>], frame: &Frame) -> usize {
        let sizes = frame.sizes;
        let blocks: Vec<Block> = rows
            .iter()
            .map(|row| Block {
                height: row.height(&sizes),
                keep: row.keep,
            })
            .collect();
        let measures = Measures {
            sizes,
            blocks: &blocks,
            notes: 0.0,
            first: frame.table_room(true).height(),
            next: frame.table_room(false).height(),
            carried: &|_| sizes.row(1),
        };
        let rows = 0..rows.len();
        let parts = self.of_table(table, rows, false, frame, &measures);
        parts.iter().map(|part| part.bands).sum()
    }

    /// The pages of a table, the first of which is that of the document or not.
    fn of_table(
        &self,
        table: &Table,
        rows: Range<usize>,
        is_first: bool,
        frame: &Frame,
        measures: &Measures<'_>,
    ) -> Vec<Stretch> {
        let header = self.names.header(&table.columns, frame);
        let totals = num::float(table.totals.len()) * measures.sizes.row(1);
        let tail = if table.is_whole { 0.0 } else { totals };
        let from = rows.start;
        let blocks = &measures.blocks[rows.clone()];
        let next = measures.next - header - tail;
        let first = if is_first {
            measures.first - header - tail
        } else {
            next
        };
        let carried = |at: usize| (measures.carried)(at + from);
        let room = |range: &Range<usize>| next - carried(range.start);
        let height = |range: Range<usize>| blocks[range].iter().map(|block| block.height).sum();
        let is_last = rows.end == measures.blocks.len();
        let notes = if is_last { measures.notes } else { 0.0 };
        let least = FEWEST * measures.sizes.row(1) + notes;
        let fits = |range: &Range<usize>| {
            let height: f32 = height(range.clone());
            height <= room(range)
        };
        let by_height = |blocks: &[Block]| {
            let mut pages = paginate(blocks, first, next, carried);
            fill_last(&mut pages, blocks, least, |range| fits(&range));
            pages
        };
        let made = |pages: Vec<Range<usize>>| -> Vec<Stretch> {
            let pages = pages.into_iter().map(|page| {
                let rows = page.start + from..page.end + from;
                let bands = self.bands(table, rows.clone());
                let heads = bands.iter().map(|band| self.names.header(band, frame));
                Stretch {
                    header: heads.fold(0.0, f32::max),
                    bands: bands.len(),
                    rows,
                    tail,
                }
            });
            pages.collect()
        };
        let filled = made(by_height(blocks));
        if table.is_whole {
            return filled;
        }
        // All marks of a task on one page, where that takes no more of them.
        let mut page = OnPage::new(self.sheet.columns.len());
        let mut pages = paginate_by(blocks, (first, next), carried, |begin, run| {
            let rows = self.rows[run.start + from..run.end + from].iter();
            let columns = rows.flat_map(|what| self.columns(*what));
            page.takes(begin, columns, table.most)
        });
        fill_last(&mut pages, blocks, least, |range| {
            let columns = self.marked(range.start + from..range.end + from);
            columns.len() <= table.most && fits(&range)
        });
        let together = made(pages);
        let count = |parts: &[Stretch]| -> usize { parts.iter().map(|part| part.bands).sum() };
        if count(&together) <= count(&filled) {
            together
        } else {
            filled
        }
    }
}

/// The columns of a page while rows are added.
struct OnPage {
    /// For every column the last page that had it, counted from 1.
    pages: Vec<usize>,
    page: usize,
    begin: Option<usize>,
    count: usize,
}

impl OnPage {
    fn new(columns: usize) -> Self {
        Self {
            pages: vec![0; columns],
            page: 0,
            begin: None,
            count: 0,
        }
    }

    /// Adds a row with these columns to the page that begins with a row, where it has at most so
    /// many with them, or none yet.
    fn takes(&mut self, begin: usize, columns: impl Iterator<Item = usize>, most: usize) -> bool {
        let is_new = self.begin != Some(begin);
        if is_new {
            self.begin = Some(begin);
            self.page += 1;
            self.count = 0;
        }
        let mut fresh: Vec<usize> = columns
            .filter(|column| self.pages[*column] != self.page)
            .collect();
        fresh.sort_unstable();
        fresh.dedup();
        if !is_new && self.count + fresh.len() > most {
            return false;
        }
        self.count += fresh.len();
        for column in fresh {
            self.pages[column] = self.page;
        }
        true
    }
}

/// What stands in rows, for [`Plan::rows`].
pub fn kinds(rows: &[Row<Laid>]) -> Vec<What> {
    rows.iter().map(|row| row.content.what).collect()
}
