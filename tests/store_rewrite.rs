//! Data that is written into an old text reads back equal, whatever changed and whatever stood
//! there.
#![allow(
    clippy::unwrap_used,
    reason = "helpers of tests fail with it, as the tests do"
)]

mod dataset;

use proptest::prelude::*;
use zeren::model::{Assignment, Dataset, Due, Role, Section, Task};
use zeren::store;

const OURS: &str = include_str!("../data/wuhan-manufacturing.ron");

fn parsed(text: &str) -> Dataset {
    store::dialect().from_str(text).unwrap()
}

fn lists(sections: &mut [Section]) -> Vec<&mut Vec<Task>> {
    let each = sections.iter_mut().flat_map(|section| {
        let mut found = vec![&mut section.tasks];
        found.extend(lists(&mut section.sections));
        found
    });
    each.collect()
}

/// Changes something somewhere.
fn change(data: &mut Dataset, (what, at, word): &(u8, usize, String)) {
    let mut all: Vec<&mut Vec<Task>> = data
        .plans
        .iter_mut()
        .flat_map(|plan| lists(&mut plan.sections))
        .filter(|tasks| !tasks.is_empty())
        .collect();
    if all.is_empty() {
        data.title.clone_from(word);
        return;
    }
    let list = at % all.len();
    let tasks = &mut *all[list];
    let nth = at / 7 % tasks.len();
    let task = &mut tasks[nth];
    match what {
        0 => task.title.clone_from(word),
        1 => task.note = Some(word.clone()),
        2 => task.note = None,
        3 => task.due = Due::When(word.clone()),
        4 => task.assignments.push(Assignment {
            agency: word.clone(),
            role: Role::Support,
            ..Assignment::default()
        }),
        5 => drop(task.assignments.pop()),
        6 => drop(tasks.remove(nth)),
        7 => tasks.insert(
            nth,
            Task {
                clause: word.clone(),
                title: word.clone(),
                ..Task::default()
            },
        ),
        8 => tasks.reverse(),
        9 => task.due_words.push(word.clone()),
        10 => {
            let count = task.assignments.len().max(1);
            task.assignments.rotate_left(at % count);
        }
        11 => task.fields = [(word.clone(), word.clone())].into_iter().collect(),
        12 => {
            if let Some(mark) = task.assignments.first_mut() {
                mark.role = Role::Oversee;
                mark.written = Some(word.clone());
            }
        }
        _ => data.note = Some(word.clone()),
    }
}

fn changes() -> impl Strategy<Value = Vec<(u8, usize, String)>> {
    let word = "[水务治节\"\\\\\n/*,()\u{3000}a]{0,6}";
    prop::collection::vec((0..14_u8, 0..10_000_usize, word), 1..6)
}

/// Comments in places where no text is.
fn with_comments(text: &str, every: usize, is_windows: bool) -> String {
    let lines = text.lines().enumerate().map(|(nth, line)| {
        if nth % every == 0 {
            format!("{line} // 第 {nth} 行\n")
        } else {
            format!("{line}\n")
        }
    });
    let text: String = lines.collect();
    if is_windows {
        text.replace('\n', "\r\n")
    } else {
        text
    }
}

fn check(old: &str, new: &Dataset) -> Result<(), TestCaseError> {
    let written = store::rewrite(old.as_bytes(), new).unwrap();
    prop_assert_eq!(&parsed(&written.text), new, "{}", written.text);
    let marks = || old.lines().filter_map(|line| line.rsplit_once("// 第 "));
    let gone = marks().filter(|(_, nth)| !written.text.contains(&format!("// 第 {nth}")));
    prop_assert_eq!(
        gone.count(),
        written.lost,
        "none is lost without being counted"
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn our_own_data_with_changes_reads_back_equal(changes in changes()) {
        let mut data = parsed(OURS);
        for one in &changes {
            change(&mut data, one);
        }
        check(OURS, &data)?;
        let written = store::rewrite(OURS.as_bytes(), &data).unwrap();
        prop_assert!(written.text.starts_with("// 武汉制造业"), "in its place");
    }

    #[test]
    fn any_data_with_changes_reads_back_equal(
        old in dataset::any_dataset(),
        changes in changes(),
        (every, is_windows) in (1..5_usize, any::<bool>()),
    ) {
        let text = with_comments(&store::to_ron(&old).unwrap(), every, is_windows);
        let mut data = old;
        for one in &changes {
            change(&mut data, one);
        }
        check(&text, &data)?;
    }

    #[test]
    fn any_data_in_place_of_any_other_reads_back_equal(
        old in dataset::any_dataset(),
        new in dataset::any_dataset(),
    ) {
        check(&with_comments(&store::to_ron(&old).unwrap(), 2, false), &new)?;
    }
}

#[test]
fn comments_outside_of_what_is_changed_are_all_kept() {
    let mut data = parsed(OURS);
    let text = with_comments(OURS, 3, false);
    let lists = |data: &mut Dataset, run: &mut dyn FnMut(&mut Task)| {
        for plan in &mut data.plans {
            for tasks in lists(&mut plan.sections) {
                tasks.iter_mut().for_each(&mut *run);
            }
        }
    };
    let mut count = 0;
    lists(&mut data, &mut |task| {
        count += 1;
        task.title.push('改');
        task.note = Some("备注".to_owned());
        task.assignments.push(Assignment {
            agency: "jxj".to_owned(),
            role: Role::Member,
            ..Assignment::default()
        });
    });
    assert!(count > 80);
    let written = store::rewrite(text.as_bytes(), &data).unwrap();
    assert_eq!(parsed(&written.text), data);
    assert_eq!(written.lost, 0);
}
