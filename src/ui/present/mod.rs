//! The stage before an audience: a page of the run over the whole window, and nothing else.

mod asked;
mod console;
mod keys;
mod list;
mod notes;

use std::sync::Arc;

use eframe::egui::{self, Align2, Color32, CornerRadius, Rect, Sense, Ui, pos2, vec2};

use super::Actions;
use super::theme::{self, Look, PROJECTOR};
use crate::app::{Action, App, Blank, Show, StageStep};
use crate::export::Picture;
use crate::num;
use crate::page::slides::HEIGHT;

/// The keys of the stage, for ? and F1.
const HELP: &[(&str, &str)] = &[
    ("→　空格　PgDn", "下一页"),
    ("←　PgUp　退格", "上一页"),
    ("数字 回车", "转到该页"),
    ("Home　End", "首页　末页"),
    ("字母　汉字　Ctrl+F", "提问：机构、任务、目标、方案"),
    ("回车　Shift+回车", "显示回答　两个机构并排"),
    ("Ctrl+回车", "把回答收入放映"),
    ("单击任务", "放大这项任务和原文"),
    ("Tab", "回到刚才的页"),
    ("B 或 .　W", "黑屏　白屏"),
    ("F", "定住画面"),
    ("S　↑　↓", "聚光一行，上下移动"),
    ("+　−　拖动", "放大　缩小　移动"),
    ("F2", "列表：调序、改名、隐藏、备注、保存"),
    ("F6", "换一块屏幕"),
    ("Ctrl+加号　Ctrl+减号", "讲的人的备注放大、缩小"),
    ("Esc", "返回"),
];

/// The window of the audience.
const AUDIENCE: &str = "责任矩阵 放映";

/// For how many seconds the pointer is seen after it was moved.
const POINTER: f32 = 2.0;

/// The stage and what it remembers between frames: the pictures that are on the screens.
#[derive(Default)]
pub struct Stage {
    textures: Vec<(Arc<Picture>, egui::TextureHandle)>,
}

impl Stage {
    /// Shows the stage and takes its keys.
    pub(crate) fn show(&mut self, ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
        let Some(show) = app.show() else {
            return;
        };
        if show.display().is_some() {
            self.on_two_screens(ui, app, show, look, actions);
            return;
        }
        let all = ui.max_rect();
        let dots = all.size() * ui.ctx().pixels_per_point();
        // Whole dots: a window is never so large that they do not fit.
        let whole = |length: f32| num::short(num::whole(length.round()));
        let fit = StageStep::Fit(whole(dots.x), whole(dots.y));
        actions.push(Action::Stage(fit));
        if !show.lists() {
            keys::take(ui.ctx(), show, actions);
            Self::drag(ui, all, show, actions);
        }

        self.paint(ui, all, show);
        if show.asks() {
            asked::show(ui, all, show);
        }
        if show.helps() {
            help(ui, all);
        }
        if show.lists() {
            list::show(ui, all, show, look, actions);
            return;
        }
        hide_pointer(ui, show);
    }

    /// The console in the program's own window, and nothing but the slides on the other display.
    fn on_two_screens(
        &mut self,
        ui: &mut Ui,
        app: &App,
        show: &Show,
        look: &Look,
        actions: &mut Actions,
    ) {
        if !show.lists() {
            keys::take(ui.ctx(), show, actions);
        }
        let ctx = ui.ctx().clone();
        let mut textures = |picture: &Arc<Picture>| self.texture(&ctx, picture);
        console::show(ui, app, show, &mut textures, look, actions);
        let all = ui.max_rect();
        if show.helps() {
            help(ui, all);
        }
        if show.lists() {
            list::show(ui, all, show, look, actions);
        }
        // Without other windows there is no audience to be shown anything.
        if let Some(display) = show.display().filter(|_| !ctx.embed_viewports()) {
            let builder = egui::ViewportBuilder::default()
                .with_title(AUDIENCE)
                .with_app_id("zeren")
                .with_decorations(false)
                .with_monitor(display);
            let id = egui::ViewportId::from_hash_of(AUDIENCE);
            ctx.show_viewport_immediate(id, builder, |ui, _| {
                let all = ui.max_rect();
                self.paint(ui, all, show);
                if !show.lists() {
                    keys::take(ui.ctx(), show, actions);
                }
                if ui.input(|input| input.viewport().close_requested()) {
                    actions.push(Action::Back);
                }
                hide_pointer(ui, show);
            });
        }
        let shots = [show.shown(), show.at(), show.after(show.at())];
        let pictures: Vec<&Arc<Picture>> = shots
            .into_iter()
            .filter_map(|shot| show.picture_at(shot))
            .chain(show.picture())
            .collect();
        self.textures
            .retain(|(known, _)| pictures.iter().any(|picture| Arc::ptr_eq(known, picture)));
    }

    /// A picture as a texture, made once.
    fn texture(&mut self, ctx: &egui::Context, picture: &Arc<Picture>) -> egui::TextureId {
        let mut textures = self.textures.iter();
        if let Some((_, known)) = textures.find(|(known, _)| Arc::ptr_eq(known, picture)) {
            return known.id();
        }
        let size = [picture.width as usize, picture.height as usize];
        let image = egui::ColorImage::from_rgb(size, &picture.rgb);
        let texture = ctx.load_texture("stage", image, egui::TextureOptions::LINEAR);
        let id = texture.id();
        self.textures.push((Arc::clone(picture), texture));
        id
    }

