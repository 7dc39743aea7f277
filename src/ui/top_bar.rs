//! Menus, the search box, and the buttons to export and to present.

use eframe::egui::containers::menu::{MenuButton, MenuConfig};
use eframe::egui::{
    Align, Align2, Button, Context, CornerRadius, Id, Key, Layout, Modifiers, Popup,
    PopupCloseBehavior, Rect, RichText, Role, Sense, Stroke, StrokeKind, TextEdit, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

use super::theme::{Look, font, size};
use super::{Actions, widgets};
use crate::app::command::{Command, Menu};
use crate::app::{Action, App, Tab};
use crate::num;

const SEARCH: &str = "search box";
/// What can be typed there.
const SEARCH_HINT: &str = "搜索任务、机构、指标，可用拼音";

/// Puts the cursor into the search box.
pub fn focus_search(ctx: &Context) {
    ctx.memory_mut(|memory| memory.request_focus(Id::unique(SEARCH)));
}

/// Shows the bar.
pub fn show(ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
    let rect = ui.max_rect();
    let buttons = 166.0;
    let search = (rect.width() * 0.26).clamp(140.0, 300.0);
    let menus = Rect::from_min_max(
        rect.min + vec2(12.0, 0.0),
        pos2(rect.right() - buttons - search - 24.0, rect.bottom()),
    );
    let mut bar = ui.new_child(
        UiBuilder::new()
            .max_rect(menus)
            .layout(Layout::left_to_right(Align::Center)),
    );
    bar.spacing_mut().item_spacing.x = 2.0;
    menu_bar(&mut bar, app, look, actions);
    bar.add_space(14.0);
    tabs(&mut bar, app, look, actions);

    let field = Rect::from_min_max(
        pos2(rect.right() - buttons - search, rect.center().y - 15.0),
        pos2(rect.right() - buttons, rect.center().y + 15.0),
    );
    search_box(ui, field, app, look, actions);

    let mut right = ui.new_child(
        UiBuilder::new()
            .max_rect(Rect::from_min_max(
                pos2(field.right() + 12.0, rect.top()),
                pos2(rect.right() - 12.0, rect.bottom()),
            ))
            .layout(Layout::right_to_left(Align::Center)),
    );
    let present = right.add_sized([58.0, 30.0], widgets::primary_button("演示", look));
    if present.on_hover_text(hover(Command::Present)).clicked() {
        actions.push(Action::Run(Command::Present));
    }
    right.add_space(4.0);
    let reason = app.lacks(Command::Export);
    let button = Button::new("导出…").min_size(vec2(72.0, 30.0));
    let export = right.add_enabled(reason.is_none(), button);
    let export = export
        .on_hover_text(hover(Command::Export))
        .on_disabled_hover_text(reason.unwrap_or_default());
    if export.clicked() {
        actions.push(Action::Run(Command::Export));
    }
}

fn hover(command: Command) -> String {
    match command.shortcut_text() {
        Some(keys) => format!("{}（{keys}）", command.tooltip()),
        None => command.tooltip().to_owned(),
    }
}

/// The ways to look at the data, as one row of buttons.
fn tabs(ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
    let each = (ui.available_width() / num::float(Tab::ALL.len())).min(64.0);
    if each < 48.0 {
        let button = Button::new(format!("{} ▼", app.tab().label()));
        MenuButton::from_button(button).ui(ui, |ui| {
            for tab in Tab::ALL {
                item(ui, Command::of_tab(tab), app, actions);
            }
        });
        return;
    }
    let size = vec2(each.floor(), 30.0);
    let width = size.x * num::float(Tab::ALL.len());
    let (strip, _) = ui.allocate_exact_size(vec2(width, size.y), Sense::hover());
    let corner = CornerRadius::same(6);
    ui.painter().rect_filled(strip, corner, look.background);
    for (nth, tab) in Tab::ALL.into_iter().enumerate() {
        let left = strip.left() + size.x * num::float(nth);
        let rect = Rect::from_min_size(pos2(left, strip.top()), size);
        let on = app.tab() == tab;
        let response = ui.interact(rect, ui.scope_id().with(("tab", tab)), Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::Tab, true, on, tab.label()));
        let ends = CornerRadius {
            nw: if nth == 0 { 6 } else { 0 },
            sw: if nth == 0 { 6 } else { 0 },
            ne: if nth + 1 == Tab::ALL.len() { 6 } else { 0 },
            se: if nth + 1 == Tab::ALL.len() { 6 } else { 0 },
        };
        let (fill, colour) = if on {
            (Some(look.accent), look.on_accent)
        } else if response.hovered() {
            (Some(look.crosshair), look.text)
        } else {
            (None, look.text)
        };
        if let Some(fill) = fill {
            ui.painter().rect_filled(rect, ends, fill);
        }
        if response.has_focus() {
            let stroke = Stroke::new(1.5, look.accent);
            ui.painter()
                .rect_stroke(rect.shrink(1.5), ends, stroke, StrokeKind::Inside);
        }
        if nth > 0 {
            ui.painter()
                .vline(rect.left(), rect.y_range(), Stroke::new(1.0, look.line));
        }
        ui.painter().text(
            rect.center(),
            Align2::CENTER_CENTER,
            tab.label(),
            font(14.0),
            colour,
        );
        if response.clicked() {
            actions.push(Action::Run(Command::of_tab(tab)));
        }
        response.on_hover_text(hover(Command::of_tab(tab)));
    }
    let stroke = Stroke::new(1.0, look.line);
    ui.painter()
        .rect_stroke(strip, corner, stroke, StrokeKind::Inside);
}

