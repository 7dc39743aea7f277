//! A run of slides as pages: a screen instead of paper.
//!
//! Slides are laid out 1080 units high whatever the screen; nothing on them is smaller than
//! [`LEAST`] units, nothing is cut off: what does not fit on a page goes on on the next. As they are
//! [`Pages`], they are painted, printed and exported like any others. Pages are counted when a run is
//! laid out, and made when they are asked for.

mod block;
mod duties;
mod matrix;
mod plain;
mod rows;
mod schedule;
mod shared;
mod told;

use std::collections::HashMap;
use std::sync::Arc;

use super::geometry::{Point, Rect, Size};
use super::item::{Align, Text};
use super::leaf::Page;
use super::measure::{Weight, text_width, wrapped};
use super::part::Part;
use super::{Bookmark, Pages};
use crate::model::workspace::TaskIx;
use crate::num;
use crate::view::run::{Content, Run, Slide};
use block::{Block, ink};
use matrix::Grid;
use rows::{Piece, Rows};

/// The size of the smallest text on a slide, in units of a screen 1080 high.
pub const LEAST: f32 = 28.0;
/// The height of a slide in units.
pub const HEIGHT: f32 = 1080.0;
/// The left and the right margin.
const MARGIN: f32 = 96.0;
/// Where the rows of a page end.
const BOTTOM: f32 = 972.0;

/// A screen that slides are laid out for: its shape alone, as slides are scaled with its height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Screen {
    /// The width in units of which the height has 1080.
    pub width: f32,
}

impl Screen {
    /// 16 : 9.
    pub const WIDE: Self = Self { width: 1920.0 };
    /// 4 : 3.
    pub const STANDARD: Self = Self { width: 1440.0 };

    /// The shape of a screen of this size, in any unit; between 4 : 3 and 21 : 9, as a slide with
    /// other shapes has bars beside it.
    #[must_use]
    pub fn of(width: f32, height: f32) -> Self {
        let wanted = HEIGHT * width / height.max(1.0);
        if wanted.is_finite() {
            Self {
                width: wanted.round().clamp(Self::STANDARD.width, 2520.0),
            }
        } else {
            Self::WIDE
        }
    }

    fn right(self) -> f32 {
        self.width - MARGIN
    }

    fn is_narrow(self) -> bool {
        self.width < 1700.0
    }
}

/// The pages of a run.
pub struct SlidePages {
    run: Arc<Run>,
    screen: Screen,
    slides: Vec<Arc<Counted>>,
    /// The first page of each slide.
    firsts: Vec<usize>,
    count: usize,
}

impl std::fmt::Debug for SlidePages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut shown = f.debug_struct("SlidePages");
        shown.field("screen", &self.screen);
        shown.field("firsts", &self.firsts).finish_non_exhaustive()
    }
}

/// A slide whose pages are counted.
enum Counted {
    Cover(Arc<crate::view::run::Cover>),
    Rows(Rows),
    Grid(Grid),
}

impl Counted {
    fn new(slide: &Slide, screen: Screen) -> Self {
        let laid = match &slide.content {
            Content::Cover(cover) => return Self::Cover(Arc::clone(cover)),
            Content::Slice(part) => return Self::Grid(Grid::new(part, screen)),
            Content::Duties(duties) => duties::lay(duties, screen),
            Content::Schedule(it) => schedule::lay(it, screen),
            Content::Shared(shared) => shared::lay(shared, screen),
            Content::Due(due) => plain::due(due, screen),
            Content::Changed(changed) => plain::changed(slide.title(), changed, screen),
            Content::Told(told) => told::lay(told, screen),
            Content::Overview(overview) => plain::overview(slide.title(), overview, screen),
        };
        Self::Rows(Rows::new(laid, screen))
    }

    fn count(&self) -> usize {
        match self {
            Self::Cover(_) => 1,
            Self::Rows(rows) => rows.count(),
            Self::Grid(grid) => grid.count(),
        }
    }

