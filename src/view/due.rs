//! What is due, by year, quarter or month: a row for every task and every overall goal that has
//! something due then.
//!
//! The groups are those that deadlines are filtered by, and count the same: a task once in each,
//! however much of it is due then.

use std::collections::{HashMap, HashSet};

use super::spec::DueFilter;
use super::{
    Sheet, TargetId, TargetOwner, TargetRow, TaskBody, TaskRowMaker, TimeScale, actors_text,
    due_rows, recipients_text, target_text,
};
use crate::model::workspace::{PlanIx, SectionIx, TaskIx};
use crate::model::{Date, Due, Role, dues_text};
use crate::terms;

/// What a sheet shows of what is due, in the order of time.
#[derive(Clone, Debug, Default)]
pub struct DueList {
    /// The groups, in the order of their lines.
    pub groups: Vec<DueGroup>,
    /// The rows, in the order of their lines.
    pub entries: Vec<DueEntry>,
    /// Groups and rows, from the top. What is folded away is in it too.
    pub lines: Vec<DueLine>,
}

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DueLine {
    /// Whether it is the heading of a group or a row.
    pub kind: DueLineKind,
    /// Whether it is hidden inside a folded group.
    pub hidden: bool,
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueLineKind {
    /// The heading of a group, by its place in [`DueList::groups`].
    Group(usize),
    /// A row, by its place in [`DueList::entries`].
    Entry(usize),
}

/// A year, a part of one, or another kind of deadline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueGroup {
    /// The year or the kind of deadline.
    pub due: DueFilter,
    /// The quarter or month of the year, where it is one.
    pub part: Option<YearPart>,
    /// How many tasks and overall goals have something due then.
    pub count: u32,
    /// How it stands to today.
    pub state: DueState,
    /// Whether it is folded.
    pub folded: bool,
    /// Its key in [`ViewSpec::folded`](super::ViewSpec::folded).
    pub key: String,
}

/// A quarter or a month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum YearPart {
    /// A quarter, from 1.
    Quarter(u8),
    /// A month, from 1.
    Month(u8),
}

/// How a group stands to today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueState {
    /// It ended before today.
    Past,
    /// Today is in it.
    Now,
    /// It begins after today, or is on no day that anybody knows.
    Later,
}

/// A task, or an overall goal, with what of it is due in a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueEntry {
    /// The task, or the section that sets the goal.
    pub owner: TargetOwner,
    /// Its plan.
    pub plan: PlanIx,
    /// The section it stands in.
    pub section: SectionIx,
    /// The clause.
    pub clause: String,
    /// What is due: targets, or the deadline of the task as a whole. Never empty.
    pub targets: Vec<TargetId>,
    /// The deadlines in words, the earliest first: `2026年6月底、2026年底`.
    pub due: String,
}

impl DueEntry {
    /// The task; none for an overall goal.
    #[must_use]
    pub fn task(&self) -> Option<TaskIx> {
        match self.owner {
            TargetOwner::Task(task) => Some(task),
            TargetOwner::Section(_) => None,
        }
    }
}

/// What a row says, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DueWords {
    /// What is due, a target a line: `制造业单项冠军 20 家（力争）`; the task's title where the deadline is
    /// that of the task as a whole.
    pub what: Vec<String>,
    /// The task it belongs to, where that is not said yet, or that it is an overall goal.
    pub of: String,
    /// The plan, where the sheet has several.
    pub plan: String,
    /// The role of those named in [`who`](Self::who): who leads, or who else is named first.
    pub role: Option<Role>,
    /// Who answers for the task: `市经信局、市科技局`.
    pub who: String,
}

impl DueWords {
    /// The words of a row.
    #[must_use]
    pub fn new(entry: &DueEntry, rows: &TaskRowMaker<'_>) -> Self {
        let sheet = rows.sheet();
        let workspace = sheet.workspace();
        let mut words = Self::default();
        if sheet.shown.plans > 1 {
            workspace
                .plan(entry.plan)
                .plan
                .label()
                .clone_into(&mut words.plan);
        }
        let targets = entry.targets.iter().filter(|id| !id.is_deadline());
        words.what = targets
            .map(|id| {
                let mut text = target_text(id.target(workspace));
                let actors = id.actors(workspace);
                if actors.is_some_and(|actors| !actors.by.is_empty()) {
                    text.push_str(&format!("，由{}", actors_text(workspace, *id)));
                }
                let to = recipients_text(workspace, *id);
                if !to.is_empty() {
                    text.push_str(&format!("，报送{to}"));
                }
                text
            })
            .collect();
        let Some(task) = entry.task() else {
            terms::OVERALL_GOALS.clone_into(&mut words.of);
            return words;
        };
        let title = &workspace.task(task).task.title;
        if words.what.is_empty() {
            words.what.push(title.clone());
        } else {
            words.of.clone_from(title);
        }
        let bodies = rows.bodies(task);
        let first = Role::ALL
            .into_iter()
            .find(|role| !bodies[role.index()].is_empty());
        if let Some(role) = first {
            let names: Vec<String> = bodies[role.index()].iter().map(TaskBody::text).collect();
            words.who = names.join("、");
            words.role = first;
        }
        words
    }

