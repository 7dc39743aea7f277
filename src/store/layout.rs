//! Where brackets and indentation disagree.
//!
//! A bracket that is missing shows in the syntax only where the next one does not fit, which may
//! be hundreds of lines further on. In an indented file it shows at once: a line stands deeper or
//! less deep than the open brackets say. Each such line is tried out: with brackets added or taken
//! away there, do the lines behind it agree with their brackets again?

use std::collections::BTreeMap;

use super::problem::{Problem, What};
use super::token::{Bracket, Kind, Lexer, Trust};

/// How many lines are tried out, and how many lines and brackets behind each are looked at. A
/// fault is among the first lines that disagree, and a few lines behind it tell.
const MOST_TRIED: usize = 200;
const HORIZON: usize = 4_000;

/// Beyond this, a list of brackets helps nobody.
const MOST_FAULTS: usize = 5;

/// How many closing brackets may be lost at one place inside a file, and how many may be too many.
const MOST_LOST: usize = 6;

/// A bracket that fits no other weighs more than a line that is indented otherwise.
const MISFIT: i64 = 2;

/// The openings that may be lost in front of a line.
const OPENINGS: [&[Bracket]; 5] = [
    &[Bracket::Round],
    &[Bracket::Square],
    &[Bracket::Round, Bracket::Square],
    &[Bracket::Square, Bracket::Round],
    &[Bracket::Square, Bracket::Round, Bracket::Square],
];

/// The faults of the brackets, as the indentation tells them; none where it tells nothing.
pub(super) fn faults(text: &str) -> Vec<Problem> {
    let Some(events) = events(text) else {
        return Vec::new();
    };
    let unit = unit(&events);
    let best = [Style::AsOpened, Style::AsInside]
        .map(|style| Layout {
            events: &events,
            style,
            unit,
        })
        .into_iter()
        .max_by_key(|layout| layout.score(&Way::default(), events.len()));
    best.map_or_else(Vec::new, |layout| layout.faults())
}

/// How the line of a closing bracket is indented.
#[derive(Clone, Copy)]
enum Style {
    /// As the line on which the bracket was opened.
    AsOpened,
    /// As what is inside the brackets.
    AsInside,
}

/// What the indentation is compared with.
#[derive(Clone, Copy)]
enum Event {
    Line(Line),
    Open(Bracket, usize),
    Close(Bracket, usize),
}

/// The beginning of a line that has a token.
#[derive(Clone, Copy)]
struct Line {
    /// The byte of its first token.
    at: usize,
    /// The end of the token before.
    before: usize,
    indent: usize,
    first: First,
}

/// What a line begins with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum First {
    Close(Bracket),
    /// The value of a field whose name stands on the line before: indented as one likes.
    Value,
    Other,
    /// The file is over.
    End,
}

/// Lines and brackets of a text; `None` where it cannot be read as tokens.
fn events(text: &str) -> Option<Vec<Event>> {
    let mut lexer = Lexer::new(text, Trust::Doubtful);
    lexer.attributes().ok()?;
    let mut events = Vec::new();
    let mut before = (0, Kind::Comma);
    loop {
        let token = lexer.next().ok()?;
        let start = text[..token.start].rfind('\n').map_or(0, |at| at + 1);
        if events.is_empty() || start >= before.0 || token.kind == Kind::End {
            let blank = &text[start..token.start];
            let first = match token.kind {
                Kind::End => First::End,
                Kind::Close(bracket) => First::Close(bracket),
                _ if before.1 == Kind::Colon => First::Value,
                _ => First::Other,
            };
            events.push(Event::Line(Line {
                at: token.start,
                before: before.0,
                indent: if first == First::End { 0 } else { width(blank) },
                first,
            }));
        }
        match token.kind {
            Kind::Open(bracket) => events.push(Event::Open(bracket, token.start)),
            Kind::Close(bracket) => events.push(Event::Close(bracket, token.start)),
            Kind::End => return Some(events),
            _ => {}
        }
        before = (token.end, token.kind);
    }
}

