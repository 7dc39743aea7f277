//! Totals, legend, sources.

use super::super::text::fitting;
use super::Matrix;
use crate::export::ExportError;
use crate::model::workspace::PlanIx;
use crate::terms;
use crate::view::citation;

impl Matrix<'_> {
    /// Totals, legend, sources.
    pub(super) fn foot(&mut self) -> Result<(), ExportError> {
        let sheet = self.sheet;
        if !sheet.columns.is_empty() && sheet.shown.tasks > 0 {
            let mut rows = sheet.totals();
            // Where something is left out, a body's whole load is worth knowing.
            if sheet
                .columns
                .iter()
                .any(|column| column.tasks != column.all_tasks)
            {
                let all = sheet.columns.iter().map(|column| column.all_tasks);
                rows.push(("不筛选时的任务数", all.collect()));
            }
            let last = rows.len() - 1;
            for (nth, (label, counts)) in rows.into_iter().enumerate() {
                let style = if nth == last { 2 } else { nth.min(1) };
                self.totals(label, &counts, style)?;
            }
        }
        self.at += 1;
        let workspace = sheet.workspace();
        let mut plans: Vec<PlanIx> = sheet.plans().collect();
        plans.sort_unstable();
        let legend = sheet.legend_text();
        let lines = std::iter::once(if legend.is_empty() {
            String::new()
        } else {
            format!("{}　{legend}", terms::LEGEND)
        })
        .chain(
            // The longer ones, with where the text was taken from, are on the page of explanations.
            plans
                .iter()
                .map(|&ix| format!("{}　{}", terms::SOURCE, citation(workspace.plan(ix)))),
        );
        for line in lines.filter(|line| !line.is_empty()) {
            self.page
                .write_string_with_format(self.at, 0, fitting(&line), &self.styles.caption)?;
            self.height += 15.0;
            self.at += 1;
        }
        Ok(())
    }

    fn totals(&mut self, label: &str, counts: &[u32], style: usize) -> Result<(), ExportError> {
        let (styles, at) = (self.styles, self.at);
        self.set_height(19)?;
        self.page
            .write_string_with_format(at, 0, label, &styles.foot_labels[style])?
            .write_blank(at, 1, &styles.foot_labels[style])?;
        for (ix, &count) in counts.iter().enumerate() {
            let format = styles.feet[style].at(self.edges[ix]);
            self.page
                .write_number_with_format(at, Self::column(ix), count, format)?;
        }
        let sum: f64 = counts.iter().copied().map(f64::from).sum();
        let total = self.total_column();
        self.page
            .write_number_with_format(at, total, sum, &styles.foot_labels[style])?;
        self.at += 1;
        Ok(())
    }
}
