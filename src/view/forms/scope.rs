//! Which tasks a form has, as people say it.

use super::words::tight;
use super::{FormKind, FormTable};
use crate::model::Role;
use crate::view::compare::ChangeKind;
use crate::view::{AgencyMatch, ChipKind};

/// `范围：市经信局参与的任务，25项`, `范围：涉及市经信局的修改，5处`; `None` where all that the chosen
/// plans have is shown.
pub(super) fn scope(table: &FormTable) -> Option<String> {
    let sheet = &table.sheet;
    let is_changes = table.spec.kind == FormKind::Changes;
    let spec = &sheet.spec;
    let workspace = sheet.workspace();
    let chips = sheet.chips();
    let roles: Vec<&str> = Role::ALL
        .into_iter()
        .filter(|role| spec.roles.contains(role))
        .map(Role::label)
        .collect();
    let mut words: Vec<String> = Vec::new();
    for chip in &chips {
        let said = match chip.kind {
            // The title says which plans.
            ChipKind::Plans => continue,
            // All that changed is what the table is about.
            ChipKind::Changes if spec.changes.len() == ChangeKind::ALL.len() => continue,
            ChipKind::Changes => ChangeKind::ALL
                .into_iter()
                .filter(|kind| spec.changes.contains(kind))
                .map(ChangeKind::label)
                .collect::<Vec<_>>()
                .join("、"),
            ChipKind::Agencies => {
                let known = spec.agencies.iter();
                let known = known.filter_map(|id| workspace.agency_by_id(id));
                let names: Vec<&str> = known.map(|ix| workspace.agency(ix).label()).collect();
                let together = match spec.agency_match {
                    AgencyMatch::All if names.len() > 1 => "共同",
                    _ => "",
                };
                let part = if roles.is_empty() {
                    "参与".to_owned()
                } else {
                    roles.join("或")
                };
                let names = names.join("、");
                if is_changes {
                    format!("涉及{names}的修改")
                } else {
                    format!("{names}{together}{part}的任务")
                }
            }
            // Said with the bodies.
            ChipKind::Roles if !spec.agencies.is_empty() => continue,
            ChipKind::Roles => format!("有{}单位的任务", roles.join("或")),
            ChipKind::Text => sheet.search_words().map_or_else(
                || chip.text.clone(),
                |found| match found {
                    Ok(body) => format!("{body}参与的任务"),
                    Err(text) => format!("{text}的任务"),
                },
            ),
            ChipKind::Tasks => "选定的任务".to_owned(),
            _ => chip.text.clone(),
        };
        words.push(tight(&said));
    }
    if words.is_empty() {
        return None;
    }
    let count = if is_changes {
        format!("{}处", table.entries().count())
    } else if table.spec.kind == FormKind::Goals {
        format!("{}个目标", table.entries().count())
    } else if table.spec.kind == FormKind::Due {
        format!("到期{}项", table.entries().count())
    } else {
        format!("{}项", sheet.shown.tasks)
    };
    Some(format!("范围：{}，{count}", words.join("，")))
}
