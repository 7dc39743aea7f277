//! What there is to say about a file that can be used.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use super::decode::decode;
use super::{explain, quote};
use crate::diagnostic::Diagnostic;
use crate::model::check::Finding;

/// Warnings and notes, in the order of the file.
#[derive(Debug)]
pub struct Remarks(State);

#[derive(Debug)]
enum State {
    Ready(Vec<Diagnostic>),
    /// Their places are being looked for.
    Sought(JoinHandle<Vec<Diagnostic>>),
}

impl Remarks {
    /// All is known already.
    pub(crate) fn ready(diagnostics: Vec<Diagnostic>) -> Self {
        Self(State::Ready(diagnostics))
    }

    /// What was said about the bytes, and findings whose places in them are looked for on a thread.
    pub(super) fn seek(
        said: Vec<Diagnostic>,
        bytes: Vec<u8>,
        findings: Vec<Finding>,
        file: Option<&Path>,
    ) -> Self {
        let file = file.map(Path::to_owned);
        // Kept here too, for the system may have no thread left.
        let parts = Arc::new(Parts {
            said,
            bytes,
            findings,
            file,
        });
        let shared = Arc::clone(&parts);
        let thread = thread::Builder::new().name("zeren-places".to_owned());
        match thread.spawn(move || shared.explained()) {
            Ok(thread) => Self(State::Sought(thread)),
            Err(_) => Self(State::Ready(parts.explained())),
        }
    }

    /// Whether their places are still being looked for, so that asking would mean waiting.
    #[must_use]
    pub fn are_sought(&self) -> bool {
        matches!(&self.0, State::Sought(thread) if !thread.is_finished())
    }

    /// The diagnostics. Waits where their places are still being looked for.
    #[must_use]
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        match self.0 {
            State::Ready(diagnostics) => diagnostics,
            State::Sought(thread) => thread.join().unwrap_or_else(|_| {
                vec![
                    Diagnostic::error("检查这份数据时程序出错，没有列出提示")
                        .with_hint("数据可以照常使用；请把文件交给软件的维护者"),
                ]
            }),
        }
    }
}

/// What the diagnostics are made from.
struct Parts {
    said: Vec<Diagnostic>,
    bytes: Vec<u8>,
    findings: Vec<Finding>,
    file: Option<PathBuf>,
}

impl Parts {
    fn explained(&self) -> Vec<Diagnostic> {
        let mut diagnostics = self.said.clone();
        // They were read as a text before.
        if let Ok(decoded) = decode(&self.bytes) {
            diagnostics.extend(explain::findings(&decoded.text, self.findings.clone()));
            quote::add(&decoded.text, &mut diagnostics);
        }
        super::in_file(diagnostics, self.file.as_deref())
    }
}
