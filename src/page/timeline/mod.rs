//! The timeline as pages: axis, indicators and bodies on every page, the axis as wide as the page.
//!
//! To somebody who hears it, it is a table: indicator, figure and deadline, who answers for it.

mod axis;
mod lane;
mod legend;

use super::colour::{Colour, ink};
use super::frame::Frame;
use super::geometry::{Point, Rect};
use super::item::Text;
use super::leaf::Page;
use super::measure::{Weight, fitted, wrapped};
use super::paper::PageSetup;
use super::part::{Cell, CellKind, Part};
use super::rows::{Kind, PIECE, Placed, Row, Rows, Shown, continued};
use super::sizes::HAIR;
use super::{Bookmark, Pages};
use crate::num;
use crate::terms;
use crate::view::timeline::{Axis, Day, Undated};
use crate::view::{LaneBy, Sheet, Timeline, figure_text};

/// Shares of the page's width that the indicators and the column beside the axis take.
const LEFT: f32 = 0.25;
const RIGHT: f32 = 0.15;
/// The columns of the table.
const INDICATOR: usize = 0;
const TARGET: usize = 1;
const ASIDE: usize = 2;

/// The pages of a timeline.
pub struct TimelinePages {
    timeline: Timeline,
    frame: Frame,
    rows: Rows<Laid>,
    axis: Axis,
    /// Where the axis begins and the column beside it.
    left: f32,
    right: f32,
}

/// A row with its text broken into lines.
struct Laid {
    what: What,
    lines: Vec<String>,
    /// The task that sets the target, where its name says more than the indicator.
    task: Vec<String>,
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
    /// More lines of the target before, which stands on the axis or not.
    More(bool),
}

impl What {
    fn is_on_axis(self) -> bool {
        matches!(self, Self::Group(_) | Self::Lane(_) | Self::More(true))
    }
}

impl TimelinePages {
    /// Lays the timeline of a sheet out. Folded groups are unfolded: folding is a way to look at
    /// the screen.
    #[must_use]
    pub fn new(sheet: &Sheet, setup: PageSetup) -> Self {
        let timeline = Timeline::new(sheet);
        let more = [
            format!(
                "{}　线从方案开始到时限；只有措辞、没有数字的目标不画成点；虚线是没有写明时限的目标。",
                terms::LEGEND
            ),
            "时限已到只说明时间已过，是否完成，方案没有写。".to_owned(),
        ];
        let mut frame = Frame::of_sheet(
            setup,
            sheet,
            terms::TARGET_TIMELINE,
            &timeline.counts_text(),
            Vec::new(),
            &more,
        );
        let area = frame.table_room(true);
        let left = area.left + frame.width() * LEFT;
        let right = area.right - frame.width() * RIGHT;
        let margin = frame.sizes.mark * 2.5;
        let axis = Axis::fitted(timeline.axis.clone(), right - left - 2.0 * margin);
        let rows = Rows::new(rows(&timeline, &frame), &mut frame, |sizes| {
            sizes.leading * 2.0 + sizes.padding
        });
        Self {
            timeline,
            frame,
            rows,
            axis,
            left: left + margin,
            right,
        }
    }

    /// Where the column of indicators ends.
    fn edge(&self) -> f32 {
        self.frame.table_room(true).left + self.frame.width() * LEFT
    }

    fn x(&self, day: Day) -> f32 {
        self.left + self.axis.x(day)
    }

    fn today(&self) -> Option<f32> {
        let shown = self.timeline.shows_today();
        shown.then(|| self.x(Day::start(self.timeline.today)))
    }

    fn paint(&self, page: &mut Page, table: &Shown<'_, Laid>) {
        table.paint_grounds(page);
        self.paint_header(page, table);
        let rows = table.rows.iter();
        let on_axis = rows.take_while(|placed| placed.row.content.what.is_on_axis());
        let axis_bottom = on_axis.last().map(|placed| placed.rect.bottom);
        let top = table.header.bottom;
        self.paint_grid(page, top, axis_bottom.unwrap_or(top));
        for x in [self.edge(), self.right] {
            page.vline(x, top, table.bottom, HAIR);
        }
        for placed in &table.rows {
            self.paint_row(page, placed);
            page.part(Part::Ornament);
        }
        table.paint_nothing(page, &self.frame.sizes, terms::TARGET);
        page.part(Part::Ornament);
        if self.frame.setup.notes {
            self.paint_legend(page, table.header.left, table.bottom);
        }
    }

