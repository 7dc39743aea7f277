//! Two versions side by side: what came, what went, what changed.
//!
//! Two data sets, or two plans of one, become one merged [`Data`] that holds everything of both:
//! the new data, and what only the old one has where it stood. Beside it stands what became of
//! every task and every assignment ([`Changes`]). So a matrix of the merged data shows deletions
//! without a second kind of row.
//!
//! Compared is what a document says: clauses, titles, summaries, bodies and their roles, targets,
//! deadlines, and the facts of the plan. Remarks, the wording of names and the order of bodies
//! are not.

mod change;
mod duties;
mod matching;
mod merge;
mod rows;
mod words;
mod writer;

use std::sync::Arc;

pub use change::{Change, ChangeKind};
pub use duties::DutyState;
pub(crate) use rows::shown_changes;
pub use rows::{ChangeRow, change_rows};
pub use words::changed_words;

use super::{Data, SuccessionView};
use crate::model::workspace::{AgencyIx, PlanIx, Source, TaskIx, Workspace};
use crate::model::{Dataset, Date, FORMAT};
use duties::Differ;
use merge::{Bodies, Merged};
use writer::Writer;

/// What became of a task between the old and the new data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TaskState {
    /// Both the old and the new data have it, and say the same of it.
    #[default]
    Same,
    /// Only the new data has it.
    Added,
    /// Only the old data has it.
    Removed,
    /// Both have it, and something of it changed.
    Changed,
}

impl TaskState {
    /// The Chinese name; empty where nothing changed.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Same => "",
            Self::Added => "新增",
            Self::Removed => "删除",
            Self::Changed => "调整",
        }
    }
}

/// Everything that changed between the old and the new data, by task and as a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// What the old data is called.
    pub old: String,
    /// What the new data is called.
    pub new: String,
    /// All changes, in the order of plans and tasks.
    pub list: Vec<Change>,
    tasks: Vec<TaskChanges>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct TaskChanges {
    state: TaskState,
    /// Which kinds, a bit each.
    kinds: u8,
    /// What became of its assignments, in their order.
    duties: Vec<DutyState>,
}

/// How many tasks were added, removed, changed or left as they were. Each task is counted once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChangeCounts {
    /// Only in the new data.
    pub added: usize,
    /// Only in the old data.
    pub removed: usize,
    /// In both, and something changed.
    pub changed: usize,
    /// In both, and nothing changed.
    pub same: usize,
}

impl ChangeCounts {
    /// The counts in words: `新增 2 项，删除 1 项，调整 5 项，未变 12 项`.
    #[must_use]
    pub fn text(self) -> String {
        format!(
            "新增 {} 项，删除 {} 项，调整 {} 项，未变 {} 项",
            self.added, self.removed, self.changed, self.same
        )
    }
}

impl Changes {
    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// What became of a task of the merged data.
    #[must_use]
    pub fn state(&self, task: TaskIx) -> TaskState {
        self.tasks
            .get(task.get())
            .map_or(TaskState::Same, |task| task.state)
    }

    /// What became of an assignment; `nth` is its position in the task's list.
    #[must_use]
    pub fn duty(&self, task: TaskIx, nth: usize) -> DutyState {
        self.tasks
            .get(task.get())
            .and_then(|task| task.duties.get(nth).copied())
            .unwrap_or_default()
    }

    /// Whether a task has a change of this kind.
    #[must_use]
    pub fn has(&self, task: TaskIx, kind: ChangeKind) -> bool {
        self.tasks
            .get(task.get())
            .is_some_and(|task| task.kinds & (1 << kind.index()) != 0)
    }

    /// The changes of a task.
    pub fn of_task(&self, task: TaskIx) -> impl Iterator<Item = &Change> {
        self.list
            .iter()
            .filter(move |change| change.task == Some(task))
    }

