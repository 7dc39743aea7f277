//! A draft that is held against its document: what is to be looked at, and what came of it.

use std::path::PathBuf;
use std::sync::Arc;

use crate::import::opened::Opened;
use crate::import::passages::Passages;
use crate::import::renew::{Gone, News, Renewal};
use crate::import::understand::{Confidence, Reading};
use crate::model::Dataset;
use crate::model::workspace::{AgencyIx, TaskIx, Workspace};

/// What to do in a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewStep {
    /// Look at the place with this number.
    Go(usize),
    /// Look at the next one in the order of the list, or the one before.
    Move(isize),
    /// Look at the next one that is doubtful or was not read, or the one before.
    Open(isize),
    /// The reading is right.
    Accept,
    /// This reading and all that are of its kind are right.
    AcceptAlike,
    /// All that was read without doubt is right.
    AcceptAll,
    /// The reading is wrong: no such task; nothing to be read here.
    Refuse,
    /// What was not read is a task.
    AddRead,
    /// Change the reading in its row, or be done with that.
    Edit,
    /// Read a name as it stands, which was read as another or as several.
    Otherwise,
    /// Look at this body of the reading, to change it for all its places; or be done with that.
    Body(Option<AgencyIx>),
    /// Look at the next body of the reading; behind the last one at none.
    NextBody,
    /// List the bodies of the reading in the place of its tasks, or be done with that.
    ListBodies,
}

/// A place of the document to be looked at: a task, or words that were not read.
#[derive(Clone, Debug)]
pub struct Place {
    /// Where it stands in the document's text, in bytes.
    pub at: usize,
    /// What it is.
    pub what: What,
    /// What came of it.
    pub state: State,
    /// The task of the draft, while there is one.
    pub task: Option<TaskIx>,
    /// The keys that the task had in its plan, the last one last.
    pub(super) keys: Vec<String>,
}

/// What is held against its document.
#[derive(Clone)]
pub(super) struct Reviewed {
    /// The file, as the open files name it.
    pub(super) file: PathBuf,
    /// The plan in it, by id; `None` where the whole file is a draft of one document.
    pub(super) plan: Option<String>,
    /// The document and what was understood of it.
    pub(super) opened: Arc<Opened>,
    /// What became of the plan, where the document is a later version of it.
    pub(super) renewal: Option<Arc<Renewal>>,
}

impl Reviewed {
    /// A draft that was made of a document.
    pub(super) fn draft(opened: Arc<Opened>) -> Self {
        Self {
            file: opened.file.clone(),
            plan: None,
            opened,
            renewal: None,
        }
    }
}

/// What there is at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A task that the document had in an earlier version, by its number among those.
    Gone(usize),
    /// A task, by its number in the reading.
    Task(usize),
    /// Words that were not read, by the number of the finding.
    Unread(usize),
}

/// What came of a place, in the order of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It was read, and should be looked at.
    Doubtful,
    /// It was not read.
    Unread,
    /// It was read without doubt, and nobody has confirmed it.
    Read,
    /// Somebody confirmed it.
    Checked,
    /// It is out of the draft: refused, or passed over.
    Out,
}

impl State {
    /// All of them, in the order of the list.
    pub const ALL: [Self; 5] = [
        Self::Doubtful,
        Self::Unread,
        Self::Read,
        Self::Checked,
        Self::Out,
    ];

    /// The Chinese name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Doubtful => "存疑",
            Self::Unread => "未读",
            Self::Read => "已读",
            Self::Checked => crate::terms::CHECKED,
            Self::Out => "不收入",
        }
    }

    /// Whether somebody is to decide it.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Doubtful | Self::Unread)
    }
}

/// A review of a draft.
pub struct Review {
    /// The file of the draft, as the open files name it.
    pub(super) file: PathBuf,
    /// The plan in it, by id; all of the file where there is none.
    pub(super) plan: Option<String>,
    pub(super) opened: Arc<Opened>,
    renewal: Option<Arc<Renewal>>,
    passages: Passages,
    pub(super) places: Vec<Place>,
    /// The places of the tasks and of the findings, by their numbers in the reading.
    of_task: Vec<usize>,
    of_finding: Vec<usize>,
    /// The places as the list shows them.
    order: Vec<usize>,
    pub(super) cursor: usize,
    pub(super) is_editing: bool,
    /// The body that is looked at, by its id on the screen.
    pub(super) body: Option<String>,
    /// Whether the bodies are listed in the place of the tasks.
    pub(super) lists_bodies: bool,
    /// What was passed over, with how many changes of the data there were then; and what of it was
    /// taken back.
    pub(super) passed: Vec<(usize, usize)>,
    pub(super) again: Vec<(usize, usize)>,
}

