//! The rows of a form on paper: how wide its columns are, and the lines of every cell.

use super::wrap::{Line, lines, widest_name};
use super::{ABOVE, BESIDE, Column, LEADING, Part, TEXT, row_height};
use crate::num;
use crate::page::geometry::Rect;
use crate::page::measure::{Weight, text_width, wrapped};
use crate::page::paper::MM;
use crate::view::forms::{ColumnChoice, FormColumn, FormEntry, FormPart, FormRow, FormTable};

/// 小四 rather than 五号, in which heads and first headings are set.
pub(super) const HEAD: f32 = 11.0;

/// The width of the type area that the widths of columns are meant for.
const USUAL: f32 = 257.0 * MM;

/// A row that is too high for a page goes on in pieces of so many lines.
const PIECE: usize = 3;

/// What stands on a page as one piece.
pub(super) struct Block {
    pub height: f32,
    /// Whether it stays with the block after it.
    pub keep: bool,
    /// How many lines of text it is high.
    pub lines: usize,
    pub content: Content,
}

/// What a block is.
pub(super) enum Content {
    /// The title of a plan.
    Plan {
        level: usize,
        title: String,
        lines: Vec<String>,
        row: usize,
    },
    /// The heads of a part's columns.
    Heads { part: usize, row: usize },
    /// The heading of a section.
    Section {
        part: usize,
        level: usize,
        /// As it is set: 0 for a chapter.
        depth: usize,
        title: String,
        lines: Vec<String>,
        row: usize,
    },
    /// A row, or a piece of one.
    Entry {
        part: usize,
        row: usize,
        cells: Vec<Vec<Line>>,
        /// Whether it is the first, and whether it is the last piece of its row.
        ends: (bool, bool),
    },
    /// A line below the table.
    Remark { words: String, begins: bool },
}

/// The columns of every part.
pub(super) fn columns(table: &FormTable, area: Rect) -> Vec<Part> {
    table.parts.iter().map(|part| laid(part, area)).collect()
}

fn laid(part: &FormPart, area: Rect) -> Part {
    let widths = widths(part, area.width());
    let mut reached = area.left;
    let mut edges = vec![reached];
    for width in &widths {
        reached += width;
        edges.push(reached);
    }
    let heads: Vec<Column> = part
        .columns
        .iter()
        .zip(&widths)
        .map(|(choice, width)| Column {
            lines: wrapped(choice.head(), HEAD, Weight::Bold, width - 2.0 * BESIDE),
            centred: choice.column.is_centred(),
            is_task: choice.column == FormColumn::Task,
        })
        .collect();
    let most = heads.iter().map(|head| head.lines.len()).max().unwrap_or(1);
    Part {
        heads,
        edges,
        height: row_height(most) + 4.0,
    }
}

/// So many rows say how wide the column of names is best.
const ASKED: usize = 400;

/// How wide the columns are: each as its texts want it, within bounds, and the tasks take the rest.
/// The names of bodies get what makes the table lowest.
pub(super) fn widths(part: &FormPart, room: f32) -> Vec<f32> {
    let names = |choice: &ColumnChoice| choice.column == FormColumn::Responsible;
    if !part.columns.iter().any(names) {
        return widths_with(part, room, 1.0);
    }
    // The usual width first: another one has to be better.
    let factors = [1.0, 0.85, 1.15, 1.3, 1.45, 1.6, 1.8, 2.0];
    let tried = factors.map(|factor| {
        let widths = widths_with(part, room, factor);
        (lines_high(part, &widths), widths)
    });
    let best = tried.into_iter().min_by_key(|(lines, _)| *lines);
    best.map_or_else(Vec::new, |(_, widths)| widths)
}

/// How many lines the rows are high together, as far as is asked.
fn lines_high(part: &FormPart, widths: &[f32]) -> usize {
    let rows = entries(part).take(ASKED);
    rows.map(|entry| {
        let cells = entry.cells.iter().zip(&part.columns).zip(widths);
        let cells = cells.map(|((cell, choice), width)| {
            lines(cell, width - 2.0 * BESIDE, choice.column.has_names()).len()
        });
        cells.max().unwrap_or(1)
    })
    .sum()
}

