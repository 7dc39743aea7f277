//! Notes find their items: every note belongs to the innermost item that it closes.

use std::ops::Range;

use super::flow::{Flow, holds};
use super::groups::{Group, groups};
use super::names;
use super::note::{self, Note};
use super::outline::Item;

/// A note and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    /// From its opening bracket or label to its end.
    pub span: Range<usize>,
    /// What it says.
    pub note: Note,
    /// Whether it stands in a paragraph of its own.
    pub own: bool,
    /// Whether it stands before what it is about: 【市医保局】推进改革.
    pub heads: bool,
}

/// The notes of an item, one for each part of it.
#[derive(Clone, Debug)]
pub(super) struct Noted {
    /// The item.
    pub item: usize,
    /// Its notes, in order; what stands up to each is its part.
    pub notes: Vec<Placed>,
}

/// A place with a word of responsibility that could not be read.
#[derive(Clone, Debug)]
pub(super) struct Unread {
    /// Where it stands.
    pub span: Range<usize>,
}

/// The longest note that is read: longer brackets are text.
const LONGEST: usize = 3000;

/// The deepest nesting of brackets in a note.
const DEEPEST: usize = 5;

/// All notes of a text by items, and what looked like one and was not read. `ruled` says that the
/// document has a rule for its lists of names.
pub(super) fn noted(flow: &Flow, items: &[Item], ruled: bool) -> (Vec<Noted>, Vec<Unread>) {
    let starts: Vec<usize> = items.iter().map(|item| item.start).collect();
    let groups = groups(flow, &starts);
    let mut unread = Vec::new();
    let mut placed = bracketed(flow, items, &groups, &mut unread);
    placed.extend(labelled(flow, items, &groups, &placed));
    placed.sort_by_key(|note| note.span.start);
    let said = super::sentences::said(flow, items, &placed);
    placed.extend(said);
    // Names alone in brackets are notes where others are, or where all are like that.
    let is_bare = |note: &Placed| !note.note.labelled && !note.note.said;
    let bare = placed.iter().filter(|note| is_bare(note)).count();
    let beyond_doubt = |note: &Placed| {
        let mut duties = note.note.duties.iter();
        duties.all(|duty| names::is_strong(&flow.key[duty.name.clone()]))
    };
    let enough = if ruled || placed.iter().all(beyond_doubt) {
        2
    } else {
        3
    };
    if bare == placed.len() && bare < enough {
        placed.clear();
    }
    placed.sort_by_key(|note| note.span.start);
    unread.retain(|unread: &Unread| {
        let before = placed.partition_point(|note| note.span.start <= unread.span.start);
        let around = before.checked_sub(1).map(|nth| &placed[nth].span);
        around.is_none_or(|span| span.end < unread.span.end)
    });
    let mut noted: Vec<Noted> = Vec::new();
    for note in placed {
        let item = starts
            .partition_point(|start| *start <= note.span.start)
            .max(1)
            - 1;
        match noted.last_mut() {
            Some(last) if last.item == item => last.add(flow, note),
            _ => noted.push(Noted {
                item,
                notes: vec![note],
            }),
        }
    }
    // A time or a contact alone is no task.
    for noted in &mut noted {
        noted.notes.retain(|note| !note.note.duties.is_empty());
    }
    noted.retain(|noted| !noted.notes.is_empty());
    lift(items, &mut noted);
    (noted, unread)
}

impl Noted {
    fn add(&mut self, flow: &Flow, next: Placed) {
        let last = self.notes.last_mut().filter(|last| {
            let between = flow.key.get(last.span.end..next.span.start);
            between.is_some_and(|key| key.iter().all(|c| ",;。、\n ".contains(*c)))
        });
        match last {
            Some(last) => last.take(next),
            None => self.notes.push(next),
        }
    }
}

impl Placed {
    /// Two notes at one place are one.
    fn take(&mut self, next: Self) {
        self.span.end = next.span.end;
        self.note.duties.extend(next.note.duties);
        self.note.times.extend(next.note.times);
        self.note.persons.extend(next.note.persons);
        self.note.rule = self.note.rule.or(next.note.rule);
        self.note.and_others |= next.note.and_others;
    }
}

