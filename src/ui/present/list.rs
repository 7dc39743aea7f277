//! The list of the run's slides: their order, titles and notes of their own, what is left out, and
//! the runs that are kept.

use eframe::egui::{
    self, Align, Button, CornerRadius, Id, Key, Layout, Modifiers, Rect, RichText, ScrollArea,
    Sense, Stroke, TextEdit, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};

use crate::app::{Action, ListStep, MOST_MINUTES, Show, StageStep};
use crate::num;
use crate::terms;
use crate::ui::theme::{Look, bold, font, size};
use crate::ui::{Actions, widgets};
use crate::view::run::{PlannedSlide, Standing};

/// The list at most, and around what it holds.
const MOST: Vec2 = vec2(980.0, 680.0);
const MARGIN: f32 = 20.0;
/// A row, and where its title begins.
const ROW: f32 = 30.0;
const TITLE_AT: f32 = 46.0;
/// Between list and fields; the share of the list.
const GAP: f32 = 20.0;
const LIST: f32 = 0.54;
/// The line of the run's name below.
const FOOT: f32 = 68.0;

/// Shows the list and takes its keys.
pub(super) fn show(ui: &mut Ui, all: Rect, show: &Show, look: &Look, actions: &mut Actions) {
    let painter = ui.painter();
    painter.rect_filled(
        all,
        CornerRadius::ZERO,
        egui::Color32::from_black_alpha(158),
    );
    let room = (all.size() - Vec2::splat(4.0 * MARGIN)).max(Vec2::splat(200.0));
    let rect = Rect::from_center_size(all.center(), MOST.min(room));
    painter.rect_filled(rect, CornerRadius::same(8), look.background);
    let line = Stroke::new(1.0, look.line);
    painter.rect_stroke(rect, CornerRadius::same(8), line, egui::StrokeKind::Inside);
    let inner = rect.shrink(MARGIN);
    let mut page = ui.new_child(
        UiBuilder::new()
            .id_salt("run list")
            .max_rect(inner)
            .layout(Layout::top_down(Align::Min)),
    );
    page.spacing_mut().item_spacing.y = 8.0;
    head(&mut page, show, look, actions);
    let top = page.cursor().top();
    let middle = Rect::from_min_max(
        pos2(inner.left(), top),
        pos2(inner.right(), inner.bottom() - FOOT),
    );
    let edge = middle.left() + (middle.width() * LIST).floor();
    let left = middle.with_max_x(edge);
    let right = middle.with_min_x(edge + GAP);
    rows(&mut part(&mut page, "rows", left), show, look, actions);
    fields(&mut part(&mut page, "fields", right), show, look, actions);
    let foot = Rect::from_min_max(pos2(inner.left(), inner.bottom() - FOOT + 8.0), inner.max);
    kept(&mut part(&mut page, "kept", foot), show, look, actions);
    keys(ui.ctx(), show, actions);
}

fn part(page: &mut Ui, name: &str, rect: Rect) -> Ui {
    let mut part = page.new_child(
        UiBuilder::new()
            .id_salt(name)
            .max_rect(rect)
            .layout(Layout::top_down(Align::Min)),
    );
    part.set_clip_rect(rect.expand(2.0).intersect(page.clip_rect()));
    part
}

fn list(step: ListStep) -> Action {
    Action::Stage(StageStep::List(step))
}

