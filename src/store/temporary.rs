//! Temporary files beside the files that they are to become.
//!
//! They are gone when they are dropped, and when a signal ends the program. A program that is
//! killed leaves them; that it is gone is known by its lock, which the system then takes away, so
//! that the next writing in the same folder tidies up at once and takes nothing from a program
//! that still writes.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::ending::{HalfDone, whole_step};

/// How the names of temporary files begin and end. Between the two stands a name of their own;
/// behind a dot, the names of those that another one's lock speaks for.
const PREFIX: &str = ".zeren-";
const SUFFIX: &str = ".tmp";

/// How often a name is tried that another program tidied away before it was locked.
const TRIES: usize = 16;

/// Where a file system knows no locks: no export takes so long.
const ABANDONED: Duration = Duration::from_hours(24);

/// A temporary file.
pub(super) struct Temporary {
    path: tempfile::TempPath,
    file: Option<File>,
    _half_done: HalfDone,
}

impl Temporary {
    /// A new one in a folder, locked for as long as it is open. The lock of a `guard` speaks for
    /// it also when it is closed.
    pub fn new(folder: &Path, guard: Option<&Self>) -> io::Result<Self> {
        for _ in 0..TRIES {
            let temp = Self::create(folder, guard)?;
            if guard.is_some() {
                return Ok(temp);
            }
            let locked = temp.file.as_ref().map(File::lock);
            if let Some(Err(error)) = locked {
                log::debug!("{}: no lock: {error}", folder.display());
                return Ok(temp);
            }
            // Another program may have found it before the lock was there.
            if temp.path.exists() {
                return Ok(temp);
            }
        }
        Err(io::ErrorKind::ResourceBusy.into())
    }

    fn create(folder: &Path, guard: Option<&Self>) -> io::Result<Self> {
        let _step = whole_step();
        let prefix = prefix(guard);
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix).suffix(SUFFIX);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // What any new file gets; the system takes the umask off.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let (file, path) = builder.tempfile_in(folder)?.into_parts();
        let half_done = HalfDone::new({
            let path = path.to_path_buf();
            move || drop(fs::remove_file(path))
        });
        Ok(Self {
            path,
            file: Some(file),
            _half_done: half_done,
        })
    }

    /// The file to write to, as long as it is open.
    pub fn file(&mut self) -> io::Result<&mut File> {
        self.file
            .as_mut()
            .ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    /// Closes it: the pages of a long document would be more open files than a system allows.
    pub fn close(&mut self) {
        self.file = None;
    }

    /// Gives it its name, in place of a file that has it.
    pub fn take_name(self, target: &Path) -> io::Result<()> {
        self.path.persist(target).map_err(|error| error.error)
    }

    /// Gives it its name if nothing has it.
    pub fn take_free_name(self, target: &Path) -> io::Result<()> {
        match self.path.persist_noclobber(target) {
            Ok(()) => Ok(()),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(error.error),
            // Memory sticks and some network drives can neither rename so nor give second names.
            Err(error) => claim(error.path, target),
        }
    }
}

/// Takes a free name first, so that nobody else does, and puts the content in its place then.
fn claim(temp: tempfile::TempPath, target: &Path) -> io::Result<()> {
    File::create_new(target)?;
    temp.persist(target).map_err(|error| {
        if let Err(error) = fs::remove_file(target) {
            log::warn!("{}: {error}", target.display());
        }
        error.error
    })
}

/// A temporary folder, gone when dropped.
pub(super) struct TemporaryFolder {
    folder: tempfile::TempDir,
    half_done: HalfDone,
}

