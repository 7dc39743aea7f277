//! Work that the window does not wait for.
//!
//! Every job runs on a named thread of its own over an immutable snapshot and comes back as a
//! change of the state, a closure that is run on the window's thread. What the state is, this file
//! does not know. A job that panics comes back too, as [`Arrived::Lost`].

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

use crate::num;

/// A change of the state `S`, made on another thread to be run on the window's.
pub type Change<S> = Box<dyn FnOnce(&mut S) + Send>;

/// What is to be done, before its work is known.
pub struct Job<S> {
    name: &'static str,
    what: String,
    has_bar: bool,
    reports_cancel: bool,
    if_lost: Option<Change<S>>,
}

impl<S> Job<S> {
    /// A job without a progress bar.
    ///
    /// `name` is the thread's; `what` says in Chinese what it does, for the bar and for what is
    /// said when it fails: “导出矩阵”.
    pub fn new(name: &'static str, what: impl Into<String>) -> Self {
        Self {
            name,
            what: what.into(),
            has_bar: false,
            reports_cancel: false,
            if_lost: None,
        }
    }

    /// With a progress bar, which offers to cancel it.
    #[must_use]
    pub(crate) fn with_bar(mut self) -> Self {
        self.has_bar = true;
        self
    }

    /// What it comes back with counts also when it was cancelled: it says itself what became of
    /// its files. Without this the output of a cancelled job is dropped.
    #[must_use]
    pub(crate) fn reports_cancel(mut self) -> Self {
        self.reports_cancel = true;
        self
    }

    /// A change to make where its output never comes: it panicked, it was cancelled, or there was
    /// no thread for it.
    #[must_use]
    pub(crate) fn if_lost(mut self, change: impl FnOnce(&mut S) + Send + 'static) -> Self {
        self.if_lost = Some(Box::new(change));
        self
    }
}

/// How far a job is, shared between its thread and the window.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    permille: Arc<AtomicUsize>,
    cancelled: Arc<AtomicBool>,
}

impl Progress {
    /// How far the job is, from 0 to 1.
    #[must_use]
    pub fn fraction(&self) -> f32 {
        num::float(self.permille.load(Ordering::Relaxed)) / 1000.0
    }

    /// Asks the job to stop.
    pub(crate) fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
}

impl crate::export::Progress for Progress {
    fn report(&self, fraction: f32) {
        let permille = num::whole(fraction.clamp(0.0, 1.0) * 1000.0);
        self.permille.store(permille, Ordering::Relaxed);
    }

    fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

/// What came back from another thread.
pub enum Arrived<S> {
    /// A change to make.
    Change(Change<S>),
    /// A job that will never give its output.
    Lost {
        /// What it was doing, as it was said when it began.
        what: String,
        /// Why: the words of the panic, or of the system.
        why: String,
    },
}

/// A job that was started and has not come back.
struct Open<S> {
    id: u64,
    what: String,
    has_bar: bool,
    reports_cancel: bool,
    if_lost: Option<Change<S>>,
    progress: Progress,
}

enum Message<S> {
    /// A job is over: its change, or the words of its panic.
    Ended(u64, Result<Change<S>, String>),
    /// A service has something to tell.
    Told(Change<S>),
}

/// Wakes the window when something arrived.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// The jobs under way.
pub struct Jobs<S> {
    sender: Sender<Message<S>>,
    receiver: Receiver<Message<S>>,
    waker: Waker,
    next: u64,
    open: Vec<Open<S>>,
    /// What is there without a thread having sent it.
    ready: Vec<Arrived<S>>,
}

impl<S: 'static> Jobs<S> {
    /// No jobs yet; `waker` is called from their threads.
    pub fn new(waker: Waker) -> Self {
        let (sender, receiver) = channel();
        Self {
            sender,
            receiver,
            waker,
            next: 1,
            open: Vec::new(),
            ready: Vec::new(),
        }
    }

