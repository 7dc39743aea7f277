//! Which tables the pages of a matrix have: a plan has its own, with its own bodies only, unless
//! all bodies stand on one page, or plans that follow each other save a page together.

use std::ops::Range;

use super::columns::{Names, Widths};
use crate::num;
use crate::page::frame::Frame;
use crate::terms;
use crate::view::{RowKind, Sheet};

/// A table: whole plans, and the bodies that have a mark in them.
pub struct Table {
    /// Its rows in the sheet.
    pub sheet_rows: Range<usize>,
    /// Its rows on the pages.
    pub rows: Range<usize>,
    /// The columns of the sheet that have a mark in it.
    pub columns: Vec<usize>,
    /// The width of clauses and titles.
    pub left: f32,
    /// How many columns a page has at most.
    pub most: usize,
    /// Whether all its columns stand on every page of it. Else a page has the bodies of its own
    /// tasks, and the totals.
    pub is_whole: bool,
    /// The totals of its columns.
    pub totals: Vec<Totals>,
}

/// A row of totals.
pub struct Totals {
    pub words: &'static str,
    /// For every column of the table.
    pub counts: Vec<u32>,
    /// What the row adds up to, where it does.
    pub all: Option<u32>,
}

/// A plan, before it is known which table it stands in.
struct Unit {
    rows: Range<usize>,
    columns: Vec<usize>,
    height: f32,
}

impl Table {
    fn new(sheet: &Sheet, rows: Range<usize>, columns: Vec<usize>, widths: &Widths) -> Self {
        let whole = widths.beside(columns.len());
        let left = whole.unwrap_or(widths.usual);
        Self {
            totals: totals(sheet, rows.clone(), &columns),
            sheet_rows: rows,
            rows: 0..0,
            columns,
            left,
            most: widths.most(left),
            is_whole: whole.is_some(),
        }
    }

    /// The same with as little room for titles as they can do with.
    pub fn tight(&mut self, widths: &Widths) {
        self.left = widths.tight;
        self.most = widths.most(widths.tight);
    }

    /// The place of a column of the sheet among those of the table.
    pub fn place(&self, column: usize) -> Option<usize> {
        self.columns.binary_search(&column).ok()
    }
}

/// The tables of a sheet; at least one.
pub fn tables(sheet: &Sheet, widths: &Widths, names: &Names, frame: &Frame) -> Vec<Table> {
    let all: Vec<usize> = (0..sheet.columns.len()).collect();
    if all.len() <= widths.most(widths.usual) || sheet.shown.plans <= 1 {
        // Bodies without a mark have a column only where all stand on one page.
        let columns = if widths.beside(all.len()).is_some() {
            all
        } else {
            marked(sheet, 0..sheet.rows.len())
        };
        return vec![Table::new(sheet, 0..sheet.rows.len(), columns, widths)];
    }
    let room = frame.table_room(false).height() - names.header(&all, frame);
    let pages = |height: f32| num::whole((height / room.max(1.0)).ceil());
    let mut tables: Vec<Unit> = Vec::new();
    for unit in units(sheet, widths, frame) {
        if let Some(before) = tables.last_mut() {
            let union = joined(&before.columns, &unit.columns);
            let height = before.height + unit.height;
            let fits = union.len() <= widths.most(widths.usual);
            if fits && pages(height) < pages(before.height) + pages(unit.height) {
                *before = Unit {
                    rows: before.rows.start..unit.rows.end,
                    columns: union,
                    height,
                };
                continue;
            }
        }
        tables.push(unit);
    }
    let several = tables.len() > 1;
    let tables = tables.into_iter().map(|unit| {
        let mut table = Table::new(sheet, unit.rows, unit.columns, widths);
        if several {
            let counts = table.columns.iter();
            let counts = counts.map(|column| sheet.columns[*column].tasks).collect();
            table.totals.push(Totals {
                words: terms::IN_ALL_PLANS,
                counts,
                all: None,
            });
        }
        table
    });
    tables.collect()
}

/// The columns that have a mark in these rows of the sheet.
fn marked(sheet: &Sheet, rows: Range<usize>) -> Vec<usize> {
    let mut has = vec![false; sheet.columns.len()];
    for cell in sheet.rows[rows].iter().flat_map(|row| sheet.cells(row)) {
        has[cell.column as usize] = true;
    }
    let has = has.into_iter().enumerate();
    has.filter(|(_, has)| *has).map(|(nth, _)| nth).collect()
}

/// The plans with their bodies, and about how high their rows are.
fn units(sheet: &Sheet, widths: &Widths, frame: &Frame) -> Vec<Unit> {
    let sizes = frame.sizes;
    let begins: Vec<usize> = sheet
        .rows
        .iter()
        .enumerate()
        .filter(|(_, row)| matches!(row.kind, RowKind::Plan(_)))
        .map(|(nth, _)| nth)
        .chain([sheet.rows.len()])
        .collect();
    let mut titles = widths.titles.iter();
    let room = widths.usual - widths.title_at - sizes.inset;
    let made = begins.windows(2).map(|pair| {
        let rows = pair[0]..pair[1];
        let lines = sheet.rows[rows.clone()].iter().map(|row| match row.kind {
            RowKind::Task(_) => {
                let width = titles.next().copied().unwrap_or(0.0);
                num::whole((width / room).ceil())
            }
            RowKind::Plan(_) | RowKind::Section(_) => 1,
        });
        let heights = lines.map(|lines| sizes.row(lines));
        let height: f32 = heights.sum();
        Unit {
            columns: marked(sheet, rows.clone()),
            rows,
            // And the totals.
            height: height + 3.0 * sizes.row(1),
        }
    });
    made.collect()
}

fn joined(a: &[usize], b: &[usize]) -> Vec<usize> {
    let mut all: Vec<usize> = a.iter().chain(b).copied().collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The totals of these rows and columns of the sheet.
fn totals(sheet: &Sheet, rows: Range<usize>, columns: &[usize]) -> Vec<Totals> {
    if sheet.shown.tasks == 0 {
        return Vec::new();
    }
    let mut counts = vec![[0_u32; 3]; sheet.columns.len()];
    for cell in sheet.rows[rows].iter().flat_map(|row| sheet.cells(row)) {
        let of = &mut counts[cell.column as usize];
        if cell.through {
            of[2] += 1;
            continue;
        }
        of[0] += 1;
        of[1] += u32::from(cell.role == crate::model::Role::Lead);
    }
    // The rows that every other form of the matrix has.
    let kinds = [terms::TOTAL, terms::OF_THEM_LED, terms::THROUGH];
    let kinds = kinds.into_iter().take(sheet.totals().len()).enumerate();
    let made = kinds.map(|(kind, words)| {
        let counts: Vec<u32> = columns.iter().map(|column| counts[*column][kind]).collect();
        Totals {
            words,
            all: Some(counts.iter().sum()),
            counts,
        }
    });
    made.collect()
}
