//! Opening, adding, reloading and watching files, and what comes back from jobs.

use std::path::PathBuf;
use std::sync::Arc;

use super::coverage;
use super::jobs::{Answer, Ask, ExportFailure, JobOutput, LoadPurpose, Outcome};
use super::{App, Effect, NoticeKind, Selection};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::workspace::{Source, Workspace};
use crate::store::{self, Loaded, Remarks, watch};
use crate::view::{self, ChipKind, Data, ViewSpec};

/// The built-in data and what there is to say about it.
pub fn built_in() -> (Arc<Data>, Vec<Diagnostic>) {
    match store::parse(store::builtin().as_bytes(), None) {
        Ok(loaded) => {
            let joined = join(vec![(None, loaded)]);
            let mut diagnostics = joined.diagnostics;
            diagnostics.extend(
                joined
                    .remarks
                    .into_iter()
                    .flat_map(Remarks::into_diagnostics),
            );
            diagnostics.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
            (joined.data, diagnostics)
        }
        // A test proves that the built-in data is sound; an empty window is better than none.
        Err(diagnostics) => (Arc::default(), diagnostics),
    }
}

/// Files as one body of data.
struct Joined {
    data: Arc<Data>,
    /// What was noticed while joining.
    diagnostics: Vec<Diagnostic>,
    /// What there is to say about each file.
    remarks: Vec<Remarks>,
}

fn join(loaded: Vec<(Option<PathBuf>, Loaded)>) -> Joined {
    let mut remarks = Vec::new();
    let mut sources = Vec::new();
    for (file, loaded) in loaded {
        remarks.push(loaded.remarks);
        sources.push(Source {
            file,
            dataset: loaded.dataset,
        });
    }
    let (workspace, diagnostics) = Workspace::join(sources);
    Joined {
        data: Data::new(workspace),
        diagnostics,
        remarks,
    }
}

impl App {
    /// Reads files on a thread.
    pub(super) fn load(&mut self, files: Vec<PathBuf>, purpose: LoadPurpose) {
        if files.is_empty() {
            return;
        }
        // Added files are read together with the present ones: they are joined as a whole.
        let mut all = Vec::new();
        if purpose == LoadPurpose::Add {
            all.extend(self.files.iter().cloned());
        }
        for file in files {
            // The same file may be named in two ways; the second one would clash with the first.
            let file = std::path::absolute(&file).unwrap_or(file);
            if !all.contains(&file) {
                all.push(file);
            }
        }
        self.jobs.start(
            "zeren-load",
            Some("正在读取数据".to_owned()),
            move |progress| {
                use crate::export::Progress as _;
                let mut files = Vec::new();
                for (nth, file) in all.iter().enumerate() {
                    if progress.is_cancelled() {
                        break;
                    }
                    files.push((file.clone(), store::load(file)));
                    #[expect(clippy::cast_precision_loss, reason = "a handful of files")]
                    progress.report((nth + 1) as f32 / all.len() as f32);
                }
                if progress.is_cancelled() {
                    files.clear();
                }
                JobOutput::Loaded { purpose, files }
            },
        );
    }

    /// Goes back to the built-in data.
    pub(super) fn open_built_in(&mut self) {
        let (data, diagnostics) = built_in();
        self.files.clear();
        self.watch = None;
        self.rejected.clear();
        self.diagnostics = diagnostics;
        self.show_data(data, ViewSpec::default());
    }

    /// Takes over what jobs came back with. Call it once a frame, also while hidden.
    pub fn poll(&mut self) {
        while let Some(output) = self.jobs.poll() {
            self.take(output);
        }
    }

