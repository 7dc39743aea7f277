//! A draft that is held against its document: what is to be looked at, and what came of it.

use std::path::PathBuf;
use std::sync::Arc;

use crate::import::opened::Opened;
use crate::import::passages::Passages;
use crate::import::understand::{Confidence, Reading};
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
    /// Look at this body of the reading, to change it for all its places; or be done with that.
    Body(Option<AgencyIx>),
    /// Look at the next body of the reading; behind the last one at none.
    NextBody,
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

/// What there is at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
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
    pub(super) opened: Arc<Opened>,
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
    /// What was passed over, with how many changes of the data there were then; and what of it was
    /// taken back.
    pub(super) passed: Vec<(usize, usize)>,
    pub(super) again: Vec<(usize, usize)>,
}

impl Review {
    pub(super) fn new(file: PathBuf, opened: Arc<Opened>) -> Self {
        let places = places(&opened.reading);
        let mut of_task = vec![0; opened.reading.tasks.len()];
        let mut of_finding = vec![0; opened.reading.findings.len()];
        for (nth, place) in places.iter().enumerate() {
            match place.what {
                What::Task(task) => of_task[task] = nth,
                What::Unread(finding) => of_finding[finding] = nth,
            }
        }
        let mut review = Self {
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
            passed: Vec::new(),
            again: Vec::new(),
        };
        review.sort();
        review
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
        order.sort_by_cached_key(|&nth| (self.places[nth].state, self.doubt(nth)));
        self.order = order;
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
            What::Unread(_) => Confidence::Doubtful,
        }
    }

    /// Why a place should be looked at, a sentence each.
    #[must_use]
    pub fn reasons(&self, nth: usize) -> Vec<String> {
        let reading = &self.opened.reading;
        match self.places[nth].what {
            What::Task(task) => {
                let mut reasons = reading.tasks[task].doubts(true);
                reasons.extend(reading.tasks[task].notes.iter().cloned());
                if reading.tasks[task].duties.is_empty() {
                    reasons.push("没有读出责任机构".to_owned());
                }
                reasons
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
fn places(reading: &Reading) -> Vec<Place> {
    let tasks = reading.tasks.iter().enumerate();
    let tasks = tasks.map(|(nth, task)| (task.at, What::Task(nth)));
    let findings = reading.findings.iter().enumerate();
    let findings = findings.map(|(nth, finding)| (finding.at, What::Unread(nth)));
    let places = tasks.chain(findings).map(|(at, what)| Place {
        at,
        what,
        state: match what {
            What::Task(task) => of_task(reading, task),
            What::Unread(_) => State::Unread,
        },
        task: None,
        keys: match what {
            What::Task(task) => vec![key(reading, task)],
            What::Unread(_) => Vec::new(),
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
mod tests {
    use super::*;
    use crate::import::understand::{Finding, ReadDuty, ReadTask};
    use crate::model::Role;

    fn task(at: usize, clause: &str, sure: &[Confidence]) -> ReadTask {
        let duties = sure.iter().map(|confidence| ReadDuty {
            written: "市经信局".to_owned(),
            means: None,
            at,
            role: Role::Lead,
            rule: "括注只有名单".to_owned(),
            confidence: *confidence,
        });
        ReadTask {
            at,
            clause: clause.to_owned(),
            duties: duties.collect(),
            ..ReadTask::default()
        }
    }

    fn review() -> Review {
        use Confidence::{Doubtful, Likely, Sure};
        let reading = Reading {
            tasks: vec![
                task(0, "一", &[Sure]),
                task(10, "二", &[Sure, Doubtful]),
                task(20, "三", &[]),
                task(30, "四", &[Doubtful, Doubtful]),
                task(40, "五", &[Likely]),
            ],
            findings: vec![Finding {
                at: 25,
                place: "第 3 段".to_owned(),
                message: "没有读作职责分工".to_owned(),
                words: "负责".to_owned(),
            }],
            ..Reading::default()
        };
        let opened = Opened {
            file: PathBuf::from("方案.txt"),
            document: crate::import::Document::default(),
            reading,
        };
        Review::new(PathBuf::from("方案.txt"), Arc::new(opened))
    }

    #[test]
    fn doubtful_places_come_first_and_those_with_more_doubts_before_others() {
        let review = review();
        let clauses: Vec<What> = review
            .order()
            .iter()
            .map(|&nth| review.places()[nth].what)
            .collect();
        assert_eq!(
            clauses,
            [
                What::Task(3),
                What::Task(1),
                What::Task(2),
                What::Unread(0),
                What::Task(0),
                What::Task(4),
            ]
        );
        assert_eq!(review.left(), 4);
        assert_eq!(review.count(State::Read), 2);
    }

    #[test]
    fn every_open_place_says_why() {
        let review = review();
        for nth in 0..review.places().len() {
            let is_open = review.places()[nth].state.is_open();
            assert_eq!(is_open, !review.reasons(nth).is_empty(), "{nth}");
        }
        let (unread, _) = review
            .places()
            .iter()
            .enumerate()
            .find(|(_, place)| place.what == What::Unread(0))
            .unwrap();
        assert_eq!(review.reasons(unread), ["没有读作职责分工（第 3 段）"]);
    }

    #[test]
    fn steps_go_along_the_list_and_stop_at_its_ends() {
        let mut review = review();
        review.cursor = review.first();
        let mut seen = vec![review.cursor];
        while let Some(next) = review.next(1, true) {
            review.cursor = next;
            seen.push(next);
        }
        assert_eq!(seen.len(), 4, "all open ones and no other");
        assert_eq!(review.next(-1, false), Some(seen[2]));
        assert_eq!(review.next(9, false), None);
    }
}