fn head(ui: &mut Ui, show: &Show, look: &Look, actions: &mut Actions) {
    let (slides, _) = show.slides();
    let shown = slides
        .iter()
        .filter(|(slide, standing)| !slide.hidden && *standing != Standing::Gone);
    ui.horizontal(|ui| {
        ui.label(RichText::new("放映").font(bold(20.0)).color(look.text));
        let words = format!("放映 {} 张，共 {} 张", shown.count(), slides.len());
        ui.label(RichText::new(words).font(font(size::SMALL)).color(look.dim));
        if let Some(told) = show.told() {
            let told = ui.label(RichText::new(told).color(look.warning));
            widgets::announce(&told);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let mut minutes = show.plan().minutes.unwrap_or(0);
            let field = egui::DragValue::new(&mut minutes)
                .range(0..=MOST_MINUTES)
                .custom_formatter(|minutes, _| {
                    if minutes < 1.0 {
                        "不定".to_owned()
                    } else {
                        format!("{minutes} 分钟")
                    }
                })
                .custom_parser(|text| {
                    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
                    let number = digits.parse().ok();
                    number.or_else(|| digits.is_empty().then_some(0.0))
                });
            let field = ui.add(field);
            widgets::named(&field, "预计时长（分钟）");
            if field.changed() {
                actions.push(list(ListStep::Minutes(minutes)));
            }
            ui.label(
                RichText::new("预计时长")
                    .font(font(size::SMALL))
                    .color(look.dim),
            );
        });
    });
}

fn rows(ui: &mut Ui, show: &Show, look: &Look, actions: &mut Actions) {
    let (slides, marked) = show.slides();
    let follows = ui.data_mut(|data| {
        let id = Id::unique("marked slide");
        let known = data.get_temp::<usize>(id);
        data.insert_temp(id, marked);
        known != Some(marked)
    });
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical()
        .id_salt("slides")
        .auto_shrink(false)
        .show_viewport(ui, |ui, viewport| {
            // A run may have thousands of slides: those in sight are painted.
            ui.set_height(ROW * num::float(slides.len()));
            let (origin, width) = (ui.min_rect().min, ui.available_width());
            let place = |nth: usize| {
                let top = origin.y + ROW * num::float(nth);
                Rect::from_min_size(pos2(origin.x, top), vec2(width, ROW))
            };
            if follows {
                ui.scroll_to_rect(place(marked), None);
            }
            let first = num::whole((viewport.top() / ROW).floor().max(0.0));
            let last = num::whole((viewport.bottom() / ROW).ceil()).min(slides.len());
            for (nth, (slide, standing)) in slides.iter().enumerate().take(last).skip(first) {
                let rect = place(nth);
                let response = ui.interact(rect, ui.scope_id().with(nth), Sense::click());
                let is_marked = nth == marked;
                row(
                    ui,
                    rect,
                    show,
                    (slide, *standing),
                    (is_marked, response.hovered()),
                    look,
                );
                let name = spoken(show, slide, *standing);
                response.widget_info(|| {
                    WidgetInfo::selected(egui::Role::ListBoxOption, true, is_marked, name.clone())
                });
                if response.double_clicked() {
                    actions.push(list(ListStep::GoTo));
                } else if response.clicked() {
                    actions.push(list(ListStep::Mark(nth)));
                }
            }
        });
}

fn title(slide: &PlannedSlide) -> &str {
    if slide.title.trim().is_empty() {
        &slide.label
    } else {
        &slide.title
    }
}

/// What is said of a slide beside its title.
fn state(slide: &PlannedSlide, standing: Standing) -> &'static str {
    match standing {
        Standing::Gone => "数据中已没有",
        _ if slide.hidden => "不放映",
        Standing::New => "新",
        Standing::Known => "",
    }
}

fn spoken(show: &Show, slide: &PlannedSlide, standing: Standing) -> String {
    let page = show.page_of(&slide.key);
    let page = page.map_or(String::new(), |page| format!("第 {page} 页　"));
    let state = state(slide, standing);
    format!("{page}{}　{state}", title(slide)).trim().to_owned()
}

