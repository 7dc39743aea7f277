//! What the page's script knows of the tasks: where to search, and who has which role.

use std::collections::{BTreeMap, BTreeSet};

use super::text::push_json;
use crate::model::workspace::{AgencyIx, Duty, TaskIx};
use crate::view::Sheet;
use crate::view::search::{Word, readings, settled};

/// The tasks in the order of the sheet, each with its number in the page.
pub(super) struct Tasks {
    numbers: Vec<Option<u32>>,
}

impl Tasks {
    pub fn new(sheet: &Sheet) -> Self {
        let mut numbers = vec![None; sheet.workspace().tasks.len()];
        for (number, ix) in (0..).zip(sheet.tasks()) {
            numbers[ix.get()] = Some(number);
        }
        Self { numbers }
    }

    /// The number of a task in the page.
    pub fn number(&self, ix: TaskIx) -> Option<u32> {
        self.numbers[ix.get()]
    }
}

/// The data of the script as JSON, each text once: tasks are found by their own text and by those
/// of their plan, sections and bodies, as in the program. The bodies are the columns, and behind
/// them the members of collectives that have none; the lists are the members of collectives,
/// and the reached columns those that show what their bodies have through one.
///
/// ```json
/// {"tasks": [[plan, section, "text", "running text", [[body, role], …], [[list, role], …]], …],
///  "plans": ["text", …], "sections": [["text", parent], …], "bodies": ["text", …],
///  "lists": [[body, …], …], "reached": [column, …],
///  "readings": {"jing": "京经", …}, "words": [["重庆", 0, "chong"], …]}
/// ```
pub(super) fn json(sheet: &Sheet) -> String {
    let workspace = sheet.workspace();
    let mut json = Json::default();
    json.list("{\"tasks\":", sheet.tasks(), |json, ix| {
        let entry = workspace.task(ix);
        let task = &entry.task;
        let mut text = vec![task.clause.as_str(), &task.title];
        text.extend(task.targets.iter().map(|target| target.indicator.as_str()));
        text.extend(task.fields.iter().map(|(_, text)| text));
        json.raw(&format!("[{},{},", entry.plan.get(), entry.section.get()));
        json.text(&text);
        json.raw(",");
        let running: Vec<&str> = std::iter::once(task.summary.as_str())
            .chain(task.text.as_deref())
            .chain(
                task.assignments
                    .iter()
                    .filter_map(|one| one.written.as_deref()),
            )
            .collect();
        json.text(&running);
        json.list(",", duties(sheet, ix), |json, (column, role)| {
            json.raw(&format!("[{column},{role}]"));
        });
        let entry = workspace.task(ix);
        let shown = |duty: &&Duty| sheet.spec.shows_role(duty.role);
        let lists: BTreeSet<(usize, usize)> = (entry.duties.iter().filter(shown))
            .filter_map(|duty| {
                let place = sheet.collectives.place(duty.agency, entry.plan)?;
                Some((place, duty.role.index()))
            })
            .collect();
        json.list(",", lists, |json, (list, role)| {
            json.raw(&format!("[{list},{role}]"));
        });
        json.raw("]");
    });
    json.list(",\"plans\":", &workspace.plans, |json, entry| {
        let plan = &entry.plan;
        let more = [&plan.short, &plan.number, &plan.issuer];
        let more = more.into_iter().flatten().map(String::as_str);
        let text: Vec<&str> = std::iter::once(plan.title.as_str()).chain(more).collect();
        json.text(&text);
    });
    json.list(",\"sections\":", &workspace.sections, |json, section| {
        json.raw("[");
        json.text(&[&section.title]);
        match section.parent {
            Some(parent) => json.raw(&format!(",{}]", parent.get())),
            None => json.raw(",-1]"),
        }
    });
    let members = members(sheet);
    let columns = sheet.columns.iter().map(|column| {
        let folded = column.folded.iter().copied();
        std::iter::once(column.agency).chain(folded).collect()
    });
    let bodies: Vec<Vec<AgencyIx>> = columns
        .chain(members.iter().map(|&member| vec![member]))
        .collect();
    json.list(",\"bodies\":", &bodies, |json, bodies| {
        let names = bodies
            .iter()
            .flat_map(|ix| workspace.agencies[ix.get()].names());
        json.text(&names.collect::<Vec<_>>());
    });
    let place = |member: &AgencyIx| {
        let column = sheet.column_of(*member);
        let behind = || Some(sheet.columns.len() + members.iter().position(|ix| ix == member)?);
        column.or_else(behind)
    };
    json.list(",\"lists\":", sheet.collectives.lists(), |json, list| {
        // A collective inside another is searched by its own name.
        let single = |ix: &&AgencyIx| !sheet.collectives.is_collective(**ix);
        let places = list.members.iter().filter(single).filter_map(place);
        json.list("", places, |json, place| json.raw(&place.to_string()));
    });
    let columns = sheet.columns.iter().enumerate();
    let reached = columns.filter(|(_, column)| sheet.reached.has(column.agency));
    json.list(",\"reached\":", reached, |json, (nth, _)| {
        json.raw(&nth.to_string());
    });
    // Goals that stand outside the tasks are searched too.
    for section in &workspace.sections {
        for target in &section.targets {
            json.learn(&target.indicator);
        }
    }
    let readings = by_reading(&json.chars);
    json.raw(",\"readings\":{");
    for (nth, (reading, hanzi)) in readings.into_iter().enumerate() {
        if nth > 0 {
            json.raw(",");
        }
        push_json(&mut json.out, &reading);
        json.raw(":");
        push_json(&mut json.out, &hanzi);
    }
    json.raw("}");
    let words = std::mem::take(&mut json.words);
    json.list(",\"words\":", words, |json, word| {
        let before = word.text[..word.offset].chars().count();
        json.raw("[");
        push_json(&mut json.out, word.text);
        json.raw(&format!(",{before},\"{}\"]", word.reading));
    });
    json.raw("}");
    json.out
}

