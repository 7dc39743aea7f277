//! One agency's responsibility sheet as pages: its tasks by role, those that reach it through a
//! collective apart, each with targets and deadlines.

use super::frame::Frame;
use super::paper::PageSetup;
use super::table::{Column, Line, TablePages, Words, fitting, without_empty};
use crate::model::Role;
use crate::model::workspace::TaskIx;
use crate::terms;
use crate::view::{Profile, TaskRowMaker, citation, join_sentences};

/// How many of the agencies that share most of its tasks are named.
const MOST_PEERS: usize = 12;

/// The pages of one agency.
#[must_use]
pub(crate) fn agency_pages(profile: &Profile, setup: PageSetup) -> TablePages {
    let workspace = profile.workspace();
    let body = profile.body();
    let mut plans: Vec<_> = profile
        .plans
        .iter()
        .map(|group| group.plan)
        .chain(
            profile
                .through
                .iter()
                .flat_map(|group| &group.tasks)
                .map(|(task, _)| workspace.task(*task).plan),
        )
        .collect();
    plans.sort_unstable();
    plans.dedup();
    let mut notes: Vec<String> = if setup.notes {
        about(profile)
    } else {
        Vec::new()
    };
    notes.extend(
        plans
            .into_iter()
            .map(|plan| format!("{}　{}", terms::SOURCE, citation(workspace.plan(plan)))),
    );
    let counts = profile.counts_text().replace(" · ", "　·　");
    let mut captions = vec![format!("{}　·　{counts}", body.kind.label())];
    if let Some(folded) = profile.sheet.folded_text(profile.folded()) {
        captions.push(format!("{}　{folded}", terms::FOLDING));
    }
    let frame = Frame::new(
        setup,
        profile.title(),
        profile.sheet.heading(terms::DUTY_SHEET),
        &captions,
        Vec::new(),
        &notes,
        profile.sheet.today,
    );

    let mut lines = Vec::new();
    let mut clauses = Vec::new();
    let rows = TaskRowMaker::new(&profile.sheet);
    let mut add = |task: TaskIx, remark: &str| {
        let row = rows.row(task);
        let title = if remark.is_empty() {
            row.title.to_owned()
        } else {
            format!("{}（{remark}）", row.title)
        };
        let mut words = vec![Words::new(title).bold()];
        if !row.summary.is_empty() {
            words.push(Words::new(row.summary));
        }
        clauses.push(row.clause.clone());
        let line = Line::Cells(vec![
            vec![Words::new(&row.clause).dim()],
            words,
            vec![Words::new(row.goals_text())],
            vec![Words::new(&row.note).dim()],
        ]);
        (workspace.task(task).plan, line)
    };
    for role in Role::ALL {
        let count = profile.roles[role.index()];
        if count == 0 {
            continue;
        }
        lines.push(heading(
            format!("{}{}", role.label(), terms::TASK),
            count as usize,
        ));
        for group in &profile.plans {
            let of_role = group.tasks.iter().filter(|part| part.role == role);
            let tasks: Vec<(TaskIx, String)> = of_role
                .map(|part| {
                    let assignments = &workspace.task(part.task).task.assignments;
                    let terms: Vec<&str> = part
                        .places
                        .iter()
                        .filter_map(|&place| assignments.get(place)?.term.as_deref())
                        .collect();
                    (part.task, terms.join("、"))
                })
                .collect();
            add_plan(profile, &tasks, &mut add, &mut lines);
        }
    }
    for group in &profile.through {
        let label = workspace.agency(group.collective).label();
        let words = format!("只经{label}的任务，不计入上面");
        lines.push(heading(words, group.tasks.len()));
        let plan = |task: &(TaskIx, Role)| workspace.task(task.0).plan;
        for of_plan in group.tasks.chunk_by(|a, b| plan(a) == plan(b)) {
            let tasks: Vec<(TaskIx, String)> = of_plan
                .iter()
                .map(|(task, role)| (*task, role.label().to_owned()))
                .collect();
            add_plan(profile, &tasks, &mut add, &mut lines);
        }
    }
    let clauses = clauses.iter().map(String::as_str);
    let columns = [
        fitting(terms::CLAUSE, clauses, &frame),
        Column::new(terms::TASK, 40.0),
        Column::new(terms::GOALS, 32.0),
        Column::new(terms::NOTE, 16.0),
    ];
    let columns = without_empty(&columns, &mut lines, 3);
    TablePages::new(frame, columns, lines, terms::TASK)
}

/// Adds the tasks of one plan under its title.
fn add_plan(
    profile: &Profile,
    tasks: &[(TaskIx, String)],
    add: &mut impl FnMut(TaskIx, &str) -> (crate::model::workspace::PlanIx, Line),
    lines: &mut Vec<Line>,
) {
    let mut made: Vec<_> = Vec::with_capacity(tasks.len());
    for (task, remark) in tasks {
        made.push(add(*task, remark));
    }
    if let Some((plan, _)) = made.first() {
        lines.push(Line::Group {
            text: profile.workspace().plan(*plan).plan.title.clone(),
            count: format!("{} 项", made.len()),
            level: 1,
        });
    }
    lines.extend(made.into_iter().map(|(_, line)| line));
}

fn heading(text: String, count: usize) -> Line {
    Line::Group {
        text,
        count: format!("{count} 项"),
        level: 0,
    }
}

/// Names, succession, and who shares its tasks.
fn about(profile: &Profile) -> Vec<String> {
    let workspace = profile.workspace();
    let body = profile.body();
    let mut names: Vec<String> = Vec::new();
    names.extend(body.short.iter().map(|short| format!("简称{short}")));
    if !body.aliases.is_empty() {
        names.push(format!("又写作{}", body.aliases.join("、")));
    }
    names.extend(profile.relations());
    let mut all = Vec::new();
    if !names.is_empty() {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        all.push(format!("{}　{}", terms::AGENCY, join_sentences(&names)));
    }
    let lineage = &profile.lineage;
    for step in lineage.steps.iter().chain(&lineage.transfers) {
        let date = step
            .date
            .map_or_else(|| "日期未写明".to_owned(), crate::model::Date::text);
        let begun = if step.has_begun {
            ""
        } else {
            "尚未生效；"
        };
        all.push(format!(
            "{}　{} → {}，{date} {}（{begun}{}）",
            terms::LINEAGE,
            workspace.agency(step.from).label(),
            workspace.agency(step.to).label(),
            step.how.label(),
            step.basis_text()
        ));
    }
    if !profile.peers.is_empty() {
        let names: Vec<String> = profile
            .peers
            .iter()
            .take(MOST_PEERS)
            .map(|peer| {
                format!(
                    "{} {} 项",
                    workspace.agency(peer.agency).label(),
                    peer.tasks
                )
            })
            .collect();
        let more = match profile.peers.len().saturating_sub(MOST_PEERS) {
            0 => String::new(),
            more => format!("，另有 {more} 个"),
        };
        all.push(format!("{}　{}{more}", terms::PEERS, names.join("、")));
    }
    all
}
