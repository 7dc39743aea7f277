//! What a body does for a task: the roles of the program, and those of a file.

use serde::{Deserialize, Serialize};
use strum::VariantArray;

use super::Assignment;
use crate::terms;
use crate::variants::all;

/// What a body does for a task. The order is the order of weight: the first one of a cell is shown.
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
pub enum Role {
    /// Leads the task (牵头).
    Lead,
    /// Answers for the task beside the lead, or where no lead is named (责任).
    #[default]
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

/// A role that a file has of its own: 主责, 协办, 验收, 分管领导. An assignment has it when its
/// [`term`](Assignment::term) is the name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnRole {
    /// Its name, as assignments write it in their `term`.
    pub name: String,
    /// Its mark in a cell: one or two characters.
    pub mark: String,
    /// The role that it counts as, wherever tasks are counted, filtered or compared.
    pub counts_as: Role,
    /// Whether it is a post (组长, 链长, 分管领导), whose holder does not lead the task itself.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub post: bool,
}

/// How many roles of their own open files can have together: so many fit beside the roles of the
/// program where a cell remembers its marks.
pub const MOST_OWN_ROLES: usize = 27;

/// The role that a term names, as its place in a list.
#[must_use]
pub fn own_role(roles: &[OwnRole], term: Option<&str>) -> Option<usize> {
    let term = term?;
    roles.iter().position(|role| role.name == term)
}

/// Whether the document calls the body a lead of the task: a role of 牵头, unless its term names a
/// post (组长, 链长), whose holder leads a group or a chain.
#[must_use]
pub fn is_lead(assignment: &Assignment, roles: &[OwnRole]) -> bool {
    if assignment.role != Role::Lead {
        return false;
    }
    let Some(term) = assignment.term.as_deref() else {
        return true;
    };
    match own_role(roles, Some(term)) {
        Some(nth) => !roles[nth].post,
        None => !names_post(term),
    }
}

/// Whether a term plainly names a post and not what is done: 副组长, 办公室主任, 分管副市长.
fn names_post(term: &str) -> bool {
    const ENDS: [&str; 9] = [
        "长",
        "主任",
        "召集人",
        "书记",
        "主席",
        "负责人",
        "联系人",
        "链主",
        "链创",
    ];
    let term = term.trim();
    ENDS.iter().any(|end| term.ends_with(end))
        || (term.starts_with("分管") || term.ends_with("领导")) && term != "领导"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lead(term: Option<&str>) -> Assignment {
        Assignment {
            role: Role::Lead,
            term: term.map(str::to_owned),
            ..Assignment::default()
        }
    }

    #[test]
    fn a_lead_with_a_term_leads_unless_the_term_names_a_post() {
        for term in ["牵头部门", "主责", "主办", "全面统筹", "总牵头", "领导"] {
            assert!(is_lead(&lead(Some(term)), &[]), "{term}");
        }
        assert!(is_lead(&lead(None), &[]));
        for term in [
            "组长",
            "副组长",
            "总链长",
            "链主",
            "办公室主任",
            "召集人",
            "区委书记",
            "分管领导",
            "分管副市长",
            "市领导",
        ] {
            assert!(!is_lead(&lead(Some(term)), &[]), "{term}");
        }
        let support = Assignment {
            role: Role::Support,
            ..lead(None)
        };
        assert!(!is_lead(&support, &[]));
    }

    #[test]
    fn what_a_file_says_of_its_own_role_decides() {
        let role = |name: &str, post| OwnRole {
            name: name.to_owned(),
            mark: "主".to_owned(),
            counts_as: Role::Lead,
            post,
        };
        let roles = [role("组长", false), role("主责", true)];
        assert!(is_lead(&lead(Some("组长")), &roles));
        assert!(!is_lead(&lead(Some("主责")), &roles));
    }
}
