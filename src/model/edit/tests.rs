//! Every series of changes, taken back, gives the data back; made again, the same data.

use proptest::prelude::*;

use super::*;
use crate::model::{Role, check};
use crate::synth;

fn data() -> Dataset {
    let mut data = synth::dataset(24, 14, 7);
    synth::add_targets(&mut data, 2, 7);
    synth::add_details(&mut data, 7);
    data
}

/// A change of the data as it is, by four numbers; `None` where they name nothing.
fn change(data: &Dataset, (kind, a, b, c): (u8, usize, usize, usize)) -> Option<Edit> {
    let places = tasks(data);
    let at = (!places.is_empty()).then(|| places[a % places.len()].0.clone());
    let other = (!places.is_empty()).then(|| places[b % places.len()].0.clone());
    let bodies = &data.agencies;
    let body = |nth: usize| bodies.get(nth % bodies.len().max(1));
    let words = format!("改{b}");
    let own = |at: &TaskAt| task(data, at).cloned();
    Some(match kind % 22 {
        0 => Edit::Title(at?, words),
        1 => Edit::Clause(at?, words, Some(2)),
        2 => Edit::Wording(at?, (c % 2 == 0).then_some(words)),
        3 => Edit::Note(at?, (c % 2 == 0).then_some(words)),
        4 => {
            let task = own(&other?)?;
            let (due, also_due, words) = (task.due, task.also_due, task.due_words);
            Edit::Dues(
                at?,
                Dues {
                    due,
                    also_due,
                    words,
                },
            )
        }
        5 => Edit::Targets(at?, own(&other?)?.targets),
        6 | 7 => set_mark(data, &at?, &body(b)?.id, Role::ALL[c % 5], Some(words))?,
        8 => clear_mark(data, &at?, &body(b)?.id)?,
        9 => Edit::AddTask(at?, Box::new(own(&other?)?)),
        10 => Edit::RemoveTask(at?),
        11 => Edit::MoveTask(at?, other?),
        12 => Edit::Heading(at?.section, words, "章".to_owned()),
        13 => Edit::RemoveSection(at?.section),
        14 => {
            let section = Section {
                title: words,
                ..Section::default()
            };
            Edit::AddSection(at?.section, Box::new(section))
        }
        15 => Edit::PlanTitle(a % data.plans.len(), words),
        16 => {
            let mut agency = body(a)?.clone();
            agency.name = words;
            Edit::Body(a % bodies.len(), Box::new(agency))
        }
        17 => merge(data, &body(a)?.id, &body(b)?.id)?,
        18 => {
            let new = Agency {
                id: format!("new-{b}"),
                name: words,
                ..Agency::default()
            };
            split(data, &body(a)?.id, new, &[other?])?
        }
        19 => {
            let by = words;
            let on = crate::model::Date::year_only(2026);
            Edit::Checked(at?, (c % 2 == 0).then_some(Checked { on, by }))
        }
        20 => {
            let mut plan = data.plans.get(a % data.plans.len())?.clone();
            plan.title = words;
            plan.sections.truncate(b % 3);
            Edit::Plan(a % data.plans.len(), Box::new(plan))
        }
        _ => Edit::RemoveBody(a % bodies.len().max(1)),
    })
}

