//! Which answers come first.

use std::cmp::Reverse;

use super::{Part, TargetAnswer, TaskAnswer};
use crate::model::Due;
use crate::model::workspace::{AgencyIx, PlanIx, TaskIx, Workspace};
use crate::num;
use crate::view::digest::Digest;
use crate::view::search::{Field, Query, SearchHits};
use crate::view::{Sheet, TargetId, TargetOwner, concerns};

/// The bodies that every term matches: those with duties before those without, names that begin
/// with what was typed before others, then those that have more to do.
pub(super) fn bodies(sheet: &Sheet, hits: &SearchHits, query: &Query) -> Vec<AgencyIx> {
    let workspace = sheet.workspace();
    let Some((first, others)) = hits.terms.split_first() else {
        return Vec::new();
    };
    let mut found: Vec<AgencyIx> = first
        .agencies
        .iter()
        .copied()
        .filter(|&ix| others.iter().all(|term| term.has_agency(ix)))
        .collect();
    let load = |ix: AgencyIx| {
        sheet
            .facets
            .agencies
            .get(ix.get())
            .copied()
            .unwrap_or_default()
    };
    found.sort_by_cached_key(|&ix| {
        let entry = workspace.agency(ix);
        let begins = |name: &str| {
            let ranges = query.highlights(name, false);
            let Some(range) = ranges.first() else {
                return 3;
            };
            match (range.start, range.end == name.len()) {
                (0, true) => 0,
                (0, false) => 1,
                _ => 2,
            }
        };
        let nearness = workspace.agencies[ix.get()].names().map(begins).min();
        let load = load(ix);
        (
            load.all() == 0,
            nearness,
            Reverse(load.tasks),
            Reverse(load.through),
            entry.label().to_owned(),
        )
    });
    found
}

/// The tasks: those of the first body, what it leads first; then those that are found by their
/// title, by anything else, by their running text. The latest plan comes first.
pub(super) fn tasks(
    sheet: &Sheet,
    hits: &SearchHits,
    fitting: &[usize],
    first: Option<AgencyIx>,
) -> Vec<TaskAnswer> {
    let workspace = sheet.workspace();
    let telling = |ix: usize| {
        let fields = hits.terms.iter().map(|term| match term.tasks[ix].first() {
            Some(Field::Agency | Field::Title | Field::Indicator | Field::Clause) => 0,
            Some(Field::Section | Field::Plan | Field::Own) => 1,
            Some(Field::Summary | Field::Text | Field::Written) => 2,
            None => 3,
        });
        fields.max().unwrap_or(3_u64)
    };
    let latest = ranks(workspace);
    // What counts, in one number: keys of many parts are slow to make and to compare.
    let mut found: Vec<(u64, TaskAnswer)> = fitting
        .iter()
        .map(|&ix| {
            let task = TaskIx::new(ix);
            let digest = sheet.data.digests.get(ix);
            let part = first.and_then(|body| part(sheet, digest, body));
            let rank = latest[digest.plan.get()];
            let weight = match part {
                Some(part) => {
                    (u64::from(part.through) << 3 | u64::from(num::short(part.role.index()))) << 2
                }
                None => 1 << 6 | telling(ix),
            };
            let key = weight << 50 | u64::from(rank) << 32 | u64::from(num::short(ix));
            (key, TaskAnswer { task, part })
        })
        .collect();
    found.sort_unstable_by_key(|(key, _)| *key);
    found.into_iter().map(|(_, answer)| answer).collect()
}

/// For every plan how many were issued after it: the latest has 0.
fn ranks(workspace: &Workspace) -> Vec<u16> {
    let mut order: Vec<usize> = (0..workspace.plans.len()).collect();
    order.sort_by_key(|nth| Reverse(workspace.plans[*nth].plan.issued));
    let issued = |nth: &usize| workspace.plans[*nth].plan.issued;
    let mut ranks = vec![0; order.len()];
    for (rank, same) in order.chunk_by(|a, b| issued(a) == issued(b)).enumerate() {
        for &nth in same {
            ranks[nth] = u16::try_from(rank).unwrap_or(u16::MAX);
        }
    }
    ranks
}

