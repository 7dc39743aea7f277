//! The data: agencies, plans, tasks, who answers for them, and by when.
//!
//! These types are the file format (see `data/README.md`): a field here is a field there.
//! What a file may say beyond its types is in [`check`].

mod amount;
pub mod check;
mod date;
mod heirs;
mod key_map;
pub mod workspace;

use serde::{Deserialize, Serialize};
use strum::VariantArray;

use crate::variants::all;

use crate::terms;

pub use amount::{Amount, Number};
pub use date::{Date, Due, ParseDateError, Rhythm};

/// The only version of the file format so far.
pub const FORMAT: u32 = 1;

/// A data file: agencies and the plans that give them work.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dataset {
    /// The version of the file format: always [`FORMAT`].
    pub format: u32,
    /// What the file is about, shown as its name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Where the data comes from and what a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Every body that appears in the plans, once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agencies: Vec<Agency>,
    /// Which agency was renamed to, merged into or relieved by which other.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub successions: Vec<Succession>,
    /// The policy documents, in the order in which they are shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub plans: Vec<Plan>,
}

/// A body that answers for tasks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agency {
    /// A short key, unique in the file: `jxj`.
    pub id: String,
    /// The full name: 武汉市经济和信息化局.
    pub name: String,
    /// The name on the screen: 市经信局. Without it the full name is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short: Option<String>,
    /// What kind of body it is.
    pub kind: AgencyKind,
    /// Other ways to write the name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Who belongs to it, for a collective or a leading group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub members: Option<Members>,
    /// Doubts, and what is general knowledge rather than the source's word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Agency {
    /// The name on the screen.
    #[must_use]
    pub fn label(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.name)
    }
}

/// What kind of body an agency is. The order is the order of the column groups.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, VariantArray,
)]
pub enum AgencyKind {
    /// A government or a department of it (政府部门).
    Department,
    /// A body of the Party (党委部门).
    Party,
    /// A people's organisation or an association (群团、社会组织).
    Organisation,
    /// A central body with a seat there, or one led from above (中央驻地方和垂直管理单位).
    Central,
    /// A company (企业).
    Enterprise,
    /// A district or development zone (区、开发区).
    District,
    /// Several bodies under one name: 各区人民政府, 有关部门.
    Collective,
    /// A leading group, its office, or a task force (领导小组、专班).
    LeadingGroup,
    /// A role or mechanism that is not an office: 链长, 链创 (工作机制).
    Mechanism,
}

impl AgencyKind {
    /// All kinds, in the order of the column groups.
    pub const ALL: [Self; 9] = all(Self::VARIANTS);

    /// The name in the data file.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Department => "Department",
            Self::Party => "Party",
            Self::Organisation => "Organisation",
            Self::Central => "Central",
            Self::Enterprise => "Enterprise",
            Self::District => "District",
            Self::Collective => "Collective",
            Self::LeadingGroup => "LeadingGroup",
            Self::Mechanism => "Mechanism",
        }
    }

    /// The Chinese name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Department => "政府部门",
            Self::Party => "党委部门",
            Self::Organisation => "群团和社会组织",
            Self::Central => "中央驻地方单位",
            Self::Enterprise => "企业",
            Self::District => "区、开发区",
            Self::Collective => terms::COLLECTIVE,
            Self::LeadingGroup => "领导小组",
            Self::Mechanism => "工作机制",
        }
    }
}

/// The members of a collective.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Members {
    /// The ids of the agencies that belong to it.
    Listed(Vec<String>),
    /// Nobody says who (有关部门): such a collective is never expanded into agencies.
    Open,
}

/// That the duties of one agency went over to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Succession {
    /// The earlier body, by id.
    pub from: String,
    /// The later body, by id.
    pub to: String,
    /// Whether it was renamed, merged, or gave away some of its duties.
    pub how: SuccessionKind,
    /// When it happened, as exactly as it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// What it is known from: one of the plans, or general knowledge.
    pub basis: Basis,
}

/// The way in which duties went over from one agency to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SuccessionKind {
    /// The same body under a new name (更名).
    Renamed,
    /// The whole body became part of another (并入).
    Merged,
    /// Some of the duties only; both bodies stay apart in every view (部分职责划转).
    Transferred,
}