    fn take(&mut self, output: JobOutput) {
        match output {
            JobOutput::Loaded { purpose, files } => self.take_files(purpose, files),
            JobOutput::ViewLoaded(Ok(view)) => {
                let view = if self.changes().is_some() {
                    *view
                } else {
                    // Saved while comparing: a filter that nothing on the screen speaks of.
                    view.without(ChipKind::Changes)
                };
                self.set_view(view, false);
                self.say(Severity::Note, "已打开视图", None, NoticeKind::Plain);
            }
            JobOutput::ViewLoaded(Err(error)) | JobOutput::ViewSaved(Err(error)) => {
                self.report(error);
            }
            JobOutput::ViewSaved(Ok(path)) => {
                let text = format!("视图已保存：{}", path.display());
                self.say(Severity::Note, text, None, NoticeKind::Written(path));
            }
            JobOutput::Exported(Ok(files)) => self.take_exported(&files),
            JobOutput::Printed(Ok(printed)) => self.take_printed(printed),
            JobOutput::Printed(Err(ExportFailure::Cancelled)) => {
                self.say(Severity::Note, "已取消打印", None, NoticeKind::Plain);
            }
            JobOutput::Printed(Err(ExportFailure::Failed(error)))
            | JobOutput::Exported(Err(ExportFailure::Failed(error)))
            | JobOutput::Pictured(Err(error)) => self.report(error),
            JobOutput::Previewed(previewed) => self.take_preview(previewed),
            JobOutput::Exported(Err(ExportFailure::Cancelled)) => {
                let text = "已取消导出，原有文件未改动";
                self.say(Severity::Note, text, None, NoticeKind::Plain);
            }
            JobOutput::Pictured(Ok((picture, pages))) => {
                self.effects.push(Effect::CopyPicture(picture, pages));
            }
            JobOutput::Distributed(ended, folder) => self.take_distributed(*ended, folder),
            JobOutput::Remarked { data, diagnostics } => {
                if Arc::ptr_eq(&data, &self.data) {
                    self.take_diagnostics(diagnostics);
                }
            }
            JobOutput::Indexed { data, coverage } => {
                // Other data may have come in the meantime; then its own look is under way.
                if Arc::ptr_eq(&data, &self.data) {
                    self.take_coverage(coverage);
                }
            }
            JobOutput::Compared(compared) => self.take_compared(*compared),
            JobOutput::Picked(answer) => self.take_answer(answer),
            JobOutput::Changed(path) => {
                let text = format!("{}已被修改", file_name(&path));
                let hint = Some("屏幕上仍是修改前的内容".to_owned());
                self.say(Severity::Note, text, hint, NoticeKind::Changed);
            }
            JobOutput::Gone(path) => {
                let text = format!("{}已被移走或删除", file_name(&path));
                let hint = Some("屏幕上仍是原来的内容，可以继续查看和导出".to_owned());
                self.say(Severity::Warning, text, hint, NoticeKind::Plain);
            }
        }
    }

    fn take_exported(&mut self, files: &[PathBuf]) {
        let text = match files {
            [] => return,
            [one] => format!("已导出：{}", one.display()),
            // Several pages: the names that were made of the chosen one.
            [first, .., last] => format!(
                "已导出 {} 个文件：{} 到 {}",
                files.len(),
                first.display(),
                file_name(last)
            ),
        };
        let kind = NoticeKind::Written(files[0].clone());
        self.say(Severity::Note, text, None, kind);
    }

    /// Passes on an error as a notice.
    #[track_caller]
    pub(super) fn report(&mut self, error: Diagnostic) {
        let text = match &error.place.file {
            Some(_) => format!("{}（{}）", error.message, error.place),
            None => error.message,
        };
        self.say(error.severity, text, error.hint, NoticeKind::Plain);
    }