/// What a body has to do in a task.
fn part(sheet: &Sheet, task: Digest<'_>, body: AgencyIx) -> Option<Part> {
    let own = task
        .duties
        .iter()
        .filter(|duty| sheet.bodies[duty.agency.get()] == body)
        .map(|duty| Part {
            through: false,
            role: duty.role,
        });
    let through = task
        .duties
        .iter()
        .filter(|duty| sheet.collectives.has(duty.agency, task.plan, body))
        .map(|duty| Part {
            through: true,
            role: duty.role,
        });
    own.chain(through).min()
}

/// The targets: those whose indicator is meant, then those of the first body's tasks; the earliest
/// deadline first.
pub(super) fn targets(
    sheet: &Sheet,
    hits: &SearchHits,
    tasks: &[TaskAnswer],
    first: Option<AgencyIx>,
) -> Vec<TargetAnswer> {
    let workspace = sheet.workspace();
    let indicators = sheet.data.search_index().indicators();
    let mut found: Vec<(bool, &Due, TargetAnswer)> = Vec::new();
    for goal in sheet.data.digests.goals() {
        if hits.has_indicator(indicators.of_section(goal.section) + goal.nth as usize) {
            let owner = TargetOwner::Section(goal.section);
            let nth = goal.nth;
            let answer = TargetAnswer {
                id: TargetId { owner, nth },
                plan: goal.plan,
                task: None,
            };
            let due = &workspace.section(goal.section).targets[nth as usize].due;
            found.push((false, due, answer));
        }
    }
    for answer in tasks {
        let own = answer.part.is_some_and(|part| !part.through);
        let numbers = indicators.of_task(answer.task);
        if !own && !numbers.clone().any(|number| hits.has_indicator(number)) {
            continue;
        }
        let entry = workspace.task(answer.task);
        let targets = entry.task.targets.iter().zip(0..);
        for ((target, nth), number) in targets.zip(numbers) {
            let id = TargetId {
                owner: TargetOwner::Task(answer.task),
                nth,
            };
            let named = hits.has_indicator(number);
            let of_body = own
                && first.is_some_and(|body| {
                    let is_body = |ix: AgencyIx| sheet.bodies[ix.get()] == body;
                    concerns(id.actors(workspace), &entry.duties, is_body)
                });
            if named || of_body {
                let task = Some(answer.task);
                let answer = TargetAnswer {
                    id,
                    plan: entry.plan,
                    task,
                };
                found.push((!named, &target.due, answer));
            }
        }
    }
    found.sort_by(|one, other| (one.0, one.1).cmp(&(other.0, other.1)));
    found.into_iter().map(|(_, _, answer)| answer).collect()
}

/// The plans: those whose title is meant, then those of the tasks and targets; the latest first.
pub(super) fn plans(
    sheet: &Sheet,
    query: &Query,
    tasks: &[TaskAnswer],
    targets: &[TargetAnswer],
) -> Vec<(PlanIx, u32)> {
    let workspace = sheet.workspace();
    let mut counts = vec![0; workspace.plans.len()];
    for answer in tasks {
        let task = sheet.data.digests.get(answer.task.get());
        counts[task.plan.get()] += 1;
    }
    let mut has_target = vec![false; workspace.plans.len()];
    for answer in targets {
        has_target[answer.plan.get()] = true;
    }
    let mut found: Vec<(bool, Reverse<_>, PlanIx, u32)> = Vec::new();
    for (nth, entry) in workspace.plans.iter().enumerate() {
        let plan = &entry.plan;
        let ix = PlanIx::new(nth);
        let texts = [Some(&plan.title), plan.short.as_ref(), plan.number.as_ref()];
        let named = texts.into_iter().flatten().any(|text| query.matches(text));
        let has = counts[nth] > 0 || has_target[nth];
        if named || has {
            found.push((!named, Reverse(plan.issued), ix, counts[nth]));
        }
    }
    found.sort();
    found
        .into_iter()
        .map(|(_, _, ix, count)| (ix, count))
        .collect()
}
