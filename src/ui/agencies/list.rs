//! The list of all agencies, with how much each has to do.

use std::sync::Arc;

use eframe::egui::containers::menu::MenuButton;
use eframe::egui::{
    Align2, Button, CornerRadius, Id, Key, Modifiers, Rangef, Rect, RichText, Role, ScrollArea,
    Sense, Stroke, TextEdit, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};

use super::{ground, one_line, put, select, tip};
use crate::app::{App, Mode};
use crate::model::workspace::AgencyIx;
use crate::ui::theme::{Look, font};
use crate::ui::{Actions, widgets};
use crate::view::search::Query;
use crate::view::{AgencyList, AgencyOrder, AgencyRow, Sheet};

/// The line with the search field, the captions, a row.
const FIND: f32 = 36.0;
const HEAD: f32 = 24.0;
const ROW: f32 = 28.0;

const FIELD: &str = "find agency";

/// What the list remembers between frames.
#[derive(Default)]
pub(super) struct List {
    text: String,
    query: Query,
    order: AgencyOrder,
    reversed: bool,
    places: Option<Places>,
    /// The chosen body of the last frame: another one is brought into sight.
    last: Option<AgencyIx>,
    offset: f32,
    /// So many rows are in sight.
    in_sight: usize,
    /// Esc was pressed outside of the field.
    escape: bool,
}

/// The rows in their order, and what it was made from.
struct Places {
    list: Arc<AgencyList>,
    text: String,
    order: AgencyOrder,
    reversed: bool,
    rows: Vec<usize>,
}

/// Where the columns end, from the left of the list; none where there is no room.
struct Columns {
    name: Rangef,
    bar: Rangef,
    leads: f32,
    others: Option<f32>,
    plans: Option<f32>,
}

impl Columns {
    fn new(rect: Rect) -> Self {
        let (left, right) = (rect.left() + 16.0, rect.right() - 17.0);
        if rect.width() < 300.0 {
            return Self {
                name: Rangef::new(left, right - 64.0),
                bar: Rangef::new(right - 60.0, right - 32.0),
                leads: right,
                others: None,
                plans: None,
            };
        }
        let bar_width = if rect.width() < 380.0 { 40.0 } else { 70.0 };
        let bar = right - 182.0 + (70.0 - bar_width);
        Self {
            name: Rangef::new(left, bar - 10.0),
            bar: Rangef::new(bar, bar + bar_width),
            leads: right - 72.0,
            others: Some(right - 36.0),
            plans: Some(right),
        }
    }
}

impl List {
    /// The first body of the list as it stands.
    pub fn first(&mut self, list: &Arc<AgencyList>) -> Option<AgencyIx> {
        let first = self.places(list).first().copied()?;
        Some(list.rows[first].agency)
    }

    /// The rows that match, in order; made anew only when something changed.
    fn places(&mut self, list: &Arc<AgencyList>) -> &[usize] {
        let same = self.places.take().filter(|known| {
            Arc::ptr_eq(&known.list, list)
                && known.text == self.text
                && (known.order, known.reversed) == (self.order, self.reversed)
        });
        let places = same.unwrap_or_else(|| {
            self.query = Query::new(&self.text);
            Places {
                rows: list.places(&self.query, self.order, self.reversed),
                list: Arc::clone(list),
                text: self.text.clone(),
                order: self.order,
                reversed: self.reversed,
            }
        });
        &self.places.insert(places).rows
    }

