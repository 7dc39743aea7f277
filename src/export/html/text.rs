//! Texts inside HTML and inside the page's own data.

use std::borrow::Cow;

/// A text as content or attribute value of an element. Nothing in it is markup any more; control
/// characters, which no page may hold, are left out.
pub(in crate::export) fn escape(text: &str) -> Cow<'_, str> {
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
            '\'' => escaped.push_str("&#39;"),
            c if is_barred(c) => {}
            c => escaped.push(c),
        }
    }
    Cow::Owned(escaped)
}

/// Appends a text as a JSON string that may stand inside a script element.
pub(super) fn push_json(json: &mut String, text: &str) {
    json.push('"');
    for c in text.chars() {
        match c {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\n' => json.push_str("\\n"),
            // Neither `</script>` nor `<!--` can come about, and old engines read U+2028 as a
            // line's end.
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                json.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c if is_barred(c) || c.is_control() => {}
            c => json.push(c),
        }
    }
    json.push('"');
}

/// Characters that HTML does not allow.
fn is_barred(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t') || matches!(u32::from(c) & 0xffff, 0xfffe | 0xffff)
}

#[cfg(test)]
mod tests {
    use super::{escape, push_json};

    #[test]
    fn nothing_is_markup_any_more() {
        assert_eq!(
            escape("</script>\"'&amp;\u{0}\u{85}<!--"),
            "&lt;/script&gt;&quot;&#39;&amp;amp;&lt;!--"
        );
        assert_eq!(escape("市经信局\n二(一)"), "市经信局\n二(一)");
    }

    #[test]
    fn no_string_ends_its_script() {
        let mut json = String::new();
        push_json(&mut json, "</script>\"\\\n\r\u{2028}&\u{0}市");
        assert_eq!(json, r#""\u003c/script\u003e\"\\\n\u2028\u0026市""#);
    }
}
