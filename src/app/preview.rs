//! Pictures of pages for the preview and the clipboard, painted off the window's thread.

use std::sync::Arc;

use super::dialog::Dialog;
use super::effect::Effect;
use super::forms::{ExportForm, PreviewRequest};
use super::jobs::Job;
use super::notice::NoticeKind;
use super::previews::{CountKey, PreviewPage, Previews, paint, setups};
use super::state::App;
use crate::diagnostic::{Diagnostic, Severity};
use crate::export::{self, Content, Painter, Picture, Progress as _};
use crate::page::PageSetup;

/// Dots to a point of a picture for the clipboard: 150 to the inch.
const CLIPBOARD_SCALE: f32 = 150.0 / 72.0;

impl App {
    /// The page that was painted last: the wanted one, or the one before while that is made.
    #[must_use]
    pub fn preview(&self) -> Option<&Result<Arc<PreviewPage>, String>> {
        self.previews.shown.as_ref()
    }

    /// How many pages the previewed layout has on a paper, once that is known.
    #[must_use]
    pub(crate) fn page_count(&self, setup: PageSetup) -> Option<usize> {
        let mut counts = self.previews.counts.iter();
        counts
            .find(|(known, _)| *known == setup)
            .map(|(_, count)| *count)
    }

    /// Whether a page is wanted that was not wanted before.
    #[must_use]
    pub(crate) fn is_new_preview(&self, request: &PreviewRequest) -> bool {
        self.previews
            .wanted
            .as_ref()
            .is_none_or(|(known, sheet)| known != request || !Arc::ptr_eq(sheet, &self.sheet))
    }

    /// Starts painting a page. What was being painted before is not waited for.
    pub(super) fn start_preview(&mut self, request: PreviewRequest) {
        if !self.is_new_preview(&request) {
            return;
        }
        for job in self.previews.under_way.drain(..) {
            job.cancel();
        }
        self.previews.wanted = Some((request.clone(), Arc::clone(&self.sheet)));
        let make = self.content_maker(&request.form);
        let wanted = request.clone();
        let lost = request.clone();
        let job = Job::new("zeren-preview", "预览").if_lost(move |app: &mut App| {
            app.take_preview(&lost, Err("这一页没有排出来：程序内部出错".to_owned()));
        });
        let job = self.jobs.start(job, move |progress| {
            let page = match make() {
                Some(content) if !progress.is_cancelled() => paint(content.subject(), &wanted),
                _ => Err("没有页面可以预览".to_owned()),
            };
            move |app: &mut App| app.take_preview(&wanted, page)
        });
        self.previews.under_way.push(job);
        self.count_pages(&request.form);
    }

    /// Counts the pages of every paper, where that is not known yet.
    fn count_pages(&mut self, form: &ExportForm) {
        let notes = form.options.setup.notes;
        let key: CountKey = (
            form.layout,
            form.scope,
            form.agency.clone(),
            notes,
            form.form.clone(),
            form.shape,
        );
        let is_known = self
            .previews
            .counted
            .as_ref()
            .is_some_and(|(known, sheet)| *known == key && Arc::ptr_eq(sheet, &self.sheet));
        if is_known {
            return;
        }
        self.previews.counted = Some((key.clone(), Arc::clone(&self.sheet)));
        self.previews.counts.clear();
        let make = self.content_maker(form);
        self.jobs.start(Job::new("zeren-pages", "数页"), move |_| {
            let content = make();
            let mut counts = Vec::new();
            for setup in setups(notes) {
                let subject = content.as_ref().map(Content::subject);
                if let Some(pages) = subject.and_then(|subject| export::pages(subject, setup)) {
                    counts.push((setup, pages.count()));
                }
            }
            move |app: &mut App| {
                let counted = app.previews.counted.as_ref();
                if counted.is_some_and(|(known, _)| *known == key) {
                    app.previews.counts = counts;
                }
            }
        });
    }

