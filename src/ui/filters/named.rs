//! Views that are kept by name, each with how many tasks it shows now.

use std::sync::Arc;

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{Align2, CornerRadius, Id, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::ROW;
use crate::app::settings::NamedView;
use crate::app::{Action, App, Dialog, NameForm, ViewStep};
use crate::num;
use crate::ui::theme::{Look, font};
use crate::ui::widgets::{self, caption};
use crate::ui::{Actions, menu};
use crate::view::{Data, count_tasks};

/// What was counted, and for what.
#[derive(Default)]
pub struct Named {
    data: Option<Arc<Data>>,
    views: Vec<NamedView>,
    counts: Vec<usize>,
}

/// How high the list is.
pub fn height(app: &App) -> f32 {
    match app.named_views().len() {
        0 => 0.0,
        count => ROW * num::float(count) + 34.0,
    }
}

impl Named {
    /// Shows the list; nothing where no view is kept.
    pub fn show(&mut self, ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
        let views = app.named_views();
        if views.is_empty() {
            return;
        }
        self.count(app);
        caption(ui, "视图", &format!("{} 个", views.len()), look);
        for (nth, known) in views.iter().enumerate() {
            let count = self.counts.get(nth).copied().unwrap_or(0);
            row(ui, app, (nth, known, count), look, actions);
        }
        ui.add_space(12.0);
    }

    /// Counts anew where the data or the views are others.
    fn count(&mut self, app: &App) {
        let same = self
            .data
            .as_ref()
            .is_some_and(|data| Arc::ptr_eq(data, app.data()));
        if same && self.views == app.named_views() {
            return;
        }
        self.views = app.named_views().to_vec();
        self.data = Some(Arc::clone(app.data()));
        let counts = self
            .views
            .iter()
            .map(|known| count_tasks(app.data(), &known.view, app.today()));
        self.counts = counts.collect();
    }
}

fn row(
    ui: &mut Ui,
    app: &App,
    (nth, known, count): (usize, &NamedView, usize),
    look: &Look,
    actions: &mut Actions,
) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let response = ui.interact(rect, Id::unique(("named view", nth)), Sense::click());
    let on = known.view == *app.view();
    response.widget_info(|| {
        WidgetInfo::selected(Role::Button, true, on, format!("视图 {}", known.name))
    });
    let spread = rect.expand2(vec2(6.0, 0.0));
    if on || response.hovered() || response.has_focus() {
        let fill = if on { look.selection } else { look.crosshair };
        ui.painter()
            .rect_filled(spread, CornerRadius::same(4), fill);
    }
    let job = LayoutJob::single_section(
        known.name.clone(),
        TextFormat::simple(font(14.0), look.text),
    );
    let galley = widgets::cut(ui.painter(), job, rect.width() - 44.0, 1);
    widgets::put(
        ui.painter(),
        rect.left(),
        rect.center().y,
        galley,
        look.text,
    );
    ui.painter().text(
        pos2(rect.right(), rect.center().y),
        Align2::RIGHT_CENTER,
        count.to_string(),
        font(12.0),
        look.dim,
    );
    menu::of(&response, actions, |ui, actions| {
        let last = app.named_views().len() - 1;
        let mut line = |words: &str, enabled: bool, action: Action| {
            if ui
                .add_enabled(enabled, eframe::egui::Button::new(words))
                .clicked()
            {
                actions.push(action);
            }
        };
        let form = NameForm {
            text: known.name.clone(),
            of: Some(nth),
        };
        line("改名…", true, Action::Dialog(Some(Dialog::NameView(form))));
        line("上移", nth > 0, Action::Views(ViewStep::Move(nth, true)));
        line(
            "下移",
            nth < last,
            Action::Views(ViewStep::Move(nth, false)),
        );
        line(
            "改为现在的筛选",
            !on,
            Action::Views(ViewStep::Keep(known.name.clone())),
        );
        line("删除", true, Action::Views(ViewStep::Forget(nth)));
    });
    let response = response.on_hover_text(format!(
        "{}：{count} 项任务；右键改名、排序、删除",
        known.name
    ));
    if response.clicked() {
        actions.push(Action::Views(ViewStep::Use(nth)));
    }
}
