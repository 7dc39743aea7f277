//! Goals that a plan sets for nobody in particular: hits and deadlines like others, but of no task.

use super::Data;
use super::search::SearchHits;
use super::spec::ViewSpec;

/// How many goals each kind of deadline would show, by its place among the kinds that occur, over
/// the chosen plans and sections. Where a view asks for bodies, roles or tasks there are none.
pub(super) fn by_due(
    data: &Data,
    spec: &ViewSpec,
    hits: Option<&SearchHits>,
    (plans, sections): (&[bool], &[bool]),
) -> Vec<u32> {
    let mut counts = vec![0; data.digests.kinds().len()];
    if !(spec.agencies.is_empty() && spec.roles.is_empty() && spec.tasks.is_empty()) {
        return counts;
    }
    let fits = |hits: &SearchHits, section, nth: u32| {
        let first = data.search_index().indicators().of_section(section);
        hits.has_indicator(first + nth as usize)
    };
    for goal in data.digests.goals() {
        let is_chosen = sections[goal.section.get()] && plans[goal.plan.get()];
        if is_chosen && hits.is_none_or(|hits| fits(hits, goal.section, goal.nth)) {
            for &kind in &goal.dues {
                counts[usize::from(kind)] += 1;
            }
        }
    }
    counts
}
