//! What was understood of a document, before it becomes data.

use crate::model::{Date, Due, Period, PlanStatus, Role, Superior, Target};

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
    /// Goals that it sets for nobody in particular, in its order.
    pub goals: Vec<ReadGoal>,
    /// What is doubtful, and what was not read.
    pub findings: Vec<Finding>,
    /// Further plans of the same file, each with the place of the text, in bytes, at which it
    /// begins. What they hold stands above, with that of the first one.
    pub more: Vec<(usize, Reading)>,
}

impl Reading {
    /// The plans of the file, each with what it holds.
    #[must_use]
    pub fn each(&self) -> Vec<Self> {
        if self.more.is_empty() {
            return vec![self.clone()];
        }
        let mut plans = vec![Self {
            tasks: Vec::new(),
            goals: Vec::new(),
            findings: Vec::new(),
            more: Vec::new(),
            ..self.clone()
        }];
        plans.extend(self.more.iter().map(|(_, plan)| plan.clone()));
        for task in &self.tasks {
            plans[self.plan_at(task.at)].tasks.push(task.clone());
        }
        for goal in &self.goals {
            plans[self.plan_at(goal.at)].goals.push(goal.clone());
        }
        for finding in &self.findings {
            plans[self.plan_at(finding.at)]
                .findings
                .push(finding.clone());
        }
        plans
    }

    /// Which of the plans a place of the text belongs to, from 0.
    #[must_use]
    pub fn plan_at(&self, at: usize) -> usize {
        self.more.partition_point(|(begins, _)| *begins <= at)
    }
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
    /// What is to be reached, as far as its wording sets a figure.
    pub targets: Vec<ReadTarget>,
    /// Columns and labels of its own: 责任人.
    pub fields: Vec<(String, String)>,
    /// What a reader should know.
    pub notes: Vec<String>,
}

/// The goals of a chapter as they were read.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadGoal {
    /// Where the chapter begins in the document's text, in bytes.
    pub at: usize,
    /// The chapter behind those around it, from the outside: number and heading.
    pub chapters: Vec<(String, String)>,
    /// What is to be reached.
    pub targets: Vec<ReadTarget>,
}

/// A target as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadTarget {
    /// The clause that says it, as the task's wording has it.
    pub written: String,
    /// What is to be reached.
    pub target: Target,
    /// Who is to reach it, as written, where its sentence names somebody.
    pub by: Vec<String>,
    /// To whom it is reported, as written.
    pub to: Vec<String>,
}

/// A body in a role, as it was read.
#[derive(Clone, Debug)]
pub struct ReadDuty {
    /// The name as written.
    pub written: String,
    /// The name of the body that is meant, where the name was not taken as it stands: it is one of
    /// several written as one, or lost a character.
    pub means: Option<String>,
    /// Where it stands in the document's text, in bytes.
    pub at: usize,
    /// Its role.
    pub role: Role,
    /// By which rule it was read: 括注“责任单位”.
    pub rule: String,
    /// How sure the reading is.
    pub confidence: Confidence,
}

impl ReadTask {
    /// Why duties should be looked at, each reason once: the doubtful ones, and where that is wanted
    /// those whose name was not taken as it stands.
    #[must_use]
    pub fn doubts(&self, also_mended: bool) -> Vec<String> {
        let mut doubts: Vec<String> = Vec::new();
        for duty in &self.duties {
            let is_doubtful = duty.confidence == Confidence::Doubtful;
            let doubt = match &duty.means {
                Some(_) if is_doubtful || also_mended => duty.rule.clone(),
                None if is_doubtful => format!("“{}”的读法存疑：{}", duty.written, duty.rule),
                _ => continue,
            };
            // The parts of names written as one share their reason.
            if !doubts.contains(&doubt) {
                doubts.push(doubt);
            }
        }
        doubts
    }
}

/// Another way to read names: as one body, called as the document has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherReading {
    /// The name as it stands in the document.
    pub name: String,
    /// What of it was read as a name each.
    pub parts: Vec<String>,
}

impl ReadTask {
    /// The other readings of names that were not taken as they stand.
    #[must_use]
    pub fn other_readings(&self) -> Vec<OtherReading> {
        let mut others: Vec<OtherReading> = Vec::new();
        for same in self.duties.chunk_by(|one, other| one.rule == other.rule) {
            let is_mended = |duty: &&ReadDuty| duty.means.is_some();
            let parts: Vec<String> = same
                .iter()
                .filter(is_mended)
                .map(|duty| duty.written.clone())
                .collect();
            // The rule names what was written as one.
            let whole = same[0].rule.strip_prefix('“');
            let whole = whole.and_then(|rest| rest.split_once("”连写"));
            match whole {
                Some((name, _)) if !parts.is_empty() => others.push(OtherReading {
                    name: name.to_owned(),
                    parts,
                }),
                _ => others.extend(parts.into_iter().map(|name| OtherReading {
                    parts: vec![name.clone()],
                    name,
                })),
            }
        }
        others
    }
}

impl ReadDuty {
    /// The name of the body that is meant.
    #[must_use]
    pub fn meant(&self) -> &str {
        self.means.as_deref().unwrap_or(&self.written)
    }
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
