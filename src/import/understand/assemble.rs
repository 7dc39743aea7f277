//! Items and their notes become tasks.

use std::ops::Range;

use super::deadlines;
use super::flow::{Flow, holds};
use super::goals::read_targets;
use super::marks;
use super::note::{Duty, Note};
use super::outline::{self, Item};
use super::reading::{Confidence, Finding, ReadDuty, ReadTask, Reading};
use super::rules::{self, Leads};
use super::tasks::{self, Noted, Placed};
use crate::import::Document;
use crate::model::{Role, name_key};

/// Reads the tasks of running text.
pub(super) fn running(
    document: &Document,
    flow: &Flow,
    items: &[Item],
    year: Option<i16>,
    reading: &mut Reading,
) {
    let leads = stated_rule(flow);
    let (noted, unread) = tasks::noted(flow, items, leads.is_some());
    let mut reader = Reader {
        document,
        flow,
        items,
        year,
        leads,
        reading,
    };
    for noted in &noted {
        reader.item(noted);
    }
    for unread in unread {
        let at = flow.place(unread.span.start);
        reader.reading.findings.push(Finding {
            at,
            place: place(document, at),
            message: "括注中有职责用语，没有读作职责分工".to_owned(),
            words: flow.text(unread.span),
        });
    }
    by_agency(&mut reader, &noted);
    reader.goals(&noted);
}

pub(super) struct Reader<'a> {
    document: &'a Document,
    pub flow: &'a Flow,
    pub items: &'a [Item],
    pub year: Option<i16>,
    leads: Option<Leads>,
    pub reading: &'a mut Reading,
}

/// A rule that stands in a remark and not in a note: 注：责任单位中列第一位的为牵头单位.
fn stated_rule(flow: &Flow) -> Option<Leads> {
    let paragraphs = flow.key.split(|c| *c == '\n');
    let mut remarks = paragraphs.filter(|key| key.len() <= 120 && key.len() >= 8);
    remarks.find_map(|key| {
        let remark = ["注", "备注", "说明", "(注", "*"]
            .iter()
            .any(|word| super::flow::begins(key, word));
        if !remark {
            return None;
        }
        rules::find(key).map(|rule| rule.leads)
    })
}

