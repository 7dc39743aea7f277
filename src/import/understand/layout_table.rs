//! Tables whose columns are only blanks, as programs write the text of a PDF.

use std::ops::Range;

use super::flow::Flow;
use super::fold::fold;
use super::lines::is_page_number;
use super::table::{Field, Table};
use super::words::{self, Label};
use crate::import::{BlockKind, Document};

/// A piece of a line between wide blanks.
#[derive(Clone, Debug)]
struct Piece {
    /// From which column to which; a Hanzi takes two.
    from: usize,
    to: usize,
    span: Range<usize>,
}

/// A line, cut at its blanks.
#[derive(Clone, Debug)]
struct Row {
    /// Its number in the file, which tells empty lines between.
    line: usize,
    pieces: Vec<Piece>,
}

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    Number,
    Text,
    Aside,
    Time,
    Bodies,
}

/// The tables, and the parts of the text that they take.
pub(super) fn tables(document: &Document) -> (Vec<Table>, Vec<Range<usize>>) {
    // Programs count a Hanzi as one column or as two.
    let (one, two) = (rows(document, 1), rows(document, 2));
    let (rows, wide) = if in_line(document, &one) > in_line(document, &two) {
        (one, 1)
    } else {
        (two, 2)
    };
    let mut table: Option<Table> = None;
    let mut taken: Vec<Range<usize>> = Vec::new();
    let mut nth = 0;
    while nth < rows.len() {
        let Some(uses) = head(document, &rows[nth]) else {
            nth += 1;
            continue;
        };
        let end = (nth + 1..rows.len())
            .find(|at| is_end(document, &rows[*at]) || head(document, &rows[*at]).is_some())
            .unwrap_or(rows.len());
        let page = Page {
            document,
            head: &rows[nth],
            wide,
            uses: &uses,
            rows: &rows[nth + 1..end],
        };
        let last = rows[end - 1]
            .pieces
            .last()
            .map_or(0, |piece| piece.span.end);
        taken.push(rows[nth].pieces[0].span.start..last);
        let known = table.get_or_insert_with(|| page.begin());
        page.read(known);
        nth = end;
    }
    let tables = table
        .into_iter()
        .filter(|table| table.height > 1)
        .collect::<Vec<_>>();
    if tables.is_empty() {
        taken.clear();
    }
    (tables, taken)
}

/// How many short pieces stand under the heads of the columns at the right.
fn in_line(document: &Document, rows: &[Row]) -> usize {
    let mut count = 0;
    let mut heads: Vec<(usize, usize)> = Vec::new();
    for row in rows {
        if let Some(uses) = head(document, row) {
            let right = uses.iter().zip(&row.pieces);
            let right = right.filter(|(it, _)| matches!(it, Use::Time));
            heads = right.map(|(_, piece)| (piece.from, piece.to)).collect();
            continue;
        }
        for piece in &row.pieces {
            let words = &document.text[piece.span.clone()];
            let short =
                words.chars().count() <= 12 && words.starts_with(|c: char| c.is_ascii_digit());
            let under = heads
                .iter()
                .any(|(from, to)| piece.from < *to && piece.to > *from);
            count += usize::from(short && under);
        }
    }
    count
}

fn rows(document: &Document, wide: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    for (nth, block) in document.blocks.iter().enumerate() {
        if matches!(block.kind, BlockKind::Cell(_)) {
            continue;
        }
        let pieces = pieces(document.text_of(block), block.span.start, wide);
        if !pieces.is_empty() {
            let line = block.place.line.unwrap_or(nth);
            rows.push(Row { line, pieces });
        }
    }
    rows
}

fn pieces(text: &str, offset: usize, hanzi: usize) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut column, mut blanks) = (0, 9);
    for (at, c) in text.char_indices() {
        let wide = if c.is_ascii() { 1 } else { hanzi };
        if c.is_whitespace() {
            blanks += wide;
        } else {
            let span = offset + at..offset + at + c.len_utf8();
            match pieces.last_mut() {
                Some(last) if blanks < 2 => {
                    last.to = column + wide;
                    last.span.end = span.end;
                }
                _ => pieces.push(Piece {
                    from: column,
                    to: column + wide,
                    span,
                }),
            }
            blanks = 0;
        }
        column += wide;
    }
    pieces
}

