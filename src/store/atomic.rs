//! Files that are written whole or not at all.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::backup::{Backup, put_back};
use super::temporary::{Temporary, clear_away, folder};
use super::through::{is_written_through, write_through};
use super::write_error::{Stage, WriteError, classify};
use crate::ending::whole_step;

/// What becomes of a file that has the name already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replacing {
    /// The new one takes its place: that was asked for, or agreed to.
    Always,
    /// It stays, and the new one is not written; also when it came in the meantime.
    Never,
}

/// Writes a file through a temporary one in the same folder, which then takes its name, in place
/// of an old one.
///
/// The new file is on the disk before it takes the name, so that a crash leaves the old one or
/// the new one. It keeps the permissions of the old file; a link stays a link. What is no plain
/// file (a pipe, a device, a socket) is never replaced: the whole content is written to it.
///
/// # Errors
///
/// [`WriteError`], also when `write` fails. Then the old file is whole and the temporary one gone.
pub fn write_atomic(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), WriteError> {
    Staged::write(path, write)?.commit(Replacing::Always)
}

/// A file that is written, but does not have its name yet. Dropped without [`Staged::commit`],
/// nothing has happened.
pub(crate) struct Staged {
    path: PathBuf,
    target: PathBuf,
    content: Content,
}

/// Where the content of a staged file is.
enum Content {
    /// In a file beside the target.
    Beside(Temporary),
    /// In memory, to be written through.
    Through(Vec<u8>),
}

