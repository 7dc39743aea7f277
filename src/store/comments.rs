//! The comments of a data file, which writing it anew would lose.

use std::collections::HashMap;

use super::scan::comment_len;
use super::token::{Kind, Lexer, Trust};

/// How many pieces of comment stand in a text: those without a token between them are one.
#[must_use]
pub fn count_comments(text: &str) -> usize {
    pieces(text).len()
}

/// How many pieces of comment of an old text are not in a new one as they were, wherever.
pub(super) fn lost(old: &str, new: &str) -> usize {
    let mut kept: HashMap<&str, usize> = HashMap::new();
    for comment in pieces(new).into_iter().flat_map(comments) {
        *kept.entry(comment).or_default() += 1;
    }
    let mut is_lost = |comment: &str| match kept.get_mut(comment) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    let old = pieces(old).into_iter();
    old.filter(|piece| {
        let gone = comments(piece)
            .into_iter()
            .filter(|comment| is_lost(comment));
        gone.count() > 0
    })
    .count()
}

/// What stands between two tokens, where there is comment in it.
fn pieces(text: &str) -> Vec<&str> {
    let mut lexer = Lexer::new(text, Trust::Doubtful);
    let mut pieces = Vec::new();
    let mut at = 0;
    loop {
        let Ok(token) = lexer.next() else {
            return pieces;
        };
        let between = text.get(at..token.start).unwrap_or_default();
        if between.contains("//") || between.contains("/*") {
            pieces.push(between);
        }
        if token.kind == Kind::End {
            return pieces;
        }
        at = token.end;
    }
}

/// The single comments of a piece.
fn comments(piece: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = piece;
    while let Some(at) = rest.find('/') {
        rest = &rest[at..];
        let len = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else {
            comment_len(rest).unwrap_or(rest.len())
        };
        found.push(rest[..len].trim_end());
        rest = &rest[len..];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_counted_and_texts_are_none() {
        for (text, wanted) in [
            ("(format: 1)", 0),
            ("(title: \"见 http://a.cn /* 不是 */\")", 0),
            ("// 说明\n(format: 1)", 1),
            ("// 一\n// 二\n(format: 1, /* 三 */ title: \"甲\") // 四", 3),
        ] {
            assert_eq!(count_comments(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_comment_is_lost_where_it_stands_nowhere_any_more() {
        let old = "// 一\n// 二\n(format: 1, /* 三 */ title: \"甲\") // 二\r\n";
        for (new, wanted) in [
            (old, 0),
            ("(format: 1)", 3),
            ("// 一\n(format: 1) /* 三 */ // 二", 1),
            ("/* 三 */ // 二\n// 二\n(format: 1) // 一", 0),
        ] {
            assert_eq!(lost(old, new), wanted, "{new}");
        }
    }
}
