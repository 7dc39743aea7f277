//! RON text as tokens.
//!
//! On a sound file the tokens are those of the `ron` crate. On an unsound one the lexer reads over
//! what a Chinese keyboard makes of RON (full-width commas, curly quotes) and keeps a list of it.

use super::problem::{Problem, What};
use super::scan::{
    attribute_len, char_len, closes, comment_len, ends_value, is_blank, is_invisible, is_quote,
    may_follow_text, number_len, raw_hashes, raw_len, word_len,
};
use crate::nearest::half_width;

/// A kind of bracket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bracket {
    Round,
    Square,
    Curly,
}

impl Bracket {
    /// The opening and the closing bracket.
    pub(super) fn pair(self) -> (char, char) {
        match self {
            Self::Round => ('(', ')'),
            Self::Square => ('[', ']'),
            Self::Curly => ('{', '}'),
        }
    }
}

/// A kind of token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Open(Bracket),
    Close(Bracket),
    Comma,
    Colon,
    /// A text, with its quotes.
    Text,
    /// A byte string.
    Bytes,
    /// A character in single quotes.
    Char,
    Number,
    /// A field name, a variant, `true`.
    Word,
    End,
}

/// A token and its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// What is known of a text before it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trust {
    /// The `ron` crate reads it.
    Sound,
    /// It does not: look for slips.
    Doubtful,
}

/// Nothing more can be read; the reason is the last problem of the lexer.
#[derive(Debug)]
pub(super) struct Stop;

/// Beyond this, a list of slips helps nobody.
const MOST_PROBLEMS: usize = 100;

/// Reads tokens one by one.
#[derive(Clone)]
pub(super) struct Lexer<'t> {
    text: &'t str,
    at: usize,
    trust: Trust,
    /// Faults so far, in the order of the text.
    pub(super) problems: Vec<Problem>,
}

impl<'t> Lexer<'t> {
    pub(super) fn new(text: &'t str, trust: Trust) -> Self {
        Self {
            text,
            at: 0,
            trust,
            problems: Vec::new(),
        }
    }

    /// A lexer for the rest of a sound text.
    pub(super) fn resume(text: &'t str, at: usize) -> Self {
        Self {
            at,
            ..Self::new(text, Trust::Sound)
        }
    }

    /// Notes a fault and goes on, unless there were too many.
    pub(super) fn slip(&mut self, at: usize, what: What) -> Result<(), Stop> {
        self.problems.push(Problem { at, what });
        if self.problems.len() < MOST_PROBLEMS {
            Ok(())
        } else {
            Err(Stop)
        }
    }

    /// Notes a fault behind which nothing can be read.
    pub(super) fn stop(&mut self, at: usize, what: What) -> Stop {
        self.problems.push(Problem { at, what });
        Stop
    }

