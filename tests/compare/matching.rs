//! What is the same on both sides under another clause, title, id or name.

use zeren::model::{Basis, Section, Succession, SuccessionKind, Target};
use zeren::view::SuccessionView;
use zeren::view::compare::ChangeKind;

use crate::{built_in, compare, compare_as, each_task, edit, said};

#[test]
fn a_new_clause_that_moves_the_others_changes_nothing_but_their_clauses() {
    let old = built_in();
    let mut new = old.clone();
    let plan = new
        .plans
        .iter()
        .position(|plan| plan.id == "made-2021")
        .expect("the plan");
    let mut done = false;
    each_task(&mut new, plan, &mut |section, nth| {
        if std::mem::replace(&mut done, true) || nth > 0 {
            return;
        }
        let mut task = section.tasks[0].clone();
        task.title = "建立监测制度".to_owned();
        task.summary = "每月汇总数据。".to_owned();
        section.tasks.insert(0, task);
        for (nth, task) in section.tasks.iter_mut().enumerate() {
            task.clause = format!("二(一){}", nth + 1);
        }
    });
    let comparison = compare(&old, &new);
    let counts = comparison.changes.counts();
    assert_eq!((counts.added, counts.removed, counts.changed), (1, 0, 6));
    let kinds: Vec<ChangeKind> = comparison.changes.list.iter().map(|c| c.kind).collect();
    assert_eq!(kinds[0], ChangeKind::Added);
    assert!(kinds[1..].iter().all(|kind| *kind == ChangeKind::Moved));
    assert_eq!(comparison.changes.list[1].before, "二(一)1");
    assert_eq!(comparison.changes.list[1].after, "二(一)2");
}

#[test]
fn a_reworded_task_is_the_same_task_and_a_new_one_under_its_clause_is_not() {
    let old = built_in();
    let mut new = old.clone();
    edit(&mut new, "二(一)2", |task| {
        task.title = "着力提升企业创新能力".to_owned();
    });
    edit(&mut new, "二(一)4", |task| {
        task.title = "建立监测制度".to_owned();
        task.summary = "每月汇总。".to_owned();
    });
    let comparison = compare(&old, &new);
    let kinds: Vec<ChangeKind> = comparison.changes.list.iter().map(|c| c.kind).collect();
    assert_eq!(
        kinds,
        [ChangeKind::Content, ChangeKind::Removed, ChangeKind::Added]
    );
}

#[test]
fn a_draft_under_another_id_is_the_plan_that_it_became() {
    let mut old = built_in();
    let mut new = old.clone();
    old.plans
        .retain(|plan| plan.id == "made-2021" || plan.id == "brand-2017");
    new.plans
        .retain(|plan| plan.id == "made-2021" || plan.id == "brand-2017");
    for plan in &mut old.plans {
        if plan.id == "made-2021" {
            plan.id = "draft".to_owned();
            plan.title.push_str("（征求意见稿）");
        }
    }
    let comparison = compare(&old, &new);
    let kinds: Vec<ChangeKind> = comparison.changes.list.iter().map(|c| c.kind).collect();
    assert_eq!(kinds, [ChangeKind::Plan]);
}

fn each_target(sections: &mut [Section], with: &impl Fn(&mut Target)) {
    for section in sections {
        let of_tasks = section.tasks.iter_mut().flat_map(|task| &mut task.targets);
        section.targets.iter_mut().chain(of_tasks).for_each(with);
        each_target(&mut section.sections, with);
    }
}

#[test]
fn bodies_are_the_same_by_any_of_their_names() {
    let old = built_in();
    let mut new = old.clone();
    for agency in &mut new.agencies {
        agency.id = format!("x-{}", agency.id);
        if let Some(zeren::model::Members::Listed(ids)) = &mut agency.members {
            for id in ids {
                *id = format!("x-{id}");
            }
        }
        if agency.short.is_some() {
            agency.name = format!("湖北省{}", agency.name);
        }
    }
    for Succession { from, to, .. } in &mut new.successions {
        *from = format!("x-{from}");
        *to = format!("x-{to}");
    }
    for plan in 0..new.plans.len() {
        each_task(&mut new, plan, &mut |section, nth| {
            for assignment in &mut section.tasks[nth].assignments {
                assignment.agency = format!("x-{}", assignment.agency);
            }
        });
        each_target(&mut new.plans[plan].sections, &|target| {
            for id in target.by.iter_mut().chain(&mut target.to) {
                *id = format!("x-{id}");
            }
        });
    }
    assert_eq!(said(&compare(&old, &new)), []);
}

#[test]
fn a_renamed_body_is_no_change_once_bodies_count_as_todays() {
    let old = built_in();
    let mut new = old.clone();
    assert!(
        new.successions
            .iter()
            .any(|s| (s.from.as_str(), s.to.as_str()) == ("jxw", "jxj"))
    );
    let plan = new
        .plans
        .iter()
        .position(|plan| plan.id == "brand-2017")
        .expect("the plan");
    let mut count = 0;
    each_task(&mut new, plan, &mut |section, nth| {
        for assignment in &mut section.tasks[nth].assignments {
            if assignment.agency == "jxw" {
                assignment.agency = "jxj".to_owned();
                count += 1;
            }
        }
    });
    assert!(count > 0);
    let written = compare(&old, &new);
    assert_eq!(written.changes.list.len(), 2 * count, "one came, one went");
    let current = compare_as(&old, &new, SuccessionView::Current);
    assert_eq!(said(&current), []);
}

#[test]
fn a_new_succession_is_known_to_both_sides() {
    let old = built_in();
    let mut new = old.clone();
    new.successions.push(Succession {
        from: "kjj".to_owned(),
        to: "kcj".to_owned(),
        how: SuccessionKind::Renamed,
        date: None,
        basis: Basis::General("试验".to_owned()),
    });
    let comparison = compare_as(&old, &new, SuccessionView::Current);
    assert_eq!(said(&comparison), []);
}