/// What the columns are for, if a line is the head of a table.
fn head(document: &Document, row: &Row) -> Option<Vec<Use>> {
    if row.pieces.len() < 3 {
        return None;
    }
    let mut uses = Vec::new();
    for piece in &row.pieces {
        let flow = Flow::of(&document.text[piece.span.clone()], piece.span.start);
        if flow.len() > 14 || flow.len() < 2 {
            return None;
        }
        uses.push(match words::label(&flow.key) {
            Some(Label::Bodies(_)) => Use::Bodies,
            Some(Label::Time) => Use::Time,
            Some(Label::Persons) => Use::Aside,
            None if ["序号", "编号"].iter().any(|word| flow.has(0, word)) => Use::Number,
            None => Use::Text,
        });
    }
    let first = uses.iter().position(|it| *it == Use::Bodies)?;
    // Of several columns of text the last one before the bodies is the longest.
    let last = uses[..first].iter().rposition(|it| *it == Use::Text)?;
    for (nth, it) in uses.iter_mut().enumerate() {
        if *it == Use::Text && nth != last {
            *it = Use::Aside;
        }
    }
    (uses[0] == Use::Number).then_some(uses)
}

fn is_end(document: &Document, row: &Row) -> bool {
    let [piece] = row.pieces.as_slice() else {
        return false;
    };
    is_page_number(&document.text[piece.span.clone()])
        || document.text[piece.span.clone()].starts_with("附件")
}

struct Page<'a> {
    document: &'a Document,
    head: &'a Row,
    /// How many columns a Hanzi takes.
    wide: usize,
    uses: &'a [Use],
    rows: &'a [Row],
}

/// The pieces of a line by columns.
type Cells = Vec<Vec<Range<usize>>>;

