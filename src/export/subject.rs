//! What is exported: finished view data.

use super::Layout;
use crate::view::Sheet;

/// View data and the layout it is to be exported in.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    /// The matrix.
    Matrix(&'a Sheet),
    /// The tasks as a list.
    List(&'a Sheet),
    /// The targets.
    Targets(&'a Sheet),
    /// What a comparison found, in a sheet of its data.
    Changes(&'a Sheet),
}

impl<'a> Subject<'a> {
    /// A layout of a sheet.
    #[must_use]
    pub fn of_sheet(sheet: &'a Sheet, layout: Layout) -> Self {
        match layout {
            Layout::Matrix => Self::Matrix(sheet),
            Layout::List => Self::List(sheet),
            Layout::Targets => Self::Targets(sheet),
            Layout::Changes => Self::Changes(sheet),
        }
    }

    /// Its layout.
    #[must_use]
    pub fn layout(self) -> Layout {
        match self {
            Self::Matrix(_) => Layout::Matrix,
            Self::List(_) => Layout::List,
            Self::Targets(_) => Layout::Targets,
            Self::Changes(_) => Layout::Changes,
        }
    }

    /// The view that it comes from.
    #[must_use]
    pub fn sheet(self) -> &'a Sheet {
        match self {
            Self::Matrix(sheet)
            | Self::List(sheet)
            | Self::Targets(sheet)
            | Self::Changes(sheet) => sheet,
        }
    }
}
