//! The snapshot of the data that views, jobs and the screen share.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::collectives::Memberships;
use super::compare::Changes;
use super::digest::Digests;
use super::own::OwnColumns;
use super::search::{SearchIndex, pinyin_key};
use super::spec::SuccessionView;
use crate::model::workspace::{AgencyIx, TaskIx, Workspace};
use crate::model::{Date, Task};

/// A workspace and the indexes over it: an immutable snapshot that jobs share.
#[derive(Debug, Default)]
pub struct Data {
    /// The open files as one body of data.
    pub workspace: Arc<Workspace>,
    pub(super) digests: Digests,
    search: OnceLock<SearchIndex>,
    title_ranks: OnceLock<Vec<u32>>,
    own: OnceLock<OwnColumns>,
    changes: Option<Arc<Changes>>,
    /// Who belongs to which collective, as the documents name bodies (`None`) and as they are on a
    /// day.
    memberships: Mutex<Vec<(Option<Date>, Arc<Memberships>)>>,
}

impl Data {
    /// A snapshot of a workspace. The search index is made when it is first asked for.
    #[must_use]
    pub fn new(workspace: Arc<Workspace>) -> Arc<Self> {
        Arc::new(Self {
            digests: Digests::new(&workspace),
            workspace,
            search: OnceLock::new(),
            title_ranks: OnceLock::new(),
            own: OnceLock::new(),
            changes: None,
            memberships: Mutex::default(),
        })
    }

    /// A snapshot of what two versions have between them.
    pub(super) fn compared(workspace: Arc<Workspace>, changes: Arc<Changes>) -> Arc<Self> {
        Arc::new(Self {
            digests: Digests::new(&workspace),
            workspace,
            search: OnceLock::new(),
            title_ranks: OnceLock::new(),
            own: OnceLock::new(),
            changes: Some(changes),
            memberships: Mutex::default(),
        })
    }

    /// The snapshot after a change of one task, made from this one: what the change does not touch
    /// is not made anew. `None` where the files are to be joined anew, see [`Workspace::with_task`].
    #[must_use]
    pub fn with_task(&self, ix: TaskIx, task: &Task) -> Option<Arc<Self>> {
        let workspace = Arc::new(self.workspace.with_task(ix, task)?);
        let before = self.workspace.task(ix);
        let after = workspace.task(ix);
        let digests = self.digests.with_task(&workspace, ix);
        let own = (before.task.fields == after.task.fields).then(|| self.own.clone());
        let titles = (before.task.title == after.task.title).then(|| self.title_ranks.clone());
        let has_same_bodies = before.duties == after.duties;
        let known = self
            .memberships
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let memberships = if has_same_bodies {
            known.clone()
        } else {
            Vec::new()
        };
        drop(known);
        Some(Arc::new(Self {
            digests: digests.unwrap_or_else(|| Digests::new(&workspace)),
            workspace,
            search: OnceLock::new(),
            title_ranks: titles.unwrap_or_default(),
            own: own.unwrap_or_default(),
            changes: None,
            memberships: Mutex::new(memberships),
        }))
    }

    /// What changed between two versions, where this is a comparison of two.
    #[must_use]
    pub fn changes(&self) -> Option<&Arc<Changes>> {
        self.changes.as_ref()
    }

    /// The columns that the files have of their own, as choices of the filter. Made when it is
    /// first asked for.
    pub fn own_columns(&self) -> &OwnColumns {
        self.own.get_or_init(|| OwnColumns::new(&self.workspace))
    }

    /// For every task how its title stands among all by pinyin: the order 按名称. Titles that read
    /// the same have the same rank.
    pub fn title_ranks(&self) -> &[u32] {
        self.title_ranks
            .get_or_init(|| title_ranks(&self.workspace))
    }

    /// Whom each body counts as, and who belongs to which collective. Made when it is first asked
    /// for.
    pub(super) fn memberships(&self, succession: SuccessionView, today: Date) -> Arc<Memberships> {
        let day = match succession {
            SuccessionView::AsWritten => None,
            SuccessionView::Current => Some(today),
        };
        let mut known = self
            .memberships
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some((_, found)) = known.iter().find(|(of, _)| *of == day) {
            return Arc::clone(found);
        }
        let workspace = &self.workspace;
        let bodies = match day {
            None => (0..workspace.agencies.len()).map(AgencyIx::new).collect(),
            Some(day) => workspace.current_bodies(day),
        };
        let made = Arc::new(Memberships::new(workspace, &self.digests, bodies));
        // Yesterday is not asked for again.
        known.retain(|(of, _)| of.is_none());
        known.push((day, Arc::clone(&made)));
        made
    }

    /// The search index. It is made when it is first asked for.
    pub fn search_index(&self) -> &SearchIndex {
        self.search
            .get_or_init(|| SearchIndex::new(&self.workspace))
    }
}

