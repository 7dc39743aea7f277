//! Ruled lines become the grid of a table, and characters the texts of its cells.

use super::flow;
use super::{Glyph, Rule};

/// Lines nearer than this are one line; ends nearer than this meet. In points.
const NEAR: f64 = 2.5;
/// The most lines of one table in a direction.
const MOST: usize = 400;

/// A table of one page.
#[derive(Debug)]
pub struct Grid {
    /// Its upper edge.
    pub top: f64,
    /// The upright lines, from the left.
    pub columns: Vec<f64>,
    /// How many rows it has.
    pub rows: usize,
    /// Its cells, row by row.
    pub cells: Vec<GridCell>,
}

/// A cell, with its place in the grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridCell {
    /// The row, from 0.
    pub row: usize,
    /// The column, from 0.
    pub column: usize,
    /// Over how many rows it goes.
    pub rows: usize,
    /// Over how many columns it goes.
    pub columns: usize,
    /// Its text.
    pub text: String,
}

/// The tables of a page, from the top, and the characters that stand in none.
pub fn tables(rules: &[Rule], glyphs: Vec<Glyph>) -> (Vec<Grid>, Vec<Glyph>) {
    let mut frames: Vec<Frame> = parts(&joined(rules))
        .iter()
        .filter_map(|part| Frame::new(part))
        .collect();
    frames.sort_by(|one, other| one.ys[0].total_cmp(&other.ys[0]));
    let mut inside: Vec<Vec<Vec<Glyph>>> = frames
        .iter()
        .map(|frame| vec![Vec::new(); frame.cells.len()])
        .collect();
    let mut rest = Vec::new();
    'glyphs: for glyph in glyphs {
        let (x, y) = glyph.middle();
        for (frame, texts) in frames.iter().zip(&mut inside) {
            if let Some(cell) = frame.cell_at(x, y) {
                texts[cell].push(glyph);
                continue 'glyphs;
            }
        }
        rest.push(glyph);
    }
    let mut grids = Vec::new();
    for (frame, texts) in frames.into_iter().zip(inside) {
        let filled = texts.iter().filter(|glyphs| !glyphs.is_empty()).count();
        // A frame around a text, or shading behind it, is no table.
        if filled < 3 || frame.cells.len() < 4 {
            rest.extend(texts.into_iter().flatten());
            continue;
        }
        grids.push(frame.filled(texts));
    }
    (grids, rest)
}

/// Lines that lie on each other or meet end to end, as one.
fn joined(rules: &[Rule]) -> Vec<Rule> {
    let mut sorted = rules.to_vec();
    sorted.sort_by(|one, other| {
        let key = |rule: &Rule| (rule.level, (rule.at / NEAR).round());
        let (a, b) = (key(one), key(other));
        a.0.cmp(&b.0)
            .then(a.1.total_cmp(&b.1))
            .then(one.from.total_cmp(&other.from))
    });
    let mut lines: Vec<Rule> = Vec::new();
    for rule in sorted {
        let last = lines.last_mut().filter(|last| {
            last.level == rule.level
                && (last.at - rule.at).abs() < NEAR
                && rule.from <= last.to + NEAR
        });
        match last {
            Some(last) => last.to = last.to.max(rule.to),
            None => lines.push(rule),
        }
    }
    lines
}

/// The number that stands for all lines which meet.
fn root(of: &mut [usize], mut at: usize) -> usize {
    while of[at] != at {
        of[at] = of[of[at]];
        at = of[at];
    }
    at
}

/// The lines that meet each other, a part each.
fn parts(lines: &[Rule]) -> Vec<Vec<Rule>> {
    let mut of: Vec<usize> = (0..lines.len()).collect();
    let (level, upright): (Vec<usize>, Vec<usize>) =
        (0..lines.len()).partition(|&nth| lines[nth].level);
    if level.len() > MOST * 4 || upright.len() > MOST * 4 {
        return Vec::new();
    }
    for &one in &level {
        for &other in &upright {
            let (row, column) = (&lines[one], &lines[other]);
            let meets = |at: f64, line: &Rule| at > line.from - NEAR && at < line.to + NEAR;
            if meets(column.at, row) && meets(row.at, column) {
                let (a, b) = (root(&mut of, one), root(&mut of, other));
                of[a] = b;
            }
        }
    }
    let mut parts: Vec<Vec<Rule>> = vec![Vec::new(); lines.len()];
    for (nth, line) in lines.iter().enumerate() {
        let part = root(&mut of, nth);
        parts[part].push(*line);
    }
    parts.retain(|part| part.len() >= 4);
    parts
}

/// The lines of a table and the cells between them.
struct Frame {
    xs: Vec<f64>,
    ys: Vec<f64>,
    cells: Vec<GridCell>,
    /// The cell of every field of the grid, row by row.
    of_field: Vec<usize>,
}

