//! A task with everything that is said of it.

use super::AND;
use crate::model::workspace::{AgencyIx, PlanIx, SectionIx, TaskIx, Workspace};
use crate::model::{Due, Fields, Role, dues_text};
use crate::terms;
use crate::view::spec::DueFilter;
use crate::view::{Sheet, join_sentences, section_path, target_text};

/// A task with everything that is said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct TaskRow<'a> {
    /// The task.
    pub task: TaskIx,
    /// Its plan.
    pub plan: PlanIx,
    /// Its section.
    pub section: SectionIx,
    /// The headings that lead to it: `二 主要任务 › 二(一) 培育名企`.
    pub path: String,
    /// The clause with its part.
    pub clause: String,
    /// Its title.
    pub title: &'a str,
    /// What is to be done in own words, or in those of the document; may be empty.
    pub summary: &'a str,
    /// The shown bodies by [`Role::index`], in the order of the document.
    pub bodies: [Vec<TaskBody<'a>>; 5],
    /// The targets by deadline, the earliest deadline first.
    pub goals: Vec<TaskGoals>,
    /// The columns of the file's own.
    pub fields: &'a Fields,
    /// Doubts about the task and the names of its bodies; may be empty.
    pub note: String,
}

/// A body in one role at a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskBody<'a> {
    /// The body as the sheet counts it: as the document names it, or today's.
    pub agency: AgencyIx,
    /// Its name on the screen.
    pub name: &'a str,
    /// The source's own term for the role, where it has one.
    pub term: Option<&'a str>,
    /// Bodies named in the document that count as this one, itself left out.
    pub folded: Vec<&'a str>,
    /// Its assignments, as places in the task's list: several where bodies were folded.
    pub assignments: Vec<usize>,
    /// Whether it is the first body of a task in a plan that knows no leads, and is to be marked.
    pub first: bool,
    /// Whether the reading of its name was mended.
    pub mended: bool,
    /// The collective that the document names, where the body has the task only as a member of it.
    pub through: Option<&'a str>,
}

impl TaskBody<'_> {
    /// The name with the document's own term and what was folded into it:
    /// `市市场监管局（原市工商局、市质监局）`, `市领导（链长）`, `①市财政局`.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        if self.first {
            text.push('①');
        }
        text.push_str(self.name);
        let mut remarks: Vec<String> = self.term.map(str::to_owned).into_iter().collect();
        if !self.folded.is_empty() {
            remarks.push(format!("原{}", self.folded.join(AND)));
        }
        if let Some(collective) = self.through {
            remarks.push(format!("{}{collective}", terms::THROUGH_MARK));
        }
        if !remarks.is_empty() {
            text.push_str(&format!("（{}）", remarks.join("，")));
        }
        text
    }
}

/// The targets of a task that share a deadline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskGoals {
    /// The deadline.
    pub due: Due,
    /// Further deadlines of the same targets.
    pub also_due: Vec<Due>,
    /// The targets in words; none beside a deadline of the task as a whole: `制造业单项冠军 20 家（力争）`.
    pub targets: Vec<String>,
}

impl TaskGoals {
    /// The deadline in words; empty where the source does not say.
    #[must_use]
    pub fn due_text(&self) -> String {
        let dues = std::iter::once(&self.due).chain(&self.also_due);
        dues_text(dues.filter(|due| !due.is_unstated()))
    }
}

impl TaskRow<'_> {
    /// The bodies of a role in one line: `市发改委、市科技局`.
    #[must_use]
    pub fn bodies_text(&self, role: Role) -> String {
        let names: Vec<String> = self.bodies[role.index()]
            .iter()
            .map(TaskBody::text)
            .collect();
        names.join(AND)
    }

    /// The bodies of the roles beside 牵头 and 责任, a role a part: `配合 市科技局；成员 市财政局`.
    #[must_use]
    pub fn others_text(&self) -> String {
        let parts: Vec<String> = [Role::Support, Role::Member, Role::Oversee]
            .into_iter()
            .filter(|role| !self.bodies[role.index()].is_empty())
            .map(|role| format!("{} {}", role.label(), self.bodies_text(role)))
            .collect();
        parts.join("；")
    }

    /// The columns of the file's own, each a line: `责任人 张某某`.
    #[must_use]
    pub fn fields_text(&self) -> String {
        let lines = self.fields.iter().filter(|(_, text)| !text.is_empty());
        let lines: Vec<String> = lines.map(|(name, text)| format!("{name} {text}")).collect();
        lines.join("\n")
    }

    /// The targets, a deadline a line: `2023年底　制造业单项冠军 20 家（力争）；…`.
    #[must_use]
    pub fn goals_text(&self) -> String {
        let lines: Vec<String> = self
            .goals
            .iter()
            .map(|goals| {
                let due = goals.due_text();
                let alone = due.is_empty() || goals.targets.is_empty();
                let gap = if alone { "" } else { "　" };
                format!("{due}{gap}{}", goals.targets.join("；"))
            })
            .collect();
        lines.join("\n")
    }
}

/// Makes rows of a sheet's tasks.
#[derive(Clone, Debug)]
pub struct TaskRowMaker<'a> {
    sheet: &'a Sheet,
    in_sheet: Vec<bool>,
    /// Whether everybody is named whom the document names, whatever is filtered.
    is_whole: bool,
}

