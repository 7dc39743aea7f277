//! The slide of a body's part of the matrix.

use super::super::colour::Pen;
use super::super::geometry::{Point, Rect};
use super::super::item::{Align, Text};
use super::super::leaf::Page;
use super::super::measure::{Weight, stack_length, text_width};
use super::super::part::Part;
use super::block::{Block, Laid, Leaf, Mark, Words, ground, ink, put};
use super::{BOTTOM, LEAST, MARGIN, Screen, size, titled};
use crate::num;
use crate::view::run::{Slice, SliceLine};

/// The size of a stacked name, and from one of its characters to the next.
const NAME: f32 = 29.0;
const STEP: f32 = 31.0;
/// How long a stacked name may be before it goes on beside itself.
const STACK: f32 = 318.0;
/// From one stack of a name to the next.
const BESIDE: f32 = 35.0;

/// A column with a name in stacks.
struct Column {
    place: usize,
    stacks: Vec<String>,
    width: f32,
}

/// How a slice is laid out: where its columns stand on which page.
struct Plan {
    head: Block,
    bands: Vec<Vec<Column>>,
    first: f32,
    clause: f32,
    clause_room: f32,
    top: f32,
}

fn stacks(name: &str) -> Vec<String> {
    let mut stacks: Vec<String> = vec![String::new()];
    for c in name.chars() {
        if let Some(last) = stacks.last_mut() {
            last.push(c);
            if stack_length(last, NAME, STEP, Weight::Bold) > STACK && last.chars().count() > 1 {
                last.pop();
                stacks.push(c.to_string());
            }
        }
    }
    stacks
}

impl Plan {
    fn new(slice: &Slice, screen: Screen) -> Self {
        let title_room = if screen.is_narrow() { 420.0 } else { 560.0 };
        let first = MARGIN + title_room;
        let clause_room = slice
            .lines
            .iter()
            .map(|line| text_width(&line.clause, LEAST, Weight::Regular) + 1.0)
            .fold(130.0, f32::max)
            .min(190.0);
        let clause = screen.right() - clause_room;
        let mut head = Block::new();
        let (name_size, lines) = titled(&slice.name, 72.0, title_room - 20.0);
        let mut base = if lines.len() == 1 {
            148.0
        } else {
            60.0 + name_size
        };
        head.page.part(Part::Title);
        for (nth, line) in lines.iter().enumerate() {
            base += if nth > 0 { name_size * 1.2 } else { 0.0 };
            let at = Point::new(MARGIN, base);
            head.page
                .text(Text::new(at, name_size, ink::TEXT, line).bold());
        }
        for caption in &slice.captions {
            base += 48.0;
            let words = Words::new(caption, 32.0, ink::DIM);
            base += head.words(Point::new(MARGIN, base), title_room - 20.0, &words);
        }
        head.height = (base + 40.0).max(388.0);
        let columns = slice.columns.iter().enumerate().map(|(place, column)| {
            let stacks = stacks(&column.name);
            let width = (num::float(stacks.len()) * BESIDE + 20.0).max(84.0);
            Column {
                place,
                stacks,
                width,
            }
        });
        let room = clause - 24.0 - first;
        let mut bands: Vec<Vec<Column>> = vec![Vec::new()];
        let mut left = room;
        let mut own = None;
        for column in columns {
            if column.place == 0 {
                own = Some((column.stacks.clone(), column.width));
            }
            if column.width > left && bands.last().is_some_and(|band| band.len() > 1) {
                // The body itself stands first on every page.
                let (stacks, width) = own.clone().unwrap_or_default();
                bands.push(vec![Column {
                    place: 0,
                    stacks,
                    width,
                }]);
                left = room - width;
            }
            left -= column.width;
            if let Some(band) = bands.last_mut() {
                band.push(column);
            }
        }
        let top = head.height;
        Self {
            head,
            bands,
            first,
            clause,
            clause_room,
            top,
        }
    }

    /// A row of a band of columns.
    fn row(&self, line: &SliceLine, band: &[Column], screen: Screen, light: Light) -> Block {
        let mut block = Block::new();
        block.task = Some(line.task);
        let is_lit = light == Light::Here;
        let quiet = light == Light::Elsewhere;
        let tone = |colour| if quiet { ink::QUIET } else { colour };
        let room = self.first - MARGIN - 24.0;
        let title = if is_lit {
            Words::new(&line.title, 42.0, ink::TEXT).bold()
        } else {
            Words {
                step: 40.0,
                ..Words::new(&line.title, 32.0, tone(ink::TEXT))
            }
        };
        let base = if is_lit { 56.0 } else { 45.0 };
        let mut below = Block::new();
        let mut down = below.words(Point::new(MARGIN, base), room, &title);
        if is_lit && !line.targets.is_empty() {
            down += 42.0;
            let words = Words::new(&line.targets, LEAST, ink::DIM);
            down += below.words(Point::new(MARGIN, base + down), room, &words);
        }
        let height = if is_lit {
            (base + down + 20.0).max(116.0)
        } else {
            66.0 + down
        };
        if is_lit {
            let rect = Rect::new(MARGIN - 32.0, 0.0, screen.right() + 32.0, height);
            ground(&mut block.page, rect, 8.0, ink::SELECTION);
            let bar = Rect::new(MARGIN - 32.0, 0.0, MARGIN - 24.0, height);
            ground(&mut block.page, bar, 4.0, ink::ACCENT);
        }
        put(&mut block.page, &below, 0.0);
        let middle = if is_lit { height / 2.0 } else { 33.0 };
        let radius = if is_lit { 21.0 } else { 13.0 };
        let mut x = self.first;
        for column in band {
            let centre = Point::new(x + column.width / 2.0, middle);
            for (place, role, through) in &line.marks {
                if *place == column.place {
                    let mark = if *through {
                        Mark::Through(*role)
                    } else {
                        Mark::Own(*role)
                    };
                    block.mark(centre, radius, mark, quiet);
                }
            }
            x += column.width;
        }
        let clause = Words::new(&line.clause, LEAST, tone(ink::FAINT));
        let at = Point::new(self.clause, middle + 10.0);
        let down = block.words(at, self.clause_room, &clause);
        block.height = height.max(middle + 33.0 + down);
        block
    }

