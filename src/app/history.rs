//! Taking back changes of the view.

use crate::view::ViewSpec;

/// How many changes can be taken back.
const DEPTH: usize = 100;

/// Earlier and later views.
#[derive(Clone, Debug, Default)]
pub struct History {
    before: Vec<ViewSpec>,
    after: Vec<ViewSpec>,
    typing: bool,
}

impl History {
    /// Notes a view before it changes. A run of typing counts as one change.
    pub fn push(&mut self, view: &ViewSpec, typing: bool) {
        self.after.clear();
        if !(typing && self.typing) {
            self.before.push(view.clone());
            if self.before.len() > DEPTH {
                self.before.remove(0);
            }
        }
        self.typing = typing;
    }

    /// The view before the last change; `now` can be made again.
    pub fn undo(&mut self, now: &ViewSpec) -> Option<ViewSpec> {
        self.typing = false;
        let view = self.before.pop()?;
        self.after.push(now.clone());
        Some(view)
    }

    /// The view that was taken back last.
    pub fn redo(&mut self, now: &ViewSpec) -> Option<ViewSpec> {
        self.typing = false;
        let view = self.after.pop()?;
        self.before.push(now.clone());
        Some(view)
    }

    /// Whether there is anything to take back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.before.is_empty()
    }

    /// Whether there is anything to make again.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.after.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> ViewSpec {
        ViewSpec {
            text: text.to_owned(),
            ..ViewSpec::default()
        }
    }

    #[test]
    fn a_run_of_typing_is_one_change() {
        let mut history = History::default();
        history.push(&text(""), true);
        history.push(&text("s"), true);
        history.push(&text("sj"), true);
        assert_eq!(history.undo(&text("sjx")), Some(text("")));
        assert!(!history.can_undo());
        assert_eq!(history.redo(&text("")), Some(text("sjx")));
    }

    #[test]
    fn a_new_change_ends_what_was_taken_back() {
        let mut history = History::default();
        history.push(&text("a"), false);
        assert_eq!(history.undo(&text("b")), Some(text("a")));
        history.push(&text("a"), false);
        assert!(!history.can_redo());
    }
}
