//! A document as a reader sees it, row by row, with what was read from each stretch of it.

use std::ops::Range;

use super::document::{BlockKind, Document};
use super::understand::{Confidence, Reading};
use crate::model::Role;

/// A heading of a text file has at most so many characters.
const LONGEST_HEADING: usize = 40;

/// A document in rows, each with what was read from it.
#[derive(Clone, Debug, Default)]
pub struct Passages {
    /// The rows, in the document's order.
    pub rows: Vec<Passage>,
    /// What was read, in the document's order; no two overlap.
    pub marks: Vec<Mark>,
}

/// A row of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands in the document's text, in bytes.
    pub span: Range<usize>,
    /// What it is.
    pub kind: PassageKind,
    /// The task, by its number in the reading, that it belongs to.
    pub task: Option<usize>,
    /// The number of its page, where a new page begins here.
    pub new_page: Option<usize>,
}

/// What a row of the document is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PassageKind {
    /// A heading.
    Heading,
    /// A paragraph, or the part of one that makes a task.
    Paragraph,
    /// A row of a table: its cells from the left, each with its first column and its text, and how
    /// wide every column of the table is, in characters.
    Cells(Vec<(usize, Range<usize>)>, Vec<usize>),
}

/// A stretch of the document and what was read from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where it stands in the document's text, in bytes.
    pub span: Range<usize>,
    /// The task that has it, by its number in the reading.
    pub task: usize,
    /// What it was read as.
    pub kind: MarkKind,
}

/// What a stretch was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// A body in a role.
    Body(Role),
    /// A body in a role, and the reading is doubtful.
    Doubtful(Role),
    /// A deadline.
    Due,
    /// A target, or the part of its clause that nothing else was read from.
    Target,
    /// Words that look like duties and were not read: the number of the finding.
    Unread(usize),
}

impl Passages {
    /// The rows of a document, with what a reading made of them.
    #[must_use]
    pub fn of(document: &Document, reading: &Reading) -> Self {
        let mut starts: Vec<(usize, usize)> = reading
            .tasks
            .iter()
            .enumerate()
            .map(|(nth, task)| (task.at, nth))
            .collect();
        starts.sort_unstable();
        Self {
            rows: rows(document, &starts),
            marks: marks(document, reading, &starts),
        }
    }

    /// The marks inside a stretch of the document.
    #[must_use]
    pub fn marks_in(&self, span: &Range<usize>) -> &[Mark] {
        let from = self
            .marks
            .partition_point(|mark| mark.span.end <= span.start);
        let to = self
            .marks
            .partition_point(|mark| mark.span.start < span.end);
        &self.marks[from..to.max(from)]
    }

    /// The row that holds a place of the document, or the last one before it.
    #[must_use]
    pub fn row_at(&self, at: usize) -> Option<usize> {
        let after = self.rows.partition_point(|row| row.span.start <= at);
        after.checked_sub(1)
    }
}

/// The task that a place belongs to: the last one that begins before it.
fn task_at(starts: &[(usize, usize)], at: usize) -> Option<usize> {
    let after = starts.partition_point(|(start, _)| *start <= at);
    after.checked_sub(1).map(|nth| starts[nth].1)
}

fn rows(document: &Document, starts: &[(usize, usize)]) -> Vec<Passage> {
    let mut rows: Vec<Passage> = Vec::new();
    let mut page = None;
    let mut nth = 0;
    while nth < document.blocks.len() {
        let block = &document.blocks[nth];
        let new_page = block.place.page.filter(|_| block.place.page != page);
        page = block.place.page.or(page);
        let first = rows.len();
        if let BlockKind::Cell(cell) = &block.kind {
            let is_of_table = |kind: &BlockKind| matches!(kind, BlockKind::Cell(other) if other.table == cell.table);
            let blocks = &document.blocks[nth..];
            let end = blocks.iter().position(|block| !is_of_table(&block.kind));
            let blocks = &blocks[..end.unwrap_or(blocks.len())];
            table(document, blocks, starts, &mut rows);
            nth += blocks.len();
        } else {
            let text = document.text_of(block);
            let heading = matches!(block.kind, BlockKind::Heading(_)) || is_heading(text);
            for span in parts(&block.span, starts) {
                let span = trimmed(&document.text, span);
                let task = (!heading || starts.iter().any(|(at, _)| span.contains(at)))
                    .then(|| task_at(starts, span.end.saturating_sub(1)))
                    .flatten();
                let kind = if heading {
                    PassageKind::Heading
                } else {
                    PassageKind::Paragraph
                };
                rows.push(Passage {
                    span,
                    kind,
                    task,
                    new_page: None,
                });
            }
            nth += 1;
        }
        if let Some(row) = rows.get_mut(first) {
            row.new_page = new_page;
        }
    }
    rows
}

