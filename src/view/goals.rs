//! Goals that a plan sets for nobody in particular: hits and deadlines like others, but of no task.

use std::collections::BTreeMap;

use super::search::Query;
use super::spec::{DueFilter, ViewSpec};
use crate::model::Target;
use crate::model::workspace::Workspace;

/// How many goals each kind of deadline would show, over the chosen plans and sections. Where a
/// view asks for bodies, roles or tasks there are none.
pub(super) fn by_due(
    workspace: &Workspace,
    spec: &ViewSpec,
    (plans, sections): (&[bool], &[bool]),
) -> BTreeMap<DueFilter, u32> {
    let mut counts = BTreeMap::new();
    if !(spec.agencies.is_empty() && spec.roles.is_empty() && spec.tasks.is_empty()) {
        return counts;
    }
    let query = Query::new(&spec.text);
    for (section, chosen) in workspace.sections.iter().zip(sections) {
        if !chosen || !plans[section.plan.get()] {
            continue;
        }
        let fits = |goal: &&Target| query.is_empty() || query.matches(&goal.indicator);
        for goal in section.targets.iter().filter(fits) {
            let mut kinds: Vec<DueFilter> = goal.dues().map(DueFilter::of).collect();
            kinds.sort_unstable();
            kinds.dedup();
            for kind in kinds {
                *counts.entry(kind).or_default() += 1;
            }
        }
    }
    counts
}
