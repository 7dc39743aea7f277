//! What can be chosen in a view.

use serde::{Deserialize, Serialize};
use strum::VariantArray;

use crate::model::{AgencyKind, Due, Role};
use crate::terms;
use crate::variants::all;

/// Which condition of a view a chip speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChipKind {
    /// The search text.
    Text,
    /// The plans.
    Plans,
    /// The sections.
    Sections,
    /// The tasks.
    Tasks,
    /// The agencies.
    Agencies,
    /// The roles.
    Roles,
    /// The deadlines.
    Due,
    /// Values of the file's own columns.
    Own,
    /// Only tasks with targets.
    Targets,
    /// Nothing that a body has only through a collective.
    Direct,
    /// Only tasks with certain changes.
    Changes,
}

/// Whether a task needs any or all of the chosen agencies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AgencyMatch {
    /// Any one of them is enough (任一).
    #[default]
    Any,
    /// All of them take part in the task (同时).
    All,
}

impl AgencyMatch {
    /// The Chinese name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Any => "任一",
            Self::All => "同时",
        }
    }
}

/// Which agencies get a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ColumnScope {
    /// Everybody who takes part in a shown task.
    #[default]
    Involved,
    /// Only the chosen agencies.
    Selected,
}

/// The order of the tasks.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, VariantArray,
)]
pub enum RowOrder {
    /// As in the document, under its sections (按原文).
    #[default]
    Document,
    /// The earliest deadline first, within each plan (按时限).
    Deadline,
    /// The most bodies first, within each plan (按机构数).
    Load,
    /// By the pinyin of the title, within each plan (按名称).
    Name,
}

impl RowOrder {
    /// All orders.
    pub const ALL: [Self; 4] = all(Self::VARIANTS);

    /// The Chinese name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Document => "按原文",
            Self::Load => "按机构数",
            Self::Deadline => "按时限",
            Self::Name => "按名称",
        }
    }
}

/// How the list of tasks is grouped. In every way each task stands in it once.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, VariantArray,
)]
pub enum TaskGrouping {
    /// By plan and section, as in the document (按方案和章节).
    #[default]
    Sections,
    /// By the bodies that lead (按牵头机构).
    Leads,
    /// By the earliest deadline (按时限).
    Due,
    /// Not at all (不分组).
    Flat,
}

impl TaskGrouping {
    /// All ways.
    pub const ALL: [Self; 4] = all(Self::VARIANTS);

    /// The Chinese name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Sections => "按方案和章节",
            Self::Leads => "按牵头机构",
            Self::Due => "按时限",
            Self::Flat => "不分组",
        }
    }
}

/// The order of the agencies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ColumnOrder {
    /// The most tasks first, within each group (按任务数).
    #[default]
    Load,
    /// By the pinyin of the name, within each group (按名称).
    Name,
    /// As in the file, within each group (按文件).
    File,
    /// These ids first, in this order, the rest after them by load (手工).
    ByHand(Vec<String>),
}

impl ColumnOrder {
    /// The Chinese name.
    #[must_use]
    pub fn label(&self) -> &'static str {
        match self {
            Self::Load => "按任务数",
            Self::Name => "按名称",
            Self::File => "按文件",
            Self::ByHand(_) => "手工",
        }
    }
}

/// Bodies as written, or as they are today.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SuccessionView {
    /// Agencies as the documents name them (按原文).
    #[default]
    AsWritten,
    /// Agencies as they are today: renamed and merged ones count as their successors (按现机构).
    Current,
}

impl SuccessionView {
    /// The Chinese name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::AsWritten => "按原文",
            Self::Current => "按现机构",
        }
    }
}

/// How a role is printed.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, VariantArray,
)]
pub enum MarkStyle {
    /// A symbol for each role: ● ○ △ ◇ □.
    #[default]
    Symbols,
    /// The first Hanzi of each role: 牵 责 配 成 督.
    Words,
    /// The nearest letter of a RACI chart for each role.
    Raci,
}

impl MarkStyle {
    /// All styles.
    pub const ALL: [Self; 3] = all(Self::VARIANTS);

    /// The Chinese name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Symbols => "符号 ●○",
            Self::Words => "文字 牵责",
            Self::Raci => "RACI 字母",
        }
    }

    /// How this style prints a role.
    #[must_use]
    pub fn text(self, role: Role) -> &'static str {
        match self {
            Self::Symbols => role.mark(),
            Self::Words => role.word(),
            Self::Raci => role.raci(),
        }
    }
}

