//! The line that a finding stands in: a number of a line is nothing that anybody sees.

use std::borrow::Cow;

use crate::diagnostic::{Diagnostic, Quote};
use crate::visible::visible_line;

/// A line of fewer characters comes with the next one.
const FEW: usize = 3;
/// How many characters of a long line are quoted before the marked one, and from it on.
const BEFORE: usize = 24;
const BEHIND: usize = 48;

/// Adds the lines of a text to findings that have a place in it.
pub(super) fn add(text: &str, diagnostics: &mut [Diagnostic]) {
    let mut wanted: Vec<(usize, usize)> = diagnostics
        .iter()
        .enumerate()
        .filter_map(|(nth, diagnostic)| Some((diagnostic.place.position?.line, nth)))
        .collect();
    wanted.sort_unstable();
    let mut lines = text.split('\n').zip(1..);
    let mut at = lines.next();
    for (line, nth) in wanted {
        while at.is_some_and(|(_, number)| number < line) {
            at = lines.next();
        }
        let Some((found, _)) = at.filter(|(_, number)| *number == line) else {
            return;
        };
        let mut found = Cow::Borrowed(found);
        // A bracket alone says nothing: what stands in it comes with it.
        if (1..FEW).contains(&found.trim().chars().count())
            && let Some((next, _)) = lines.clone().find(|(line, _)| !line.trim().is_empty())
        {
            let joined = format!("{} {}", found.trim_end(), next.trim());
            found = Cow::Owned(joined);
        }
        let diagnostic = &mut diagnostics[nth];
        let column = diagnostic.place.position.map_or(1, |place| place.column);
        diagnostic.quote = quote(&found, column.saturating_sub(1));
    }
}

/// A line around a character of it; none where there is nothing to see.
fn quote(line: &str, column: usize) -> Option<Quote> {
    let line = line.strip_suffix('\r').unwrap_or(line);
    let indent = line.chars().take_while(|c| c.is_whitespace()).count();
    let from = column.saturating_sub(BEFORE).max(indent.min(column));
    let mut chars = line.chars().skip(from);
    let mut text = String::new();
    let mut mark = 0;
    if from > indent {
        text.push('…');
        mark = 1;
    }
    for (nth, c) in (&mut chars).take(column - from + BEHIND).enumerate() {
        let shown = visible_line(c.encode_utf8(&mut [0; 4])).into_owned();
        if nth < column - from {
            mark += shown.chars().count();
        }
        text.push_str(&shown);
    }
    if chars.next().is_some() {
        text.push('…');
    }
    (!text.trim().is_empty()).then_some(Quote { line: text, mark })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Position;

    fn of(text: &str, line: usize, column: usize) -> Option<(String, usize)> {
        let mut found = [Diagnostic::error("错").at(Position { line, column })];
        add(text, &mut found);
        let [found] = found;
        found.quote.map(|quote| (quote.line, quote.mark))
    }

    #[test]
    fn a_line_is_quoted_without_its_indent() {
        let text = "甲\r\n    乙丙丁\r\n戊";
        assert_eq!(of(text, 2, 6), Some(("乙丙丁".to_owned(), 1)));
        assert_eq!(of(text, 3, 1), Some(("戊".to_owned(), 0)));
        // Behind the last character, before the first, and where there is no such line.
        assert_eq!(of(text, 3, 2), Some(("戊".to_owned(), 1)));
        assert_eq!(of(text, 2, 2), Some(("   乙丙丁".to_owned(), 0)));
        assert_eq!(of(text, 9, 1), None);
        assert_eq!(of("甲\n\n乙", 2, 1), None);
    }

    #[test]
    fn a_bracket_comes_with_what_stands_in_it() {
        let text = "[\n    (\n\n        id: 1,\n    )";
        assert_eq!(of(text, 2, 5), Some(("( id: 1,".to_owned(), 0)));
        assert_eq!(of(text, 5, 5), Some((")".to_owned(), 0)));
    }

    #[test]
    fn of_a_long_line_only_what_is_near_is_quoted() {
        let line: String = (0..200).map(|nth| char::from(b'a' + nth % 26)).collect();
        let (text, mark) = of(&line, 1, 101).unwrap();
        assert_eq!(text.chars().count(), 1 + BEFORE + BEHIND + 1);
        assert!(text.starts_with('…') && text.ends_with('…'));
        assert_eq!(text.chars().nth(mark), line.chars().nth(100));
    }

    #[test]
    fn what_commands_a_terminal_is_spelt_out_and_the_mark_stays_in_place() {
        let (text, mark) = of("甲\u{1b}乙丙", 1, 4).unwrap();
        assert_eq!(text, "甲U+001B乙丙");
        assert_eq!(text.chars().nth(mark), Some('丙'));
    }

    #[test]
    fn several_findings_of_one_line_each_have_it() {
        let at = |line, column| Diagnostic::error("错").at(Position { line, column });
        let mut found = [at(3, 1), at(1, 1), at(3, 2), Diagnostic::error("无处")];
        add("甲甲甲\n乙\n丙丁", &mut found);
        let lines = found.map(|it| it.quote.map(|quote| quote.line));
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(lines, [some("丙丁"), some("甲甲甲"), some("丙丁"), None]);
    }
}
