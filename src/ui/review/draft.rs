//! The draft: what was read, by what came of it, the reading that is looked at with its reasons and
//! what can be done with it.

use std::ops::Range;

use eframe::egui::text::LayoutJob;
use eframe::egui::{
    Align2, CornerRadius, Layout, Painter, Rangef, Rect, ScrollArea, Sense, Stroke, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

use super::head::cap;
use super::opened::opened;
use crate::app::{Action, App, Place, Review, ReviewStep, State, What};
use crate::import::understand::Confidence;
use crate::model::Role;
use crate::terms;
use crate::ui::theme::{Look, bold, font, size};
use crate::ui::{Actions, marks, widgets};

/// A heading of a group, a row, and one with its reason under it.
const GROUP: f32 = 30.0;
const ROW: f32 = size::ROW;
const WITH_REASON: f32 = 48.0;
/// Where the columns begin: from the left, and from the right.
const CLAUSE: f32 = 17.0;
const TITLE: f32 = 91.0;
const DUTIES: f32 = 292.0;
const DUE: f32 = 236.0;
const SURE: f32 = 78.0;
/// So much room an opened row is given before it is known what it needs.
const OPENED: f32 = 150.0;

/// The pane and what it remembers between frames.
#[derive(Default)]
pub(super) struct Draft {
    /// The height of the opened row, and of which place.
    opened: Option<(usize, bool, f32)>,
    follow: u8,
    /// How far the pane is scrolled.
    offset: f32,
}

/// A line of the pane.
enum Line {
    Group(State, usize),
    Place(usize),
}

impl Draft {
    /// Shows the pane; says from where to where the place that is looked at goes.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        app: &App,
        look: &Look,
        actions: &mut Actions,
        has_moved: bool,
    ) -> Option<Rangef> {
        let review = app.review()?;
        let rect = ui.max_rect();
        let lines = self.lines(review);
        let total = lines.last().map_or(0.0, |(_, y)| y.max);
        let cursor = review.cursor();
        let of_cursor =
            |(line, _): &&(Line, Rangef)| matches!(line, Line::Place(nth) if *nth == cursor);
        let chosen = lines.iter().find(of_cursor).map(|(_, y)| *y);
        if has_moved {
            self.follow = 2;
        }
        let mut area = ScrollArea::vertical()
            .id_salt("review draft")
            .auto_shrink(false);
        if self.follow > 0
            && let Some(chosen) = chosen
        {
            self.follow -= 1;
            let now = self.offset;
            let height = rect.height();
            let wanted = if chosen.min < now + GROUP {
                Some(chosen.min - GROUP)
            } else if chosen.max > now + height {
                Some((chosen.max - height).min(chosen.min - GROUP))
            } else {
                None
            };
            if let Some(wanted) = wanted {
                area = area.vertical_scroll_offset(wanted.clamp(0.0, (total - height).max(0.0)));
                ui.ctx().request_repaint();
            }
        }
        let output = area.show_viewport(ui, |ui, view| {
            ui.set_height(total);
            ui.set_width(rect.width());
            let top = ui.min_rect().top();
            let first = lines.partition_point(|(_, y)| y.max < view.top());
            let seen: Range<usize> = first
                ..lines
                    .partition_point(|(_, y)| y.min < view.bottom())
                    .max(first);
            for (line, y) in &lines[seen] {
                let row =
                    Rect::from_x_y_ranges(rect.x_range(), Rangef::new(top + y.min, top + y.max));
                match line {
                    Line::Group(state, count) => group(ui, row, *state, *count, look, actions),
                    Line::Place(nth) => self.place(ui, app, *nth, row, look, actions),
                }
            }
            top
        });
        self.offset = output.state.clamped_offset().y;
        chosen.map(|y| Rangef::new(output.inner + y.min, output.inner + y.max))
    }

    /// The lines with their places from the top of the pane.
    fn lines(&self, review: &Review) -> Vec<(Line, Rangef)> {
        let mut lines = Vec::with_capacity(review.places().len() + State::ALL.len());
        let mut y = 0.0;
        let mut put = |line: Line, height: f32| {
            lines.push((line, Rangef::new(y, y + height)));
            y += height;
        };
        let mut group = None;
        for &nth in review.order() {
            let state = review.places()[nth].state;
            if group.replace(state) != Some(state) {
                put(Line::Group(state, review.count(state)), GROUP);
            }
            put(Line::Place(nth), self.height(review, nth));
        }
        lines
    }

    fn height(&self, review: &Review, nth: usize) -> f32 {
        if nth == review.cursor() {
            return match self.opened {
                Some((of, is_editing, height))
                    if of == nth && is_editing == review.is_editing() =>
                {
                    height
                }
                _ => OPENED,
            };
        }
        if review.places()[nth].state.is_open() {
            WITH_REASON
        } else {
            ROW
        }
    }

    fn place(
        &mut self,
        ui: &mut Ui,
        app: &App,
        nth: usize,
        rect: Rect,
        look: &Look,
        actions: &mut Actions,
    ) {
        let Some(review) = app.review() else {
            return;
        };
        let place = &review.places()[nth];
        let is_chosen = nth == review.cursor();
        let painter = ui.painter().clone();
        let first = rect.with_max_y(rect.top() + ROW);
        let name = name(app, review, place);
        let id = ui.scope_id().with(("draft row", nth));
        let pressed = if is_chosen { first } else { rect };
        let response = ui.interact(pressed, id, Sense::click());
        response.widget_info(|| {
            let words = format!("{} {name}", place.state.label());
            WidgetInfo::selected(eframe::egui::Role::Button, true, is_chosen, words)
        });
        if is_chosen {
            painter.rect_filled(rect, CornerRadius::ZERO, look.selection);
        } else if response.hovered() {
            painter.rect_filled(rect, CornerRadius::ZERO, look.crosshair);
        }
        if response.clicked() {
            actions.push(Action::Review(ReviewStep::Go(nth)));
        }
        let is_cut = columns(&painter, app, review, nth, first, look, is_chosen);
        if !is_chosen {
            if place.state.is_open() {
                let reason = review.reasons(nth).join("；");
                let y = first.bottom() + 8.0;
                let width = rect.right() - 12.0 - (rect.left() + TITLE);
                let job = LayoutJob::simple_singleline(reason.clone(), font(12.0), look.warning);
                let galley = widgets::cut(&painter, job, width, 1);
                let elided = galley.elided;
                widgets::put(&painter, rect.left() + TITLE, y, galley, look.warning);
                if elided || is_cut {
                    response.on_hover_text(format!("{name}\n{reason}"));
                }
            } else if is_cut {
                response.on_hover_text(name);
            }
            let line = Stroke::new(1.0, look.hairline);
            painter.hline(rect.x_range(), rect.bottom() - 0.5, line);
            return;
        }
        if is_cut {
            response.on_hover_text(name);
        }
        let area = Rect::from_min_max(
            pos2(rect.left() + TITLE, first.bottom()),
            pos2(rect.right() - 16.0, f32::INFINITY),
        );
        let mut inside = ui.new_child(
            UiBuilder::new()
                .id_salt(("opened", nth))
                .max_rect(area)
                .layout(Layout::top_down(eframe::egui::Align::Min)),
        );
        inside.set_max_width(area.width());
        opened(&mut inside, app, review, nth, look, actions);
        let height = inside.min_rect().bottom() + 10.0 - rect.top();
        let known = Some((nth, review.is_editing(), height));
        if self.opened != known {
            self.opened = known;
            self.follow = self.follow.max(1);
            ui.ctx().request_repaint();
        }
    }
}

