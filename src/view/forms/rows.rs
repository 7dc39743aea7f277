//! The rows of a form: sections, overall goals and tasks, with their cells.

use std::collections::HashMap;

use super::cells::{plans_with_leads, source, stated_or, until};
use super::words::{heading, listed, sentence, targets_words, tight};
use super::{
    ColumnChoice, EntryOf, FormCell, FormColumn, FormEntry, FormKind, FormPart, FormRow, FormSpec,
    FormTable, changes, due, goals, is_by_plan,
};
use crate::model::workspace::{PlanIx, SectionIx, TaskIx, Workspace};
use crate::model::{Due, dues_text};
use crate::terms;
use crate::view::{Sheet, TargetId, TargetRow, TaskLineKind, TaskList, TaskRowMaker, target_rows};

/// The table of a sheet.
pub(super) fn parts(sheet: &Sheet, spec: &FormSpec) -> Vec<FormPart> {
    let maker = Maker::new(sheet, spec);
    if spec.kind == FormKind::Changes {
        return changes::parts(&maker);
    }
    if spec.kind == FormKind::Goals {
        return goals::parts(&maker);
    }
    if spec.kind == FormKind::Due {
        return due::parts(&maker);
    }
    let list = TaskList::new(sheet);
    let mut number = 0;
    if is_by_plan(sheet, spec.kind) {
        maker.by_plan(&list, &mut number)
    } else {
        maker.in_groups(&list, &mut number).into_iter().collect()
    }
}

/// Whether any task shown has a column of this name.
pub(super) fn has_field(sheet: &Sheet, name: &str) -> bool {
    let workspace = sheet.workspace();
    let mut tasks = sheet.tasks();
    tasks.any(|task| workspace.task(task).task.fields.get(name).is_some())
}

/// What is doubtful about tasks and the names of their bodies, each with the number of its row.
pub(super) fn doubts(table: &FormTable) -> Vec<String> {
    let maker = TaskRowMaker::whole(&table.sheet);
    let entries = table.entries();
    let doubts = entries.filter_map(|entry| {
        let note = maker.row(entry.task()?).note;
        (!note.is_empty()).then(|| sentence(&format!("第{}项：{}", entry.number, tight(&note))))
    });
    doubts.collect()
}

/// Makes rows of a sheet.
pub(super) struct Maker<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) workspace: &'a Workspace,
    pub(super) rows: TaskRowMaker<'a>,
    pub(super) columns: Vec<ColumnChoice>,
    pub(super) kind: FormKind,
    /// For every plan whether it says who leads, in that word.
    pub(super) leads: Vec<bool>,
}

impl<'a> Maker<'a> {
    fn new(sheet: &'a Sheet, spec: &FormSpec) -> Self {
        let mut columns = spec.columns.clone();
        let plan = ColumnChoice::new(FormColumn::Plan);
        // Where rows of several plans are mixed, each says whose it is.
        let has_plan = columns.iter().any(|it| it.column == FormColumn::Plan);
        if sheet.shown.plans > 1 && !is_by_plan(sheet, spec.kind) && !has_plan {
            columns.push(plan);
        }
        Self {
            sheet,
            workspace: sheet.workspace(),
            rows: TaskRowMaker::whole(sheet),
            columns,
            kind: spec.kind,
            leads: plans_with_leads(sheet.workspace()),
        }
    }

    fn by_plan(&self, list: &TaskList, number: &mut usize) -> Vec<FormPart> {
        let mut tasks: HashMap<SectionIx, Vec<TaskIx>> = HashMap::new();
        let mut plans: Vec<PlanIx> = Vec::new();
        for task in list.tasks() {
            let entry = self.workspace.task(task);
            tasks.entry(entry.section).or_default().push(task);
            plans.push(entry.plan);
        }
        let mut goals: HashMap<SectionIx, Vec<TargetRow<'a>>> = HashMap::new();
        for row in target_rows(self.sheet) {
            if row.task.is_none() {
                plans.push(row.plan);
                goals.entry(row.section).or_default().push(row);
            }
        }
        plans.sort_unstable();
        plans.dedup();
        let several = plans.len() > 1;
        let parts = plans.into_iter().map(|plan| {
            let entry = self.workspace.plan(plan);
            let content = Content {
                tasks: &tasks,
                goals: &goals,
            };
            let rows = self.plan_rows(entry.sections.clone(), &content, number);
            let title = several.then(|| tight(&entry.plan.title));
            self.part(title, rows)
        });
        parts.collect()
    }

