//! A small file with every field that real files needed is read, shown, exported to every format,
//! and written again.
#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

#[path = "../common/mod.rs"]
mod common;

mod exported;
mod shown;

use std::path::Path;
use std::sync::Arc;

use zeren::diagnostic::Severity;
use zeren::model::Dataset;
use zeren::model::workspace::{Source, Workspace};
use zeren::store;
use zeren::view::{Data, Profile, Sheet, ViewSpec};

fn dataset() -> Dataset {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/new_fields/every-field.ron");
    let bytes = std::fs::read(path).expect("the file");
    let loaded = store::parse(&bytes, None).expect("sound data");
    let remarks = loaded.remarks.into_diagnostics();
    let warnings: Vec<_> = remarks
        .iter()
        .filter(|remark| remark.severity != Severity::Note)
        .collect();
    assert!(warnings.is_empty(), "{warnings:?}");
    loaded.dataset
}

fn data() -> Arc<Data> {
    let source = Source {
        file: None,
        dataset: dataset(),
    };
    Data::new(Workspace::join(vec![source]).0)
}

fn sheet(spec: &ViewSpec) -> Sheet {
    Sheet::new(&data(), spec, common::today())
}

fn profile(name: &str) -> Profile {
    let spec = ViewSpec::default().for_profiles();
    let sheet = Arc::new(sheet(&spec));
    let found = sheet.workspace().agencies_named(name);
    Profile::new(&sheet, *found.first().expect("an agency"))
}

#[test]
fn it_is_written_and_read_back_the_same() {
    let dataset = dataset();
    let text = store::to_ron(&dataset).expect("it is written");
    let again = store::parse(text.as_bytes(), None).expect("sound data");
    assert_eq!(again.dataset, dataset);
    // Each column of its own stands as people write it.
    assert!(
        text.contains(r#"fields: {"责任人": "李某某", "分值": "3"}"#),
        "{text}"
    );
}

#[test]
fn a_file_of_before_says_nothing_of_the_new_fields_when_written() {
    let dataset = store::parse(store::builtin().as_bytes(), None).expect("the built-in data");
    let text = store::to_ron(&dataset.dataset).expect("it is written");
    let old = store::builtin();
    for field in [
        "roles:",
        "parent:",
        "member_periods:",
        "heir_unknown:",
        "fields:",
        "based_on:",
        "source:",
        "also_due:",
        "due_words:",
        "by:",
        "to: [",
        "text:",
        "place:",
    ] {
        assert_eq!(text.contains(field), old.contains(field), "{field}");
    }
}
