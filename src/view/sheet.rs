//! The matrix as resolved plain data: what the window paints and the exporters write.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::Data;
use super::asked::AskedMember;
use super::cell::{Cell, RoleSet, own_bit, plain};
use super::collectives::{Collectives, Reached};
use super::columns::{columns, groups};
use super::digest::Digest;
use super::filter::{Facets, Filter};
use super::later::Later;
use super::list::{earliest, rows_to};
use super::predecessors::{Relatives, asked_for, relatives};
use super::search::SearchHits;
use super::spec::{GroupKind, RowOrder, ViewSpec};
use crate::model::workspace::{AgencyIx, PlanIx, SectionIx, TaskIx, Workspace};
use crate::model::{Date, Role};

/// A matrix of tasks and bodies. Rows are plans, sections and tasks; cells stand at tasks only.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The data that it was made from.
    pub data: Arc<Data>,
    /// The view that it was made for.
    pub spec: ViewSpec,
    /// The day that it was made for.
    pub today: Date,
    /// The columns' groups, from the left; none where the order is by hand.
    pub groups: Vec<ColumnGroup>,
    /// The columns, from the left.
    pub columns: Vec<Column>,
    /// The rows, from the top. Rows inside folded plans and sections are among them.
    pub rows: Vec<Row>,
    /// The cells of all rows; a row names its run.
    pub(super) cells: Vec<Cell>,
    /// The keys of the folded groups, each to be found at once.
    folded: HashSet<String>,
    /// How much the view shows.
    pub shown: Counts,
    /// How much there is without any filter.
    pub all: Counts,
    /// The counts beside the choices of the side bar.
    pub facets: Facets,
    /// What the search text matched; `None` without one.
    pub hits: Option<SearchHits>,
    /// For every agency, by its index, the agency that it counts as in this view.
    pub bodies: Vec<AgencyIx>,
    /// The bodies that the view asks for with those that they came from or became, where these have
    /// tasks of their own.
    pub relatives: Vec<Relatives>,
    /// What somebody wants above a layout of it.
    pub(super) heading: Option<Arc<super::heading::Headed>>,
    /// What is made only once somebody asks for it.
    pub(super) later: Later,
    /// The one member of a collective that the view asks for.
    pub(super) asked: Option<AskedMember>,
    /// The roles of the file's own that any mark has, a bit each.
    pub(super) own_shown: u32,
    /// Who belongs to which collective.
    pub(crate) collectives: Arc<Collectives>,
    /// The bodies that show what they have through collectives.
    pub(crate) reached: Reached,
    /// The roles that bodies have through collectives.
    through_roles: RoleSet,
}

/// Neighbouring columns of one group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnGroup {
    /// What the agencies of the group have in common.
    pub kind: GroupKind,
    /// The positions of its columns in [`Sheet::columns`].
    pub columns: Range<usize>,
}

/// A column of the matrix: one agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The agency.
    pub agency: AgencyIx,
    /// Bodies named in the documents that count as this one, itself left out.
    pub folded: Vec<AgencyIx>,
    /// How many shown assignments it has in each role, by [`Role::index`].
    pub roles: [u32; 5],
    /// How many shown tasks it takes part in.
    pub tasks: u32,
    /// How many shown tasks it leads.
    pub leads: u32,
    /// How many tasks it has in all plans, whatever the filter.
    pub all_tasks: u32,
    /// How many shown tasks it has only as a member of a collective. They are not among
    /// [`Column::tasks`], and their marks not among the roles.
    pub through: u32,
    /// The same in all plans, whatever the filter.
    pub all_through: u32,
    /// Whether it was chosen, or matched by the search.
    pub matched: bool,
}

/// What is counted for a column while rows are added: kept apart from the rest of it, the tallies of
/// many columns stay close together in memory.
#[derive(Clone, Default)]
struct Tally {
    roles: [u32; 5],
    tasks: u32,
    leads: u32,
    through: u32,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// A plan.
    Plan(PlanIx),
    /// A section; chapters of the plan itself have depth 0.
    Section(SectionIx),
    /// A task.
    Task(TaskIx),
}