fn bracketed(
    flow: &Flow,
    items: &[Item],
    groups: &[Group],
    unread: &mut Vec<Unread>,
) -> Vec<Placed> {
    let mut placed: Vec<Placed> = Vec::new();
    let mut done = 0;
    for (nth, group) in groups.iter().enumerate() {
        if group.open < done || group.inner.len() > LONGEST || group.height > DEEPEST {
            continue;
        }
        let mut inner = group.inner.clone();
        let key = &flow.key[inner.clone()];
        let mut open_ended = false;
        if !group.closed {
            // Without its end only what begins as a note is one, or ends as one with its line.
            let begin = note::labels(flow, inner.start..inner.end.min(inner.start + 16));
            if begin.iter().any(|(at, _, _)| at.start == inner.start) {
                let stop = key.iter().position(|c| *c == '。').unwrap_or(key.len());
                inner.end = inner.start + stop;
            } else {
                open_ended = true;
            }
        }
        let mut end = inner.end + usize::from(group.closed);
        let read = if super::words::label(key).is_some()
            && group.closed
            && (begins_sentence(flow, items, group.open) || done > 0 && group.open == done)
        {
            // 【牵头单位】市财政局【责任单位】市科技局。
            let rest = groups.get(nth + 1).map_or(flow.len(), |next| next.open);
            let line = line_end(flow, end, rest);
            let Some(label) = super::words::label(key) else {
                continue;
            };
            let from = end + usize::from(flow.key.get(end) == Some(&':'));
            end = line;
            of_label(flow, label, inner.clone(), from.min(line)..line)
        } else {
            note::read(flow, inner.clone(), None)
        };
        let word = ["牵头", "责任", "负责", "配合", "主办", "协办", "督办"];
        let has_word = word
            .iter()
            .any(|word| holds(&flow.key[inner.clone()], word));
        let closes = closes_item(flow, items, group.open..end);
        let heads =
            group.closed && end == group.inner.end + 1 && heads_item(flow, items, group.open..end);
        if read.is_sound(flow)
            && (read.labelled || read.said || closes || heads)
            && (!open_ended || read.said && !read.labelled)
        {
            done = end;
            let own = flow.begins_paragraph(group.open);
            placed.push(Placed {
                span: group.open..end,
                note: read,
                own,
                heads,
            });
        } else if has_word && group.depth == 0 {
            unread.push(Unread {
                span: group.open..end,
            });
        }
    }
    placed
}

/// Whether a sentence begins here.
fn begins_sentence(flow: &Flow, items: &[Item], nth: usize) -> bool {
    let item = items.partition_point(|item| item.start <= nth);
    let body = item
        .checked_sub(1)
        .is_some_and(|item| items[item].body == nth);
    body || flow.begins_paragraph(nth) || "。;!?)”".contains(flow.key[nth - 1])
}

/// A note that is one label and what it labels.
fn of_label(
    flow: &Flow,
    label: super::words::Label,
    at: Range<usize>,
    value: Range<usize>,
) -> Note {
    use super::words::Label;
    match label {
        Label::Bodies(role) => {
            let mut note = note::read(flow, value, Some((role, at)));
            note.labelled = true;
            note
        }
        Label::Time => Note {
            times: vec![flow.trim(value, ",;:、。")],
            labelled: true,
            ..Note::default()
        },
        Label::Persons => Note {
            persons: vec![(at, flow.trim(value, ",;:、。"))],
            labelled: true,
            ..Note::default()
        },
    }
}

/// Whether nothing but the end of a paragraph stands behind a bracket, and a sentence before it.
fn closes_item(flow: &Flow, items: &[Item], span: Range<usize>) -> bool {
    let behind = flow.key.get(span.end).copied().unwrap_or('\n');
    let after = flow.key.get(span.end + 1).copied().unwrap_or('\n');
    let next = items.partition_point(|item| item.start < span.end);
    let next = items.get(next).map_or(usize::MAX, |item| item.start);
    let ends = behind == '\n'
        || behind == '。' && after == '\n'
        || next == span.end
        || next == span.end + 1;
    let before = span.start.checked_sub(1).and_then(|nth| flow.key.get(nth));
    ends && before.is_some_and(|c| "。;!?”\n".contains(*c))
}

/// Whether a bracket opens an item and words follow it.
fn heads_item(flow: &Flow, items: &[Item], span: Range<usize>) -> bool {
    let next = items.partition_point(|item| item.start <= span.start);
    let item = next.checked_sub(1).map(|nth| &items[nth]);
    let opens = item.is_some_and(|item| item.mark.is_some() && item.body == span.start);
    let limit = items.get(next).map_or(flow.len(), |item| item.start);
    let behind = flow.key.get(span.end..limit).unwrap_or_default();
    let line = behind.iter().take(4).take_while(|c| **c != '\n').count();
    opens && line >= 4
}

