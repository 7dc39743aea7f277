//! What was understood of a document, before it becomes data.

use crate::model::{Date, Due, Period, PlanStatus, Role, Superior};

/// A document as it was understood.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Its title.
    pub title: Option<String>,
    /// Its number: 武政办〔2017〕118号.
    pub number: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// When.
    pub issued: Option<Date>,
    /// Whether it is a draft.
    pub status: PlanStatus,
    /// The time it covers.
    pub period: Option<Period>,
    /// The documents that it carries out.
    pub based_on: Vec<Superior>,
    /// Its tasks, in its order.
    pub tasks: Vec<ReadTask>,
    /// What is doubtful, and what was not read.
    pub findings: Vec<Finding>,
}

/// A task as it was read.
#[derive(Clone, Debug, Default)]
pub struct ReadTask {
    /// Where it begins in the document's text, in bytes.
    pub at: usize,
    /// The chapters around it, from the outside: number and heading.
    pub chapters: Vec<(String, String)>,
    /// Its path as the document numbers it.
    pub clause: String,
    /// Which note of its clause it is, where there are several.
    pub part: Option<u16>,
    /// Its heading.
    pub title: String,
    /// Its wording.
    pub text: String,
    /// Where it stands, in words.
    pub place: String,
    /// Who answers for it.
    pub duties: Vec<ReadDuty>,
    /// By when, each with its wording.
    pub dues: Vec<(String, Due)>,
    /// Columns and labels of its own: 责任人.
    pub fields: Vec<(String, String)>,
    /// What a reader should know.
    pub notes: Vec<String>,
}

/// A body in a role, as it was read.
#[derive(Clone, Debug)]
pub struct ReadDuty {
    /// The name as written.
    pub written: String,
    /// Where it stands in the document's text, in bytes.
    pub at: usize,
    /// Its role.
    pub role: Role,
    /// By which rule it was read: 括注“责任单位”.
    pub rule: String,
    /// How sure the reading is.
    pub confidence: Confidence,
}

/// How sure a reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// The document says it with a label or a verb.
    Sure,
    /// It follows from a rule or the place.
    Likely,
    /// It should be looked at.
    Doubtful,
}

impl Confidence {
    /// The Chinese name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Sure => "明确",
            Self::Likely => "推定",
            Self::Doubtful => "存疑",
        }
    }
}

/// Something to look at: doubtful, or not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where it stands in the document's text, in bytes.
    pub at: usize,
    /// Where it stands, in words.
    pub place: String,
    /// What there is to say.
    pub message: String,
    /// The words of the document that it is about.
    pub words: String,
}
