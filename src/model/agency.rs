//! Bodies that answer for tasks, who belongs to them, and how they became one another.

use serde::{Deserialize, Serialize};
use strum::VariantArray;

use super::{Date, Fields};
use crate::terms;
use crate::variants::all;

/// A body that answers for tasks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// The body that it belongs to, by id: the bureau of an office, the group of a task force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Who belongs to it, for a collective or a leading group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub members: Option<Members>,
    /// Members that belong to it for a time only. One that is not here belongs to it all the time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub member_periods: Vec<MemberPeriod>,
    /// Whether it is gone and nobody knows who took over its duties: then no body of today stands
    /// for it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub heir_unknown: bool,
    /// Columns of the file's own: 责任人, 联系电话.
    #[serde(default, skip_serializing_if = "Fields::is_empty")]
    pub fields: Fields,
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
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    VariantArray,
)]
pub enum AgencyKind {
    /// A government or a department of it (政府部门).
    #[default]
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
    /// The ids of the agencies that are named, and others that are not (发改委、财政局等部门).
    ListedAndOthers(Vec<String>),
    /// Nobody says who (有关部门): such a collective is never expanded into agencies.
    Open,
}

impl Members {
    /// The ids of the agencies that are named; none where nobody says who.
    #[must_use]
    pub fn listed(&self) -> &[String] {
        match self {
            Self::Listed(ids) | Self::ListedAndOthers(ids) => ids,
            Self::Open => &[],
        }
    }

    /// Whether there are others beside those that are named.
    #[must_use]
    pub fn has_others(&self) -> bool {
        !matches!(self, Self::Listed(_))
    }
}

/// From when to when a body is a member of a collective, both ends included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MemberPeriod {
    /// The member, by id.
    pub member: String,
    /// Since when; without it from the beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Until when; without it to this day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
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