    /// Where it belongs: the task and the plan, as far as they are to be said.
    #[must_use]
    pub fn belongs(&self) -> String {
        let parts = [self.of.as_str(), &self.plan].into_iter();
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        parts.join("　")
    }

    /// All of it in one sentence, for those who listen.
    #[must_use]
    pub fn sentence(&self) -> String {
        let role = self.role.map_or("", Role::label);
        let who = format!("{role} {}", self.who);
        let what = self.what.join("；");
        let parts = [what.as_str(), &self.of, &self.plan, who.trim()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join("，")
    }
}

impl YearPart {
    fn of(date: Date, scale: TimeScale) -> Option<Self> {
        let month = date.last_day().month()?;
        match scale {
            TimeScale::Year => None,
            TimeScale::Quarter => Some(Self::Quarter((month - 1) / 3 + 1)),
            TimeScale::Month => Some(Self::Month(month)),
        }
    }

    /// The Chinese name: `三季度`, `9月`.
    #[must_use]
    pub fn label(self) -> String {
        match self {
            Self::Quarter(nth) => {
                let names = ["一季度", "二季度", "三季度", "四季度"];
                let at = usize::from(nth).saturating_sub(1).min(names.len() - 1);
                names[at].to_owned()
            }
            Self::Month(month) => format!("{month}月"),
        }
    }
}

impl DueGroup {
    /// How deep it stands: a part of a year stands in its year.
    #[must_use]
    pub fn depth(&self) -> usize {
        usize::from(self.part.is_some())
    }

    /// The heading: `2026年`, `三季度`, `定期`.
    #[must_use]
    pub fn label(&self) -> String {
        match (self.due, self.part) {
            (_, Some(part)) => part.label(),
            (DueFilter::Unstated, None) => format!("{}{}", terms::UNSTATED, terms::DUE),
            (due, None) => due.label(),
        }
    }

    /// How it stands to today in words; empty where nothing is to be said.
    #[must_use]
    pub fn state_text(&self) -> &'static str {
        match (self.state, self.part) {
            (DueState::Past, _) => "时限已过",
            (DueState::Now, None) => "今年",
            (DueState::Now, Some(YearPart::Quarter(_))) => "本季度",
            (DueState::Now, Some(YearPart::Month(_))) => "本月",
            (DueState::Later, _) => "",
        }
    }

    /// How many: `12 项`.
    #[must_use]
    pub fn count_text(&self) -> String {
        format!("{} 项", self.count)
    }
}

/// Something due, before it is put into groups.
struct Found<'a> {
    place: Place,
    due: &'a Due,
    row: usize,
    id: TargetId,
}

/// Where something due stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Place {
    due: DueFilter,
    part: Option<YearPart>,
}

impl DueList {
    /// What a sheet shows of what is due, years divided as its view says.
    #[must_use]
    pub fn new(sheet: &Sheet) -> Self {
        let rows = due_rows(sheet);
        let mut found: Vec<Found<'_>> = Vec::with_capacity(rows.len());
        for (nth, row) in rows.iter().enumerate() {
            for due in row.target.dues() {
                let kind = DueFilter::of(due);
                if !sheet.spec.due.is_empty() && !sheet.spec.due.contains(&kind) {
                    continue;
                }
                let part = match due {
                    Due::By(date) | Due::Between(_, date) => {
                        YearPart::of(*date, sheet.spec.time_scale)
                    }
                    _ => None,
                };
                let place = Place { due: kind, part };
                let id = row.id;
                found.push(Found {
                    place,
                    due,
                    row: nth,
                    id,
                });
            }
        }
        // In time; what is due on one day stays in the order of the document.
        found.sort_by(|a, b| a.place.cmp(&b.place).then_with(|| a.due.cmp(b.due)));
        let mut list = Self::default();
        for of_kind in found.chunk_by(|a, b| a.place.due == b.place.due) {
            let outer = list.open(sheet, of_kind[0].place, true, false);
            let owners: HashSet<Owner> = of_kind.iter().map(|found| owner(found.id)).collect();
            list.groups[outer].count = small(owners.len());
            let outer_folded = list.groups[outer].folded;
            for of_part in of_kind.chunk_by(|a, b| a.place == b.place) {
                let place = of_part[0].place;
                let inner = place
                    .part
                    .map(|_| list.open(sheet, place, false, outer_folded));
                let hidden = outer_folded || inner.is_some_and(|nth| list.groups[nth].folded);
                let entries = merged(of_part, &rows);
                if let Some(nth) = inner {
                    list.groups[nth].count = small(entries.len());
                }
                for entry in entries {
                    let kind = DueLineKind::Entry(list.entries.len());
                    list.lines.push(DueLine { kind, hidden });
                    list.entries.push(entry);
                }
            }
        }
        list
    }