impl Frame {
    fn new(lines: &[Rule]) -> Option<Self> {
        let places = |level: bool| {
            let mut all: Vec<f64> = lines
                .iter()
                .filter(|line| line.level == level)
                .map(|line| line.at)
                .collect();
            all.sort_by(f64::total_cmp);
            all.dedup_by(|next, last| *next - *last < NEAR * 1.5);
            all
        };
        let (xs, ys) = (places(false), places(true));
        if xs.len() < 3 || ys.len() < 3 || xs.len() > MOST || ys.len() > MOST {
            return None;
        }
        let (width, height) = (xs.len() - 1, ys.len() - 1);
        // Whether a line covers a place.
        let covers = |level: bool, at: f64, along: f64| {
            lines.iter().any(|line| {
                let near = line.level == level && (line.at - at).abs() < NEAR * 1.5;
                near && along > line.from - NEAR && along < line.to + NEAR
            })
        };
        let middle = |places: &[f64], nth: usize| f64::midpoint(places[nth], places[nth + 1]);
        let mut of_field = vec![usize::MAX; width * height];
        let mut cells = Vec::new();
        for row in 0..height {
            for column in 0..width {
                if of_field[row * width + column] != usize::MAX {
                    continue;
                }
                let mut columns = 1;
                while column + columns < width
                    && of_field[row * width + column + columns] == usize::MAX
                    && !covers(false, xs[column + columns], middle(&ys, row))
                {
                    columns += 1;
                }
                let mut rows = 1;
                while row + rows < height
                    && (column..column + columns)
                        .all(|at| !covers(true, ys[row + rows], middle(&xs, at)))
                {
                    rows += 1;
                }
                for y in row..row + rows {
                    for x in column..column + columns {
                        of_field[y * width + x] = cells.len();
                    }
                }
                let text = String::new();
                cells.push(GridCell {
                    row,
                    column,
                    rows,
                    columns,
                    text,
                });
            }
        }
        Some(Self {
            xs,
            ys,
            cells,
            of_field,
        })
    }

    /// The cell around a place.
    fn cell_at(&self, x: f64, y: f64) -> Option<usize> {
        let field = |places: &[f64], at: f64| {
            let behind = places.iter().position(|&place| place > at)?;
            behind.checked_sub(1)
        };
        let (column, row) = (field(&self.xs, x)?, field(&self.ys, y)?);
        self.of_field
            .get(row * (self.xs.len() - 1) + column)
            .copied()
    }

    fn filled(mut self, texts: Vec<Vec<Glyph>>) -> Grid {
        for (cell, glyphs) in self.cells.iter_mut().zip(texts) {
            cell.text = flow::joined(flow::lines(glyphs));
        }
        Grid {
            top: self.ys[0],
            rows: self.ys.len() - 1,
            columns: self.xs,
            cells: self.cells,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(level: bool, at: f64, from: f64, to: f64) -> Rule {
        Rule {
            level,
            at,
            from,
            to,
        }
    }

    fn word(text: &str, x: f64, y: f64) -> Vec<Glyph> {
        let size = 10.0;
        let mut x = x;
        text.chars()
            .map(|c| {
                let glyph = Glyph {
                    text: c.to_string(),
                    x,
                    y,
                    size,
                };
                x += size;
                glyph
            })
            .collect()
    }

    #[test]
    fn ruled_lines_make_cells_and_missing_ones_merge_them() {
        let rules = [
            rule(true, 0.0, 0.0, 200.0),
            // The first column goes over two rows.
            rule(true, 20.0, 100.0, 200.0),
            rule(true, 40.0, 0.0, 200.0),
            rule(true, 60.0, 0.0, 200.0),
            rule(false, 0.0, 0.0, 60.0),
            rule(false, 100.0, 0.0, 60.0),
            rule(false, 200.0, 0.0, 60.0),
        ];
        let mut glyphs = word("任务", 10.0, 25.0);
        glyphs.extend(word("市发改委", 110.0, 15.0));
        glyphs.extend(word("市教育局", 110.0, 35.0));
        glyphs.extend(word("注", 10.0, 90.0));
        let (grids, rest) = tables(&rules, glyphs);
        let cells: Vec<_> = grids[0]
            .cells
            .iter()
            .map(|cell| (cell.row, cell.column, cell.rows, cell.text.as_str()))
            .collect();
        let filled = [
            (0, 0, 2, "任务"),
            (0, 1, 1, "市发改委"),
            (1, 1, 1, "市教育局"),
        ];
        assert_eq!(cells[..3], filled);
        assert_eq!(cells[3..], [(2, 0, 1, ""), (2, 1, 1, "")]);
        assert_eq!(rest.len(), 1);
    }

    #[test]
    fn a_frame_around_a_text_is_no_table() {
        let rules = [
            rule(true, 0.0, 0.0, 200.0),
            rule(true, 40.0, 0.0, 200.0),
            rule(false, 0.0, 0.0, 40.0),
            rule(false, 200.0, 0.0, 40.0),
        ];
        let (grids, rest) = tables(&rules, word("框中的文字", 10.0, 20.0));
        assert!(grids.is_empty() && rest.len() == 5);
    }
}
