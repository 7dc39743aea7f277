//! The window's parts, a file each. They read the state and push actions; none changes it.

pub mod agencies;
mod alarm;
mod answer_box;
mod chip_line;
mod clipboard;
mod compare;
mod detail;
mod dialogs;
mod display;
mod drop_hint;
mod due;
mod edge;
mod empty;
mod file_picker;
mod filters;
mod findings;
pub mod fonts;
mod grid;
pub mod ime;
mod keys;
mod legend;
mod marks;
pub mod matrix;
mod menu;
mod notices;
mod over;
pub mod picker;
mod place;
mod present;
mod review;
mod status_bar;
pub mod tasks;
pub mod theme;
pub mod timeline;
mod top_bar;
mod wheel;
mod widgets;
mod window;
mod wordings;
mod wrap;
#[cfg(all(unix, not(target_os = "macos")))]
mod zenity;

use eframe::egui::{self, Rect, Ui, UiBuilder, pos2};

use std::sync::Arc;

use crate::app::command::Command;
use crate::app::coverage::SystemFont;
use crate::app::settings::ThemeChoice;
use crate::app::{Action, App, Resizable, Scrolls, Selection, Step, Tab};
use edge::Edge;
use theme::{Look, size};

pub use alarm::tell;
pub use window::{FirstFrame, run, run_watched};

/// What the parts want done, collected over a frame.
#[derive(Default)]
pub struct Actions {
    list: Vec<Action>,
    open_detail: bool,
    /// Whether something in front of the window takes the keys.
    pub keys_taken: bool,
}

impl Actions {
    /// Wants something done.
    pub fn push(&mut self, action: Action) {
        self.list.push(action);
    }

    /// How much is wanted so far.
    pub(crate) fn count(&self) -> usize {
        self.list.len()
    }

    /// Wants the detail panel in sight.
    pub(crate) fn open_detail(&mut self) {
        self.open_detail = true;
    }
}

/// A side panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Filters,
    Detail,
}

/// The window's parts and what they remember between frames.
pub struct Screen {
    look: Option<ThemeKey>,
    matrix: matrix::Matrix,
    timeline: timeline::TimelineView,
    due: due::DueView,
    agencies: agencies::AgenciesView,
    tasks: tasks::TasksView,
    filters: filters::Filters,
    findings: findings::Findings,
    dialogs: dialogs::Dialogs,
    compare: compare::ComparePanel,
    /// Whether a comparison was shown in the last frame.
    comparing: bool,
    notices: notices::Notices,
    /// The lower right end of what notices may lie over.
    corner: egui::Pos2,
    stage: present::Stage,
    review: review::ReviewView,
    /// The side panel that lies over the matrix in a narrow window.
    over: Option<Side>,
    /// The system font behind the embedded type.
    font: Option<Arc<SystemFont>>,
    wheel: wheel::Wheel,
}

impl Screen {
    /// A screen with its type installed.
    #[must_use]
    pub fn new(ctx: &egui::Context) -> Self {
        fonts::install(ctx, None);
        // Zoom is ours: it is remembered, and its keys are commands.
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        Self {
            look: None,
            matrix: matrix::Matrix::default(),
            timeline: timeline::TimelineView::default(),
            due: due::DueView::default(),
            agencies: agencies::AgenciesView::default(),
            tasks: tasks::TasksView::default(),
            filters: filters::Filters::default(),
            findings: findings::Findings::default(),
            dialogs: dialogs::Dialogs::default(),
            compare: compare::ComparePanel::default(),
            comparing: false,
            notices: notices::Notices::default(),
            corner: egui::Pos2::ZERO,
            stage: present::Stage::default(),
            review: review::ReviewView::default(),
            over: None,
            font: None,
            wheel: wheel::Wheel::default(),
        }
    }

    /// Puts the cursor into the search box.
    pub fn focus_search(&mut self, ctx: &egui::Context) {
        top_bar::focus_search(ctx);
    }

