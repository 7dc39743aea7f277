//! Texts inside XML and HTML.

use std::borrow::Cow;

/// A text as content or attribute value of an element, in XML 1.0 as in HTML: nothing in it is
/// markup any more, and characters that such files may not hold ([`is_barred`]) are left out.
#[must_use]
pub(crate) fn escape(text: &str) -> Cow<'_, str> {
    let special = |c: char| matches!(c, '&' | '<' | '>' | '"' | '\'') || is_barred(c);
    if !text.contains(special) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // HTML 4 does not know &apos;.
            '\'' => escaped.push_str("&#39;"),
            c if is_barred(c) => {}
            c => escaped.push(c),
        }
    }
    Cow::Owned(escaped)
}

/// A text without the characters that no file may hold ([`is_barred`]), for writers that escape
/// markup themselves.
#[must_use]
pub(crate) fn allowed(text: &str) -> Cow<'_, str> {
    if text.contains(is_barred) {
        Cow::Owned(text.replace(is_barred, ""))
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether a character may not stand in a file, not even escaped: control characters but tab and
/// line feed, and those that Unicode keeps for no text at all. XML 1.0 lets some of them pass,
/// HTML none.
#[must_use]
pub fn is_barred(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n'))
        || matches!(u32::from(c) & 0xffff, 0xfffe | 0xffff)
        || matches!(c, '\u{FDD0}'..='\u{FDEF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_markup_any_more() {
        assert_eq!(
            escape("</script>\"'&amp;\u{0}\u{85}<!--"),
            "&lt;/script&gt;&quot;&#39;&amp;amp;&lt;!--"
        );
        assert_eq!(escape("]]>"), "]]&gt;");
    }

    #[test]
    fn texts_without_such_characters_stay_as_they_are() {
        for text in [
            "",
            "市经信局\t二\n(一)",
            "“名品”　①\u{a0}😀\u{200b}\u{e000}",
        ] {
            assert!(matches!(escape(text), Cow::Borrowed(same) if same == text));
        }
    }

    /// `Char` of XML 1.0, section 2.2, without the carriage return, which every reader turns into
    /// a line feed.
    fn is_char(c: char) -> bool {
        matches!(c, '\t' | '\n' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
    }

    #[test]
    fn every_character_comes_back_from_an_xml_reader_or_is_left_out() {
        let all: String = ('\0'..=char::MAX).collect();
        let escaped = escape(&all);
        assert!(escaped.chars().all(is_char));
        let file = format!("<t a=\"{escaped}\">{escaped}</t>");
        let read = roxmltree::Document::parse(&file).unwrap();
        let wanted: String = all.chars().filter(|c| !is_barred(*c)).collect();
        assert_eq!(read.root_element().text(), Some(wanted.as_str()));
        // A line break in an attribute is read as a blank.
        let attribute = wanted.replace(['\t', '\n'], " ");
        assert_eq!(read.root_element().attribute("a"), Some(attribute.as_str()));
        assert_eq!(allowed(&all), wanted);
        for c in ['市', ' ', '\u{a0}', '\u{fffd}', '\u{10fffd}'] {
            assert!(!is_barred(c));
        }
        for c in [
            '\u{0}',
            '\u{b}',
            '\r',
            '\u{7f}',
            '\u{85}',
            '\u{ffff}',
            '\u{1fffe}',
        ] {
            assert!(is_barred(c), "{}", c.escape_unicode());
        }
    }
}
