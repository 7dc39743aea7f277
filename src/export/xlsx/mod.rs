//! An Excel workbook: the chosen layout in front, the other ones behind it, and a page that says
//! what it all is.
//!
//! Every text is written as a string, so that nothing in it can run as a formula. Totals are
//! plain numbers: they say what the view shows, whatever is filtered in the workbook later.

mod about;
mod agency;
mod forms;
mod matrix;
mod package;
mod style;
mod summary;
mod table;
mod tasks;
mod text;

use std::io::{self, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::distribute::Line;
use super::progress::Steps;
use super::records::{LIST_HEADERS, OwnColumns};
use super::{ExportError, Layout, Progress, Subject};
use crate::terms;
use crate::view::forms::FormTable;
use crate::view::{Sheet, target_rows};
use style::Styles;
use text::fitting;

/// What a worksheet holds.
const MOST_ROWS: usize = 1_048_576;
const MOST_COLUMNS: usize = 16_384;

/// A3 in Excel's list of papers.
const PAPER_A3: u8 = 8;

/// Up to so many cells a table is drawn with all its lines. Beyond, only what is written is
/// stored: millions of empty cells would make the file slow for no reader.
const MOST_DRAWN: usize = 60_000;

/// The part of the bar for filling each worksheet; the rest is for compressing.
const FILLING: f32 = 0.2;

/// The summary of a distribution.
pub(super) fn write_summary(
    sheet: &Sheet,
    lines: &[Line],
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    let mut workbook = Workbook::new();
    let title = format!("{} {}汇总", sheet.title(), Layout::Agency.document());
    workbook.set_properties(&described(sheet, &title, terms::MATRIX)?);
    summary::fill(workbook.add_worksheet(), sheet, lines, &Styles::new())?;
    out.write_all(&package::finish(workbook.save_to_buffer()?)?)?;
    Ok(())
}

pub(super) fn write(
    subject: Subject<'_>,
    out: &mut dyn Write,
    progress: &dyn Progress,
) -> Result<(), ExportError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(subject)?);
    let styles = Styles::new();
    if let Subject::Agency(profile) = subject {
        agency::fill(&mut workbook, profile, &styles, progress)?;
    } else if let Subject::Form(table) = subject {
        check_form(table)?;
        forms::fill(&mut workbook, table, progress)?;
    } else {
        sheets(&mut workbook, subject, &styles, progress)?;
    }
    let mut bytes = Vec::new();
    let written = workbook.save_to_writer(Stoppable {
        bytes: &mut bytes,
        progress,
    });
    if progress.is_cancelled() {
        return Err(ExportError::Cancelled);
    }
    written?;
    out.write_all(&package::finish(bytes)?)?;
    progress.report(1.0);
    Ok(())
}

/// A worksheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Page {
    /// Tasks × agencies.
    Matrix,
    /// A row for every task, to be printed.
    Tasks,
    /// A row for every assignment, to be filtered and counted.
    List,
    /// A row for every target.
    Targets,
}

impl Page {
    /// The worksheets of a workbook: those of the chosen layout in front, the others behind them.
    fn of(layout: Layout) -> Vec<Self> {
        match layout {
            Layout::Matrix => vec![Self::Matrix, Self::Tasks, Self::List, Self::Targets],
            Layout::List => vec![Self::Tasks, Self::List, Self::Matrix, Self::Targets],
            // As a table the timeline is its targets.
            Layout::Targets | Layout::Timeline => {
                vec![Self::Targets, Self::Matrix, Self::Tasks, Self::List]
            }
            // Have workbooks of their own, and slides none.
            Layout::Agency
            | Layout::Division
            | Layout::Ledger
            | Layout::Duties
            | Layout::Goals
            | Layout::Due
            | Layout::Changes
            | Layout::Slides => Vec::new(),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Matrix => Layout::Matrix.document(),
            Self::Tasks => tasks::NAME,
            Self::List => terms::ASSIGNMENT,
            Self::Targets => Layout::Targets.document(),
        }
    }
}

/// The worksheets of a sheet, those of the chosen layout in front.
fn sheets(
    workbook: &mut Workbook,
    subject: Subject<'_>,
    styles: &Styles,
    progress: &dyn Progress,
) -> Result<(), ExportError> {
    let sheet = subject.sheet();
    let pages = Page::of(subject.layout());
    for &page in &pages {
        check_size(sheet, page)?;
    }
    for (nth, &page) in (0u8..).zip(&pages) {
        let part = Part { progress, nth };
        fill(workbook.add_worksheet(), sheet, page, styles, &part)?;
    }
    about::fill(workbook.add_worksheet(), sheet, styles)
}

