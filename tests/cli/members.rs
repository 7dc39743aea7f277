//! Members of collectives and bodies of today, on the command line.

use std::collections::BTreeSet;

use super::*;

/// The cells of a table without quotes or commas inside of what is asked for here.
fn table(desk: &Desk, args: &[&str]) -> Vec<Vec<String>> {
    let mut all = vec!["export", "--format", "csv", "--force", "-o", "a.csv"];
    all.extend(args);
    let (code, _, err) = desk.run(&all);
    assert_eq!(code, 0, "{err}");
    let text = desk.read("a.csv");
    let mut csv = csv::ReaderBuilder::new();
    let mut reader = csv.has_headers(false).from_reader(text.as_bytes());
    reader
        .records()
        .map(|record| {
            record
                .expect("a record")
                .iter()
                .map(str::to_owned)
                .collect()
        })
        .collect()
}

/// The place of a heading.
fn column(table: &[Vec<String>], name: &str) -> usize {
    let found = table[0].iter().position(|head| head == name);
    found.expect("the heading")
}

#[test]
fn the_list_of_a_district_has_every_task_of_its_collective() {
    let desk = Desk::new();
    let list = table(&desk, &["--agency", "江岸区", "--layout", "list"]);
    let (clause, body) = (column(&list, "条款"), column(&list, "机构"));
    let through = column(&list, "经集合机构");
    let tasks: BTreeSet<(&str, &str)> = list[1..]
        .iter()
        .map(|row| (row[0].as_str(), row[clause].as_str()))
        .collect();
    let own: Vec<&Vec<String>> = list[1..]
        .iter()
        .filter(|row| row[body] == "江岸区")
        .collect();
    assert_eq!(tasks.len(), 39);
    assert_eq!(own.len(), 39, "one row of its own for each");
    assert!(own.iter().all(|row| row[through] == "各区人民政府"));
    let matrix = table(&desk, &["--agency", "江岸区"]);
    let mine = column(&matrix, "江岸区");
    assert_eq!(matrix.len() - 1, 39);
    assert!(matrix[1..].iter().all(|row| row[mine].starts_with('经')));
}

#[test]
fn expand_gives_members_columns_and_changes_nothing_else() {
    let desk = Desk::new();
    let (plain, whole) = (table(&desk, &[]), table(&desk, &["--expand"]));
    assert_eq!(plain.len(), whole.len(), "it is no filter");
    assert!(!plain[0].contains(&"江岸区".to_owned()));
    let (all, areas) = (column(&whole, "江岸区"), column(&whole, "各区人民政府"));
    let same = column(&plain, "各区人民政府");
    for (before, after) in plain[1..].iter().zip(&whole[1..]) {
        assert_eq!(before[same], after[areas]);
        assert_eq!(after[areas].is_empty(), after[all].is_empty());
    }
}

#[test]
fn current_brings_the_tasks_of_predecessors() {
    let desk = Desk::new();
    let tasks = |args: &[&str]| table(&desk, args).len() - 1;
    assert_eq!(tasks(&["--agency", "市经信局"]), 25);
    assert_eq!(tasks(&["--agency", "市经信局", "--current"]), 46);
    let (_, _, err) = desk.run(&["export", "--agency", "市经信局", "-o", "b.csv"]);
    assert_eq!(
        err,
        "note: 市经信局的前身市经信委另有 21 项任务\nhint: 加 --current 按现机构归并，一并列出\n"
    );
}

#[test]
fn every_district_has_a_file_where_that_is_asked_for() {
    let desk = Desk::new();
    let district = |folder: &str, more: &[&str]| {
        let mut args = vec![
            "export",
            "--per-agency",
            "--format",
            "csv",
            "--out-dir",
            folder,
        ];
        args.extend(more);
        let (code, _, err) = desk.run(&args);
        assert_eq!(code, 0, "{err}");
        let mut files =
            fs::read_dir(desk.path().join(folder).join("责任清单_2026-11-22")).expect("a folder");
        files.any(|file| {
            let name = file.expect("a file").file_name();
            name.to_string_lossy().contains("_江岸区_")
        })
    };
    assert!(!district("各机构", &[]));
    assert!(district("各机构和成员", &["--expand"]));
}
