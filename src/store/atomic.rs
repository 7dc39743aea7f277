//! Files that are written whole or not at all.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::backup::{Backup, put_back};
use super::write_error::{Stage, WriteError, classify};

/// How the names of temporary files begin and end.
pub(super) const PREFIX: &str = ".zeren-";
pub(super) const SUFFIX: &str = ".tmp";

/// No export takes so long: a temporary file of this age was left by a program that was ended.
const ABANDONED: Duration = Duration::from_hours(24);

/// Writes a file through a temporary one in the same folder, which then takes its name.
///
/// The new file is on the disk before it takes the name, so that a crash leaves the old one or
/// the new one. It keeps the permissions of the old file; a link stays a link.
///
/// # Errors
///
/// [`WriteError`], also when `write` fails. Then the old file is whole and the temporary one gone.
pub fn write_atomic(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), WriteError> {
    Staged::write(path, write)?.commit()
}

/// A file that is written, but does not have its name yet: several can take theirs together, once
/// all are there. Dropped without [`Staged::commit`], nothing has happened.
pub struct Staged {
    path: PathBuf,
    target: PathBuf,
    // Closed: the pages of a long document would be more open files than a system allows.
    temp: tempfile::TempPath,
}

impl Staged {
    /// Writes the temporary file beside its target.
    ///
    /// # Errors
    /// As [`write_atomic`].
    pub fn write(
        path: &Path,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<Self, WriteError> {
        let target = follow_link(path);
        match stage(&target, write) {
            Ok(temp) => Ok(Self {
                path: path.to_owned(),
                target,
                temp: temp.into_temp_path(),
            }),
            Err((stage, source)) => Err(failure(path.to_owned(), &target, stage, source)),
        }
    }

    /// Gives it its name; the old file is gone.
    ///
    /// # Errors
    /// As [`write_atomic`].
    pub fn commit(self) -> Result<(), WriteError> {
        Self::commit_all(vec![self])
    }

    /// Gives all of them their names, or none.
    ///
    /// At any moment each name holds the whole old file or the whole new one, also when the
    /// program is ended on the way. When one of them cannot take its name, those before it become
    /// what they were.
    ///
    /// # Errors
    /// As [`write_atomic`], for the first file that cannot take its name.
    pub(crate) fn commit_all(files: Vec<Self>) -> Result<(), WriteError> {
        // Nothing changes before every old file has a second name. The last one needs none: there
        // is nothing after it that could fail.
        let last = files.len().saturating_sub(1);
        let mut backups = Vec::with_capacity(files.len());
        for file in &files[..last] {
            let backup = Backup::of(&file.target)
                .map_err(|error| failure(file.path.clone(), &file.target, Stage::Create, error))?;
            backups.push(backup);
        }
        backups.push(None);

        let mut replaced: Vec<(PathBuf, Option<Backup>)> = Vec::with_capacity(files.len());
        for (file, backup) in files.into_iter().zip(backups) {
            let Self { path, target, temp } = file;
            if let Err(error) = temp.persist(&target) {
                let kept = replaced
                    .into_iter()
                    .rev()
                    .filter_map(|(target, backup)| put_back(&target, backup))
                    .collect();
                return Err(WriteError {
                    kept,
                    ..failure(path, &target, Stage::Replace, error.error)
                });
            }
            replaced.push((target, backup));
        }
        let folders: BTreeSet<&Path> = replaced.iter().map(|(target, _)| folder(target)).collect();
        for folder in folders {
            sync_folder(folder);
            clear_away(folder);
        }
        Ok(())
    }
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
    target: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<tempfile::NamedTempFile, (Stage, io::Error)> {
    let create = |error| (Stage::Create, error);
    let old = match fs::metadata(target) {
        Ok(old) if old.is_dir() => return Err(create(io::ErrorKind::IsADirectory.into())),
        // Replacing would do away with a mark that somebody set on purpose.
        Ok(old) if old.permissions().readonly() => {
            return Err(create(io::ErrorKind::PermissionDenied.into()));
        }
        Ok(old) => Some(old),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(create(error)),
    };
    let mut temp = temporary(folder(target)).map_err(create)?;

    let mut out = BufWriter::new(temp.as_file_mut());
    let written = write(&mut out).and_then(|()| out.flush());
    drop(out);
    written
        .and_then(|()| match &old {
            Some(old) => temp.as_file().set_permissions(old.permissions()),
            None => Ok(()),
        })
        .and_then(|()| temp.as_file().sync_all())
        .map_err(|error| (Stage::Write, error))?;
    Ok(temp)
}

/// The file that a link leads to: the link itself should stay one.
fn follow_link(path: &Path) -> PathBuf {
    let is_link = fs::symlink_metadata(path).is_ok_and(|meta| meta.is_symlink());
    let target = is_link.then(|| fs::canonicalize(path).ok()).flatten();
    target.unwrap_or_else(|| path.to_owned())
}

pub(super) fn folder(target: &Path) -> &Path {
    match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn temporary(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What any new file gets; the system takes the umask off.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Removes what programs that were ended left in a folder. It is only a courtesy: whatever goes
/// wrong with it is no reason to fail.
fn clear_away(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    let is_abandoned = |entry: &fs::DirEntry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        name.starts_with(PREFIX)
            && name.ends_with(SUFFIX)
            && entry
                .metadata()
                .and_then(|known| known.modified())
                .is_ok_and(|at| {
                    SystemTime::now()
                        .duration_since(at)
                        .is_ok_and(|age| age > ABANDONED)
                })
    };
    for entry in entries.flatten().filter(is_abandoned) {
        let path = entry.path();
        let removed = match entry.file_type() {
            // Second names of old files; their first ones are still there.
            Ok(kind) if kind.is_dir() => fs::remove_dir_all(&path),
            _ => fs::remove_file(&path),
        };
        if let Err(error) = removed {
            log::warn!("{}: {error}", path.display());
        }
    }
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
    use super::super::write_error::WriteErrorKind;
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    fn staged(path: &Path, text: &str) -> Staged {
        Staged::write(path, |out| out.write_all(text.as_bytes())).unwrap()
    }

    #[test]
    fn several_files_take_their_names_together() {
        let folder = tempfile::tempdir().unwrap();
        let paths = ["1", "2", "3"].map(|name| folder.path().join(name));
        fs::write(&paths[0], "旧").unwrap();
        let files = paths.iter().map(|path| staged(path, "新")).collect();
        Staged::commit_all(files).unwrap();
        for path in &paths {
            assert_eq!(fs::read_to_string(path).unwrap(), "新");
        }
        assert_eq!(names(folder.path()), ["1", "2", "3"]);
        Staged::commit_all(Vec::new()).unwrap();
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
        let files = paths.iter().map(|path| staged(path, "新")).collect();
        // It came in the way after the files were written.
        fs::create_dir(&paths[3]).unwrap();
        let error = Staged::commit_all(files).unwrap_err();
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
        let files = paths.iter().map(|path| staged(path, "新")).collect();
        fs::create_dir(&paths[0]).unwrap();
        Staged::commit_all(files).unwrap_err();
        assert_eq!(names(folder.path()), ["1", "2"]);
        assert_eq!(fs::read_to_string(&paths[1]).unwrap(), "旧");
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
