//! Rules about plans, tasks and targets.

use std::collections::HashMap;

use rustc_hash::FxHashSet;

use super::agencies::Bodies;
use super::keys::{Identity, identity, task_places};
use super::successions::{End, verb};
use super::threads::Threads;
use super::{Finding, Rule, Step, roles, values};
use crate::diagnostic::Item;

use crate::model::key_map::{self, KeyMap};
use crate::model::{Assignment, Date, OwnRole, Plan, Role, Section, Task, is_lead};

/// Checks the plans with everything in them.
pub(super) fn check(bodies: &mut Bodies<'_>, findings: &mut Vec<Finding>) {
    let plans = &bodies.dataset.plans;
    let count = bodies.dataset.agencies.len();
    let mut ids: KeyMap<usize> = key_map::map(plans.len());
    let mut walk = Walk {
        bodies,
        findings,
        path: Vec::with_capacity(16),
        seen: vec![Seen::default(); count],
        task_number: 0,
        threads: Threads::default(),
    };
    for (index, plan) in plans.iter().enumerate() {
        let first = *ids.entry(plan.id.as_str()).or_insert(index);
        if first != index {
            walk.findings.push(
                Finding::new(
                    Rule::DuplicatePlan,
                    at(index, &[Step::Field("id")]),
                    Item::Plan(plan.id.clone()),
                    format!("方案代号“{}”重复", plan.id),
                )
                .repeating(at(first, &[Step::Field("id")]))
                .with_hint("每份方案用不同的代号"),
            );
        }
        walk.plan(index, plan);
    }
    let threads = std::mem::take(&mut walk.threads);
    threads.finish(walk.findings);
}

fn at(plan: usize, rest: &[Step]) -> Vec<Step> {
    [&[Step::Field("plans"), Step::Index(plan)], rest].concat()
}

/// What was last seen of an agency; numbers instead of sets, so that nothing is cleared per task.
#[derive(Clone, Copy, Default)]
struct Seen {
    /// The number of the task, from 1.
    task: usize,
    /// Its roles in that task, a bit each.
    roles: u8,
    /// The plan that was said to come after the agency's end, or before its beginning, from 1.
    absent_in_plan: usize,
}

pub(super) struct Walk<'w, 'd> {
    pub(super) bodies: &'w mut Bodies<'d>,
    pub(super) findings: &'w mut Vec<Finding>,
    /// From the root to the chapter or task at hand.
    pub(super) path: Vec<Step>,
    seen: Vec<Seen>,
    task_number: usize,
    pub(super) threads: Threads<'d>,
}

/// The plan at hand.
pub(super) struct Context<'d> {
    pub(super) plan: &'d Plan,
    index: usize,
    /// Whether a task without lead is worth a note.
    tells_leads: bool,
    tasks: FxHashSet<Identity<'d>>,
    /// Where each task stands first; filled only when one is repeated.
    places: Option<HashMap<Identity<'d>, Vec<Step>>>,
}

