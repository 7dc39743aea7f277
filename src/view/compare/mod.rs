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

mod duties;
mod matching;
mod merge;
mod pair;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use duties::DutyState;
pub use matching::{REWORDED, SAME_CLAUSE};

use super::{Data, SuccessionView, target_text};
use crate::model::workspace::{AgencyIx, PlanIx, Source, TaskIx, Workspace};
use crate::model::{Dataset, Date, FORMAT, Plan, Role, Target, Task};
use duties::Differ;
use merge::{Bodies, Merged, Origin, PlanPair};
use pair::normal;

/// What kind of change something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ChangeKind {
    /// A task that only the new data has (新增).
    Added,
    /// A task that only the old data has (删除).
    Removed,
    /// Another clause (条款调整).
    Moved,
    /// Another title or summary (内容调整).
    Content,
    /// A body that came, went, or has another role (责任单位调整).
    Bodies,
    /// Another deadline of the same target (时限调整).
    Due,
    /// A target that came, went, or asks for something else (目标调整).
    Targets,
    /// The title, number, date, status or period of a plan (文件信息调整).
    Plan,
}

impl ChangeKind {
    /// All kinds, in the order they are listed.
    pub const ALL: [Self; 8] = [
        Self::Added,
        Self::Removed,
        Self::Moved,
        Self::Content,
        Self::Bodies,
        Self::Due,
        Self::Targets,
        Self::Plan,
    ];

    /// The Chinese name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Added => "新增",
            Self::Removed => "删除",
            Self::Moved => "条款调整",
            Self::Content => "内容调整",
            Self::Bodies => "责任单位调整",
            Self::Due => "时限调整",
            Self::Targets => "目标调整",
            Self::Plan => "文件信息调整",
        }
    }

    /// The place in [`ChangeKind::ALL`].
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What kind of change.
    pub kind: ChangeKind,
    /// The plan, of the merged data.
    pub plan: PlanIx,
    /// The task, of the merged data; `None` where the plan itself or an overall goal changed.
    pub task: Option<TaskIx>,
    /// The body of a change of bodies, of the merged data.
    pub agency: Option<AgencyIx>,
    /// What changed: 标题, a body's name, an indicator.
    pub item: String,
    /// What the old data says; empty where it says nothing.
    pub before: String,
    /// What the new data says; empty where it says nothing.
    pub after: String,
}

/// What became of a task.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TaskState {
    /// Nothing.
    #[default]
    Same,
    /// Only the new data has it.
    Added,
    /// Only the old data has it.
    Removed,
    /// Something of it changed.
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

/// What became of everything.
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

/// How many tasks became what. Each task is counted once.
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
    /// `新增 2 项，删除 1 项，调整 5 项，未变 12 项`.
    #[must_use]
    pub fn text(self) -> String {
        format!(
            "新增 {} 项，删除 {} 项，调整 {} 项，未变 {} 项",
            self.added, self.removed, self.changed, self.same
        )
    }
}

impl Changes {
    /// Whether both say the same.
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

    /// What became of an assignment, by its place in the task's list.
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

    /// How many tasks became what.
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
    /// One plan of it; all of them without.
    pub plan: Option<PlanIx>,
    /// What it is called.
    pub name: String,
}

/// Two data sets, or two plans, as one.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Everything of both; its [`Data::changes`] say what became of what.
    pub data: Arc<Data>,
    /// What became of what.
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

/// Writes down what changed.
struct Writer<'a> {
    old: &'a Side<'a>,
    new: &'a Side<'a>,
    merged: &'a Workspace,
    changes: Changes,
}

