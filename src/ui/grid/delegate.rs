//! What a view tells the grid about itself, and what the grid tells it.

use std::ops::Range;

use eframe::egui::accesskit::Node;
use eframe::egui::scroll_area::DragScroll;
use eframe::egui::{Color32, Context, Id, Painter, Pos2, Rangef, Rect, Ui};

use super::Tracks;
use crate::ui::Actions;
use crate::view::Corner;

/// What can be marked by dragging, with Shift and with Ctrl+A.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// Nothing: there is a cursor only.
    Nothing,
    /// Whole rows, as in a list.
    Rows,
    /// Rectangles of cells; dragging over the titles of rows marks whole rows.
    Cells,
}

/// Which keys are for the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    /// None: all keys belong to a text field or to another part of the window.
    None,
    /// Those that go up and down: the others belong to the text field in front of the rows.
    UpAndDown,
    /// All that a grid knows: arrows, Home, End, page keys, Enter.
    All,
}

/// A row and a column, where there are any: the cursor, what is under the pointer, where to go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The row, counted among those that are not folded away.
    pub row: Option<usize>,
    /// The column, counted from the left.
    pub column: Option<usize>,
}

/// The widths and heights at the edges that do not scroll.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Frozen {
    /// The width of the titles of rows.
    pub left: f32,
    /// The height of the heads of columns.
    pub top: f32,
    /// The width of what stands behind the rows.
    pub right: f32,
    /// The height of what stands below the columns.
    pub bottom: f32,
}

impl Frozen {
    /// What is left between the edges.
    pub fn body(self, rect: Rect) -> Rect {
        Rect {
            min: rect.min + eframe::egui::vec2(self.left, self.top),
            max: rect.max - eframe::egui::vec2(self.right, self.bottom),
        }
    }
}

/// What is in sight in one frame.
#[derive(Clone, Debug)]
pub struct Sight {
    /// All of the grid on the screen, with its frozen edges.
    pub rect: Rect,
    /// The part between the frozen edges, in which the rows and columns scroll.
    pub body: Rect,
    /// Top left of the first row and column, moved by scrolling.
    pub origin: Pos2,
    /// The rows in sight, also in part.
    pub rows: Range<usize>,
    /// The columns in sight, also in part.
    pub columns: Range<usize>,
    /// Headings that stay at the top of the body, and where each stands.
    pub stuck: Vec<(usize, Rect)>,
    /// What is under the pointer: beside the body there is a row only, above and below it a column only.
    pub hovered: Place,
}

impl Sight {
    /// Where a part of the rows stands on the screen.
    pub fn y(&self, span: Range<f32>) -> Rangef {
        Rangef::new(self.origin.y + span.start, self.origin.y + span.end)
    }

    /// The row at a height of the screen: a heading that stays in sight lies over the others.
    pub fn row_at(&self, rows: &Tracks, y: f32) -> Option<usize> {
        let mut stuck = self.stuck.iter();
        let over = stuck.find(|(_, rect)| (rect.top()..rect.bottom()).contains(&y));
        over.map(|(row, _)| *row)
            .or_else(|| rows.at(y - self.origin.y))
    }

    /// Where a row stands on the screen.
    pub fn row_y(&self, rows: &Tracks, row: usize) -> Rangef {
        let stuck = self.stuck.iter().find(|(known, _)| *known == row);
        stuck.map_or_else(|| self.y(rows.span(row)), |(_, rect)| rect.y_range())
    }

    /// Where a part of the columns stands on the screen.
    pub fn x(&self, span: Range<f32>) -> Rangef {
        Rangef::new(self.origin.x + span.start, self.origin.x + span.end)
    }
}

/// A place that the pointer points at or that was clicked.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    /// The pointer on the screen.
    pub at: Pos2,
    /// The row under it, counted among those that are not folded away.
    pub row: usize,
    /// The column, where the pointer is in the body.
    pub column: Option<usize>,
    /// The row on the screen, as wide as the grid.
    pub rect: Rect,
    /// Whether the pointer is on the triangle that folds a group.
    pub on_triangle: bool,
}

impl Hit {
    /// The row and the column without the rest.
    pub fn place(&self) -> Place {
        Place {
            row: Some(self.row),
            column: self.column,
        }
    }
}

/// Painters that differ in what they may touch, and what there is to paint.
pub struct Canvas<'a> {
    /// Which rows and columns are in sight, and where.
    pub sight: &'a Sight,
    /// Paints anywhere in the grid, also over the frozen edges.
    pub whole: Painter,
    /// Paints between the heads of the columns and the foot: the body and what stands beside it.
    pub rows: Painter,
    /// Paints in the body only.
    pub body: Painter,
}

/// What a grid consists of: how many rows and columns, how large, and which of its edges stay in
/// place.
pub trait Shape {
    /// Tells where this view was scrolled to from where others were.
    const NAME: &'static str;
    /// How far the last row and column can be scrolled clear of the scroll bars, in points.
    const CLEAR: f32 = 10.0;
    /// What people can mark in it.
    const MARKS: Marks = Marks::Nothing;
    /// When dragging scrolls: a finger always does.
    const DRAG: DragScroll = DragScroll::OnTouch;

    /// The rows that are not folded away.
    fn rows(&self) -> &Tracks;

    /// The columns, where there are any.
    fn columns(&self) -> Option<&Tracks> {
        None
    }

    /// How wide is what scrolls sideways; `None` where everything has room.
    fn width(&self) -> Option<f32> {
        None
    }

