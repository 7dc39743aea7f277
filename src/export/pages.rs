//! Which view data can be laid out as pages, and a page as a file.

use std::io::Write;

use super::pdf::pdf_by;
use super::{About, ExportError, Format, Options, Painter, Progress, Subject, ofd, png, svg};
use crate::page::{
    FormPages, MatrixPages, PageSetup, Pages, TimelinePages, agency_pages, list_pages, target_pages,
};
use crate::terms;

/// The pages of a subject; `None` where it has none.
#[must_use]
pub fn pages<'a>(subject: Subject<'a>, setup: PageSetup) -> Option<Box<dyn Pages + 'a>> {
    match subject {
        Subject::Matrix(sheet) => Some(Box::new(MatrixPages::new(sheet, setup))),
        Subject::Form(table) => Some(Box::new(FormPages::new(table, setup))),
        // A slide has the shape of a screen, whatever the paper.
        Subject::Slides(deck) => Some(deck.pages()),
        Subject::List(sheet) => Some(Box::new(list_pages(sheet, setup))),
        Subject::Targets(sheet) => Some(Box::new(target_pages(sheet, setup))),
        Subject::Timeline(sheet) => Some(Box::new(TimelinePages::new(sheet, setup))),
        Subject::Agency(profile) => Some(Box::new(agency_pages(profile, setup))),
    }
}

/// One page as a file.
pub(super) fn page_file(
    pages: &dyn Pages,
    nth: usize,
    format: Format,
    options: Options,
    painter: &mut Painter,
) -> Result<Vec<u8>, ExportError> {
    let page = pages.page(nth);
    match format {
        Format::Png => png(painter, &page, options.dpi),
        _ => Ok(svg(&page, pages.title()).into_bytes()),
    }
}

/// Who made it, and on which day.
fn about(subject: Subject<'_>) -> About {
    About {
        author: named(subject).unwrap_or(terms::MATRIX).to_owned(),
        day: subject.sheet().today,
    }
}

/// The person or the office that the heading names as its author.
fn named(subject: Subject<'_>) -> Option<&str> {
    match subject {
        Subject::Form(table) => table.spec.heading.maker(),
        subject => subject.sheet().maker(),
    }
}

/// Writes pages to `out`; pictures only where there is one page.
pub(super) fn write(
    subject: Subject<'_>,
    format: Format,
    options: Options,
    out: &mut dyn Write,
    progress: &dyn Progress,
) -> Result<(), ExportError> {
    let pages = pages(subject, options.setup).ok_or(ExportError::NotOffered {
        layout: subject.layout(),
        format,
    })?;
    let bytes = if format.is_one_page() {
        if pages.count() > 1 {
            return Err(ExportError::SeveralPages(pages.count()));
        }
        page_file(pages.as_ref(), 0, format, options, &mut Painter::default())?
    } else if format == Format::Ofd {
        ofd(pages.as_ref(), &about(subject), progress)?
    } else {
        pdf_by(pages.as_ref(), Some(&about(subject).author), progress)?
    };
    out.write_all(&bytes)?;
    progress.report(1.0);
    Ok(())
}
