//! Bodies of the screen in the data of one file: which of its bodies is meant, and how one that is
//! not there comes in.

use crate::import::draft::new_body;
use crate::model::edit::{self, Edit, TaskAt};
use crate::model::{Agency, Assignment, Dataset, Members, Role, name_key};

/// A body of this name in a role for a task: the one that goes by it, else a new one. `written` is
/// what the document calls it.
pub(super) fn named(
    data: &Dataset,
    at: &TaskAt,
    name: &str,
    role: Role,
    written: Option<String>,
) -> Option<Edit> {
    let key = name_key(name);
    let known = data.agencies.iter().find(|agency| {
        let names = [Some(&agency.name), agency.short.as_ref()];
        let mut names = names.into_iter().flatten().chain(&agency.aliases);
        names.any(|name| name_key(name) == key)
    });
    if let Some(agency) = known {
        return edit::set_mark(data, at, &agency.id, role, written);
    }
    let task = edit::task(data, at).filter(|_| !name.is_empty())?;
    let new = new_body(data, name);
    let mark = Assignment {
        agency: new.id.clone(),
        role,
        written,
        ..Assignment::default()
    };
    let edits = vec![
        Edit::AddBody(data.agencies.len(), Box::new(new)),
        Edit::PutMark(at.clone(), task.assignments.len(), mark),
    ];
    Some(Edit::Several(format!("标为{}", role.label()), edits))
}

/// The id that a body of the screen has in a file, by its full name or one that the file gives it.
pub(super) fn known<'d>(data: &'d Dataset, body: &Agency) -> Option<&'d str> {
    let full = name_key(&body.name);
    let by_full = |agency: &&Agency| name_key(&agency.name) == full;
    let by_other = |agency: &&Agency| {
        let mut names = agency.short.iter().chain(&agency.aliases);
        let own = name_key(&agency.name);
        let mut others = body.short.iter().chain(&body.aliases);
        names.any(|name| name_key(name) == full) || others.any(|name| name_key(name) == own)
    };
    let agencies = || data.agencies.iter();
    let found = agencies()
        .find(by_full)
        .or_else(|| agencies().find(by_other));
    found.map(|agency| agency.id.as_str())
}

/// A body of another file under an id that is free here. Whom it belongs to and who belongs to it
/// stays where it comes from.
pub(super) fn newcomer(data: &Dataset, body: &Agency) -> Agency {
    let is_taken = |id: &str| data.agencies.iter().any(|agency| agency.id == id);
    let mut id = body.id.clone();
    let mut number = 2;
    while is_taken(&id) {
        id = format!("{}-{number}", body.id);
        number += 1;
    }
    let open = |_: &Members| Members::Open;
    Agency {
        id,
        parent: None,
        members: body.members.as_ref().map(open),
        member_periods: Vec::new(),
        ..body.clone()
    }
}