impl Page<'_> {
    fn begin(&self) -> Table {
        let mut table = Table::default();
        for (column, piece) in self.head.pieces.iter().enumerate() {
            let flow = Flow::of(&self.document.text[piece.span.clone()], piece.span.start);
            table.push(field(0, column, flow));
        }
        table
    }

    fn read(&self, table: &mut Table) {
        let cells: Vec<Cells> = self.rows.iter().map(|row| self.cells(row)).collect();
        let is_number = |cells: &Cells| !cells[0].is_empty();
        let numbers: Vec<usize> = (0..cells.len())
            .filter(|nth| is_number(&cells[*nth]))
            .collect();
        let begin = self.continued(
            table,
            &cells,
            numbers.first().copied().unwrap_or(cells.len()),
        );
        self.add_to(table, table.height - 1, &cells[..begin]);
        let mut start = begin;
        for (nth, number) in numbers.iter().enumerate() {
            let end = match numbers.get(nth + 1) {
                Some(next) => self.boundary(&cells, start, *number, *next),
                None => cells.len(),
            };
            self.add_to(table, table.height, &cells[start..end]);
            start = end;
        }
    }

    /// Where the left edge of the long column is.
    fn margin(&self) -> usize {
        let text = self
            .uses
            .iter()
            .position(|it| *it == Use::Text)
            .unwrap_or(0);
        let center = self
            .head
            .pieces
            .get(text)
            .map_or(0, |piece| piece.from.midpoint(piece.to));
        let long = self.rows.iter().flat_map(|row| &row.pieces);
        let long = long.filter(|piece| piece.to - piece.from > 20 && piece.from < center);
        let mut left: Vec<usize> = long.map(|piece| piece.from).collect();
        left.sort_unstable();
        left.get(left.len() / 8)
            .copied()
            .unwrap_or(center.saturating_sub(20))
    }

    fn cells(&self, row: &Row) -> Cells {
        let text = self
            .uses
            .iter()
            .position(|it| *it == Use::Text)
            .unwrap_or(0);
        let margin = self.margin();
        let next = self
            .head
            .pieces
            .get(text + 1)
            .map_or(usize::MAX, |piece| piece.from);
        let mut cells: Cells = vec![Vec::new(); self.uses.len()];
        for piece in &row.pieces {
            let words = &self.document.text[piece.span.clone()];
            let digits = words.chars().all(|c| c.is_ascii_digit()) && words.len() <= 4;
            if digits && piece.from < margin && piece.from < 8 {
                cells[0].push(piece.span.clone());
            } else if piece.from + 2 < margin && piece.to - piece.from <= 24 {
                // Headings at the left go over several rows; they have no place among these.
            } else if piece.from + 4 < next {
                let (own, rest) = self.split(piece, next);
                cells[text].push(own);
                for part in rest {
                    self.right(&mut cells, text, part);
                }
            } else {
                for part in self.words(piece) {
                    self.right(&mut cells, text, part);
                }
            }
        }
        cells
    }

    /// A piece of the long column that a single blank parts from the next column.
    fn split(&self, piece: &Piece, next: usize) -> (Range<usize>, Vec<Piece>) {
        let words = self.words(piece);
        let cut = words.iter().position(|word| word.from + 4 >= next);
        match cut {
            Some(cut) if cut > 0 => {
                let own = piece.span.start..words[cut - 1].span.end;
                (own, words[cut..].to_vec())
            }
            _ => (piece.span.clone(), Vec::new()),
        }
    }

    /// The parts of a piece between single blanks.
    fn words(&self, piece: &Piece) -> Vec<Piece> {
        let mut words: Vec<Piece> = Vec::new();
        let mut column = piece.from;
        let mut open = false;
        for (at, c) in self.document.text[piece.span.clone()].char_indices() {
            let wide = if c.is_ascii() { 1 } else { self.wide };
            let at = piece.span.start + at;
            // A number and its unit stay together.
            let unit = words.last().is_some_and(|word| {
                self.document.text[word.span.clone()].ends_with(|c: char| c.is_ascii_digit())
            });
            if c.is_whitespace() {
                open = false;
            } else if let Some(last) = words.last_mut().filter(|_| open || unit) {
                last.to = column + wide;
                last.span.end = at + c.len_utf8();
                open = true;
            } else {
                words.push(Piece {
                    from: column,
                    to: column + wide,
                    span: at..at + c.len_utf8(),
                });
                open = true;
            }
            column += wide;
        }
        words
    }

    /// Puts a piece into the column at the right whose head is nearest.
    fn right(&self, cells: &mut Cells, text: usize, piece: Piece) {
        let middle = piece.from.midpoint(piece.to);
        let columns = text + 1..self.uses.len();
        let nearest = columns.min_by_key(|column| {
            let head = &self.head.pieces[*column];
            head.from.midpoint(head.to).abs_diff(middle)
        });
        if let Some(column) = nearest {
            cells[column].push(piece.span);
        }
    }

    fn flow(&self, cells: &[Cells], column: usize) -> Flow {
        let mut flow = Flow::default();
        for span in cells.iter().flat_map(|cells| &cells[column]) {
            flow.add(&self.document.text[span.clone()], span.start);
        }
        flow
    }

    /// Where a row ends that has its number in the middle of its height.
    fn boundary(&self, cells: &[Cells], start: usize, number: usize, next: usize) -> usize {
        let line = |nth: usize| self.rows[nth].line;
        let cost = |end: usize| {
            let (above, below) = (line(number) - line(start), line(end - 1) - line(number));
            let mut cost = above.abs_diff(below);
            if line(end) > line(end - 1) + 1 {
                cost = cost.saturating_sub(3);
            } else {
                cost += 3;
            }
            for (column, it) in self.uses.iter().enumerate() {
                let before = self.flow(&cells[start..end], column);
                let after = self.flow(&cells[end..=next], column);
                cost += match it {
                    Use::Text => unfinished_text(&before, &after),
                    Use::Bodies => unfinished_names(&before) + rest_of_name(&after),
                    _ => 0,
                };
            }
            cost
        };
        (number + 1..=next)
            .min_by_key(|end| cost(*end))
            .unwrap_or(next)
    }

    /// How many lines at the begin of a page still belong to the last row of the page before.
    fn continued(&self, table: &Table, cells: &[Cells], first: usize) -> usize {
        if table.height < 2 {
            return 0;
        }
        let last = |column: usize| {
            let fields = table.fields.iter().rev();
            let mut fields = fields.filter(|field| field.row == table.height - 1);
            fields
                .find(|field| field.column == column)
                .map(|field| field.flow.clone())
        };
        let open = self.uses.iter().enumerate().any(|(column, it)| {
            let Some(flow) = last(column) else {
                return false;
            };
            match it {
                Use::Text => !"。;)”".contains(flow.key.last().copied().unwrap_or('。')),
                Use::Bodies => {
                    unfinished_names(&flow) > 0 || self.begins_with_rest(cells, column, first)
                }
                _ => false,
            }
        });
        if !open {
            return 0;
        }
        // Up to the first empty line.
        (1..=first)
            .find(|nth| *nth == first || self.rows[*nth].line > self.rows[*nth - 1].line + 1)
            .unwrap_or(0)
    }

    /// Whether a column begins with what can only be the rest of a name.
    fn begins_with_rest(&self, cells: &[Cells], column: usize, first: usize) -> bool {
        let Some(top) = cells.first().filter(|_| first > 0) else {
            return false;
        };
        let flow = self.flow(std::slice::from_ref(top), column);
        let rests = ["政府", "局", "委", "公司", "集团", "部门", ")"];
        rests
            .iter()
            .any(|rest| flow.len() == rest.chars().count() && flow.has(0, rest))
    }

    fn add_to(&self, table: &mut Table, row: usize, cells: &[Cells]) {
        if cells.is_empty() {
            return;
        }
        for (column, it) in self.uses.iter().enumerate() {
            let flow = self.flow(cells, column);
            if flow.len() == 0 || *it == Use::Aside {
                continue;
            }
            let known = table.fields.iter_mut().rev().take(32);
            let mut known = known.filter(|field| field.row == row && field.column == column);
            match known.next() {
                Some(field) => {
                    for span in cells.iter().flat_map(|cells| &cells[column]) {
                        field
                            .flow
                            .add(&self.document.text[span.clone()], span.start);
                    }
                }
                None => table.push(field(row, column, flow)),
            }
        }
    }
}

