//! The targets over the years: a painter over the visible rectangle, with the axis, the indicators
//! and who answers for them standing still.

mod access;
mod body;
pub mod chips;
mod edges;
mod foot;
mod hover;
mod keys;
mod layout;
pub mod shapes;

use std::ops::Range;
use std::sync::Arc;

use eframe::egui::{
    self, Pos2, Rect, ScrollArea, Sense, Ui, pos2, scroll_area::ScrollBarVisibility, vec2,
};

use super::theme::Look;
use super::{Actions, theme};
use crate::app::{Action, App, Selection};
use crate::view::search::Query;
use crate::view::timeline::{Axis, Lane, LaneGroup};
use crate::view::{TimeScale, Timeline};
use layout::{Columns, FOOT, FOOT_ROW, HEADER, Layout, MARGIN, Placed, RowKind};

/// How much finer the axis can be made than its scale.
const ZOOM: std::ops::RangeInclusive<f32> = 0.25..=24.0;

/// What it remembers between frames.
pub struct TimelineView {
    layout: Option<Arc<Layout>>,
    /// Where to scroll in the next frame.
    go_to: Option<egui::Vec2>,
    /// Where it was scrolled to in the last frame.
    offset: egui::Vec2,
    /// Whether it was not reached in the last frame.
    again: bool,
    /// Follow the cursor into sight.
    follow: bool,
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
            go_to: None,
            offset: egui::Vec2::ZERO,
            again: false,
            follow: false,
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
    /// Top of the rows, moved by scrolling.
    top: f32,
    /// The rectangle of the lanes.
    body: Rect,
    /// The visible rows.
    rows: Range<usize>,
    /// The row under the pointer.
    hovered: Option<usize>,
    /// The row of the cursor.
    cursor: Option<usize>,
}

impl Frame<'_> {
    fn row_rect(&self, nth: usize, x: egui::Rangef) -> Rect {
        let row = self.layout.rows.span(nth);
        Rect::from_x_y_ranges(x, self.top + row.start..=self.top + row.end)
    }
}

