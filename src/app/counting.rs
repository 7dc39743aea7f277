//! Counting what every agency has to do, off the window's thread.

use std::sync::Arc;

use super::census::Census;
use super::jobs::Job;
use super::state::App;

impl App {
    /// What every agency of the open data has to do; `None` until that is known.
    #[must_use]
    pub(crate) fn census(&self) -> Option<&Arc<Census>> {
        let census = self.census.as_ref()?;
        let is_current = census.is_of(self.base(), self.base_view(), self.today);
        is_current.then_some(census)
    }

    /// Whether it is being counted.
    #[must_use]
    pub(crate) fn is_counting(&self) -> bool {
        self.is_counting
    }

    /// Counts, unless that is done or under way.
    pub(super) fn count(&mut self) {
        if self.is_counting || self.census().is_some() {
            return;
        }
        self.is_counting = true;
        let (data, today) = (Arc::clone(self.base()), self.today);
        let view = self.base_view().clone();
        let job = Job::new("zeren-agencies", "统计各机构的任务");
        let job = job.if_lost(|app: &mut App| app.is_counting = false);
        self.jobs.start(job, move |_| {
            let census = Census::new(data, &view, today);
            move |app: &mut App| {
                app.is_counting = false;
                app.census = Some(Arc::new(census));
                // Other data may have come in the meantime.
                app.count();
                app.fill_recipients();
            }
        });
    }
}
