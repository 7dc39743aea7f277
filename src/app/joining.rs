//! Putting changed data on the screen.
//!
//! Few tasks are joined, checked and shown at once. Of many, a change of one task is put into the
//! data that is there; other changes and the findings are a job.

use std::path::Path;
use std::sync::Arc;

use super::editing::{Change, Snapshot, sources};
use super::jobs::Job;
use super::selection::Picked;
use super::state::App;
use crate::diagnostic::Diagnostic;
use crate::import::opened::Opened;
use crate::model::edit::EditError;
use crate::model::workspace::Workspace;
use crate::model::{Dataset, check};
use crate::view::{Data, Sheet};

/// From so many tasks on, the window does not wait for them to be joined and checked. Tests of it
/// need not make thousands.
const MANY: usize = if cfg!(test) { 200 } else { 2_000 };

impl App {
    /// Puts the data on the screen as it is now. Filter, cursor and the way back stay.
    pub(super) fn show_edited(&mut self) {
        let touched = self.editing.touched.take();
        let is_large = self.data.workspace.tasks.len() >= MANY;
        // A review looks for its tasks in the files at once.
        if !is_large || self.review().is_some() {
            let (workspace, diagnostics) = joined(&self.editing.snapshot(), &self.drafts);
            self.diagnostics = diagnostics;
            let joining = &mut self.editing.joining;
            joining.is_waited_for = false;
            joining.is_outdated |= joining.is_checking;
            self.take_edited(Data::new(workspace), None);
            self.do_wanted();
            self.note_unsaved();
            return;
        }
        // What is on its way to the screen does not know of this change.
        let known = touched.filter(|_| !self.editing.joining.is_waited_for);
        let data = known.and_then(|ix| self.data.with_task(ix, self.editing.task(ix)?));
        match data {
            // A search asks an index that does not know of the change yet.
            Some(data) if self.view.text.is_empty() => {
                self.take_edited(data, None);
                self.check_edited();
            }
            _ => self.join_edited(),
        }
        self.note_unsaved();
    }

    /// Joins the changed files on another thread.
    fn join_edited(&mut self) {
        let (files, drafts) = (self.editing.snapshot(), self.drafts.clone());
        let (state, view, today) = (self.editing.states(), self.view.clone(), self.today);
        let joining = &mut self.editing.joining;
        joining.is_waited_for = true;
        // What is being looked at is older than what comes of this.
        joining.is_outdated |= joining.is_checking;
        let job = Job::new("zeren-join", "更新修改后的数据").if_lost(|app: &mut Self| {
            app.editing.joining.is_waited_for = false;
        });
        self.jobs.start(job, move |_| {
            let (workspace, diagnostics) = joined(&files, &drafts);
            let data = Data::new(workspace);
            let sheet = Arc::new(Sheet::new(&data, &view.known_to(&data.workspace), today));
            move |app: &mut App| {
                // What changed since is on its way, or other files are open.
                if app.editing.states() != state {
                    return;
                }
                app.editing.joining.is_waited_for = false;
                app.diagnostics = diagnostics;
                app.take_edited(data, Some(sheet));
                app.do_wanted();
            }
        });
    }

    /// Puts data on the screen in the place of what it was made of by a change. The sheet is taken
    /// if it is that of the view.
    fn take_edited(&mut self, data: Arc<Data>, sheet: Option<Arc<Sheet>>) {
        let agency = self.selection.agency;
        let id = agency.map(|agency| self.data.workspace.agency(agency).id.clone());
        let before = std::mem::replace(&mut self.data, data);
        self.put_away(before);
        self.refresh_review();
        // Their places among the tasks may be others now.
        self.picked = Picked::default();
        self.selection.agency = id.and_then(|id| self.data.workspace.agency_by_id(&id));
        self.view = self.view.known_to(&self.data.workspace);
        let is_it = |sheet: &Arc<Sheet>| sheet.spec == self.view && sheet.today == self.today;
        let sheet = sheet.filter(is_it);
        let made = || Arc::new(Sheet::new(&self.data, &self.view, self.today));
        let sheet = sheet.unwrap_or_else(made);
        self.take_sheet(sheet);
        self.is_warm = false;
    }

