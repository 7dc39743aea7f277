//! What the open files hold, as it was changed in the window.

use std::path::{Path, PathBuf};

use crate::model::edit::{self, Edit, EditError, TaskAt};
use crate::model::workspace::{AgencyIx, Source, TaskIx, Workspace};
use crate::model::{Agency, Assignment, Dataset, Role, name_key};

/// A change that somebody wants, of what is on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A body has this role in a task, or none any more.
    Mark {
        /// The task.
        task: TaskIx,
        /// The body.
        agency: AgencyIx,
        /// The role.
        role: Option<Role>,
    },
    /// A task has this title.
    Title(TaskIx, String),
    /// A task has this note; an empty one is none.
    Note(TaskIx, String),
}

/// A file and its changes.
#[derive(Debug)]
pub struct Edited {
    /// The file; `None` for the built-in data.
    pub file: Option<PathBuf>,
    /// What it holds now.
    pub dataset: Dataset,
    /// How it came to that.
    pub history: edit::History,
    /// Whether somebody was told that its comments will be lost.
    pub is_warned: bool,
}

/// The open files with their changes.
#[derive(Debug, Default)]
pub struct Editing {
    /// The files, in their order.
    pub files: Vec<Edited>,
    /// The files that were changed one after the other, the last one last.
    back: Vec<usize>,
    /// Those whose changes were taken back, the next one last.
    again: Vec<usize>,
    /// Whether marks are set by typing.
    pub is_on: bool,
    /// Whether the last thing done was a change of the data, and not of the view.
    pub is_last: bool,
    /// How often something changed.
    pub turn: u64,
}

impl Editing {
    /// Files as they were opened.
    pub fn of(files: Vec<(Option<PathBuf>, Dataset)>) -> Self {
        let files = files.into_iter().map(|(file, dataset)| Edited {
            file,
            dataset,
            history: edit::History::default(),
            is_warned: false,
        });
        Self {
            files: files.collect(),
            ..Self::default()
        }
    }

    /// Carries out what somebody wants. Says whether anything changed.
    ///
    /// # Errors
    /// When the place is not there any more.
    pub fn make(&mut self, workspace: &Workspace, change: &Change) -> Result<bool, EditError> {
        let (Change::Mark { task, .. } | Change::Title(task, _) | Change::Note(task, _)) = change;
        let (nth, at) = self.place(*task).ok_or(EditError::NoPlace)?;
        let edited = &mut self.files[nth];
        let Some(edit) = plan(&edited.dataset, workspace, at, change) else {
            return Ok(false);
        };
        edited.history.make(edit, &mut edited.dataset)?;
        self.back.push(nth);
        self.again.clear();
        self.changed();
        Ok(true)
    }

    /// Takes the last change back; gives its name, or `None` where there is none.
    ///
    /// # Errors
    /// When the data is not what it was after that change.
    pub fn undo(&mut self) -> Result<Option<String>, EditError> {
        let Some(nth) = self.back.pop() else {
            return Ok(None);
        };
        let edited = &mut self.files[nth];
        let name = edited.history.undo(&mut edited.dataset)?;
        self.again.push(nth);
        self.changed();
        Ok(name)
    }

    /// Makes again what was taken back last, likewise.
    ///
    /// # Errors
    /// When the data is not what it was after taking it back.
    pub fn redo(&mut self) -> Result<Option<String>, EditError> {
        let Some(nth) = self.again.pop() else {
            return Ok(None);
        };
        let edited = &mut self.files[nth];
        let name = edited.history.redo(&mut edited.dataset)?;
        self.back.push(nth);
        self.changed();
        Ok(name)
    }

    /// What would be taken back.
    pub fn undo_name(&self) -> Option<&str> {
        self.files[*self.back.last()?].history.undo_name()
    }

    /// What would be made again.
    pub fn redo_name(&self) -> Option<&str> {
        self.files[*self.again.last()?].history.redo_name()
    }

    /// The number of a file in the list.
    pub fn nth(&self, file: &Path) -> Option<usize> {
        let is_it = |edited: &Edited| edited.file.as_deref() == Some(file);
        self.files.iter().position(is_it)
    }

    /// The files with changes that are not saved.
    pub fn unsaved(&self) -> impl Iterator<Item = &Edited> {
        let files = self.files.iter();
        files.filter(|edited| edited.history.is_unsaved())
    }

    /// The files as they are joined.
    pub fn sources(&self) -> Vec<Source> {
        let sources = self.files.iter().map(|edited| Source {
            file: edited.file.clone(),
            dataset: edited.dataset.clone(),
        });
        sources.collect()
    }

    fn changed(&mut self) {
        self.is_last = true;
        self.turn += 1;
    }

    /// Where a task of the screen stands: the tasks of a workspace are those of its files, in their
    /// order.
    fn place(&self, task: TaskIx) -> Option<(usize, TaskAt)> {
        let mut left = task.get();
        for (nth, edited) in self.files.iter().enumerate() {
            let mut tasks = edit::tasks(&edited.dataset);
            if left < tasks.len() {
                return Some((nth, tasks.swap_remove(left).0));
            }
            left -= tasks.len();
        }
        None
    }
}

/// The change of a file that somebody wants; `None` where all is so already.
fn plan(data: &Dataset, workspace: &Workspace, at: TaskAt, change: &Change) -> Option<Edit> {
    let task = edit::task(data, &at)?;
    match change {
        Change::Title(_, title) => {
            let title = title.trim();
            let is_new = !title.is_empty() && task.title != title;
            is_new.then(|| Edit::Title(at, title.to_owned()))
        }
        Change::Note(_, note) => {
            let note = Some(note.trim()).filter(|note| !note.is_empty());
            (task.note.as_deref() != note).then(|| Edit::Note(at, note.map(str::to_owned)))
        }
        Change::Mark { agency, role, .. } => {
            let body = workspace.agency(*agency);
            match (known(data, body), role) {
                (Some(id), Some(role)) => edit::set_mark(data, &at, id, *role, None),
                (Some(id), None) => edit::clear_mark(data, &at, id),
                (None, None) => None,
                (None, Some(role)) => {
                    let new = newcomer(data, body);
                    let mark = Assignment {
                        agency: new.id.clone(),
                        role: *role,
                        ..Assignment::default()
                    };
                    let edits = vec![
                        Edit::AddBody(data.agencies.len(), Box::new(new)),
                        Edit::PutMark(at, task.assignments.len(), mark),
                    ];
                    Some(Edit::Several(format!("标为{}", role.label()), edits))
                }
            }
        }
    }
}

/// The id that a body of the screen has in a file, by its full name or one that the file gives it.
fn known<'d>(data: &'d Dataset, body: &Agency) -> Option<&'d str> {
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
fn newcomer(data: &Dataset, body: &Agency) -> Agency {
    let is_taken = |id: &str| data.agencies.iter().any(|agency| agency.id == id);
    let mut id = body.id.clone();
    let mut number = 2;
    while is_taken(&id) {
        id = format!("{}-{number}", body.id);
        number += 1;
    }
    let open = |_: &crate::model::Members| crate::model::Members::Open;
    Agency {
        id,
        parent: None,
        members: body.members.as_ref().map(open),
        member_periods: Vec::new(),
        ..body.clone()
    }
}