/// The clause and the title of a place: as they are in the draft now, else as they were read.
fn name(app: &App, review: &Review, place: &Place) -> String {
    let (clause, title) = words(app, review, place);
    format!("{clause} {title}").trim().to_owned()
}

fn words(app: &App, review: &Review, place: &Place) -> (String, String) {
    if let Some(ix) = place.task {
        let task = &app.data().workspace.task(ix).task;
        return (task.clause.clone(), task.title.clone());
    }
    let reading = &review.opened().reading;
    match place.what {
        What::Task(task) => {
            let task = &reading.tasks[task];
            (task.clause.clone(), task.title.clone())
        }
        What::Gone(gone) => review.gone(gone).map_or_else(Default::default, |gone| {
            (gone.task.clause.clone(), gone.task.title.clone())
        }),
        What::Unread(finding) => {
            let finding = &reading.findings[finding];
            let words = if finding.words.is_empty() {
                finding.message.clone()
            } else {
                format!("“{}”", finding.words.trim())
            };
            (String::new(), words)
        }
    }
}

/// The heads of the columns.
pub(super) fn head(painter: &Painter, rect: Rect, look: &Look) {
    let y = rect.center().y;
    let put = |x: f32, words: &str| {
        painter.text(pos2(x, y), Align2::LEFT_CENTER, words, font(12.0), look.dim);
    };
    put(rect.left() + CLAUSE, terms::CLAUSE);
    put(rect.left() + TITLE, terms::TASK);
    put(rect.right() - DUTIES, "分工");
    put(rect.right() - DUE, terms::DUE);
    put(rect.right() - SURE, "把握");
}

fn group(ui: &Ui, rect: Rect, state: State, count: usize, look: &Look, actions: &mut Actions) {
    let painter = ui.painter();
    painter.rect_filled(rect, CornerRadius::ZERO, look.background);
    let line = Stroke::new(1.0, look.hairline);
    painter.hline(rect.x_range(), rect.bottom() - 0.5, line);
    let y = rect.center().y + 2.0;
    let colour = if state.is_open() {
        look.warning
    } else {
        look.dim
    };
    let words = format!("{} {count}", state.label());
    painter.text(
        pos2(rect.left() + CLAUSE, y),
        Align2::LEFT_CENTER,
        &words,
        bold(12.0),
        colour,
    );
    let response = ui.interact(
        rect,
        ui.scope_id().with(("group", state.label())),
        Sense::hover(),
    );
    response.widget_info(|| WidgetInfo::labeled(eframe::egui::Role::Label, true, &words));
    if state != State::Read {
        return;
    }
    let galley = painter.layout_no_wrap("已读的都接受".to_owned(), font(12.0), look.accent);
    let keys = 76.0;
    let x = rect.right() - 16.0 - keys - galley.size().x - 6.0;
    let pressed = Rect::from_min_max(
        pos2(x - 4.0, rect.top() + 2.0),
        pos2(rect.right() - 12.0, rect.bottom() - 2.0),
    );
    let all = ui.interact(pressed, ui.scope_id().with("accept all"), Sense::click());
    all.widget_info(|| WidgetInfo::labeled(eframe::egui::Role::Button, true, "已读的都接受"));
    let end = widgets::put(painter, x, y, galley, look.accent);
    cap(painter, end + 6.0, y, "Ctrl Enter", look);
    if all.clicked() {
        actions.push(Action::Review(ReviewStep::AcceptAll));
    }
}

