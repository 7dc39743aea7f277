//! The export dialog and the print preview: what, in which form, how much, on which paper; and
//! what will be written, as it will look.

mod form;
mod page;
mod rows;
mod words;

use std::sync::Arc;

use eframe::egui::text::LayoutJob;
use eframe::egui::{
    Align, Button, Key, Label, Layout as Direction, Modifiers, Rect, RichText, ScrollArea, Sense,
    Ui, UiBuilder, pos2, vec2,
};

use super::heading;
use crate::app::forms::{ExportForm, Scope};
use crate::app::printer::Printer;
use crate::app::{Action, App, Dialog, previews};
use crate::export::{CalendarCounts, Content, DeckShape, Format, Layout, default_file_name};
use crate::ui::theme::{Look, font};
use crate::ui::{Actions, widgets};
use crate::view::Sheet;
use page::PageView;
use rows::Rows;
use words::{explanation, export_words};

/// The width of the form.
const FORM: f32 = 264.0;
/// The height of the file name and the buttons.
const FOOT: f32 = 66.0;
/// The finest and other pictures that are offered, in dots per inch.
const DPIS: [u16; 3] = [96, 150, 300];

/// What the dialog keeps between frames.
#[derive(Default)]
pub struct ExportDialog {
    made_for: Option<(ExportForm, Arc<Sheet>)>,
    name: String,
    /// What the form asks for, made once for all formats.
    content: Option<Content>,
    tasks: usize,
    rows: Rows,
    page: PageView,
    /// What a calendar would hold, in words.
    calendar: String,
}

