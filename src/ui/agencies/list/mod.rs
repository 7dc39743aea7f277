//! The list of all agencies, with how much each has to do.

mod head;
mod row;

use std::sync::Arc;

use eframe::egui::CornerRadius;
use eframe::egui::{
    Context, Id, Key, Memory, Rect, RichText, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, Vec2,
    WidgetInfo, pos2, vec2,
};

use super::{select, tip};
use crate::app::App;
use crate::model::workspace::AgencyIx;
use crate::ui::grid::{Frozen, Grid, Keys, Place, Shape, Steer, Tracks};
use crate::ui::theme::{Look, font, size};
use crate::ui::{Actions, widgets};
use crate::view::search::Query;
use crate::view::{AgencyList, AgencyOrder, AgencyRow, Sheet};
use row::Columns;

/// The line with the search field, and the captions.
const FIND: f32 = 36.0;
const HEAD: f32 = 24.0;
/// Around the words that there is nothing.
const NOTHING: Vec2 = vec2(16.0, 24.0);
const NOTHING_GAP: f32 = 6.0;
/// The line around the row with the focus of the keys, and how round its corners are.
const FOCUS_LINE: f32 = 1.5;
const FOCUS_CORNER: u8 = 4;

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
    grid: Grid,
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
    tracks: Tracks,
}

/// The rows as a grid.
struct Rows<'a> {
    app: &'a App,
    list: &'a AgencyList,
    places: &'a Places,
    chosen: Option<AgencyIx>,
    /// The row of the chosen body.
    cursor: Option<usize>,
}

impl<'a> Rows<'a> {
    fn new(
        app: &'a App,
        list: &'a AgencyList,
        places: &'a Places,
        chosen: Option<AgencyIx>,
    ) -> Self {
        let is_chosen = |&nth: &usize| Some(list.rows[nth].agency) == chosen;
        Self {
            app,
            list,
            places,
            chosen,
            cursor: places.rows.iter().position(is_chosen),
        }
    }

    fn row(&self, nth: usize) -> &'a AgencyRow {
        &self.list.rows[self.places.rows[nth]]
    }
}

impl Shape for Rows<'_> {
    const NAME: &'static str = "agencies of the list";
    const CLEAR: f32 = 0.0;

    fn rows(&self) -> &Tracks {
        &self.places.tracks
    }

    fn cursor(&self) -> Place {
        Place {
            row: self.cursor,
            column: None,
        }
    }
}

impl Steer for Rows<'_> {
    /// Up and down also work while one types what to look for.
    fn keys(&self, ctx: &Context) -> Keys {
        match ctx.memory(Memory::focused) {
            None => Keys::All,
            Some(field) if field == Id::unique(FIELD) => Keys::UpAndDown,
            Some(_) => Keys::None,
        }
    }

    fn move_to(&mut self, to: Place, _extends: bool, actions: &mut Actions) {
        if let Some(nth) = to.row {
            actions.push(select(self.row(nth).agency));
        }
    }

    fn can_enter(&self) -> bool {
        self.chosen.is_some()
    }

    fn enter(&mut self, actions: &mut Actions) {
        if let Some(agency) = self.chosen {
            super::profile::show_in_matrix(self.app, agency, actions);
        }
    }
}

impl List {
    /// The first body of the list as it stands.
    pub fn first(&mut self, list: &Arc<AgencyList>) -> Option<AgencyIx> {
        let first = self.places(list).rows.first().copied()?;
        Some(list.rows[first].agency)
    }

