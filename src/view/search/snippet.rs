//! Where a task has what was searched, in a few words.

use super::index::Field;
use super::term::Query;
use crate::model::Task;

/// So many characters stand before what was found, and so many from there on.
const BEFORE: usize = 6;
const BEHIND: usize = 24;

/// Where a task has what was searched, if its title has not: the field, and a few characters
/// around it.
#[must_use]
pub fn snippet(task: &Task, query: &Query) -> Option<(Field, String)> {
    if query.is_empty() || !query.highlights(&task.title, false).is_empty() {
        return None;
    }
    let indicators = task.targets.iter();
    let indicators = indicators.map(|target| (Field::Indicator, target.indicator.as_str()));
    let own = task.fields.iter().map(|(_, text)| (Field::Own, text));
    let summary = std::iter::once((Field::Summary, task.summary.as_str()));
    let text = task.text.as_deref().map(|text| (Field::Text, text));
    let written = task.assignments.iter();
    let written = written.filter_map(|one| Some((Field::Written, one.written.as_deref()?)));
    let texts = indicators.chain(own).chain(summary).chain(text);
    texts
        .chain(written)
        .find_map(|(field, text)| Some((field, around(text, query)?)))
}

/// The first place of a text that was searched, with a few characters around it.
fn around(text: &str, query: &Query) -> Option<String> {
    let range = query.highlights(text, true).into_iter().next()?;
    let before = text[..range.start].chars().rev().take(BEFORE);
    let from = range.start - before.map(char::len_utf8).sum::<usize>();
    let behind = text[range.start..].chars().take(BEHIND);
    let to = range.start + behind.map(char::len_utf8).sum::<usize>();
    let dots = if from > 0 { "…" } else { "" };
    let more = if to < text.len() { "…" } else { "" };
    let words = text[from..to].replace(char::is_whitespace, " ");
    Some(format!("{dots}{words}{more}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_says_where_it_stands_and_is_cut_around_what_was_found() {
        let task = Task {
            title: "加强节水".to_owned(),
            summary: "管好用水".to_owned(),
            text: Some("（一）加强节水。严格管理，对高耗水行业实行定额管理。".to_owned()),
            ..Task::default()
        };
        let found = |words: &str| snippet(&task, &Query::new(words));
        assert_eq!(found("节水"), None, "the title says it");
        assert_eq!(
            found("高耗水"),
            Some((
                Field::Text,
                "…严格管理，对高耗水行业实行定额管理。".to_owned()
            ))
        );
        assert_eq!(found("管好").map(|(field, _)| field), Some(Field::Summary));
        assert_eq!(found("种树"), None);
    }
}
