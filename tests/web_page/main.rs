//! The web page in a real browser: clicked, typed into, read back, printed.
//!
//! Run where Chromium is installed; with `ZEREN_REQUIRE_PROGRAMS=1` it must be.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test may fail here"
)]
#![allow(clippy::print_stderr, reason = "a skipped test says why")]

#[path = "../common/mod.rs"]
mod common;

mod address;
mod browser;
mod filters;
mod keystone;
mod robust;
mod slides;

use std::path::PathBuf;

use browser::Browser;
use zeren::export::{self, Format, Layout, Silent, Subject};
use zeren::view::Sheet;

/// A browser and a folder with a page in it.
struct Desk {
    browser: Browser,
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Option<Self> {
        Some(Self {
            browser: Browser::new(1366, 768)?,
            folder: tempfile::tempdir().unwrap(),
        })
    }

    /// Writes a page and opens it.
    fn open(&mut self, sheet: &Sheet, layout: Layout) -> PathBuf {
        let path = self.folder.path().join("页 面.html");
        let subject = Subject::of_sheet(sheet, layout).unwrap();
        export::export_to(&path, subject, Format::Html, &Silent).expect("a file");
        self.browser.open(&path);
        path
    }

    /// The clauses and titles of the rows that can be seen in a table.
    fn rows(&mut self, table: &str) -> Vec<String> {
        let value = self.browser.value(&format!(
            "[...document.querySelectorAll('#{table} tr.t')].filter(r => r.checkVisibility()).map(r => r.cells[0].textContent + ' ' + r.cells[1].textContent)"
        ));
        let rows = value.as_array().unwrap().iter();
        rows.map(|row| row.as_str().unwrap().to_owned()).collect()
    }

    fn count(&mut self) -> String {
        self.browser
            .text("document.getElementById('count').textContent")
    }
}

/// The same of a sheet.
fn rows(sheet: &Sheet) -> Vec<String> {
    let tasks = sheet.tasks().map(|ix| &sheet.workspace().task(ix).task);
    tasks
        .map(|task| format!("{} {}", task.key(), task.title))
        .collect()
}
