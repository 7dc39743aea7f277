//! Sentences of running text that say who answers: 此项工作由市人社局牵头，市残联配合。
//!
//! Nothing sets them apart from the text around them, so that they are read only where a sentence,
//! or what stands behind its 由, is made of names and verbs and of nothing else.

use std::ops::Range;

use super::flow::{Flow, begins};
use super::names;
use super::note::{self, Note};
use super::outline::Item;
use super::tasks::Placed;

/// The longest sentence that is looked at, and the most places in it where the names may begin.
const LONGEST: usize = 300;
const MOST_STARTS: usize = 6;

/// What may stand behind a verb for the sentence to say no more than who answers.
const DONE: [&str; 12] = [
    "",
    "单位",
    "落实",
    "抓落实",
    "工作",
    "实施",
    "组织实施",
    "推进",
    "负责",
    "分工负责",
    "分工落实",
    "抓好落实",
];

/// Sentences about what the document itself is, and not about a task.
const OF_DOCUMENT: [&str; 8] = [
    "本办法",
    "本条例",
    "本规定",
    "本细则",
    "本意见",
    "本方案",
    "本通知",
    "本措施",
];

/// The sentences outside of the notes that are there already, which stand in order.
pub(super) fn said(flow: &Flow, items: &[Item], taken: &[Placed]) -> Vec<Placed> {
    let mut placed = Vec::new();
    let mut taken = taken.iter().peekable();
    let mut bodies = items.iter().map(|item| item.body).peekable();
    let mut starts = items.iter().map(|item| item.start).peekable();
    let (mut start, mut depth) = (0, 0_usize);
    let mut nth = 0;
    while nth < flow.len() {
        if let Some(note) = taken.next_if(|note| note.span.start <= nth) {
            nth = nth.max(note.span.end);
            (start, depth) = (nth, 0);
            continue;
        }
        while starts.next_if(|at| *at <= nth).is_some() {
            (start, depth) = (nth, 0);
        }
        while bodies.next_if(|at| *at <= nth).is_some() {
            start = nth;
        }
        match flow.key[nth] {
            '(' | '<' => depth += 1,
            ')' | '>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let c = flow.key[nth];
        if c == '\n' || depth == 0 && "。;!?".contains(c) {
            if let Some((span, note)) = sentence(flow, start..nth) {
                placed.push(Placed {
                    own: flow.begins_paragraph(span.start),
                    heads: false,
                    span,
                    note,
                });
            }
            (start, depth) = (nth + 1, 0);
        }
        nth += 1;
    }
    placed
}

/// Reads a sentence, if it says who answers; its span begins where it begins.
fn sentence(flow: &Flow, range: Range<usize>) -> Option<(Range<usize>, Note)> {
    if !(6..=LONGEST).contains(&range.len()) {
        return None;
    }
    let key = &flow.key[range.clone()];
    if OF_DOCUMENT.iter().any(|word| begins(key, word)) {
        return None;
    }
    let mut depth = 0_usize;
    let behind = range.clone().filter(|nth| {
        match flow.key[*nth] {
            '(' | '<' => depth += 1,
            ')' | '>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && flow.key[*nth] == '由'
    });
    let behind = behind.map(|nth| nth + 1).take(MOST_STARTS);
    for from in std::iter::once(range.start).chain(behind) {
        if !says_who(flow, from..range.end) {
            continue;
        }
        let mut note = note::read(flow, from..range.end, None);
        note.running = true;
        if note.said && !note.labelled && note.is_sound(flow) {
            return Some((range, note));
        }
    }
    None
}

/// Whether a range is made of names and verbs alone.
fn says_who(flow: &Flow, range: Range<usize>) -> bool {
    let clauses: Vec<Range<usize>> = clauses(flow, range);
    let mut done = false;
    for clause in clauses {
        let Some((at, _)) = note::verb(flow, clause.clone()) else {
            // Names that go on up to the verb of the next clause.
            done = false;
            if !all_strong(flow, clause) {
                return false;
            }
            continue;
        };
        if !all_strong(flow, clause.start..at.start) {
            return false;
        }
        let rest = &flow.key[at.end..clause.end];
        let more = ["会同", "、", "和", "与", "联合"];
        let goes_on = more.into_iter().find(|word| begins(rest, word));
        if let Some(word) = goes_on {
            let from = at.end + word.chars().count();
            let next = note::verb(flow, from..clause.end);
            let (end, behind) = match next {
                Some((next, _)) => (next.start, &flow.key[next.end..clause.end]),
                None => (clause.end, &[][..]),
            };
            if !all_strong(flow, from..end) || !is_done(behind) {
                return false;
            }
        } else if !is_done(rest) {
            return false;
        }
        done = true;
    }
    done
}

fn is_done(key: &[char]) -> bool {
    DONE.iter().any(|word| key.iter().copied().eq(word.chars()))
}

/// Whether all names of a range are bodies beyond doubt.
fn all_strong(flow: &Flow, range: Range<usize>) -> bool {
    let list = names::split(flow, range);
    !list.names.is_empty()
        && list
            .names
            .iter()
            .all(|(name, _)| names::is_strong(&flow.key[name.clone()]))
}

/// The parts between commas outside of brackets.
fn clauses(flow: &Flow, range: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut depth) = (range.start, 0_usize);
    for nth in range.clone() {
        match flow.key[nth] {
            '(' | '<' => depth += 1,
            ')' | '>' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.push(start..nth);
                start = nth + 1;
            }
            _ => {}
        }
    }
    parts.push(start..range.end);
    parts.retain(|part| !part.is_empty());
    parts
}
