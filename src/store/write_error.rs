//! Why a file could not be written.

use std::error::Error;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Why a file could not be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteErrorKind {
    /// The folder is not there.
    FolderMissing,
    /// The folder may not be written to.
    NoPermission,
    /// The file to be replaced is marked read-only.
    ReadOnly,
    /// A folder has this name.
    TargetIsFolder,
    /// A file has this name, and was not to be replaced.
    TargetExists,
    /// The name is too long, or has characters that the system does not allow.
    BadName,
    /// No space, or no quota, is left.
    DiskFull,
    /// Another program holds the file open (Windows).
    OpenElsewhere,
    /// Something else; the source says what.
    Other,
}

/// A file that could not be written. What was there before is untouched, or kept.
#[derive(Debug)]
pub struct WriteError {
    /// The file.
    pub path: PathBuf,
    /// Why.
    pub kind: WriteErrorKind,
    /// What the system said.
    pub source: io::Error,
    /// Where what other files of the same writing held before is now, in the rare case that it
    /// could not be put back.
    pub kept: Vec<PathBuf>,
}

impl WriteError {
    /// Why, in a few Chinese words.
    #[must_use]
    pub fn reason(&self) -> String {
        let reason = match self.kind {
            WriteErrorKind::FolderMissing => "文件夹不存在",
            WriteErrorKind::NoPermission => "没有写入这个文件夹的权限",
            WriteErrorKind::ReadOnly => "原有的文件是只读的",
            WriteErrorKind::TargetIsFolder => "已有同名的文件夹",
            WriteErrorKind::TargetExists => "已有同名的文件，没有替换它",
            WriteErrorKind::BadName => "文件名太长，或含有不允许的字符",
            WriteErrorKind::DiskFull => "磁盘空间不足",
            WriteErrorKind::OpenElsewhere => "文件正被另一个程序使用",
            WriteErrorKind::Other => return format!("系统报告：{}", self.source),
        };
        reason.to_owned()
    }

    /// What to do, in Chinese.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self.kind {
            WriteErrorKind::FolderMissing => "先建立这个文件夹，或换一个位置",
            WriteErrorKind::NoPermission => "换一个可以写入的位置，例如“文档”",
            WriteErrorKind::ReadOnly => "换一个文件名，或去掉文件的只读属性",
            WriteErrorKind::TargetIsFolder | WriteErrorKind::TargetExists => "换一个文件名",
            WriteErrorKind::BadName => "换一个较短的文件名，不用 \\ / : * ? \" < > |",
            WriteErrorKind::DiskFull => "清理磁盘后再试，或换一个磁盘",
            WriteErrorKind::OpenElsewhere => "在另一个程序（如 Excel、WPS）中关闭它，再试一次",
            WriteErrorKind::Other => "再试一次，或换一个位置",
        }
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "无法写入 {}：{}", self.path.display(), self.reason())?;
        if self.kept.is_empty() {
            return Ok(());
        }
        let kept: Vec<String> = self
            .kept
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        write!(f, "；另有原来的内容没能放回，保存在 {}", kept.join("、"))
    }
}

impl Error for WriteError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.source)
    }
}

/// How far the writing came: the same system error means different things.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// The temporary file was to be made.
    Create,
    /// It was to be filled.
    Write,
    /// It was to take the name.
    Replace,
}

/// What an error means for a file at this stage of its writing.
pub(super) fn classify(target: &Path, stage: Stage, error: &io::Error) -> WriteErrorKind {
    use io::ErrorKind;
    if is_sharing_violation(error) {
        return WriteErrorKind::OpenElsewhere;
    }
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory if stage != Stage::Write => {
            WriteErrorKind::FolderMissing
        }
        ErrorKind::AlreadyExists if !target.is_dir() => WriteErrorKind::TargetExists,
        ErrorKind::IsADirectory | ErrorKind::DirectoryNotEmpty | ErrorKind::AlreadyExists => {
            WriteErrorKind::TargetIsFolder
        }
        ErrorKind::PermissionDenied => match fs::metadata(target) {
            Ok(old) if old.is_dir() => WriteErrorKind::TargetIsFolder,
            Ok(old) if old.permissions().readonly() => WriteErrorKind::ReadOnly,
            // The folder took the temporary file: it is the old one that Windows guards.
            Ok(_) if stage == Stage::Replace && cfg!(windows) => WriteErrorKind::OpenElsewhere,
            _ => WriteErrorKind::NoPermission,
        },
        ErrorKind::ReadOnlyFilesystem => WriteErrorKind::NoPermission,
        ErrorKind::InvalidFilename => WriteErrorKind::BadName,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            WriteErrorKind::DiskFull
        }
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => WriteErrorKind::OpenElsewhere,
        _ => WriteErrorKind::Other,
    }
}

/// Whether Windows refuses because another program has the file open or locked.
pub(super) fn is_sharing_violation(error: &io::Error) -> bool {
    // ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION, which have no kind of their own.
    cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reason_has_its_own_words() {
        use io::ErrorKind;
        let missing = Path::new("no-such-file.ron");
        let cases = [
            (Stage::Create, ErrorKind::NotFound, "文件夹不存在"),
            (
                Stage::Create,
                ErrorKind::PermissionDenied,
                "没有写入这个文件夹的权限",
            ),
            (
                Stage::Create,
                ErrorKind::ReadOnlyFilesystem,
                "没有写入这个文件夹的权限",
            ),
            (Stage::Create, ErrorKind::IsADirectory, "已有同名的文件夹"),
            (
                Stage::Replace,
                ErrorKind::AlreadyExists,
                "已有同名的文件，没有替换它",
            ),
            (
                Stage::Replace,
                ErrorKind::InvalidFilename,
                "文件名太长，或含有不允许的字符",
            ),
            (Stage::Write, ErrorKind::StorageFull, "磁盘空间不足"),
            (Stage::Write, ErrorKind::QuotaExceeded, "磁盘空间不足"),
            (
                Stage::Replace,
                ErrorKind::ResourceBusy,
                "文件正被另一个程序使用",
            ),
        ];
        for (stage, kind, words) in cases {
            let source = io::Error::from(kind);
            let error = WriteError {
                path: missing.to_owned(),
                kind: classify(missing, stage, &source),
                source,
                kept: Vec::new(),
            };
            assert_eq!(
                error.to_string(),
                format!("无法写入 no-such-file.ron：{words}")
            );
            assert!(!error.hint().is_empty());
        }
    }

    #[test]
    fn an_unknown_reason_repeats_what_the_system_says() {
        let source = io::Error::other("磁带用完");
        let kind = classify(Path::new("x"), Stage::Write, &source);
        let error = WriteError {
            path: "x".into(),
            kind,
            source,
            kept: Vec::new(),
        };
        assert_eq!(error.to_string(), "无法写入 x：系统报告：磁带用完");
    }
}
