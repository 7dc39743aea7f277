//! What the items of a page are to somebody who hears it read: headings, paragraphs, cells.
//!
//! Layouts say it as they paint; pdf makes its structure of it, svg and png have no use for it.

use std::borrow::Cow;

/// What a run of items is to somebody who hears the page read out.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Part {
    /// Rules, grounds and lines: nothing to say.
    #[default]
    Ornament,
    /// What pages say again, and their numbers: passed over.
    Repeated,
    /// The title of the document.
    Title,
    /// A paragraph.
    Paragraph,
    /// A cell of the document's table.
    Cell(Cell),
}

impl Part {
    /// Whether a reader passes over it.
    #[must_use]
    pub(crate) fn is_silent(&self) -> bool {
        matches!(self, Self::Ornament | Self::Repeated)
    }

    /// The same where something is said for the first time, silence where it is said again.
    #[must_use]
    pub(crate) fn unless(self, again: bool) -> Self {
        if again { Self::Repeated } else { self }
    }
}

impl From<Cell> for Part {
    fn from(cell: Cell) -> Self {
        Self::Cell(cell)
    }
}

/// A cell of a table that may go on over pages, beside and below each other. Cells of a row come
/// from left to right; those that nothing stands in are left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The row, 0 for the header row.
    pub row: usize,
    /// The column it begins in.
    pub column: usize,
    /// How many columns it takes, at least one.
    pub span: usize,
    /// Whether it is a heading or content.
    pub kind: CellKind,
    /// What is read instead of what stands there: what a mark or a place on an axis means.
    pub spoken: Option<Cow<'static, str>>,
}

/// What a cell is in its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    /// The head of a column.
    ColumnHead,
    /// The head of a row.
    RowHead,
    /// The heading of the rows below it: 0 for a plan, 1 for a section, and so on.
    Heading(usize),
    /// Anything else.
    Data,
}

impl Cell {
    /// A cell of one column.
    #[must_use]
    pub const fn new(row: usize, column: usize, kind: CellKind) -> Self {
        Self {
            row,
            column,
            span: 1,
            kind,
            spoken: None,
        }
    }

    /// The head of a column.
    #[must_use]
    pub const fn head(column: usize) -> Self {
        Self::new(0, column, CellKind::ColumnHead)
    }

    /// Plain content.
    #[must_use]
    pub const fn data(row: usize, column: usize) -> Self {
        Self::new(row, column, CellKind::Data)
    }

    /// The same cell over several columns.
    #[must_use]
    pub fn across(self, span: usize) -> Self {
        Self {
            span: span.max(1),
            ..self
        }
    }

    /// The same cell with these words read out in place of what stands in it.
    #[must_use]
    pub fn spoken(self, words: impl Into<Cow<'static, str>>) -> Self {
        Self {
            spoken: Some(words.into()),
            ..self
        }
    }
}