    /// Shows the window's content and carries out what was done in it.
    pub fn show(&mut self, ui: &mut Ui, app: &mut App, picker_open: bool) {
        let ctx = ui.ctx().clone();
        let look = self.dress(&ctx, app);
        widgets::note_input(&ctx);
        self.follow_font(&ctx, app);
        let mut actions = Actions {
            keys_taken: picker_open || app.dialog().is_some(),
            ..Actions::default()
        };
        if app.stage().is_presenting() {
            self.stage.show(ui, app, &look, &mut actions);
            for action in actions.list {
                app.apply(action);
            }
            app.frame_shown();
            return;
        }
        self.stage.close();
        if !picker_open {
            keys::shortcuts(&ctx, app, &mut actions);
            self.wheel.zoom(&ctx, app);
        }
        let content = ctx.content_rect();
        self.corner = content.right_bottom() - egui::vec2(0.0, size::STATUS);
        if app.review().is_some() {
            self.review.show(ui, app, &look, &mut actions);
        } else {
            self.review.close();
            self.parts(ui, app, &look, &mut actions);
        }
        self.dialogs.show(&ctx, app, &look, &mut actions);
        self.notices
            .show(&ctx, app, self.corner, &look, &mut actions);
        drop_hint::show(&ctx, &look);
        widgets::ring(&ctx, &look);
        let open_detail = std::mem::take(&mut actions.open_detail);
        if open_detail {
            self.open_detail(&ctx, app);
        }
        app.set_scrolls(self.scrolls());
        for action in actions.list {
            self.note(&ctx, &action);
            app.apply(action);
        }
        if let Some(scrolls) = app.take_scrolls() {
            self.scroll_back(scrolls);
        }
        app.frame_shown();
    }

    /// The colours in force.
    #[must_use]
    pub fn look(&self, ctx: &egui::Context, app: &App) -> Look {
        let (choice, system) = theme_key(ctx, app);
        Look::of(choice, system)
    }

    /// Sets theme and zoom before the first frame, so that it is right at once. egui knows the
    /// theme of the system only from that frame on.
    pub(crate) fn dress_first(
        &mut self,
        ctx: &egui::Context,
        app: &App,
        system: Option<egui::Theme>,
    ) {
        self.dress_as(ctx, app, (theme_key(ctx, app).0, system));
    }

    /// Sets theme and zoom where they changed.
    fn dress(&mut self, ctx: &egui::Context, app: &App) -> Look {
        self.dress_as(ctx, app, theme_key(ctx, app))
    }

    fn dress_as(&mut self, ctx: &egui::Context, app: &App, key: ThemeKey) -> Look {
        let look = Look::of(key.0, key.1);
        if self.look != Some(key) {
            look.install(ctx);
            self.look = Some(key);
        }
        let zoom = app.settings().zoom;
        if (ctx.zoom_factor() - zoom).abs() > 0.001 {
            ctx.set_zoom_factor(zoom);
        }
        look
    }

    /// Puts the system font that the data needs behind the embedded type.
    fn follow_font(&mut self, ctx: &egui::Context, app: &App) {
        let same = match (&self.font, app.system_font()) {
            (None, None) => true,
            (Some(known), Some(font)) => Arc::ptr_eq(known, font),
            _ => false,
        };
        if !same {
            self.font = app.system_font().cloned();
            fonts::install(ctx, self.font.as_deref());
        }
    }

