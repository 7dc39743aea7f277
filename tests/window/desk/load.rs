//! How hard the program works, and whether it rests.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Desk, until};

impl Desk {
    /// Waits until the program sleeps: it paints only when there is something to paint.
    pub fn settle(&self) {
        let Some(program) = &self.program else { return };
        let tasks = PathBuf::from(format!("/proc/{}/task", program.id()));
        let mut known = u64::MAX;
        let mut calm = 0;
        until("the program to come to rest", || {
            std::thread::sleep(Duration::from_millis(50));
            let Ok(entries) = std::fs::read_dir(&tasks) else {
                return Some(());
            };
            let (mut sum, mut asleep) = (0, true);
            for entry in entries.filter_map(Result::ok) {
                if let Some((state, ticks)) = stat(&entry.path().join("stat")) {
                    sum += ticks;
                    // A process that has ended rests too, until it is waited for.
                    asleep &= matches!(state, 'S' | 'Z');
                }
            }
            calm = if asleep && sum == known { calm + 1 } else { 0 };
            known = sum;
            (calm >= 5).then_some(())
        });
    }

    /// The program's work so far, in clock ticks.
    pub fn ticks(&self) -> u64 {
        let pid = self.program.as_ref().unwrap().id();
        stat(Path::new(&format!("/proc/{pid}/stat"))).map_or(0, |(_, ticks)| ticks)
    }

    /// How often each thread of the program went to sleep so far, by number and name.
    pub fn sleeps(&self) -> BTreeMap<String, String> {
        let pid = self.program.as_ref().unwrap().id();
        let entries = std::fs::read_dir(format!("/proc/{pid}/task")).unwrap();
        let threads = entries.filter_map(|entry| {
            let folder = entry.ok()?.path();
            let name = std::fs::read_to_string(folder.join("comm")).ok()?;
            let status = std::fs::read_to_string(folder.join("status")).ok()?;
            let count = status
                .lines()
                .find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"))?;
            let number = folder.file_name()?.to_string_lossy().into_owned();
            Some((format!("{number} {}", name.trim()), count.trim().to_owned()))
        });
        threads.collect()
    }
}

/// State and spent ticks, user and system, of a process or thread.
fn stat(path: &Path) -> Option<(char, u64)> {
    let text = std::fs::read_to_string(path).ok()?;
    // The name in brackets may hold spaces; what follows it does not.
    let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |nth: usize| fields.get(nth)?.parse::<u64>().ok();
    Some((fields.first()?.chars().next()?, ticks(11)? + ticks(12)?))
}
