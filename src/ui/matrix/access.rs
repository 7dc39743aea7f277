//! What a screen reader is told of the matrix.

use eframe::egui::Id;
use eframe::egui::accesskit::{Node, Role as NodeRole};

use super::Frame;
use crate::model::workspace::TaskIx;
use crate::terms;
use crate::ui::grid::{Place, Speak};
use crate::ui::{Actions, compare};
use crate::view::RowKind;

impl Speak for Frame<'_> {
    fn describe(&self, node: &mut Node) {
        node.set_role(NodeRole::Table);
        node.set_label(terms::MATRIX);
    }

    fn describe_head(&self, nth: usize, node: &mut Node) {
        let column = &self.sheet.columns[nth];
        node.set_label(self.sheet.workspace().agency(column.agency).label());
        node.set_value(column.counts_text());
        if let Some(folded) = self.sheet.folded_text(&column.folded) {
            node.set_description(folded);
        }
    }

    fn row_id(&self, nth: usize) -> Id {
        Id::unique(("row", self.layout.visible[nth]))
    }

    fn describe_row(&self, nth: usize, node: &mut Node) {
        let workspace = self.sheet.workspace();
        let row = self.row(nth);
        node.set_role(NodeRole::RowHeader);
        node.set_label(match row.kind {
            RowKind::Plan(plan) => workspace.plan(plan).plan.title.clone(),
            RowKind::Section(section) => {
                let section = workspace.section(section);
                let title = format!("{} {}", section.number, section.title);
                title.trim().to_owned()
            }
            RowKind::Task(task) => {
                let task = &workspace.task(task).task;
                format!("{} {}", task.key(), task.title)
            }
        });
        node.set_value(format!("{} / {}", row.shown, row.all));
        if let (Some(changes), RowKind::Task(task)) = (self.sheet.data.changes(), row.kind) {
            node.set_description(changes.state(task).label());
        }
    }

    fn has_cell(&self, row: usize, _column: usize) -> bool {
        self.task_at(row).is_some()
    }

    fn describe_cell(&self, nth: usize, column: usize, node: &mut Node) {
        let ix = self.layout.visible[nth] as usize;
        let cell = self.sheet.cell(&self.sheet.rows[ix], column);
        node.set_value(
            self.sheet
                .mark_at(&self.sheet.rows[ix], column)
                .into_owned(),
        );
        node.set_label(self.cell_name(nth, column));
        let cursor = Place {
            row: Some(nth),
            column: Some(column),
        };
        node.set_selected(self.cursor == cursor || self.marks_cell(nth, column));
        let (Some(cell), Some(task)) = (cell, self.task_at(nth)) else {
            return;
        };
        if let Some(words) = self.change_words(task, column) {
            node.set_description(words);
        } else if cell.mended {
            node.set_description("原文有缺损，读法见详情");
        } else if let Some(words) = self.folded_words(task, column) {
            node.set_description(words);
        } else if cell.through || cell.own != 0 || cell.roles.len() > 1 {
            node.set_description(cell.label(self.sheet.own_roles()));
        }
    }

    fn press(&mut self, row: usize, column: Option<usize>, actions: &mut Actions) {
        if column.is_some() {
            let row = Some(row);
            self.select(Place { row, column }, actions);
        } else {
            self.press_title(self.layout.visible[row] as usize, actions);
        }
    }
}

impl Frame<'_> {
    /// A cell as people say it: `市发改委，精准培育商标品牌，责任`.
    fn cell_name(&self, nth: usize, column: usize) -> String {
        let row = self.row(nth);
        let workspace = self.sheet.workspace();
        let body = workspace.agency(self.sheet.columns[column].agency).label();
        let title = match self.task_at(nth) {
            Some(task) => workspace.task(task).task.title.as_str(),
            None => "",
        };
        let role = match self.sheet.cell(row, column) {
            Some(cell) => cell.label(self.sheet.own_roles()),
            None => "没有分工".to_owned(),
        };
        format!("{body}，{title}，{role}")
    }

    /// What became of a cell, while two versions are compared.
    fn change_words(&self, task: TaskIx, column: usize) -> Option<String> {
        let changes = self.sheet.data.changes()?;
        let nths = self.sheet.assignments_in(task, column);
        let state = compare::together(nths.map(|nth| changes.duty(task, nth)));
        Some(compare::duty_words(state)).filter(|words| !words.is_empty())
    }

    /// The bodies whose marks were folded into a cell: `由市工商局、市质监局归并`.
    fn folded_words(&self, task: TaskIx, column: usize) -> Option<String> {
        let (sheet, workspace) = (self.sheet, self.sheet.workspace());
        if sheet.columns[column].folded.is_empty() {
            return None;
        }
        let mut names: Vec<&str> = Vec::new();
        for nth in sheet.assignments_in(task, column) {
            let agency = workspace.task(task).duties[nth].agency;
            let label = workspace.agency(agency).label();
            if agency != sheet.columns[column].agency && !names.contains(&label) {
                names.push(label);
            }
        }
        (!names.is_empty()).then(|| format!("由{}归并", names.join("、")))
    }
}
