//! Notes that say who answers: （牵头单位：A，责任单位：B、C）, （A牵头，B、C按职责分工负责）.

use std::ops::Range;

use super::flow::{Flow, begins, ends, holds};
use super::names::{self, Names};
use super::rules::{self, Rule};
use super::words::{self, Label};
use crate::model::Role;

/// A body in a role.
#[derive(Clone, Debug)]
pub(super) struct Duty {
    /// Where its name stands.
    pub name: Range<usize>,
    /// Its role.
    pub role: Role,
    /// Whether the role may be made one of 牵头 by a rule: nobody else is called the lead.
    pub open: bool,
    /// How many commas stand before it in its list.
    pub group: usize,
    /// The label as the document has it: 责任单位, 牵头.
    pub literal: Range<usize>,
}

/// What a note says.
#[derive(Clone, Debug, Default)]
pub(super) struct Note {
    /// Who answers.
    pub duties: Vec<Duty>,
    /// By when.
    pub times: Vec<Range<usize>>,
    /// People: what they are called, and who they are.
    pub persons: Vec<(Range<usize>, Range<usize>)>,
    /// How to read notes, if it says so.
    pub rule: Option<Rule>,
    /// Whether a list ends in 等部门.
    pub and_others: bool,
    /// Whether labels with colons stand in it.
    pub labelled: bool,
    /// Whether words such as 牵头 and 负责 stand in it.
    pub said: bool,
    /// Whether it is a sentence of the text and no note set apart from it.
    pub running: bool,
}

impl Note {
    /// Whether what was read can be a note: bodies in roles.
    pub(super) fn is_sound(&self, flow: &Flow) -> bool {
        let key = |duty: &Duty| &flow.key[duty.name.clone()];
        if self.duties.is_empty() {
            return self.labelled && !(self.times.is_empty() && self.persons.is_empty());
        }
        let fits = |key: &[char]| {
            (2..=60).contains(&key.len())
                && !holds(key, "。")
                && !holds(key, "谁")
                && !holds(key, "“")
        };
        if !self.duties.iter().all(|duty| fits(key(duty))) {
            return false;
        }
        if self.labelled {
            return true;
        }
        let sure = self
            .duties
            .iter()
            .filter(|duty| names::is_surely_body(key(duty)));
        let sure = sure.count();
        if self.said {
            sure * 2 > self.duties.len()
        } else {
            sure == self.duties.len()
        }
    }
}

/// Reads the inside of a note. `default` is the role of a column or label around it.
pub(super) fn read(
    flow: &Flow,
    range: Range<usize>,
    default: Option<(Role, Range<usize>)>,
) -> Note {
    let mut note = Note {
        rule: rules::find(&flow.key[range.clone()]),
        ..Note::default()
    };
    let labels = labels(flow, range.clone());
    let first = labels.first().map_or(range.end, |(at, _, _)| at.start);
    clauses(flow, range.start..first, default, &mut note);
    for (nth, (at, value, label)) in labels.iter().enumerate() {
        let end = labels
            .get(nth + 1)
            .map_or(range.end, |(next, _, _)| next.start);
        let value = *value..end;
        note.labelled = true;
        match label {
            Label::Bodies(role) => clauses(flow, value, Some((*role, at.clone())), &mut note),
            Label::Time => {
                let value = flow.trim(value, ",;:、。.()");
                if !value.is_empty() {
                    note.times.push(value);
                }
            }
            Label::Persons => {
                let value = flow.trim(value, ",;:、。.");
                if !value.is_empty() {
                    note.persons.push((at.clone(), value));
                }
            }
        }
    }
    note
}

/// The labels in a range: where each stands, where what it labels begins, and what it says.
pub(super) fn labels(flow: &Flow, range: Range<usize>) -> Vec<(Range<usize>, usize, Label)> {
    let mut labels = Vec::new();
    let mut depth = 0_usize;
    // Labels of other kinds, 申报单位：, count only beside known ones.
    let mut others = Vec::new();
    // Where the word in front of a colon would begin.
    let mut start = range.start;
    for nth in range.clone() {
        match flow.key[nth] {
            '(' | '<' => depth += 1,
            ')' | '>' => depth = depth.saturating_sub(1),
            ':' if depth == 0 => {
                let word = own_word(flow, flow.trim(start..nth, " "));
                if let Some(label) = words::label(&flow.key[word.clone()]) {
                    labels.push((word, nth + 1, label));
                } else if is_other_label(&flow.key[word.clone()]) {
                    others.push((word, nth + 1, Label::Persons));
                }
                start = nth + 1;
            }
            ',' | ';' | '。' | '、' | '\n' if depth == 0 => start = nth + 1,
            _ => {}
        }
    }
    if !labels.is_empty() && !others.is_empty() {
        labels.extend(others);
        labels.sort_by_key(|(at, _, _)| at.start);
    }
    if labels.is_empty()
        && let Some((end, label)) = bare_label(flow, range.clone())
    {
        labels.push((range.start..end, end, label));
    }
    labels
}

