//! What the open files hold, as it was changed in the window.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::known_bodies::{known, named, newcomer};
use super::target_words::change_target;
use super::written::Saves;
use crate::import::understand;
use crate::model::edit::{self, Dues, Edit, EditError, TaskAt};
use crate::model::workspace::{AgencyIx, Source, TaskIx, Workspace};
use crate::model::{Assignment, Dataset, Due, Role, Task};

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
    /// A body with this name, known or new, has this role in a task.
    NewBody {
        /// The task.
        task: TaskIx,
        /// The name.
        name: String,
        /// The role.
        role: Role,
    },
    /// A task has this title.
    Title(TaskIx, String),
    /// A task has this note; an empty one is none.
    Note(TaskIx, String),
    /// A task has this summary.
    Summary(TaskIx, String),
    /// A task stands in this clause.
    Clause(TaskIx, String),
    /// A task is due then, in words as people write them, `；` between several.
    Due(TaskIx, String),
    /// A target in words in the place of the one with this number, one more, or without words one
    /// less.
    Target(TaskIx, Option<usize>, String),
    /// A new task stands behind this one, in the same clause.
    AddBehind(TaskIx),
    /// A task is gone.
    Remove(TaskIx),
}

impl Change {
    /// The same for another task.
    #[must_use]
    pub(super) fn for_task(mut self, other: TaskIx) -> Self {
        match &mut self {
            Self::Mark { task, .. }
            | Self::NewBody { task, .. }
            | Self::Title(task, _)
            | Self::Note(task, _)
            | Self::Summary(task, _)
            | Self::Clause(task, _)
            | Self::Due(task, _)
            | Self::Target(task, ..)
            | Self::AddBehind(task)
            | Self::Remove(task) => *task = other,
        }
        self
    }

    /// The task that it is about.
    #[must_use]
    pub fn task(&self) -> TaskIx {
        match self {
            Self::Mark { task, .. }
            | Self::NewBody { task, .. }
            | Self::Title(task, _)
            | Self::Note(task, _)
            | Self::Summary(task, _)
            | Self::Clause(task, _)
            | Self::Due(task, _)
            | Self::Target(task, ..)
            | Self::AddBehind(task)
            | Self::Remove(task) => *task,
        }
    }
}

/// The deadlines that words say, `；` between several.
#[must_use]
pub(crate) fn dues_of(words: &str) -> Dues {
    let words: Vec<String> = words
        .split(['；', ';'])
        .map(|word| word.trim().to_owned())
        .filter(|word| !word.is_empty())
        .collect();
    let mut dues = words.iter().map(|word| understand::deadline(word));
    let due = dues.next().unwrap_or_default();
    let also_due: Vec<Due> = dues.collect();
    // Words that say no more than the deadline itself are none of their own.
    let all = std::iter::once(&due).chain(&also_due);
    let is_said = all.zip(&words).all(|(due, word)| due.text() == *word);
    Dues {
        words: if is_said { Vec::new() } else { words },
        due,
        also_due,
    }
}

/// How words of deadlines are understood: `2026年底；每季度`.
#[must_use]
pub fn understood(words: &str) -> String {
    let dues = dues_of(words);
    let all = std::iter::once(&dues.due).chain(&dues.also_due);
    let texts: Vec<String> = all.map(Due::text).collect();
    texts.join("；")
}

/// A file and its changes.
#[derive(Debug)]
pub struct Edited {
    /// The file; `None` for the built-in data.
    pub file: Option<PathBuf>,
    /// What it holds now. Jobs share it; a change made meanwhile copies it.
    pub dataset: Arc<Dataset>,
    /// How it came to that.
    pub history: edit::History,
    /// How many of its comments somebody was told will be lost.
    pub agreed: usize,
}

/// The open files with their changes.
#[derive(Debug, Default)]
pub struct Editing {
    /// The files, in their order.
    pub files: Vec<Edited>,
    /// The files of each change, one after the other, the last one last.
    back: Vec<Vec<usize>>,
    /// Those of changes that were taken back, the next one last.
    again: Vec<Vec<usize>>,
    /// Whether marks are set by typing.
    pub is_on: bool,
    /// Whether the last thing done was a change of the data, and not of the view.
    pub is_last: bool,
    /// How often files were opened: what was begun with earlier ones is not about these.
    pub generation: u64,
    /// The task that the last change was about, where it changed nothing else; until the screen
    /// follows.
    pub touched: Option<TaskIx>,
    /// The changed files on their way to the screen.
    pub joining: Joining,
    /// What is being saved.
    pub saves: Saves,
}

