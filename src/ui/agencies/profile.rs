//! The profile of one agency: which parts it has, and where they stand.

use eframe::egui::{Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use super::side::Side;
use super::{PART_GAP, diagram, heading, tasks};
use crate::app::command::Command;
use crate::app::{Action, App, Selection};
use crate::model::workspace::AgencyIx;
use crate::ui::Actions;
use crate::ui::theme::Look;
use crate::view::Profile;

/// Between the window's edge, the list and the text.
const MARGIN: f32 = 24.0;
/// The same in a window narrower than this.
const MARGIN_NARROW: f32 = 16.0;
const ROOM_FOR_MARGIN: f32 = 560.0;
/// Between what stands side by side.
const BESIDE: f32 = 8.0;
/// The column of targets and company, and the gap before it.
const SIDE_WIDTH: f32 = 300.0;
const GAP: f32 = 28.0;
/// From this width on targets and company stand beside the tasks.
const ROOM_FOR_SIDE: f32 = 720.0;
/// The widest that the tasks become.
const WIDEST: f32 = 1000.0;

/// What the profile remembers between frames.
#[derive(Default)]
pub(super) struct Page {
    /// The body of the last frame: another one is shown from its top, with short lists.
    last: Option<AgencyIx>,
    side: Side,
}

impl Page {
    /// Shows a profile in the rest of `ui`.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        app: &App,
        profile: &Profile,
        look: &Look,
        actions: &mut Actions,
    ) {
        let mut area = ScrollArea::vertical().id_salt("profile").auto_shrink(false);
        if self.last != Some(profile.agency) {
            *self = Self {
                last: Some(profile.agency),
                ..Self::default()
            };
            area = area.vertical_scroll_offset(0.0);
        }
        let rect = ui.max_rect();
        let margin = if rect.width() < ROOM_FOR_MARGIN {
            MARGIN_NARROW
        } else {
            MARGIN
        };
        area.show(ui, |ui| {
            let width = (rect.width() - 2.0 * margin).min(WIDEST + GAP + SIDE_WIDTH);
            let inner = Rect::from_min_size(
                ui.max_rect().min + vec2(margin, 0.0),
                vec2(width, f32::INFINITY),
            );
            let mut page = ui.new_child(UiBuilder::new().id_salt("inner").max_rect(inner));
            page.spacing_mut().item_spacing = vec2(BESIDE, 0.0);
            page.add_space(PART_GAP);
            heading::show(&mut page, app, profile, look, actions);
            diagram::show(&mut page, profile, look, actions);
            heading::counts(&mut page, profile, look);
            self.columns(&mut page, app, profile, look, actions);
            page.add_space(MARGIN);
            let used = page.min_rect();
            ui.allocate_rect(used, Sense::hover());
        });
    }

    fn columns(
        &mut self,
        ui: &mut Ui,
        app: &App,
        profile: &Profile,
        look: &Look,
        actions: &mut Actions,
    ) {
        let top = ui.cursor().top();
        let all = Rect::from_min_size(
            pos2(ui.max_rect().left(), top),
            vec2(ui.available_width(), f32::INFINITY),
        );
        if all.width() < ROOM_FOR_SIDE {
            tasks::show(ui, app, profile, look, actions);
            ui.add_space(MARGIN);
            self.side.show(ui, app, profile, look, actions);
            return;
        }
        let split = all.right() - SIDE_WIDTH;
        let mut left = ui.new_child(
            UiBuilder::new()
                .id_salt("tasks")
                .max_rect(all.with_max_x(split - GAP)),
        );
        tasks::show(&mut left, app, profile, look, actions);
        let mut right = ui.new_child(
            UiBuilder::new()
                .id_salt("side")
                .max_rect(all.with_min_x(split)),
        );
        self.side.show(&mut right, app, profile, look, actions);
        let used = left.min_rect().union(right.min_rect());
        ui.allocate_rect(used, Sense::hover());
    }
}

/// Goes to the matrix, which shows all tasks of the body and nothing else.
pub(super) fn show_in_matrix(app: &App, agency: AgencyIx, actions: &mut Actions) {
    let id = &app.data().workspace.agency(agency).id;
    actions.push(Action::View(app.view().all_of_agency(id)));
    actions.push(Action::Run(Command::ShowMatrix));
    actions.push(Action::Select(Selection {
        agency: Some(agency),
        ..Selection::default()
    }));
}