    /// Replaces the waker.
    pub fn set_waker(&mut self, waker: Waker) {
        self.waker = waker;
    }

    /// Starts a job on a thread of its own, and gives what it can be stopped with.
    ///
    /// `work` does it, and gives the change of the state that takes over what came of it.
    pub fn start<C>(
        &mut self,
        job: Job<S>,
        work: impl FnOnce(&Progress) -> C + Send + 'static,
    ) -> Progress
    where
        C: FnOnce(&mut S) + Send + 'static,
    {
        let id = self.next;
        self.next += 1;
        let progress = Progress::default();
        let handle = progress.clone();
        self.open.push(Open {
            id,
            what: job.what,
            has_bar: job.has_bar,
            reports_cancel: job.reports_cancel,
            if_lost: job.if_lost,
            progress: progress.clone(),
        });
        let sender = self.sender.clone();
        let waker = Arc::clone(&self.waker);
        let spawned = std::thread::Builder::new()
            .name(job.name.to_owned())
            .spawn(move || {
                // What the work saw when it panicked dies with it: the state was never in its hands.
                let ended = catch_unwind(AssertUnwindSafe(|| -> Change<S> {
                    Box::new(work(&progress))
                }));
                let ended = ended.map_err(|panic| words(panic.as_ref()));
                // The window may be gone by now; then nobody waits for the output.
                if sender.send(Message::Ended(id, ended)).is_ok() {
                    waker();
                }
            });
        if let Err(error) = spawned {
            log::error!("no thread for {}: {error}", job.name);
            self.lose(id, error.to_string());
        }
        handle
    }

    /// A way for services (file watching) to report without being a job.
    pub(crate) fn mailbox(&self) -> impl Fn(Change<S>) + Send + Sync + 'static + use<S> {
        let sender = Mutex::new(self.sender.clone());
        let waker = Arc::clone(&self.waker);
        move |change| {
            if let Ok(sender) = sender.lock()
                && sender.send(Message::Told(change)).is_ok()
            {
                waker();
            }
        }
    }

    /// The next thing that has arrived.
    pub fn poll(&mut self) -> Option<Arrived<S>> {
        loop {
            if !self.ready.is_empty() {
                return Some(self.ready.remove(0));
            }
            match self.receiver.try_recv().ok()? {
                Message::Told(change) => return Some(Arrived::Change(change)),
                Message::Ended(id, Err(why)) => self.lose(id, why),
                Message::Ended(id, Ok(change)) => {
                    if let Some(open) = self.take(id)
                        && (open.reports_cancel || !is_cancelled(&open.progress))
                    {
                        return Some(Arrived::Change(change));
                    }
                }
            }
        }
    }

    /// Stops the job with this number among those [`running`](Self::running). Its bar goes at
    /// once, whatever its thread still does.
    pub(crate) fn cancel(&mut self, nth: usize) {
        let Some(open) = self.open.iter_mut().filter(|open| is_shown(open)).nth(nth) else {
            return;
        };
        open.progress.cancel();
        if !open.reports_cancel
            && let Some(change) = open.if_lost.take()
        {
            self.ready.push(Arrived::Change(change));
        }
    }

    /// The jobs with a progress bar: what each does, and how far it is.
    pub fn running(&self) -> impl Iterator<Item = (&str, &Progress)> {
        let shown = self.open.iter().filter(|open| is_shown(open));
        shown.map(|open| (open.what.as_str(), &open.progress))
    }

    /// Whether any job has not come back yet.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        !self.open.is_empty() || !self.ready.is_empty()
    }

    fn take(&mut self, id: u64) -> Option<Open<S>> {
        let nth = self.open.iter().position(|open| open.id == id)?;
        Some(self.open.remove(nth))
    }

    fn lose(&mut self, id: u64, why: String) {
        let Some(open) = self.take(id) else {
            return;
        };
        self.ready.push(Arrived::Lost {
            what: open.what,
            why,
        });
        self.ready.extend(open.if_lost.map(Arrived::Change));
    }
}