proptest! {
    #[test]
    fn any_series_undone_gives_the_data_back_and_redone_the_same(
        series in prop::collection::vec(any::<(u8, usize, usize, usize)>(), 1..40)
    ) {
        let opened = data();
        let mut now = opened.clone();
        let mut history = History::default();
        let mut states = vec![opened.clone()];
        for numbers in series {
            let Some(edit) = change(&now, numbers) else { continue };
            let before = now.clone();
            match history.make(edit, &mut now) {
                Ok(()) => states.push(now.clone()),
                Err(_) => prop_assert_eq!(&now, &before, "a refused change changes nothing"),
            }
        }
        for state in states.iter().rev().skip(1) {
            prop_assert!(history.undo(&mut now).unwrap().is_some());
            prop_assert_eq!(&now, state);
        }
        prop_assert!(history.undo(&mut now).unwrap().is_none());
        prop_assert!(!history.is_unsaved());
        for state in &states[1..] {
            prop_assert!(history.redo(&mut now).unwrap().is_some());
            prop_assert_eq!(&now, state);
        }
        prop_assert!(history.redo(&mut now).unwrap().is_none());
    }

    #[test]
    fn bodies_that_become_one_leave_no_name_behind(a in 0_usize..14, b in 0_usize..14) {
        let mut data = data();
        let (gone, into) = (data.agencies[a].id.clone(), data.agencies[b].id.clone());
        let errors = |data: &Dataset| {
            let found = check::check(data).into_iter();
            found.filter(|found| found.severity == crate::diagnostic::Severity::Error).count()
        };
        prop_assert_eq!(errors(&data), 0);
        let edit = merge(&data, &gone, &into);
        prop_assert_eq!(edit.is_none(), a == b);
        if let Some(edit) = edit {
            let name = data.agencies[a].name.clone();
            edit.carry_out(&mut data).unwrap();
            prop_assert!(data.agencies.iter().all(|agency| agency.id != gone));
            let known = data.agencies.iter().find(|agency| agency.id == into).unwrap();
            prop_assert!(known.aliases.contains(&name));
            prop_assert!(!bodies::is_named(&data, &gone));
        }
    }
}

#[test]
fn a_mark_is_set_changed_and_cleared() {
    let mut data = data();
    let at = tasks(&data)[0].0.clone();
    let agency = data.agencies[0].id.clone();
    let mut history = History::default();
    let roles = |data: &Dataset| -> Vec<Role> {
        let marks = task(data, &at).unwrap().assignments.iter();
        marks
            .filter(|mark| mark.agency == agency)
            .map(|mark| mark.role)
            .collect()
    };
    let opened = roles(&data);
    for role in Role::ALL {
        if let Some(edit) = set_mark(&data, &at, &agency, role, None) {
            history.make(edit, &mut data).unwrap();
        }
        assert_eq!(roles(&data), [role]);
        assert_eq!(
            set_mark(&data, &at, &agency, role, None),
            None,
            "it is so already"
        );
    }
    history
        .make(clear_mark(&data, &at, &agency).unwrap(), &mut data)
        .unwrap();
    assert_eq!(roles(&data), []);
    assert_eq!(history.undo_name(), Some("清除标记"));
    while history.undo(&mut data).unwrap().is_some() {}
    assert_eq!(roles(&data), opened);
}

#[test]
fn saving_is_a_place_on_the_way() {
    let mut data = data();
    let at = tasks(&data)[0].0.clone();
    let mut history = History::default();
    assert!(!history.is_unsaved());
    history
        .make(Edit::Title(at.clone(), "甲".to_owned()), &mut data)
        .unwrap();
    assert!(history.is_unsaved());
    history.note_saved(history.state());
    assert!(!history.is_unsaved());
    history.undo(&mut data).unwrap();
    assert!(history.is_unsaved());
    history.redo(&mut data).unwrap();
    assert!(!history.is_unsaved());
    history.undo(&mut data).unwrap();
    history
        .make(Edit::Title(at, "乙".to_owned()), &mut data)
        .unwrap();
    assert!(history.is_unsaved(), "no way leads back to what was saved");
}

#[test]
fn several_changes_are_made_all_or_not_at_all() {
    let mut data = data();
    let opened = data.clone();
    let at = tasks(&data)[0].0.clone();
    let far = TaskAt {
        nth: 99,
        ..at.clone()
    };
    let edits = vec![Edit::Title(at, "甲".to_owned()), Edit::RemoveTask(far)];
    let edit = Edit::Several("两步".to_owned(), edits);
    assert_eq!(edit.carry_out(&mut data), Err(EditError::NoPlace));
    assert_eq!(data, opened);
}

#[test]
fn a_task_is_found_by_its_number_and_its_number_by_its_place() {
    let data = data();
    let all = tasks(&data);
    assert_eq!(count(&data), all.len());
    for (nth, (place, _)) in all.iter().enumerate() {
        assert_eq!(at(&data, nth).as_ref(), Some(place));
        assert_eq!(number(&data, place), Some(nth));
    }
    assert_eq!(at(&data, all.len()), None);
    let beyond = TaskAt {
        nth: usize::MAX,
        ..TaskAt::first()
    };
    assert_eq!(number(&data, &beyond), None);
}
