//! The form that says what to compare.

use eframe::egui::{
    Align, Button, ComboBox, Key, Label, Layout, Modifiers, RichText, Ui, WidgetText, vec2,
};

use super::heading;
use crate::app::forms::{CompareForm, CompareWhat, FileAge};
use crate::app::{Action, App, Dialog};
use crate::terms;
use crate::ui::theme::{Look, font};
use crate::ui::{Actions, widgets};

/// Shows the form.
pub fn show(ui: &mut Ui, app: &App, form: &CompareForm, look: &Look, actions: &mut Actions) {
    ui.set_width(460.0_f32.min(ui.ctx().content_rect().width() - 60.0));
    heading(ui, terms::COMPARE, look);
    ui.spacing_mut().item_spacing.y = 6.0;
    let mut new = form.clone();
    ui.radio_value(
        &mut new.what,
        CompareWhat::File,
        "现在的数据与另一份数据文件",
    );
    ui.radio_value(&mut new.what, CompareWhat::Plans, "现在的数据中的两份方案");
    ui.add_space(8.0);
    match new.what {
        CompareWhat::File => file(ui, &mut new, look, actions),
        CompareWhat::Plans => plans(ui, app, &mut new, look),
    }
    ui.add_space(8.0);
    let words = "对比任务的条款、标题、概要、分工、目标和时限；按条款、标题和文字的相近程度找到同一任务。备注、原文写法和机构的先后不比较。";
    let words = RichText::new(words).font(font(12.0)).color(look.dim);
    ui.add(Label::new(words).wrap());
    ui.add_space(12.0);
    let lacks = new.lacks(app.base());
    let enter = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    let mut go = enter && lacks.is_none();
    ui.horizontal(|ui| {
        if ui
            .add(Button::new("取消").min_size(vec2(58.0, 30.0)))
            .clicked()
        {
            actions.push(Action::Dialog(None));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let button = widgets::primary_button(terms::COMPARE, look).min_size(vec2(72.0, 30.0));
            let response = ui.add_enabled(lacks.is_none(), button);
            let response = response.on_disabled_hover_text(lacks.unwrap_or_default());
            go |= response.clicked();
        });
    });
    if go {
        actions.push(Action::Compare(new));
    } else if new != *form {
        actions.push(Action::Dialog(Some(Dialog::Compare(new))));
    }
}

fn file(ui: &mut Ui, form: &mut CompareForm, look: &Look, actions: &mut Actions) {
    ui.horizontal(|ui| {
        if ui.button("选择文件…").clicked() {
            actions.push(Action::PickCompared(form.clone()));
        }
        let (words, colour) = match &form.file {
            Some(file) => {
                let name = file.file_name().unwrap_or(file.as_os_str());
                (name.to_string_lossy().into_owned(), look.text)
            }
            None => ("还没有选择".to_owned(), look.dim),
        };
        let label = ui.add(Label::new(RichText::new(words).color(colour)).truncate());
        if let Some(file) = &form.file {
            label.on_hover_text(file.display().to_string());
        }
    });
    ui.radio_value(
        &mut form.age,
        FileAge::Older,
        "这份文件是旧的，现在的数据是新的",
    );
    ui.radio_value(
        &mut form.age,
        FileAge::Newer,
        "这份文件是新的，现在的数据是旧的",
    );
}

fn plans(ui: &mut Ui, app: &App, form: &mut CompareForm, look: &Look) {
    let names: Vec<&str> = app
        .base()
        .workspace
        .plans
        .iter()
        .map(|entry| entry.plan.title.as_str())
        .collect();
    for (word, nth) in [("旧", &mut form.old_plan), ("新", &mut form.new_plan)] {
        ui.horizontal(|ui| {
            let label = RichText::new(word).color(look.dim);
            ui.add_sized([20.0, 24.0], Label::new(label));
            let width = ui.available_width() - 8.0;
            let chosen = names.get(*nth).copied().unwrap_or_default();
            let combo = ComboBox::from_id_salt(("compare", word))
                .width(width)
                .truncate()
                .selected_text(WidgetText::from(chosen))
                .show_ui(ui, |ui| {
                    for (place, name) in names.iter().enumerate() {
                        ui.selectable_value(nth, place, *name);
                    }
                });
            let name = format!("{word}方案 {chosen}");
            combo.response.widget_info(|| {
                eframe::egui::WidgetInfo::labeled(eframe::egui::Role::ComboBox, true, &name)
            });
        });
    }
}
