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

use std::collections::HashMap;
use std::io::{self, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, RowNum, Workbook, Worksheet, XlsxError};

use super::distribute::Line;
use super::progress::Steps;
use super::records::{LIST_HEADERS, OwnColumns};
use super::{ExportError, Layout, Progress, Subject};
use crate::model::workspace::TaskIx;
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
    for page in &pages {
        workbook.add_worksheet().set_name(page.name())?;
    }
    // The list of tasks first: where its rows are is not known before, and the matrix leads there.
    let mut order: Vec<(usize, Page)> = pages.iter().copied().enumerate().collect();
    order.sort_by_key(|(_, page)| *page != Page::Tasks);
    let mut links = Links::new(sheet);
    for (nth, (at, page)) in (0u8..).zip(order) {
        let part = Part { progress, nth };
        let out = workbook.worksheet_from_index(at)?;
        fill(out, sheet, page, styles, (&mut links, &part))?;
    }
    let names: Vec<&str> = pages.iter().map(|page| page.name()).collect();
    about::fill(workbook.add_worksheet(), sheet, &names, styles)
}

/// The rows in which tasks stand, for links between the worksheets. Empty where there are so many
/// tasks that links would make the file slow.
struct Links {
    matrix: HashMap<TaskIx, RowNum>,
    tasks: HashMap<TaskIx, RowNum>,
}

impl Links {
    /// More tasks have no links.
    const MOST: usize = 5_000;

    fn new(sheet: &Sheet) -> Self {
        let matrix = if sheet.shown.tasks <= Self::MOST {
            matrix::places(sheet)
        } else {
            HashMap::new()
        };
        Self {
            matrix,
            tasks: HashMap::new(),
        }
    }
}

/// A cell of another worksheet, as a link names it.
fn place_in(worksheet: &str, row: RowNum) -> String {
    format!("internal:'{worksheet}'!A{}", row + 1)
}

fn fill(
    page: &mut Worksheet,
    sheet: &Sheet,
    shown: Page,
    styles: &Styles,
    (links, progress): (&mut Links, &dyn Progress),
) -> Result<(), ExportError> {
    let rows = match shown {
        Page::Matrix => sheet.rows.len(),
        Page::List => sheet.shown.assignments,
        Page::Tasks | Page::Targets => sheet.shown.tasks,
    };
    let mut steps = Steps::new(progress, rows);
    match shown {
        Page::Matrix => matrix::fill(page, sheet, styles, (links, &mut steps)),
        Page::Tasks => tasks::fill(page, sheet, styles, (links, &mut steps)),
        Page::List => table::fill_list(page, sheet, styles, &mut steps),
        Page::Targets => table::fill_targets(page, sheet, styles, &mut steps),
    }
}

/// The same view of the same day makes the same bytes: the date is the sheet's, not the clock's.
fn properties(subject: Subject<'_>) -> Result<DocProperties, ExportError> {
    let sheet = subject.sheet();
    let title = match subject {
        Subject::Agency(profile) => profile.title(),
        Subject::Form(table) => table.title.clone(),
        subject => sheet.titled(subject.layout().document()),
    };
    let creator = match subject {
        Subject::Form(table) => table.spec.heading.maker(),
        _ => sheet.maker(),
    };
    described(sheet, &title, creator.unwrap_or(terms::MATRIX))
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

/// What stands under the title of a worksheet: what was filled in for this layout, and what it is.
fn captioned(sheet: &Sheet, document: &str, words: &str) -> String {
    match sheet.heading(document).line().as_str() {
        "" => words.to_owned(),
        line => format!("{line}　　{words}"),
    }
}

/// The head of every sheet of paper: 附件 and 密级 where they were filled in, and a title.
fn header(sheet: &Sheet, title: &str) -> String {
    let heading = sheet.any_heading();
    let label = [heading.attachment.as_str(), &heading.secrecy];
    let label: Vec<&str> = label.into_iter().filter(|text| !text.is_empty()).collect();
    let short = |text: &str| -> String {
        let text: String = text.chars().take(60).collect();
        text.replace('&', "&&")
    };
    let left = match label.join("　") {
        label if label.is_empty() => label,
        label => format!("&L&9 {}", short(&label)),
    };
    format!("{left}&R&9 {}", short(title))
}

/// What all pages share: A3 across, page numbers, the title at the head of every page.
fn set_up_page(page: &mut Worksheet, sheet: &Sheet) {
    page.set_paper_size(PAPER_A3)
        .set_landscape()
        .set_margins(0.5, 0.5, 0.7, 0.6, 0.35, 0.3)
        .set_header(fitting(&header(sheet, &sheet.title())))
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
