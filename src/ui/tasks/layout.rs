//! Where everything of the list stands: widths of columns, heights of rows.
//!
//! A row is as high as its longest text, and laying out the texts of all rows would take too long.
//! So every height is a guess from the number of characters until the row comes into sight, and is
//! measured then; see [`super::TasksView`] for how the rows in sight stay where they are.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use eframe::egui::Rangef;

use crate::app::Widths;
use crate::model::Role;
use crate::model::workspace::{TaskEntry, TaskIx};
use crate::num;
use crate::terms;
use crate::ui::grid::Tracks;
use crate::ui::theme::size;
use crate::view::{Sheet, TaskGrouping, TaskLineKind, TaskList};

/// The height of the header with the names of the columns.
pub const HEADER: f32 = 32.0;
/// The room above and below the texts of a row.
pub const PADDING: f32 = 6.0;
/// From line to line of text, in points.
pub const LINE: f32 = 20.0;
/// From line to line of small text, in points.
pub const SMALL_LINE: f32 = 17.0;

/// The gap between two columns.
pub const GAP: f32 = 16.0;
/// However narrow a column is, one Hanzi has room.
pub const LEAST_TEXT: f32 = 14.0;
/// People make a column no narrower.
const LEAST_COLUMN: f32 = 72.0;
/// A Hanzi of a column's heading.
const HEADING: f32 = size::SMALL;
/// About as wide is the name of a body with what follows it.
const BODY: f32 = 76.0;
/// About as long are figure and deadline of a goal, in bytes.
const FIGURE: usize = 18;

pub use crate::app::ListColumn as ColumnKind;

impl ColumnKind {
    /// The roles whose bodies stand in it.
    pub fn roles(self) -> &'static [Role] {
        match self {
            Self::Lead => &[Role::Lead],
            Self::Responsible => &[Role::Responsible],
            Self::Others => &[Role::Support, Role::Member, Role::Oversee],
            Self::Clause | Self::Task | Self::Goals | Self::Fields => &[],
        }
    }

    /// The least width, and the share of what is left over.
    fn width(self) -> (f32, f32) {
        match self {
            Self::Clause => (size::TITLE_AT, 0.0),
            Self::Task => (150.0, 3.0),
            Self::Lead => (100.0, 0.8),
            Self::Responsible => (106.0, 2.4),
            Self::Others => (100.0, 1.2),
            Self::Goals => (134.0, 1.8),
            Self::Fields => (110.0, 1.0),
        }
    }
}

/// The columns of a sheet in a width, from the left.
#[derive(Clone, Debug)]
pub struct Columns {
    /// What each is, its heading, and where its text stands, from the left of the list.
    pub list: Vec<(ColumnKind, String, Rangef)>,
    /// Where they begin and end.
    pub tracks: Tracks,
}

impl Columns {
    fn new(sheet: &Sheet, width: f32, chosen: &Widths) -> Self {
        let roles = sheet.roles();
        let heading = |kind: ColumnKind| {
            let names: Vec<&str> = kind
                .roles()
                .iter()
                .filter(|role| roles.contains(role))
                .map(|role| role.label())
                .collect();
            match kind {
                ColumnKind::Clause => terms::CLAUSE.to_owned(),
                ColumnKind::Task => terms::TASK.to_owned(),
                ColumnKind::Goals => terms::GOALS.to_owned(),
                ColumnKind::Fields => terms::FIELDS.to_owned(),
                _ => names.join("、"),
            }
        };
        let workspace = sheet.workspace();
        let any = |has: fn(&TaskEntry) -> bool| sheet.tasks().any(|ix| has(workspace.task(ix)));
        let has_goals = any(|entry| !entry.task.targets.is_empty() || entry.deadline.is_some());
        let has_fields = any(|entry| !entry.task.fields.is_empty());
        let kinds: Vec<(ColumnKind, String)> = [
            ColumnKind::Clause,
            ColumnKind::Task,
            ColumnKind::Lead,
            ColumnKind::Responsible,
            ColumnKind::Others,
            ColumnKind::Goals,
            ColumnKind::Fields,
        ]
        .into_iter()
        .filter(|&kind| kind != ColumnKind::Goals || has_goals)
        .filter(|&kind| kind != ColumnKind::Fields || has_fields)
        .map(|kind| (kind, heading(kind)))
        .filter(|(_, heading)| !heading.is_empty())
        .collect();
        let widths = widths(&kinds, width, chosen);
        let mut x = 0.0;
        let list = kinds
            .into_iter()
            .zip(&widths)
            .map(|((kind, heading), width)| {
                let from = x;
                x += width;
                let gap = if kind == ColumnKind::Clause {
                    size::CLAUSE_GAP
                } else {
                    GAP
                };
                let x = Rangef::new(from, x - gap);
                let fits = num::float(heading.chars().count()) * HEADING <= x.span();
                let is_others = kind == ColumnKind::Others;
                let heading = if fits || !is_others {
                    heading
                } else {
                    terms::OTHER_ROLES.to_owned()
                };
                (kind, heading, x)
            })
            .collect();
        let tracks = Tracks::new(&widths);
        Self { list, tracks }
    }

