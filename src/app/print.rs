//! Printing: the job, and what the window says of it.

use super::effect::Effect;
use super::failure::ExportFailure;
use super::forms::ExportForm;
use super::jobs::Job;
use super::notice::NoticeKind;
use super::printer::{self, Printed};
use super::state::App;
use crate::diagnostic::Severity;

impl App {
    /// Prints on a thread.
    pub(super) fn start_printing(&mut self, form: &ExportForm) {
        let printer = self.printer.clone();
        let make = self.content_maker(form);
        let options = form.options;
        let job = Job::new("zeren-print", "正在打印");
        let job = job.with_bar().reports_cancel();
        self.jobs.start(job, move |progress| {
            let outcome = match make() {
                Some(content) => printer::print(&printer, content.subject(), options, progress),
                None => Err(ExportFailure::no_agency()),
            };
            move |app: &mut App| app.take_printed(outcome)
        });
    }

    /// What the window says once the pages are where they can be printed.
    fn take_printed(&mut self, printed: Result<Printed, ExportFailure>) {
        match printed {
            Ok(Printed::Sent) => self.note("已交给打印机"),
            Ok(Printed::ForReader(path)) => self.want(Effect::OpenToPrint(path)),
            Err(ExportFailure::Cancelled) => self.note("已取消打印"),
            Err(ExportFailure::Failed(error)) => self.report(error),
        }
    }

    /// Takes note of whether the system opened the PDF reader ([`Effect::OpenToPrint`]).
    pub fn reader_opened(&mut self, opened: bool) {
        if opened {
            let text = "已在 PDF 阅读器中打开，按 Ctrl+P 打印";
            // Not every system says that it knows no reader.
            let hint = "没有打开时，导出 PDF，再用能打开它的程序打印".to_owned();
            self.say(Severity::Note, text, Some(hint), NoticeKind::Plain);
        } else {
            self.report_failure(
                "系统没有能打开 PDF 的程序，无法打印",
                "导出 PDF，再用能打开它的程序或另一台电脑打印",
            );
        }
    }
}
