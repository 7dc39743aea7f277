//! The inbox: what jobs and services came back with is taken over here, once a frame.

use super::jobs::Arrived;
use super::notice::NoticeKind;
use super::state::App;
use crate::diagnostic::Severity;

impl App {
    /// Takes over what has arrived. Call it once a frame, also while hidden.
    pub fn poll(&mut self) {
        while let Some(arrived) = self.jobs.poll() {
            self.touch();
            match arrived {
                Arrived::Change(change) => change(self),
                Arrived::Lost { what, .. } => {
                    // Why is in the log already: a panic's words may quote a document, and the
                    // panic hook knows how to leave that out.
                    log::error!("a job was lost: {what}");
                    let text = format!("“{what}”没有做完：程序内部出错");
                    let hint = "屏幕上的内容和原有的文件没有变，可以再试一次。出错的经过记在日志里，见“帮助”菜单的“关于”";
                    let hint = Some(hint.to_owned());
                    self.say(Severity::Error, text, hint, NoticeKind::Plain);
                }
            }
        }
        self.retry_mended();
    }
}

#[cfg(test)]
impl App {
    /// Waits until every job has come back.
    pub(super) fn settle(&mut self) {
        use std::time::{Duration, Instant};
        let end = Instant::now() + Duration::from_secs(30);
        while self.jobs.is_busy() {
            assert!(Instant::now() < end, "a job never came back");
            std::thread::sleep(Duration::from_millis(1));
            self.poll();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::jobs::{Change, Job};
    use crate::app::settings::Settings;

    #[test]
    fn a_job_that_panics_is_said_and_leaves_no_bar() {
        let today = "2026-11-22".parse().unwrap();
        let mut app = App::new(Settings::default(), None, today);
        let job = Job::new("zeren-test", "正在导出责任矩阵").with_bar();
        app.jobs
            .start(job, |_| -> Change<App> { panic!("index out of bounds") });
        app.settle();
        assert_eq!(app.jobs.running().count(), 0);
        let [notice] = app.notices.as_slice() else {
            panic!("{:?}", app.notices);
        };
        assert_eq!(notice.severity, Severity::Error);
        assert_eq!(notice.text, "“正在导出责任矩阵”没有做完：程序内部出错");
        // The words of the panic are for the log.
        assert!(!notice.hint.as_ref().unwrap().contains("bounds"));
    }

    #[test]
    fn a_comparison_that_panics_can_be_made_again() {
        use crate::app::stage::Comparing;
        let today = "2026-11-22".parse().unwrap();
        let mut app = App::new(Settings::default(), None, today);
        app.stage.set_comparing(Some(Comparing {
            form: crate::app::forms::CompareForm::new(&app.data),
            succession: app.view.succession,
            is_pending: true,
            base: app.data.clone(),
            view: app.view.clone(),
        }));
        let job = Job::new("zeren-test", "正在对比").if_lost(App::end_pending);
        app.jobs.start(job, |_| -> Change<App> { panic!("no") });
        app.settle();
        assert!(!app.stage.comparing().unwrap().is_pending);
    }
}
