//! Three slides on an upright page of A4, each with lines beside it for notes.

use super::colour::{Pen, ink};
use super::geometry::{Point, Rect};
use super::item::{Align, Form, Text};
use super::paper::{MM, Orientation, PageSetup, Paper};
use super::slides::SlidePages;
use super::{Bookmark, Page, Pages, Part};
use crate::num;

/// How many slides a page has.
const SLIDES: usize = 3;
/// The white edge at the sides, and above the first and below the last slide.
const EDGE: f32 = 18.0 * MM;
/// How wide a slide is.
const WIDTH: f32 = 120.0 * MM;
/// Between a slide and its lines.
const GAP: f32 = 6.0 * MM;
/// From one line for notes to the next.
const LINE: f32 = 8.5 * MM;
/// The size of the page's number.
const NUMBER: f32 = 10.0;

/// The pages of a handout.
pub struct HandoutPages {
    slides: SlidePages,
}

impl HandoutPages {
    /// A handout of slides.
    #[must_use]
    pub fn new(slides: SlidePages) -> Self {
        Self { slides }
    }

    /// How high the part of a page is that a slide has.
    fn step() -> f32 {
        let size = PageSetup::new(Paper::A4, Orientation::Portrait).size();
        (size.height - 2.0 * EDGE) / num::float(SLIDES)
    }
}

impl Pages for HandoutPages {
    fn title(&self) -> &str {
        self.slides.title()
    }

    fn count(&self) -> usize {
        self.slides.count().div_ceil(SLIDES)
    }

    fn page(&self, nth: usize) -> Page {
        let size = PageSetup::new(Paper::A4, Orientation::Portrait).size();
        let mut page = Page::new(size);
        let first = nth * SLIDES;
        let shown = first..(first + SLIDES).min(self.slides.count());
        for (row, slide) in shown.enumerate() {
            let slide = self.slides.page(slide);
            let by = WIDTH / slide.size.width.max(1.0);
            let height = slide.size.height * by;
            let top = EDGE + num::float(row) * Self::step();
            page.append(slide.scaled(by).moved(EDGE, top));
            page.part(Part::Ornament);
            let frame = Rect::new(EDGE, top, EDGE + WIDTH, top + height);
            let pen = Pen::new(0.6, ink::STRONG);
            page.shape(Form::Rect(frame, 0.0), None, Some(pen));
            let (left, right) = (EDGE + WIDTH + GAP, size.width - EDGE);
            let mut y = top + LINE;
            while y <= top + height {
                page.hline(left, right, y, Pen::new(0.5, ink::STRONG));
                y += LINE;
            }
        }
        page.part(Part::Repeated);
        let words = format!("— {} —", nth + 1);
        let at = Point::new(size.width / 2.0, size.height - EDGE / 2.0);
        page.text(Text::new(at, NUMBER, ink::TEXT, &words).aligned(Align::Centre));
        page
    }

    fn bookmarks(&self) -> Vec<Bookmark> {
        let marks = self.slides.bookmarks().into_iter();
        marks
            .map(|mark| Bookmark {
                top: EDGE + num::float(mark.page % SLIDES) * Self::step(),
                page: mark.page / SLIDES,
                ..mark
            })
            .collect()
    }
}
