//! The timeline as pages: axis, indicators and bodies on every page, the axis as wide as the page.

use std::ops::Range;

use super::flow::{Block, paginate};
use super::frame::{Frame, HAIR, HEAVY, Place, Sizes, UNDER_HEAD, counted};
use super::item::{Align, Colour, Fill, Form, Page, Pen, Point, Rect, Text, ink};
use super::measure::{Weight, fitted, text_width, wrapped};
use super::paper::PageSetup;
use super::{Bookmark, Pages};
use crate::model::Due;
use crate::view::timeline::labels::beside;
use crate::view::timeline::{Axis, Day, Lane, PlanBar, Shape, Standing, Undated, months, ticks};
use crate::view::{LaneBy, Sheet, Timeline, figure_text};

/// Shares of the page's width that the indicators and the column beside the axis take.
const LEFT: f32 = 0.25;
const RIGHT: f32 = 0.15;
/// The most lines of an indicator.
const LINES: usize = 4;

/// The pages of a timeline.
pub struct TimelinePages {
    timeline: Timeline,
    frame: Frame,
    rows: Vec<Laid>,
    axis: Axis,
    /// Where the axis begins and the column beside it.
    left: f32,
    right: f32,
    /// The height of the header.
    header: f32,
    parts: Vec<Range<usize>>,
    note_pages: usize,
}

/// A row with its text broken into lines.
struct Laid {
    what: What,
    lines: Vec<String>,
    height: f32,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum What {
    /// A group of the timeline.
    Group(usize),
    /// A lane of it.
    Lane(usize),
    /// The heading of what has no deadline.
    UndatedHead,
    /// A target without a deadline.
    Undated(usize),
}

impl What {
    fn is_heading(self) -> bool {
        matches!(self, Self::Group(_) | Self::UndatedHead)
    }
}

impl TimelinePages {
    /// Lays the timeline of a sheet out. Folded groups are unfolded: folding is a way to look at
    /// the screen.
    #[must_use]
    pub fn new(sheet: &Sheet, setup: PageSetup) -> Self {
        let timeline = Timeline::new(sheet);
        let more = [
            "图例　线从方案开始到期限；只有措辞、没有数字的目标不画成点；虚线是没有写明时限的目标。".to_owned(),
            "已到期限只说明时间已过，是否完成这些文件没有写。".to_owned(),
        ];
        let frame = Frame::of_sheet(
            setup,
            sheet,
            "目标时间轴",
            &timeline.counts_text(),
            Vec::new(),
            &more,
        );
        let body = frame.body(true);
        let left = body.left + frame.width() * LEFT;
        let right = body.right - frame.width() * RIGHT;
        let margin = frame.sizes.mark * 2.5;
        let axis = Axis::fitted(timeline.axis.clone(), right - left - 2.0 * margin);
        let mut pages = Self {
            timeline,
            frame,
            rows: Vec::new(),
            axis,
            left: left + margin,
            right,
            header: 0.0,
            parts: Vec::new(),
            note_pages: 0,
        };
        pages.arrange();
        pages
    }

    /// Takes the roomiest arrangement that needs the fewest pages.
    fn arrange(&mut self) {
        let arrangements = self.frame.arrangements();
        let mut best = arrangements[0];
        let mut fewest = usize::MAX;
        for arrangement in arrangements {
            self.try_arrangement(arrangement);
            if self.count() < fewest {
                (best, fewest) = (arrangement, self.count());
            }
        }
        self.try_arrangement(best);
    }

    fn try_arrangement(&mut self, (sizes, with_notes): (Sizes, bool)) {
        self.frame.sizes = sizes;
        self.header = sizes.leading * 2.0 + sizes.padding;
        self.lay();
        self.break_pages(with_notes);
    }

    fn lay(&mut self) {
        let sizes = self.frame.sizes;
        let body = self.frame.body(true);
        let room = self.edge() - body.left - sizes.body - 2.0 * sizes.inset;
        let lane = |what, indicator: &str| {
            let mut lines = wrapped(indicator, sizes.body, Weight::Regular, room);
            if lines.len() > LINES {
                let rest = lines.split_off(LINES - 1).concat();
                lines.push(fitted(&rest, sizes.body, Weight::Regular, room).into_owned());
            }
            let height = sizes.row(lines.len());
            Laid {
                what,
                lines,
                height,
            }
        };
        let heading = |what, words: String| Laid {
            what,
            lines: vec![words],
            height: sizes.row(1),
        };
        let timeline = &self.timeline;
        let mut rows = Vec::with_capacity(timeline.lanes.len() + timeline.groups.len() + 1);
        for (nth, group) in timeline.groups.iter().enumerate() {
            rows.push(heading(What::Group(nth), timeline.heading(group)));
            for ix in group.lanes.clone() {
                let target = timeline.target(&timeline.lanes[ix]);
                rows.push(lane(What::Lane(ix), &target.indicator));
            }
        }
        if timeline.undated_text().is_some() {
            rows.push(heading(What::UndatedHead, "未写明时限".to_owned()));
        }
        for (nth, undated) in timeline.undated.iter().enumerate() {
            let target = undated.id.target(timeline.workspace());
            rows.push(lane(What::Undated(nth), &target.indicator));
        }
        self.rows = rows;
    }