    /// The rows that match, in order; made anew only when something changed.
    fn places(&mut self, list: &Arc<AgencyList>) -> &Places {
        let same = self.places.take().filter(|known| {
            Arc::ptr_eq(&known.list, list)
                && known.text == self.text
                && (known.order, known.reversed) == (self.order, self.reversed)
        });
        let places = same.unwrap_or_else(|| {
            self.query = Query::new(&self.text);
            let rows = list.places(&self.query, self.order, self.reversed);
            Places {
                tracks: Tracks::even(rows.len(), size::ROW),
                rows,
                list: Arc::clone(list),
                text: self.text.clone(),
                order: self.order,
                reversed: self.reversed,
            }
        });
        self.places.insert(places)
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
        self.places(list);
        let Some(places) = &self.places else { return };
        let mut rows = Rows::new(app, list, places, chosen);
        self.grid.keys(ui, app, &mut rows, actions);
        let ctx = ui.ctx();
        let is_taken = actions.keys_taken || rows.keys(ctx) == Keys::None;
        // In front of the list are full screen and the search of the matrix: they go first.
        let is_front = !app.stage().is_presenting() && app.view().text.is_empty();
        let pressed = ctx.input(|input| input.key_pressed(Key::Escape));
        self.escape = !is_taken && is_front && pressed;
    }

    /// Shows the list in the rest of `ui`.
    #[expect(clippy::too_many_arguments, reason = "the parts of one frame")]
    pub fn show(
        &mut self,
        ui: &mut Ui,
        app: &App,
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
        if self.places(list).rows.is_empty() {
            self.nothing(ui, body, look);
            return;
        }
        let Some(places) = &self.places else { return };
        if std::mem::replace(&mut self.last, chosen) != chosen {
            self.grid.follow_cursor();
        }
        let mut rows = Rows::new(app, list, places, chosen);
        let painter = row::Painter {
            columns: &columns,
            sheet,
            query: &self.query,
            most: list.most,
            look,
        };
        let mut content = ui.new_child(UiBuilder::new().id_salt("rows").max_rect(body));
        self.grid.area(
            &mut content,
            Frozen::default(),
            &mut rows,
            |ui, rows, sight| {
                // One more takes the focus of the keys, which brings it into sight.
                let end = (sight.rows.end + 1).min(rows.rows().count());
                for nth in sight.rows.start..end {
                    let y = sight.y(rows.rows().span(nth));
                    let line = Rect::from_x_y_ranges(sight.rect.x_range(), y);
                    let row = (rows.row(nth), (nth, rows.rows().count()));
                    show_row(ui, line, row, chosen, &painter, actions);
                }
            },
        );
    }

    fn nothing(&mut self, ui: &mut Ui, rect: Rect, look: &Look) {
        let area = rect.shrink2(NOTHING);
        let mut page = ui.new_child(UiBuilder::new().id_salt("nothing").max_rect(area));
        page.label(RichText::new("没有匹配的机构").color(look.text));
        page.label(
            RichText::new("可用汉字、拼音或首字母，也可用旧名")
                .font(font(size::SMALL))
                .color(look.dim),
        );
        page.add_space(NOTHING_GAP);
        if page.button("清除查找").clicked() {
            self.text.clear();
        }
    }
}

/// A row is a button: the focus of the keys goes to it, too. `place` is its number and of how many.
fn show_row(
    ui: &Ui,
    line: Rect,
    (row, place): (&AgencyRow, (usize, usize)),
    chosen: Option<AgencyIx>,
    painter: &row::Painter<'_>,
    actions: &mut Actions,
) {
    let id = ui.scope_id().with(("agency", row.agency.get()));
    let response = ui.interact(line, id, Sense::click());
    let on = Some(row.agency) == chosen;
    response.widget_info(|| {
        WidgetInfo::labeled(Role::ListBoxOption, true, row::spoken(painter.sheet, row))
    });
    let (nth, of) = place;
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_selected(on);
        node.set_description(format!("第 {} 个，共 {of} 个", nth + 1));
    });
    if on {
        widgets::read_here(ui.ctx(), response.id);
    }
    let look = painter.look;
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
            CornerRadius::same(FOCUS_CORNER),
            Stroke::new(FOCUS_LINE, look.accent),
            StrokeKind::Inside,
        );
    }
    painter.paint(ui.painter(), line, row);
    if response.gained_focus() {
        ui.scroll_to_rect(line, None);
    }
    if response.clicked() {
        actions.push(select(row.agency));
    }
    tip(response, actions, |ui| row::tooltip(ui, painter.sheet, row));
}