fn widths_with(part: &FormPart, room: f32, factor: f32) -> Vec<f32> {
    let shrink = (room / USUAL).min(1.0);
    let mut widths: Vec<f32> = part
        .columns
        .iter()
        .enumerate()
        .map(|(nth, choice)| {
            let usual = choice.column.width() * MM;
            let head = text_width(choice.head(), HEAD, Weight::Bold) + 2.0 * BESIDE + 0.5;
            let wanted = most(part, nth) + 2.0 * BESIDE + 0.5;
            match choice.column {
                FormColumn::Task => 0.0,
                FormColumn::Lead | FormColumn::Due | FormColumn::Clause => {
                    wanted.clamp(usual * 0.7, usual * 1.7).max(head)
                }
                FormColumn::Responsible => usual.max(wanted.min(usual * 1.3)) * shrink * factor,
                FormColumn::Number => usual.max(head),
                _ => usual.max(head) * shrink,
            }
        })
        .collect();
    // The tasks get a quarter of the page at least; what gives way is what can break.
    let is_firm = |choice: &ColumnChoice| {
        matches!(
            choice.column,
            FormColumn::Number | FormColumn::Lead | FormColumn::Due | FormColumn::Clause
        )
    };
    let sum = |widths: &[f32], firm: bool| -> f32 {
        let columns = part.columns.iter().zip(widths);
        let columns = columns.filter(|(choice, _)| is_firm(choice) == firm);
        columns.map(|(_, width)| *width).sum()
    };
    let (firm, soft) = (sum(&widths, true), sum(&widths, false));
    let most = room * 0.75;
    if firm + soft > most {
        let left = (most - firm).max(most / 3.0);
        for (width, choice) in widths.iter_mut().zip(&part.columns) {
            *width *= if is_firm(choice) {
                ((most - left) / firm.max(1.0)).min(1.0)
            } else {
                left / soft.max(1.0)
            };
            // A character has to fit.
            if choice.column != FormColumn::Task {
                *width = width.max(HEAD + 2.0 * BESIDE + 0.5);
            }
        }
    }
    let taken: f32 = widths.iter().sum();
    let task = part
        .columns
        .iter()
        .position(|choice| choice.column == FormColumn::Task);
    match task {
        Some(nth) => {
            widths[nth] = room - taken;
            give_to_wordings(part, nth, &mut widths);
        }
        // Without tasks all the others share what is left.
        None => {
            for width in &mut widths {
                *width *= room / taken.max(1.0);
            }
        }
    }
    widths
}

/// What the tasks do not need goes to the wordings before and after a change, which are whole
/// paragraphs.
fn give_to_wordings(part: &FormPart, task: usize, widths: &mut [f32]) {
    let is_wording =
        |choice: &ColumnChoice| matches!(choice.column, FormColumn::Before | FormColumn::After);
    let columns = part.columns.iter().enumerate();
    let wordings = columns.filter(|(_, choice)| is_wording(choice));
    let wordings: Vec<usize> = wordings.map(|(nth, _)| nth).collect();
    let head = text_width(part.columns[task].head(), HEAD, Weight::Bold);
    let needed = most(part, task).max(head) + 2.0 * BESIDE + 0.5;
    let spare = widths[task] - needed;
    if wordings.is_empty() || spare <= 0.0 {
        return;
    }
    widths[task] -= spare;
    let more = spare / num::float(wordings.len());
    for nth in wordings {
        widths[nth] += more;
    }
}

/// What six of seven cells of a column need so that no name in them is broken: one long name does
/// not widen the column for all.
fn most(part: &FormPart, nth: usize) -> f32 {
    let mut widths: Vec<f32> = entries(part)
        .take(ASKED)
        .map(|entry| widest_name(&entry.cells[nth]))
        .collect();
    widths.sort_unstable_by(f32::total_cmp);
    let at = (widths.len() * 6 / 7).min(widths.len().saturating_sub(1));
    widths.get(at).copied().unwrap_or(0.0)
}

fn entries(part: &FormPart) -> impl Iterator<Item = &FormEntry> {
    part.rows.iter().filter_map(|row| match row {
        FormRow::Entry(entry) => Some(entry),
        FormRow::Heading { .. } => None,
    })
}

/// All blocks, from the first row to the last remark.
pub(super) fn blocks(table: &FormTable, parts: &[Part], area: Rect) -> Vec<Block> {
    let mut blocks = Vec::new();
    // The first row of heads is row 0 of the table.
    let mut next = 0;
    let mut row = || {
        next += 1;
        next - 1
    };
    let wide = area.width() - 2.0 * BESIDE;
    let several = table.parts.len() > 1;
    for (nth, (source, part)) in table.parts.iter().zip(parts).enumerate() {
        if let Some(title) = &source.heading {
            let lines = wrapped(title, HEAD, Weight::Bold, wide);
            blocks.push(Block {
                height: row_height(lines.len()) + 2.0,
                keep: true,
                lines: lines.len(),
                content: Content::Plan {
                    level: 0,
                    title: title.clone(),
                    lines,
                    row: row(),
                },
            });
        }
        blocks.push(Block {
            height: part.height,
            keep: true,
            lines: 1,
            content: Content::Heads {
                part: nth,
                row: row(),
            },
        });
        for line in &source.rows {
            match line {
                FormRow::Heading { level, text } => {
                    let weight = if *level == 0 {
                        Weight::Regular
                    } else {
                        Weight::Bold
                    };
                    let lines = wrapped(text, HEAD, weight, wide);
                    blocks.push(Block {
                        height: row_height(lines.len()),
                        keep: true,
                        lines: lines.len(),
                        content: Content::Section {
                            part: nth,
                            level: level + usize::from(several),
                            depth: *level,
                            title: text.clone(),
                            lines,
                            row: row(),
                        },
                    });
                }
                FormRow::Entry(entry) => {
                    let cells: Vec<Vec<Line>> = entry
                        .cells
                        .iter()
                        .zip(&source.columns)
                        .zip(part.edges.windows(2))
                        .map(|((cell, choice), edge)| {
                            let room = edge[1] - edge[0] - 2.0 * BESIDE;
                            lines(cell, room, choice.column.has_names())
                        })
                        .collect();
                    entry_blocks(nth, row(), cells, area, &mut blocks);
                }
            }
        }
    }
    remarks(table, wide, &mut blocks);
    blocks
}

