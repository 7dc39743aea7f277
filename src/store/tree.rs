//! RON text as a tree that knows where everything stands.
//!
//! The nodes lie in one list in the order of the text, each with the place of its next sibling:
//! a file of 20,000 tasks makes a million nodes, which are not worth a box each.

use super::problem::{Problem, What};
use super::schema::{self, Variant};
use super::token::{Bracket, Kind, Lexer, Stop, Token, Trust};
use crate::num;

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `( … )`.
    Group,
    /// `[ … ]`.
    List,
    /// `{ … }`, of entries.
    Map,
    Text,
    Bytes,
    Char,
    Number,
    Word,
    /// `name: value` in a group. Its text is the name, its only child the value.
    Field,
    /// `Name( … )`. Its text is the name, its only child the group.
    Named,
    /// `key: value` in a map, with both as children.
    Entry,
}

#[derive(Clone, Copy, Debug)]
struct Cell {
    form: Form,
    start: u32,
    end: u32,
    /// The first node that is not inside this one.
    next: u32,
}

/// The same as the reader of the `ron` crate: deeper data would not be read anyway.
const MOST_DEPTH: usize = 128;

/// A text as a tree.
#[derive(Debug)]
pub(super) struct Tree<'t> {
    text: &'t str,
    cells: Vec<Cell>,
    /// The faults of the syntax, in the order of the text.
    pub(super) problems: Vec<Problem>,
    /// Whether the tree reaches to the end of the text.
    pub(super) complete: bool,
}

/// A node of a tree.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node<'a> {
    tree: &'a Tree<'a>,
    index: u32,
}

impl<'t> Tree<'t> {
    /// Reads a text. Texts of 4 GiB and more have no tree; nobody loads them.
    pub(super) fn read(text: &'t str, trust: Trust) -> Self {
        let mut reader = Reader {
            lexer: Lexer::new(text, trust),
            trust,
            peeked: None,
            last: None,
            before: None,
            cells: Vec::with_capacity(text.len() / 32),
        };
        let complete = u32::try_from(text.len()).is_ok() && reader.document().is_ok();
        // The lexer looks ahead, so that its faults may come before those of the reader.
        let mut problems = reader.lexer.problems;
        problems.sort_by_key(|problem| problem.at);
        Self {
            text,
            cells: reader.cells,
            problems,
            complete,
        }
    }

    /// The outermost value.
    pub(super) fn root(&self) -> Option<Node<'_>> {
        (!self.cells.is_empty()).then_some(Node {
            tree: self,
            index: 0,
        })
    }
}

impl<'a> Node<'a> {
    fn cell(self) -> Cell {
        self.tree.cells[self.index as usize]
    }

    pub(super) fn form(self) -> Form {
        self.cell().form
    }

    /// The byte where it starts.
    pub(super) fn start(self) -> usize {
        self.cell().start as usize
    }

    /// Its text: the name of a field or of a named group, the whole of everything else.
    pub(super) fn text(self) -> &'a str {
        &self.tree.text[self.start()..self.cell().end as usize]
    }

    /// The bytes of its [`text`](Self::text).
    pub(super) fn span(self) -> std::ops::Range<usize> {
        self.start()..self.cell().end as usize
    }

    /// The bytes of the whole value, with the group of a named one.
    pub(super) fn whole_span(self) -> std::ops::Range<usize> {
        let last = match self.form() {
            Form::Named => self.inner().unwrap_or(self),
            _ => self,
        };
        self.start()..last.cell().end as usize
    }

    /// The text of the whole value.
    pub(super) fn whole_text(self) -> &'a str {
        &self.tree.text[self.whole_span()]
    }

    /// A part of the text that it stands in.
    pub(super) fn slice(self, range: std::ops::Range<usize>) -> &'a str {
        &self.tree.text[range]
    }

    /// Its text as a name: `r#type` is `type`, and a name in quotes is its inside.
    pub(super) fn name(self) -> &'a str {
        let text = self.text();
        text.strip_prefix("r#")
            .unwrap_or_else(|| text.trim_matches('"'))
    }

    /// What is directly inside.
    pub(super) fn children(self) -> Children<'a> {
        Children {
            tree: self.tree,
            at: self.index + 1,
            end: self.cell().next,
        }
    }

    /// The first child: the value of a field, the group of a named one.
    pub(super) fn inner(self) -> Option<Node<'a>> {
        self.children().next()
    }
}

/// The nodes directly inside another one.
#[derive(Clone)]
pub(super) struct Children<'a> {
    tree: &'a Tree<'a>,
    at: u32,
    end: u32,
}

impl<'a> Iterator for Children<'a> {
    type Item = Node<'a>;

    fn next(&mut self) -> Option<Node<'a>> {
        // A tree that was not read to its end has open nodes, which hold nothing.
        if self.at >= self.end {
            return None;
        }
        let node = Node {
            tree: self.tree,
            index: self.at,
        };
        self.at = node.cell().next;
        Some(node)
    }
}