impl Review {
    pub(super) fn new(of: Reviewed) -> Self {
        let Reviewed {
            file,
            plan,
            opened,
            renewal,
        } = of;
        let gone = renewal.as_ref().map_or(&[][..], |renewal| &renewal.gone);
        let places = places(&opened.reading, gone);
        let mut of_task = vec![0; opened.reading.tasks.len()];
        let mut of_finding = vec![0; opened.reading.findings.len()];
        for (nth, place) in places.iter().enumerate() {
            match place.what {
                What::Task(task) => of_task[task] = nth,
                What::Unread(finding) => of_finding[finding] = nth,
                What::Gone(_) => {}
            }
        }
        let mut review = Self {
            plan,
            renewal,
            passages: Passages::of(&opened.document, &opened.reading),
            places,
            of_task,
            of_finding,
            order: Vec::new(),
            file,
            opened,
            cursor: 0,
            is_editing: false,
            body: None,
            lists_bodies: false,
            passed: Vec::new(),
            again: Vec::new(),
        };
        review.sort();
        review
    }

    /// The plan that is reviewed, by its number in the file; `None` where that is all of the file.
    pub(super) fn plan_in(&self, dataset: &Dataset) -> Option<usize> {
        let id = self.plan.as_ref()?;
        dataset.plans.iter().position(|plan| plan.id == *id)
    }

    /// The document and what was understood of it.
    #[must_use]
    pub fn opened(&self) -> &Arc<Opened> {
        &self.opened
    }

    /// The document in rows.
    #[must_use]
    pub fn passages(&self) -> &Passages {
        &self.passages
    }

    /// What is to be looked at, in the document's order.
    #[must_use]
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// The place that is looked at, by its number; past the end where there is none.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Whether the reading is changed in its row.
    #[must_use]
    pub fn is_editing(&self) -> bool {
        self.is_editing
    }

    /// Whether the bodies are listed in the place of the tasks.
    #[must_use]
    pub fn lists_bodies(&self) -> bool {
        self.lists_bodies
    }

    /// The body that is looked at, to be changed.
    #[must_use]
    pub fn body(&self, workspace: &Workspace) -> Option<AgencyIx> {
        workspace.agency_by_id(self.body.as_ref()?)
    }

    /// The places as the list shows them: open ones first, each kind in the document's order.
    #[must_use]
    pub fn order(&self) -> &[usize] {
        &self.order
    }

    /// Puts the places into the order of the list again, after their states changed.
    pub(super) fn sort(&mut self) {
        let mut order: Vec<usize> = (0..self.places.len()).collect();
        let key = |&nth: &usize| (self.places[nth].state, !self.has_news(nth), self.doubt(nth));
        order.sort_by_cached_key(key);
        self.order = order;
    }

    /// Whether the document says something else at a place than an earlier version did.
    pub(super) fn has_news(&self, nth: usize) -> bool {
        match self.places[nth].what {
            What::Task(task) => self.news(task).is_some_and(News::is_open),
            What::Gone(_) => true,
            What::Unread(_) => false,
        }
    }

    /// What became of a task of the reading.
    fn news(&self, task: usize) -> Option<&News> {
        self.renewal.as_ref()?.tasks.get(task)
    }

    /// Whether a plan of a data file is reviewed, and no draft.
    #[must_use]
    pub fn is_data(&self) -> bool {
        self.plan.is_some()
    }

    /// What became of the plan, where the document is a later version of it.
    #[must_use]
    pub fn renewal(&self) -> Option<&Renewal> {
        self.renewal.as_deref()
    }

    /// A task that the document does not have any more.
    #[must_use]
    pub fn gone(&self, nth: usize) -> Option<&Gone> {
        self.renewal.as_ref()?.gone.get(nth)
    }

    /// Of doubtful places those with more doubts come first.
    fn doubt(&self, nth: usize) -> std::cmp::Reverse<usize> {
        let place = &self.places[nth];
        let doubts = match (place.state, place.what) {
            (State::Doubtful, What::Task(task)) => doubts(&self.opened.reading, task).count(),
            _ => 0,
        };
        std::cmp::Reverse(doubts)
    }

    /// How many places are in a state.
    #[must_use]
    pub fn count(&self, state: State) -> usize {
        let places = self.places.iter();
        places.filter(|place| place.state == state).count()
    }

    /// How many places somebody has still to decide.
    #[must_use]
    pub fn left(&self) -> usize {
        let places = self.places.iter();
        places.filter(|place| place.state.is_open()).count()
    }

    /// The place of a task, by its number in the reading.
    #[must_use]
    pub fn place_of(&self, task: usize) -> Option<usize> {
        self.of_task.get(task).copied()
    }

    /// The place of words that were not read, by the number of the finding.
    #[must_use]
    pub fn place_of_finding(&self, finding: usize) -> Option<usize> {
        self.of_finding.get(finding).copied()
    }

