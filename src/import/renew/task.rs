//! A task of the new version, with what was decided of the old one.

use super::News;
use super::matching::plain;
use crate::import::understand::ReadTask;
use crate::likeness::normal;
use crate::model::{Assignment, Dataset, Target, Task};

/// So many characters of an old wording are shown.
const SHOWN: usize = 160;

/// Makes a task that was read anew follow the old one; says what became of it.
pub(super) fn follow(old: &Task, read: &ReadTask, new: &mut Task, known: &Dataset) -> News {
    let moved =
        (old.key() != new.key()).then(|| format!("条款由{}改为{}，原文未变", old.key(), new.key()));
    if is_same(old, read, new) {
        let text = new.text.take().or_else(|| old.text.clone());
        *new = Task {
            clause: std::mem::take(&mut new.clause),
            part: new.part,
            place: new.place.take(),
            text,
            ..old.clone()
        };
        return News::Same(moved);
    }
    let said = changes(old, new, known);
    new.summary.clone_from(&old.summary);
    keep_bodies(&old.assignments, &mut new.assignments);
    keep_targets(&old.targets, &mut new.targets);
    if let Some(note) = &old.note {
        let is_said = new.note.as_ref().is_some_and(|new| new.contains(note));
        if !is_said {
            let new_note = new.note.take().unwrap_or_default();
            new.note = Some(format!("{note}{new_note}"));
        }
    }
    News::Changed(said)
}

/// Whether the document says the same of a task. Where the data has no wording, by what it says.
fn is_same(old: &Task, read: &ReadTask, new: &Task) -> bool {
    if let Some(text) = old.text.as_deref().filter(|_| !read.text.is_empty()) {
        return plain(text) == plain(&read.text);
    }
    normal(&old.title) == normal(&new.title)
        && written(&old.assignments) == written(&new.assignments)
        && old.due_wordings().eq(new.due_wordings())
        && old.targets.len() == new.targets.len()
}

fn written(marks: &[Assignment]) -> Vec<Option<&str>> {
    marks.iter().map(|mark| mark.written.as_deref()).collect()
}

/// What changed of a task, a sentence each.
fn changes(old: &Task, new: &Task, known: &Dataset) -> Vec<String> {
    let mut said = Vec::new();
    if normal(&old.title) != normal(&new.title) {
        said.push(format!("任务名称由“{}”改为“{}”", old.title, new.title));
    }
    let name = |mark: &Assignment| -> String {
        let mut agencies = known.agencies.iter();
        let found = agencies.find(|agency| agency.id == mark.agency);
        let written = mark.written.clone();
        written
            .or_else(|| found.map(|agency| agency.label().to_owned()))
            .unwrap_or_else(|| mark.agency.clone())
    };
    let same = |one: &Assignment, other: &Assignment| {
        one.written.is_some() && one.written == other.written || one.agency == other.agency
    };
    for mark in &new.assignments {
        match old.assignments.iter().find(|old| same(old, mark)) {
            None => said.push(format!("新增{}：{}", mark.role.label(), name(mark))),
            Some(old) if old.role != mark.role => said.push(format!(
                "{}由{}改为{}",
                name(mark),
                old.role.label(),
                mark.role.label()
            )),
            Some(_) => {}
        }
    }
    for mark in &old.assignments {
        if !new.assignments.iter().any(|new| same(new, mark)) {
            said.push(format!("不再有{}：{}", mark.role.label(), name(mark)));
        }
    }
    let dues = |task: &Task| task.due_wordings().collect::<Vec<_>>().join("；");
    let (before, after) = (dues(old), dues(new));
    if before != after {
        let word = |dues: String| match dues.as_str() {
            "" => crate::terms::UNSTATED.to_owned(),
            _ => dues,
        };
        said.push(format!("时限由{}改为{}", word(before), word(after)));
    }
    if let Some(text) = &old.text {
        let cut = text.chars().count() > SHOWN;
        let text: String = text.trim().chars().take(SHOWN).collect();
        let more = if cut { "……" } else { "" };
        said.push(format!("原文有改动，原为“{text}{more}”"));
    } else if said.is_empty() {
        said.push("与原来的数据不同".to_owned());
    }
    if let Some(checked) = &old.checked {
        let words = crate::terms::CHECKED;
        said.push(format!("原来{words}（{}），改动后要再核", checked.text()));
    }
    said
}

/// Names that are written as before mean the body that somebody decided on.
fn keep_bodies(old: &[Assignment], new: &mut [Assignment]) {
    for mark in new {
        let is_it = |old: &&Assignment| old.written.is_some() && old.written == mark.written;
        let Some(before) = old.iter().find(is_it) else {
            continue;
        };
        mark.agency.clone_from(&before.agency);
        if mark.role == before.role {
            *mark = before.clone();
        }
    }
}

/// Targets that were read of the same words stay as they were mended, where as many were.
pub(super) fn keep_targets(old: &[Target], new: &mut Vec<Target>) {
    let words = |targets: &[Target]| -> Vec<String> {
        let notes = targets.iter().filter_map(|target| target.note.clone());
        notes.collect()
    };
    let (before, after) = (words(old), words(new));
    if !before.is_empty() && before.len() == old.len() && before == after {
        *new = old.to_vec();
    }
}