/// Whether a value begins with such a token.
fn starts_value(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::Close(_) | Kind::Comma | Kind::Colon | Kind::End | Kind::Open(Bracket::Round)
    )
}

struct Reader<'t> {
    lexer: Lexer<'t>,
    trust: Trust,
    peeked: Option<Token>,
    /// The token taken last, and the one before it.
    last: Option<Token>,
    before: Option<Token>,
    cells: Vec<Cell>,
}

impl Reader<'_> {
    fn document(&mut self) -> Result<(), Stop> {
        self.lexer.attributes()?;
        let first = self.take()?;
        if first.kind == Kind::End {
            return Err(self.lexer.stop(first.start, What::Empty));
        }
        self.value(first, 0)?;
        let closed = self.last.map_or(0, |token| token.end.saturating_sub(1));
        let next = self.take()?;
        match next.kind {
            Kind::End => Ok(()),
            _ => Err(self.lexer.stop(next.start, What::Trailing { closed })),
        }
    }

    fn peek(&mut self) -> Result<Token, Stop> {
        match self.peeked {
            Some(token) => Ok(token),
            None => Ok(*self.peeked.insert(self.lexer.next()?)),
        }
    }

    fn take(&mut self) -> Result<Token, Stop> {
        let token = self.peek()?;
        self.peeked = None;
        self.before = self.last.replace(token);
        Ok(token)
    }

    fn open(&mut self, form: Form, token: Token) -> usize {
        self.cells.push(Cell {
            form,
            start: num::short(token.start),
            end: num::short(token.end),
            next: 0,
        });
        self.cells.len() - 1
    }

    fn close(&mut self, index: usize) {
        self.cells[index].next = num::short(self.cells.len());
    }

    fn leaf(&mut self, form: Form, token: Token) {
        let index = self.open(form, token);
        self.close(index);
    }

    /// Reads the value that starts with a token already taken.
    fn value(&mut self, token: Token, depth: usize) -> Result<(), Stop> {
        match token.kind {
            Kind::Open(bracket) => self.bracket(bracket, token, depth)?,
            Kind::Word => {
                let next = self.peek()?;
                if next.kind == Kind::Open(Bracket::Round) {
                    let index = self.open(Form::Named, token);
                    self.take()?;
                    self.bracket(Bracket::Round, next, depth)?;
                    self.close(index);
                } else if let Some(variant) = self.bare_variant(token, next) {
                    self.bare(token, variant, depth)?;
                } else {
                    self.leaf(Form::Word, token);
                }
            }
            Kind::Text => self.leaf(Form::Text, token),
            Kind::Bytes => self.leaf(Form::Bytes, token),
            Kind::Char => self.leaf(Form::Char, token),
            Kind::Number => self.leaf(Form::Number, token),
            Kind::Close(_) | Kind::Comma | Kind::Colon | Kind::End => {
                return Err(self.lexer.stop(token.start, What::MissingValue));
            }
        }
        Ok(())
    }

    /// The variant that a word names, if values follow it without brackets: `Exactly 20`.
    fn bare_variant(&self, word: Token, next: Token) -> Option<&'static Variant> {
        if self.trust == Trust::Sound {
            return None;
        }
        let (_, variant) = schema::choice_with_values(self.lexer.slice(word.start, word.end))?;
        let is_value = match next.kind {
            Kind::Colon => self.ahead(1).is_some_and(starts_value),
            kind => starts_value(kind) && self.ahead(1) != Some(Kind::Colon),
        };
        is_value.then_some(variant)
    }

    /// Reads the values behind the name of a variant as if they stood in brackets.
    fn bare(&mut self, word: Token, variant: &Variant, depth: usize) -> Result<(), Stop> {
        let index = self.open(Form::Named, word);
        if self.peek()?.kind == Kind::Colon {
            let colon = self.take()?;
            // Another sign in its place is no fault of its own: none belongs there.
            self.lexer.problems.retain(|known| known.at != colon.start);
        }
        let first = self.peek()?;
        let group = self.open(Form::Group, first);
        for nth in 0..variant.items.len() {
            if nth > 0 {
                let next = self.peek()?.kind;
                if next == Kind::Comma
                    && self.ahead(1).is_some_and(starts_value)
                    && self.ahead(2) != Some(Kind::Colon)
                {
                    self.take()?;
                } else if !starts_value(next) || self.ahead(1) == Some(Kind::Colon) {
                    break;
                }
            }
            let value = self.take()?;
            if value.kind == Kind::Open(Bracket::Curly) {
                self.curly_leaf(value)?;
            } else {
                self.value(value, depth + 1)?;
            }
        }
        let end = self.last.map_or(first.end, |last| last.end);
        self.cells[group].end = num::short(end);
        self.close(group);
        self.close(index);
        let what = What::BareValues {
            name_end: word.end,
            values: first.start,
            end,
        };
        self.lexer.slip(word.start, what)
    }

    /// Reads curly brackets with values in them, and no keys, as one thing.
    fn curly_leaf(&mut self, open: Token) -> Result<(), Stop> {
        let index = self.open(Form::Map, open);
        let mut depth = 1;
        while depth > 0 {
            let token = self.take()?;
            match token.kind {
                Kind::Open(_) => depth += 1,
                Kind::Close(_) => depth -= 1,
                Kind::End => {
                    let what = What::Unclosed(Bracket::Curly);
                    return Err(self.lexer.stop(open.start, what));
                }
                _ => {}
            }
            self.cells[index].end = num::short(token.end);
        }
        self.close(index);
        Ok(())
    }

    /// The kind of the token that comes so many behind the next one.
    fn ahead(&self, count: usize) -> Option<Kind> {
        let mut lexer = self.lexer.clone();
        let next = if self.peeked.is_some() {
            count
        } else {
            count + 1
        };
        let mut kind = None;
        for _ in 0..next {
            kind = Some(lexer.next().ok()?.kind);
        }
        kind
    }

    fn bracket(&mut self, bracket: Bracket, open: Token, depth: usize) -> Result<(), Stop> {
        if depth >= MOST_DEPTH {
            return Err(self.lexer.stop(open.start, What::TooDeep));
        }
        let form = match bracket {
            Bracket::Round => Form::Group,
            Bracket::Square => Form::List,
            Bracket::Curly => Form::Map,
        };
        let index = self.open(form, open);
        let mut separated = true;
        let mut lone_word = false;
        let end = loop {
            let token = self.take()?;
            match token.kind {
                Kind::Close(found) if found == bracket => break token.end,
                Kind::Close(found) => {
                    let what = What::WrongClose {
                        open: bracket,
                        opened: open.start,
                        found,
                    };
                    return Err(self.lexer.stop(token.start, what));
                }
                Kind::End => return Err(self.lexer.stop(open.start, What::Unclosed(bracket))),
                Kind::Comma if separated => self.lexer.slip(token.start, What::ExtraComma)?,
                Kind::Comma => separated = true,
                _ => {
                    if !separated {
                        let is_named =
                            self.cells.get(index + 1).map(|first| first.form) == Some(Form::Field);
                        self.no_comma_before(token, lone_word, is_named)?;
                    }
                    let count = self.cells.len();
                    self.item(bracket, token, depth + 1)?;
                    separated = false;
                    lone_word = bracket == Bracket::Round
                        && self.cells.len() == count + 1
                        && self.cells[count].form == Form::Word;
                }
            }
        };
        self.cells[index].end = num::short(end);
        self.close(index);
        Ok(())
    }

    fn item(&mut self, bracket: Bracket, token: Token, depth: usize) -> Result<(), Stop> {
        match bracket {
            Bracket::Round if matches!(token.kind, Kind::Word | Kind::Text) => {
                if self.peek()?.kind != Kind::Colon {
                    return self.value(token, depth);
                }
                if token.kind == Kind::Text {
                    self.lexer.slip(token.start, What::QuotedName)?;
                }
                let index = self.open(Form::Field, token);
                self.take()?;
                let value = self.take()?;
                self.value(value, depth)?;
                self.close(index);
                Ok(())
            }
            Bracket::Round | Bracket::Square => self.value(token, depth),
            Bracket::Curly => {
                let index = self.open(Form::Entry, token);
                self.value(token, depth)?;
                let colon = self.take()?;
                if colon.kind != Kind::Colon {
                    return Err(self.lexer.stop(colon.start, What::MissingColon));
                }
                let value = self.take()?;
                self.value(value, depth)?;
                self.close(index);
                Ok(())
            }
        }
    }

    /// Two things without a comma between them: reads on if it is only the comma that is missing.
    /// A text in front may rather lack its end, and a word in front its colon. Among fields, a value
    /// without a name is wrong with a comma, too: that is for the shape to say.
    fn no_comma_before(
        &mut self,
        token: Token,
        lone_word: bool,
        is_named: bool,
    ) -> Result<(), Stop> {
        let Some(front) = self.before else {
            return Err(self.lexer.stop(token.start, What::MissingValue));
        };
        let runs_on = front.kind == Kind::Text
            && (front.end == token.start
                || self.lexer.slice(front.start, front.end).contains('\n'));
        if runs_on {
            let what = What::TextRunsOn { end: front.end };
            return Err(self.lexer.stop(front.start, what));
        }
        if token.kind == Kind::Colon {
            return Err(self.lexer.stop(token.start, What::LooseColon));
        }
        if lone_word {
            return Err(self.lexer.stop(front.end, What::MissingColon));
        }
        if is_named && self.peek()?.kind != Kind::Colon && self.trust == Trust::Doubtful {
            return Ok(());
        }
        self.lexer.slip(front.end, What::MissingComma)
    }
}
