//! The targets over the years: a painter over the visible rectangle, with the axis, the indicators
//! and who answers for them standing still.

mod access;
mod body;
pub mod chips;
mod edges;
mod foot;
mod group;
mod hover;
mod lane;
mod layout;
pub mod shapes;

use std::ops::{Range, RangeInclusive};
use std::sync::Arc;

use eframe::egui::scroll_area::DragScroll;
use eframe::egui::{
    self, Align, Button, Context, Key, Modifiers, Rect, RichText, Ui, UiBuilder, Vec2, WidgetInfo,
    pos2, vec2,
};

use super::Actions;
use super::grid::{Frozen, Grid, Hit, Place, Press, Shape, Steer, Tracks};
use super::theme::{Look, font, size};
use crate::app::{Action, App, Selection};
use crate::num;
use crate::view::search::Query;
use crate::view::timeline::{Axis, Lane, LaneGroup};
use crate::view::{TimeScale, Timeline};
use layout::{Columns, FOOT, FOOT_ROW, HEADER, Layout, MARGIN, Placed, RowKind};

/// How much finer the axis can be made than its scale.
const ZOOM: RangeInclusive<f32> = 0.25..=24.0;
/// How much finer one press makes it.
const ZOOM_STEP: f32 = 1.25;
/// With less room than this between the columns there is no axis.
const LEAST_AXIS: f32 = 40.0;
/// What is in sight around the cursor's deadline: the figure before it, the mark.
const BEFORE_DEADLINE: f32 = 120.0;
const BEHIND_DEADLINE: f32 = 24.0;
/// The unfolded foot takes at most this share of the height.
const MOST_FOOT: f32 = 0.45;
/// The buttons above the indicators that make the axis finer, and the least width for them.
const ZOOM_AREA: Vec2 = vec2(56.0, 26.0);
const ZOOM_EDGE: f32 = 4.0;
const ZOOM_BUTTON: Vec2 = vec2(26.0, 24.0);
const ZOOM_MARK: f32 = 16.0;
const ROOM_FOR_ZOOM: f32 = 160.0;

/// What it remembers between frames.
pub struct TimelineView {
    layout: Option<Arc<Layout>>,
    grid: Grid,
    /// How much finer the axis is than its scale, and for which scale that was chosen.
    zoom: (TimeScale, f32),
    /// The axis of the last frame, to keep its middle when it changes.
    axis: Option<Axis>,
    /// Whether the targets without a deadline are listed.
    foot_open: bool,
    /// The chosen lane, and the selection that it was found for.
    cursor: (Selection, Option<usize>),
    query: Query,
}

impl Default for TimelineView {
    fn default() -> Self {
        Self {
            layout: None,
            grid: Grid::default(),
            zoom: (TimeScale::Year, 1.0),
            axis: None,
            foot_open: false,
            cursor: (Selection::default(), None),
            query: Query::default(),
        }
    }
}

/// What one frame is painted with.
struct Frame<'a> {
    app: &'a App,
    timeline: &'a Timeline,
    layout: &'a Layout,
    look: &'a Look,
    query: &'a Query,
    axis: Placed,
    /// The lane of the cursor, and its row.
    lane: Option<usize>,
    cursor: Option<usize>,
    /// The lane that was chosen in this frame.
    chosen: Option<usize>,
    /// How much finer the axis was made in this frame.
    zoom: f32,
}

impl TimelineView {
    /// How far it is scrolled, and the way back to there.
    pub(crate) fn scroll(&mut self) -> &mut Grid {
        &mut self.grid
    }

    /// The rows of a timeline, made anew only when the timeline or the columns changed.
    fn layout_for(&mut self, app: &App, timeline: &Arc<Timeline>, columns: Columns) -> Arc<Layout> {
        if let Some(layout) = &self.layout
            && Arc::ptr_eq(&layout.timeline, timeline)
            && layout.columns == columns
        {
            return Arc::clone(layout);
        }
        let layout = Arc::new(Layout::new(timeline, columns));
        if let Some(old) = &self.layout {
            let same_lanes = Arc::ptr_eq(&old.timeline.data, &timeline.data)
                && old.timeline.lane_by == timeline.lane_by;
            if !same_lanes {
                self.grid.scroll_to(Vec2::ZERO);
            }
        }
        // The numbers of lanes may belong to other targets now.
        self.cursor = (Selection::default(), None);
        self.query = Query::new(&app.view().text);
        self.layout = Some(Arc::clone(&layout));
        layout
    }

