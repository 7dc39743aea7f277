//! View data laid out as pages: rectangles, lines, shapes and text in points.
//!
//! A layout (the matrix, a table, the timeline) is a [`Pages`]: it knows how many pages there are
//! and makes any one of them when it is asked for, so that a preview costs one page and a long
//! document never stands in memory as a whole. What it makes is a [`Page`]: [`Item`]s in reading
//! order, measured with the embedded type (`measure`). `export` writes pages as svg, png and pdf;
//! the window shows the same pages as pictures. All three draw the same items at the same places.
//!
//! Distances are points (1/72 inch) from the page's left and top edge.

mod agency;
mod colour;
mod flow;
mod foot;
mod forms;
mod frame;
mod geometry;
mod handout;
mod item;
mod leaf;
mod list;
mod matrix;
mod measure;
mod paper;
mod part;
mod rows;
mod sizes;
pub mod slides;
mod table;
mod timeline;

pub(crate) use agency::agency_pages;
pub use colour::{Colour, Fill, Pen, ink};
pub use forms::FormPages;
pub(crate) use forms::{FORM_EDGE, form_lines, form_widths};
pub use geometry::{Point, Rect, Size};
pub use handout::HandoutPages;
pub use item::{Align, Flow, Form, Item, Shape, Step, Text};
pub use leaf::Page;
pub(crate) use list::{list_pages, target_pages};
pub use matrix::MatrixPages;
pub(crate) use measure::is_held;
pub use measure::{Face, Glyph, Weight};
pub use paper::{MM, Margins, Orientation, PageSetup, Paper};
pub use part::{Cell, CellKind, Part};
pub use table::TablePages;
pub use timeline::TimelinePages;

/// A document of pages.
pub trait Pages: Sync {
    /// What the document is called: 做响“武汉制造”…责任矩阵.
    fn title(&self) -> &str;

    /// How many pages there are: at least one, also where there is nothing to show.
    fn count(&self) -> usize;

    /// Makes a page; `nth` counts from 0.
    fn page(&self, nth: usize) -> Page;

    /// What a reader can jump to, in reading order. The first has level 0, and none is more than
    /// one deeper than the one before.
    fn bookmarks(&self) -> Vec<Bookmark> {
        Vec::new()
    }
}

/// A place in a document that a reader can jump to.
#[derive(Clone, Debug, PartialEq)]
pub struct Bookmark {
    /// 0 for a plan, 1 for a section, and so on.
    pub level: usize,
    /// The heading that the reader jumps to.
    pub title: String,
    /// The page it stands on, from 0.
    pub page: usize,
    /// The distance from the page's top edge, in points.
    pub top: f32,
}