fn row(
    ui: &Ui,
    rect: Rect,
    show: &Show,
    (slide, standing): (&PlannedSlide, Standing),
    (is_marked, is_hovered): (bool, bool),
    look: &Look,
) {
    let painter = ui.painter();
    let ground = match (is_marked, is_hovered) {
        (true, _) => Some(look.selection),
        (false, true) => Some(look.crosshair),
        (false, false) => None,
    };
    if let Some(ground) = ground {
        painter.rect_filled(rect, CornerRadius::same(4), ground);
    }
    let y = rect.center().y;
    let is_out = slide.hidden || standing == Standing::Gone;
    let number = show.page_of(&slide.key).filter(|_| !is_out);
    let number = number.map_or("—".to_owned(), |page| page.to_string());
    painter.text(
        pos2(rect.left() + TITLE_AT - 12.0, y),
        egui::Align2::RIGHT_CENTER,
        number,
        font(size::SMALL),
        look.dim,
    );
    let state = state(slide, standing);
    let has_note = !slide.note.trim().is_empty();
    let aside = [state, if has_note { "有备注" } else { "" }].join(" ");
    let colour = if standing == Standing::Gone {
        look.warning
    } else {
        look.dim
    };
    let aside = painter.text(
        pos2(rect.right() - 8.0, y),
        egui::Align2::RIGHT_CENTER,
        aside.trim(),
        font(size::SMALL),
        colour,
    );
    let colour = if is_out { look.faint } else { look.text };
    let room = aside.left() - rect.left() - TITLE_AT - 8.0;
    let job = widgets::highlighted(title(slide), &[], font(size::TEXT), colour, look);
    let galley = widgets::cut(painter, job, room, 1);
    widgets::put(painter, rect.left() + TITLE_AT, y, galley, colour);
}

fn fields(ui: &mut Ui, show: &Show, look: &Look, actions: &mut Actions) {
    let (slides, marked) = show.slides();
    let Some((slide, _)) = slides.get(marked) else {
        return;
    };
    let caption = |ui: &mut Ui, words: &str| {
        ui.label(RichText::new(words).font(font(size::SMALL)).color(look.dim));
    };
    caption(ui, terms::TITLE);
    let mut words = slide.title.clone();
    let field = TextEdit::singleline(&mut words)
        .hint_text(slide.label.as_str())
        .desired_width(f32::INFINITY);
    let field = ui.add(field);
    widgets::named(&field, "本页的标题");
    if field.changed() {
        actions.push(list(ListStep::Title(words)));
    }
    caption(ui, "备注（只给讲的人看）");
    let mut words = slide.note.clone();
    let height = (ui.available_height() - 120.0).clamp(60.0, 320.0);
    let field = TextEdit::multiline(&mut words)
        .desired_width(f32::INFINITY)
        .min_size(vec2(0.0, height));
    let field = ui.add(field);
    widgets::named(&field, "本页的备注");
    if field.changed() {
        actions.push(list(ListStep::Note(words)));
    }
    ui.horizontal_wrapped(|ui| {
        let up = ui.add_enabled(marked > 0, Button::new("上移"));
        if up.on_hover_text("Alt+↑").clicked() {
            actions.push(list(ListStep::Move(false)));
        }
        let down = ui.add_enabled(marked + 1 < slides.len(), Button::new("下移"));
        if down.on_hover_text("Alt+↓").clicked() {
            actions.push(list(ListStep::Move(true)));
        }
        let words = if slide.hidden {
            "放映这页"
        } else {
            "不放映"
        };
        if ui.button(words).on_hover_text("Delete").clicked() {
            actions.push(list(ListStep::Hide));
        }
        let verb = if slide.hidden { "放映" } else { "不放映" };
        if slide.is_of_a_body() {
            for (words, keys, down) in [
                ("机构上移", "Alt+Shift+↑　这个机构的各页一起移动", false),
                ("机构下移", "Alt+Shift+↓　这个机构的各页一起移动", true),
            ] {
                if ui.button(words).on_hover_text(keys).clicked() {
                    actions.push(list(ListStep::MoveBody(down)));
                }
            }
            if ui.button(format!("这个机构都{verb}")).clicked() {
                actions.push(list(ListStep::HideBody));
            }
            let kind = match slide.kind() {
                "slice" => "矩阵",
                "schedule" => terms::TIMELINE,
                _ => terms::TASK,
            };
            if ui.button(format!("{kind}都{verb}")).clicked() {
                actions.push(list(ListStep::HideKind));
            }
        }
        let is_shown = show.page_of(&slide.key).is_some() && !slide.hidden;
        let go = ui.add_enabled(is_shown, Button::new("转到"));
        if go.on_hover_text("回车").clicked() {
            actions.push(list(ListStep::GoTo));
        }
    });
}