    /// The axis as wide as there is room; its middle stays where it was when it gets finer.
    fn axis_for(&mut self, timeline: &Timeline, width: f32) -> Axis {
        if self.zoom.0 != timeline.scale {
            self.zoom = (timeline.scale, 1.0);
        }
        let range = timeline.axis.clone();
        let axis = Axis::new(range, timeline.scale, width - 2.0 * MARGIN, self.zoom.1);
        if let Some(old) = &self.axis
            && *old != axis
        {
            let mut offset = self.grid.offset();
            // What was all in sight unfolds around today, which is what people look for.
            let middle = if old.width() <= width && timeline.shows_today() {
                crate::view::timeline::Day::start(timeline.today)
            } else {
                old.day(offset.x + width / 2.0 - MARGIN)
            };
            offset.x = (MARGIN + axis.x(middle) - width / 2.0).max(0.0);
            self.grid.scroll_to(offset);
        }
        self.axis = Some(axis.clone());
        axis
    }

    /// The lane of the selection: found again only when either changed.
    fn cursor_for(&mut self, app: &App, timeline: &Timeline) -> Option<usize> {
        let selection = app.selection();
        if self.cursor.0 != selection {
            let lane = find_lane(timeline, selection);
            self.cursor = (selection, lane);
            if lane.is_some() {
                self.grid.follow_cursor();
            }
        }
        self.cursor.1
    }

    /// Chooses a lane: of a target's several lanes this one has the cursor.
    fn choose(&mut self, timeline: &Timeline, lane: usize, actions: &mut Actions) {
        let selection = selection_of(timeline, &timeline.lanes[lane]);
        self.cursor = (selection, Some(lane));
        self.grid.follow_cursor();
        actions.push(Action::Select(selection));
    }

    /// Makes the axis finer or coarser.
    fn zoom_time(&mut self, factor: f32) {
        self.zoom.1 = (self.zoom.1 * factor).clamp(*ZOOM.start(), *ZOOM.end());
    }

    /// Shows it in the rest of `ui`.
    pub fn show(&mut self, ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
        let rect = ui.max_rect();
        let timeline = app.timeline();
        if timeline.shown.targets == 0 {
            super::empty::show(ui, app, look, actions);
            return;
        }
        let columns = Columns::of(rect.width(), ui.ctx().content_rect().width());
        let layout = self.layout_for(app, timeline, columns);
        let frozen = Frozen {
            left: columns.left,
            top: HEADER,
            right: columns.right,
            bottom: self.foot_height(timeline, rect.height()),
        };
        let body = frozen.body(rect);
        if body.width() < LEAST_AXIS || body.height() < size::ROW {
            return;
        }
        let lane = self.cursor_for(app, timeline);
        let axis = self.axis_for(timeline, body.width());
        let mut frame = Frame {
            app,
            timeline,
            layout: &layout,
            look,
            query: &self.query,
            axis: Placed { axis, left: 0.0 },
            lane,
            cursor: lane.and_then(|lane| layout.row_of(lane)),
            chosen: None,
            zoom: 1.0,
        };
        self.grid.show(ui, app, frozen, &mut frame, actions);
        let Frame { chosen, zoom, .. } = frame;
        self.zoom_time(zoom);
        if let Some(lane) = chosen {
            self.choose(timeline, lane, actions);
        }
        self.zoom_buttons(ui, rect, body, look);
        let foot = Rect::from_min_max(pos2(rect.left(), body.bottom()), rect.max);
        self.show_foot(ui, foot, app, look, actions);
    }

    /// − and + above the indicators.
    fn zoom_buttons(&mut self, ui: &mut Ui, rect: Rect, body: Rect, look: &Look) {
        if body.left() - rect.left() < ROOM_FOR_ZOOM {
            return;
        }
        let corner = body.min - Vec2::splat(ZOOM_EDGE);
        let area = Rect::from_min_max(corner - ZOOM_AREA, corner);
        let mut line = ui.new_child(
            UiBuilder::new()
                .id_salt("time zoom")
                .max_rect(area)
                .layout(egui::Layout::right_to_left(Align::Center)),
        );
        line.spacing_mut().item_spacing.x = 0.0;
        for (mark, name, key, factor) in [
            ("+", "时间放大", "+", ZOOM_STEP),
            ("−", "时间缩小", "-", 1.0 / ZOOM_STEP),
        ] {
            let words = RichText::new(mark).font(font(ZOOM_MARK));
            let button = Button::new(words.color(look.dim))
                .frame_when_inactive(false)
                .min_size(ZOOM_BUTTON);
            let response = line.add(button);
            response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, name));
            if response.on_hover_text(format!("{name}（{key}）")).clicked() {
                self.zoom_time(factor);
            }
        }
    }

    fn foot_height(&self, timeline: &Timeline, height: f32) -> f32 {
        match (timeline.undated.len(), self.foot_open) {
            (0, _) => 0.0,
            (_, false) => FOOT,
            (count, true) => {
                let list = num::float(count) * FOOT_ROW;
                FOOT + list.min((height * MOST_FOOT).max(FOOT_ROW))
            }
        }
    }
}