    /// Looks for findings on another thread; what changed meanwhile is looked at next.
    fn check_edited(&mut self) {
        let joining = &mut self.editing.joining;
        if std::mem::replace(&mut joining.is_checking, true) {
            joining.is_outdated = true;
            return;
        }
        let (files, drafts) = (self.editing.snapshot(), self.drafts.clone());
        let generation = self.editing.generation;
        let job = Job::new("zeren-check", "检查修改后的数据").if_lost(|app: &mut Self| {
            app.editing.joining.is_checking = false;
        });
        self.jobs.start(job, move |_| {
            let (_, diagnostics) = joined(&files, &drafts);
            drop(files);
            move |app: &mut App| {
                let joining = &mut app.editing.joining;
                joining.is_checking = false;
                let is_outdated = std::mem::take(&mut joining.is_outdated);
                if generation != app.editing.generation {
                    return;
                }
                app.diagnostics = diagnostics;
                if is_outdated {
                    app.check_edited();
                }
            }
        });
    }

    /// Notes a change of a task of the screen, for when the screen shows the files again.
    pub(super) fn want_later(&mut self, change: &Change) {
        let workspace = &self.data.workspace;
        let Some(entry) = workspace.tasks.get(change.task().get()) else {
            return;
        };
        let (plan, key) = (&workspace.plan(entry.plan).plan.id, entry.task.key());
        let wanted = (plan.clone(), key, change.clone());
        self.editing.joining.wanted.push(wanted);
    }

    /// Makes the changes that were wanted while the screen did not show the files.
    fn do_wanted(&mut self) {
        for (plan, key, change) in std::mem::take(&mut self.editing.joining.wanted) {
            match self.data.workspace.task_by_key(&plan, &key) {
                // The first of them may have to be waited for; then the others are wanted again.
                Some(task) => self.change_data(&change.for_task(task)),
                None => self.report_edit(EditError::NoPlace),
            }
        }
    }
}

/// The files as one, with all there is to say about them.
fn joined(files: &[Snapshot], drafts: &[Arc<Opened>]) -> (Arc<Workspace>, Vec<Diagnostic>) {
    let (workspace, mut diagnostics) = Workspace::join(sources(files));
    for (file, dataset) in files {
        diagnostics.extend(said_of(file.as_deref(), dataset, drafts));
    }
    diagnostics.sort_by_key(|said| std::cmp::Reverse(said.severity));
    (workspace, diagnostics)
}