    /// The rows of a plan, in the order of its sections.
    fn plan_rows(
        &self,
        sections: std::ops::Range<usize>,
        content: &Content<'_, 'a>,
        number: &mut usize,
    ) -> Vec<FormRow> {
        let mut rows = Vec::new();
        let mut open: Vec<SectionIx> = Vec::new();
        let mut at = sections.start;
        while at < sections.end {
            let ix = SectionIx::new(at);
            let inside = self.inside(ix, sections.end);
            // A chapter of goals alone has one heading, and a row for each of their deadlines.
            if self.workspace.section(ix).parent.is_none()
                && inside.clone().all(|nth| content.tasks_of(nth).is_empty())
            {
                self.chapter_of_goals(ix, inside.clone(), content, (&mut rows, number));
                at = inside.end;
                continue;
            }
            let goals = content.goals_of(at);
            let tasks = content.tasks_of(at);
            if !goals.is_empty() || !tasks.is_empty() {
                self.open(ix, &mut open, &mut rows);
                self.goals(goals.iter(), ix, number, &mut rows);
                for &task in tasks {
                    rows.push(self.task(task, number));
                }
            }
            at += 1;
        }
        rows
    }

    /// A section and those inside it, as positions.
    fn inside(&self, ix: SectionIx, end: usize) -> std::ops::Range<usize> {
        let depth = self.workspace.section(ix).depth;
        let from = ix.get();
        let next = (from + 1..end)
            .find(|nth| self.workspace.sections[*nth].depth <= depth)
            .unwrap_or(end);
        from..next
    }

    fn chapter_of_goals(
        &self,
        chapter: SectionIx,
        inside: std::ops::Range<usize>,
        content: &Content<'_, 'a>,
        (rows, number): (&mut Vec<FormRow>, &mut usize),
    ) {
        let with_goals: Vec<usize> = inside
            .filter(|nth| !content.goals_of(*nth).is_empty())
            .collect();
        let section = self.workspace.section(chapter);
        let title = match with_goals.as_slice() {
            [] => return,
            // The chapter's number with the name of what is in it: 一、总体目标.
            [one] => &self.workspace.sections[*one].title,
            _ => &section.title,
        };
        rows.push(FormRow::Heading {
            level: 0,
            text: heading(&section.number, title),
        });
        let goals = with_goals.iter().flat_map(|nth| content.goals_of(*nth));
        self.goals(goals, chapter, number, rows);
    }

    /// Headings of the sections that lead to one, as far as they do not stand there already.
    pub(super) fn open(&self, ix: SectionIx, open: &mut Vec<SectionIx>, rows: &mut Vec<FormRow>) {
        let mut path = vec![ix];
        while let Some(parent) = path
            .last()
            .and_then(|last| self.workspace.section(*last).parent)
        {
            path.push(parent);
        }
        path.reverse();
        let same = open.iter().zip(&path).take_while(|(a, b)| a == b).count();
        for (level, &section) in path.iter().enumerate().skip(same) {
            let entry = self.workspace.section(section);
            let text = heading(&entry.number, &entry.title);
            if !text.is_empty() {
                rows.push(FormRow::Heading { level, text });
            }
        }
        *open = path;
    }