    /// Arrows go through the list, Enter goes to the matrix, Esc clears the search.
    pub fn keys(
        &mut self,
        ui: &Ui,
        app: &App,
        list: &Arc<AgencyList>,
        chosen: Option<AgencyIx>,
        actions: &mut Actions,
    ) {
        let ctx = ui.ctx();
        let field = ctx.memory(eframe::egui::Memory::focused);
        let in_field = field == Some(Id::unique(FIELD));
        let elsewhere = field.is_some() && !in_field;
        self.escape = false;
        if actions.keys_taken || elsewhere {
            return;
        }
        let pressed = |key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let page = self.in_sight.saturating_sub(2).max(1);
        let places = self.places(list);
        let at = places
            .iter()
            .position(|&nth| Some(list.rows[nth].agency) == chosen);
        let bottom = places.len().saturating_sub(1);
        let mut to = None;
        if pressed(Key::ArrowDown) {
            to = Some(at.map_or(0, |at| at + 1));
        }
        if pressed(Key::ArrowUp) {
            to = Some(at.map_or(0, |at| at.saturating_sub(1)));
        }
        if pressed(Key::PageDown) {
            to = Some(at.map_or(0, |at| at + page));
        }
        if pressed(Key::PageUp) {
            to = Some(at.map_or(0, |at| at.saturating_sub(page)));
        }
        if !in_field && pressed(Key::Home) {
            to = Some(0);
        }
        if !in_field && pressed(Key::End) {
            to = Some(bottom);
        }
        if let Some(&nth) = to.and_then(|to| places.get(to.min(bottom))) {
            actions.push(select(list.rows[nth].agency));
        }
        if !in_field
            && pressed(Key::Enter)
            && let Some(agency) = chosen
        {
            super::profile::show_in_matrix(app, agency, actions);
        }
        // In front of the list are full screen and the search of the matrix: they go first.
        let is_front = app.mode() == Mode::Browse && app.view().text.is_empty();
        self.escape = is_front && ctx.input(|input| input.key_pressed(Key::Escape));
    }

