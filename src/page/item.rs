//! What can stand on a page: shapes and texts.

use super::colour::{Colour, Fill, Pen};
use super::geometry::{Point, Rect};
use super::measure::{Glyph, Weight, placed, text_width};

/// The outline of a shape.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// A rectangle with corners of this radius.
    Rect(Rect, f32),
    /// A circle.
    Circle(Point, f32),
    /// A closed line through these points.
    Polygon(Vec<Point>),
    /// An open line through these points.
    Path(Vec<Point>),
}

impl Form {
    /// A rectangle around it, without the pen's width.
    #[must_use]
    pub fn bounds(&self) -> Rect {
        match self {
            Self::Rect(rect, _) => *rect,
            Self::Circle(centre, radius) => {
                Rect::new(centre.x, centre.y, centre.x, centre.y).grown(*radius)
            }
            Self::Polygon(points) | Self::Path(points) => {
                let first = points.first().copied().unwrap_or_default();
                points.iter().fold(
                    Rect::new(first.x, first.y, first.x, first.y),
                    |bounds, point| bounds.union(&Rect::new(point.x, point.y, point.x, point.y)),
                )
            }
        }
    }
}

/// A drawn shape.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// Its outline.
    pub form: Form,
    /// What fills it.
    pub fill: Option<Fill>,
    /// What its outline is drawn with.
    pub pen: Option<Pen>,
}

impl Shape {
    /// The slanted lines of a hatched rectangle, clipped to it.
    #[must_use]
    pub fn hatching(&self) -> Option<(Pen, Vec<(Point, Point)>)> {
        let (Some(Fill::Hatch(pen, gap)), Form::Rect(rect, radius)) = (self.fill, &self.form)
        else {
            return None;
        };
        // Inside the straight part of rounded corners nothing sticks out.
        let inset = radius.min(rect.width() / 2.0) * 0.3;
        let rect = Rect::new(rect.left + inset, rect.top, rect.right - inset, rect.bottom);
        let gap = gap.max(0.5);
        let mut lines = Vec::new();
        // Lines x + y = reach, from the left top corner to the right bottom one.
        let mut reach = rect.left + rect.top + gap / 2.0;
        while reach < rect.right + rect.bottom {
            let from_x = (reach - rect.bottom).max(rect.left);
            let to_x = (reach - rect.top).min(rect.right);
            if to_x > from_x {
                lines.push((
                    Point::new(from_x, reach - from_x),
                    Point::new(to_x, reach - to_x),
                ));
            }
            reach += gap;
        }
        Some((pen, lines))
    }
}

/// On which side of its place a text stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Begins there.
    #[default]
    Left,
    /// Has its middle there.
    Centre,
    /// Ends there.
    Right,
}

/// How the characters of a text follow each other.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Flow {
    /// On a line.
    #[default]
    Line,
    /// One below the other, so far apart; brackets are turned. The place is the middle of the
    /// first character's baseline.
    Stack(f32),
}

/// One line or stack of text. It does not wrap: [`super::wrapped`] makes lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// Where its baseline begins, is centred or ends.
    pub at: Point,
    /// The height of an em.
    pub size: f32,
    /// Regular or bold.
    pub weight: Weight,
    /// Its colour. `None` is not drawn but can be found and copied: what a drawn mark says.
    pub colour: Option<Colour>,
    /// Its side.
    pub align: Align,
    /// On a line or stacked.
    pub flow: Flow,
    /// The words.
    pub words: String,
}

impl Text {
    /// A regular text that begins at a place.
    #[must_use]
    pub fn new(at: Point, size: f32, colour: Colour, words: &str) -> Self {
        Self {
            at,
            size,
            weight: Weight::Regular,
            colour: Some(colour),
            align: Align::Left,
            flow: Flow::Line,
            // A line has no line breaks, and XML no control characters.
            words: words
                .chars()
                .map(|c| if c.is_control() { ' ' } else { c })
                .collect(),
        }
    }

    /// The same in bold.
    #[must_use]
    pub fn bold(self) -> Self {
        Self {
            weight: Weight::Bold,
            ..self
        }
    }

    /// The same on another side of its place.
    #[must_use]
    pub fn aligned(self, align: Align) -> Self {
        Self { align, ..self }
    }

    /// The same, stacked.
    #[must_use]
    pub fn stacked(self, step: f32) -> Self {
        Self {
            flow: Flow::Stack(step),
            ..self
        }
    }

    /// The same, not drawn.
    #[must_use]
    pub fn hidden(self) -> Self {
        Self {
            colour: None,
            ..self
        }
    }

    /// Its characters with the places of their baselines' beginnings.
    #[must_use]
    pub fn glyphs(&self) -> Vec<Glyph> {
        placed(self)
    }

    /// A rectangle around it: as wide as its characters, as high as Hanzi are.
    #[must_use]
    pub fn bounds(&self) -> Rect {
        // Hanzi reach from 0.88 em above the baseline to 0.12 em below it.
        let top = self.at.y - 0.88 * self.size;
        match self.flow {
            Flow::Line => {
                let width = text_width(&self.words, self.size, self.weight);
                let left = match self.align {
                    Align::Left => self.at.x,
                    Align::Centre => self.at.x - width / 2.0,
                    Align::Right => self.at.x - width,
                };
                Rect::new(left, top, left + width, top + self.size)
            }
            Flow::Stack(step) => {
                #[expect(clippy::cast_precision_loss, reason = "a name is short")]
                let steps = self.words.chars().count().saturating_sub(1) as f32;
                let half = self.size / 2.0;
                Rect::new(
                    self.at.x - half,
                    top,
                    self.at.x + half,
                    top + self.size + steps * step,
                )
            }
        }
    }
}

/// Something on a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A shape.
    Shape(Shape),
    /// A text.
    Text(Text),
}

impl Item {
    /// A rectangle around it, the pen's width included.
    #[must_use]
    pub fn bounds(&self) -> Rect {
        match self {
            Self::Shape(shape) => {
                let width = shape.pen.map_or(0.0, |pen| pen.width);
                shape.form.bounds().grown(width / 2.0)
            }
            Self::Text(text) => text.bounds(),
        }
    }

    /// Moves it.
    pub(super) fn shift(&mut self, x: f32, y: f32) {
        let point = |at: &mut Point| *at = Point::new(at.x + x, at.y + y);
        match self {
            Self::Text(text) => point(&mut text.at),
            Self::Shape(shape) => match &mut shape.form {
                Form::Rect(rect, _) => {
                    *rect = Rect::new(rect.left + x, rect.top + y, rect.right + x, rect.bottom + y);
                }
                Form::Circle(centre, _) => point(centre),
                Form::Polygon(points) | Form::Path(points) => points.iter_mut().for_each(point),
            },
        }
    }
}