    fn drag(ui: &mut Ui, all: Rect, show: &Show, actions: &mut Actions) {
        let response = ui.interact(all, ui.scope_id().with("stage"), Sense::click_and_drag());
        let moved = response.drag_delta();
        if show.zoom().0 > 1.0 && moved != egui::Vec2::ZERO {
            let step = StageStep::Pan(moved.x / all.width(), moved.y / all.height());
            actions.push(Action::Stage(step));
        } else if let Some(at) = response
            .interact_pointer_pos()
            .filter(|_| response.clicked())
        {
            let (zoom, pan) = show.zoom();
            let fit = page_size(show, all) * zoom;
            let middle = all.center().y + pan.1 * all.height();
            let y = (at.y - middle) / fit.y.max(1.0) + 0.5;
            actions.push(Action::Stage(StageStep::Click(y * HEIGHT)));
        }
        let page = app_page(show);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, page.clone()));
    }

    /// Paints what the audience sees.
    fn paint(&mut self, ui: &Ui, all: Rect, show: &Show) {
        let painter = ui.painter();
        let ground = match show.blank() {
            Some(Blank::Black) => Color32::BLACK,
            Some(Blank::White) | None => Color32::WHITE,
        };
        painter.rect_filled(all, CornerRadius::ZERO, ground);
        if show.blank().is_some() {
            return;
        }
        if let Some(picture) = show.picture() {
            if show.display().is_none() {
                self.textures
                    .retain(|(known, _)| Arc::ptr_eq(known, picture));
            }
            let texture = self.texture(ui.ctx(), picture);
            let width = num::float(picture.width as usize);
            let shape = vec2(width, num::float(picture.height as usize));
            let fit = (all.width() / shape.x).min(all.height() / shape.y);
            let (zoom, pan) = show.zoom();
            let centre = all.center() + vec2(pan.0 * all.width(), pan.1 * all.height());
            let rect = Rect::from_center_size(centre, shape * fit * zoom);
            let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            painter.image(texture, rect, whole, Color32::WHITE);
        } else if let Some(reason) = show.failure() {
            let size = all.height() * 28.0 / 1080.0;
            let font = theme::font(size);
            let colour = PROJECTOR.warning;
            painter.text(all.center(), Align2::CENTER_CENTER, reason, font, colour);
        }
    }

    /// Forgets the pictures: they are large.
    pub(crate) fn close(&mut self) {
        self.textures.clear();
    }
}

/// No pointer before an audience, but while it is moved or something is dragged.
fn hide_pointer(ui: &Ui, show: &Show) {
    let rest = ui.input(|input| input.pointer.time_since_last_movement());
    if rest < POINTER {
        let left = std::time::Duration::from_secs_f32(POINTER - rest);
        ui.ctx().request_repaint_after(left);
    } else if show.zoom().0 <= 1.0 {
        ui.ctx().set_cursor_icon(egui::CursorIcon::None);
    }
}

/// How large a page is on the screen that is not enlarged.
fn page_size(show: &Show, all: Rect) -> egui::Vec2 {
    let width = show
        .deck(0)
        .map_or(all.width() / all.height() * HEIGHT, |pages| {
            pages.screen().width
        });
    let fit = (all.width() / width).min(all.height() / HEIGHT);
    vec2(width, HEIGHT) * fit
}

/// What somebody who hears the screen is told of the page.
fn app_page(show: &Show) -> String {
    if show.asks() {
        return asked::spoken(show);
    }
    let (at, deck) = (show.shown().page, show.shown().deck);
    let title = show.deck(deck).and_then(|pages| {
        let place = pages.place(at)?;
        Some(pages.run().slides[place.slide].title().to_owned())
    });
    match title {
        Some(title) if deck > 0 => format!("回答　{title}"),
        Some(title) => format!("第 {} 页　{title}", at + 1),
        None => "正在排版…".to_owned(),
    }
}

fn help(ui: &Ui, all: Rect) {
    let unit = all.height() / 1080.0;
    let painter = ui.painter();
    painter.rect_filled(all, CornerRadius::ZERO, Color32::from_black_alpha(158));
    let height = (56.0 * num::float(HELP.len()) + 80.0) * unit;
    let size = vec2((1100.0 * unit).min(all.width() * 0.9), height);
    let rect = Rect::from_center_size(all.center(), size);
    painter.rect_filled(rect, CornerRadius::same(8), PROJECTOR.background);
    for (nth, (keys, words)) in HELP.iter().enumerate() {
        let y = rect.top() + (68.0 + 56.0 * num::float(nth)) * unit;
        let font = || theme::font(32.0 * unit);
        let at = pos2(rect.left() + 56.0 * unit, y);
        painter.text(at, Align2::LEFT_CENTER, keys, font(), PROJECTOR.text);
        let at = pos2(rect.left() + rect.width() * 0.5, y);
        painter.text(at, Align2::LEFT_CENTER, words, font(), PROJECTOR.dim);
    }
}
