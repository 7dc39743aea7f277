//! The cursor by keyboard.

use eframe::egui::{Context, Key, Modifiers, Popup};

use super::{Keys, Marks, Steer};
use crate::app::{Action, App, Selection};
use crate::ui::Actions;
use crate::ui::theme::size;
use crate::view::Corner;

/// A page is what fits, less so much, so that nothing is passed over.
const OVERLAP: f32 = 2.0 * size::ROW;

/// Turns keys into movements. Says whether the cursor moves.
pub fn turn<V: Steer>(
    ctx: &Context,
    app: &App,
    view: &mut V,
    height: f32,
    actions: &mut Actions,
) -> bool {
    if actions.keys_taken || app.dialog().is_some() || Popup::is_any_open(ctx) {
        return false;
    }
    let all = match view.keys(ctx) {
        Keys::None => return false,
        Keys::UpAndDown => false,
        Keys::All => true,
    };
    let pressed = |key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let with_ctrl = |key| ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND, key));
    if all && V::MARKS != Marks::Nothing && with_ctrl(Key::A) {
        actions.push(Action::Select(Selection {
            anchor: Some(Corner::default()),
            ..Selection::default()
        }));
        return false;
    }
    let extends = V::MARKS != Marks::Nothing && ctx.input(|input| input.modifiers.shift);
    let columns = match V::MARKS {
        Marks::Cells => view.columns().map_or(0, super::Tracks::count),
        Marks::Nothing | Marks::Rows => 0,
    };
    let cursor = view.cursor();
    let way = Way {
        view,
        cursor: cursor.row,
        page: (height - OVERLAP).max(size::ROW),
    };
    let mut to = cursor;
    let mut moved = false;
    let mut go = |to_row: Option<usize>| (to.row, moved) = (to_row, true);
    if all && (with_ctrl(Key::Home) || (columns == 0 && pressed(Key::Home))) {
        go(way.first());
    } else if all && (with_ctrl(Key::End) || (columns == 0 && pressed(Key::End))) {
        go(way.last());
    }
    if pressed(Key::ArrowDown) {
        go(way.down());
    }
    if pressed(Key::ArrowUp) {
        go(way.up());
    }
    if pressed(Key::PageDown) {
        go(way.page_down());
    }
    if pressed(Key::PageUp) {
        go(way.page_up());
    }
    let first = way.first();
    if all && columns > 0 {
        if pressed(Key::Home) {
            (to.column, moved) = (None, true);
        }
        if pressed(Key::End) {
            (to.column, moved) = (columns.checked_sub(1), true);
        }
    }
    for (key, right) in [(Key::ArrowRight, true), (Key::ArrowLeft, false)] {
        if all && pressed(key) && !view.sideways(right, actions) && columns > 0 {
            to.column = match cursor.column {
                Some(column) if right => Some((column + 1).min(columns - 1)),
                None if right => Some(0),
                column => column.and_then(|column| column.checked_sub(1)),
            };
            moved = true;
        }
    }
    if moved {
        to.row = to.row.or(first);
        view.move_to(to, extends, actions);
    }
    if all {
        view.own_keys(ctx, actions);
        if view.can_enter() && (pressed(Key::Enter) || pressed(Key::Space)) {
            view.enter(actions);
        }
    }
    moved
}

/// The rows that the cursor may rest on, seen from where it is.
struct Way<'a, V> {
    view: &'a V,
    cursor: Option<usize>,
    /// How far a page goes.
    page: f32,
}

impl<V: Steer> Way<'_, V> {
    /// The first one from a row on.
    fn from(&self, row: usize) -> Option<usize> {
        (row..self.view.rows().count()).find(|&row| self.view.is_stop(row))
    }

    /// The last one before a row.
    fn before(&self, row: usize) -> Option<usize> {
        (0..row).rev().find(|&row| self.view.is_stop(row))
    }

    fn first(&self) -> Option<usize> {
        self.from(0)
    }

    fn last(&self) -> Option<usize> {
        self.before(self.view.rows().count())
    }

    fn down(&self) -> Option<usize> {
        let row = self.cursor?;
        self.from(row + 1).or(Some(row))
    }

    fn up(&self) -> Option<usize> {
        self.before(self.cursor?)
    }

    /// Rows differ in height: a page goes by height, but at least to the next row.
    fn page_down(&self) -> Option<usize> {
        let here = self.cursor.unwrap_or(0);
        let rows = self.view.rows();
        let end = (rows.span(here).start + self.page).min(rows.length() - 1.0);
        let far = rows.at(end).and_then(|row| self.before(row + 1));
        far.filter(|&row| row > here)
            .or_else(|| self.from(here + 1))
            .or(self.cursor)
    }

    fn page_up(&self) -> Option<usize> {
        let here = self.cursor.unwrap_or(0);
        let rows = self.view.rows();
        let start = (rows.span(here).start - self.page).max(0.0);
        let far = rows.at(start).and_then(|row| self.from(row));
        far.filter(|&row| row < here)
            .or_else(|| self.before(here))
            .or(self.cursor)
    }
}

/// What is selected when the cursor goes to a cell, or with `extends` one end of what is marked.
pub fn selected(app: &App, to: Corner, extends: bool) -> Action {
    Action::Select(if extends {
        app.selection().extended(to)
    } else {
        Selection::at(to)
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Place, Shape, Tracks};
    use super::*;

    /// Rows of 28 points, of which every fifth is a heading.
    struct List {
        rows: Tracks,
        cursor: Option<usize>,
    }

    impl Shape for List {
        const NAME: &'static str = "list";

        fn rows(&self) -> &Tracks {
            &self.rows
        }

        fn cursor(&self) -> Place {
            Place {
                row: self.cursor,
                column: None,
            }
        }

        fn is_stop(&self, row: usize) -> bool {
            !row.is_multiple_of(5)
        }
    }

    impl Steer for List {
        fn move_to(&mut self, to: Place, _extends: bool, _actions: &mut Actions) {
            self.cursor = to.row;
        }
    }

    fn way(list: &List) -> Way<'_, List> {
        Way {
            view: list,
            cursor: list.cursor,
            page: 10.0 * size::ROW,
        }
    }

    fn list(count: usize, cursor: Option<usize>) -> List {
        List {
            rows: Tracks::even(count, size::ROW),
            cursor,
        }
    }

    #[test]
    fn headings_are_passed_over_in_both_directions() {
        let mut list = list(20, Some(4));
        assert_eq!(way(&list).down(), Some(6));
        list.cursor = Some(6);
        assert_eq!(way(&list).up(), Some(4));
        assert_eq!(way(&list).first(), Some(1));
        assert_eq!(way(&list).last(), Some(19));
    }

    #[test]
    fn pages_go_as_far_down_as_up_and_stop_at_the_ends() {
        let mut long = list(100, Some(1));
        for at in [11, 21, 31] {
            long.cursor = way(&long).page_down();
            assert_eq!(long.cursor, Some(at));
        }
        for at in [21, 11, 1, 1] {
            long.cursor = way(&long).page_up();
            assert_eq!(long.cursor, Some(at));
        }
        let short = list(13, Some(12));
        assert_eq!(way(&short).page_down(), Some(12));
    }

    #[test]
    fn nothing_but_headings_is_nowhere_to_go() {
        for count in [0, 1] {
            let list = list(count, None);
            let way = way(&list);
            assert_eq!([way.first(), way.last(), way.down(), way.up()], [None; 4]);
            assert_eq!([way.page_down(), way.page_up()], [None; 2]);
        }
    }
}