    /// Where the column of indicators ends.
    fn edge(&self) -> f32 {
        self.frame.body(true).left + self.frame.width() * LEFT
    }

    fn break_pages(&mut self, with_notes: bool) {
        let mut blocks: Vec<Block> = self
            .rows
            .iter()
            .map(|laid| Block {
                height: laid.height,
                keep: laid.what.is_heading(),
            })
            .collect();
        let room = |first| self.frame.body(first).height() - self.header;
        let notes = self.frame.notes_height();
        if let Some(last) = blocks.last_mut()
            && with_notes
            && notes + last.height < room(false) / 2.0
        {
            last.height += notes;
        }
        self.parts = paginate(&blocks, room(true), room(false), |at| {
            self.carried(at).map_or(0.0, |laid| laid.height)
        });
        let last = self.parts.last().cloned().unwrap_or_default();
        let used: f32 = self.rows[last.clone()].iter().map(|laid| laid.height).sum();
        let carried = self.carried(last.start).map_or(0.0, |laid| laid.height);
        let left = room(self.parts.len() == 1) - used - carried;
        self.note_pages = self.frame.note_pages(left);
    }

    /// The heading that is repeated where a page begins with this row.
    fn carried(&self, at: usize) -> Option<&Laid> {
        let first = self.rows.get(at)?;
        if at == 0 || first.what.is_heading() {
            return None;
        }
        self.rows[..at]
            .iter()
            .rev()
            .find(|laid| laid.what.is_heading())
    }

    fn x(&self, day: Day) -> f32 {
        self.left + self.axis.x(day)
    }

    fn today(&self) -> Option<f32> {
        let shown = self.timeline.shows_today();
        shown.then(|| self.x(Day::start(self.timeline.today)))
    }