impl TimelineView {
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
                self.go_to = Some(egui::Vec2::ZERO);
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
            let mut offset = self.go_to.unwrap_or(self.offset);
            // What was all in sight unfolds around today, which is what people look for.
            let middle = if old.width() <= width && timeline.shows_today() {
                crate::view::timeline::Day::start(timeline.today)
            } else {
                old.day(offset.x + width / 2.0 - MARGIN)
            };
            offset.x = (MARGIN + axis.x(middle) - width / 2.0).max(0.0);
            self.go_to = Some(offset);
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
            self.follow |= lane.is_some();
        }
        self.cursor.1
    }

    /// Chooses a lane: of a target's several lanes this one has the cursor.
    fn choose(&mut self, timeline: &Timeline, lane: usize, actions: &mut Actions) {
        let selection = selection_of(timeline, &timeline.lanes[lane]);
        self.cursor = (selection, Some(lane));
        self.follow = true;
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
        let foot = self.foot_height(timeline, rect.height());
        let body = Rect::from_min_max(
            pos2(rect.left() + columns.left, rect.top() + HEADER),
            pos2(rect.right() - columns.right, rect.bottom() - foot),
        );
        if body.width() < 40.0 || body.height() < 28.0 {
            return;
        }
        let cursor = self.cursor_for(app, timeline);
        self.keys(ui, app, &layout, cursor, body, actions);
        let axis = self.axis_for(timeline, body.width());
        if std::mem::take(&mut self.follow) {
            self.bring_into_sight(&layout, &axis, self.cursor.1, body);
        }

        // The scrolled area spans the columns too, so that the wheel works there.
        let scrolled = Rect::from_min_max(pos2(rect.left(), body.top()), body.right_bottom());
        let mut area = ScrollArea::both()
            .id_salt("timeline")
            .auto_shrink(false)
            .scroll_source(egui::scroll_area::ScrollSource {
                drag: egui::scroll_area::DragScroll::Always,
                ..egui::scroll_area::ScrollSource::ALL
            })
            .scroll_bar_visibility(ScrollBarVisibility::VisibleWhenNeeded)
            .scroll_bar_rect(body);
        let size = vec2(
            columns.left + axis.width() + 2.0 * MARGIN,
            layout.rows.height() + 10.0,
        );
        // What got shorter than where it was scrolled to would spring back for a while.
        let most = (size - scrolled.size()).max(egui::Vec2::ZERO);
        let wanted = self.go_to.take();
        let offset = wanted.unwrap_or(self.offset).min(most);
        let sent = wanted.is_some() || offset != self.offset;
        if sent {
            area = area.scroll_offset(offset);
        }
        let mut content = ui.new_child(egui::UiBuilder::new().max_rect(scrolled));
        content.set_clip_rect(scrolled.intersect(ui.clip_rect()));
        content.spacing_mut().scroll.kinetic.rubber_band = false;
        let painter = ui.painter().clone();
        let mut clicked = None;
        let output = area.show_viewport(&mut content, |ui, viewport| {
            let (_, all) = ui.allocate_space(size);
            let hovered = hovered(ui, &layout, all.top(), rect, body);
            let frame = Frame {
                app,
                timeline,
                layout: &layout,
                look,
                query: &self.query,
                axis: Placed {
                    axis: axis.clone(),
                    left: all.left() + columns.left + MARGIN,
                },
                top: all.top(),
                body,
                rows: layout
                    .rows
                    .between(viewport.top(), viewport.top() + body.height()),
                hovered,
                cursor: self.cursor.1.and_then(|lane| layout.row_of(lane)),
            };
            let screen = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
            frame.paint_body(&screen, rect);
            frame.paint_edges(&screen, rect);
            frame.describe(ui, rect);
            // The columns do not scroll sideways: they stand outside of what may be scrolled.
            let mut whole = ui.new_child(egui::UiBuilder::new().id_salt("whole").max_rect(rect));
            whole.set_clip_rect(screen.clip_rect());
            clicked = frame.interact(&mut whole, rect, actions);
        });
        self.offset = output.state.clamped_offset();
        // The area keeps within what it held in the frame before: where that was less, once more.
        let missed = sent && (self.offset - offset).abs().max_elem() > 0.5;
        if missed && !self.again {
            self.go_to = Some(offset);
            ui.ctx().request_repaint();
        }
        self.again = missed && !self.again;
        if let Some(lane) = clicked {
            self.choose(timeline, lane, actions);
            actions.open_detail();
        }
        self.zoom_buttons(ui, rect, body, look);
        let foot = Rect::from_min_max(pos2(rect.left(), body.bottom()), rect.max);
        self.show_foot(ui, foot, app, look, actions);
    }

    /// − and + above the indicators.
    fn zoom_buttons(&mut self, ui: &mut Ui, rect: Rect, body: Rect, look: &Look) {
        if body.left() - rect.left() < 160.0 {
            return;
        }
        let area = Rect::from_min_max(
            pos2(body.left() - 60.0, body.top() - 30.0),
            pos2(body.left() - 4.0, body.top() - 4.0),
        );
        let mut line = ui.new_child(
            egui::UiBuilder::new()
                .id_salt("time zoom")
                .max_rect(area)
                .layout(egui::Layout::right_to_left(egui::Align::Center)),
        );
        line.spacing_mut().item_spacing.x = 0.0;
        for (mark, name, key, factor) in [
            ("+", "时间放大", "+", keys::STEP),
            ("−", "时间缩小", "-", 1.0 / keys::STEP),
        ] {
            let words = egui::RichText::new(mark).font(theme::font(16.0));
            let button = egui::Button::new(words.color(look.dim))
                .frame_when_inactive(false)
                .min_size(vec2(26.0, 24.0));
            let response = line.add(button);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
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
                #[expect(clippy::cast_precision_loss, reason = "capped at once")]
                let list = count as f32 * FOOT_ROW;
                FOOT + list.min((height * 0.45).max(FOOT_ROW))
            }
        }
    }

    fn bring_into_sight(&mut self, layout: &Layout, axis: &Axis, lane: Option<usize>, body: Rect) {
        let Some(lane) = lane else { return };
        let mut offset = self.go_to.unwrap_or(self.offset);
        let before = offset;
        if let Some(row) = layout.row_of(lane) {
            let row = layout.rows.span(row);
            offset.y = offset.y.min(row.start).max(row.end - body.height());
        }
        // Its figure stands before its end.
        let x = MARGIN + axis.x(layout.timeline.lanes[lane].shape.to());
        offset.x = offset.x.min((x - 120.0).max(0.0));
        offset.x = offset.x.max(x + 24.0 - body.width());
        if offset != before {
            self.go_to = Some(offset);
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

fn hovered(ui: &Ui, layout: &Layout, top: f32, rect: Rect, body: Rect) -> Option<usize> {
    let pointer = ui.ctx().pointer_hover_pos()?;
    let free = ui
        .ctx()
        .layer_id_at(pointer)
        .is_none_or(|layer| layer == ui.layer_id());
    if !free || !rect.contains(pointer) || !body.y_range().contains(pointer.y) {
        return None;
    }
    layout.rows.at(pointer.y - top)
}

impl Frame<'_> {
    /// Clicks and hover texts of the rows. Returns the lane that was clicked.
    fn interact(&self, ui: &mut Ui, rect: Rect, actions: &mut Actions) -> Option<usize> {
        let all = ui.interact(
            Rect::from_x_y_ranges(rect.x_range(), self.body.y_range()),
            ui.scope_id().with("lanes"),
            Sense::click(),
        );
        let mut chosen = None;
        if let Some(pointer) = all.interact_pointer_pos().filter(|_| all.clicked()) {
            chosen = self.click(pointer, rect, actions);
        }
        if all.hovered() && self.hovered.is_some() {
            all.on_hover_ui_at_pointer(|ui| self.tooltip(ui));
        }
        chosen
    }

    fn click(&self, pointer: Pos2, rect: Rect, actions: &mut Actions) -> Option<usize> {
        let nth = self.layout.rows.at(pointer.y - self.top)?;
        match self.layout.kinds[nth] {
            RowKind::Lane(lane) => Some(lane),
            RowKind::Group(group) => {
                let kind = &self.timeline.groups[group].kind;
                match kind {
                    LaneGroup::Plan(plan) if pointer.x > rect.left() + 30.0 => {
                        actions.push(Action::Select(Selection {
                            plan: Some(*plan),
                            ..Selection::default()
                        }));
                        actions.open_detail();
                    }
                    _ => actions.push(toggle_fold(self.app, kind)),
                }
                None
            }
        }
    }
}

/// Folds a group, or unfolds it.
fn toggle_fold(app: &App, kind: &LaneGroup) -> Action {
    let key = kind.key(&app.data().workspace);
    let mut view = app.view().clone();
    if view.folded.contains(&key) {
        view.folded.retain(|known| *known != key);
    } else {
        view.folded.push(key);
    }
    Action::View(view)
}
