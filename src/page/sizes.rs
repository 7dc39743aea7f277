//! Sizes of type and rows, and the pens of rules.

use super::colour::{Pen, ink};
use super::paper::Paper;
use crate::num;

/// The heavy rules at the head and the foot of a table.
pub(super) const HEAVY: Pen = Pen::new(1.5, ink::TEXT);
/// Between rows and columns.
pub(super) const HAIR: Pen = Pen::new(0.4, ink::HAIRLINE);
/// Between groups of agencies.
pub(super) const GROUP: Pen = Pen::new(0.6, ink::STRONG);
/// Under the header row.
pub(super) const UNDER_HEAD: Pen = Pen::new(0.75, ink::RULE);

/// Sizes of type and rows, in points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sizes {
    /// The size of the type of the title.
    pub title: f32,
    /// The size of the type of tables and captions.
    pub text: f32,
    /// The size of the type of clauses, totals and notes.
    pub small: f32,
    /// The distance from one line of text to the next.
    pub leading: f32,
    /// The space above and below the lines of a row, together.
    pub padding: f32,
    /// The space left and right of a cell's text.
    pub inset: f32,
    /// The radius of a mark.
    pub mark: f32,
}

impl Sizes {
    pub fn of(paper: Paper) -> Self {
        match paper {
            Paper::A3 => Self {
                title: 20.0,
                text: 10.5,
                small: 9.5,
                leading: 14.0,
                padding: 6.0,
                inset: 3.0,
                mark: 4.8,
            },
            Paper::A4 => Self {
                title: 16.0,
                text: 9.0,
                small: 8.0,
                leading: 12.0,
                padding: 5.2,
                inset: 2.5,
                mark: 4.0,
            },
        }
    }

    /// The same with less room between rows, where that saves a page.
    pub fn close(self) -> Self {
        Self {
            padding: self.padding * 0.7,
            ..self
        }
    }

    /// The height of a row with so many lines.
    pub fn row(&self, lines: usize) -> f32 {
        num::float(lines.max(1)) * self.leading + self.padding
    }

    /// Where the baseline of the first line of a row stands below its top.
    pub(crate) fn baseline(&self) -> f32 {
        self.padding / 2.0 + self.leading / 2.0 + self.text * 0.36
    }
}