    /// The widths of all columns with one of them made so wide; the next one gives or takes the room.
    pub fn resized(&self, nth: usize, width: f32) -> Vec<(ColumnKind, f32)> {
        let length = |nth: usize| {
            let span = self.tracks.span(nth);
            span.end - span.start
        };
        let both = length(nth) + length(nth + 1);
        let width = width.clamp(LEAST_COLUMN, (both - LEAST_COLUMN).max(LEAST_COLUMN));
        let kinds = self.list.iter().enumerate();
        let widths = kinds.map(|(column, (kind, ..))| {
            let width = match column {
                _ if column == nth => width,
                _ if column == nth + 1 => both - width,
                _ => length(column),
            };
            (*kind, width)
        });
        widths
            .filter(|(kind, _)| *kind != ColumnKind::Clause)
            .collect()
    }

    fn text_width(&self, kind: ColumnKind) -> f32 {
        self.list
            .iter()
            .find(|(known, ..)| *known == kind)
            .map_or(f32::INFINITY, |(_, _, x)| x.span().max(LEAST_TEXT))
    }
}

/// How wide columns are that fill a width: by their shares, or by the widths that people gave them.
fn widths(kinds: &[(ColumnKind, String)], width: f32, chosen: &Widths) -> Vec<f32> {
    let least: f32 = kinds.iter().map(|(kind, _)| kind.width().0).sum();
    let shares: f32 = kinds.iter().map(|(kind, _)| kind.width().1).sum();
    let rest = (width - least).max(0.0);
    let usual = kinds.iter().map(|(kind, _)| {
        let (least, share) = kind.width();
        (least + rest * share / shares.max(1.0)).floor()
    });
    let usual: Vec<f32> = usual.collect();
    if kinds
        .iter()
        .all(|(kind, _)| chosen.of_list(*kind).is_none())
    {
        return usual;
    }
    let wanted: Vec<(f32, f32)> = kinds
        .iter()
        .zip(&usual)
        .map(|(&(kind, _), &usual)| match kind {
            ColumnKind::Clause => (0.0, size::TITLE_AT),
            kind => (chosen.of_list(kind).unwrap_or(usual), LEAST_COLUMN),
        })
        .collect();
    filling(&wanted, width)
}

/// Widths in the proportion of those that are wanted, which fill a width, none of them less than its
/// least. Each is given as what is wanted and the least.
fn filling(wanted: &[(f32, f32)], width: f32) -> Vec<f32> {
    let mut held = vec![false; wanted.len()];
    loop {
        let columns = || wanted.iter().zip(&held);
        let taken = columns()
            .filter(|(_, held)| **held)
            .map(|((_, least), _)| least);
        let room = (width - taken.sum::<f32>()).max(0.0);
        let sum = columns()
            .filter(|(_, held)| !**held)
            .map(|((wanted, _), _)| wanted);
        let scale = room / sum.sum::<f32>().max(1.0);
        let too_narrow = columns()
            .position(|(&(wanted, least), &held)| !held && (wanted * scale).floor() < least);
        let Some(narrow) = too_narrow else {
            return columns()
                .map(|(&(wanted, least), &held)| {
                    if held {
                        least
                    } else {
                        (wanted * scale).floor()
                    }
                })
                .collect();
        };
        held[narrow] = true;
    }
}

/// The geometry of a list: made once for each sheet and width, and made better as rows are seen.
#[derive(Debug)]
pub struct Layout {
    /// The sheet it was made for.
    pub sheet: Arc<Sheet>,
    /// The tasks of the sheet in groups.
    pub list: Arc<TaskList>,
    /// Which columns there are, and where they stand.
    pub columns: Columns,
    /// The width it was made for.
    pub width: f32,
    /// The widths of columns that it was made with.
    pub chosen: BTreeMap<ColumnKind, f32>,
    /// The lines that are not folded away.
    pub visible: Vec<u32>,
    heights: Vec<f32>,
    measured: Vec<bool>,
    /// Where the visible lines stand.
    pub rows: Tracks,
}

