//! How an export is to look, where its format can look different.

use super::{Layout, Subject};
use crate::page::{Orientation, PageSetup, Paper};

/// Choices beside layout and format. A format takes those that it knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Options {
    /// Paper, orientation, legend: for pages.
    pub setup: PageSetup,
    /// Dots per inch: for pictures, within [`DPI`](super::DPI).
    pub dpi: u16,
}

impl Options {
    /// What suits a layout.
    #[must_use]
    pub fn of(layout: Layout) -> Self {
        let (paper, orientation) = match layout {
            Layout::Matrix | Layout::Timeline => (Paper::A3, Orientation::Landscape),
            Layout::List | Layout::Targets | Layout::Changes => (Paper::A4, Orientation::Landscape),
            Layout::Agency => (Paper::A4, Orientation::Portrait),
        };
        Self {
            setup: PageSetup::new(paper, orientation),
            dpi: 150,
        }
    }
}

impl From<Subject<'_>> for Options {
    fn from(subject: Subject<'_>) -> Self {
        Self::of(subject.layout())
    }
}