fn is_shown<S>(open: &Open<S>) -> bool {
    open.has_bar && !is_cancelled(&open.progress)
}

fn is_cancelled(progress: &Progress) -> bool {
    use crate::export::Progress as _;
    progress.is_cancelled()
}

/// What a panic said.
fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
    text.unwrap_or_else(|| "a panic without words".to_owned())
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    /// What happened, a line each.
    type Log = Vec<String>;

    fn jobs() -> Jobs<Log> {
        Jobs::new(Arc::new(|| {}))
    }

    fn note(text: &'static str) -> impl FnOnce(&mut Log) + Send {
        move |log| log.push(text.to_owned())
    }

    /// Takes over what arrives until no job is open.
    fn finish(jobs: &mut Jobs<Log>, log: &mut Log) {
        let end = Instant::now() + Duration::from_secs(30);
        while jobs.is_busy() {
            match jobs.poll() {
                Some(Arrived::Change(change)) => change(log),
                Some(Arrived::Lost { what, why }) => log.push(format!("{what}: {why}")),
                None => {
                    assert!(Instant::now() < end, "a job never came back");
                    std::thread::sleep(Duration::from_millis(1));
                }
            }
        }
    }

    #[test]
    fn a_job_comes_back_as_a_change_of_the_state() {
        let (mut jobs, mut log) = (jobs(), Log::new());
        jobs.start(Job::new("zeren-test", "数数").with_bar(), |_| {
            note("done")
        });
        assert_eq!(jobs.running().count(), 1);
        finish(&mut jobs, &mut log);
        assert_eq!(log, ["done"]);
        assert_eq!(jobs.running().count(), 0);
    }

    #[test]
    fn a_panic_ends_the_bar_and_undoes_what_waited_for_the_job() {
        let (mut jobs, mut log) = (jobs(), Log::new());
        let job = Job::new("zeren-test", "数数")
            .with_bar()
            .if_lost(note("undone"));
        jobs.start(job, |_| -> Change<Log> { panic!("by zero") });
        finish(&mut jobs, &mut log);
        assert_eq!(log, ["数数: by zero", "undone"]);
        assert_eq!(jobs.running().count(), 0);
    }

    #[test]
    fn a_cancelled_job_has_no_bar_and_its_output_is_dropped() {
        let (mut jobs, mut log) = (jobs(), Log::new());
        let (go, wait) = channel::<()>();
        let job = Job::new("zeren-test", "数数")
            .with_bar()
            .if_lost(note("undone"));
        jobs.start(job, move |_| {
            wait.recv().ok();
            note("done")
        });
        jobs.cancel(0);
        assert_eq!(jobs.running().count(), 0, "the bar waits for no thread");
        go.send(()).unwrap();
        finish(&mut jobs, &mut log);
        assert_eq!(log, ["undone"]);
    }

    #[test]
    fn a_cancelled_job_that_reports_says_what_became_of_it() {
        let (mut jobs, mut log) = (jobs(), Log::new());
        let (go, wait) = channel::<()>();
        let job = Job::new("zeren-test", "数数").with_bar().reports_cancel();
        let handle = jobs.start(job, move |progress| {
            wait.recv().ok();
            assert!(is_cancelled(progress));
            note("nothing was written")
        });
        jobs.cancel(0);
        assert!(is_cancelled(&handle));
        go.send(()).unwrap();
        finish(&mut jobs, &mut log);
        assert_eq!(log, ["nothing was written"]);
    }

    #[test]
    fn a_service_reports_without_being_a_job() {
        let (mut jobs, mut log) = (jobs(), Log::new());
        let tell = jobs.mailbox();
        tell(Box::new(note("changed")));
        assert!(!jobs.is_busy());
        let Some(Arrived::Change(change)) = jobs.poll() else {
            panic!("nothing arrived");
        };
        change(&mut log);
        assert_eq!(log, ["changed"]);
    }
}
