//! The timeline in words.

use super::{BarBasis, Group, Lane, LaneGroup, PlanBar, Shape, Standing, Timeline};
use crate::model::workspace::{AgencyIx, PlanIx, TaskIx};
use crate::model::{Date, Due, PlanStatus, Role, Target};
use crate::terms;
use crate::view::{
    LaneBy, TargetId, TargetOwner, actors_text, concerned_duties, figure_text, recipients_text,
};

impl Timeline {
    /// How much a lane's target asks for: `≥ 20 家`, `力争 20 家`, `每年 50 个`.
    #[must_use]
    pub fn figure(&self, lane: &Lane) -> String {
        if lane.id.is_deadline() {
            return terms::TASK_DUE.to_owned();
        }
        figure_text(self.target(lane))
    }

    /// A lane's target as it is read out, figure and deadline: `20 家，2023年底`.
    #[must_use]
    pub fn spoken(&self, lane: &Lane) -> String {
        let figure = self.figure(lane);
        // A figure says how often it is due; words do not, and nor does it say until when.
        let is_told = matches!(self.due(lane), Due::Every(_));
        if matches!(lane.shape, Shape::Chain(..)) && is_told && !lane.words {
            return figure;
        }
        format!("{figure}，{}", self.due_text(lane))
    }

    /// The name of a group.
    #[must_use]
    pub fn heading(&self, group: &Group) -> String {
        let workspace = self.workspace();
        match &group.kind {
            LaneGroup::Plan(ix) => workspace.plan(*ix).plan.label().to_owned(),
            LaneGroup::Thread(name) => name.clone(),
            LaneGroup::OtherIndicators => "其他指标".to_owned(),
            LaneGroup::Agency(ix) => workspace.agency(*ix).label().to_owned(),
            LaneGroup::Role(role) => match self.chosen {
                Some(ix) => format!("{} {}", workspace.agency(ix).label(), role.label()),
                None => role.label().to_owned(),
            },
            LaneGroup::Goals => terms::OVERALL_GOALS.to_owned(),
            LaneGroup::NoAgency => "未写明机构".to_owned(),
        }
    }

    /// What stands beside a group: a plan's number, the figures of a thread, or a count.
    #[must_use]
    pub fn heading_aside(&self, group: &Group) -> String {
        match &group.kind {
            LaneGroup::Plan(ix) => self.plan_aside(*ix),
            LaneGroup::Thread(_) => {
                let lanes = &self.lanes[group.lanes.clone()];
                let figures: Vec<String> = lanes
                    .chunk_by(|a, b| a.id == b.id)
                    .map(|lanes| {
                        let target = self.target(&lanes[0]);
                        target.amount.text(&target.unit)
                    })
                    .collect();
                figures.join(" → ")
            }
            _ => self.count_text(group),
        }
    }

    /// How many targets and deadlines of tasks a group has, in a sentence of its own.
    #[must_use]
    pub fn dated_text(&self, group: &Group) -> String {
        format!("有时限的 {}", self.count_text(group))
    }

    /// How many targets a group has, and how many deadlines of tasks: `3 个目标 · 2 个任务时限`.
    fn count_text(&self, group: &Group) -> String {
        let lanes = &self.lanes[group.lanes.clone()];
        // A target with several deadlines has several lanes, one after the other.
        let of_one = lanes.chunk_by(|a, b| a.id == b.id);
        let (deadlines, targets): (Vec<_>, Vec<_>) =
            of_one.partition(|lanes| lanes[0].id.is_deadline());
        match (targets.len(), deadlines.len()) {
            (targets, 0) => format!("{targets} 个目标"),
            (0, deadlines) => format!("{deadlines} 个{}", terms::TASK_DUE),
            (targets, deadlines) => {
                format!("{targets} 个目标 · {deadlines} 个{}", terms::TASK_DUE)
            }
        }
    }

    fn plan_aside(&self, ix: PlanIx) -> String {
        let plan = &self.workspace().plan(ix).plan;
        if plan.status == PlanStatus::Draft {
            return plan.status.label().to_owned();
        }
        if let Some(number) = &plan.number {
            return number.clone();
        }
        match (plan.period, plan.issued) {
            (Some(period), _) => match (period.from.year(), period.to.year()) {
                (from, to) if from == to => format!("{from}年"),
                (from, to) => format!("{from}—{to}年"),
            },
            (None, Some(issued)) => format!("{}印发", issued.text()),
            (None, None) => String::new(),
        }
    }

