//! Where everything of the list of what is due stands: widths of columns, heights of rows.
//!
//! As in the list of tasks a height is a guess until the row comes into sight, and is measured then.

use std::ops::Range;
use std::sync::Arc;

use eframe::egui::Rangef;

use crate::num;
use crate::terms;
use crate::ui::grid::Tracks;
use crate::ui::theme::size;
use crate::view::{DueEntry, DueLineKind, DueList, Sheet};

/// The height of the header with the names of the columns.
pub const HEADER: f32 = 32.0;
/// The room above and below the texts of a row.
pub const PADDING: f32 = 6.0;
/// From line to line of text, in points.
pub const LINE: f32 = 20.0;
/// From line to line of small text, in points.
pub const SMALL_LINE: f32 = 17.0;

const GAP: f32 = 16.0;
/// Deadlines in words: 2026年上半年.
const DUE: f32 = 126.0;
/// The clause of a task: 二(一)1.
const CLAUSE: f32 = 92.0;
/// Of what is left, so much is for who answers for it; the rest is for what is due.
const WHO: f32 = 0.34;
/// However narrow a column is, one Hanzi has room.
const LEAST: f32 = 14.0;

/// The columns, from the left.
#[derive(Clone, Debug, PartialEq)]
pub struct Columns {
    /// Where each text stands, from the left of the list: deadline, what is due, who, clause.
    pub list: [(&'static str, Rangef); 4],
    /// Where they begin and end.
    pub edges: [f32; 5],
}

impl Columns {
    fn new(width: f32) -> Self {
        let left = size::EDGE;
        let rest = (width - left - DUE - CLAUSE).max(0.0);
        let who = (rest * WHO).floor();
        let widths = [DUE, rest - who, who, CLAUSE];
        let heads = [terms::DUE, "目标和任务", "牵头或责任", terms::CLAUSE];
        let mut edges = [left; 5];
        for (nth, width) in widths.iter().enumerate() {
            edges[nth + 1] = edges[nth] + width;
        }
        let mut nth = 0;
        let list = heads.map(|head| {
            let x = Rangef::new(edges[nth], (edges[nth + 1] - GAP).max(edges[nth] + LEAST));
            nth += 1;
            (head, x)
        });
        edges[0] = 0.0;
        Self { list, edges }
    }

    /// As tracks of the grid.
    pub fn tracks(&self) -> Tracks {
        let widths = self.edges.windows(2).map(|edge| edge[1] - edge[0]);
        Tracks::new(&widths.collect::<Vec<f32>>())
    }
}

/// The geometry of a list: made once for each sheet and width, and made better as rows are seen.
#[derive(Debug)]
pub struct Layout {
    /// The sheet it was made for.
    pub sheet: Arc<Sheet>,
    /// What is due, in groups.
    pub list: Arc<DueList>,
    /// Where the columns stand.
    pub columns: Columns,
    /// The same as tracks.
    pub tracks: Tracks,
    /// The width it was made for.
    pub width: f32,
    /// The lines that are not folded away.
    visible: Vec<u32>,
    heights: Vec<f32>,
    measured: Vec<bool>,
    /// Where the visible lines stand.
    pub rows: Tracks,
}

impl Layout {
    /// The geometry of a list in a width.
    pub fn new(sheet: &Arc<Sheet>, list: Arc<DueList>, width: f32) -> Self {
        let columns = Columns::new(width);
        let lines = (0_u32..).zip(&list.lines).filter(|(_, line)| !line.hidden);
        let visible: Vec<u32> = lines.map(|(nth, _)| nth).collect();
        let kinds = visible.iter().map(|&nth| list.lines[nth as usize].kind);
        let mut measured = Vec::with_capacity(visible.len());
        let mut heights = Vec::with_capacity(visible.len());
        for kind in kinds {
            measured.push(matches!(kind, DueLineKind::Group(_)));
            heights.push(match kind {
                DueLineKind::Group(nth) if list.groups[nth].depth() == 0 => size::GROUP_ROW,
                DueLineKind::Group(_) => size::ROW,
                DueLineKind::Entry(nth) => guess(&list.entries[nth]),
            });
        }
        Self {
            sheet: Arc::clone(sheet),
            tracks: columns.tracks(),
            columns,
            width,
            rows: Tracks::new(&heights),
            list,
            visible,
            heights,
            measured,
        }
    }

    /// Measures the lines that only have a guess so far.
    pub fn measure(&mut self, lines: Range<usize>, mut height: impl FnMut(usize) -> f32) {
        let mut first = None;
        for nth in lines.start..lines.end.min(self.visible.len()) {
            if std::mem::replace(&mut self.measured[nth], true) {
                continue;
            }
            if let DueLineKind::Entry(entry) = self.kind(nth) {
                self.heights[nth] = height(entry);
                first.get_or_insert(nth);
            }
        }
        if let Some(first) = first {
            self.rows.settle(first, &self.heights);
        }
    }

    /// Whether a line's height is more than a guess.
    pub fn is_measured(&self, nth: usize) -> bool {
        self.measured[nth]
    }

    /// What a visible line is.
    pub fn kind(&self, nth: usize) -> DueLineKind {
        self.list.lines[self.visible[nth] as usize].kind
    }

    /// Its number among all lines, folded away or not.
    pub fn line(&self, nth: usize) -> u32 {
        self.visible[nth]
    }

    /// The visible line of a line of the list, or the folded group that hides it.
    pub fn place_of(&self, line: usize) -> Option<usize> {
        let line = u32::try_from(line).ok()?;
        match self.visible.binary_search(&line) {
            Ok(nth) => Some(nth),
            Err(next) => next.checked_sub(1),
        }
    }

    /// The visible line of a row, or the folded group that hides it.
    pub fn place_of_entry(&self, entry: usize) -> Option<usize> {
        let mut lines = self.list.lines.iter();
        self.place_of(lines.position(|line| line.kind == DueLineKind::Entry(entry))?)
    }

    /// The innermost group that a visible line stands in; a group stands in itself.
    pub fn group_of(&self, nth: usize) -> Option<usize> {
        (0..=nth).rev().find_map(|at| match self.kind(at) {
            DueLineKind::Group(group) => Some(group),
            DueLineKind::Entry(_) => None,
        })
    }
}

/// About how high a row is: a line for each target, and one for the task.
fn guess(entry: &DueEntry) -> f32 {
    let targets = num::float(entry.targets.len());
    (targets * LINE + SMALL_LINE + 2.0 * PADDING).ceil()
}
