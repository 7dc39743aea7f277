//! The data: agencies, plans, tasks, who answers for them, and by when.
//!
//! These types are the file format (see `data/README.md`): a field here is a field there.
//! What a file may say beyond its types is in [`check`].

mod agency;
mod amount;
pub mod check;
mod date;
mod due;
pub mod edit;
mod fields;
mod heirs;
mod key_map;
mod names;
mod plan;
mod role;
pub(crate) mod similar;
mod task;
pub mod workspace;

use serde::{Deserialize, Serialize};

pub use agency::{Agency, AgencyKind, Basis, MemberPeriod, Members, Succession, SuccessionKind};
pub use amount::{Amount, Number};
pub use date::{Date, ParseDateError};
pub use due::{Due, Rhythm};
pub use fields::Fields;
pub use names::{is_invisible, name_key};
pub use plan::{Period, Plan, PlanSource, PlanStatus, Section, Superior};
pub use role::{MOST_OWN_ROLES, OwnRole, Role, is_lead, own_role};
pub use task::{Assignment, Checked, Target, Task, dues_text};

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
    /// Roles that the file has of its own: 主责, 协办, 验收.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<OwnRole>,
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
