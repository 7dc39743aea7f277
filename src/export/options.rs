//! How an export is to look, where its format can look different.

use super::{Layout, Subject};
use crate::page::{Orientation, PageSetup, Paper};

/// How an export is to look, beside its layout and format. A format uses what applies to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Options {
    /// Paper, orientation and legend, for formats of pages.
    pub setup: PageSetup,
    /// The resolution of pictures, in dots per inch, within [`DPI`](super::DPI).
    pub dpi: u16,
    /// Whether a calendar has what is over on the day of the view, too.
    pub past: bool,
}

impl Options {
    /// The usual paper and orientation of a layout, with legend.
    #[must_use]
    pub fn of(layout: Layout) -> Self {
        let (paper, orientation) = match layout {
            Layout::Matrix | Layout::Timeline | Layout::Ledger => {
                (Paper::A3, Orientation::Landscape)
            }
            Layout::Division
            | Layout::Duties
            | Layout::Goals
            | Layout::Due
            | Layout::List
            | Layout::Targets
            | Layout::Slides
            | Layout::Changes => (Paper::A4, Orientation::Landscape),
            Layout::Agency => (Paper::A4, Orientation::Portrait),
        };
        Self {
            setup: PageSetup::new(paper, orientation),
            dpi: 150,
            past: true,
        }
    }
}

impl From<Subject<'_>> for Options {
    fn from(subject: Subject<'_>) -> Self {
        Self::of(subject.layout())
    }
}
