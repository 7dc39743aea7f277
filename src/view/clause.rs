//! The wording of a clause, and what in it the task was read from.

use std::ops::Range;

use crate::model::{Role, Task};

/// A heading of a clause stands within so many bytes of its beginning.
const NEAR_BEGIN: usize = 60;

/// Parts of a task's wording, as ranges of its bytes, each list in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClauseParts {
    /// From the beginning to the end of the task's title, where the wording begins with it.
    pub heading: Option<Range<usize>>,
    /// The figures of the task's targets: `30项`.
    pub figures: Vec<Range<usize>>,
    /// The notes that say who answers for it: `（牵头单位：市经信局；责任单位：各区）`.
    pub notes: Vec<Range<usize>>,
    /// The bodies as they are written there, with the places of their assignments.
    pub bodies: Vec<(Range<usize>, usize)>,
}

impl ClauseParts {
    /// The parts of a task's wording; none where the file does not have it.
    #[must_use]
    pub fn of(task: &Task) -> Self {
        let Some(text) = task.text.as_deref() else {
            return Self::default();
        };
        let notes = notes(text);
        Self {
            heading: heading(text, &task.title),
            figures: figures(text, task),
            bodies: bodies(text, task, &notes),
            notes,
        }
    }
}

fn heading(text: &str, title: &str) -> Option<Range<usize>> {
    if title.is_empty() {
        return None;
    }
    let start = text.find(title).filter(|start| *start <= NEAR_BEGIN)?;
    let mut end = start + title.len();
    if text[end..].starts_with(['。', '.', '：', ':']) {
        end += text[end..].chars().next().map_or(0, char::len_utf8);
    }
    // What stands before it is its number, nothing that ends a sentence.
    (!text[..start].contains(['。', '；'])).then_some(0..end)
}

fn figures(text: &str, task: &Task) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for target in &task.targets {
        let (figure, unit) = (target.amount.figure(), target.unit.as_str());
        // A bare 2 is everywhere.
        if figure.is_empty() || unit.is_empty() {
            continue;
        }
        for words in [format!("{figure}{unit}"), format!("{figure} {unit}")] {
            found.extend(text.match_indices(words.as_str()).filter_map(|(at, it)| {
                let before = text[..at].chars().next_back();
                // 20项 is no part of 120项.
                let is_whole = !before.is_some_and(|c| c.is_ascii_digit() || c == '.');
                is_whole.then_some(at..at + it.len())
            }));
        }
    }
    found.sort_by_key(|range| (range.start, range.end));
    found.dedup();
    found
}

/// Outermost brackets in which a role of bodies is named.
fn notes(text: &str) -> Vec<Range<usize>> {
    let mut names: Vec<String> = Role::ALL
        .iter()
        .map(|role| format!("{}单位", role.label()))
        .collect();
    names.extend(["主责单位", "主办单位", "协办单位"].map(str::to_owned));
    let mut found = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '（' | '(' => open.push(at),
            '）' | ')' => {
                let Some(start) = open.pop().filter(|_| open.is_empty()) else {
                    continue;
                };
                let range = start..at + c.len_utf8();
                let inside = &text[range.clone()];
                if names.iter().any(|name| inside.contains(name.as_str())) {
                    found.push(range);
                }
            }
            _ => {}
        }
    }
    found
}

/// The first place of every body, in a note where there are any.
fn bodies(text: &str, task: &Task, notes: &[Range<usize>]) -> Vec<(Range<usize>, usize)> {
    let whole = 0..text.len();
    let rooms = if notes.is_empty() {
        std::slice::from_ref(&whole)
    } else {
        notes
    };
    let mut found: Vec<(Range<usize>, usize)> = Vec::new();
    for (nth, assignment) in task.assignments.iter().enumerate() {
        let Some(written) = assignment.written.as_deref().filter(|it| !it.is_empty()) else {
            continue;
        };
        let place = rooms.iter().find_map(|room| {
            let mut places = text[room.clone()].match_indices(written);
            // A name inside a longer one that was found is not this body.
            let free = |at: usize| {
                found
                    .iter()
                    .all(|(known, _)| at >= known.end || at + written.len() <= known.start)
            };
            let (at, it) = places.find(|(at, _)| free(room.start + at))?;
            Some(room.start + at..room.start + at + it.len())
        });
        found.extend(place.map(|place| (place, nth)));
    }
    found.sort_by_key(|(range, _)| range.start);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Amount, Assignment, Number, Target};

    fn target(figure: f64, unit: &str) -> Target {
        Target {
            amount: Amount::Exactly(Number::new(figure).expect("finite")),
            unit: unit.to_owned(),
            ..Target::default()
        }
    }

    fn task(text: &str, written: &[&str]) -> Task {
        let assignment = |name: &&str| Assignment {
            role: Role::Responsible,
            written: Some((*name).to_owned()),
            ..Assignment::default()
        };
        Task {
            title: "实施分类指导".to_owned(),
            text: Some(text.to_owned()),
            assignments: written.iter().map(assignment).collect(),
            targets: vec![target(30.0, "项"), target(2.5, "亿元")],
            ..Task::default()
        }
    }

    #[test]
    fn the_parts_of_a_clause_are_found_where_they_stand() {
        let text = "1.实施分类指导。打造30项名品，不是130项，投入2.5亿元，12.5亿元除外。（牵头单位：市经信局；责任单位：市发改委、各区(开发区)）";
        let task = task(text, &["市经信局", "市发改委", "各区(开发区)", "市科技局"]);
        let parts = ClauseParts::of(&task);
        let words = |range: &Range<usize>| &text[range.clone()];
        assert_eq!(parts.heading.as_ref().map(words), Some("1.实施分类指导。"));
        let figures: Vec<&str> = parts.figures.iter().map(words).collect();
        assert_eq!(figures, ["30项", "2.5亿元"]);
        assert_eq!(parts.notes.len(), 1);
        let note = words(&parts.notes[0]);
        assert!(
            note.starts_with("（牵头单位") && note.ends_with(")）"),
            "{note}"
        );
        let bodies: Vec<(&str, usize)> = parts.bodies.iter().map(|(r, n)| (words(r), *n)).collect();
        assert_eq!(
            bodies,
            [("市经信局", 0), ("市发改委", 1), ("各区(开发区)", 2)]
        );
    }

    #[test]
    fn a_name_inside_a_longer_one_is_another_body() {
        let text = "由市科技局、科技局办公室、市科技局办公室负责";
        let parts = ClauseParts::of(&task(text, &["市科技局", "市科技局"]));
        assert_eq!(parts.heading, None);
        assert_eq!(parts.bodies.len(), 2);
        assert!(parts.bodies[0].0.end <= parts.bodies[1].0.start);
    }

    #[test]
    fn without_a_wording_there_are_no_parts() {
        let mut task = task("", &["市经信局"]);
        task.text = None;
        assert_eq!(ClauseParts::of(&task), ClauseParts::default());
        task.text = Some("）（未闭合".to_owned());
        assert_eq!(ClauseParts::of(&task), ClauseParts::default());
    }
}
