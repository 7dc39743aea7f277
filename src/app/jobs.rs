//! Work that the window does not wait for.
//!
//! Every job runs on a named thread of its own over an immutable snapshot and comes back as one
//! [`JobOutput`]. Jobs with a progress bar share it, and a cancel flag, through [`Progress`].

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use super::coverage::Coverage;
use super::preview::Previewed;
use crate::diagnostic::Diagnostic;
use crate::store::Loaded;
use crate::view::{Data, ViewSpec};

/// What a job came back with.
#[derive(Debug)]
pub enum JobOutput {
    /// Files were read.
    Loaded {
        /// What to do with them.
        purpose: LoadPurpose,
        /// Each file, with what it held or why it could not be used.
        files: Vec<(PathBuf, Result<Loaded, Vec<Diagnostic>>)>,
    },
    /// A view was read.
    ViewLoaded(Result<Box<ViewSpec>, Diagnostic>),
    /// A file was exported.
    Exported(Result<Vec<PathBuf>, ExportFailure>),
    /// Pages were handed to the printer, or written for the PDF reader.
    Printed(Result<super::print::Printed, ExportFailure>),
    /// Pages were painted or counted for the preview.
    Previewed(Previewed),
    /// A file for every agency was written to a folder, or was not.
    Distributed(Box<crate::export::Distributed>, PathBuf),
    /// A picture for the clipboard was painted, of the first of so many pages.
    Pictured(Result<(crate::export::Picture, usize), Diagnostic>),
    /// A view was saved.
    ViewSaved(Result<PathBuf, Diagnostic>),
    /// The places of the findings in large files are known.
    Remarked {
        /// The data of the files.
        data: Arc<Data>,
        /// What there is to say about them.
        diagnostics: Vec<Diagnostic>,
    },
    /// The search index is there, and all characters of the data were looked at.
    Indexed {
        /// The data.
        data: Arc<Data>,
        /// What was found out about its characters.
        coverage: Coverage,
    },
    /// Two versions were compared.
    Compared(Box<super::compare::Compared>),
    /// A system dialog was answered.
    Picked(Answer),
    /// An open file changed on disk.
    Changed(PathBuf),
    /// An open file is gone from disk.
    Gone(PathBuf),
}

/// Why files are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadPurpose {
    /// In place of the present ones.
    Open,
    /// At the start of the program: as `Open`, but keep the remembered view.
    Start,
    /// Beside the present ones.
    Add,
    /// The present ones again.
    Reload,
}

/// Why there is no exported file.
#[derive(Debug)]
pub enum ExportFailure {
    /// The person cancelled.
    Cancelled,
    /// Something went wrong.
    Failed(Diagnostic),
}

/// What a file dialog is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Data files to open or to add.
    Data {
        /// Beside the present ones.
        add: bool,
    },
    /// A view file to open.
    View,
    /// A data file to compare with.
    Compare(super::compare::CompareForm),
    /// Where to save the view.
    SaveView,
    /// Where to export to.
    Export(super::export::ExportForm),
    /// The folder for a file for every agency.
    Folder(super::distribute::DistributeForm),
}

/// The answer to a file dialog.
#[derive(Debug)]
pub struct Answer {
    /// What was asked.
    pub ask: Ask,
    /// What came back.
    pub outcome: Outcome,
}

/// How a file dialog ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// These were picked.
    Picked(Vec<PathBuf>),
    /// The person cancelled.
    Cancelled,
    /// The desktop has no dialog to offer.
    NoDialog,
}

/// How far a job is, shared between its thread and the window.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    permille: Arc<AtomicU32>,
    cancelled: Arc<AtomicBool>,
}

impl Progress {
    /// From 0 to 1.
    #[must_use]
    pub fn fraction(&self) -> f32 {
        f32::from(u16::try_from(self.permille.load(Ordering::Relaxed)).unwrap_or(1000)) / 1000.0
    }

    /// Asks the job to stop.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
}

impl crate::export::Progress for Progress {
    fn report(&self, fraction: f32) {
        // A fraction of 0 to 1 is at most 1000 thousandths.
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped"
        )]
        let permille = (fraction.clamp(0.0, 1.0) * 1000.0) as u32;
        self.permille.store(permille, Ordering::Relaxed);
    }

    fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

/// A job with a progress bar.
#[derive(Clone, Debug)]
pub struct Running {
    /// What it does, for the bar.
    pub label: String,
    /// How far it is.
    pub progress: Progress,
    id: u64,
}

/// Wakes the window when a job is done.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// The jobs under way.
pub struct Jobs {
    sender: Sender<(u64, JobOutput)>,
    receiver: Receiver<(u64, JobOutput)>,
    waker: Waker,
    next: u64,
    running: Vec<Running>,
    pending: usize,
}

impl Jobs {
    /// No jobs yet; `waker` is called from their threads.
    pub fn new(waker: Waker) -> Self {
        let (sender, receiver) = channel();
        Self {
            sender,
            receiver,
            waker,
            next: 1,
            running: Vec::new(),
            pending: 0,
        }
    }

    /// Replaces the waker.
    pub fn set_waker(&mut self, waker: Waker) {
        self.waker = waker;
    }

    /// Starts a job on a thread of its own, and gives what it can be stopped with.
    pub fn start(
        &mut self,
        name: &str,
        label: Option<String>,
        work: impl FnOnce(&Progress) -> JobOutput + Send + 'static,
    ) -> Progress {
        let id = self.next;
        self.next += 1;
        let progress = Progress::default();
        if let Some(label) = label {
            self.running.push(Running {
                label,
                progress: progress.clone(),
                id,
            });
        }
        let handle = progress.clone();
        let sender = self.sender.clone();
        let waker = Arc::clone(&self.waker);
        self.pending += 1;
        let spawned = std::thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || {
                let output = work(&progress);
                // The window may be gone by now; then nobody waits for the output.
                if sender.send((id, output)).is_ok() {
                    waker();
                }
            });
        if spawned.is_err() {
            // The system has no thread left. The bar would stay for ever.
            self.pending -= 1;
            self.running.retain(|running| running.id != id);
        }
        handle
    }

    /// A way for services (file watching) to report without being a job.
    pub fn mailbox(&self) -> impl Fn(JobOutput) + Send + Sync + 'static {
        let sender = std::sync::Mutex::new(self.sender.clone());
        let waker = Arc::clone(&self.waker);
        move |output| {
            if let Ok(sender) = sender.lock()
                && sender.send((0, output)).is_ok()
            {
                waker();
            }
        }
    }

    /// The next output that has arrived.
    pub fn poll(&mut self) -> Option<JobOutput> {
        let (id, output) = self.receiver.try_recv().ok()?;
        if id > 0 {
            self.pending = self.pending.saturating_sub(1);
        }
        self.running.retain(|running| running.id != id);
        Some(output)
    }

    /// The jobs with a progress bar.
    #[must_use]
    pub fn running(&self) -> &[Running] {
        &self.running
    }

    /// Whether any job has not come back yet.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.pending > 0
    }
}
