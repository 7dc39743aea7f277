//! One agency's workbook: its tasks, its targets, who it works with, and what it all is.

use rust_xlsxwriter::{ColNum, Format, RowNum, Workbook, Worksheet};

use super::style::Styles;
use super::text::{fitting, lines};
use super::{about, captioned, header, set_up_page};
use crate::export::agency::{self, Record};
use crate::export::progress::Steps;
use crate::export::{ExportError, Layout, Progress};
use crate::terms;
use crate::view::{Profile, SuccessionView, target_text};

/// A4 in Excel's list of papers.
const PAPER_A4: u8 = 9;

/// Title, two captions, headings.
const HEAD: RowNum = 3;

/// The columns of the tasks, and how wide each is.
const TASKS: [(&str, u32); 7] = [
    (terms::ROLE, 12),
    (terms::CLAUSE, 13),
    (terms::TASK, 34),
    (terms::WRITTEN, 24),
    (terms::DUE, 16),
    (terms::TARGET, 42),
    (terms::NOTE, 36),
];

/// The columns of the targets.
const TARGETS: [(&str, u32); 11] = [
    (terms::INDICATOR, 36),
    (terms::VALUE, 10),
    (terms::UNIT, 10),
    (terms::DUE, 14),
    (terms::ROLE, 8),
    (terms::PLAN, 26),
    (terms::CLAUSE, 13),
    (terms::TASK, 32),
    (terms::NOTE, 40),
    (terms::LOWER_BOUND, 9),
    (terms::UPPER_BOUND, 9),
];

/// The highest row that a workbook can have, in points.
const HIGHEST: u32 = 409;

/// The columns of the company.
const PEERS: [(&str, u32); 2] = [(terms::AGENCY, 44), (SHARED, 18)];
const SHARED: &str = "共同任务（项）";

pub(super) fn fill(
    workbook: &mut Workbook,
    profile: &Profile,
    styles: &Styles,
    progress: &dyn Progress,
) -> Result<(), ExportError> {
    let all = profile.tasks as usize + profile.through_tasks() + profile.targets.len();
    let mut steps = Steps::new(progress, all);
    let page = workbook.add_worksheet();
    page.set_name(Layout::Agency.document())?;
    tasks(Page::new(page, profile, styles, &TASKS)?, &mut steps)?;
    if !profile.targets.is_empty() {
        let page = workbook.add_worksheet();
        page.set_name(terms::TARGET)?;
        targets(Page::new(page, profile, styles, &TARGETS)?, &mut steps)?;
    }
    if !profile.peers.is_empty() {
        let page = workbook.add_worksheet();
        page.set_name(terms::PEERS)?;
        peers(Page::new(page, profile, styles, &PEERS)?)?;
    }
    about::fill_agency(workbook.add_worksheet(), profile, styles)
}

/// A worksheet with a title and the headings of one table.
struct Page<'a> {
    out: &'a mut Worksheet,
    profile: &'a Profile,
    styles: &'a Styles,
    columns: &'static [(&'static str, u32)],
    at: RowNum,
}

impl<'a> Page<'a> {
    fn new(
        page: &'a mut Worksheet,
        profile: &'a Profile,
        styles: &'a Styles,
        columns: &'static [(&'static str, u32)],
    ) -> Result<Self, ExportError> {
        let body = profile.body();
        let sheet = &profile.sheet;
        let counts = captioned(sheet, Layout::Agency.document(), &profile.counts_text());
        let mut what = sheet.filter_text();
        if sheet.spec.succession == SuccessionView::AsWritten {
            what.push_str("；机构按原文");
        }
        what.push_str(&format!(" · {}制表", sheet.today.text()));
        page.write_string_with_format(0, 0, fitting(&profile.title()), &styles.title)?
            .write_string_with_format(1, 0, fitting(&counts), &styles.caption)?
            .write_string_with_format(2, 0, fitting(&what), &styles.caption)?
            .set_row_height(0, 27)?
            .set_row_height(1, 17)?
            .set_row_height(2, 19)?
            .set_row_height(HEAD, 20)?;
        for (column, (header, width)) in (0..).zip(columns) {
            let is_number = matches!(
                *header,
                terms::VALUE | terms::LOWER_BOUND | terms::UPPER_BOUND | SHARED
            );
            let format = if is_number {
                &styles.head_number
            } else {
                &styles.head
            };
            page.write_string_with_format(HEAD, column, *header, format)?
                .set_column_width(column, *width)?;
        }
        page.set_freeze_panes(HEAD + 1, 0)?;
        set_up_page(page, sheet);
        page.set_paper_size(PAPER_A4)
            .set_header(fitting(&header(sheet, &body.name)))
            .set_print_fit_to_pages(1, 0)
            .set_repeat_rows(HEAD, HEAD)?
            .set_screen_gridlines(false);
        Ok(Self {
            out: page,
            profile,
            styles,
            columns,
            at: HEAD + 1,
        })
    }

    /// A row of texts; figures among them become numbers where `numbers` are.
    fn row(&mut self, cells: &[&str], numbers: &[usize]) -> Result<(), ExportError> {
        let mut most = 1;
        for (nth, (text, (_, width))) in cells.iter().zip(self.columns).enumerate() {
            let column = ColNum::try_from(nth).unwrap_or_default();
            most = most.max(lines(text, *width));
            match text.parse::<f64>() {
                Ok(figure) if numbers.contains(&nth) => {
                    let format = &self.styles.number;
                    self.out
                        .write_number_with_format(self.at, column, figure, format)?;
                }
                _ if text.is_empty() => {
                    self.out.write_blank(self.at, column, &self.styles.cell)?;
                }
                _ => {
                    let format = if numbers.contains(&nth) {
                        &self.styles.number
                    } else {
                        &self.styles.cell
                    };
                    self.out
                        .write_string_with_format(self.at, column, fitting(text), format)?;
                }
            }
        }
        let height = most.saturating_mul(13) + 6;
        let rows = height.div_ceil(HIGHEST);
        if rows <= 1 {
            self.out.set_row_height(self.at, height.max(19))?;
            self.at += 1;
            return Ok(());
        }
        // Higher than a row can be: the cells go over several rows, as one cell each.
        let last = self.at + rows - 1;
        for row in self.at..=last {
            self.out.set_row_height(row, height.div_ceil(rows))?;
        }
        for (nth, text) in cells.iter().enumerate() {
            let column = ColNum::try_from(nth).unwrap_or_default();
            let format = &self.styles.tall;
            self.out
                .merge_range(self.at, column, last, column, &fitting(text), format)?;
        }
        self.at = last + 1;
        Ok(())
    }

    /// A row of one text across the table.
    fn band(&mut self, text: &str, format: &Format) -> Result<(), ExportError> {
        self.out
            .write_string_with_format(self.at, 0, fitting(text), format)?
            .set_row_height(self.at, 22)?;
        for nth in 1..self.columns.len() {
            let column = ColNum::try_from(nth).unwrap_or_default();
            self.out.write_blank(self.at, column, format)?;
        }
        self.at += 1;
        Ok(())
    }

    fn caption(&mut self, text: &str) -> Result<(), ExportError> {
        let format = &self.styles.caption;
        self.out.set_row_height(self.at, 17)?;
        self.out
            .write_string_with_format(self.at, 0, fitting(text), format)?;
        self.at += 1;
        Ok(())
    }
}