impl Layout {
    /// The geometry of a sheet in a width.
    pub fn new(sheet: &Arc<Sheet>, list: Arc<TaskList>, width: f32, chosen: &Widths) -> Self {
        let columns = Columns::new(sheet, width, chosen);
        let guess = Guess::new(sheet, &columns);
        let mut visible = Vec::with_capacity(list.lines.len());
        let mut heights = Vec::with_capacity(list.lines.len());
        let mut measured = Vec::with_capacity(list.lines.len());
        for (ix, line) in list.lines.iter().enumerate() {
            if line.hidden {
                continue;
            }
            visible.push(u32::try_from(ix).unwrap_or(u32::MAX));
            measured.push(matches!(line.kind, TaskLineKind::Group(_)));
            heights.push(match line.kind {
                TaskLineKind::Group(nth) if list.groups[nth].depth == 0 => size::GROUP_ROW,
                TaskLineKind::Group(_) => size::ROW,
                TaskLineKind::Task(task) => guess.height(task),
            });
        }
        Self {
            sheet: Arc::clone(sheet),
            list,
            columns,
            width,
            chosen: chosen.list.clone(),
            rows: Tracks::new(&heights),
            visible,
            heights,
            measured,
        }
    }

    /// Measures the lines that only have a guess so far.
    pub fn measure(&mut self, lines: Range<usize>, mut height: impl FnMut(TaskIx) -> f32) {
        let mut first = None;
        for nth in lines.start..lines.end.min(self.visible.len()) {
            if std::mem::replace(&mut self.measured[nth], true) {
                continue;
            }
            if let TaskLineKind::Task(task) = self.kind(nth) {
                self.heights[nth] = height(task);
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
    pub fn kind(&self, nth: usize) -> TaskLineKind {
        self.list.lines[self.visible[nth] as usize].kind
    }

    /// The visible ones among lines of the list.
    pub fn visible_of(&self, lines: Range<usize>) -> Range<usize> {
        let nth = |line| {
            let visible = &self.visible;
            visible.partition_point(|&visible| (visible as usize) < line)
        };
        nth(lines.start)..nth(lines.end)
    }

    /// The visible line of a task, or the folded group that hides it.
    pub fn place_of(&self, task: TaskIx) -> Option<usize> {
        let line = self
            .list
            .lines
            .iter()
            .position(|line| line.kind == TaskLineKind::Task(task))?;
        let line = u32::try_from(line).ok()?;
        match self.visible.binary_search(&line) {
            Ok(nth) => Some(nth),
            // A hidden task follows the group that hides it.
            Err(next) => next.checked_sub(1),
        }
    }

    /// The innermost group that a visible line stands in; a group stands in itself.
    pub fn group_of(&self, nth: usize) -> Option<usize> {
        (0..=nth).rev().find_map(|at| match self.kind(at) {
            TaskLineKind::Group(group) => Some(group),
            TaskLineKind::Task(_) => None,
        })
    }
}

/// Guesses heights from numbers of characters.
struct Guess<'a> {
    sheet: &'a Sheet,
    widths: [(ColumnKind, f32); 6],
}

impl<'a> Guess<'a> {
    fn new(sheet: &'a Sheet, columns: &Columns) -> Self {
        let width = |kind| (kind, columns.text_width(kind));
        Self {
            sheet,
            widths: [
                width(ColumnKind::Task),
                width(ColumnKind::Lead),
                width(ColumnKind::Responsible),
                width(ColumnKind::Others),
                width(ColumnKind::Goals),
                width(ColumnKind::Fields),
            ],
        }
    }

    fn height(&self, task: TaskIx) -> f32 {
        let entry = self.sheet.workspace().task(task);
        // Nearly all characters are Hanzi, of three bytes and square.
        let text =
            |bytes: usize, size: f32, width: f32| (num::float(bytes) / 3.0 * size / width).ceil();
        let mut bodies = [0_usize; 5];
        for duty in &entry.duties {
            bodies[duty.role.index()] += 1;
        }
        let has_headings = self.sheet.spec.grouping == TaskGrouping::Sections;
        let plan_line = if has_headings { 0.0 } else { SMALL_LINE };
        let highest = self
            .widths
            .iter()
            .map(|&(kind, width)| match kind {
                ColumnKind::Task => {
                    text(entry.task.title.len(), size::TEXT, width) * LINE
                        + plan_line
                        + text(entry.task.summary.len(), size::SMALL, width) * SMALL_LINE
                }
                ColumnKind::Fields => {
                    let fields = entry.task.fields.iter();
                    let lines = fields
                        .map(|(name, value)| text(name.len() + value.len(), size::TEXT, width));
                    lines.sum::<f32>() * LINE
                }
                ColumnKind::Goals => {
                    let indicators = entry.task.targets.iter();
                    indicators
                        .map(|target| {
                            text(target.indicator.len() + FIGURE, size::TEXT, width) * LINE
                        })
                        .sum()
                }
                _ => {
                    let count: usize = kind.roles().iter().map(|role| bodies[role.index()]).sum();
                    let per_line = (width / BODY).floor().max(1.0);
                    (num::float(count) / per_line).ceil() * LINE
                }
            })
            .fold(LINE, f32::max);
        (highest + 2.0 * PADDING).ceil()
    }
}
