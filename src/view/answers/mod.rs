//! What answers a question that was typed: the body that is meant with its figures, then tasks,
//! targets and plans.
//!
//! The tasks are those that the same text shows in the matrix, so that the number here is the
//! number there. Filters that are set elsewhere do not count: a question is asked of all data.

mod body;
mod ranked;

pub use body::BodyAnswer;

use super::filter::Filter;
use super::search::{Query, SearchHits};
use super::{Sheet, TargetId, ViewSpec};
use crate::model::Role;
use crate::model::workspace::{AgencyIx, PlanIx, TaskIx};

/// The answers to a question, the best of each kind first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// The question.
    pub text: String,
    /// The bodies whose names it matches.
    pub bodies: Vec<AgencyIx>,
    /// What the first of them has to do.
    pub body: Option<BodyAnswer>,
    /// All tasks that the question finds.
    pub tasks: Vec<TaskAnswer>,
    /// The targets that it finds: by their indicator, and those of the first body's tasks.
    pub targets: Vec<TargetAnswer>,
    /// The plans that it finds, and those of the tasks, each with how many of the tasks it has.
    pub plans: Vec<(PlanIx, u32)>,
    /// Where nothing is found: what sounds the same and finds something, in letters.
    pub alike: Option<String>,
}

/// A task that answers a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskAnswer {
    /// The task.
    pub task: TaskIx,
    /// What the first body has to do in it, where it has.
    pub part: Option<Part>,
}

/// What a body has to do in a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    /// Whether only through a collective.
    pub through: bool,
    /// The weightiest of its roles.
    pub role: Role,
}

/// A target that answers a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TargetAnswer {
    /// The target.
    pub id: TargetId,
    /// Its plan.
    pub plan: PlanIx,
    /// Its task; `None` for a goal of a chapter.
    pub task: Option<TaskIx>,
}

impl Answers {
    /// Answers a question over the tasks of a sheet of [`ViewSpec::for_profiles`].
    #[must_use]
    pub fn new(sheet: &Sheet, text: &str) -> Self {
        let query = Query::new(text);
        if query.is_empty() {
            return Self::default();
        }
        let spec = ViewSpec {
            text: text.to_owned(),
            ..sheet.spec.clone()
        };
        let filter = Filter::new(&sheet.data, &spec, sheet.today);
        let fitting = filter.fitting();
        let Some(hits) = &filter.hits else {
            return Self::default();
        };
        let bodies = ranked::bodies(sheet, hits, &query);
        let first = bodies.first().copied();
        let tasks = ranked::tasks(sheet, hits, &fitting, first);
        let targets = ranked::targets(sheet, hits, &tasks, first);
        let plans = ranked::plans(sheet, &query, &tasks, &targets);
        let mut answers = Self {
            text: text.to_owned(),
            body: first.map(|body| BodyAnswer::new(sheet, body)),
            bodies,
            tasks,
            targets,
            plans,
            alike: None,
        };
        if answers.is_empty() {
            answers.alike = alike(sheet, &query);
        }
        answers
    }

    /// Whether nothing answers the question.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bodies.is_empty()
            && self.tasks.is_empty()
            && self.targets.is_empty()
            && self.plans.is_empty()
    }

    /// In how many of the tasks the first body has each role, by [`Role::index`], and how many it
    /// has only through a collective.
    #[must_use]
    pub fn parts(&self) -> ([usize; 5], usize) {
        let (mut roles, mut through) = ([0; 5], 0);
        for part in self.tasks.iter().filter_map(|answer| answer.part) {
            if part.through {
                through += 1;
            } else {
                roles[part.role.index()] += 1;
            }
        }
        (roles, through)
    }
}

/// The letters of a question in Hanzi, where they find what the Hanzi do not.
fn alike(sheet: &Sheet, query: &Query) -> Option<String> {
    let query = query.by_sound()?;
    let hits: SearchHits = sheet.data.search_index().search(&query);
    let finds = !hits
        .terms
        .iter()
        .any(super::search::TermHits::finds_nothing);
    finds.then(|| query.text())
}
