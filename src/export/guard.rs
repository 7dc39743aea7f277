//! Cells as texts that a spreadsheet leaves as they are.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, whatever the
//! quotes around it, and makes a date of `1-2`, a number of `001` and minus one of `(1)`. [`guard`]
//! puts a `'` before such cells, which makes them text. Figures that we print ourselves (`20`,
//! `-3.5`) are numbers and stay as they are.

use std::borrow::Cow;

use crate::nearest::half_width;

/// As many digits as a spreadsheet keeps of a number.
const MOST_DIGITS: usize = 15;

/// A cell's text with a `'` before it where a spreadsheet could take it for a formula, or for a
/// number, a date or a time that it would show in another way.
///
/// One `'` can be taken off again: texts that begin with `'` before such a text get one more.
#[must_use]
pub fn guard(text: &str) -> Cow<'_, str> {
    if could_run(text) || could_change(text) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The same for a deadline in the document's own words: one in Hanzi that a spreadsheet makes a
/// date of is shown by it as it was (2025年6月), and programs find the words of the document.
pub(super) fn deadline(text: &str) -> Cow<'_, str> {
    if is_chinese_date(text) {
        Cow::Borrowed(text)
    } else {
        guard(text)
    }
}

/// Whether a text is a number that stays as it is: not `001`, `1.10`, `1e5`.
pub(super) fn is_figure(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    digits <= MOST_DIGITS
        && text
            .parse::<f64>()
            .is_ok_and(|number| number.is_finite() && number.to_string() == text)
}

/// Whether a text is, behind blanks and `'`, a formula to some spreadsheet.
///
/// Full-width signs count: Chinese versions of Excel read `＝` as `=`. So does a control character
/// at the beginning: some programs drop it and look at what follows.
fn could_run(text: &str) -> bool {
    let text = text.trim_start_matches('\'');
    let invisible = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || c == '\''
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
    };
    text.starts_with(|c: char| c.is_control())
        || text.trim_start_matches(invisible).starts_with([
            '=', '+', '-', '@', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}',
        ])
}

/// Whether a text is a number, a date, a time or a truth to some spreadsheet.
fn could_change(text: &str) -> bool {
    let text = text.trim_start_matches('\'');
    // The long texts of a table are none of it; a number of any length is.
    let is_short = text.len() <= 40;
    if text.is_empty() || is_figure(text) || !(is_short || text.bytes().all(is_numeric)) {
        return false;
    }
    let plain: String = text
        .trim()
        .chars()
        .map(|c| half_width(c).unwrap_or(c))
        .collect();
    let plain = plain.to_ascii_uppercase();
    is_number_or_date(&plain)
        || is_chinese_date(&plain)
        || is_english_date(&plain)
        || matches!(
            plain.as_str(),
            "TRUE"
                | "FALSE"
                | "#N/A"
                | "#REF!"
                | "#NAME?"
                | "#VALUE!"
                | "#DIV/0!"
                | "#NUM!"
                | "#NULL!"
        )
}

fn is_numeric(byte: u8) -> bool {
    byte.is_ascii_digit() || b"+-.,eE".contains(&byte)
}

/// `001`, `1-2`, `2/3`, `(1)`, `20%`, `1e5`, `1,234`, `¥5`, `10:30`, `2023-06-30T08:00Z`, `1:30 PM`.
fn is_number_or_date(text: &str) -> bool {
    let text = text.trim_end_matches("AM").trim_end_matches("PM");
    text.contains(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| {
            c.is_ascii_digit()
                || matches!(
                    c,
                    ' ' | '.'
                        | ','
                        | '+'
                        | '-'
                        | '/'
                        | ':'
                        | '%'
                        | '('
                        | ')'
                        | '$'
                        | '¥'
                        | '￥'
                        | '€'
                        | '£'
                        | 'E'
                        | 'T'
                        | 'Z'
                        | '\u{A0}'
                        | '−'
                )
        })
}

