//! What a document was understood as, for people and for programs.

use crate::cli::args::choices;
use crate::diagnostic::Diagnostic;
use crate::import::Document;
use crate::import::renew::Renewal;
use crate::import::understand::{Confidence, ReadTask, Reading};
use crate::model::Dataset;
use crate::visible::visible_line;

/// The form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Whether somebody should look at the reading.
pub(super) fn needs_care(reading: &Reading) -> bool {
    !reading.findings.is_empty()
        || reading.tasks.is_empty()
        || reading
            .tasks
            .iter()
            .any(|task| task.duties.is_empty() || doubtful(task) > 0)
}

fn doubtful(task: &ReadTask) -> usize {
    let doubtful = task
        .duties
        .iter()
        .filter(|duty| duty.confidence == Confidence::Doubtful);
    doubtful.count()
}

impl Form {
    /// The form that was typed behind `--report`.
    ///
    /// # Errors
    /// When there is no such form.
    pub(super) fn of(typed: Option<&str>) -> Result<Self, Diagnostic> {
        match typed {
            None | Some("text") => Ok(Self::Text),
            Some("json") => Ok(Self::Json),
            Some(other) => {
                let names = [("text", "文字"), ("json", "JSON")];
                Err(Diagnostic::error(format!("没有“{other}”这种报告"))
                    .with_hint(choices(other, "--report", &names)))
            }
        }
    }

    /// Writes the report.
    pub(super) fn write(
        self,
        readings: &[(String, &Document, Reading)],
        renewals: &[Option<Renewal>],
        dataset: &Dataset,
    ) -> String {
        match self {
            Self::Text => text(readings, renewals, dataset),
            Self::Json => json(readings, renewals),
        }
    }
}

/// Whether a later version says something else.
pub(super) fn has_news(renewal: &Renewal) -> bool {
    let [_, changed, new, gone] = renewal.counts();
    changed + new + gone > 0
}

/// What became of the tasks of a plan: clause and title, and what is said of each.
fn news<'r>(
    reading: &'r Reading,
    renewal: &'r Renewal,
) -> impl Iterator<Item = (&'r str, &'r str, Vec<String>)> {
    let tasks = reading.tasks.iter().zip(&renewal.tasks);
    let tasks = tasks.map(|(task, news)| (&*task.clause, &*task.title, news.reasons()));
    let gone = renewal.gone.iter().map(|gone| {
        let words = "新版中没有这一项".to_owned();
        (&*gone.task.clause, &*gone.task.title, vec![words])
    });
    tasks.filter(|(_, _, said)| !said.is_empty()).chain(gone)
}

fn text(
    readings: &[(String, &Document, Reading)],
    renewals: &[Option<Renewal>],
    dataset: &Dataset,
) -> String {
    let mut out = String::new();
    for (nth, (file, document, reading)) in readings.iter().enumerate() {
        let duties: usize = reading.tasks.iter().map(|task| task.duties.len()).sum();
        let title = reading.title.as_deref().unwrap_or(file);
        out.push_str(&format!("{}\n", visible_line(title)));
        let mut known = vec![document.kind.label().to_owned()];
        known.extend(document.encoding.map(str::to_owned));
        known.extend(document.pages.map(|pages| format!("{pages} 页")));
        known.extend(reading.number.clone());
        known.extend(reading.issued.map(crate::model::Date::text));
        out.push_str(&format!("  {}\n", visible_line(&known.join("，"))));
        let of_tasks = reading.tasks.iter().map(|task| task.targets.len());
        let of_chapters = reading.goals.iter().map(|goal| goal.targets.len());
        let targets: usize = of_tasks.chain(of_chapters).sum();
        out.push_str(&format!(
            "  {} 项任务，{duties} 项职责分工，{targets} 个目标\n",
            reading.tasks.len()
        ));
        if let Some(renewal) = renewals.get(nth).and_then(Option::as_ref) {
            out.push_str(&format!("  与已有的数据相比：{}\n", renewal.text()));
            for (clause, title, said) in news(reading, renewal) {
                let line = format!("{clause} {title}：{}", said.join("；"));
                out.push_str(&format!("    {}\n", visible_line(&line)));
            }
        }
        for task in &reading.tasks {
            let bodies: Vec<String> = task
                .duties
                .iter()
                .map(|duty| {
                    let role = duty.role.label();
                    match &duty.means {
                        Some(means) if *means != duty.written => {
                            format!("{means}（{role}，原文写作“{}”）", duty.written)
                        }
                        _ => format!("{}（{role}）", duty.written),
                    }
                })
                .collect();
            let line = format!("{} {}  {}", task.clause, task.title, bodies.join("、"));
            out.push_str(&format!("  {}\n", visible_line(line.trim_end())));
        }
        for left in &document.left_out {
            out.push_str(&format!("  {}\n", visible_line(left)));
        }
        for task in &reading.tasks {
            for doubt in task.doubts(false) {
                let line = format!("存疑：{} {} {doubt}", task.place, task.clause);
                out.push_str(&format!("  {}\n", visible_line(&line)));
            }
        }
        for finding in &reading.findings {
            let words: String = finding.words.chars().take(40).collect();
            let line = format!("{} {}：{words}", finding.place, finding.message);
            out.push_str(&format!("  {}\n", visible_line(line.trim_start())));
        }
    }
    out.push_str(&format!("共 {} 个机构\n", dataset.agencies.len()));
    out
}

