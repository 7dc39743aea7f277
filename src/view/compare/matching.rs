//! Which task, plan or target of the old data is which of the new.

use std::collections::HashMap;

use crate::likeness::{Pairing, Shape, normal, plain_title};
use crate::model::Target;
use crate::model::workspace::{PlanIx, TaskIx, Workspace};

/// From this likeness on two tasks with different titles are one task that was reworded.
///
/// Of the built-in plans no two different tasks of one plan are more than 0.35 alike, and of two
/// plans more than 0.46 (a test measures it). Three characters added to a title of six leave 0.86
/// under the same summary, and one of six changed leaves 0.76.
pub(crate) const REWORDED: f64 = 0.6;

/// Tasks under the same clause need less: the clause itself speaks for them.
pub(crate) const SAME_CLAUSE: f64 = 0.25;

/// Beyond so many pairs of what is left of two plans, likeness is not looked for: two documents
/// with thousands of tasks each and hardly a title in common are two documents.
const MOST_PAIRS: usize = 4_000_000;

/// The weight of the title; the summary has the rest.
const TITLE: f64 = 0.6;

/// From this likeness on two indicators are one that was reworded.
const SAME_INDICATOR: f64 = 0.6;

/// Pairs the plans of two workspaces: by id, by title, and where each has just one plan, those.
pub fn plans(old: &Workspace, new: &Workspace) -> Vec<(Option<PlanIx>, Option<PlanIx>)> {
    let mut pairing = Pairing::new(old.plans.len(), new.plans.len());
    pairing.add(|a, b| (old.plans[a].plan.id == new.plans[b].plan.id).then_some(1.0));
    let titles = |workspace: &Workspace| -> Vec<String> {
        let entries = workspace.plans.iter();
        entries
            .map(|entry| plain_title(&entry.plan.title))
            .collect()
    };
    let (old_titles, new_titles) = (titles(old), titles(new));
    pairing.add(|a, b| (old_titles[a] == new_titles[b]).then_some(1.0));
    if let ([_], [_]) = (old.plans.as_slice(), new.plans.as_slice())
        && pairing.of_old(0).is_none()
    {
        pairing.pair(0, 0);
    }
    let of_new = (0..new.plans.len()).map(|ix| (pairing.of_new(ix), Some(ix)));
    let only_old = pairing.left_old().map(|ix| (Some(ix), None));
    of_new
        .chain(only_old)
        .map(|(old, new)| (old.map(PlanIx::new), new.map(PlanIx::new)))
        .collect()
}

/// What a task is known by.
struct Face {
    key: String,
    title: Shape,
    summary: Shape,
}

impl Face {
    fn of(workspace: &Workspace, plan: PlanIx) -> Vec<Self> {
        let tasks = workspace.plan(plan).tasks.clone();
        tasks
            .map(|ix| {
                let task = &workspace.tasks[ix].task;
                Self {
                    key: normal(&task.key()),
                    title: Shape::new(&task.title),
                    summary: Shape::new(&task.summary),
                }
            })
            .collect()
    }

    fn likeness(&self, other: &Self) -> f64 {
        let title = self.title.likeness(&other.title);
        if self.summary.text().is_empty() || other.summary.text().is_empty() {
            return title;
        }
        TITLE * title + (1.0 - TITLE) * self.summary.likeness(&other.summary)
    }
}

/// Pairs the tasks of two plans: first those with the same clause and title, then those whose
/// title neither plan has twice, then reworded ones ([`REWORDED`]), then what is left under the
/// same clause ([`SAME_CLAUSE`]).
///
/// A clause alone does not come first: one new clause moves the numbers of all behind it.
pub fn tasks(
    (old, old_plan): (&Workspace, PlanIx),
    (new, new_plan): (&Workspace, PlanIx),
) -> Vec<(TaskIx, TaskIx)> {
    let (a, b) = (Face::of(old, old_plan), Face::of(new, new_plan));
    let mut pairing = Pairing::new(a.len(), b.len());
    by_key(&mut pairing, &a, &b, |face| {
        (face.key.clone(), face.title.text().to_owned())
    });
    by_key(&mut pairing, &a, &b, |face| face.title.text().to_owned());
    let pairs = pairing.left_old().count() * pairing.left_new().count();
    if pairs <= MOST_PAIRS {
        pairing.add(|old, new| Some(a[old].likeness(&b[new])).filter(|like| *like >= REWORDED));
    }
    pairing.add(|old, new| {
        let (a, b) = (&a[old], &b[new]);
        // The clause first: it costs less.
        (a.key == b.key)
            .then(|| a.likeness(b))
            .filter(|like| *like >= SAME_CLAUSE)
    });
    let (old_first, new_first) = (
        old.plan(old_plan).tasks.start,
        new.plan(new_plan).tasks.start,
    );
    pairing
        .pairs()
        .map(|(old, new)| (TaskIx::new(old_first + old), TaskIx::new(new_first + new)))
        .collect()
}