/// The members of collectives that have no column and a task through one of them, as the sheet has
/// them.
pub(super) fn members(sheet: &Sheet) -> Vec<AgencyIx> {
    let loads = sheet.facets.agencies.iter().enumerate();
    let idle = loads.filter(|(_, load)| load.through > 0);
    idle.map(|(nth, _)| AgencyIx::new(nth))
        .filter(|&ix| sheet.column_of(ix).is_none() && !sheet.collectives.is_collective(ix))
        .collect()
}

/// The columns and roles of a task, in order, each once.
fn duties(sheet: &Sheet, ix: TaskIx) -> BTreeSet<(usize, usize)> {
    sheet
        .workspace()
        .task(ix)
        .duties
        .iter()
        .filter(|duty| sheet.spec.shows_role(duty.role))
        .filter_map(|duty| {
            let column = sheet.column_of(sheet.bodies[duty.agency.get()])?;
            Some((column, duty.role.index()))
        })
        .collect()
}

/// JSON as it is written, and the characters of all its texts.
#[derive(Default)]
struct Json {
    out: String,
    chars: BTreeSet<char>,
    /// The words that settle how a Hanzi in one of the texts is read.
    words: BTreeSet<Word>,
}

impl Json {
    fn raw(&mut self, json: &str) {
        self.out.push_str(json);
    }

    /// Notes how a text is read.
    fn learn(&mut self, text: &str) {
        for (at, c) in text.char_indices().filter(|(_, c)| !c.is_ascii()) {
            self.chars.insert(c);
            self.words.extend(settled(text, at));
        }
    }

    /// Texts that are searched one by one.
    fn text(&mut self, parts: &[&str]) {
        for part in parts {
            self.learn(part);
        }
        push_json(&mut self.out, &parts.join("\n"));
    }

    fn list<T>(
        &mut self,
        before: &str,
        items: impl IntoIterator<Item = T>,
        mut write: impl FnMut(&mut Self, T),
    ) {
        self.raw(before);
        self.raw("[");
        for (nth, item) in items.into_iter().enumerate() {
            if nth > 0 {
                self.raw(",");
            }
            write(self, item);
        }
        self.raw("]");
    }
}

/// Every reading with the Hanzi that have it. A few kilobytes hold what all tasks need.
fn by_reading(chars: &BTreeSet<char>) -> BTreeMap<String, String> {
    let mut map: BTreeMap<String, String> = BTreeMap::new();
    for &c in chars {
        readings(c, |reading| {
            let hanzi = map.entry(reading.to_owned()).or_default();
            // Two tones of one syllable are one reading here.
            if !hanzi.ends_with(c) {
                hanzi.push(c);
            }
        });
    }
    map
}
