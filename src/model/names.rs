//! When two names are one: what people cannot tell apart on paper, no file should tell apart.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// What a name is compared by: its characters without the differences that nobody sees. Full-width
/// and half-width forms are one, blanks and invisible characters do not count.
#[must_use]
pub fn name_key(name: &str) -> Cow<'_, str> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || ('\u{4E00}'..='\u{9FFF}').contains(&c);
    if name.chars().all(is_plain) {
        return Cow::Borrowed(name);
    }
    let seen = |c: &char| !c.is_whitespace() && !is_invisible(*c);
    Cow::Owned(name.nfkc().filter(seen).collect())
}

/// Whether a character has no shape of its own: marks of direction, joiners, blanks of no width.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{00AD}'
                | '\u{034F}'
                | '\u{061C}'
                | '\u{115F}'
                | '\u{1160}'
                | '\u{17B4}'
                | '\u{17B5}'
                | '\u{180B}'..='\u{180F}'
                | '\u{200B}'..='\u{200F}'
                | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{3164}'
                | '\u{FE00}'..='\u{FE0F}'
                | '\u{FEFF}'
                | '\u{FFA0}'
                | '\u{E0000}'..='\u{E0FFF}'
        )
}

#[cfg(test)]
mod tests {
    use super::name_key;

    #[test]
    fn what_nobody_sees_does_not_count() {
        for name in [
            "甲局",
            "甲局 ",
            "\u{3000}甲局",
            "甲\u{200B}局",
            "甲局\u{FE00}",
            "\u{FEFF}甲\u{AD}局\t",
            "甲 局",
        ] {
            assert_eq!(name_key(name), "甲局", "{name:?}");
        }
        assert_eq!(name_key("（甲）局"), name_key("(甲)局"));
        assert_eq!(name_key("ＡＢ局１"), "AB局1");
        assert_eq!(name_key("⼯业局"), "工业局", "a radical for a character");
        assert_ne!(name_key("(甲)局"), name_key("甲局"));
    }
}
