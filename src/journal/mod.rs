//! The program's log: what a maintainer needs to find out why something went wrong.
//!
//! Entries say when, which process, how bad, which thread, where in the source, and what; what
//! the person did is there by the names of commands. It holds no contents of documents: no
//! titles, no names of agencies, nothing that was typed. Paths of files are allowed.
//!
//! Everything in the program logs by the macros of the crate `log`. Until [`start`] was called,
//! as in tests and on the command line, that goes nowhere.

mod file;
mod panic;
mod system;

use std::collections::{HashMap, VecDeque};
use std::fmt::Write as _;
use std::panic::Location;
use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use crate::diagnostic::Severity;
use file::LogFile;

/// The target of entries that are not about a place in the source, but about the person.
const COMMAND: &str = "zeren::command";
/// How many entries a report has.
const REPORTED: usize = 20;
/// The same warning again is left out for so long.
const REPEAT: Duration = Duration::from_mins(5);
/// How many warnings are known for that.
const KNOWN: usize = 64;
/// How much of the words of a notice is logged, in characters.
const LEAD: usize = 60;

static JOURNAL: OnceLock<Journal> = OnceLock::new();

/// Begins to log to `zeren.log` in a folder, and logs every panic from now on.
///
/// Without a folder, or where nothing can be written there, the last entries are kept in memory
/// and the program goes on. A second call does nothing.
pub fn start(folder: Option<&Path>) {
    let mut first = false;
    let journal = JOURNAL.get_or_init(|| {
        first = true;
        Journal::new(folder)
    });
    if !first {
        return;
    }
    // Fails only where a library has set a logger, and then nothing is to be done about it.
    if log::set_logger(journal).is_ok() {
        log::set_max_level(log::LevelFilter::Info);
    }
    panic::hook();
    log::info!("start of {}, {}", version(), system::describe());
}

/// The log file, if there is one.
#[must_use]
pub fn path() -> Option<&'static Path> {
    JOURNAL.get()?.file.as_ref().map(LogFile::path)
}

/// A short text for the maintainers: version, system and the last entries.
#[must_use]
pub fn report() -> String {
    let mut text = format!("责任矩阵 {}\n系统：{}\n", version(), system::describe());
    let Some(journal) = JOURNAL.get() else {
        return text;
    };
    if let Some(path) = path() {
        text.push_str(&format!("日志：{}\n", path.display()));
    }
    text.push_str("最近的记录：\n");
    text.push_str(&journal.last_entries());
    text
}

/// Logs a command that a person gave, by its name alone.
pub fn command(name: &str) {
    log::info!(target: COMMAND, "command {name}");
}

/// Logs a notice that was shown, if it is a warning or an error.
///
/// Its words may quote a document, so that only their beginning is taken, up to the first mark
/// that leads to a name or a reason. The place of the caller tells the notice; the reason itself
/// is logged where it came up.
#[track_caller]
pub fn shown(severity: Severity, words: &str) {
    let level = match severity {
        Severity::Note => return,
        Severity::Warning => log::Level::Warn,
        Severity::Error => log::Level::Error,
    };
    let place = Location::caller();
    log::logger().log(
        &log::Record::builder()
            .args(format_args!("shown: {}", lead(words)))
            .level(level)
            .target("zeren")
            .file(Some(place.file()))
            .line(Some(place.line()))
            .build(),
    );
}

/// The beginning of a notice, before anything that may come from a document.
fn lead(words: &str) -> String {
    let end = words
        .find(|c: char| "：:（(《“”\"'‘’「『".contains(c))
        .unwrap_or(words.len());
    words[..end].chars().take(LEAD).collect()
}

/// Foreign words without what they quote: from the first quotation mark to the last one.
fn without_quotes(words: &str) -> String {
    let mut marks = words.char_indices().filter(|&(at, c)| match c {
        // The one in `can't` quotes nothing.
        '\'' => !is_apostrophe(words.as_bytes(), at),
        _ => "“”\"`‘’「」『』".contains(c),
    });
    let Some((first, mark)) = marks.next() else {
        return words.to_owned();
    };
    let (last, mark) = marks.next_back().unwrap_or((first, mark));
    format!("{}“…”{}", &words[..first], &words[last + mark.len_utf8()..])
}