/// Whether a word in front of a colon names bodies in a role that is not known: what stands behind
/// it is kept under this name.
fn is_other_label(key: &[char]) -> bool {
    let word = ["单位", "部门", "机构", "主体"];
    (3..=8).contains(&key.len())
        && word.iter().any(|word| ends(key, word))
        && !"市省县区各".contains(key[0])
}

/// The label of a word in front of a colon: names of the label before may stand in it, with no more
/// than a blank between.
fn own_word(flow: &Flow, word: Range<usize>) -> Range<usize> {
    let near = word.end.saturating_sub(12).max(word.start);
    let starts = (near..word.end.saturating_sub(3)).filter(|nth| *nth > word.start);
    for nth in starts {
        let apart = flow.gap[nth] || names::is_surely_body(&flow.key[word.start..nth]);
        if apart && words::label(&flow.key[nth..word.end]).is_some() {
            return nth..word.end;
        }
    }
    word
}

/// A label whose colon is missing: 责任单位市财政局.
fn bare_label(flow: &Flow, range: Range<usize>) -> Option<(usize, Label)> {
    let words = [
        "牵头单位",
        "责任单位",
        "配合单位",
        "责任部门",
        "牵头部门",
        "协办单位",
        "主办单位",
    ];
    let word = words.into_iter().find(|word| flow.has(range.start, word))?;
    let end = range.start + word.chars().count();
    let rest = flow.key.get(end..range.end)?;
    let first = rest.first()?;
    if "为是的和及由)".contains(*first) || rest.len() < 3 {
        return None;
    }
    let list = names::split(flow, end..range.end);
    let sure = list
        .names
        .iter()
        .all(|(name, _)| names::is_surely_body(&flow.key[name.clone()]));
    let label = words::label(&flow.key[range.start..end])?;
    (sure && !list.names.is_empty()).then_some((end, label))
}

/// Words behind names that say what they do; weak ones stand in names, too.
const VERBS: [(&str, Option<Role>, bool); 34] = [
    ("总牵头", Some(Role::Lead), false),
    ("牵头", Some(Role::Lead), false),
    ("主办", Some(Role::Lead), false),
    ("主责", Some(Role::Lead), false),
    ("为主", Some(Role::Lead), true),
    ("按职责", None, false),
    ("按照职责", None, false),
    ("按各自职责", None, false),
    ("按照各自职责", None, false),
    ("依职责", None, false),
    ("根据职责", None, false),
    ("结合职责", None, false),
    ("按分工", None, false),
    ("按照分工", None, false),
    ("按职能", None, false),
    ("按照职能", None, false),
    ("共同负责", None, false),
    ("分别负责", None, false),
    ("具体负责", None, false),
    ("负责", None, false),
    ("承办", None, true),
    ("落实", None, true),
    ("组织实施", None, true),
    ("实施", None, true),
    ("配合", Some(Role::Support), true),
    ("协同", Some(Role::Support), true),
    ("协助", Some(Role::Support), true),
    ("协办", Some(Role::Support), false),
    ("参与", Some(Role::Member), true),
    ("参加", Some(Role::Member), true),
    ("督办", Some(Role::Oversee), true),
    ("督导", Some(Role::Oversee), true),
    ("监督", Some(Role::Oversee), true),
    ("指导", Some(Role::Oversee), true),
];

/// A verb in a clause: where it begins and ends, and the role it gives.
pub(super) fn verb(flow: &Flow, atom: Range<usize>) -> Option<(Range<usize>, Option<Role>)> {
    let mut depth = 0_usize;
    for nth in atom.clone() {
        match flow.key[nth] {
            '(' | '<' => depth += 1,
            ')' | '>' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            _ => {
                let rest = &flow.key[nth..atom.end];
                for (word, role, weak) in VERBS {
                    if !begins(rest, word) {
                        continue;
                    }
                    let len = word.chars().count();
                    let behind = &rest[len..];
                    let done = [
                        "", "单位", "落实", "工作", "实施", "推进", "负责", "做好", "等",
                    ];
                    if weak && nth == atom.start {
                        continue;
                    }
                    if weak
                        && !done
                            .iter()
                            .any(|word| behind.iter().copied().eq(word.chars()))
                    {
                        continue;
                    }
                    return Some((nth..nth + len, role));
                }
            }
        }
    }
    None
}

