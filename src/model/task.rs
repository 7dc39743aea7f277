//! Tasks, who answers for them, and what is to be reached.

use serde::{Deserialize, Serialize};

use super::{Amount, Date, Due, Fields, Role};

/// A piece of work for which bodies answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// The path as the document numbers it: 二(一)1.
    pub clause: String,
    /// Which note of the clause this is, from 1, where one clause carries several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<u16>,
    /// A heading of the document, or a short own one.
    pub title: String,
    /// What is to be done, in own words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// Who answers for it, in the order of the document.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assignments: Vec<Assignment>,
    /// By when the task as a whole is to be done, or how often.
    #[serde(default, skip_serializing_if = "Due::is_unstated")]
    pub due: Due,
    /// Further deadlines of the task as a whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also_due: Vec<Due>,
    /// The document's own wording of these deadlines, in their order: 2020年底前. Empty where it says
    /// no more than the deadline itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub due_words: Vec<String>,
    /// What is to be reached, and by when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<Target>,
    /// Columns of the file's own: 责任人, 分值, 进展.
    #[serde(default, skip_serializing_if = "Fields::is_empty")]
    pub fields: Fields,
    /// The wording of its clause in the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Where the clause stands in the source: 第 3 页, 附件第 12 行.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// That somebody held it against the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked: Option<Checked>,
    /// Doubts, and every reading that had to be mended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Task {
    /// The deadlines of the task as a whole; none where only its targets have any.
    pub fn dues(&self) -> impl Iterator<Item = &Due> + Clone {
        all_dues(&self.due, &self.also_due).filter(|due| !due.is_unstated())
    }

    /// The deadlines of the task as a whole as the document words them: 2020年底前. Where it is not
    /// known, as the screen shows them.
    pub fn due_wordings(&self) -> impl Iterator<Item = String> {
        let dues = all_dues(&self.due, &self.also_due).enumerate();
        let dues = dues.filter(|(_, due)| !due.is_unstated());
        dues.map(|(nth, due)| match self.due_words.get(nth) {
            Some(words) if !words.is_empty() => words.clone(),
            _ => due.text(),
        })
    }

    /// The clause with its part, unique inside a plan: `三(二)〔2〕` for the second note of 三(二).
    #[must_use]
    pub fn key(&self) -> String {
        match self.part {
            Some(part) => format!("{}〔{part}〕", self.clause),
            None => self.clause.clone(),
        }
    }
}

/// That somebody held an entry against the document, and answers for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checked {
    /// On which day.
    pub on: Date,
    /// Who; empty where the person gave no name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
}

impl Checked {
    /// When, and who: `2026-11-27 张三`.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{} {}", self.on, self.by).trim_end().to_owned()
    }
}

/// One body in one role for one task.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// The body meant, by id.
    pub agency: String,
    /// Its role.
    pub role: Role,
    /// The source's wording of the body's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written: Option<String>,
    /// The source's own term for the role, where it is a special one: 链长, 组长.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<String>,
    /// Set where the name had to be mended: what was there, and why this reading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Something to be reached.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// The clause, where the target stands in another one than its task or chapter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// What is counted: 制造业单项冠军. For a reporting duty, what is reported.
    pub indicator: String,
    /// How much of it is to be reached.
    pub amount: Amount,
    /// The unit: 家, 亿元, %.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// By when, or how often.
    #[serde(default)]
    pub due: Due,
    /// Further deadlines of the same target, in the order of the document.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also_due: Vec<Due>,
    /// Who is to reach it, by id. Without anybody: all bodies of the task.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<String>,
    /// To whom it is reported, by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<String>,
    /// Whether the document only strives for it (力争).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub stretch: bool,
    /// The name of the indicator that several plans count: 单项冠军. Targets with the same thread are
    /// shown together over the years.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thread: Option<String>,
    /// Doubts, and every reading that had to be mended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Target {
    /// Its deadlines, [`Due::Unstated`] where the document sets none.
    pub fn dues(&self) -> impl Iterator<Item = &Due> + Clone {
        all_dues(&self.due, &self.also_due)
    }

    /// Whether the document sets no time for it.
    #[must_use]
    pub fn is_undated(&self) -> bool {
        self.dues().all(Due::is_unstated)
    }

    /// Its deadlines in one line: `2024年底、2025年底`.
    #[must_use]
    pub fn due_text(&self) -> String {
        dues_text(self.dues())
    }
}

/// A deadline and those beside it. The first one may be left out where there are others.
fn all_dues<'a>(due: &'a Due, also: &'a [Due]) -> impl Iterator<Item = &'a Due> + Clone {
    let skipped = due.is_unstated() && !also.is_empty();
    std::iter::once(due).filter(move |_| !skipped).chain(also)
}

/// Several deadlines in one line: `2024年底、2025年底`.
#[must_use]
pub fn dues_text<'a>(dues: impl Iterator<Item = &'a Due>) -> String {
    let texts: Vec<String> = dues.map(Due::text).collect();
    texts.join("、")
}