fn title_ranks(workspace: &Workspace) -> Vec<u32> {
    let titles = workspace.tasks.iter().map(|entry| &entry.task.title);
    let keys: Vec<String> = titles.map(|title| pinyin_key(title)).collect();
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_unstable_by(|&a, &b| keys[a].cmp(&keys[b]));
    let mut ranks = vec![0; keys.len()];
    for (nth, same) in order.chunk_by(|&a, &b| keys[a] == keys[b]).enumerate() {
        let rank = u32::try_from(nth).unwrap_or(u32::MAX);
        for &task in same {
            ranks[task] = rank;
        }
    }
    ranks
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::edit::{self, Dues, Edit};
    use crate::model::workspace::Source;
    use crate::model::{Checked, Dataset, Role};
    use crate::synth;
    use crate::view::{AgencyMatch, Sheet, ViewSpec};

    fn files() -> Vec<Dataset> {
        let file = |tasks, seed| {
            let mut data = synth::dataset(tasks, 14, seed);
            synth::add_targets(&mut data, 20, seed);
            synth::add_details(&mut data, seed);
            data
        };
        vec![file(90, 7), file(40, 8)]
    }

    fn data(files: &[Dataset]) -> Arc<Data> {
        let sources = files.iter().enumerate().map(|(nth, dataset)| Source {
            file: Some(format!("{nth}.ron").into()),
            dataset: dataset.clone(),
        });
        Data::new(Workspace::join(sources.collect()).0)
    }

    /// A change of one task, by four numbers.
    fn change(data: &Dataset, (kind, a, b, c): (u8, usize, usize, usize)) -> Option<Edit> {
        let tasks = edit::tasks(data);
        let (at, task) = &tasks[a % tasks.len()];
        let other = tasks[b % tasks.len()].1;
        let (at, words) = (at.clone(), format!("改{b}"));
        let body = &data.agencies[b % data.agencies.len()].id;
        Some(match kind % 9 {
            0 => Edit::Title(at, words),
            1 => Edit::Clause(at, words, None),
            2 => Edit::Note(at, Some(words)),
            3 => Edit::Dues(
                at,
                Dues {
                    due: other.due.clone(),
                    also_due: other.also_due.clone(),
                    words: other.due_words.clone(),
                },
            ),
            4 => Edit::Targets(at, other.targets.clone()),
            5 | 6 => edit::set_mark(data, &at, body, Role::ALL[c % 5], None)?,
            7 => edit::clear_mark(data, &at, &task.assignments.get(c % 3)?.agency)?,
            _ => {
                let on = "2026-11-22".parse().ok()?;
                let by = String::new();
                Edit::Checked(at, (c % 2 == 0).then_some(Checked { on, by }))
            }
        })
    }

    fn views(data: &Data) -> Vec<ViewSpec> {
        let ids = |count| data.workspace.agencies.iter().take(count);
        let some = |count| ids(count).map(|entry| entry.agency.id.clone()).collect();
        let mut chosen = ViewSpec {
            agencies: some(5),
            ..ViewSpec::default()
        };
        let by_name = ViewSpec {
            row_order: crate::view::RowOrder::Name,
            succession: SuccessionView::Current,
            ..ViewSpec::default()
        };
        chosen.agency_match = AgencyMatch::Any;
        vec![ViewSpec::default(), chosen, by_name]
    }

    fn assert_equal(patched: &Arc<Data>, fresh: &Arc<Data>) {
        let today: Date = "2026-11-22".parse().unwrap();
        assert_eq!(
            format!("{:?}", patched.workspace),
            format!("{:?}", fresh.workspace)
        );
        assert_eq!(patched.title_ranks(), fresh.title_ranks());
        for view in views(fresh) {
            let (one, other) = (
                Sheet::new(patched, &view, today),
                Sheet::new(fresh, &view, today),
            );
            assert_eq!(one.rows, other.rows);
            assert_eq!(one.columns, other.columns);
            assert_eq!(one.groups, other.groups);
            assert_eq!((one.shown, one.all), (other.shown, other.all));
            assert_eq!(format!("{:?}", one.cells), format!("{:?}", other.cells));
            assert_eq!(format!("{:?}", one.facets), format!("{:?}", other.facets));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        /// Changes put into the data one by one give what joining the changed files gives.
        #[test]
        fn a_change_put_in_is_as_good_as_joined_anew(
            changes in prop::collection::vec((any::<u8>(), 0..200_usize, 0..200_usize, 0..30_usize), 1..8),
        ) {
            let mut files = files();
            let mut shown = data(&files);
            let before = edit::count(&files[0]);
            for numbers in changes {
                let nth = numbers.3 % 2;
                let Some(edit) = change(&files[nth], numbers) else {
                    continue;
                };
                let at = edit.only_task().expect("one task").clone();
                edit.carry_out(&mut files[nth]).unwrap();
                let task = edit::task(&files[nth], &at).unwrap();
                let number = edit::number(&files[nth], &at).unwrap() + nth * before;
                // What was asked of the data before is carried over where it holds.
                shown.title_ranks();
                shown.own_columns();
                shown = shown.with_task(TaskIx::new(number), task).expect("known bodies");
                assert_equal(&shown, &data(&files));
            }
        }
    }

    #[test]
    fn a_body_that_the_file_did_not_have_wants_the_files_joined_anew() {
        let files = files();
        let shown = data(&files);
        let mut task = edit::tasks(&files[0])[0].1.clone();
        assert!(shown.with_task(TaskIx::new(0), &task).is_some());
        task.assignments.push(crate::model::Assignment {
            agency: "nobody".to_owned(),
            ..Default::default()
        });
        assert!(shown.with_task(TaskIx::new(0), &task).is_none());
        assert!(shown.with_task(TaskIx::new(10_000), &task).is_none());
    }
}
