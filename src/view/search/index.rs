//! All texts of a workspace, prepared for searching.

use strum::VariantArray;

use super::alphabet::{Alphabet, Class, Classifier};
use super::shelves::Shelves;
use super::table::Table;
use super::term::{Query, Term};
use crate::model::workspace::{AgencyIx, SectionIx, TaskIx, Workspace};
use crate::terms;
use crate::variants::all;

/// Where a term was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, VariantArray)]
pub enum Field {
    /// The name of a body of the task.
    Agency,
    /// The task's title.
    Title,
    /// An indicator of one of its targets.
    Indicator,
    /// Its clause number.
    Clause,
    /// The title of its section.
    Section,
    /// The title, number or issuer of its plan.
    Plan,
    /// A text in a column of the file's own.
    Own,
    /// Its summary.
    Summary,
    /// The wording of its clause.
    Text,
    /// How the document writes a body of it.
    Written,
}

impl Field {
    /// All fields, the most telling first.
    pub const ALL: [Self; 10] = all(Self::VARIANTS);

    /// The Chinese name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Agency => terms::AGENCY,
            Self::Title => terms::TASK,
            Self::Indicator => terms::INDICATOR,
            Self::Clause => terms::CLAUSE,
            Self::Section => terms::SECTION,
            Self::Plan => terms::PLAN,
            Self::Own => terms::FIELDS,
            Self::Summary => terms::SUMMARY,
            Self::Text => terms::CLAUSE_TEXT,
            Self::Written => terms::WRITTEN,
        }
    }
}

/// A set of fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FieldSet(u16);

impl FieldSet {
    /// Adds a field.
    pub fn insert(&mut self, field: Field) {
        self.0 |= 1 << field as u8;
    }

    /// Whether the field is in it.
    #[must_use]
    pub fn contains(self, field: Field) -> bool {
        self.0 & (1 << field as u8) != 0
    }

    /// The most telling field of the set.
    #[must_use]
    pub(crate) fn first(self) -> Option<Field> {
        Field::ALL.get(self.0.trailing_zeros() as usize).copied()
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// What one term matched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TermHits {
    /// The term as typed.
    pub text: String,
    /// The bodies whose names it matched.
    pub agencies: Vec<AgencyIx>,
    /// In which fields it was found, for each task by its index. Names of agencies are not among
    /// them.
    pub tasks: Vec<FieldSet>,
    agency_flags: Vec<bool>,
    /// Whether the indicator of a target matched, goals of sections first, then those of tasks.
    indicators: Vec<bool>,
}

/// What a search text matched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchHits {
    /// What each term matched, in the order typed.
    pub terms: Vec<TermHits>,
}

impl SearchHits {
    /// Whether any term matched the body's name.
    #[must_use]
    pub(crate) fn has_agency(&self, ix: AgencyIx) -> bool {
        self.terms.iter().any(|term| term.has_agency(ix))
    }

    /// Whether every term matched the indicator with this number, by [`Indicators`].
    #[must_use]
    pub(crate) fn has_indicator(&self, number: usize) -> bool {
        let mut terms = self.terms.iter();
        terms.all(|term| term.indicators.get(number).copied().unwrap_or(false))
    }
}

impl TermHits {
    /// Whether the term matched the body's name.
    #[must_use]
    pub(crate) fn has_agency(&self, ix: AgencyIx) -> bool {
        self.agency_flags.get(ix.get()).copied().unwrap_or(false)
    }

    /// Whether it matched neither a body nor a task.
    #[must_use]
    pub(crate) fn finds_nothing(&self) -> bool {
        self.agencies.is_empty() && self.tasks.iter().all(|fields| fields.is_empty())
    }

    /// Lets a match of any name count for the body that has its duties today.
    pub(crate) fn spread(&mut self, current: &[AgencyIx]) {
        for ix in std::mem::take(&mut self.agencies) {
            if let Some(&body) = current.get(ix.get()) {
                self.agency_flags[ix.get()] = false;
                if !self.agencies.contains(&body) {
                    self.agencies.push(body);
                }
            }
        }
        for body in &self.agencies {
            self.agency_flags[body.get()] = true;
        }
    }
}

/// Whose text it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Owner {
    Agency(u32),
    Task(u32),
    Section(u32),
    Plan(u32),
    /// The indicator with this number of a task.
    Target {
        task: u32,
        number: u32,
    },
    /// The indicator with this number of a goal that no task has.
    Goal(u32),
}

