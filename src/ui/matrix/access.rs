//! The visible part of the matrix as an accessible table.

use eframe::egui::accesskit::{self, Role as NodeRole};
use eframe::egui::{Id, Rangef, Rect, Ui};

use super::Frame;
use crate::app::{Action, Selection};
use crate::ui::access::Nodes;
use crate::ui::{Actions, compare};
use crate::view::RowKind;

impl Frame<'_> {
    /// The bodies whose marks were folded into a cell: `由市工商局、市质监局归并`.
    fn folded_words(&self, task: crate::model::workspace::TaskIx, column: usize) -> Option<String> {
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

    /// Gives every visible header and cell a node, while somebody listens. Rows and cells can be
    /// pressed there as with the pointer.
    pub fn describe(&self, ui: &mut Ui, rect: Rect, actions: &mut Actions) {
        let sheet = self.sheet;
        let workspace = sheet.workspace();
        let nodes = Nodes::begin(ui, "table", rect, |node| {
            node.set_role(NodeRole::Table);
            node.set_label("责任矩阵");
            node.set_row_count(self.layout.visible.len());
            node.set_column_count(sheet.columns.len());
        });
        let Some(nodes) = nodes else {
            return;
        };
        for nth in self.columns.clone() {
            let column = &sheet.columns[nth];
            let label = workspace.agency(column.agency).label();
            let area = Rect::from_x_y_ranges(self.column_x(nth), rect.top()..=self.body.top());
            nodes.add(Id::unique(("column", nth)), area, |node| {
                node.set_role(NodeRole::ColumnHeader);
                node.set_label(label);
                node.set_column_index(nth);
                node.set_value(format!(
                    "{} / {} 项任务，牵头 {} 项",
                    column.tasks, column.all_tasks, column.leads
                ));
                if let Some(folded) = sheet.folded_text(&column.folded) {
                    node.set_description(folded);
                }
            });
        }
        let left = Rangef::new(rect.left(), self.body.left());
        for nth in self.rows.clone() {
            let ix = self.layout.visible[nth] as usize;
            let row = &sheet.rows[ix];
            let area = self.row_rect(nth, left);
            let (label, value) = match row.kind {
                RowKind::Plan(plan) => (
                    workspace.plan(plan).plan.title.clone(),
                    format!("{} / {}", row.shown, row.all),
                ),
                RowKind::Section(section) => {
                    let section = workspace.section(section);
                    let title = format!("{} {}", section.number, section.title);
                    (
                        title.trim().to_owned(),
                        format!("{} / {}", row.shown, row.all),
                    )
                }
                RowKind::Task(task) => {
                    let task = &workspace.task(task).task;
                    (
                        format!("{} {}", task.key(), task.title),
                        format!("{} / {}", row.shown, row.all),
                    )
                }
            };
            let id = Id::unique(("row", ix));
            nodes.add(id, area, |node| {
                node.set_role(NodeRole::RowHeader);
                node.set_label(label.as_str());
                node.set_value(value.as_str());
                node.set_row_index(nth);
                node.add_action(accesskit::Action::Click);
                if let (Some(changes), RowKind::Task(task)) = (sheet.data.changes(), row.kind) {
                    node.set_description(changes.state(task).label());
                }
            });
            if nodes.is_pressed(id) {
                self.press_row(ix, actions);
            }
            let RowKind::Task(task) = row.kind else {
                continue;
            };
            let mut cells = sheet.cells(row).iter().peekable();
            for column in self.columns.clone() {
                while cells
                    .next_if(|cell| (cell.column as usize) < column)
                    .is_some()
                {}
                let cell = cells.peek().filter(|cell| cell.column as usize == column);
                let value = cell.map_or("", |cell| sheet.mark(cell));
                let area = self.row_rect(nth, self.column_x(column));
                let became = cell
                    .and(sheet.data.changes())
                    .zip(match row.kind {
                        RowKind::Task(task) => Some(task),
                        RowKind::Plan(_) | RowKind::Section(_) => None,
                    })
                    .map(|(changes, task)| {
                        let nths = sheet.assignments_in(task, column);
                        compare::together(nths.map(|nth| changes.duty(task, nth)))
                    })
                    .map(compare::duty_words)
                    .filter(|words| !words.is_empty());
                let folded = cell.and_then(|_| self.folded_words(task, column));
                let here = self.cursor == (Some(nth), Some(column)) || self.is_marked(nth, column);
                let id = Id::unique(("cell", ix, column));
                nodes.add(id, area, |node| {
                    node.set_role(NodeRole::Cell);
                    node.set_value(value);
                    node.add_action(accesskit::Action::Click);
                    if let Some(words) = &became {
                        node.set_description(words.as_str());
                    } else if cell.is_some_and(|cell| cell.mended) {
                        node.set_description("原文有缺损，读法见详情");
                    } else if let Some(words) = &folded {
                        node.set_description(words.as_str());
                    }
                    node.set_row_index(nth);
                    node.set_column_index(column);
                    node.set_selected(here);
                });
                if nodes.is_pressed(id) {
                    actions.push(Action::Select(Selection {
                        task: Some(task),
                        agency: Some(sheet.columns[column].agency),
                        ..Selection::default()
                    }));
                    actions.open_detail();
                }
            }
        }
    }

    /// What the pointer does to the title of a row.
    fn press_row(&self, ix: usize, actions: &mut Actions) {
        let selection = match self.sheet.rows[ix].kind {
            RowKind::Task(task) => Selection {
                task: Some(task),
                ..Selection::default()
            },
            RowKind::Plan(plan) => Selection {
                plan: Some(plan),
                ..Selection::default()
            },
            RowKind::Section(_) => return self.toggle_fold(ix, actions),
        };
        actions.push(Action::Select(selection));
        actions.open_detail();
    }
}