/// Changed files that another thread makes ready for the screen.
#[derive(Debug, Default)]
pub struct Joining {
    /// Whether the screen waits for them: its tasks are not those of the files.
    pub is_waited_for: bool,
    /// What was wanted meanwhile of tasks of the screen: the plan and the key of each.
    pub wanted: Vec<(String, String, Change)>,
    /// Whether the findings are being looked for.
    pub is_checking: bool,
    /// Whether something changed since that began.
    pub is_outdated: bool,
}

impl Editing {
    /// Files as they were opened.
    pub fn of(files: Vec<(Option<PathBuf>, Dataset)>) -> Self {
        let files = files.into_iter().map(|(file, dataset)| Edited {
            file,
            dataset: Arc::new(dataset),
            history: edit::History::default(),
            agreed: 0,
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
        let (nth, at) = self.place(change.task()).ok_or(EditError::NoPlace)?;
        let Some(edit) = plan(&self.files[nth].dataset, workspace, at, change) else {
            return Ok(false);
        };
        self.make_in(nth, edit)?;
        Ok(true)
    }

    /// Carries out a change of the file with this number.
    ///
    /// # Errors
    /// When its place is not there.
    pub fn make_in(&mut self, nth: usize, edit: Edit) -> Result<(), EditError> {
        self.make_all(vec![(nth, edit)])
    }

    /// Carries out changes of several files, no two of the same one, as one: all of them or none.
    ///
    /// # Errors
    /// When a place is not there.
    pub fn make_all(&mut self, edits: Vec<(usize, Edit)>) -> Result<(), EditError> {
        let mut done: Vec<usize> = Vec::with_capacity(edits.len());
        for (nth, edit) in edits {
            let made = match self.files.get_mut(nth) {
                Some(edited) => edited
                    .history
                    .make(edit, Arc::make_mut(&mut edited.dataset)),
                None => Err(EditError::NoPlace),
            };
            if let Err(error) = made {
                for nth in done {
                    let edited = &mut self.files[nth];
                    let data = Arc::make_mut(&mut edited.dataset);
                    edited.history.undo(data)?;
                }
                return Err(error);
            }
            done.push(nth);
        }
        self.again.clear();
        self.changed(&done, false);
        self.back.push(done);
        Ok(())
    }

    /// How many changes could be taken back.
    pub fn count(&self) -> usize {
        self.back.len()
    }

    /// Takes the last change back; gives its name, or `None` where there is none.
    ///
    /// # Errors
    /// When the data is not what it was after that change.
    pub fn undo(&mut self) -> Result<Option<String>, EditError> {
        let Some(files) = self.back.pop() else {
            return Ok(None);
        };
        let mut name = None;
        for &nth in files.iter().rev() {
            let edited = &mut self.files[nth];
            name = edited.history.undo(Arc::make_mut(&mut edited.dataset))?;
        }
        self.changed(&files, true);
        self.again.push(files);
        Ok(name)
    }

    /// Makes again what was taken back last, likewise.
    ///
    /// # Errors
    /// When the data is not what it was after taking it back.
    pub fn redo(&mut self) -> Result<Option<String>, EditError> {
        let Some(files) = self.again.pop() else {
            return Ok(None);
        };
        let mut name = None;
        for &nth in &files {
            let edited = &mut self.files[nth];
            name = edited.history.redo(Arc::make_mut(&mut edited.dataset))?;
        }
        self.changed(&files, false);
        self.back.push(files);
        Ok(name)
    }

    /// What would be taken back.
    pub fn undo_name(&self) -> Option<&str> {
        self.files[*self.back.last()?.first()?].history.undo_name()
    }

    /// What would be made again.
    pub fn redo_name(&self) -> Option<&str> {
        self.files[*self.again.last()?.first()?].history.redo_name()
    }

    /// The number of a file in the list.
    pub fn nth(&self, file: &Path) -> Option<usize> {
        let is_it = |edited: &Edited| edited.file.as_deref() == Some(file);
        self.files.iter().position(is_it)
    }

    /// What the files are like: another value is another state, or other files.
    pub fn states(&self) -> (u64, Vec<edit::HistoryState>) {
        let files = self.files.iter();
        let states = files.map(|edited| edited.history.state()).collect();
        (self.generation, states)
    }

    /// The files with changes that are not saved.
    pub fn unsaved(&self) -> impl Iterator<Item = &Edited> {
        let files = self.files.iter();
        files.filter(|edited| edited.history.is_unsaved())
    }

    /// The files as they are now: what another thread joins.
    pub fn snapshot(&self) -> Vec<Snapshot> {
        let files = self.files.iter();
        files
            .map(|edited| (edited.file.clone(), Arc::clone(&edited.dataset)))
            .collect()
    }

    fn changed(&mut self, files: &[usize], was_taken_back: bool) {
        self.is_last = true;
        self.touched = None;
        let &[nth] = files else {
            return;
        };
        let edited = &self.files[nth];
        let at = edited.history.only_task(was_taken_back);
        let number = at.and_then(|at| edit::number(&edited.dataset, at));
        self.touched = number.map(|number| {
            let before = self.files[..nth].iter();
            let before: usize = before.map(|edited| edit::count(&edited.dataset)).sum();
            TaskIx::new(before + number)
        });
    }

    /// Where a task of the screen stands: the tasks of a workspace are those of its files, in their
    /// order.
    pub fn place(&self, task: TaskIx) -> Option<(usize, TaskAt)> {
        let mut left = task.get();
        for (nth, edited) in self.files.iter().enumerate() {
            if let Some(at) = edit::at(&edited.dataset, left) {
                return Some((nth, at));
            }
            left -= edit::count(&edited.dataset);
        }
        None
    }

    /// The task of the screen as its file has it now.
    pub fn task(&self, task: TaskIx) -> Option<&Task> {
        let (nth, at) = self.place(task)?;
        edit::task(&self.files[nth].dataset, &at)
    }
}

/// A file as it was at some time.
pub type Snapshot = (Option<PathBuf>, Arc<Dataset>);

/// What is joined of files.
pub fn sources(files: &[Snapshot]) -> Vec<Source> {
    let sources = files.iter().map(|(file, dataset)| Source {
        file: file.clone(),
        dataset: Dataset::clone(dataset),
    });
    sources.collect()
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
        Change::Summary(_, summary) => {
            let summary = summary.trim();
            (task.summary != summary).then(|| Edit::Summary(at, summary.to_owned()))
        }
        Change::Clause(_, clause) => {
            let clause = clause.trim();
            let is_new = !clause.is_empty() && task.clause != clause;
            is_new.then(|| {
                let part = free_part(data, &at, clause);
                Edit::Clause(at, clause.to_owned(), part)
            })
        }
        Change::Due(_, words) => {
            let dues = dues_of(words);
            let is_new = dues.due != task.due
                || dues.also_due != task.also_due
                || dues.words != task.due_words;
            is_new.then_some(Edit::Dues(at, dues))
        }
        Change::Target(_, nth, words) => change_target(data, at, *nth, words),
        Change::AddBehind(_) => {
            let new = Task {
                clause: task.clause.clone(),
                part: free_part(data, &at, &task.clause).or(Some(2)),
                title: "新任务".to_owned(),
                ..Task::default()
            };
            let behind = TaskAt {
                nth: at.nth + 1,
                ..at
            };
            Some(Edit::AddTask(behind, Box::new(new)))
        }
        Change::Remove(_) => Some(Edit::RemoveTask(at)),
        Change::NewBody { name, role, .. } => named(data, &at, name.trim(), *role, None),
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

/// The part that tells a task of this clause from the others of its plan; `None` where there is no
/// other.
fn free_part(data: &Dataset, at: &TaskAt, clause: &str) -> Option<u16> {
    let taken: Vec<Option<u16>> = edit::tasks(data)
        .into_iter()
        .filter(|(other, task)| {
            other.section.plan == at.section.plan && other != at && task.clause == clause
        })
        .map(|(_, task)| task.part)
        .collect();
    let own = edit::task(data, at).filter(|task| task.clause == clause);
    if taken.is_empty() && own.is_none() {
        return None;
    }
    let own = own.and_then(|task| task.part);
    (2..=u16::MAX).find(|part| !taken.contains(&Some(*part)) && own != Some(*part))
}
