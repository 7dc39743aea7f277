//! Which tasks a form has, as people say it.

use super::words::tight;
use crate::model::Role;
use crate::view::{AgencyMatch, ChipKind, Sheet};

/// `范围：市经信局参与的任务，25项`; `None` where all tasks of the chosen plans are shown.
pub(super) fn scope(sheet: &Sheet) -> Option<String> {
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
                format!("{}{together}{part}的任务", names.join("、"))
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
    Some(format!(
        "范围：{}，{}项",
        words.join("，"),
        sheet.shown.tasks
    ))
}