    fn page(&self, nth: usize, lit: Option<usize>, screen: Screen) -> Page {
        match self {
            Self::Cover(cover) => plain::cover(cover, screen),
            Self::Rows(rows) => rows.page(nth),
            Self::Grid(grid) => grid.page(nth, lit),
        }
    }

    /// Where the rows of a page begin, and what they are.
    fn pieces(&self, nth: usize) -> (f32, &[Piece]) {
        match self {
            Self::Cover(_) => (0.0, &[]),
            Self::Rows(rows) => (rows.top(), rows.pieces(nth)),
            Self::Grid(grid) => (grid.top(), grid.pieces(nth)),
        }
    }
}

/// Which slide a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The slide, from 0.
    pub slide: usize,
    /// Which of the slide's pages, from 0.
    pub nth: usize,
    /// How many pages the slide has.
    pub of: usize,
}

impl SlidePages {
    /// Lays a run out.
    #[must_use]
    pub fn new(run: &Arc<Run>, screen: Screen) -> Self {
        Self::like(None, run, screen)
    }

    /// Lays a run out that was laid out in another form before: what is the same is taken over.
    #[must_use]
    pub fn like(before: Option<&Self>, run: &Arc<Run>, screen: Screen) -> Self {
        let before = before.filter(|before| before.screen == screen);
        let known: HashMap<&str, (&Slide, &Arc<Counted>)> = before
            .iter()
            .flat_map(|before| before.run.slides.iter().zip(&before.slides))
            .map(|(slide, counted)| (slide.key.as_str(), (slide, counted)))
            .collect();
        let slides = run.slides.iter().map(|slide| {
            let known = known.get(slide.key.as_str());
            match known.filter(|(known, _)| known.looks_like(slide)) {
                Some((_, counted)) => Arc::clone(counted),
                None => Arc::new(Counted::new(slide, screen)),
            }
        });
        let slides: Vec<Arc<Counted>> = slides.collect();
        let mut firsts = Vec::with_capacity(slides.len());
        let mut count = 0;
        for slide in &slides {
            firsts.push(count);
            count += slide.count();
        }
        Self {
            run: Arc::clone(run),
            screen,
            slides,
            firsts,
            count,
        }
    }

    /// Whether a page is in every way the same page of other pages.
    #[must_use]
    pub fn has_same(&self, other: &Self, page: usize) -> bool {
        let place = self.place(page);
        let of = |pages: &Self| {
            let slide = place.map(|place| place.slide)?;
            let source = pages.run.slides.get(slide)?.source.clone();
            Some((source, Arc::clone(pages.slides.get(slide)?)))
        };
        let is_alike = match (of(self), of(other)) {
            (Some((source, one)), Some((known, other))) => {
                source == known && Arc::ptr_eq(&one, &other)
            }
            _ => false,
        };
        is_alike && place == other.place(page) && self.count == other.count
    }

    /// The run that it shows.
    #[must_use]
    pub fn run(&self) -> &Arc<Run> {
        &self.run
    }

    /// The screen that it was laid out for.
    #[must_use]
    pub fn screen(&self) -> Screen {
        self.screen
    }

    /// Which slide a page shows.
    #[must_use]
    pub fn place(&self, page: usize) -> Option<Place> {
        if page >= self.count {
            return None;
        }
        let slide = self.firsts.partition_point(|first| *first <= page) - 1;
        Some(Place {
            slide,
            nth: page - self.firsts[slide],
            of: self.slides[slide].count(),
        })
    }

    /// The first page of a slide.
    #[must_use]
    pub fn first_of(&self, slide: usize) -> Option<usize> {
        self.firsts.get(slide).copied()
    }

    /// Where the rows of a page begin, and what they are.
    fn pieces(&self, page: usize) -> (f32, &[Piece]) {
        let place = self.place(page);
        place.map_or((0.0, &[]), |place| {
            self.slides[place.slide].pieces(place.nth)
        })
    }

