//! One agency's responsibility sheet: who it is, what it leads and what else it answers for, what
//! reaches it through a collective, its targets, and where all that stands.

use super::xml::{Cell, Height, begin_row, begin_table, end_row, end_table, paragraph};
use super::{Document, tables};
use crate::export::progress::Steps;
use crate::export::{ExportError, agency};
use crate::model::Role;
use crate::model::workspace::{PlanIx, TaskIx};
use crate::terms;
use crate::view::{Profile, TaskRowMaker, join_sentences};

/// How many of the agencies that share most of its tasks are named.
const MOST_PEERS: usize = 12;

pub(super) fn write(
    document: &mut Document,
    profile: &Profile,
    steps: &mut Steps<'_>,
) -> Result<(), ExportError> {
    who(document, profile);
    let rows = TaskRowMaker::new(&profile.sheet);
    if profile.tasks == 0 {
        paragraph(&mut document.xml, "Note", "没有任务直接写到这个机构。");
    }
    for role in Role::ALL {
        let count = profile.roles[role.index()];
        if count == 0 {
            continue;
        }
        let words = format!("{}任务（{count} 项）", role.label());
        paragraph(&mut document.xml, "Heading1", &words);
        for group in &profile.plans {
            let of_role: Vec<_> = group
                .tasks
                .iter()
                .filter(|part| part.role == role)
                .collect();
            if of_role.is_empty() {
                continue;
            }
            heading(document, profile, group.plan, of_role.len(), "项");
            let mut lines = Vec::with_capacity(of_role.len());
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
                    cells: [record.clause, title, row.goals_text(), record.note],
                    summary: row.summary.to_owned(),
                });
            }
            let headers = [terms::CLAUSE, terms::TASK, terms::GOALS, terms::NOTE];
            table(document, headers, TASKS, &lines);
        }
    }
    through(document, profile, &rows, steps)?;
    targets(document, profile, steps)?;
    Ok(())
}

/// The weights of the columns of tasks, of tasks through a collective, of targets.
const TASKS: [u32; 4] = [11, 38, 31, 20];
const THROUGH: [u32; 4] = [11, 45, 11, 33];
const TARGETS: [u32; 6] = [22, 15, 12, 9, 23, 19];

/// Names and succession.
fn who(document: &mut Document, profile: &Profile) {
    let body = profile.body();
    let mut names = vec![format!("{}，{}", body.name, body.kind.label())];
    names.extend(body.short.iter().map(|short| format!("简称 {short}")));
    if !body.aliases.is_empty() {
        names.push(format!("又写作 {}", body.aliases.join("、")));
    }
    names.extend(profile.relations());
    let xml = &mut document.xml;
    paragraph(
        xml,
        "Note",
        &format!("{}　{}", terms::AGENCY, names.join("；")),
    );
    if let Some(folded) = profile.sheet.folded_text(profile.folded()) {
        paragraph(xml, "Note", &format!("{}　{folded}", terms::FOLDING));
    }
    for record in agency::successions(profile) {
        let words = format!(
            "{}　{}　{} {}（{}）",
            terms::LINEAGE,
            record.name,
            record.due,
            record.role,
            record.note
        );
        paragraph(xml, "Note", &words);
    }
    if !profile.peers.is_empty() {
        let names: Vec<String> = profile
            .peers
            .iter()
            .take(MOST_PEERS)
            .map(|peer| {
                let label = profile.workspace().agency(peer.agency).label();
                format!("{label} {} 项", peer.tasks)
            })
            .collect();
        let more = match profile.peers.len().saturating_sub(MOST_PEERS) {
            0 => String::new(),
            more => format!("，另有 {more} 个"),
        };
        paragraph(
            xml,
            "Note",
            &format!("{}　{}{more}", terms::PEERS, names.join("、")),
        );
    }
}

/// Tasks that name it only as a member of a collective. They are counted apart.
fn through(
    document: &mut Document,
    profile: &Profile,
    rows: &TaskRowMaker<'_>,
    steps: &mut Steps<'_>,
) -> Result<(), ExportError> {
    let workspace = profile.workspace();
    for group in &profile.through {
        let label = workspace.agency(group.collective).label();
        let words = format!("只经{label}的任务（{} 项，不计入上面）", group.tasks.len());
        paragraph(&mut document.xml, "Heading1", &words);
        let plan = |task: &(TaskIx, Role)| workspace.task(task.0).plan;
        for of_plan in group.tasks.chunk_by(|a, b| plan(a) == plan(b)) {
            heading(document, profile, plan(&of_plan[0]), of_plan.len(), "项");
            let mut lines = Vec::with_capacity(of_plan.len());
            for &(task, role) in of_plan {
                steps.step()?;
                let row = rows.row(task);
                lines.push(Line {
                    cells: [
                        row.clause.clone(),
                        row.title.to_owned(),
                        role.label().to_owned(),
                        row.goals_text(),
                    ],
                    summary: row.summary.to_owned(),
                });
            }
            let headers = [terms::CLAUSE, terms::TASK, terms::ROLE, terms::GOALS];
            table(document, headers, THROUGH, &lines);
        }
    }
    Ok(())
}

/// The targets of its own tasks, the earliest deadline first.
fn targets(
    document: &mut Document,
    profile: &Profile,
    steps: &mut Steps<'_>,
) -> Result<(), ExportError> {
    if profile.targets.is_empty() {
        return Ok(());
    }
    let workspace = profile.workspace();
    let words = format!("目标和时限（{} 项）", profile.targets.len());
    paragraph(&mut document.xml, "Heading1", &words);
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
            cells: [
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
    let headers = [
        terms::INDICATOR,
        terms::AMOUNT,
        terms::DUE,
        terms::ROLE,
        terms::TASK,
        terms::NOTE,
    ];
    table(document, headers, TARGETS, &lines);
    Ok(())
}

fn heading(document: &mut Document, profile: &Profile, plan: PlanIx, count: usize, unit: &str) {
    let title = &profile.workspace().plan(plan).plan.title;
    let words = format!("{title}（{count} {unit}）");
    paragraph(&mut document.xml, "Heading2", &words);
}

/// A row; the summary stands under its second cell.
struct Line<const N: usize> {
    cells: [String; N],
    summary: String,
}

fn table<const N: usize>(
    document: &mut Document,
    headers: [&str; N],
    weights: [u32; N],
    lines: &[Line<N>],
) {
    let widths = document.share(weights.into_iter());
    let xml = &mut document.xml;
    begin_table(xml, &widths, headers[1]);
    tables::head(xml, &headers, &widths);
    for line in lines {
        begin_row(xml, false, Height::AtLeast(400));
        for (nth, (text, width)) in line.cells.iter().zip(&widths).enumerate() {
            let small = matches!(headers[nth], terms::CLAUSE | terms::NOTE);
            Cell {
                style: if small { "TableSmall" } else { "TableText" },
                text,
                more: if nth == 1 { &line.summary } else { "" },
                ..Cell::new(*width)
            }
            .push(xml);
        }
        end_row(xml);
    }
    end_table(xml);
}
