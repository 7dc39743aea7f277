//! Texts that people read, which the import understands, beside data and the files of programs.

use super::foreign;
use super::scan::is_invisible;

/// Whether a text is one for people to read: running text, a web page, a table of cells. Data with
/// slips is none, nor what other programs write for each other (JSON, YAML, XML).
#[must_use]
pub fn is_document(text: &str) -> bool {
    let nothing = |c: char| c.is_whitespace() || is_invisible(c);
    if text.trim_matches(nothing).is_empty() {
        return false;
    }
    match foreign::markup(text) {
        Some(what) => what == "网页",
        None => {
            let of_programs =
                foreign::is_json(text) || foreign::is_yaml(text) || foreign::is_ini(text);
            !of_programs && foreign::text(text).is_some()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_people_read_is_a_document() {
        for text in [
            "一、总体要求\n（一）指导思想。坚持……",
            "市水务局关于治水的通知\n各区人民政府：",
            "<!doctype html><html><body>治水",
            "机构,任务\n甲,乙",
        ] {
            assert!(is_document(text), "{text}");
        }
        for text in [
            "",
            " \n\u{FEFF}",
            "(format: 1)",
            "（format：1）",
            "{\"format\": 1}",
            "---\nformat: 1\n",
            "[plan]\nname = \"甲\"\n",
            "<?xml version=\"1.0\"?><plans/>",
        ] {
            assert!(!is_document(text), "{text}");
        }
    }
}
