//! What one agency answers for, cell by cell. The headings are a stable interface.

use super::records::remarks;
use crate::model::workspace::{PlanIx, TaskIx};
use crate::model::{Amount, Role, Target};
use crate::terms;
use crate::view::{
    Profile, ProfileTarget, ProfileTask, full_citation, join_sentences, recipients_text,
};

/// The headings of an agency's sheet. The first one says what a row is: 任务, 经集合机构, 目标, 沿革,
/// 名称, 共事机构, 计数 or 出处.
pub const AGENCY_HEADERS: [&str; 11] = [
    terms::CATEGORY,
    terms::PLAN,
    terms::NUMBER,
    terms::CLAUSE,
    terms::NAME,
    terms::ROLE,
    terms::WRITTEN,
    terms::VALUE,
    terms::UNIT,
    terms::DUE,
    terms::NOTE,
];

/// The place of 数值 among [`AGENCY_HEADERS`].
pub(super) const AGENCY_FIGURE: usize = 7;

/// What stands between several things in one cell.
const AND: &str = "；";

/// A row under [`AGENCY_HEADERS`].
#[derive(Default)]
pub(super) struct Record {
    pub kind: &'static str,
    pub plan: String,
    pub number: String,
    pub clause: String,
    pub name: String,
    pub role: String,
    pub written: String,
    pub figure: String,
    pub unit: String,
    pub due: String,
    pub note: String,
}

impl Record {
    /// The cells from the left.
    pub fn cells(&self) -> [&str; 11] {
        [
            self.kind,
            &self.plan,
            &self.number,
            &self.clause,
            &self.name,
            &self.role,
            &self.written,
            &self.figure,
            &self.unit,
            &self.due,
            &self.note,
        ]
    }

    fn of_plan(profile: &Profile, kind: &'static str, plan: PlanIx) -> Self {
        let plan = &profile.workspace().plan(plan).plan;
        Self {
            kind,
            plan: plan.title.clone(),
            number: plan.number.clone().unwrap_or_default(),
            ..Self::default()
        }
    }
}

/// Every row: tasks by plan with the leads first, tasks through collectives, targets, succession,
/// names, company, counts, sources.
pub(super) fn records(profile: &Profile) -> Vec<Record> {
    let mut all: Vec<Record> = Vec::new();
    let own = profile.plans.iter().flat_map(|group| &group.tasks);
    all.extend(own.map(|part| task(profile, part)));
    for group in &profile.through {
        for &(ix, role) in &group.tasks {
            all.push(through(profile, ix, role));
        }
    }
    all.extend(profile.targets.iter().map(|row| target(profile, row)));
    all.extend(successions(profile));
    all.extend(names(profile));
    let workspace = profile.workspace();
    all.extend(profile.peers.iter().map(|peer| Record {
        kind: terms::PEERS,
        name: workspace.agency(peer.agency).label().to_owned(),
        figure: peer.tasks.to_string(),
        unit: "项".to_owned(),
        ..Record::default()
    }));
    all.extend(
        counts(profile)
            .into_iter()
            .map(|(name, count, unit)| Record {
                kind: "计数",
                name,
                figure: count.to_string(),
                unit: unit.to_owned(),
                ..Record::default()
            }),
    );
    all.extend(sources(profile).into_iter().map(|(plan, words)| Record {
        name: words,
        ..Record::of_plan(profile, terms::SOURCE, plan)
    }));
    all
}

/// A task of its own.
pub(super) fn task(profile: &Profile, part: &ProfileTask) -> Record {
    let workspace = profile.workspace();
    let entry = workspace.task(part.task);
    let mut roles: Vec<String> = Vec::new();
    let mut written: Vec<&str> = Vec::new();
    let mut notes: Vec<&str> = Vec::new();
    for &nth in &part.places {
        let assignment = &entry.task.assignments[nth];
        let role = match &assignment.term {
            Some(term) => format!("{}（{term}）", assignment.role.label()),
            None => assignment.role.label().to_owned(),
        };
        if !roles.contains(&role) {
            roles.push(role);
        }
        let label = workspace.agency(entry.duties[nth].agency).label();
        let name = assignment.written.as_deref().unwrap_or(label);
        if !written.contains(&name) {
            written.push(name);
        }
        notes.extend(assignment.note.as_deref());
    }
    notes.extend(entry.task.note.as_deref());
    Record {
        clause: entry.task.key(),
        name: entry.task.title.clone(),
        role: roles.join(AND),
        written: written.join("、"),
        due: dues(profile, part.task),
        note: join_sentences(&notes),
        ..Record::of_plan(profile, terms::TASK, entry.plan)
    }
}

/// A task that names a collective which the body belongs to.
pub(super) fn through(profile: &Profile, ix: TaskIx, role: Role) -> Record {
    let workspace = profile.workspace();
    let entry = workspace.task(ix);
    let collective = profile
        .through
        .iter()
        .find(|group| group.tasks.iter().any(|(task, _)| *task == ix));
    let nth = entry
        .duties
        .iter()
        .position(|duty| Some(duty.agency) == collective.map(|group| group.collective));
    let written = nth.and_then(|nth| entry.task.assignments[nth].written.clone());
    let label = collective.map_or("", |group| workspace.agency(group.collective).label());
    Record {
        clause: entry.task.key(),
        name: entry.task.title.clone(),
        role: role.label().to_owned(),
        written: written.unwrap_or_else(|| label.to_owned()),
        due: dues(profile, ix),
        note: format!("{}{label}", terms::THROUGH_MARK),
        ..Record::of_plan(profile, terms::THROUGH, entry.plan)
    }
}

