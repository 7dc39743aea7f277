//! What a form is to hold: its kind, its columns, and what stands above the table.

use serde::{Deserialize, Serialize};
use strum::VariantArray;

use crate::terms;
use crate::variants::all;

/// A form that offices hand in.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, VariantArray,
)]
pub enum FormKind {
    /// 任务分解表: who does what by when.
    #[default]
    Division,
    /// 督办台账: the same, with columns that those who answer for it fill in.
    Ledger,
    /// 责任清单: what the chosen bodies answer for, in which role, with whom, and where it stands.
    Duties,
    /// 目标清单: what is to be reached, how much, by when and by whom.
    Goals,
    /// 到期清单: what is due, in the order of time.
    Due,
    /// 修改对照表: what was, what is, and whom it touches, of two versions that are compared.
    Changes,
}

impl FormKind {
    /// All forms.
    pub const ALL: [Self; 6] = all(Self::VARIANTS);

    /// The Chinese name, also in titles and file names.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Division => terms::TASK_TABLE,
            Self::Ledger => terms::LEDGER,
            Self::Duties => terms::DUTY_SHEET,
            Self::Goals => terms::TARGET_LIST,
            Self::Due => terms::DUE_LIST,
            Self::Changes => terms::CHANGE_TABLE,
        }
    }

    /// The columns that it has unless somebody asks for others.
    #[must_use]
    pub fn columns(self) -> Vec<FormColumn> {
        use FormColumn::{
            Affected, After, Amount, Before, Clause, Due, Indicator, Item, Kind, Lead, Number,
            Part, Person, Phone, Problems, Progress, Reported, Responsible, Source, Status, Task,
        };
        match self {
            Self::Division => vec![Number, Task, Lead, Responsible, Due],
            Self::Duties => vec![Number, Task, Part, Lead, Responsible, Due, Source],
            Self::Goals => vec![Number, Clause, Task, Indicator, Amount, Due, Responsible],
            Self::Due => vec![Number, Due, Task, Lead, Responsible, Source],
            Self::Changes => vec![Number, Clause, Task, Kind, Item, Before, After, Affected],
            Self::Ledger => vec![
                Number,
                Task,
                Lead,
                Responsible,
                Due,
                Progress,
                Problems,
                Status,
                Person,
                Phone,
                Reported,
            ],
        }
    }

    /// Whether the form has something to say in a column, or somebody is to fill it in; others are
    /// left empty.
    #[must_use]
    pub fn knows(self, column: &FormColumn) -> bool {
        use FormColumn::{
            Affected, After, Amount, Before, Clause, Due, Indicator, Item, Kind, Note, Number,
            Plan, Responsible, Source, Task,
        };
        let is_of_goals = matches!(column, Indicator | Amount);
        let is_of_changes = matches!(column, Kind | Item | Before | After | Affected);
        match self {
            Self::Changes => {
                is_of_changes
                    || column.is_blank()
                    || matches!(column, Number | Task | Plan | Clause)
            }
            Self::Goals => {
                is_of_goals
                    || column.is_blank()
                    || matches!(column, Number | Task | Plan | Clause | Source | Due)
                    || matches!(column, Responsible | Note)
            }
            Self::Division | Self::Ledger | Self::Duties | Self::Due => {
                !is_of_changes && !is_of_goals
            }
        }
    }
}

/// A column of a form.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FormColumn {
    /// The number of the row, through the whole table.
    Number,
    /// What is to be done: the title, what the task says, and its targets.
    Task,
    /// Who leads.
    Lead,
    /// Everybody else, by the word that the document has for the role.
    Responsible,
    /// By when.
    Due,
    /// The plan.
    Plan,
    /// The clause.
    Clause,
    /// The plan and the clause together.
    Source,
    /// In which role the chosen bodies have the task.
    Part,
    /// The targets alone.
    Targets,
    /// Doubts.
    Note,
    /// Who held it against the document, and when.
    Checked,
    /// What is counted.
    Indicator,
    /// How much, and how often.
    Amount,
    /// What kind of change it is.
    Kind,
    /// What changed: a title, a body, an indicator.
    Item,
    /// What the old version says.
    Before,
    /// What the new version says.
    After,
    /// The bodies that a change touches.
    Affected,
    /// How far it is; filled in by hand.
    Progress,
    /// What is in the way; filled in by hand.
    Problems,
    /// Whether it is done; filled in by hand.
    Status,
    /// Who answers for it in person; filled in by hand.
    Person,
    /// How to reach that person; filled in by hand.
    Phone,
    /// When this was filled in; by hand.
    Reported,
    /// A column of the file's own, by its name.
    Own(String),
}

