//! What is done once a frame was shown, off the window's thread: what waits for the first frame of
//! the data, what the other tabs will ask for, and taking old data apart.

use std::sync::Arc;

use super::jobs::Job;
use super::state::App;
use crate::view::{Data, DueList, TaskList, Timeline};

/// From so many tasks on, what another tab shows is made before anybody goes there: it would keep
/// its first frame waiting.
const MANY: usize = 2_000;

impl App {
    /// Goes on with what waited for a frame. Call it once a frame was shown.
    pub(crate) fn frame_shown(&mut self) {
        if !std::mem::replace(&mut self.is_warm, true) {
            self.warm_search();
        }
        self.count();
        self.make_ahead();
        self.let_go();
    }

    /// Puts data away that is not on the screen any more.
    pub(super) fn put_away(&mut self, data: Arc<Data>) {
        if !self.former.iter().any(|former| Arc::ptr_eq(former, &data)) {
            self.former.push(data);
        }
    }

    /// Takes data apart that nothing holds any more: with many tasks that takes its time, too.
    fn let_go(&mut self) {
        let current = [Arc::clone(&self.data), Arc::clone(self.base())];
        let is_current = |data: &Arc<Data>| current.iter().any(|known| Arc::ptr_eq(known, data));
        self.former.retain(|former| !is_current(former));
        let former = std::mem::take(&mut self.former);
        // Until then some part of the window shows it, or a job reads it.
        let is_free = |data: &Arc<Data>| Arc::strong_count(data) == 1;
        let (free, held): (Vec<_>, Vec<_>) = former.into_iter().partition(is_free);
        self.former = held;
        if !free.is_empty() {
            self.jobs
                .start(Job::new("zeren-let-go", "整理内存"), move |_| {
                    drop(free);
                    |_: &mut App| ()
                });
        }
    }

    /// Makes what the other tabs show of a large sheet.
    fn make_ahead(&mut self) {
        let lacks_timeline = self.timeline.get().is_none();
        let lacks_list = self.task_list.get().is_none();
        let lacks_due = self.due_list.get().is_none();
        let is_large = self.data.workspace.tasks.len() >= MANY;
        if !is_large || self.is_ahead || !(lacks_timeline || lacks_list || lacks_due) {
            return;
        }
        self.is_ahead = true;
        let sheet = Arc::clone(&self.sheet);
        let job = Job::new("zeren-ahead", "准备其他页面");
        let job = job.if_lost(|app: &mut App| app.is_ahead = false);
        self.jobs.start(job, move |_| {
            let timeline = lacks_timeline.then(|| Arc::new(Timeline::new(&sheet)));
            let list = lacks_list.then(|| Arc::new(TaskList::new(&sheet)));
            let due = lacks_due.then(|| Arc::new(DueList::new(&sheet)));
            move |app: &mut App| {
                app.is_ahead = false;
                if !Arc::ptr_eq(&sheet, &app.sheet) {
                    return;
                }
                // Somebody may have gone there in the meantime.
                if let Some(timeline) = timeline {
                    app.timeline.get_or_init(|| timeline);
                }
                if let Some(list) = list {
                    app.task_list.get_or_init(|| list);
                }
                if let Some(due) = due {
                    app.due_list.get_or_init(|| due);
                }
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::settings::Settings;
    use crate::model::workspace::{Source, Workspace};
    use crate::view::ViewSpec;

    fn data(tasks: usize) -> Arc<Data> {
        let source = Source {
            file: None,
            dataset: crate::synth::dataset(tasks, 20, 1),
        };
        Data::new(Workspace::join(vec![source]).0)
    }

    #[test]
    fn the_other_tabs_of_much_data_are_made_before_they_are_asked_for() {
        let mut app = App::new(Settings::default(), None, "2026-11-22".parse().unwrap());
        for (tasks, is_made) in [(100, false), (MANY, true)] {
            app.show_data(data(tasks), ViewSpec::default());
            app.frame_shown();
            app.settle();
            assert_eq!(app.timeline.get().is_some(), is_made);
            assert_eq!(app.task_list.get().is_some(), is_made);
            assert_eq!(app.due_list.get().is_some(), is_made);
        }
        // A change of the view makes them anew, and what comes too late is not taken.
        let before = Arc::clone(app.timeline());
        app.change(|view| view.with_text("示例"));
        app.frame_shown();
        app.change(|view| view.with_text("示"));
        app.settle();
        assert!(app.timeline.get().is_none());
        app.frame_shown();
        app.settle();
        assert!(!Arc::ptr_eq(app.timeline.get().unwrap(), &before));
    }

    #[test]
    fn old_data_goes_once_nothing_shows_it_and_not_on_the_windows_thread() {
        let mut app = App::new(Settings::default(), None, "2026-11-22".parse().unwrap());
        let first = data(100);
        let weak = Arc::downgrade(&first);
        app.show_data(first, ViewSpec::default());
        app.frame_shown();
        app.settle();
        let held = Arc::clone(app.sheet());
        app.show_data(data(50), ViewSpec::default());
        app.frame_shown();
        app.settle();
        assert!(weak.upgrade().is_some(), "some part still shows it");
        drop(held);
        app.frame_shown();
        app.settle();
        assert!(weak.upgrade().is_none());
        assert!(app.former.is_empty());
    }
}
