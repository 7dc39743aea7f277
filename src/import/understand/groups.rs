//! Brackets: what stands in which, of all shapes, also where one of a pair is missing.

use std::ops::Range;

use super::flow::Flow;

/// What stands in a pair of brackets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// The place of the opening bracket.
    pub open: usize,
    /// What stands inside.
    pub inner: Range<usize>,
    /// How many pairs stand around it.
    pub depth: usize,
    /// How many pairs stand inside of each other in it, itself included.
    pub height: usize,
    /// Whether the closing bracket is there.
    pub closed: bool,
}

/// All bracketed parts of a text in the order in which they open. One without its end goes to the
/// end of its paragraph.
pub(super) fn groups(flow: &Flow, ends: &[usize]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut ends = ends.iter().copied().peekable();
    for (nth, c) in flow.key.iter().enumerate() {
        let mut ended = *c == '\n';
        while ends.next_if(|end| *end <= nth).is_some() {
            ended = true;
        }
        if ended {
            for group in open.drain(..) {
                groups[group].inner.end = nth;
            }
        }
        match c {
            '(' => {
                open.push(groups.len());
                groups.push(Group {
                    open: nth,
                    inner: nth + 1..nth + 1,
                    depth: open.len() - 1,
                    height: 1,
                    closed: false,
                });
            }
            ')' => {
                if let Some(group) = open.pop() {
                    groups[group].inner.end = nth;
                    groups[group].closed = true;
                    let height = groups[group].height + 1;
                    if let Some(outer) = open.last() {
                        groups[*outer].height = groups[*outer].height.max(height);
                    }
                }
            }
            _ => {}
        }
    }
    for group in open {
        groups[group].inner.end = flow.len();
    }
    groups
}
