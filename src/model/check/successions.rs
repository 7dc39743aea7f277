//! Rules about how bodies became one another: no circles, and dates that agree with each other.

use super::agencies::{Bodies, chain, cycles};
use super::{Finding, Rule, Step};
use crate::diagnostic::Item;
use crate::model::{Date, SuccessionKind};

/// When and how a body ceased to be.
#[derive(Clone, Copy)]
pub(super) struct End {
    pub(super) date: Date,
    pub(super) how: SuccessionKind,
    /// The place of the later body in the list of agencies.
    pub(super) later: usize,
}

/// When a body got its name. A body that others were merged into may have been there before.
#[derive(Clone, Copy)]
pub(super) struct Begin {
    pub(super) date: Date,
    /// The place of the earlier body in the list of agencies.
    pub(super) earlier: usize,
}

/// A succession with its bodies found.
#[derive(Clone, Copy)]
struct Found {
    nth: usize,
    from: usize,
    to: usize,
}

/// How duties go over, as a verb: 更名为, 并入.
pub(super) fn verb(how: SuccessionKind) -> &'static str {
    match how {
        SuccessionKind::Renamed => "更名为",
        SuccessionKind::Merged => "并入",
        SuccessionKind::Transferred => "划出部分职责给",
    }
}

fn place(nth: usize, field: &'static str) -> Vec<Step> {
    vec![
        Step::Field("successions"),
        Step::Index(nth),
        Step::Field(field),
    ]
}

/// Checks the successions, and learns from them when bodies begin and end.
pub(super) fn check(bodies: &mut Bodies, findings: &mut Vec<Finding>) {
    let mut edges: Vec<Vec<usize>> = vec![Vec::new(); bodies.dataset.agencies.len()];
    let mut of_body: Vec<Vec<Found>> = vec![Vec::new(); bodies.dataset.agencies.len()];
    let mut all = Vec::new();
    for (nth, succession) in bodies.dataset.successions.iter().enumerate() {
        let from = bodies.refer(&succession.from, || (place(nth, "from"), Item::File));
        let to = bodies.refer(&succession.to, || (place(nth, "to"), Item::File));
        let (Some(from), Some(to)) = (from, to) else {
            continue;
        };
        edges[from].push(to);
        let earlier = &mut of_body[from];
        findings.extend(double(bodies, Found { nth, from, to }, earlier));
        earlier.push(Found { nth, from, to });
        all.push(Found { nth, from, to });
        let (true, Some(date)) = (succession.how.is_whole(), succession.date) else {
            continue;
        };
        let end = &mut bodies.ends[from];
        // Of several dates the last one leaves no doubt that the body is gone.
        if end.is_none_or(|known| known.date < date) {
            *end = Some(End {
                date,
                how: succession.how,
                later: to,
            });
        }
        let begin = &mut bodies.begins[to];
        // And of several the first one, that it was not there before.
        if succession.how == SuccessionKind::Renamed && begin.is_none_or(|known| known.date > date)
        {
            *begin = Some(Begin {
                date,
                earlier: from,
            });
        }
    }
    for cycle in cycles(&edges) {
        let names = chain(bodies, &cycle);
        let id = bodies.agency(cycle[0]).id.as_str();
        let nth = bodies.dataset.successions.iter().position(|s| s.from == id);
        findings.push(
            Finding::new(
                Rule::SuccessionCycle,
                place(nth.unwrap_or_default(), "to"),
                Item::Agency(id.to_owned()),
                format!("机构沿革首尾相接：{names}"),
            )
            .with_hint("from 写原机构，to 写承接的机构，核对方向"),
        );
    }
    for succession in &all {
        findings.extend(backwards(bodies, succession));
    }
}

/// A succession that stands twice, or a body that is renamed to two others.
fn double(bodies: &Bodies, found: Found, earlier: &[Found]) -> Option<Finding> {
    let Found { nth, from, to } = found;
    let successions = &bodies.dataset.successions;
    let how = successions[nth].how;
    let label = |index: usize| bodies.agency(index).label();
    let (rule, first, message, hint) = if let Some(first) = earlier.iter().find(|it| it.to == to) {
        let message = format!("“{}”到“{}”的沿革写了两次", label(from), label(to));
        (Rule::RepeatedSuccession, first, message, "留下一处")
    } else if how == SuccessionKind::Renamed
        && let Some(first) = earlier.iter().find(|it| successions[it.nth].how == how)
    {
        let message = format!(
            "“{}”更名为“{}”，又更名为“{}”",
            label(from),
            label(first.to),
            label(to)
        );
        let hint = "一个机构只更名为一个；一部分职责划出时写 how: Transferred";
        (Rule::SeveralHeirs, first, message, hint)
    } else {
        return None;
    };
    let item = Item::Agency(bodies.agency(from).id.clone());
    let finding = Finding::new(rule, place(nth, "to"), item, message);
    Some(finding.repeating(place(first.nth, "to")).with_hint(hint))
}

/// What a body takes on, or gives away, after it ceased to be.
fn backwards(bodies: &Bodies, found: &Found) -> Option<Finding> {
    let succession = &bodies.dataset.successions[found.nth];
    let date = succession.date?;
    let name = |index: usize| bodies.agency(index).label();
    let gone = |index: usize| {
        let end = bodies.end(index)?;
        // A year holds all of its months: only what cannot have been is said.
        (date.first_day() > end.date.last_day()).then_some(end)
    };
    let (body, end, event) = if let Some(end) = gone(found.to) {
        let verb = match succession.how {
            SuccessionKind::Transferred => "接收部分职责，来自",
            how => verb(how),
        };
        let event = match succession.how {
            SuccessionKind::Transferred => {
                format!(
                    "“{}”却在{}{verb}“{}”",
                    name(found.to),
                    date.text(),
                    name(found.from)
                )
            }
            _ => format!(
                "“{}”却在{}{verb}“{}”",
                name(found.from),
                date.text(),
                name(found.to)
            ),
        };
        (found.to, end, event)
    } else if let (SuccessionKind::Transferred, Some(end)) = (succession.how, gone(found.from)) {
        let event = format!(
            "却在{}还{}“{}”",
            date.text(),
            verb(succession.how),
            name(found.to)
        );
        (found.from, end, event)
    } else {
        return None;
    };
    let message = format!(
        "“{}”已于{}{}“{}”，{event}",
        name(body),
        end.date.text(),
        verb(end.how),
        name(end.later)
    );
    let item = Item::Agency(bodies.agency(body).id.clone());
    Some(
        Finding::new(
            Rule::SuccessionOrder,
            place(found.nth, "date"),
            item,
            message,
        )
        .with_hint("核对两处的 date；同一名称先后用过几次时，每次写成一个机构"),
    )
}
