//! Tables without ruled lines: lines whose pieces stand under each other, in columns parted by
//! blank strips.

use super::flow::{Line, Piece, joined_texts};
use super::grid::{Grid, GridCell};

/// A line of so many pieces may belong to a table.
const COLUMNS: usize = 3;
/// Lines further apart than this, in sizes of their type, are not in one table.
const FAR: f64 = 4.5;

/// The tables of a page's lines, and the lines that stand in none.
pub fn tables(lines: Vec<Line>) -> (Vec<Grid>, Vec<Line>) {
    let (mut grids, mut rest) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < lines.len() {
        let end = run(&lines, at);
        match grid(&lines[at..end]) {
            Some(grid) => grids.push(grid),
            None => rest.extend_from_slice(&lines[at..end.max(at + 1)]),
        }
        at = end.max(at + 1);
    }
    (grids, rest)
}

/// How far the lines of a table go that begins with a line; the line itself where it begins none.
fn run(lines: &[Line], at: usize) -> usize {
    if lines[at].pieces.len() < COLUMNS {
        return at;
    }
    let (mut left, mut right) = (lines[at].left, lines[at].right);
    let mut end = at + 1;
    while let Some(line) = lines.get(end) {
        let across = line.pieces.len() == 1 && line.right - line.left > (right - left) * 0.6;
        let far = line.y - lines[end - 1].y > line.size.max(lines[end - 1].size) * FAR;
        // What stands alone at the left and is no number begins the text behind the table.
        let first = line.pieces.first();
        let behind = line.pieces.len() == 1
            && first.is_some_and(|piece| piece.left < left + line.size && !is_number(&piece.text));
        if across || far || behind {
            break;
        }
        (left, right) = (left.min(line.left), right.max(line.right));
        end += 1;
    }
    end
}

