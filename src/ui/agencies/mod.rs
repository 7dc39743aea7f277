//! One agency at a time: the list of all of them, and the profile of the chosen one.

mod diagram;
mod heading;
mod list;
mod profile;
mod side;
mod strip;
mod tasks;

use std::sync::Arc;

use eframe::egui::{
    Color32, CornerRadius, FontId, Galley, Painter, Rect, RichText, Sense, Stroke, Ui, vec2,
};

use super::theme::Look;
use super::widgets::put;
use super::{Actions, within};
use crate::app::census::Census;
use crate::app::command::Command;
use crate::app::{Action, App, Selection};
use crate::model::workspace::AgencyIx;
use crate::view::{Profile, Sheet};
use list::List;
use profile::Page;

/// From this width on the list is as wide as in a wide window.
const ROOM_FOR_LIST: f32 = 1200.0;
/// Below this width the list shows names and tasks only.
const ROOM_FOR_COLUMNS: f32 = 900.0;
/// The widths of the list: in a wide window, with columns, and as a part of a narrow one.
const LIST_WIDE: f32 = 392.0;
const LIST_WITH_COLUMNS: f32 = 320.0;
const LIST_PART: f32 = 0.36;
const LIST_LEAST: f32 = 200.0;
const LIST_MOST: f32 = 260.0;

/// A row of a task or a target in a profile.
const ROW: f32 = 26.0;
/// A thin line, and half of one: how far it stands inside an edge.
const LINE: f32 = 1.0;
const HALF_LINE: f32 = 0.5;
/// Between the parts of a profile.
const PART_GAP: f32 = 20.0;
/// The mark of a role: its radius, and where its middle is.
const MARK: f32 = 5.0;
const MARK_AT: f32 = 6.0;
/// The line around what has the focus of the keys, and its corners.
const FOCUS_LINE: f32 = 1.5;
const FOCUS_ROUND: u8 = 4;

/// What it remembers between frames.
#[derive(Default)]
pub struct AgenciesView {
    /// Where nobody counted for all of the window.
    own: Option<Arc<Census>>,
    profile: Option<Arc<Profile>>,
    list: List,
    page: Page,
}

impl AgenciesView {
    /// Shows it in the rest of `ui`.
    pub fn show(&mut self, ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
        let Some(census) = self.follow(app) else {
            waiting(ui, look);
            return;
        };
        let (sheet, list) = (Arc::clone(&census.sheet), Arc::clone(&census.list));
        if list.rows.is_empty() {
            super::empty::show(ui, app, look, actions);
            return;
        }
        let rect = ui.max_rect();
        let width = list_width(rect.width());
        let left = rect.with_max_x(rect.left() + width);
        let right = rect.with_min_x(left.right());
        // Without a choice the first of the list is chosen, so that there is something to see.
        let chosen = app.selection().agency.map(|ix| sheet.bodies[ix.get()]);
        let chosen = chosen.or_else(|| self.list.first(&list));
        if app.selection().agency.is_none()
            && let Some(agency) = chosen
        {
            actions.push(Action::Select(Selection {
                agency: Some(agency),
                ..app.selection()
            }));
        }
        ui.painter()
            .rect_filled(left, CornerRadius::ZERO, look.panel);
        ui.painter().vline(
            left.right() - HALF_LINE,
            left.y_range(),
            Stroke::new(LINE, look.hairline),
        );
        self.list.keys(ui, app, &list, chosen, actions);
        within(ui, "agency list", left, |ui| {
            self.list
                .show(ui, app, &sheet, &list, chosen, look, actions);
        });
        if let Some(agency) = chosen {
            let profile = self.profile(&sheet, agency);
            within(ui, "profile", right, |ui| {
                self.page.show(ui, app, &profile, look, actions);
            });
        }
    }

    /// What the agencies of the data on the screen have to do; `None` while that is counted.
    fn follow(&mut self, app: &App) -> Option<Arc<Census>> {
        if let Some(census) = app.census() {
            return Some(Arc::clone(census));
        }
        if app.is_counting() {
            return None;
        }
        let is_current = |own: &Arc<Census>| own.is_of(app.data(), app.view(), app.today());
        let own = self.own.take().filter(is_current).unwrap_or_else(|| {
            let data = Arc::clone(app.data());
            Arc::new(Census::new(data, app.view(), app.today()))
        });
        self.own = Some(Arc::clone(&own));
        Some(own)
    }

    fn profile(&mut self, sheet: &Arc<Sheet>, agency: AgencyIx) -> Arc<Profile> {
        let known = self.profile.take();
        let same =
            |profile: &Arc<Profile>| profile.agency == agency && Arc::ptr_eq(&profile.sheet, sheet);
        let profile = known
            .filter(same)
            .unwrap_or_else(|| Arc::new(Profile::new(sheet, agency)));
        self.profile = Some(Arc::clone(&profile));
        profile
    }
}

/// What stands there until the agencies are counted.
fn waiting(ui: &mut Ui, look: &Look) {
    ui.centered_and_justified(|ui| {
        ui.label(RichText::new("正在统计各机构的任务").color(look.dim));
    });
}

/// The list gives way to the profile in a narrow window.
fn list_width(all: f32) -> f32 {
    if all >= ROOM_FOR_LIST {
        LIST_WIDE
    } else if all >= ROOM_FOR_COLUMNS {
        LIST_WITH_COLUMNS
    } else {
        (all * LIST_PART).clamp(LIST_LEAST, LIST_MOST)
    }
}

/// Goes to the profile of a body.
pub(crate) fn show_profile(agency: AgencyIx, actions: &mut Actions) {
    actions.push(select(agency));
    actions.push(Action::Run(Command::ShowAgencies));
}

fn select(agency: AgencyIx) -> Action {
    Action::Select(Selection {
        agency: Some(agency),
        ..Selection::default()
    })
}

/// A text in one line, cut with … where there is no room.
fn one_line(
    painter: &Painter,
    text: &str,
    face: FontId,
    colour: Color32,
    width: f32,
) -> Arc<Galley> {
    use eframe::egui::text::{LayoutJob, TextFormat, TextWrapping};
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(face, colour));
    job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    painter.layout_job(job)
}

/// A line across, below the caption of a part.
fn hairline(ui: &mut Ui, look: &Look) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    let stroke = Stroke::new(LINE, look.hairline);
    ui.painter().hline(rect.x_range(), rect.center().y, stroke);
}

/// Shows a hover text, unless a dialog stands in front.
fn tip(response: eframe::egui::Response, actions: &Actions, add: impl FnOnce(&mut Ui)) {
    if !actions.keys_taken {
        response.on_hover_ui(add);
    }
}

/// The ground of what can be pressed: under the pointer, and with the focus of the keys.
fn ground(ui: &Ui, rect: Rect, response: &eframe::egui::Response, look: &Look) {
    if response.hovered() || response.has_focus() {
        ui.painter()
            .rect_filled(rect, CornerRadius::same(FOCUS_ROUND), look.crosshair);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(
            rect,
            CornerRadius::same(FOCUS_ROUND),
            Stroke::new(FOCUS_LINE, look.accent),
            eframe::egui::StrokeKind::Inside,
        );
    }
}
