//! 按机构分发 in the window: who gets a file, where to, and what became of it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::ask::Ask;
use super::dialog::Dialog;
use super::forms::DistributeForm;
use super::jobs::Job;
use super::notice::NoticeKind;
use super::state::App;
use crate::diagnostic::Severity;
use crate::export::{Distributed, Distribution, Format, Layout, Options, is_office, with_tasks};
use crate::model::Date;
use crate::model::workspace::AgencyIx;
use crate::store::Replacing;
use crate::view::{Data, Sheet, ViewSpec};

/// The files of a form in a folder.
fn distribution(
    form: &DistributeForm,
    data: &Arc<Data>,
    spec: &ViewSpec,
    today: Date,
    folder: &Path,
) -> Distribution {
    let sheet = Arc::new(Sheet::new(data, spec, today));
    let agencies: Vec<AgencyIx> = form
        .agencies
        .iter()
        .filter_map(|id| data.workspace.agency_by_id(id))
        .collect();
    // As in the export dialog, a calendar begins today.
    let options = Options {
        past: false,
        ..Options::of(Layout::Agency)
    };
    Distribution::new(sheet, &agencies, form.format, options, folder)
}

impl App {
    /// Opens the form: all agencies with tasks, the format used last. Who has tasks takes as long
    /// to find out as there are tasks; until then the form has nobody to choose.
    pub(super) fn distribute_dialog(&mut self) {
        let format = self.settings.distribute_format.as_deref();
        let offered = Layout::Agency.formats();
        let format = format
            .and_then(Format::from_key)
            .filter(|format| offered.contains(format))
            .unwrap_or(offered[0]);
        self.open_dialog(Dialog::Distribute(DistributeForm {
            agencies: Vec::new(),
            format,
            find: String::new(),
        }));
        self.lacks_recipients = true;
        self.count();
        self.fill_recipients();
    }

    /// Chooses the agencies with tasks in a form that waits for them.
    pub(super) fn fill_recipients(&mut self) {
        let Some(census) = self.census().filter(|_| self.lacks_recipients) else {
            return;
        };
        let workspace = &self.base().workspace;
        let agencies = with_tasks(&census.list).into_iter();
        // Posts and mechanisms are there to be chosen.
        let agencies = agencies.filter(|ix| is_office(workspace, *ix));
        let ids: Vec<String> = agencies.map(|ix| workspace.agency(ix).id.clone()).collect();
        self.lacks_recipients = false;
        if let Some(Dialog::Distribute(form)) = &mut self.dialog {
            form.agencies = ids;
        }
    }

    /// Asks for the folder.
    pub(super) fn ask_folder(&mut self, form: DistributeForm) {
        if form.agencies.is_empty() {
            return;
        }
        self.settings.distribute_format = Some(form.format.key().to_owned());
        if self.ask(Ask::Folder(form)) {
            self.close_dialog();
        }
    }

    /// Goes on in this folder, or names the files that would be replaced.
    pub(super) fn take_folder(&mut self, form: DistributeForm, folder: PathBuf) {
        let (data, today) = (Arc::clone(self.base()), self.today);
        let spec = self.view.for_profiles();
        let job = Job::new("zeren-folder", "查看文件夹");
        self.jobs.start(job, move |_| {
            let distribution = distribution(&form, &data, &spec, today, &folder);
            let existing = distribution.existing().into_iter();
            let existing: Vec<PathBuf> = existing.map(Path::to_owned).collect();
            move |app: &mut App| {
                if existing.is_empty() {
                    app.distribute(form, folder, Replacing::Never);
                } else {
                    app.open_dialog(Dialog::Replace {
                        form,
                        folder,
                        existing,
                    });
                }
            }
        });
    }

    /// Writes the files on a thread.
    pub(super) fn distribute(
        &mut self,
        form: DistributeForm,
        folder: PathBuf,
        replacing: Replacing,
    ) {
        self.close_dialog();
        let (data, today) = (Arc::clone(self.base()), self.today);
        let spec = self.view.for_profiles();
        let label = format!("正在分发 {} 个机构", form.agencies.len());
        let job = Job::new("zeren-distribute", label);
        let job = job.with_bar().reports_cancel();
        self.jobs.start(job, move |progress| {
            let distribution = distribution(&form, &data, &spec, today, &folder);
            let ended = distribution.run(replacing, progress);
            let lacking = distribution.lacking().filter(|_| !ended.written.is_empty());
            move |app: &mut App| {
                app.take_distributed(ended, &distribution.folder);
                if let Some(lacking) = lacking {
                    app.report(lacking);
                }
            }
        });
    }

    /// Says how a distribution ended.
    fn take_distributed(&mut self, ended: Distributed, folder: &Path) {
        let failures = ended.failures();
        let written = ended.written;
        if ended.cancelled {
            let text = format!("已取消分发，已写出的 {} 个文件留在文件夹里", written.len());
            let hint = Some(folder.display().to_string());
            let kind = match written.first() {
                Some(first) => NoticeKind::Written(first.clone()),
                None => NoticeKind::Plain,
            };
            self.say(Severity::Note, text, hint, kind);
            return;
        }
        if let Some(last) = written.last() {
            let failed = match ended.failed.len() {
                0 => String::new(),
                failed => format!("，{failed} 个没有写出"),
            };
            let text = format!(
                "已分发 {} 个文件{failed}：{}",
                written.len(),
                folder.display()
            );
            // The summary is the one to open.
            let kind = NoticeKind::Written(last.clone());
            self.say(Severity::Note, text, None, kind);
        }
        for failure in failures {
            self.report(failure);
        }
    }
}
