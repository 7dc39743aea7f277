//! A run of slides for a meeting, as plain data: what is shown of which body, in which order.
//!
//! A run is made from a sheet, whose filter decides which tasks count. Its figures are those of the
//! matrix and of a body's profile: one number for one question. How slides look, and on how many
//! pages one goes on, is `page::slides`.

mod aside;
mod bodies;
mod changed;
mod cues;
mod due;
mod keys;
mod meeting;
mod plan;
mod schedule;

use std::sync::Arc;

pub use aside::{Told, Wanted};
pub use bodies::{Duties, DutyLine, Figure, Slice, SliceColumn, SliceLine};
pub use changed::{Changed, ChangedLine};
pub use cues::Cue;
pub use due::{DueLine, DueSlide};
pub use meeting::{Part, Shared, SharedLine};
pub use plan::{Arranged, Meeting, PlannedSlide, RUN_ENDING, RunPlan, Standing};
pub use schedule::{Schedule, ScheduleLine};

use super::{Profile, Sheet, SuccessionView, ViewSpec, citation};
use crate::model::AgencyKind;
use crate::model::workspace::{AgencyIx, PlanIx};
use crate::terms;

/// How many bodies a run has where none are chosen.
const BODIES: usize = 8;
/// How many bodies a slide of shared tasks has room for.
const MEETING: std::ops::RangeInclusive<usize> = 2..=4;

/// A run of slides.
#[derive(Clone, Debug)]
pub struct Run {
    /// What the meeting is about: the title of the data or of its one plan.
    pub title: String,
    /// The slides in their order: at least the cover.
    pub slides: Vec<Slide>,
    /// Whether it is the answer to a question, beside the run of a meeting.
    pub is_answer: bool,
}

/// A slide: what it shows, on one page or on several.
#[derive(Clone, Debug)]
pub struct Slide {
    /// The body that it is about; none for the cover and what bodies have in common.
    pub body: Option<AgencyIx>,
    /// What it shows.
    pub content: Content,
    /// Where it comes from, for its foot; may be empty.
    pub source: String,
    /// What it shows, in a word that is the same for the same slide of other data.
    pub key: String,
    /// A title of its own, where somebody gave one.
    pub own_title: Option<String>,
    /// What the presenter wants to remember; the audience never sees it.
    pub note: String,
}

impl Slide {
    /// A slide with its usual title.
    fn new(key: String, body: Option<AgencyIx>, content: Content, source: String) -> Self {
        Self {
            body,
            content,
            source,
            key,
            own_title: None,
            note: String::new(),
        }
    }

    /// Gives it a title of its own; an empty one changes nothing.
    pub fn rename(&mut self, title: &str) {
        let title = title.trim();
        if title.is_empty() {
            return;
        }
        let own = match &mut self.content {
            Content::Cover(cover) => Some(&mut Arc::make_mut(cover).title),
            Content::Duties(duties) => Some(&mut Arc::make_mut(duties).name),
            Content::Slice(slice) => Some(&mut Arc::make_mut(slice).name),
            Content::Schedule(schedule) => Some(&mut Arc::make_mut(schedule).name),
            Content::Shared(shared) => Some(&mut Arc::make_mut(shared).title),
            Content::Due(due) => Some(&mut Arc::make_mut(due).title),
            Content::Told(told) => Some(&mut Arc::make_mut(told).title),
            Content::Changed(_) | Content::Overview(_) => None,
        };
        if let Some(own) = own {
            title.clone_into(own);
        }
        self.own_title = Some(title.to_owned());
    }

    /// Whether it stands on its pages as another one does on its own.
    pub(crate) fn looks_like(&self, other: &Self) -> bool {
        self.content.is(&other.content) && self.title() == other.title()
    }

    /// What it is called where the slides of a body are to be told apart: `市经信局　矩阵　万千百工程`.
    #[must_use]
    pub fn label(&self) -> String {
        match &self.content {
            Content::Schedule(schedule) => format!("{}　{}", schedule.name, terms::TIMELINE),
            Content::Duties(duties) => format!("{}　{}", duties.name, terms::TASK),
            Content::Slice(slice) => {
                let plan = slice.captions.first().map_or("", String::as_str);
                format!("{}　矩阵　{plan}", slice.name)
            }
            _ => self.title().to_owned(),
        }
    }

    /// What it is called, in bookmarks and for those who listen.
    #[must_use]
    pub fn title(&self) -> &str {
        if let Some(title) = &self.own_title {
            return title;
        }
        match &self.content {
            Content::Cover(cover) => &cover.title,
            Content::Duties(duties) => &duties.name,
            Content::Slice(slice) => &slice.name,
            Content::Schedule(schedule) => &schedule.name,
            Content::Shared(shared) => &shared.title,
            Content::Due(due) => &due.title,
            Content::Changed(_) => "两个版本的变化",
            Content::Told(told) => &told.title,
            Content::Overview(_) => "小结",
        }
    }
}

