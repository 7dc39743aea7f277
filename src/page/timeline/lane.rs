//! A target on the axis: its mark where it is due, the line to it, its figure beside it.

use std::ops::Range;

use super::super::colour::{Fill, Pen, ink};
use super::super::geometry::{Point, Rect};
use super::super::item::{Form, Text};
use super::super::leaf::Page;
use super::super::measure::{Weight, fitted, text_width};
use super::TimelinePages;
use crate::model::Due;
use crate::view::timeline::labels::beside;
use crate::view::timeline::{Lane, PlanBar, Shape, Standing, ticks, turn};

impl TimelinePages {
    pub(super) fn paint_bar(&self, page: &mut Page, bar: &PlanBar, row: Rect) {
        let middle = row.centre().y;
        let half = self.frame.sizes.mark * 0.8;
        let rect = Rect::new(
            self.x(bar.from),
            middle - half,
            self.x(bar.to),
            middle + half,
        );
        let thin = Pen::new(0.6, ink::FAINT);
        let (fill, pen) = match bar.standing {
            Standing::Draft => (Fill::Hatch(thin, 4.0), Some(thin)),
            Standing::InForce => (Fill::Solid(ink::FAINT), None),
            Standing::Passed | Standing::Ended => (Fill::Solid(ink::STRONG), None),
        };
        if bar.standing == Standing::Draft {
            page.fill(rect, ink::PAPER);
        }
        page.shape(Form::Rect(rect, 1.0), Some(fill), pen);
    }

    pub(super) fn paint_lane(&self, page: &mut Page, lane: &Lane, row: Rect) {
        let sizes = self.frame.sizes;
        let y = row.centre().y;
        let mut figure = self.timeline.figure(lane);
        match (lane.shape, self.timeline.due(lane)) {
            (Shape::Undated(..), Due::Unstated) => figure.push_str("　未写明时限"),
            (Shape::Undated(..), due) => figure.push_str(&format!("　{}", due.text())),
            (Shape::Open(..), _) if lane.words => figure.push_str("（持续）"),
            _ => {}
        }
        let (size, weight, colour) = if lane.words {
            (sizes.small, Weight::Regular, ink::DIM)
        } else {
            (sizes.text * 0.95, Weight::Bold, ink::TEXT)
        };
        let figure = fitted(&figure, size, weight, self.right - self.edge() - 6.0);
        let half = sizes.mark;
        let extent = lane.shape.extent(&self.axis, half);
        let marks = self.left + extent.start..self.left + extent.end;
        let width = text_width(&figure, size, weight);
        let room = self.edge() + 2.0..self.right - 2.0;
        let from = beside(marks.clone(), width, half, room);
        let text = from..from + width;
        self.paint_today(page, row, Some(text.clone()));
        self.paint_shape(page, lane, &marks, &text, y);
        if text.start < marks.end && marks.start < text.end {
            let ground = Rect::new(
                text.start - 2.0,
                row.top + 1.0,
                text.end + 2.0,
                row.bottom - 1.0,
            );
            page.fill(ground, ink::PAPER);
        }
        let at = Point::new(from, y + size * 0.36);
        page.text(Text {
            weight,
            ..Text::new(at, size, colour, &figure)
        });
    }

    fn paint_shape(
        &self,
        page: &mut Page,
        lane: &Lane,
        marks: &Range<f32>,
        text: &Range<f32>,
        y: f32,
    ) {
        let half = self.frame.sizes.mark;
        let strong = Pen::new(1.1, ink::ACCENT);
        match lane.shape {
            Shape::Point(at) => {
                self.paint_approach(page, lane, text, marks.start - 1.0, y);
                let hollow = self.timeline.target(lane).stretch;
                diamond(page, Point::new(self.x(at), y), half, hollow);
            }
            Shape::Words(at) => {
                self.paint_approach(page, lane, text, text.start, y);
                page.vline(self.x(at), y - half, y + half, Pen::new(1.0, ink::FAINT));
            }
            Shape::Chain(first, last, rhythm) => {
                let (from, to) = (marks.start + half / 2.0, marks.end - half / 2.0);
                let step = self.axis.per_year * turn(rhythm);
                if step < half * 1.2 {
                    page.hline(from, to, y, Pen::new(half * 0.8, ink::ACCENT));
                    return;
                }
                page.hline(from, to, y, Pen::new(0.8, ink::ACCENT));
                for day in ticks(rhythm, first, last) {
                    let at = Point::new(self.x(day), y);
                    if lane.words {
                        page.vline(at.x, y - half * 0.6, y + half * 0.6, strong);
                    } else {
                        let fill = Some(Fill::Solid(ink::ACCENT));
                        page.shape(Form::Circle(at, half * 0.5), fill, None);
                    }
                }
            }
            Shape::Span(..) => {
                let tall = half * 0.65;
                let rect = Rect::new(marks.start, y - tall, marks.end, y + tall);
                let fill = Some(Fill::Solid(ink::PLAN));
                page.shape(
                    Form::Rect(rect, tall),
                    fill,
                    Some(Pen::new(0.9, ink::ACCENT)),
                );
            }
            Shape::Open(..) => {
                page.hline(marks.start, marks.end, y, strong);
                page.vline(marks.start, y - half * 0.6, y + half * 0.6, strong);
                let tip = Point::new(marks.end, y);
                let barb = |dy: f32| Point::new(tip.x - half * 0.8, y + dy);
                let points = vec![barb(-half * 0.6), tip, barb(half * 0.6)];
                page.shape(Form::Path(points), None, Some(strong));
            }
            Shape::Undated(..) => {
                let dotted = Pen::new(0.6, ink::FAINT).dashed(2.0, 3.0);
                page.hline(marks.start, marks.end, y, dotted);
            }
        }
    }

    /// The line from the start of a plan to a mark, around the figure before it.
    fn paint_approach(&self, page: &mut Page, lane: &Lane, text: &Range<f32>, to: f32, y: f32) {
        let start = self.x(lane.start);
        let gap = self.frame.sizes.mark;
        let mut stretch = |from: f32, to: f32| {
            if to - from > 1.0 {
                page.hline(from, to, y, Pen::new(0.6, ink::FAINT));
            }
        };
        if text.start < to {
            stretch(start, text.start - gap);
            stretch((text.end + 2.0).max(start), to);
        } else {
            stretch(start, to.min(text.start - gap));
        }
    }
}

/// A deadline; hollow where the source only strives for it.
pub(super) fn diamond(page: &mut Page, centre: Point, half: f32, hollow: bool) {
    let reach = if hollow { half - 0.5 } else { half };
    let points = vec![
        Point::new(centre.x, centre.y - reach),
        Point::new(centre.x + reach, centre.y),
        Point::new(centre.x, centre.y + reach),
        Point::new(centre.x - reach, centre.y),
    ];
    let (fill, pen) = if hollow {
        (ink::PAPER, Some(Pen::new(1.1, ink::ACCENT)))
    } else {
        (ink::ACCENT, None)
    };
    page.shape(Form::Polygon(points), Some(Fill::Solid(fill)), pen);
}
