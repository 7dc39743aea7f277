//! Title, captions, and the headings of the columns.

use rust_xlsxwriter::Note;

use super::super::captioned;
use super::super::style::name_height;
use super::super::text::{fitting, units};
use super::{COLUMN, FIRST, GROUPS, LEFT, Matrix, NAMES, caption};
use crate::export::{ExportError, MATRIX_HEADERS};
use crate::terms;
use crate::view::{Sheet, citation};

/// The height of the filter's button below a name, in points.
const BUTTON: f64 = 17.0;

/// The height of title, captions and groups, in points.
const TOP: f64 = 27.0 + 16.0 + 18.0 + 16.0;

impl Matrix<'_> {
    pub(super) fn head(&mut self) -> Result<(), ExportError> {
        let (page, styles) = (&mut *self.page, self.styles);
        let title = self.sheet.titled(terms::MATRIX);
        let source = captioned(self.sheet, terms::MATRIX, &source(self.sheet));
        page.write_string_with_format(0, 0, fitting(&title), &styles.title)?;
        page.set_row_height(0, 27)?;
        page.write_string_with_format(1, 0, fitting(&source), &styles.caption)?;
        page.write_string_with_format(2, 0, caption(self.sheet), &styles.caption)?;
        page.set_row_height(1, 16)?.set_row_height(2, 18)?;

        page.set_row_height(GROUPS, 16)?;
        page.write_blank(GROUPS, 0, &styles.corner)?;
        page.write_blank(GROUPS, 1, &styles.corner_edge)?;
        let total = Self::column(self.labels.len());
        for group in &self.sheet.groups {
            let (first, last) = (group.columns.start, group.columns.end - 1);
            let width = u32::try_from(group.columns.len()).unwrap_or(u32::MAX) * COLUMN;
            let label = group.kind.label();
            let label = if units(label) < width {
                label
            } else {
                group.kind.short()
            };
            let format = styles.group.at(true);
            if first == last {
                page.write_string_with_format(GROUPS, Self::column(first), label, format)?;
            } else {
                let (first, last) = (Self::column(first), Self::column(last));
                page.merge_range(GROUPS, first, GROUPS, last, label, format)?;
            }
        }
        if self.sheet.groups.is_empty() {
            for ix in 0..self.labels.len() {
                let format = styles.group.at(self.edges[ix]);
                page.write_blank(GROUPS, Self::column(ix), format)?;
            }
        }
        page.write_blank(GROUPS, total, &styles.corner)?;

        let heights = self.labels.iter().map(|name| name_height(name));
        // Excel's rows are no higher than 409 points.
        let height = (heights.fold(0.0, f64::max) + BUTTON).clamp(60.0, 409.0);
        page.set_row_height(NAMES, height)?;
        self.height += TOP + height;
        let [_, clause, task] = MATRIX_HEADERS;
        page.write_string_with_format(NAMES, 0, clause, &styles.head)?;
        page.write_string_with_format(NAMES, 1, task, &styles.head)?;
        for (ix, label) in self.labels.iter().enumerate() {
            let format = styles.name(label, self.edges[ix]);
            page.write_string_with_format(NAMES, Self::column(ix), fitting(label), format)?;
            if let Some(words) = self.sheet.folded_text(&self.sheet.columns[ix].folded) {
                let note = Note::new(fitting(&words)).add_author_prefix(false);
                page.insert_note(NAMES, Self::column(ix), &note)?;
            }
        }
        page.write_string_with_format(NAMES, total, terms::TOTAL, &styles.head_number)?;
        page.set_freeze_panes(FIRST, LEFT)?;
        Ok(())
    }
}

/// Where the tasks come from, in a line: the plan itself, or how many there are.
fn source(sheet: &Sheet) -> String {
    let mut plans = sheet.plans();
    match (plans.next(), plans.next()) {
        (Some(one), None) => citation(sheet.workspace().plan(one)),
        _ => format!("{} 份方案，出处见表后", sheet.shown.plans),
    }
}
