//! Colours, and what lines and grounds are drawn with.

pub use crate::colour::Colour;

/// The colours of printed pages: those of the light window, darker where paper is unkind to grey.
pub mod ink {
    use super::Colour;
    pub use crate::colour::of_role as role;

    /// The page itself.
    pub(crate) const PAPER: Colour = Colour(0xffffff);
    /// Text, and the heavy rules at head and foot.
    pub const TEXT: Colour = Colour(0x1c2127);
    /// Captions.
    pub const DIM: Colour = Colour(0x5a6572);
    /// Clause numbers.
    pub(crate) const FAINT: Colour = Colour(0x67727f);
    /// Under the header row.
    pub(crate) const RULE: Colour = Colour(0x5a6572);
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
