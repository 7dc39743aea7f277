//! File dialogs: what they begin with, and what is done with their answer.

use std::path::Path;

use super::ask::{Answer, Ask, Outcome};
use super::dialog::Dialog;
use super::effect::Effect;
use super::forms::CompareForm;
use super::jobs::Job;
use super::naming::named;
use super::notice::NoticeKind;
use super::state::App;
use super::unsaved::Leaving;
use crate::diagnostic::Severity;
use crate::view::VIEW_ENDING;

impl App {
    /// The name and folder that a dialog begins with.
    #[must_use]
    pub fn suggestion(&self, ask: &Ask) -> (Option<&Path>, String) {
        match ask {
            Ask::Data { .. } | Ask::View | Ask::Compare(_) => {
                (self.settings.open_folder.as_deref(), String::new())
            }
            Ask::Folder(_) | Ask::NotesFolder(_) => {
                (self.settings.export_folder.as_deref(), String::new())
            }
            Ask::SaveView => (
                self.settings.open_folder.as_deref(),
                format!("责任矩阵视图.{VIEW_ENDING}"),
            ),
            Ask::SaveDraft { .. } => (self.settings.open_folder.as_deref(), self.draft_name()),
            Ask::Export(form) => (
                self.settings.export_folder.as_deref(),
                self.suggested_name(form),
            ),
        }
    }

    /// Wants a file dialog, or the one that is open in front: there is one at a time. Says whether
    /// it is a new one.
    pub(super) fn ask(&mut self, ask: Ask) -> bool {
        let is_new = !self.is_asking;
        self.is_asking = true;
        self.want(if is_new {
            Effect::Ask(ask)
        } else {
            Effect::RaiseDialog
        });
        is_new
    }

    /// Says that the file dialog is open, where the system does not bring it to the front.
    pub(crate) fn tell_asking(&mut self) {
        let hint = "它可能在这个窗口的后面；选好或取消以后，才能再打开一个";
        let hint = Some(hint.to_owned());
        self.say(
            Severity::Note,
            "文件对话框已经打开",
            hint,
            NoticeKind::Plain,
        );
    }

    /// Shows a file dialog on a thread; its answer arrives with [`App::poll`].
    pub(crate) fn ask_in_background(
        &mut self,
        ask: Ask,
        show: impl FnOnce() -> Outcome + Send + 'static,
    ) {
        let job = Job::new("zeren-dialog", "打开文件对话框");
        let job = job.if_lost(|app: &mut App| app.is_asking = false);
        self.jobs.start(job, move |_| {
            let outcome = show();
            move |app: &mut App| app.take_answer(Answer { ask, outcome })
        });
    }

    /// Takes the answer of a file dialog.
    pub fn take_answer(&mut self, answer: Answer) {
        let Answer { ask, outcome } = answer;
        self.is_asking = outcome == Outcome::NoDialog;
        let paths = match outcome {
            Outcome::Picked(paths) => paths,
            Outcome::Cancelled => return,
            Outcome::NoDialog => {
                self.want(Effect::AskOwn(ask));
                return;
            }
        };
        let Some(path) = paths.first().cloned() else {
            return;
        };
        let folder = path.parent().map(Path::to_owned);
        match ask {
            Ask::Data { add } => {
                self.settings.open_folder = folder;
                self.leave(Leaving::Open { files: paths, add });
            }
            Ask::Compare(form) => {
                self.settings.open_folder = folder;
                self.open_dialog(Dialog::Compare(CompareForm {
                    file: Some(path),
                    ..form
                }));
            }
            Ask::View => self.read_view(path),
            Ask::SaveView => self.write_view(named(path, VIEW_ENDING)),
            Ask::SaveDraft { with_text } => {
                self.settings.open_folder = folder;
                self.save_drafts(named(path, "ron"), with_text);
            }
            Ask::Folder(form) => {
                self.settings.export_folder = Some(path.clone());
                self.take_folder(form, path);
            }
            Ask::NotesFolder(form) => {
                self.settings.export_folder = Some(path.clone());
                self.start_change_notes(&form, path);
            }
            Ask::Export(form) => {
                self.settings.export_folder = folder;
                let path = named(path, form.format.extension());
                self.start_export(&form, path);
            }
        }
    }
}
