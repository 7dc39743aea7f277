//! Opening, adding, reloading and watching data files.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use super::coverage::{self, Coverage};
use super::jobs::Job;
use super::loading::{self, Joined, LoadPurpose, Prepared, Read, prepare};
use super::naming::file_name;
use super::notice::NoticeKind;
use super::on_disk::{Attempt, OnDisk};
use super::start::{Start, Step};
use super::state::App;
use crate::diagnostic::{Diagnostic, Severity};
use crate::num;
use crate::store::Remarks;
use crate::store::watch::Watch;
use crate::view::{Data, ViewSpec};

impl App {
    /// Reads files on a thread.
    pub(super) fn load(&mut self, files: Vec<PathBuf>, purpose: LoadPurpose) {
        // The same file may be named in two ways; the second one would clash with the first.
        let mut wanted: Vec<PathBuf> = files.iter().map(absolute).collect();
        let mut known = HashSet::new();
        wanted.retain(|file| known.insert(file.clone()));
        if wanted.is_empty() {
            return;
        }
        // Added files are read together with the present ones: they are joined as a whole.
        let mut all = match purpose {
            LoadPurpose::Add => self.files.clone(),
            LoadPurpose::Open | LoadPurpose::Start | LoadPurpose::Reload => Vec::new(),
        };
        let new = wanted.iter().filter(|file| !all.contains(file));
        let new: Vec<PathBuf> = new.cloned().collect();
        all.extend(new);
        let mut watched = all.clone();
        let failed = self.on_disk.failed.iter().map(|failed| &failed.file);
        watched.extend(self.files.iter().chain(failed).cloned());
        watched.sort_unstable();
        watched.dedup();
        let attempt = Attempt {
            purpose,
            files: wanted,
        };
        let tell = self.change_teller();
        let (view, today) = (self.view_after(purpose), self.today);
        let before = self.editing.states();
        self.on_disk.reading += 1;
        let job = Job::new("zeren-load", "正在读取数据")
            .with_bar()
            .if_lost(App::end_reading);
        self.jobs.start(job, move |progress| {
            use crate::export::Progress as _;
            // Begun first, so that no change is lost.
            let watch = Watch::new(watched, tell);
            let mut read = Read::default();
            for (nth, file) in all.iter().enumerate() {
                if progress.is_cancelled() {
                    break;
                }
                read.take(file.clone(), purpose, watch.begun(file));
                progress.report(num::float(nth + 1) / num::float(all.len()));
            }
            // All of this takes as long as there are tasks.
            let good = std::mem::take(&mut read.good);
            let prepared = (!good.is_empty()).then(|| prepare(good, &view, today));
            move |app: &mut App| {
                // Nobody was asked about what was changed while the files were read.
                let is_changed =
                    app.editing.states() != before && app.editing.unsaved().next().is_some();
                let prepared = prepared.filter(|_| !is_changed);
                let was_ready = prepared.is_some();
                app.take_files(&attempt, read, prepared, watch);
                if is_changed {
                    let hint = "先保存修改（Ctrl+S），再打开一次";
                    app.report_failure("读取时数据又有修改，没有换成新读取的文件", hint);
                }
                if !was_ready {
                    app.note_unsaved();
                }
            }
        });
    }

    /// The view that files are shown in once they are read, as far as it names what is in them.
    fn view_after(&self, purpose: LoadPurpose) -> ViewSpec {
        let is_start = self.start.step != Step::Done;
        match purpose {
            _ if is_start && self.start.keeps_view => self.settings.view.clone(),
            LoadPurpose::Open => ViewSpec::default(),
            LoadPurpose::Start if is_start => ViewSpec::default(),
            LoadPurpose::Start | LoadPurpose::Add | LoadPurpose::Reload => self.base_view().clone(),
        }
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
        self.drafts.clear();
        self.take_sources(Vec::new());
        self.start = Start::default();
        self.on_disk = OnDisk {
            reading: self.on_disk.reading,
            ..OnDisk::default()
        };
        self.notices.retain(|notice| !notice.kind.is_about_files());
        self.diagnostics = diagnostics;
        self.show_data(data, ViewSpec::default());
    }