    /// What there is to say of characters that no typeface holds, of what the form in front would
    /// write.
    #[must_use]
    pub fn lacking(&self) -> Option<&Diagnostic> {
        self.previews.lacking.as_ref()
    }

    /// Looks through what the form in front would write for characters that no typeface holds,
    /// where that is not done yet.
    pub(super) fn look_for_lacks(&mut self) {
        let Some(Dialog::Export(form) | Dialog::Print(form)) = &self.dialog else {
            return;
        };
        let form = form.clone();
        let known = self.previews.looked_through.as_ref();
        if known.is_some_and(|(known, sheet)| *known == form && Arc::ptr_eq(sheet, &self.sheet)) {
            return;
        }
        self.previews.looked_through = Some((form.clone(), Arc::clone(&self.sheet)));
        let make = self.content_maker(&form);
        let (format, options) = (form.format, form.options);
        self.jobs
            .start(Job::new("zeren-type", "检查字体"), move |_| {
                let found = make().and_then(|content| {
                    let lacks = export::lacking(content.subject(), format, options);
                    export::lacking_words(&lacks, format)
                });
                move |app: &mut App| {
                    let looked = app.previews.looked_through.as_ref();
                    if looked.is_some_and(|(known, _)| *known == form) {
                        app.previews.lacking = found;
                    }
                }
            });
    }

    fn take_preview(&mut self, request: &PreviewRequest, page: Result<Arc<PreviewPage>, String>) {
        let wanted = self.previews.wanted.as_ref();
        if wanted.is_some_and(|(wanted, _)| wanted == request) {
            self.previews.shown = Some(page);
        }
    }

    /// Paints the first page of what is in front, for the clipboard.
    pub(super) fn copy_picture(&mut self) {
        let form = self.print_form();
        let make = self.content_maker(&form);
        let setup = form.options.setup;
        let job = Job::new("zeren-picture", "正在复制图片").with_bar();
        self.jobs.start(job, move |_| {
            let content = make();
            let painted = first_page(content.as_ref(), setup);
            move |app: &mut App| match painted {
                Ok((picture, pages)) => app.want(Effect::CopyPicture(picture, pages)),
                Err(error) => app.report(error),
            }
        });
    }

    /// Takes note of whether the clipboard took a picture of the first of so many pages.
    pub fn picture_copied(&mut self, pages: usize, taken: bool) {
        if !taken {
            self.report_failure(
                "系统的剪贴板不收图片",
                "导出图片（PNG），再插入到演示文稿或文档",
            );
            return;
        }
        let (text, hint) = match pages {
            0 | 1 => ("已复制图片，可贴到演示文稿和文档".to_owned(), None),
            _ => (
                format!("已复制第 1 页的图片，共 {pages} 页"),
                Some("要全部页面，请导出 PDF 或图片；缩小筛选范围可放进一页".to_owned()),
            ),
        };
        self.say(Severity::Note, text, hint, NoticeKind::Plain);
    }

    /// Forgets the pages when the dialog closes: pictures are large.
    pub(super) fn drop_previews(&mut self) {
        for job in self.previews.under_way.drain(..) {
            job.cancel();
        }
        self.previews = Previews::default();
    }
}

/// The first page for the clipboard, and of how many it is.
fn first_page(content: Option<&Content>, setup: PageSetup) -> Result<(Picture, usize), Diagnostic> {
    let subject = content.map(Content::subject);
    let pages = subject.and_then(|subject| export::pages(subject, setup));
    let pages = pages.ok_or_else(|| {
        Diagnostic::error("没有页面可以复制").with_hint("先切换到矩阵、时间轴或任务")
    })?;
    let painted = Painter::default().paint(&pages.page(0), CLIPBOARD_SCALE);
    let picture = painted.map_err(|error| {
        let hint = error.hint();
        Diagnostic::error(error.to_string()).with_hint(hint)
    })?;
    Ok((picture, pages.count()))
}
