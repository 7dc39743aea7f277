//! Panics in the log: message, place, thread, and where it came from if the program can tell.

use std::backtrace::Backtrace;
use std::panic::PanicHookInfo;

use super::{JOURNAL, short_path, without_quotes};

/// How many lines of a backtrace are kept.
const DEEPEST: usize = 60;

/// Logs panics before what is done about them anyway.
pub(super) fn hook() {
    let next = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if let Some(journal) = JOURNAL.get() {
            let place = info.location().map_or_else(String::new, |place| {
                format!("{}:{}", short_path(place.file()), place.line())
            });
            journal.write("PANIC", &place, &words(info));
        }
        next(info);
    }));
}

fn words(info: &PanicHookInfo<'_>) -> String {
    let message = info.payload_as_str().unwrap_or("no message");
    // The standard library quotes texts that were cut in the wrong place.
    let mut words = without_quotes(message);
    let trace = Backtrace::force_capture().to_string();
    let trace = named_frames(&trace);
    if trace.is_empty() {
        // Programs for people are stripped of names.
        words.push_str("\nno backtrace");
    }
    for line in trace {
        words.push('\n');
        words.push_str(&line);
    }
    words
}

/// The lines of a backtrace that name something.
fn named_frames(trace: &str) -> Vec<String> {
    trace
        .lines()
        .map(str::trim)
        .filter(|line| !line.ends_with("<unknown>"))
        .take(DEEPEST)
        .map(short_path)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backtrace_without_names_is_none() {
        assert!(named_frames("   0: <unknown>\n   1: <unknown>\n").is_empty());
        let named = named_frames("   0: zeren::main\n   at /x/.cargo/registry/src/i-1/a/b.rs:1\n");
        assert_eq!(named, ["0: zeren::main", "a/b.rs:1"]);
    }
}