    /// How many tasks and overall goals are due in a year; 0 where the view shows none.
    #[must_use]
    pub fn count(&self, due: DueFilter) -> u32 {
        let of_kind = |group: &&DueGroup| group.due == due && group.part.is_none();
        self.groups
            .iter()
            .find(of_kind)
            .map_or(0, |group| group.count)
    }

    /// The line where what is not past begins; the first one where all is past.
    #[must_use]
    pub fn present_line(&self) -> usize {
        let is_past = |line: &DueLine| match line.kind {
            DueLineKind::Group(nth) => self.groups[nth].state == DueState::Past,
            DueLineKind::Entry(_) => true,
        };
        let first = self.lines.iter().position(|line| !is_past(line));
        first.unwrap_or(0)
    }

    /// The entry of what is chosen: that of the target, or the first one of the task.
    #[must_use]
    pub fn find(&self, task: Option<TaskIx>, target: Option<TargetId>) -> Option<usize> {
        let of_target = |target| {
            let mut entries = self.entries.iter();
            entries.position(|entry| entry.targets.contains(&target))
        };
        let of_task = || {
            let task = task?;
            self.entries
                .iter()
                .position(|entry| entry.task() == Some(task))
        };
        target.and_then(of_target).or_else(of_task)
    }

    /// Adds the heading of a kind of deadline, or of the part of a year.
    fn open(&mut self, sheet: &Sheet, place: Place, is_outer: bool, hidden: bool) -> usize {
        let part = place.part.filter(|_| !is_outer);
        let key = key(place.due, part);
        let nth = self.groups.len();
        self.lines.push(DueLine {
            kind: DueLineKind::Group(nth),
            hidden,
        });
        self.groups.push(DueGroup {
            due: place.due,
            part,
            count: 0,
            state: state(place.due, part, sheet.today),
            folded: sheet.is_folded(&key),
            key,
        });
        nth
    }
}

/// A task, or one goal of a section: what is counted as one.
type Owner = (TargetOwner, u32);

fn owner(id: TargetId) -> Owner {
    match id.owner {
        TargetOwner::Task(_) => (id.owner, 0),
        TargetOwner::Section(_) => (id.owner, id.nth),
    }
}

/// What is due in one group, each task once, where its earliest deadline stands.
fn merged(found: &[Found<'_>], rows: &[TargetRow<'_>]) -> Vec<DueEntry> {
    let mut places: HashMap<Owner, usize> = HashMap::new();
    let mut entries: Vec<(DueEntry, Vec<&Due>)> = Vec::new();
    for Found { due, row, id, .. } in found {
        let row = &rows[*row];
        let nth = *places.entry(owner(*id)).or_insert_with(|| {
            let entry = DueEntry {
                owner: id.owner,
                plan: row.plan,
                section: row.section,
                clause: row.clause.to_owned(),
                targets: Vec::new(),
                due: String::new(),
            };
            entries.push((entry, Vec::new()));
            entries.len() - 1
        });
        let (entry, dues) = &mut entries[nth];
        if !entry.targets.contains(id) {
            entry.targets.push(*id);
        }
        if !dues.contains(due) {
            dues.push(due);
        }
    }
    let with_words = |(mut entry, dues): (DueEntry, Vec<&Due>)| {
        entry.due = dues_text(dues.into_iter());
        entry
    };
    entries.into_iter().map(with_words).collect()
}

fn key(due: DueFilter, part: Option<YearPart>) -> String {
    let outer = match due {
        DueFilter::Year(year) => format!("when:{year}"),
        due => format!("when:{due:?}"),
    };
    match part {
        None => outer,
        Some(YearPart::Quarter(nth)) => format!("{outer}-Q{nth}"),
        Some(YearPart::Month(nth)) => format!("{outer}-{nth:02}"),
    }
}

fn state(due: DueFilter, part: Option<YearPart>, today: Date) -> DueState {
    let DueFilter::Year(year) = due else {
        return DueState::Later;
    };
    let month = today.last_day().month().unwrap_or(12);
    let (from, to) = match part {
        None => (1, 12),
        Some(YearPart::Quarter(nth)) => (nth * 3 - 2, nth * 3),
        Some(YearPart::Month(nth)) => (nth, nth),
    };
    if (year, to) < (today.year(), month) {
        DueState::Past
    } else if (year, from) <= (today.year(), month) {
        DueState::Now
    } else {
        DueState::Later
    }
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
