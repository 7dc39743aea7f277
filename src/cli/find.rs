//! Names from the command line, looked up in the data.

use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::model::workspace::{SectionIx, Workspace};
use crate::nearest::nearest;
use crate::terms;
use crate::view::ViewSpec;

/// How many names a hint lists.
const MOST_NAMES: usize = 5;

/// The id of the agency that somebody typed: an id, a full or short name, or an alias.
pub(super) fn agency(workspace: &Workspace, typed: &str) -> Result<String, Diagnostic> {
    match workspace.agencies_named(typed).as_slice() {
        [one] => Ok(workspace.agency(*one).id.clone()),
        [] => {
            let error = Diagnostic::error(format!("没有“{typed}”这个机构"));
            Err(error.with_hint(agency_hint(workspace, typed)))
        }
        several => {
            let names: Vec<String> = several
                .iter()
                .map(|&ix| workspace.agency(ix))
                .map(|agency| format!("{}（{}）", agency.id, agency.name))
                .collect();
            Err(Diagnostic::error(format!("“{typed}”指几个机构"))
                .with_hint(format!("改写代号：{}", names.join("、"))))
        }
    }
}

fn agency_hint(workspace: &Workspace, typed: &str) -> String {
    let names = workspace.agencies.iter().flat_map(|entry| {
        let label = entry.agency.label();
        std::iter::once(entry.agency.id.as_str())
            .chain(entry.names())
            .map(move |name| (name, label))
    });
    let near = nearest(typed, names, MOST_NAMES);
    if near.is_empty() {
        "可以写机构的全称、简称、别名或代号".to_owned()
    } else {
        format!("相近的有 {}", near.join("、"))
    }
}

/// Finds what a view names and the data does not have.
///
/// A view that filters by something unknown would show less than its author meant, or nothing,
/// and nobody would know why: that is an error. Unknown ids in what only orders or folds are not.
pub(super) fn check_view(
    workspace: &Workspace,
    spec: &ViewSpec,
    file: &Path,
) -> Result<(), Diagnostic> {
    let plans: Vec<&str> = workspace
        .plans
        .iter()
        .map(|entry| entry.plan.id.as_str())
        .collect();
    let sections: Vec<String> = (0..workspace.sections.len())
        .map(|ix| workspace.section_key(SectionIx::new(ix)))
        .collect();
    let sections: Vec<&str> = sections.iter().map(String::as_str).collect();
    let agencies: Vec<&str> = workspace
        .agencies
        .iter()
        .map(|entry| entry.agency.id.as_str())
        .collect();
    let tasks: Vec<String> = if spec.tasks.is_empty() {
        Vec::new()
    } else {
        let tasks = workspace.tasks.iter();
        tasks
            .map(|entry| {
                format!(
                    "{}/{}",
                    workspace.plan(entry.plan).plan.id,
                    entry.task.key()
                )
            })
            .collect()
    };
    let tasks: Vec<&str> = tasks.iter().map(String::as_str).collect();
    for (what, wanted, known) in [
        (terms::PLAN, &spec.plans, &plans),
        (terms::TASK, &spec.tasks, &tasks),
        (terms::SECTION, &spec.sections, &sections),
        (terms::AGENCY, &spec.agencies, &agencies),
    ] {
        let Some(missing) = wanted.iter().find(|id| !known.contains(&id.as_str())) else {
            continue;
        };
        let near = nearest(missing, known.iter().map(|id| (*id, *id)), MOST_NAMES);
        let hint = if near.is_empty() {
            "视图可能是为另一份数据存下的；用同一份数据导出，或重新保存视图".to_owned()
        } else {
            format!("相近的有 {}", near.join("、"))
        };
        let message = format!("视图中的{what}“{missing}”不在数据里");
        return Err(Diagnostic::error(message).with_hint(hint).in_file(file));
    }
    Ok(())
}
