//! Documents of others: a text understood, and a PDF read, beside bare passes over the same bytes.

use std::time::Duration;

use zeren::export::{self, Format, Silent, Subject};
use zeren::import::read;
use zeren::import::understand::understand;
use zeren::store::{self, Replacing};
use zeren::view::{Sheet, ViewSpec};

use super::table::{Budget, Table};
use super::{Bench, TODAY, data};

/// A clause as documents have them.
const CLAUSE: &str = "1．开展梯度培育。到2026年底，新增专精特新企业20家以上，研发投入强度达到3%。\
    （牵头单位：市经信局；责任单位：市科技局、市财政局、各区人民政府）\n";

pub fn run(bench: &Bench, table: &mut Table) {
    let text = "import: 100 KB of text, read and understood";
    if bench.wants(text) {
        let content = CLAUSE.repeat(100 * 1024 / CLAUSE.len());
        let pair = bench.effort.compare(
            Duration::from_secs(4),
            || read::read(content.as_bytes()).map(|document| understand(&document)),
            || content.chars().filter(|c| *c == '：').count(),
        );
        table.add(
            text,
            "one pass",
            &pair,
            &Budget::Time(Duration::from_millis(50)),
        );
    }
    let pdf = "import: a PDF of 26 pages, read and understood";
    if bench.wants(pdf) {
        let Some(bytes) = list() else {
            return;
        };
        let pair = bench.effort.compare(
            Duration::from_secs(4),
            || read::read(&bytes).map(|document| understand(&document)),
            || memchr::memchr_iter(b'\n', &bytes).count(),
        );
        table.add(
            pdf,
            "one pass",
            &pair,
            &Budget::Time(Duration::from_millis(300)),
        );
    }
}

/// The list of the built-in data as a PDF.
fn list() -> Option<Vec<u8>> {
    let loaded = store::parse(store::builtin().as_bytes(), None).ok()?;
    let data = data(loaded.dataset);
    let sheet = Sheet::new(&data, &ViewSpec::default(), TODAY);
    let subject = Subject::List(&sheet);
    let folder = tempfile::tempdir().ok()?;
    let path = folder.path().join("list.pdf");
    let never = Replacing::Never;
    export::export_files(&path, subject, Format::Pdf, subject.into(), never, &Silent).ok()?;
    std::fs::read(&path).ok()
}
