//! The timeline as tables: a row for every target, a column for every year, quarter or month. The
//! time that a target has is a shaded stretch of its row, and what is to be reached stands in it.

use std::ops::Range;

use super::xml::{Align, Cell, Height, begin_row, begin_table, end_row, end_table, paragraph};
use super::{Document, tables};
use crate::export::ExportError;
use crate::export::progress::Steps;
use crate::terms;
use crate::view::timeline::{Day, Group, Lane, Shape, Timeline};

/// The shares of the type area, in hundredths: the indicator, the time, who answers for it.
const INDICATOR: u32 = 26;
const TIME: u32 = 54;
const BODIES: u32 = 20;

/// More columns than these are narrower than a year's number.
const MOST: i32 = 24;

/// The months of a column, the shorter ones where they are few enough.
const MONTHS: [i32; 3] = [1, 3, 12];

/// The ground of the time that a target has, and of one that is nobody's deadline.
const SHADE: &str = "DCE6F0";
const PALE: &str = "F2F2F2";

/// The columns of targets without a deadline.
const UNDATED: [&str; 4] = [
    terms::INDICATOR,
    terms::AMOUNT,
    terms::PLAN,
    terms::RESPONSIBLE,
];
const UNDATED_WEIGHTS: [u32; 4] = [34, 24, 20, 22];

/// What a reader should know.
pub(super) const LEGEND: &str =
    "着色的格子是从方案开始到时限的时间，里面写明目标值和时限；浅灰的没有写明到哪一天。";

/// How many cells a timeline takes.
pub(super) fn cells(timeline: &Timeline) -> usize {
    let columns = Columns::new(&timeline.lanes).count() + 2;
    timeline.lanes.len() * columns + timeline.undated.len() * UNDATED.len()
}

/// The columns of a table's axis: the time that its targets have, and no more.
struct Columns {
    /// The first month, counted through the years.
    first: i32,
    /// How many months a column has.
    months: i32,
    /// How many columns there are.
    all: i32,
}

impl Columns {
    fn new(lanes: &[Lane]) -> Self {
        let begin = |lane: &Lane| begin(lane).month_of().div_euclid(12) * 12;
        let first = lanes.iter().map(begin).min().unwrap_or_default();
        // A time ends where the next day begins.
        let end = |lane: &Lane| lane.shape.to().before().month_of();
        let last = lanes.iter().map(end).max().unwrap_or(first);
        let all = |months: i32| (last - first).max(0) / months + 1;
        let mut fitting = MONTHS.into_iter().filter(|months| all(*months) <= MOST / 2);
        let months = fitting.next().unwrap_or(12);
        Self {
            first,
            months,
            all: all(months),
        }
    }

    fn count(&self) -> usize {
        usize::try_from(self.all).unwrap_or(0)
    }

    /// The column that a day is in, the nearest one for a day beyond the axis.
    fn of(&self, day: Day) -> usize {
        let nth = (day.month_of() - self.first).div_euclid(self.months);
        usize::try_from(nth.clamp(0, self.all - 1)).unwrap_or(0)
    }

    fn label(&self, nth: usize) -> String {
        let month = self.first + i32::try_from(nth).unwrap_or(0) * self.months;
        let (year, of_year) = (month.div_euclid(12), month.rem_euclid(12));
        match self.months {
            1 => format!("{year}\n{}月", of_year + 1),
            3 => format!("{year}\n{}季度", of_year / 3 + 1),
            _ => year.to_string(),
        }
    }
}

pub(super) fn write(
    document: &mut Document,
    timeline: &Timeline,
    steps: &mut Steps<'_>,
) -> Result<(), ExportError> {
    let time = document.width * TIME / 100;
    for group in &timeline.groups {
        let lanes = &timeline.lanes[group.lanes.clone()];
        let columns = Columns::new(lanes);
        let count = u32::try_from(columns.count()).unwrap_or(1).max(1);
        let mut widths = vec![document.width * INDICATOR / 100];
        widths.extend((0..count).map(|_| time / count));
        widths.push(document.width * BODIES / 100);
        heading(document, timeline, group);
        let labels: Vec<String> = (0..columns.count()).map(|nth| columns.label(nth)).collect();
        let mut heads: Vec<&str> = vec![terms::INDICATOR];
        heads.extend(labels.iter().map(String::as_str));
        heads.push(terms::RESPONSIBLE);
        begin_table(&mut document.xml, &widths, &timeline.heading(group));
        tables::head(&mut document.xml, &heads, &widths);
        for lane in lanes {
            steps.step()?;
            row(&mut document.xml, timeline, lane, &columns, &widths);
        }
        end_table(&mut document.xml);
    }
    undated(document, timeline, steps)
}