/// The deadlines of a task and its targets, each once.
fn dues(profile: &Profile, ix: TaskIx) -> String {
    let mut due: Vec<String> = Vec::new();
    let task = &profile.workspace().task(ix).task;
    let targets = task.targets.iter().flat_map(Target::dues);
    for of in task.dues().chain(targets) {
        let text = of.text();
        if !due.contains(&text) {
            due.push(text);
        }
    }
    due.join(AND)
}

/// A target of one of its tasks.
pub(super) fn target(profile: &Profile, row: &ProfileTarget) -> Record {
    let workspace = profile.workspace();
    let of = row.id.target(workspace);
    let entry = workspace.task(row.task);
    let clause = of.clause.clone().unwrap_or_else(|| entry.task.key());
    Record {
        clause,
        name: of.indicator.clone(),
        role: row.role.label().to_owned(),
        figure: of.amount.figure(),
        unit: of.unit.clone(),
        due: of.due_text(),
        note: {
            // A bare figure says 达到; every other comparison has to be said.
            let comparison = match of.amount {
                Amount::Exactly(_) | Amount::Wording(_) => "",
                _ => of.amount.comparator(),
            };
            let through = row.through.map(|ix| {
                let label = workspace.agency(ix).label();
                format!("{}{label}", terms::THROUGH_MARK)
            });
            let through = through.as_deref().unwrap_or_default();
            join_sentences(&[through, comparison, &recipients(profile, row), &remarks(of)])
        },
        ..Record::of_plan(profile, terms::TARGET, row.plan)
    }
}

/// To whom a target is reported: `报送 工作专班`; empty where the document does not say.
pub(super) fn recipients(profile: &Profile, row: &ProfileTarget) -> String {
    match recipients_text(profile.workspace(), row.id).as_str() {
        "" => String::new(),
        to => format!("报送 {to}"),
    }
}

/// What the body came from and became, partial transfers by that name.
pub(super) fn successions(profile: &Profile) -> Vec<Record> {
    let workspace = profile.workspace();
    let lineage = &profile.lineage;
    lineage
        .steps
        .iter()
        .chain(&lineage.transfers)
        .map(|step| Record {
            kind: terms::LINEAGE,
            name: format!(
                "{} → {}",
                workspace.agency(step.from).label(),
                workspace.agency(step.to).label()
            ),
            role: step.how.label().to_owned(),
            due: step
                .date
                .map_or_else(|| terms::UNSTATED.to_owned(), crate::model::Date::text),
            note: if step.has_begun {
                step.basis_text()
            } else {
                format!("尚未生效；{}", step.basis_text())
            },
            ..Record::default()
        })
        .collect()
}

/// Full name, short name, aliases, and how the documents write it.
fn names(profile: &Profile) -> Vec<Record> {
    let body = profile.body();
    let name = |role: &str, name: &str| Record {
        kind: terms::NAME,
        name: name.to_owned(),
        role: role.to_owned(),
        ..Record::default()
    };
    let mut all = vec![name(terms::FULL_NAME, &body.name)];
    all.extend(body.short.iter().map(|short| name(terms::SHORT, short)));
    all.extend(body.aliases.iter().map(|alias| name(terms::ALIASES, alias)));
    if let Some(parent) = profile.workspace().agencies[profile.agency.get()].parent {
        all.push(name(
            terms::PARENT,
            profile.workspace().agency(parent).label(),
        ));
    }
    all.extend(body.fields.iter().map(|(column, text)| Record {
        kind: terms::FIELDS,
        name: column.to_owned(),
        written: text.to_owned(),
        ..Record::default()
    }));
    for written in &profile.written {
        all.extend(written.plans.iter().map(|&plan| Record {
            name: written.text.clone(),
            role: terms::WRITTEN.to_owned(),
            ..Record::of_plan(profile, terms::NAME, plan)
        }));
    }
    all
}

/// What was counted, how many, and in which unit.
fn counts(profile: &Profile) -> Vec<(String, usize, &'static str)> {
    let mut counts = vec![(terms::TASK.to_owned(), profile.tasks as usize, "项")];
    for role in Role::ALL {
        let count = profile.roles[role.index()] as usize;
        if count > 0 {
            counts.push((format!("{}{}", role.label(), terms::TASK), count, "项"));
        }
    }
    counts.push((
        "分工（归并前）".to_owned(),
        profile.assignments as usize,
        "处",
    ));
    counts.push((
        "只经集合机构的任务".to_owned(),
        profile.through_tasks(),
        "项",
    ));
    counts.push((terms::TARGET.to_owned(), profile.targets.len(), "项"));
    counts
}

/// The plans that name the body or a collective of it, with where each comes from.
pub(super) fn sources(profile: &Profile) -> Vec<(PlanIx, String)> {
    let workspace = profile.workspace();
    let mut plans: Vec<PlanIx> = profile.plans.iter().map(|group| group.plan).collect();
    for group in &profile.through {
        plans.extend(group.tasks.iter().map(|(ix, _)| workspace.task(*ix).plan));
    }
    plans.sort_unstable();
    plans.dedup();
    plans
        .into_iter()
        .map(|ix| (ix, full_citation(workspace.plan(ix))))
        .collect()
}
