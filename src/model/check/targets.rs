//! Rules about targets and deadlines.

use super::plans::{About, Context, Walk};
use super::threads::Member;
use super::values::{self, Wrong};
use super::{Rule, Step};
use crate::model::{Due, Members, Target, Task};

impl<'d> Walk<'_, 'd> {
    /// Checks the targets of a section or a task.
    pub(super) fn targets(
        &mut self,
        context: &Context<'d>,
        about: &About<'d>,
        targets: &'d [Target],
    ) {
        let mut undated = 0;
        let mut first_undated = 0;
        for (nth, target) in targets.iter().enumerate() {
            let step = [Step::Field("targets"), Step::Index(nth)];
            if target.is_undated() {
                if undated == 0 {
                    first_undated = nth;
                }
                undated += 1;
            }
            if let Some(thread) = &target.thread {
                let path = [self.path.as_slice(), &step, &[Step::Field("thread")]].concat();
                let item = about.item(context.plan);
                self.threads.add(thread, Member { target, path, item });
            }
            if let Some(wrong) = values::amount(&target.amount) {
                self.say(
                    context,
                    about,
                    &[&step[..], &[Step::Field("amount")]],
                    wrong,
                );
            }
            self.dues(context, about, &step, &target.due, &target.also_due);
            self.actors(context, about, target, &step);
        }
        // What a task has to reach by a deadline of its own has one.
        let is_dated = matches!(about, About::Task(task) if task.dues().next().is_some());
        if undated > 0 && !is_dated {
            let message = format!("{}有 {undated} 项目标没有写明时限", about.name());
            let step = [Step::Field("targets"), Step::Index(first_undated)];
            let finding = self.finding(context, about, Rule::UndatedTarget, &step, message);
            self.findings.push(finding);
        }
    }

    /// Checks the deadlines of what stands at `at` inside the section or task.
    pub(super) fn dues(
        &mut self,
        context: &Context<'d>,
        about: &About<'d>,
        at: &[Step],
        due: &Due,
        also: &[Due],
    ) {
        if let Some(wrong) = values::due(due) {
            self.say(context, about, &[at, &[Step::Field("due")]], wrong);
        }
        for (nth, due) in also.iter().enumerate() {
            if let Some(wrong) = values::due(due) {
                let rest = [Step::Field("also_due"), Step::Index(nth)];
                self.say(context, about, &[at, &rest], wrong);
            }
        }
        if let Some((nth, wrong)) = values::also_due(due, also) {
            let rest = [Step::Field("also_due"), Step::Index(nth)];
            self.say(context, about, &[at, &rest], wrong);
        }
    }

    /// Looks up who is to reach a target and to whom it is reported.
    fn actors(
        &mut self,
        context: &Context<'d>,
        about: &About<'d>,
        target: &'d Target,
        step: &[Step],
    ) {
        for (field, ids) in [("by", &target.by), ("to", &target.to)] {
            for (nth, id) in ids.iter().enumerate() {
                let rest = [step, &[Step::Field(field), Step::Index(nth)]].concat();
                let path = [self.path.as_slice(), &rest].concat();
                let known = self.bodies.refer(id, || (path, about.item(context.plan)));
                let (Some(body), "by", About::Task(task)) = (known, field, about) else {
                    continue;
                };
                if self.has_part(task, id) {
                    continue;
                }
                let message = format!(
                    "目标“{}”由“{}”承担，它却不在任务的职责分工中",
                    target.indicator,
                    self.bodies.agency(body).label()
                );
                let finding = self.finding(context, about, Rule::ActorOutside, &rest, message);
                self.findings.push(
                    finding.with_hint("在 assignments 中加上它；它有专门的称谓时写在 term 中"),
                );
            }
        }
    }

    /// Whether a body has a part in a task, itself or as a named member of another one.
    fn has_part(&self, task: &Task, id: &str) -> bool {
        task.assignments.iter().any(|assignment| {
            assignment.agency == id
                || self.bodies.find(&assignment.agency).is_some_and(|whole| {
                    let members = self.bodies.agency(whole).members.as_ref();
                    members.is_some_and(|members| Members::listed(members).iter().any(|m| m == id))
                })
        })
    }

    fn say(&mut self, context: &Context<'d>, about: &About<'d>, at: &[&[Step]], wrong: Wrong) {
        let Wrong {
            rule,
            message,
            hint,
        } = wrong;
        let finding = self.finding(context, about, rule, &at.concat(), message);
        self.findings.push(finding.with_hint(hint));
    }
}