/// A row of the matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which plan, section or task it is.
    pub kind: RowKind,
    cells: Range<u32>,
    /// For a task how many of the bodies that it names are shown; for a plan or section how many of
    /// its tasks.
    pub shown: u32,
    /// The same without any filter.
    pub all: u32,
    /// Whether it is hidden inside a folded plan or section.
    pub hidden: bool,
    /// Whether it is a folded plan or section.
    pub folded: bool,
}

/// How many tasks, agencies, assignments and plans a sheet shows, or the data has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// How many tasks.
    pub tasks: usize,
    /// How many agencies with a column.
    pub agencies: usize,
    /// How many assignments.
    pub assignments: usize,
    /// How many of the assignments are of role [`Role::Lead`].
    pub leads: usize,
    /// How many bodies the tasks name, each body once a task: what the tables add up to. Less than
    /// assignments where a body has two roles in a task, or several bodies count as one.
    pub marks: usize,
    /// How many marks bodies have only as members of a collective. No assignment is among them.
    pub through: usize,
    /// How many plans.
    pub plans: usize,
}

impl Sheet {
    /// Makes the sheet of a view.
    #[must_use]
    pub fn new(data: &Arc<Data>, spec: &ViewSpec, today: Date) -> Self {
        let filter = Filter::new(data, spec, today);
        let outcome = filter.run();
        let workspace: &Workspace = &data.workspace;

        let columns = columns(workspace, spec, &filter, &outcome);
        let marks = columns
            .iter()
            .map(|column| (outcome.loads[column.agency.get()] + column.through) as usize)
            .sum();
        let tasks = outcome.tasks;
        let mut sheet = Self {
            data: Arc::clone(data),
            spec: spec.clone(),
            today,
            groups: groups(workspace, spec, &columns),
            rows: Vec::with_capacity(tasks.len() + tasks.len() / 4 + 8),
            cells: Vec::with_capacity(marks),
            folded: spec.folded.iter().cloned().collect(),
            shown: Counts::default(),
            all: Counts {
                tasks: workspace.tasks.len(),
                agencies: outcome.all_loads.iter().filter(|load| **load > 0).count(),
                assignments: data.digests.assignments(),
                leads: 0,
                marks: outcome.all_loads.iter().map(|load| *load as usize).sum(),
                through: 0,
                plans: workspace.plans.len(),
            },
            columns,
            facets: outcome.facets,
            hits: None,
            relatives: relatives(workspace, &asked_for(spec, &filter), today, |task| {
                filter.shows_for_others(task)
            }),
            bodies: filter.bodies,
            heading: None,
            later: Later::default(),
            asked: None,
            own_shown: 0,
            collectives: filter.collectives,
            reached: filter.reached,
            through_roles: RoleSet::default(),
        };
        sheet.add_rows(data, tasks, &filter.memberships.named);
        sheet.shown.agencies = sheet
            .columns
            .iter()
            .filter(|column| column.tasks > 0)
            .count();
        sheet.shown.marks = sheet
            .columns
            .iter()
            .map(|column| column.tasks as usize)
            .sum();
        sheet.shown.through = sheet
            .columns
            .iter()
            .map(|column| column.through as usize)
            .sum();
        sheet.hits = filter.hits;
        sheet.asked = sheet.find_asked_member();
        sheet
    }