impl Writer<'_> {
    /// The plan itself, and the goals that its sections set for nobody in particular.
    fn plan(&mut self, ix: PlanIx, (old, new): PlanPair) {
        let facts = |workspace: &Workspace, plan: Option<PlanIx>| {
            plan.map(|plan| facts(&workspace.plan(plan).plan))
        };
        let before = facts(self.old.workspace, old);
        let after = facts(self.new.workspace, new);
        let mut push = |item: &str, before: String, after: String| {
            self.changes.list.push(Change {
                kind: ChangeKind::Plan,
                plan: ix,
                task: None,
                agency: None,
                item: item.to_owned(),
                before,
                after,
            });
        };
        match (before, after) {
            (Some(before), Some(after)) => {
                for ((item, before), (_, after)) in before.into_iter().zip(after) {
                    if before != after {
                        push(item, before, after);
                    }
                }
            }
            (Some([(_, title), ..]), None) => push("方案", title, String::new()),
            (None, Some([(_, title), ..])) => push("方案", String::new(), title),
            (None, None) => {}
        }
        let old = goals(self.old.workspace, old);
        let new = goals(self.new.workspace, new);
        self.targets(ix, None, &old, &new);
    }

    fn task(
        &mut self,
        ix: TaskIx,
        origin: Origin,
        bodies: Vec<duties::BodyChange>,
        duties: Vec<DutyState>,
    ) {
        let from = self.changes.list.len();
        let plan = self.merged.task(ix).plan;
        let old = origin.old.map(|ix| &self.old.workspace.task(ix).task);
        let new = origin.new.map(|ix| &self.new.workspace.task(ix).task);
        match (old, new) {
            (Some(old), Some(new)) => self.both(plan, ix, old, new, bodies),
            (None, Some(_)) => {
                let words = self.in_words(ix);
                self.push(plan, ix, ChangeKind::Added, "任务", String::new(), words);
            }
            (Some(_), None) => {
                let words = self.in_words(ix);
                self.push(plan, ix, ChangeKind::Removed, "任务", words, String::new());
            }
            (None, None) => {}
        }
        let kinds = self.changes.list[from..]
            .iter()
            .fold(0, |kinds, change| kinds | 1 << change.kind.index());
        let state = match (old, new) {
            (None, _) => TaskState::Added,
            (_, None) => TaskState::Removed,
            _ if kinds == 0 => TaskState::Same,
            _ => TaskState::Changed,
        };
        self.changes.tasks.push(TaskChanges {
            state,
            kinds,
            duties,
        });
    }

    fn both(
        &mut self,
        plan: PlanIx,
        ix: TaskIx,
        old: &Task,
        new: &Task,
        bodies: Vec<duties::BodyChange>,
    ) {
        let (before, after) = (old.key(), new.key());
        if normal(&before) != normal(&after) {
            self.push(plan, ix, ChangeKind::Moved, "条款", before, after);
        }
        for (item, before, after) in [
            ("标题", &old.title, &new.title),
            ("内容", &old.summary, &new.summary),
        ] {
            if before.trim() != after.trim() {
                let (before, after) = (before.clone(), after.clone());
                self.push(plan, ix, ChangeKind::Content, item, before, after);
            }
        }
        for change in bodies {
            let name = self.merged.agency(change.body).label().to_owned();
            self.changes.list.push(Change {
                kind: ChangeKind::Bodies,
                plan,
                task: Some(ix),
                agency: Some(change.body),
                item: name,
                before: change.before.unwrap_or_default(),
                after: change.after.unwrap_or_default(),
            });
        }
        let old: Vec<&Target> = old.targets.iter().collect();
        let new: Vec<&Target> = new.targets.iter().collect();
        self.targets(plan, Some(ix), &old, &new);
    }

    fn targets(&mut self, plan: PlanIx, task: Option<TaskIx>, old: &[&Target], new: &[&Target]) {
        let pairing = matching::targets(old, new);
        let list = &mut self.changes.list;
        let mut push = |kind, item: &str, before: String, after: String| {
            list.push(Change {
                kind,
                plan,
                task,
                agency: None,
                item: item.to_owned(),
                before,
                after,
            });
        };
        for (nth, target) in new.iter().enumerate() {
            let item = target.indicator.as_str();
            let Some(old) = pairing.of_new(nth).map(|nth| old[nth]) else {
                push(ChangeKind::Targets, item, String::new(), with_due(target));
                continue;
            };
            if old.due != target.due {
                push(ChangeKind::Due, item, old.due.text(), target.due.text());
            }
            if normal(&old.indicator) != normal(item) {
                push(
                    ChangeKind::Targets,
                    item,
                    target_text(old),
                    target_text(target),
                );
            } else if !matching::is_same_amount(old, target) {
                push(ChangeKind::Targets, item, figure(old), figure(target));
            }
        }
        for nth in pairing.left_old() {
            let target = old[nth];
            let item = target.indicator.as_str();
            push(ChangeKind::Targets, item, with_due(target), String::new());
        }
    }

    fn push(
        &mut self,
        plan: PlanIx,
        task: TaskIx,
        kind: ChangeKind,
        item: &str,
        before: String,
        after: String,
    ) {
        self.changes.list.push(Change {
            kind,
            plan,
            task: Some(task),
            agency: None,
            item: item.to_owned(),
            before,
            after,
        });
    }

    /// Who answers for a task, by role: `牵头 市经信局；责任 市发改委、市科技局`.
    fn in_words(&self, ix: TaskIx) -> String {
        let entry = self.merged.task(ix);
        let parts: Vec<String> = Role::ALL
            .into_iter()
            .filter_map(|role| {
                let names: Vec<&str> = entry
                    .duties
                    .iter()
                    .filter(|duty| duty.role == role)
                    .map(|duty| self.merged.agency(duty.agency).label())
                    .collect();
                (!names.is_empty()).then(|| format!("{} {}", role.label(), names.join("、")))
            })
            .collect();
        if parts.is_empty() {
            "未写明责任单位".to_owned()
        } else {
            parts.join("；")
        }
    }
}

/// What is said of a plan as a whole.
fn facts(plan: &Plan) -> [(&'static str, String); 6] {
    let period = plan
        .period
        .map(|period| format!("{} 至 {}", period.from.text(), period.to.text()));
    [
        ("标题", plan.title.clone()),
        ("文号", plan.number.clone().unwrap_or_default()),
        ("发文机关", plan.issuer.clone().unwrap_or_default()),
        ("印发日期", plan.issued.map(Date::text).unwrap_or_default()),
        ("状态", plan.status.label().to_owned()),
        ("期限", period.unwrap_or_default()),
    ]
}

/// The goals that a plan sets for nobody in particular.
fn goals(workspace: &Workspace, plan: Option<PlanIx>) -> Vec<&Target> {
    let sections = plan.map_or(0..0, |plan| workspace.plan(plan).sections.clone());
    workspace.sections[sections]
        .iter()
        .flat_map(|section| &section.targets)
        .collect()
}

fn figure(target: &Target) -> String {
    let mut text = target.amount.text(&target.unit);
    if target.stretch {
        text.push_str("（力争）");
    }
    text
}

fn with_due(target: &Target) -> String {
    format!("{}，{}", figure(target), target.due.text())
}
