//! From bytes to lines and columns, and from steps into the data to bytes.

use super::scan::item_len;
use super::token::{Bracket, Kind, Lexer, Trust};
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

/// Follows steps into a text that the `ron` crate reads. Fast when asked in rising order of
/// paths, for it goes on from where the last path led: a list of 20,000 tasks is walked once, not
/// once per task. It builds no tree: what lies beside the way is only skipped.
pub(super) struct Locator<'t> {
    text: &'t str,
    root: Option<usize>,
    way: Vec<Stage>,
}

struct Stage {
    step: Step,
    /// The byte where the field or the element starts that the step leads to.
    item: usize,
    /// The byte where its value starts.
    value: usize,
}

impl<'t> Locator<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let mut lexer = Lexer::new(text, Trust::Sound);
        let start = lexer.attributes().and_then(|()| lexer.next());
        let mut locator = Self {
            text,
            root: None,
            way: Vec::new(),
        };
        locator.root = start.ok().and_then(|token| locator.contents(token.start));
        locator
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
        let mut nearby = self.way.get(known).map(|stage| (stage.step, stage.item));
        self.way.truncate(known);
        for step in &path[known..] {
            let parent = self.way.last().map_or(root, |stage| stage.value);
            let Some((item, value)) = self.enter(parent, *step, nearby.take()) else {
                break;
            };
            self.way.push(Stage {
                step: *step,
                item,
                value,
            });
        }
        Some(self.way.last().map_or(root, |stage| stage.value))
    }

    /// Where a value starts that starts at this byte with `Some(` or a name in front of brackets.
    fn contents(&self, at: usize) -> Option<usize> {
        let mut lexer = Lexer::resume(self.text, at);
        let first = lexer.next().ok()?;
        if first.kind != Kind::Word {
            return Some(first.start);
        }
        let open = lexer.next().ok()?;
        match open.kind {
            Kind::Open(Bracket::Round) if self.text[first.start..first.end] == *"Some" => {
                self.contents(open.end)
            }
            Kind::Open(Bracket::Round) => Some(open.start),
            _ => Some(first.start),
        }
    }

    /// Where the item and its value start that a step leads to, inside the brackets at `parent`.
    fn enter(
        &self,
        parent: usize,
        step: Step,
        nearby: Option<(Step, usize)>,
    ) -> Option<(usize, usize)> {
        let (mut at, mut index) = match (step, nearby) {
            (Step::Index(wanted), Some((Step::Index(index), item))) if index <= wanted => {
                (item, index)
            }
            _ => {
                let open = Lexer::resume(self.text, parent).next().ok()?;
                if !matches!(open.kind, Kind::Open(_)) {
                    return None;
                }
                (open.end, 0)
            }
        };
        loop {
            let mut lexer = Lexer::resume(self.text, at);
            let first = lexer.next().ok()?;
            if matches!(first.kind, Kind::Close(_) | Kind::End) {
                return None;
            }
            match step {
                Step::Field(name) => {
                    let word = &self.text[first.start..first.end];
                    if word.strip_prefix("r#").unwrap_or(word) == name
                        && lexer.next().ok()?.kind == Kind::Colon
                    {
                        let value = lexer.next().ok()?.start;
                        return Some((first.start, self.contents(value)?));
                    }
                }
                Step::Index(wanted) => {
                    if index == wanted {
                        return Some((first.start, self.contents(first.start)?));
                    }
                }
            }
            index += 1;
            at = first.start + item_len(&self.text[first.start..])?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "(\n  名: \"a\", list: [(x: Some(1)), B(x: 2), C(3, [4])],\n)";

    fn find(path: &[Step]) -> &'static str {
        let at = Locator::new(TEXT).find(path).expect("a place");
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
        let paths = [
            vec![Field("list"), Index(2), Index(0)],
            vec![Field("list"), Index(0), Field("x")],
            vec![],
            vec![Field("list"), Index(1), Field("x")],
            vec![Field("list"), Index(2), Index(1), Index(0)],
        ];
        let mut locator = Locator::new(TEXT);
        for path in paths {
            let fresh = Locator::new(TEXT).find(&path);
            assert_eq!(locator.find(&path), fresh, "{path:?}");
        }
    }

    #[test]
    fn brackets_and_commas_in_texts_and_comments_are_passed_over() {
        use Step::{Field, Index};
        let text = r##"#![enable(implicit_some)]
            Data(a: ")],\"(", b: r#"")],"#, /* )],/* */ " */ c: ',', // ),]
            d: b"),", list: ["x,]", (e: ')'), { 1: 2 }, 7])"##;
        let place = |path: &[Step]| {
            let at = Locator::new(text).find(path).expect("a place");
            &text[at..]
        };
        assert!(place(&[Field("d")]).starts_with("b\"),\""));
        assert!(place(&[Field("list"), Index(1), Field("e")]).starts_with("')'"));
        assert!(place(&[Field("list"), Index(3)]).starts_with("7]"));
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