/// A run of the stored characters.
#[derive(Clone, Copy, Debug)]
struct Run {
    end: u32,
    owner: Owner,
    field: Field,
}

/// All texts of a workspace as character classes, one after the other.
#[derive(Debug, Default)]
pub struct SearchIndex {
    /// Class of every character.
    classes: Vec<Class>,
    /// Where the running text begins: summaries and wordings, after all names and titles.
    running: u32,
    /// The characters of the classes.
    alphabet: Alphabet,
    /// Where in `classes` terms may begin.
    shelves: Shelves,
    /// The texts, by their ends.
    runs: Vec<Run>,
    agencies: usize,
    tasks: usize,
    /// First and one-past-last task of every section with the sections inside it, and of every plan.
    section_tasks: Vec<std::ops::Range<usize>>,
    plan_tasks: Vec<std::ops::Range<usize>>,
    indicators: Indicators,
}

/// The numbers of all indicators: those of the goals of sections, then those of the tasks' targets.
#[derive(Debug, Default)]
pub(crate) struct Indicators {
    /// The number of the first goal of every section.
    of_sections: Vec<u32>,
    /// The number of the first target of every task, and the one after all.
    of_tasks: Vec<u32>,
    /// How many there are.
    count: u32,
}

impl Indicators {
    fn new(workspace: &Workspace) -> Self {
        let mut next = 0;
        let mut numbers = |count: usize| {
            let from = next;
            next += short(count);
            from
        };
        let sections = workspace.sections.iter();
        let of_sections = sections
            .map(|section| numbers(section.targets.len()))
            .collect();
        let tasks = workspace.tasks.iter();
        let mut of_tasks: Vec<u32> = tasks
            .map(|entry| numbers(entry.task.targets.len()))
            .collect();
        of_tasks.push(next);
        Self {
            of_sections,
            of_tasks,
            count: next,
        }
    }

    /// The number of the first goal of a section; the others follow.
    pub(crate) fn of_section(&self, section: SectionIx) -> usize {
        self.of_sections[section.get()] as usize
    }

    /// The numbers of the targets of a task.
    pub(crate) fn of_task(&self, task: TaskIx) -> std::ops::Range<usize> {
        let ix = task.get();
        self.of_tasks[ix] as usize..self.of_tasks[ix + 1] as usize
    }
}

impl SearchIndex {
    /// Prepares the texts of a workspace.
    #[must_use]
    pub fn new(workspace: &Workspace) -> Self {
        let mut builder = Builder::default();
        for (ix, entry) in workspace.agencies.iter().enumerate() {
            for name in entry.names() {
                builder.add(name, Owner::Agency(short(ix)), Field::Agency);
            }
        }
        for (ix, entry) in workspace.plans.iter().enumerate() {
            let plan = &entry.plan;
            let texts = [
                Some(&plan.title),
                plan.short.as_ref(),
                plan.number.as_ref(),
                plan.issuer.as_ref(),
            ];
            for text in texts.into_iter().flatten() {
                builder.add(text, Owner::Plan(short(ix)), Field::Plan);
            }
        }
        let indicators = Indicators::new(workspace);
        for (ix, section) in workspace.sections.iter().enumerate() {
            builder.add(&section.title, Owner::Section(short(ix)), Field::Section);
            let numbers = short(indicators.of_section(SectionIx::new(ix)))..;
            for (goal, number) in section.targets.iter().zip(numbers) {
                builder.add(&goal.indicator, Owner::Goal(number), Field::Indicator);
            }
        }
        for (ix, entry) in workspace.tasks.iter().enumerate() {
            let owner = Owner::Task(short(ix));
            builder.add(&entry.task.title, owner, Field::Title);
            builder.add(&entry.task.clause, owner, Field::Clause);
            let numbers = short(indicators.of_task(TaskIx::new(ix)).start)..;
            for (target, number) in entry.task.targets.iter().zip(numbers) {
                let task = short(ix);
                let owner = Owner::Target { task, number };
                builder.add(&target.indicator, owner, Field::Indicator);
            }
            for (_, text) in entry.task.fields.iter() {
                builder.add(text, owner, Field::Own);
            }
        }
        let running = short(builder.classes.len());
        for (ix, entry) in workspace.tasks.iter().enumerate() {
            let owner = Owner::Task(short(ix));
            builder.add(&entry.task.summary, owner, Field::Summary);
            if let Some(text) = &entry.task.text {
                builder.add(text, owner, Field::Text);
            }
            for assignment in &entry.task.assignments {
                if let Some(written) = &assignment.written {
                    builder.add(written, owner, Field::Written);
                }
            }
        }
        let alphabet = builder.classifier.finish();
        Self {
            shelves: Shelves::new(&builder.classes, &alphabet),
            classes: builder.classes,
            running,
            alphabet,
            runs: builder.runs,
            agencies: workspace.agencies.len(),
            tasks: workspace.tasks.len(),
            section_tasks: section_tasks(workspace),
            plan_tasks: workspace
                .plans
                .iter()
                .map(|plan| plan.tasks.clone())
                .collect(),
            indicators,
        }
    }

