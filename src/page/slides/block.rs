//! What slides are put together from: blocks that stand below each other.

use super::super::colour::{Colour, Fill, Pen};
use super::super::geometry::{Point, Rect};
use super::super::item::{Form, Item, Text};
use super::super::leaf::Page;
use super::super::measure::{Weight, wrapped};
use super::super::part::Part;
use crate::model::Role;
use crate::model::workspace::TaskIx;
use crate::num;

/// The colours of slides: those of the window's theme for projectors, 7 : 1 and more on white.
pub(super) mod ink {
    use super::Colour;

    pub const TEXT: Colour = Colour(0x000000);
    pub const DIM: Colour = Colour(0x2f3842);
    pub const FAINT: Colour = Colour(0x404a55);
    /// What is not in the spotlight.
    pub const QUIET: Colour = Colour(0x69727c);
    pub const HAIRLINE: Colour = Colour(0xc9ced5);
    pub const LINE: Colour = Colour(0x6d7680);
    pub const ACCENT: Colour = Colour(0x00497d);
    pub const TINT: Colour = Colour(0xebf1f5);
    pub const SELECTION: Colour = Colour(0xd1dee8);
    pub const WARNING: Colour = Colour(0x5f3900);
    /// The pages of a slide that are still to come.
    pub const LATER: Colour = Colour(0xc9ced9);
    /// The roles, by `Role::index`.
    pub const ROLES: [Colour; 5] = [
        ACCENT,
        DIM,
        Colour(0x7a3d00),
        Colour(0x00513c),
        Colour(0x6d2f58),
    ];
}

/// A mark on a slide.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Mark {
    /// A body's own role.
    Own(Role),
    /// A role through a collective.
    Through(Role),
    /// A target.
    Target,
}

/// Something that stands on one page, measured from its own left and top edge.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    pub page: Page,
    pub height: f32,
    /// The task that it is about, if it is about one.
    pub task: Option<TaskIx>,
}

/// A cell of text in a block.
pub(super) struct Words<'a> {
    pub text: &'a str,
    pub size: f32,
    pub step: f32,
    pub colour: Colour,
    pub bold: bool,
}

impl<'a> Words<'a> {
    pub fn new(text: &'a str, size: f32, colour: Colour) -> Self {
        Self {
            text,
            size,
            step: (size * 1.25).round(),
            colour,
            bold: false,
        }
    }

    pub fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub fn weight(&self) -> Weight {
        if self.bold {
            Weight::Bold
        } else {
            Weight::Regular
        }
    }

    pub fn lines(&self, room: f32) -> Vec<String> {
        wrapped(self.text, self.size, self.weight(), room)
    }
}

impl Block {
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds lines from a baseline on; gives how far they reach below it.
    pub fn words(&mut self, at: Point, room: f32, words: &Words<'_>) -> f32 {
        let mut down = 0.0;
        self.page.part(Part::Paragraph);
        for (nth, line) in words.lines(room).iter().enumerate() {
            down = num::float(nth) * words.step;
            let at = Point::new(at.x, at.y + down);
            let text = Text::new(at, words.size, words.colour, line);
            self.page.text(if words.bold { text.bold() } else { text });
        }
        self.page.part(Part::Ornament);
        down
    }

    /// Adds a mark; a quiet one is not in the spotlight.
    pub fn mark(&mut self, centre: Point, radius: f32, mark: Mark, quiet: bool) {
        let tone = |colour: Colour| if quiet { paler(colour) } else { colour };
        match mark {
            Mark::Target => {
                let at = |x: f32, y: f32| Point::new(centre.x + x * radius, centre.y + y * radius);
                let form = Form::Polygon(vec![
                    at(0.0, -1.0),
                    at(1.0, 0.0),
                    at(0.0, 1.0),
                    at(-1.0, 0.0),
                ]);
                self.page.shape(form, Some(Fill::Solid(ink::ACCENT)), None);
            }
            Mark::Own(role) => {
                let colour = tone(ink::ROLES[role.index()]);
                let before = self.page.items.len();
                self.page.mark(centre, radius, role);
                for item in &mut self.page.items[before..] {
                    if let Item::Shape(shape) = item {
                        shape.fill = shape.fill.map(|_| Fill::Solid(colour));
                        shape.pen = shape.pen.map(|pen| Pen { colour, ..pen });
                    }
                }
                self.page.items.retain(|item| !is_hidden(item));
            }
            Mark::Through(role) => {
                let colour = tone(ink::ROLES[role.index()]);
                let width = radius * 0.24;
                let pen = Pen::new(width, colour).dashed(radius * 0.5, radius * 0.36);
                let form = Form::Circle(centre, radius - width / 2.0);
                self.page.shape(form, None, Some(pen));
            }
        }
    }

    /// The block in parts that are not higher than this, where it is higher.
    pub fn parts(self, room: f32) -> Vec<Self> {
        if self.height <= room {
            return vec![self];
        }
        let mut parts: Vec<Self> = Vec::new();
        let mut begin = 0.0;
        while begin < self.height {
            let end = begin + room;
            // No text is cut in two: the part ends above the first that would be.
            let cut = self.page.items.iter().map(Item::bounds);
            let cut = cut
                .filter(|bounds| bounds.top > begin && bounds.top < end && bounds.bottom > end)
                .map(|bounds| bounds.top)
                .fold(end, f32::min);
            let mut part = Self {
                height: (cut - begin).min(self.height - begin),
                page: Page::new(self.page.size),
                task: self.task,
            };
            for (kind, items) in self.page.runs() {
                let items = items.iter().filter(|item| {
                    let top = item.bounds().top.max(0.0);
                    top >= begin && top < cut
                });
                let items: Vec<Item> = items.cloned().collect();
                if !items.is_empty() {
                    part.page.part(kind.clone());
                    part.page.items.extend(items);
                }
            }
            part.page = part.page.moved(0.0, -begin);
            parts.push(part);
            begin = cut;
        }
        parts
    }
}

/// Slides are read as text: a mark's own character stands nowhere behind the words.
fn is_hidden(item: &Item) -> bool {
    matches!(item, Item::Text(text) if text.colour.is_none())
}

fn paler(colour: Colour) -> Colour {
    let [red, green, blue] = colour.rgb().map(|value| {
        let value = u32::from(value);
        (value * 62 + 255 * 38) / 100
    });
    Colour(red << 16 | green << 8 | blue)
}

/// Puts a block on a page.
pub(super) fn put(page: &mut Page, block: &Block, top: f32) {
    let moved = block.page.clone().moved(0.0, top);
    for (part, items) in moved.runs() {
        page.part(part.clone());
        page.items.extend(items.iter().cloned());
    }
    page.part(Part::Ornament);
}

/// A filled rectangle with round corners.
pub(super) fn ground(page: &mut Page, rect: Rect, radius: f32, colour: Colour) {
    page.shape(Form::Rect(rect, radius), Some(Fill::Solid(colour)), None);
}