impl TemporaryFolder {
    /// A new one in a folder, which the lock of `guard` speaks for.
    pub fn new(folder: &Path, guard: Option<&Temporary>) -> io::Result<Self> {
        let folder = tempfile::Builder::new()
            .prefix(&prefix(guard))
            .suffix(SUFFIX)
            .tempdir_in(folder)?;
        let path = folder.path().to_owned();
        Ok(Self {
            folder,
            half_done: HalfDone::new(move || drop(fs::remove_dir_all(path))),
        })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Leaves it where it is, for good.
    pub fn keep(self) {
        let Self { folder, half_done } = self;
        let _ = folder.keep();
        drop(half_done);
    }
}

fn prefix(guard: Option<&Temporary>) -> String {
    let name = guard.and_then(|guard| guard.path.file_name()?.to_str());
    let own = name.and_then(|name| name.strip_suffix(SUFFIX));
    own.map_or_else(|| PREFIX.to_owned(), |own| format!("{own}."))
}

/// Removes what programs that are gone left in a folder. It is only a courtesy: whatever goes
/// wrong with it is no reason to fail.
pub(super) fn clear_away(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let own = name.to_str().and_then(|name| {
            let own = name.strip_prefix(PREFIX)?;
            own.strip_suffix(SUFFIX)
        });
        let Some(own) = own else {
            continue;
        };
        let path = entry.path();
        let guard = own
            .split_once('.')
            .map(|(guard, _)| folder.join(format!("{PREFIX}{guard}{SUFFIX}")));
        // Held until it is removed.
        let lock = match lock_of(guard.as_deref().unwrap_or(&path)) {
            Lock::Free(lock) => lock,
            Lock::Unknown if is_old(&entry) => None,
            Lock::Taken | Lock::Unknown => continue,
        };
        let removed = match entry.file_type() {
            // Second names of old files; their first ones are still there.
            Ok(kind) if kind.is_dir() => fs::remove_dir_all(&path),
            _ => fs::remove_file(&path),
        };
        drop(lock);
        if let Err(error) = removed
            && error.kind() != io::ErrorKind::NotFound
        {
            log::warn!("{}: {error}", path.display());
        }
    }
}

/// Whether a program still holds the lock of a file.
enum Lock {
    /// None does. Taken for as long as this is held; a file that is gone has no lock.
    Free(Option<File>),
    /// One does.
    Taken,
    /// The system does not say.
    Unknown,
}

fn lock_of(file: &Path) -> Lock {
    let file = match File::options().read(true).write(true).open(file) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Lock::Free(None),
        Err(_) => return Lock::Unknown,
    };
    match file.try_lock() {
        Ok(()) => Lock::Free(Some(file)),
        Err(TryLockError::WouldBlock) => Lock::Taken,
        Err(TryLockError::Error(_)) => Lock::Unknown,
    }
}

fn is_old(entry: &fs::DirEntry) -> bool {
    let known = entry.metadata().and_then(|known| known.modified());
    known.is_ok_and(|at| {
        let age = SystemTime::now().duration_since(at);
        age.is_ok_and(|age| age > ABANDONED)
    })
}

/// The folder of a file.
pub(super) fn folder(target: &Path) -> PathBuf {
    match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The names of what is in a folder, in order.
    pub(in crate::store) fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn what_a_killed_program_left_goes_and_what_is_being_written_stays() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let alone = Temporary::new(folder, None).unwrap();
        let guard = Temporary::new(folder, None).unwrap();
        let mut page = Temporary::new(folder, Some(&guard)).unwrap();
        page.close();
        let old = TemporaryFolder::new(folder, Some(&guard)).unwrap();
        let living = names(folder);
        assert_eq!(living.len(), 4);
        // No program holds a lock on these.
        for name in [".zeren-abc.tmp", ".zeren-abc.1.tmp", ".zeren-gone.2.tmp"] {
            fs::write(folder.join(name), "x").unwrap();
        }
        fs::create_dir(folder.join(".zeren-abc.3.tmp")).unwrap();
        fs::write(folder.join(".zeren-abc.3.tmp/x"), "x").unwrap();
        fs::write(folder.join("zeren-abc.tmp"), "a person's own").unwrap();
        clear_away(folder);
        let mut left = names(folder);
        left.retain(|name| name != "zeren-abc.tmp");
        assert_eq!(left, living);
        drop((alone, page, old, guard));
        assert_eq!(names(folder), ["zeren-abc.tmp"]);
    }

    #[test]
    fn a_name_is_taken_once_also_where_files_have_no_second_names() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("矩阵.csv");
        let filled = |text: &str| {
            let temp = Temporary::new(folder.path(), None).unwrap();
            fs::write(&temp.path, text).unwrap();
            temp
        };
        claim(filled("一").path, &target).unwrap();
        for second in [
            claim(filled("二").path, &target),
            filled("三").take_free_name(&target),
        ] {
            assert_eq!(second.unwrap_err().kind(), io::ErrorKind::AlreadyExists);
            assert_eq!(fs::read_to_string(&target).unwrap(), "一");
        }
        filled("四").take_name(&target).unwrap();
        assert_eq!(fs::read_to_string(&target).unwrap(), "四");
        assert_eq!(names(folder.path()), ["矩阵.csv"]);
    }
}
