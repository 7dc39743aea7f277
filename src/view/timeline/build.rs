//! From a sheet to its timeline.

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::Arc;

use super::{
    Day, DueState, Group, Lane, LaneGroup, PlanBar, Shape, TargetCounts, Timeline, Undated,
};
use crate::model::workspace::{AgencyIx, Workspace};
use crate::model::{Amount, Role};
use crate::view::{DueFilter, LaneBy, Sheet, TargetRow, concerned_duties, due_rows};

/// How far from everything else today may be and still be on the axis.
const NEAR_YEARS: i32 = 2;

impl Timeline {
    /// Makes the timeline of a sheet: the same targets that its target list has.
    #[must_use]
    pub fn new(sheet: &Sheet) -> Self {
        let workspace = sheet.workspace();
        let rows = due_rows(sheet);
        let mut bars: Vec<Option<PlanBar>> = vec![None; workspace.plans.len()];
        let mut known = vec![false; workspace.plans.len()];
        let mut shown = TargetCounts {
            targets: rows.iter().filter(|row| !row.id.is_deadline()).count(),
            plans: 0,
        };
        for row in &rows {
            let plan = row.plan.get();
            if !std::mem::replace(&mut known[plan], true) {
                bars[plan] = PlanBar::of(workspace, row.plan, sheet.today);
                shown.plans += 1;
            }
        }
        let mut rows: Vec<Placed<'_>> = rows
            .into_iter()
            .map(|row| {
                let bar = bars[row.plan.get()].as_ref();
                Placed::new(row, bar, sheet)
            })
            .collect();
        let axis = axis(&rows, &bars, sheet);
        let whole = whole_axis(&axis);
        for row in &mut rows {
            if bars[row.plan.get()].is_none() {
                *row = Placed::new(row.row.clone(), Some(&whole), sheet);
            }
        }
        let by_thread = sheet.spec.lanes == LaneBy::Indicator;
        let undated = rows
            .iter()
            .filter(|row| row.target.is_undated())
            .filter(|row| !(by_thread && row.target.thread.is_some()))
            .map(|row| Undated {
                id: row.id,
                plan: row.plan,
                task: row.task,
                words: row.words,
            })
            .collect();
        let mut timeline = Self {
            data: Arc::clone(&sheet.data),
            today: sheet.today,
            lane_by: sheet.spec.lanes,
            scale: sheet.spec.time_scale,
            axis,
            groups: Vec::new(),
            lanes: Vec::with_capacity(rows.len()),
            undated,
            shown,
            all: all(workspace),
            chosen: chosen(sheet),
            bars,
            bodies: sheet.bodies.clone(),
        };
        match sheet.spec.lanes {
            LaneBy::Plan => timeline.by_plan(&rows),
            LaneBy::Indicator => timeline.by_indicator(&rows),
            LaneBy::Agency => timeline.by_agency(&rows, sheet),
            LaneBy::Role => timeline.by_role(&rows, sheet),
        }
        for group in &mut timeline.groups {
            let key = group.kind.key(workspace);
            group.folded = sheet.is_folded(&key);
        }
        timeline
    }