impl SuccessionKind {
    /// The name in the data file.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Renamed => "Renamed",
            Self::Merged => "Merged",
            Self::Transferred => "Transferred",
        }
    }

    /// The Chinese name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Renamed => "更名",
            Self::Merged => "并入",
            Self::Transferred => "部分职责划转",
        }
    }

    /// Whether the earlier body lives on wholly in the later one.
    #[must_use]
    pub(crate) fn is_whole(self) -> bool {
        !matches!(self, Self::Transferred)
    }
}

/// What a succession is known from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Basis {
    /// One of the plans says so. The text names the plan and the place in it.
    Stated(String),
    /// General knowledge, not from the plans: 2019 年机构改革.
    General(String),
}

/// A policy document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// A short key, unique in the file.
    pub id: String,
    /// The full title.
    pub title: String,
    /// A name short enough for a side bar.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short: Option<String>,
    /// The document number: 武政办〔2017〕118号.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Who issued it, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// When it was issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<Date>,
    /// Whether it is in force.
    #[serde(default)]
    pub status: PlanStatus,
    /// The time it covers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// What a reader should know: what is damaged, what is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Chapters, as deep as the document's own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
}

impl Plan {
    /// The name in the side bar.
    #[must_use]
    pub fn label(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.title)
    }
}

/// Whether a plan is in force.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PlanStatus {
    /// Issued and not known to be over.
    #[default]
    InForce,
    /// A draft for comment (征求意见稿).
    Draft,
    /// Its time is over, or it was repealed.
    Ended,
}

impl PlanStatus {
    /// The name in the data file.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::InForce => "InForce",
            Self::Draft => "Draft",
            Self::Ended => "Ended",
        }
    }

    /// The Chinese name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::InForce => "已印发",
            Self::Draft => "征求意见稿",
            Self::Ended => "已结束",
        }
    }
}

/// The time a plan covers, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// First year, month or day.
    pub from: Date,
    /// Last year, month or day.
    pub to: Date,
}

/// A chapter of a plan. Chapters nest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its number as the document counts, from the top: 二(一).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// Its heading.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Goals that the chapter sets for nobody in particular (总体目标).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<Target>,
    /// Tasks directly in this chapter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tasks: Vec<Task>,
    /// Chapters inside this one, after its own tasks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
}

/// A piece of work for which bodies answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    /// What is to be reached, and by when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<Target>,
    /// Doubts, and every reading that had to be mended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Task {
    /// The clause with its part, unique inside a plan: `三(二)〔2〕` for the second note of 三(二).
    #[must_use]
    pub fn key(&self) -> String {
        match self.part {
            Some(part) => format!("{}〔{part}〕", self.clause),
            None => self.clause.clone(),
        }
    }
}

/// One body in one role for one task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// What a body does for a task. The order is the order of weight: the first one of a cell is shown.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, VariantArray,
)]
pub enum Role {
    /// Leads the task (牵头).
    Lead,
    /// Answers for the task beside the lead, or where no lead is named (责任).
    Responsible,
    /// Supports the others (配合).
    Support,
    /// Is a member of a leading group (成员).
    Member,
    /// Oversees the task (督办).
    Oversee,
}

impl Role {
    /// All roles, the weightiest first.
    pub const ALL: [Self; 5] = all(Self::VARIANTS);

    /// The name in the data file.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Lead => "Lead",
            Self::Responsible => "Responsible",
            Self::Support => "Support",
            Self::Member => "Member",
            Self::Oversee => "Oversee",
        }
    }

    /// The Chinese name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Lead => terms::LEAD,
            Self::Responsible => terms::RESPONSIBLE,
            Self::Support => terms::SUPPORT,
            Self::Member => terms::MEMBER,
            Self::Oversee => terms::OVERSEE,
        }
    }

    /// The first Hanzi of the name, for narrow cells.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Lead => "牵",
            Self::Responsible => "责",
            Self::Support => "配",
            Self::Member => "成",
            Self::Oversee => "督",
        }
    }

    /// The mark, a character of the embedded type.
    #[must_use]
    pub fn mark(self) -> &'static str {
        match self {
            Self::Lead => "●",
            Self::Responsible => "○",
            Self::Support => "△",
            Self::Member => "◇",
            Self::Oversee => "□",
        }
    }

    /// The nearest RACI letter. 牵头 is not quite "Accountable": this is a way to print, no more.
    #[must_use]
    pub(crate) fn raci(self) -> &'static str {
        match self {
            Self::Lead => "A",
            Self::Responsible => "R",
            Self::Support => "C",
            Self::Member | Self::Oversee => "I",
        }
    }

    /// The position in [`Role::ALL`], from 0. Counts by role are arrays in that order.
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }
}

/// Something to be reached.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
