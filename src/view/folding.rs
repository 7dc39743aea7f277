//! What folding bodies into today's ones did to a sheet: which bodies, when, and what fell together.

use std::cmp::Reverse;

use super::{RowKind, Sheet};
use crate::model::Date;
use crate::model::workspace::{AgencyIx, TaskIx};

/// How the assignments of a sheet became its cells.
///
/// `assignments` less the merged ones of all `duplicates` is `cells`, always.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folding {
    /// How many assignments are shown, counted as the documents have them.
    pub assignments: usize,
    /// How many marks are left of them.
    pub cells: usize,
    /// The cells that hold several assignments, in the order of the rows.
    pub duplicates: Vec<Duplicate>,
}

/// Several assignments of one task in one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duplicate {
    /// The task.
    pub task: TaskIx,
    /// The body whose cell it is.
    pub body: AgencyIx,
    /// The assignments, as places in the task's list; two at least.
    pub places: Vec<usize>,
    /// Whether they name different bodies, which folding brought together. Else the document
    /// itself names one body twice.
    pub is_folded: bool,
}

impl Duplicate {
    /// How many marks fewer than assignments this cell has.
    #[must_use]
    pub fn merged(&self) -> usize {
        self.places.len() - 1
    }
}

impl Folding {
    /// How many marks fewer than assignments the sheet has.
    #[must_use]
    pub fn merged(&self) -> usize {
        self.duplicates.iter().map(Duplicate::merged).sum()
    }

    /// The reckoning in a line: `263 处分工，同一机构在同一任务中的 4 处并为一格，共 259 格`; `None` where nothing
    /// fell together.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        (!self.duplicates.is_empty()).then(|| {
            format!(
                "{} 处分工，同一机构在同一任务中的 {} 处并为一格，共 {} 格",
                self.assignments,
                self.merged(),
                self.cells
            )
        })
    }
}

impl Sheet {
    /// How the shown assignments became marks, with every place where several became one.
    #[must_use]
    pub fn folding(&self) -> Folding {
        let mut folding = Folding {
            assignments: self.shown.assignments,
            ..Folding::default()
        };
        for row in &self.rows {
            let RowKind::Task(task) = row.kind else {
                continue;
            };
            let cells = self.cells(row);
            let named = || cells.iter().filter(|cell| !cell.through);
            folding.cells += named().count();
            for cell in named().filter(|cell| cell.count > 1) {
                let column = cell.column as usize;
                let places: Vec<usize> = self.assignments_in(task, column).collect();
                let duties = &self.workspace().task(task).duties;
                let first = places.first().map(|&nth| duties[nth].agency);
                folding.duplicates.push(Duplicate {
                    task,
                    body: self.columns[column].agency,
                    is_folded: places.iter().any(|&nth| Some(duties[nth].agency) != first),
                    places,
                });
            }
        }
        folding
    }

    /// What bodies were folded into which column, a line each, and what fell together: so that the
    /// sums can be reckoned. Nothing where none was folded and no body has two roles in a task.
    #[must_use]
    pub fn folding_notes(&self) -> Vec<String> {
        let mut lines: Vec<String> = self
            .columns
            .iter()
            .filter_map(|column| self.folded_text(&column.folded))
            .collect();
        lines.extend(self.folding().text());
        lines
    }

    /// How some bodies became the one that they count as, with dates, the earliest step first:
    /// `市工商局、市质监局 → 市市场监管局（2019年）`. `None` where none of them is folded.
    #[must_use]
    pub fn folded_text(&self, bodies: &[AgencyIx]) -> Option<String> {
        let workspace = self.workspace();
        // Each step once, with how far it is from the end at most.
        let mut steps: Vec<(usize, usize)> = Vec::new();
        for &body in bodies {
            if self.bodies[body.get()] == body {
                continue;
            }
            let path = workspace.succession_path(body, self.today);
            for (nth, &step) in path.iter().enumerate() {
                let far = path.len() - nth;
                match steps.iter_mut().find(|(known, _)| *known == step) {
                    Some((_, known)) => *known = (*known).max(far),
                    None => steps.push((step, far)),
                }
            }
        }
        let date = |step: usize| workspace.successions[step].succession.date;
        steps.sort_by_key(|&(step, far)| (Reverse(far), date(step)));
        let mut groups: Vec<Step> = Vec::new();
        for (step, _) in steps {
            let entry = &workspace.successions[step];
            let from = workspace.agency(entry.from).label();
            let same = groups
                .iter_mut()
                .find(|group| group.to == entry.to && group.date == date(step));
            match same {
                Some(group) => group.from.push(from),
                None => groups.push(Step {
                    from: vec![from],
                    to: entry.to,
                    date: date(step),
                }),
            }
        }
        let texts: Vec<String> = groups
            .iter()
            .map(|group| {
                let when = group
                    .date
                    .map_or_else(|| "时间未写明".to_owned(), Date::text);
                let to = workspace.agency(group.to).label();
                format!("{} → {to}（{when}）", group.from.join("、"))
            })
            .collect();
        (!texts.is_empty()).then(|| texts.join("；"))
    }
}

/// Bodies that became one another at the same time.
struct Step<'a> {
    from: Vec<&'a str>,
    to: AgencyIx,
    date: Option<Date>,
}
