//! Comparing two versions: while it lasts, the window shows the data of both as one.
//!
//! The data that was open waits meanwhile, with its view; every other layout than the comparison
//! itself is exported from it, so that nothing that is gone gets into a matrix that says nothing
//! of it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::jobs::JobOutput;
use super::{Action, App, Dialog, Effect, NoticeKind, Selection, Tab};
use crate::diagnostic::{Diagnostic, Severity};
use crate::export::Layout;
use crate::model::workspace::{PlanIx, Source, Workspace};
use crate::store;
use crate::view::compare::{Changes, Comparison, Side};
use crate::view::{ChipKind, Data, Sheet, SuccessionView, ViewSpec};

/// What to compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompareForm {
    /// The open data and a file, or two plans of the open data.
    pub what: CompareWhat,
    /// The other file; `None` until one is picked.
    pub file: Option<PathBuf>,
    /// Whether the other file is the older one.
    pub age: FileAge,
    /// The older plan, by its place.
    pub old_plan: usize,
    /// The newer plan, by its place.
    pub new_plan: usize,
}

/// The two ways to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompareWhat {
    /// The open data and another file.
    File,
    /// Two plans of the open data.
    Plans,
}

/// Whether the other file is older or newer than the open data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileAge {
    /// 旧.
    Older,
    /// 新.
    Newer,
}

impl CompareForm {
    /// The form as it opens: another file, or the first two plans.
    #[must_use]
    pub fn new(data: &Data) -> Self {
        Self {
            what: CompareWhat::File,
            file: None,
            age: FileAge::Older,
            old_plan: 0,
            new_plan: 1.min(data.workspace.plans.len().saturating_sub(1)),
        }
    }

    /// Why it cannot be carried out yet; `None` where it can.
    #[must_use]
    pub fn lacks(&self, data: &Data) -> Option<&'static str> {
        match self.what {
            CompareWhat::File => self.file.is_none().then_some("先选择另一份数据文件"),
            CompareWhat::Plans if data.workspace.plans.len() < 2 => {
                Some("现在的数据里只有一份方案")
            }
            CompareWhat::Plans => {
                (self.old_plan == self.new_plan).then_some("请选择两份不同的方案")
            }
        }
    }
}

/// A comparison on the screen.
pub(super) struct Comparing {
    form: CompareForm,
    /// How bodies were counted.
    succession: SuccessionView,
    /// Whether it is being made anew, for another way to count bodies.
    is_pending: bool,
    /// The data that was open, and its view.
    base: Arc<Data>,
    view: ViewSpec,
}

/// What a job that compares came back with.
#[derive(Debug)]
pub struct Compared {
    form: CompareForm,
    succession: SuccessionView,
    base: Arc<Data>,
    result: Result<Comparison, Vec<Diagnostic>>,
}

impl App {
    /// What became of what, while two versions are compared.
    #[must_use]
    pub fn changes(&self) -> Option<&Arc<Changes>> {
        self.data.changes()
    }

    /// The data that is open, also while it is compared.
    #[must_use]
    pub fn base(&self) -> &Arc<Data> {
        self.comparing
            .as_ref()
            .map_or(&self.data, |comparing| &comparing.base)
    }

    /// The view of the open data, also while it is compared.
    pub(super) fn base_view(&self) -> &ViewSpec {
        self.comparing
            .as_ref()
            .map_or(&self.view, |comparing| &comparing.view)
    }

    /// The layouts that can be exported now.
    #[must_use]
    pub fn layouts(&self) -> Vec<Layout> {
        let changes = self.changes().map(|_| Layout::Changes);
        changes.into_iter().chain(Layout::OFFERED).collect()
    }

    /// The data and the view that a layout is exported from.
    pub(super) fn export_source(&self, layout: Layout, view: ViewSpec) -> (Arc<Data>, ViewSpec) {
        if layout == Layout::Changes || self.comparing.is_none() {
            return (Arc::clone(&self.data), view);
        }
        let base = Arc::clone(self.base());
        let view = view.known_to(&base.workspace).without(ChipKind::Changes);
        (base, view)
    }

