//! Opening, adding, reloading and watching data files.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::coverage::{self, Coverage};
use super::jobs::Job;
use super::loading::{self, Joined, LoadPurpose, Read, join};
use super::naming::file_name;
use super::notice::NoticeKind;
use super::start::{Start, Step};
use super::state::App;
use crate::diagnostic::{Diagnostic, Severity, gravest};
use crate::num;
use crate::store::{Remarks, watch};
use crate::view::{Data, ViewSpec};

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
            let file = absolute(&file);
            if !all.contains(&file) {
                all.push(file);
            }
        }
        let job = Job::new("zeren-load", "正在读取数据")
            .with_bar()
            .if_lost(App::end_reading);
        self.jobs.start(job, move |progress| {
            use crate::export::Progress as _;
            let mut read = Read::default();
            for (nth, file) in all.iter().enumerate() {
                if progress.is_cancelled() {
                    break;
                }
                read.take(file.clone(), purpose);
                progress.report(num::float(nth + 1) / num::float(all.len()));
            }
            // Joined here, too: it takes as long as there are tasks.
            let joined = (!read.good.is_empty()).then(|| join(std::mem::take(&mut read.good)));
            move |app: &mut App| app.take_files(purpose, read, joined)
        });
    }

    /// The open files, and those of the start that could not be opened.
    pub(super) fn wanted_files(&self) -> Vec<PathBuf> {
        let mut files = self.start.wanted.clone();
        let others = self.files.iter().filter(|file| !files.contains(file));
        let others: Vec<PathBuf> = others.cloned().collect();
        files.extend(others);
        files
    }

    /// Goes back to the built-in data.
    pub(super) fn open_built_in(&mut self) {
        let (data, diagnostics) = loading::built_in();
        self.files.clear();
        self.start = Start::default();
        self.watch = None;
        self.rejected.clear();
        self.notices.retain(|notice| !notice.kind.is_about_files());
        self.diagnostics = diagnostics;
        self.show_data(data, ViewSpec::default());
    }

    fn take_files(&mut self, purpose: LoadPurpose, mut read: Read, joined: Option<Joined>) {
        for view in read.views.drain(..) {
            self.read_view_instead(view);
        }
        // A broken new version never takes the place of the last good one.
        let blocks = match purpose {
            LoadPurpose::Open | LoadPurpose::Start => false,
            LoadPurpose::Add => !read.bad.is_empty(),
            LoadPurpose::Reload => read.bad.iter().any(|bad| self.files.contains(bad)),
        };
        let joined = joined.filter(|_| !blocks);
        let is_shown = joined.is_some();
        let was_empty = self.start.step != Step::Done;
        let keeps_view = was_empty && self.start.keeps_view;
        self.start.follow(purpose, &read, is_shown);
        self.notices.retain(|notice| match notice.kind {
            NoticeKind::Changed => !is_shown,
            _ => !notice.kind.is_about_files(),
        });
        self.rejected = read.reasons;
        self.tell_rejected(is_shown || was_empty);
        let Some(joined) = joined else {
            return;
        };
        self.tell_gone();
        self.files = read.files;
        for file in self.files.clone().iter().rev() {
            self.session.opened(file);
            self.settings.remember(file);
        }
        let Joined {
            data,
            diagnostics,
            remarks,
        } = joined;
        self.diagnostics = Vec::new();
        self.take_diagnostics(diagnostics);
        self.take_remarks(&data, remarks);
        self.watch_files();
        let view = match purpose {
            _ if keeps_view => self.settings.view.known_to(&data.workspace),
            LoadPurpose::Start | LoadPurpose::Open => ViewSpec::default(),
            LoadPurpose::Add | LoadPurpose::Reload => self.base_view().known_to(&data.workspace),
        };
        self.show_data(data, view);
        if purpose == LoadPurpose::Reload {
            self.note("已重新读取");
        }
    }

    /// Says why files were not used; `is_other` where the data before is not on the screen.
    fn tell_rejected(&mut self, is_other: bool) {
        let Some(first) = gravest(&self.rejected) else {
            return;
        };
        let more = match self.rejected.len() - 1 {
            0 => String::new(),
            more => format!("，另有 {more} 处问题"),
        };
        let text = format!(
            "无法使用这份数据：{}（{}）{more}",
            first.message, first.place
        );
        let hint = (!is_other).then(|| "屏幕上仍是原来的数据".to_owned());
        self.say(Severity::Error, text, hint, NoticeKind::Findings);
    }

    /// Names the files of the start that are gone, beside those that are on the screen.
    fn tell_gone(&mut self) {
        let text = match self.start.gone.as_slice() {
            [] => return,
            [one] => format!("“{}”不在原来的位置", file_name(one)),
            [first, ..] => format!(
                "“{}”等 {} 个文件不在原来的位置",
                file_name(first),
                self.start.gone.len()
            ),
        };
        let places: Vec<String> = self
            .start
            .gone
            .iter()
            .map(|file| file.display().to_string())
            .collect();
        self.say(
            Severity::Warning,
            text,
            Some(places.join("\n")),
            NoticeKind::Gone,
        );
    }

    /// Goes on without files that were being read.
    fn end_reading(&mut self) {
        if self.start.step == Step::Reading {
            self.start.step = Step::Failed;
        }
    }

    /// Takes what there is to say about the files; what is still being looked for comes later.
    fn take_remarks(&mut self, data: &Arc<Data>, remarks: Vec<Remarks>) {
        let (sought, ready): (Vec<_>, Vec<_>) = remarks.into_iter().partition(Remarks::are_sought);
        self.take_diagnostics(ready.into_iter().flat_map(Remarks::into_diagnostics));
        if !sought.is_empty() {
            let data = Arc::clone(data);
            let job = Job::new("zeren-remarks", "查找问题所在的行");
            self.jobs.start(job, move |_| {
                let diagnostics = sought.into_iter().flat_map(Remarks::into_diagnostics);
                let diagnostics: Vec<Diagnostic> = diagnostics.collect();
                move |app: &mut App| {
                    if Arc::ptr_eq(&data, &app.data) {
                        app.take_diagnostics(diagnostics);
                    }
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

    /// Opens the files of the command line, or those open at the last end. Until they are read
    /// the window is empty: the built-in data is nobody's own.
    pub fn open_at_start(&mut self, files: Vec<PathBuf>) {
        let keeps_view = files.is_empty();
        let wanted = if keeps_view {
            self.settings.files.clone()
        } else {
            files
        };
        if wanted.is_empty() {
            return;
        }
        self.diagnostics.clear();
        self.show_data(Arc::default(), ViewSpec::default());
        self.start = Start {
            step: Step::Reading,
            wanted: wanted.iter().map(absolute).collect(),
            gone: Vec::new(),
            keeps_view,
        };
        self.load(wanted, LoadPurpose::Start);
    }

    fn watch_files(&mut self) {
        let tell = self.jobs.mailbox();
        self.watch = Some(watch::Watch::new(self.files.clone(), move |change| {
            tell(Box::new(move |app: &mut App| match change {
                watch::Change::Changed(path) => app.take_changed(&path),
                watch::Change::Removed(path) => app.take_removed(&path),
            }));
        }));
    }

    fn take_changed(&mut self, path: &Path) {
        let text = format!("“{}”已被修改", file_name(path));
        let hint = Some("屏幕上仍是修改前的内容".to_owned());
        self.say(Severity::Note, text, hint, NoticeKind::Changed);
    }

    fn take_removed(&mut self, path: &Path) {
        let text = format!("“{}”已被移走或删除", file_name(path));
        let hint = Some("屏幕上仍是原来的内容，可以继续查看和导出".to_owned());
        self.say(Severity::Warning, text, hint, NoticeKind::Plain);
    }

    /// Prepares the search, and looks for characters without type, while nobody types yet.
    pub(super) fn warm_search(&mut self) {
        let data = Arc::clone(&self.data);
        let job = Job::new("zeren-index", "准备搜索");
        self.jobs.start(job, move |_| {
            data.search_index();
            data.title_ranks();
            let coverage = coverage::examine(&data.workspace);
            move |app: &mut App| {
                // Other data may have come in the meantime; then its own look is under way.
                if Arc::ptr_eq(&data, &app.data) {
                    app.take_coverage(coverage);
                }
            }
        });
    }

    /// Takes over a font for the data, and reports characters that no font holds.
    pub(super) fn take_coverage(&mut self, coverage: Coverage) {
        self.font = coverage.font.map(Arc::new);
        if coverage.missing.is_empty() {
            return;
        }
        let some: String = coverage.missing.iter().take(30).collect();
        let count = coverage.missing.len();
        self.diagnostics.push(
            Diagnostic::new(
                Severity::Warning,
                format!("有 {count} 个字没有可用的字体，显示为方框：{some}"),
            )
            .with_hint("安装含有这些字的字体后重新打开程序；导出的文件不受影响"),
        );
    }
}

/// A file by its whole name; as it is where the system does not know one.
fn absolute(file: &PathBuf) -> PathBuf {
    std::path::absolute(file).unwrap_or_else(|_| file.clone())
}