    fn parts(&mut self, ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
        let all = ui.max_rect();
        let painter = ui.painter().clone();
        painter.rect_filled(all, egui::CornerRadius::ZERO, look.background);
        let settings = app.settings();
        let narrow = all.width() < size::ROOM_FOR_DETAIL;
        let tight = all.width() < size::ROOM_FOR_FILTERS;
        if !narrow || (self.over == Some(Side::Filters) && !tight) {
            self.over = None;
        }
        let comparing = app.changes().is_some();
        if std::mem::replace(&mut self.comparing, comparing) != comparing && narrow {
            // What was found has no room of its own: it lies over the matrix at first.
            self.over = comparing.then_some(Side::Detail);
        }
        // The agencies' own list and profile stand where the others have filters and detail.
        let own_sides = app.tab() == Tab::Agencies;
        let filters_in = settings.filters_open && !tight && !own_sides;
        let detail_in = settings.detail_open && !narrow && !own_sides;
        let usual = if all.width() >= size::WIDE {
            size::DETAIL_WIDE
        } else {
            size::DETAIL
        };
        // The table keeps its room, however wide the panels were made in a wider window.
        let most = (all.width() - size::LEAST_TABLE) / 2.0;
        let widths = &settings.widths;
        let detail_width = widths.of(Resizable::Detail, usual).min(most.max(usual));
        let filters_width = widths.of(Resizable::Filters, size::FILTERS);
        let filters_width = filters_width.min(most.max(size::FILTERS));

        let top = Rect::from_min_max(all.min, pos2(all.right(), all.top() + size::TOP));
        let status = Rect::from_min_max(pos2(all.left(), all.bottom() - size::STATUS), all.max);
        let between = status.top() - top.bottom();
        let foot = if app.shows_findings() {
            findings::height(between)
        } else {
            0.0
        };
        let middle = Rect::from_min_max(
            pos2(all.left(), top.bottom()),
            pos2(all.right(), status.top() - foot),
        );
        let left = if filters_in {
            middle.left() + filters_width
        } else {
            middle.left()
        };
        let right = if detail_in {
            middle.right() - detail_width
        } else {
            middle.right()
        };
        let chips_height = if own_sides { 0.0 } else { size::CHIPS };
        let chips = Rect::from_min_max(
            pos2(left, middle.top()),
            pos2(right, middle.top() + chips_height),
        );
        let centre = Rect::from_min_max(pos2(left, chips.bottom()), pos2(right, middle.bottom()));

        let hair = egui::Stroke::new(1.0, look.hairline);
        for panel in [top, status] {
            painter.rect_filled(panel, egui::CornerRadius::ZERO, look.panel);
        }
        painter.hline(all.x_range(), top.bottom() - 0.5, hair);
        painter.hline(all.x_range(), status.top() + 0.5, hair);

        within(ui, "top", top, |ui| top_bar::show(ui, app, look, actions));
        if !own_sides {
            painter.hline(chips.x_range(), chips.bottom() - 0.5, hair);
            within(ui, "chips", chips, |ui| {
                chip_line::show(ui, app, look, actions);
            });
        }
        match app.tab() {
            _ if app.start().step != Step::Done => within(ui, "start", centre, |ui| {
                empty::show(ui, app, look, actions);
            }),
            Tab::Matrix => within(ui, "matrix", centre, |ui| {
                self.matrix.show(ui, app, look, actions);
            }),
            Tab::Timeline => within(ui, "timeline", centre, |ui| {
                self.timeline.show(ui, app, look, actions);
            }),
            Tab::Agencies => within(ui, "agencies", centre, |ui| {
                self.agencies.show(ui, app, look, actions);
            }),
            Tab::Tasks => within(ui, "tasks", centre, |ui| {
                self.tasks.show(ui, app, look, actions);
            }),
            Tab::Due => within(ui, "due", centre, |ui| {
                self.due.show(ui, app, look, actions);
            }),
        }
        let edges = match app.tab() {
            Tab::Matrix => self.matrix.edges(),
            Tab::Timeline | Tab::Agencies | Tab::Tasks | Tab::Due => egui::Vec2::ZERO,
        };
        self.corner = centre.right_bottom() - edges;
        within(ui, "status", status, |ui| {
            status_bar::show(ui, app, look, actions);
        });
        if foot > 0.0 {
            let panel = Rect::from_min_max(middle.left_bottom(), status.right_top());
            findings::ground(ui, panel, look);
            within(ui, "findings", panel, |ui| {
                self.findings.show(ui, app, look, actions);
            });
        }
        if filters_in {
            let panel = Rect::from_min_max(middle.min, pos2(left, middle.bottom()));
            painter.rect_filled(panel, egui::CornerRadius::ZERO, look.panel);
            painter.vline(panel.right() - 0.5, panel.y_range(), hair);
            within(ui, "filters", panel, |ui| {
                self.filters.show(ui, app, look, actions);
            });
        }
        if detail_in {
            let panel = Rect::from_min_max(pos2(right, middle.top()), middle.max);
            painter.rect_filled(panel, egui::CornerRadius::ZERO, look.panel);
            painter.vline(panel.left() + 0.5, panel.y_range(), hair);
            within(ui, "detail", panel, |ui| {
                right_side(&mut self.compare, ui, app, look, actions);
            });
        }
        let edge = |part, x, from| Edge {
            part,
            x,
            y: middle.top()..=middle.bottom(),
            from,
        };
        if filters_in {
            let edge = edge(Resizable::Filters, left, middle.left());
            edge.show(ui, look, || size::FILTERS, actions);
        }
        if detail_in {
            let edge = edge(Resizable::Detail, right, middle.right());
            edge.show(ui, look, || usual, actions);
        }
        self.overlay(ui, middle, app, look, actions);
    }