fn tasks(mut page: Page<'_>, steps: &mut Steps<'_>) -> Result<(), ExportError> {
    let (profile, styles) = (page.profile, page.styles);
    let workspace = profile.workspace();
    for group in &profile.plans {
        let plan = &workspace.plan(group.plan).plan;
        let leads = match group.leads() {
            0 => String::new(),
            leads => format!("，牵头 {leads} 项"),
        };
        let words = format!("{}　{} 项{leads}", plan.title, group.tasks.len());
        page.band(&words, &styles.plan)?;
        for part in &group.tasks {
            steps.step()?;
            let record = agency::task(profile, part);
            let targets = task_targets(profile, part.task);
            task_row(&mut page, &record, &targets)?;
        }
    }
    if profile.tasks == 0 {
        page.caption("没有任务直接写到这个机构")?;
    }
    for group in &profile.through {
        let label = workspace.agency(group.collective).label();
        let words = format!("只经{label}　{} 项，不计入上面的任务", group.tasks.len());
        page.band(&words, &styles.plan)?;
        for &(ix, role) in &group.tasks {
            steps.step()?;
            let record = agency::through(profile, ix, role);
            let plan = workspace.plan(workspace.task(ix).plan).plan.label();
            let note = format!("{}，{plan}", record.note);
            let record = Record { note, ..record };
            let targets = task_targets(profile, ix);
            task_row(&mut page, &record, &targets)?;
        }
    }
    page.at += 1;
    for (_, words) in agency::sources(profile) {
        page.caption(&format!("{}　{words}", terms::SOURCE))?;
    }
    Ok(())
}

fn task_row(page: &mut Page<'_>, record: &Record, targets: &str) -> Result<(), ExportError> {
    let cells = [
        record.role.as_str(),
        &record.clause,
        &record.name,
        &record.written,
        &record.due,
        targets,
        &record.note,
    ];
    page.row(&cells, &[])
}

fn task_targets(profile: &Profile, ix: crate::model::workspace::TaskIx) -> String {
    let targets = &profile.workspace().task(ix).task.targets;
    let texts: Vec<String> = targets.iter().map(target_text).collect();
    texts.join("；")
}

fn targets(mut page: Page<'_>, steps: &mut Steps<'_>) -> Result<(), ExportError> {
    let profile = page.profile;
    let workspace = profile.workspace();
    for row in &profile.targets {
        steps.step()?;
        let record = agency::target(profile, row);
        let (lower, upper) = row.id.target(workspace).amount.bounds();
        let [lower, upper] =
            [lower, upper].map(|it| it.map_or_else(String::new, |n| n.to_string()));
        let cells = [
            record.name.as_str(),
            &record.figure,
            &record.unit,
            &record.due,
            &record.role,
            workspace.plan(row.plan).plan.label(),
            &record.clause,
            &workspace.task(row.task).task.title,
            &record.note,
            &lower,
            &upper,
        ];
        page.row(&cells, &[1, 9, 10])?;
    }
    let last = ColNum::try_from(TARGETS.len() - 1).unwrap_or_default();
    page.out.autofilter(HEAD, 0, page.at - 1, last)?;
    Ok(())
}

fn peers(mut page: Page<'_>) -> Result<(), ExportError> {
    let profile = page.profile;
    for peer in &profile.peers {
        let name = &profile.workspace().agency(peer.agency).name;
        page.row(&[name, &peer.tasks.to_string()], &[1])?;
    }
    page.out.set_portrait();
    Ok(())
}
