//! A keystroke in the search box: the new sheet, beside a bare scan of the same texts.

use std::time::Duration;

use zeren::model::workspace::Workspace;
use zeren::view::answers::Answers;
use zeren::view::{Sheet, ViewSpec};

use super::table::{Budget, Table};
use super::{Bench, TODAY, data};

/// What is typed: its name, the text, and what a bare scan would look for.
const TYPED: [(&str, &str, &str); 6] = [
    ("one letter", "s", "市"),
    ("Hanzi", "银行保险", "银行保险"),
    ("Hanzi, first", "行", "行"),
    ("full pinyin", "yinhangbaoxian", "银行保险"),
    ("initials", "yhbx", "银行保险"),
    ("two terms", "yinh 调整", "银行"),
];

pub fn run(bench: &Bench, table: &mut Table) {
    let names = TYPED.map(|(name, ..)| format!("search: {name} → sheet, L"));
    let answers = TYPED.map(|(name, ..)| format!("answer box: {name}, search, L"));
    if !names.iter().chain(&answers).any(|name| bench.wants(name)) {
        return;
    }
    let data = data(bench.large());
    let buffer = buffer(&data.workspace);
    // The index is made when the file is opened, not at the first keystroke.
    data.search_index();
    for ((_, text, plain), name) in TYPED.into_iter().zip(&names) {
        if !bench.wants(name) {
            continue;
        }
        let spec = ViewSpec {
            text: text.to_owned(),
            ..ViewSpec::default()
        };
        let pair = bench.effort.compare(
            Duration::from_secs(4),
            || Sheet::new(&data, &spec, TODAY),
            || memchr::memmem::find_iter(&buffer, plain.as_bytes()).count(),
        );
        let budget = Budget::Time(Duration::from_millis(5));
        table.add(name, "memmem", &pair, &budget);
    }
    let all = Sheet::new(&data, &ViewSpec::default(), TODAY);
    for ((_, text, plain), name) in TYPED.into_iter().zip(&answers) {
        if !bench.wants(name) {
            continue;
        }
        let pair = bench.effort.compare(
            Duration::from_secs(4),
            || Answers::new(&all, text),
            || memchr::memmem::find_iter(&buffer, plain.as_bytes()).count(),
        );
        let budget = Budget::Time(Duration::from_millis(5));
        table.add(name, "memmem", &pair, &budget);
    }
}

/// All texts that the search reads, one after the other.
fn buffer(workspace: &Workspace) -> Vec<u8> {
    let mut texts: Vec<&str> = Vec::new();
    for entry in &workspace.agencies {
        texts.extend(entry.names());
    }
    for entry in &workspace.plans {
        texts.push(&entry.plan.title);
    }
    for section in &workspace.sections {
        texts.push(&section.title);
    }
    for entry in &workspace.tasks {
        let task = &entry.task;
        texts.extend([task.title.as_str(), &task.clause, &task.summary]);
        texts.extend(task.targets.iter().map(|target| target.indicator.as_str()));
    }
    texts.join("\n").into_bytes()
}