    /// The numbers of all indicators.
    pub(crate) fn indicators(&self) -> &Indicators {
        &self.indicators
    }

    /// Searches all texts for each term of a query.
    #[must_use]
    pub fn search(&self, query: &Query) -> SearchHits {
        SearchHits {
            terms: query.terms.iter().map(|term| self.find(term)).collect(),
        }
    }

    fn find(&self, term: &Term) -> TermHits {
        let mut hits = TermHits {
            text: term.text.clone(),
            agencies: Vec::new(),
            tasks: vec![FieldSet::default(); self.tasks],
            agency_flags: vec![false; self.agencies],
            indicators: vec![false; self.indicators.count as usize],
        };
        let by_sound = Table::new(term, &self.alphabet, false);
        let literal = term
            .is_scant()
            .then(|| Table::new(term, &self.alphabet, true));
        let mut runs = self.runs.iter().copied();
        let Some(mut run) = runs.next() else {
            return hits;
        };
        let mut found = false;
        for &place in self.shelves.places(term.first()) {
            let table = match &literal {
                Some(literal) if place >= self.running => literal,
                _ => &by_sound,
            };
            // One match in a text is enough.
            if found && place < run.end || !table.may_begin(&self.classes, place as usize) {
                continue;
            }
            while run.end <= place {
                let Some(next) = runs.next() else {
                    return hits;
                };
                (run, found) = (next, false);
            }
            // A match ends inside its text.
            if table.begins(&self.classes[place as usize..run.end as usize]) {
                self.note(run, &mut hits);
                found = true;
            }
        }
        hits
    }

    fn note(&self, run: Run, hits: &mut TermHits) {
        let tasks = match run.owner {
            Owner::Agency(ix) => {
                let ix = ix as usize;
                if !std::mem::replace(&mut hits.agency_flags[ix], true) {
                    hits.agencies.push(AgencyIx::new(ix));
                }
                return;
            }
            Owner::Task(ix) => {
                hits.tasks[ix as usize].insert(run.field);
                return;
            }
            Owner::Target { task, number } => {
                hits.tasks[task as usize].insert(run.field);
                hits.indicators[number as usize] = true;
                return;
            }
            Owner::Goal(number) => {
                hits.indicators[number as usize] = true;
                return;
            }
            Owner::Section(ix) => self.section_tasks[ix as usize].clone(),
            Owner::Plan(ix) => self.plan_tasks[ix as usize].clone(),
        };
        for task in tasks {
            hits.tasks[task].insert(run.field);
        }
    }
}

fn short(ix: usize) -> u32 {
    u32::try_from(ix).unwrap_or(u32::MAX)
}

/// The tasks of every section, those of the sections inside it included.
fn section_tasks(workspace: &Workspace) -> Vec<std::ops::Range<usize>> {
    let mut ranges: Vec<Option<std::ops::Range<usize>>> = vec![None; workspace.sections.len()];
    for (task, entry) in workspace.tasks.iter().enumerate() {
        let mut at = Some(entry.section);
        while let Some(section) = at {
            let range = ranges[section.get()].get_or_insert(task..task);
            range.end = task + 1;
            at = workspace.section(section).parent;
        }
    }
    ranges
        .into_iter()
        .map(|range| range.unwrap_or(0..0))
        .collect()
}

#[derive(Default)]
struct Builder {
    classes: Vec<Class>,
    classifier: Classifier,
    runs: Vec<Run>,
}

impl Builder {
    fn add(&mut self, text: &str, owner: Owner, field: Field) {
        if text.is_empty() {
            return;
        }
        let classifier = &mut self.classifier;
        self.classes.extend(
            text.char_indices()
                .map(|(at, c)| classifier.class_at(text, at, c)),
        );
        self.runs.push(Run {
            end: short(self.classes.len()),
            owner,
            field,
        });
    }
}
