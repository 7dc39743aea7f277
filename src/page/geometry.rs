//! Places, sizes and rectangles, in points from a page's left and top edge.

/// A place on a page.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// The distance from the page's left edge, in points.
    pub x: f32,
    /// The distance from the page's top edge, in points.
    pub y: f32,
}

impl Point {
    /// The place at these distances from the page's left and top edge.
    #[must_use]
    pub const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }
}

/// A width and a height, in points.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// The width.
    pub width: f32,
    /// The height.
    pub height: f32,
}

/// A rectangle whose sides are upright and level, by its edges' distances from the page's left and
/// top edge, in points.
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
    /// A rectangle with these edges.
    #[must_use]
    pub const fn new(left: f32, top: f32, right: f32, bottom: f32) -> Self {
        Self {
            left,
            top,
            right,
            bottom,
        }
    }

    /// The distance between its left and right edges.
    #[must_use]
    pub fn width(&self) -> f32 {
        self.right - self.left
    }

    /// The distance between its top and bottom edges.
    #[must_use]
    pub fn height(&self) -> f32 {
        self.bottom - self.top
    }

    /// The point in its middle.
    #[must_use]
    pub fn centre(&self) -> Point {
        Point::new(
            f32::midpoint(self.left, self.right),
            f32::midpoint(self.top, self.bottom),
        )
    }

    /// The rectangle with every edge moved outwards by this much; inwards where it is negative.
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

    /// The smallest rectangle around this one and another.
    #[must_use]
    pub(crate) fn union(&self, other: &Self) -> Self {
        Self::new(
            self.left.min(other.left),
            self.top.min(other.top),
            self.right.max(other.right),
            self.bottom.max(other.bottom),
        )
    }
}