impl Reader<'_> {
    fn item(&mut self, noted: &Noted) {
        let item = &self.items[noted.item];
        let first = noted.notes.first().map_or(item.end, |note| note.span.start);
        let heading = outline::title(self.flow, item.body..first.max(item.body));
        let parts = noted.notes.len();
        let mut start = item.start;
        for (nth, placed) in noted.notes.iter().enumerate() {
            let end = if placed.heads {
                let next = noted.notes.get(nth + 1);
                let next = next.map_or(item.end, |next| next.span.start);
                next.max(placed.span.end)
            } else {
                placed.span.end
            };
            let span = start..end;
            start = end;
            let words = if placed.heads {
                placed.span.end..end
            } else {
                span.start..placed.span.start.max(span.start)
            };
            let own = self.own_title(words.clone(), item, parts);
            let title = match own {
                Some(own) => own,
                None if placed.heads => outline::title(self.flow, words.clone()),
                None if item.mark.is_some() => heading.clone(),
                None => outline::title(self.flow, last_paragraph(self.flow, words.clone())),
            };
            let part = (parts > 1).then(|| u16::try_from(nth + 1).unwrap_or(u16::MAX));
            self.task(noted.item, span, title, part, placed);
        }
    }

    /// The title of a part with a label of its own: 金融支持：…
    fn own_title(&self, words: Range<usize>, item: &Item, parts: usize) -> Option<Range<usize>> {
        if parts < 2 {
            return None;
        }
        let flow = self.flow;
        let mut found = None;
        let from = words.start.max(item.body);
        for nth in from..words.end {
            let begins = flow.begins_paragraph(nth) || nth == from && nth > item.body;
            if !begins {
                continue;
            }
            let end = words.end.min(nth + 24);
            let Some(len) = flow.key[nth..end]
                .iter()
                .position(|c| ":。,;、\n".contains(*c))
            else {
                continue;
            };
            if flow.key[nth + len] != ':' || len < 2 {
                continue;
            }
            let label = &flow.key[nth..nth + len];
            let general = ["措施", "任务", "举措", "工作", "内容", "目标", "要求"];
            let is_general = general.iter().any(|word| super::flow::ends(label, word)) && len <= 6;
            found = Some(if is_general {
                outline::title(flow, nth + len + 1..words.end)
            } else {
                nth..nth + len
            });
        }
        found
    }

    fn task(
        &mut self,
        nth: usize,
        span: Range<usize>,
        title: Range<usize>,
        part: Option<u16>,
        placed: &Placed,
    ) {
        let flow = self.flow;
        let span = flow.trim(span, "");
        let at = flow.place(span.start);
        let duties = self.duties(placed);
        let words = if placed.heads {
            placed.span.end..span.end
        } else {
            span.start.max(self.items[nth].body)..placed.span.start
        };
        let words = words.start.min(words.end)..words.end;
        let mut dues: Vec<_> = placed
            .note
            .times
            .iter()
            .map(|time| deadlines::whole(flow, time.clone(), self.year))
            .collect();
        dues.extend(deadlines::scan(flow, words, self.year));
        let mut known: Vec<(String, crate::model::Due)> = Vec::new();
        for due in dues {
            let words = flow.text(due.words.clone());
            if !known.iter().any(|(text, _)| *text == words) {
                known.push((words, due.due));
            }
        }
        let mut notes = Vec::new();
        if placed.note.and_others {
            notes.push("名单以“等”结尾，未列明的机构没有列入。".to_owned());
        }
        let fields = placed.note.persons.iter();
        let fields =
            fields.map(|(label, value)| (flow.text(label.clone()), flow.text(value.clone())));
        self.reading.tasks.push(ReadTask {
            targets: Vec::new(),
            at,
            chapters: self.chapters(nth),
            clause: self.clause(nth, at),
            part,
            title: flow.text(title),
            text: flow.text(span).trim().to_owned(),
            place: place(self.document, at),
            duties,
            dues: known,
            fields: fields.collect(),
            notes,
        });
    }

    /// The headings around an item.
    pub(super) fn chapters(&self, nth: usize) -> Vec<(String, String)> {
        let mut chapters = Vec::new();
        let mut at = self.items[nth].parent;
        while let Some(above) = at {
            let item = &self.items[above];
            if item.mark.is_some() {
                let title = outline::title(self.flow, item.body..item.end);
                chapters.push((outline::path(self.items, above), self.flow.text(title)));
            }
            at = item.parent;
        }
        let annex = self.items[nth].annex;
        if annex > 0 {
            let item = self.items.iter().find(|item| item.annex == annex);
            let line = item.map(|item| item.start..item.body).unwrap_or_default();
            chapters.push((String::new(), self.flow.text(line)));
        }
        chapters.reverse();
        chapters
    }

    fn clause(&self, nth: usize, at: usize) -> String {
        let path = outline::path(self.items, nth);
        if path.is_empty() {
            let line = block_of(self.document, at);
            return format!("第{}段", line + 1);
        }
        path
    }

    /// The duties of a note, with the rules of the document.
    fn duties(&mut self, placed: &Placed) -> Vec<ReadDuty> {
        let note = &placed.note;
        if let Some(rule) = note.rule
            && rule.from_here
        {
            self.leads = Some(rule.leads);
        }
        let leads = note.rule.map(|rule| rule.leads).or(self.leads);
        duties(self.flow, note, leads)
    }
}

/// The duties of a note; `leads` says who is the lead where the note does not.
pub(super) fn duties(flow: &Flow, note: &Note, leads: Option<Leads>) -> Vec<ReadDuty> {
    let said = note.duties.iter().any(|duty| duty.role == Role::Lead);
    let leads = leads.filter(|_| !said);
    let mut first = true;
    let mut duties = Vec::new();
    for duty in &note.duties {
        let leads_here = duty.open
            && leads.is_some_and(|leads| match leads {
                Leads::First => first,
                Leads::BeforeComma => duty.group == 0,
                Leads::Marked(mark) => is_marked(flow, duty, mark),
            });
        first &= !duty.open;
        let literal = flow.text(duty.literal.clone());
        let mut why = match literal.as_str() {
            "" => "括注只有名单".to_owned(),
            literal => format!("“{literal}”"),
        };
        let mut role = duty.role;
        let mut confidence = if literal.is_empty() {
            Confidence::Doubtful
        } else {
            Confidence::Sure
        };
        if leads_here && let Some(leads) = leads {
            role = Role::Lead;
            why.push_str("；按规则“");
            why.push_str(rules::words(leads));
            why.push('”');
            confidence = confidence.max(Confidence::Likely);
        }
        if note.running {
            confidence = confidence.max(Confidence::Likely);
        }
        duties.push(ReadDuty {
            written: flow.text(duty.name.clone()),
            means: None,
            at: flow.place(duty.name.start),
            role,
            rule: why,
            confidence,
        });
    }
    duties
}

