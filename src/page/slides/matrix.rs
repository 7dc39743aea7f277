//! The slide of a body's part of the matrix.

use std::sync::Arc;

use super::super::colour::Pen;
use super::super::geometry::{Point, Rect};
use super::super::item::{Align, Text};
use super::super::leaf::Page;
use super::super::measure::{Weight, stack_length, text_width};
use super::super::part::Part;
use super::block::{Block, Mark, Words, ground, ink, put};
use super::rows::{Piece, pieces};
use super::{BOTTOM, LEAST, MARGIN, Screen, size, titled};
use crate::model::Role;
use crate::num;
use crate::terms;
use crate::view::run::{Slice, SliceLine};

/// The size of a stacked name, and from one of its characters to the next.
const NAME: f32 = 29.0;
const STEP: f32 = 31.0;
/// How long a stacked name may be before it goes on beside itself.
const STACK: f32 = 318.0;
/// The size of what the marks mean.
const LEGEND: f32 = 28.0;
/// Where the lines between groups of columns begin.
const GROUPS: f32 = 137.0;
/// From one stack of a name to the next.
const BESIDE: f32 = 35.0;

/// A column with a name in stacks.
struct Column {
    place: usize,
    stacks: Vec<String>,
    width: f32,
    group: usize,
}

/// How a slice is laid out.
struct Plan {
    head: Block,
    /// All columns, the body's own first.
    columns: Vec<Column>,
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

/// What the marks of a slice mean, below its captions.
fn legend(head: &mut Block, slice: &Slice, base: &mut f32, right: f32) {
    const RADIUS: f32 = 13.0;
    let marks = || slice.lines.iter().flat_map(|line| &line.marks);
    let roles = Role::ALL.into_iter();
    let own = roles
        .filter(|role| marks().any(|mark| mark.1 == *role && !mark.2))
        .map(|role| (Mark::Own(role), role.label()));
    let through = marks().find(|mark| mark.2);
    let through = through.map(|mark| (Mark::Through(mark.1), terms::THROUGH));
    let mut x = MARGIN;
    *base += 56.0;
    head.page.part(Part::Paragraph);
    for (mark, label) in own.chain(through) {
        let width = 2.0 * RADIUS + 10.0 + text_width(label, LEGEND, Weight::Regular);
        if x > MARGIN && x + width > right {
            x = MARGIN;
            *base += 44.0;
        }
        head.mark(Point::new(x + RADIUS, *base - 10.0), RADIUS, mark, false);
        let at = Point::new(x + 2.0 * RADIUS + 10.0, *base);
        head.page.text(Text::new(at, LEGEND, ink::TEXT, label));
        x += width + 30.0;
    }
    head.page.part(Part::Ornament);
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
        legend(&mut head, slice, &mut base, MARGIN + title_room - 20.0);
        head.height = (base + 40.0).max(388.0);
        let columns = slice.columns.iter().enumerate().map(|(place, column)| {
            let stacks = stacks(&column.name);
            let width = (num::float(stacks.len()) * BESIDE + 20.0).max(84.0);
            Column {
                place,
                stacks,
                width,
                group: column.group,
            }
        });
        let columns = columns.collect();
        let top = head.height;
        Self {
            head,
            columns,
            first,
            clause,
            clause_room,
            top,
        }
    }

    /// The columns that some rows have marks in, by their places, a page's beside each other. The
    /// body itself stands first on every page.
    fn bands(&self, lines: &[&SliceLine]) -> Vec<Vec<usize>> {
        let mut used = vec![false; self.columns.len()];
        for (place, ..) in lines.iter().flat_map(|line| &line.marks) {
            used[*place] = true;
        }
        let room = self.clause - 24.0 - self.first;
        let own = self.columns.first().map_or(0.0, |column| column.width);
        let mut bands: Vec<Vec<usize>> = vec![vec![0]];
        let mut left = room - own;
        for column in self.columns.iter().skip(1).filter(|it| used[it.place]) {
            if column.width > left && bands.last().is_some_and(|band| band.len() > 1) {
                bands.push(vec![0]);
                left = room - own;
            }
            left -= column.width;
            if let Some(band) = bands.last_mut() {
                band.push(column.place);
            }
        }
        bands
    }

    /// The columns of a band.
    fn columns(&self, band: &[usize]) -> Vec<&Column> {
        let columns = band.iter();
        columns
            .filter_map(|place| self.columns.get(*place))
            .collect()
    }

