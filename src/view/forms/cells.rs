//! The cells of a form's rows: tasks, bodies, deadlines.

use super::rows::Maker;
use super::words::{listed, says, sentence, targets_words, tight};
use super::{
    ColumnChoice, EntryOf, FormCell, FormColumn, FormEntry, FormRow, FormWords, NOT_STATED,
};
use crate::model::workspace::{AgencyIx, TaskEntry, TaskIx, Workspace};
use crate::model::{Checked, Date, Due, Plan, Role, Target, dues_text};
use crate::terms;
use crate::view::{TaskBody, TaskRow};

impl Maker<'_> {
    /// The row of a task.
    pub(super) fn task(&self, task: TaskIx, number: &mut usize) -> FormRow {
        FormRow::Entry(self.task_entry(task, number))
    }

    /// The same before it is a row.
    pub(super) fn task_entry(&self, task: TaskIx, number: &mut usize) -> FormEntry {
        *number += 1;
        let row = self.rows.row(task);
        let entry = self.workspace.task(task);
        let plan = &self.workspace.plan(entry.plan).plan;
        let knows_leads = self.leads[entry.plan.get()];
        let cells = self.columns.iter().map(|choice| {
            let cell = match &choice.column {
                FormColumn::Number => FormCell::plain([number.to_string()]),
                FormColumn::Task => FormCell(vec![self.task_words(&row)]),
                FormColumn::Lead if knows_leads => FormCell::plain(bodies(&row, &[Role::Lead])),
                // Posts of a group (组长) lead no task where the plan names no leads.
                FormColumn::Lead => FormCell::default(),
                FormColumn::Responsible if knows_leads && self.asks_leads() => {
                    FormCell::plain(bodies(&row, &Role::ALL[1..]))
                }
                FormColumn::Responsible => FormCell::plain(bodies(&row, &Role::ALL)),
                FormColumn::Due => FormCell::plain([self.due_words(task)]),
                FormColumn::Plan => FormCell::plain([tight(plan.label())]),
                FormColumn::Clause => FormCell::plain([row.clause.clone()]),
                FormColumn::Source => FormCell::plain([source(plan, &row.clause)]),
                FormColumn::Part => FormCell::plain(self.parts_of_chosen(&row)),
                FormColumn::Targets => FormCell::plain([self.targets(task)]),
                FormColumn::Note => FormCell::plain([tight(&row.note)]),
                FormColumn::Checked => {
                    let checked = entry.task.checked.as_ref();
                    FormCell::plain([checked.map(Checked::text).unwrap_or_default()])
                }
                FormColumn::Own(name) => FormCell::plain([own(&row, name)]),
                // Of changes: left to be filled in.
                column if !self.kind.knows(column) => return FormCell::default(),
                blank => {
                    let text = match own(&row, choice.head()) {
                        text if text.is_empty() => own(&row, blank.head()),
                        text => text,
                    };
                    FormCell::plain([text])
                }
            };
            stated_or(choice, cell)
        });
        let of_targets = entry.task.targets.iter().flat_map(Target::dues);
        FormEntry {
            number: *number,
            key: format!("{}/{}", plan.id, entry.task.key()),
            plan: entry.plan,
            of: EntryOf::Task(task),
            until: until(entry.task.dues().chain(of_targets)),
            cells: cells.collect(),
        }
    }

    /// In which role the chosen bodies have a task; each is named where several are chosen.
    fn parts_of_chosen(&self, row: &TaskRow<'_>) -> Vec<String> {
        let chosen: Vec<AgencyIx> = self
            .sheet
            .spec
            .agencies
            .iter()
            .filter_map(|id| self.workspace.agency_by_id(id))
            .map(|ix| self.sheet.bodies[ix.get()])
            .collect();
        let mut words: Vec<String> = Vec::new();
        for role in Role::ALL {
            for body in &row.bodies[role.index()] {
                if !chosen.contains(&body.agency) {
                    continue;
                }
                let mut word = body.term.unwrap_or_else(|| role.label()).to_owned();
                if let Some(collective) = body.through {
                    word.push_str(&format!("（{}{collective}）", terms::THROUGH_MARK));
                }
                if chosen.len() > 1 {
                    word = format!("{}：{word}", body.name);
                }
                if !words.contains(&word) {
                    words.push(word);
                }
            }
        }
        words
    }

    fn asks_leads(&self) -> bool {
        self.columns.iter().any(|it| it.column == FormColumn::Lead)
    }

    /// Title, what is to be done, and the targets that this does not say already.
    fn task_words(&self, row: &TaskRow<'_>) -> FormWords {
        let summary = sentence(&tight(row.summary));
        let mut text = summary.clone();
        let has_targets = self
            .columns
            .iter()
            .any(|it| it.column == FormColumn::Targets);
        let task = &self.workspace.task(row.task).task;
        let unsaid = task
            .targets
            .iter()
            .any(|target| target.stretch || !says(&summary, target));
        if !has_targets && unsaid {
            let targets = self.targets(row.task);
            if !targets.is_empty() {
                text.push_str(&format!("{}：{}", terms::TARGET, sentence(&targets)));
            }
        }
        FormWords {
            strong: sentence(&tight(row.title)),
            text,
        }
    }

    /// The targets of a task; each deadline is named where there are several.
    fn targets(&self, task: TaskIx) -> String {
        let targets = &self.workspace.task(task).task.targets;
        let mut groups: Vec<(Vec<&Due>, Vec<&Target>)> = Vec::new();
        for target in targets {
            let dues: Vec<&Due> = target.dues().collect();
            match groups.iter_mut().find(|(of, _)| *of == dues) {
                Some((_, targets)) => targets.push(target),
                None => groups.push((dues, vec![target])),
            }
        }
        let several = groups.len() > 1;
        let parts = groups.into_iter().map(|(dues, targets)| {
            let stated = dues.into_iter().filter(|due| !due.is_unstated());
            let due = tight(&dues_text(stated));
            let words = targets_words(targets);
            if several && !due.is_empty() {
                format!("{due}，{words}")
            } else {
                words
            }
        });
        parts.collect::<Vec<_>>().join("。")
    }

    /// The deadlines of the task and of its targets.
    fn due_words(&self, task: TaskIx) -> String {
        let task = &self.workspace.task(task).task;
        let mut words: Vec<String> = Vec::new();
        let of_targets = task.targets.iter().flat_map(Target::dues);
        let of_targets = of_targets
            .filter(|due| !due.is_unstated() && task.dues().all(|known| known != *due))
            .map(Due::text);
        for text in task.due_wordings().chain(of_targets) {
            let text = tight(&text);
            if !words.contains(&text) {
                words.push(text);
            }
        }
        words.join("；")
    }
}

