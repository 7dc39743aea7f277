//! Targets in the words that people write: `单项冠军 2026年底前 ≥20家`.

use crate::import::understand;
use crate::model::edit::{self, Edit, TaskAt};
use crate::model::{Dataset, Target};
use crate::terms;

/// A target in words that are understood as what it is; `None` where it has none: a deliverable, or
/// several deadlines.
#[must_use]
pub fn target_words(target: &Target) -> Option<String> {
    let due = target.due.text();
    let due = if target.due.is_unstated() { "" } else { &due };
    let stretch = if target.stretch { terms::STRETCH } else { "" };
    let amount = target.amount.text(&target.unit);
    let words = format!("{} {due} {stretch}{amount}", target.indicator);
    let words = words.split(' ').filter(|part| !part.is_empty());
    let words = words.collect::<Vec<_>>().join(" ");
    let is_same = understand::target(&words).is_some_and(|read| {
        let said = |target: &Target| {
            let due = (target.due.clone(), target.also_due.clone());
            let amount = (target.amount.clone(), target.unit.clone());
            (target.indicator.clone(), amount, due, target.stretch)
        };
        said(&read) == said(target)
    });
    is_same.then_some(words)
}

/// How words of a target are understood: `单项冠军，≥ 20 家，2026年底`. `None` where they are not.
#[must_use]
pub fn understood_target(words: &str) -> Option<String> {
    let target = understand::target(words).filter(|target| !target.indicator.is_empty())?;
    let mut parts = vec![target.indicator.clone(), target.amount.text(&target.unit)];
    if !target.is_undated() {
        parts.push(target.due_text());
    }
    if target.stretch {
        parts.push(terms::STRETCH.to_owned());
    }
    Some(parts.join("，"))
}

/// The change of a task's targets that words ask for: another one in place of the one with this
/// number, one more, or without words one less. `None` where all is so already, or the words are not
/// understood.
pub(super) fn change_target(
    data: &Dataset,
    at: TaskAt,
    nth: Option<usize>,
    words: &str,
) -> Option<Edit> {
    let task = edit::task(data, &at)?;
    let mut targets = task.targets.clone();
    let read = understand::target(words).filter(|target| !target.indicator.is_empty());
    match (nth, words.trim().is_empty()) {
        (None, true) => return None,
        (Some(nth), true) if nth < targets.len() => {
            targets.remove(nth);
        }
        (None, false) => targets.push(read?),
        (Some(nth), _) => {
            let known = targets.get_mut(nth)?;
            let read = read?;
            // Who is to reach it, its clause and its thread are not said in these words.
            *known = Target {
                indicator: read.indicator,
                amount: read.amount,
                unit: read.unit,
                due: read.due,
                also_due: read.also_due,
                stretch: read.stretch,
                ..known.clone()
            };
        }
    }
    (targets != task.targets).then_some(Edit::Targets(at, targets))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::edit::{task, tasks};

    fn data() -> Dataset {
        let loaded = crate::store::parse(crate::store::builtin().as_bytes(), None).unwrap();
        loaded.dataset
    }

    #[test]
    fn most_figures_of_the_built_in_data_are_words_and_the_same_again() {
        let data = data();
        let all: Vec<&Target> = tasks(&data)
            .into_iter()
            .flat_map(|(_, task)| &task.targets)
            .filter(|target| target.amount.words().is_none())
            .collect();
        let words: Vec<String> = all.iter().filter_map(|it| target_words(it)).collect();
        assert!(
            words.len() * 10 >= all.len() * 7,
            "{} of {}",
            words.len(),
            all.len()
        );
        assert!(
            words.contains(&"高端装备名品 2023年底 30 项".to_owned()),
            "{words:?}"
        );
    }

    #[test]
    fn a_target_is_added_changed_and_taken_away_and_each_can_be_undone() {
        let mut data = data();
        let (at, before) = tasks(&data)
            .into_iter()
            .find(|(_, task)| task.targets.iter().any(|it| it.thread.is_some()))
            .map(|(at, task)| (at, task.targets.clone()))
            .unwrap();
        let make = |data: &mut Dataset, nth, words: &str| {
            let edit = change_target(data, at.clone(), nth, words).unwrap();
            edit.carry_out(data).unwrap()
        };
        let count = before.len();
        let inverse = make(&mut data, None, "单项冠军企业 2026年底前 ≥20家");
        let added = &task(&data, &at).unwrap().targets[count];
        assert_eq!(
            (added.indicator.as_str(), added.unit.as_str()),
            ("单项冠军企业", "家")
        );
        assert_eq!(added.due_text(), "2026年底");
        inverse.carry_out(&mut data).unwrap();
        assert_eq!(task(&data, &at).unwrap().targets, before);

        let nth = before.iter().position(|it| it.thread.is_some()).unwrap();
        make(&mut data, Some(nth), "别的指标 2030年底 约 5 项");
        let changed = &task(&data, &at).unwrap().targets[nth];
        assert_eq!(changed.amount.text(&changed.unit), "约 5 项");
        assert_eq!(changed.thread, before[nth].thread, "what is not said stays");
        make(&mut data, Some(nth), " ");
        assert_eq!(task(&data, &at).unwrap().targets.len(), count - 1);

        for (nth, words) in [
            (None, ""),
            (None, "说不清"),
            (Some(99), "指标 5 项"),
            (Some(99), ""),
        ] {
            assert!(
                change_target(&data, at.clone(), nth, words).is_none(),
                "{words}"
            );
        }
    }

    #[test]
    fn what_is_not_understood_says_so() {
        let said = |words| understood_target(words);
        assert_eq!(
            said("单项冠军 2026年底前 力争≥20家").as_deref(),
            Some("单项冠军，≥ 20 家，2026年底，力争")
        );
        assert_eq!(said("说不清"), None);
        assert_eq!(said("2026年底前 ≥20家"), None, "of what?");
    }
}
