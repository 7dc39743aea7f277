//! Tells when open files change on the disk.
//!
//! Editors and our own [`save`](super::save) replace a file by renaming a new one into its place,
//! which ends a watch on the file itself: the folders are watched. Several events come for one
//! change, and some for none, so that a change is told only when the content is another one, a
//! short while after the last event. Where a folder cannot be watched (some network drives), its
//! files are looked at every two seconds.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash as _, Hasher as _};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant, SystemTime};

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

/// How long a file must be quiet: editors write in several steps.
const QUIET: Duration = Duration::from_millis(300);
/// How often files are looked at where the system reports nothing.
const POLL: Duration = Duration::from_secs(2);
/// How often a file is tried again that another program still holds.
const TRIES: u32 = 10;

/// Something happened to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The file, as it was given.
    pub file: PathBuf,
    /// What it holds now.
    pub content: Content,
}

/// What a file holds, as far as a watch tells it apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Something, by its length in bytes and a hash.
    There {
        /// The length.
        len: u64,
        /// The hash.
        hash: u64,
    },
    /// Nothing: it was deleted, renamed or moved away, or what has its name is no plain file.
    Gone,
}

impl Content {
    /// These bytes as a file holds them.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let mut hasher = DefaultHasher::new();
        hasher.write(bytes);
        Self::There {
            len: bytes.len() as u64,
            hash: hasher.finish(),
        }
    }
}

/// How the watch learns of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// The system reports them.
    Events,
    /// Some of the files at least are looked at every two seconds, as the system reports nothing
    /// there.
    Polling,
}

/// A watch on some files, until it is dropped.
#[derive(Debug)]
pub struct Watch {
    means: Means,
    /// What the files held at first.
    begun: Vec<(PathBuf, Content)>,
    messages: Sender<Message>,
    thread: Option<JoinHandle<()>>,
    // Dropped before the thread is told to stop, so that nothing arrives any more.
    watcher: Option<RecommendedWatcher>,
}

enum Message {
    /// Something happened to one of these, or, if there are none, to anything.
    Touched(Vec<PathBuf>),
    Stop,
}

impl Watch {
    /// Watches files from now on: start before they are read, and no change is lost in between.
    /// `tell` is called on a thread of the watch.
    #[must_use]
    pub fn new(
        files: impl IntoIterator<Item = PathBuf>,
        tell: impl FnMut(Change) + Send + 'static,
    ) -> Self {
        Self::start(files, tell, Means::Events)
    }

    /// What a file held when the watch began: later content is told. `None` for a file that is not
    /// watched.
    #[must_use]
    pub fn begun(&self, file: &Path) -> Option<Content> {
        let mut begun = self.begun.iter();
        begun
            .find(|(known, _)| known == file)
            .map(|(_, content)| *content)
    }

    /// How this watch learns of changes.
    #[must_use]
    pub fn means(&self) -> Means {
        self.means
    }

