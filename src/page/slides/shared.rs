//! The slide of the tasks that several bodies share.

use std::sync::Arc;

use super::super::geometry::{Point, Rect};
use super::super::item::{Align, Text};
use super::super::measure::{Weight, text_width, wrapped};
use super::super::part::Part;
use super::block::{Block, Mark, Words, ground, ink};
use super::rows::Laid;
use super::{Figured, LEAST, MARGIN, Screen, head};
use crate::model::Role;
use crate::num;
use crate::terms;
use crate::view::run::Shared;

pub(super) fn lay(shared: &Arc<Shared>, screen: Screen) -> Laid {
    let count = shared.names.len().max(1);
    let clauses = shared.lines.iter();
    let clause_room = clauses
        .map(|line| text_width(&line.clause, LEAST, Weight::Regular) + 1.0)
        .fold(130.0, f32::max)
        .min(230.0);
    let clause = screen.right() - clause_room;
    // A remark has a column of its own where there is room for one.
    let remark_room = if count <= 3 && !screen.is_narrow() {
        320.0
    } else {
        0.0
    };
    let least = if screen.is_narrow() { 330.0 } else { 432.0 };
    let free = clause - 24.0 - remark_room - MARGIN - least;
    let each = (free / num::float(count)).min(264.0);
    let task_room = clause - 24.0 - remark_room - MARGIN - each * num::float(count);
    let left = MARGIN + task_room;
    let middle = move |nth: usize| left + each * (num::float(nth) + 0.5);

    let mut columns = Block::new();
    let mut lowest = 0.0_f32;
    let names: Vec<Vec<String>> = shared
        .names
        .iter()
        .map(|name| {
            let lines = wrapped(name, 36.0, Weight::Bold, each - 16.0);
            if lines.len() <= 2 {
                lines
            } else {
                wrapped(name, LEAST, Weight::Bold, each - 16.0)
            }
        })
        .collect();
    let is_small = names.iter().any(|lines| lines.len() > 2);
    let (size, step) = if is_small {
        (LEAST, 34.0)
    } else {
        (36.0, 44.0)
    };
    for (nth, name) in shared.names.iter().enumerate() {
        columns.page.part(Part::Paragraph);
        for (down, line) in wrapped(name, size, Weight::Bold, each - 16.0)
            .iter()
            .enumerate()
        {
            let down = step * num::float(down);
            lowest = lowest.max(down);
            let at = Point::new(middle(nth), 56.0 + down);
            let text = Text::new(at, size, ink::TEXT, line).bold();
            columns.page.text(text.aligned(Align::Centre));
        }
    }
    let at = |x| Point::new(x, 56.0);
    columns.words(
        at(MARGIN),
        task_room,
        &Words::new(terms::TASK, LEAST, ink::FAINT),
    );
    columns.words(
        at(clause),
        clause_room,
        &Words::new(terms::CLAUSE, LEAST, ink::FAINT),
    );
    columns.height = 84.0 + lowest;

    let shown = Arc::clone(shared);
    let row = move |nth: usize| {
        // Below the tasks stands what each body has of them.
        let Some(line) = shown.lines.get(nth) else {
            return totals(&shown, each, middle);
        };
        let mut block = Block::new();
        block.task = Some(line.task);
        for (nth, part) in line.parts.iter().enumerate() {
            let Some((role, through)) = *part else {
                continue;
            };
            let leads = role == Role::Lead && !through;
            if leads {
                let half = (each - 16.0).min(264.0) / 2.0;
                let cell = Rect::new(middle(nth) - half, 7.0, middle(nth) + half, 85.0);
                ground(&mut block.page, cell, 10.0, ink::SELECTION);
            }
            let word = if through {
                format!("{}{}", terms::THROUGH_MARK, role.label())
            } else {
                role.label().to_owned()
            };
            let weight = if leads { Weight::Bold } else { Weight::Regular };
            let wide = 40.0 + 20.0 + text_width(&word, 34.0, weight);
            let begin = middle(nth) - wide / 2.0;
            let mark = if through {
                Mark::Through(role)
            } else {
                Mark::Own(role)
            };
            block.mark(Point::new(begin + 20.0, 46.0), 20.0, mark, false);
            let text = Text::new(Point::new(begin + 60.0, 58.0), 34.0, ink::TEXT, &word);
            block.page.part(Part::Paragraph);
            block.page.text(if leads { text.bold() } else { text });
            block.page.part(Part::Ornament);
        }
        let title = Words {
            step: 44.0,
            ..Words::new(&line.title, 36.0, ink::TEXT)
        };
        let mut down = block.words(Point::new(MARGIN, 60.0), task_room - 20.0, &title);
        let remark = Words::new(&line.remark, LEAST, ink::WARNING);
        if !line.remark.is_empty() {
            if remark_room > 0.0 {
                let at = Point::new(clause - remark_room - 8.0, 58.0);
                down = down.max(block.words(at, remark_room - 16.0, &remark));
            } else {
                down += 42.0;
                let at = Point::new(MARGIN, 60.0 + down);
                down += block.words(at, task_room - 20.0, &remark);
            }
        }
        let words = Words::new(&line.clause, LEAST, ink::FAINT);
        down = down.max(block.words(Point::new(clause, 58.0), clause_room, &words));
        block.height = 92.0 + down;
        block
    };
    let figures: Vec<Figured> = shared
        .counts
        .iter()
        .zip(&shared.labels)
        .take(if count > 2 { 2 } else { 1 })
        .map(|(count, label)| Figured {
            count: *count,
            label: label.clone(),
            mark: None,
        })
        .collect();
    Laid {
        head: head(screen, &shared.title, 72.0, &shared.caption, &figures),
        columns,
        count: shared.lines.len() + 1,
        row: Box::new(row),
    }
}

/// The last row: what each body has of these tasks.
fn totals(shared: &Shared, each: f32, middle: impl Fn(usize) -> f32) -> Block {
    let mut block = Block::new();
    let words = Words::new(terms::TOTAL, LEAST, ink::FAINT);
    block.words(Point::new(MARGIN, 52.0), 120.0, &words);
    let mut lowest = 0.0_f32;
    for nth in 0..shared.names.len() {
        let count = |role: Role| {
            let parts = shared.lines.iter().filter_map(|line| line.parts[nth]);
            parts.filter(|part| part.0 == role).count()
        };
        let words: Vec<String> = Role::ALL
            .into_iter()
            .filter(|role| count(*role) > 0)
            .map(|role| format!("{} {}", role.label(), count(role)))
            .collect();
        block.page.part(Part::Paragraph);
        let lines = wrapped(&words.join("　"), 30.0, Weight::Regular, each - 8.0);
        for (down, line) in lines.iter().enumerate() {
            let down = 38.0 * num::float(down);
            lowest = lowest.max(down);
            let text = Text::new(Point::new(middle(nth), 52.0 + down), 30.0, ink::TEXT, line);
            block.page.text(text.aligned(Align::Centre));
        }
    }
    block.height = 78.0 + lowest;
    block
}