    fn by_plan(&mut self, rows: &[Placed<'_>]) {
        for of_plan in rows.chunk_by(|a, b| a.plan == b.plan) {
            let plan = of_plan[0].plan;
            self.group(LaneGroup::Plan(plan), of_plan.iter());
            let bar = self.bars[plan.get()];
            if let Some(group) = self.groups.last_mut()
                && group.kind == LaneGroup::Plan(plan)
            {
                group.bar = bar;
            }
        }
    }

    fn by_indicator(&mut self, rows: &[Placed<'_>]) {
        let mut names: Vec<&str> = Vec::new();
        let mut of_name: HashMap<&str, Vec<&Placed<'_>>> = HashMap::new();
        let mut others = Vec::new();
        for row in rows {
            match row.target.thread.as_deref() {
                Some(name) => {
                    let members = of_name.entry(name).or_default();
                    if members.is_empty() {
                        names.push(name);
                    }
                    members.push(row);
                }
                None => others.push(row),
            }
        }
        for name in names {
            let members = of_name.remove(name).unwrap_or_default();
            self.group(LaneGroup::Thread(name.to_owned()), members.into_iter());
        }
        self.group(LaneGroup::OtherIndicators, others.into_iter());
    }

    fn by_agency(&mut self, rows: &[Placed<'_>], sheet: &Sheet) {
        let mut place = vec![usize::MAX; sheet.workspace().agencies.len()];
        for (nth, column) in sheet.columns.iter().enumerate() {
            place[column.agency.get()] = nth;
        }
        let mut of_column: Vec<Vec<&Placed<'_>>> = vec![Vec::new(); sheet.columns.len()];
        let mut nobody = Vec::new();
        let mut goals = Vec::new();
        for row in rows {
            let Some(task) = row.task else {
                goals.push(row);
                continue;
            };
            let mut any = false;
            let actors = row.id.actors(sheet.workspace());
            let concerned = concerned_duties(actors, &sheet.workspace().task(task).duties)
                .map(|(_, duty)| duty)
                .filter(|duty| sheet.spec.shows_role(duty.role));
            for body in concerned.flat_map(|duty| sheet.shares_of(duty, row.plan)) {
                let column = place[body.get()];
                if column == usize::MAX {
                    continue;
                }
                any = true;
                let members = &mut of_column[column];
                // A body with two roles in a task answers for its targets once.
                if members.last().is_none_or(|last| last.id != row.id) {
                    members.push(row);
                }
            }
            if !any {
                nobody.push(row);
            }
        }
        for (column, members) in sheet.columns.iter().zip(of_column) {
            self.group(LaneGroup::Agency(column.agency), members.into_iter());
        }
        self.group(LaneGroup::NoAgency, nobody.into_iter());
        self.group(LaneGroup::Goals, goals.into_iter());
    }

    fn by_role(&mut self, rows: &[Placed<'_>], sheet: &Sheet) {
        let chosen = chosen_bodies(sheet);
        let mut of_role: [Vec<&Placed<'_>>; 5] = Default::default();
        let mut nobody = Vec::new();
        let mut goals = Vec::new();
        for row in rows {
            let Some(task) = row.task else {
                goals.push(row);
                continue;
            };
            let mut roles = [false; 5];
            let actors = row.id.actors(sheet.workspace());
            for (_, duty) in concerned_duties(actors, &sheet.workspace().task(task).duties) {
                let mut bodies = sheet.shares_of(duty, row.plan);
                let fits = chosen.is_empty() || bodies.any(|body| chosen.contains(&body));
                if sheet.spec.shows_role(duty.role) && fits {
                    roles[duty.role.index()] = true;
                }
            }
            if !roles.contains(&true) {
                nobody.push(row);
            }
            for role in Role::ALL.into_iter().filter(|role| roles[role.index()]) {
                of_role[role.index()].push(row);
            }
        }
        for (role, members) in Role::ALL.into_iter().zip(of_role) {
            self.group(LaneGroup::Role(role), members.into_iter());
        }
        self.group(LaneGroup::NoAgency, nobody.into_iter());
        self.group(LaneGroup::Goals, goals.into_iter());
    }

    /// Adds a group with the lanes of its targets. One that would be empty is left out.
    fn group<'r, 'w: 'r>(&mut self, kind: LaneGroup, rows: impl Iterator<Item = &'r Placed<'w>>) {
        let first = self.lanes.len();
        let nth = u32::try_from(self.groups.len()).unwrap_or(u32::MAX);
        let by_thread = matches!(kind, LaneGroup::Thread(_));
        for row in rows {
            for mark in row.marks().filter(|mark| mark.is_asked) {
                let undated = || {
                    let shape = Shape::Undated(row.from, row.to);
                    (shape, shape.state(self.today))
                };
                let Some((shape, state)) = mark.shape.or_else(|| by_thread.then(undated)) else {
                    continue;
                };
                self.lanes.push(Lane {
                    id: row.id,
                    nth_due: mark.nth_due,
                    plan: row.plan,
                    task: row.task,
                    group: nth,
                    start: row.from,
                    shape,
                    state,
                    words: row.words,
                });
            }
        }
        if self.lanes.len() > first {
            self.groups.push(Group {
                kind,
                lanes: first..self.lanes.len(),
                bar: None,
                folded: false,
            });
        }
    }
}

/// What stands for the time of a plan of which nothing is known.
fn whole_axis(axis: &std::ops::Range<Day>) -> PlanBar {
    PlanBar {
        start: None,
        years_from: None,
        from: axis.start,
        to: axis.end,
        standing: super::Standing::InForce,
        basis: super::BarBasis::Derived,
    }
}

/// A target with its places on the axis, which are the same in every group.
struct Placed<'w> {
    row: TargetRow<'w>,
    /// The first and the last day of its plan.
    from: Day,
    to: Day,
    /// Whether it has no figure, only words.
    words: bool,
    /// Most have one deadline.
    first: Option<Mark>,
    more: Vec<Mark>,
}

/// A deadline with what is drawn for it, where the document sets a time.
struct Mark {
    nth_due: u16,
    /// Whether it is among those that are asked for.
    is_asked: bool,
    shape: Option<(Shape, DueState)>,
}

impl<'w> Placed<'w> {
    /// The places of a target whose plan runs so; none while that is not known.
    fn new(row: TargetRow<'w>, bar: Option<&PlanBar>, sheet: &Sheet) -> Self {
        let words = is_words(&row);
        let asked = &sheet.spec.due;
        let target = row.target;
        let mut marks = target.dues().zip(0..).filter_map(|(due, nth_due)| {
            let shape = Shape::of(due, words, bar?);
            Some(Mark {
                nth_due,
                is_asked: asked.is_empty() || asked.contains(&DueFilter::of(due)),
                shape: shape.map(|shape| (shape, shape.state(sheet.today))),
            })
        });
        let nowhere = Day::start(sheet.today);
        Self {
            first: marks.next(),
            more: marks.collect(),
            row,
            from: bar.map_or(nowhere, |bar| bar.from),
            to: bar.map_or(nowhere, |bar| bar.to),
            words,
        }
    }

    fn marks(&self) -> impl Iterator<Item = &Mark> {
        self.first.iter().chain(&self.more)
    }
}

impl<'w> Deref for Placed<'w> {
    type Target = TargetRow<'w>;

    fn deref(&self) -> &Self::Target {
        &self.row
    }
}

/// Whether a target has no figure, only words. Something to be delivered, and a deadline of a task,
/// are reached like a figure.
fn is_words(row: &TargetRow<'_>) -> bool {
    matches!(row.target.amount, Amount::Wording(_)) && !row.id.is_deadline()
}

/// Whole years that hold the plans, the deadlines, and today unless it is far off.
fn axis(rows: &[Placed<'_>], bars: &[Option<PlanBar>], sheet: &Sheet) -> std::ops::Range<Day> {
    let mut ends: Option<(Day, Day)> = None;
    let mut take = |from: Day, to: Day| {
        ends = Some(ends.map_or((from, to), |(first, last)| (first.min(from), last.max(to))));
    };
    for bar in bars.iter().flatten() {
        take(bar.from, bar.to);
    }
    for (shape, _) in rows
        .iter()
        .flat_map(Placed::marks)
        .filter_map(|mark| mark.shape)
    {
        take(shape.from(), shape.to());
    }
    let today = Day::start(sheet.today);
    let (from, to) = ends.unwrap_or((today, today.plus(1)));
    let (mut first, mut last) = (from.year_of(), to.before().year_of());
    let year = today.year_of();
    if year < first && first - year <= NEAR_YEARS {
        first = year;
    }
    if year > last && year - last <= NEAR_YEARS {
        last = year;
    }
    Day::year(first)..Day::year(last + 1)
}

/// All targets and the plans that have any, or deadlines of tasks.
fn all(workspace: &Workspace) -> TargetCounts {
    let mut counts = TargetCounts::default();
    for entry in &workspace.plans {
        let goals = workspace.sections[entry.sections.clone()]
            .iter()
            .map(|section| section.targets.len());
        let tasks = || workspace.tasks.range(entry.tasks.clone());
        let of_tasks = tasks().map(|task| task.task.targets.len());
        let targets: usize = goals.chain(of_tasks).sum();
        counts.targets += targets;
        let is_due = targets > 0 || tasks().any(|task| task.deadline.is_some());
        counts.plans += usize::from(is_due);
    }
    counts
}

/// The bodies that were chosen or found by the search.
fn chosen_bodies(sheet: &Sheet) -> Vec<AgencyIx> {
    let matched = sheet.columns.iter().filter(|column| column.matched);
    matched.map(|column| column.agency).collect()
}

fn chosen(sheet: &Sheet) -> Option<AgencyIx> {
    match chosen_bodies(sheet).as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

impl LaneGroup {
    /// The key of the group in a view's list of folded ones. A plan has the one of the matrix.
    #[must_use]
    pub fn key(&self, workspace: &Workspace) -> String {
        match self {
            Self::Plan(ix) => workspace.plan(*ix).plan.id.clone(),
            Self::Thread(name) => format!("thread:{name}"),
            Self::OtherIndicators => "thread:".to_owned(),
            Self::Agency(ix) => format!("agency:{}", workspace.agency(*ix).id),
            Self::Role(role) => format!("role:{}", role.key()),
            Self::Goals => "goals:".to_owned(),
            Self::NoAgency => "agency:".to_owned(),
        }
    }
}
