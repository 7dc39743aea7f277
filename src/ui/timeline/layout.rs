//! Where everything of the timeline stands: its rows, its columns, its axis.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::ui::grid::{Tracks, text_width};
use crate::ui::theme::size;
use crate::view::Timeline;
use crate::view::timeline::{Axis, Day, LaneGroup, Shape};

/// The height of the axis, which stands above the rows.
pub const HEADER: f32 = 44.0;
/// The height of the line at the foot that counts the targets without a deadline.
pub const FOOT: f32 = 34.0;
/// The height of one of these targets when the foot is unfolded.
pub const FOOT_ROW: f32 = 26.0;
/// Where the names of indicators begin, from the left edge.
pub const INDICATOR_AT: f32 = 30.0;
/// Room before the first year and behind the last, for marks that stand at their ends.
pub const MARGIN: f32 = 20.0;

/// The room at the right of the names of indicators.
const INDICATOR_PADDING: f32 = 10.0;

/// What stands in a row of the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// A group, by its place in the timeline.
    Group(usize),
    /// A lane, by its place in the timeline.
    Lane(usize),
}

/// Widths of the columns beside the axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Columns {
    /// The width of the column of indicators.
    pub left: f32,
    /// The width of the column of bodies that answer for them; 0 in a narrow window.
    pub right: f32,
}

impl Columns {
    /// The columns of a wide, a middle and a narrow timeline.
    const WIDE: Self = Self {
        left: 320.0,
        right: 240.0,
    };
    const MIDDLE: Self = Self {
        left: 264.0,
        right: 196.0,
    };
    const NARROW: Self = Self {
        left: 228.0,
        right: 142.0,
    };
    /// The widths of a timeline from which on it has these columns.
    const ROOM_FOR_WIDE: f32 = 1100.0;
    const ROOM_FOR_MIDDLE: f32 = 1000.0;
    const ROOM_FOR_NARROW: f32 = 720.0;
    /// With less, indicators take this share, and at least so much.
    const SHARE: f32 = 0.42;
    const LEAST: f32 = 132.0;

    /// The columns of a timeline that is so wide, in a window that is so wide.
    #[must_use]
    pub fn of(width: f32, window: f32) -> Self {
        if window >= size::WIDE && width > Self::ROOM_FOR_WIDE {
            Self::WIDE
        } else if width >= Self::ROOM_FOR_MIDDLE {
            Self::MIDDLE
        } else if width >= Self::ROOM_FOR_NARROW {
            Self::NARROW
        } else {
            Self {
                left: (width * Self::SHARE).clamp(Self::LEAST, Self::NARROW.left),
                right: 0.0,
            }
        }
    }
}

/// Targets of a group that end on the same day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayMark {
    /// The day on which they end.
    pub day: Day,
    /// Their positions in [`Timeline::lanes`].
    pub lanes: Vec<usize>,
}

impl DayMark {
    /// The one that the mark is drawn as: a figure by a deadline goes before everything else, and
    /// words are a point for none of them.
    #[must_use]
    pub fn speaker(&self, timeline: &Timeline) -> usize {
        let weight = |lane: usize| match timeline.lanes[lane].shape {
            Shape::Point(_) => 0,
            Shape::Span(..) => 1,
            Shape::Chain(..) => 2,
            _ => 3,
        };
        let lanes = self.lanes.iter().copied();
        lanes.min_by_key(|&lane| weight(lane)).unwrap_or(0)
    }
}

/// The rows of a timeline: made once for each timeline and width of the left column.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The timeline it was made for.
    pub timeline: Arc<Timeline>,
    /// The widths of the columns beside the axis.
    pub columns: Columns,
    /// The rows that are not folded away.
    pub kinds: Vec<RowKind>,
    /// Where these rows stand, from the top of the first.
    pub rows: Tracks,
    /// For every group the days that its own row shows; none where its lanes show them.
    pub marks: Vec<Vec<DayMark>>,
}

