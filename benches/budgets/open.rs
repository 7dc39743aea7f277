//! Opening a file: from the disk to the first sheet, beside the bare parse of the same file.

use std::time::Duration;

use zeren::model::Dataset;
use zeren::store::{self, Remarks};
use zeren::view::{Sheet, ViewSpec};

use super::table::{Budget, Table};
use super::{Bench, TODAY, data};

pub fn run(bench: &Bench, table: &mut Table) {
    let name = "open: file → first sheet, L";
    if !bench.wants(name) {
        return;
    }
    let Some(file) = written(&bench.large()) else {
        eprintln!("{name}: the data cannot be written");
        return;
    };
    let dialect =
        ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    let spec = ViewSpec::default();
    let pair = bench.effort.compare(
        Duration::from_secs(10),
        || {
            let loaded = store::load(file.path()).ok()?;
            let sheet = Sheet::new(&data(loaded.dataset), &spec, TODAY);
            Some((sheet, Finished(Some(loaded.remarks))))
        },
        || {
            let text = std::fs::read_to_string(file.path()).ok()?;
            dialect.from_str::<Dataset>(&text).ok()
        },
    );
    table.add(name, "typed ron parse", &pair, &Budget::Ratio(1.3));
}

/// Waits for the places of the findings when it is thrown away, outside of what is measured: they
/// would be looked for while the reference is measured.
struct Finished(Option<Remarks>);

impl Drop for Finished {
    fn drop(&mut self) {
        self.0.take().map(Remarks::into_diagnostics);
    }
}

/// The data as a file.
fn written(dataset: &Dataset) -> Option<tempfile::NamedTempFile> {
    let file = tempfile::Builder::new().suffix(".ron").tempfile().ok()?;
    store::save(file.path(), dataset).ok()?;
    Some(file)
}
