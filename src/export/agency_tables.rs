//! One agency's responsibility sheet as tables that are read: who it is, what it leads and what
//! else it answers for, what reaches it through a collective, its targets. Word and the web page
//! write these.

use super::ExportError;
use super::agency;
use super::progress::Steps;
use crate::model::Role;
use crate::model::workspace::{PlanIx, TaskIx};
use crate::terms;
use crate::view::{Profile, TaskRowMaker, join_sentences};

/// How many of the agencies that share most of its tasks are named.
const MOST_PEERS: usize = 12;

/// The weights of the columns of tasks, of tasks through a collective, of targets.
const TASKS: [u32; 4] = [11, 38, 31, 20];
const THROUGH: [u32; 4] = [11, 45, 11, 33];
const TARGETS: [u32; 6] = [22, 15, 12, 9, 23, 19];

/// Rows of one kind under a title.
pub(super) struct AgencyTable {
    /// What the rows are, and how many: `牵头任务（9 项）`.
    pub title: String,
    /// The heads of the columns.
    pub headers: Vec<&'static str>,
    /// How wide the columns are beside each other.
    pub weights: Vec<u32>,
    /// The rows, by plan.
    pub parts: Vec<Part>,
}

/// The rows of a plan.
pub(super) struct Part {
    /// The plan and how many rows it has; `None` where the rows are of several plans.
    pub heading: Option<String>,
    /// The rows.
    pub lines: Vec<Line>,
}

/// A row; the summary stands under its second cell.
pub(super) struct Line {
    pub cells: Vec<String>,
    pub summary: String,
}

impl AgencyTable {
    /// Whether a column is set in smaller type.
    pub fn is_small(&self, column: usize) -> bool {
        matches!(self.headers[column], terms::CLAUSE | terms::NOTE)
    }
}

/// Names, succession and company, a line each.
pub(super) fn who(profile: &Profile) -> Vec<String> {
    let body = profile.body();
    let mut names = vec![format!("{}，{}", body.name, body.kind.label())];
    names.extend(body.short.iter().map(|short| format!("简称 {short}")));
    if !body.aliases.is_empty() {
        names.push(format!("又写作 {}", body.aliases.join("、")));
    }
    names.extend(profile.relations());
    let mut lines = vec![format!("{}　{}", terms::AGENCY, names.join("；"))];
    if let Some(folded) = profile.sheet.folded_text(profile.folded()) {
        lines.push(format!("{}　{folded}", terms::FOLDING));
    }
    lines.extend(agency::successions(profile).into_iter().map(|record| {
        format!(
            "{}　{}　{} {}（{}）",
            terms::LINEAGE,
            record.name,
            record.due,
            record.role,
            record.note
        )
    }));
    if !profile.peers.is_empty() {
        let peers = profile.peers.iter().take(MOST_PEERS).map(|peer| {
            let label = profile.workspace().agency(peer.agency).label();
            format!("{label} {} 项", peer.tasks)
        });
        let peers: Vec<String> = peers.collect();
        let more = match profile.peers.len().saturating_sub(MOST_PEERS) {
            0 => String::new(),
            more => format!("，另有 {more} 个"),
        };
        lines.push(format!("{}　{}{more}", terms::PEERS, peers.join("、")));
    }
    lines
}

/// All tables, in the order in which they are read.
pub(super) fn tables(
    profile: &Profile,
    steps: &mut Steps<'_>,
) -> Result<Vec<AgencyTable>, ExportError> {
    let rows = TaskRowMaker::new(&profile.sheet);
    let mut tables = Vec::new();
    for role in Role::ALL {
        if profile.roles[role.index()] > 0 {
            tables.push(of_role(profile, role, &rows, steps)?);
        }
    }
    through(profile, &rows, steps, &mut tables)?;
    if !profile.targets.is_empty() {
        tables.push(targets(profile, steps)?);
    }
    Ok(tables)
}

