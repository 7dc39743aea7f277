//! Documents that may be later versions of open plans.

use std::path::PathBuf;
use std::sync::Arc;

use super::reviewing::Reviewed;
use crate::import::opened::Opened;

/// The question whether a document is a later version of an open plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenewForm {
    /// The document.
    pub document: PathBuf,
    /// The data file with the plan.
    pub file: PathBuf,
    /// What the plan is called.
    pub plan: String,
    /// How many of its tasks somebody confirmed.
    pub checked: usize,
    /// Whether the document was to be opened beside the open files.
    pub add: bool,
}

/// Later versions of documents.
#[derive(Default)]
pub(super) struct Renewals {
    /// The document that the question is about.
    pub(super) waiting: Option<Arc<Opened>>,
    /// A document that is none, somebody said.
    pub(super) declined: Option<PathBuf>,
    /// The plan that was renewed last.
    pub(super) done: Option<Reviewed>,
}
