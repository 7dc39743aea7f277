//! Keeping the session: what is open and how it is looked at is written soon after each change,
//! so that no end of the program loses it.

use std::io;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::jobs::Job;
use super::settings::{self, Settings, WindowPlace};
use super::start::Step;
use super::state::App;
use crate::view::ChipKind;

impl App {
    /// Writes what is remembered a little after it changed, on a thread. Call it once a frame;
    /// gives how long until the next look, while something waits to be written.
    pub(crate) fn keep_session(
        &mut self,
        window: Option<WindowPlace>,
        now: Instant,
    ) -> Option<Duration> {
        if window.is_some() && window != self.settings.window {
            self.settings.window = window;
            self.session.touch(now);
        }
        let wait = self.session.due(now)?;
        if !wait.is_zero() {
            return Some(wait);
        }
        let settings = self.remembered();
        let Some(path) = self.session.path.clone() else {
            self.session.rest();
            return None;
        };
        if settings == self.session.saved {
            self.session.rest();
            return None;
        }
        let opened = self.session.opened.clone();
        let turn = self.session.begin(settings.clone());
        self.jobs
            .start(Job::new("zeren-session", "保存设置"), move |_| {
                let written = settings::write(&path, &settings, &opened, || turn.is_newest());
                move |app: &mut App| app.take_session(written)
            });
        None
    }

    /// Writes what is remembered and waits for it: at the end of the program.
    pub fn save_session(&mut self, window: Option<WindowPlace>) {
        if window.is_some() {
            self.settings.window = window;
        }
        let settings = self.remembered();
        if let Some(path) = self.session.path.clone() {
            let turn = self.session.begin(settings.clone());
            let opened = &self.session.opened;
            if let Err(error) = settings::write(&path, &settings, opened, || turn.is_newest()) {
                // Nobody is left to tell at the end of the program.
                log::error!("settings not written at the end: {error}");
            }
        }
    }

    /// Notes that something that is remembered may have changed.
    pub(super) fn touch(&mut self) {
        self.session.touch(Instant::now());
    }

    /// What the next start is to find.
    #[must_use]
    pub fn remembered(&self) -> Settings {
        if self.start.is_for_meeting {
            return self.settings.clone();
        }
        let mut files = self.start.wanted.clone();
        let others = self
            .files
            .iter()
            .filter(|file| !self.start.wanted.contains(file));
        files.extend(others.cloned());
        Settings {
            files,
            view: match self.start.step {
                Step::Done => self.base_view().clone(),
                // No data, no view of it: the one of the last time is still to be restored.
                Step::Reading | Step::Failed => self.settings.view.clone(),
            },
            ..self.settings.clone()
        }
    }

    /// Takes over the recent list, which another window may have made longer.
    fn take_session(&mut self, written: io::Result<Option<Vec<PathBuf>>>) {
        match written {
            Ok(None) => {}
            Ok(Some(recent)) => {
                self.settings.recent = settings::merged(&self.session.opened, &recent);
                self.session.saved.recent = recent;
                self.session.is_told = false;
            }
            Err(error) => {
                log::error!("settings not written: {error}");
                if !std::mem::replace(&mut self.session.is_told, true) {
                    let hint =
                        "可以继续使用；下次打开时不会记得现在的文件和筛选。检查设置文件夹是否可写";
                    self.report_failure(&format!("设置无法保存，系统报告：{error}"), hint);
                }
            }
        }
    }

    /// The remembered view, on the built-in data. The search text is not brought back: it would
    /// hide tasks for no reason that is still in mind.
    pub(super) fn restore_view(&mut self) {
        if self.settings.files.is_empty() {
            let view = self.settings.view.known_to(&self.data.workspace);
            self.replace_view(view.without(ChipKind::Text));
        }
    }
}
