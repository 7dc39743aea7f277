//! The tasks of a workspace, in blocks that the workspace of the next change shares.

use std::iter::FlatMap;
use std::ops::{Index, Range};
use std::slice;
use std::sync::Arc;

use super::TaskEntry;

/// How many tasks a block has: one change copies so many.
const BLOCK: usize = 64;

type Block = Arc<Vec<TaskEntry>>;

/// Goes through [`Tasks`].
pub type TasksIter<'a> = FlatMap<
    slice::Iter<'a, Block>,
    slice::Iter<'a, TaskEntry>,
    fn(&Block) -> slice::Iter<'_, TaskEntry>,
>;

/// A list of tasks, in document order. A copy shares all blocks; a changed task costs its block.
#[derive(Clone, Debug, Default)]
pub struct Tasks {
    /// All full but the last.
    blocks: Vec<Block>,
    len: usize,
}

impl Tasks {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// All of them, in order.
    pub fn iter(&self) -> TasksIter<'_> {
        self.blocks.iter().flat_map(|block| block.iter())
    }

    /// Those from one place to another. Panics where the range ends beyond the list, as a slice
    /// does.
    pub fn range(&self, range: Range<usize>) -> impl DoubleEndedIterator<Item = &TaskEntry> {
        range.map(|ix| &self[ix])
    }

    /// The one at a place.
    #[must_use]
    pub fn get(&self, ix: usize) -> Option<&TaskEntry> {
        self.blocks.get(ix / BLOCK)?.get(ix % BLOCK)
    }

    pub(super) fn push(&mut self, entry: TaskEntry) {
        match self.blocks.last_mut() {
            Some(block) if block.len() < BLOCK => Arc::make_mut(block).push(entry),
            _ => {
                let mut block = Vec::with_capacity(BLOCK);
                block.push(entry);
                self.blocks.push(Arc::new(block));
            }
        }
        self.len += 1;
    }

    /// The one at a place, to be changed: its block is copied where others share it.
    pub(super) fn get_mut(&mut self, ix: usize) -> Option<&mut TaskEntry> {
        let block = self.blocks.get_mut(ix / BLOCK)?;
        Arc::make_mut(block).get_mut(ix % BLOCK)
    }
}

impl<'a> IntoIterator for &'a Tasks {
    type Item = &'a TaskEntry;
    type IntoIter = TasksIter<'a>;

    fn into_iter(self) -> TasksIter<'a> {
        self.iter()
    }
}

impl Index<usize> for Tasks {
    type Output = TaskEntry;

    fn index(&self, ix: usize) -> &TaskEntry {
        &self.blocks[ix / BLOCK][ix % BLOCK]
    }
}

#[cfg(test)]
mod tests {
    use super::super::{PlanIx, SectionIx};
    use super::*;
    use crate::model::Task;

    fn tasks(count: usize) -> Tasks {
        let mut tasks = Tasks::default();
        for nth in 0..count {
            let title = nth.to_string();
            tasks.push(TaskEntry {
                plan: PlanIx::new(0),
                section: SectionIx::new(0),
                task: Task {
                    title,
                    ..Task::default()
                },
                duties: Box::default(),
                actors: Box::default(),
                deadline: None,
            });
        }
        tasks
    }

    #[test]
    fn every_task_stands_in_its_place_whatever_their_number() {
        for count in [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 5 * BLOCK] {
            let tasks = tasks(count);
            assert_eq!((tasks.len(), tasks.is_empty()), (count, count == 0));
            let titles = tasks.iter().map(|entry| entry.task.title.clone());
            assert!(titles.eq((0..count).map(|nth| nth.to_string())));
            let of_range = tasks.range(count / 2..count).map(|entry| &entry.task.title);
            assert!(of_range.eq((count / 2..count).map(|nth| &tasks[nth].task.title)));
            assert!(tasks.get(count).is_none());
        }
    }

    #[test]
    fn a_copy_does_not_see_what_changes_and_shares_the_rest() {
        let before = tasks(3 * BLOCK);
        let mut after = before.clone();
        after.get_mut(BLOCK + 1).unwrap().task.title = "别的".to_owned();
        assert!(after.get_mut(3 * BLOCK).is_none());
        assert_eq!(before[BLOCK + 1].task.title, (BLOCK + 1).to_string());
        assert_eq!(after[BLOCK + 1].task.title, "别的");
        let shared = before.blocks.iter().zip(&after.blocks);
        let shared: Vec<bool> = shared.map(|(a, b)| Arc::ptr_eq(a, b)).collect();
        assert_eq!(shared, [true, false, true]);
    }
}