impl FormColumn {
    /// The columns that any data has, in the order in which they are offered.
    pub const ALL: [Self; 25] = [
        Self::Number,
        Self::Task,
        Self::Lead,
        Self::Responsible,
        Self::Due,
        Self::Plan,
        Self::Clause,
        Self::Source,
        Self::Part,
        Self::Targets,
        Self::Note,
        Self::Checked,
        Self::Indicator,
        Self::Amount,
        Self::Kind,
        Self::Item,
        Self::Before,
        Self::After,
        Self::Affected,
        Self::Progress,
        Self::Problems,
        Self::Status,
        Self::Person,
        Self::Phone,
        Self::Reported,
    ];

    /// The name on the command line.
    #[must_use]
    pub fn key(&self) -> &str {
        match self {
            Self::Number => "number",
            Self::Task => "task",
            Self::Lead => "lead",
            Self::Responsible => "responsible",
            Self::Due => "due",
            Self::Plan => "plan",
            Self::Clause => "clause",
            Self::Source => "source",
            Self::Part => "part",
            Self::Targets => "targets",
            Self::Note => "note",
            Self::Checked => "checked",
            Self::Indicator => "indicator",
            Self::Amount => "amount",
            Self::Kind => "kind",
            Self::Item => "item",
            Self::Before => "before",
            Self::After => "after",
            Self::Affected => "affected",
            Self::Progress => "progress",
            Self::Problems => "problems",
            Self::Status => "status",
            Self::Person => "person",
            Self::Phone => "phone",
            Self::Reported => "reported",
            Self::Own(name) => name,
        }
    }

    /// The heading unless somebody asks for another.
    #[must_use]
    pub fn head(&self) -> &str {
        match self {
            Self::Number => terms::SEQUENCE,
            Self::Task => "工作任务",
            Self::Lead => terms::FORM_LEADERS,
            Self::Responsible => terms::FORM_BODIES,
            Self::Due => "完成时限",
            Self::Plan => terms::PLAN,
            Self::Clause => terms::CLAUSE,
            Self::Source => terms::SOURCE,
            Self::Part => "承担角色",
            Self::Targets => terms::TARGET,
            Self::Note => terms::NOTE,
            Self::Checked => terms::CHECKED,
            Self::Indicator => terms::INDICATOR,
            Self::Amount => terms::AMOUNT,
            Self::Kind => "修改类型",
            Self::Item => "修改事项",
            Self::Before => terms::CLAUSE_TEXT,
            Self::After => "现文",
            Self::Affected => "影响单位",
            Self::Progress => "进展情况",
            Self::Problems => "存在问题",
            Self::Status => "完成状态",
            Self::Person => "责任人",
            Self::Phone => "联系电话",
            Self::Reported => "填报日期",
            Self::Own(name) => name,
        }
    }

    /// The column with this name on the command line or this heading; others are the file's own.
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        let known = Self::ALL.into_iter();
        let mut known =
            known.filter(|column| column.key().eq_ignore_ascii_case(word) || column.head() == word);
        known.next().unwrap_or_else(|| Self::Own(word.to_owned()))
    }

    /// Whether it is there to be filled in by hand.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        matches!(
            self,
            Self::Progress
                | Self::Problems
                | Self::Status
                | Self::Person
                | Self::Phone
                | Self::Reported
        )
    }

    /// Whether an empty cell of it says that the document names nobody, or no time.
    #[must_use]
    pub(super) fn is_asked(&self) -> bool {
        matches!(
            self,
            Self::Lead | Self::Responsible | Self::Due | Self::Before | Self::After
        )
    }

    /// Whether names of bodies stand in it, which are not to be broken.
    #[must_use]
    pub fn has_names(&self) -> bool {
        matches!(self, Self::Lead | Self::Responsible | Self::Affected)
    }

    /// How wide it is on a page that lies, in millimetres; 0 for one that takes what is left.
    #[must_use]
    pub fn width(&self) -> f32 {
        match self {
            Self::Number => 11.5,
            Self::Task => 0.0,
            Self::Lead | Self::Progress | Self::Part => 26.0,
            Self::Responsible => 59.5,
            Self::Due | Self::Person | Self::Clause => 20.0,
            Self::Problems | Self::Phone => 24.0,
            Self::Status | Self::Reported => 18.0,
            Self::Plan | Self::Source | Self::Affected => 40.0,
            Self::Targets | Self::Indicator | Self::Before | Self::After => 52.0,
            Self::Kind => 23.0,
            Self::Item => 25.0,
            Self::Note | Self::Checked | Self::Amount | Self::Own(_) => 30.0,
        }
    }

    /// Whether its texts stand in the middle of the column.
    #[must_use]
    pub fn is_centred(&self) -> bool {
        matches!(
            self,
            Self::Number
                | Self::Lead
                | Self::Due
                | Self::Clause
                | Self::Part
                | Self::Amount
                | Self::Kind
                | Self::Status
                | Self::Person
                | Self::Phone
                | Self::Reported
        )
    }
}

