//! From bytes to lines and columns, and from steps into the data to bytes.

use super::scan::{item_len, rest_len};
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

    /// A part of the text.
    pub(super) fn text(&self, bytes: std::ops::Range<usize>) -> &'t str {
        self.text.get(bytes).unwrap_or_default()
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
/// paths, for it goes on from where the last path led: the text is walked once, not once per list
/// and not once per task. It builds no tree: what lies beside the way is only skipped.
pub(super) struct Locator<'t> {
    text: &'t str,
    root: Option<Value>,
    way: Vec<Stage>,
}

struct Stage {
    step: Step,
    /// The byte where the field or the element starts that the step leads to.
    item: usize,
    value: Value,
}

/// Where a value is.
#[derive(Clone, Copy)]
struct Value {
    /// The byte where it starts.
    at: usize,
    /// The brackets of `Some(` that are open around it.
    wraps: usize,
}

/// A place inside an element of a list from which the elements behind it can be reached.
#[derive(Clone, Copy)]
struct Nearby {
    /// The element's place in its list.
    index: usize,
    at: usize,
    /// How many brackets of the element are open there.
    depth: usize,
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
        let mut nearby = self.nearby(known);
        self.way.truncate(known);
        for step in &path[known..] {
            let parent = self.way.last().map_or(root, |stage| stage.value).at;
            let Some((item, value)) = self.enter(parent, *step, nearby.take()) else {
                break;
            };
            self.way.push(Stage {
                step: *step,
                item,
                value,
            });
        }
        Some(self.way.last().map_or(root, |stage| stage.value).at)
    }

    /// How far into the element of the stage `from` the last path led. The next element of the
    /// same list is reached from there, so that nothing is read twice.
    fn nearby(&self, from: usize) -> Option<Nearby> {
        let way = self.way.get(from..)?;
        let ([first, ..], [before @ .., last]) = (way, way) else {
            return None;
        };
        let Step::Index(index) = first.step else {
            return None;
        };
        Some(Nearby {
            index,
            at: last.item,
            depth: before.iter().map(|stage| stage.value.wraps + 1).sum(),
        })
    }

    /// Where a value starts that starts at this byte with `Some(` or a name in front of brackets.
    fn contents(&self, mut at: usize) -> Option<Value> {
        let mut wraps = 0;
        loop {
            let mut lexer = Lexer::resume(self.text, at);
            let first = lexer.next().ok()?;
            let start = first.start;
            if first.kind != Kind::Word {
                return Some(Value { at: start, wraps });
            }
            let open = lexer.next().ok()?;
            match open.kind {
                Kind::Open(Bracket::Round) if self.text[start..first.end] == *"Some" => {
                    at = open.end;
                    wraps += 1;
                }
                Kind::Open(Bracket::Round) => {
                    let at = open.start;
                    return Some(Value { at, wraps });
                }
                _ => return Some(Value { at: start, wraps }),
            }
        }
    }

    /// Where the item and its value start that a step leads to, inside the brackets at `parent`.
    fn enter(&self, parent: usize, step: Step, nearby: Option<Nearby>) -> Option<(usize, Value)> {
        let (mut at, mut index) = match (step, nearby) {
            (Step::Index(wanted), Some(Nearby { index, at, depth })) if index < wanted => {
                (at + rest_len(&self.text[at..], depth)?, index + 1)
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
    fn the_next_element_is_found_from_deep_inside_the_one_before() {
        use Step::{Field, Index};
        let text = "(p: [(s: Some([(t: [1, (2)], n: Some((v: [3]))), B(t: [4, 5]), (t: [])])), \
                    (s: [(t: [6])]), ((7))], q: [8])";
        let s = |p: usize, s: usize| vec![Field("p"), Index(p), Field("s"), Index(s)];
        let with = |path: Vec<Step>, more: &[Step]| [path.as_slice(), more].concat();
        let t = |p, n, t| with(s(p, n), &[Field("t"), Index(t)]);
        let paths = [
            with(s(0, 0), &[Field("n"), Field("v"), Index(0)]),
            t(0, 1, 0),
            t(0, 1, 1),
            s(0, 2),
            t(1, 0, 0),
            vec![Field("p"), Index(2), Index(0)],
            vec![Field("q"), Index(0)],
            t(0, 0, 1),
            t(0, 2, 0),
            vec![Field("p"), Index(1)],
        ];
        let mut locator = Locator::new(text);
        for path in paths {
            let fresh = Locator::new(text).find(&path);
            assert!(fresh.is_some(), "{path:?}");
            assert_eq!(locator.find(&path), fresh, "{path:?}");
        }
        assert!(text[locator.find(&t(0, 1, 1)).expect("a place")..].starts_with("5]"));
        assert!(text[locator.find(&t(1, 0, 0)).expect("a place")..].starts_with("6]"));
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
