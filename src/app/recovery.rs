//! Changes that are not saved yet, kept beside the settings while the program runs: after a crash
//! or a power cut the next start offers them.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::model::Dataset;
use crate::store;
use crate::terms;

/// How a recovery file's name begins and ends; the number of the program's process stands between.
const BEGIN: &str = "recovery-";
const END: &str = "ron";

/// What a recovery file holds.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Kept {
    pub files: Vec<KeptFile>,
}

/// A file with changes.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct KeptFile {
    /// The file; empty for what has none.
    pub file: PathBuf,
    /// What it was changed to, as a data file.
    pub text: String,
}

/// What is written while changes are not saved. It goes when the program ends as it should.
#[derive(Debug, Default)]
pub(super) struct Recovery {
    pub folder: Option<PathBuf>,
    /// The file of this program, and the lock that says that it runs.
    own: Option<(PathBuf, File)>,
    /// Whether it is being written.
    pub is_under_way: bool,
    /// Whether something changed since that began.
    pub is_outdated: bool,
    /// Whether it was said that nothing can be kept.
    pub is_told: bool,
}

impl Recovery {
    /// Nothing written yet. Without a place for settings nothing ever is.
    pub fn new(settings: Option<&Path>) -> Self {
        Self {
            folder: settings.and_then(Path::parent).map(Path::to_owned),
            own: None,
            is_under_way: false,
            is_outdated: false,
            is_told: false,
        }
    }

    /// The file of this program; made known as soon as there is something to keep.
    pub fn own(&mut self) -> Option<PathBuf> {
        if let Some((file, _)) = &self.own {
            return Some(file.clone());
        }
        let folder = self.folder.as_ref()?;
        std::fs::create_dir_all(folder).ok()?;
        // Numbers of processes come again: what another program left behind is not written over.
        let file = folder.join(format!("{BEGIN}{}.{END}", std::process::id()));
        let is_free = |file: &Path| !file.exists() && !file.with_extension("lock").exists();
        let file = store::free_name(&file, |nth| format!("-{nth}"), is_free)?;
        let lock = File::create(file.with_extension("lock")).ok()?;
        lock.try_lock().ok()?;
        self.own = Some((file.clone(), lock));
        Some(file)
    }

    /// Takes the file of this program away.
    pub fn forget(&mut self) {
        if let Some((file, lock)) = self.own.take() {
            drop(lock);
            discard(&file);
        }
    }
}

impl Drop for Recovery {
    fn drop(&mut self) {
        // What a panic leaves behind is what this is for.
        if !std::thread::panicking() {
            self.forget();
        }
    }
}

/// Takes a recovery file away.
pub(super) fn discard(file: &Path) {
    for path in [file.to_owned(), file.with_extension("lock")] {
        if let Err(error) = std::fs::remove_file(&path)
            && error.kind() != std::io::ErrorKind::NotFound
        {
            log::warn!("recovery file stays: {error}");
        }
    }
}

/// The recovery files of programs that do not run any more.
pub(super) fn orphans(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut found: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            let name = path.file_name().map(|name| name.to_string_lossy());
            let is_one = name.is_some_and(|name| name.starts_with(BEGIN));
            is_one && path.extension().is_some_and(|end| end == END)
        })
        .filter(|path| match File::open(path.with_extension("lock")) {
            Ok(lock) => lock.try_lock().is_ok(),
            Err(_) => true,
        })
        .collect();
    found.sort();
    found
}

/// Writes what is to be kept.
pub(super) fn write(place: &Path, kept: &[(PathBuf, Arc<Dataset>)]) -> Result<(), Diagnostic> {
    let files = kept.iter().map(|(file, dataset)| {
        store::to_ron(dataset).map(|text| KeptFile {
            file: file.clone(),
            text,
        })
    });
    let kept = Kept {
        files: files.collect::<Result<_, _>>()?,
    };
    let text = store::pretty(&kept)
        .map_err(|error| Diagnostic::error(format!("留底不能写成文本：{error}")))?;
    store::write_atomic(place, |out| out.write_all(text.as_bytes()))
        .map_err(|error| Diagnostic::error(error.to_string()).in_file(place))
}

/// Reads a recovery file.
pub(super) fn read(file: &Path) -> Result<Kept, Diagnostic> {
    let failed = |reason: String| {
        Diagnostic::error(format!("留底读不出来：{reason}"))
            .with_hint("打开原来的文件继续")
            .in_file(file)
    };
    let text = std::fs::read_to_string(file).map_err(|error| failed(error.to_string()))?;
    store::dialect()
        .from_str(&text)
        .map_err(|error| failed(error.to_string()))
}

/// Writes each file of a recovery file under a free name beside the old one, or where settings are
/// kept when that folder cannot be written.
pub(super) fn put_back(file: &Path, fallback: Option<&Path>) -> Result<Vec<PathBuf>, Diagnostic> {
    let mut written = Vec::new();
    for kept in read(file)?.files {
        let stem = kept.file.file_stem().map_or_else(
            || terms::MATRIX.to_owned(),
            |stem| stem.to_string_lossy().into_owned(),
        );
        let name = format!("{stem}（恢复）.ron");
        let beside = kept.file.parent().filter(|_| kept.file.is_absolute());
        let mut failure = None;
        let places = beside.into_iter().chain(fallback);
        let saved = places.map(|folder| folder.join(&name)).find_map(|path| {
            let free = |path: &Path| !path.exists();
            let path = store::free_name(&path, store::in_brackets, free)?;
            match store::write_atomic(&path, |out| out.write_all(kept.text.as_bytes())) {
                Ok(()) => Some(path),
                Err(error) => {
                    failure = Some(Diagnostic::error(error.to_string()).in_file(&path));
                    None
                }
            }
        });
        match (saved, failure) {
            (Some(path), _) => written.push(path),
            (None, Some(error)) => return Err(error.with_hint("腾出空间或检查权限，再按“恢复”")),
            (None, None) => {
                return Err(
                    Diagnostic::error("没有地方可以存恢复的数据").with_hint("检查设置文件夹的权限")
                );
            }
        }
    }
    Ok(written)
}
