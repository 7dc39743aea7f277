//! Tasks that a view names by their keys.

use zeren::view::ViewSpec;

use crate::{data, sheet};

#[test]
fn a_view_that_names_tasks_finds_each_of_them_once() {
    let data = data();
    let workspace = &data.workspace;
    let key = |ix: usize| {
        let entry = &workspace.tasks[ix];
        format!(
            "{}/{}",
            workspace.plan(entry.plan).plan.id,
            entry.task.key()
        )
    };
    let mut keys: Vec<String> = (0..workspace.tasks.len()).rev().map(key).collect();
    keys.push("none/一".to_owned());
    keys.push("no slash".to_owned());
    keys.push(keys[0].clone());
    let found = workspace.tasks_by_keys(&keys);
    let one_by_one: Vec<_> = keys
        .iter()
        .map(|key| {
            let (plan, key) = key.split_once('/')?;
            workspace.task_by_key(plan, key)
        })
        .collect();
    assert_eq!(found, one_by_one);
    let known = ViewSpec::default()
        .only_tasks(keys.clone())
        .known_to(workspace);
    let left: Vec<&String> = keys.iter().filter(|key| !key.starts_with("no")).collect();
    assert_eq!(known.tasks.iter().collect::<Vec<_>>(), left);
    assert_eq!(sheet(&known).shown.tasks, workspace.tasks.len());
}
