//! What holds for any two versions of any data.

use proptest::prelude::*;
use zeren::model::{Amount, Assignment, Dataset, Due, Number, Role};
use zeren::synth;
use zeren::view::SuccessionView;
use zeren::view::compare::{Change, ChangeKind};

use crate::{compare, compare_as, drop_tasks, each_task, workspace};

/// One edit of a data set: what, and numbers that say where and how.
#[derive(Clone, Debug)]
enum Edit {
    Drop,
    Insert,
    Retitle,
    Resummarise,
    Renumber,
    Role,
    Unassign,
    Assign,
    Due,
    Amount,
    DropTarget,
    Swap,
}

fn edits() -> impl Strategy<Value = Vec<(Edit, usize, usize)>> {
    let edit = prop_oneof![
        Just(Edit::Drop),
        Just(Edit::Insert),
        Just(Edit::Retitle),
        Just(Edit::Resummarise),
        Just(Edit::Renumber),
        Just(Edit::Role),
        Just(Edit::Unassign),
        Just(Edit::Assign),
        Just(Edit::Due),
        Just(Edit::Amount),
        Just(Edit::DropTarget),
        Just(Edit::Swap),
    ];
    proptest::collection::vec((edit, 0..1000_usize, 0..1000_usize), 0..12)
}

fn apply(dataset: &mut Dataset, edit: &Edit, place: usize, how: usize) {
    let agencies: Vec<String> = dataset.agencies.iter().map(|a| a.id.clone()).collect();
    let plan = place % dataset.plans.len();
    let mut all = 0;
    each_task(dataset, plan, &mut |_, _| all += 1);
    if all == 0 {
        return;
    }
    let (wanted, mut at, mut done) = (place % all, 0, false);
    each_task(dataset, plan, &mut |section, nth| {
        let here = at == wanted;
        at += 1;
        if !here || std::mem::replace(&mut done, true) {
            return;
        }
        let count = section.tasks.len();
        let task = &mut section.tasks[nth];
        let assignment = how.checked_rem(task.assignments.len());
        let target = how.checked_rem(task.targets.len());
        match edit {
            // Emptied and renamed rather than taken out: the walk goes over the list.
            Edit::Drop => "-".clone_into(&mut task.clause),
            Edit::Insert => {
                let mut task = task.clone();
                task.clause = format!("附{how}");
                task.title = format!("新任务{how}第{place}号");
                task.summary = String::new();
                section.tasks.push(task);
            }
            Edit::Retitle => task.title.push_str("（修订）"),
            Edit::Resummarise => task.summary = format!("另写的话，共 {how} 字"),
            Edit::Renumber => task.clause = format!("另{how}"),
            Edit::Role => {
                if let Some(nth) = assignment {
                    task.assignments[nth].role = Role::ALL[place % 5];
                }
            }
            Edit::Unassign => {
                if let Some(nth) = assignment {
                    task.assignments.remove(nth);
                }
            }
            Edit::Assign => {
                let agency = agencies[how % agencies.len()].clone();
                if task.assignments.iter().all(|known| known.agency != agency) {
                    task.assignments.push(Assignment {
                        agency,
                        role: Role::ALL[place % 5],
                        written: None,
                        term: None,
                        note: None,
                    });
                }
            }
            Edit::Due => {
                if let Some(nth) = target {
                    task.targets[nth].due =
                        Due::Within(1, u8::try_from(1 + how % 9).expect("small"));
                }
            }
            Edit::Amount => {
                if let Some(nth) = target {
                    let number = u32::try_from(how).expect("small");
                    task.targets[nth].amount =
                        Amount::AtLeast(Number::new(f64::from(number)).expect("a number"));
                }
            }
            Edit::DropTarget => {
                if let Some(nth) = target {
                    task.targets.remove(nth);
                }
            }
            Edit::Swap => section.tasks.swap(nth, how % count),
        }
    });
    drop_tasks(&mut dataset.plans[plan].sections, "-");
}

/// The changes of a comparison, without what depends on which side gave a thing its name.
fn normalised(changes: &[Change], mirrored: bool) -> Vec<(ChangeKind, String, String, String)> {
    let mut all: Vec<_> = changes
        .iter()
        .map(|change| {
            let kind = match change.kind {
                ChangeKind::Added if mirrored => ChangeKind::Removed,
                ChangeKind::Removed if mirrored => ChangeKind::Added,
                kind => kind,
            };
            let (before, after) = (change.before.clone(), change.after.clone());
            let (before, after) = if mirrored {
                (after, before)
            } else {
                (before, after)
            };
            (kind, change.item.clone(), before, after)
        })
        .collect();
    all.sort();
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn a_set_compared_with_itself_has_no_changes(seed in 0..1000_u64, edits in edits()) {
        let mut data = synth::dataset(30, 12, seed);
        for (edit, place, how) in &edits {
            apply(&mut data, edit, *place, *how);
        }
        for succession in [SuccessionView::AsWritten, SuccessionView::Current] {
            let comparison = compare_as(&data, &data, succession);
            prop_assert!(comparison.changes.is_empty(), "{:?}", comparison.changes.list);
        }
    }

    #[test]
    fn the_other_way_round_it_is_the_mirror_image(seed in 0..1000_u64, edits in edits()) {
        let old = synth::dataset(30, 12, seed);
        let mut new = old.clone();
        for (edit, place, how) in &edits {
            apply(&mut new, edit, *place, *how);
        }
        for succession in [SuccessionView::AsWritten, SuccessionView::Current] {
            let there = compare_as(&old, &new, succession);
            let back = compare_as(&new, &old, succession);
            prop_assert_eq!(
                normalised(&there.changes.list, false),
                normalised(&back.changes.list, true)
            );
        }
    }

    #[test]
    fn every_task_is_counted_once(seed in 0..1000_u64, edits in edits()) {
        let old = synth::dataset(30, 12, seed);
        let mut new = old.clone();
        for (edit, place, how) in &edits {
            apply(&mut new, edit, *place, *how);
        }
        let comparison = compare(&old, &new);
        let counts = comparison.changes.counts();
        let tasks = |dataset: &Dataset| workspace(dataset).tasks.len();
        prop_assert_eq!(counts.removed + counts.changed + counts.same, tasks(&old));
        prop_assert_eq!(counts.added + counts.changed + counts.same, tasks(&new));
        prop_assert_eq!(
            counts.added + counts.removed + counts.changed + counts.same,
            comparison.data.workspace.tasks.len()
        );
    }
}
