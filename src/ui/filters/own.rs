//! The files' own columns in the side bar: one menu a column, with the values and their counts.

use eframe::egui::containers::menu::{MenuButton, MenuConfig};
use eframe::egui::{Button, PopupCloseBehavior, RichText, ScrollArea, TextEdit, Ui, vec2};

use super::ROW;
use crate::app::{Action, App};
use crate::num;
use crate::terms;
use crate::ui::Actions;
use crate::ui::theme::{Look, font};
use crate::ui::widgets::{self, caption};
use crate::view::search::Query;
use crate::view::{OwnColumn, OwnOf, OwnValue};

/// The width of a menu of values, and its most rows without scrolling.
const WIDTH: f32 = 220.0;
const ROWS: f32 = 12.0;
/// From this many values on a menu has a field to find them.
const MANY: usize = 12;

/// How much height the part takes, in points.
pub fn height(app: &App) -> f32 {
    let columns = app.data().own_columns().columns.len();
    if columns == 0 {
        return 0.0;
    }
    // Two or three menus stand side by side.
    36.0 + 24.0 * num::float(columns.div_ceil(2))
}

/// A button for each column; nothing where no file has columns of its own.
pub fn show(ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
    let columns = &app.data().own_columns().columns;
    if columns.is_empty() {
        return;
    }
    caption(ui, terms::FIELDS, &format!("{} 列", columns.len()), look);
    ui.add_space(2.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        ui.spacing_mut().button_padding = vec2(6.0, 1.0);
        for column in columns {
            let chosen = app.view().own.iter().filter(|own| is_of(own, column));
            let chosen = chosen.count();
            let head = match column.of {
                OwnOf::Task => column.name.clone(),
                OwnOf::Agency => format!("{}{}", terms::AGENCY, column.name),
            };
            let words = match chosen {
                0 => format!("{head} ▾"),
                count => format!("{head} {count} ▾"),
            };
            let (text, fill) = match chosen {
                0 => (look.dim, look.background),
                _ => (look.on_accent, look.accent),
            };
            let button = Button::new(RichText::new(words).font(font(12.0)).color(text))
                .fill(fill)
                .min_size(vec2(0.0, 20.0));
            let config = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
            MenuButton::from_button(button)
                .config(config)
                .ui(ui, |ui| values(ui, app, column, look, actions));
        }
    });
    ui.add_space(12.0);
}

fn is_of(own: &OwnValue, column: &OwnColumn) -> bool {
    own.of == column.of && own.column == column.name
}

/// The values of a column, those that would show most first; with a field where there are many.
fn values(ui: &mut Ui, app: &App, column: &OwnColumn, look: &Look, actions: &mut Actions) {
    ui.set_width(WIDTH);
    let id = ui.scope_id().with("find");
    let mut find: String = ui.data_mut(|data| data.get_temp(id)).unwrap_or_default();
    if column.values.len() > MANY {
        let edit = TextEdit::singleline(&mut find)
            .hint_text(RichText::new("查找").color(look.faint))
            .desired_width(f32::INFINITY);
        widgets::named(&ui.add(edit), "查找");
        ui.data_mut(|data| data.insert_temp(id, find.clone()));
    }
    let query = Query::new(&find);
    let counts = app.sheet().own_counts();
    let count = |place: u32| counts.get(place as usize).copied().unwrap_or(0);
    let mut list: Vec<&(String, u32)> = column
        .values
        .iter()
        .filter(|(value, _)| query.is_empty() || query.matches(value))
        .collect();
    list.sort_by_key(|(_, place)| std::cmp::Reverse(count(*place)));
    if list.is_empty() {
        ui.label(RichText::new("没有匹配的值").color(look.dim));
        return;
    }
    ScrollArea::vertical()
        .max_height(ROW * ROWS)
        .auto_shrink([false, true])
        .show_rows(ui, ROW, list.len(), |ui, range| {
            for (value, place) in &list[range] {
                let own = OwnValue {
                    of: column.of,
                    column: column.name.clone(),
                    value: value.clone(),
                };
                let mut on = app.view().own.contains(&own);
                let words = format!("{value}　{}", count(*place));
                let response = ui.checkbox(&mut on, words);
                if response.on_hover_text(value).clicked() {
                    actions.push(Action::View(app.view().toggle_own(&own)));
                }
            }
        });
}