/// For every plan whether any task of it has a lead that is no post of a group (组长, 总召集).
pub(super) fn plans_with_leads(workspace: &Workspace) -> Vec<bool> {
    let leads = |entry: &TaskEntry| {
        let duties = entry.task.assignments.iter();
        let mut leads = duties.filter(|duty| duty.role == Role::Lead);
        leads.any(|duty| {
            let term = duty.term.as_deref();
            term.is_none_or(|term| term.contains(terms::LEAD))
        })
    };
    let plans = workspace.plans.iter();
    plans
        .map(|plan| workspace.tasks.range(plan.tasks.clone()).any(leads))
        .collect()
}

/// The bodies of some roles, a paragraph for each word that the document has for the role: the
/// column's own role has none, others begin with theirs: `配合：市科技局、市财政局`.
fn bodies(row: &TaskRow<'_>, roles: &[Role]) -> Vec<String> {
    let mut groups: Vec<(Option<&str>, Vec<String>)> = Vec::new();
    for &role in roles {
        let own = role == Role::Responsible || roles == [Role::Lead];
        for body in &row.bodies[role.index()] {
            let word = body.term.or_else(|| (!own).then(|| role.label()));
            let name = name(body);
            match groups.iter_mut().find(|(known, _)| *known == word) {
                Some((_, names)) => names.push(name),
                None => groups.push((word, vec![name])),
            }
        }
    }
    let lines = groups.into_iter().map(|(word, names)| match word {
        Some(word) => format!("{word}：{}", listed(&names)),
        None => listed(&names),
    });
    lines.collect()
}

fn name(body: &TaskBody<'_>) -> String {
    match body.through {
        Some(collective) => format!("{}（{}{collective}）", body.name, terms::THROUGH_MARK),
        None => body.name.to_owned(),
    }
}

/// The plan and the clause: `《2021行动计划》二(一)1`.
pub(super) fn source(plan: &Plan, clause: &str) -> String {
    format!("《{}》{clause}", tight(plan.label()))
}

/// The last day among deadlines that name one.
pub(super) fn until<'d>(dues: impl Iterator<Item = &'d Due>) -> Option<Date> {
    dues.filter_map(|due| due.end(None))
        .map(Date::last_day)
        .max()
}

fn own(row: &TaskRow<'_>, name: &str) -> String {
    row.fields.get(name).unwrap_or_default().trim().to_owned()
}

/// The cell, or the sign that the document does not say.
pub(super) fn stated_or(choice: &ColumnChoice, cell: FormCell) -> FormCell {
    if cell.is_empty() && choice.column.is_asked() {
        FormCell::plain([NOT_STATED.to_owned()])
    } else {
        cell
    }
}
