//! The table at the end.

use std::time::Duration;

use super::timing::Pair;

/// What a measurement may cost.
pub enum Budget {
    /// At most so much time.
    Time(Duration),
    /// At most so many times the reference.
    Ratio(f64),
}

#[derive(Default)]
pub struct Table {
    rows: Vec<[String; 6]>,
}

impl Table {
    /// Adds a measurement, and prints its name so that a long run shows where it is.
    pub fn add(&mut self, name: &str, reference: &str, pair: &Pair, budget: &Budget) {
        let ratio = pair.measured.as_secs_f64() / pair.reference.as_secs_f64().max(1e-9);
        let (limit, within) = match *budget {
            Budget::Time(most) => (format!("≤ {}", milliseconds(most)), pair.measured <= most),
            Budget::Ratio(most) => (format!("≤ {most} ×"), ratio <= most),
        };
        eprintln!("measured {name}");
        self.rows.push([
            name.to_owned(),
            milliseconds(pair.measured),
            format!("{} {reference}", milliseconds(pair.reference)),
            format!("{ratio:.2} ×"),
            limit,
            if within { "yes" } else { "NO" }.to_owned(),
        ]);
    }

    /// Adds a measurement of memory in KiB, which may be so much more than the reference.
    #[cfg(feature = "gui")]
    pub fn add_memory(&mut self, name: &str, reference: &str, kib: u64, theirs: u64, more: u64) {
        eprintln!("measured {name}");
        self.rows.push([
            name.to_owned(),
            mebibytes(kib),
            format!("{} {reference}", mebibytes(theirs)),
            format!("+ {}", mebibytes(kib.saturating_sub(theirs))),
            format!("≤ + {}", mebibytes(more)),
            if kib <= theirs + more { "yes" } else { "NO" }.to_owned(),
        ]);
    }

    /// Prints everything in columns.
    pub fn print(&self) {
        let head =
            ["what", "measured", "reference", "ratio", "budget", "within"].map(str::to_owned);
        let lines = || std::iter::once(&head).chain(&self.rows);
        let width = |column: usize| lines().map(|line| line[column].chars().count()).max();
        let widths: Vec<usize> = (0..6).filter_map(width).collect();
        println!();
        for line in lines() {
            let cells = line
                .iter()
                .zip(&widths)
                .map(|(cell, width)| format!("{cell:width$}"));
            println!("{}", cells.collect::<Vec<_>>().join("  ").trim_end());
        }
    }
}

fn milliseconds(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}

#[cfg(feature = "gui")]
fn mebibytes(kib: u64) -> String {
    format!("{}.{} MiB", kib / 1024, kib % 1024 * 10 / 1024)
}
