//! The columns of the matrix: how wide they are, and which band each body stands in.

use std::ops::Range;

use super::super::frame::Frame;
use super::super::measure::{Weight, text_width};
use super::paint::{MARK_STEP, SIDE_BY_SIDE};
use crate::num;
use crate::view::Sheet;

/// The most characters of a name that stand below each other at full size.
const STACK: usize = 13;
/// The most characters of a name.
pub(crate) const STACK_MOST: usize = 20;

/// Where everything stands across the page.
pub struct Columns {
    /// Where the titles of tasks begin, from the left edge of the table.
    pub title_at: f32,
    /// The width of clauses and titles.
    pub left: f32,
    /// The height of the header row.
    pub header: f32,
    pub bands: Vec<Range<usize>>,
}

impl Columns {
    pub fn new(sheet: &Sheet, labels: &[String], frame: &Frame) -> Self {
        let sizes = frame.sizes;
        let width = frame.width();
        let workspace = sheet.workspace();
        let (mut clause, mut title): (f32, f32) = (0.0, 0.0);
        for ix in sheet.tasks() {
            let task = &workspace.task(ix).task;
            clause = clause.max(text_width(&task.key(), sizes.small, Weight::Regular));
            title = title.max(text_width(&task.title, sizes.text, Weight::Regular));
        }
        let clause = clause.min(width * 0.12).max(sizes.text * 2.0);
        let title_at = sizes.inset + clause + sizes.text * 0.9;
        // Narrow enough to be close to the marks, wide enough for a title of two lines.
        let wanted = title_at + title + sizes.text;
        let least = (title_at + sizes.text * 11.0).min(width * 0.4);
        let narrow = wanted.clamp(least, (width * 0.34).max(least));

        let count = sheet.columns.len();
        let room = width - narrow - total_width(frame);
        let least_column = sizes.mark * least_room(sheet);
        let most = num::whole(room / least_column).max(1);
        let bands = count.div_ceil(most).max(1);
        let mut bands: Vec<Range<usize>> = (0..bands)
            .map(|nth| nth * count / bands..(nth + 1) * count / bands)
            .collect();
        snap(&mut bands, sheet, most);
        let longest = labels
            .iter()
            .map(|label| label.chars().count().min(STACK))
            .max()
            .unwrap_or(0);
        let mut made = Self {
            title_at,
            left: narrow,
            header: (num::float(longest) * step(frame) + sizes.text).max(sizes.row(1)),
            bands,
        };
        if made.bands.len() == 1 {
            // What marks do not need goes to the titles.
            let columns = num::float(count.max(1));
            let column = (room / columns).min(made.widest(frame));
            made.left = width - total_width(frame) - num::float(count) * column;
        }
        made
    }

    /// Wider columns would put the marks too far from the names.
    fn widest(&self, frame: &Frame) -> f32 {
        frame.sizes.mark * if self.bands.len() > 1 { 9.0 } else { 6.5 }
    }

    pub(crate) fn is_last(&self, band: usize) -> bool {
        band + 1 == self.bands.len()
    }

    /// The left edges of the columns of a band, and the right edge of the last.
    pub fn edges(&self, frame: &Frame, band: usize) -> Vec<f32> {
        let range = &self.bands[band];
        let begin = frame.table_room(true).left + self.left;
        let total = if self.is_last(band) {
            total_width(frame)
        } else {
            0.0
        };
        let room = frame.width() - self.left - total;
        let column = (room / num::float(range.len().max(1))).min(self.widest(frame));
        let edges = (0..=range.len()).map(|nth| begin + num::float(nth) * column);
        edges.collect()
    }
}

/// The least width of a column, in radii of a mark: for the cell with the most marks.
fn least_room(sheet: &Sheet) -> f32 {
    const ONE: f32 = 3.9;
    const BESIDE: f32 = 0.6;
    let cells = sheet.rows.iter().flat_map(|row| sheet.cells(row));
    let most = cells.map(|cell| cell.roles.len()).max().unwrap_or(1);
    let several = MARK_STEP * num::float(most.saturating_sub(1)) + 2.0 * SIDE_BY_SIDE + BESIDE;
    several.max(ONE)
}

fn total_width(frame: &Frame) -> f32 {
    frame.sizes.text * 3.6
}

/// The size of a stacked name, and from one character to the next.
pub(crate) fn name_size(frame: &Frame, length: usize) -> (f32, f32) {
    let factor = if length > STACK {
        num::float(STACK) / num::float(length.min(STACK_MOST))
    } else {
        1.0
    };
    (frame.sizes.small * factor, step(frame) * factor)
}

fn step(frame: &Frame) -> f32 {
    frame.sizes.small * 1.1
}

/// Moves the borders of bands to those of groups where they are near.
fn snap(bands: &mut [Range<usize>], sheet: &Sheet, most: usize) {
    for nth in 1..bands.len() {
        let border = bands[nth].start;
        let near = sheet.groups.iter().map(|group| group.columns.start);
        let best = near
            .filter(|start| {
                start.abs_diff(border) <= 3
                    && *start > bands[nth - 1].start
                    && *start < bands[nth].end
                    && *start - bands[nth - 1].start <= most
                    && bands[nth].end - *start <= most
            })
            .min_by_key(|start| start.abs_diff(border));
        if let Some(start) = best {
            bands[nth - 1].end = start;
            bands[nth].start = start;
        }
    }
}