    /// The rows of each page. Every page keeps room for one row in the spotlight.
    fn pages(&self, slice: &Slice, screen: Screen) -> Vec<Vec<usize>> {
        let room = BOTTOM - self.top;
        let band: &[Column] = &[];
        let mut pages: Vec<Vec<usize>> = vec![Vec::new()];
        let (mut used, mut more) = (0.0, 0.0_f32);
        for (nth, line) in slice.lines.iter().enumerate() {
            let height = self.row(line, band, screen, Light::Nowhere).height;
            let lit = self.row(line, band, screen, Light::Here).height - height;
            let needed = used + height + more.max(lit);
            if needed > room && pages.last().is_some_and(|page| !page.is_empty()) {
                pages.push(Vec::new());
                (used, more) = (0.0, 0.0);
            }
            used += height;
            more = more.max(lit);
            if let Some(page) = pages.last_mut() {
                page.push(nth);
            }
        }
        pages
    }

    fn heads(&self, band: &[Column], bold: impl Fn(usize) -> Option<bool>) -> Block {
        let mut block = Block::new();
        let mut x = self.first;
        for column in band {
            let colour = match (column.place, bold(column.place)) {
                (0, _) => ink::ACCENT,
                (_, Some(false)) => ink::QUIET,
                _ => ink::TEXT,
            };
            let is_bold = column.place == 0 || bold(column.place) == Some(true);
            let wide = BESIDE * num::float(column.stacks.len().saturating_sub(1));
            block.page.part(Part::Paragraph);
            for (nth, stack) in column.stacks.iter().enumerate() {
                // Names are read from the left here, as all else on the slide is.
                let at = x + column.width / 2.0 - wide / 2.0 + BESIDE * num::float(nth);
                let highest = column
                    .stacks
                    .iter()
                    .map(|stack| stack_length(stack, NAME, STEP, Weight::Bold))
                    .fold(0.0, f32::max);
                let base = self.top - 20.0 - highest + STEP - 2.0;
                let text = Text::new(Point::new(at, base), NAME, colour, stack);
                let text = text.aligned(Align::Centre).stacked(STEP);
                block.page.text(if is_bold { text.bold() } else { text });
            }
            x += column.width;
        }
        block.page.part(Part::Ornament);
        block
    }
}

/// Where the spotlight is, for a row.
#[derive(Clone, Copy, PartialEq)]
enum Light {
    Nowhere,
    Here,
    Elsewhere,
}

/// The lines of the slice that one of its pages shows.
pub(super) fn rows_of(slice: &Slice, screen: Screen, page: usize) -> Vec<usize> {
    let plan = Plan::new(slice, screen);
    let pages = plan.pages(slice, screen);
    pages
        .get(page / plan.bands.len().max(1))
        .cloned()
        .unwrap_or_default()
}

/// The pages of a slice: for each run of rows all columns, on as many pages as they need. `lit` is
/// a page and the row of it that stands in the spotlight.
pub(super) fn lay(slice: &Slice, screen: Screen, lit: Option<(usize, usize)>) -> Vec<Leaf> {
    let plan = Plan::new(slice, screen);
    let mut pages = Vec::new();
    for rows in plan.pages(slice, screen) {
        let tall = rows.len() == 1;
        for band in &plan.bands {
            let here = lit
                .filter(|(page, row)| *page == pages.len() && *row < rows.len())
                .map(|(_, row)| row);
            let laid: Vec<Block> = rows
                .iter()
                .enumerate()
                .map(|(nth, line)| {
                    let light = match here {
                        None => Light::Nowhere,
                        Some(row) if row == nth && !tall => Light::Here,
                        Some(_) => Light::Elsewhere,
                    };
                    let light = if tall { Light::Nowhere } else { light };
                    plan.row(&slice.lines[*line], band, screen, light)
                })
                .collect();
            let parts = Laid::split(laid, BOTTOM - plan.top);
            for part in parts {
                let lit_line = here.and_then(|row| slice.lines.get(*rows.get(row)?));
                let mut page = Page::new(size(screen));
                let bottom = plan.top + part.iter().map(|row| row.height).sum::<f32>();
                if let Some(own) = band.first().filter(|column| column.place == 0) {
                    let tint = Rect::new(plan.first, 48.0, plan.first + own.width, bottom);
                    ground(&mut page, tint, 8.0, ink::TINT);
                }
                put(&mut page, &plan.head, 0.0);
                let heads = plan.heads(band, |place| {
                    lit_line.map(|line| line.marks.iter().any(|mark| mark.0 == place))
                });
                put(&mut page, &heads, 0.0);
                let line = Pen::new(2.0, ink::LINE);
                page.hline(MARGIN, screen.right(), plan.top, line);
                let mut y = plan.top;
                let mut leaf = Leaf::from(page);
                for (nth, row) in part.iter().enumerate() {
                    put(&mut leaf.page, row, y);
                    leaf.note(row, y);
                    y += row.height;
                    let last = nth + 1 == part.len();
                    let pen = if last {
                        line
                    } else {
                        Pen::new(1.5, ink::HAIRLINE)
                    };
                    leaf.page.hline(MARGIN, screen.right(), y, pen);
                }
                pages.push(leaf);
            }
        }
    }
    pages
}