/// A paragraph cut where a task begins inside of it: a text without line breaks holds them all.
fn parts(span: &Range<usize>, starts: &[(usize, usize)]) -> Vec<Range<usize>> {
    let from = starts.partition_point(|(at, _)| *at <= span.start);
    let inside = starts[from..].iter().map(|(at, _)| *at);
    let mut begin = span.start;
    let mut parts = Vec::new();
    for at in inside.take_while(|at| *at < span.end) {
        if at > begin {
            parts.push(begin..at);
            begin = at;
        }
    }
    parts.push(begin..span.end);
    parts
}

/// A stretch without the blanks and line feeds at its end.
fn trimmed(text: &str, span: Range<usize>) -> Range<usize> {
    let words = text.get(span.clone()).unwrap_or_default();
    span.start..span.start + words.trim_end().len()
}

/// Whether a line is short and begins as headings are numbered: 一、 （一） 第一章 1.
fn is_heading(text: &str) -> bool {
    let text = text.trim();
    let number = |c: char| "一二三四五六七八九十".contains(c);
    let rest = text.trim_start_matches(['（', '(', '第']);
    let after = rest.trim_start_matches(number);
    let is_numbered = after.len() < rest.len()
        && after.starts_with(['、', '）', ')', '章', '节', '部', '.', '．']);
    let is_short = text.chars().count() <= LONGEST_HEADING;
    is_numbered && is_short && !text.contains(['。', '；', '：'])
}

fn table(
    document: &Document,
    blocks: &[super::document::Block],
    starts: &[(usize, usize)],
    rows: &mut Vec<Passage>,
) {
    /// A column is at least and at most so many characters wide.
    const WIDTHS: (usize, usize) = (3, 40);
    let cells = || {
        blocks.iter().filter_map(|block| match &block.kind {
            BlockKind::Cell(cell) => Some((cell, block)),
            _ => None,
        })
    };
    let columns = cells().map(|(cell, _)| cell.column + cell.columns).max();
    let mut widths = vec![WIDTHS.0; columns.unwrap_or(1)];
    for (cell, block) in cells().filter(|(cell, _)| cell.columns == 1) {
        let longest = document
            .text_of(block)
            .lines()
            .map(|line| line.chars().count());
        let longest = longest.max().unwrap_or(0).min(WIDTHS.1);
        widths[cell.column] = widths[cell.column].max(longest);
    }
    let mut row: Vec<(usize, Range<usize>)> = Vec::new();
    let mut number = None;
    let mut put = |row: &mut Vec<(usize, Range<usize>)>| {
        let (Some(first), Some(last)) = (row.first(), row.last()) else {
            return;
        };
        let span = first.1.start..last.1.end;
        // A task of a table begins in one of the cells of its row.
        let task = task_at(starts, span.end);
        rows.push(Passage {
            span,
            kind: PassageKind::Cells(std::mem::take(row), widths.clone()),
            task,
            new_page: None,
        });
    };
    for (cell, block) in cells() {
        if number.is_some_and(|number| number != cell.row) {
            put(&mut row);
        }
        number = Some(cell.row);
        row.push((cell.column, block.span.clone()));
    }
    put(&mut row);
}

