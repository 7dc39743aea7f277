//! The tables of the list, of the targets and of one agency.

use std::collections::BTreeMap;

use zeren::export::{Layout, Subject};
use zeren::model::Role;
use zeren::view::{
    TaskGrouping, TaskLineKind, TaskList, TaskRowMaker, ViewSpec, target_rows, task_rows,
};

use super::{Block, blocks, common, document, document_of};

#[test]
fn the_list_has_every_task_with_all_that_is_said_of_it() {
    for (name, spec) in common::views::all() {
        for grouping in TaskGrouping::ALL {
            let sheet = common::sheet(&ViewSpec {
                grouping,
                ..spec.clone()
            });
            let mut wanted = task_rows(&sheet).into_iter();
            let list = TaskList::new(&sheet);
            let mut groups = list.lines.iter().filter_map(|line| match line.kind {
                TaskLineKind::Group(nth) => Some(&list.groups[nth]),
                TaskLineKind::Task(_) => None,
            });
            for block in blocks(&document(&sheet, Layout::List)) {
                match block {
                    Block::Words(style, words) => {
                        if let Some(level) = style.strip_prefix("Heading") {
                            let group = groups.next().expect("a group for the heading");
                            let label = group.label(sheet.workspace());
                            assert!(words.starts_with(&label), "{name}: {words}");
                            assert_eq!(level, (group.depth.min(2) + 1).to_string(), "{name}");
                        }
                    }
                    Block::Table(head, rows) => {
                        for cells in rows {
                            let row = wanted.next().expect("a task for the row");
                            let summary = if row.summary.is_empty() { "" } else { "\n" };
                            let at = |header: &str| {
                                let place = head[0].iter().position(|known| known == header);
                                place.map_or("", |nth| cells[nth].as_str())
                            };
                            assert_eq!(at("条款"), row.clause, "{name}");
                            let title = format!("{}{summary}{}", row.title, row.summary);
                            assert_eq!(at("任务"), title, "{name}");
                            assert_eq!(at("牵头"), row.bodies_text(Role::Lead), "{name}");
                            assert_eq!(at("责任"), row.bodies_text(Role::Responsible), "{name}");
                            assert_eq!(at("配合和其他"), row.others_text(), "{name}");
                            assert_eq!(at("目标和时限"), row.goals_text(), "{name}");
                            assert_eq!(at("备注"), row.note, "{name}");
                        }
                    }
                }
            }
            assert_eq!(wanted.next(), None, "{name}");
            assert_eq!(groups.next(), None, "{name}");
        }
    }
}

#[test]
fn the_targets_are_all_there() {
    for (name, spec) in common::views::all() {
        let sheet = common::sheet(&spec);
        let rows = target_rows(&sheet);
        let mut wanted = rows.iter();
        for block in blocks(&document(&sheet, Layout::Targets)) {
            let Block::Table(head, rows) = block else {
                continue;
            };
            for cells in rows {
                let row = wanted.next().expect("a target for the row");
                let at = |header: &str| {
                    let place = head[0].iter().position(|known| known == header);
                    place.map_or("", |nth| cells[nth].as_str())
                };
                let stretch = if row.target.stretch {
                    "（力争）"
                } else {
                    ""
                };
                let amount = row.target.amount.text(&row.target.unit);
                assert_eq!(at("指标"), row.target.indicator, "{name}");
                assert_eq!(at("目标值"), format!("{amount}{stretch}"), "{name}");
                let due = row.target.due.text().replace("未写明", "");
                assert_eq!(at("时限"), due, "{name}");
            }
        }
        assert_eq!(wanted.next(), None, "{name}");
    }
}

#[test]
fn an_agencys_sheet_has_its_tasks_by_role_and_its_targets() {
    for name in [
        "市市场监管局",
        "市经信局",
        "江岸区",
        "各区人民政府",
        "市农业农村局",
    ] {
        let profile = common::profile(name);
        let xml = document_of(Subject::Agency(&profile));
        let mut counted: BTreeMap<String, usize> = BTreeMap::new();
        let mut words = String::new();
        let mut cells: Vec<String> = Vec::new();
        let mut under = String::new();
        for block in blocks(&xml) {
            match block {
                Block::Words(style, text) => {
                    if style == "Heading1" {
                        under.clone_from(&text);
                    }
                    words.push_str(&text);
                    words.push('\n');
                }
                Block::Table(head, rows) => {
                    assert!(rows.iter().all(|row| row.len() == head[0].len()), "{name}");
                    *counted.entry(under.clone()).or_default() += rows.len();
                    cells.extend(rows.concat());
                }
            }
        }
        let mut wanted: BTreeMap<String, usize> = BTreeMap::new();
        for role in Role::ALL {
            let count = profile.roles[role.index()] as usize;
            if count > 0 {
                wanted.insert(format!("{}任务（{count} 项）", role.label()), count);
            }
        }
        for group in &profile.through {
            let label = profile.workspace().agency(group.collective).label();
            let count = group.tasks.len();
            wanted.insert(
                format!("只经{label}的任务（{count} 项，不计入上面）"),
                count,
            );
        }
        let count = profile.targets.len();
        if count > 0 {
            wanted.insert(format!("目标和时限（{count} 项）"), count);
        }
        assert_eq!(counted, wanted, "{name}");
        assert!(
            words.starts_with(&format!("{}责任清单\n", profile.body().name)),
            "{name}"
        );
        assert!(words.contains(&profile.counts_text()), "{name}");
        assert!(words.contains("按原文"), "{name}");
        for group in &profile.plans {
            let plan = profile.workspace().plan(group.plan);
            assert!(words.contains(&zeren::view::citation(plan)), "{name}");
        }
        let rows = TaskRowMaker::new(&profile.sheet);
        for part in profile.plans.iter().flat_map(|group| &group.tasks) {
            let row = rows.row(part.task);
            assert!(cells.contains(&row.clause), "{name}");
            assert!(
                cells.iter().any(|cell| cell.starts_with(row.title)),
                "{name}"
            );
            assert!(cells.contains(&row.goals_text()), "{name}: {}", row.title);
            let note = profile.workspace().task(part.task).task.note.as_deref();
            let note = note.unwrap_or_default();
            assert!(
                cells.iter().any(|cell| cell.ends_with(note)),
                "{name}: {note}"
            );
        }
        assert_eq!(
            words.contains("没有任务直接写到这个机构"),
            profile.tasks == 0,
            "{name}"
        );
    }
}