    fn open_detail(&mut self, ctx: &egui::Context, app: &mut App) {
        if ctx.content_rect().width() < size::ROOM_FOR_DETAIL {
            self.over = Some(Side::Detail);
        } else if !app.settings().detail_open {
            app.apply(Action::Fold {
                filters: false,
                open: true,
            });
        }
    }

    /// How far the tables are scrolled.
    fn scrolls(&mut self) -> Scrolls {
        let offset = |grid: &mut grid::Grid| <(f32, f32)>::from(grid.offset());
        Scrolls {
            matrix: offset(self.matrix.scroll()),
            tasks: offset(self.tasks.scroll()),
            due: offset(self.due.scroll()),
            timeline: offset(self.timeline.scroll()),
        }
    }

    /// Scrolls the tables to where they were.
    fn scroll_back(&mut self, scrolls: Scrolls) {
        self.matrix.scroll().return_to(scrolls.matrix.into());
        self.tasks.scroll().return_to(scrolls.tasks.into());
        self.due.scroll().return_to(scrolls.due.into());
        self.timeline.scroll().return_to(scrolls.timeline.into());
    }

    /// What an action means for the screen itself.
    fn note(&mut self, ctx: &egui::Context, action: &Action) {
        let width = ctx.content_rect().width();
        match action {
            Action::GoTo(_) => {
                self.matrix.follow_cursor();
                self.tasks.follow_cursor();
            }
            Action::Run(Command::ToggleDetail) if width < size::ROOM_FOR_DETAIL => {
                self.over = match self.over {
                    Some(Side::Detail) => None,
                    _ => Some(Side::Detail),
                };
            }
            Action::Run(Command::ToggleFilters) if width < size::ROOM_FOR_FILTERS => {
                self.over = match self.over {
                    Some(Side::Filters) => None,
                    _ => Some(Side::Filters),
                };
            }
            _ => {}
        }
    }
}

/// The right side: what is chosen, or while two versions are compared what was found.
fn right_side(
    compare: &mut compare::ComparePanel,
    ui: &mut Ui,
    app: &App,
    look: &Look,
    actions: &mut Actions,
) {
    if app.changes().is_some() && app.selection() == Selection::default() {
        compare.show(ui, app, look, actions);
    } else {
        detail::show(ui, app, look, actions);
    }
}

/// What the colours depend on: the choice, and the theme of the system where it is known.
type ThemeKey = (ThemeChoice, Option<egui::Theme>);

fn theme_key(ctx: &egui::Context, app: &App) -> ThemeKey {
    // The stage has colours of its own, on its pages.
    (app.settings().theme, ctx.system_theme())
}

/// Shows a part in a rectangle of its own, clipped to it.
fn within<R>(ui: &mut Ui, name: &str, rect: Rect, add: impl FnOnce(&mut Ui) -> R) -> R {
    let mut part = ui.new_child(
        UiBuilder::new()
            .id_salt(name)
            .max_rect(rect)
            .layout(egui::Layout::top_down(egui::Align::Min)),
    );
    part.set_clip_rect(rect.intersect(ui.clip_rect()));
    add(&mut part)
}