fn is_apostrophe(words: &[u8], at: usize) -> bool {
    let is_letter = |at: Option<usize>| {
        at.and_then(|at| words.get(at))
            .is_some_and(u8::is_ascii_alphabetic)
    };
    is_letter(at.checked_sub(1)) && is_letter(Some(at + 1))
}

fn version() -> String {
    format!("Zeren {}", env!("CARGO_PKG_VERSION"))
}

/// Where entries go.
struct Journal {
    file: Option<LogFile>,
    /// The last entries of this process.
    recent: Mutex<VecDeque<String>>,
    /// Warnings of late: when they were written, and how often they were left out since.
    known: Mutex<HashMap<Warning, (Instant, u32)>>,
}

/// A warning: the source file, the line, and the words.
type Warning = (String, u32, String);

impl Journal {
    fn new(folder: Option<&Path>) -> Self {
        Self {
            file: folder.map(LogFile::new),
            recent: Mutex::default(),
            known: Mutex::default(),
        }
    }

    /// Writes an entry, which may have several lines.
    fn write(&self, level: &str, place: &str, words: &str) {
        let entry = entry(level, place, words);
        // Nobody is left to tell: the entry stays in memory.
        if let Some(file) = &self.file {
            file.append(&entry).ok();
        }
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        if recent.len() == REPORTED {
            recent.pop_front();
        }
        recent.push_back(entry);
    }

    /// Whether a warning is written, and how often it was left out before.
    fn is_news(&self, file: &str, line: u32, words: &str) -> Option<u32> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        let key = (file.to_owned(), line, words.to_owned());
        if let Some((at, left_out)) = known.get_mut(&key) {
            if now.duration_since(*at) < REPEAT {
                *left_out += 1;
                return None;
            }
            *at = now;
            return Some(std::mem::take(left_out));
        }
        if known.len() >= KNOWN {
            known.retain(|_, (at, _)| now.duration_since(*at) < REPEAT);
        }
        if known.len() < KNOWN {
            known.insert(key, (now, 0));
        }
        Some(0)
    }

    /// The last entries: of the file, which also holds those before a crash, or of this process.
    fn last_entries(&self) -> String {
        let read = self.file.as_ref().and_then(|file| file.last(REPORTED));
        read.unwrap_or_else(|| {
            let recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
            recent.iter().map(String::as_str).collect()
        })
    }
}

impl log::Log for Journal {
    fn enabled(&self, metadata: &log::Metadata<'_>) -> bool {
        is_ours(metadata.target()) || metadata.level() <= log::Level::Warn
    }

    fn log(&self, record: &log::Record<'_>) {
        if !self.enabled(record.metadata()) {
            return;
        }
        let mut words = record.args().to_string();
        if !is_ours(record.target()) {
            words = without_quotes(&words);
        }
        let file = record.file().map_or_else(String::new, short_path);
        let line = record.line().unwrap_or_default();
        if record.level() <= log::Level::Warn {
            match self.is_news(&file, line, &words) {
                None => return,
                Some(0) => {}
                Some(left_out) => {
                    let _ = write!(words, " ({left_out} more since the last entry)");
                }
            }
        }
        let place = if record.target() == COMMAND {
            String::new()
        } else {
            format!("{file}:{line}")
        };
        self.write(record.level().as_str(), &place, &words);
    }

    fn flush(&self) {}
}

fn is_ours(target: &str) -> bool {
    target == "zeren" || target.starts_with("zeren::")
}