fn of_role(
    profile: &Profile,
    role: Role,
    rows: &TaskRowMaker<'_>,
    steps: &mut Steps<'_>,
) -> Result<AgencyTable, ExportError> {
    let mut parts = Vec::new();
    for group in &profile.plans {
        let of_role = group.tasks.iter().filter(|part| part.role == role);
        let mut lines = Vec::new();
        for part in of_role {
            steps.step()?;
            let record = agency::task(profile, part);
            let row = rows.row(part.task);
            // The heading says the role; what is more than that stands with the task.
            let title = if record.role == role.label() {
                record.name
            } else {
                format!("{}（{}）", record.name, record.role)
            };
            lines.push(Line {
                cells: vec![record.clause, title, row.goals_text(), record.note],
                summary: row.summary.to_owned(),
            });
        }
        if !lines.is_empty() {
            parts.push(Part {
                heading: Some(heading(profile, group.plan, lines.len())),
                lines,
            });
        }
    }
    Ok(AgencyTable {
        title: format!("{}任务（{} 项）", role.label(), profile.roles[role.index()]),
        headers: vec![terms::CLAUSE, terms::TASK, terms::GOALS, terms::NOTE],
        weights: TASKS.to_vec(),
        parts,
    })
}

/// Tasks that name it only as a member of a collective. They are counted apart.
fn through(
    profile: &Profile,
    rows: &TaskRowMaker<'_>,
    steps: &mut Steps<'_>,
    tables: &mut Vec<AgencyTable>,
) -> Result<(), ExportError> {
    let workspace = profile.workspace();
    for group in &profile.through {
        let label = workspace.agency(group.collective).label();
        let plan = |task: &(TaskIx, Role)| workspace.task(task.0).plan;
        let mut parts = Vec::new();
        for of_plan in group.tasks.chunk_by(|a, b| plan(a) == plan(b)) {
            let mut lines = Vec::with_capacity(of_plan.len());
            for &(task, role) in of_plan {
                steps.step()?;
                let row = rows.row(task);
                lines.push(Line {
                    cells: vec![
                        row.clause.clone(),
                        row.title.to_owned(),
                        role.label().to_owned(),
                        row.goals_text(),
                    ],
                    summary: row.summary.to_owned(),
                });
            }
            parts.push(Part {
                heading: Some(heading(profile, plan(&of_plan[0]), of_plan.len())),
                lines,
            });
        }
        tables.push(AgencyTable {
            title: format!("只经{label}的任务（{} 项，不计入上面）", group.tasks.len()),
            headers: vec![terms::CLAUSE, terms::TASK, terms::ROLE, terms::GOALS],
            weights: THROUGH.to_vec(),
            parts,
        });
    }
    Ok(())
}

/// The targets of its own tasks, the earliest deadline first.
fn targets(profile: &Profile, steps: &mut Steps<'_>) -> Result<AgencyTable, ExportError> {
    let workspace = profile.workspace();
    let mut lines = Vec::with_capacity(profile.targets.len());
    for row in &profile.targets {
        steps.step()?;
        let target = row.id.target(workspace);
        let record = agency::target(profile, row);
        let stretch = if target.stretch { "（力争）" } else { "" };
        let place = format!(
            "{} {} {}",
            workspace.plan(row.plan).plan.label(),
            record.clause,
            workspace.task(row.task).task.title
        );
        lines.push(Line {
            cells: vec![
                record.name,
                format!("{}{stretch}", target.amount.text(&target.unit)),
                record.due,
                record.role,
                place,
                join_sentences(&[
                    &agency::recipients(profile, row),
                    target.note.as_deref().unwrap_or_default(),
                ]),
            ],
            summary: String::new(),
        });
    }
    Ok(AgencyTable {
        title: format!("目标和时限（{} 项）", profile.targets.len()),
        headers: vec![
            terms::INDICATOR,
            terms::AMOUNT,
            terms::DUE,
            terms::ROLE,
            terms::TASK,
            terms::NOTE,
        ],
        weights: TARGETS.to_vec(),
        parts: vec![Part {
            heading: None,
            lines,
        }],
    })
}

fn heading(profile: &Profile, plan: PlanIx, count: usize) -> String {
    let title = &profile.workspace().plan(plan).plan.title;
    format!("{title}（{count} 项）")
}