    /// The task that stands at a height of a page, in units from its upper edge.
    #[must_use]
    pub fn task_at(&self, page: usize, y: f32) -> Option<TaskIx> {
        let (mut top, pieces) = self.pieces(page);
        pieces.iter().find_map(|piece| {
            let rows = top..top + piece.height;
            top = rows.end;
            piece.task.filter(|_| rows.contains(&y))
        })
    }

    /// The tasks on a page, from the top.
    pub fn tasks_of(&self, page: usize) -> impl Iterator<Item = TaskIx> {
        let (_, pieces) = self.pieces(page);
        pieces.iter().filter_map(|piece| piece.task)
    }

    /// How many rows of a page can stand in the spotlight: those of a matrix.
    #[must_use]
    pub fn spots(&self, page: usize) -> usize {
        match self
            .place(page)
            .map(|place| self.slides[place.slide].as_ref())
        {
            Some(Counted::Grid(_)) => self.pieces(page).1.len(),
            _ => 0,
        }
    }

    /// A page with one of its rows in the spotlight; without, where it has no such row.
    #[must_use]
    pub fn lit(&self, page: usize, row: Option<usize>) -> Page {
        let Some(place) = self.place(page) else {
            return Page::default();
        };
        let made = self.slides[place.slide].page(place.nth, row, self.screen);
        let at = (!self.run.is_answer).then_some((page, self.count));
        let source = &self.run.slides[place.slide].source;
        with_foot(made, self.screen, source, place, at)
    }
}

impl Pages for SlidePages {
    fn title(&self) -> &str {
        &self.run.title
    }

    fn count(&self) -> usize {
        self.count
    }

    fn page(&self, nth: usize) -> Page {
        self.lit(nth, None)
    }

    fn bookmarks(&self) -> Vec<Bookmark> {
        let slides = self.run.slides.iter().zip(&self.firsts);
        slides
            .map(|(slide, page)| Bookmark {
                level: 0,
                title: slide.title().to_owned(),
                page: *page,
                top: 0.0,
            })
            .collect()
    }
}

/// Puts the source, the page's place and the progress below a page.
fn with_foot(
    mut page: Page,
    screen: Screen,
    source: &str,
    place: Place,
    at: Option<(usize, usize)>,
) -> Page {
    let base = HEIGHT - 34.0;
    page.part(Part::Repeated);
    let mut right = screen.right();
    if place.of > 1 {
        let words = format!("{} / {}", place.nth + 1, place.of);
        let text = Text::new(Point::new(right, base), LEAST, ink::TEXT, &words);
        page.text(text.bold().aligned(Align::Right));
        right -= text_width(&words, LEAST, Weight::Bold) + 32.0;
    }
    // An answer has no place in the run.
    let words = match at {
        Some((at, all)) => format!("全场 {} / {all}", at + 1),
        None => "回答".to_owned(),
    };
    let text = Text::new(Point::new(right, base), LEAST, ink::FAINT, &words);
    page.text(text.aligned(Align::Right));
    right -= text_width(&words, LEAST, Weight::Regular) + 48.0;
    if !source.is_empty() {
        let room = right - MARGIN;
        // The cover has all of it: a document's name says more than the beginning of a long line.
        let named = source
            .find('》')
            .map(|end| &source[..end + '》'.len_utf8()]);
        let named = named.filter(|_| text_width(source, LEAST, Weight::Regular) > room);
        let source = named.unwrap_or(source);
        let words = super::measure::fitted(source, LEAST, Weight::Regular, room);
        let hang = if words.starts_with(['《', '“']) {
            LEAST / 2.0
        } else {
            0.0
        };
        let at = Point::new(MARGIN - hang, base);
        page.text(Text::new(at, LEAST, ink::FAINT, &words));
    }
    page.part(Part::Ornament);
    let each = screen.width / num::float(place.of);
    for nth in 0..place.of {
        let left = num::float(nth) * each;
        let gap = if nth + 1 < place.of && each > 12.0 {
            4.0
        } else {
            0.0
        };
        let segment = Rect::new(left, HEIGHT - 8.0, left + each - gap, HEIGHT);
        let colour = if nth <= place.nth {
            ink::ACCENT
        } else {
            ink::LATER
        };
        page.fill(segment, colour);
    }
    page
}

