//! The slide of what a body has to do.

use std::sync::Arc;

use super::super::geometry::Point;
use super::super::item::{Align, Text};
use super::super::measure::{Weight, text_width, wrapped};
use super::block::{Block, Mark, Words, ink};
use super::rows::Laid;
use super::{Figured, LEAST, MARGIN, Screen, head};
use crate::num;
use crate::terms;
use crate::view::run::{Duties, DutyLine};

/// Where the columns of a row stand.
pub(super) struct Columns {
    pub title: f32,
    pub targets: f32,
    pub due_right: f32,
    pub due_room: f32,
    pub clause: f32,
    pub clause_room: f32,
}

impl Columns {
    /// As wide as the deadlines and clauses need, within reason.
    pub fn new<'a>(
        screen: Screen,
        indent: f32,
        dues: impl Iterator<Item = &'a str>,
        clauses: impl Iterator<Item = &'a str>,
    ) -> Self {
        let widest = |words: &mut dyn Iterator<Item = &'a str>, size, weight, least: f32| {
            let most = if screen.is_narrow() { 200.0 } else { 300.0 };
            words
                .map(|words| text_width(words, size, weight) + 1.0)
                .fold(least, f32::max)
                .min(most)
        };
        let mut clauses = clauses;
        let mut dues = dues;
        let clause_room = widest(&mut clauses, LEAST, Weight::Regular, 130.0);
        let due_room = widest(&mut dues, 30.0, Weight::Bold, 100.0);
        let clause = screen.right() - clause_room;
        let due_right = clause - 27.0;
        let title = MARGIN + indent;
        let free = due_right - due_room - 24.0 - title;
        Self {
            title,
            targets: title + free * if screen.is_narrow() { 0.46 } else { 0.395 },
            due_right,
            due_room,
            clause,
            clause_room,
        }
    }
}

/// A row's title, what stands beside it, deadline and clause; gives how high the row is.
pub(super) fn row(
    block: &mut Block,
    columns: &Columns,
    title: &str,
    beside: &str,
    (due, is_faint): (&str, bool),
    clause: &str,
) {
    const BASE: f32 = 54.0;
    let end = columns.due_right - columns.due_room - 24.0;
    let words = Words {
        step: 44.0,
        ..Words::new(title, 36.0, ink::TEXT)
    };
    let side = Words::new(beside, LEAST, ink::DIM);
    let own = columns.targets - columns.title - 24.0;
    let at = Point::new(columns.title, BASE);
    let side_lines = side.lines(end - columns.targets).len();
    let beside_fits = words.lines(own).len() <= 2 && side_lines <= 3;
    let down = if beside.is_empty() {
        block.words(at, end - columns.title, &words)
    } else if beside_fits {
        let down = block.words(at, own, &words);
        let at = Point::new(columns.targets, BASE);
        down.max(block.words(at, end - columns.targets, &side))
    } else {
        let down = block.words(at, end - columns.title, &words) + 44.0;
        let at = Point::new(columns.title, BASE + down);
        down + block.words(at, end - columns.title, &side)
    };
    let mut down = down;
    for (nth, line) in wrapped(due, 30.0, Weight::Bold, columns.due_room)
        .iter()
        .enumerate()
    {
        let below = 38.0 * num::float(nth);
        let at = Point::new(columns.due_right, BASE + below);
        let colour = if is_faint { ink::FAINT } else { ink::TEXT };
        let text = Text::new(at, 30.0, colour, line).aligned(Align::Right);
        block.page.part(super::super::part::Part::Paragraph);
        block.page.text(if is_faint { text } else { text.bold() });
        down = down.max(below);
    }
    let words = Words::new(clause, LEAST, ink::FAINT);
    let at = Point::new(columns.clause, BASE);
    down = down.max(block.words(at, columns.clause_room, &words));
    block.height = 82.0 + down;
}

pub(super) fn lay(duties: &Arc<Duties>, screen: Screen) -> Laid {
    let figures: Vec<Figured> = duties
        .figures
        .iter()
        .map(|figure| Figured {
            count: figure.count,
            label: figure.label.to_owned(),
            mark: match figure.role {
                Some(role) => Some(Mark::Own(role)),
                None if figure.label == terms::TARGET => Some(Mark::Target),
                None => None,
            },
        })
        .collect();
    let columns = Columns::new(
        screen,
        60.0,
        duties.lines.iter().map(due_of),
        duties.lines.iter().map(|line| line.clause.as_str()),
    );
    let shown = Arc::clone(duties);
    Laid {
        head: head(screen, &duties.name, 84.0, &duties.caption, &figures),
        columns: Block::new(),
        count: duties.lines.len(),
        row: Box::new(move |nth| of_line(&shown.lines[nth], &columns)),
    }
}

fn due_of(line: &DutyLine) -> &str {
    if line.is_unstated {
        terms::UNSTATED
    } else {
        &line.due
    }
}

fn of_line(line: &DutyLine, columns: &Columns) -> Block {
    let mut block = Block::new();
    let mark = if line.through {
        Mark::Through(line.role)
    } else {
        Mark::Own(line.role)
    };
    block.task = Some(line.task);
    block.mark(Point::new(MARGIN + 17.0, 41.0), 15.0, mark, false);
    let due = (due_of(line), line.is_unstated);
    row(
        &mut block,
        columns,
        &line.title,
        &line.targets,
        due,
        &line.clause,
    );
    block
}
