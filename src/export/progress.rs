//! How far an export is, and whether it should go on.

use super::ExportError;
use crate::num;

/// Watches over an export, and may stop it.
pub trait Progress: Sync {
    /// Is told how much is done, from 0 to 1.
    fn report(&self, fraction: f32);

    /// Whether the export should stop.
    fn is_cancelled(&self) -> bool;
}

/// The progress of an export that nobody watches and nobody can cancel.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn report(&self, _fraction: f32) {}

    fn is_cancelled(&self) -> bool {
        false
    }
}

/// Rows between two looks at the cancel flag.
const STRIDE: usize = 256;

/// Counts rows towards a whole.
pub(super) struct Steps<'p> {
    progress: &'p dyn Progress,
    done: usize,
    all: usize,
}

impl<'p> Steps<'p> {
    pub fn new(progress: &'p dyn Progress, all: usize) -> Self {
        Self {
            progress,
            done: 0,
            all,
        }
    }

    /// One more row.
    pub fn step(&mut self) -> Result<(), ExportError> {
        if self.done.is_multiple_of(STRIDE) {
            self.look()?;
        }
        self.done += 1;
        Ok(())
    }

    /// Reports, and stops if somebody asked for it.
    fn look(&self) -> Result<(), ExportError> {
        if self.progress.is_cancelled() {
            return Err(ExportError::Cancelled);
        }
        let fraction = num::float(self.done) / num::float(self.all.max(1));
        self.progress.report(fraction.min(1.0));
        Ok(())
    }
}