impl ExportDialog {
    /// Shows the dialog.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        app: &App,
        form: &ExportForm,
        look: &Look,
        actions: &mut Actions,
    ) {
        self.update(app, form);
        let is_print = matches!(app.dialog(), Some(Dialog::Print(_)));
        let window = ui.ctx().content_rect();
        let size = vec2(
            (window.width() - 120.0).clamp(560.0, 1500.0),
            (window.height() - 140.0).clamp(340.0, 960.0),
        );
        ui.set_width(size.x);
        ui.set_height(size.y);
        let all = ui.max_rect();
        let left = Rect::from_min_size(all.min, vec2(FORM, size.y));
        let right = Rect::from_min_max(pos2(left.right() + 24.0, all.top()), all.min + size);
        let mut form_ui = ui.new_child(UiBuilder::new().id_salt("form").max_rect(left));
        let new = self.form(&mut form_ui, app, form, is_print, look, actions);
        let mut page = ui.new_child(UiBuilder::new().id_salt("page").max_rect(right));
        if form.format.has_pages() || form.layout == Layout::Slides {
            self.page.show(&mut page, app, form, look, actions);
        } else {
            self.rows.show(&mut page, look);
        }
        ui.allocate_rect(Rect::from_min_size(all.min, size), Sense::hover());
        if new != *form {
            let dialog = if is_print {
                Dialog::Print(new)
            } else {
                Dialog::Export(new)
            };
            actions.push(Action::Dialog(Some(dialog)));
        }
    }

    fn form(
        &self,
        ui: &mut Ui,
        app: &App,
        form: &ExportForm,
        is_print: bool,
        look: &Look,
        actions: &mut Actions,
    ) -> ExportForm {
        let mut new = form.clone();
        heading(ui, if is_print { "打印预览" } else { "导出" }, look);
        let foot = Rect::from_min_max(
            pos2(ui.max_rect().left(), ui.max_rect().bottom() - FOOT),
            ui.max_rect().max,
        );
        let choices = Rect::from_min_max(ui.cursor().min, pos2(foot.right(), foot.top() - 4.0));
        let mut choices = ui.new_child(UiBuilder::new().id_salt("choices").max_rect(choices));
        // In a low window the choices scroll; the buttons stay.
        ScrollArea::vertical()
            .id_salt("form choices")
            .auto_shrink(false)
            .show(&mut choices, |ui| {
                ui.set_width(FORM - 4.0);
                ui.spacing_mut().item_spacing.y = 0.0;
                widgets::caption(ui, "内容", "", look);
                let layouts: Vec<Layout> = app
                    .layouts()
                    .into_iter()
                    .filter(|layout| !is_print || layout.formats().contains(&Format::Pdf))
                    .collect();
                // Two beside each other: below each other all choices would not fit.
                ui.columns(2, |columns| {
                    for (nth, layout) in layouts.into_iter().enumerate() {
                        let can = match layout {
                            Layout::Agency => form.agency.is_some(),
                            Layout::Duties => {
                                form.agency.is_some() || !app.view().agencies.is_empty()
                            }
                            _ => true,
                        };
                        let row = widgets::RadioRow {
                            on: new.layout == layout,
                            label: layout.label(),
                            right: "",
                            unavailable: (!can).then_some("先在机构页、矩阵或筛选栏中选一个机构"),
                        };
                        if row.show(&mut columns[nth % 2], look).clicked() {
                            new.layout = layout;
                            new.form = app.form_spec(layout);
                            new.heading = app.heading(layout);
                        }
                    }
                });
                if !is_print {
                    ui.add_space(8.0);
                    formats(ui, &mut new, look);
                }
                if matches!(new.format, Format::Png | Format::Svg) {
                    ui.add_space(8.0);
                    pictures(ui, &mut new, look);
                }
                ui.add_space(8.0);
                scopes(ui, app, &mut new, look);
                ui.add_space(8.0);
                form::show(ui, app, &mut new, look);
                if new.layout == Layout::Changes && !is_print {
                    form::per_body(ui, &mut new, look);
                }
                if new.layout == Layout::Slides {
                    shapes(ui, &mut new, look);
                } else if new.format.takes_paper() {
                    papers(ui, app, &mut new, look);
                }
                if new.format == Format::Ics {
                    past(ui, &mut new, &self.calendar, look);
                }
                if let Some(lacking) = app.lacking() {
                    let words = RichText::new(&lacking.message).font(font(12.0));
                    let line = ui.add(Label::new(words.color(look.warning)).wrap());
                    if let Some(hint) = &lacking.hint {
                        line.on_hover_text(hint);
                    }
                    ui.add_space(8.0);
                }
                let words = explanation(new.layout, new.format);
                if !words.is_empty() {
                    let words = RichText::new(words).font(font(12.0)).color(look.dim);
                    ui.add(Label::new(words).wrap());
                }
            });
        // Both kinds of pictures have the same paper.
        let family = |form: &ExportForm| (form.layout, short(form.format));
        if family(&new) != family(form) {
            new.options = app.export_options(new.layout, new.format);
        }
        let mut foot = ui.new_child(UiBuilder::new().id_salt("foot").max_rect(foot));
        self.buttons(&mut foot, app, form, is_print, look, actions);
        new
    }

    fn buttons(
        &self,
        ui: &mut Ui,
        app: &App,
        form: &ExportForm,
        is_print: bool,
        look: &Look,
        actions: &mut Actions,
    ) {
        let name = RichText::new(&self.name).font(font(12.0)).color(look.dim);
        ui.add(Label::new(name).truncate())
            .on_hover_text(&self.name);
        ui.add_space(6.0);
        let has_tasks = self.tasks > 0;
        let enter = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let (mut export, mut print) = (false, false);
        // Three buttons, one of them with many words, have no room to spare.
        let crowded = form.format == Format::Pdf && *app.printer() == Printer::Reader;
        let at_least = |width: f32| vec2(if crowded { 0.0 } else { width }, 30.0);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let cancel = ui.add(Button::new("取消").min_size(at_least(58.0)));
            if cancel.clicked() {
                actions.push(Action::Dialog(None));
            }
            if form.format == Format::Pdf && !is_print {
                let button = Button::new(app.printer().button()).min_size(at_least(58.0));
                print = can_print(ui, app, has_tasks, button);
            }
            ui.with_layout(Direction::right_to_left(Align::Center), |ui| {
                let size = at_least(if is_print { 84.0 } else { 101.0 });
                if is_print {
                    let words = app.printer().button();
                    let button = widgets::primary_button(words, look).min_size(size);
                    print |= can_print(ui, app, has_tasks, button);
                    let button = Button::new(export_words(form.format)).min_size(size);
                    export = ui.add_enabled(has_tasks, button).clicked();
                } else {
                    let words = if form.is_per_body() {
                        "选择文件夹…"
                    } else {
                        export_words(form.format)
                    };
                    let button = widgets::primary_button(words, look).min_size(size);
                    export = ui.add_enabled(has_tasks, button).clicked();
                }
            });
        });
        if enter && has_tasks {
            print |= is_print;
            export |= !is_print;
        }
        if print {
            actions.push(Action::Print(form.clone()));
        } else if export {
            actions.push(Action::Export(form.clone()));
        }
    }

    /// Makes what the form shows anew when the form or the sheet changed.
    fn update(&mut self, app: &App, form: &ExportForm) {
        let known = self.made_for.as_ref();
        let is_same_sheet = known.is_some_and(|(_, sheet)| Arc::ptr_eq(sheet, app.sheet()));
        if is_same_sheet && known.is_some_and(|(known, _)| known == form) {
            return;
        }
        let is_same_data = is_same_sheet
            && known.is_some_and(|(known, _)| {
                (
                    known.layout,
                    known.scope,
                    &known.agency,
                    &known.form,
                    known.shape,
                ) == (
                    form.layout,
                    form.scope,
                    &form.agency,
                    &form.form,
                    form.shape,
                )
            });
        self.made_for = Some((form.clone(), Arc::clone(app.sheet())));
        self.page.rewind();
        if !is_same_data || self.content.is_none() {
            self.content = form.content(app.sheet_for(form));
            self.rows = Rows::default();
        }
        let Some(content) = &self.content else {
            self.name.clear();
            self.tasks = 0;
            return;
        };
        self.name = default_file_name(content.subject(), form.format);
        self.tasks = content.subject().sheet().shown.tasks;
        if form.format == Format::Ics {
            let counts = CalendarCounts::with(content.subject(), form.options.past);
            self.calendar = counts.text();
        }
        if self.rows.is_empty() {
            self.rows = Rows::new(content.subject());
        }
    }
}

