//! Lines become paragraphs: page numbers go, lines that a page cut are joined.

use std::ops::Range;

use super::flow::{Flow, begins};
use super::fold::fold;
use super::marks;
use super::words;
use crate::import::{BlockKind, Document};

/// A line of the document's text, without blanks around it.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Where it stands, in bytes.
    pub span: Range<usize>,
    /// How long it is, in Hanzi and letters.
    pub length: usize,
}

/// The lines of all blocks that are no cells, empty ones left out.
pub(super) fn lines(document: &Document) -> Vec<Line> {
    let mut lines = Vec::new();
    for block in &document.blocks {
        if matches!(block.kind, BlockKind::Cell(_)) {
            continue;
        }
        let mut start = block.span.start;
        for line in document.text_of(block).split('\n') {
            let trimmed = line.trim();
            if !trimmed.is_empty() {
                let before = line.len() - line.trim_start().len();
                lines.push(Line {
                    span: start + before..start + before + trimmed.len(),
                    length: trimmed.chars().filter(|c| !c.is_whitespace()).count(),
                });
            }
            start += line.len() + 1;
        }
    }
    lines
}

/// Whether a line is only a page number: — 3 —, - 12 -, 第 3 页.
pub(super) fn is_page_number(line: &str) -> bool {
    let key: Vec<char> = line
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(fold)
        .collect();
    if key.len() > 14 || key.is_empty() {
        return false;
    }
    let dashes = key.iter().take_while(|c| **c == '-').count();
    let behind = key.iter().rev().take_while(|c| **c == '-').count();
    if dashes + behind < key.len() {
        let inner = &key[dashes..key.len() - behind];
        let digits = inner.iter().all(char::is_ascii_digit);
        if digits && inner.len() <= 4 && (dashes > 0 && behind > 0 || inner.len() <= 3) {
            return true;
        }
    }
    let digits = key.iter().any(char::is_ascii_digit);
    digits
        && key.first() == Some(&'第')
        && key.contains(&'页')
        && key
            .iter()
            .all(|c| c.is_ascii_digit() || "第页共,/、".contains(*c))
}

/// Joins lines to paragraphs. Lines of the ranges that tables take are left out.
pub(super) fn paragraphs(document: &Document, lines: &[Line], taken: &[Range<usize>]) -> Flow {
    let text = &document.text;
    let kept: Vec<&Line> = lines
        .iter()
        .filter(|line| !is_page_number(&text[line.span.clone()]))
        .collect();
    let width = wrap_width(text, &kept);
    let mut flow = Flow::default();
    let mut tables = taken.iter().peekable();
    let mut last: Option<&Line> = None;
    let mut open = 0_usize;
    let mut since = 0_usize;
    for line in kept {
        while tables
            .next_if(|table| table.end <= line.span.start)
            .is_some()
        {
            last = None;
        }
        if tables
            .peek()
            .is_some_and(|table| table.start <= line.span.start)
        {
            last = None;
            continue;
        }
        let words = &text[line.span.clone()];
        let joins = last.is_some_and(|last| {
            let before = text[last.span.clone()]
                .chars()
                .next_back()
                .map_or('。', fold);
            goes_on(before, words, last.length, width, open > 0 && since < 900)
        });
        if !joins {
            flow.end_paragraph(line.span.start);
            open = 0;
            since = 0;
        }
        flow.add(words, line.span.start);
        for c in words.chars().map(fold) {
            since += 1;
            match c {
                '(' => {
                    open += 1;
                    since = 0;
                }
                ')' => open = open.saturating_sub(1),
                _ => {}
            }
        }
        last = Some(line);
    }
    flow.end_paragraph(text.len());
    read_verbs_as_colons(&mut flow);
    flow
}

/// 责任单位为市财政局 says what 责任单位：市财政局 says. A rule, 责任单位为牵头单位, stays one.
fn read_verbs_as_colons(flow: &mut Flow) {
    let labels = [
        "责任单位",
        "责任部门",
        "牵头单位",
        "牵头部门",
        "配合单位",
        "配合部门",
        "主办单位",
        "协办单位",
    ];
    let of_rules = ["牵头", "责任", "主", "第", "该", "本", "各"];
    for nth in 4..flow.key.len() {
        let behind = &flow.key[nth + 1..];
        let is_rule = of_rules.iter().any(|word| begins(behind, word));
        let is_label = || {
            labels
                .iter()
                .any(|word| super::flow::ends(&flow.key[..nth], word))
        };
        if flow.key[nth] == '为' && !is_rule && is_label() {
            flow.key[nth] = ':';
        }
    }
}

/// How long lines are where a page cut them; `None` where paragraphs stand on one line each.
fn wrap_width(text: &str, lines: &[&Line]) -> Option<usize> {
    let mut lengths: Vec<usize> = lines.iter().map(|line| line.length).collect();
    lengths.sort_unstable();
    let width = *lengths.get(lengths.len().checked_sub(1)? * 9 / 10)?;
    if !(12..=70).contains(&width) {
        return None;
    }
    let (mut all, mut cut) = (0, 0);
    for (nth, line) in lines.iter().enumerate() {
        if line.length * 10 < width * 7 {
            continue;
        }
        all += 1;
        let last = text[line.span.clone()]
            .chars()
            .next_back()
            .map_or(' ', fold);
        // A list of names needs no full stop where a label or a number begins the next line.
        let next = lines.get(nth + 1);
        let ends = next.is_none_or(|next| begins_anew(&text[next.span.clone()]));
        cut += usize::from(!ends && !"。!?;:)>”".contains(last));
    }
    (all >= 4 && cut * 10 >= all * 4).then_some(width)
}

/// Whether a line begins with a number or a label: no sentence goes on like this.
fn begins_anew(line: &str) -> bool {
    let key: Vec<char> = line
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(fold)
        .take(40)
        .collect();
    let colon = key.iter().take(14).position(|c| *c == ':');
    marks::at_line_start(&key).is_some()
        || colon.is_some_and(|colon| words::label(&key[..colon]).is_some())
}

/// Whether a line goes on with the sentence of the line before it.
fn goes_on(before: char, line: &str, length: usize, width: Option<usize>, open: bool) -> bool {
    let key: Vec<char> = line
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(fold)
        .collect();
    let mark = marks::at_line_start(&key);
    let strong = mark.is_some_and(marks::Style::is_strong);
    let first = key.first().copied().unwrap_or(' ');
    let colon = key.iter().take(14).position(|c| *c == ':');
    if !open && colon.is_some_and(|colon| words::label(&key[..colon]).is_some()) {
        return false;
    }
    // No line of its own begins like this.
    if ",、;。:)>”’".contains(first) || before == '、' || before == ',' && width.is_some() {
        return true;
    }
    if open {
        // A bracket whose end is missing does not take the next item.
        return mark.is_none() || "、,(:".contains(before) && !strong;
    }
    let Some(width) = width else { return false };
    if "。!?;:".contains(before) {
        return false;
    }
    let full = length + 3 >= width || length * 10 >= width * 8;
    if mark.is_some() {
        // A number at the begin of a line may be one inside the sentence that was cut.
        return full && !strong && !")”".contains(before);
    }
    full && !(before == ')' && first == '(')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_told_from_text() {
        for line in [
            "— 3 —",
            "-12-",
            "－ 4 －",
            "第 3 页",
            "第3页 共12页",
            "7",
            "—1—",
        ] {
            assert!(is_page_number(line), "{line}");
        }
        for line in ["2025", "一", "3个", "第3条", "—", "1月—2月", "5%"] {
            assert!(!is_page_number(line), "{line}");
        }
    }
}