/// By how much the first line inside a bracket is mostly indented.
fn unit(events: &[Event]) -> usize {
    let (mut counts, mut indent) = (BTreeMap::new(), 0);
    for pair in events.windows(2) {
        if let Event::Line(line) = pair[0] {
            indent = line.indent;
        }
        if let (Event::Open(..), Event::Line(line)) = (pair[0], pair[1])
            && line.indent > indent
        {
            *counts.entry(line.indent - indent).or_insert(0_usize) += 1;
        }
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.map_or(4, |(unit, _)| unit)
}

/// The columns that blanks take.
fn width(blank: &str) -> usize {
    blank.chars().fold(0, |width, c| match c {
        '\t' => width / 4 * 4 + 4,
        '\u{3000}' => width + 2,
        _ => width + 1,
    })
}

/// A bracket that is open.
#[derive(Clone, Copy)]
struct Opened {
    bracket: Bracket,
    at: usize,
    /// The indentation of its line.
    indent: usize,
    /// The indentation of the lines directly inside.
    inside: Option<usize>,
}

/// A place in the events, and what is open there.
#[derive(Clone, Default)]
struct Way {
    next: usize,
    open: Vec<Opened>,
    /// The indentation of the line.
    indent: usize,
    /// The last closing brackets, with what each closed.
    closed: Vec<(usize, Opened)>,
}

/// What one event says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Agrees,
    Disagrees,
    Misfit,
    Nothing,
}

/// A change at one place, and where it leads.
struct Repair {
    problem: Problem,
    way: Way,
}

struct Layout<'e> {
    events: &'e [Event],
    style: Style,
    unit: usize,
}