impl<'d> Walk<'_, 'd> {
    fn plan(&mut self, index: usize, plan: &'d Plan) {
        if let Some(period) = plan.period
            && period.from.first_day() > period.to.last_day()
        {
            self.findings.push(
                Finding::new(
                    Rule::PeriodOrder,
                    at(index, &[Step::Field("period")]),
                    Item::Plan(plan.id.clone()),
                    format!("起始时间 {} 晚于结束时间 {}", period.from, period.to),
                )
                .with_hint("from 写起始时间，to 写结束时间，核对两处"),
            );
        }
        self.path = at(index, &[]);
        self.source(plan);
        let mut leads = Leads::default();
        leads.count(&plan.sections, &self.bodies.dataset.roles);
        let mut context = Context {
            plan,
            index,
            tells_leads: leads.usual(),
            tasks: FxHashSet::default(),
            places: None,
        };
        self.sections(&mut context, &plan.sections);
        if let Leads { tasks: 1.., led } = leads
            && !leads.usual()
        {
            let (name, without) = (plan.label(), leads.tasks - led);
            let message = match led {
                0 => format!("《{name}》没有区分牵头机构"),
                _ => format!("《{name}》有 {without} 项任务没有写明牵头机构，只有 {led} 项写明"),
            };
            let item = Item::Plan(plan.id.clone());
            let finding = Finding::new(Rule::PlanWithoutLead, at(index, &[]), item, message);
            self.findings.push(finding);
        }
    }

    fn sections(&mut self, context: &mut Context<'d>, sections: &'d [Section]) {
        self.path.push(Step::Field("sections"));
        for (nth, section) in sections.iter().enumerate() {
            self.path.push(Step::Index(nth));
            let about = About::Section(section);
            self.targets(context, &about, &section.targets);
            self.path.push(Step::Field("tasks"));
            for (nth, task) in section.tasks.iter().enumerate() {
                self.path.push(Step::Index(nth));
                self.task(context, task);
                self.path.pop();
            }
            self.path.pop();
            self.sections(context, &section.sections);
            self.path.pop();
        }
        self.path.pop();
    }

    fn task(&mut self, context: &mut Context<'d>, task: &'d Task) {
        self.task_number += 1;
        let about = About::Task(task);
        if !context.tasks.insert(identity(task)) {
            let finding = self
                .finding(
                    context,
                    &about,
                    Rule::DuplicateTask,
                    &[Step::Field("clause")],
                    format!("条款“{}”在同一方案中重复", task.key()),
                )
                .with_hint("同一条款有几项任务时，用 part: 1、part: 2 区分");
            let places = context.places.get_or_insert_with(|| {
                let mut places = HashMap::new();
                task_places(
                    &context.plan.sections,
                    &mut at(context.index, &[]),
                    &mut places,
                );
                places
            });
            let first = places.get(&identity(task)).cloned();
            self.findings.push(Finding { first, ..finding });
        }
        let mut leads = 0;
        for (nth, assignment) in task.assignments.iter().enumerate() {
            leads += usize::from(is_lead(assignment, &self.bodies.dataset.roles));
            let path = &self.path;
            let place = |field| {
                [
                    path.as_slice(),
                    &[
                        Step::Field("assignments"),
                        Step::Index(nth),
                        Step::Field(field),
                    ],
                ]
                .concat()
            };
            let body = self.bodies.refer(&assignment.agency, || {
                (place("agency"), about.item(context.plan))
            });
            if let Some(body) = body {
                self.assigned(context, task, nth, body, assignment);
            }
        }
        let note = match leads {
            _ if task.assignments.is_empty() => {
                Some((Rule::NoAgency, "没有写明责任机构".to_owned()))
            }
            0 if context.tells_leads => Some((Rule::NoLead, "没有写明牵头机构".to_owned())),
            0 | 1 => None,
            _ => Some((Rule::SeveralLeads, format!("有 {leads} 个牵头机构"))),
        };
        if let Some((rule, what)) = note {
            let message = format!("{}{what}", about.name());
            let finding = self.finding(context, &about, rule, &[], message);
            self.findings.push(finding);
        }
        if task.part == Some(0) {
            let step = [Step::Field("part")];
            let message = format!("{}的条款内序号是 0", about.name());
            let finding = self.finding(context, &about, Rule::ZeroPart, &step, message);
            self.findings
                .push(finding.with_hint("条款内序号从 1 数起；一条只有一项任务时不写 part"));
        }
        let item = || about.item(context.plan);
        values::fields(&task.fields, &self.path, item, self.findings);
        self.dues(context, &about, &[], &task.due, &task.also_due);
        self.targets(context, &about, &task.targets);
    }

    /// What a plan says of its source and of what it carries out.
    fn source(&mut self, plan: &Plan) {
        let empty = plan.based_on.iter().position(|superior| {
            superior.title.trim().is_empty()
                && superior.number.as_deref().unwrap_or("").trim().is_empty()
        });
        if let Some(nth) = empty {
            let rest = [Step::Field("based_on"), Step::Index(nth)];
            let path = [self.path.as_slice(), &rest].concat();
            let item = Item::Plan(plan.id.clone());
            let message = "上位文件没有标题，也没有文号".to_owned();
            let finding = Finding::new(Rule::EmptyWords, path, item, message);
            self.findings
                .push(finding.with_hint("写下其中一项，或去掉这一项"));
        }
    }

    fn assigned(
        &mut self,
        context: &Context<'d>,
        task: &'d Task,
        nth: usize,
        body: usize,
        assignment: &Assignment,
    ) {
        let role = assignment.role;
        if let Some((message, hint)) = roles::miscounted(&self.bodies.dataset.roles, assignment) {
            let step = [
                Step::Field("assignments"),
                Step::Index(nth),
                Step::Field("role"),
            ];
            let about = About::Task(task);
            let finding = self.finding(context, &about, Rule::OwnRoleCounts, &step, message);
            self.findings.push(finding.with_hint(hint));
        }
        let seen = &mut self.seen[body];
        if seen.task != self.task_number {
            seen.task = self.task_number;
            seen.roles = 0;
        }
        let bit = 1_u8 << role.index();
        let repeated = seen.roles & bit != 0;
        let before = seen.roles & !bit;
        seen.roles |= bit;
        let ended = match (context.plan.issued, self.bodies.end(body)) {
            (Some(issued), Some(end))
                if issued.first_day() > end.date.last_day()
                    && seen.absent_in_plan != context.index + 1 =>
            {
                seen.absent_in_plan = context.index + 1;
                Some((issued, end))
            }
            _ => None,
        };
        let early = match (context.plan.issued, self.bodies.begin(body)) {
            (Some(issued), Some(begin))
                if issued.last_day() < begin.date.first_day()
                    && seen.absent_in_plan != context.index + 1 =>
            {
                seen.absent_in_plan = context.index + 1;
                Some((issued, begin))
            }
            _ => None,
        };
        let second = !repeated && before != 0;
        if !repeated && !second && ended.is_none() && early.is_none() {
            return;
        }
        let about = About::Task(task);
        let agency = self.bodies.agency(body);
        let step = [Step::Field("assignments"), Step::Index(nth)];
        if repeated {
            let message = format!(
                "{}两次把“{}”列为{}",
                about.name(),
                agency.label(),
                role.label()
            );
            let finding = self.finding(context, &about, Rule::RepeatedAssignment, &step, message);
            let first = task
                .assignments
                .iter()
                .position(|a| a.agency == agency.id && a.role == role);
            let first = [
                self.path.as_slice(),
                &[step[0], Step::Index(first.unwrap_or(nth))],
            ]
            .concat();
            self.findings.push(
                finding
                    .repeating(first)
                    .with_hint("留下一处；分工不同时，用不同的 role"),
            );
        }
        if second {
            let earlier: Vec<&str> = Role::ALL
                .into_iter()
                .filter(|role| before & (1 << role.index()) != 0)
                .map(Role::label)
                .collect();
            let message = format!(
                "{}中“{}”既是{}，又是{}",
                about.name(),
                agency.label(),
                earlier.join("、"),
                role.label()
            );
            let finding = self.finding(context, &about, Rule::TwoRoles, &step, message);
            self.findings.push(finding);
        }
        if let Some((issued, end)) = ended {
            let later = self.bodies.agency(end.later);
            let message = ended_text(agency.label(), end, later.label(), context.plan, issued);
            let finding = self.finding(context, &about, Rule::EndedAgency, &step, message);
            self.findings.push(finding.with_hint(format!(
                "原文如此时可以保留，并在 written 中写下原文；否则改用 {}",
                later.id
            )));
        }
        if let Some((issued, begin)) = early {
            let earlier = self.bodies.agency(begin.earlier);
            let message = format!(
                "“{}”{}才由“{}”更名而来，而《{}》印发于{}",
                agency.label(),
                begin.date.text(),
                earlier.label(),
                context.plan.label(),
                issued.text()
            );
            let finding = self.finding(context, &about, Rule::NotYetAgency, &step, message);
            self.findings.push(finding.with_hint(format!(
                "原文如此时可以保留，并在 written 中写下原文；否则改用 {}",
                earlier.id
            )));
        }
    }

    pub(super) fn finding(
        &self,
        context: &Context,
        about: &About,
        rule: Rule,
        rest: &[Step],
        message: String,
    ) -> Finding {
        let path = [self.path.as_slice(), rest].concat();
        Finding::new(rule, path, about.item(context.plan), message)
    }
}