/// Whether a mark stands at a name.
fn is_marked(flow: &Flow, duty: &Duty, mark: char) -> bool {
    let before = duty
        .name
        .start
        .checked_sub(1)
        .and_then(|nth| flow.key.get(nth));
    before == Some(&mark) || flow.key.get(duty.name.end) == Some(&mark)
}

/// The last paragraph of a range.
fn last_paragraph(flow: &Flow, range: Range<usize>) -> Range<usize> {
    let range = flow.trim(range, "");
    let start = flow.key[range.clone()].iter().rposition(|c| *c == '\n');
    range.start + start.map_or(0, |nth| nth + 1)..range.end
}

/// Documents that go by bodies: 市工信局：1. … 2. …
fn by_agency(reader: &mut Reader<'_>, noted: &[Noted]) {
    let flow = reader.flow;
    let items = reader.items;
    // Who is meant until the next heading of this kind, and the item that says so.
    let mut found: Vec<(usize, Range<usize>, Range<usize>)> = Vec::new();
    for (nth, item) in items.iter().enumerate() {
        let mut at = item.body;
        while at < item.end {
            let line = flow.key[at..item.end].iter().position(|c| *c == '\n');
            let end = line.map_or(item.end, |len| at + len);
            let limit = end.min(at + 60);
            let colon = flow.key[at..limit]
                .iter()
                .position(|c| *c == ':')
                .map(|len| at + len);
            let heading = item.mark.is_some() && at == item.body && end <= at + 40;
            let begin = at + marks::bullets(&flow.key[at..limit]);
            let name = colon.map(|colon| begin.min(colon)..colon);
            let name = name.or(heading.then_some(begin..end));
            if let Some(name) = name
                && tasks::is_bodies(flow, name.clone())
                && !holds(&flow.key[name.clone()], "各部")
            {
                let text = colon.map_or(end, |colon| colon + 1);
                found.push((nth, name, text..item.end));
            }
            at = end + 1;
        }
    }
    // One such line greets those to whom the document goes.
    found.retain(|(nth, _, text)| {
        let steps = items
            .binary_search_by_key(&text.end, |item| item.start)
            .is_ok();
        items[*nth].mark.is_some() || text.len() > 4 || steps && text.len() <= 2
    });
    // Where tasks name their bodies in notes, such a line is a heading of theirs.
    let spots: Vec<usize> = noted
        .iter()
        .flat_map(|noted| noted.notes.iter())
        .map(|note| note.span.start)
        .collect();
    let nexts: Vec<usize> = found
        .iter()
        .skip(1)
        .map(|(_, name, _)| name.start)
        .collect();
    let mut nexts = nexts.into_iter();
    found.retain(|(nth, name, text)| {
        let next = nexts
            .next()
            .unwrap_or(usize::MAX)
            .min(text.end.max(items[*nth].end));
        let from = spots.partition_point(|note| *note < name.start);
        spots.get(from).is_none_or(|note| *note >= next)
    });
    if found.len() < 2 {
        return;
    }
    for (place, (nth, name, text)) in found.iter().enumerate() {
        let mut note = Note::default();
        for (name, group) in super::names::split(flow, name.clone()).names {
            note.duties.push(Duty {
                literal: name.clone(),
                name,
                role: Role::Responsible,
                open: false,
                group,
            });
        }
        // Up to the next one, or to a heading above it.
        let next = found
            .get(place + 1)
            .map_or(flow.len(), |(_, next, _)| next.start);
        let style = items[*nth].mark.filter(|_| items[*nth].body == name.start);
        let above = items[nth + 1..].iter().find(|item| {
            let mark = item.mark.map(|mark| mark.style);
            style.is_some_and(|style| mark.is_none_or(|mark| mark <= style.style))
        });
        let end = next.min(above.map_or(flow.len(), |item| item.start));
        let end = match items.iter().rfind(|item| item.body == next) {
            Some(item) => end.min(item.start),
            None => end,
        };
        let from = items.partition_point(|item| item.start < text.start);
        let inside: Vec<usize> = (from..items.len())
            .take_while(|child| items[*child].start < end)
            .collect();
        let top = inside
            .iter()
            .filter_map(|child| items[*child].mark)
            .map(|mark| mark.style)
            .min();
        let steps: Vec<usize> = inside
            .into_iter()
            .filter(|child| items[*child].mark.map(|mark| mark.style) == top)
            .collect();
        let first = steps.first().map_or(end, |child| items[*child].start);
        let own = flow.trim(text.start.min(first)..first, "。;:");
        if own.len() > 4 {
            let title = outline::title(flow, own.clone());
            agency_task(reader, *nth, own, title, &note);
        }
        for (nth, child) in steps.iter().enumerate() {
            let item = &items[*child];
            let until = steps.get(nth + 1).map_or(end, |next| items[*next].start);
            let title = outline::title(flow, item.body..item.end.min(until));
            agency_task(reader, *child, item.start..until, title, &note);
        }
    }
}