    /// How sure the reading of a place is.
    #[must_use]
    pub fn confidence(&self, nth: usize) -> Confidence {
        match self.places[nth].what {
            What::Task(task) => {
                let duties = self.opened.reading.tasks[task].duties.iter();
                let least = duties.map(|duty| duty.confidence).max();
                least.unwrap_or(Confidence::Likely)
            }
            What::Unread(_) | What::Gone(_) => Confidence::Doubtful,
        }
    }

    /// Why a place should be looked at, a sentence each.
    #[must_use]
    pub fn reasons(&self, nth: usize) -> Vec<String> {
        let reading = &self.opened.reading;
        match self.places[nth].what {
            What::Task(task) => {
                let mut reasons = self.news(task).map(News::reasons).unwrap_or_default();
                reasons.extend(reading.tasks[task].doubts(true));
                reasons.extend(reading.tasks[task].notes.iter().cloned());
                if reading.tasks[task].duties.is_empty() {
                    reasons.push("没有读出责任机构".to_owned());
                }
                reasons
            }
            What::Gone(gone) => {
                let task = self.gone(gone).map(|gone| &gone.task);
                let text = task.and_then(|task| task.text.as_deref());
                let text = text.map(|text| format!("原来的原文：“{}”", text.trim()));
                let said = "新版中没有这一项，已从数据中删去".to_owned();
                std::iter::once(said).chain(text).collect()
            }
            What::Unread(finding) => {
                let finding = &reading.findings[finding];
                let place = match finding.place.as_str() {
                    "" => String::new(),
                    place => format!("（{place}）"),
                };
                vec![format!("{}{place}", finding.message)]
            }
        }
    }

    /// The next place from the cursor in the order of the list, `steps` on; only open ones where
    /// that is wanted. `None` where there is none.
    pub(super) fn next(&self, steps: isize, only_open: bool) -> Option<usize> {
        let order = &self.order;
        let here = order.iter().position(|&nth| nth == self.cursor)?;
        let fits = |nth: &&usize| !only_open || self.places[**nth].state.is_open();
        if steps >= 0 {
            let mut after = order[here + 1..].iter().filter(fits);
            after.nth(steps.unsigned_abs().saturating_sub(1)).copied()
        } else {
            let mut before = order[..here].iter().rev().filter(fits);
            before.nth(steps.unsigned_abs().saturating_sub(1)).copied()
        }
    }

    /// The first place that somebody has to decide, then the first one that nobody confirmed.
    pub(super) fn first(&self) -> usize {
        self.order.first().copied().unwrap_or_default()
    }
}

/// The doubtful duties of a task.
fn doubts(
    reading: &Reading,
    task: usize,
) -> impl Iterator<Item = &crate::import::understand::ReadDuty> {
    let duties = reading.tasks[task].duties.iter();
    duties.filter(|duty| duty.confidence == Confidence::Doubtful)
}

/// What is to be looked at in a reading, in the document's order.
fn places(reading: &Reading, gone: &[Gone]) -> Vec<Place> {
    let tasks = reading.tasks.iter().enumerate();
    let tasks = tasks.map(|(nth, task)| (task.at, What::Task(nth)));
    let findings = reading.findings.iter().enumerate();
    let findings = findings.map(|(nth, finding)| (finding.at, What::Unread(nth)));
    let gone = gone.iter().enumerate().map(|(nth, gone)| {
        let behind = gone.behind.and_then(|task| reading.tasks.get(task));
        (behind.map_or(0, |task| task.at), What::Gone(nth))
    });
    let places = tasks.chain(findings).chain(gone);
    let places = places.map(|(at, what)| Place {
        at,
        what,
        state: match what {
            What::Task(task) => of_task(reading, task),
            What::Unread(_) => State::Unread,
            What::Gone(_) => State::Doubtful,
        },
        task: None,
        keys: match what {
            What::Task(task) => vec![key(reading, task)],
            // Its key may be another task's now.
            What::Unread(_) | What::Gone(_) => Vec::new(),
        },
    });
    let mut places: Vec<Place> = places.collect();
    places.sort_by_key(|place| place.at);
    places
}

/// The state of a task that nobody decided.
pub(super) fn of_task(reading: &Reading, task: usize) -> State {
    let is_bare = reading.tasks[task].duties.is_empty();
    let others = reading.tasks.iter().any(|task| !task.duties.is_empty());
    // Where no task has anybody, that is how the document is.
    if doubts(reading, task).next().is_some() || (is_bare && others) {
        State::Doubtful
    } else {
        State::Read
    }
}

fn key(reading: &Reading, task: usize) -> String {
    let task = &reading.tasks[task];
    let task = crate::model::Task {
        clause: task.clause.clone(),
        part: task.part,
        ..crate::model::Task::default()
    };
    task.key()
}

#[cfg(test)]
mod tests;
