//! Bodies that become one, and one that becomes two: every place that names them follows.

use super::place::sections;
use super::{Edit, TaskAt, task, tasks};
use crate::model::{Agency, Assignment, Dataset, Members, Target};

/// Makes a body part of another: what named it names the other, its names become aliases, and it
/// is gone. `None` where one of them is not there, or both are the same.
#[must_use]
pub fn merge(data: &Dataset, gone: &str, into: &str) -> Option<Edit> {
    let nth = |id: &str| data.agencies.iter().position(|agency| agency.id == id);
    let (gone_nth, into_nth) = (nth(gone)?, nth(into)?);
    if gone_nth == into_nth {
        return None;
    }
    let name = format!(
        "把“{}”并入“{}”",
        data.agencies[gone_nth].label(),
        data.agencies[into_nth].label()
    );
    let mut edits = Vec::new();
    for (at, task) in tasks(data) {
        let targets = renamed_targets(&task.targets, gone, into);
        edits.extend(targets.map(|targets| Edit::Targets(at.clone(), targets)));
        edits.extend(marks_of_other(&at, &task.assignments, gone, into));
    }
    for (at, section) in sections(data) {
        let targets = renamed_targets(&section.targets, gone, into);
        edits.extend(targets.map(|targets| Edit::Goals(at, targets)));
    }
    for (nth, agency) in data.agencies.iter().enumerate() {
        let mut changed = renamed(agency, gone, into);
        if nth == into_nth {
            add_names(&mut changed, &data.agencies[gone_nth]);
        }
        if nth != gone_nth && changed != *agency {
            edits.push(Edit::Body(nth, Box::new(changed)));
        }
    }
    let mut successions = data.successions.clone();
    for succession in &mut successions {
        rename(&mut succession.from, gone, into);
        rename(&mut succession.to, gone, into);
    }
    successions.retain(|succession| succession.from != succession.to);
    if successions != data.successions {
        edits.push(Edit::Successions(successions));
    }
    // It still names its own parent and members, which nobody minds.
    edits.push(Edit::RemoveBody(gone_nth));
    Some(Edit::Several(name, edits))
}

/// Gives some tasks of a body to a new one. `None` where the body has none of these tasks, or the
/// new one's id is taken.
#[must_use]
pub fn split(data: &Dataset, from: &str, new: Agency, places: &[TaskAt]) -> Option<Edit> {
    if data.agencies.iter().any(|agency| agency.id == new.id) {
        return None;
    }
    let name = format!("分出机构“{}”", new.label());
    let mut edits = given(data, from, &new.id, places)?;
    edits.insert(0, Edit::AddBody(data.agencies.len(), Box::new(new)));
    Some(Edit::Several(name, edits))
}

/// Gives some tasks of a body to another one. `None` where the body has none of these tasks, or the
/// other is not there.
#[must_use]
pub fn split_to(data: &Dataset, from: &str, to: &str, places: &[TaskAt]) -> Option<Edit> {
    let mut agencies = data.agencies.iter();
    let other = agencies.find(|agency| agency.id == to && to != from)?;
    let name = format!("分给“{}”", other.label());
    Some(Edit::Several(name, given(data, from, to, places)?))
}

/// What a body has in some tasks is another's; `None` where it has nothing there.
fn given(data: &Dataset, from: &str, to: &str, places: &[TaskAt]) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    for at in places {
        let task = task(data, at)?;
        edits.extend(marks_of_other(at, &task.assignments, from, to));
        let targets = renamed_targets(&task.targets, from, to);
        edits.extend(targets.map(|targets| Edit::Targets(at.clone(), targets)));
    }
    (!edits.is_empty()).then_some(edits)
}

