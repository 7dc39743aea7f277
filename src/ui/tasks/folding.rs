//! Folding and unfolding by keyboard and pointer.

use super::layout::Layout;
use crate::app::{Action, App};
use crate::ui::Actions;
use crate::view::TaskLineKind;

/// Folds the innermost group around a line that is still open; a folded one leads on to the one
/// around it.
pub fn fold_around(app: &App, layout: &Layout, nth: usize, actions: &mut Actions) {
    if let Some(group) = open_group(layout, nth) {
        toggle_fold(app, layout, group, actions);
    }
}

/// Unfolds a group.
pub fn unfold(app: &App, layout: &Layout, nth: usize, actions: &mut Actions) {
    if let TaskLineKind::Group(group) = layout.kind(nth)
        && layout.list.groups[group].folded
    {
        toggle_fold(app, layout, group, actions);
    }
}

/// The innermost open group around a line.
fn open_group(layout: &Layout, nth: usize) -> Option<usize> {
    let inner = layout.group_of(nth)?;
    let groups = &layout.list.groups;
    if !groups[inner].folded {
        return Some(inner);
    }
    let depth = groups[inner].depth;
    (0..inner)
        .rev()
        .find(|&outer| groups[outer].depth < depth)
        .filter(|&outer| !groups[outer].folded)
}

/// Folds or unfolds a group.
pub fn toggle_fold(app: &App, layout: &Layout, group: usize, actions: &mut Actions) {
    let key = &layout.list.groups[group].key;
    actions.push(Action::View(app.view().toggle_fold(key)));
}