impl Staged {
    /// Writes the temporary file beside its target.
    ///
    /// # Errors
    /// As [`write_atomic`].
    pub(crate) fn write(
        path: &Path,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<Self, WriteError> {
        let target = follow_link(path);
        clear_away(&folder(&target));
        Self::at(path, target, None, write)
    }

    fn at(
        path: &Path,
        target: PathBuf,
        guard: Option<&Temporary>,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<Self, WriteError> {
        match stage(path, &target, guard, write) {
            Ok(content) => Ok(Self {
                path: path.to_owned(),
                target,
                content,
            }),
            Err((stage, source)) => Err(failure(path.to_owned(), &target, stage, source)),
        }
    }

    /// As [`Staged::write`], but who may read it is as with another file.
    ///
    /// # Errors
    /// As [`write_atomic`].
    pub(crate) fn write_like(path: &Path, like: &Path, bytes: &[u8]) -> Result<Self, WriteError> {
        let mut staged = Self::write(path, |out| out.write_all(bytes))?;
        if let Content::Beside(temp) = &mut staged.content {
            let same = fs::metadata(like)
                .and_then(|like| temp.file()?.set_permissions(like.permissions()));
            same.map_err(|error| failure(path.to_owned(), path, Stage::Write, error))?;
        }
        Ok(staged)
    }

    /// Takes the place of the file that has the name, if `is_known` says of it at the last moment
    /// that it is the one that is to be replaced. Says whether it was.
    ///
    /// # Errors
    /// As [`write_atomic`].
    #[cfg(feature = "gui")]
    pub(crate) fn replace(self, is_known: impl FnOnce(&Path) -> bool) -> Result<bool, WriteError> {
        if !is_known(&self.target) {
            return Ok(false);
        }
        self.commit(Replacing::Always).map(|()| true)
    }

    /// Gives it its name.
    ///
    /// # Errors
    /// As [`write_atomic`], and when there is a file of this name that is not to be replaced.
    pub(crate) fn commit(self, replacing: Replacing) -> Result<(), WriteError> {
        commit_all(vec![self], None, replacing)
    }
}

/// Files that take their names together, once all are there; dropped without [`Batch::commit`],
/// nothing has happened.
#[derive(Default)]
pub(crate) struct Batch {
    files: Vec<Staged>,
    /// Whose locks speak for the files of a folder, which are closed: the pages of a long document
    /// would be more open files than a system allows. Dropped last.
    guards: Vec<(PathBuf, Temporary)>,
}

impl Batch {
    /// Writes one more temporary file beside its target.
    ///
    /// # Errors
    /// As [`write_atomic`].
    pub(crate) fn add(
        &mut self,
        path: &Path,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), WriteError> {
        let target = follow_link(path);
        let folder = folder(&target);
        if !self.guards.iter().any(|(known, _)| *known == folder) {
            clear_away(&folder);
            let guard = Temporary::new(&folder, None)
                .map_err(|error| failure(path.to_owned(), &target, Stage::Create, error))?;
            self.guards.push((folder.clone(), guard));
        }
        let mut guards = self.guards.iter();
        let guard = guards.find(|(known, _)| *known == folder);
        let guard = guard.map(|(_, guard)| guard);
        let mut staged = Staged::at(path, target, guard, write)?;
        if let Content::Beside(temp) = &mut staged.content {
            temp.close();
        }
        self.files.push(staged);
        Ok(())
    }

    /// Gives all of them their names, or none.
    ///
    /// At any moment each name holds the whole old file or the whole new one, also when the
    /// program is ended on the way. When one of them cannot take its name, those before it become
    /// what they were.
    ///
    /// # Errors
    /// As [`write_atomic`], for the first file that cannot take its name.
    pub(crate) fn commit(self, replacing: Replacing) -> Result<(), WriteError> {
        let guard = self.guards.first().map(|(_, guard)| guard);
        commit_all(self.files, guard, replacing)
    }
}

fn commit_all(
    files: Vec<Staged>,
    guard: Option<&Temporary>,
    replacing: Replacing,
) -> Result<(), WriteError> {
    let step = whole_step();
    // Nothing changes before every old file has a second name. The last one needs none: there
    // is nothing after it that could fail.
    let last = files.len().saturating_sub(1);
    let mut backups = Vec::with_capacity(files.len());
    for file in &files[..last] {
        let backup = match replacing {
            Replacing::Always => Backup::of(&file.target, guard)
                .map_err(|error| failure(file.path.clone(), &file.target, Stage::Create, error))?,
            Replacing::Never => None,
        };
        backups.push(backup);
    }
    backups.push(None);

    let mut replaced: Vec<(PathBuf, Option<Backup>)> = Vec::with_capacity(files.len());
    let mut through = Vec::new();
    for (file, backup) in files.into_iter().zip(backups) {
        let Staged {
            path,
            target,
            content,
        } = file;
        let named = match content {
            Content::Beside(temp) => match replacing {
                Replacing::Always => temp.take_name(&target),
                Replacing::Never => temp.take_free_name(&target),
            },
            Content::Through(bytes) => {
                through.push((path, target, bytes));
                continue;
            }
        };
        if let Err(error) = named {
            let kept = replaced
                .into_iter()
                .rev()
                .filter_map(|(target, backup)| put_back(&target, backup))
                .collect();
            return Err(WriteError {
                kept,
                ..failure(path, &target, Stage::Replace, error)
            });
        }
        replaced.push((target, backup));
    }
    let mut folders: Vec<PathBuf> = replaced.iter().map(|(target, _)| folder(target)).collect();
    folders.sort();
    folders.dedup();
    for folder in &folders {
        sync_folder(folder);
    }
    drop(step);
    // Last: who reads may take for ever, and nothing of it can be taken back.
    for (path, target, bytes) in through {
        write_through(&target, &bytes)
            .map_err(|error| failure(path, &target, Stage::Write, error))?;
    }
    Ok(())
}

fn failure(path: PathBuf, target: &Path, stage: Stage, source: io::Error) -> WriteError {
    log::warn!("{}: not written: {source}", path.display());
    WriteError {
        path,
        kind: classify(target, stage, &source),
        source,
        kept: Vec::new(),
    }
}

fn stage(
    path: &Path,
    target: &Path,
    guard: Option<&Temporary>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<Content, (Stage, io::Error)> {
    let create = |error| (Stage::Create, error);
    let old = match fs::metadata(target) {
        Ok(old) if old.is_dir() => return Err(create(io::ErrorKind::IsADirectory.into())),
        Ok(old) if is_written_through(path, &old) => {
            let mut bytes = Vec::new();
            write(&mut bytes).map_err(|error| (Stage::Write, error))?;
            return Ok(Content::Through(bytes));
        }
        // Replacing would do away with a mark that somebody set on purpose.
        Ok(old) if old.permissions().readonly() => {
            return Err(create(io::ErrorKind::PermissionDenied.into()));
        }
        Ok(old) => Some(old),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(create(error)),
    };
    let mut temp = Temporary::new(&folder(target), guard).map_err(create)?;
    let fill = || {
        let file = temp.file()?;
        let mut out = BufWriter::new(&mut *file);
        write(&mut out)?;
        out.flush()?;
        drop(out);
        if let Some(old) = &old {
            file.set_permissions(old.permissions())?;
        }
        file.sync_all()
    };
    fill().map_err(|error| (Stage::Write, error))?;
    Ok(Content::Beside(temp))
}

/// The file that a link leads to: the link itself should stay one.
fn follow_link(path: &Path) -> PathBuf {
    let is_link = fs::symlink_metadata(path).is_ok_and(|meta| meta.is_symlink());
    let target = is_link.then(|| fs::canonicalize(path).ok()).flatten();
    target.unwrap_or_else(|| path.to_owned())
}

/// The new name is safe only when the folder is on the disk. A file system that cannot do this
/// still has the file, so that a failure is none of ours.
fn sync_folder(folder: &Path) {
    #[cfg(unix)]
    if let Err(error) = fs::File::open(folder).and_then(|open| open.sync_all()) {
        log::warn!("{}: {error}", folder.display());
    }
    #[cfg(not(unix))]
    let _ = folder;
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::super::temporary::tests::names;
    use super::super::write_error::WriteErrorKind;
    use super::*;

    fn batch(paths: &[PathBuf]) -> Batch {
        let mut batch = Batch::default();
        for path in paths {
            batch
                .add(path, |out| out.write_all("新".as_bytes()))
                .unwrap();
        }
        batch
    }

    #[test]
    fn several_files_take_their_names_together() {
        let folder = tempfile::tempdir().unwrap();
        let paths = ["1", "2", "3"].map(|name| folder.path().join(name));
        fs::write(&paths[0], "旧").unwrap();
        let files = batch(&paths);
        files.commit(Replacing::Always).unwrap();
        for path in &paths {
            assert_eq!(fs::read_to_string(path).unwrap(), "新");
        }
        assert_eq!(names(folder.path()), ["1", "2", "3"]);
        Batch::default().commit(Replacing::Always).unwrap();
    }

    #[test]
    fn the_last_one_that_fails_takes_the_others_back() {
        let folder = tempfile::tempdir().unwrap();
        let paths = ["1", "2", "3", "4"].map(|name| folder.path().join(name));
        let old = SystemTime::now() - Duration::from_hours(48);
        for path in [&paths[0], &paths[2]] {
            fs::write(path, "旧").unwrap();
            let file = fs::File::options().write(true).open(path).unwrap();
            file.set_modified(old).unwrap();
        }
        let files = batch(&paths);
        // It came in the way after the files were written.
        fs::create_dir(&paths[3]).unwrap();
        let error = files.commit(Replacing::Always).unwrap_err();
        assert_eq!(error.kind, WriteErrorKind::TargetIsFolder);
        assert_eq!(error.path, paths[3]);
        assert!(error.kept.is_empty());
        assert_eq!(names(folder.path()), ["1", "3", "4"]);
        for path in [&paths[0], &paths[2]] {
            assert_eq!(fs::read_to_string(path).unwrap(), "旧");
            let modified = fs::metadata(path).unwrap().modified().unwrap();
            assert_eq!(modified, old, "it is the same file");
        }
    }

    #[test]
    fn the_first_one_that_fails_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let paths = ["1", "2"].map(|name| folder.path().join(name));
        fs::write(&paths[1], "旧").unwrap();
        let files = batch(&paths);
        fs::create_dir(&paths[0]).unwrap();
        files.commit(Replacing::Always).unwrap_err();
        assert_eq!(names(folder.path()), ["1", "2"]);
        assert_eq!(fs::read_to_string(&paths[1]).unwrap(), "旧");
    }

    #[test]
    fn of_files_that_replace_nothing_all_are_new_or_none() {
        let folder = tempfile::tempdir().unwrap();
        let paths = ["1", "2", "3"].map(|name| folder.path().join(name));
        let files = batch(&paths);
        // Another program was faster.
        fs::write(&paths[1], "别人的").unwrap();
        let error = files.commit(Replacing::Never).unwrap_err();
        assert_eq!(error.kind, WriteErrorKind::TargetExists);
        assert_eq!(error.path, paths[1]);
        assert_eq!(names(folder.path()), ["2"]);
        assert_eq!(fs::read_to_string(&paths[1]).unwrap(), "别人的");
    }

    #[test]
    fn of_many_that_write_at_once_one_takes_a_free_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("矩阵.csv");
        let all: Vec<_> = (0..8)
            .map(|nth: u8| nth.to_string().repeat(10_000))
            .collect();
        let gate = std::sync::Barrier::new(all.len());
        let winners: Vec<&String> = std::thread::scope(|scope| {
            let writers: Vec<_> = all
                .iter()
                .map(|text| {
                    let (path, gate) = (&path, &gate);
                    scope.spawn(move || {
                        let staged = Staged::write(path, |out| out.write_all(text.as_bytes()));
                        gate.wait();
                        match staged.unwrap().commit(Replacing::Never) {
                            Ok(()) => Some(text),
                            Err(error) => {
                                assert_eq!(error.kind, WriteErrorKind::TargetExists);
                                None
                            }
                        }
                    })
                })
                .collect();
            let ended = writers.into_iter().map(|writer| writer.join().unwrap());
            ended.flatten().collect()
        });
        let [winner] = winners.as_slice() else {
            panic!("{} took the name", winners.len());
        };
        assert_eq!(fs::read_to_string(&path).unwrap(), **winner);
        assert_eq!(names(folder.path()), ["矩阵.csv"]);
    }

    #[test]
    fn an_error_names_what_was_kept() {
        let error = WriteError {
            kept: vec!["矩阵-1（原文件1）.png".into()],
            ..failure(
                "x".into(),
                Path::new("x"),
                Stage::Replace,
                io::ErrorKind::ResourceBusy.into(),
            )
        };
        assert_eq!(
            error.to_string(),
            "无法写入 x：文件正被另一个程序使用；\
             另有原来的内容没能放回，保存在 矩阵-1（原文件1）.png"
        );
    }
}
