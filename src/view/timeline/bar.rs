//! How long a plan runs.

use super::Day;
use crate::model::workspace::{PlanEntry, PlanIx, Workspace};
use crate::model::{Date, Due, Plan, PlanStatus, Target};

/// The time that a plan covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanBar {
    /// Its start as exact as the data says it; days and months count from here.
    pub start: Option<Date>,
    /// Where its years begin: with its period, whenever in it the plan was issued.
    pub years_from: Option<Date>,
    /// Where it begins: not before it was issued.
    pub from: Day,
    /// Where it ends.
    pub to: Day,
    /// Whether the plan is in force on the day of the timeline.
    pub standing: Standing,
    /// Whether both ends are in the data or worked out.
    pub basis: BarBasis,
}

/// Whether a plan is in force on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// A draft for comment.
    Draft,
    /// In force.
    InForce,
    /// Its time is over.
    Passed,
    /// Known to have ended.
    Ended,
}

impl Standing {
    /// The Chinese words.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Draft => "征求意见稿",
            Self::InForce => "执行中",
            Self::Passed => "实施期已过",
            Self::Ended => "已结束",
        }
    }
}

/// What the two ends of a bar are taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BarBasis {
    /// The period in the data.
    Period,
    /// No period: from the day of issue or the first deadline to the last deadline.
    Derived,
}

impl PlanBar {
    /// Where a plan begins, as exact as the data says it: with its period, and not before it was
    /// issued, for it binds nobody before.
    #[must_use]
    pub fn start_of(plan: &Plan) -> Option<Date> {
        let Some(period) = plan.period else {
            return plan.issued;
        };
        let (first, last) = (Day::start(period.from), Day::end(period.to));
        let issued = plan.issued;
        let later = issued.filter(|it| (first.plus(1)..last).contains(&Day::start(*it)));
        Some(later.unwrap_or(period.from))
    }

    /// Where the years of a plan begin: they are those of its period, or count from its issue.
    #[must_use]
    pub fn years_from(plan: &Plan) -> Option<Date> {
        plan.period.map(|period| period.from).or(plan.issued)
    }

    /// What a deadline of the plan counts from, where it counts at all. The calendar asks the same.
    #[must_use]
    pub fn counts_from(plan: &Plan, due: &Due) -> Option<Date> {
        match due {
            Due::Within(..) => Self::years_from(plan),
            _ => Self::start_of(plan),
        }
    }

    /// From when to when a deadline of the plan runs that counts from its start.
    #[must_use]
    pub fn span(&self, due: &Due) -> Option<(Date, Date)> {
        let start = match due {
            Due::Within(..) => self.years_from,
            _ => self.start,
        };
        due.span(start)
    }

    /// The bar of a plan on a day; `None` where neither a period, nor a date, nor a deadline says
    /// anything about its time.
    #[must_use]
    pub fn of(workspace: &Workspace, ix: PlanIx, today: Date) -> Option<Self> {
        let entry = workspace.plan(ix);
        let plan = &entry.plan;
        let (start, from, to, basis) = if let Some(period) = plan.period {
            let start = Self::start_of(plan).unwrap_or(period.from);
            let last = Day::end(period.to);
            (Some(start), Day::start(start), last, BarBasis::Period)
        } else {
            let (first, last) = deadlines(workspace, entry);
            let from = plan
                .issued
                .or(first.map(|first| Date::year_only(first.year())))?;
            let last = last.map_or(Day::end(from), Day::end);
            (plan.issued, Day::start(from), last, BarBasis::Derived)
        };
        let to = to.max(from.plus(1));
        let standing = match plan.status {
            PlanStatus::Draft => Standing::Draft,
            PlanStatus::Ended => Standing::Ended,
            PlanStatus::InForce if to <= Day::start(today) => Standing::Passed,
            PlanStatus::InForce => Standing::InForce,
        };
        Some(Self {
            start,
            years_from: Self::years_from(plan),
            from,
            to,
            standing,
            basis,
        })
    }
}

/// The first and the last deadline of a plan. Years that count from its start need a start.
fn deadlines(workspace: &Workspace, entry: &PlanEntry) -> (Option<Date>, Option<Date>) {
    let mut first: Option<Date> = None;
    let mut last: Option<Date> = None;
    let mut take = |due: &Due| {
        let Some(due) = due.end(entry.plan.issued) else {
            return;
        };
        if first.is_none_or(|first| due.first_day() < first.first_day()) {
            first = Some(due);
        }
        if last.is_none_or(|last| due.last_day() > last.last_day()) {
            last = Some(due);
        }
    };
    let sections = &workspace.sections[entry.sections.clone()];
    sections
        .iter()
        .flat_map(|section| &section.targets)
        .flat_map(Target::dues)
        .for_each(&mut take);
    workspace
        .tasks
        .range(entry.tasks.clone())
        .flat_map(|entry| {
            let targets = entry.task.targets.iter().flat_map(Target::dues);
            targets.chain(entry.task.dues())
        })
        .for_each(&mut take);
    (first, last)
}
