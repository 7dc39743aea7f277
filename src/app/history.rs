//! Taking back changes of the view.

use crate::view::ViewSpec;

/// How many changes can be taken back.
const DEPTH: usize = 100;

/// The views before and after the present one, for 撤销 and 重做.
#[derive(Clone, Debug, Default)]
pub struct History {
    before: Vec<Step>,
    after: Vec<Step>,
    typing: bool,
}

/// A change of the view.
#[derive(Clone, Debug)]
struct Step {
    /// The view at its other end.
    view: ViewSpec,
    /// What it is called.
    name: String,
}

impl History {
    /// Notes a change of the view. A run of typing counts as one change, from the view before its
    /// first letter on; one that ends where it began is none. `name` says what a change is called.
    pub fn push(
        &mut self,
        before: &ViewSpec,
        after: &ViewSpec,
        typing: bool,
        name: impl FnOnce(&ViewSpec, &ViewSpec) -> String,
    ) {
        self.after.clear();
        let runs_on = typing && self.typing;
        self.typing = typing;
        if !runs_on {
            self.before.push(Step {
                view: before.clone(),
                name: name(before, after),
            });
            if self.before.len() > DEPTH {
                self.before.remove(0);
            }
        } else if let Some(step) = self.before.last_mut() {
            if step.view == *after {
                self.before.pop();
                self.typing = false;
            } else {
                step.name = name(&step.view, after);
            }
        }
    }

    /// The view before the last change; `now` can be made again.
    pub fn undo(&mut self, now: &ViewSpec) -> Option<ViewSpec> {
        self.typing = false;
        let Step { view, name } = self.before.pop()?;
        self.after.push(Step {
            view: now.clone(),
            name,
        });
        Some(view)
    }

    /// The view that was taken back last.
    pub(crate) fn redo(&mut self, now: &ViewSpec) -> Option<ViewSpec> {
        self.typing = false;
        let Step { view, name } = self.after.pop()?;
        self.before.push(Step {
            view: now.clone(),
            name,
        });
        Some(view)
    }

    /// What would be taken back; `None` where there is nothing.
    #[must_use]
    pub(crate) fn undo_name(&self) -> Option<&str> {
        self.before.last().map(|step| step.name.as_str())
    }

    /// What would be made again; `None` where there is nothing.
    #[must_use]
    pub(crate) fn redo_name(&self) -> Option<&str> {
        self.after.last().map(|step| step.name.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> ViewSpec {
        ViewSpec::default().with_text(text)
    }

    fn name(before: &ViewSpec, after: &ViewSpec) -> String {
        format!("{}→{}", before.text, after.text)
    }

    #[test]
    fn a_run_of_typing_is_one_change() {
        let mut history = History::default();
        history.push(&text(""), &text("s"), true, name);
        history.push(&text("s"), &text("sj"), true, name);
        history.push(&text("sj"), &text("sjx"), true, name);
        assert_eq!(history.undo_name(), Some("→sjx"));
        assert_eq!(history.undo(&text("sjx")), Some(text("")));
        assert_eq!(history.undo_name(), None);
        assert_eq!(history.redo_name(), Some("→sjx"));
        assert_eq!(history.redo(&text("")), Some(text("sjx")));
        assert_eq!(history.undo_name(), Some("→sjx"));
        assert_eq!(history.redo_name(), None);
    }

    #[test]
    fn typing_that_ends_where_it_began_is_no_change() {
        let mut history = History::default();
        history.push(&text("a"), &text("b"), false, name);
        history.push(&text("b"), &text("bc"), true, name);
        history.push(&text("bc"), &text("b"), true, name);
        assert_eq!(history.undo_name(), Some("a→b"));
        history.push(&text("b"), &text("bd"), true, name);
        assert_eq!(history.undo_name(), Some("b→bd"));
    }

    #[test]
    fn a_new_change_ends_what_was_taken_back() {
        let mut history = History::default();
        history.push(&text("a"), &text("b"), false, name);
        assert_eq!(history.undo(&text("b")), Some(text("a")));
        history.push(&text("a"), &text("c"), false, name);
        assert_eq!(history.redo_name(), None);
        assert_eq!(history.undo_name(), Some("a→c"));
    }

    #[test]
    fn only_the_last_hundred_changes_can_be_taken_back() {
        let mut history = History::default();
        for nth in 0..150 {
            let (before, after) = (text(&nth.to_string()), text(&(nth + 1).to_string()));
            history.push(&before, &after, false, name);
        }
        let mut now = text("150");
        let mut taken_back = 0;
        while let Some(view) = history.undo(&now) {
            now = view;
            taken_back += 1;
        }
        assert_eq!(taken_back, DEPTH);
        assert_eq!(now, text("50"));
    }
}