impl Layout<'_> {
    /// Goes over one event.
    fn step(&self, way: &mut Way) -> Verdict {
        let event = self.events[way.next];
        way.next += 1;
        match event {
            Event::Line(line) => {
                way.indent = line.indent;
                let fits = self.fits(line, &way.open);
                if let Some(open) = way.open.last_mut()
                    && line.first == First::Other
                {
                    open.inside.get_or_insert(line.indent);
                }
                if fits {
                    Verdict::Agrees
                } else {
                    Verdict::Disagrees
                }
            }
            Event::Open(bracket, at) => {
                way.closed.clear();
                way.open.push(Opened {
                    bracket,
                    at,
                    indent: way.indent,
                    inside: None,
                });
                Verdict::Nothing
            }
            Event::Close(bracket, at) => match way.open.pop() {
                Some(open) => {
                    way.closed.push((at, open));
                    if open.bracket == bracket {
                        Verdict::Nothing
                    } else {
                        Verdict::Misfit
                    }
                }
                None => Verdict::Misfit,
            },
        }
    }

    /// Whether a line is indented as the open brackets say.
    fn fits(&self, line: Line, open: &[Opened]) -> bool {
        let Some(last) = open.last() else {
            return line.first == First::End || line.before == 0;
        };
        match (line.first, self.style) {
            (First::End, _) => false,
            (First::Value, _) => true,
            (First::Close(bracket), _) if bracket != last.bracket => false,
            (First::Close(_), Style::AsOpened) => line.indent == last.indent,
            (First::Close(_), Style::AsInside) | (First::Other, _) => {
                line.indent == self.inside(*last)
            }
        }
    }

    /// How far the lines inside a bracket are indented.
    fn inside(&self, open: Opened) -> usize {
        open.inside.unwrap_or(open.indent + self.unit)
    }

    /// How well lines and brackets agree over the next `count` events.
    fn score(&self, way: &Way, count: usize) -> i64 {
        let mut way = Way {
            closed: Vec::new(),
            ..way.clone()
        };
        let end = self.events.len().min(way.next.saturating_add(count));
        let mut score = 0;
        while way.next < end {
            score += match self.step(&mut way) {
                Verdict::Agrees => 1,
                Verdict::Disagrees | Verdict::Nothing => 0,
                Verdict::Misfit => -MISFIT,
            };
        }
        score
    }

    fn faults(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut way = Way::default();
        while problems.len() < MOST_FAULTS {
            let Some(repair) = self.next_fault(&way) else {
                break;
            };
            problems.push(repair.problem);
            way = repair.way;
        }
        problems
    }

    /// The change that makes most lines agree with their brackets, of those at lines that do not.
    /// Behind a bracket that fits no other, nothing can be said about lines.
    fn next_fault(&self, from: &Way) -> Option<Repair> {
        let mut way = from.clone();
        let mut tried = 0;
        let mut best: Option<(i64, Repair)> = None;
        while way.next < self.events.len() && tried < MOST_TRIED {
            let before = way.next;
            if let Event::Line(line) = self.events[before]
                && !self.fits(line, &way.open)
            {
                tried += 1;
                // Both reach to the same place, so that the same lines are counted.
                let end = before.saturating_add(HORIZON);
                let as_it_is = self.score(&way, HORIZON);
                for repair in self.repairs(line, &way) {
                    // A line that is taken away is none that disagrees.
                    let taken = i64::from(repair.way.next > before);
                    let score = self.score(&repair.way, end - repair.way.next) + taken;
                    let gain = score - as_it_is;
                    if gain > best.as_ref().map_or(0, |(most, _)| *most) {
                        best = Some((gain, repair));
                    }
                }
            }
            if self.step(&mut way) == Verdict::Misfit {
                break;
            }
        }
        best.map(|(_, repair)| repair)
    }

    /// What may have happened in front of a line that does not agree.
    fn repairs(&self, line: Line, way: &Way) -> Vec<Repair> {
        let mut repairs = Vec::new();
        self.add_lost_closings(line, way, &mut repairs);
        self.add_surplus(line, way, &mut repairs);
        self.add_lost_openings(line, way, &mut repairs);
        repairs
    }

    /// Brackets that should have been closed.
    fn add_lost_closings(&self, line: Line, way: &Way, repairs: &mut Vec<Repair>) {
        let is_end = line.first == First::End;
        let most = if is_end { usize::MAX } else { MOST_LOST };
        for count in 1..=way.open.len().min(most) {
            let kept = way.open.len() - count;
            if !self.fits(line, &way.open[..kept]) {
                continue;
            }
            let closings = way.open[kept..].iter().rev().map(|open| open.bracket);
            let what = What::LostClose {
                closes: closings.collect(),
                opened: way.open[kept].at,
                is_end,
            };
            let at = if is_end { line.before } else { line.at };
            let mut repaired = way.clone();
            repaired.open.truncate(kept);
            repairs.push(Repair {
                problem: Problem { at, what },
                way: repaired,
            });
        }
    }

    /// Closing brackets that close too much: at the beginning of this line, or before it.
    fn add_surplus(&self, line: Line, way: &Way, repairs: &mut Vec<Repair>) {
        let closings: Vec<(Bracket, usize)> = self.events[way.next..]
            .iter()
            .skip(1)
            .map_while(|event| match event {
                Event::Close(bracket, at) => Some((*bracket, *at)),
                _ => None,
            })
            .take(MOST_LOST)
            .collect();
        if let First::Close(_) = line.first {
            for count in 1..=closings.len() {
                let mut repaired = way.clone();
                repaired.next += 1 + count;
                let found = closings[..count].iter().map(|(bracket, _)| *bracket);
                let what = What::SurplusClose(found.collect());
                repairs.push(Repair {
                    problem: Problem { at: line.at, what },
                    way: repaired,
                });
            }
        }
        // Only what closes right before the line, a comma behind it at most.
        let near = way
            .closed
            .last()
            .is_some_and(|(at, _)| line.before <= at + 4);
        let most = if near { way.closed.len() } else { 0 };
        for count in 1..=most {
            let first = way.closed.len() - count;
            let mut repaired = way.clone();
            let back = way.closed[first..].iter().rev().map(|(_, open)| *open);
            repaired.open.extend(back);
            if !self.fits(line, &repaired.open) {
                continue;
            }
            let found = way.closed[first..].iter().map(|(_, open)| open.bracket);
            let what = What::SurplusClose(found.collect());
            repairs.push(Repair {
                problem: Problem {
                    at: way.closed[first].0,
                    what,
                },
                way: repaired,
            });
        }
    }

    /// Brackets that should have been opened.
    fn add_lost_openings(&self, line: Line, way: &Way, repairs: &mut Vec<Repair>) {
        let indent = way.open.last().map_or(0, |open| self.inside(*open));
        for opens in OPENINGS {
            let mut repaired = way.clone();
            repaired.open.extend(opens.iter().map(|bracket| Opened {
                bracket: *bracket,
                at: line.at,
                indent,
                inside: None,
            }));
            if line.indent > indent && self.fits(line, &repaired.open) {
                let what = What::LostOpen(opens.to_vec());
                repairs.push(Repair {
                    problem: Problem { at: line.at, what },
                    way: repaired,
                });
            }
        }
    }
}