/// Reads clauses: names up to a verb have its role.
fn clauses(
    flow: &Flow,
    range: Range<usize>,
    default: Option<(Role, Range<usize>)>,
    note: &mut Note,
) {
    let before = note.duties.len();
    let mut pending = range.start;
    let mut said = false;
    let mut atoms = separated(flow, range.clone());
    atoms.reverse();
    while let Some(atom) = atoms.pop() {
        let key = &flow.key[atom.clone()];
        if begins(key, "以下均") || begins(key, "以下各项") {
            // 以下均需各区政府落实，不再列出 names nobody of this task.
            leftover(flow, pending..atom.start, default.as_ref(), said, note);
            pending = range.end;
            break;
        }
        if rules::is_part_of_rule(key) || is_time(key) {
            leftover(flow, pending..atom.start, default.as_ref(), said, note);
            if is_time(key) {
                note.times.push(flow.trim(atom.clone(), ",;:、。.()"));
            }
            pending = atom.end;
            continue;
        }
        let Some((at, role)) = verb(flow, atom.clone()) else {
            continue;
        };
        let literal = match (role, &default) {
            (None, Some((_, label))) => label.clone(),
            _ => at.start..atom.end,
        };
        let role = role.or(default.as_ref().map(|(role, _)| *role));
        let list = names::split(flow, pending..at.start);
        add(flow, list, role.unwrap_or_default(), &literal, note);
        said = true;
        note.said = true;
        // 市科技局牵头会同市财政局: what follows goes on as a list.
        let rest = &flow.key[at.end..atom.end];
        let more = ["会同", "、", "和", "与", "联合", "并会同", "并"];
        match more.into_iter().find(|word| begins(rest, word)) {
            Some(word) if rest.len() > word.chars().count() + 1 => {
                pending = at.end + word.chars().count();
                atoms.push(pending..atom.end);
            }
            _ => pending = atom.end,
        }
    }
    leftover(flow, pending..range.end, default.as_ref(), said, note);
    if note.duties[before..]
        .iter()
        .any(|duty| duty.role == Role::Lead)
    {
        for duty in &mut note.duties[before..] {
            duty.open = false;
        }
    }
}

/// Names without a verb behind them.
fn leftover(
    flow: &Flow,
    range: Range<usize>,
    default: Option<&(Role, Range<usize>)>,
    said: bool,
    note: &mut Note,
) {
    let range = flow.trim(range, ",;:、。.");
    if range.is_empty() {
        return;
    }
    let list = names::split(flow, range.clone());
    let (role, literal) = match default {
        // In a list behind 责任单位 that names its lead, the rest answers.
        Some((role, label)) => (*role, label.clone()),
        None => (Role::Responsible, range.start..range.start),
    };
    let role = if said && role == Role::Lead {
        Role::Responsible
    } else {
        role
    };
    add(flow, list, role, &literal, note);
}

fn add(flow: &Flow, list: Names, role: Role, literal: &Range<usize>, note: &mut Note) {
    note.and_others |= list.and_others;
    let several = list.names.len() > 1;
    for (name, group) in list.names {
        let (name, own) = own_role(flow, name);
        let (role, literal) = match own {
            Some((own, at)) if several || role == Role::Responsible => (own, at),
            _ => (role, literal.clone()),
        };
        let key = &flow.key[name.clone()];
        let known = |duty: &Duty| duty.role == role && flow.key[duty.name.clone()] == *key;
        if !note.duties.iter().any(known) {
            note.duties.push(Duty {
                name,
                role,
                open: role == Role::Responsible,
                group,
                literal,
            });
        }
    }
}

/// A name with its role in brackets behind it: 市人社局（牵头）.
fn own_role(flow: &Flow, name: Range<usize>) -> (Range<usize>, Option<(Role, Range<usize>)>) {
    const WORDS: [(&str, Role); 10] = [
        ("(牵头)", Role::Lead),
        ("(牵头单位)", Role::Lead),
        ("(牵头部门)", Role::Lead),
        ("(主责)", Role::Lead),
        ("(主办)", Role::Lead),
        ("(责任单位)", Role::Responsible),
        ("(配合)", Role::Support),
        ("(配合单位)", Role::Support),
        ("(协办)", Role::Support),
        ("(参与)", Role::Member),
    ];
    let key = &flow.key[name.clone()];
    let known = WORDS.iter().find(|(word, _)| ends(key, word));
    match known {
        Some((word, role)) if key.len() > word.chars().count() + 1 => {
            let open = name.end - word.chars().count();
            (name.start..open, Some((*role, open + 1..name.end - 1)))
        }
        _ => (name, None),
    }
}

/// The parts between commas, semicolons and full stops outside of brackets.
fn separated(flow: &Flow, range: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut depth) = (range.start, 0_usize);
    for nth in range.clone() {
        match flow.key[nth] {
            '(' | '<' => depth += 1,
            ')' | '>' => depth = depth.saturating_sub(1),
            ',' | ';' | '。' | '、' | '\n' if depth == 0 => {
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

/// Whether a part of a note says by when.
fn is_time(key: &[char]) -> bool {
    // 6月底前完成，并持续推进。
    let key = match key {
        ['并', rest @ ..] => rest,
        key => key,
    };
    let digits = key.iter().any(char::is_ascii_digit);
    let whole = [
        "长期坚持",
        "持续推进",
        "长期",
        "常年",
        "年底前",
        "年底前完成",
    ];
    // 2024年底前完成并长期坚持。
    let goes_on = holds(key, "完成并") && ["坚持", "推进"].iter().any(|word| ends(key, word));
    key.len() <= 24
        && (digits
            && (holds(key, "年") || holds(key, "月"))
            && ["前", "完成", "底", "年", "月", "日", "末"]
                .iter()
                .any(|word| goes_on || ends(key, word))
            || whole
                .iter()
                .any(|word| key.iter().copied().eq(word.chars())))
}
