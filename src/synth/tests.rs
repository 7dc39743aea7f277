use std::collections::HashSet;

use super::*;
use crate::diagnostic::Severity;
use crate::model::check::Rule;
use crate::model::workspace::{Source, Workspace};

fn workspace(tasks: usize, agencies: usize) -> std::sync::Arc<Workspace> {
    let source = Source {
        file: None,
        dataset: dataset(tasks, agencies, 1),
    };
    let (workspace, diagnostics) = Workspace::join(vec![source]);
    assert!(diagnostics.is_empty());
    workspace
}

#[test]
fn the_same_seed_makes_the_same_data_and_another_seed_other_data() {
    assert_eq!(dataset(50, 20, 7), dataset(50, 20, 7));
    assert_ne!(dataset(50, 20, 7), dataset(50, 20, 8));
}

#[test]
fn there_are_as_many_tasks_and_agencies_as_asked_for() {
    for (tasks, agencies) in [(0, 0), (1, 1), (3, 0), (120, 60), (2_000, 300)] {
        let workspace = workspace(tasks, agencies);
        assert_eq!(workspace.tasks.len(), tasks);
        assert_eq!(workspace.agencies.len(), agencies);
    }
}

#[test]
fn names_are_unique() {
    let data = dataset(0, 2_000, 1);
    let mut seen = HashSet::new();
    for agency in &data.agencies {
        assert!(seen.insert(agency.name.as_str()), "{}", agency.name);
        if let Some(short) = &agency.short {
            assert!(seen.insert(short.as_str()), "{short}");
        }
    }
}

#[test]
fn a_task_has_one_to_twelve_bodies_each_once() {
    for entry in &workspace(500, 100).tasks {
        let bodies: HashSet<_> = entry.duties.iter().map(|duty| duty.agency).collect();
        assert!((1..=MOST_BODIES).contains(&bodies.len()));
        assert_eq!(bodies.len(), entry.duties.len());
    }
}

#[test]
fn summaries_are_as_long_as_real_ones_and_use_many_characters() {
    let workspace = workspace(2_000, 100);
    let mut characters = HashSet::new();
    for entry in &workspace.tasks {
        let length = entry.task.summary.chars().count();
        assert!((40..=100).contains(&length), "{length}");
        characters.extend(entry.task.summary.chars());
    }
    assert!(characters.len() > 2_500, "{}", characters.len());
}

#[test]
fn every_task_can_be_given_targets() {
    let mut data = dataset(300, 20, 1);
    add_targets(&mut data, 2, 1);
    let source = Source {
        file: None,
        dataset: data,
    };
    let (workspace, _) = Workspace::join(vec![source]);
    assert!(
        workspace
            .tasks
            .iter()
            .all(|entry| entry.task.targets.len() == 2)
    );
}

#[test]
fn details_of_every_kind_can_be_added_and_are_sound() {
    let mut data = dataset(300, 60, 1);
    add_details(&mut data, 1);
    let findings = crate::model::check::check(&data);
    let wrong: Vec<_> = findings
        .iter()
        .filter(|finding| finding.severity != Severity::Note)
        // Successions have their dates without looking at the plans.
        .filter(|finding| finding.rule != Rule::NotYetAgency && finding.rule != Rule::EndedAgency)
        .collect();
    assert!(wrong.is_empty(), "{:?}", wrong.first());
    let text = crate::store::to_ron(&data).expect("it is written");
    for field in [
        "roles: [",
        "term: ",
        "parent: ",
        "member_periods: [",
        "heir_unknown: true",
        "fields: {",
        "based_on: [",
        "source: (",
        "text: ",
        "place: ",
        "by: [",
        "to: [",
        "ListedAndOthers(",
        "Deliverable(",
        "Between(",
        "WithinMonths(",
        "WithinDays(",
        "EveryUntil(",
        "When(",
        "Every(Week)",
        "-Q3",
        "-H1",
    ] {
        assert!(text.contains(field), "{field}");
    }
    let again = crate::store::parse(text.as_bytes(), None).expect("sound data");
    assert_eq!(again.dataset, data);
}

#[test]
fn chapters_hold_sections_and_clauses_say_where_they_stand() {
    let data = dataset(120, 60, 1);
    let chapter = &data.plans[0].sections[0];
    let section = &chapter.sections[1];
    assert_eq!(section.number, "一(二)");
    assert_eq!(section.tasks[2].clause, "一(二)3");
}