/// What a slide shows; shared with the pages that are made of it.
#[derive(Clone, Debug)]
pub enum Content {
    /// What the meeting is about.
    Cover(Arc<Cover>),
    /// What a body has to do.
    Duties(Arc<Duties>),
    /// The part of the matrix where a body has a mark.
    Slice(Arc<Slice>),
    /// When a body's targets and tasks are due.
    Schedule(Arc<Schedule>),
    /// The tasks that several bodies share.
    Shared(Arc<Shared>),
    /// What is due.
    Due(Arc<DueSlide>),
    /// The bodies beside each other.
    Overview(Arc<Overview>),
    /// What changed against another version.
    Changed(Arc<Changed>),
    /// One task or goal, with everything that is said of it.
    Told(Arc<Told>),
}

impl Content {
    /// Whether it is the very same, not only alike: what was laid out of one holds for the other.
    pub(crate) fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Cover(one), Self::Cover(other)) => Arc::ptr_eq(one, other),
            (Self::Duties(one), Self::Duties(other)) => Arc::ptr_eq(one, other),
            (Self::Slice(one), Self::Slice(other)) => Arc::ptr_eq(one, other),
            (Self::Schedule(one), Self::Schedule(other)) => Arc::ptr_eq(one, other),
            (Self::Shared(one), Self::Shared(other)) => Arc::ptr_eq(one, other),
            (Self::Due(one), Self::Due(other)) => Arc::ptr_eq(one, other),
            (Self::Overview(one), Self::Overview(other)) => Arc::ptr_eq(one, other),
            (Self::Changed(one), Self::Changed(other)) => Arc::ptr_eq(one, other),
            (Self::Told(one), Self::Told(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }
}

/// The first slide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    /// The title.
    pub title: String,
    /// The plans, each in words.
    pub plans: Vec<String>,
    /// What there is, with what it is called.
    pub counts: Vec<(usize, &'static str)>,
    /// The day in words.
    pub date: String,
}

/// The last slide: a line for each body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overview {
    /// The bodies in the order of the run.
    pub lines: Vec<OverviewLine>,
}

/// A body's figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverviewLine {
    /// Its name.
    pub name: String,
    /// How many tasks it leads.
    pub leads: u32,
    /// How many tasks it is responsible for.
    pub responsible: u32,
    /// How many tasks it has only through collectives.
    pub through: usize,
    /// How many targets its tasks have.
    pub targets: usize,
}

impl ViewSpec {
    /// The view that a run is made from: the plans that are shown, all their tasks, bodies counted
    /// as here. A filter by body chooses whom the run is about and takes no one else's marks away.
    #[must_use]
    pub fn for_run(&self) -> Self {
        Self {
            plans: self.plans.clone(),
            succession: self.succession,
            ..Self::default()
        }
    }
}

impl Run {
    /// The run of a sheet of [`ViewSpec::for_run`] about these bodies in this order; about those
    /// that lead most where there are none.
    #[must_use]
    pub fn new(sheet: &Arc<Sheet>, bodies: &[AgencyIx]) -> Self {
        let mut chosen: Vec<AgencyIx> = Vec::new();
        for body in bodies {
            let body = sheet.bodies.get(body.get()).copied().unwrap_or(*body);
            if !chosen.contains(&body) {
                chosen.push(body);
            }
        }
        if chosen.is_empty() {
            chosen = busiest(sheet);
        }
        let profiles: Vec<Profile> = chosen
            .iter()
            .map(|body| Profile::new(sheet, *body))
            .collect();
        let all = sources(sheet, sheet.plans());
        let of_all = |key: &str, content, source: &str| {
            Slide::new(key.to_owned(), None, content, source.to_owned())
        };
        let mut slides = vec![of_all(
            keys::COVER,
            Content::Cover(Arc::new(cover(sheet))),
            "",
        )];
        for profile in &profiles {
            slides.extend(of_body(profile));
        }
        if MEETING.contains(&chosen.len()) {
            let shared = Shared::new(sheet, &profiles);
            slides.push(of_all(
                keys::SHARED,
                Content::Shared(Arc::new(shared)),
                &all,
            ));
        }
        let due = Content::Due(Arc::new(DueSlide::new(sheet)));
        slides.push(of_all(keys::DUE, due, &all));
        if let Some(changed) = Changed::new(sheet) {
            slides.push(of_all(
                keys::CHANGED,
                Content::Changed(Arc::new(changed)),
                &all,
            ));
        }
        let end = Content::Overview(Arc::new(overview(&profiles)));
        slides.push(of_all(keys::OVERVIEW, end, &all));
        Self {
            title: sheet.title(),
            slides,
            is_answer: false,
        }
    }