/// A row in one piece, or in several where it is higher than half a page.
fn entry_blocks(
    part: usize,
    row: usize,
    cells: Vec<Vec<Line>>,
    area: Rect,
    blocks: &mut Vec<Block>,
) {
    let most = cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
    if row_height(most) <= area.height() / 2.0 {
        blocks.push(Block {
            height: row_height(most),
            keep: false,
            lines: most,
            content: Content::Entry {
                part,
                row,
                cells,
                ends: (true, true),
            },
        });
        return;
    }
    let count = most.div_ceil(PIECE);
    for nth in 0..count {
        let from = nth * PIECE;
        let lines = PIECE.min(most - from);
        let cells = cells.iter();
        let cells = cells.map(|cell| cell.iter().skip(from).take(PIECE).cloned().collect());
        let ends = (nth == 0, nth + 1 == count);
        let padding = ABOVE * f32::from(u8::from(ends.0) + u8::from(ends.1));
        blocks.push(Block {
            height: num::float(lines) * LEADING + padding,
            keep: false,
            lines,
            content: Content::Entry {
                part,
                row,
                cells: cells.collect(),
                ends,
            },
        });
    }
}

fn remarks(table: &FormTable, room: f32, blocks: &mut Vec<Block>) {
    // The first line stays with the last row.
    if let Some(last) = blocks.last_mut()
        && !table.remarks.is_empty()
    {
        last.keep = true;
    }
    for remark in &table.remarks {
        for (nth, words) in wrapped(remark, TEXT, Weight::Regular, room)
            .into_iter()
            .enumerate()
        {
            blocks.push(Block {
                height: LEADING,
                keep: false,
                lines: 1,
                content: Content::Remark {
                    words,
                    begins: nth == 0,
                },
            });
        }
    }
    if table.parts.is_empty() {
        blocks.push(Block {
            height: LEADING,
            keep: false,
            lines: 1,
            content: Content::Remark {
                words: table.nothing().to_owned(),
                begins: true,
            },
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::workspace::PlanIx;
    use crate::view::forms::{EntryOf, FormCell, FormWords};

    fn part(task: &str, columns: &[FormColumn]) -> FormPart {
        let cell = |text: &str| {
            FormCell(vec![FormWords {
                text: text.to_owned(),
                ..FormWords::default()
            }])
        };
        let cells = columns.iter().map(|column| match column {
            FormColumn::Task => cell(task),
            _ => cell(&"原来的写法".repeat(30)),
        });
        FormPart {
            heading: None,
            columns: columns.iter().cloned().map(ColumnChoice::new).collect(),
            rows: vec![FormRow::Entry(FormEntry {
                number: 1,
                key: String::new(),
                plan: PlanIx::new(0),
                of: EntryOf::Change(0),
                until: None,
                cells: cells.collect(),
            })],
        }
    }

    #[test]
    fn wordings_get_the_room_that_short_tasks_do_not_need() {
        use FormColumn::{After, Before, Task};
        let room = 257.0 * MM;
        for (task, is_wide) in [("加强培育", true), ("加".repeat(300).as_str(), false)] {
            let widths = widths(&part(task, &[Task, Before, After]), room);
            assert!(
                (widths.iter().sum::<f32>() - room).abs() < 0.1,
                "{widths:?}"
            );
            assert!((widths[1] - widths[2]).abs() < 0.1);
            assert_eq!(widths[1] > 2.0 * widths[0], is_wide, "{widths:?}");
        }
        // Without wordings the tasks keep the rest.
        let widths = widths(&part("加强培育", &[Task, FormColumn::Note]), room);
        assert!(widths[0] > widths[1], "{widths:?}");
    }
}
