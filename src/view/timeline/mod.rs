//! The targets of a sheet over the years: what the window paints and the exporters draw.

mod axis;
mod bar;
mod build;
mod day;
pub mod labels;
mod shape;
mod text;

use std::ops::Range;
use std::sync::Arc;

pub use axis::{Axis, Step, Tick};
pub use bar::{BarBasis, PlanBar, Standing};
pub use day::Day;
pub(crate) use shape::turn;
pub use shape::{DueState, Shape, ticks};

use super::{Data, LaneBy, TargetId, TargetOwner, TimeScale};
use crate::model::workspace::{AgencyIx, PlanIx, SectionIx, TaskIx, Workspace};
use crate::model::{Date, Due, Role, Target};

/// Targets on an axis of time, in groups. Folded groups are in it too.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// The data that it was made from.
    pub data: Arc<Data>,
    /// The day that it was made for.
    pub today: Date,
    /// What its lanes are grouped by.
    pub lane_by: LaneBy,
    /// How finely the axis is to be divided.
    pub scale: TimeScale,
    /// The days that the axis covers, from the beginning of a year to the end of one.
    pub axis: Range<Day>,
    /// The groups, from the top.
    pub groups: Vec<Group>,
    /// The lanes of all groups, group by group: see [`Group::lanes`].
    pub lanes: Vec<Lane>,
    /// Targets without a deadline that have no lane.
    pub undated: Vec<Undated>,
    /// How many targets and plans are shown.
    pub shown: TargetCounts,
    /// How many targets and plans there are without any filter.
    pub all: TargetCounts,
    /// The body that was chosen or searched for, where it is just one.
    pub chosen: Option<AgencyIx>,
    bars: Vec<Option<PlanBar>>,
    bodies: Vec<AgencyIx>,
}

/// Lanes under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What its lanes have in common.
    pub kind: LaneGroup,
    /// The positions of its lanes in [`Timeline::lanes`].
    pub lanes: Range<usize>,
    /// The period of the plan, in groups by plan.
    pub bar: Option<PlanBar>,
    /// Whether its lanes are folded away.
    pub folded: bool,
}

/// What the lanes of a group have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LaneGroup {
    /// A plan.
    Plan(PlanIx),
    /// An indicator that the data follows through several plans.
    Thread(String),
    /// Indicators that no thread follows.
    OtherIndicators,
    /// A body that answers for them.
    Agency(AgencyIx),
    /// The role of the bodies that answer for them.
    Role(Role),
    /// Goals that bind nobody in particular.
    Goals,
    /// Tasks that name no body.
    NoAgency,
}

/// A line of the timeline: one deadline of a target, or of a task as a whole, on the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lane {
    /// The target. It has a lane for each of its deadlines; grouped by bodies, for each of them.
    pub id: TargetId,
    /// Which of the target's deadlines it is, from 0.
    pub nth_due: u16,
    /// Its plan.
    pub plan: PlanIx,
    /// Its task; `None` for a goal that is set for nobody in particular.
    pub task: Option<TaskIx>,
    /// The position of its group in [`Timeline::groups`].
    pub group: u32,
    /// The day on which its plan begins.
    pub start: Day,
    /// What is drawn for it, and from which day to which.
    pub shape: Shape,
    /// Whether its deadline is still to come.
    pub state: DueState,
    /// Whether it has no figure, only words.
    pub words: bool,
}

/// A target without a deadline, which has no place on the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Undated {
    /// The target.
    pub id: TargetId,
    /// Its plan.
    pub plan: PlanIx,
    /// Its task; `None` for a goal that is set for nobody in particular.
    pub task: Option<TaskIx>,
    /// Whether it has no figure, only words.
    pub words: bool,
}

/// How many targets and plans a timeline shows, or the data has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TargetCounts {
    /// How many targets, each counted once.
    pub targets: usize,
    /// How many plans that have any.
    pub plans: usize,
}

/// The other targets of a target's thread, in the order of the plans.
#[must_use]
pub fn thread_of(workspace: &Workspace, id: TargetId) -> Vec<TargetId> {
    let Some(thread) = id.target(workspace).thread.as_deref() else {
        return Vec::new();
    };
    let of = |owner: TargetOwner, targets: &[Target]| -> Vec<TargetId> {
        let members = targets.iter().zip(0..);
        members
            .filter(|(target, _)| target.thread.as_deref() == Some(thread))
            .map(|(_, nth)| TargetId { owner, nth })
            .filter(|other| *other != id)
            .collect()
    };
    let mut found = Vec::new();
    for entry in &workspace.plans {
        for ix in entry.sections.clone() {
            let owner = TargetOwner::Section(SectionIx::new(ix));
            found.extend(of(owner, &workspace.sections[ix].targets));
        }
        for ix in entry.tasks.clone() {
            let owner = TargetOwner::Task(TaskIx::new(ix));
            found.extend(of(owner, &workspace.tasks[ix].task.targets));
        }
    }
    found
}

impl Timeline {
    /// The workspace that the timeline shows.
    #[must_use]
    pub fn workspace(&self) -> &Workspace {
        &self.data.workspace
    }

    /// The target of a lane.
    #[must_use]
    pub fn target(&self, lane: &Lane) -> &Target {
        lane.id.target(self.workspace())
    }

    /// The deadline of a lane.
    #[must_use]
    pub fn due(&self, lane: &Lane) -> &Due {
        let target = self.target(lane);
        let mut dues = target.dues();
        dues.nth(usize::from(lane.nth_due)).unwrap_or(&target.due)
    }

    /// How long a shown plan runs.
    #[must_use]
    pub fn bar(&self, plan: PlanIx) -> Option<&PlanBar> {
        self.bars.get(plan.get())?.as_ref()
    }

    /// The lane whose deadline comes after or before that of another, `step` lanes on.
    #[must_use]
    pub fn beside(&self, lane: usize, later: bool) -> Option<usize> {
        let time = |nth: usize| {
            let lane = self.lanes.get(nth)?;
            Some((lane.shape.to(), lane.state == DueState::Standing, nth))
        };
        let here = time(lane)?;
        let all = (0..self.lanes.len()).filter_map(time);
        let there = if later {
            all.filter(|there| *there > here).min()
        } else {
            all.filter(|there| *there < here).max()
        };
        there.map(|(_, _, nth)| nth)
    }

    /// Whether a target is on it, dated or not.
    #[must_use]
    pub fn has(&self, id: TargetId) -> bool {
        let mut lanes = self.lanes.iter();
        lanes.any(|lane| lane.id == id) || self.undated.iter().any(|undated| undated.id == id)
    }

    /// Whether today stands on the axis.
    #[must_use]
    pub(crate) fn shows_today(&self) -> bool {
        self.axis.contains(&Day::start(self.today))
    }
}