    /// The first slide about a body.
    #[must_use]
    pub fn of_body(&self, body: AgencyIx) -> Option<usize> {
        self.slides
            .iter()
            .position(|slide| slide.body == Some(body))
    }
}

/// The slides of a body: its duties, and its part of each plan's matrix.
fn of_body(profile: &Profile) -> Vec<Slide> {
    let sheet = &profile.sheet;
    let plans = bodies::plans(profile);
    let body = profile.agency;
    let workspace = sheet.workspace();
    let mut slides = vec![Slide::new(
        keys::duties(workspace, body),
        Some(body),
        Content::Duties(Arc::new(Duties::new(profile))),
        sources(sheet, plans.iter().copied()),
    )];
    slides.extend(plans.into_iter().map(|plan| {
        Slide::new(
            keys::slice(workspace, body, plan),
            Some(body),
            Content::Slice(Arc::new(Slice::new(profile, plan))),
            sources(sheet, std::iter::once(plan)),
        )
    }));
    if let Some(schedule) = Schedule::new(profile) {
        slides.push(Slide::new(
            keys::schedule(workspace, body),
            Some(body),
            Content::Schedule(Arc::new(schedule)),
            sources(sheet, bodies::plans(profile).into_iter()),
        ));
    }
    slides
}

/// The bodies that lead most, then those with most tasks.
fn busiest(sheet: &Sheet) -> Vec<AgencyIx> {
    let workspace = sheet.workspace();
    // Posts and mechanisms have slides where somebody chooses them.
    let is_body = |agency| workspace.agency(agency).kind != AgencyKind::Mechanism;
    let columns = sheet.columns.iter();
    let mut columns: Vec<_> = columns.filter(|column| is_body(column.agency)).collect();
    columns.sort_by_key(|column| std::cmp::Reverse((column.leads, column.tasks)));
    columns
        .into_iter()
        .take(BODIES)
        .map(|column| column.agency)
        .collect()
}

/// Where a slide comes from: one plan in full, of several how many they are.
fn sources(sheet: &Sheet, plans: impl Iterator<Item = PlanIx>) -> String {
    let mut plans: Vec<PlanIx> = plans.collect();
    plans.sort_unstable();
    plans.dedup();
    match plans.as_slice() {
        [] => String::new(),
        [one] => citation(sheet.workspace().plan(*one)),
        [first, ..] => format!(
            "{}等 {} 份{}",
            citation(sheet.workspace().plan(*first)),
            plans.len(),
            terms::PLAN
        ),
    }
}

fn cover(sheet: &Sheet) -> Cover {
    let workspace = sheet.workspace();
    let plans: Vec<PlanIx> = sheet.plans().collect();
    let mut names: Vec<String> = Vec::new();
    if plans.len() > 1 {
        names.extend(plans.iter().map(|plan| citation(workspace.plan(*plan))));
    } else {
        let plan = plans.first().map(|plan| &workspace.plan(*plan).plan);
        names.extend(plan.and_then(|plan| plan.issuer.clone()));
    }
    let folded = match sheet.spec.succession {
        SuccessionView::AsWritten => "",
        SuccessionView::Current => "，机构按现行名称",
    };
    Cover {
        title: sheet.title(),
        plans: names,
        counts: vec![
            (plans.len(), terms::PLAN),
            (sheet.shown.tasks, terms::TASK),
            (sheet.shown.agencies, terms::AGENCY),
            (super::target_rows(sheet).len(), terms::TARGET),
        ],
        date: format!("{}{folded}", sheet.today.text()),
    }
}

fn overview(profiles: &[Profile]) -> Overview {
    let lines = profiles.iter().map(|profile| OverviewLine {
        name: profile.body().label().to_owned(),
        leads: profile.roles[crate::model::Role::Lead.index()],
        responsible: profile.roles[crate::model::Role::Responsible.index()],
        through: profile.through_tasks(),
        targets: profile.targets.len(),
    });
    Overview {
        lines: lines.collect(),
    }
}

/// A clause in full-width brackets, as documents print it: `二（一）1`.
fn clause(words: &str) -> String {
    words.replace('(', "（").replace(')', "）")
}

/// The year a plan was issued in, to stand before a clause where a slide mixes plans.
fn year(sheet: &Sheet, plan: PlanIx) -> Option<i16> {
    let plan = &sheet.workspace().plan(plan).plan;
    plan.issued.map(crate::model::Date::year)
}
