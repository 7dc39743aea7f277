//! Medians of two things measured in turn.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// How often to measure.
#[derive(Clone, Copy)]
pub enum Effort {
    /// Once each, to see that it works.
    Once,
    /// Until the median is steady.
    Measure,
}

/// Two medians.
pub struct Pair {
    pub measured: Duration,
    pub reference: Duration,
}

impl Effort {
    /// How many pages of a long document to write.
    pub fn pages(self) -> usize {
        match self {
            Self::Once => 3,
            Self::Measure => 100,
        }
    }

    /// Measures both in turn, so that whatever else the machine does hits both alike.
    ///
    /// `about` is how long all of it may take; there are between 5 and 201 rounds.
    pub fn compare<A, B>(
        self,
        about: Duration,
        mut measured: impl FnMut() -> A,
        mut reference: impl FnMut() -> B,
    ) -> Pair {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        let begun = Instant::now();
        loop {
            ours.push(time(&mut measured));
            theirs.push(time(&mut reference));
            let enough = match self {
                Self::Once => true,
                Self::Measure => ours.len() >= 201 || (ours.len() >= 5 && begun.elapsed() >= about),
            };
            if enough {
                break;
            }
        }
        Pair {
            measured: median(ours),
            reference: median(theirs),
        }
    }
}

/// The time of one call. Throwing the result away is not part of it.
fn time<T>(work: &mut impl FnMut() -> T) -> Duration {
    let start = Instant::now();
    let result = black_box(work());
    let taken = start.elapsed();
    drop(result);
    taken
}

/// The middle one.
pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
