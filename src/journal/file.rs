//! The file of the log: of bounded size, shared by all windows of a person.
//!
//! Logger crates keep their file open and rename it when it is full, which takes it away from
//! under another process. Here every entry opens the file, so that several processes always write
//! to the one that has the name; there are few entries.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The size at which a new file is begun, in bytes.
const FULL: u64 = 1_000_000;
/// An entry is cut behind so many bytes.
const LONGEST: usize = 16_000;
/// How much of the file is read for its last entries, in bytes.
const TAIL: u64 = 64 * 1024;
/// How often a lock of another process is waited for, a millisecond each time.
const TRIES: u32 = 50;

/// A log file and the one before it.
pub(super) struct LogFile {
    path: PathBuf,
    before: PathBuf,
}

impl LogFile {
    /// `zeren.log` in a folder, and `zeren.1.log` for the one before.
    pub(super) fn new(folder: &Path) -> Self {
        Self {
            path: folder.join("zeren.log"),
            before: folder.join("zeren.1.log"),
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Appends an entry as a whole.
    pub(super) fn append(&self, entry: &str) -> io::Result<()> {
        let entry = &entry.as_bytes()[..entry.floor_char_boundary(LONGEST)];
        let mut file = self.open()?;
        // Another process may have begun a new file between opening and locking.
        for _ in 0..3 {
            let is_locked = lock(&file);
            let len = fs::metadata(&self.path).map_or(0, |meta| meta.len());
            if len != file.metadata()?.len() {
                file = self.open()?;
                continue;
            }
            if is_locked && len + entry.len() as u64 > FULL {
                // On Windows another process that reads the file may forbid it: then it grows.
                if fs::rename(&self.path, &self.before).is_ok() {
                    let full = file;
                    file = self.open()?;
                    file.write_all(entry)?;
                    drop(full);
                    return Ok(());
                }
            }
            break;
        }
        // In one piece, at what is the end at that moment.
        file.write_all(entry)
    }

    fn open(&self) -> io::Result<File> {
        let open = || {
            OpenOptions::new()
                .append(true)
                .create(true)
                .open(&self.path)
        };
        match open() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if let Some(folder) = self.path.parent() {
                    fs::create_dir_all(folder)?;
                }
                open()
            }
            other => other,
        }
    }

    /// The last entries of the file; nothing where there is none.
    pub(super) fn last(&self, entries: usize) -> Option<String> {
        let mut text = String::new();
        for path in [&self.before, &self.path] {
            if let Ok(tail) = tail(path) {
                text.push_str(&tail);
            }
        }
        let lines: Vec<&str> = text.lines().collect();
        // What is indented belongs to the entry above it.
        let begins = |line: &str| line.starts_with(|c: char| c.is_ascii_digit());
        let from = lines
            .iter()
            .enumerate()
            .rev()
            .filter(|(_, line)| begins(line))
            .map(|(nth, _)| nth)
            .take(entries)
            .last()?;
        Some(
            lines[from..]
                .iter()
                .flat_map(|line| [*line, "\n"])
                .collect(),
        )
    }
}

/// Waits a moment for the lock of a file. It goes with the file's closing.
fn lock(file: &File) -> bool {
    for _ in 0..TRIES {
        match file.try_lock() {
            Ok(()) => return true,
            Err(fs::TryLockError::WouldBlock) => {
                std::thread::sleep(Duration::from_millis(1));
            }
            // A file system without locks.
            Err(fs::TryLockError::Error(_)) => return false,
        }
    }
    false
}

fn tail(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let len = file.metadata()?.len();
    file.seek(SeekFrom::Start(len.saturating_sub(TAIL)))?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let mut text = String::from_utf8_lossy(&bytes).into_owned();
    if len > TAIL {
        // The first line is not whole.
        text = text
            .split_once('\n')
            .map_or(text.clone(), |(_, rest)| rest.to_owned());
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_file_becomes_the_one_before_and_there_are_never_more() {
        let folder = tempfile::tempdir().unwrap();
        let log = LogFile::new(&folder.path().join("记录 夹"));
        let entry = format!("1 {}\n", "x".repeat(9_997));
        for _ in 0..350 {
            log.append(&entry).unwrap();
        }
        let lens: Vec<u64> = [&log.path, &log.before]
            .map(|path| fs::metadata(path).unwrap().len())
            .to_vec();
        assert_eq!(lens, [500_000, 1_000_000]);
        let folder = log.path.parent().unwrap();
        assert_eq!(fs::read_dir(folder).unwrap().count(), 2);
    }

    #[test]
    fn entries_of_several_writers_are_whole_and_none_is_lost() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().to_owned();
        let writers: Vec<_> = (0..4)
            .map(|writer| {
                let path = path.clone();
                std::thread::spawn(move || {
                    // Each with a file of its own, as processes have.
                    let log = LogFile::new(&path);
                    for nth in 0..100 {
                        let words = "字".repeat(1_400);
                        log.append(&format!("{writer} {nth} {words}.\n")).unwrap();
                    }
                })
            })
            .collect();
        for writer in writers {
            writer.join().unwrap();
        }
        let log = LogFile::new(&path);
        let text =
            fs::read_to_string(&log.before).unwrap() + &fs::read_to_string(&log.path).unwrap();
        let mut seen: Vec<(u32, u32)> = text
            .lines()
            .map(|line| {
                assert!(line.ends_with("字."), "torn");
                let mut parts = line.split(' ');
                let mut number = || parts.next().unwrap().parse().unwrap();
                (number(), number())
            })
            .collect();
        seen.sort_unstable();
        let wanted: Vec<(u32, u32)> = (0..4).flat_map(|w| (0..100).map(move |n| (w, n))).collect();
        assert_eq!(seen, wanted);
    }

    #[test]
    fn the_last_entries_are_whole_and_reach_back_into_the_file_before() {
        let folder = tempfile::tempdir().unwrap();
        let log = LogFile::new(folder.path());
        assert_eq!(log.last(2), None);
        fs::write(&log.before, "1 a\n2 b\n    of b\n").unwrap();
        fs::write(&log.path, "3 c\n").unwrap();
        assert_eq!(log.last(2).unwrap(), "2 b\n    of b\n3 c\n");
        assert_eq!(log.last(9).unwrap(), "1 a\n2 b\n    of b\n3 c\n");
    }

    #[test]
    fn an_entry_without_end_is_cut_between_characters() {
        let folder = tempfile::tempdir().unwrap();
        let log = LogFile::new(folder.path());
        log.append(&"字".repeat(100_000)).unwrap();
        let text = fs::read_to_string(&log.path).unwrap();
        assert!(text.chars().all(|c| c == '字') && text.len() <= LONGEST);
    }
}
