//! What can be wrong with the syntax of a file.

use super::token::Bracket;

/// A fault in the syntax, at a byte of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    /// The byte.
    pub(super) at: usize,
    /// The fault.
    pub(super) what: What,
}

/// The faults. The first group is read over as if it were right, so that the rest of the file is
/// looked at as well; after one of the second group nothing can be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A character that looks like the one meant: `，` for `,`.
    Lookalike { found: char, meant: char },
    /// A blank that is none in RON: the ideographic space.
    Blank(char),
    /// A text in other quotes than `"`.
    Quotes(char),
    /// A text closed by another quote than the `"` that opened it, which is at this byte.
    ClosingQuote { opened: usize, found: char },
    /// A field name in quotes.
    QuotedName,
    /// A character that has no meaning here.
    Stray(char),
    /// The values of a variant without brackets around them; the bytes where the name ends, and
    /// where the values begin and end.
    BareValues {
        name_end: usize,
        values: usize,
        end: usize,
    },
    /// No comma between two values, or two fields.
    MissingComma,
    /// A comma where nothing stands before it.
    ExtraComma,

    /// A text whose closing quote may be missing, for something stands right behind it.
    TextRunsOn { end: usize },
    /// A text that never ends.
    UnclosedText,
    /// A comment that never ends.
    UnclosedComment,
    /// A bracket that is never closed.
    Unclosed(Bracket),
    /// A closing bracket that is not the one of the open bracket at this byte.
    WrongClose {
        open: Bracket,
        opened: usize,
        found: Bracket,
    },
    /// Brackets that the indentation wants closed in front of this line, or of the end of the
    /// text; the outermost was opened at this byte.
    LostClose {
        closes: Vec<Bracket>,
        opened: usize,
        is_end: bool,
    },
    /// Closing brackets that the indentation has no use for.
    SurplusClose(Vec<Bracket>),
    /// Brackets that the indentation wants opened in front of this line.
    LostOpen(Vec<Bracket>),
    /// Something else where a value should be.
    MissingValue,
    /// No colon between a name and its value.
    MissingColon,
    /// A colon in a list: the brackets around the fields are missing.
    LooseColon,
    /// Something behind the end of the data.
    Trailing { closed: usize },
    /// More brackets inside each other than the reader follows.
    TooDeep,
    /// No data at all.
    Empty,
    /// A first line `#![…]` that is not closed.
    Attribute,
}

impl What {
    /// Whether it may come of brackets that were lost, or are too many, somewhere before.
    pub(super) fn may_be_brackets(&self) -> bool {
        matches!(
            self,
            Self::Unclosed(_)
                | Self::WrongClose { .. }
                | Self::MissingValue
                | Self::MissingColon
                | Self::LooseColon
                | Self::Trailing { .. }
        )
    }

    /// Whether it may come of where values stand; the other slips are of the characters.
    pub(super) fn is_about_order(&self) -> bool {
        matches!(
            self,
            Self::QuotedName | Self::BareValues { .. } | Self::MissingComma | Self::ExtraComma
        )
    }
}