fn fill(
    page: &mut Worksheet,
    sheet: &Sheet,
    shown: Page,
    styles: &Styles,
    progress: &dyn Progress,
) -> Result<(), ExportError> {
    page.set_name(shown.name())?;
    let rows = match shown {
        Page::Matrix => sheet.rows.len(),
        Page::List => sheet.shown.assignments,
        Page::Tasks | Page::Targets => sheet.shown.tasks,
    };
    let mut steps = Steps::new(progress, rows);
    match shown {
        Page::Matrix => matrix::fill(page, sheet, styles, &mut steps),
        Page::Tasks => tasks::fill(page, sheet, styles, &mut steps),
        Page::List => table::fill_list(page, sheet, styles, &mut steps),
        Page::Targets => table::fill_targets(page, sheet, styles, &mut steps),
    }
}

/// The same view of the same day makes the same bytes: the date is the sheet's, not the clock's.
fn properties(subject: Subject<'_>) -> Result<DocProperties, ExportError> {
    let sheet = subject.sheet();
    let title = match subject {
        Subject::Agency(profile) => profile.body().name.clone(),
        _ => sheet.title(),
    };
    let title = match subject {
        Subject::Form(table) => table.title.clone(),
        subject => format!("{title} {}", subject.layout().document()),
    };
    let creator = match subject {
        Subject::Form(table) if !table.spec.heading.author.is_empty() => {
            table.spec.heading.author.clone()
        }
        Subject::Form(table) if !table.spec.heading.office.is_empty() => {
            table.spec.heading.office.clone()
        }
        _ => terms::MATRIX.to_owned(),
    };
    described(sheet, &title, &creator)
}

fn described(sheet: &Sheet, title: &str, creator: &str) -> Result<DocProperties, ExportError> {
    let day = sheet.today.first_day();
    let date = ExcelDateTime::from_ymd(
        u16::try_from(day.year()).unwrap_or(1900),
        day.month().unwrap_or(1),
        day.day_of_month().unwrap_or(1),
    )?;
    Ok(DocProperties::new()
        .set_title(fitting(title))
        .set_author(fitting(creator))
        .set_subject(fitting(&sheet.filter_text()))
        .set_creation_datetime(&date))
}

fn check_form(table: &FormTable) -> Result<(), ExportError> {
    let parts = table.parts.iter().map(|part| part.rows.len() + 1);
    let rows = parts.sum::<usize>() + table.remarks.len() + 8;
    if rows > MOST_ROWS {
        let columns = table.spec.columns.len();
        return Err(ExportError::TooLarge { rows, columns });
    }
    Ok(())
}

fn check_size(sheet: &Sheet, page: Page) -> Result<(), ExportError> {
    let (rows, columns) = match page {
        Page::Matrix => (
            sheet.rows.len() + matrix::EXTRA_ROWS + sheet.shown.plans,
            sheet.columns.len() + matrix::EXTRA_COLUMNS,
        ),
        // Headings of groups are at most as many as tasks and plans and sections.
        Page::Tasks => (
            sheet.shown.tasks * 2 + sheet.rows.len() + table::EXTRA_ROWS,
            11,
        ),
        Page::List => (
            sheet.shown.assignments + sheet.shown.tasks + table::EXTRA_ROWS,
            LIST_HEADERS.len() + OwnColumns::new(sheet).headers().len(),
        ),
        Page::Targets => (target_rows(sheet).len() + table::EXTRA_ROWS, 15),
    };
    if rows > MOST_ROWS || columns > MOST_COLUMNS {
        return Err(ExportError::TooLarge { rows, columns });
    }
    Ok(())
}

/// What all pages share: A3 across, page numbers, the title at the head of every page.
fn set_up_page(page: &mut Worksheet, sheet: &Sheet) {
    let title: String = sheet.title().chars().take(60).collect();
    page.set_paper_size(PAPER_A3)
        .set_landscape()
        .set_margins(0.5, 0.5, 0.7, 0.6, 0.35, 0.3)
        .set_header(fitting(&format!("&R&9 {}", title.replace('&', "&&"))))
        .set_footer("&C&9 第 &P 页 / 共 &N 页")
        .set_print_center_horizontally(true);
}

/// A worksheet's part of the bar.
struct Part<'p> {
    progress: &'p dyn Progress,
    nth: u8,
}

impl Progress for Part<'_> {
    fn report(&self, fraction: f32) {
        let done = f32::from(self.nth) + fraction;
        self.progress.report(done * FILLING);
    }

    fn is_cancelled(&self) -> bool {
        self.progress.is_cancelled()
    }
}

/// Takes the finished file, and stops the compressing when somebody cancels.
struct Stoppable<'a> {
    bytes: &'a mut Vec<u8>,
    progress: &'a dyn Progress,
}

impl Write for Stoppable<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.progress.is_cancelled() {
            return Err(io::Error::other("cancelled"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl From<XlsxError> for ExportError {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::IoError(error) => Self::Io(error),
            other => Self::Format(other.to_string()),
        }
    }
}
