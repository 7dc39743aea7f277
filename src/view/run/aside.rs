//! What a question in front of the room is answered with: slides beside the run.

use std::sync::Arc;

use super::{Content, Cover, Run, Shared, Slide, clause, cover, keys, of_body, sources};
use crate::model::Role;
use crate::model::workspace::{AgencyIx, PlanIx, TaskIx};
use crate::terms;
use crate::view::{Profile, Sheet, TargetId, TaskRowMaker, ViewSpec, target_text};

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// What a body has to do.
    Body(AgencyIx),
    /// What two bodies share.
    Beside(AgencyIx, AgencyIx),
    /// A task with its wording.
    Task(TaskIx),
    /// A goal of a chapter, or a target of a task.
    Target(TargetId),
    /// A plan.
    Plan(PlanIx),
}

/// One thing with everything that is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What it is.
    pub title: String,
    /// Where it stands: the plan and the clause.
    pub caption: String,
    /// What is said, each with what it is called.
    pub lines: Vec<(&'static str, String)>,
}

impl Wanted {
    /// The slides that answer, of a run's sheet.
    #[must_use]
    pub fn slides(self, sheet: &Arc<Sheet>) -> Vec<Slide> {
        let workspace = sheet.workspace();
        match self {
            Self::Body(body) => of_body(&Profile::new(sheet, body)),
            Self::Beside(one, other) => {
                let profiles = [one, other].map(|body| Profile::new(sheet, body));
                vec![Slide::new(
                    keys::beside(workspace, one, other),
                    None,
                    Content::Shared(Arc::new(Shared::new(sheet, &profiles))),
                    sources(sheet, sheet.plans()),
                )]
            }
            Self::Task(task) => vec![Slide::new(
                keys::task(workspace, task),
                None,
                Content::Told(Arc::new(of_task(sheet, task))),
                sources(sheet, std::iter::once(workspace.task(task).plan)),
            )],
            Self::Target(id) => match id.task() {
                Some(task) => Self::Task(task).slides(sheet),
                None => vec![Slide::new(
                    keys::goal(workspace, id),
                    None,
                    Content::Told(Arc::new(of_goal(sheet, id))),
                    sources(sheet, std::iter::once(id.plan(workspace))),
                )],
            },
            Self::Plan(plan) => {
                let spec = ViewSpec {
                    plans: vec![workspace.plan(plan).plan.id.clone()],
                    ..sheet.spec.clone()
                };
                let sheet = Sheet::new(&sheet.data, &spec, sheet.today);
                let cover: Cover = cover(&sheet);
                vec![Slide::new(
                    keys::plan(workspace, plan),
                    None,
                    Content::Cover(Arc::new(cover)),
                    String::new(),
                )]
            }
        }
    }

    /// The answer as a run of its own.
    #[must_use]
    pub fn run(self, sheet: &Arc<Sheet>) -> Run {
        Run {
            title: sheet.title(),
            slides: self.slides(sheet),
            is_answer: true,
        }
    }
}

fn of_task(sheet: &Sheet, task: TaskIx) -> Told {
    let workspace = sheet.workspace();
    let row = TaskRowMaker::whole(sheet).row(task);
    let mut lines = vec![(terms::SUMMARY, row.summary.to_owned())];
    let wording = workspace.task(task).task.text.as_deref();
    if let Some(wording) = wording.filter(|wording| *wording != row.summary) {
        lines.push((terms::CLAUSE_TEXT, wording.to_owned()));
    }
    lines.extend(Role::ALL.map(|role| (role.label(), row.bodies_text(role))));
    lines.push((terms::TARGET, row.goals_text()));
    lines.push((terms::NOTE, row.note.clone()));
    lines.retain(|(_, text)| !text.is_empty());
    let plan = workspace.plan(row.plan).plan.label();
    Told {
        title: row.title.to_owned(),
        caption: format!("{plan}　{}", clause(&row.clause)),
        lines,
    }
}

fn of_goal(sheet: &Sheet, id: TargetId) -> Told {
    let workspace = sheet.workspace();
    let plan = workspace.plan(id.plan(workspace)).plan.label().to_owned();
    let rows = crate::view::target_rows(sheet);
    let row = rows.iter().find(|row| row.id == id);
    let dues = row.map(|row| crate::model::dues_text(row.target.dues()));
    let title = row.map(|row| target_text(row.target)).unwrap_or_default();
    let place = row.map(|row| clause(row.clause)).unwrap_or_default();
    let mut lines = vec![
        (terms::DUE, dues.unwrap_or_default()),
        (terms::CLAUSE, place),
    ];
    lines.retain(|(_, text)| !text.is_empty());
    Told {
        title,
        caption: plan,
        lines,
    }
}
