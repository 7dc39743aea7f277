//! Rules about the roles that a file has of its own.

use super::{Finding, Rule, Step};
use crate::diagnostic::Item;
use crate::model::{Assignment, Dataset, MOST_OWN_ROLES, OwnRole, Role, own_role};

fn place(nth: usize, field: &'static str) -> Vec<Step> {
    vec![Step::Field("roles"), Step::Index(nth), Step::Field(field)]
}

/// Checks the definitions.
pub(super) fn check(dataset: &Dataset, findings: &mut Vec<Finding>) {
    let roles = &dataset.roles;
    if roles.len() > MOST_OWN_ROLES {
        let path = vec![Step::Field("roles"), Step::Index(MOST_OWN_ROLES)];
        let message = format!(
            "有 {} 个自定义角色，最多 {MOST_OWN_ROLES} 个，其余的按归入的角色显示",
            roles.len()
        );
        let finding = Finding::new(Rule::ManyOwnRoles, path, Item::File, message);
        findings.push(finding.with_hint("去掉没有用到的角色，或把含义相近的合并"));
    }
    for (nth, role) in roles.iter().enumerate() {
        if let Some(first) = roles[..nth]
            .iter()
            .position(|known| known.name == role.name)
        {
            let message = format!("自定义角色“{}”重复", role.name);
            let finding = Finding::new(
                Rule::DuplicateOwnRole,
                place(nth, "name"),
                Item::File,
                message,
            );
            findings.push(
                finding
                    .repeating(place(first, "name"))
                    .with_hint("同一名称只写一次"),
            );
            continue;
        }
        findings.extend(sign(roles, nth, role));
    }
}

/// What is wrong with the name or the mark of a role.
fn sign(roles: &[OwnRole], nth: usize, role: &OwnRole) -> Option<Finding> {
    let (field, message, hint) = if role.name.trim().is_empty() {
        let hint = "name 写原文的叫法，如 \"主责\"";
        ("name", "自定义角色没有名称".to_owned(), hint)
    } else if !(1..=2).contains(&role.mark.trim().chars().count()) {
        let message = format!("自定义角色“{}”的标记应是一两个字", role.name);
        ("mark", message, "mark 写表格里的标记，如 \"主\"")
    } else {
        let same = roles[..nth].iter().find(|known| known.mark == role.mark);
        let same = same.map(|known| known.name.as_str());
        let same = same.or_else(|| {
            let of_program = Role::ALL
                .into_iter()
                .find(|known| known.mark() == role.mark);
            // The mark of the role that it counts as may be meant to stand for both.
            of_program
                .filter(|known| *known != role.counts_as)
                .map(Role::label)
        })?;
        let message = format!("自定义角色“{}”的标记与“{same}”相同", role.name);
        ("mark", message, "换一个标记，表格里才分得清")
    };
    let finding = Finding::new(Rule::OwnRoleSign, place(nth, field), Item::File, message);
    Some(finding.with_hint(hint))
}

/// What is wrong with the role of an assignment whose term is a role of the file's own: the rule's
/// message and hint.
pub(super) fn miscounted(roles: &[OwnRole], assignment: &Assignment) -> Option<(String, String)> {
    let own = &roles[own_role(roles, assignment.term.as_deref())?];
    if own.counts_as == assignment.role {
        return None;
    }
    let message = format!(
        "“{}”归入{}，这里的角色却是{}",
        own.name,
        own.counts_as.label(),
        assignment.role.label()
    );
    Some((message, format!("写作 role: {}", own.counts_as.key())))
}