    fn paint_header(&self, page: &mut Page, body: Rect) {
        let sizes = self.frame.sizes;
        let bottom = body.top + self.header;
        page.hline(body.left, body.right, body.top, HEAVY);
        page.hline(body.left, body.right, bottom, UNDER_HEAD);
        let base = bottom - sizes.padding / 2.0 - sizes.body * 0.2;
        let mut head = |x: f32, words: &str| {
            page.text(Text::new(Point::new(x, base), sizes.body, ink::TEXT, words).bold());
        };
        let first = match self.timeline.lane_by {
            LaneBy::Plan => "方案 / 指标",
            LaneBy::Indicator => "线索 / 指标",
            LaneBy::Agency => "机构 / 指标",
            LaneBy::Role => "角色 / 指标",
        };
        head(body.left + sizes.inset, first);
        head(self.right + sizes.inset, self.timeline.aside_title());
        let years = self.axis.years();
        for tick in self.axis.ticks(years, 0.0, self.axis.width()) {
            let (from, to) = (self.x(tick.from), self.x(tick.to));
            let middle = f32::midpoint(from, to.min(from + 60.0));
            let at = Point::new(middle, body.top + sizes.baseline());
            let text = Text::new(at, sizes.body, ink::DIM, &tick.label);
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
    }

    fn paint_row(&self, page: &mut Page, laid: &Laid, row: Rect, again: bool) {
        match laid.what {
            What::Group(nth) => self.paint_group(page, nth, row, again),
            What::Lane(nth) => {
                self.paint_indicator(page, laid, row);
                let lane = &self.timeline.lanes[nth];
                self.paint_lane(page, lane, row);
                self.paint_aside(page, &self.timeline.aside(lane), row, ink::TEXT);
            }
            What::UndatedHead => {
                self.paint_heading(page, "未写明时限", row, again);
                if let Some(words) = self.timeline.undated_text() {
                    let size = self.frame.sizes.small;
                    let at = Point::new(self.edge() + size, row.top + self.frame.sizes.baseline());
                    page.text(Text::new(at, size, ink::DIM, &words));
                }
            }
            What::Undated(nth) => {
                self.paint_indicator(page, laid, row);
                let undated = self.timeline.undated[nth];
                self.paint_undated(page, undated, row);
                self.paint_aside(page, &self.timeline.bodies(undated.task), row, ink::TEXT);
            }
        }
    }

    fn paint_heading(&self, page: &mut Page, words: &str, row: Rect, again: bool) {
        let sizes = self.frame.sizes;
        let words = if again {
            format!("{words}（续）")
        } else {
            words.to_owned()
        };
        let room = self.edge() - row.left - 2.0 * sizes.inset;
        let words = fitted(&words, sizes.body, Weight::Bold, room);
        let at = Point::new(row.left + sizes.inset, row.top + sizes.baseline());
        page.text(Text::new(at, sizes.body, ink::TEXT, &words).bold());
    }

    fn paint_group(&self, page: &mut Page, nth: usize, row: Rect, again: bool) {
        let group = &self.timeline.groups[nth];
        self.paint_heading(page, &self.timeline.heading(group), row, again);
        if let Some(bar) = &group.bar {
            self.paint_bar(page, bar, row);
        }
        self.paint_today(page, row, None);
        let aside = self.timeline.heading_aside(group);
        self.paint_aside(page, &aside, row, ink::DIM);
    }

    fn paint_bar(&self, page: &mut Page, bar: &PlanBar, row: Rect) {
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

    fn paint_indicator(&self, page: &mut Page, laid: &Laid, row: Rect) {
        let sizes = self.frame.sizes;
        let mut base = row.top + sizes.baseline();
        for line in &laid.lines {
            let at = Point::new(row.left + sizes.inset + sizes.body, base);
            page.text(Text::new(at, sizes.body, ink::TEXT, line));
            base += sizes.leading;
        }
    }

    fn paint_aside(&self, page: &mut Page, words: &str, row: Rect, colour: Colour) {
        let sizes = self.frame.sizes;
        let room = row.right - self.right - 2.0 * sizes.inset;
        let words = fitted(words, sizes.small, Weight::Regular, room);
        let at = Point::new(
            self.right + sizes.inset,
            row.centre().y + sizes.small * 0.36,
        );
        page.text(Text::new(at, sizes.small, colour, &words));
    }

    /// Today through one row, but not through a text.
    fn paint_today(&self, page: &mut Page, row: Rect, text: Option<Range<f32>>) {
        let Some(x) = self.today() else { return };
        if text.is_none_or(|text| !(text.start - 2.0..text.end + 2.0).contains(&x)) {
            page.vline(x, row.top, row.bottom, Pen::new(0.9, ink::WARNING));
        }
    }

    fn paint_lane(&self, page: &mut Page, lane: &Lane, row: Rect) {
        let sizes = self.frame.sizes;
        let y = row.centre().y;
        let target = self.timeline.target(lane);
        let mut figure = self.timeline.figure(lane);
        match (lane.shape, target.due) {
            (Shape::Undated(..), Due::Unstated) => figure.push_str("　未写明时限"),
            (Shape::Undated(..), due) => figure.push_str(&format!("　{}", due.text())),
            (Shape::Open(..), _) if lane.words => figure.push_str("（持续）"),
            _ => {}
        }
        let (size, weight, colour) = if lane.words {
            (sizes.small, Weight::Regular, ink::DIM)
        } else {
            (sizes.body * 0.95, Weight::Bold, ink::TEXT)
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
                #[expect(clippy::cast_precision_loss, reason = "twelve at most")]
                let step = self.axis.per_year * months(rhythm) as f32 / 12.0;
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

    fn paint_undated(&self, page: &mut Page, undated: Undated, row: Rect) {
        let sizes = self.frame.sizes;
        let workspace = self.timeline.workspace();
        let y = row.centre().y;
        let from = self.edge() + sizes.body;
        let middle = from + (self.right - from) * 0.35;
        let (size, weight, colour) = if undated.words {
            (sizes.small, Weight::Regular, ink::DIM)
        } else {
            (sizes.body * 0.95, Weight::Bold, ink::TEXT)
        };
        let figure = figure_text(undated.id.target(workspace));
        let figure = fitted(&figure, size, weight, middle - from - sizes.body);
        page.text(Text {
            weight,
            ..Text::new(Point::new(from, y + size * 0.36), size, colour, &figure)
        });
        let plan = workspace.plan(undated.plan).plan.label();
        let plan = fitted(
            plan,
            sizes.small,
            Weight::Regular,
            self.right - middle - 4.0,
        );
        let at = Point::new(middle, y + sizes.small * 0.36);
        page.text(Text::new(at, sizes.small, ink::DIM, &plan));
    }

    /// Lines where years begin.
    fn paint_grid(&self, page: &mut Page, top: f32, bottom: f32) {
        for tick in self.axis.ticks(self.axis.years(), 0.0, self.axis.width()) {
            page.vline(self.x(tick.from), top, bottom, HAIR);
        }
        page.vline(self.x(self.axis.range.end), top, bottom, HAIR);
    }

    /// What the marks mean, below the table at the left.
    fn paint_legend(&self, page: &mut Page, left: f32, bottom: f32) {
        if !self.frame.setup.notes {
            return;
        }
        let sizes = self.frame.sizes;
        let (size, half) = (sizes.small, sizes.mark * 0.85);
        let base = bottom + size * 1.7;
        let y = base - size * 0.36;
        let mut x = left + sizes.inset;
        for (nth, words) in ["期限", "力争", "定期", "几年之内", "持续"]
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

    fn place(&self, part: usize) -> Option<(Place, String)> {
        if self.parts.len() == 1 {
            return None;
        }
        let targets = |range: Range<usize>| {
            let rows = self.rows[range].iter();
            rows.filter(|laid| !laid.what.is_heading()).count()
        };
        let range = self.parts[part].clone();
        let before = targets(0..range.start);
        let here = targets(range);
        // Grouped by bodies, a target has several rows.
        let unit = match self.timeline.lane_by {
            LaneBy::Plan | LaneBy::Indicator => "目标",
            LaneBy::Agency | LaneBy::Role => "行",
        };
        let words = counted(unit, before..before + here, targets(0..self.rows.len()));
        let place = Place {
            band: 0,
            bands: 1,
            part,
            parts: self.parts.len(),
        };
        Some((place, words))
    }
}

/// A deadline; hollow where the source only strives for it.
fn diamond(page: &mut Page, centre: Point, half: f32, hollow: bool) {
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

impl Pages for TimelinePages {
    fn title(&self) -> &str {
        &self.frame.title
    }

    fn count(&self) -> usize {
        self.parts.len() + self.note_pages
    }

    fn page(&self, nth: usize) -> Page {
        let numbers = (nth, self.count());
        if let Some(own) = nth.checked_sub(self.parts.len()) {
            return self.frame.note_page(own, numbers);
        }
        let mut page = self.frame.begin(nth);
        let body = self.frame.body(nth == 0);
        let range = self.parts[nth].clone();
        let carried = self.carried(range.start).map(|laid| (laid, true));
        let rows: Vec<(&Laid, bool)> = carried
            .into_iter()
            .chain(self.rows[range].iter().map(|laid| (laid, false)))
            .collect();
        let first = body.top + self.header;
        let height: f32 = rows.iter().map(|(laid, _)| laid.height).sum();
        let sizes = self.frame.sizes;
        let bottom = first
            + if rows.is_empty() {
                sizes.row(1)
            } else {
                height
            };
        let mut y = first;
        for (laid, _) in &rows {
            if laid.what.is_heading() {
                page.fill(
                    Rect::new(body.left, y, body.right, y + laid.height),
                    ink::PLAN,
                );
            }
            y += laid.height;
        }
        self.paint_header(&mut page, body);
        let on_axis = rows
            .iter()
            .take_while(|(laid, _)| !matches!(laid.what, What::UndatedHead | What::Undated(_)));
        let axis_bottom = first + on_axis.map(|(laid, _)| laid.height).sum::<f32>();
        self.paint_grid(&mut page, first, axis_bottom);
        for x in [self.edge(), self.right] {
            page.vline(x, first, bottom, HAIR);
        }
        let mut y = first;
        for (nth, (laid, again)) in rows.iter().enumerate() {
            let row = Rect::new(body.left, y, body.right, y + laid.height);
            self.paint_row(&mut page, laid, row, *again);
            y = row.bottom;
            if nth + 1 < rows.len() {
                page.hline(body.left, body.right, y, HAIR);
            }
        }
        if rows.is_empty() {
            let at = Point::new(body.left + sizes.inset, first + sizes.baseline());
            page.text(Text::new(at, sizes.body, ink::DIM, "没有目标符合筛选"));
        }
        page.hline(body.left, body.right, bottom, HEAVY);
        self.paint_legend(&mut page, body.left, bottom);
        let place = self.place(nth);
        let place = place
            .as_ref()
            .map(|(place, words)| (*place, words.as_str()));
        self.frame.end(&mut page, bottom, numbers, place);
        if self.note_pages == 0 && nth + 1 == self.count() {
            let has_line = place.is_some() || self.frame.setup.notes;
            self.frame.notes_below(&mut page, bottom, has_line);
        }
        page
    }

    fn bookmarks(&self) -> Vec<Bookmark> {
        let mut bookmarks = Vec::new();
        for (nth, range) in self.parts.iter().enumerate() {
            let mut top = self.frame.body(nth == 0).top + self.header;
            top += self.carried(range.start).map_or(0.0, |laid| laid.height);
            for laid in &self.rows[range.clone()] {
                if laid.what.is_heading() {
                    bookmarks.push(Bookmark {
                        level: 0,
                        title: laid.lines.concat(),
                        page: nth,
                        top,
                    });
                }
                top += laid.height;
            }
        }
        bookmarks
    }
}
