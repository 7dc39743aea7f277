//! One agency at a time: the list of all of them, and the profile of the chosen one.

mod diagram;
mod heading;
mod list;
mod profile;
mod side;
mod strip;
mod tasks;

use std::sync::Arc;

use eframe::egui::{Color32, CornerRadius, FontId, Galley, Painter, Rect, Sense, Stroke, Ui, vec2};

use super::theme::Look;
use super::widgets::put;
use super::{Actions, within};
use crate::app::command::Command;
use crate::app::{Action, App, Selection};
use crate::model::Date;
use crate::model::workspace::AgencyIx;
use crate::view::{AgencyList, Data, Profile, Sheet, SuccessionView};
use list::List;
use profile::Page;

/// From this width on the list is as wide as in a wide window.
const ROOM_FOR_LIST: f32 = 1200.0;
/// Below this width the list shows names and tasks only.
const ROOM_FOR_COLUMNS: f32 = 900.0;

/// What it remembers between frames.
#[derive(Default)]
pub struct AgenciesView {
    made: Option<Made>,
    profile: Option<Arc<Profile>>,
    list: List,
    page: Page,
}

/// The list of all agencies, and what it was made from.
struct Made {
    data: Arc<Data>,
    succession: SuccessionView,
    today: Date,
    sheet: Arc<Sheet>,
    list: Arc<AgencyList>,
}

impl Made {
    fn new(app: &App) -> Self {
        let sheet = Sheet::new(app.data(), &app.view().for_profiles(), app.today());
        Self {
            data: Arc::clone(app.data()),
            succession: app.view().succession,
            today: app.today(),
            list: Arc::new(AgencyList::new(&sheet)),
            sheet: Arc::new(sheet),
        }
    }

    fn is_for(&self, app: &App) -> bool {
        Arc::ptr_eq(&self.data, app.data())
            && self.succession == app.view().succession
            && self.today == app.today()
    }
}

impl AgenciesView {
    /// Shows it in the rest of `ui`.
    pub fn show(&mut self, ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
        let (sheet, list) = self.follow(app);
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
            left.right() - 0.5,
            left.y_range(),
            Stroke::new(1.0, look.hairline),
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

    /// The sheet and the list of the data on the screen, made anew only when something changed.
    fn follow(&mut self, app: &App) -> (Arc<Sheet>, Arc<AgencyList>) {
        let made = match self.made.take().filter(|made| made.is_for(app)) {
            Some(made) => made,
            None => {
                self.profile = None;
                Made::new(app)
            }
        };
        let made = self.made.insert(made);
        (Arc::clone(&made.sheet), Arc::clone(&made.list))
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

/// The list gives way to the profile in a narrow window.
fn list_width(all: f32) -> f32 {
    if all >= ROOM_FOR_LIST {
        392.0
    } else if all >= ROOM_FOR_COLUMNS {
        320.0
    } else {
        (all * 0.36).clamp(200.0, 260.0)
    }
}

/// Goes to the profile of a body.
pub fn show_profile(agency: AgencyIx, actions: &mut Actions) {
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
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    let stroke = Stroke::new(1.0, look.hairline);
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
            .rect_filled(rect, CornerRadius::same(4), look.crosshair);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(
            rect,
            CornerRadius::same(4),
            Stroke::new(1.5, look.accent),
            eframe::egui::StrokeKind::Inside,
        );
    }
}
