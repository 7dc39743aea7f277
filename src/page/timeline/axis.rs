//! The head of the timeline and what runs through its rows: years, their lines, today.

use std::ops::Range;

use super::super::colour::{Fill, Pen, ink};
use super::super::geometry::{Point, Rect};
use super::super::item::{Align, Form, Text};
use super::super::leaf::Page;
use super::super::measure::{Weight, text_width};
use super::super::part::{Cell, Part};
use super::super::rows::Shown;
use super::super::sizes::{HAIR, HEAVY, UNDER_HEAD};
use super::{ASIDE, INDICATOR, Laid, TARGET, TimelinePages};
use crate::terms;
use crate::view::LaneBy;

impl TimelinePages {
    pub(super) fn paint_header(&self, page: &mut Page, table: &Shown<'_, Laid>) {
        let sizes = self.frame.sizes;
        let header = table.header;
        let bottom = header.bottom;
        let said = |cell: Cell| Part::from(cell).unless(table.part > 0);
        page.hline(header.left, header.right, header.top, HEAVY);
        page.hline(header.left, header.right, bottom, UNDER_HEAD);
        let base = bottom - sizes.padding / 2.0 - sizes.text * 0.2;
        page.part(said(Cell::head(INDICATOR)));
        let first = match self.timeline.lane_by {
            LaneBy::Plan => "方案 / 指标",
            LaneBy::Indicator => terms::INDICATOR,
            LaneBy::Agency => "机构 / 指标",
            LaneBy::Role => "角色 / 指标",
        };
        let at = Point::new(header.left + sizes.inset, base);
        page.text(Text::new(at, sizes.text, ink::TEXT, first).bold());
        page.part(said(Cell::head(TARGET).spoken("目标值和时限")));
        let years = self.axis.years();
        for tick in self.axis.ticks(years, 0.0, self.axis.width()) {
            let (from, to) = (self.x(tick.from), self.x(tick.to));
            let middle = f32::midpoint(from, to.min(from + 60.0));
            let at = Point::new(middle, header.top + sizes.baseline());
            let text = Text::new(at, sizes.text, ink::DIM, &tick.label);
            page.text(text.aligned(Align::Centre));
            page.vline(from, bottom - sizes.padding, bottom, UNDER_HEAD);
        }
        let end = self.x(self.axis.range.end);
        page.vline(end, bottom - sizes.padding, bottom, UNDER_HEAD);
        if let Some(x) = self.today() {
            let words = format!("今天 {}", self.timeline.today);
            let width = text_width(&words, sizes.small, Weight::Regular);
            // The flag stays beside the columns.
            let half = width / 2.0 + sizes.inset;
            let middle = x.clamp(self.edge() + half, self.right - half - 2.0);
            let flag = Rect::new(
                middle - half,
                bottom - sizes.leading,
                middle + half,
                bottom - 1.0,
            );
            let fill = Some(Fill::Solid(ink::WARNING));
            page.shape(Form::Rect(flag, 2.0), fill, None);
            let at = Point::new(middle, flag.bottom - sizes.small * 0.3);
            let text = Text::new(at, sizes.small, ink::PAPER, &words);
            page.text(text.aligned(Align::Centre));
        }
        page.part(said(Cell::head(ASIDE)));
        let at = Point::new(self.right + sizes.inset, base);
        let words = self.timeline.aside_title();
        page.text(Text::new(at, sizes.text, ink::TEXT, words).bold());
        page.part(Part::Ornament);
    }

    /// Today through one row, but not through a text.
    pub(super) fn paint_today(&self, page: &mut Page, row: Rect, text: Option<Range<f32>>) {
        let Some(x) = self.today() else { return };
        if text.is_none_or(|text| !(text.start - 2.0..text.end + 2.0).contains(&x)) {
            page.vline(x, row.top, row.bottom, Pen::new(0.9, ink::WARNING));
        }
    }

    /// Lines where years begin.
    pub(super) fn paint_grid(&self, page: &mut Page, top: f32, bottom: f32) {
        for tick in self.axis.ticks(self.axis.years(), 0.0, self.axis.width()) {
            page.vline(self.x(tick.from), top, bottom, HAIR);
        }
        page.vline(self.x(self.axis.range.end), top, bottom, HAIR);
    }
}
