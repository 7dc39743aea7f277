//! Pictures of pages for the preview and the clipboard, painted off the window's thread.

use std::sync::Arc;

use super::export::{ExportForm, Scope};
use super::jobs::{JobOutput, Progress};
use super::{App, NoticeKind};
use crate::diagnostic::{Diagnostic, Severity};
use crate::export::{self, Content, Layout, Painter, Picture, Progress as _, Subject};
use crate::page::{Orientation, PageSetup, Paper};
use crate::view::Sheet;

/// Dots to a point of a picture for the clipboard: 150 to the inch.
const CLIPBOARD_SCALE: f32 = 150.0 / 72.0;

/// Which page is to be shown, and how large.
#[derive(Clone, Debug, PartialEq)]
pub struct PreviewRequest {
    /// What would be exported.
    pub form: ExportForm,
    /// The page, from 0; beyond the last one the last is meant.
    pub page: usize,
    /// How many dots wide the picture is to be.
    pub dots: u32,
}

/// A painted page.
pub struct PreviewPage {
    /// Which one.
    pub page: usize,
    /// Of how many.
    pub count: usize,
    /// The picture.
    pub picture: Picture,
}

/// What a job found out.
pub enum Previewed {
    /// A painted page, or why there is none.
    Page(PreviewRequest, Result<Arc<PreviewPage>, String>),
    /// How many pages a layout has with some setups.
    Counts(CountKey, Vec<(PageSetup, usize)>),
}

impl std::fmt::Debug for Previewed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Previewed")
    }
}

/// What a number of pages depends on, beside the paper.
pub type CountKey = (Layout, Scope, Option<String>, bool);

/// What is wanted and what is there.
#[derive(Default)]
pub(super) struct Previews {
    wanted: Option<(PreviewRequest, Arc<Sheet>)>,
    shown: Option<Result<Arc<PreviewPage>, String>>,
    counted: Option<(CountKey, Arc<Sheet>)>,
    counts: Vec<(PageSetup, usize)>,
    under_way: Vec<Progress>,
}

impl App {
    /// The page that was painted last: the wanted one, or the one before while that is made.
    #[must_use]
    pub fn preview(&self) -> Option<&Result<Arc<PreviewPage>, String>> {
        self.previews.shown.as_ref()
    }

    /// How many pages the previewed layout has on a paper, once that is known.
    #[must_use]
    pub fn page_count(&self, setup: PageSetup) -> Option<usize> {
        let mut counts = self.previews.counts.iter();
        counts
            .find(|(known, _)| *known == setup)
            .map(|(_, count)| *count)
    }

    /// Whether a page is wanted that was not wanted before.
    #[must_use]
    pub fn is_new_preview(&self, request: &PreviewRequest) -> bool {
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
        let job = self.jobs.start("zeren-preview", None, move |progress| {
            let page = match make() {
                Some(content) if !progress.is_cancelled() => paint(content.subject(), &wanted),
                _ => Err("没有页面可以预览".to_owned()),
            };
            JobOutput::Previewed(Previewed::Page(wanted, page))
        });
        self.previews.under_way.push(job);
        self.count_pages(&request.form);
    }

    /// Counts the pages of every paper, where that is not known yet.
    fn count_pages(&mut self, form: &ExportForm) {
        let notes = form.options.setup.notes;
        let key: CountKey = (form.layout, form.scope, form.agency.clone(), notes);
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
        self.jobs.start("zeren-pages", None, move |_| {
            let content = make();
            let mut counts = Vec::new();
            for setup in setups(notes) {
                let subject = content.as_ref().map(Content::subject);
                if let Some(pages) = subject.and_then(|subject| export::pages(subject, setup)) {
                    counts.push((setup, pages.count()));
                }
            }
            JobOutput::Previewed(Previewed::Counts(key, counts))
        });
    }

    pub(super) fn take_preview(&mut self, previewed: Previewed) {
        match previewed {
            Previewed::Page(request, page) => {
                let is_wanted = self
                    .previews
                    .wanted
                    .as_ref()
                    .is_some_and(|(wanted, _)| *wanted == request);
                if is_wanted {
                    self.previews.shown = Some(page);
                }
            }
            Previewed::Counts(key, counts) => {
                let counted = self.previews.counted.as_ref();
                let is_wanted = counted.is_some_and(|(known, _)| *known == key);
                if is_wanted {
                    self.previews.counts = counts;
                }
            }
        }
    }

    /// Paints the first page of what is in front, for the clipboard. It comes back as
    /// [`JobOutput::Pictured`].
    pub(super) fn copy_picture(&mut self) {
        let form = self.print_form();
        let make = self.content_maker(&form);
        let setup = form.options.setup;
        self.jobs.start(
            "zeren-picture",
            Some("正在复制图片".to_owned()),
            move |_| {
                let content = make();
                let subject = content.as_ref().map(Content::subject);
                let pages = subject.and_then(|subject| export::pages(subject, setup));
                let Some(pages) = pages else {
                    let error = Diagnostic::error("没有页面可以复制")
                        .with_hint("先切换到矩阵、时间轴或任务");
                    return JobOutput::Pictured(Err(error));
                };
                let painted = Painter::default().paint(&pages.page(0), CLIPBOARD_SCALE);
                JobOutput::Pictured(match painted {
                    Ok(picture) => Ok((picture, pages.count())),
                    Err(error) => {
                        let hint = error.hint();
                        Err(Diagnostic::error(error.to_string()).with_hint(hint))
                    }
                })
            },
        );
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

/// The papers that the dialog offers.
pub fn setups(notes: bool) -> [PageSetup; 4] {
    [
        (Paper::A3, Orientation::Landscape),
        (Paper::A4, Orientation::Landscape),
        (Paper::A3, Orientation::Portrait),
        (Paper::A4, Orientation::Portrait),
    ]
    .map(|(paper, orientation)| PageSetup {
        paper,
        orientation,
        notes,
    })
}

fn paint(subject: Subject<'_>, request: &PreviewRequest) -> Result<Arc<PreviewPage>, String> {
    let pages = export::pages(subject, request.form.options.setup)
        .ok_or_else(|| "没有页面可以预览".to_owned())?;
    let count = pages.count();
    let page = request.page.min(count - 1);
    let drawn = pages.page(page);
    #[expect(clippy::cast_precision_loss, reason = "a window's width")]
    let scale = request.dots as f32 / drawn.size.width;
    let picture = Painter::default()
        .paint(&drawn, scale)
        .map_err(|error| error.to_string())?;
    Ok(Arc::new(PreviewPage {
        page,
        count,
        picture,
    }))
}
