//! What an old file held, kept beside it until the new one has taken its name.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::atomic::{Replacing, Staged};
use super::free_name::{free_name, in_brackets};
use super::temporary::{Temporary, TemporaryFolder, folder};
use super::write_error::{WriteError, WriteErrorKind};

/// How often a name is tried that another program took meanwhile.
const TRIES: usize = 16;

/// Keeps what a file held beside it, as `数据.ron.bak`, or under the next free name: nothing is
/// replaced for it. Where a file beside it holds the same already, that one is it. Gives its place.
///
/// # Errors
/// When no such file can be written; none is begun then.
pub fn keep_beside(file: &Path, held: &[u8]) -> Result<PathBuf, WriteError> {
    let mut wanted = file.as_os_str().to_owned();
    wanted.push(".bak");
    let wanted = PathBuf::from(wanted);
    let is_same = |path: &Path| {
        let known = fs::symlink_metadata(path);
        let len = held.len() as u64;
        known.is_ok_and(|known| known.is_file() && known.len() == len)
            && fs::read(path).is_ok_and(|bytes| bytes == held)
    };
    let is_free = |path: &Path| fs::symlink_metadata(path).is_err() || is_same(path);
    let mut tries = 0;
    loop {
        let path = free_name(&wanted, in_brackets, is_free).unwrap_or_else(|| wanted.clone());
        if is_same(&path) {
            return Ok(path);
        }
        tries += 1;
        match Staged::write_like(&path, file, held)?.commit(Replacing::Never) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind == WriteErrorKind::TargetExists && tries < TRIES => {}
            Err(error) => return Err(error),
        }
    }
}

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
    fn what_was_kept_before_stays_and_the_same_is_kept_once() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("甲.ron");
        fs::write(&file, "今").unwrap();
        fs::write(folder.path().join("甲.ron.bak"), "昔").unwrap();
        let kept = keep_beside(&file, "今".as_bytes()).unwrap();
        assert_eq!(kept, folder.path().join("甲.ron（2）.bak"));
        assert_eq!(keep_beside(&file, "今".as_bytes()).unwrap(), kept);
        let third = keep_beside(&file, "明".as_bytes()).unwrap();
        assert_eq!(third, folder.path().join("甲.ron（3）.bak"));
        let held = |path: &Path| fs::read_to_string(path).unwrap();
        assert_eq!(held(&folder.path().join("甲.ron.bak")), "昔");
        assert_eq!((held(&kept).as_str(), held(&third).as_str()), ("今", "明"));
    }

    #[test]
    #[cfg(unix)]
    fn what_is_kept_is_open_to_nobody_else() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("甲.ron");
        fs::write(&file, "今").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
        let kept = keep_beside(&file, "今".as_bytes()).unwrap();
        let mode = fs::metadata(kept).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

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