/// JSON needs no library where only texts and numbers are written.
fn json(readings: &[(String, &Document, Reading)], renewals: &[Option<Renewal>]) -> String {
    let mut out = String::from("[");
    for (nth, (file, document, reading)) in readings.iter().enumerate() {
        if nth > 0 {
            out.push(',');
        }
        let title = reading.title.as_deref().unwrap_or_default();
        out.push_str(&format!(
            "\n {{\"file\": {}, \"kind\": {}, \"title\": {}, \"tasks\": [",
            quoted(file),
            quoted(document.kind.label()),
            quoted(title)
        ));
        for (nth, task) in reading.tasks.iter().enumerate() {
            let comma = if nth > 0 { "," } else { "" };
            out.push_str(&format!("{comma}\n  {}", task_json(task)));
        }
        out.push_str("], \"findings\": [");
        for (nth, finding) in reading.findings.iter().enumerate() {
            let comma = if nth > 0 { "," } else { "" };
            out.push_str(&format!(
                "{comma}\n  {{\"place\": {}, \"message\": {}, \"words\": {}}}",
                quoted(&finding.place),
                quoted(&finding.message),
                quoted(&finding.words)
            ));
        }
        out.push(']');
        if let Some(renewal) = renewals.get(nth).and_then(Option::as_ref) {
            let items = news(reading, renewal).map(|(clause, title, said)| {
                let said: Vec<String> = said.iter().map(|words| quoted(words)).collect();
                let (clause, title, said) = (quoted(clause), quoted(title), said.join(", "));
                format!("\n  {{\"clause\": {clause}, \"title\": {title}, \"said\": [{said}]}}")
            });
            let items: Vec<String> = items.collect();
            out.push_str(&format!(", \"news\": [{}]", items.join(",")));
        }
        out.push('}');
    }
    out.push_str("\n]\n");
    out
}

fn task_json(task: &ReadTask) -> String {
    let duties: Vec<String> = task
        .duties
        .iter()
        .map(|duty| {
            format!(
                "{{\"written\": {}, \"means\": {}, \"role\": {}, \"rule\": {}, \"confidence\": {}}}",
                quoted(&duty.written),
                quoted(duty.meant()),
                quoted(duty.role.label()),
                quoted(&duty.rule),
                quoted(duty.confidence.label())
            )
        })
        .collect();
    let targets: Vec<String> = task
        .targets
        .iter()
        .map(|read| {
            let amount = read.target.amount.text(&read.target.unit);
            format!(
                "{{\"indicator\": {}, \"amount\": {}, \"written\": {}}}",
                quoted(&read.target.indicator),
                quoted(&amount),
                quoted(&read.written)
            )
        })
        .collect();
    let dues: Vec<String> = task.dues.iter().map(|(words, _)| quoted(words)).collect();
    format!(
        "{{\"clause\": {}, \"title\": {}, \"place\": {}, \"dues\": [{}], \"duties\": [{}], \"targets\": [{}]}}",
        quoted(&task.clause),
        quoted(&task.title),
        quoted(&task.place),
        dues.join(", "),
        duties.join(", "),
        targets.join(", ")
    )
}

/// A JSON text.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