    /// Shows the list in the rest of `ui`.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        sheet: &Sheet,
        list: &Arc<AgencyList>,
        chosen: Option<AgencyIx>,
        look: &Look,
        actions: &mut Actions,
    ) {
        let rect = ui.max_rect();
        let find = rect.with_max_y(rect.top() + FIND);
        let head = Rect::from_min_max(
            pos2(rect.left(), find.bottom()),
            pos2(rect.right(), find.bottom() + HEAD),
        );
        let body = rect.with_min_y(head.bottom());
        let hair = Stroke::new(1.0, look.hairline);
        ui.painter()
            .hline(rect.x_range(), find.bottom() - 0.5, hair);
        ui.painter()
            .hline(rect.x_range(), head.bottom() - 0.5, hair);
        self.find_line(ui, find, list, chosen, look, actions);
        let columns = Columns::new(rect);
        self.head_line(ui, head, &columns, look);
        self.rows(ui, body, &columns, sheet, list, chosen, look, actions);
    }

    fn find_line(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        list: &Arc<AgencyList>,
        chosen: Option<AgencyIx>,
        look: &Look,
        actions: &mut Actions,
    ) {
        let narrow = rect.width() < 300.0;
        let width = if narrow {
            rect.width() - 24.0 - 88.0
        } else {
            170.0
        };
        let field = Rect::from_min_size(rect.min + vec2(12.0, 5.0), vec2(width, 26.0));
        let id = Id::unique(FIELD);
        let edit = TextEdit::singleline(&mut self.text)
            .id(id)
            .hint_text(RichText::new("查找机构").color(look.faint))
            .margin(eframe::egui::Margin::symmetric(8, 3))
            .desired_width(width);
        let response = ui.put(field, edit);
        let escaped = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape));
        if escaped && !self.text.is_empty() {
            self.text.clear();
            response.request_focus();
        } else if std::mem::take(&mut self.escape) && !escaped {
            self.text.clear();
        }
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let asked = !self.text.trim().is_empty();
        let places = self.places(list);
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
                    pos2(field.right() + 8.0, rect.top()),
                    pos2(rect.right() - 9.0, rect.bottom()),
                ))
                .layout(eframe::egui::Layout::right_to_left(
                    eframe::egui::Align::Center,
                )),
        );
        right.spacing_mut().item_spacing.x = 0.0;
        let words = RichText::new(self.order.label())
            .font(font(12.0))
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
            right.label(RichText::new(words).font(font(12.0)).color(look.dim));
        }
    }

    /// The captions of the columns; pressing one sorts by it, pressing again turns it round.
    fn head_line(&mut self, ui: &mut Ui, rect: Rect, columns: &Columns, look: &Look) {
        let mut captions = vec![
            (AgencyOrder::Name, "机构", columns.name.min, false),
            (AgencyOrder::Load, "任务", columns.bar.min, false),
        ];
        if let (Some(_), Some(plans)) = (columns.others, columns.plans) {
            captions.push((AgencyOrder::Leads, "牵头", columns.leads, true));
            captions.push((AgencyOrder::Plans, "方案", plans, true));
        }
        if let Some(others) = columns.others {
            let at = pos2(others, rect.center().y);
            ui.painter()
                .text(at, Align2::RIGHT_CENTER, "其他", font(12.0), look.dim);
        }
        for (order, words, x, ends_there) in captions {
            let on = self.order == order;
            let colour = if on { look.text } else { look.dim };
            let galley = ui
                .painter()
                .layout_no_wrap(words.to_owned(), font(12.0), colour);
            let left = if ends_there { x - galley.size().x } else { x };
            let spot = Rect::from_min_size(
                pos2(left - 4.0, rect.top() + 2.0),
                vec2(galley.size().x + 8.0, HEAD - 4.0),
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
                let line = Stroke::new(2.0, look.accent);
                ui.painter()
                    .hline(left..=left + spot.width() - 8.0, y, line);
            }
            if response.clicked() {
                self.reversed = on && !self.reversed;
                self.order = order;
            }
            response.on_hover_text(format!("{}排列，再按一次倒序", order.label()));
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one frame")]
    fn rows(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        columns: &Columns,
        sheet: &Sheet,
        list: &Arc<AgencyList>,
        chosen: Option<AgencyIx>,
        look: &Look,
        actions: &mut Actions,
    ) {
        self.places(list);
        let Some(known) = &self.places else { return };
        let places = &known.rows;
        if places.is_empty() {
            let mut page = ui.new_child(
                UiBuilder::new()
                    .id_salt("nothing")
                    .max_rect(rect.shrink2(vec2(16.0, 24.0))),
            );
            page.label(RichText::new("没有匹配的机构").color(look.text));
            page.label(
                RichText::new("可用汉字、拼音或首字母，也可用旧名")
                    .font(font(12.0))
                    .color(look.dim),
            );
            page.add_space(6.0);
            if page.button("清除查找").clicked() {
                self.text.clear();
            }
            return;
        }
        let mut area = ScrollArea::vertical()
            .id_salt("agencies of the list")
            .auto_shrink(false);
        if let Some(at) = places
            .iter()
            .position(|&nth| Some(list.rows[nth].agency) == chosen)
            .filter(|_| self.last != chosen)
        {
            #[expect(clippy::cast_precision_loss, reason = "thousands of rows at most")]
            let top = at as f32 * ROW;
            let offset = self.offset.min(top).max(top + ROW - rect.height());
            area = area.vertical_scroll_offset(offset.max(0.0));
        }
        self.last = chosen;
        let mut content = ui.new_child(UiBuilder::new().id_salt("rows").max_rect(rect));
        content.set_clip_rect(rect.intersect(ui.clip_rect()));
        content.spacing_mut().item_spacing = Vec2::ZERO;
        let query = &self.query;
        let mut in_sight = 0;
        let output = area.show_rows(&mut content, ROW, places.len(), |ui, range| {
            in_sight = range.len();
            for &nth in &places[range] {
                let row = &list.rows[nth];
                let (line, response) =
                    ui.allocate_exact_size(vec2(rect.width(), ROW), Sense::click());
                let on = Some(row.agency) == chosen;
                response.widget_info(|| {
                    WidgetInfo::labeled(Role::ListBoxOption, true, spoken(sheet, row))
                });
                ui.ctx()
                    .accesskit_node_builder(response.id, |node| node.set_selected(on));
                if on {
                    ui.painter()
                        .rect_filled(line, CornerRadius::ZERO, look.selection);
                } else if response.hovered() || response.has_focus() {
                    ui.painter()
                        .rect_filled(line, CornerRadius::ZERO, look.crosshair);
                }
                if response.has_focus() {
                    ui.painter().rect_stroke(
                        line.shrink(1.0),
                        CornerRadius::same(4),
                        Stroke::new(1.5, look.accent),
                        eframe::egui::StrokeKind::Inside,
                    );
                }
                paint(ui, line, columns, sheet, row, query, list.most, look);
                if response.clicked() {
                    actions.push(select(row.agency));
                }
                tip(response, actions, |ui| tooltip(ui, sheet, row));
            }
        });
        self.offset = output.state.clamped_offset().y;
        self.in_sight = in_sight;
    }
}

#[expect(clippy::too_many_arguments, reason = "the parts of one row")]
fn paint(
    ui: &Ui,
    line: Rect,
    columns: &Columns,
    sheet: &Sheet,
    row: &AgencyRow,
    query: &Query,
    most: u32,
    look: &Look,
) {
    let painter = ui.painter();
    let y = line.center().y;
    painter.hline(
        line.x_range(),
        line.bottom() - 0.5,
        Stroke::new(1.0, look.hairline),
    );
    let workspace = sheet.workspace();
    let label = workspace.agency(row.agency).label();
    let idle = row.tasks == 0;
    // What stands in place of bar and counts takes the room that it needs.
    let words = if idle && row.through > 0 {
        format!("只经集合机构 {}", row.through)
    } else if idle {
        "没有任务".to_owned()
    } else {
        String::new()
    };
    let mut room = columns.name;
    if idle {
        let right = line.right() - 17.0;
        let narrow = columns.plans.is_none();
        let words = if narrow { String::new() } else { words };
        let galley = painter.layout_no_wrap(words, font(12.0), look.dim);
        let left = right - galley.size().x;
        put(painter, left, y, galley, look.dim);
        room.max = left - 10.0;
    }
    let colour = if idle { look.dim } else { look.text };
    let ranges = query.highlights(label, false);
    let mut job = widgets::highlighted(label, &ranges, font(14.0), colour, look);
    job.wrap.max_width = room.span();
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    let end = put(painter, room.min, y, painter.layout_job(job), colour);
    if !row.folded.is_empty() && room.max - end > 30.0 {
        let names: Vec<&str> = row
            .folded
            .iter()
            .map(|&ix| workspace.agency(ix).label())
            .collect();
        let words = format!("← {}", names.join("、"));
        let former = one_line(painter, &words, font(12.0), look.dim, room.max - end - 4.0);
        put(painter, end + 4.0, y, former, look.dim);
    }
    if idle {
        return;
    }
    let bar = |count: u32, colour| {
        #[expect(clippy::cast_precision_loss, reason = "a bar of 70 points")]
        let width = columns.bar.span() * count as f32 / most.max(1) as f32;
        let width = if count > 0 { width.max(1.5) } else { 0.0 };
        let x = columns.bar.min..=columns.bar.min + width;
        painter.rect_filled(
            Rect::from_x_y_ranges(x, y - 2.0..=y + 2.0),
            CornerRadius::ZERO,
            colour,
        );
    };
    bar(row.tasks, look.bar);
    bar(row.leads(), look.accent);
    let number = |x: f32, count: usize, colour| {
        if count > 0 {
            let at = pos2(x, y);
            painter.text(
                at,
                Align2::RIGHT_CENTER,
                count.to_string(),
                font(12.0),
                colour,
            );
        }
    };
    match (columns.others, columns.plans) {
        (Some(others), Some(plans)) => {
            number(columns.leads, row.leads() as usize, look.text);
            number(others, row.others() as usize, look.text);
            number(plans, row.plans.len(), look.dim);
        }
        _ => number(columns.leads, row.tasks as usize, look.text),
    }
}

/// The row for people who do not see it.
fn spoken(sheet: &Sheet, row: &AgencyRow) -> String {
    let label = sheet.workspace().agency(row.agency).label();
    let through = if row.through > 0 {
        format!("，另有 {} 项只经集合机构", row.through)
    } else {
        String::new()
    };
    format!(
        "{label}，{} 项任务，牵头 {} 项，{} 份方案{through}",
        row.tasks,
        row.leads(),
        row.plans.len()
    )
}

/// The full name, the counts by role and plan, and what was folded into it.
fn tooltip(ui: &mut Ui, sheet: &Sheet, row: &AgencyRow) {
    let workspace = sheet.workspace();
    ui.set_max_width(360.0);
    let agency = workspace.agency(row.agency);
    ui.label(RichText::new(&agency.name).font(crate::ui::theme::bold(14.0)));
    if row.tasks > 0 {
        let roles: Vec<String> = crate::model::Role::ALL
            .into_iter()
            .filter(|role| row.roles[role.index()] > 0)
            .map(|role| format!("{} {}", role.label(), row.roles[role.index()]))
            .collect();
        ui.label(format!("{} 项任务，{}", row.tasks, roles.join("、")));
    }
    for &(plan, count) in &row.plans {
        ui.label(format!("{}　{count} 项", workspace.plan(plan).plan.label()));
    }
    if row.through > 0 {
        ui.label(format!("只经集合机构　{} 项", row.through));
    }
    if let Some(folded) = sheet.folded_text(&row.folded) {
        ui.label(folded);
    }
}
