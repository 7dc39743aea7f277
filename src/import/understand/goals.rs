//! What is to be reached: the targets of a task's wording, and the goals of chapters.

use std::ops::Range;

use super::assemble::Reader;
use super::flow::Flow;
use super::outline;
use super::reading::{ReadGoal, ReadTarget};
use super::targets;
use super::tasks::Noted;

/// The longest heading of a chapter about goals, in characters; a longer one is a sentence.
const GOAL_TITLE: usize = 24;

/// The targets that a text sets.
pub(super) fn read_targets(flow: &Flow, range: Range<usize>, year: Option<i16>) -> Vec<ReadTarget> {
    let found = targets::scan(flow, range, year).into_iter();
    let names = |names: Vec<Range<usize>>| -> Vec<String> {
        let names = names.into_iter().map(|name| flow.text(name));
        names.collect()
    };
    let read = found.map(|found| ReadTarget {
        written: flow.text(found.words),
        target: found.target,
        by: names(found.actors.by),
        to: names(found.actors.to),
    });
    read.collect()
}

impl Reader<'_> {
    /// The goals of chapters about goals that name nobody: 二、主要目标.
    pub(super) fn goals(&mut self, noted: &[Noted]) {
        let mut noted = noted.iter().map(|noted| noted.item).peekable();
        for (nth, item) in self.items.iter().enumerate() {
            if noted.next_if_eq(&nth).is_some() || item.mark.is_none() {
                continue;
            }
            let mut chapters = self.chapters(nth);
            let title = outline::title(self.flow, item.body..item.end);
            chapters.push((outline::path(self.items, nth), self.flow.text(title)));
            let is_goal = |(_, title): &(String, String)| {
                title.contains("目标") && title.chars().count() <= GOAL_TITLE
            };
            if !chapters.iter().any(is_goal) {
                continue;
            }
            let targets = read_targets(self.flow, item.body..item.end, self.year);
            if !targets.is_empty() {
                self.reading.goals.push(ReadGoal {
                    at: self.flow.place(item.start),
                    chapters,
                    targets,
                });
            }
        }
    }
}