/// What the lanes of the timeline are grouped by.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, VariantArray,
)]
pub enum LaneBy {
    /// By plan (方案).
    #[default]
    Plan,
    /// By indicator (指标): the same one in several plans stands together.
    Indicator,
    /// By agency (机构): a target stands at every one that answers for it.
    Agency,
    /// By role (角色): that of the chosen agencies, or of all.
    Role,
}

impl LaneBy {
    /// All groupings.
    pub const ALL: [Self; 4] = all(Self::VARIANTS);

    /// The Chinese name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Plan => terms::PLAN,
            Self::Indicator => terms::INDICATOR,
            Self::Agency => terms::AGENCY,
            Self::Role => terms::ROLE,
        }
    }
}

/// How finely the timeline is divided.
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
pub enum TimeScale {
    /// A year is the smallest division (年).
    #[default]
    Year,
    /// Years are divided into quarters (季).
    Quarter,
    /// Years are divided into months (月).
    Month,
}

impl TimeScale {
    /// All scales, the widest first.
    pub const ALL: [Self; 3] = all(Self::VARIANTS);

    /// The Chinese name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Year => "年",
            Self::Quarter => "季",
            Self::Month => "月",
        }
    }
}

/// A kind of deadline to filter by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DueFilter {
    /// A deadline in this year. A time from one year to another has its deadline in the last one.
    Year(i16),
    /// Within some days of the plan's start (几天内).
    WithinDays,
    /// Within some months of the plan's start (几个月内).
    WithinMonths,
    /// Within some years of the plan's start (若干年内).
    Within,
    /// Again and again, in any rhythm (定期).
    Every,
    /// When something has happened, whenever that is (视条件而定).
    When,
    /// All the time, with no end (持续推进).
    Ongoing,
    /// The document does not say (未写明).
    Unstated,
}

impl DueFilter {
    /// The kind that a deadline belongs to.
    #[must_use]
    pub fn of(due: &Due) -> Self {
        match due {
            Due::By(date) | Due::Between(_, date) => Self::Year(date.year()),
            Due::Within(..) => Self::Within,
            Due::WithinMonths(..) => Self::WithinMonths,
            Due::WithinDays(..) => Self::WithinDays,
            Due::When(_) => Self::When,
            Due::Every(_) | Due::EveryUntil(..) => Self::Every,
            Due::Ongoing => Self::Ongoing,
            Due::Unstated => Self::Unstated,
        }
    }

    /// The Chinese name.
    #[must_use]
    pub fn label(self) -> String {
        match self {
            Self::Year(year) => format!("{year}年"),
            Self::Within => terms::WITHIN.to_owned(),
            Self::WithinMonths => terms::WITHIN_MONTHS.to_owned(),
            Self::WithinDays => terms::WITHIN_DAYS.to_owned(),
            Self::When => terms::WHEN_SO.to_owned(),
            Self::Every => terms::REGULARLY.to_owned(),
            Self::Ongoing => terms::ONGOING.to_owned(),
            Self::Unstated => terms::UNSTATED.to_owned(),
        }
    }
}

/// The groups that the columns of agencies stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GroupKind {
    /// Government departments (政府部门).
    Government,
    /// Bodies of the Party, people's organisations, associations (党群).
    PartyAndMass,
    /// Central bodies with a seat there (中央驻地方单位).
    Central,
    /// Companies (企业).
    Enterprise,
    /// Districts and collectives (各区).
    Areas,
    /// Leading groups, and roles that are no office (领导小组和工作机制).
    Mechanisms,
}

impl GroupKind {
    /// The group that a kind of agency belongs to.
    #[must_use]
    pub fn of(kind: AgencyKind) -> Self {
        match kind {
            AgencyKind::Department => Self::Government,
            AgencyKind::Party | AgencyKind::Organisation => Self::PartyAndMass,
            AgencyKind::Central => Self::Central,
            AgencyKind::Enterprise => Self::Enterprise,
            AgencyKind::District | AgencyKind::Collective => Self::Areas,
            AgencyKind::LeadingGroup | AgencyKind::Mechanism => Self::Mechanisms,
        }
    }

    /// The Chinese name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Government => "政府部门",
            Self::PartyAndMass => "党群",
            Self::Central => "驻地单位",
            Self::Enterprise => "企业",
            Self::Areas => "各区和集合机构",
            Self::Mechanisms => "领导小组和机制",
        }
    }

    /// Two Hanzi, for a group of one column.
    #[must_use]
    pub fn short(self) -> &'static str {
        match self {
            Self::Government => "政府",
            Self::PartyAndMass => "党群",
            Self::Central => "驻地",
            Self::Enterprise => "企业",
            Self::Areas => "各区",
            Self::Mechanisms => "机制",
        }
    }
}