/// The head of a slide: its title, a caption, and large figures at the right.
fn head(screen: Screen, title: &str, most: f32, caption: &str, figures: &[Figured]) -> Block {
    let each = if screen.is_narrow() { 164.0 } else { 216.0 };
    let room = screen.right() - MARGIN - each * num::float(figures.len());
    let mut block = Block::new();
    let (size, lines) = titled(title, most, room - 24.0);
    let mut base = if lines.len() == 1 { 141.0 } else { 50.0 + size };
    block.page.part(Part::Title);
    for (nth, line) in lines.iter().enumerate() {
        base += if nth > 0 { size * 1.2 } else { 0.0 };
        let hang = if line.starts_with(['《', '“']) {
            size / 2.0
        } else {
            0.0
        };
        let at = Point::new(MARGIN - hang, base);
        block.page.text(Text::new(at, size, ink::TEXT, line).bold());
    }
    for (nth, line) in wrapped(caption, 32.0, Weight::Regular, room - 24.0)
        .iter()
        .enumerate()
    {
        if nth == 0 {
            block.page.part(Part::Paragraph);
        }
        base += if nth == 0 { 46.0 } else { 44.0 };
        let at = Point::new(MARGIN, base);
        block.page.text(Text::new(at, 32.0, ink::DIM, line));
    }
    for (nth, figure) in figures.iter().enumerate() {
        let right = screen.right() - each * num::float(figures.len() - 1 - nth);
        figure.paint(&mut block, right, each - 16.0);
    }
    block.height = base.max(187.0) + 41.0;
    block
}

/// The size and the lines of a title: as large as it may be on two lines.
fn titled(title: &str, most: f32, room: f32) -> (f32, Vec<String>) {
    let mut size = most;
    loop {
        let lines = wrapped(title, size, Weight::Bold, room);
        let enough = if size > 60.0 { 1 } else { 2 };
        if lines.len() <= enough || size <= LEAST {
            return (size, lines);
        }
        size = (size - 6.0).max(LEAST);
    }
}

/// A large figure of a head.
struct Figured {
    count: usize,
    label: String,
    mark: Option<block::Mark>,
}

impl Figured {
    fn paint(&self, block: &mut Block, right: f32, room: f32) {
        let words = self.count.to_string();
        let mut size = 96.0;
        while text_width(&words, size, Weight::Bold) > room && size > LEAST {
            size -= 4.0;
        }
        block.page.part(Part::Paragraph);
        let at = Point::new(right, 144.0);
        let text = Text::new(at, size, ink::TEXT, &words).bold();
        block.page.text(text.aligned(Align::Right));
        let lines = wrapped(&self.label, 32.0, Weight::Regular, room);
        for (nth, line) in lines.iter().enumerate() {
            let at = Point::new(right, 187.0 + 40.0 * num::float(nth));
            block
                .page
                .text(Text::new(at, 32.0, ink::DIM, line).aligned(Align::Right));
        }
        if let (Some(mark), Some(line)) = (self.mark, lines.first()) {
            let width = text_width(line, 32.0, Weight::Regular);
            let centre = Point::new(right - width - 22.0, 176.0);
            block.mark(centre, 13.0, mark, false);
        }
    }
}

/// The size of a page.
fn size(screen: Screen) -> Size {
    Size {
        width: screen.width,
        height: HEIGHT,
    }
}
