//! The columns of the tables that people read: web page and Word. A column that would stay empty
//! is left out.

use strum::VariantArray;

use super::records::clause;
use crate::model::workspace::{PlanIx, TaskIx};
use crate::model::{Due, Role, dues_text};
use crate::terms;
use crate::variants::all;
use crate::view::{Sheet, TargetRow, TaskRow, target_actors};

/// A column of the list of tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub(super) enum TaskColumn {
    /// The clause.
    Clause,
    /// The title.
    Title,
    /// Who leads.
    Lead,
    /// Who is responsible.
    Responsible,
    /// Who supports, belongs to it, oversees.
    Others,
    /// The targets with their deadlines.
    Goals,
    /// The columns of the file's own.
    Fields,
    /// Doubts.
    Note,
}

impl TaskColumn {
    const ALL: [Self; 8] = all(Self::VARIANTS);

    /// The columns that these rows need.
    pub(crate) fn needed(rows: &[TaskRow<'_>]) -> Vec<Self> {
        let filled = |column: &Self| match column {
            Self::Clause | Self::Title => true,
            column => rows.iter().any(|row| !column.text(row).is_empty()),
        };
        Self::ALL.into_iter().filter(filled).collect()
    }

    /// The heading.
    pub fn header(self) -> &'static str {
        match self {
            Self::Clause => terms::CLAUSE,
            Self::Title => terms::TASK,
            Self::Lead => terms::LEAD,
            Self::Responsible => terms::RESPONSIBLE,
            Self::Others => terms::OTHER_ROLES,
            Self::Goals => terms::GOALS,
            Self::Fields => terms::FIELDS,
            Self::Note => terms::NOTE,
        }
    }

    /// The cell. The summary stands under the title and is not in it.
    pub fn text(self, row: &TaskRow<'_>) -> String {
        match self {
            Self::Clause => row.clause.clone(),
            Self::Title => row.title.to_owned(),
            Self::Lead => row.bodies_text(Role::Lead),
            Self::Responsible => row.bodies_text(Role::Responsible),
            Self::Others => row.others_text(),
            Self::Goals => row.goals_text(),
            Self::Fields => row.fields_text(),
            Self::Note => row.note.clone(),
        }
    }
}

/// A column of the targets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub(super) enum TargetColumn {
    /// The clause.
    Clause,
    /// The task.
    Task,
    /// What is counted.
    Indicator,
    /// How much, with its unit.
    Amount,
    /// By when, or how often.
    Due,
    /// Who answers for it.
    Bodies,
    /// Doubts.
    Note,
}

impl TargetColumn {
    const ALL: [Self; 7] = all(Self::VARIANTS);

    /// The columns that these rows need.
    pub(crate) fn needed(rows: &[TargetLine<'_>]) -> Vec<Self> {
        let filled = |column: &Self| match column {
            Self::Note | Self::Bodies | Self::Task => {
                rows.iter().any(|row| !row.text(*column).is_empty())
            }
            _ => true,
        };
        Self::ALL.into_iter().filter(filled).collect()
    }

    /// The heading.
    pub fn header(self) -> &'static str {
        match self {
            Self::Clause => terms::CLAUSE,
            Self::Task => terms::TASK,
            Self::Indicator => terms::INDICATOR,
            Self::Amount => terms::AMOUNT,
            Self::Due => terms::DUE,
            Self::Bodies => terms::BODIES,
            Self::Note => terms::NOTE,
        }
    }
}

/// A row of the targets.
pub(super) struct TargetLine<'a> {
    /// Its plan.
    pub plan: PlanIx,
    /// Its task; `None` for a goal that is set for nobody in particular.
    pub task: Option<TaskIx>,
    /// Its deadline, the first one of several.
    pub due: &'a Due,
    dues: String,
    clause: String,
    title: &'a str,
    indicator: &'a str,
    amount: String,
    bodies: String,
    note: &'a str,
}

impl<'a> TargetLine<'a> {
    pub fn new(sheet: &'a Sheet, row: &TargetRow<'a>) -> Self {
        let entry = row.task.map(|ix| sheet.workspace().task(ix));
        let target = row.target;
        let stated = target.dues().filter(|due| !due.is_unstated());
        let mut amount = target.amount.text(&target.unit);
        if target.stretch {
            amount.push_str("（力争）");
        }
        Self {
            plan: row.plan,
            task: row.task,
            due: target.dues().next().unwrap_or(&target.due),
            dues: dues_text(stated),
            clause: clause(row, entry),
            title: entry.map_or("", |entry| &entry.task.title),
            indicator: &target.indicator,
            amount,
            bodies: target_actors(sheet, row),
            note: target.note.as_deref().unwrap_or_default(),
        }
    }

    /// A cell.
    pub fn text(&self, column: TargetColumn) -> String {
        match column {
            TargetColumn::Clause => self.clause.clone(),
            TargetColumn::Task => self.title.to_owned(),
            TargetColumn::Indicator => self.indicator.to_owned(),
            TargetColumn::Amount => self.amount.clone(),
            TargetColumn::Due => self.dues.clone(),
            TargetColumn::Bodies => self.bodies.clone(),
            TargetColumn::Note => self.note.to_owned(),
        }
    }
}

/// A text that sorts deadlines: dates by their last day, then spans, rhythms, the rest.
pub(super) fn due_key(due: Option<&Due>) -> String {
    match due {
        Some(Due::By(date)) => format!("a{}", date.last_day()),
        Some(Due::Between(from, to)) => format!("a{}{}", to.last_day(), from.first_day()),
        Some(Due::WithinDays(from, to)) => format!("b0{to:05}{from:05}"),
        Some(Due::WithinMonths(from, to)) => format!("b1{to:05}{from:05}"),
        Some(Due::Within(from, to)) => format!("b2{to:05}{from:05}"),
        Some(Due::Every(rhythm)) => format!("c{}", *rhythm as u8),
        Some(Due::EveryUntil(rhythm, until)) => format!("c{}{}", *rhythm as u8, until.last_day()),
        Some(Due::When(words)) => {
            let words: String = words.chars().filter(|c| c.is_alphanumeric()).collect();
            format!("d{words}")
        }
        Some(Due::Ongoing) => "e".to_owned(),
        Some(Due::Unstated) | None => "f".to_owned(),
    }
}