    fn take_files(
        &mut self,
        purpose: LoadPurpose,
        files: Vec<(PathBuf, Result<Loaded, Vec<Diagnostic>>)>,
    ) {
        if files.is_empty() {
            return;
        }
        let mut good = Vec::new();
        let mut rejected = Vec::new();
        let mut bad_files = 0;
        for (file, result) in files {
            match result {
                Ok(loaded) => good.push((Some(file), loaded)),
                Err(diagnostics) => {
                    bad_files += 1;
                    rejected.extend(diagnostics);
                }
            }
        }
        self.rejected = rejected;
        // A broken new version never takes the place of the last good one.
        let keep = good.is_empty() || (purpose != LoadPurpose::Open && bad_files > 0);
        if bad_files > 0 {
            let first = self.rejected.first();
            let text = match first {
                Some(error) if self.rejected.len() == 1 => {
                    format!("无法使用这份数据：{}（{}）", error.message, error.place)
                }
                Some(error) => format!(
                    "无法使用这份数据：{}（{}），另有 {} 处问题",
                    error.message,
                    error.place,
                    self.rejected.len() - 1
                ),
                None => "无法使用这份数据".to_owned(),
            };
            let hint = keep.then(|| "屏幕上仍是原来的数据".to_owned());
            self.say(Severity::Error, text, hint, NoticeKind::Findings);
        }
        if keep {
            return;
        }
        self.notices
            .retain(|notice| notice.kind != NoticeKind::Changed);
        self.files = good.iter().filter_map(|(file, _)| file.clone()).collect();
        for file in self.files.clone().iter().rev() {
            self.settings.remember(file);
        }
        let Joined {
            data,
            diagnostics,
            remarks,
        } = join(good);
        self.diagnostics = Vec::new();
        self.take_diagnostics(diagnostics);
        self.take_remarks(&data, remarks);
        self.watch_files();
        let view = match purpose {
            LoadPurpose::Start => self.settings.view.known_to(&data.workspace),
            LoadPurpose::Open => ViewSpec::default(),
            LoadPurpose::Add | LoadPurpose::Reload => self.base_view().known_to(&data.workspace),
        };
        self.show_data(data, view);
        if purpose == LoadPurpose::Reload {
            self.say(Severity::Note, "已重新读取", None, NoticeKind::Plain);
        }
    }

    /// Takes what there is to say about the files; what is still being looked for comes later.
    fn take_remarks(&mut self, data: &Arc<Data>, remarks: Vec<Remarks>) {
        let (sought, ready): (Vec<_>, Vec<_>) = remarks.into_iter().partition(Remarks::are_sought);
        self.take_diagnostics(ready.into_iter().flat_map(Remarks::into_diagnostics));
        if !sought.is_empty() {
            let data = Arc::clone(data);
            self.jobs.start("zeren-remarks", None, move |_| {
                let diagnostics = sought.into_iter().flat_map(Remarks::into_diagnostics);
                JobOutput::Remarked {
                    diagnostics: diagnostics.collect(),
                    data,
                }
            });
        }
    }

    fn take_diagnostics(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.diagnostics.extend(diagnostics);
        // Stable: of one weight they stay in the order of the files.
        self.diagnostics
            .sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    }

    pub(super) fn show_data(&mut self, data: Arc<Data>, view: ViewSpec) {
        self.comparing = None;
        self.data = data;
        self.history = super::History::default();
        self.selection = Selection::default();
        self.replace_view(view);
        self.warm_search();
    }

    /// The remembered view, on the built-in data. The search text is not brought back: it would
    /// hide tasks for no reason that is still in mind.
    pub(super) fn restore_view(&mut self) {
        if self.settings.files.is_empty() {
            let view = self.settings.view.known_to(&self.data.workspace);
            self.replace_view(view.without(ChipKind::Text));
        }
    }

    /// Opens the files of the command line, or those open at the last end.
    pub fn open_at_start(&mut self, files: Vec<PathBuf>) {
        if files.is_empty() {
            let files: Vec<PathBuf> = self
                .settings
                .files
                .iter()
                .filter(|file| file.is_file())
                .cloned()
                .collect();
            self.load(files, LoadPurpose::Start);
        } else {
            self.load(files, LoadPurpose::Open);
        }
    }

    fn watch_files(&mut self) {
        let tell = self.jobs.mailbox();
        self.watch = Some(watch::Watch::new(self.files.clone(), move |change| {
            tell(match change {
                watch::Change::Changed(path) => JobOutput::Changed(path),
                watch::Change::Removed(path) => JobOutput::Gone(path),
            });
        }));
    }

    /// Prepares the search, and looks for characters without type, while nobody types yet.
    pub(super) fn warm_search(&mut self) {
        let data = Arc::clone(&self.data);
        self.jobs.start("zeren-index", None, move |_| {
            data.search_index();
            let coverage = coverage::examine(&data.workspace);
            JobOutput::Indexed { data, coverage }
        });
    }