/// `2023年6月`, `2023年6月30日`, `6月30日`, `9时30分`, `二〇二三年六月`.
fn is_chinese_date(text: &str) -> bool {
    let is_unit = |c: char| matches!(c, '年' | '月' | '日' | '号' | '时' | '分' | '秒' | '点');
    let is_digit = |c: char| c.is_ascii_digit() || "〇○零一二三四五六七八九十".contains(c);
    let units = text.chars().filter(|c| is_unit(*c)).count();
    let digits = text.chars().filter(|c| is_digit(*c)).count();
    let all = text.chars().filter(|c| *c != ' ').count();
    (units > 1 || text.ends_with('月')) && digits > 0 && units + digits == all
}

/// `MAR1`, `May 5`, `5-Jun-2023`.
fn is_english_date(text: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "JANUARY",
        "FEBRUARY",
        "MARCH",
        "APRIL",
        "MAY",
        "JUNE",
        "JULY",
        "AUGUST",
        "SEPTEMBER",
        "OCTOBER",
        "NOVEMBER",
        "DECEMBER",
    ];
    let letters: String = text.chars().filter(char::is_ascii_alphabetic).collect();
    let is_month = letters == "SEPT"
        || MONTHS
            .iter()
            .any(|month| letters == *month || letters == month[..3]);
    let is_rest = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '/' | '.' | ',');
    is_month && text.contains(|c: char| c.is_ascii_digit()) && text.chars().all(is_rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text that [`guard`] was given.
    fn unguard(cell: &str) -> &str {
        match cell.strip_prefix('\'') {
            Some(text) if guard(text) == cell => text,
            _ => cell,
        }
    }

    #[test]
    fn what_could_run_is_made_text() {
        for text in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "＝1",
            "＋1",
            "－1",
            "＠1",
            " =1",
            "\t=1",
            "\u{3000}=1",
            "\tx",
            "\rx",
            "\nx",
            "'=1",
            "' =1",
            "\u{FEFF}=1",
            "\u{A0}@x",
            "\u{200B}=1",
        ] {
            let guarded = guard(text);
            assert_eq!(guarded, format!("'{text}"));
            assert_eq!(unguard(&guarded), text);
        }
    }

    #[test]
    fn what_would_be_shown_otherwise_is_made_text() {
        for text in [
            "001",
            "1-2",
            "2/3",
            "1.10",
            "1.",
            ".5",
            "(1)",
            "（1）",
            "１２",
            "20%",
            "1e5",
            "1E5",
            "1,234",
            "¥5",
            "10:30",
            "1:30 pm",
            "1 1/2",
            "2023-06",
            "2023/6/30",
            "2023.6.30",
            "2023-06-30T08:00Z",
            "2023年6月",
            "2023年6月30日",
            "6月1日",
            "3月",
            "9时30分",
            "二〇二三年六月",
            "MAR1",
            "May 5",
            "5-Jun-2023",
            "true",
            "FALSE",
            "#N/A",
            "1234567890123456",
            "123456789012345678901234567890123456789012345678901234567890",
            "'001",
            " 001",
        ] {
            let guarded = guard(text);
            assert_eq!(guarded, format!("'{text}"));
            assert_eq!(unguard(&guarded), text);
        }
    }

    #[test]
    fn what_stays_as_it_is_needs_nothing() {
        for text in [
            "",
            "20",
            "1.5",
            "123456789012345",
            "二(一)1",
            "1至2",
            "三分之二",
            "'“名品”",
            "a=b",
            "①",
            "—",
            "2021—2023年",
            "2023年",
            "2023年底",
            "2023年6月底",
            "3年内",
            "每月",
            "May",
            "一",
            "十",
            "一、",
            "Decision 5",
        ] {
            assert_eq!(guard(text), text);
            assert_eq!(unguard(text), text);
        }
    }

    #[test]
    fn figures_are_numbers_as_they_are_printed() {
        for text in ["20", "-3.5", "0", "0.001"] {
            assert!(is_figure(text), "{text}");
        }
        for text in [
            "",
            "020",
            "1e5",
            "1.0",
            "inf",
            "NaN",
            "+1",
            "1234567890123456",
        ] {
            assert!(!is_figure(text), "{text}");
        }
    }
}