fn search_box(ui: &mut Ui, field: Rect, app: &App, look: &Look, actions: &mut Actions) {
    let id = Id::unique(SEARCH);
    let mut text = app.view().text.clone();
    let focused = ui.memory(|memory| memory.has_focus(id));
    let count = if text.trim().is_empty() {
        (!focused).then(|| "Ctrl F".to_owned())
    } else {
        Some(format!("{} 项", app.sheet().shown.tasks))
    };
    let right = if text.is_empty() { 58.0 } else { 76.0 };
    let edit = TextEdit::singleline(&mut text)
        .id(id)
        .hint_text(RichText::new(SEARCH_HINT).color(look.faint))
        .align(Align2::LEFT_CENTER)
        .desired_width(field.width() - right - 10.0);
    // The frame is painted here, so that it spans the count and the cross too.
    let corner = CornerRadius::same(6);
    let colour = if focused { look.accent } else { look.line };
    let width = if focused { 1.5 } else { 1.0 };
    ui.painter().rect(
        field,
        corner,
        look.background,
        Stroke::new(width, colour),
        StrokeKind::Inside,
    );
    let inner = Rect::from_min_max(
        field.min + vec2(10.0, 2.0),
        pos2(field.right() - right, field.bottom() - 2.0),
    );
    let response = ui.put(inner, edit.frame(eframe::egui::Frame::NONE));
    widgets::named(&response, "搜索");
    // In a narrow window the field has no room for all of it.
    let response = response.on_hover_text(SEARCH_HINT);
    if let Some(count) = count {
        let x = field.right() - if text.is_empty() { 10.0 } else { 32.0 };
        let at = pos2(x, field.center().y);
        ui.painter()
            .text(at, Align2::RIGHT_CENTER, count, font(12.0), look.dim);
    }
    if !text.is_empty() {
        let spot = Rect::from_center_size(
            pos2(field.right() - 17.0, field.center().y),
            vec2(24.0, 24.0),
        );
        let clear = ui.interact(spot, id.with("clear"), Sense::click());
        clear.widget_info(|| WidgetInfo::labeled(Role::Button, true, "清除搜索"));
        let colour = if clear.hovered() {
            look.accent
        } else {
            look.text
        };
        widgets::cross(ui, spot.center(), colour);
        if clear.clicked() {
            text.clear();
        }
    }
    // Esc clears first and leaves the box when it is empty; Enter and ↓ go to the matrix.
    if response.has_focus() {
        let key = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if key(Key::ArrowDown) {
            response.surrender_focus();
        }
    }
    if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) && !text.is_empty()
    {
        text.clear();
        response.request_focus();
    }
    if text != app.view().text {
        actions.push(Action::Type(text));
    }
}

fn menu_bar(ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
    for bar in Menu::BAR {
        menu(ui, bar.label(), |ui| lines(ui, bar, app, look, actions));
    }
}

/// The lines of a menu as the table of commands has them, with what is no command between them.
fn lines(ui: &mut Ui, menu: Menu, app: &App, look: &Look, actions: &mut Actions) {
    let mut last = None;
    for (command, group) in Command::in_menu(menu) {
        if last.replace(group).is_some_and(|before| before != group) {
            ui.separator();
        }
        item(ui, command, app, actions);
        match command {
            Command::AddFiles => recent(ui, app, look, actions),
            Command::ToggleEmptyColumns => super::chip_line::marks_menu(ui, app, actions),
            Command::ZoomReset => {
                ui.menu_button(Menu::Theme.label(), |ui| {
                    lines(ui, Menu::Theme, app, look, actions);
                });
            }
            _ => {}
        }
    }
}

fn menu(ui: &mut Ui, title: &str, add: impl FnOnce(&mut Ui)) {
    let config = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClick);
    let button = Button::new(title).frame_when_inactive(false);
    let menu = MenuButton::from_button(button).config(config);
    let (response, _) = menu.ui(ui, |ui| {
        ui.set_min_width(208.0);
        ui.set_max_height(ui.ctx().content_rect().height() - size::TOP - 20.0);
        add(ui);
    });
    // Moving along the bar with a menu open opens the neighbour, as everywhere.
    let any_open = Popup::is_any_open(ui.ctx());
    if any_open
        && response.hovered()
        && !Popup::is_id_open(ui.ctx(), Popup::default_response_id(&response))
    {
        Popup::open_id(ui.ctx(), Popup::default_response_id(&response));
    }
}

/// A line of a menu: the command, whether it is on, its keys, or why it cannot be used.
pub fn item(ui: &mut Ui, command: Command, app: &App, actions: &mut Actions) {
    let reason = app.lacks(command);
    let text = command.text_now(app);
    let text = match command.is_on(app) {
        Some(true) => format!("✓ {text}"),
        Some(false) => format!("　{text}"),
        None => text.into_owned(),
    };
    let mut button = Button::new(text).frame_when_inactive(false);
    if let Some(keys) = command.shortcut_text() {
        button = button.shortcut_text(keys);
    }
    let response = ui
        .add_enabled(reason.is_none(), button)
        .on_hover_text(command.tooltip_now(app))
        .on_disabled_hover_text(reason.unwrap_or_default());
    if response.clicked() {
        actions.push(Action::Run(command));
        ui.close();
    }
}

fn recent(ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
    ui.menu_button("最近打开", |ui| {
        ui.set_min_width(260.0);
        if app.settings().recent.is_empty() {
            ui.label(RichText::new("还没有打开过文件").color(look.dim));
        }
        for file in &app.settings().recent {
            let name = file.file_name().unwrap_or(file.as_os_str());
            let button = ui
                .button(name.to_string_lossy())
                .on_hover_text(file.display().to_string());
            if button.clicked() {
                actions.push(Action::OpenFiles {
                    files: vec![file.clone()],
                    add: false,
                });
                ui.close();
            }
        }
    });
}
