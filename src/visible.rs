//! Texts of others as a terminal may show them: nothing in them moves the cursor, paints the
//! window's title or turns the order of reading round.

use std::borrow::Cow;

/// A text in which every control character and every invisible sign that changes the order of
/// reading is spelt out: `U+001B`. Line feeds and tabs stay.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    spelt_out(text, |c| !matches!(c, '\n' | '\t') && is_harmful(c))
}

/// The same for what is to stay on one line: line feeds and tabs are spelt out, too.
#[must_use]
pub fn visible_line(text: &str) -> Cow<'_, str> {
    spelt_out(text, is_harmful)
}

fn spelt_out(text: &str, is_harmful: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_harmful) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_harmful(c) {
            shown.push_str(&format!("U+{:04X}", u32::from(c)));
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// Control characters, and signs without a shape that a name has no use for. The joiners stay:
/// some scripts and pictures are written with them.
fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E007F}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_spelt_out() {
        let name = "\u{1b}[2J\u{1b}]0;pwn\u{7}局\u{202e}abc\u{9b}1m\r\u{8}\u{7f}\u{200b}";
        let shown = "U+001B[2JU+001B]0;pwnU+0007局U+202EabcU+009B1mU+000DU+0008U+007FU+200B";
        assert_eq!(visible(name), shown);
        assert_eq!(visible_line("甲\n\t乙"), "甲U+000AU+0009乙");
    }

    #[test]
    fn what_is_harmless_stays_as_it_is() {
        for text in ["甲局（一）\n\t20 家", "👩‍💻", "é", ""] {
            assert!(matches!(visible(text), Cow::Borrowed(same) if same == text));
        }
    }
}
