//! What the tests of exports share: the built-in data, a dozen views, and sheets as text.

#![allow(dead_code, reason = "each test file uses its own part of it")]
#![allow(clippy::expect_used, reason = "a test may fail here")]

pub mod numbers;
pub mod office;
pub mod old_word;
pub mod profiles;
pub mod text;
pub mod views;

use std::sync::Arc;

use zeren::export;
use zeren::model::Date;
use zeren::model::workspace::{Source, Workspace};
use zeren::store;
use zeren::view::{Data, Profile, Sheet, ViewSpec};

/// The built-in data.
pub fn data() -> Arc<Data> {
    let loaded = store::parse(store::builtin().as_bytes(), None).expect("the built-in data");
    let source = Source {
        file: None,
        dataset: loaded.dataset,
    };
    Data::new(Workspace::join(vec![source]).0)
}

/// The day of all tests.
pub fn today() -> Date {
    Date::day(2026, 11, 22).expect("a day")
}

/// A view of the built-in data.
pub fn sheet(spec: &ViewSpec) -> Sheet {
    Sheet::new(&data(), spec, today())
}

/// The profile of a body of the built-in data, as the documents name bodies.
pub fn profile(name: &str) -> Profile {
    let data = data();
    let spec = ViewSpec::default().for_profiles();
    let sheet = Arc::new(Sheet::new(&data, &spec, today()));
    let found = data.workspace.agencies_named(name);
    Profile::new(&sheet, *found.first().expect("an agency"))
}

/// A cell's text without the mark that keeps a spreadsheet from running it.
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if export::guard(text) == cell => text,
        _ => cell,
    }
}