/// What a finding is about.
pub(super) enum About<'d> {
    Section(&'d Section),
    Task(&'d Task),
}

impl About<'_> {
    pub(super) fn name(&self) -> String {
        match self {
            Self::Section(section) if section.title.is_empty() => {
                format!("“{}”一章", quoted(&section.number))
            }
            Self::Section(section) => format!("“{}”一章", quoted(&section.title)),
            Self::Task(task) => format!("任务“{}”", quoted(&task.title)),
        }
    }

    pub(super) fn item(&self, plan: &Plan) -> Item {
        match self {
            Self::Section(_) => Item::Plan(plan.id.clone()),
            Self::Task(task) => Item::Task {
                plan: plan.id.clone(),
                task: task.key(),
            },
        }
    }
}

/// A text to stand in quotes: its own quotes become single ones.
fn quoted(text: &str) -> String {
    text.replace('“', "‘").replace('”', "’")
}

fn ended_text(name: &str, end: End, later: &str, plan: &Plan, issued: Date) -> String {
    format!(
        "“{name}”已于{}{}“{later}”，而《{}》印发于{}",
        end.date.text(),
        verb(end.how),
        plan.label(),
        issued.text()
    )
}

/// How many tasks of a plan have agencies, and how many of them have a lead.
#[derive(Clone, Copy, Default)]
struct Leads {
    tasks: usize,
    led: usize,
}

impl Leads {
    fn count(&mut self, sections: &[Section], roles: &[OwnRole]) {
        for section in sections {
            for task in section
                .tasks
                .iter()
                .filter(|task| !task.assignments.is_empty())
            {
                self.tasks += 1;
                let led = task.assignments.iter().any(|it| is_lead(it, roles));
                self.led += usize::from(led);
            }
            self.count(&section.sections, roles);
        }
    }

    /// Whether the plan tells leads from others as a rule. Some documents name a lead for their
    /// own carrying out, and for everything else only 责任单位: a note per task would be noise.
    fn usual(self) -> bool {
        self.led > 0 && self.led * 2 >= self.tasks
    }
}