    /// The row and the column that the cursor is on.
    fn cursor(&self) -> Place;

    /// What has to be in sight, from the left of what scrolls, for the cursor to be.
    fn cursor_x(&self) -> Option<Range<f32>> {
        self.width()?;
        Some(self.columns()?.span(self.cursor().column?))
    }

    /// Whether the cursor may rest on a row. It passes over the headings of groups.
    fn is_stop(&self, _row: usize) -> bool {
        true
    }

    /// Whether a row's height is more than a guess.
    fn is_measured(&self, _row: usize) -> bool {
        true
    }

    /// The rows of the headings that a row stands under, from the outermost; a heading stands under
    /// itself. They stay in sight at the top while their rows scroll.
    fn headings(&self, _row: usize) -> Vec<usize> {
        Vec::new()
    }

    /// Makes the heights of these rows exact.
    fn measure(&mut self, _rows: Range<usize>) {}
}

/// What the keys do in a grid.
pub trait Steer: Shape {
    /// Which keys are for the grid: none while one types into a text field.
    fn keys(&self, ctx: &Context) -> Keys {
        if ctx.text_edit_focused() {
            Keys::None
        } else {
            Keys::All
        }
    }

    /// Moves the cursor, or with `extends` one end of what is marked.
    fn move_to(&mut self, to: Place, extends: bool, actions: &mut Actions);

    /// What the arrows to the sides do; says whether they do anything but go to the next column.
    fn sideways(&mut self, _right: bool, _actions: &mut Actions) -> bool {
        false
    }

    /// Keys that only this view has.
    fn own_keys(&mut self, _ctx: &Context, _actions: &mut Actions) {}

    /// Whether there is something that Enter can open.
    fn can_enter(&self) -> bool {
        self.cursor().row.is_some()
    }

    /// Carries out what Enter does. Where a view says nothing else, it opens the detail panel.
    fn enter(&mut self, actions: &mut Actions) {
        actions.open_detail();
    }
}

/// How a grid is painted.
pub trait Paint: Shape {
    /// Takes note of what is in sight, before all that follows.
    fn prepare(&mut self, _sight: &Sight) {}

    /// Paints what lies under all rows.
    fn paint_ground(&self, _canvas: &Canvas<'_>) {}

    /// Paints a row; its rectangle is as wide as the grid.
    fn paint_row(&self, canvas: &Canvas<'_>, row: usize, rect: Rect);

    /// What headings that stay in sight are painted on, so that no row shows through.
    fn ground(&self) -> Color32 {
        Color32::TRANSPARENT
    }

    /// Paints what lies over all rows.
    fn paint_over(&self, _canvas: &Canvas<'_>) {}

    /// Paints what does not scroll.
    fn paint_edges(&self, canvas: &Canvas<'_>);
}

/// What clicks, menus and hover texts do in a grid.
pub trait Press: Shape {
    /// Whether a press on the head of a column does anything.
    const HEADS: bool = false;
    /// Whether dragging the head of a column moves it.
    const MOVES: bool = false;
    /// Whether rows have a menu.
    const MENU: bool = false;

    /// A click on a row.
    fn click(&mut self, hit: Hit, actions: &mut Actions);

    /// Whether a row or a cell is among what is marked.
    fn is_marked(&self, _place: Place) -> bool {
        false
    }

    /// The cell that is meant by a row that the cursor may rest on and a column.
    fn corner(&self, _place: Place) -> Corner {
        Corner::default()
    }

    /// Chooses what the menu will be about.
    fn choose(&mut self, _place: Place, _actions: &mut Actions) {}

    /// The menu of what is chosen.
    fn menu(&self, _ui: &mut Ui, _actions: &mut Actions) {}

    /// Whether there is more to say about what is under the pointer.
    fn has_tooltip(&self, hit: Hit) -> bool;

    /// Says it in the box under the pointer.
    fn tooltip(&self, ui: &mut Ui, hit: Hit);

    /// A click on the head of a column, with either button.
    fn click_head(&mut self, _column: usize, _extends: bool, _actions: &mut Actions) {}

    /// Moves a column to the place of another.
    fn move_head(&mut self, _column: usize, _to: usize, _actions: &mut Actions) {}

    /// The menu of the chosen column.
    fn head_menu(&self, _ui: &mut Ui, _actions: &mut Actions) {}

    /// Says more about a column in the box under the pointer.
    fn head_tooltip(&self, _ui: &mut Ui, _column: usize) {}
}

/// What a screen reader is told. Rows and cells can be pressed there as with the pointer.
pub trait Speak: Shape {
    /// Describes the whole; the numbers of rows and columns are known.
    fn describe(&self, node: &mut Node);

    /// Describes the head of a column.
    fn describe_head(&self, _column: usize, _node: &mut Node) {}

    /// The name of a row among all, which stays the same while others are folded away.
    fn row_id(&self, row: usize) -> Id;

    /// Describes a row.
    fn describe_row(&self, row: usize, node: &mut Node);

    /// Whether there is a cell.
    fn has_cell(&self, _row: usize, _column: usize) -> bool {
        false
    }

    /// Describes a cell.
    fn describe_cell(&self, _row: usize, _column: usize, _node: &mut Node) {}

    /// A press on a row, or on a cell where there is a column.
    fn press(&mut self, row: usize, column: Option<usize>, actions: &mut Actions);
}

/// All that a view has to be to be shown in a grid.
pub trait Delegate: Steer + Paint + Press + Speak {}

impl<V: Steer + Paint + Press + Speak> Delegate for V {}
