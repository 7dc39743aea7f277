//! 到期清单: what is due in the order of time, as the window shows it.

use zeren::view::forms::{FormKind, FormRow, FormSpec};
use zeren::view::{DueFilter, DueList, TimeScale, ViewSpec, due_rows};

use super::{squash, table};

#[test]
fn what_is_due_stands_under_its_year_as_on_the_screen() {
    for scale in TimeScale::ALL {
        let table = table(
            &ViewSpec::default().with_time_scale(scale),
            FormSpec::new(FormKind::Due),
        );
        assert!(table.title.ends_with("到期清单"), "{}", table.title);
        let list = DueList::new(&table.sheet);
        let mut rows: Vec<String> = Vec::new();
        for row in table.parts.iter().flat_map(|part| &part.rows) {
            match row {
                FormRow::Heading { level, text } => rows.push(format!("{level} {text}")),
                FormRow::Entry(entry) => {
                    let columns = &table.parts[0].columns;
                    let due = columns.iter().position(|it| it.head() == "完成时限");
                    rows.push(squash(&entry.cells[due.unwrap()].text()));
                }
            }
        }
        let mut wanted: Vec<String> = Vec::new();
        let mut is_dated = false;
        for line in &list.lines {
            match line.kind {
                zeren::view::DueLineKind::Group(nth) => {
                    let group = &list.groups[nth];
                    is_dated = group.due != DueFilter::Unstated;
                    if is_dated {
                        wanted.push(format!("{} {}", group.depth(), group.label()));
                    }
                }
                zeren::view::DueLineKind::Entry(nth) if is_dated => {
                    wanted.push(squash(&list.entries[nth].due));
                }
                zeren::view::DueLineKind::Entry(_) => {}
            }
        }
        assert!(wanted.len() > 60);
        assert_eq!(rows, wanted);
    }
}

#[test]
fn each_row_has_a_key_and_a_day_of_its_own() {
    let table = table(&ViewSpec::default(), FormSpec::new(FormKind::Due));
    let mut keys: Vec<&str> = table.entries().map(|entry| entry.key.as_str()).collect();
    let count = keys.len();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), count, "a row is found again by its key");
    let of_year = |year: i16| {
        let entries = table.entries();
        let mut entries = entries.filter(|entry| entry.key.ends_with(&format!("@when:{year}")));
        entries.all(|entry| entry.until.is_some_and(|day| day.year() == year))
    };
    assert!(of_year(2020) && of_year(2026));
    let scope = table.scope.clone();
    assert_eq!(scope, None, "all of it");
}

/// A target with an actor of its own is not taken for a duty of everybody at its task.
#[test]
fn who_is_to_reach_a_target_is_said() {
    let table = table(&ViewSpec::default(), FormSpec::new(FormKind::Due));
    let sheet = &table.sheet;
    let workspace = sheet.workspace();
    let mut known = 0;
    let all: String = table
        .entries()
        .flat_map(|entry| entry.cells.iter().map(|cell| squash(&cell.text())))
        .collect();
    for row in due_rows(sheet).iter().filter(|row| row.task.is_some()) {
        let by = row
            .id
            .actors(workspace)
            .map_or(&[][..], |actors| &actors.by);
        if by.is_empty() || row.target.is_undated() {
            continue;
        }
        let names: Vec<&str> = by.iter().map(|&ix| workspace.agency(ix).label()).collect();
        let words = format!("{}由{}", squash(&row.target.indicator), names[0]);
        assert!(all.contains(&words), "{words}");
        known += 1;
    }
    assert!(known > 0);
}
