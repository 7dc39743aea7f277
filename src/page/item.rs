//! What can stand on a page: shapes and texts.

use super::colour::{Colour, Fill, Pen};
use super::geometry::{Point, Rect};
use super::measure::{Glyph, Weight, placed, stack_length, text_width};
use crate::view::stack::{Standing, pieces};
use crate::xml::is_barred;

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

/// How far the handles of a quarter circle reach, for a radius of 1.
const ARC: f32 = 0.552_285;

impl Form {
    /// Goes along its outline. A form without places, and a rectangle whose edges have crossed, have
    /// none.
    pub(crate) fn trace(&self, mut step: impl FnMut(Step)) {
        match self {
            Self::Rect(rect, radius) => rounded(*rect, *radius, &mut step),
            Self::Circle(_, radius) => rounded(self.bounds(), *radius, &mut step),
            Self::Polygon(points) | Self::Path(points) => {
                for (nth, point) in points.iter().enumerate() {
                    step(if nth == 0 {
                        Step::Move(*point)
                    } else {
                        Step::Line(*point)
                    });
                }
                if matches!(self, Self::Polygon(_)) && !points.is_empty() {
                    step(Step::Close);
                }
            }
        }
    }

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

/// A rectangle with round corners, clockwise from the left top one.
fn rounded(rect: Rect, radius: f32, step: &mut impl FnMut(Step)) {
    let Rect {
        left,
        top,
        right,
        bottom,
    } = rect;
    if left > right || top > bottom {
        return;
    }
    let r = radius.min(rect.width() / 2.0).min(rect.height() / 2.0);
    let at = Point::new;
    if r <= 0.0 {
        step(Step::Move(at(left, top)));
        step(Step::Line(at(right, top)));
        step(Step::Line(at(right, bottom)));
        step(Step::Line(at(left, bottom)));
        step(Step::Close);
        return;
    }
    let k = r * (1.0 - ARC);
    step(Step::Move(at(left + r, top)));
    step(Step::Line(at(right - r, top)));
    step(Step::Curve([
        at(right - k, top),
        at(right, top + k),
        at(right, top + r),
    ]));
    step(Step::Line(at(right, bottom - r)));
    step(Step::Curve([
        at(right, bottom - k),
        at(right - k, bottom),
        at(right - r, bottom),
    ]));
    step(Step::Line(at(left + r, bottom)));
    step(Step::Curve([
        at(left + k, bottom),
        at(left, bottom - k),
        at(left, bottom - r),
    ]));
    step(Step::Line(at(left, top + r)));
    step(Step::Curve([
        at(left, top + k),
        at(left + k, top),
        at(left + r, top),
    ]));
    step(Step::Close);
}

/// A step along an outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// A new line begins here.
    Move(Point),
    /// A straight line to a place.
    Line(Point),
    /// A curve to the last place, with its two handles before (cubic Bézier).
    Curve([Point; 3]),
    /// Back to where the line began.
    Close,
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
    /// The colour that fills its outline. A hatched rectangle has none: it has [`Self::hatching`].
    #[must_use]
    pub fn ground(&self) -> Option<Colour> {
        match self.fill? {
            Fill::Solid(colour) => Some(colour),
            Fill::Hatch(pen, _) if !matches!(self.form, Form::Rect(..)) => Some(pen.colour),
            Fill::Hatch(..) => None,
        }
    }

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
    /// The text begins there.
    #[default]
    Left,
    /// The text has its middle there.
    Centre,
    /// The text ends there.
    Right,
}

/// How the characters of a text follow each other.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Flow {
    /// Beside each other on one line.
    #[default]
    Line,
    /// One below the other, so far apart; brackets are turned. The place is the middle of the
    /// first character's baseline.
    Stack(f32),
}

/// One line or stack of text. It does not wrap: whoever makes it breaks the lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// Where its baseline begins, is centred or ends.
    pub at: Point,
    /// The size of the type: the height of an em, in points.
    pub size: f32,
    /// Regular or bold.
    pub weight: Weight,
    /// Its colour. `None` is not drawn but can be found and copied: what a drawn mark says.
    pub colour: Option<Colour>,
    /// On which side of [`Text::at`] the text stands.
    pub align: Align,
    /// Whether the characters stand beside or below each other.
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
            // A line has no line breaks, and what a file may not hold would be missing in one of
            // the formats only.
            words: words
                .chars()
                .map(|c| {
                    if c.is_control() || is_barred(c) {
                        ' '
                    } else {
                        c
                    }
                })
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

    /// The same text on another side of its place.
    #[must_use]
    pub fn aligned(self, align: Align) -> Self {
        Self { align, ..self }
    }

    /// The same text with its characters below each other, `step` points apart.
    #[must_use]
    pub fn stacked(self, step: f32) -> Self {
        Self {
            flow: Flow::Stack(step),
            ..self
        }
    }

    /// The same text, not drawn, but there to be found and copied.
    #[must_use]
    pub fn hidden(self) -> Self {
        Self {
            colour: None,
            ..self
        }
    }

    /// Its characters, each with the font it comes from and the place of its baseline.
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
                let length = stack_length(&self.words, self.size, step, self.weight);
                let pairs = pieces(&self.words).into_iter();
                let pairs = pairs.filter(|piece| piece.standing == Standing::Pair);
                let widest = pairs
                    .map(|piece| text_width(piece.text, self.size, self.weight))
                    .fold(self.size, f32::max);
                let half = widest / 2.0;
                Rect::new(
                    self.at.x - half,
                    top,
                    self.at.x + half,
                    top + self.size + (length - step).max(0.0),
                )
            }
        }
    }
}