/// Pairs what has the same key, where each list has it once.
fn by_key<K: std::hash::Hash + Eq>(
    pairing: &mut Pairing,
    old: &[Face],
    new: &[Face],
    key: impl Fn(&Face) -> K,
) {
    let mut places: HashMap<K, (Vec<usize>, Vec<usize>)> = HashMap::new();
    for ix in pairing.left_old() {
        places.entry(key(&old[ix])).or_default().0.push(ix);
    }
    for ix in pairing.left_new() {
        places.entry(key(&new[ix])).or_default().1.push(ix);
    }
    for (old, new) in places.into_values() {
        if let ([old], [new]) = (old.as_slice(), new.as_slice()) {
            pairing.pair(*old, *new);
        }
    }
}

/// Pairs targets: the same ones, then those of one indicator and deadline, of one indicator, and
/// of indicators that are alike.
pub fn targets(old: &[&Target], new: &[&Target]) -> Pairing {
    let mut pairing = Pairing::new(old.len(), new.len());
    let shapes = |targets: &[&Target]| -> Vec<Shape> {
        targets
            .iter()
            .map(|target| Shape::new(&target.indicator))
            .collect()
    };
    let (a, b) = (shapes(old), shapes(new));
    let same = |a: &Shape, b: &Shape| a.text() == b.text();
    let when = |condition: bool| condition.then_some(1.0);
    pairing.add(|x, y| {
        let (old, new) = (old[x], new[y]);
        when(same(&a[x], &b[y]) && old.dues().eq(new.dues()) && is_same_amount(old, new))
    });
    pairing.add(|x, y| when(same(&a[x], &b[y]) && old[x].dues().eq(new[y].dues())));
    pairing.add(|x, y| when(same(&a[x], &b[y])));
    pairing.add(|x, y| Some(a[x].likeness(&b[y])).filter(|like| *like >= SAME_INDICATOR));
    pairing
}

/// Whether two targets ask for the same.
pub(crate) fn is_same_amount(old: &Target, new: &Target) -> bool {
    (&old.amount, &old.unit, old.stretch) == (&new.amount, &new.unit, new.stretch)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::workspace::Source;
    use crate::store;

    /// The likeness of the most alike tasks with different titles, within plans and between them.
    fn most_alike() -> (f64, f64) {
        let dataset = store::parse(store::builtin().as_bytes(), None)
            .expect("the built-in data")
            .dataset;
        let (workspace, _) = Workspace::join(vec![Source {
            file: None,
            dataset,
        }]);
        let plans: Vec<Vec<Face>> = (0..workspace.plans.len())
            .map(|ix| Face::of(&workspace, PlanIx::new(ix)))
            .collect();
        let (mut within, mut between) = (0.0_f64, 0.0_f64);
        for (nth, a) in plans.iter().enumerate() {
            for (mth, b) in plans.iter().enumerate().skip(nth) {
                for (x, face) in a.iter().enumerate() {
                    for (y, other) in b.iter().enumerate() {
                        let same = nth == mth && x >= y;
                        if same || face.title == other.title {
                            continue;
                        }
                        let most = if nth == mth {
                            &mut within
                        } else {
                            &mut between
                        };
                        *most = most.max(face.likeness(other));
                    }
                }
            }
        }
        (within, between)
    }

    #[test]
    fn different_tasks_of_the_built_in_plans_are_not_taken_for_one() {
        let (within, between) = most_alike();
        assert!(within < 0.36, "{within}");
        assert!(between < 0.46, "{between}");
    }
}