/// The first lane of what is selected, at the selected body where it has one there.
fn find_lane(timeline: &Timeline, selection: Selection) -> Option<usize> {
    let fits = |lane: &Lane| match selection.target {
        Some(target) => lane.id == target,
        None => selection.task.is_some() && lane.task == selection.task,
    };
    let first = timeline.lanes.iter().position(&fits)?;
    let at_body = selection.agency.and_then(|agency| {
        let group = timeline
            .groups
            .iter()
            .find(|group| group.kind == LaneGroup::Agency(agency))?;
        group.lanes.clone().find(|&ix| fits(&timeline.lanes[ix]))
    });
    Some(at_body.unwrap_or(first))
}

/// What the choice of a lane selects.
fn selection_of(timeline: &Timeline, lane: &Lane) -> Selection {
    let agency = match timeline.groups[lane.group as usize].kind {
        LaneGroup::Agency(ix) => Some(ix),
        _ => None,
    };
    Selection {
        plan: lane.task.is_none().then_some(lane.plan),
        task: lane.task,
        target: Some(lane.id),
        agency,
        anchor: None,
    }
}

impl Shape for Frame<'_> {
    const NAME: &'static str = "timeline";
    const DRAG: DragScroll = DragScroll::Always;

    fn rows(&self) -> &Tracks {
        &self.layout.rows
    }

    fn width(&self) -> Option<f32> {
        Some(self.axis.axis.width() + 2.0 * MARGIN)
    }

    fn cursor(&self) -> Place {
        Place {
            row: self.cursor,
            column: None,
        }
    }

    /// The deadline with its figure, which stands before it.
    fn cursor_x(&self) -> Option<Range<f32>> {
        let shape = self.timeline.lanes[self.lane?].shape;
        let x = MARGIN + self.axis.axis.x(shape.to());
        Some(x - BEFORE_DEADLINE..x + BEHIND_DEADLINE)
    }

    fn is_stop(&self, row: usize) -> bool {
        self.lane_at(row).is_some()
    }

    fn headings(&self, row: usize) -> Vec<usize> {
        let kinds = &self.layout.kinds[..=row];
        let group = kinds
            .iter()
            .rposition(|kind| matches!(kind, RowKind::Group(_)));
        group.into_iter().collect()
    }
}

impl Steer for Frame<'_> {
    fn move_to(&mut self, to: Place, _extends: bool, _actions: &mut Actions) {
        self.chosen = to.row.and_then(|row| self.lane_at(row));
    }

    /// Left and right go from deadline to deadline.
    fn sideways(&mut self, right: bool, _actions: &mut Actions) -> bool {
        self.chosen = match self.lane {
            Some(lane) => self.beside(lane, right).or(self.lane),
            None => (0..self.layout.kinds.len()).find_map(|row| self.lane_at(row)),
        };
        true
    }

    fn own_keys(&mut self, ctx: &Context, _actions: &mut Actions) {
        let pressed = |key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::Plus) || pressed(Key::Equals) {
            self.zoom = ZOOM_STEP;
        }
        if pressed(Key::Minus) {
            self.zoom = 1.0 / ZOOM_STEP;
        }
    }

    /// Also a lane that is folded away.
    fn can_enter(&self) -> bool {
        self.lane.is_some()
    }
}

impl Press for Frame<'_> {
    fn click(&mut self, hit: Hit, actions: &mut Actions) {
        self.press_row(hit.row, hit.on_triangle, actions);
    }

    fn has_tooltip(&self, _hit: Hit) -> bool {
        true
    }

    fn tooltip(&self, ui: &mut Ui, hit: Hit) {
        self.row_tooltip(ui, hit.row);
    }
}

impl Frame<'_> {
    fn lane_at(&self, row: usize) -> Option<usize> {
        match self.layout.kinds[row] {
            RowKind::Lane(lane) => Some(lane),
            RowKind::Group(_) => None,
        }
    }

    /// The next lane by deadline that is not folded away.
    fn beside(&self, lane: usize, later: bool) -> Option<usize> {
        let mut at = lane;
        loop {
            at = self.timeline.beside(at, later)?;
            if self.layout.row_of(at).is_some() {
                return Some(at);
            }
        }
    }

    /// What a press on a row does.
    fn press_row(&mut self, row: usize, on_triangle: bool, actions: &mut Actions) {
        match self.layout.kinds[row] {
            RowKind::Lane(lane) => {
                self.chosen = Some(lane);
                actions.open_detail();
            }
            RowKind::Group(group) => {
                let kind = &self.timeline.groups[group].kind;
                match kind {
                    LaneGroup::Plan(plan) if !on_triangle => {
                        actions.push(Action::Select(Selection {
                            plan: Some(*plan),
                            ..Selection::default()
                        }));
                        actions.open_detail();
                    }
                    _ => actions.push(toggle_fold(self.app, kind)),
                }
            }
        }
    }
}

/// Folds a group, or unfolds it.
fn toggle_fold(app: &App, kind: &LaneGroup) -> Action {
    let key = kind.key(&app.data().workspace);
    Action::View(app.view().toggle_fold(&key))
}
