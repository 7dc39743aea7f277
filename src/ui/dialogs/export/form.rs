//! What a form that offices hand in is to hold: its columns in their order, their heads, and what
//! stands above the table.

use eframe::egui::text::LayoutJob;
use eframe::egui::{Button, Checkbox, CollapsingHeader, RichText, TextEdit, Ui, vec2};

use crate::app::App;
use crate::app::forms::ExportForm;
use crate::terms;
use crate::ui::theme::{Look, font};
use crate::ui::widgets;
use crate::view::OwnOf;
use crate::view::forms::{FormColumn, FormHeading, FormSpec};

/// The width of a field's name.
const NAME: f32 = 64.0;

/// Shows the part of the dialog; nothing where neither layout nor format has it.
pub(super) fn show(ui: &mut Ui, app: &App, form: &mut ExportForm, look: &Look) {
    let words = |text: &str| {
        RichText::new(text.to_owned())
            .font(font(14.0))
            .color(look.text)
    };
    let Some(spec) = &mut form.form else {
        if form.layout.has_heading() && form.format.has_heading() {
            CollapsingHeader::new(words("表头"))
                .id_salt("form heading")
                .show(ui, |ui| heading(ui, &mut form.heading, look));
            ui.add_space(4.0);
        }
        return;
    };
    CollapsingHeader::new(words("表头"))
        .id_salt("form heading")
        .show(ui, |ui| heading(ui, &mut spec.heading, look));
    CollapsingHeader::new(words("栏目"))
        .id_salt("form columns")
        .show(ui, |ui| columns(ui, app, spec, look));
    ui.add_space(4.0);
}

/// Whether every body that changes touch gets a file of its own.
pub(super) fn per_body(ui: &mut Ui, form: &mut ExportForm, look: &Look) {
    let name = "每个机构一份，只列涉及它的修改";
    let row = widgets::CheckRow {
        on: form.per_body,
        label: LayoutJob::simple_singleline(name.to_owned(), font(14.0), look.text),
        name,
        count: String::new(),
        reserve: 0.0,
        lead: 0.0,
    };
    if row.show(ui, look).0.clicked() {
        form.per_body = !form.per_body;
    }
    ui.add_space(8.0);
}

fn heading(ui: &mut Ui, heading: &mut FormHeading, look: &Look) {
    for (name, hint, text) in [
        (terms::TITLE, "按方案的标题", &mut heading.title),
        ("附件", "附件、附件1", &mut heading.attachment),
        ("密级", "秘密★1年", &mut heading.secrecy),
        (terms::NUMBER, "武政办〔2021〕5号", &mut heading.number),
        ("填报单位", "", &mut heading.office),
        ("填报人", "", &mut heading.author),
        (terms::DAY, "", &mut heading.date),
    ] {
        ui.horizontal(|ui| {
            let label = RichText::new(name).font(font(12.0)).color(look.dim);
            let label = ui.add_sized(vec2(NAME, 22.0), eframe::egui::Label::new(label));
            let hint = RichText::new(hint).color(look.faint);
            let field = TextEdit::singleline(text)
                .hint_text(hint)
                .desired_width(f32::INFINITY);
            ui.add(field).labelled_by(label.id);
        });
        ui.add_space(2.0);
    }
}

fn columns(ui: &mut Ui, app: &App, spec: &mut FormSpec, look: &Look) {
    let caption = RichText::new("勾选的栏目按此次序排列，名称可改")
        .font(font(12.0))
        .color(look.dim);
    ui.label(caption);
    let mut step = None;
    let chosen = spec.columns.len();
    for (nth, choice) in spec.columns.iter_mut().enumerate() {
        let name = choice.column.head().to_owned();
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let mut on = true;
            let tick = ui.add(Checkbox::without_text(&mut on));
            tick.widget_info(|| {
                let kind = eframe::egui::Role::CheckBox;
                eframe::egui::WidgetInfo::selected(kind, true, true, format!("栏目 {name}"))
            });
            let mut head = choice.head().to_owned();
            let hint = RichText::new(format!("{name} 的名称")).color(look.faint);
            let field = TextEdit::singleline(&mut head)
                .hint_text(hint)
                .desired_width(120.0);
            let field = ui.add(field);
            widgets::named(&field, &format!("{name} 的名称"));
            if field.changed() {
                let usual = head == choice.column.head() || head.trim().is_empty();
                choice.head = (!usual).then_some(head);
            }
            for (words, by, can, said) in [
                ("↑", -1, nth > 0, "左移"),
                ("↓", 1, nth + 1 < chosen, "右移"),
            ] {
                let button = ui.add_enabled(can, Button::new(words).small());
                let said = format!("{name} {said}");
                let button = button.on_hover_text(said.clone());
                button.widget_info(|| {
                    let kind = eframe::egui::Role::Button;
                    eframe::egui::WidgetInfo::labeled(kind, can, said.clone())
                });
                if button.clicked() {
                    step = Some((nth, by));
                }
            }
            if !on && chosen > 1 {
                step = Some((nth, 0));
            }
        });
    }
    match step {
        Some((nth, 0)) => spec.remove(nth),
        Some((nth, by)) => spec.shift(nth, by),
        None => {}
    }
    others(ui, app, spec);
}

/// The columns that are not in the form yet.
fn others(ui: &mut Ui, app: &App, spec: &mut FormSpec) {
    let own = app.data().own_columns().columns.iter();
    let own = own
        .filter(|column| column.of == OwnOf::Task)
        .map(|column| FormColumn::Own(column.name.clone()));
    let offered: Vec<FormColumn> = FormColumn::ALL
        .into_iter()
        .chain(own)
        .filter(|column| spec.kind.knows(column))
        .filter(|column| spec.columns.iter().all(|choice| choice.column != *column))
        .collect();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for column in offered {
            let words = RichText::new(format!("＋{}", column.head())).font(font(12.0));
            let said = format!("加入栏目 {}", column.head());
            let button = ui.add(Button::new(words).small());
            button.widget_info(|| {
                let kind = eframe::egui::Role::Button;
                eframe::egui::WidgetInfo::labeled(kind, true, said.clone())
            });
            if button.clicked() {
                spec.add(column);
            }
        }
    });
    // On a line of its own: a link that wraps is hard to hit.
    if ui
        .link(RichText::new("恢复通常的栏目").font(font(12.0)))
        .clicked()
    {
        spec.reset();
    }
}