    fn add_rows(&mut self, data: &Data, tasks: Vec<usize>, named: &[u32]) {
        let (workspace, digests): (&Workspace, _) = (&data.workspace, &data.digests);
        let mut of_body = vec![u32::MAX; workspace.agencies.len()];
        for (ix, column) in self.columns.iter().enumerate() {
            of_body[column.agency.get()] = u32::try_from(ix).unwrap_or(u32::MAX);
        }
        // The column of every agency as the documents name it.
        let place: Vec<u32> = self.bodies.iter().map(|body| of_body[body.get()]).collect();
        let shares = self.share_columns(&of_body);
        let mut tallies = vec![Tally::default(); self.columns.len()];
        let mut tasks = tasks.into_iter().peekable();
        let mut open: Vec<(SectionIx, usize)> = Vec::new();
        while let Some(&first) = tasks.peek() {
            let plan = digests.get(first).plan;
            let mut of_plan = Vec::new();
            while let Some(ix) = tasks.next_if(|&ix| digests.get(ix).plan == plan) {
                of_plan.push(ix);
            }
            self.shown.plans += 1;
            let plan_row = self.rows.len();
            let plan_folded = self.is_folded(&workspace.plan(plan).plan.id);
            self.push_row(RowKind::Plan(plan), plan_folded, false);
            self.rows[plan_row].shown = u32::try_from(of_plan.len()).unwrap_or(u32::MAX);
            self.rows[plan_row].all =
                u32::try_from(workspace.plan(plan).tasks.len()).unwrap_or(u32::MAX);
            let by_section = self.spec.row_order == RowOrder::Document;
            match self.spec.row_order {
                RowOrder::Document => {}
                RowOrder::Load => {
                    of_plan.sort_by_key(|&ix| std::cmp::Reverse(digests.get(ix).duties.len()));
                }
                RowOrder::Deadline => {
                    of_plan.sort_by_cached_key(|&ix| earliest(workspace, TaskIx::new(ix)));
                }
                RowOrder::Name => {
                    of_plan.sort_by_key(|&ix| data.title_ranks()[ix]);
                }
            }
            open.clear();
            let convention = self.spec.mark_first && !workspace.plan(plan).knows_leads();
            for ix in of_plan {
                if by_section {
                    self.open_sections(workspace, digests.get(ix).section, &mut open, plan_folded);
                }
                let hidden = plan_folded || open.iter().any(|&(_, row)| self.rows[row].folded);
                self.push_task(
                    TaskIx::new(ix),
                    digests.get(ix),
                    convention,
                    hidden,
                    (&place, &shares, &mut tallies),
                    named[ix],
                );
                for &(_, row) in &open {
                    self.rows[row].shown += 1;
                }
            }
        }
        for (column, tally) in self.columns.iter_mut().zip(tallies) {
            column.roles = tally.roles;
            column.tasks = tally.tasks;
            column.leads = tally.leads;
            column.through = tally.through;
        }
    }

    /// Adds the rows of the sections that lead to `section` and are not open yet.
    fn open_sections(
        &mut self,
        workspace: &Workspace,
        section: SectionIx,
        open: &mut Vec<(SectionIx, usize)>,
        plan_folded: bool,
    ) {
        if open.last().is_some_and(|&(known, _)| known == section) {
            return;
        }
        let path = rows_to(workspace, section);
        let same = open
            .iter()
            .zip(&path)
            .take_while(|((known, _), wanted)| known == *wanted)
            .count();
        open.truncate(same);
        for &ix in &path[same..] {
            let hidden = plan_folded || open.iter().any(|&(_, row)| self.rows[row].folded);
            let folded = !self.folded.is_empty() && self.is_folded(&workspace.section_key(ix));
            open.push((ix, self.rows.len()));
            self.push_row(RowKind::Section(ix), folded, hidden);
            let row = self.rows.len() - 1;
            self.rows[row].all =
                u32::try_from(workspace.section(ix).task_count).unwrap_or(u32::MAX);
        }
    }

    /// Whether the group with this key is folded.
    pub(super) fn is_folded(&self, key: &str) -> bool {
        self.folded.contains(key)
    }

    fn push_row(&mut self, kind: RowKind, folded: bool, hidden: bool) {
        let at = u32::try_from(self.cells.len()).unwrap_or(u32::MAX);
        self.rows.push(Row {
            kind,
            cells: at..at,
            shown: 0,
            all: 0,
            hidden,
            folded,
        });
    }

