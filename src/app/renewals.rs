//! Documents that may be later versions of open plans.

use std::path::PathBuf;
use std::sync::Arc;

use super::reviewing::Reviewed;
use crate::import::opened::Opened;

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
