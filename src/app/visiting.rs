//! Going to an answer, and filtering by it.

use std::sync::Arc;

use super::command::Command;
use super::question::Destination;
use super::selection::Selection;
use super::state::App;
use super::tab::Tab;
use crate::model::workspace::{AgencyIx, TaskIx, Workspace};
use crate::view::{ColumnScope, ViewSpec};

impl App {
    /// Goes to an answer. What hides it there is taken off; nothing else changes.
    pub(super) fn visit(&mut self, to: &Destination) {
        self.close_dialog();
        let workspace = Arc::clone(&self.data.workspace);
        match *to {
            Destination::Body(agency) => {
                self.selection = Selection {
                    agency: Some(agency),
                    ..Selection::default()
                };
                self.settings.tab = Tab::Agencies;
            }
            Destination::Task(task) => {
                if matches!(self.tab(), Tab::Agencies | Tab::Timeline) {
                    self.settings.tab = Tab::Matrix;
                }
                self.show_task(task);
            }
            Destination::Target(id) => {
                self.settings.tab = Tab::Timeline;
                if !self.timeline().has(id) {
                    self.change(ViewSpec::without_filter);
                }
                self.selection = Selection {
                    plan: id.task().is_none().then(|| id.plan(&workspace)),
                    task: id.task(),
                    target: Some(id),
                    ..Selection::default()
                };
            }
            Destination::Plan(plan) => {
                if matches!(self.tab(), Tab::Agencies | Tab::Timeline) {
                    self.settings.tab = Tab::Matrix;
                }
                let id = &workspace.plan(plan).plan.id;
                self.change(|view| view.showing_plan(id));
                self.selection = Selection {
                    plan: Some(plan),
                    ..Selection::default()
                };
            }
            Destination::Tasks(ref text) => {
                self.settings.tab = Tab::Tasks;
                self.change(|view| view.without_filter().with_text(text.as_str()));
            }
            Destination::Beside(one, other) => {
                let id = |ix: AgencyIx| workspace.agency(ix).id.clone();
                self.leave_pages();
                self.change(|view| {
                    let one = view.without_filter().only_agency(id(one));
                    one.toggle_agency(&id(other))
                        .with_columns(ColumnScope::Selected)
                });
            }
            Destination::ExportOf(agency) => {
                self.visit(&Destination::Body(agency));
                self.run(Command::Export);
            }
        }
    }

    /// Filters by an answer: only what belongs to it is shown.
    pub(super) fn narrow(&mut self, to: &Destination) {
        self.close_dialog();
        let workspace = Arc::clone(&self.data.workspace);
        let view = self.view.without_filter();
        let view = match *to {
            Destination::Body(agency) | Destination::ExportOf(agency) => {
                view.only_agency(workspace.agency(agency).id.clone())
            }
            Destination::Task(task) => view.only_tasks(vec![key(&workspace, task)]),
            Destination::Target(id) => match id.task() {
                Some(task) => view.only_tasks(vec![key(&workspace, task)]),
                None => view.only_plan(workspace.plan(id.plan(&workspace)).plan.id.clone()),
            },
            Destination::Plan(plan) => view.only_plan(workspace.plan(plan).plan.id.clone()),
            Destination::Tasks(ref text) => view.with_text(text.as_str()),
            Destination::Beside(..) => return self.visit(to),
        };
        self.leave_pages();
        self.set_view(view, false);
    }

    /// A filter is seen in a table, not on the page of one body.
    fn leave_pages(&mut self) {
        if self.tab() == Tab::Agencies {
            self.settings.tab = Tab::Matrix;
        }
    }
}

/// The key of a task inside the whole workspace.
fn key(workspace: &Workspace, task: TaskIx) -> String {
    let entry = workspace.task(task);
    format!(
        "{}/{}",
        workspace.plan(entry.plan).plan.id,
        entry.task.key()
    )
}
