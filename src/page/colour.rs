//! Colours, and what lines and grounds are drawn with.

pub use crate::colour::Colour;

/// The colours of printed pages: those of the light window, darker where paper is unkind to grey.
pub mod ink {
    use super::Colour;
    pub use crate::colour::of_role as role;

    /// The colour of the page itself.
    pub(crate) const PAPER: Colour = Colour(0xffffff);
    /// The colour of text, and of the heavy rules at head and foot.
    pub const TEXT: Colour = Colour(0x1c2127);
    /// The colour of captions.
    pub const DIM: Colour = Colour(0x5a6572);
    /// The colour of clause numbers.
    pub(crate) const FAINT: Colour = Colour(0x67727f);
    /// The colour of the rule under a header row.
    pub(crate) const RULE: Colour = Colour(0x5a6572);
    /// The colour of lines between groups of agencies, and under plans.
    pub const STRONG: Colour = Colour(0xaab3bd);
    /// The colour of lines between rows and columns.
    pub const HAIRLINE: Colour = Colour(0xd9dee4);
    /// The ground behind the rows of plans.
    pub const PLAN: Colour = Colour(0xe8edf2);
    /// The ground behind the rows of sections.
    pub const SECTION: Colour = Colour(0xf3f5f7);
    /// The colour of the lead, and of what stands out.
    pub const ACCENT: Colour = Colour(0x0b66a8);
    /// The colour of what asks for attention.
    pub const WARNING: Colour = Colour(0x8a5300);
}

/// How a line is drawn: width, colour, and whether it is dashed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pen {
    /// The width of the line, in points.
    pub width: f32,
    /// The colour of the line.
    pub colour: Colour,
    /// The lengths of a dash and of a gap, in points; `None` for a solid line.
    pub dash: Option<(f32, f32)>,
}

impl Pen {
    /// A solid line of this width, in points, and colour.
    #[must_use]
    pub const fn new(width: f32, colour: Colour) -> Self {
        Self {
            width,
            colour,
            dash: None,
        }
    }

    /// The same line with dashes and gaps of these lengths, in points.
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