    /// A row of a band of columns.
    fn row(&self, line: &SliceLine, band: &[&Column], screen: Screen, light: Light) -> Block {
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
    fn groups(&self, slice: &Slice, screen: Screen) -> Vec<Group> {
        let room = BOTTOM - self.top;
        let band: &[&Column] = &[];
        let mut groups: Vec<Group> = vec![Group::default()];
        let (mut used, mut more) = (0.0, 0.0_f32);
        for (nth, line) in slice.lines.iter().enumerate() {
            let height = self.row(line, band, screen, Light::Nowhere).height;
            let lit = self.row(line, band, screen, Light::Here).height - height;
            let needed = used + height + more.max(lit);
            if needed > room && groups.last().is_some_and(|group| !group.rows.is_empty()) {
                groups.push(Group::default());
                (used, more) = (0.0, 0.0);
            }
            used += height;
            more = more.max(lit);
            if let Some(group) = groups.last_mut() {
                group.rows.push(Piece {
                    row: nth,
                    part: 0,
                    height,
                    task: Some(line.task),
                });
            }
        }
        // A row too high for any page goes on over several, for each band of columns.
        for group in &mut groups {
            let lines = group.rows.iter().map(|piece| &slice.lines[piece.row]);
            group.bands = self.bands(&lines.collect::<Vec<_>>());
            let first = group.rows.first().filter(|piece| piece.height > room);
            group.tall = first.map(|piece| {
                let (nth, line) = (piece.row, &slice.lines[piece.row]);
                let of_band = |(band, places): (usize, &Vec<usize>)| {
                    let columns = self.columns(places);
                    let row = self.row(line, &columns, screen, Light::Nowhere);
                    pieces(nth, row, room).map(move |piece| (band, piece))
                };
                group.bands.iter().enumerate().flat_map(of_band).collect()
            });
        }
        groups
    }

    fn heads(&self, band: &[&Column], bold: impl Fn(usize) -> Option<bool>) -> Block {
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

/// A run of rows that stand on one page, for each band of columns.
#[derive(Default)]
struct Group {
    rows: Vec<Piece>,
    /// The columns that the rows have marks in, by their places, a page's beside each other.
    bands: Vec<Vec<usize>>,
    /// Of one row that no page has room for: its pages, each with the band that it shows.
    tall: Option<Vec<(usize, Piece)>>,
}

/// A slice whose pages are counted: for each run of rows its columns, on as many pages as they need.
pub(super) struct Grid {
    slice: Arc<Slice>,
    screen: Screen,
    plan: Plan,
    groups: Vec<Group>,
    /// The first page of each group.
    firsts: Vec<usize>,
    count: usize,
}

impl Grid {
    /// Counts the pages of a slice.
    pub fn new(slice: &Arc<Slice>, screen: Screen) -> Self {
        let plan = Plan::new(slice, screen);
        let groups = plan.groups(slice, screen);
        let mut firsts = Vec::with_capacity(groups.len());
        let mut count = 0;
        for group in &groups {
            firsts.push(count);
            count += group.tall.as_ref().map_or(group.bands.len(), Vec::len);
        }
        Self {
            slice: Arc::clone(slice),
            screen,
            plan,
            groups,
            firsts,
            count,
        }
    }

    /// How many pages there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Where the rows of a page begin.
    pub fn top(&self) -> f32 {
        self.plan.top
    }

    /// The columns that a page shows, by their places, and what stands on it below its head.
    fn place(&self, nth: usize) -> (&[usize], &[Piece]) {
        let known = self.firsts.partition_point(|first| *first <= nth);
        let at = known.saturating_sub(1);
        let (group, within) = (&self.groups[at], nth - self.firsts[at]);
        let band = |nth: usize| group.bands.get(nth).map_or(&[][..], Vec::as_slice);
        match &group.tall {
            None => (band(within), &group.rows),
            Some(pages) => pages.get(within).map_or((&[], &[]), |(nth, piece)| {
                (band(*nth), std::slice::from_ref(piece))
            }),
        }
    }

    /// What stands on a page below its head, from the top.
    pub fn pieces(&self, nth: usize) -> &[Piece] {
        self.place(nth).1
    }

    /// Makes a page, with one of its rows in the spotlight. A row that has the page to itself needs
    /// none.
    pub fn page(&self, nth: usize, lit: Option<usize>) -> Page {
        let (plan, screen) = (&self.plan, self.screen);
        let (band, rows) = self.place(nth);
        let columns = plan.columns(band);
        let band = columns.as_slice();
        let lit = lit.filter(|row| *row < rows.len());
        let is_alone = rows.len() == 1;
        let room = BOTTOM - plan.top;
        let mut laid: Vec<Block> = Vec::with_capacity(rows.len());
        for (nth, piece) in rows.iter().enumerate() {
            let light = match lit {
                Some(row) if row == nth && !is_alone => Light::Here,
                Some(_) if !is_alone => Light::Elsewhere,
                _ => Light::Nowhere,
            };
            let row = plan.row(&self.slice.lines[piece.row], band, screen, light);
            laid.extend(row.parts(room).into_iter().nth(piece.part));
        }
        let lit_line = lit.and_then(|row| self.slice.lines.get(rows.get(row)?.row));
        let mut page = Page::new(size(screen));
        let bottom = plan.top + laid.iter().map(|row| row.height).sum::<f32>();
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
        // Groups of columns are told apart, as in the matrix; the row in the spotlight covers it.
        let mut x = plan.first;
        for pair in band.windows(2) {
            x += pair[0].width;
            if pair[0].place > 0 && pair[0].group != pair[1].group {
                page.vline(x, GROUPS, bottom, Pen::new(1.5, ink::HAIRLINE));
            }
        }
        page.hline(MARGIN, screen.right(), plan.top, line);
        let mut y = plan.top;
        for (nth, row) in laid.iter().enumerate() {
            put(&mut page, row, y);
            y += row.height;
            let pen = if nth + 1 == laid.len() {
                line
            } else {
                Pen::new(1.5, ink::HAIRLINE)
            };
            page.hline(MARGIN, screen.right(), y, pen);
        }
        page
    }
}

#[cfg(test)]
mod tests;