    fn take_files(
        &mut self,
        attempt: &Attempt,
        mut read: Read,
        prepared: Option<Prepared>,
        watch: Watch,
    ) {
        let purpose = attempt.purpose;
        self.on_disk.reading = self.on_disk.reading.saturating_sub(1);
        if self.offers_renewal(attempt, &read) {
            return;
        }
        for view in read.views.drain(..) {
            self.read_view_instead(view);
        }
        // A broken new version never takes the place of the last good one.
        let blocks = match purpose {
            LoadPurpose::Open | LoadPurpose::Start => false,
            LoadPurpose::Add => !read.bad.is_empty(),
            LoadPurpose::Reload => read.bad.iter().any(|(bad, _)| self.files.contains(bad)),
        };
        let prepared = prepared.filter(|_| !blocks);
        let is_shown = prepared.is_some();
        let was_empty = self.start.step != Step::Done;
        let view = self.view_after(purpose);
        self.start.follow(purpose, &read, is_shown);
        if is_shown {
            self.notices.retain(|notice| !notice.kind.is_of_disk());
        }
        if is_shown || purpose == LoadPurpose::Start {
            self.notices
                .retain(|notice| notice.kind != NoticeKind::Gone);
        }
        self.on_disk.watch = Some(watch);
        let shown: Vec<PathBuf> = match prepared {
            Some(_) => read.files.iter().map(|(file, _)| file.clone()).collect(),
            None => Vec::new(),
        };
        let mended = self.take_failed(attempt, read.bad, &shown, is_shown || was_empty);
        let Some(prepared) = prepared else {
            return;
        };
        self.tell_gone();
        self.on_disk.shown = read.files;
        self.take_drafts(read.drafts);
        self.files = shown;
        for file in self.files.clone().iter().rev() {
            self.session.opened(file);
            self.settings.remember(file);
        }
        let Joined {
            data,
            sources,
            diagnostics,
            remarks,
        } = prepared.joined;
        self.take_sources(sources);
        self.diagnostics = Vec::new();
        self.take_diagnostics(diagnostics);
        self.take_remarks(&data, remarks);
        let view = view.known_to(&data.workspace);
        if view == prepared.sheet.spec {
            self.show_sheet(data, view, prepared.sheet);
        } else {
            // It was changed while the files were read.
            self.show_data(data, view);
        }
        self.take_early_changes();
        match mended.as_slice() {
            _ if purpose == LoadPurpose::Reload => self.note("已重新读取"),
            [] => {}
            [one] => self.note(format!("“{}”已改好，已打开", file_name(one))),
            [first, ..] => self.note(format!(
                "“{}”等 {} 个文件已改好，已打开",
                file_name(first),
                mended.len()
            )),
        }
        self.begin_meeting();
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
        self.on_disk.reading = self.on_disk.reading.saturating_sub(1);
        if self.start.step == Step::Reading {
            self.start.step = Step::Failed;
        }
        self.note_unsaved();
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
        let is_last = files.is_empty();
        let wanted = if is_last {
            self.settings.files.clone()
        } else {
            files
        };
        // A meeting about the files of the last time finds them as they were.
        let is_same = || {
            wanted
                .iter()
                .map(absolute)
                .eq(self.settings.files.iter().cloned())
        };
        let keeps_view = is_last || self.start.is_for_meeting && is_same();
        if wanted.is_empty() {
            return;
        }
        self.diagnostics.clear();
        self.show_data(Arc::default(), ViewSpec::default());
        self.start = Start {
            meeting: self.start.meeting.take(),
            display: self.start.display,
            is_for_meeting: self.start.is_for_meeting,
            step: Step::Reading,
            wanted: wanted.iter().map(absolute).collect(),
            gone: Vec::new(),
            keeps_view,
        };
        self.load(wanted, LoadPurpose::Start);
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
        self.take_diagnostics([Diagnostic::new(
            Severity::Warning,
            format!("有 {count} 个字没有可用的字体，显示为方框：{some}"),
        )
        .with_hint("安装含有这些字的字体后重新打开程序；导出时写明它们在哪里")]);
    }
}

/// A file by its whole name; as it is where the system does not know one.
fn absolute(file: &PathBuf) -> PathBuf {
    std::path::absolute(file).unwrap_or_else(|_| file.clone())
}