impl Layout {
    /// The rows of a timeline.
    #[must_use]
    pub fn new(timeline: &Arc<Timeline>, columns: Columns) -> Self {
        let mut kinds = Vec::with_capacity(timeline.lanes.len() + timeline.groups.len());
        let mut heights = Vec::with_capacity(kinds.capacity());
        let mut marks = Vec::with_capacity(timeline.groups.len());
        let mut add = |kind, height: f32| {
            kinds.push(kind);
            heights.push(height);
        };
        let room = columns.left - INDICATOR_AT - INDICATOR_PADDING;
        for (nth, group) in timeline.groups.iter().enumerate() {
            add(RowKind::Group(nth), size::GROUP_ROW);
            // A thread shows its figures side by side, folded or not.
            let by_thread = matches!(group.kind, LaneGroup::Thread(_));
            marks.push(if group.folded || by_thread {
                day_marks(timeline, group.lanes.clone())
            } else {
                Vec::new()
            });
            if group.folded {
                continue;
            }
            for lane in group.lanes.clone() {
                let indicator = &timeline.target(&timeline.lanes[lane]).indicator;
                let target = timeline.target(&timeline.lanes[lane]);
                let task = timeline.task_title(timeline.lanes[lane].task, target);
                let task = task.map_or(0.0, |title| 8.0 + text_width(title));
                let two = text_width(indicator) + task > room;
                let height = if two { size::ROW_TWO_LINES } else { size::ROW };
                add(RowKind::Lane(lane), height);
            }
        }
        Self {
            timeline: Arc::clone(timeline),
            columns,
            kinds,
            rows: Tracks::new(&heights),
            marks,
        }
    }

    /// The row of a lane; none where it is folded away.
    #[must_use]
    pub fn row_of(&self, lane: usize) -> Option<usize> {
        let group = self.timeline.lanes.get(lane)?.group as usize;
        if self.timeline.groups[group].folded {
            return None;
        }
        // Rows and lanes have the same order, and a lane is never before its own number.
        let place = |kind: RowKind| match kind {
            RowKind::Group(nth) => self.timeline.groups[nth].lanes.start,
            RowKind::Lane(nth) => nth,
        };
        let after = self.kinds.partition_point(|&kind| place(kind) <= lane);
        (0..after)
            .rev()
            .take(2)
            .find(|&nth| self.kinds[nth] == RowKind::Lane(lane))
    }
}

fn day_marks(timeline: &Timeline, lanes: Range<usize>) -> Vec<DayMark> {
    let mut days: BTreeMap<Day, Vec<usize>> = BTreeMap::new();
    for lane in lanes {
        let shape = timeline.lanes[lane].shape;
        if !matches!(shape, Shape::Open(..) | Shape::Undated(..)) {
            days.entry(shape.to()).or_default().push(lane);
        }
    }
    days.into_iter()
        .map(|(day, lanes)| DayMark { day, lanes })
        .collect()
}

/// The axis in a window: where a day stands on the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// Which days it covers, and how many points a day takes.
    pub axis: Axis,
    /// Where its first day stands on the screen, moved by scrolling.
    pub left: f32,
}

impl Placed {
    /// Where a day stands on the screen, from the left of the window.
    #[must_use]
    pub fn x(&self, day: Day) -> f32 {
        self.left + self.axis.x(day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::App;
    use crate::app::settings::Settings;

    fn layout(folded: &[&str]) -> Layout {
        let app = App::new(
            Settings::default(),
            None,
            crate::model::Date::year_only(2026),
        );
        let folded = folded.iter().map(|key| (*key).to_owned());
        let spec = app.view().fold_only(folded);
        let sheet = crate::view::Sheet::new(app.data(), &spec, app.today());
        let columns = Columns::of(1134.0, 1366.0);
        Layout::new(&Arc::new(Timeline::new(&sheet)), columns)
    }

    #[test]
    fn every_lane_finds_its_row_and_every_height_its_row() {
        let layout = layout(&["made-2021"]);
        for lane in 0..layout.timeline.lanes.len() {
            let group = layout.timeline.lanes[lane].group as usize;
            let row = layout.row_of(lane);
            assert_eq!(row.is_none(), layout.timeline.groups[group].folded);
            if let Some(row) = row {
                assert_eq!(layout.kinds[row], RowKind::Lane(lane));
                let at = layout.rows.span(row);
                assert_eq!(layout.rows.at(f32::midpoint(at.start, at.end)), Some(row));
            }
        }
    }

    #[test]
    fn a_folded_group_shows_how_many_targets_end_on_a_day() {
        let layout = layout(&["made-2021"]);
        let marks: Vec<usize> = layout.marks[2]
            .iter()
            .map(|mark| mark.lanes.len())
            .collect();
        assert_eq!(
            marks,
            [15],
            "14 deadlines and a yearly duty, all to the end of 2023"
        );
        assert!(layout.marks[0].is_empty());
    }
}