fn marks(document: &Document, reading: &Reading, starts: &[(usize, usize)]) -> Vec<Mark> {
    let text = document.text.as_str();
    let mut marks: Vec<Mark> = Vec::new();
    for (task, read) in reading.tasks.iter().enumerate() {
        for duty in &read.duties {
            let kind = match duty.confidence {
                Confidence::Doubtful => MarkKind::Doubtful(duty.role),
                Confidence::Sure | Confidence::Likely => MarkKind::Body(duty.role),
            };
            let span = extent(text, duty.at, &duty.written);
            marks.push(Mark { span, task, kind });
        }
        let after = starts.partition_point(|(at, _)| *at <= read.at);
        let end = starts.get(after).map_or(text.len(), |(at, _)| *at);
        let own = text.get(read.at..end).unwrap_or_default();
        for (words, _) in &read.dues {
            if let Some(found) = own.find(words.as_str()).filter(|_| !words.is_empty()) {
                let from = read.at + found;
                let span = from..from + words.len();
                let kind = MarkKind::Due;
                marks.push(Mark { span, task, kind });
            }
        }
    }
    for (nth, finding) in reading.findings.iter().enumerate() {
        marks.push(Mark {
            span: extent(text, finding.at, &finding.words),
            task: task_at(starts, finding.at).unwrap_or_default(),
            kind: MarkKind::Unread(nth),
        });
    }
    marks.retain(|mark| !mark.span.is_empty());
    marks.sort_by_key(|mark| (mark.span.start, mark.span.end));
    let mut end = 0;
    marks.retain(|mark| {
        let is_free = mark.span.start >= end;
        if is_free {
            end = mark.span.end;
        }
        is_free
    });
    add_targets(text, reading, starts, &mut marks);
    marks
}

/// Adds the clauses of targets, each without what else was read from it.
fn add_targets(text: &str, reading: &Reading, starts: &[(usize, usize)], marks: &mut Vec<Mark>) {
    let mut targets: Vec<Mark> = Vec::new();
    for (task, read) in reading.tasks.iter().enumerate() {
        let after = starts.partition_point(|(at, _)| *at <= read.at);
        let end = starts.get(after).map_or(text.len(), |(at, _)| *at);
        let own = text.get(read.at..end).unwrap_or_default();
        for target in &read.targets {
            let words = target.written.trim();
            let Some(found) = own.find(words).filter(|_| !words.is_empty()) else {
                continue;
            };
            let clause = read.at + found..read.at + found + words.len();
            let mut from = clause.start;
            let first = marks.partition_point(|mark| mark.span.end <= from);
            for mark in &marks[first..] {
                if mark.span.start >= clause.end {
                    break;
                }
                targets.push(target_mark(task, from..mark.span.start));
                from = mark.span.end;
            }
            targets.push(target_mark(task, from..clause.end));
        }
    }
    targets.retain(|mark| mark.span.start < mark.span.end);
    targets.sort_by_key(|mark| (mark.span.start, mark.span.end));
    // Several targets of one clause are marked once.
    let mut end = 0;
    targets.retain(|mark| {
        let is_free = mark.span.start >= end;
        if is_free {
            end = mark.span.end;
        }
        is_free
    });
    marks.extend(targets);
    marks.sort_by_key(|mark| (mark.span.start, mark.span.end));
}

fn target_mark(task: usize, span: Range<usize>) -> Mark {
    let kind = MarkKind::Target;
    Mark { span, task, kind }
}