    fn paint_row(&self, page: &mut Page, placed: &Placed<'_, Laid>) {
        let row = placed.rect;
        let laid = &placed.row.content;
        let aside = Cell::data(placed.nth, ASIDE);
        match laid.what {
            What::Group(nth) => {
                let group = &self.timeline.groups[nth];
                self.paint_heading(page, &self.timeline.heading(group), placed);
                page.part(Part::Ornament);
                if let Some(bar) = &group.bar {
                    self.paint_bar(page, bar, row);
                }
                self.paint_today(page, row, None);
                page.part(Part::from(aside).unless(placed.again));
                self.paint_aside(page, &self.timeline.heading_aside(group), row, ink::DIM);
            }
            What::Lane(nth) => {
                self.paint_indicator(page, laid, placed);
                let lane = &self.timeline.lanes[nth];
                let said = self.timeline.spoken(lane);
                page.part(Cell::data(placed.nth, TARGET).spoken(said));
                self.paint_lane(page, lane, row);
                page.part(aside);
                self.paint_aside(page, &self.timeline.aside(lane), row, ink::TEXT);
            }
            What::More(_) => self.paint_indicator(page, laid, placed),
            What::UndatedHead => {
                self.paint_heading(page, "未写明时限", placed);
                if let Some(words) = self.timeline.undated_text() {
                    page.part(Part::from(aside).unless(placed.again));
                    let size = self.frame.sizes.small;
                    let at = Point::new(self.edge() + size, row.top + self.frame.sizes.baseline());
                    page.text(Text::new(at, size, ink::DIM, &words));
                }
            }
            What::Undated(nth) => {
                self.paint_indicator(page, laid, placed);
                let undated = self.timeline.undated[nth];
                page.part(Cell::data(placed.nth, TARGET));
                self.paint_undated(page, undated, row);
                page.part(aside);
                self.paint_aside(page, &self.timeline.bodies(undated.id), row, ink::TEXT);
            }
        }
    }

    fn paint_heading(&self, page: &mut Page, words: &str, placed: &Placed<'_, Laid>) {
        let sizes = self.frame.sizes;
        let row = placed.rect;
        let level = self.rows.level(placed.nth);
        let cell = Cell::new(placed.nth, INDICATOR, CellKind::Heading(level)).across(ASIDE);
        page.part(Part::from(cell).unless(placed.again));
        let words = continued(words, placed.again);
        let room = self.edge() - row.left - 2.0 * sizes.inset;
        let words = fitted(&words, sizes.text, Weight::Bold, room);
        let at = Point::new(row.left + sizes.inset, row.top + sizes.baseline());
        page.text(Text::new(at, sizes.text, ink::TEXT, &words).bold());
    }