/// The columns of a place. Says whether the title is cut.
fn columns(
    painter: &Painter,
    app: &App,
    review: &Review,
    nth: usize,
    rect: Rect,
    look: &Look,
    is_chosen: bool,
) -> bool {
    let place = &review.places()[nth];
    let (clause, title) = words(app, review, place);
    let y = rect.center().y;
    let (quiet, text) = match (is_chosen, place.state) {
        (_, State::Out) => (look.faint, look.dim),
        (true, _) => (look.text, look.text),
        (false, _) => (look.faint, look.text),
    };
    let job = LayoutJob::simple_singleline(clause, font(13.0), quiet);
    let galley = widgets::cut(painter, job, TITLE - CLAUSE - 8.0, 1);
    let mut is_cut = galley.elided;
    widgets::put(painter, rect.left() + CLAUSE, y, galley, quiet);
    let face = if is_chosen { bold(14.0) } else { font(14.0) };
    let job = LayoutJob::simple_singleline(title, face, text);
    let is_read = matches!(place.what, What::Task(_)) || place.task.is_some();
    let end = if is_read { DUTIES + 12.0 } else { SURE };
    let galley = widgets::cut(painter, job, rect.width() - TITLE - end, 1);
    is_cut |= galley.elided;
    widgets::put(painter, rect.left() + TITLE, y, galley, text);
    if !is_read {
        return is_cut;
    }
    let (roles, dues) = of_task(app, review, place);
    let mark = pos2(rect.right() - DUTIES + 6.0, y);
    if let Some(role) = roles.iter().copied().min_by_key(|role| role.index()) {
        marks::paint_sized(painter, mark, role, look.role(role), 5.0);
    }
    let count = roles.len();
    painter.text(
        pos2(rect.right() - DUTIES + 18.0, y),
        Align2::LEFT_CENTER,
        count.to_string(),
        if is_chosen { bold(14.0) } else { font(14.0) },
        if count == 0 { look.warning } else { text },
    );
    let dues = if dues.is_empty() {
        terms::UNSTATED.to_owned()
    } else {
        dues
    };
    let job = LayoutJob::simple_singleline(dues, font(12.0), look.dim);
    let galley = widgets::cut(painter, job, DUE - SURE - 12.0, 1);
    is_cut |= galley.elided;
    widgets::put(painter, rect.right() - DUE, y, galley, look.dim);
    sure(painter, rect, review.confidence(nth), place.state, look);
    is_cut
}

/// The roles and the deadlines of a place.
fn of_task(app: &App, review: &Review, place: &Place) -> (Vec<Role>, String) {
    if let Some(ix) = place.task {
        let task = &app.data().workspace.task(ix).task;
        let roles = task.assignments.iter().map(|duty| duty.role);
        let dues: Vec<String> = task.due_wordings().collect();
        return (roles.collect(), dues.join("；"));
    }
    let What::Task(task) = place.what else {
        return (Vec::new(), String::new());
    };
    let task = &review.opened().reading.tasks[task];
    let dues: Vec<&str> = task.dues.iter().map(|(words, _)| words.as_str()).collect();
    let roles = task.duties.iter().map(|duty| duty.role);
    (roles.collect(), dues.join("；"))
}

/// How sure the reading is: three bars and a word.
fn sure(painter: &Painter, rect: Rect, confidence: Confidence, state: State, look: &Look) {
    let (bars, words) = match confidence {
        Confidence::Doubtful => (1, "低"),
        Confidence::Likely => (2, "中"),
        Confidence::Sure => (3, "高"),
    };
    let is_open = state == State::Doubtful;
    let colour = if is_open { look.doubt } else { look.read };
    let mut x = rect.right() - SURE;
    for nth in 0..3 {
        let bar = Rect::from_center_size(pos2(x + 3.5, rect.center().y), vec2(7.0, 7.0));
        let colour = if nth < bars { colour } else { look.bar };
        painter.rect_filled(bar, 1, colour);
        x += 9.0;
    }
    let text = if is_open { look.warning } else { look.dim };
    painter.text(
        pos2(x + 4.0, rect.center().y),
        Align2::LEFT_CENTER,
        words,
        font(12.0),
        text,
    );
}
