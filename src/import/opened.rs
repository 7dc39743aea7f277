//! A document that was opened in place of data: read, understood, and what there is to check in it.

use std::path::{Path, PathBuf};

use super::document::Document;
use super::draft;
use super::read;
use super::understand::{Reading, understand};
use crate::diagnostic::{Diagnostic, Item, Severity};
use crate::model::{Dataset, Task, check};
use crate::store;

/// A document that was read and understood.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The file.
    pub file: PathBuf,
    /// What it says.
    pub document: Document,
    /// What was understood of it.
    pub reading: Reading,
}

/// How packages and compound files begin.
const PACKED: [&[u8]; 2] = [b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"];

/// Whether a file holds a document and no data: by its contents, except where its name says that it
/// is to be data.
#[must_use]
pub fn is_document(file: &Path, bytes: &[u8]) -> bool {
    let ending = file.extension().unwrap_or_default();
    if ending.eq_ignore_ascii_case("ron") || ending.eq_ignore_ascii_case("zview") {
        return false;
    }
    let head = &bytes[..bytes.len().min(1024)];
    if memchr::memmem::find(head, b"%PDF-").is_some()
        || PACKED.iter().any(|mark| bytes.starts_with(mark))
    {
        return true;
    }
    read::text::read(bytes).is_some_and(|document| store::is_document(&document.text))
}

/// Reads and understands a document.
///
/// # Errors
/// As [`read::read`].
pub fn open(file: &Path, bytes: &[u8]) -> Result<Opened, Diagnostic> {
    let document = read::read(bytes).map_err(|error| error.in_file(file))?;
    let reading = understand(&document);
    Ok(Opened {
        file: file.to_owned(),
        document,
        reading,
    })
}

impl Opened {
    /// The name of the file without its ending.
    #[must_use]
    pub fn name(&self) -> String {
        let stem = self.file.file_stem().unwrap_or_default();
        stem.to_string_lossy().into_owned()
    }

    /// The draft of the data, with the wording of every task, its plan under this id; further plans
    /// of the file have a number behind it.
    #[must_use]
    pub fn draft(&self, plan: &str) -> Dataset {
        let readings = [(self.name(), &self.document, self.reading.clone())];
        let mut dataset = draft::draft(&readings, &Dataset::default(), true);
        for (nth, drafted) in dataset.plans.iter_mut().enumerate() {
            drafted.id = match nth {
                0 => plan.to_owned(),
                nth => format!("{plan}-{}", nth + 1),
            };
        }
        dataset
    }

    /// What is to be checked in a draft that was made of it: what the reading doubts, what it left
    /// out, and the data's own rules.
    #[must_use]
    pub fn findings(&self, dataset: &Dataset) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let Some(first) = dataset.plans.first() else {
            return found;
        };
        let tasks = &self.reading.tasks;
        let item = |nth: Option<usize>| {
            let of_plan = || Item::Plan(first.id.clone());
            nth.map_or_else(of_plan, |nth| {
                let plan = dataset.plans.get(self.reading.plan_at(tasks[nth].at));
                Item::Task {
                    plan: plan.unwrap_or(first).id.clone(),
                    task: key(&tasks[nth].clause, tasks[nth].part),
                }
            })
        };
        for finding in &self.reading.findings {
            // The last task that begins before it.
            let begun = tasks
                .iter()
                .enumerate()
                .filter(|(_, task)| task.at <= finding.at);
            let nth = begun.max_by_key(|(_, task)| task.at).map(|(nth, _)| nth);
            let mut message = finding.message.clone();
            if !finding.words.is_empty() && !message.contains(&finding.words) {
                message = format!("{message}：“{}”", finding.words);
            }
            if !finding.place.is_empty() {
                message = format!("{message}（{}）", finding.place);
            }
            let warning = Diagnostic::new(Severity::Warning, message).about(item(nth));
            found.push(warning.with_hint("与原文核对这一处"));
        }
        for (nth, task) in tasks.iter().enumerate() {
            for message in task.doubts(false) {
                let warning = Diagnostic::new(Severity::Warning, message).about(item(Some(nth)));
                found.push(warning.with_hint("与原文核对这个机构和它的角色"));
            }
        }
        if tasks.is_empty() {
            let message = "文件中没有读出任务";
            let warning = Diagnostic::new(Severity::Warning, message).about(item(None));
            found.push(
                warning.with_hint("确认文件中有分条的任务和责任机构；没有正文的附件也要一起打开"),
            );
        }
        let left_out = self.document.left_out.iter();
        found.extend(left_out.map(|words| Diagnostic::new(Severity::Note, words.clone())));
        found.extend(check::check(dataset).into_iter().map(|finding| {
            let mut said = Diagnostic::new(finding.severity, finding.message).about(finding.item);
            said.hint = finding.hint;
            said
        }));
        found
            .into_iter()
            .map(|said| said.in_file(&self.file))
            .collect()
    }
}

fn key(clause: &str, part: Option<u16>) -> String {
    let task = Task {
        clause: clause.to_owned(),
        part,
        ..Task::default()
    };
    task.key()
}
