//! The grammar of policy documents: headings, tasks, who answers, by when.
//!
//! A [`Document`] becomes a [`Reading`]: a flow of characters without page numbers and cut lines
//! (`lines`, `flow`), its numbered items (`marks`, `outline`), the notes that close them
//! (`groups`, `note`, `names`, `words`, `rules`, `tasks`), its tables (`table`), deadlines and
//! what stands at its head (`deadlines`, `head`). All scanners go forwards once; nothing is tried
//! again and again, so that no input takes long.

mod actors;
mod assemble;
mod body;
mod deadlines;
mod doubts;
mod figures;
mod flow;
mod fold;
mod goals;
mod groups;
mod head;
mod layout_table;
mod lines;
mod marks;
mod names;
mod note;
mod outline;
mod plans;
mod reading;
mod rules;
mod sentences;
mod table;
mod table_head;
mod table_rows;
mod targets;
mod tasks;
mod text_table;
mod words;

pub use reading::{
    Confidence, Finding, OtherReading, ReadDuty, ReadGoal, ReadTarget, ReadTask, Reading,
};

use super::Document;
use crate::model::{Due, Target};

/// The deadline that words of somebody's own say as a whole: `2026年底前`, `每季度`, `持续推进`. What
/// is not understood is a condition in words; no words are no deadline.
#[must_use]
pub fn deadline(words: &str) -> Due {
    let flow = flow::Flow::of(words.trim(), 0);
    if flow.len() == 0 {
        return Due::Unstated;
    }
    match deadlines::scan(&flow, flow.all(), None).as_slice() {
        [one] => one.due.clone(),
        _ => deadlines::whole(&flow, flow.all(), None).due,
    }
}

/// The target that words of somebody's own say: `单项冠军 2026年底前 ≥20家`. `None` where they name
/// nothing that is to be reached.
#[must_use]
pub fn target(words: &str) -> Option<Target> {
    targets::typed(words)
}

/// The targets that running text sets.
#[must_use]
pub fn targets(text: &str) -> Vec<Target> {
    let flow = flow::Flow::of(text, 0);
    let found = targets::scan(&flow, flow.all(), None).into_iter();
    found.map(|found| found.target).collect()
}

/// Understands a document. Of several plans in it the first is the reading itself, and the others
/// stand in [`Reading::more`].
#[must_use]
pub fn understand(document: &Document) -> Reading {
    let (reading, cuts) = read(document);
    if cuts.is_empty() {
        return reading;
    }
    plans::several(document, &cuts, reading, |part| read(part).0)
}

/// Reads a document as one plan, and says where others may begin in it.
fn read(document: &Document) -> (Reading, Vec<usize>) {
    let lines = lines::lines(document);
    let (mut tables, mut taken) = text_table::tables(document, &lines);
    let (more, of_more) = layout_table::tables(document);
    tables.extend(more);
    taken.extend(of_more);
    taken.sort_by_key(|span| span.start);
    let flow = lines::paragraphs(document, &lines, &taken);
    let items = outline::items(&flow);
    let mut reading = head::head(&flow, &items, document);
    let year = head::year(&reading);
    assemble::running(document, &flow, &items, year, &mut reading);
    let tables = tables.into_iter().chain(table::of(document));
    table_rows::read(document, tables.collect(), year, &mut reading);
    assemble::finish(&mut reading, year);
    (reading, plans::cuts(&flow, &items))
}