fn kept(ui: &mut Ui, show: &Show, look: &Look, actions: &mut Actions) {
    ui.horizontal(|ui| {
        ui.label(
            RichText::new(terms::NAME)
                .font(font(size::SMALL))
                .color(look.dim),
        );
        let mut name = show.plan().name.clone();
        let field = TextEdit::singleline(&mut name)
            .hint_text("专题会")
            .desired_width(220.0);
        let field = ui.add(field);
        widgets::named(&field, "放映的名称");
        if field.changed() {
            actions.push(list(ListStep::Name(name)));
        }
        let save = if show.is_saved() {
            "已保存"
        } else {
            "保存放映"
        };
        if widgets::primary(ui, save, look).clicked() {
            actions.push(list(ListStep::Save));
        }
        ui.add_enabled_ui(!show.runs().is_empty(), |ui| {
            ui.menu_button("打开放映", |ui| {
                for path in show.runs() {
                    let name = path.file_stem().unwrap_or_default().to_string_lossy();
                    if ui.button(name).clicked() {
                        actions.push(list(ListStep::Open(path.clone())));
                        ui.close();
                    }
                }
            });
        });
        let (can_undo, can_redo) = show.can_step();
        for (words, keys, is_on, step) in [
            ("撤销", "Ctrl+Z", can_undo, ListStep::Undo),
            ("重做", "Ctrl+Y", can_redo, ListStep::Redo),
        ] {
            let button = ui.add_enabled(is_on, Button::new(words));
            if button.on_hover_text(keys).clicked() {
                actions.push(list(step));
            }
        }
        if ui
            .button("恢复原样")
            .on_hover_text("次序、标题、隐藏和备注都回到没有改过的样子")
            .clicked()
        {
            actions.push(list(ListStep::Plain));
        }
    });
    let words = "↑ ↓ 选　Alt+↑ ↓ 移动，加 Shift 移动整个机构　Delete 不放映　Ctrl+Z 撤销　回车转到　Esc 或 F2 关闭";
    ui.label(RichText::new(words).font(font(size::SMALL)).color(look.dim));
}

fn keys(ctx: &egui::Context, show: &Show, actions: &mut Actions) {
    let in_menu = egui::Popup::is_any_open(ctx);
    let pressed =
        |modifiers: Modifiers, key: Key| ctx.input_mut(|input| input.consume_key(modifiers, key));
    if !in_menu && (pressed(Modifiers::NONE, Key::F2) || pressed(Modifiers::NONE, Key::Escape)) {
        actions.push(list(ListStep::Toggle));
        return;
    }
    if in_menu || ctx.text_edit_focused() {
        return;
    }
    let (_, marked) = show.slides();
    let again = Modifiers::COMMAND | Modifiers::SHIFT;
    if pressed(again, Key::Z) || pressed(Modifiers::COMMAND, Key::Y) {
        actions.push(list(ListStep::Redo));
    } else if pressed(Modifiers::COMMAND, Key::Z) {
        actions.push(list(ListStep::Undo));
    }
    for (key, down) in [(Key::ArrowDown, true), (Key::ArrowUp, false)] {
        // With Shift first: without, it would be taken for the other.
        if pressed(Modifiers::ALT | Modifiers::SHIFT, key) {
            actions.push(list(ListStep::MoveBody(down)));
        } else if pressed(Modifiers::ALT, key) {
            actions.push(list(ListStep::Move(down)));
        } else if pressed(Modifiers::NONE, key) {
            let to = if down {
                marked + 1
            } else {
                marked.saturating_sub(1)
            };
            actions.push(list(ListStep::Mark(to)));
        }
    }
    if pressed(Modifiers::NONE, Key::Delete) {
        actions.push(list(ListStep::Hide));
    }
    let has_focus = ctx.memory(|memory| memory.focused().is_some());
    if !has_focus && pressed(Modifiers::NONE, Key::Enter) {
        actions.push(list(ListStep::GoTo));
    }
}
