//! What stands on a page.

use super::measure::{Glyph, Weight, placed, text_width};
use crate::model::Role;

/// A place on a page.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// From the left.
    pub x: f32,
    /// From the top.
    pub y: f32,
}

impl Point {
    /// A place.
    #[must_use]
    pub const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }
}

/// A width and a height.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// The width.
    pub width: f32,
    /// The height.
    pub height: f32,
}

/// An upright rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub left: f32,
    /// Top edge.
    pub top: f32,
    /// Right edge.
    pub right: f32,
    /// Bottom edge.
    pub bottom: f32,
}

impl Rect {
    /// A rectangle by its edges.
    #[must_use]
    pub const fn new(left: f32, top: f32, right: f32, bottom: f32) -> Self {
        Self {
            left,
            top,
            right,
            bottom,
        }
    }

    /// Its width.
    #[must_use]
    pub fn width(&self) -> f32 {
        self.right - self.left
    }

    /// Its height.
    #[must_use]
    pub fn height(&self) -> f32 {
        self.bottom - self.top
    }

    /// Its middle.
    #[must_use]
    pub fn centre(&self) -> Point {
        Point::new(
            f32::midpoint(self.left, self.right),
            f32::midpoint(self.top, self.bottom),
        )
    }

    /// Grown by so much on every side; shrunk where that is negative.
    #[must_use]
    pub fn grown(&self, by: f32) -> Self {
        Self::new(
            self.left - by,
            self.top - by,
            self.right + by,
            self.bottom + by,
        )
    }

    /// Whether another one lies wholly in it, but for a rounding error.
    #[must_use]
    pub fn holds(&self, other: &Self) -> bool {
        const SLACK: f32 = 0.01;
        other.left >= self.left - SLACK
            && other.top >= self.top - SLACK
            && other.right <= self.right + SLACK
            && other.bottom <= self.bottom + SLACK
    }

    /// The smallest one around both.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self::new(
            self.left.min(other.left),
            self.top.min(other.top),
            self.right.max(other.right),
            self.bottom.max(other.bottom),
        )
    }
}

/// An opaque colour, `0xrrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Colour(pub u32);

impl Colour {
    /// Red, green and blue.
    #[must_use]
    pub fn rgb(self) -> [u8; 3] {
        let [_, red, green, blue] = self.0.to_be_bytes();
        [red, green, blue]
    }
}

/// The colours of printed pages: those of the light window, darker where paper is unkind to grey.
pub mod ink {
    use super::{Colour, Role};

    /// The page itself.
    pub const PAPER: Colour = Colour(0xffffff);
    /// Text, and the heavy rules at head and foot.
    pub const TEXT: Colour = Colour(0x1c2127);
    /// Captions.
    pub const DIM: Colour = Colour(0x5a6572);
    /// Clause numbers.
    pub const FAINT: Colour = Colour(0x67727f);
    /// Under the header row.
    pub const RULE: Colour = Colour(0x5a6572);
    /// Between groups of agencies, and under plans.
    pub const STRONG: Colour = Colour(0xaab3bd);
    /// Between rows and columns.
    pub const HAIRLINE: Colour = Colour(0xd9dee4);
    /// Behind the rows of plans.
    pub const PLAN: Colour = Colour(0xe8edf2);
    /// Behind the rows of sections.
    pub const SECTION: Colour = Colour(0xf3f5f7);
    /// The lead, and what stands out.
    pub const ACCENT: Colour = Colour(0x0b66a8);
    /// What asks for attention.
    pub const WARNING: Colour = Colour(0x8a5300);

    /// The colour of a role's mark; the shape alone says the role.
    #[must_use]
    pub const fn role(role: Role) -> Colour {
        Colour(match role {
            Role::Lead => 0x0b66a8,
            Role::Responsible => 0x4b5765,
            Role::Support => 0xb35a00,
            Role::Member => 0x00795a,
            Role::Oversee => 0x9c4a7f,
        })
    }
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pen {
    /// Its width.
    pub width: f32,
    /// Its colour.
    pub colour: Colour,
    /// Lengths of dash and gap.
    pub dash: Option<(f32, f32)>,
}

impl Pen {
    /// A solid line.
    #[must_use]
    pub const fn new(width: f32, colour: Colour) -> Self {
        Self {
            width,
            colour,
            dash: None,
        }
    }

    /// The same, dashed.
    #[must_use]
    pub const fn dashed(self, dash: f32, gap: f32) -> Self {
        Self {
            dash: Some((dash, gap)),
            ..self
        }
    }
}

/// What fills a shape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fill {
    /// A colour.
    Solid(Colour),
    /// Slanted lines so far apart, over whatever is there. Only rectangles can be hatched; another
    /// form takes the pen's colour.
    Hatch(Pen, f32),
}

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
}

/// A page: what stands on it, in reading order. Later items cover earlier ones.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// How large it is.
    pub size: Size,
    /// What stands on it.
    pub items: Vec<Item>,
}

impl Page {
    /// An empty page.
    #[must_use]
    pub fn new(size: Size) -> Self {
        Self {
            size,
            items: Vec::new(),
        }
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