/// A shape or a text on a page.
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

    /// Makes it larger or smaller, its distance from the page's corner too.
    pub(super) fn scale(&mut self, by: f32) {
        let point = |at: &mut Point| *at = Point::new(at.x * by, at.y * by);
        match self {
            Self::Text(text) => {
                point(&mut text.at);
                text.size *= by;
                if let Flow::Stack(step) = &mut text.flow {
                    *step *= by;
                }
            }
            Self::Shape(shape) => {
                match &mut shape.form {
                    Form::Rect(rect, radius) => {
                        *rect = Rect::new(
                            rect.left * by,
                            rect.top * by,
                            rect.right * by,
                            rect.bottom * by,
                        );
                        *radius *= by;
                    }
                    Form::Circle(centre, radius) => {
                        point(centre);
                        *radius *= by;
                    }
                    Form::Polygon(points) | Form::Path(points) => {
                        points.iter_mut().for_each(point);
                    }
                }
                let thinner = |pen: &mut Pen| {
                    pen.width *= by;
                    pen.dash = pen.dash.map(|(dash, gap)| (dash * by, gap * by));
                };
                shape.pen.iter_mut().for_each(thinner);
                if let Some(Fill::Hatch(pen, gap)) = &mut shape.fill {
                    thinner(pen);
                    *gap *= by;
                }
            }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(form: &Form) -> Vec<Step> {
        let mut steps = Vec::new();
        form.trace(|step| steps.push(step));
        steps
    }

    /// Where a step ends.
    fn end(step: &Step) -> Option<Point> {
        match step {
            Step::Move(to) | Step::Line(to) | Step::Curve([_, _, to]) => Some(*to),
            Step::Close => None,
        }
    }

    #[test]
    fn every_outline_touches_its_bounds_and_stays_inside() {
        let square = Rect::new(10.0, 20.0, 40.0, 30.0);
        let points = vec![
            Point::new(1.0, 2.0),
            Point::new(5.0, 2.0),
            Point::new(3.0, 7.0),
        ];
        for form in [
            Form::Rect(square, 0.0),
            Form::Rect(square, 3.0),
            Form::Rect(square, 99.0),
            Form::Circle(Point::new(7.0, 8.0), 4.0),
            Form::Polygon(points.clone()),
            Form::Path(points.clone()),
        ] {
            let steps = steps(&form);
            assert!(matches!(steps[0], Step::Move(_)));
            let is_open = matches!(form, Form::Path(_));
            assert_eq!(steps.last() == Some(&Step::Close), !is_open);
            let ends: Vec<Point> = steps.iter().filter_map(end).collect();
            let around = ends
                .iter()
                .map(|at| Rect::new(at.x, at.y, at.x, at.y))
                .reduce(|all, one| all.union(&one))
                .unwrap();
            let bounds = form.bounds();
            assert!(bounds.holds(&around) && around.holds(&bounds), "{form:?}");
        }
    }

    #[test]
    fn a_circle_is_round() {
        let centre = Point::new(7.0, 8.0);
        let steps = steps(&Form::Circle(centre, 4.0));
        let mut from = end(&steps[0]).unwrap();
        for step in &steps {
            if let Step::Curve([a, b, to]) = step {
                // The middle of the curve.
                let x = (from.x + 3.0 * a.x + 3.0 * b.x + to.x) / 8.0 - centre.x;
                let y = (from.y + 3.0 * a.y + 3.0 * b.y + to.y) / 8.0 - centre.y;
                assert!((x.hypot(y) - 4.0).abs() < 0.01, "{x} {y}");
            }
            from = end(step).unwrap_or(from);
        }
    }

    #[test]
    fn what_has_no_places_has_no_outline() {
        let crossed = Rect::new(10.0, 0.0, 0.0, 10.0);
        for form in [
            Form::Rect(crossed, 0.0),
            Form::Rect(crossed, 2.0),
            Form::Circle(Point::default(), -1.0),
            Form::Polygon(Vec::new()),
            Form::Path(Vec::new()),
        ] {
            assert!(steps(&form).is_empty(), "{form:?}");
        }
    }
}
