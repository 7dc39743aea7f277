//! Paper, its orientation and its margins.

use serde::{Deserialize, Serialize};
use strum::VariantArray;

use super::geometry::{Rect, Size};
use crate::variants::all;

/// How many points a millimetre has.
pub const MM: f32 = 72.0 / 25.4;

/// A size of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, VariantArray)]
pub enum Paper {
    /// 210 × 297 mm.
    A4,
    /// 297 × 420 mm.
    A3,
}

impl Paper {
    /// All sizes of paper.
    pub const ALL: [Self; 2] = all(Self::VARIANTS);

    /// The name, also on the command line in small letters.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::A4 => "A4",
            Self::A3 => "A3",
        }
    }

    /// The size with this name, in any case.
    #[must_use]
    pub(crate) fn from_key(key: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|paper| paper.label().eq_ignore_ascii_case(key))
    }
}

/// Which way the paper lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, VariantArray)]
pub enum Orientation {
    /// The long side at the bottom.
    Landscape,
    /// The short side at the bottom.
    Portrait,
}

impl Orientation {
    /// Both orientations.
    pub const ALL: [Self; 2] = all(Self::VARIANTS);

    /// The name on the command line.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Landscape => "landscape",
            Self::Portrait => "portrait",
        }
    }

    /// The Chinese name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Landscape => "横向",
            Self::Portrait => "纵向",
        }
    }

    /// The orientation with this name on the command line, in any case.
    #[must_use]
    pub(crate) fn from_key(key: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|orientation| orientation.key().eq_ignore_ascii_case(key))
    }
}

/// How pages are set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PageSetup {
    /// The paper.
    pub paper: Paper,
    /// Which way it lies.
    pub orientation: Orientation,
    /// Whether the pages say what the marks mean and what is filtered.
    pub notes: bool,
}

impl PageSetup {
    /// Pages of this paper and orientation that say what the marks mean and what is filtered.
    #[must_use]
    pub const fn new(paper: Paper, orientation: Orientation) -> Self {
        Self {
            paper,
            orientation,
            notes: true,
        }
    }

    /// The size of a page, in points.
    #[must_use]
    pub fn size(self) -> Size {
        let (short, long) = match self.paper {
            Paper::A4 => (210.0 * MM, 297.0 * MM),
            Paper::A3 => (297.0 * MM, 420.0 * MM),
        };
        let (width, height) = match self.orientation {
            Orientation::Landscape => (long, short),
            Orientation::Portrait => (short, long),
        };
        Size { width, height }
    }

    /// The margins of odd pages, the right-hand ones of a bound document.
    ///
    /// A4 follows GB/T 9704: 37 mm at the head (天头), 28 mm at the binding edge (订口) and a type
    /// area of 156 × 225 mm; a page that lies is the same page turned, with the binding edge at
    /// its head. A3 is no size of that standard: it is a folded supplement, and a table gets 25 mm
    /// at the sides and 20 mm at head and foot.
    #[must_use]
    pub fn margins(self) -> Margins {
        let [top, right, bottom, left] = match (self.paper, self.orientation) {
            (Paper::A4, Orientation::Portrait) => [37.0, 26.0, 35.0, 28.0],
            (Paper::A4, Orientation::Landscape) => [28.0, 35.0, 26.0, 37.0],
            (Paper::A3, _) => [20.0, 25.0, 20.0, 25.0],
        };
        Margins {
            top: top * MM,
            right: right * MM,
            bottom: bottom * MM,
            left: left * MM,
        }
    }

    /// How far everything on a page, counted from 0, stands from where it would on an odd page,
    /// which is what a page is laid out as.
    ///
    /// A4 is printed on both sides: the binding edge of an even page is its right one, and where
    /// the page lies, its lower one. There GB/T 9704 has the head of a table at the cut edge, so
    /// that the heads of all pages point the same way. The type area keeps its size; margins of 28
    /// and 26 mm change places.
    #[must_use]
    pub fn turned(self, nth: usize) -> (f32, f32) {
        let margins = self.margins();
        match (self.paper, self.orientation) {
            _ if nth.is_multiple_of(2) => (0.0, 0.0),
            (Paper::A4, Orientation::Portrait) => (margins.right - margins.left, 0.0),
            (Paper::A4, Orientation::Landscape) => (0.0, margins.bottom - margins.top),
            (Paper::A3, _) => (0.0, 0.0),
        }
    }

    /// What lies inside the margins of an odd page. The page number stands below it.
    #[must_use]
    pub fn area(self) -> Rect {
        let (size, margins) = (self.size(), self.margins());
        Rect::new(
            margins.left,
            margins.top,
            size.width - margins.right,
            size.height - margins.bottom,
        )
    }

    /// Paper and orientation in words: `A3 横向`.
    #[must_use]
    pub fn label(self) -> String {
        format!("{} {}", self.paper.label(), self.orientation.label())
    }
}

/// The widths of the blank edges of a page, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Margins {
    /// At the top.
    pub top: f32,
    /// At the right.
    pub right: f32,
    /// At the bottom.
    pub bottom: f32,
    /// At the left.
    pub left: f32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_type_area_of_a4_is_that_of_the_standard() {
        for (orientation, width, height) in [
            (Orientation::Portrait, 156.0, 225.0),
            (Orientation::Landscape, 225.0, 156.0),
        ] {
            let area = PageSetup::new(Paper::A4, orientation).area();
            assert!((area.width() / MM - width).abs() < 0.01, "{area:?}");
            assert!((area.height() / MM - height).abs() < 0.01, "{area:?}");
        }
    }

    #[test]
    fn even_a4_pages_are_bound_at_the_other_edge() {
        let moved = |paper, orientation, nth| {
            let (x, y) = PageSetup::new(paper, orientation).turned(nth);
            ((x / MM).round(), (y / MM).round())
        };
        for orientation in Orientation::ALL {
            for nth in [0, 2] {
                assert_eq!(moved(Paper::A4, orientation, nth), (0.0, 0.0));
            }
            assert_eq!(moved(Paper::A3, orientation, 1), (0.0, 0.0));
        }
        assert_eq!(moved(Paper::A4, Orientation::Portrait, 1), (-2.0, 0.0));
        assert_eq!(moved(Paper::A4, Orientation::Landscape, 3), (0.0, -2.0));
    }

    #[test]
    fn names_read_back_in_any_case() {
        assert_eq!(Paper::from_key("a3"), Some(Paper::A3));
        assert_eq!(Paper::from_key("A5"), None);
        assert_eq!(
            Orientation::from_key("Portrait"),
            Some(Orientation::Portrait)
        );
    }
}
