//! A body with its figures.

use crate::model::workspace::{AgencyIx, PlanIx, TaskIx};
use crate::model::{Date, Due, Target};
use crate::view::predecessors::{Relatives, relatives_of};
use crate::view::timeline::{Day, PlanBar};
use crate::view::{Sheet, TargetId, TargetOwner, concerns};

/// What a body has to do, in four figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodyAnswer {
    /// The body.
    pub body: AgencyIx,
    /// How many tasks name it.
    pub direct: u32,
    /// How many it has only through collectives.
    pub through: u32,
    /// What it has under an earlier or a later name.
    pub relatives: Vec<Relatives>,
    /// The year that `due` is about.
    pub year: i16,
    /// How many of its targets and deadlines are due in that year, those of every year among them.
    pub due: usize,
}

impl BodyAnswer {
    /// Counts for a body, over the tasks of a sheet.
    pub(super) fn new(sheet: &Sheet, body: AgencyIx) -> Self {
        let load = sheet.facets.agencies.get(body.get()).copied();
        let load = load.unwrap_or_default();
        let year = sheet.today.year();
        Self {
            body,
            direct: load.tasks,
            through: load.through,
            relatives: relatives_of(sheet, body),
            year,
            due: due_in(sheet, body, year),
        }
    }
}

/// How many targets and deadlines of a body's own tasks are due in a year.
fn due_in(sheet: &Sheet, body: AgencyIx, year: i16) -> usize {
    let workspace = sheet.workspace();
    let is_body = |ix: AgencyIx| sheet.bodies[ix.get()] == body;
    // Tasks of a plan stand together.
    let mut bar: Option<(PlanIx, Option<PlanBar>)> = None;
    let mut count = 0;
    for (nth, entry) in workspace.tasks.iter().enumerate() {
        if !entry.duties.iter().any(|duty| is_body(duty.agency)) {
            continue;
        }
        let (_, bar) = match bar {
            Some(known) if known.0 == entry.plan => known,
            _ => *bar.insert((entry.plan, PlanBar::of(workspace, entry.plan, sheet.today))),
        };
        let is_due = |target: &Target| target.dues().any(|due| falls_in(due, bar.as_ref(), year));
        count += usize::from(entry.deadline.as_deref().is_some_and(is_due));
        let owner = TargetOwner::Task(TaskIx::new(nth));
        let targets = entry.task.targets.iter().zip(0..);
        let targets = targets.filter(|(target, nth)| {
            let id = TargetId { owner, nth: *nth };
            is_due(target) && concerns(id.actors(workspace), &entry.duties, is_body)
        });
        count += targets.count();
    }
    count
}

/// Whether a deadline falls in a year: its day does, or its rhythm brings it then.
pub(crate) fn falls_in(due: &Due, bar: Option<&PlanBar>, year: i16) -> bool {
    if let Due::By(date) | Due::Between(_, date) = due {
        return date.year() == year;
    }
    let Some(bar) = bar else {
        return false;
    };
    if let Some((_, until)) = due.rhythm() {
        let last = until.map_or(bar.to, Day::end);
        let whole = Date::year_only(year);
        return bar.from <= Day::end(whole) && last >= Day::start(whole);
    }
    bar.span(due).is_some_and(|(_, last)| last.year() == year)
}
