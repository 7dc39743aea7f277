//! Opening a file: from its text to the first sheet, beside the bare parse of the same text.

use std::time::Duration;

use zeren::model::Dataset;
use zeren::store;
use zeren::view::{Sheet, ViewSpec};

use super::table::{Budget, Table};
use super::{Bench, TODAY, data};

pub fn run(bench: &Bench, table: &mut Table) {
    let name = "open: file → first sheet, L";
    if !bench.wants(name) {
        return;
    }
    let Ok(text) = store::to_ron(&bench.large()) else {
        eprintln!("{name}: the data cannot be written");
        return;
    };
    let dialect =
        ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    let spec = ViewSpec::default();
    let pair = bench.effort.compare(
        Duration::from_secs(10),
        || {
            let loaded = store::parse(text.as_bytes(), None).ok()?;
            Some(Sheet::new(&data(loaded.dataset), &spec, TODAY))
        },
        || dialect.from_str::<Dataset>(&text).ok(),
    );
    table.add(name, "typed ron parse", &pair, &Budget::Ratio(1.3));
}
