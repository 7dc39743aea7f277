//! Who has a body's duties on a day.

use super::Date;
use super::workspace::{AgencyIx, SuccessionEntry, Workspace};

impl SuccessionEntry {
    /// Whether it has taken place by a day. One without a date counts as long past.
    #[must_use]
    pub(crate) fn has_begun(&self, today: Date) -> bool {
        self.succession
            .date
            .is_none_or(|date| date.first_day() <= today.last_day())
    }
}

impl Workspace {
    /// For every agency the body that has its duties on a day.
    ///
    /// Follows whole successions (renamed, merged) that are not dated later than `today`. A body
    /// whose duties went to several others, or that leads back to itself, stands for itself.
    #[must_use]
    pub fn current_bodies(&self, today: Date) -> Vec<AgencyIx> {
        let next = self.next_steps(today);
        (0..self.agencies.len())
            .map(|start| {
                let start = AgencyIx::new(start);
                match self.follow(&next, start).last() {
                    Some(&nth) => self.successions[nth].to,
                    None => start,
                }
            })
            .collect()
    }

    /// The successions that lead from a body to the one that has its duties on a day, as places in
    /// [`Workspace::successions`]; none where it stands for itself.
    #[must_use]
    pub(crate) fn succession_path(&self, from: AgencyIx, today: Date) -> Vec<usize> {
        self.follow(&self.next_steps(today), from)
    }

    /// The succession by which each agency passed on all its duties to one other.
    fn next_steps(&self, today: Date) -> Vec<Option<usize>> {
        let mut next: Vec<Option<usize>> = vec![None; self.agencies.len()];
        let mut several = vec![false; self.agencies.len()];
        for (nth, entry) in self.successions.iter().enumerate() {
            let counts = entry.succession.how.is_whole() && entry.has_begun(today);
            if !counts || entry.from == entry.to {
                continue;
            }
            let slot = &mut next[entry.from.get()];
            let other = slot.is_some_and(|known| self.successions[known].to != entry.to);
            several[entry.from.get()] |= other;
            *slot = Some(nth);
        }
        for (slot, several) in next.iter_mut().zip(several) {
            if several {
                *slot = None;
            }
        }
        next
    }

    fn follow(&self, next: &[Option<usize>], start: AgencyIx) -> Vec<usize> {
        let mut path = Vec::new();
        let mut at = start;
        while let Some(nth) = next[at.get()] {
            path.push(nth);
            at = self.successions[nth].to;
            // More steps than bodies means a circle.
            if path.len() > self.agencies.len() {
                return Vec::new();
            }
        }
        path
    }
}
