//! A mark in a cell of the matrix: a body in a role for a task.

use super::{Edit, TaskAt, task};
use crate::model::{Assignment, Dataset, Role};

/// Makes a body have this role in a task, in place of the others that it has there. What the
/// document calls the body is kept, or is `written` where the mark is new. `None` where it is so
/// already, or there is no such task.
#[must_use]
pub fn set_mark(
    data: &Dataset,
    at: &TaskAt,
    agency: &str,
    role: Role,
    written: Option<String>,
) -> Option<Edit> {
    let marks = &task(data, at)?.assignments;
    let here: Vec<usize> = of(marks, agency);
    let name = format!("标为{}", role.label());
    let Some((&first, others)) = here.split_first() else {
        let mark = Assignment {
            agency: agency.to_owned(),
            role,
            written,
            ..Assignment::default()
        };
        return Some(Edit::PutMark(at.clone(), marks.len(), mark));
    };
    if marks[first].role == role && others.is_empty() {
        return None;
    }
    // From the end, so that the numbers before stay what they are.
    let others = others.iter().rev();
    let mut edits: Vec<Edit> = others.map(|nth| Edit::TakeMark(at.clone(), *nth)).collect();
    let mark = Assignment {
        role,
        // A term of its own belongs to the role that it names.
        term: None,
        ..marks[first].clone()
    };
    edits.push(Edit::ChangeMark(at.clone(), first, mark));
    Some(Edit::Several(name, edits))
}

/// Takes away all that a body has in a task; `None` where it has nothing.
#[must_use]
pub fn clear_mark(data: &Dataset, at: &TaskAt, agency: &str) -> Option<Edit> {
    let here = of(&task(data, at)?.assignments, agency);
    if here.is_empty() {
        return None;
    }
    let edits = here.iter().rev();
    let edits = edits.map(|nth| Edit::TakeMark(at.clone(), *nth)).collect();
    Some(Edit::Several("清除标记".to_owned(), edits))
}

fn of(marks: &[Assignment], agency: &str) -> Vec<usize> {
    let marks = marks.iter().enumerate();
    let here = marks.filter(|(_, mark)| mark.agency == agency);
    here.map(|(nth, _)| nth).collect()
}