    fn paint_indicator(&self, page: &mut Page, laid: &Laid, placed: &Placed<'_, Laid>) {
        let sizes = self.frame.sizes;
        page.part(Cell::new(placed.nth, INDICATOR, CellKind::RowHead));
        let mut base = placed.baseline(&sizes);
        for line in &laid.lines {
            let at = Point::new(placed.rect.left + sizes.inset + sizes.text, base);
            page.text(Text::new(at, sizes.text, ink::TEXT, line));
            base += sizes.leading;
        }
        for line in &laid.task {
            let at = Point::new(placed.rect.left + sizes.inset + sizes.text, base);
            page.text(Text::new(at, sizes.small, ink::DIM, line));
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

    fn paint_undated(&self, page: &mut Page, undated: Undated, row: Rect) {
        let sizes = self.frame.sizes;
        let workspace = self.timeline.workspace();
        let y = row.centre().y;
        let from = self.edge() + sizes.text;
        let middle = from + (self.right - from) * 0.35;
        let (size, weight, colour) = if undated.words {
            (sizes.small, Weight::Regular, ink::DIM)
        } else {
            (sizes.text * 0.95, Weight::Bold, ink::TEXT)
        };
        let figure = figure_text(undated.id.target(workspace));
        let figure = fitted(&figure, size, weight, middle - from - sizes.text);
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
}

impl Pages for TimelinePages {
    fn title(&self) -> &str {
        &self.frame.title
    }

    fn count(&self) -> usize {
        self.rows.pages()
    }

    fn page(&self, nth: usize) -> Page {
        // Grouped by bodies, a target has several rows.
        let unit = match self.timeline.lane_by {
            LaneBy::Plan | LaneBy::Indicator => terms::TARGET,
            LaneBy::Agency | LaneBy::Role => "行",
        };
        let words = |table: &Shown<'_, Laid>| self.rows.counted(table.part, unit);
        let has_legend = self.frame.setup.notes;
        self.rows
            .page(&self.frame, nth, has_legend, words, |page, table| {
                self.paint(page, table);
            })
    }

    fn bookmarks(&self) -> Vec<Bookmark> {
        self.rows.bookmarks(&self.frame)
    }
}

/// The rows of a timeline with their texts broken.
fn rows(timeline: &Timeline, frame: &Frame) -> Vec<Row<Laid>> {
    let sizes = frame.sizes;
    let room = frame.width() * LEFT - sizes.text - 2.0 * sizes.inset;
    // No target is higher than half a page in one piece.
    let most = frame.table_room(false).height() / 2.0;
    let most = num::whole((most - sizes.padding) / sizes.leading).max(1);
    let lane = |what, indicator: &str, task: Option<&str>| {
        let lines = wrapped(indicator, sizes.text, Weight::Regular, room);
        let task = task.map(|title| wrapped(title, sizes.small, Weight::Regular, room));
        let task = task.unwrap_or_default();
        pieces(Laid { what, lines, task }, most)
    };
    let heading = |what, title: String| {
        let lines = vec![title.clone()];
        let kind = Kind::Heading { depth: 0, title };
        let task = Vec::new();
        Row::new(kind, 1, Laid { what, lines, task })
    };
    let mut rows = Vec::with_capacity(timeline.lanes.len() + timeline.groups.len() + 1);
    for (nth, group) in timeline.groups.iter().enumerate() {
        rows.push(heading(What::Group(nth), timeline.heading(group)));
        for ix in group.lanes.clone() {
            let target = timeline.target(&timeline.lanes[ix]);
            let task = timeline.task_title(timeline.lanes[ix].task, target);
            rows.extend(lane(What::Lane(ix), &target.indicator, task));
        }
    }
    if timeline.undated_text().is_some() {
        rows.push(heading(What::UndatedHead, "未写明时限".to_owned()));
    }
    for (nth, undated) in timeline.undated.iter().enumerate() {
        let target = undated.id.target(timeline.workspace());
        let task = timeline.task_title(undated.task, target);
        rows.extend(lane(What::Undated(nth), &target.indicator, task));
    }
    rows
}

/// The row of a target, in pieces where it is too high: its mark stands beside the first of them.
fn pieces(laid: Laid, most: usize) -> Vec<Row<Laid>> {
    let count = laid.lines.len() + laid.task.len();
    if count <= most {
        return vec![Row::new(Kind::Entry, count, laid)];
    }
    let on_axis = laid.what.is_on_axis();
    let of_task = laid.lines.len();
    let all: Vec<String> = laid.lines.into_iter().chain(laid.task).collect();
    let last = count.div_ceil(PIECE) - 1;
    let pieces = all.chunks(PIECE).enumerate().map(|(nth, lines)| {
        let what = if nth == 0 {
            laid.what
        } else {
            What::More(on_axis)
        };
        let (own, task) = lines.split_at(of_task.saturating_sub(nth * PIECE).min(lines.len()));
        let made = Laid {
            what,
            lines: own.to_vec(),
            task: task.to_vec(),
        };
        Row::new(Kind::Entry, lines.len(), made).piece(nth, nth < last)
    });
    pieces.collect()
}