/// A column as somebody wants it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnChoice {
    /// Which column.
    pub column: FormColumn,
    /// The heading, where it is another one than usual.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<String>,
}

impl ColumnChoice {
    /// A column with its usual heading.
    #[must_use]
    pub fn new(column: FormColumn) -> Self {
        Self { column, head: None }
    }

    /// The heading.
    #[must_use]
    pub fn head(&self) -> &str {
        self.head.as_deref().unwrap_or_else(|| self.column.head())
    }
}

/// What stands above the table, and in the properties of a file. What is empty is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FormHeading {
    /// The title, where it is another one than the data's.
    pub title: String,
    /// 附件, 附件1.
    pub attachment: String,
    /// The office that hands it in.
    pub office: String,
    /// The document's number: 武政办〔2021〕5号.
    pub number: String,
    /// Who made it.
    pub author: String,
    /// 密级: 秘密★1年.
    pub secrecy: String,
    /// The day, in the words in which it is to stand there.
    pub date: String,
}

/// A form as somebody wants it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormSpec {
    /// Which form.
    pub kind: FormKind,
    /// Its columns, from the left.
    pub columns: Vec<ColumnChoice>,
    /// What stands above the table.
    #[serde(default)]
    pub heading: FormHeading,
    /// Whether doubts about the transcription are told below the table.
    #[serde(default)]
    pub notes: bool,
}

impl FormSpec {
    /// A form as it usually is.
    #[must_use]
    pub fn new(kind: FormKind) -> Self {
        Self {
            kind,
            columns: kind.columns().into_iter().map(ColumnChoice::new).collect(),
            heading: FormHeading::default(),
            notes: false,
        }
    }

    /// Adds a column behind the others.
    pub fn add(&mut self, column: FormColumn) {
        self.columns.push(ColumnChoice::new(column));
    }

    /// Takes a column out; the last one stays.
    pub fn remove(&mut self, nth: usize) {
        if self.columns.len() > 1 && nth < self.columns.len() {
            self.columns.remove(nth);
        }
    }

    /// Moves a column by so many places, where there is room.
    pub fn shift(&mut self, nth: usize, by: isize) {
        let other = nth.saturating_add_signed(by);
        if nth < self.columns.len() && other < self.columns.len() {
            self.columns.swap(nth, other);
        }
    }

    /// Gives the form its usual columns again.
    pub fn reset(&mut self) {
        self.columns = Self::new(self.kind).columns;
    }

    /// Columns as they are typed: `number,task,lead=牵头部门,进展情况`. `None` where none is named.
    #[must_use]
    pub fn columns_of(words: &str) -> Option<Vec<ColumnChoice>> {
        let choices: Vec<ColumnChoice> = words
            .split([',', '，', '、'])
            .map(str::trim)
            .filter(|word| !word.is_empty())
            .map(|word| {
                let (name, head) = match word.split_once('=') {
                    Some((name, head)) => (name.trim(), Some(head.trim())),
                    None => (word, None),
                };
                let head = head.filter(|head| !head.is_empty()).map(str::to_owned);
                let column = FormColumn::from_word(name);
                ColumnChoice { column, head }
            })
            .collect();
        (!choices.is_empty()).then_some(choices)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_known_by_key_and_by_heading() {
        let columns = FormSpec::columns_of("number, 工作任务，lead=牵头部门、分值,").unwrap();
        let words: Vec<(&str, &str)> = columns
            .iter()
            .map(|choice| (choice.column.key(), choice.head()))
            .collect();
        assert_eq!(
            words,
            [
                ("number", "序号"),
                ("task", "工作任务"),
                ("lead", "牵头部门"),
                ("分值", "分值")
            ]
        );
        assert_eq!(FormSpec::columns_of(" ,、"), None);
    }

    #[test]
    fn every_key_and_heading_names_one_column() {
        let mut words: Vec<String> = FormColumn::ALL
            .iter()
            .flat_map(|column| [column.key().to_owned(), column.head().to_owned()])
            .collect();
        let all = words.len();
        words.sort();
        words.dedup();
        assert_eq!(words.len(), all);
        for column in FormColumn::ALL {
            assert_eq!(FormColumn::from_word(column.key()), column);
            assert_eq!(FormColumn::from_word(column.head()), column);
        }
    }
}