    /// Goals that are set for nobody in particular, a row for each of their deadlines.
    fn goals<'g>(
        &self,
        goals: impl Iterator<Item = &'g TargetRow<'a>>,
        section: SectionIx,
        number: &mut usize,
        rows: &mut Vec<FormRow>,
    ) where
        'a: 'g,
    {
        let mut groups: Vec<(Vec<&Due>, String, Vec<&TargetRow<'a>>)> = Vec::new();
        for goal in goals {
            let dues: Vec<&Due> = goal.target.dues().collect();
            let bodies = self.actors(goal);
            let known = groups
                .iter_mut()
                .find(|(of, by, _)| *of == dues && *by == bodies);
            match known {
                Some((_, _, goals)) => goals.push(goal),
                None => groups.push((dues, bodies, vec![goal])),
            }
        }
        for (dues, bodies, goals) in groups {
            *number += 1;
            let first = goals[0];
            let plan = &self.workspace.plan(first.plan).plan;
            let words = sentence(&targets_words(goals.iter().map(|goal| goal.target)));
            let stated = dues.iter().filter(|due| !due.is_unstated()).copied();
            let due = tight(&dues_text(stated));
            let notes: Vec<&str> = goals
                .iter()
                .filter_map(|goal| goal.target.note.as_deref())
                .collect();
            let cells = self.columns.iter().map(|choice| {
                let text = match &choice.column {
                    FormColumn::Number => number.to_string(),
                    FormColumn::Task => words.clone(),
                    FormColumn::Responsible => bodies.clone(),
                    FormColumn::Due => due.clone(),
                    FormColumn::Plan => tight(plan.label()),
                    FormColumn::Clause => first.clause.to_owned(),
                    FormColumn::Source => source(plan, first.clause),
                    FormColumn::Note => tight(&crate::view::join_sentences(&notes)),
                    _ => String::new(),
                };
                stated_or(choice, FormCell::plain([text]))
            });
            rows.push(FormRow::Entry(FormEntry {
                number: *number,
                key: format!(
                    "{}/{}#{}",
                    plan.id,
                    self.workspace.section(section).number,
                    first.id.nth
                ),
                plan: first.plan,
                of: EntryOf::Goals,
                until: until(dues.iter().copied()),
                cells: cells.collect(),
            }));
        }
    }

    fn actors(&self, row: &TargetRow<'_>) -> String {
        self.actors_of(row.id)
    }

    /// Who is to reach a target, where the document says.
    pub(super) fn actors_of(&self, target: TargetId) -> String {
        let by = target.actors(self.workspace).map(|actors| &actors.by);
        let names = by.into_iter().flatten();
        let names: Vec<String> = names
            .map(|&ix| self.workspace.agency(ix).label().to_owned())
            .collect();
        listed(&names)
    }

    /// Rows in groups that are no sections: by who leads, by deadline, or none.
    fn in_groups(&self, list: &TaskList, number: &mut usize) -> Option<FormPart> {
        let mut rows = Vec::new();
        let goals: Vec<TargetRow<'a>> = target_rows(self.sheet)
            .into_iter()
            .filter(|row| row.task.is_none())
            .collect();
        for of_section in goals.chunk_by(|a, b| a.section == b.section) {
            if rows.is_empty() {
                rows.push(FormRow::Heading {
                    level: 0,
                    text: terms::OVERALL_GOALS.to_owned(),
                });
            }
            self.goals(of_section.iter(), of_section[0].section, number, &mut rows);
        }
        for line in &list.lines {
            rows.push(match line.kind {
                TaskLineKind::Group(nth) => FormRow::Heading {
                    level: list.groups[nth].depth,
                    text: tight(&list.groups[nth].label(self.workspace)),
                },
                TaskLineKind::Task(task) => self.task(task, number),
            });
        }
        (!rows.is_empty()).then(|| self.part(None, rows))
    }

    /// Rows with the columns that something stands in.
    pub(super) fn part(&self, heading: Option<String>, mut rows: Vec<FormRow>) -> FormPart {
        let is_kept = |nth: usize, choice: &ColumnChoice| match &choice.column {
            // Of changes every part has the same columns.
            _ if self.kind == FormKind::Changes => true,
            FormColumn::Number | FormColumn::Task | FormColumn::Indicator => true,
            column if column.is_blank() || !self.kind.knows(column) => true,
            FormColumn::Own(name) if !has_field(self.sheet, name) => true,
            _ => rows.iter().any(|row| match row {
                FormRow::Entry(entry) => {
                    let cell = &entry.cells[nth];
                    !cell.is_empty() && !cell.is_not_stated()
                }
                FormRow::Heading { .. } => false,
            }),
        };
        let columns = self.columns.iter().enumerate();
        let kept: Vec<bool> = columns.map(|(nth, choice)| is_kept(nth, choice)).collect();
        for row in &mut rows {
            if let FormRow::Entry(entry) = row {
                let mut kept = kept.iter();
                entry.cells.retain(|_| kept.next() == Some(&true));
            }
        }
        let columns = self.columns.iter().zip(&kept);
        FormPart {
            heading,
            columns: columns
                .filter(|(_, kept)| **kept)
                .map(|(choice, _)| choice.clone())
                .collect(),
            rows,
        }
    }
}

/// What stands in the sections of a plan.
struct Content<'c, 'a> {
    tasks: &'c HashMap<SectionIx, Vec<TaskIx>>,
    goals: &'c HashMap<SectionIx, Vec<TargetRow<'a>>>,
}

impl<'c, 'a> Content<'c, 'a> {
    fn tasks_of(&self, nth: usize) -> &'c [TaskIx] {
        self.tasks
            .get(&SectionIx::new(nth))
            .map_or(&[][..], Vec::as_slice)
    }

    fn goals_of(&self, nth: usize) -> &'c [TargetRow<'a>] {
        self.goals
            .get(&SectionIx::new(nth))
            .map_or(&[][..], Vec::as_slice)
    }
}
