//! Files as data: read and joined.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity};
use crate::import::opened::{self, Opened};
use crate::import::read;
use crate::model::workspace::{Source, Workspace};
use crate::model::{Dataset, Date};
use crate::store::watch::{self, Content};
use crate::store::{self, Loaded, Remarks};
use crate::view::{self, Data, Sheet, ViewSpec};

/// Why files are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadPurpose {
    /// To show them in place of the open files.
    Open,
    /// To show at the start of the program whatever of them can be used.
    Start,
    /// To show them beside the open files.
    Add,
    /// To read the open files again.
    Reload,
}

/// How often a file is read that changes meanwhile.
const TRIES: usize = 3;

/// Files that were read.
#[derive(Default)]
pub(super) struct Read {
    /// What the good ones hold.
    pub(super) good: Vec<(Option<PathBuf>, Loaded)>,
    /// The good ones, with what they held as a watch sees it.
    pub(super) files: Vec<(PathBuf, Content)>,
    /// Those that cannot be used, and why.
    pub(super) bad: Vec<(PathBuf, Vec<Diagnostic>)>,
    /// Those among the bad that are not where they were.
    pub(super) gone: Vec<PathBuf>,
    /// Those that are views and no data.
    pub(super) views: Vec<PathBuf>,
    /// The documents among the good ones: what they hold is a draft.
    pub(super) drafts: Vec<Arc<Opened>>,
}

impl Read {
    /// Reads one more file, which held `before` a moment ago. At the start, one that is gone is no
    /// error: it is named, and the next start looks for it again.
    pub(super) fn take(&mut self, file: PathBuf, purpose: LoadPurpose, before: Option<Content>) {
        let (loaded, content) = settled(&file, before);
        match loaded {
            Ok(loaded) => {
                self.good.push((Some(file.clone()), loaded));
                self.files.push((file, content));
            }
            Err(_) if view::is_view(&file) => self.views.push(file),
            Err(_) if purpose == LoadPurpose::Start && is_gone(&file) => {
                self.gone.push(file.clone());
                self.bad.push((file, Vec::new()));
            }
            Err(reasons) => match self.import(&file) {
                Some(Ok(loaded)) => {
                    self.good.push((Some(file.clone()), loaded));
                    self.files.push((file, content));
                }
                Some(Err(unreadable)) => self.bad.push((file, unreadable)),
                None => self.bad.push((file, reasons)),
            },
        }
    }

    /// Makes a draft of a document; `None` where the file is none.
    fn import(&mut self, file: &Path) -> Option<Result<Loaded, Vec<Diagnostic>>> {
        let most = u64::try_from(read::MOST_BYTES).unwrap_or(u64::MAX);
        if fs::metadata(file).ok()?.len() > most {
            return None;
        }
        let bytes = fs::read(file).ok()?;
        if !opened::is_document(file, &bytes) {
            return None;
        }
        let opened = match opened::open(file, &bytes) {
            Ok(opened) => opened,
            Err(error) => return Some(Err(vec![error])),
        };
        let dataset = opened.draft(&self.free_plan_id());
        let findings = opened.findings(&dataset);
        if findings.iter().any(|said| said.severity == Severity::Error) {
            return Some(Err(findings));
        }
        self.drafts.push(Arc::new(opened));
        let remarks = Remarks::ready(findings);
        Some(Ok(Loaded { dataset, remarks }))
    }

    /// An id that no plan of the files read so far has.
    fn free_plan_id(&self) -> String {
        let mut number = 1;
        loop {
            let id = format!("draft-{number}");
            let mut plans = self.good.iter().flat_map(|(_, good)| &good.dataset.plans);
            if plans.all(|plan| plan.id != id) {
                return id;
            }
            number += 1;
        }
    }
}

/// Reads a file until it is the same before and after, and gives what it held.
fn settled(file: &Path, mut before: Option<Content>) -> (Result<Loaded, Vec<Diagnostic>>, Content) {
    let mut nth = 1;
    loop {
        let loaded = store::load(file);
        let after = watch::content(file).ok();
        if after == before || nth == TRIES {
            return (loaded, after.unwrap_or(Content::Gone));
        }
        before = after;
        nth += 1;
    }
}

/// Whether there is nothing of this name; a folder that may not be read is another matter.
fn is_gone(file: &Path) -> bool {
    matches!(file.try_exists(), Ok(false))
}

/// The built-in data and what there is to say about it.
pub fn built_in() -> (Arc<Data>, Vec<Diagnostic>) {
    match store::parse(store::builtin().as_bytes(), None) {
        Ok(loaded) => {
            let joined = join(vec![(None, loaded)]);
            let mut diagnostics = joined.diagnostics;
            diagnostics.extend(
                joined
                    .remarks
                    .into_iter()
                    .flat_map(Remarks::into_diagnostics),
            );
            diagnostics.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
            (joined.data, diagnostics)
        }
        // A test proves that the built-in data is sound; an empty window is better than none.
        Err(diagnostics) => (Arc::default(), diagnostics),
    }
}

/// Files as one body of data.
pub(super) struct Joined {
    pub(super) data: Arc<Data>,
    /// What each file holds, to be changed.
    pub(super) sources: Vec<(Option<PathBuf>, Dataset)>,
    /// What was noticed while joining.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// What there is to say about each file.
    pub(super) remarks: Vec<Remarks>,
}

/// Data to show, with the sheet of the view that it is expected to be shown in.
pub(super) struct Prepared {
    pub(super) joined: Joined,
    pub(super) sheet: Arc<Sheet>,
}

/// Joins files, and makes the sheet of a view, as far as that names what is there.
pub(super) fn prepare(
    loaded: Vec<(Option<PathBuf>, Loaded)>,
    view: &ViewSpec,
    today: Date,
) -> Prepared {
    let joined = join(loaded);
    let view = view.known_to(&joined.data.workspace);
    let sheet = Arc::new(Sheet::new(&joined.data, &view, today));
    Prepared { joined, sheet }
}

/// Joins files in their order.
pub(super) fn join(loaded: Vec<(Option<PathBuf>, Loaded)>) -> Joined {
    let mut remarks = Vec::new();
    let mut sources = Vec::new();
    let mut kept = Vec::new();
    for (file, loaded) in loaded {
        remarks.push(loaded.remarks);
        kept.push((file.clone(), loaded.dataset.clone()));
        sources.push(Source {
            file,
            dataset: loaded.dataset,
        });
    }
    let (workspace, diagnostics) = Workspace::join(sources);
    Joined {
        data: Data::new(workspace),
        sources: kept,
        diagnostics,
        remarks,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_data_is_sound() {
        let (data, diagnostics) = built_in();
        assert_eq!(data.workspace.plans.len(), 5);
        assert!(
            diagnostics
                .iter()
                .all(|finding| finding.severity < Severity::Error)
        );
    }
}
