//! A run of slides as pages: a screen instead of paper.
//!
//! Slides are laid out 1080 units high whatever the screen; nothing on them is smaller than
//! [`LEAST`] units, nothing is cut off: what does not fit on a page goes on on the next. As they are
//! [`Pages`], they are painted, printed and exported like any others.

mod block;
mod duties;
mod matrix;
mod plain;
mod schedule;
mod shared;
mod told;

use super::geometry::{Point, Rect, Size};
use super::item::{Align, Text};
use super::leaf::Page;
use super::measure::{Weight, text_width, wrapped};
use super::part::Part;
use super::{Bookmark, Pages};
use crate::model::workspace::TaskIx;
use crate::num;
use crate::view::run::{Content, Run, Slide};
use block::{Block, Leaf, ink};

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
#[derive(Debug)]
pub struct SlidePages {
    run: std::sync::Arc<Run>,
    screen: Screen,
    places: Vec<Place>,
    pages: Vec<Leaf>,
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
    pub fn new(run: &std::sync::Arc<Run>, screen: Screen) -> Self {
        let laid: Vec<Vec<Leaf>> = run
            .slides
            .iter()
            .map(|slide| lay(slide, screen, None))
            .collect();
        let all = laid.iter().map(Vec::len).sum();
        let mut places = Vec::with_capacity(all);
        let mut pages = Vec::with_capacity(all);
        for (slide, of_slide) in laid.into_iter().enumerate() {
            let of = of_slide.len();
            for (nth, page) in of_slide.into_iter().enumerate() {
                let place = Place { slide, nth, of };
                let source = &run.slides[slide].source;
                let at = (!run.is_answer).then_some((pages.len(), all));
                pages.push(Leaf {
                    page: with_foot(page.page, screen, source, place, at),
                    tasks: page.tasks,
                });
                places.push(place);
            }
        }
        Self {
            run: std::sync::Arc::clone(run),
            screen,
            places,
            pages,
        }
    }

    /// The run that it shows.
    #[must_use]
    pub fn run(&self) -> &std::sync::Arc<Run> {
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
        self.places.get(page).copied()
    }

    /// The first page of a slide.
    #[must_use]
    pub fn first_of(&self, slide: usize) -> Option<usize> {
        self.places.iter().position(|place| place.slide == slide)
    }

    /// The task that stands at a height of a page, in units from its upper edge.
    #[must_use]
    pub fn task_at(&self, page: usize, y: f32) -> Option<TaskIx> {
        let rows = &self.pages.get(page)?.tasks;
        let found = rows
            .iter()
            .find(|(top, bottom, _)| (*top..*bottom).contains(&y));
        found.map(|(.., task)| *task)
    }

    /// The tasks on a page, from the top.
    pub fn tasks_of(&self, page: usize) -> impl Iterator<Item = TaskIx> {
        let leaf = self.pages.get(page);
        let tasks = leaf.into_iter().flat_map(|leaf| &leaf.tasks);
        tasks.map(|(.., task)| *task)
    }

    /// How many rows of a page can stand in the spotlight: those of a matrix.
    #[must_use]
    pub fn spots(&self, page: usize) -> usize {
        let slide = self
            .place(page)
            .map(|place| (&self.run.slides[place.slide], place.nth));
        match slide.map(|(slide, nth)| (&slide.content, nth)) {
            Some((Content::Slice(part), nth)) => matrix::rows_of(part, self.screen, nth).len(),
            _ => 0,
        }
    }

    /// A page with one of its rows in the spotlight; without, where it has no such row.
    #[must_use]
    pub fn lit(&self, page: usize, row: Option<usize>) -> Page {
        let plain = || self.page(page);
        let (Some(place), Some(row)) = (self.place(page), row) else {
            return plain();
        };
        let slide = &self.run.slides[place.slide];
        let Content::Slice(_) = slide.content else {
            return plain();
        };
        let pages = lay(slide, self.screen, Some((place.nth, row)));
        match pages.into_iter().nth(place.nth) {
            Some(lit) => {
                let all = (!self.run.is_answer).then_some((page, self.pages.len()));
                with_foot(lit.page, self.screen, &slide.source, place, all)
            }
            None => plain(),
        }
    }
}

impl Pages for SlidePages {
    fn title(&self) -> &str {
        &self.run.title
    }

    fn count(&self) -> usize {
        self.pages.len()
    }

    fn page(&self, nth: usize) -> Page {
        let leaf = self.pages.get(nth);
        leaf.map(|leaf| leaf.page.clone()).unwrap_or_default()
    }

    fn bookmarks(&self) -> Vec<Bookmark> {
        let firsts = self.places.iter().enumerate();
        firsts
            .filter(|(_, place)| place.nth == 0)
            .map(|(page, place)| Bookmark {
                level: 0,
                title: self.run.slides[place.slide].title().to_owned(),
                page,
                top: 0.0,
            })
            .collect()
    }
}

fn lay(slide: &Slide, screen: Screen, lit: Option<(usize, usize)>) -> Vec<Leaf> {
    match &slide.content {
        Content::Cover(cover) => vec![plain::cover(cover, screen).into()],
        Content::Duties(duties) => duties::lay(duties, screen).pages(screen),
        Content::Slice(part) => matrix::lay(part, screen, lit),
        Content::Schedule(it) => schedule::lay(it, screen).pages(screen),
        Content::Shared(shared) => shared::lay(shared, screen).pages(screen),
        Content::Due(due) => plain::due(due, screen).pages(screen),
        Content::Changed(changed) => plain::changed(slide.title(), changed, screen).pages(screen),
        Content::Told(told) => told::lay(told, screen).pages(screen),
        Content::Overview(overview) => {
            plain::overview(slide.title(), overview, screen).pages(screen)
        }
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
