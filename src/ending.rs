//! The end of the program by a signal: what is half done is tidied up first.
//!
//! Work that leaves something behind on the way says here how that is taken away, for as long as
//! it is under way. When a signal asks the program to end, all of it is taken away, and then the
//! program ends by that very signal, as whoever sent it expects. Windows knows no such signals:
//! there, and where a program is killed, the next run tidies up.

use std::sync::{Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};

/// How something is taken away.
type TakeAway = Box<dyn FnOnce() + Send>;

/// What is half done in a program.
struct Ending {
    /// Held by steps that must not be cut in two.
    step: RwLock<()>,
    ledger: Mutex<Ledger>,
}

struct Ledger {
    next: u64,
    open: Vec<(u64, TakeAway)>,
}

static ENDING: Ending = Ending::new();

impl Ending {
    const fn new() -> Self {
        Self {
            step: RwLock::new(()),
            ledger: Mutex::new(Ledger {
                next: 0,
                open: Vec::new(),
            }),
        }
    }

    fn ledger(&self) -> MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn half_done(&'static self, take_away: TakeAway) -> HalfDone {
        let mut ledger = self.ledger();
        let nth = ledger.next;
        ledger.next += 1;
        ledger.open.push((nth, take_away));
        HalfDone { nth, of: self }
    }

    /// Takes away all that is half done, and lets nothing new begin while `end` runs.
    #[cfg_attr(not(unix), allow(dead_code, reason = "there are no signals"))]
    fn take_all_away(&self, end: impl FnOnce()) {
        let step = self.step.write().unwrap_or_else(PoisonError::into_inner);
        let mut ledger = self.ledger();
        for (_, take_away) in ledger.open.drain(..) {
            take_away();
        }
        end();
        drop((ledger, step));
    }
}

/// Something half done, which is taken away if the program is asked to end; dropped when it is
/// whole, or taken away already.
pub(crate) struct HalfDone {
    nth: u64,
    of: &'static Ending,
}

impl HalfDone {
    /// Says how it is taken away.
    pub(crate) fn new(take_away: impl FnOnce() + Send + 'static) -> Self {
        ENDING.half_done(Box::new(take_away))
    }
}

impl Drop for HalfDone {
    fn drop(&mut self) {
        let mut ledger = self.of.ledger();
        ledger.open.retain(|(nth, _)| *nth != self.nth);
    }
}

/// A step that is carried out whole before the program ends, for as long as this is held. Such
/// steps take no time worth mentioning and hold no second one.
pub(crate) fn whole_step() -> RwLockReadGuard<'static, ()> {
    ENDING.step.read().unwrap_or_else(PoisonError::into_inner)
}

/// Listens for signals that ask the program to end, until it does. Those that the program was
/// started to ignore (by `nohup`, or in the background of a script) stay ignored.
pub fn watch() {
    #[cfg(unix)]
    unix::watch();
}

#[cfg(unix)]
mod unix {
    use std::thread;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    pub(super) fn watch() {
        let ignored = ignored();
        let wanted = [SIGHUP, SIGINT, SIGTERM];
        let wanted = wanted
            .into_iter()
            .filter(|signal| ignored >> (signal - 1) & 1 == 0);
        let started = Signals::new(wanted).and_then(|signals| {
            thread::Builder::new()
                .name("zeren-signals".to_owned())
                .spawn(move || listen(signals))
        });
        if let Err(error) = started {
            log::warn!("signals end the program at once: {error}");
        }
    }

    fn listen(mut signals: Signals) {
        let mut is_ending = false;
        for signal in signals.forever() {
            let end = move || {
                if let Err(error) = emulate_default_handler(signal) {
                    log::error!("signal {signal}: {error}");
                }
            };
            // Who asks twice does not want to wait.
            if std::mem::replace(&mut is_ending, true) {
                end();
                continue;
            }
            let ending = thread::Builder::new()
                .name("zeren-end".to_owned())
                .spawn(move || super::ENDING.take_all_away(end));
            if ending.is_err() {
                end();
            }
        }
    }

    /// The signals that were ignored when the program started, a bit each, where the system says.
    fn ignored() -> u64 {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
        mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
            .unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[test]
    fn what_is_whole_by_then_stays() {
        static HERE: Ending = Ending::new();
        let taken = Arc::new(AtomicU32::new(0));
        let half = |worth: u32| {
            let taken = Arc::clone(&taken);
            HERE.half_done(Box::new(move || {
                taken.fetch_add(worth, Ordering::SeqCst);
            }))
        };
        let (first, second) = (half(1), half(10));
        drop(first);
        HERE.take_all_away(|| assert_eq!(taken.load(Ordering::SeqCst), 10));
        drop(second);
        HERE.take_all_away(|| assert_eq!(taken.load(Ordering::SeqCst), 10));
    }
}