    /// Adds the row of a task. With `convention` its first responsible body leads.
    fn push_task(
        &mut self,
        ix: TaskIx,
        task: Digest<'_>,
        convention: bool,
        hidden: bool,
        (place, shares, tallies): (&[u32], &[Vec<u32>], &mut [Tally]),
        all: u32,
    ) {
        let from = self.cells.len();
        let mut first = convention;
        let all_roles = self.spec.roles.is_empty();
        for duty in task.duties {
            let leads_by_convention = first && duty.role == Role::Responsible;
            first &= !leads_by_convention;
            let column = place[duty.agency.get()];
            if column == u32::MAX || !(all_roles || self.spec.shows_role(duty.role)) {
                continue;
            }
            self.shown.assignments += 1;
            if duty.role == Role::Lead {
                self.shown.leads += 1;
            }
            tallies[column as usize].roles[duty.role.index()] += 1;
            let own = own_bit(*duty);
            self.own_shown |= own;
            let cell = Cell {
                column,
                role: duty.role,
                roles: RoleSet::of(duty.role),
                plain: plain(*duty),
                own,
                count: 1,
                first: leads_by_convention,
                mended: duty.mended,
                through: false,
            };
            self.put(from, cell);
        }
        let named = u32::try_from(self.cells.len() - from).unwrap_or(u32::MAX);
        if task.by_collective && self.reached.any {
            self.push_through(from, task, shares);
        }
        for cell in &self.cells[from..] {
            let column = &mut tallies[cell.column as usize];
            if cell.through {
                column.through += 1;
                self.through_roles.join(cell.roles);
                continue;
            }
            column.tasks += 1;
            if cell.role == Role::Lead {
                column.leads += 1;
            }
        }
        self.shown.tasks += 1;
        let (start, end) = (
            u32::try_from(from).unwrap_or(u32::MAX),
            u32::try_from(self.cells.len()).unwrap_or(u32::MAX),
        );
        self.rows.push(Row {
            kind: RowKind::Task(ix),
            cells: start..end,
            shown: named,
            all,
            hidden,
            folded: false,
        });
    }

    /// Puts a mark into the row that began at `from`.
    fn put(&mut self, from: usize, cell: Cell) {
        // A task has few bodies: kept in order as they come, they need no sorting.
        match self.cells[from..].binary_search_by_key(&cell.column, |cell| cell.column) {
            Ok(at) => self.cells[from + at].join(cell),
            Err(at) => self.cells.insert(from + at, cell),
        }
    }

    /// The workspace that the sheet shows.
    #[must_use]
    pub fn workspace(&self) -> &Workspace {
        &self.data.workspace
    }

    /// The cells of a row, from the left.
    #[must_use]
    pub fn cells(&self, row: &Row) -> &[Cell] {
        &self.cells[row.cells.start as usize..row.cells.end as usize]
    }

    /// The cell of a row in a column; `None` where no mark stands.
    #[must_use]
    pub fn cell(&self, row: &Row, column: usize) -> Option<&Cell> {
        let cells = self.cells(row);
        let column = u32::try_from(column).ok()?;
        cells
            .binary_search_by_key(&column, |cell| cell.column)
            .ok()
            .map(|at| &cells[at])
    }

    /// The roles that have a mark, by weight.
    #[must_use]
    pub fn roles(&self) -> Vec<Role> {
        Role::ALL
            .into_iter()
            .filter(|role| {
                let has_mark = |column: &Column| column.roles[role.index()] > 0;
                self.columns.iter().any(has_mark) || self.through_roles.contains(*role)
            })
            .collect()
    }

    /// The position of an agency's column; `None` where it has none.
    #[must_use]
    pub fn column_of(&self, agency: AgencyIx) -> Option<usize> {
        self.columns
            .iter()
            .position(|column| column.agency == agency)
    }

    /// The shown tasks, in the order of the rows.
    pub fn tasks(&self) -> impl Iterator<Item = TaskIx> {
        self.rows.iter().filter_map(|row| match row.kind {
            RowKind::Task(ix) => Some(ix),
            RowKind::Plan(_) | RowKind::Section(_) => None,
        })
    }

    /// The shown plans, in the order of the rows.
    pub fn plans(&self) -> impl Iterator<Item = PlanIx> {
        self.rows.iter().filter_map(|row| match row.kind {
            RowKind::Plan(ix) => Some(ix),
            RowKind::Section(_) | RowKind::Task(_) => None,
        })
    }
}
