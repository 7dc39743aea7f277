//! Above the rows: what is looked for, the order, and the captions of the columns.

use std::sync::Arc;

use eframe::egui::containers::menu::MenuButton;
use eframe::egui::{
    Align, Align2, Button, Id, Key, Layout, Margin, Rect, RichText, Role, Sense, Stroke, TextEdit,
    Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};

use super::row::{self, Columns};
use super::{FIELD, HEAD, List};
use crate::model::workspace::AgencyIx;
use crate::terms;
use crate::ui::Actions;
use crate::ui::agencies::{ground, put, select};
use crate::ui::theme::{Look, font, size};
use crate::ui::widgets;
use crate::view::{AgencyList, AgencyOrder};

/// The search field: its corner, its size, what stands beside it in a narrow list.
const FIELD_AT: Vec2 = vec2(12.0, 5.0);
const FIELD_SIZE: Vec2 = vec2(170.0, 26.0);
const FIELD_MARGIN: Margin = Margin::symmetric(8, 3);
const BESIDE_FIELD: f32 = 24.0 + 88.0;
/// Between field, order and edge.
const ORDER_GAP: f32 = 8.0;
const ORDER_END: f32 = 9.0;
/// What can be pressed reaches so far around a caption; above and below it is lower than the line.
const CAPTION_AROUND: Vec2 = vec2(4.0, -2.0);
/// The line under the caption by which the list is sorted.
const CAPTION_LINE: f32 = 2.0;

impl List {
    pub(super) fn find_line(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        list: &Arc<AgencyList>,
        chosen: Option<AgencyIx>,
        look: &Look,
        actions: &mut Actions,
    ) {
        let narrow = rect.width() < row::ROOM_FOR_COUNTS;
        let width = if narrow {
            rect.width() - BESIDE_FIELD
        } else {
            FIELD_SIZE.x
        };
        let field = Rect::from_min_size(rect.min + FIELD_AT, vec2(width, FIELD_SIZE.y));
        let id = Id::unique(FIELD);
        let edit = TextEdit::singleline(&mut self.text)
            .id(id)
            .hint_text(RichText::new("查找机构").color(look.faint))
            .margin(FIELD_MARGIN)
            .desired_width(width);
        let response = ui.put(field, edit);
        widgets::named(&response, "查找机构");
        let escaped = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape));
        if escaped && !self.text.is_empty() {
            self.text.clear();
            response.request_focus();
        } else if std::mem::take(&mut self.escape) && !escaped {
            self.text.clear();
        }
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let asked = !self.text.trim().is_empty();
        let places = &self.places(list).rows;
        // What was looked for is what is shown, unless the chosen one is among it.
        if entered && asked {
            let among = places
                .iter()
                .any(|&nth| Some(list.rows[nth].agency) == chosen);
            if let Some(&nth) = places.first().filter(|_| !among) {
                actions.push(select(list.rows[nth].agency));
            }
        }
        let count = places.len();
        let mut right = ui.new_child(
            UiBuilder::new()
                .id_salt("order")
                .max_rect(Rect::from_min_max(
                    pos2(field.right() + ORDER_GAP, rect.top()),
                    pos2(rect.right() - ORDER_END, rect.bottom()),
                ))
                .layout(Layout::right_to_left(Align::Center)),
        );
        right.spacing_mut().item_spacing.x = 0.0;
        let words = RichText::new(self.order.label())
            .font(font(size::SMALL))
            .color(look.dim);
        let button = Button::new(words).frame_when_inactive(false);
        MenuButton::from_button(button).ui(&mut right, |ui| {
            for order in AgencyOrder::ALL {
                if ui.radio(self.order == order, order.label()).clicked() {
                    (self.order, self.reversed) = (order, false);
                    ui.close();
                }
            }
        });
        if !narrow {
            let words = if asked {
                format!("{count} / {} 个", list.rows.len())
            } else {
                format!("{} 个有任务，共 {count} 个", list.with_tasks())
            };
            right.label(RichText::new(words).font(font(size::SMALL)).color(look.dim));
        }
    }

    /// The captions of the columns; pressing one sorts by it, pressing again turns it round.
    pub(super) fn head_line(&mut self, ui: &mut Ui, rect: Rect, columns: &Columns, look: &Look) {
        let mut captions = vec![
            (AgencyOrder::Name, terms::AGENCY, columns.name.min, false),
            (AgencyOrder::Load, terms::TASK, columns.bar.min, false),
        ];
        if let (Some(_), Some(plans)) = (columns.others, columns.plans) {
            captions.push((AgencyOrder::Leads, terms::LEAD, columns.leads, true));
            captions.push((AgencyOrder::Plans, terms::PLAN, plans, true));
        }
        if let Some(others) = columns.others {
            let at = pos2(others, rect.center().y);
            ui.painter().text(
                at,
                Align2::RIGHT_CENTER,
                "其他",
                font(size::SMALL),
                look.dim,
            );
        }
        for (order, words, x, ends_there) in captions {
            let on = self.order == order;
            let colour = if on { look.text } else { look.dim };
            let galley = ui
                .painter()
                .layout_no_wrap(words.to_owned(), font(size::SMALL), colour);
            let left = if ends_there { x - galley.size().x } else { x };
            let spot = Rect::from_min_size(
                pos2(left, rect.top()) - CAPTION_AROUND,
                vec2(galley.size().x, HEAD) + 2.0 * CAPTION_AROUND,
            );
            let response = ui.interact(spot, ui.scope_id().with(("by", order)), Sense::click());
            response.widget_info(|| {
                let words = format!("{}排列", order.label());
                WidgetInfo::selected(Role::ColumnHeader, true, on, words)
            });
            ground(ui, spot, &response, look);
            put(ui.painter(), left, rect.center().y, galley, colour);
            if on {
                // A line under the caption; at the top where the order is turned round.
                let y = if self.reversed {
                    spot.top()
                } else {
                    spot.bottom()
                };
                let line = Stroke::new(CAPTION_LINE, look.accent);
                let x = spot.x_range().shrink(CAPTION_AROUND.x);
                ui.painter().hline(x, y, line);
            }
            if response.clicked() {
                self.reversed = on && !self.reversed;
                self.order = order;
            }
            response.on_hover_text(format!("{}排列，再按一次倒序", order.label()));
        }
    }
}