/// What there is to say about a file as it is now.
fn said_of(file: Option<&Path>, dataset: &Dataset, drafts: &[Arc<Opened>]) -> Vec<Diagnostic> {
    let mut drafts = drafts.iter();
    if let Some(opened) = drafts.find(|opened| Some(opened.file.as_path()) == file) {
        return opened.findings(dataset);
    }
    let found = check::check(dataset).into_iter().map(|finding| {
        let said = Diagnostic::new(finding.severity, finding.message).about(finding.item);
        let said = match finding.hint {
            Some(hint) => said.with_hint(hint),
            None => said,
        };
        match file {
            Some(file) => said.in_file(file),
            None => said,
        }
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::settings::Settings;
    use crate::model::Role;
    use crate::model::workspace::{AgencyIx, Source, TaskIx};
    use crate::view::ViewSpec;

    /// The program on so many tasks of a file, ready to be changed.
    fn app(tasks: usize) -> App {
        let mut dataset = crate::synth::dataset(tasks, 30, 3);
        crate::synth::add_targets(&mut dataset, tasks / 4, 3);
        let today = "2026-11-22".parse().unwrap();
        let mut app = App::new(Settings::default(), None, today);
        let file = std::path::PathBuf::from("示例.ron");
        let source = Source {
            file: Some(file.clone()),
            dataset: dataset.clone(),
        };
        let data = Data::new(Workspace::join(vec![source]).0);
        app.show_data(data, ViewSpec::default());
        app.files = vec![file.clone()];
        app.take_sources(vec![(Some(file), dataset)]);
        app.settle();
        app
    }

    /// What the screen shows of the data, and what is said of it, as if it had been opened so.
    fn assert_is_as_opened(app: &App) {
        let (workspace, diagnostics) = joined(&app.editing.snapshot(), &[]);
        let titles = |workspace: &Workspace| -> Vec<String> {
            let tasks = workspace.tasks.iter();
            tasks.map(|entry| format!("{entry:?}")).collect()
        };
        assert_eq!(titles(&app.data.workspace), titles(&workspace));
        let sheet = Sheet::new(&Data::new(workspace), &app.view, app.today);
        assert_eq!(app.sheet.rows, sheet.rows);
        assert_eq!(app.sheet.columns, sheet.columns);
        assert_eq!(app.sheet.shown, sheet.shown);
        let said =
            |of: &[Diagnostic]| -> Vec<String> { of.iter().map(|it| it.message.clone()).collect() };
        assert_eq!(said(&app.diagnostics), said(&diagnostics));
    }

    fn title(app: &App, task: usize) -> &str {
        &app.data.workspace.tasks[task].task.title
    }

    #[test]
    fn a_change_of_one_task_of_many_is_seen_at_once_and_its_findings_follow() {
        let mut app = app(MANY);
        let task = TaskIx::new(MANY / 2);
        app.change_data(&Change::Title(task, "治河".to_owned()));
        assert!(!app.editing.joining.is_waited_for);
        assert_eq!(title(&app, MANY / 2), "治河");
        let agency = AgencyIx::new(2);
        for role in [Some(Role::Lead), Some(Role::Support), None] {
            app.change_data(&Change::Mark { task, agency, role });
            let duties = &app.data.workspace.task(task).duties;
            let mark = duties.iter().find(|duty| duty.agency == agency);
            assert_eq!(mark.map(|duty| duty.role), role);
        }
        app.change_data(&Change::Due(task, "2031年底前；每季度".to_owned()));
        assert!(app.sheet.shown.tasks == MANY);
        app.settle();
        assert_is_as_opened(&app);
        while app.undo_edit() {}
        app.settle();
        assert_is_as_opened(&app);
        assert_ne!(title(&app, MANY / 2), "治河");
        while app.redo_edit() {}
        assert_eq!(title(&app, MANY / 2), "治河");
        app.settle();
        assert_is_as_opened(&app);
    }

    #[test]
    fn what_is_wanted_while_many_tasks_are_joined_is_done_to_the_tasks_that_were_seen() {
        let mut app = app(MANY);
        app.change_data(&Change::AddBehind(TaskIx::new(5)));
        assert!(app.editing.joining.is_waited_for);
        // Seen on the screen before the new task stands there.
        app.change_data(&Change::Title(TaskIx::new(9), "治湖".to_owned()));
        app.change_data(&Change::Remove(TaskIx::new(20)));
        app.change_data(&Change::Note(TaskIx::new(30), "核对".to_owned()));
        assert_eq!(app.data.workspace.tasks.len(), MANY);
        let removed = title(&app, 20).to_owned();
        app.settle();
        assert_eq!(app.data.workspace.tasks.len(), MANY);
        assert_eq!((title(&app, 6), title(&app, 10)), ("新任务", "治湖"));
        assert_ne!(title(&app, 21), removed);
        let note = &app.data.workspace.tasks[30].task.note;
        assert_eq!(note.as_deref(), Some("核对"));
        assert_is_as_opened(&app);
        while app.undo_edit() {}
        app.settle();
        assert_is_as_opened(&app);
    }

    #[test]
    fn a_search_is_right_after_a_change() {
        let mut app = app(MANY);
        app.change_data(&Change::Title(TaskIx::new(7), "治河".to_owned()));
        app.change(|view| view.with_text("治河"));
        assert_eq!(app.sheet.shown.tasks, 1);
        app.change_data(&Change::Title(TaskIx::new(8), "治河".to_owned()));
        app.settle();
        assert_eq!(app.sheet.shown.tasks, 2);
        assert_is_as_opened(&app);
    }

    #[test]
    fn few_tasks_wait_for_nothing() {
        let mut app = app(40);
        app.change_data(&Change::AddBehind(TaskIx::new(5)));
        assert_eq!(app.data.workspace.tasks.len(), 41);
        assert_is_as_opened(&app);
    }
}
