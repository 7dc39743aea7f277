//! The comments of a data file, which writing it anew would lose.

use super::token::{Kind, Lexer, Trust};

/// How many pieces of comment stand in a text: those without a token between them are one.
#[must_use]
pub fn count_comments(text: &str) -> usize {
    let mut lexer = Lexer::new(text, Trust::Doubtful);
    let mut count = 0;
    let mut at = 0;
    loop {
        let Ok(token) = lexer.next() else {
            return count;
        };
        let between = text.get(at..token.start).unwrap_or_default();
        count += usize::from(between.contains("//") || between.contains("/*"));
        if token.kind == Kind::End {
            return count;
        }
        at = token.end;
    }
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
}
