//! `zeren import`: documents of others become a draft of a data file.

use std::fs;
use std::path::{Path, PathBuf};

use super::Status;
use super::options::Typed;
use super::output::{Answer, render, shown};
use super::target::{refuse_input, replacing};
use crate::diagnostic::Diagnostic;
use crate::import::draft::draft;
use crate::import::renew::{self, Renewal};
use crate::import::understand::{Reading, understand};
use crate::import::{self, Document};
use crate::model::Dataset;
use crate::store::{self, Replacing};

mod report;

/// Reads documents, writes the draft where one is asked for, and reports.
pub(super) fn run(typed: Typed) -> Answer {
    match import(&typed) {
        Ok(answer) => answer,
        Err(errors) => {
            let errors: Vec<String> = errors.iter().map(render).collect();
            Answer {
                out: String::new(),
                err: errors.join("\n"),
                status: Status::CouldNot,
            }
        }
    }
}

fn import(typed: &Typed) -> Result<Answer, Vec<Diagnostic>> {
    let one = |error: Diagnostic| vec![error];
    let form = report::Form::of(typed.report.as_deref()).map_err(one)?;
    if let Some(out) = &typed.out {
        refuse_input(out, &typed.files).map_err(one)?;
        let exists = out.exists() && replacing(typed.force) == Replacing::Never;
        let other = exists && typed.into.as_ref() != Some(out);
        if other {
            return Err(one(Diagnostic::error(format!(
                "已有文件 {}，没有替换它",
                shown(out)
            ))
            .with_hint("换一个文件名，或加上 --force 替换")));
        }
    }
    let known = match &typed.into {
        Some(file) => store::load(file)?.dataset,
        None => Dataset::default(),
    };
    let mut documents = Vec::new();
    for file in &typed.files {
        documents.push((file, read(file).map_err(one)?));
    }
    let readings: Vec<(String, &Document, Reading)> = documents
        .iter()
        .flat_map(|(file, document)| {
            let plans = understand(document).each().into_iter();
            plans.map(move |reading| (name(file), document, reading))
        })
        .collect();
    let (dataset, renewals) = drafted(&readings, &known, !typed.without_source);
    let mut out = String::new();
    if let Some(target) = &typed.out {
        save(target, &dataset)?;
        if form == report::Form::Text {
            out.push_str(&format!("已写入 {}\n", shown(target)));
        }
    }
    let findings = renewals.iter().flatten().any(report::has_news)
        || readings
            .iter()
            .any(|(_, _, reading)| report::needs_care(reading));
    out.push_str(&form.write(&readings, &renewals, &dataset));
    Ok(Answer {
        out,
        err: String::new(),
        status: if findings {
            Status::Findings
        } else {
            Status::Fine
        },
    })
}

/// The draft of documents. Of those that the data has an earlier version of, that one follows, and
/// what became of it stands beside it.
fn drafted(
    readings: &[(String, &Document, Reading)],
    known: &Dataset,
    with_text: bool,
) -> (Dataset, Vec<Option<Renewal>>) {
    let mut dataset = known.clone();
    let mut renewals = Vec::new();
    let mut new = Vec::new();
    for (file, document, reading) in readings {
        let renewal = renew::same_plan(known, reading)
            .and_then(|plan| renew::renew(&dataset, plan, (file, document, reading), with_text));
        match &renewal {
            Some(renewal) => dataset.clone_from(&renewal.dataset),
            None => new.push((file.clone(), *document, reading.clone())),
        }
        renewals.push(renewal);
    }
    if !new.is_empty() || renewals.is_empty() {
        dataset = draft(&new, &dataset, with_text);
    }
    (dataset, renewals)
}

/// Writes the draft, after making sure that it can be read again.
fn save(target: &Path, dataset: &Dataset) -> Result<(), Vec<Diagnostic>> {
    let text = store::to_ron(dataset).map_err(|error| vec![error])?;
    let loaded = store::parse(text.as_bytes(), Some(target))?;
    drop(loaded);
    store::save(target, dataset).map_err(|error| vec![error])
}

fn read(file: &PathBuf) -> Result<Document, Diagnostic> {
    let bytes = fs::read(file)
        .map_err(|error| Diagnostic::error(format!("读不到文件 {}：{error}", shown(file))))?;
    import::read::read(&bytes).map_err(|error| error.in_file(file))
}

fn name(file: &Path) -> String {
    let name = file.file_stem().unwrap_or_default();
    name.to_string_lossy().into_owned()
}