/// The formats that the layout comes in, the two kinds of pictures as one.
fn formats(ui: &mut Ui, form: &mut ExportForm, look: &Look) {
    let offered = form.layout.formats();
    if !offered.contains(&form.format) {
        form.format = offered[0];
    }
    widgets::caption(ui, "格式", "", look);
    let shown: Vec<Format> = offered
        .iter()
        .copied()
        .filter(|format| *format != Format::Svg || !offered.contains(&Format::Png))
        .collect();
    let is_on = |format: Format| {
        format == form.format || (format == Format::Png && form.format == Format::Svg)
    };
    let parts: Vec<(&str, bool)> = shown
        .iter()
        .map(|format| (short(*format), is_on(*format)))
        .collect();
    if let Some(nth) = widgets::segmented(ui, "格式", &parts, look)
        && !is_on(shown[nth])
    {
        form.format = shown[nth];
    }
}

fn short(format: Format) -> &'static str {
    match format {
        Format::Png | Format::Svg => "图片",
        format => format.label(),
    }
}

fn scopes(ui: &mut Ui, app: &App, form: &mut ExportForm, look: &Look) {
    widgets::caption(ui, "范围", "", look);
    if form.layout == Layout::Agency {
        let words = format!("{}，全部方案", agency_label(app, form));
        ui.add(Label::new(words).truncate());
        return;
    }
    // A run is about bodies and plans: single tasks are not chosen for it.
    if form.layout == Layout::Slides {
        form.scope = Scope::Shown;
        ui.add(Label::new("筛选的方案和机构").truncate());
        return;
    }
    let sheet = app.sheet();
    let selected = app.selected_tasks().len();
    if selected == 0 && form.scope == Scope::Selected {
        form.scope = Scope::Shown;
    }
    for (scope, label, count) in [
        (Scope::Shown, "当前筛选", sheet.shown.tasks),
        (Scope::Selected, "选中的任务", selected),
        (Scope::All, "全部", sheet.all.tasks),
    ] {
        let is_there = scope != Scope::Selected || selected > 0;
        let words = if is_there {
            format!("{count} 项")
        } else {
            String::new()
        };
        let row = widgets::RadioRow {
            on: form.scope == scope,
            label,
            right: &words,
            unavailable: (!is_there).then_some("先在表中选一项任务"),
        };
        if row.show(ui, look).clicked() {
            form.scope = scope;
        }
    }
}