    /// The heading of the column beside the axis.
    #[must_use]
    pub(crate) fn aside_title(&self) -> &'static str {
        match self.lane_by {
            LaneBy::Plan => terms::BODIES,
            LaneBy::Role if self.chosen.is_none() => terms::BODIES,
            LaneBy::Indicator | LaneBy::Agency | LaneBy::Role => terms::PLAN,
        }
    }

    /// What stands beside a lane: who answers for it, or where it stands.
    #[must_use]
    pub fn aside(&self, lane: &Lane) -> String {
        if self.aside_title() == terms::PLAN {
            return self.workspace().plan(lane.plan).plan.label().to_owned();
        }
        let role = self
            .groups
            .get(lane.group as usize)
            .map(|group| &group.kind);
        match (role, lane.task) {
            (Some(LaneGroup::Role(role)), Some(task)) => {
                self.bodies_text(lane.id, task, Some(*role))
            }
            _ => self.bodies(lane.id),
        }
    }

    /// Who answers for a target: `市经信局等 5 个`, 总体目标, 未写明.
    #[must_use]
    pub fn bodies(&self, id: TargetId) -> String {
        let workspace = self.workspace();
        let TargetOwner::Task(task) = id.owner else {
            let by = actors_text(workspace, id);
            return if by.is_empty() {
                terms::OVERALL_GOALS.to_owned()
            } else {
                by
            };
        };
        let is_said = id
            .actors(workspace)
            .is_some_and(|actors| !actors.by.is_empty());
        let duties = &workspace.task(task).duties;
        // Who is to reach it, where the document says; the leads where there are any; else all, in
        // the order of the document.
        let lead = !is_said && duties.iter().any(|duty| duty.role == Role::Lead);
        self.bodies_text(id, task, lead.then_some(Role::Lead))
    }

    fn bodies_text(&self, id: TargetId, task: TaskIx, role: Option<Role>) -> String {
        let workspace = self.workspace();
        let mut bodies: Vec<AgencyIx> = Vec::new();
        let actors = id.actors(workspace);
        for (_, duty) in concerned_duties(actors, &workspace.task(task).duties) {
            let body = self.bodies[duty.agency.get()];
            if role.is_none_or(|role| role == duty.role) && !bodies.contains(&body) {
                bodies.push(body);
            }
        }
        match bodies.as_slice() {
            [] => terms::UNSTATED.to_owned(),
            [one] => workspace.agency(*one).label().to_owned(),
            [one, rest @ ..] => {
                let label = workspace.agency(*one).label();
                format!("{label}等 {} 个", rest.len() + 1)
            }
        }
    }

    /// Who is to reach a lane's target and to whom it is reported, a line each, as far as there is
    /// something to say.
    #[must_use]
    pub fn actors_lines(&self, lane: &Lane) -> Vec<String> {
        let workspace = self.workspace();
        if lane.id.is_deadline() {
            return Vec::new();
        }
        let lines = [
            (terms::ACTORS, actors_text(workspace, lane.id)),
            (terms::RECIPIENTS, recipients_text(workspace, lane.id)),
        ];
        let said = lines.into_iter().filter(|(_, text)| !text.is_empty());
        said.map(|(name, text)| format!("{name}　{text}")).collect()
    }

    /// The title of the task that sets a target, where it says more than the indicator: several
    /// tasks may have a milestone of the same name.
    #[must_use]
    pub fn task_title(&self, task: Option<TaskIx>, target: &Target) -> Option<&str> {
        let title = self.workspace().task(task?).task.title.as_str();
        (title != target.indicator).then_some(title)
    }

    /// A lane in one sentence, for people who do not see it.
    #[must_use]
    pub fn sentence(&self, lane: &Lane) -> String {
        let target = self.target(lane);
        let mut parts = vec![format!("{} {}", target.indicator, self.spoken(lane))];
        parts.extend(lane.state.label().map(str::to_owned));
        parts.extend(self.task_title(lane.task, target).map(str::to_owned));
        parts.push(self.workspace().plan(lane.plan).plan.label().to_owned());
        parts.join("，")
    }

    /// The deadline in words, with the years that it comes to: `3—5年内（2021年至2023年）`.
    #[must_use]
    pub fn due_text(&self, lane: &Lane) -> String {
        let due = self.due(lane);
        let mut text = due.text();
        if due.counts_from_start()
            && let Some((from, to)) = self.bar(lane.plan).and_then(|bar| bar.span(due))
        {
            if from == to {
                text.push_str(&format!("（{}）", to.deadline_text()));
            } else {
                text.push_str(&format!("（{}至{}）", from.text(), to.text()));
            }
        }
        text
    }

    /// How long a plan runs and where that comes from.
    #[must_use]
    pub fn bar_text(&self, plan: PlanIx, bar: &PlanBar) -> String {
        let plan = &self.workspace().plan(plan).plan;
        let mut parts = Vec::new();
        match (bar.basis, plan.period) {
            (BarBasis::Period, Some(period)) => {
                let (from, to) = (period.from.text(), period.to.text());
                parts.push(if from == to {
                    format!("实施期 {from}")
                } else {
                    format!("实施期 {from}至{to}")
                });
            }
            _ => parts.push("没有写明实施期，按印发时间和各项时限画出".to_owned()),
        }
        parts.extend(plan.issued.map(|date| {
            let verb = if plan.status == PlanStatus::Draft {
                "公布"
            } else {
                "印发"
            };
            format!("{}{verb}", Date::text(date))
        }));
        if bar.standing != Standing::InForce {
            parts.push(bar.standing.label().to_owned());
        }
        parts.join("，")
    }

    /// How many targets are shown of how many: `16 / 116 个目标 · 4 / 5 份方案`.
    #[must_use]
    pub fn counts_text(&self) -> String {
        format!(
            "{} / {} 个目标 · {} / {} 份方案",
            self.shown.targets, self.all.targets, self.shown.plans, self.all.plans
        )
    }

    /// What has no deadline: `19 个目标未写明时限，其中只有措辞的 3 个`; none where there is none.
    #[must_use]
    pub fn undated_text(&self) -> Option<String> {
        let words = self.undated.iter().filter(|target| target.words).count();
        match (self.undated.len(), words) {
            (0, _) => None,
            (all, 0) => Some(format!("{all} 个目标")),
            (all, words) => Some(format!("{all} 个目标，其中只有措辞、没有数字的 {words} 个")),
        }
    }
}
