//! Comparing two versions: while it lasts, the window shows the data of both as one.
//!
//! The data that was open waits meanwhile, with its view; every other layout than the comparison
//! itself is exported from it, so that nothing that is gone gets into a matrix that says nothing
//! of it.

use std::path::Path;
use std::sync::Arc;

use super::ask::Ask;
use super::dialog::Dialog;
use super::forms::{CompareForm, CompareWhat, FileAge};
use super::history::History;
use super::jobs::Job;
use super::naming::file_name;
use super::notice::NoticeKind;
use super::selection::Selection;
use super::stage::Comparing;
use super::state::App;
use super::tab::Tab;
use crate::diagnostic::{Diagnostic, Severity, gravest};
use crate::model::workspace::{PlanIx, Source, Workspace};
use crate::store;
use crate::view::compare::{Comparison, Side};
use crate::view::{Data, SuccessionView};

/// What a job that compares came back with.
struct Compared {
    form: CompareForm,
    succession: SuccessionView,
    base: Arc<Data>,
    result: Result<Comparison, Vec<Diagnostic>>,
}

impl App {
    /// Opens the form, or asks for the file that it lacks.
    pub(super) fn compare_dialog(&mut self) {
        let form = match self.stage.comparing() {
            Some(comparing) => comparing.form.clone(),
            None => CompareForm::new(&self.data),
        };
        self.open_dialog(Dialog::Compare(form));
    }

    /// Asks for the other file; the form waits behind the file dialog.
    pub(super) fn pick_compared(&mut self, form: CompareForm) {
        self.open_dialog(Dialog::Compare(form.clone()));
        self.ask(Ask::Compare(form));
    }

    /// Compares on a thread.
    pub(super) fn compare(&mut self, form: CompareForm) {
        if form.lacks(self.base()).is_some() {
            return;
        }
        if matches!(self.dialog, Some(Dialog::Compare(_))) {
            self.close_dialog();
        }
        let base = Arc::clone(self.base());
        let (succession, today) = (self.view.succession, self.today);
        let name = self.base_name();
        let job = Job::new("zeren-compare", "正在对比").with_bar();
        let job = job.if_lost(App::end_pending);
        self.jobs.start(job, move |_| {
            let result = match form.what {
                CompareWhat::Plans => Ok(of_plans(&base, &form, succession, today)),
                CompareWhat::File => of_file(&base, &name, &form, succession, today),
            };
            let compared = Compared {
                form,
                succession,
                base,
                result,
            };
            move |app: &mut App| app.take_compared(compared)
        });
    }

    /// Goes on with the comparison as it is: no newer one will come.
    pub(super) fn end_pending(&mut self) {
        if let Some(comparing) = self.stage.comparing_mut() {
            comparing.is_pending = false;
        }
    }

    /// What the open data is called beside another file.
    fn base_name(&self) -> String {
        match self.files.as_slice() {
            [one] => file_name(one),
            _ => self.base().workspace.title.clone(),
        }
    }

    /// Shows a comparison that a job came back with.
    fn take_compared(&mut self, compared: Compared) {
        let Compared {
            form,
            succession,
            base,
            result,
        } = compared;
        // Other data may have come in the meantime.
        if !Arc::ptr_eq(&base, self.base()) {
            return;
        }
        let comparison = match result {
            Ok(comparison) => comparison,
            Err(errors) => {
                self.end_pending();
                if let Some(error) = gravest(&errors) {
                    let text = format!("无法对比：{}（{}）", error.message, error.place);
                    self.say(Severity::Error, text, error.hint.clone(), NoticeKind::Plain);
                }
                return;
            }
        };
        let was_equal = comparison.changes.is_empty();
        let comparing = self.stage.comparing();
        let is_same_form = comparing.is_some_and(|comparing| comparing.form == form);
        let view = if is_same_form {
            self.view.clone()
        } else {
            // A comparison begins with all that changed, whatever was filtered before.
            let view = self.view.without_filter();
            if was_equal { view } else { view.only_changed() }
        };
        let before = self.base_view().clone();
        self.stage.set_comparing(Some(Comparing {
            form,
            succession,
            is_pending: false,
            base,
            view: before,
        }));
        let before = std::mem::replace(&mut self.data, comparison.data);
        self.put_away(before);
        self.history = History::default();
        self.selection = Selection::default();
        if matches!(self.tab(), Tab::Timeline | Tab::Agencies | Tab::Due) {
            self.settings.tab = Tab::Matrix;
        }
        self.settings.detail_open = true;
        self.replace_view(view);
        self.warm_search();
        if was_equal && !is_same_form {
            self.note("没有变化：两者说的一样");
        }
    }

    /// Goes back to the data that was open.
    pub(super) fn end_compare(&mut self) {
        if let Some(comparing) = self.stage.set_comparing(None) {
            self.show_data(comparing.base, comparing.view);
        }
    }

    /// Compares anew where bodies are counted in another way than they were.
    pub(super) fn follow_succession(&mut self) {
        let succession = self.view.succession;
        let form = match self.stage.comparing_mut() {
            Some(comparing) if comparing.succession != succession && !comparing.is_pending => {
                comparing.is_pending = true;
                comparing.view = comparing.view.for_succession(succession);
                comparing.form.clone()
            }
            _ => return,
        };
        self.compare(form);
    }
}

fn of_plans(
    base: &Data,
    form: &CompareForm,
    succession: SuccessionView,
    today: crate::model::Date,
) -> Comparison {
    let side = |nth: usize| {
        let ix = PlanIx::new(nth.min(base.workspace.plans.len().saturating_sub(1)));
        Side {
            workspace: &base.workspace,
            plan: Some(ix),
            name: base.workspace.plan(ix).plan.label().to_owned(),
        }
    };
    Comparison::new(
        &side(form.old_plan),
        &side(form.new_plan),
        succession,
        today,
    )
}

fn of_file(
    base: &Data,
    name: &str,
    form: &CompareForm,
    succession: SuccessionView,
    today: crate::model::Date,
) -> Result<Comparison, Vec<Diagnostic>> {
    let Some(file) = &form.file else {
        return Err(Vec::new());
    };
    let loaded = store::load(file)?;
    let source = Source {
        file: Some(file.clone()),
        dataset: loaded.dataset,
    };
    let (workspace, _) = Workspace::join(vec![source]);
    let mut other = file_name(file);
    if other == name {
        // The same name in another folder.
        let folder = file.parent().and_then(Path::file_name).unwrap_or_default();
        other = format!("{}/{other}", folder.to_string_lossy());
    }
    let other = Side {
        workspace: &workspace,
        plan: None,
        name: other,
    };
    let open = Side {
        workspace: &base.workspace,
        plan: None,
        name: name.to_owned(),
    };
    Ok(match form.age {
        FileAge::Older => Comparison::new(&other, &open, succession, today),
        FileAge::Newer => Comparison::new(&open, &other, succession, today),
    })
}
