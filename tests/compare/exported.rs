//! A comparison as a file: 修改对照表, and one for every body that it touches.

use std::sync::Arc;

use zeren::export::{self, ChangeNotes, ExportError, Format, Layout, Options, Silent, Subject};
use zeren::model::Due;
use zeren::store::Replacing;
use zeren::view::compare::{ChangeKind, Comparison, change_rows};
use zeren::view::forms::{FormKind, FormSpec, FormTable, touched_bodies};
use zeren::view::{Sheet, ViewSpec};

use crate::common::{self, today};
use crate::{built_in, compare, edit};

/// A comparison with a change of nearly every kind.
fn changed() -> Comparison {
    let old = built_in();
    let mut new = old.clone();
    edit(&mut new, "二(一)2", |task| {
        "着力提升企业创新能力".clone_into(&mut task.title);
        task.assignments.pop();
    });
    edit(&mut new, "二(二)1", |task| {
        task.targets[0].due = Due::Ongoing;
        task.targets.pop();
    });
    compare(&old, &new)
}

fn form(comparison: &Comparison, view: &ViewSpec) -> FormTable {
    let sheet = Arc::new(Sheet::new(&comparison.data, view, today()));
    FormTable::new(sheet, FormSpec::new(FormKind::Changes))
}

fn rows_of(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = bytes.strip_prefix("\u{FEFF}".as_bytes()).expect("a mark");
    csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text)
        .records()
        .map(|record| {
            let record = record.expect("a record");
            let cells = record.iter().map(common::unguarded);
            cells.map(str::to_owned).collect()
        })
        .collect()
}

#[test]
fn the_exported_comparison_is_the_list_of_changes() {
    let comparison = changed();
    for kinds in [vec![], vec![ChangeKind::Bodies], vec![ChangeKind::Added]] {
        let spec = ViewSpec {
            changes: kinds.clone(),
            ..ViewSpec::default()
        };
        let table = form(&comparison, &spec);
        let mut bytes = Vec::new();
        export::write(Subject::Form(&table), Format::Csv, &mut bytes, &Silent).expect("a file");
        let rows = rows_of(&bytes);
        let at = |head: &str| {
            let mut heads = rows[0].iter();
            heads.position(|it| it == head).expect("a column")
        };
        // The same changes, each with its kind, its place and what it is about.
        let mut found: Vec<[String; 3]> = rows[1..]
            .iter()
            .map(|row| ["修改类型", "条款", "修改事项"].map(|head| row[at(head)].clone()))
            .collect();
        let mut wanted: Vec<[String; 3]> = change_rows(&table.sheet)
            .into_iter()
            .map(|row| {
                let change = row.change;
                [change.kind.label(), &row.clause, &change.item].map(str::to_owned)
            })
            .collect();
        found.sort();
        wanted.sort();
        assert_eq!(found, wanted);
        assert_eq!(found.is_empty(), kinds == [ChangeKind::Added]);
    }
}

#[test]
fn a_comparison_comes_in_every_format_of_a_paper() {
    let table = form(&changed(), &ViewSpec::default());
    for format in Format::ALL {
        let mut bytes = Vec::new();
        let options = Options::of(Layout::Changes);
        let subject = Subject::Form(&table);
        let written = export::write_with(subject, format, options, &mut bytes, &Silent);
        let is_offered = !matches!(format, Format::Pptx | Format::Ics);
        assert_eq!(Layout::Changes.formats().contains(&format), is_offered);
        // Pictures are one for each page.
        let is_well = matches!(written, Ok(()) | Err(ExportError::SeveralPages(_)));
        assert_eq!(is_well, is_offered, "{format:?}: {written:?}");
    }
}

#[test]
fn every_body_touched_has_a_file_with_what_touches_it() {
    let comparison = changed();
    let all = form(&comparison, &ViewSpec::default());
    let folder = tempfile::tempdir().expect("a folder");
    let notes = ChangeNotes::new(
        Arc::clone(&all.sheet),
        FormSpec::new(FormKind::Changes),
        &[],
        (Format::Csv, Options::of(Layout::Changes)),
        folder.path(),
    );
    assert_eq!(notes.files.len(), touched_bodies(&all.sheet).len());
    let ended = notes.run(Replacing::Never, &Silent);
    assert_eq!(ended.agencies, notes.files.len());
    let records = all.records();
    let at = records.heads.iter().position(|head| head == "影响单位");
    let at = at.expect("a column");
    for (nth, file) in notes.files.iter().enumerate() {
        let name = file.path.file_name().expect("a name").to_string_lossy();
        assert!(name.starts_with(&format!("{:02}_", nth + 1)), "{name}");
        let label = all.sheet.workspace().agency(file.agency).label();
        assert!(name.contains(label), "{name}");
        let touches = |names: &str| names.split('、').any(|it| it == label);
        let of_body = records.records.iter();
        let of_body = of_body.filter(|record| touches(&record.cells[at])).count();
        let rows = rows_of(&std::fs::read(&file.path).expect("a file"));
        assert_eq!(rows.len() - 1, of_body, "{name}");
        let at = rows[0].iter().position(|head| head == "影响单位");
        let at = at.expect("a column");
        assert!(rows[1..].iter().all(|row| touches(&row[at])), "{name}");
    }
}
