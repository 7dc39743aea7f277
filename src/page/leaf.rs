//! A page, and how things are put on it.

use super::colour::{Colour, Fill, Pen, ink};
use super::geometry::{Point, Rect, Size};
use super::item::{Align, Form, Item, Shape, Text};
use super::part::Part;
use crate::model::Role;

/// A page: what stands on it, in reading order. Later items cover earlier ones.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// The size of the page, in points.
    pub size: Size,
    /// The shapes and texts on it, in reading order.
    pub items: Vec<Item>,
    /// What items are to somebody who hears the page, from the place of the first of them on.
    parts: Vec<(usize, Part)>,
}

impl Page {
    /// An empty page.
    #[must_use]
    pub fn new(size: Size) -> Self {
        Self {
            size,
            items: Vec::new(),
            parts: Vec::new(),
        }
    }

    /// Says what the items are that are added from here on. Ornaments, until something is said.
    pub fn part(&mut self, part: impl Into<Part>) {
        let part = part.into();
        let at = self.items.len();
        match self.parts.last_mut() {
            Some((from, last)) if *from == at => *last = part,
            Some((_, last)) if last.is_silent() && *last == part => {}
            _ => self.parts.push((at, part)),
        }
    }

    /// The items in their order, with what they are.
    pub fn runs(&self) -> impl Iterator<Item = (&Part, &[Item])> {
        const SILENT: &Part = &Part::Ornament;
        let begins = self.parts.iter().map(|(from, part)| (*from, part));
        let begins = std::iter::once((0, SILENT)).chain(begins);
        let ends = self.parts.iter().map(|(from, _)| *from);
        let ends = ends.chain(std::iter::once(self.items.len()));
        begins
            .zip(ends)
            .map(|((from, part), to)| (part, &self.items[from..to]))
            .filter(|(_, items)| !items.is_empty())
    }

    /// The same page with everything on it moved right and down by these distances, in points.
    #[must_use]
    pub fn moved(mut self, x: f32, y: f32) -> Self {
        for item in &mut self.items {
            item.shift(x, y);
        }
        self
    }

    /// The same page with everything on it larger or smaller by this factor.
    #[must_use]
    pub fn scaled(mut self, by: f32) -> Self {
        self.size.width *= by;
        self.size.height *= by;
        for item in &mut self.items {
            item.scale(by);
        }
        self
    }

    /// Adds what stands on another page, with what it is to somebody who hears it.
    pub fn append(&mut self, other: Self) {
        let before = self.items.len();
        self.part(Part::Ornament);
        let parts = other.parts.into_iter();
        self.parts
            .extend(parts.map(|(from, part)| (from + before, part)));
        self.items.extend(other.items);
    }

    /// Adds a text.
    pub fn text(&mut self, text: Text) {
        if !text.words.is_empty() {
            self.items.push(Item::Text(text));
        }
    }

    /// Adds a filled rectangle.
    pub fn fill(&mut self, rect: Rect, colour: Colour) {
        self.shape(Form::Rect(rect, 0.0), Some(Fill::Solid(colour)), None);
    }

    /// Adds a straight line.
    pub fn line(&mut self, from: Point, to: Point, pen: Pen) {
        self.shape(Form::Path(vec![from, to]), None, Some(pen));
    }

    /// Adds a horizontal line.
    pub fn hline(&mut self, left: f32, right: f32, y: f32, pen: Pen) {
        self.line(Point::new(left, y), Point::new(right, y), pen);
    }

    /// Adds a vertical line.
    pub fn vline(&mut self, x: f32, top: f32, bottom: f32, pen: Pen) {
        self.line(Point::new(x, top), Point::new(x, bottom), pen);
    }

    /// Adds a shape.
    pub fn shape(&mut self, form: Form, fill: Option<Fill>, pen: Option<Pen>) {
        self.items.push(Item::Shape(Shape { form, fill, pen }));
    }

    /// Adds the mark of a role around a centre, and its character to be found and copied.
    ///
    /// The shapes are the window's, see `ui/marks.rs`.
    pub fn mark(&mut self, centre: Point, radius: f32, role: Role) {
        let colour = ink::role(role);
        let width = radius * 0.28;
        let pen = Pen::new(width, colour);
        let ring = radius - width / 2.0;
        let corner = |x: f32, y: f32| Point::new(centre.x + x * ring, centre.y + y * ring);
        let (form, fill, pen) = match role {
            Role::Lead => (
                Form::Circle(centre, radius),
                Some(Fill::Solid(colour)),
                None,
            ),
            Role::Responsible => (Form::Circle(centre, ring), None, Some(pen)),
            Role::Support => (
                Form::Polygon(vec![corner(0.0, -1.0), corner(1.0, 0.8), corner(-1.0, 0.8)]),
                None,
                Some(pen),
            ),
            Role::Member => (
                Form::Polygon(vec![
                    corner(0.0, -1.12),
                    corner(1.12, 0.0),
                    corner(0.0, 1.12),
                    corner(-1.12, 0.0),
                ]),
                None,
                Some(pen),
            ),
            Role::Oversee => {
                let reach = ring - radius / 12.0;
                let rect = Rect::new(centre.x, centre.y, centre.x, centre.y).grown(reach);
                (Form::Rect(rect, 0.0), None, Some(pen))
            }
        };
        self.shape(form, fill, pen);
        let size = 2.0 * radius;
        let baseline = Point::new(centre.x, centre.y + 0.38 * size);
        let words = Text::new(baseline, size, colour, role.mark());
        self.text(words.aligned(Align::Centre).hidden());
    }
}