/// The number of a row: digits, or a clause as 三（一）1.
fn is_number(text: &str) -> bool {
    const PARTS: &str = "一二三四五六七八九十百〇零0123456789()（）.．、第章条款项-—";
    let bare = text.trim();
    let digits = bare
        .chars()
        .any(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    digits && bare.chars().count() <= 12 && bare.chars().all(|c| PARTS.contains(c))
}

/// The columns: what the pieces of all lines cover, parted by strips that no piece covers.
fn columns(lines: &[Line]) -> Vec<(f64, f64)> {
    let pieces = lines.iter().flat_map(|line| &line.pieces);
    let mut covered: Vec<(f64, f64)> = pieces.map(|piece| (piece.left, piece.right)).collect();
    covered.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut columns: Vec<(f64, f64)> = Vec::new();
    for (left, right) in covered {
        match columns.last_mut() {
            Some(last) if left < last.1 + 1.0 => last.1 = last.1.max(right),
            _ => columns.push((left, right)),
        }
    }
    columns
}

/// The table of some lines, if there are columns and numbered rows.
fn grid(lines: &[Line]) -> Option<Grid> {
    let columns = columns(lines);
    if columns.len() < COLUMNS || lines.len() < 3 {
        return None;
    }
    let of = |piece: &Piece| columns.iter().position(|(_, right)| piece.left < *right);
    let numbered: Vec<usize> = (0..lines.len())
        .filter(|&nth| {
            let first = &lines[nth].pieces[0];
            of(first) == Some(0) && is_number(&first.text)
        })
        .collect();
    if numbered.len() < 2 {
        return None;
    }
    let starts = rows(lines, &numbered, &of);
    let mut cells = Vec::new();
    for (row, &start) in starts.iter().enumerate() {
        let end = starts.get(row + 1).copied().unwrap_or(lines.len());
        for column in 0..columns.len() {
            let pieces = lines[start..end].iter().flat_map(|line| &line.pieces);
            let own = pieces.filter(|piece| of(piece) == Some(column));
            cells.push(GridCell {
                row,
                column,
                rows: 1,
                columns: 1,
                text: joined_texts(own.map(|piece| piece.text.trim())),
            });
        }
    }
    let mut edges: Vec<f64> = columns.iter().map(|(left, _)| *left).collect();
    // How far the last column goes differs from page to page; where it begins does not.
    edges.push(columns.last()?.0 + 1.0);
    Some(Grid {
        top: lines[0].y - lines[0].size,
        columns: edges,
        rows: starts.len(),
        cells,
    })
}

/// The first line of every row. The number of a row stands in its first line, or in its middle.
fn rows(lines: &[Line], numbered: &[usize], of: &impl Fn(&Piece) -> Option<usize>) -> Vec<usize> {
    let holds = |range: std::ops::Range<usize>, column: Option<usize>| {
        let mut pieces = lines[range].iter().flat_map(|line| &line.pieces);
        pieces.any(|piece| of(piece) == column)
    };
    // At the top, every column that a row fills has a piece in the line of the number.
    let at_top = numbered.iter().enumerate().all(|(nth, &line)| {
        let end = numbered.get(nth + 1).copied().unwrap_or(line + 1);
        let mut below = lines[line + 1..end.max(line + 1)]
            .iter()
            .flat_map(|line| &line.pieces);
        below.all(|piece| holds(line..line + 1, of(piece)))
    });
    let mut starts = Vec::new();
    // What stands above the first number: heads, or the end of a row of the page before.
    let first = numbered[0];
    if first > 0 {
        starts.push(0);
    }
    if at_top {
        starts.extend_from_slice(numbered);
        return starts;
    }
    // Where the lines between two numbers stand furthest apart, a row ends.
    let gap = |nth: usize| lines[nth].y - lines[nth - 1].y;
    let widest = |from: usize, to: usize| {
        let between = from + 1..=to;
        between.max_by(|one, other| gap(*one).total_cmp(&gap(*other)))
    };
    let begin = if first > 1 {
        widest(0, first)
    } else {
        Some(first)
    };
    starts.extend(begin.filter(|begin| !starts.contains(begin)));
    for pair in numbered.windows(2) {
        starts.extend(widest(pair[0], pair[1]));
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::read::laid::{Glyph, flow};

    /// Lines from words at places.
    fn lines(words: &[(f64, f64, &str)]) -> Vec<Line> {
        let mut glyphs = Vec::new();
        for (x, y, word) in words {
            let mut x = *x;
            for c in word.chars() {
                let size = 10.0;
                glyphs.push(Glyph {
                    text: c.to_string(),
                    x,
                    y: *y,
                    size,
                });
                x += if c.is_ascii() { 5.0 } else { 10.0 };
            }
        }
        flow::lines(glyphs)
    }

    fn texts(grid: &Grid) -> Vec<&str> {
        grid.cells.iter().map(|cell| cell.text.as_str()).collect()
    }

    #[test]
    fn numbers_at_the_top_begin_rows() {
        let (grids, rest) = tables(lines(&[
            (0.0, 10.0, "序号"),
            (60.0, 10.0, "任务内容"),
            (160.0, 10.0, "责任单位"),
            (0.0, 30.0, "1"),
            (60.0, 30.0, "科学统筹算"),
            (160.0, 30.0, "市发改委，"),
            (60.0, 44.0, "力建设"),
            (160.0, 44.0, "各区政府"),
            (0.0, 58.0, "2"),
            (60.0, 58.0, "招引项目"),
            (160.0, 58.0, "市商务局"),
            (
                0.0,
                90.0,
                "以上各项由市政府办公室督促落实，每季度通报一次情况。",
            ),
        ]));
        assert_eq!(
            texts(&grids[0]),
            [
                "序号",
                "任务内容",
                "责任单位",
                "1",
                "科学统筹算力建设",
                "市发改委，各区政府",
                "2",
                "招引项目",
                "市商务局"
            ]
        );
        assert_eq!(rest.len(), 1);
    }

    #[test]
    fn numbers_in_the_middle_share_their_row_with_the_lines_around() {
        let (grids, _) = tables(lines(&[
            (0.0, 10.0, "序号"),
            (60.0, 10.0, "任务内容"),
            (160.0, 10.0, "责任单位"),
            (60.0, 34.0, "科学统筹算"),
            (0.0, 41.0, "1"),
            (160.0, 41.0, "市发改委"),
            (60.0, 48.0, "力建设"),
            (60.0, 72.0, "招引"),
            (0.0, 79.0, "2"),
            (160.0, 79.0, "市商务局"),
            (60.0, 86.0, "项目"),
        ]));
        assert_eq!(
            texts(&grids[0]),
            [
                "序号",
                "任务内容",
                "责任单位",
                "1",
                "科学统筹算力建设",
                "市发改委",
                "2",
                "招引项目",
                "市商务局"
            ]
        );
    }

    #[test]
    fn a_line_with_gaps_alone_is_no_table() {
        let (grids, rest) = tables(lines(&[
            (0.0, 10.0, "签发"),
            (60.0, 10.0, "核稿"),
            (160.0, 10.0, "印数"),
            (0.0, 30.0, "第一段的文字到此"),
        ]));
        assert!(grids.is_empty() && rest.len() == 2);
    }
}