/// What the targets of a table have in common, and how long the plan runs.
fn heading(document: &mut Document, timeline: &Timeline, group: &Group) {
    let aside = timeline.heading_aside(group);
    let mut words = timeline.heading(group);
    if !aside.is_empty() {
        words.push_str(&format!("（{aside}）"));
    }
    paragraph(&mut document.xml, "Heading1", &words);
}

/// The day on which the time of a target begins: a deadline's begins with the plan.
fn begin(lane: &Lane) -> Day {
    match lane.shape {
        Shape::Point(_) | Shape::Words(_) => lane.start.min(lane.shape.from().before()),
        shape => shape.from(),
    }
}

/// From which column to which the time of a target goes.
fn stretch(lane: &Lane, columns: &Columns) -> Range<usize> {
    let to = columns.of(lane.shape.to().before());
    columns.of(begin(lane)).min(to)..to + 1
}

fn row(xml: &mut String, timeline: &Timeline, lane: &Lane, columns: &Columns, widths: &[u32]) {
    let target = timeline.target(lane);
    let task = timeline.task_title(lane.task, target).unwrap_or_default();
    begin_row(xml, false, Height::AtLeast(400));
    Cell {
        text: &target.indicator,
        more: task,
        ..Cell::new(widths[0])
    }
    .push(xml);
    let own = stretch(lane, columns);
    let empty = |xml: &mut String, range: Range<usize>| {
        for width in &widths[1..][range] {
            Cell::new(*width).push(xml);
        }
    };
    empty(xml, 0..own.start);
    let shade = match lane.shape {
        Shape::Undated(..) | Shape::Open(..) => PALE,
        _ => SHADE,
    };
    Cell {
        span: own.len(),
        align: Align::End,
        shade: Some(shade),
        text: &timeline.spoken(lane),
        ..Cell::new(widths[1..][own.clone()].iter().sum())
    }
    .push(xml);
    empty(xml, own.end..columns.count());
    Cell {
        style: "TableSmall",
        text: &timeline.aside(lane),
        ..Cell::new(widths[widths.len() - 1])
    }
    .push(xml);
    end_row(xml);
}

/// Targets without a deadline, which have no place on the axis.
fn undated(
    document: &mut Document,
    timeline: &Timeline,
    steps: &mut Steps<'_>,
) -> Result<(), ExportError> {
    let Some(words) = timeline.undated_text() else {
        return Ok(());
    };
    paragraph(&mut document.xml, "Heading1", &words);
    if timeline.undated.is_empty() {
        return Ok(());
    }
    let widths = document.share(UNDATED_WEIGHTS.into_iter());
    let workspace = timeline.workspace();
    let xml = &mut document.xml;
    begin_table(xml, &widths, &words);
    tables::head(xml, &UNDATED, &widths);
    for one in &timeline.undated {
        steps.step()?;
        let target = one.id.target(workspace);
        let task = timeline.task_title(one.task, target).unwrap_or_default();
        let cells = [
            target.indicator.clone(),
            crate::view::figure_text(target),
            workspace.plan(one.plan).plan.label().to_owned(),
            timeline.bodies(one.id),
        ];
        begin_row(xml, false, Height::AtLeast(400));
        for (nth, (text, width)) in cells.iter().zip(&widths).enumerate() {
            Cell {
                text,
                more: if nth == 0 { task } else { "" },
                ..Cell::new(*width)
            }
            .push(xml);
        }
        end_row(xml);
    }
    end_table(xml);
    Ok(())
}