    fn start(
        files: impl IntoIterator<Item = PathBuf>,
        tell: impl FnMut(Change) + Send + 'static,
        wanted: Means,
    ) -> Self {
        let (messages, inbox) = mpsc::channel();
        let mut files: Vec<Watched> = files.into_iter().map(Watched::new).collect();
        let watcher = match wanted {
            Means::Events => watcher(&mut files, messages.clone()),
            Means::Polling => None,
        };
        let polled = files.iter().any(|file| file.polled);
        let begun = files.iter().map(|file| (file.path.clone(), file.content));
        let begun = begun.collect();
        let desk = Desk { files, inbox, tell };
        // Without a thread there is no watch, and everything else goes on.
        let thread = thread::Builder::new()
            .name("watch".to_owned())
            .spawn(move || desk.run());
        if let Err(error) = &thread {
            log::warn!("no thread to watch files: {error}");
        }
        Self {
            means: if polled {
                Means::Polling
            } else {
                Means::Events
            },
            begun,
            messages,
            thread: thread.ok(),
            watcher,
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.watcher = None;
        let _ = self.messages.send(Message::Stop);
        if let Some(thread) = self.thread.take()
            // The callback itself may drop the watch.
            && thread.thread().id() != thread::current().id()
        {
            let _ = thread.join();
        }
    }
}

/// Watches the folders of files. Files whose folder cannot be watched stay marked as polled.
fn watcher(files: &mut [Watched], messages: Sender<Message>) -> Option<RecommendedWatcher> {
    let handler = move |event: notify::Result<notify::Event>| {
        let touched = match event {
            Ok(event) if matches!(event.kind, notify::EventKind::Access(_)) => return,
            // After an overflow the system no longer knows what it left out.
            Ok(event) if event.need_rescan() => Vec::new(),
            Ok(event) => event.paths,
            Err(error) => {
                log::warn!("files are watched badly: {error}");
                Vec::new()
            }
        };
        // Nobody listens any more once the watch has ended.
        let _ = messages.send(Message::Touched(touched));
    };
    let mut watcher = notify::recommended_watcher(handler)
        .inspect_err(|error| log::warn!("files are polled: {error}"))
        .ok()?;
    let mut folders: Vec<(PathBuf, bool)> = Vec::new();
    for file in files {
        let folder = folder(&file.target);
        let known = folders.iter().find(|(known, _)| *known == folder);
        let is_watched = known.map(|(_, is_watched)| *is_watched);
        let is_watched = is_watched.unwrap_or_else(|| {
            let started = watcher.watch(&folder, RecursiveMode::NonRecursive);
            if let Err(error) = &started {
                log::warn!("{} is polled: {error}", folder.display());
            }
            folders.push((folder, started.is_ok()));
            started.is_ok()
        });
        file.polled = !is_watched;
    }
    Some(watcher)
}

fn folder(file: &Path) -> PathBuf {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// A file and what is known of it.
struct Watched {
    /// As it was given, and as it is told.
    path: PathBuf,
    /// The file that a link leads to.
    target: PathBuf,
    polled: bool,
    content: Content,
    stamp: Option<Stamp>,
    /// When it is to be looked at, and how often that failed.
    due: Option<Instant>,
    tries: u32,
}

/// What the folder says of a file: enough to know that nothing happened.
type Stamp = (u64, Option<SystemTime>);

impl Watched {
    fn new(path: PathBuf) -> Self {
        let target = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        let content = content(&target).unwrap_or(Content::Gone);
        let stamp = stamp(&target);
        Self {
            path,
            target,
            polled: true,
            content,
            stamp,
            due: None,
            tries: 0,
        }
    }

    fn is_meant(&self, touched: &[PathBuf]) -> bool {
        // By name: some systems report paths in another form than they were given. A wrong guess
        // costs one look at the file.
        touched.is_empty()
            || touched
                .iter()
                .any(|path| path.file_name() == self.target.file_name())
    }

    /// What happened since the last look.
    fn look(&mut self, now: Instant) -> Option<Change> {
        self.due = None;
        self.stamp = stamp(&self.target);
        let content = match content(&self.target) {
            Ok(content) => content,
            Err(error) => {
                log::warn!("{}: {error}", self.target.display());
                // Another program holds it: a little later, but not for ever.
                self.tries += 1;
                self.due = (self.tries < TRIES).then(|| now + QUIET);
                return None;
            }
        };
        self.tries = 0;
        if content == self.content {
            return None;
        }
        self.content = content;
        // With its folder the watch is gone as well.
        self.polled |= content == Content::Gone && !folder(&self.target).is_dir();
        Some(Change {
            file: self.path.clone(),
            content,
        })
    }
}

fn stamp(path: &Path) -> Option<Stamp> {
    let meta = fs::metadata(path).ok()?;
    Some((meta.len(), meta.modified().ok()))
}

/// What a file holds now.
///
/// # Errors
/// When it is there and cannot be read.
pub fn content(path: &Path) -> io::Result<Content> {
    let known = match fs::metadata(path) {
        Ok(known) => known,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Content::Gone),
        Err(error) => return Err(error),
    };
    // Reading a pipe may never end.
    if !known.is_file() {
        return Ok(Content::Gone);
    }
    // Nothing so large is ever opened: that it is written to is all there is to know.
    if known.len() > super::MOST_BYTES as u64 {
        let mut hasher = DefaultHasher::new();
        known.modified()?.hash(&mut hasher);
        return Ok(Content::There {
            len: known.len(),
            hash: hasher.finish(),
        });
    }
    match fs::read(path) {
        Ok(bytes) => Ok(Content::of(&bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Content::Gone),
        Err(error) => Err(error),
    }
}

/// The thread of a watch.
struct Desk<F> {
    files: Vec<Watched>,
    inbox: Receiver<Message>,
    tell: F,
}

impl<F: FnMut(Change)> Desk<F> {
    fn run(mut self) {
        let mut next_poll = None;
        loop {
            // A file may come to be polled when its folder goes.
            if next_poll.is_none() && self.files.iter().any(|file| file.polled) {
                next_poll = Some(Instant::now() + POLL);
            }
            let due = self.files.iter().filter_map(|file| file.due);
            let message = match due.chain(next_poll).min() {
                Some(due) => {
                    let wait = due.saturating_duration_since(Instant::now());
                    self.inbox.recv_timeout(wait)
                }
                None => self
                    .inbox
                    .recv()
                    .map_err(|_| RecvTimeoutError::Disconnected),
            };
            let now = Instant::now();
            match message {
                Ok(Message::Touched(touched)) => {
                    for file in self.files.iter_mut().filter(|file| file.is_meant(&touched)) {
                        file.due = Some(now + QUIET);
                    }
                }
                Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) => {}
            }
            if next_poll.is_some_and(|poll| poll <= now) {
                next_poll = None;
                let polled = self.files.iter_mut().filter(|file| file.polled);
                for file in polled.filter(|file| stamp(&file.target) != file.stamp) {
                    file.due.get_or_insert(now + QUIET);
                }
            }
            for file in &mut self.files {
                if file.due.is_some_and(|due| due <= now)
                    && let Some(change) = file.look(now)
                {
                    (self.tell)(change);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Long enough for a machine that is busy with other things.
    const PATIENCE: Duration = Duration::from_secs(30);

    struct Scene {
        folder: tempfile::TempDir,
        changes: Receiver<Change>,
        watch: Watch,
    }

    impl Scene {
        fn new(means: Means) -> Self {
            let folder = tempfile::tempdir().expect("a folder");
            fs::write(folder.path().join("a.ron"), "(format: 1)").expect("a file");
            let (sender, changes) = mpsc::channel();
            let file = folder.path().join("a.ron");
            let tell = move |change| {
                let _ = sender.send(change);
            };
            let watch = Watch::start([file], tell, means);
            Self {
                folder,
                changes,
                watch,
            }
        }

        fn file(&self) -> PathBuf {
            self.folder.path().join("a.ron")
        }

        /// Waits for the next change: whether the file is there.
        fn next(&self) -> bool {
            let change = self.changes.recv_timeout(PATIENCE);
            let change = change.expect("a change is told");
            assert_eq!(change.file, self.file());
            let now = content(&change.file).expect("it can be read");
            assert_eq!(change.content, now);
            now != Content::Gone
        }
    }

    fn tells_changes_and_removal(means: Means) {
        let scene = Scene::new(means);
        let file = scene.file();
        fs::write(&file, "(format: 1, title: \"一\")").expect("written in place");
        assert!(scene.next());

        super::super::write_atomic(&file, |out| out.write_all(b"(format: 1, title: \"2\")"))
            .expect("replaced");
        assert!(scene.next());

        fs::remove_file(&file).expect("removed");
        assert!(!scene.next());

        fs::write(&file, "(format: 1)").expect("written again");
        assert!(scene.next());
    }

    #[test]
    fn changes_and_removal_are_told() {
        tells_changes_and_removal(Means::Events);
    }

    #[test]
    fn changes_and_removal_are_told_without_help_of_the_system() {
        tells_changes_and_removal(Means::Polling);
    }

    #[test]
    fn the_same_content_written_again_is_no_change() {
        let scene = Scene::new(Means::Events);
        fs::write(scene.file(), "(format: 1)").expect("the same");
        fs::write(scene.folder.path().join("b.ron"), "another file").expect("a neighbour");
        // Whatever is told next is the real change.
        thread::sleep(QUIET * 3);
        fs::remove_file(scene.file()).expect("removed");
        assert!(!scene.next());
    }

    #[test]
    fn a_folder_that_is_not_there_is_polled() {
        let (sender, changes) = mpsc::channel();
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("later/a.ron");
        let tell = move |change| {
            let _ = sender.send(change);
        };
        let watch = Watch::new([file.clone()], tell);
        assert_eq!(watch.means(), Means::Polling);
        fs::create_dir(folder.path().join("later")).expect("the folder");
        fs::write(&file, "(format: 1)").expect("the file");
        assert_eq!(watch.begun(&file), Some(Content::Gone));
        let change = changes.recv_timeout(PATIENCE).expect("a change");
        assert_eq!(change.file, file);
        assert_ne!(change.content, Content::Gone);
    }

    #[test]
    fn nothing_is_told_after_the_end() {
        let scene = Scene::new(Means::Events);
        let file = scene.file();
        let Scene {
            folder,
            changes,
            watch,
        } = scene;
        drop(watch);
        fs::write(&file, "(format: 1, title: \"后\")").expect("written");
        assert_eq!(changes.recv(), Err(mpsc::RecvError));
        drop(folder);
    }
}