    /// Shows a file dialog on a thread; its answer arrives with [`App::poll`].
    pub fn ask_in_background(&mut self, ask: Ask, show: impl FnOnce() -> Outcome + Send + 'static) {
        self.jobs.start("zeren-dialog", None, move |_| {
            JobOutput::Picked(Answer {
                ask,
                outcome: show(),
            })
        });
    }

    /// Takes the answer of a file dialog.
    pub fn take_answer(&mut self, answer: Answer) {
        let Answer { ask, outcome } = answer;
        let paths = match outcome {
            Outcome::Picked(paths) => paths,
            Outcome::Cancelled => return,
            Outcome::NoDialog => {
                self.effects.push(Effect::AskOwn(ask));
                return;
            }
        };
        let Some(path) = paths.first().cloned() else {
            return;
        };
        let folder = path.parent().map(std::path::Path::to_owned);
        match ask {
            Ask::Data { add } => {
                self.settings.open_folder = folder;
                let purpose = if add {
                    LoadPurpose::Add
                } else {
                    LoadPurpose::Open
                };
                self.load(paths, purpose);
            }
            Ask::Compare(form) => {
                self.settings.open_folder = folder;
                self.dialog = Some(super::Dialog::Compare(super::compare::CompareForm {
                    file: Some(path),
                    ..form
                }));
            }
            Ask::View => {
                self.jobs.start("zeren-view", None, move |_| {
                    JobOutput::ViewLoaded(view::load(&path).map(Box::new))
                });
            }
            Ask::SaveView => {
                let view = self.view.clone();
                let path = named(path, "ron");
                self.jobs.start("zeren-view", None, move |_| {
                    JobOutput::ViewSaved(view::save(&path, &view).map(|()| path))
                });
            }
            Ask::Folder(form) => {
                self.settings.export_folder = Some(path.clone());
                self.take_folder(form, path);
            }
            Ask::Export(form) => {
                self.settings.export_folder = folder;
                let path = named(path, form.format.extension());
                self.start_export(&form, path);
            }
        }
    }

    /// Passes on what the system could not do.
    #[track_caller]
    pub fn report_failure(&mut self, text: &str, hint: &str) {
        self.say(
            Severity::Error,
            text,
            Some(hint.to_owned()),
            NoticeKind::Plain,
        );
    }
}

/// The file to write for a picked path. The dialog asked before replacing the picked one, not the
/// one that an added ending names, so that one gets a number where it exists.
fn named(picked: PathBuf, extension: &str) -> PathBuf {
    let path = with_extension(picked.clone(), extension);
    if path == picked || !path.exists() {
        return path;
    }
    let stem = picked
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    (2..1000)
        .map(|n| picked.with_file_name(format!("{stem}（{n}）.{extension}")))
        .find(|path| !path.exists())
        .unwrap_or(path)
}

/// A path that ends as its format does: people type names without an ending.
fn with_extension(path: PathBuf, extension: &str) -> PathBuf {
    let fits = path
        .extension()
        .is_some_and(|known| known.eq_ignore_ascii_case(extension));
    if fits {
        return path;
    }
    // Not set_extension: 双千.2026 would lose its year.
    let mut name = path.into_os_string();
    name.push(".");
    name.push(extension);
    PathBuf::from(name)
}

fn file_name(path: &std::path::Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    format!("“{}”", name.to_string_lossy())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn an_ending_is_added_and_never_takes_the_place_of_a_part_of_the_name() {
        let check = |path: &str, wanted: &str| {
            assert_eq!(
                with_extension(PathBuf::from(path), "xlsx"),
                Path::new(wanted)
            );
        };
        check("双千.2026", "双千.2026.xlsx");
        check("双千.XLSX", "双千.XLSX");
        check("双千", "双千.xlsx");
    }

    #[test]
    fn the_built_in_data_is_sound() {
        let (data, diagnostics) = built_in();
        assert_eq!(data.workspace.plans.len(), 5);
        assert!(
            diagnostics
                .iter()
                .all(|finding| finding.severity < Severity::Error)
        );
    }
}