    /// The sheet that a layout is exported from.
    #[must_use]
    pub fn export_sheet(&self, layout: Layout, view: ViewSpec) -> Arc<Sheet> {
        let (data, view) = self.export_source(layout, view);
        if Arc::ptr_eq(&data, &self.data) && view == self.view {
            return Arc::clone(&self.sheet);
        }
        Arc::new(Sheet::new(&data, &view, self.today))
    }

    /// Opens the form, or asks for the file that it lacks.
    pub(super) fn compare_dialog(&mut self) {
        let form = match &self.comparing {
            Some(comparing) => comparing.form.clone(),
            None => CompareForm::new(&self.data),
        };
        self.dialog = Some(Dialog::Compare(form));
    }

    /// Asks for the other file; the form waits behind the file dialog.
    pub(super) fn pick_compared(&mut self, form: CompareForm) {
        self.dialog = Some(Dialog::Compare(form.clone()));
        self.effects
            .push(Effect::Ask(super::jobs::Ask::Compare(form)));
    }

    /// Compares on a thread.
    pub(super) fn compare(&mut self, form: CompareForm) {
        if form.lacks(self.base()).is_some() {
            return;
        }
        if matches!(self.dialog, Some(Dialog::Compare(_))) {
            self.dialog = None;
        }
        let base = Arc::clone(self.base());
        let (succession, today) = (self.view.succession, self.today);
        let name = self.base_name();
        self.jobs.start(
            "zeren-compare",
            Some("正在对比".to_owned()),
            move |_| {
                let result = match form.what {
                    CompareWhat::Plans => Ok(of_plans(&base, &form, succession, today)),
                    CompareWhat::File => of_file(&base, &name, &form, succession, today),
                };
                JobOutput::Compared(Box::new(Compared {
                    form,
                    succession,
                    base,
                    result,
                }))
            },
        );
    }

    /// What the open data is called beside another file.
    fn base_name(&self) -> String {
        match self.files.as_slice() {
            [one] => file_name(one),
            _ => self.base().workspace.title.clone(),
        }
    }

    /// Shows a comparison that a job came back with.
    pub(super) fn take_compared(&mut self, compared: Compared) {
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
                if let Some(comparing) = &mut self.comparing {
                    comparing.is_pending = false;
                }
                if let Some(error) = errors.into_iter().next() {
                    let text = format!("无法对比：{}（{}）", error.message, error.place);
                    self.say(Severity::Error, text, error.hint, NoticeKind::Plain);
                }
                return;
            }
        };
        let was_equal = comparison.changes.is_empty();
        let is_same_form = self
            .comparing
            .as_ref()
            .is_some_and(|comparing| comparing.form == form);
        let view = if is_same_form {
            self.view.clone()
        } else {
            // A comparison begins with all that changed, whatever was filtered before.
            let view = self.view.without_filter();
            if was_equal { view } else { view.only_changed() }
        };
        let before = self.base_view().clone();
        self.comparing = Some(Comparing {
            form,
            succession,
            is_pending: false,
            base,
            view: before,
        });
        self.data = comparison.data;
        self.history = super::History::default();
        self.selection = Selection::default();
        if matches!(self.tab(), Tab::Timeline | Tab::Agencies) {
            self.settings.tab = Tab::Matrix;
        }
        self.settings.detail_open = true;
        self.replace_view(view);
        self.warm_search();
        if was_equal && !is_same_form {
            let text = "没有变化：两者说的一样";
            self.say(Severity::Note, text, None, NoticeKind::Plain);
        }
    }

    /// Goes back to the data that was open.
    pub(super) fn end_compare(&mut self) {
        if let Some(comparing) = self.comparing.take() {
            self.show_data(comparing.base, comparing.view);
        }
    }

    /// Compares anew where bodies are counted in another way than they were.
    pub(super) fn follow_succession(&mut self) {
        let succession = self.view.succession;
        let form = match &mut self.comparing {
            Some(comparing) if comparing.succession != succession && !comparing.is_pending => {
                comparing.is_pending = true;
                comparing.view = comparing.view.for_succession(succession);
                comparing.form.clone()
            }
            _ => return,
        };
        self.apply(Action::Compare(form));
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

fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}