/// How far words go that begin at a place. What was put back into a name (市) is not in the text, and
/// a name may be torn by the end of a line.
fn extent(text: &str, at: usize, words: &str) -> Range<usize> {
    let Some(rest) = text.get(at..) else {
        return 0..0;
    };
    let mut here = rest.char_indices().peekable();
    let mut end = 0;
    for wanted in words.chars() {
        let mut ahead = here.clone();
        while ahead.next_if(|(_, c)| c.is_whitespace()).is_some() {}
        if let Some((at, found)) = ahead.next_if(|(_, c)| *c == wanted) {
            end = at + found.len_utf8();
            here = ahead;
        }
    }
    at..at + end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::document::{Cell, Place};
    use crate::import::understand;

    fn read(document: &Document) -> (Reading, Passages) {
        let reading = understand::understand(document);
        let passages = Passages::of(document, &reading);
        (reading, passages)
    }

    fn of_lines(lines: &[&str]) -> Document {
        let mut document = Document::default();
        for line in lines {
            document.push(line, BlockKind::Paragraph, Place::default());
        }
        document
    }

    #[test]
    fn the_clause_of_a_target_is_marked_around_its_deadline() {
        let document = of_lines(&[
            "行动方案",
            "一、主要任务",
            "1.加强培育。2026年底前培育单项冠军企业20家以上。（责任单位：市财政局）",
        ]);
        let (reading, passages) = read(&document);
        assert_eq!(reading.tasks[0].targets.len(), 1);
        let words: Vec<(&str, MarkKind)> = passages
            .marks
            .iter()
            .map(|mark| (&document.text[mark.span.clone()], mark.kind))
            .collect();
        assert_eq!(words[0], ("2026年底前", MarkKind::Due));
        assert_eq!(words[1].1, MarkKind::Target);
        assert!(words[1].0.starts_with("培育单项冠军企业20家"), "{words:?}");
        assert_eq!(words[2], ("市财政局", MarkKind::Body(Role::Responsible)));
        let spans = passages.marks.windows(2);
        for pair in spans {
            assert!(pair[0].span.end <= pair[1].span.start);
        }
    }

    #[test]
    fn a_row_knows_its_task_and_its_marks() {
        let document = of_lines(&[
            "行动方案",
            "一、主要任务",
            "1.加强培育。2026年底前建成。（牵头单位：市经信局；责任单位：市财政局）",
            "2.扩大开放。（责任单位：市商务局）",
        ]);
        let (reading, passages) = read(&document);
        assert_eq!(reading.tasks.len(), 2);
        let kinds: Vec<_> = passages.rows.iter().map(|row| row.kind.clone()).collect();
        assert_eq!(kinds[1], PassageKind::Heading);
        let tasks: Vec<_> = passages.rows.iter().map(|row| row.task).collect();
        assert_eq!(tasks, [None, None, Some(0), Some(1)]);
        let words = |row: usize| -> Vec<(&str, MarkKind)> {
            let marks = passages.marks_in(&passages.rows[row].span);
            let words = marks.iter();
            words
                .map(|mark| (&document.text[mark.span.clone()], mark.kind))
                .collect()
        };
        assert_eq!(
            words(2),
            [
                ("2026年底前", MarkKind::Due),
                ("市经信局", MarkKind::Body(Role::Lead)),
                ("市财政局", MarkKind::Body(Role::Responsible)),
            ]
        );
        assert_eq!(words(3), [("市商务局", MarkKind::Body(Role::Responsible))]);
        assert_eq!(passages.row_at(reading.tasks[1].at), Some(3));
    }

    #[test]
    fn a_text_without_line_breaks_is_cut_where_tasks_begin() {
        let document = of_lines(&[
            "一、主要任务 1.加强培育。（责任单位：市经信局） 2.扩大开放。（责任单位：市商务局）",
        ]);
        let (reading, passages) = read(&document);
        assert_eq!(reading.tasks.len(), 2);
        let tasks: Vec<_> = passages.rows.iter().map(|row| row.task).collect();
        assert!(tasks.ends_with(&[Some(0), Some(1)]), "{tasks:?}");
        let rows = passages.rows.iter();
        let rows: Vec<&str> = rows.map(|row| &document.text[row.span.clone()]).collect();
        assert_eq!(rows.join(" "), document.text, "nothing is cut off");
    }

    #[test]
    fn a_table_has_a_row_for_a_row() {
        let mut document = Document::default();
        let texts = [
            ["序号", "工作任务", "牵头单位"],
            ["1", "加强培育", "市经信局"],
            ["2", "扩大开放", "市商务局"],
        ];
        for (row, cells) in texts.iter().enumerate() {
            for (column, text) in cells.iter().enumerate() {
                let cell = Cell {
                    table: 0,
                    row,
                    column,
                    rows: 1,
                    columns: 1,
                };
                document.push(text, BlockKind::Cell(cell), Place::default());
            }
        }
        let (reading, passages) = read(&document);
        assert_eq!(reading.tasks.len(), 2);
        let tasks: Vec<_> = passages.rows.iter().map(|row| row.task).collect();
        assert_eq!(tasks, [None, Some(0), Some(1)]);
        let PassageKind::Cells(cells, widths) = &passages.rows[1].kind else {
            panic!("no cells");
        };
        assert_eq!((cells.len(), widths.as_slice()), (3, &[3, 4, 4][..]));
    }

    #[test]
    fn a_name_that_was_mended_is_marked_as_far_as_it_stands_there() {
        assert_eq!(extent("由发改委、市", 3, "市发改委"), 3..12);
        assert_eq!(extent("市发\n改委", 0, "市发改委"), 0..13);
        assert_eq!(extent("市", 90, "市"), 0..0);
    }
}
