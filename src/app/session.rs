//! What of the session is on disk already, and what is not.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::settings::{RECENT, Settings};

/// How long a change waits for others before it is written.
pub const DELAY: Duration = Duration::from_secs(2);

/// What of the session is on disk.
pub struct Session {
    /// Where settings are written; nothing is remembered without.
    pub(super) path: Option<PathBuf>,
    /// What was written last, or read at the start.
    pub(super) saved: Settings,
    /// Files opened here, the last one first: another window may have opened others.
    pub(super) opened: Vec<PathBuf>,
    /// Whether it was said that settings cannot be written.
    pub(super) is_told: bool,
    changed: Option<Instant>,
    newest: Arc<AtomicU64>,
}

impl Session {
    /// A session that begins with what is on disk.
    #[must_use]
    pub fn new(path: Option<PathBuf>, settings: &Settings) -> Self {
        Self {
            path,
            saved: settings.clone(),
            opened: Vec::new(),
            is_told: false,
            changed: None,
            newest: Arc::default(),
        }
    }

    /// Notes that something may have changed.
    pub(super) fn touch(&mut self, now: Instant) {
        self.changed.get_or_insert(now);
    }

    /// How long until a change is to be written: zero when it is time, nothing without a change.
    pub(super) fn due(&self, now: Instant) -> Option<Duration> {
        let since = now.saturating_duration_since(self.changed?);
        Some(DELAY.saturating_sub(since))
    }

    /// Begins to write: what comes later is another change.
    pub(super) fn begin(&mut self, settings: Settings) -> Turn {
        self.changed = None;
        self.saved = settings;
        let nth = self.newest.fetch_add(1, Ordering::SeqCst) + 1;
        Turn {
            nth,
            newest: Arc::clone(&self.newest),
        }
    }

    /// Notes that nothing is to be written after all.
    pub(super) fn rest(&mut self) {
        self.changed = None;
    }

    /// Notes that a file was opened here.
    pub(super) fn opened(&mut self, file: &Path) {
        self.opened.retain(|known| known != file);
        self.opened.insert(0, file.to_owned());
        self.opened.truncate(RECENT);
    }
}

/// A place in the order of writing: an older state never replaces a newer one.
pub(super) struct Turn {
    nth: u64,
    newest: Arc<AtomicU64>,
}

impl Turn {
    /// Whether nothing newer is to be written.
    pub(super) fn is_newest(&self) -> bool {
        self.newest.load(Ordering::SeqCst) == self.nth
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_written_together_some_seconds_after_the_first() {
        let mut session = Session::new(None, &Settings::default());
        let begun = Instant::now();
        assert_eq!(session.due(begun), None);
        session.touch(begun);
        session.touch(begun + Duration::from_secs(1));
        assert_eq!(session.due(begun), Some(DELAY));
        assert_eq!(session.due(begun + DELAY), Some(Duration::ZERO));
        let first = session.begin(Settings::default());
        assert_eq!(session.due(begun + DELAY), None);
        assert!(first.is_newest());
        let second = session.begin(Settings::default());
        assert!(second.is_newest() && !first.is_newest());
    }
}