impl<'a> TaskRowMaker<'a> {
    /// For the tasks of a sheet.
    #[must_use]
    pub fn new(sheet: &'a Sheet) -> Self {
        let mut in_sheet = vec![false; sheet.workspace().agencies.len()];
        for column in &sheet.columns {
            in_sheet[column.agency.get()] = true;
        }
        Self {
            sheet,
            in_sheet,
            is_whole: false,
        }
    }

    /// The same with everybody whom the documents name at a task, also where the view shows some
    /// bodies or roles only: who is left out of a paper would be taken for not named.
    #[must_use]
    pub fn whole(sheet: &'a Sheet) -> Self {
        Self {
            is_whole: true,
            ..Self::new(sheet)
        }
    }

    /// The sheet whose tasks they are.
    #[must_use]
    pub fn sheet(&self) -> &'a Sheet {
        self.sheet
    }

    /// The row of a task.
    #[must_use]
    pub fn row(&self, task: TaskIx) -> TaskRow<'a> {
        let workspace = self.sheet.workspace();
        let entry = workspace.task(task);
        let mut notes: Vec<&str> = entry
            .task
            .assignments
            .iter()
            .filter_map(|assignment| assignment.note.as_deref())
            .collect();
        notes.extend(entry.task.note.as_deref());
        TaskRow {
            task,
            plan: entry.plan,
            section: entry.section,
            path: section_path(workspace, entry.section),
            clause: entry.task.key(),
            title: &entry.task.title,
            summary: match (entry.task.summary.as_str(), entry.task.text.as_deref()) {
                ("", Some(text)) => text,
                (summary, _) => summary,
            },
            bodies: self.bodies(task),
            goals: goals(workspace, task),
            fields: &entry.task.fields,
            note: join_sentences(&notes),
        }
    }

    /// The shown bodies by role, those that count as one joined.
    #[must_use]
    pub fn bodies(&self, task: TaskIx) -> [Vec<TaskBody<'a>>; 5] {
        let (sheet, workspace) = (self.sheet, self.sheet.workspace());
        let entry = workspace.task(task);
        let mut first = sheet.spec.mark_first && !workspace.plan(entry.plan).knows_leads();
        let mut bodies: [Vec<TaskBody<'a>>; 5] = Default::default();
        for (nth, duty) in entry.duties.iter().enumerate() {
            let leads_by_convention = first && duty.role == Role::Responsible;
            first &= !leads_by_convention;
            let body = sheet.bodies[duty.agency.get()];
            let is_shown = self.in_sheet[body.get()] && sheet.spec.shows_role(duty.role);
            if !is_shown && !self.is_whole {
                continue;
            }
            let term = entry.task.assignments[nth].term.as_deref();
            let of_role = &mut bodies[duty.role.index()];
            let known = of_role
                .iter()
                .position(|known| known.agency == body && known.term == term);
            let place = known.unwrap_or_else(|| {
                of_role.push(TaskBody {
                    agency: body,
                    name: workspace.agency(body).label(),
                    term,
                    folded: Vec::new(),
                    assignments: Vec::new(),
                    first: false,
                    mended: false,
                    through: None,
                });
                of_role.len() - 1
            });
            let known = &mut of_role[place];
            known.assignments.push(nth);
            known.first |= leads_by_convention;
            known.mended |= duty.mended;
            let named = workspace.agency(duty.agency).label();
            if duty.agency != body && !known.folded.contains(&named) {
                known.folded.push(named);
            }
        }
        for (member, places) in sheet.through_at(task) {
            if !self.in_sheet[member.get()] {
                continue;
            }
            for nth in places {
                let duty = entry.duties[nth];
                bodies[duty.role.index()].push(TaskBody {
                    agency: member,
                    name: workspace.agency(member).label(),
                    term: entry.task.assignments[nth].term.as_deref(),
                    folded: Vec::new(),
                    assignments: vec![nth],
                    first: false,
                    mended: duty.mended,
                    through: Some(workspace.agency(duty.agency).label()),
                });
            }
        }
        bodies
    }
}

/// The targets of a task by deadline.
fn goals(workspace: &Workspace, task: TaskIx) -> Vec<TaskGoals> {
    let task = &workspace.task(task).task;
    let mut goals: Vec<TaskGoals> = Vec::new();
    let of_task = task.dues().map(|due| (vec![due.clone()], None));
    let of_targets = task
        .targets
        .iter()
        .map(|target| (target.dues().cloned().collect(), Some(target_text(target))));
    for (dues, text) in of_task.chain(of_targets) {
        let mut also_due: Vec<Due> = dues;
        let due = also_due.remove(0);
        let known = goals
            .iter_mut()
            .find(|goals| goals.due == due && goals.also_due == also_due);
        match known {
            Some(goals) => goals.targets.extend(text),
            None => goals.push(TaskGoals {
                due,
                also_due,
                targets: text.into_iter().collect(),
            }),
        }
    }
    goals.sort_by(|a, b| {
        (DueFilter::of(&a.due), &a.due, &a.also_due).cmp(&(
            DueFilter::of(&b.due),
            &b.due,
            &b.also_due,
        ))
    });
    goals
}
