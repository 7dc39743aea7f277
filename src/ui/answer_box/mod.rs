//! The answer box: a question is typed, and what answers it stands below, each answer a key away.

mod field;
mod lines;
mod paint;

use std::sync::Arc;

use eframe::egui::{
    self, Align2, Id, Key, Modal, Modifiers, Rect, ScrollArea, Sense, Ui, UiBuilder, vec2,
};

use super::Actions;
use super::theme::Look;
use crate::app::{Action, AnswerKind, App, AskForm, Dialog, ViewStep};
use crate::view::Sheet;
use crate::view::answers::Answers;
use crate::view::search::Query;
use lines::{Does, Lines};

/// The width of the box, and how far it hangs below the upper edge of the window.
const WIDTH: f32 = 720.0;
const TOP: f32 = 52.0;
const FOOT: f32 = 34.0;
/// The height of a row, of the first body's card, and of the heading of a group.
const ROW: f32 = 28.0;
const CARD: f32 = 92.0;
const HEAD: f32 = 27.0;

/// What the box remembers between frames.
#[derive(Default)]
pub struct AnswerBox {
    opened: bool,
    made: Option<Made>,
}

/// The answers on the screen, and what they were made for.
struct Made {
    sheet: Arc<Sheet>,
    text: String,
    answers: Arc<Answers>,
}

impl AnswerBox {
    /// Forgets all, as the box is closed.
    pub fn close(&mut self) {
        *self = Self::default();
    }

    /// Shows the box.
    pub fn show(
        &mut self,
        ctx: &egui::Context,
        app: &App,
        form: &AskForm,
        look: &Look,
        actions: &mut Actions,
    ) {
        let screen = ctx.content_rect();
        let width = WIDTH.min(screen.width() - 32.0);
        let frame = egui::Frame::new()
            .fill(look.background)
            .stroke(egui::Stroke::new(1.0, look.line))
            .corner_radius(egui::CornerRadius::same(8));
        let id = Id::unique("dialog");
        let top = TOP.min(screen.height() * 0.07);
        let area = Modal::default_area(id).anchor(Align2::CENTER_TOP, vec2(0.0, top));
        let modal = Modal::new(id)
            .area(area)
            .backdrop_color(look.backdrop)
            .frame(frame)
            .show(ctx, |ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
                self.content(ui, app, form, screen.height() - top - 16.0, look, actions);
            });
        let escape = ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        if escape || modal.backdrop_response.clicked() {
            actions.push(Action::Dialog(None));
        }
    }

    fn content(
        &mut self,
        ui: &mut Ui,
        app: &App,
        form: &AskForm,
        room: f32,
        look: &Look,
        actions: &mut Actions,
    ) {
        let answers = self.answers(app, &form.text);
        let lines = Lines::new(app, &answers, form);
        let mut next = form.clone();
        next.marked = form.marked.min(lines.list.len().saturating_sub(1));
        let done = keys(ui, &lines, &mut next);
        // What stood in the search is selected: the next letter replaces it.
        let select_all = !self.opened && form.text == app.view().text;
        if !self.opened {
            catch_up(ui, &mut next, select_all);
        }
        self.opened = true;
        field::show(ui, &answers, &mut next, select_all, look);
        let height = lines.height().min(room - field::HEIGHT - FOOT);
        let mut clicked = None;
        ScrollArea::vertical()
            .id_salt("answers")
            .max_height(height)
            // The area would else keep the height of fewer answers.
            .min_scrolled_height(height)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                clicked = body(ui, app, &lines, &answers, &next, form.marked, look);
            });
        paint::foot(ui, &lines, look);
        if let Some(does) = done.or_else(|| clicked.map(|nth| lines.list[nth].opens.clone())) {
            carry_out(does, actions);
        } else if next != *form {
            if next.text != form.text || next.only != form.only {
                next.marked = 0;
            }
            actions.push(Action::Dialog(Some(Dialog::Ask(next))));
        }
    }

    /// The answers to a question, made anew where the question or the data is another one.
    fn answers(&mut self, app: &App, text: &str) -> Arc<Answers> {
        let Some(sheet) = app.census().map(|census| &census.sheet) else {
            return Arc::default();
        };
        if let Some(made) = &self.made
            && made.text == text
            && Arc::ptr_eq(&made.sheet, sheet)
        {
            return Arc::clone(&made.answers);
        }
        let answers = Arc::new(Answers::new(sheet, text));
        self.made = Some(Made {
            sheet: Arc::clone(sheet),
            text: text.to_owned(),
            answers: Arc::clone(&answers),
        });
        answers
    }
}

