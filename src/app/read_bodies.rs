//! The bodies of a reading: which are known from elsewhere, which are new, whose names were read with
//! doubts.

use std::collections::HashMap;

use super::reviewing::{Review, ReviewStep, State, What};
use super::state::App;
use crate::import;
use crate::import::understand::Confidence;
use crate::model::workspace::AgencyIx;
use crate::model::{Agency, name_key};

/// What is known of a body of a reading, in the order of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Acquaintance {
    /// Its name was read with doubts, which nobody has decided.
    Doubtful,
    /// Nobody knows it: neither other open data nor general knowledge has a body of this name.
    New,
    /// Other open data or general knowledge has it.
    Known,
}

impl Acquaintance {
    /// All of them, in the order of the list.
    pub const ALL: [Self; 3] = [Self::Doubtful, Self::New, Self::Known];

    /// The Chinese name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Doubtful => "名称存疑",
            Self::New => "新机构",
            Self::Known => "已知机构",
        }
    }
}

/// A body of a reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadBody {
    /// The body.
    pub body: AgencyIx,
    /// What is known of it.
    pub state: Acquaintance,
    /// Where it is known from, or why it is doubtful; empty for a new one.
    pub reason: String,
    /// The places of the review that name it, in the document's order.
    pub places: Vec<usize>,
}

impl App {
    /// The bodies of the reading that is reviewed: doubtful ones first, then new ones, each kind with
    /// the most places first.
    #[must_use]
    pub fn read_bodies(&self) -> Vec<ReadBody> {
        let Some(review) = self.review() else {
            return Vec::new();
        };
        let workspace = &self.data.workspace;
        let mut places: Vec<Vec<usize>> = vec![Vec::new(); workspace.agencies.len()];
        let mut doubts: Vec<Option<String>> = vec![None; workspace.agencies.len()];
        for (nth, place) in review.places().iter().enumerate() {
            let Some(task) = place.task else { continue };
            let entry = workspace.task(task);
            for (duty, assignment) in entry.duties.iter().zip(&entry.task.assignments) {
                let of_body = &mut places[duty.agency.get()];
                if of_body.last() != Some(&nth) {
                    of_body.push(nth);
                }
                let name = assignment.written.as_deref();
                let name = name.unwrap_or(&workspace.agency(duty.agency).name);
                if place.state == State::Doubtful
                    && let Some(reason) = doubt(review, place.what, name)
                {
                    doubts[duty.agency.get()].get_or_insert(reason);
                }
            }
        }
        let elsewhere = self.elsewhere(review);
        let bodies = places.into_iter().enumerate();
        let named = bodies.filter(|(_, places)| !places.is_empty());
        let mut bodies: Vec<ReadBody> = named
            .map(|(ix, places)| {
                let body = AgencyIx::new(ix);
                let (state, reason) = match doubts[ix].take() {
                    Some(reason) => (Acquaintance::Doubtful, reason),
                    None => match self.known_from(&elsewhere, body) {
                        Some(from) => (Acquaintance::Known, from),
                        None => (Acquaintance::New, String::new()),
                    },
                };
                ReadBody {
                    body,
                    state,
                    reason,
                    places,
                }
            })
            .collect();
        bodies.sort_by_key(|body| (body.state, std::cmp::Reverse(body.places.len())));
        bodies
    }

    /// The names of bodies in the other open files, as they are compared, each with the title of the
    /// first file that has it.
    fn elsewhere(&self, review: &Review) -> HashMap<String, &str> {
        let files = self.editing.files.iter();
        let others = files.filter(|edited| edited.file.as_ref() != Some(&review.file));
        let mut names = HashMap::new();
        for edited in others {
            for name in edited.dataset.agencies.iter().flat_map(names_of) {
                let title = edited.dataset.title.as_str();
                names.entry(name_key(name).into_owned()).or_insert(title);
            }
        }
        names
    }

    /// Where a body of the reading is known from.
    fn known_from(&self, elsewhere: &HashMap<String, &str>, body: AgencyIx) -> Option<String> {
        let agency = self.data.workspace.agency(body);
        let title = names_of(agency).find_map(|name| elsewhere.get(&*name_key(name)));
        if let Some(title) = title {
            return Some(format!("“{title}”中有"));
        }
        let full = names_of(agency).find_map(|name| import::usual_name(name))?;
        Some(format!("常见机构：{full}"))
    }

    /// Lists the bodies of the reading in the place of its tasks, or is done with that.
    pub(super) fn list_bodies(&mut self) {
        if let Some(review) = self.review_mut() {
            review.lists_bodies = !review.lists_bodies;
            review.is_editing = false;
            review.body = None;
        }
    }

    /// Takes a step through the list of bodies; says whether that is what the step means now.
    pub(super) fn step_bodies(&mut self, step: ReviewStep) -> bool {
        let lists = self.review().is_some_and(Review::lists_bodies);
        if !lists {
            return false;
        }
        let bodies = self.read_bodies();
        let here = self.review().and_then(|review| {
            let body = review.body(&self.data.workspace)?;
            bodies.iter().position(|known| known.body == body)
        });
        match step {
            ReviewStep::Move(steps) => {
                let next = match here {
                    Some(here) => here.saturating_add_signed(steps).min(bodies.len() - 1),
                    None => 0,
                };
                self.look_at_body(bodies.get(next).map(|known| known.body));
            }
            // Enter leads through the places of the body.
            ReviewStep::Accept => {
                let Some(known) = here.and_then(|here| bodies.get(here)) else {
                    return true;
                };
                if let Some(review) = self.review_mut() {
                    let after = known.places.iter().find(|&&nth| nth > review.cursor);
                    let next = after.or(known.places.first());
                    review.cursor = next.copied().unwrap_or(review.cursor);
                }
            }
            ReviewStep::Go(_)
            | ReviewStep::Body(_)
            | ReviewStep::NextBody
            | ReviewStep::ListBodies
            | ReviewStep::AcceptAll => return false,
            // The others are about a task, and none is seen here.
            _ => {}
        }
        true
    }
}

/// The full name of a body and all others.
fn names_of(agency: &Agency) -> impl Iterator<Item = &String> {
    std::iter::once(&agency.name)
        .chain(&agency.short)
        .chain(&agency.aliases)
}

/// Why a name was read with doubts at a place.
fn doubt(review: &Review, what: What, name: &str) -> Option<String> {
    let What::Task(task) = what else { return None };
    let duties = review.opened().reading.tasks.get(task)?.duties.iter();
    let mut doubtful = duties.filter(|duty| duty.confidence == Confidence::Doubtful);
    let duty = doubtful.find(|duty| duty.written == name || duty.means.as_deref() == Some(name))?;
    Some(duty.rule.clone())
}
