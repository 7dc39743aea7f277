//! `data/README.md` describes the file as it is read: every field and every variant, in order,
//! under the name that messages use.

use super::schema::{Choice, Presence, RECORDS, Record, Type};

const GUIDE: &str = include_str!("../../data/README.md");

/// A row of a table, its cells without the blanks around them.
fn cells(line: &str) -> Vec<&str> {
    let line = line.trim().trim_start_matches('|').trim_end_matches('|');
    line.split('|').map(str::trim).collect()
}

/// The rows of the table below a heading: its columns are to begin as given.
fn table<'g>(text: &'g str, columns: &str) -> Vec<Vec<&'g str>> {
    let mut lines = text.lines().skip_while(|line| !line.starts_with(columns));
    assert!(lines.next().is_some(), "no table {columns}");
    lines
        .skip(1)
        .take_while(|line| line.starts_with('|'))
        .map(cells)
        .collect()
}

/// The term at the beginning of a cell: up to the first half-width character.
fn term(cell: &str) -> &str {
    cell.split(|c: char| c.is_ascii())
        .next()
        .unwrap_or_default()
}

fn code(cell: &str) -> &str {
    cell.trim_matches('`')
}

/// The part of the guide about a record, and what its heading calls the record.
fn part(record: &Record) -> (&'static str, &'static str) {
    let mark = format!("`{}` ", record.name);
    let parts = GUIDE.split("\n### ").skip(1);
    let part = parts
        .filter(|part| part.lines().next().is_some_and(|line| line.contains(&mark)))
        .collect::<Vec<_>>();
    let [part] = part[..] else {
        panic!("{} parts about {}", part.len(), record.name);
    };
    let part = part.split("\n## ").next().unwrap_or(part);
    let heading = part.lines().next().unwrap_or_default();
    (part, heading.split(&mark).last().unwrap_or_default())
}

#[test]
fn every_field_stands_in_the_guide_under_its_name_and_no_other_does() {
    let parts = GUIDE.matches("\n### ").count();
    let others = ["\n### Conventions", "\n### Known doubts"];
    assert!(others.iter().all(|other| GUIDE.contains(other)));
    assert_eq!(parts, RECORDS.len() + others.len());
    for record in RECORDS {
        let (part, title) = part(record);
        assert_eq!(title, record.title);
        let told = table(part, "| field | type | required | meaning | example |");
        let told: Vec<_> = told
            .iter()
            .map(|row| (code(row[0]), term(row[3]), row[2]))
            .collect();
        let read: Vec<_> = record
            .fields
            .iter()
            .map(|field| match field.presence {
                Presence::Required => (field.name, field.title, "yes"),
                Presence::Default | Presence::Optional => (field.name, field.title, ""),
            })
            .collect();
        assert_eq!(told, read, "{}", record.name);
    }
}

/// The rows below the heading of a field's own table, if it has one.
fn own_table<'g>(part: &'g str, field: &str) -> Option<(Vec<&'g str>, Vec<Vec<&'g str>>)> {
    let header = format!("| `{field}` |");
    let mut lines = part.lines().zip(part.lines().skip(1));
    let (columns, _) =
        lines.find(|(line, next)| line.starts_with(&header) && next.starts_with("|---"))?;
    Some((cells(columns), table(part, columns)))
}

fn choices() -> impl Iterator<Item = (&'static Record, &'static str, &'static Choice)> {
    RECORDS.into_iter().flat_map(|record| {
        record
            .fields
            .iter()
            .filter_map(move |field| match field.ty {
                Type::Choice(choice) => Some((record, field.name, choice)),
                _ => None,
            })
    })
}

#[test]
fn every_variant_stands_in_the_guide_under_its_name_and_no_other_does() {
    let (mut tables, mut rows) = (0, 0);
    let mut in_tables: Vec<&Choice> = Vec::new();
    for (record, field, choice) in choices() {
        if own_table(part(record).0, field).is_some() {
            in_tables.push(choice);
        }
    }
    for (record, field, choice) in choices() {
        let (part, _) = part(record);
        let Some((columns, told)) = own_table(part, field) else {
            // What has a table in another part needs none.
            if in_tables.iter().any(|known| std::ptr::eq(*known, choice)) {
                continue;
            }
            rows += 1;
            let row = part
                .lines()
                .find(|line| line.starts_with(&format!("| `{field}` |")));
            let row = cells(row.unwrap_or_default());
            for variant in choice.variants {
                assert!(row[1].contains(&format!("`{}", variant.name)), "{row:?}");
                assert!(row[3].contains(variant.title), "{row:?}: {}", variant.title);
            }
            continue;
        };
        tables += 1;
        let names = told.iter().flat_map(|row| row[0].split("`, `"));
        let mut names: Vec<_> = names
            .map(|name| code(name).split('(').next().unwrap_or_default())
            .collect();
        names.dedup();
        let read: Vec<_> = choice.variants.iter().map(|it| it.name).collect();
        assert_eq!(names, read);
        if let Some(chinese) = columns.iter().position(|column| *column == "Chinese") {
            let titles: Vec<_> = choice.variants.iter().map(|it| it.title).collect();
            let told: Vec<_> = told.iter().map(|row| row[chinese]).collect();
            assert_eq!(told, titles);
        }
    }
    assert_eq!((tables, rows), (4, 4));
}
