//! A profile as plain text, for snapshots.

use std::fmt::Write;

use zeren::model::workspace::{AgencyIx, PlanIx};
use zeren::view::{LineageStep, Profile, target_text};

/// Names, counts, lineage, tasks by plan, tasks through collectives, targets, company.
pub fn render(profile: &Profile) -> String {
    let workspace = profile.workspace();
    let label = |ix: AgencyIx| workspace.agency(ix).label();
    let plans = |plans: &[PlanIx]| {
        let names: Vec<&str> = plans
            .iter()
            .map(|&ix| workspace.plan(ix).plan.label())
            .collect();
        names.join("、")
    };
    let mut text = String::new();
    let mut line = |words: String| writeln!(text, "{}", words.trim_end()).expect("a text");
    let body = profile.body();
    line(format!(
        "{} | {} | {}",
        body.name,
        body.label(),
        body.kind.label()
    ));
    line(profile.counts_text());
    line(format!("{} 处分工", profile.assignments));
    for name in &profile.written {
        line(format!("原文 {}：{}", name.text, plans(&name.plans)));
    }
    if let Some(folded) = profile.sheet.folded_text(profile.folded()) {
        line(format!("归并 {folded}"));
    }
    for body in &profile.lineage.bodies {
        line(format!(
            "第 {} 代 {} {} 项 {}",
            body.generation,
            label(body.agency),
            body.tasks,
            plans(&body.plans)
        ));
    }
    let step = |step: &LineageStep| {
        format!(
            "{} → {} {}（{}）",
            label(step.from),
            label(step.to),
            step.text(),
            step.basis_text()
        )
    };
    for one in &profile.lineage.steps {
        line(step(one));
    }
    for one in &profile.lineage.transfers {
        line(format!("划转 {}", step(one)));
    }
    for group in &profile.plans {
        line(format!(
            "# {} {} 项，牵头 {}",
            workspace.plan(group.plan).plan.label(),
            group.tasks.len(),
            group.leads()
        ));
        for part in &group.tasks {
            let entry = workspace.task(part.task);
            let written: Vec<String> = part
                .places
                .iter()
                .map(|&nth| {
                    let assignment = &entry.task.assignments[nth];
                    let term = assignment.term.as_deref().unwrap_or_default();
                    let name = label(entry.duties[nth].agency);
                    format!("{}{term} {name}", assignment.role.mark())
                })
                .collect();
            line(format!(
                "  {} {} {} | {}",
                part.role.mark(),
                entry.task.key(),
                entry.task.title,
                written.join("，")
            ));
        }
    }
    for group in &profile.through {
        line(format!(
            "~ 经 {} {} 项",
            label(group.collective),
            group.tasks.len()
        ));
        for &(ix, role) in &group.tasks {
            let entry = workspace.task(ix);
            line(format!(
                "  {} {} {}",
                role.mark(),
                entry.task.key(),
                entry.task.title
            ));
        }
    }
    for target in &profile.targets {
        let of = target.id.target(workspace);
        line(format!(
            "◎ {} {} {} {}",
            of.due.text(),
            target_text(of),
            target.role.mark(),
            workspace.task(target.task).task.key()
        ));
    }
    for duplicate in &profile.duplicates {
        let entry = workspace.task(duplicate.task);
        let names: Vec<String> = duplicate
            .places
            .iter()
            .map(|&nth| {
                let assignment = &entry.task.assignments[nth];
                format!(
                    "{}{}",
                    assignment.role.mark(),
                    label(entry.duties[nth].agency)
                )
            })
            .collect();
        line(format!("重 {} {}", entry.task.key(), names.join("、")));
    }
    let peers: Vec<String> = profile
        .peers
        .iter()
        .map(|peer| format!("{} {}", label(peer.agency), peer.tasks))
        .collect();
    line(format!("= {}", peers.join("、")));
    text
}
