//! What an old file held, kept beside it until the new one has taken its name.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::free_name::free_name;
use super::temporary::{Temporary, TemporaryFolder, folder};

/// A second name of an old file, in a folder of its own beside it; gone when dropped.
///
/// The file's first name is never taken away for it, so that an ended program leaves nothing to
/// be mended. The folder tells how old the second name is, which the file does not.
pub(super) struct Backup {
    folder: TemporaryFolder,
    file: PathBuf,
}

impl Backup {
    /// Gives an old file its second name; `None` where there is no file yet. The lock of `guard`
    /// speaks for it.
    pub fn of(target: &Path, guard: Option<&Temporary>) -> io::Result<Option<Self>> {
        let (true, Some(name)) = (target.is_file(), target.file_name()) else {
            return Ok(None);
        };
        let folder = TemporaryFolder::new(&folder(target), guard)?;
        let file = folder.path().join(name);
        // Memory sticks have no second names, and not everybody may give them.
        if fs::hard_link(target, &file).is_err() {
            fs::copy(target, &file)?;
        }
        Ok(Some(Self { folder, file }))
    }
}

/// Makes a replaced file what it was. Gives the place of the old content where that fails: another
/// program may have seized the new file.
pub(super) fn put_back(target: &Path, backup: Option<Backup>) -> Option<PathBuf> {
    let Some(Backup { folder, file }) = backup else {
        // A new file that stays takes nothing away from anybody.
        if let Err(error) = fs::remove_file(target) {
            log::warn!("{}: {error}", target.display());
        }
        return None;
    };
    match fs::rename(&file, target) {
        Ok(()) => return None,
        Err(error) => log::warn!("{}: not put back: {error}", target.display()),
    }
    // Under a name that people see, and that no later export clears away.
    let mark = |nth| format!("（原文件{}）", nth - 1);
    let beside = free_name(target, mark, |path| path != target && !path.exists());
    match beside {
        Some(beside) if fs::rename(&file, &beside).is_ok() => Some(beside),
        _ => {
            // Not cleaned up with it: nothing else holds the content any more.
            folder.keep();
            Some(file)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_content_that_cannot_be_put_back_is_kept_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("矩阵-1.png");
        fs::write(&target, "旧").unwrap();
        let backup = Backup::of(&target, None).unwrap();
        fs::remove_file(&target).unwrap();
        fs::create_dir(&target).unwrap();
        let kept = put_back(&target, backup).unwrap();
        assert_eq!(kept, folder.path().join("矩阵-1（原文件1）.png"));
        assert_eq!(fs::read_to_string(&kept).unwrap(), "旧");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }
}