fn field(row: usize, column: usize, flow: Flow) -> Field {
    let at = flow.place(0);
    Field {
        row,
        column,
        rows: 1,
        columns: 1,
        flow,
        at,
    }
}

/// What speaks against the end of a text here.
fn unfinished_text(before: &Flow, after: &Flow) -> usize {
    let ended = before.key.last().is_none_or(|c| "。;)”".contains(*c));
    let empty = before.len() == 0;
    6 * usize::from(!ended) + 8 * usize::from(empty) + 4 * usize::from(after.len() == 0)
}

/// What speaks against a list of names that begins here.
fn rest_of_name(flow: &Flow) -> usize {
    let mut depth = 0_i32;
    for c in &flow.key {
        depth += i32::from(*c == '(') - i32::from(*c == ')');
        if depth < 0 {
            return 10;
        }
    }
    let rests = ["局", "委", "院", "行", "部", "公司", "集团", "、", ","];
    let rest = rests.iter().any(|rest| flow.has(0, rest));
    8 * usize::from(rest)
}

/// What speaks against a list of names that ends here.
fn unfinished_names(flow: &Flow) -> usize {
    let count = |c: char| flow.key.iter().filter(|it| **it == c).count();
    let open = count('(') != count(')');
    let comma = flow.key.last().is_some_and(|c| "、,".contains(fold(*c)));
    let body = flow.len() == 0 || flow.key == ['/'] || super::names::is_body(&flow.key);
    8 * usize::from(open) + 6 * usize::from(comma) + 5 * usize::from(!body && !open && !comma)
}
