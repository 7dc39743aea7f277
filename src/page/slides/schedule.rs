//! The slide of when a body's targets and tasks are due.

use std::sync::Arc;

use super::super::colour::{Fill, Pen};
use super::super::geometry::{Point, Rect};
use super::super::item::{Align, Form, Text};
use super::super::measure::{Weight, text_width};
use super::super::part::Part;
use super::block::{Block, Mark, Words, ink};
use super::rows::Laid;
use super::{LEAST, MARGIN, Screen, head};
use crate::num;
use crate::view::run::{Schedule, ScheduleLine};

/// The share of the titles in the width.
const TITLES: f32 = 0.44;
const BASE: f32 = 54.0;
const RADIUS: f32 = 13.0;

/// Where the years stand.
struct Axis {
    left: f32,
    each: f32,
    first: i16,
    right: f32,
}

impl Axis {
    fn x(&self, at: f32) -> f32 {
        let x = self.left + (at - f32::from(self.first)) * self.each;
        x.clamp(self.left, self.right)
    }
}

pub(super) fn lay(schedule: &Arc<Schedule>, screen: Screen) -> Laid {
    let room = screen.right() - MARGIN;
    let titles = room * TITLES;
    let left = MARGIN + titles + 32.0;
    let (first, last) = schedule.years;
    let count = f32::from((last - first + 1).max(1));
    let axis = Axis {
        left,
        each: (screen.right() - left) / count,
        first,
        right: screen.right(),
    };
    let mut columns = Block::new();
    columns.height = 58.0;
    // Of many years so many are named as have room.
    let wide = text_width("2026", LEAST, Weight::Regular) + 16.0;
    let step = num::whole((wide / axis.each).ceil()).max(1);
    for (nth, year) in (first..=last).enumerate() {
        if !nth.is_multiple_of(step) {
            continue;
        }
        let at = Point::new(axis.x(f32::from(year) + 0.5), 38.0);
        columns.page.part(Part::Paragraph);
        let words = year.to_string();
        let text = Text::new(at, LEAST, ink::FAINT, &words).aligned(Align::Centre);
        columns.page.text(text);
    }
    let shown = Arc::clone(schedule);
    Laid {
        head: head(screen, &schedule.name, 84.0, &schedule.caption, &[]),
        columns,
        count: schedule.lines.len(),
        row: Box::new(move |nth| row(&shown.lines[nth], &shown, &axis, titles)),
    }
}

fn row(line: &ScheduleLine, schedule: &Schedule, axis: &Axis, titles: f32) -> Block {
    let mut block = Block::new();
    block.task = Some(line.task);
    let words = Words {
        step: 42.0,
        ..Words::new(&line.title, 34.0, ink::TEXT)
    };
    let down = block.words(Point::new(MARGIN, BASE), titles, &words);
    block.height = 80.0 + down;
    block.page.part(Part::Ornament);
    let (first, last) = schedule.years;
    for year in first..=last {
        let x = axis.x(f32::from(year));
        let line = Rect::new(x - 0.75, 0.0, x + 0.75, block.height);
        block.page.fill(line, ink::HAIRLINE);
    }
    let today = schedule.today;
    if (f32::from(first)..=f32::from(last) + 1.0).contains(&today) {
        let x = axis.x(today);
        let line = Rect::new(x - 1.5, 0.0, x + 1.5, block.height);
        block.page.fill(line, ink::ACCENT);
    }
    let y = 42.0;
    let width = text_width(&line.due, LEAST, Weight::Regular);
    let (x, align) = if let Some(end) = line.end {
        let x = axis.x(end);
        if let Some(begin) = line.begin {
            let stretch = Rect::new(axis.x(begin), y - 4.0, x, y + 4.0);
            block.page.fill(stretch, ink::LINE);
        }
        block.mark(Point::new(x - RADIUS, y), RADIUS, Mark::Target, false);
        let before = x - 2.0 * RADIUS - 12.0;
        // The words stand on the side that has room.
        if before - width > axis.left {
            (before, Align::Right)
        } else {
            ((x + 12.0).min(axis.right - width), Align::Left)
        }
    } else {
        for year in first..=last {
            let centre = Point::new(axis.x(f32::from(year) + 0.5), y);
            let form = Form::Circle(centre, RADIUS / 2.0);
            block
                .page
                .shape(form, Some(Fill::Solid(ink::ACCENT)), None::<Pen>);
        }
        (axis.right, Align::Right)
    };
    // Over lines and dots the words need a ground of their own.
    let left = match align {
        Align::Right => x - width,
        _ => x,
    };
    let ground = Rect::new(left - 8.0, 20.0, left + width + 8.0, 64.0);
    block
        .page
        .fill(ground, super::super::colour::Colour(0xffffff));
    block.page.part(Part::Paragraph);
    let text = Text::new(Point::new(x, BASE), LEAST, ink::DIM, &line.due);
    block.page.text(text.aligned(align));
    block.page.part(Part::Ornament);
    block
}