/// The agency that a form asks for, by its name on the screen.
fn agency_label<'a>(app: &'a App, form: &ExportForm) -> &'a str {
    let workspace = &app.data().workspace;
    let agency = form.agency.as_deref();
    let agency = agency.and_then(|id| workspace.agency_by_id(id));
    agency.map_or("", |ix| workspace.agency(ix).label())
}

fn papers(ui: &mut Ui, app: &App, form: &mut ExportForm, look: &Look) {
    widgets::caption(ui, "版面", "", look);
    let setup = &mut form.options.setup;
    for paper in previews::setups(setup.notes) {
        let count = app.page_count(paper).filter(|_| form.format.has_pages());
        let words = count.map_or(String::new(), |count| format!("{count} 页"));
        if choice(ui, *setup == paper, &paper.label(), &words, look) {
            *setup = paper;
        }
    }
    // A form has no marks; what can be said below it is doubts about the transcription.
    let (on, name) = match &mut form.form {
        Some(spec) => (&mut spec.notes, "转录中的存疑"),
        None => (&mut setup.notes, "图例和筛选条件"),
    };
    let notes = widgets::CheckRow {
        on: *on,
        label: LayoutJob::simple_singleline(name.to_owned(), font(14.0), look.text),
        name,
        count: String::new(),
        reserve: 0.0,
        lead: 0.0,
    };
    if notes.show(ui, look).0.clicked() {
        *on = !*on;
    }
}

/// Whether a calendar has what is over.
fn past(ui: &mut Ui, form: &mut ExportForm, counts: &str, look: &Look) {
    let name = "列出已过的时限";
    let row = widgets::CheckRow {
        on: form.options.past,
        label: LayoutJob::simple_singleline(name.to_owned(), font(14.0), look.text),
        name,
        count: String::new(),
        reserve: 0.0,
        lead: 0.0,
    };
    if row.show(ui, look).0.clicked() {
        form.options.past = !form.options.past;
    }
    let counts = RichText::new(counts).font(font(12.0)).color(look.dim);
    ui.add(Label::new(counts).wrap());
    ui.add_space(8.0);
}

/// The shape of slides. A web page shows one slide at a time, as wide as the screen.
fn shapes(ui: &mut Ui, form: &mut ExportForm, look: &Look) {
    widgets::caption(ui, "版面", "", look);
    if !form.shape.suits(form.format) {
        form.shape = DeckShape::default();
    }
    for shape in DeckShape::ALL {
        if shape.suits(form.format) && choice(ui, form.shape == shape, shape.label(), "", look) {
            form.shape = shape;
        }
    }
}

/// How fine a picture is, or whether it is a drawing.
fn pictures(ui: &mut Ui, form: &mut ExportForm, look: &Look) {
    widgets::caption(ui, "图片", "PNG 按每英寸点数，SVG 可放大", look);
    let dots = |dpi: u16| format!("PNG {dpi}");
    let mut parts: Vec<(String, bool)> = DPIS
        .iter()
        .map(|&dpi| {
            let is_on = form.format == Format::Png && form.options.dpi == dpi;
            (dots(dpi), is_on)
        })
        .collect();
    parts.push(("SVG".to_owned(), form.format == Format::Svg));
    let parts: Vec<(&str, bool)> = parts
        .iter()
        .map(|(label, on)| (label.as_str(), *on))
        .collect();
    match widgets::segmented(ui, "图片", &parts, look) {
        Some(nth) if nth < DPIS.len() => {
            form.format = Format::Png;
            form.options.dpi = DPIS[nth];
        }
        Some(_) => form.format = Format::Svg,
        None => {}
    }
}

fn choice(ui: &mut Ui, on: bool, label: &str, right: &str, look: &Look) -> bool {
    let row = widgets::RadioRow {
        on,
        label,
        right,
        unavailable: None,
    };
    row.show(ui, look).clicked()
}

fn can_print(ui: &mut Ui, app: &App, has_tasks: bool, button: Button<'_>) -> bool {
    ui.add_enabled(has_tasks, button)
        .on_hover_text(app.printer().tooltip())
        .clicked()
}