/// The marks of a task that name a body name another; what that one has in the same role already is
/// not there twice.
fn marks_of_other(at: &TaskAt, marks: &[Assignment], gone: &str, into: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (nth, mark) in marks.iter().enumerate().rev() {
        if mark.agency != gone {
            continue;
        }
        let has_it = |(other, known): (usize, &Assignment)| {
            let is_same = known.agency == into || known.agency == gone && other < nth;
            is_same && known.role == mark.role
        };
        edits.push(if marks.iter().enumerate().any(has_it) {
            Edit::TakeMark(at.clone(), nth)
        } else {
            let agency = into.to_owned();
            let mark = Assignment {
                agency,
                ..mark.clone()
            };
            Edit::ChangeMark(at.clone(), nth, mark)
        });
    }
    edits
}

fn rename(id: &mut String, gone: &str, into: &str) {
    if id == gone {
        into.clone_into(id);
    }
}

/// The same ids with one in place of another, each once.
fn rename_all(ids: &mut Vec<String>, gone: &str, into: &str) {
    if !ids.iter().any(|id| id == gone) {
        return;
    }
    if ids.iter().any(|id| id == into) {
        ids.retain(|id| id != gone);
    } else {
        for id in ids {
            rename(id, gone, into);
        }
    }
}

/// Targets with another body; `None` where they do not name it.
fn renamed_targets(targets: &[Target], gone: &str, into: &str) -> Option<Vec<Target>> {
    let names = |target: &Target| target.by.iter().chain(&target.to).any(|id| id == gone);
    if !targets.iter().any(names) {
        return None;
    }
    let mut targets = targets.to_vec();
    for target in &mut targets {
        rename_all(&mut target.by, gone, into);
        rename_all(&mut target.to, gone, into);
    }
    Some(targets)
}

/// A body with another in place of one that it belongs to or has as a member.
fn renamed(agency: &Agency, gone: &str, into: &str) -> Agency {
    let mut agency = agency.clone();
    if let Some(parent) = &mut agency.parent {
        rename(parent, gone, into);
    }
    if let Some(Members::Listed(ids) | Members::ListedAndOthers(ids)) = &mut agency.members {
        rename_all(ids, gone, into);
        // Nobody is a member of itself.
        ids.retain(|id| *id != agency.id || agency.id != into);
    }
    for period in &mut agency.member_periods {
        rename(&mut period.member, gone, into);
    }
    if agency.parent.as_deref() == Some(&agency.id) {
        agency.parent = None;
    }
    let id = agency.id.clone();
    agency.member_periods.retain(|period| period.member != id);
    agency
}

fn add_names(agency: &mut Agency, other: &Agency) {
    let names = [Some(&other.name), other.short.as_ref()];
    for name in names.into_iter().flatten().chain(&other.aliases) {
        let is_own = agency.name == *name
            || agency.short.as_ref() == Some(name)
            || agency.aliases.contains(name);
        if !is_own {
            agency.aliases.push(name.clone());
        }
    }
}

/// Whether anything but the body itself names it.
pub(super) fn is_named(data: &Dataset, id: &str) -> bool {
    let in_targets = |targets: &[Target]| {
        let mut named = targets
            .iter()
            .flat_map(|target| target.by.iter().chain(&target.to));
        named.any(|named| named == id)
    };
    let of_section = sections(data).iter().any(|(_, section)| {
        let has_mark = |mark: &Assignment| mark.agency == id;
        let tasks = &section.tasks;
        in_targets(&section.targets)
            || tasks
                .iter()
                .any(|task| in_targets(&task.targets) || task.assignments.iter().any(has_mark))
    });
    let of_others = data.agencies.iter().any(|agency| {
        let listed = agency.members.as_ref().map(Members::listed);
        let periods = agency.member_periods.iter().map(|period| &period.member);
        agency.id != id
            && (agency.parent.as_deref() == Some(id)
                || listed.is_some_and(|ids| ids.iter().any(|member| member == id))
                || periods.into_iter().any(|member| member == id))
    });
    let successions = data.successions.iter();
    let mut successions = successions.flat_map(|entry| [&entry.from, &entry.to]);
    of_section || of_others || successions.any(|named| named == id)
}
