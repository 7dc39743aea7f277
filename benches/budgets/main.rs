//! What the program costs, each cost beside the bare work that it cannot do without.
//!
//! `cargo bench` measures everything and ends in one table; `cargo bench -- search` only what has
//! the word in its name. Without `--bench` (`cargo test --benches`) everything runs once on a
//! little data, to see that it still works. Nothing here fails because of a time.
//!
//! S is real life, 120 tasks × 60 agencies. L is 20,000 × 600.
#![allow(
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "its table is its output"
)]

mod edit;
#[cfg(feature = "gui")]
mod frame;
mod import;
mod open;
mod pdf;
mod search;
mod slides;
#[cfg(feature = "gui")]
mod start;
mod table;
mod timing;
mod window;
mod xlsx;

use std::sync::Arc;

use table::Table;
use timing::Effort;
use zeren::model::workspace::{Source, Workspace};
use zeren::model::{Dataset, Date};
use zeren::synth;
use zeren::view::Data;

/// Sizes and patience of a run.
pub struct Bench {
    /// How often to measure.
    pub effort: Effort,
    /// Words that a name must contain one of; none means all.
    wanted: Vec<String>,
    /// Tasks and agencies of L.
    large: (usize, usize),
}

impl Bench {
    fn from_arguments() -> Self {
        let arguments: Vec<String> = std::env::args().skip(1).collect();
        let measure = arguments.iter().any(|argument| argument == "--bench");
        Self {
            effort: if measure {
                Effort::Measure
            } else {
                Effort::Once
            },
            wanted: arguments
                .into_iter()
                .filter(|argument| !argument.starts_with('-'))
                .collect(),
            large: if measure { (20_000, 600) } else { (300, 60) },
        }
    }

    /// Whether a measurement was asked for.
    pub fn wants(&self, name: &str) -> bool {
        self.wanted.is_empty() || self.wanted.iter().any(|word| name.contains(word.as_str()))
    }

    /// The data S.
    #[cfg(feature = "gui")]
    pub fn small(&self) -> Dataset {
        synth::dataset(120, 60, 1)
    }

    /// The data L.
    pub fn large(&self) -> Dataset {
        synth::dataset(self.large.0, self.large.1, 1)
    }
}

/// A snapshot of a dataset.
pub fn data(dataset: Dataset) -> Arc<Data> {
    let source = Source {
        file: None,
        dataset,
    };
    Data::new(Workspace::join(vec![source]).0)
}

/// The day of all measurements.
pub const TODAY: Date = Date::year_only(2024);

fn main() {
    #[cfg(feature = "gui")]
    if start::is_window() || slides::is_run() {
        return;
    }
    let bench = Bench::from_arguments();
    let mut table = Table::default();
    search::run(&bench, &mut table);
    edit::run(&bench, &mut table);
    import::run(&bench, &mut table);
    window::run(&bench, &mut table);
    open::run(&bench, &mut table);
    xlsx::run(&bench, &mut table);
    pdf::run(&bench, &mut table);
    slides::run(&bench, &mut table);
    #[cfg(feature = "gui")]
    frame::run(&bench, &mut table);
    #[cfg(feature = "gui")]
    start::run(&bench, &mut table);
    table.print();
}
