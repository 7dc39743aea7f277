//! Every body with how much it has to do.

use std::cmp::Reverse;

use strum::VariantArray;

use crate::model::Role;
use crate::model::workspace::{AgencyIx, PlanIx};
use crate::variants::all;
use crate::view::search::{Query, pinyin_key};
use crate::view::{RowKind, Sheet};

/// All bodies of a sheet, also those without a task.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgencyList {
    /// A row for every body, as in the file.
    pub rows: Vec<AgencyRow>,
    /// The most tasks that one of them has.
    pub most: u32,
}

/// One body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgencyRow {
    /// The body.
    pub agency: AgencyIx,
    /// Bodies named in the documents that count as this one, itself left out.
    pub folded: Vec<AgencyIx>,
    /// How many of its tasks it has in which role, by [`Role::index`]. A task counts in the
    /// weightiest of its roles.
    pub roles: [u32; 5],
    /// How many tasks name it.
    pub tasks: u32,
    /// How many of its tasks each plan has, in the order of the sheet; plans without any are left
    /// out.
    pub plans: Vec<(PlanIx, u32)>,
    /// How many tasks name it only as a member of a collective; they are not among the tasks above.
    pub through: u32,
    /// All its names and those of the bodies that count as it, for searching.
    names: Vec<String>,
    sort_key: String,
}

impl AgencyRow {
    /// How many tasks it leads.
    #[must_use]
    pub fn leads(&self) -> u32 {
        self.roles[Role::Lead.index()]
    }

    /// How many tasks it takes part in without leading them.
    #[must_use]
    pub fn others(&self) -> u32 {
        self.tasks - self.leads()
    }

    /// Whether one of its names, or of a body that counts as it, matches.
    #[must_use]
    pub fn matches(&self, query: &Query) -> bool {
        query.is_empty() || self.names.iter().any(|name| query.matches(name))
    }
}

/// The order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, VariantArray)]
pub enum AgencyOrder {
    /// The most tasks first (按任务数).
    #[default]
    Load,
    /// By the pinyin of the name (按名称).
    Name,
    /// The most led tasks first (按牵头数).
    Leads,
    /// The most plans first (按方案数).
    Plans,
}

impl AgencyOrder {
    /// All orders.
    pub const ALL: [Self; 4] = all(Self::VARIANTS);

    /// The Chinese name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Load => "按任务数",
            Self::Name => "按名称",
            Self::Leads => "按牵头数",
            Self::Plans => "按方案数",
        }
    }
}

impl AgencyList {
    /// The bodies of a sheet. Those without any task are listed with none.
    #[must_use]
    pub fn new(sheet: &Sheet) -> Self {
        let workspace = sheet.workspace();
        let count = workspace.agencies.len();
        let mut rows: Vec<Option<AgencyRow>> = (0..count)
            .map(|ix| {
                let agency = AgencyIx::new(ix);
                (sheet.bodies[ix] == agency).then(|| AgencyRow {
                    agency,
                    folded: Vec::new(),
                    roles: [0; 5],
                    tasks: 0,
                    plans: Vec::new(),
                    through: 0,
                    names: Vec::new(),
                    sort_key: pinyin_key(workspace.agency(agency).label()),
                })
            })
            .collect();
        for (ix, entry) in workspace.agencies.iter().enumerate() {
            if let Some(row) = &mut rows[sheet.bodies[ix].get()] {
                row.names.extend(entry.names().map(str::to_owned));
            }
        }
        for column in &sheet.columns {
            if let Some(row) = &mut rows[column.agency.get()] {
                row.folded.clone_from(&column.folded);
            }
        }
        count_tasks(sheet, &mut rows);
        count_through(sheet, &mut rows);
        let rows: Vec<AgencyRow> = rows.into_iter().flatten().collect();
        Self {
            most: rows.iter().map(|row| row.tasks).max().unwrap_or(0),
            rows,
        }
    }

    /// The places of the rows that match a query, in an order. Those without a task come last.
    #[must_use]
    pub fn places(&self, query: &Query, order: AgencyOrder, reversed: bool) -> Vec<usize> {
        let mut places: Vec<usize> = (0..self.rows.len())
            .filter(|&nth| self.rows[nth].matches(query))
            .collect();
        let row = |nth: usize| &self.rows[nth];
        places.sort_by_key(|&nth| Reverse((row(nth).tasks, row(nth).through)));
        match order {
            AgencyOrder::Load => {}
            AgencyOrder::Name => places.sort_by_key(|&nth| row(nth).sort_key.as_str()),
            AgencyOrder::Leads => places.sort_by_key(|&nth| Reverse(row(nth).leads())),
            AgencyOrder::Plans => places.sort_by_key(|&nth| Reverse(row(nth).plans.len())),
        }
        if reversed {
            places.reverse();
        }
        if order != AgencyOrder::Name {
            places.sort_by_key(|&nth| row(nth).tasks + row(nth).through == 0);
        }
        places
    }

    /// How many of the bodies have a task of their own.
    #[must_use]
    pub fn with_tasks(&self) -> usize {
        self.rows.iter().filter(|row| row.tasks > 0).count()
    }
}

fn count_tasks(sheet: &Sheet, rows: &mut [Option<AgencyRow>]) {
    let workspace = sheet.workspace();
    for line in &sheet.rows {
        let RowKind::Task(ix) = line.kind else {
            continue;
        };
        let plan = workspace.task(ix).plan;
        for cell in sheet.cells(line).iter().filter(|cell| !cell.through) {
            let agency = sheet.columns[cell.column as usize].agency;
            let Some(row) = &mut rows[agency.get()] else {
                continue;
            };
            row.tasks += 1;
            row.roles[cell.role.index()] += 1;
            match row.plans.last_mut() {
                Some((known, count)) if *known == plan => *count += 1,
                _ => row.plans.push((plan, 1)),
            }
        }
    }
}

fn count_through(sheet: &Sheet, rows: &mut [Option<AgencyRow>]) {
    let workspace = sheet.workspace();
    // The last task that counted for a body: it is counted once, or not at all where it is named.
    let mut last = vec![None; workspace.agencies.len()];
    for ix in sheet.tasks() {
        let entry = workspace.task(ix);
        let shown = || {
            let duties = entry.duties.iter();
            duties.filter(|duty| sheet.spec.shows_role(duty.role))
        };
        let members = |agency| sheet.collectives.members(agency, entry.plan);
        if !shown().any(|duty| !members(duty.agency).is_empty()) {
            continue;
        }
        for duty in shown() {
            last[sheet.bodies[duty.agency.get()].get()] = Some(ix);
        }
        for duty in shown() {
            for member in members(duty.agency) {
                if last[member.get()].replace(ix) != Some(ix)
                    && let Some(row) = &mut rows[member.get()]
                {
                    row.through += 1;
                }
            }
        }
    }
}