fn agency_task(
    reader: &mut Reader<'_>,
    nth: usize,
    own: Range<usize>,
    title: Range<usize>,
    note: &Note,
) {
    let placed = Placed {
        span: own.end..own.end,
        note: note.clone(),
        own: true,
        heads: false,
    };
    reader.task(nth, own, title, None, &placed);
    if let Some(task) = reader.reading.tasks.last_mut() {
        let name = task.duties.iter().map(|duty| duty.written.as_str());
        let name = name.collect::<Vec<_>>().join("、");
        task.chapters.push((String::new(), name));
        for duty in &mut task.duties {
            "任务列在机构名下".clone_into(&mut duty.rule);
            duty.confidence = Confidence::Likely;
        }
    }
}

/// Puts everything in order and makes clauses unique.
pub(super) fn finish(reading: &mut Reading, year: Option<i16>) {
    super::doubts::judge(reading);
    for task in &mut reading.tasks {
        let mut flow = Flow::default();
        for line in task.text.lines() {
            flow.add(line, 0);
            flow.end_paragraph(0);
        }
        task.targets = read_targets(&flow, flow.all(), year);
    }
    reading.tasks.sort_by_key(|task| task.at);
    reading.findings.sort_by_key(|finding| finding.at);
    let mut seen = std::collections::HashMap::<String, u16>::new();
    for task in &mut reading.tasks {
        // The program's own tables write a part behind the clause; parts are counted anew.
        if let Some(bare) = without_part(&task.clause) {
            task.clause = bare.to_owned();
        }
        *seen.entry(name_key(&task.clause).into_owned()).or_default() += 1;
    }
    let mut next = std::collections::HashMap::<String, u16>::new();
    for task in &mut reading.tasks {
        let key = name_key(&task.clause).into_owned();
        if seen.get(&key).is_some_and(|count| *count > 1) {
            let part = next.entry(key).or_default();
            *part = part.saturating_add(1);
            task.part = Some(*part);
        } else {
            task.part = None;
        }
    }
}

/// A clause without the part behind it: 三(二) of 三(二)〔2〕.
fn without_part(clause: &str) -> Option<&str> {
    let (bare, part) = clause.strip_suffix('〕')?.rsplit_once('〔')?;
    let is_part = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (is_part && !bare.is_empty()).then_some(bare)
}

/// Which block of the document holds a byte of its text.
fn block_of(document: &Document, at: usize) -> usize {
    let nth = document
        .blocks
        .partition_point(|block| block.span.start <= at);
    nth.saturating_sub(1)
}

/// A place of the document's text in words.
pub(super) fn place(document: &Document, at: usize) -> String {
    document
        .blocks
        .get(block_of(document, at))
        .map_or_else(String::new, |block| block.place.text())
}