/// Notes without brackets: a label and a colon at the begin of a sentence.
fn labelled(flow: &Flow, items: &[Item], groups: &[Group], taken: &[Placed]) -> Vec<Placed> {
    let mut placed = Vec::new();
    let mut taken = taken.iter().peekable();
    let mut groups = groups
        .iter()
        .filter(|group| group.depth == 0 && group.closed)
        .peekable();
    let mut bodies = items.iter().map(|item| item.body).peekable();
    let mut start = 0;
    let mut nth = 0;
    while nth < flow.len() {
        if let Some(note) = taken.next_if(|note| note.span.start <= nth) {
            nth = nth.max(note.span.end);
            start = nth;
            continue;
        }
        if let Some(group) = groups.next_if(|group| group.open <= nth) {
            // A bracket inside a label, such as 责任单位（部门）：, belongs to it.
            if group.inner.end >= nth {
                nth = group.inner.end + 1;
            }
            continue;
        }
        while bodies.next_if(|body| *body <= nth).is_some() {
            start = nth;
        }
        let c = flow.key[nth];
        if c == ':' && nth - start <= 16 {
            let word = flow.trim(start..nth, " .");
            let label = super::words::label(&flow.key[word.clone()]);
            if let Some(label) = label {
                let limit = items.partition_point(|item| item.start <= nth);
                let limit = items.get(limit).map_or(flow.len(), |item| item.start);
                let mut from = nth + 1;
                if flow.key.get(from) == Some(&'\n') {
                    from += 1;
                }
                let end = line_end(flow, from, limit);
                let read = read_label(flow, label, word.clone(), from..end);
                if read.is_sound(flow) && end > from {
                    placed.push(Placed {
                        span: word.start..end,
                        note: read,
                        own: flow.begins_paragraph(word.start),
                        heads: false,
                    });
                    nth = end;
                    start = end;
                    continue;
                }
            }
        }
        if "。;!?\n)".contains(c) {
            start = nth + 1;
        }
        nth += 1;
    }
    placed
}

/// A labelled line, in which further labels may stand.
fn read_label(
    flow: &Flow,
    label: super::words::Label,
    at: Range<usize>,
    value: Range<usize>,
) -> Note {
    let whole = note::read(flow, at.start..value.end, None);
    if whole.labelled && !whole.duties.is_empty() {
        return whole;
    }
    of_label(flow, label, at, value)
}

/// Where a line of names ends: at the full stop, the end of the paragraph, or a limit.
fn line_end(flow: &Flow, from: usize, limit: usize) -> usize {
    let limit = limit.min(from + LONGEST).min(flow.len());
    let mut depth = 0_usize;
    for nth in from..limit {
        match flow.key[nth] {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '。' if depth == 0 => return nth,
            '\n' => return nth,
            _ => {}
        }
    }
    limit.max(from)
}

/// A note behind the last of several steps that have none belongs to all of them.
fn lift(items: &[Item], noted: &mut [Noted]) {
    use super::marks::Style;
    // How many items stand directly in each, how many of them have notes, and the last one.
    let mut inside = vec![(0_usize, 0_usize, 0_usize); items.len()];
    for (nth, item) in items.iter().enumerate() {
        if let Some(parent) = item.parent {
            inside[parent].0 += 1;
            inside[parent].2 = nth;
        }
    }
    let mut has = vec![false; items.len()];
    for noted in noted.iter() {
        has[noted.item] = true;
        if let Some(parent) = items[noted.item].parent {
            inside[parent].1 += 1;
        }
    }
    for noted in noted.iter_mut() {
        let nth = noted.item;
        let Some((mark, parent)) = items[nth].mark.zip(items[nth].parent) else {
            continue;
        };
        let (all, with_notes, last) = inside[parent];
        let alone = all >= 2 && with_notes == 1 && last == nth && inside[nth].0 == 0;
        if !alone || items[parent].mark.is_none() || noted.notes.len() != 1 || has[parent] {
            continue;
        }
        let step = mark.style >= Style::DigitParen || items[nth].inline;
        if step || noted.notes[0].own {
            noted.item = parent;
        }
    }
}

/// Whether all names of a heading are bodies, as in 市工信局：.
pub(super) fn is_bodies(flow: &Flow, range: Range<usize>) -> bool {
    let list = names::split(flow, range);
    !list.names.is_empty()
        && list
            .names
            .iter()
            .all(|(name, _)| names::is_office(&flow.key[name.clone()]))
}