    /// How many tasks were added, removed, changed or left as they were.
    #[must_use]
    pub fn counts(&self) -> ChangeCounts {
        let mut counts = ChangeCounts::default();
        for task in &self.tasks {
            *match task.state {
                TaskState::Same => &mut counts.same,
                TaskState::Added => &mut counts.added,
                TaskState::Removed => &mut counts.removed,
                TaskState::Changed => &mut counts.changed,
            } += 1;
        }
        counts
    }

    /// The two names: `2021 年版 → 2024 年版`.
    #[must_use]
    pub fn title(&self) -> String {
        format!("{} → {}", self.old, self.new)
    }
}

/// One of the two things to compare.
#[derive(Clone, Debug)]
pub struct Side<'a> {
    /// The data.
    pub workspace: &'a Workspace,
    /// The one plan to compare; `None` compares all plans of the data.
    pub plan: Option<PlanIx>,
    /// What it is called.
    pub name: String,
}

/// The result of comparing two data sets, or two plans.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Everything of both sides as one; its [`Data::changes`] say what changed.
    pub data: Arc<Data>,
    /// What changed, the same as in [`Comparison::data`].
    pub changes: Arc<Changes>,
}

impl Comparison {
    /// Compares the old with the new.
    ///
    /// Bodies are the same by full name, short name or alias, as when files are opened together;
    /// with [`SuccessionView::Current`] also where one became the other by `today`.
    #[must_use]
    pub fn new(old: &Side<'_>, new: &Side<'_>, succession: SuccessionView, today: Date) -> Self {
        let pairs = match (old.plan, new.plan) {
            (None, None) => matching::plans(old.workspace, new.workspace),
            (old, new) => vec![(old, new)],
        };
        let bodies = Bodies::new(old.workspace, new.workspace);
        let counts_as = counts_as(&bodies, succession, today);
        let mut duty_states = Vec::new();
        let mut body_changes = Vec::new();
        let merged = {
            let differ = Differ {
                old: old.workspace,
                new: new.workspace,
                bodies: &bodies,
                counts_as: &counts_as,
            };
            Merged::new((old.workspace, new.workspace), &bodies, &pairs, |origin| {
                let (duties, changes) = differ.task(origin);
                duty_states.push(duties.iter().map(|duty| duty.state).collect());
                body_changes.push(changes);
                let assignments = duties.into_iter();
                assignments
                    .map(|duty| (duty.agency, duty.assignment))
                    .collect()
            })
        };
        let (dataset, origins) = merged.into_dataset(new.name.clone());
        let source = Source {
            file: None,
            dataset,
        };
        // What was joined before has nothing left to clash.
        let (workspace, _) = Workspace::join(vec![source]);
        let mut writer = Writer {
            old,
            new,
            merged: &workspace,
            bodies: &bodies,
            counts_as: &counts_as,
            changes: Changes {
                old: old.name.clone(),
                new: new.name.clone(),
                list: Vec::new(),
                tasks: Vec::with_capacity(origins.len()),
            },
        };
        for (plan, pair) in pairs.iter().enumerate() {
            writer.plan(PlanIx::new(plan), *pair);
            for ix in workspace.plans[plan].tasks.clone() {
                let bodies = std::mem::take(&mut body_changes[ix]);
                let duties = std::mem::take(&mut duty_states[ix]);
                writer.task(TaskIx::new(ix), origins[ix], bodies, duties);
            }
        }
        let changes = Arc::new(writer.changes);
        Self {
            data: Data::compared(workspace, Arc::clone(&changes)),
            changes,
        }
    }
}

/// For every merged agency the body it counts as.
fn counts_as(bodies: &Bodies, succession: SuccessionView, today: Date) -> Vec<AgencyIx> {
    let dataset = Dataset {
        format: FORMAT,
        agencies: bodies.agencies().to_vec(),
        successions: bodies.successions().to_vec(),
        ..Dataset::default()
    };
    match succession {
        SuccessionView::AsWritten => (0..dataset.agencies.len()).map(AgencyIx::new).collect(),
        SuccessionView::Current => {
            let source = Source {
                file: None,
                dataset,
            };
            Workspace::join(vec![source]).0.current_bodies(today)
        }
    }
}