/// The keys of the box: they never reach the text field. Says what is to be done.
fn keys(ui: &Ui, lines: &Lines, next: &mut AskForm) -> Option<Does> {
    let last = lines.list.len().saturating_sub(1);
    let key = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    if key(Modifiers::NONE, Key::ArrowDown) {
        next.marked = (next.marked + 1).min(last);
    }
    if key(Modifiers::NONE, Key::ArrowUp) {
        next.marked = next.marked.saturating_sub(1);
    }
    if key(Modifiers::NONE, Key::PageDown) {
        next.marked = (next.marked + 8).min(last);
    }
    if key(Modifiers::NONE, Key::PageUp) {
        next.marked = next.marked.saturating_sub(8);
    }
    if key(Modifiers::NONE, Key::Tab) {
        next.only = AnswerKind::after(next.only);
    }
    for (nth, digit) in DIGITS.into_iter().enumerate() {
        if key(Modifiers::ALT, digit) {
            let line = lines.list.iter().find(|line| line.digit == Some(nth + 1));
            return match line {
                Some(line) => Some(line.opens.clone()),
                None if nth + 1 == ALL_TASKS => lines.all_tasks.clone(),
                None => None,
            };
        }
    }
    let marked = lines.list.get(next.marked)?;
    if key(Modifiers::COMMAND, Key::Enter) {
        return marked.narrows.clone();
    }
    if key(Modifiers::SHIFT, Key::Enter) {
        return lines.beside.clone();
    }
    key(Modifiers::NONE, Key::Enter).then(|| marked.opens.clone())
}

/// Letters that came before the field had the cursor belong to the question too.
fn catch_up(ui: &Ui, next: &mut AskForm, replaces: bool) {
    let typed: String = ui.input(|input| {
        let texts = input.events.iter().filter_map(|event| match event {
            egui::Event::Text(text) => Some(text.as_str()),
            _ => None,
        });
        texts.collect()
    });
    if !typed.is_empty() && replaces {
        next.text.clear();
    }
    next.text.push_str(&typed);
}

const DIGITS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

/// The digit that opens the whole list of tasks.
const ALL_TASKS: usize = 9;

fn carry_out(does: Does, actions: &mut Actions) {
    match does {
        Does::Go(to) => actions.push(Action::Visit(to)),
        Does::Narrow(to) => actions.push(Action::Narrow(to)),
        Does::Run(command) => {
            actions.push(Action::Dialog(None));
            actions.push(Action::Run(command));
        }
        Does::Use(nth) => actions.push(Action::Views(ViewStep::Use(nth))),
        Does::Ask(text) => {
            let form = AskForm {
                text,
                ..AskForm::default()
            };
            actions.push(Action::Dialog(Some(Dialog::Ask(form))));
        }
    }
}

/// The lines in their groups. Says which was clicked.
fn body(
    ui: &mut Ui,
    app: &App,
    lines: &Lines,
    answers: &Answers,
    next: &AskForm,
    was_marked: usize,
    look: &Look,
) -> Option<usize> {
    let query = Query::new(&answers.text);
    let mut clicked = None;
    if lines.list.is_empty() {
        paint::nothing(ui, app, lines, look);
    }
    ui.add_space(4.0);
    let mut group = None;
    for (nth, line) in lines.list.iter().enumerate() {
        if group != Some(line.kind) {
            group = Some(line.kind);
            let (rect, _) =
                ui.allocate_exact_size(vec2(ui.available_width(), HEAD), Sense::hover());
            paint::head(ui, rect, lines, line.kind, look);
        }
        let size = vec2(ui.available_width(), if line.is_card { CARD } else { ROW });
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let inner = Rect::from_min_max(rect.min + vec2(8.0, 0.0), rect.max - vec2(8.0, 0.0));
        let mut row = ui.new_child(UiBuilder::new().max_rect(inner));
        let response = row.interact(inner, Id::unique(("answer", nth)), Sense::click());
        let is_marked = nth == next.marked;
        response.widget_info(|| {
            let enabled = line.lacks.is_none();
            egui::WidgetInfo::selected(egui::Role::ListItem, enabled, is_marked, &line.name)
        });
        if is_marked && next.marked != was_marked {
            response.scroll_to_me(None);
        }
        paint::line(
            &mut row,
            inner,
            app,
            line,
            answers,
            &query,
            (is_marked, response.hovered()),
            look,
        );
        let response = match line.lacks {
            Some(reason) => response.on_hover_text(reason),
            None => response,
        };
        if response.clicked() && line.lacks.is_none() {
            clicked = Some(nth);
        }
    }
    ui.add_space(8.0);
    clicked
}
