//! The rows of plans, chapters and tasks.

use rust_xlsxwriter::{Format, Url};

use super::super::text::{fitting, lines};
use super::super::{Links, place_in, tasks};
use super::{Matrix, NAMES};
use crate::export::ExportError;
use crate::export::progress::Steps;
use crate::model::workspace::{PlanIx, SectionIx};
use crate::terms;
use crate::view::{Row, RowKind};

/// Excel's outlines nest no deeper.
const MOST_LEVELS: usize = 7;

impl Matrix<'_> {
    pub(super) fn rows(&mut self, links: &Links, steps: &mut Steps<'_>) -> Result<(), ExportError> {
        let sheet = self.sheet;
        self.page.group_symbols_above(true);
        // The chapters that the row at hand stands in, as far as they have a row of their own.
        let mut open: Vec<SectionIx> = Vec::new();
        for row in &sheet.rows {
            steps.step()?;
            let level = match row.kind {
                RowKind::Plan(ix) => {
                    open.clear();
                    self.plan(row, ix)?;
                    0
                }
                RowKind::Section(ix) => {
                    while open.last().is_some_and(|&last| !self.is_inside(ix, last)) {
                        open.pop();
                    }
                    self.section(ix, open.len())?;
                    open.push(ix);
                    open.len()
                }
                RowKind::Task(_) => {
                    self.task(row, links)?;
                    open.len() + 1
                }
            };
            for _ in 0..level.min(MOST_LEVELS) {
                self.page.group_rows(self.at, self.at)?;
            }
            if row.hidden {
                self.page.set_row_hidden(self.at)?;
            }
            self.at += 1;
        }
        if sheet.shown.tasks == 0 {
            let words = "没有任务符合筛选";
            self.page
                .write_string_with_format(self.at, 0, words, &self.styles.caption)?;
            self.at += 1;
        } else {
            let (last, total) = (self.at - 1, self.total_column());
            self.page.autofilter(NAMES, 0, last, total)?;
        }
        Ok(())
    }

    fn is_inside(&self, inner: SectionIx, outer: SectionIx) -> bool {
        let parent = |ix| self.sheet.workspace().section(ix).parent;
        std::iter::successors(parent(inner), |&ix| parent(ix)).any(|ix| ix == outer)
    }

    fn plan(&mut self, row: &Row, ix: PlanIx) -> Result<(), ExportError> {
        let title = &self.sheet.workspace().plan(ix).plan.title;
        let count = if row.shown == row.all {
            format!("{} 项", row.all)
        } else {
            format!("{} / {} 项", row.shown, row.all)
        };
        self.set_height(22)?;
        self.band(&format!("{title}　{count}"), &self.styles.plan)
    }

    fn section(&mut self, ix: SectionIx, depth: usize) -> Result<(), ExportError> {
        let section = self.sheet.workspace().section(ix);
        let text = format!("{} {}", section.number, section.title);
        self.set_height(19)?;
        self.band(text.trim(), self.styles.section(depth))
    }

    /// A row of one text.
    fn band(&mut self, text: &str, format: &Format) -> Result<(), ExportError> {
        self.page
            .write_string_with_format(self.at, 0, fitting(text), format)?;
        if self.drawn {
            for column in 1..=self.total_column() {
                self.page.write_blank(self.at, column, format)?;
            }
        }
        Ok(())
    }

    fn task(&mut self, row: &Row, links: &Links) -> Result<(), ExportError> {
        let RowKind::Task(ix) = row.kind else {
            return Ok(());
        };
        let (sheet, styles, at) = (self.sheet, self.styles, self.at);
        let task = &sheet.workspace().task(ix).task;
        let total = self.total_column();
        let height = lines(&task.title, self.task_width) * 13 + 6;
        self.set_height(height.clamp(19, 409))?;
        if self.drawn {
            let (clause, title) = (task.key(), fitting(&task.title));
            match links.tasks.get(&ix) {
                Some(there) => {
                    let link = Url::new(place_in(tasks::NAME, *there));
                    let link = link.set_text(clause).set_tip(terms::TO_TASK_LIST);
                    self.page
                        .write_url_with_format(at, 0, link, &styles.clause)?
                }
                None => self
                    .page
                    .write_string_with_format(at, 0, clause, &styles.clause)?,
            };
            self.page
                .write_string_with_format(at, 1, title, styles.task.at(true))?
                .write_number_with_format(at, total, row.shown, &styles.total)?;
            let mut cells = sheet.cells(row).iter().peekable();
            for column in 0..self.labels.len() {
                let is_edge = self.edges[column];
                let place = Self::column(column);
                if let Some(cell) = cells.next_if(|cell| cell.column as usize == column) {
                    let format = styles.mark(cell.role, is_edge);
                    self.page
                        .write_string_with_format(at, place, sheet.mark(cell), format)?;
                } else {
                    self.page.write_blank(at, place, styles.blank.at(is_edge))?;
                }
            }
            return Ok(());
        }
        self.page
            .write_string(at, 0, task.key())?
            .write_string(at, 1, fitting(&task.title))?;
        for cell in sheet.cells(row) {
            let place = Self::column(cell.column as usize);
            match styles.bare(cell.role) {
                Some(format) => {
                    self.page
                        .write_string_with_format(at, place, sheet.mark(cell), format)?
                }
                None => self.page.write_string(at, place, sheet.mark(cell))?,
            };
        }
        self.page.write_number(at, total, row.shown)?;
        Ok(())
    }
}