    /// A part of the text.
    pub(super) fn slice(&self, start: usize, end: usize) -> &'t str {
        &self.text[start..end]
    }

    /// Skips the attributes at the start of a file: `#![enable(implicit_some)]`.
    pub(super) fn attributes(&mut self) -> Result<(), Stop> {
        loop {
            self.blanks()?;
            let rest = &self.text[self.at..];
            if !rest.starts_with('#') {
                return Ok(());
            }
            match attribute_len(rest) {
                Some(len) => self.at += len,
                None => return Err(self.stop(self.at, What::Attribute)),
            }
        }
    }

    /// The next token.
    pub(super) fn next(&mut self) -> Result<Token, Stop> {
        loop {
            self.blanks()?;
            let start = self.at;
            let Some(first) = self.text[start..].chars().next() else {
                return Ok(Token {
                    kind: Kind::End,
                    start,
                    end: start,
                });
            };
            if let Some(kind) = punctuation(first) {
                self.at += first.len_utf8();
                return Ok(self.token(kind, start));
            }
            if let Some(kind) = self.literal(first)? {
                return Ok(self.token(kind, start));
            }
            // Not RON. What was probably meant?
            if let Some((meant, kind)) = lookalike(first) {
                self.at += first.len_utf8();
                self.slip(
                    start,
                    What::Lookalike {
                        found: first,
                        meant,
                    },
                )?;
                return Ok(self.token(kind, start));
            }
            if is_quote(first) {
                self.foreign_text(first)?;
                return Ok(self.token(Kind::Text, start));
            }
            if half_width(first).is_some_and(|c| c.is_ascii_digit()) {
                let meant = half_width(first).unwrap_or(first);
                self.at += word_len(&self.text[start..]);
                self.slip(
                    start,
                    What::Lookalike {
                        found: first,
                        meant,
                    },
                )?;
                return Ok(self.token(Kind::Number, start));
            }
            self.at += first.len_utf8();
            let what = if first.is_whitespace() || is_invisible(first) {
                What::Blank(first)
            } else {
                What::Stray(first)
            };
            self.slip(start, what)?;
        }
    }

    fn token(&self, kind: Kind, start: usize) -> Token {
        Token {
            kind,
            start,
            end: self.at,
        }
    }

    /// Skips blanks and comments.
    fn blanks(&mut self) -> Result<(), Stop> {
        loop {
            let rest = &self.text[self.at..];
            let spaces = |b: &u8| matches!(b, b' ' | b'\t'..=b'\r');
            let blank = rest.bytes().take_while(spaces).count();
            self.at += blank;
            let rest = &rest[blank..];
            if rest.starts_with(is_blank) {
                self.at += rest.chars().next().map_or(0, char::len_utf8);
            } else if rest.starts_with("//") {
                self.at += memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
            } else if rest.starts_with("/*") {
                match comment_len(rest) {
                    Some(len) => self.at += len,
                    None => return Err(self.stop(self.at, What::UnclosedComment)),
                }
            } else {
                return Ok(());
            }
        }
    }

    /// Reads a text, a character, a number or a word; `None` if none of them starts here.
    fn literal(&mut self, first: char) -> Result<Option<Kind>, Stop> {
        let rest = &self.text[self.at..];
        let (kind, len) = match first {
            '"' => (Kind::Text, self.text_len(1)),
            'r' if raw_hashes(&rest[1..]).is_some() => (Kind::Text, raw_len(rest, 1)),
            'b' if rest.starts_with("b\"") => (Kind::Bytes, self.text_len(2)),
            'b' if rest.starts_with("br") && raw_hashes(&rest[2..]).is_some() => {
                (Kind::Bytes, raw_len(rest, 2))
            }
            'b' if rest.starts_with("b'") => (Kind::Number, char_len(&rest[1..]).map(|n| n + 1)),
            '\'' => match char_len(rest) {
                Some(len) => (Kind::Char, Some(len)),
                // A text in single quotes, which is for the caller.
                None => return Ok(None),
            },
            '0'..='9' | '+' | '-' | '.' => (Kind::Number, Some(number_len(rest))),
            _ if first == '_' || first.is_alphabetic() => (Kind::Word, Some(word_len(rest))),
            _ => return Ok(None),
        };
        match len {
            Some(len) => {
                self.at += len;
                Ok(Some(kind))
            }
            None => Err(self.stop(self.at, What::UnclosedText)),
        }
    }

    /// The length of a text that starts here, whose opening quote is the last of `prefix` bytes.
    fn text_len(&mut self, prefix: usize) -> Option<usize> {
        let bytes = &self.text.as_bytes()[self.at..];
        let mut at = prefix;
        let end = loop {
            at += memchr::memchr2(b'"', b'\\', bytes.get(at..)?)?;
            if bytes[at] == b'"' {
                break at + 1;
            }
            // The character behind a backslash; its first byte is enough to pass a quote.
            at += 2;
        };
        if prefix == 1
            && self.trust == Trust::Doubtful
            && let Some((len, found)) = self.closed_by_curly(end)
        {
            let what = What::ClosingQuote {
                opened: self.at,
                found,
            };
            // The list of problems being full shows at the next one.
            let _ = self.slip(self.at + len - found.len_utf8(), what);
            return Some(len);
        }
        Some(end)
    }

    /// `"市经信局”, role: Lead, written: "…"`: the text of `len` bytes swallows what follows, up to
    /// the next straight quote. Only when it cannot be right: it runs over lines, or something
    /// stands right behind it; and only at a closing quote that closes nothing inside the text.
    fn closed_by_curly(&self, len: usize) -> Option<(usize, char)> {
        let rest = &self.text[self.at..];
        let (inside, behind) = (&rest[1..len - 1], &rest[len..]);
        let odd = behind.chars().next().is_some_and(|c| !may_follow_text(c));
        if !(odd || inside.contains('\n')) || !inside.contains(['”', '“', '＂']) {
            return None;
        }
        let mut open = 0_u32;
        for (at, c) in inside.char_indices() {
            match c {
                '“' => open += 1,
                '”' if open > 0 => open -= 1,
                '”' | '＂' => {
                    let len = 1 + at + c.len_utf8();
                    if ends_value(&rest[len..]) {
                        return Some((len, c));
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// Reads a text in quotes that are not `"`, up to the closing quote on the same line that
    /// something like a comma follows.
    fn foreign_text(&mut self, open: char) -> Result<(), Stop> {
        let start = self.at;
        let rest = &self.text[start..];
        let line = &rest[..memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len())];
        let mut ends = line
            .char_indices()
            .skip(1)
            .filter(|(_, c)| closes(open, *c))
            .map(|(at, c)| at + c.len_utf8());
        let first = ends.clone().next();
        let Some(len) = ends.find(|end| ends_value(&rest[*end..])).or(first) else {
            return Err(self.stop(start, What::UnclosedText));
        };
        self.at += len;
        self.slip(start, What::Quotes(open))
    }
}

fn punctuation(c: char) -> Option<Kind> {
    Some(match c {
        '(' => Kind::Open(Bracket::Round),
        ')' => Kind::Close(Bracket::Round),
        '[' => Kind::Open(Bracket::Square),
        ']' => Kind::Close(Bracket::Square),
        '{' => Kind::Open(Bracket::Curly),
        '}' => Kind::Close(Bracket::Curly),
        ',' => Kind::Comma,
        ':' => Kind::Colon,
        _ => return None,
    })
}

/// The character that was meant, and the token that it makes.
fn lookalike(c: char) -> Option<(char, Kind)> {
    let meant = match c {
        '、' | '；' | ';' | '﹐' | '､' => ',',
        '＝' | '=' | '∶' | '︰' | '﹕' => ':',
        '【' | '〔' | '〖' => '[',
        '】' | '〕' | '〗' => ']',
        '﹙' => '(',
        '﹚' => ')',
        _ => half_width(c)?,
    };
    punctuation(meant).map(|kind| (meant, kind))
}
