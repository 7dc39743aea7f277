//! Texts inside the page's own data.

use crate::xml::is_barred;

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

#[cfg(test)]
mod tests {
    use super::push_json;

    #[test]
    fn no_string_ends_its_script() {
        let mut json = String::new();
        push_json(&mut json, "</script>\"\\\n\r\u{2028}&\u{0}市");
        assert_eq!(json, r#""\u003c/script\u003e\"\\\n\u2028\u0026市""#);
    }
}
