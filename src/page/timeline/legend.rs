//! What the marks of the timeline mean.

use super::super::colour::{Fill, Pen, ink};
use super::super::geometry::{Point, Rect};
use super::super::item::{Form, Text};
use super::super::leaf::Page;
use super::super::measure::{Weight, text_width};
use super::TimelinePages;
use super::lane::diamond;
use crate::terms;

impl TimelinePages {
    /// What the marks mean, below the table at the left.
    pub(super) fn paint_legend(&self, page: &mut Page, left: f32, bottom: f32) {
        let sizes = self.frame.sizes;
        let (size, half) = (sizes.small, sizes.mark * 0.85);
        let base = bottom + size * 1.7;
        let y = base - size * 0.36;
        let mut x = left + sizes.inset;
        for (nth, words) in [
            terms::DUE,
            terms::STRETCH,
            terms::REGULARLY,
            terms::WITHIN,
            "持续",
        ]
        .into_iter()
        .enumerate()
        {
            let room = 2.0 * half;
            let centre = Point::new(x + half, y);
            match nth {
                0 | 1 => diamond(page, centre, half, nth == 1),
                2 => {
                    let fill = Some(Fill::Solid(ink::ACCENT));
                    page.shape(Form::Circle(centre, half * 0.55), fill, None);
                }
                3 => {
                    let tall = half * 0.65;
                    let rect = Rect::new(x, y - tall, x + room, y + tall);
                    let fill = Some(Fill::Solid(ink::PLAN));
                    page.shape(
                        Form::Rect(rect, tall),
                        fill,
                        Some(Pen::new(0.9, ink::ACCENT)),
                    );
                }
                _ => {
                    let pen = Pen::new(1.1, ink::ACCENT);
                    page.hline(x, x + room, y, pen);
                    let tip = Point::new(x + room, y);
                    let barb = |dy: f32| Point::new(tip.x - half * 0.7, y + dy);
                    let points = vec![barb(-half * 0.6), tip, barb(half * 0.6)];
                    page.shape(Form::Path(points), None, Some(pen));
                }
            }
            let at = Point::new(x + room + size * 0.4, base);
            page.text(Text::new(at, size, ink::TEXT, words));
            x = at.x + text_width(words, size, Weight::Regular) + size * 1.4;
        }
    }
}
