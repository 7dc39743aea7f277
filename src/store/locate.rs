//! From bytes to lines and columns, and from steps into the data to bytes.

use super::tree::{Form, Node, Tree};
use crate::diagnostic::Position;
use crate::model::check::Step;

/// Turns bytes of a text into lines and columns. Fast when asked in rising order: a file may be
/// one long line.
pub(super) struct Lines<'t> {
    text: &'t str,
    at: usize,
    position: Position,
}

impl<'t> Lines<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            position: Position { line: 1, column: 1 },
        }
    }

    /// The line and the column, in characters, of a byte.
    pub(super) fn position(&mut self, at: usize) -> Position {
        let at = self.text.floor_char_boundary(at);
        if at < self.at {
            *self = Self::new(self.text);
        }
        let passed = &self.text[self.at..at];
        let lines = memchr::memchr_iter(b'\n', passed.as_bytes()).count();
        let line = &passed[passed.rfind('\n').map_or(0, |newline| newline + 1)..];
        let columns = line.chars().count();
        self.position.line += lines;
        self.position.column = if lines == 0 {
            self.position.column + columns
        } else {
            columns + 1
        };
        self.at = at;
        self.position
    }
}

/// Follows steps into the data. Fast when asked in rising order of paths, for it goes on from
/// where the last path led: a list of 20,000 tasks is walked once, not once per task.
pub(super) struct Locator<'a> {
    root: Option<Node<'a>>,
    way: Vec<Stage<'a>>,
}

struct Stage<'a> {
    step: Step,
    /// The child that the step leads to.
    child: Node<'a>,
    /// The value in it.
    value: Node<'a>,
}

impl<'a> Locator<'a> {
    pub(super) fn new(tree: &'a Tree<'a>) -> Self {
        Self {
            root: tree.root().and_then(contents),
            way: Vec::new(),
        }
    }

    /// The byte where the value at the end of a path starts. Where the text ends before the path
    /// does, the place of the last value on the way.
    pub(super) fn find(&mut self, path: &[Step]) -> Option<usize> {
        let root = self.root?;
        let known = self
            .way
            .iter()
            .zip(path)
            .take_while(|(stage, step)| stage.step == **step)
            .count();
        // The next element of the same list is reached from the last one.
        let mut nearby = self.way.get(known).map(|stage| (stage.step, stage.child));
        self.way.truncate(known);
        for step in &path[known..] {
            let parent = self.way.last().map_or(root, |stage| stage.value);
            let Some(child) = enter(parent, *step, nearby.take()) else {
                break;
            };
            let value = match child.form() {
                Form::Field => child.inner().and_then(contents),
                _ => contents(child),
            };
            let Some(value) = value else { break };
            self.way.push(Stage {
                step: *step,
                child,
                value,
            });
        }
        Some(self.way.last().map_or(root, |stage| stage.value).start())
    }
}

/// A value without `Some( )` around it and without the name in front of its brackets.
fn contents(node: Node) -> Option<Node> {
    if node.form() != Form::Named {
        return Some(node);
    }
    let group = node.inner()?;
    if node.name() == "Some" {
        contents(group.inner()?)
    } else {
        Some(group)
    }
}

fn enter<'a>(parent: Node<'a>, step: Step, nearby: Option<(Step, Node<'a>)>) -> Option<Node<'a>> {
    match step {
        Step::Field(name) => parent
            .children()
            .find(|child| child.form() == Form::Field && child.name() == name),
        Step::Index(index) => {
            let (mut at, mut child) = match nearby {
                Some((Step::Index(at), child)) if at <= index => (at, child),
                _ => (0, parent.inner()?),
            };
            while at < index {
                child = child.after(parent)?;
                at += 1;
            }
            Some(child)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::token::Trust;
    use super::*;

    const TEXT: &str = "(\n  名: \"a\", list: [(x: Some(1)), B(x: 2), C(3, [4])],\n)";

    fn find(path: &[Step]) -> &'static str {
        let tree = Tree::read(TEXT, Trust::Sound);
        let at = Locator::new(&tree).find(path).expect("a place");
        &TEXT[at..]
    }

    #[test]
    fn a_path_leads_to_its_value() {
        use Step::{Field, Index};
        assert!(find(&[]).starts_with("(\n"));
        assert!(find(&[Field("list"), Index(0), Field("x")]).starts_with("1)"));
        assert!(find(&[Field("list"), Index(1), Field("x")]).starts_with("2)"));
        assert!(find(&[Field("list"), Index(2), Index(1), Index(0)]).starts_with("4]"));
    }

    #[test]
    fn a_path_that_ends_early_leads_to_the_last_value_on_the_way() {
        use Step::{Field, Index};
        assert!(find(&[Field("list"), Index(1), Field("due")]).starts_with("(x: 2)"));
        assert!(find(&[Field("list"), Index(9)]).starts_with("[(x"));
    }

    #[test]
    fn the_order_of_questions_makes_no_difference() {
        use Step::{Field, Index};
        let tree = Tree::read(TEXT, Trust::Sound);
        let paths = [
            vec![Field("list"), Index(2), Index(0)],
            vec![Field("list"), Index(0), Field("x")],
            vec![],
            vec![Field("list"), Index(1), Field("x")],
            vec![Field("list"), Index(2), Index(1), Index(0)],
        ];
        let mut locator = Locator::new(&tree);
        for path in paths {
            let fresh = Locator::new(&tree).find(&path);
            assert_eq!(locator.find(&path), fresh, "{path:?}");
        }
    }

    #[test]
    fn columns_count_characters() {
        let text = "一\n二三x";
        let mut lines = Lines::new(text);
        let x = text.find('x').expect("an x");
        assert_eq!(lines.position(x), Position { line: 2, column: 3 });
        assert_eq!(lines.position(0), Position { line: 1, column: 1 });
        assert_eq!(lines.position(3), Position { line: 1, column: 2 });
        assert_eq!(lines.position(usize::MAX), Position { line: 2, column: 4 });
    }
}
