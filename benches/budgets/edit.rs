//! A change of one task: the data with it and the new sheet, beside the sheet alone.

use std::time::Duration;

use zeren::model::Role;
use zeren::model::workspace::TaskIx;
use zeren::view::{Sheet, ViewSpec};

use super::table::{Budget, Table};
use super::{Bench, TODAY, data};

pub fn run(bench: &Bench, table: &mut Table) {
    let names = ["edit: a title → sheet, L", "edit: a mark → sheet, L"];
    if !names.iter().any(|name| bench.wants(name)) {
        return;
    }
    let data = data(bench.large());
    let spec = ViewSpec::default();
    let middle = TaskIx::new(data.workspace.tasks.len() / 2);
    let task = data.workspace.task(middle).task.clone();
    let (mut titled, mut marked) = (task.clone(), task);
    "另一个标题".clone_into(&mut titled.title);
    if let Some(mark) = marked.assignments.first_mut() {
        mark.role = match mark.role {
            Role::Support => Role::Lead,
            _ => Role::Support,
        };
    }
    for (name, task) in names.into_iter().zip([titled, marked]) {
        if !bench.wants(name) {
            continue;
        }
        let pair = bench.effort.compare(
            Duration::from_secs(4),
            || {
                let changed = data.with_task(middle, &task);
                changed.map(|data| Sheet::new(&data, &spec, TODAY))
            },
            || Sheet::new(&data, &spec, TODAY),
        );
        let budget = Budget::Time(Duration::from_millis(5));
        table.add(name, "the sheet", &pair, &budget);
    }
}
