//! The data's own rules: what a file may not say, should perhaps not say, or leaves open.
//!
//! Findings know the data, not the text: [`Finding::path`] says where, and [`crate::store`] turns
//! it into a line and a column. The tone is neutral; a note is no reproach, for a document may
//! well name no lead.

mod agencies;
mod keys;
mod names;
mod plans;
mod relations;
mod roles;
mod successions;
mod targets;
mod threads;
mod values;

use crate::diagnostic::{Item, Severity};
use crate::model::{Dataset, FORMAT};

/// A step into the data: `plans[0].title` is `Field("plans"), Index(0), Field("title")`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// A field, by its name in the data file.
    Field(&'static str),
    /// An element of a list, or a value of a variant, from 0.
    Index(usize),
}

/// What the data is checked against. Each variant says what holds where its rule is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// The format is one that this program reads.
    Format,
    /// An agency that is referred to is in the list of agencies.
    UnknownAgency,
    /// Every agency has its own id.
    DuplicateAgency,
    /// Every plan has its own id.
    DuplicatePlan,
    /// Every task of a plan has its own key.
    DuplicateTask,
    /// A deadline between two times names the earlier or shorter one first.
    DueOrder,
    /// A deadline stands once.
    RepeatedDue,
    /// A plan's period does not end before it starts.
    PeriodOrder,
    /// `Range` names the smaller figure first.
    RangeOrder,
    /// A fraction has no 0.
    ZeroFraction,
    /// A fraction is not more than the whole.
    LargeFraction,
    /// Figures are not below 0, and multiples are above it.
    NegativeAmount,
    /// What is said in words has words.
    EmptyWords,
    /// Parts of a clause count from 1.
    ZeroPart,
    /// A column of the file's own stands once in a task or an agency.
    RepeatedField,
    /// A role of the file's own has a name and a mark of one or two characters that are its own.
    OwnRoleSign,
    /// A role of the file's own is defined once.
    DuplicateOwnRole,
    /// There are not more roles than a cell can remember.
    ManyOwnRoles,
    /// An assignment has the role that its own one counts as.
    OwnRoleCounts,
    /// Who is to reach a target has a part in its task.
    ActorOutside,
    /// No body belongs to itself.
    ParentCycle,
    /// Only members have times of membership.
    PeriodOfNoMember,
    /// A succession stands once.
    RepeatedSuccession,
    /// A body is renamed to one other.
    SeveralHeirs,
    /// No body becomes itself in the end.
    SuccessionCycle,
    /// A body takes on nothing, and gives nothing away, after its end.
    SuccessionOrder,
    /// No collective is a member of itself.
    MemberCycle,
    /// A body has a role in a task once.
    RepeatedAssignment,
    /// A body has one role in a task.
    TwoRoles,
    /// A body gets no work after its end.
    EndedAgency,
    /// A body gets no work before it had its name.
    NotYetAgency,
    /// Only collectives and leading groups list members.
    MembersOfSingleBody,
    /// A name belongs to one body.
    SharedName,
    /// The names of two bodies are told apart at a glance.
    SimilarName,
    /// The plan tells leads from others, for half of its tasks at least.
    PlanWithoutLead,
    /// The task has a lead.
    NoLead,
    /// The task has one lead.
    SeveralLeads,
    /// The task has an agency.
    NoAgency,
    /// The targets have deadlines.
    UndatedTarget,
    /// The agency appears somewhere.
    UnusedAgency,
    /// A thread joins several targets.
    LoneThread,
    /// The figures of a thread have one unit.
    ThreadUnits,
}

impl Rule {
    /// How much a breach matters.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self {
            Self::Format
            | Self::UnknownAgency
            | Self::DuplicateAgency
            | Self::DuplicatePlan
            | Self::DuplicateTask
            | Self::DueOrder
            | Self::PeriodOrder
            | Self::RangeOrder
            | Self::ZeroFraction
            | Self::SuccessionCycle
            | Self::MemberCycle
            | Self::ParentCycle
            | Self::DuplicateOwnRole => Severity::Error,
            Self::RepeatedAssignment
            | Self::EndedAgency
            | Self::NotYetAgency
            | Self::SuccessionOrder
            | Self::MembersOfSingleBody
            | Self::SharedName
            | Self::RepeatedDue
            | Self::LargeFraction
            | Self::NegativeAmount
            | Self::EmptyWords
            | Self::ZeroPart
            | Self::RepeatedField
            | Self::OwnRoleSign
            | Self::ManyOwnRoles
            | Self::OwnRoleCounts
            | Self::PeriodOfNoMember
            | Self::RepeatedSuccession
            | Self::SeveralHeirs => Severity::Warning,
            Self::PlanWithoutLead
            | Self::NoLead
            | Self::SeveralLeads
            | Self::NoAgency
            | Self::TwoRoles
            | Self::SimilarName
            | Self::UndatedTarget
            | Self::UnusedAgency
            | Self::ActorOutside
            | Self::LoneThread
            | Self::ThreadUnits => Severity::Note,
        }
    }
}

/// A place where the data and a rule do not agree. All texts are Chinese.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How much it matters.
    pub severity: Severity,
    /// Where it is, from the root of the data. A step may be missing from the text (a deadline
    /// that is left out): then the place is the nearest step above.
    pub path: Vec<Step>,
    /// The path of the earlier place, where the finding is that something comes twice.
    pub first: Option<Vec<Step>>,
    /// The agency, plan or task that it is about.
    pub item: Item,
    /// The rule that is broken.
    pub rule: Rule,
    /// What was found, in one sentence without a full stop.
    pub message: String,
    /// What to do, where there is something to do.
    pub hint: Option<String>,
}

impl Finding {
    fn new(rule: Rule, path: Vec<Step>, item: Item, message: String) -> Self {
        Self {
            severity: rule.severity(),
            path,
            first: None,
            item,
            rule,
            message,
            hint: None,
        }
    }

    fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    fn repeating(mut self, first: Vec<Step>) -> Self {
        self.first = Some(first);
        self
    }
}

/// Everything that the rules have to say about the data, in no particular order.
///
/// Time grows with the size of the data, and nothing is allocated per task that is in order.
#[must_use]
pub fn check(dataset: &Dataset) -> Vec<Finding> {
    let mut findings = Vec::new();
    if dataset.format != FORMAT {
        findings.push(format(dataset.format));
    }
    roles::check(dataset, &mut findings);
    let mut bodies = agencies::Bodies::new(dataset);
    agencies::check(&mut bodies, &mut findings);
    plans::check(&mut bodies, &mut findings);
    bodies.finish(&mut findings);
    findings
}

/// The finding for a format that this program does not read.
pub(crate) fn format(found: u32) -> Finding {
    let finding = Finding::new(
        Rule::Format,
        vec![Step::Field("format")],
        Item::File,
        format!("文件格式的版本是 {found}，本程序读取的版本是 {FORMAT}"),
    );
    if found > FORMAT {
        finding.with_hint("这份文件由更新的版本生成，升级程序后再打开")
    } else {
        finding.with_hint(format!("改为 format: {FORMAT}"))
    }
}

#[cfg(test)]
mod tests;