/// An entry as it is written: one line, and further ones indented.
fn entry(level: &str, place: &str, words: &str) -> String {
    let now = jiff::Zoned::now().strftime("%Y-%m-%d %H:%M:%S%.3f%:z");
    let thread = std::thread::current();
    let thread = thread.name().unwrap_or("unnamed");
    let mut entry = format!("{now} [{}] {level} {thread}", std::process::id());
    if !place.is_empty() {
        let _ = write!(entry, " {place}");
    }
    for (nth, line) in words.lines().enumerate() {
        entry.push_str(if nth == 0 { ": " } else { "\n    " });
        entry.push_str(line);
    }
    entry.push('\n');
    entry
}

/// A source file, without where the libraries were on the machine that built the program.
fn short_path(file: &str) -> String {
    let file = file.replace('\\', "/");
    let Some((_, rest)) = file.split_once("/registry/src/") else {
        return file;
    };
    rest.split_once('/')
        .map_or(rest, |(_, rest)| rest)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use log::Log as _;

    use super::*;

    fn record(journal: &Journal, target: &str, level: log::Level, words: &str) {
        journal.log(
            &log::Record::builder()
                .args(format_args!("{words}"))
                .level(level)
                .target(target)
                .file(Some("/cargo/registry/src/index-1/winit-0.30/src/a.rs"))
                .line(Some(7))
                .build(),
        );
    }

    fn lines(folder: &Path) -> Vec<String> {
        let text = std::fs::read_to_string(folder.join("zeren.log")).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn an_entry_says_when_who_how_bad_and_where() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::new(Some(folder.path()));
        record(&journal, "winit", log::Level::Warn, "no \"市经信局\"\nhere");
        let lines = lines(folder.path());
        assert_eq!(lines[1..], ["    here"], "further lines are indented");
        let words = lines[0].split_once('[').unwrap();
        let when = jiff::fmt::strtime::parse("%Y-%m-%d %H:%M:%S%.f%:z", words.0.trim()).unwrap();
        assert!(when.to_timestamp().is_ok());
        let name = std::thread::current().name().unwrap().to_owned();
        let rest = format!(
            "{}] WARN {name} winit-0.30/src/a.rs:7: no “…”",
            std::process::id()
        );
        assert!(words.1.starts_with(&rest), "{}", words.1);
    }

    #[test]
    fn the_same_warning_again_is_left_out_and_commands_are_not() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::new(Some(folder.path()));
        for _ in 0..100 {
            record(&journal, "zeren::store", log::Level::Warn, "cannot");
            record(&journal, COMMAND, log::Level::Info, "command Search");
            record(&journal, "winit", log::Level::Info, "chatter");
        }
        let lines = lines(folder.path());
        let count = |what: &str| lines.iter().filter(|line| line.contains(what)).count();
        assert_eq!(
            (count("cannot"), count("Search"), lines.len()),
            (1, 100, 101)
        );
    }

    #[test]
    fn a_notice_is_logged_without_what_it_quotes() {
        let check = |words: &str, wanted: &str| assert_eq!(lead(words), wanted);
        check("无法使用这份数据：“市经信局”没有出现", "无法使用这份数据");
        check("没有编号为“sjxj”的机构", "没有编号为");
        check("《双千》没有区分牵头单位", "");
        check("系统的剪贴板不收图片", "系统的剪贴板不收图片");
        assert_eq!(without_quotes("a ‘b’ and “c” d"), "a “…” d");
        assert_eq!(without_quotes("a “b d"), "a “…”b d");
        assert_eq!(without_quotes("won't, 'b', can't"), "won't, “…”, can't");
    }

    #[test]
    fn without_a_folder_the_last_entries_are_in_memory() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        std::fs::write(&file, "").unwrap();
        for folder in [None, Some(file.join("below a file"))] {
            let journal = Journal::new(folder.as_deref());
            for nth in 0..30 {
                record(
                    &journal,
                    "zeren",
                    log::Level::Info,
                    &format!("entry {nth}."),
                );
            }
            let last = journal.last_entries();
            assert_eq!(last.lines().count(), REPORTED);
            assert!(last.contains("entry 10.") && last.contains("entry 29."));
            assert!(!last.contains("entry 9."));
        }
    }
}
