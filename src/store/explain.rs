//! The slow path, taken only when there is something to say: where it is, and what it is.

use std::fmt::Write;

use ron::error::SpannedError;

use super::locate::{Lines, Locator};
use super::problem::{Problem, What};
use super::token::Trust;
use super::tree::{Form, Tree};
use super::validate::{Complaint, validate};
use super::{foreign, layout, ron_error, syntax};
use crate::diagnostic::{Diagnostic, Item, Position};
use crate::model::FORMAT;
use crate::model::check::{self, Finding, Step};

/// Findings of the data's own rules with their places in the text, in the order of the text.
pub(super) fn findings(text: &str, findings: Vec<Finding>) -> Vec<Diagnostic> {
    if findings.is_empty() {
        return Vec::new();
    }
    let places = places(text, &findings);
    let positions = Positions::new(
        text,
        places
            .iter()
            .flat_map(|(at, first)| [*at, *first])
            .flatten(),
    );
    let mut diagnostics: Vec<(Option<usize>, Diagnostic)> = findings
        .into_iter()
        .zip(places)
        .map(|(finding, (at, first))| {
            let mut message = finding.message;
            if let Some(Position { line, column }) = first.and_then(|at| positions.get(at)) {
                let _ = write!(message, "，首次出现在第 {line} 行第 {column} 列");
            }
            let mut diagnostic = Diagnostic::new(finding.severity, message).about(finding.item);
            diagnostic.hint = finding.hint;
            diagnostic.place.position = at.and_then(|at| positions.get(at));
            (at, diagnostic)
        })
        .collect();
    // Stable: what stands at one place stays in the order of the rules.
    diagnostics.sort_by_key(|(at, _)| *at);
    diagnostics
        .into_iter()
        .map(|(_, diagnostic)| diagnostic)
        .collect()
}

/// The bytes of each finding and of the place that it repeats.
fn places(text: &str, findings: &[Finding]) -> Vec<(Option<usize>, Option<usize>)> {
    let mut questions: Vec<(&[Step], usize, bool)> = Vec::with_capacity(findings.len());
    for (nth, finding) in findings.iter().enumerate() {
        questions.push((&finding.path, nth, false));
        if let Some(first) = &finding.first {
            questions.push((first, nth, true));
        }
    }
    // In rising order the locator goes through every list once.
    questions.sort_unstable();
    let mut locator = Locator::new(text);
    let mut places = vec![(None, None); findings.len()];
    for (path, nth, is_first) in questions {
        let place = locator.find(path);
        if is_first {
            places[nth].1 = place;
        } else {
            places[nth].0 = place;
        }
    }
    places
}

/// Lines and columns of many bytes, found in one pass over the text.
struct Positions(Vec<(usize, Position)>);

impl Positions {
    fn new(text: &str, places: impl Iterator<Item = usize>) -> Self {
        let mut places: Vec<usize> = places.collect();
        places.sort_unstable();
        places.dedup();
        let mut lines = Lines::new(text);
        Self(
            places
                .into_iter()
                .map(|at| (at, lines.position(at)))
                .collect(),
        )
    }

    fn get(&self, at: usize) -> Option<Position> {
        let nth = self.0.binary_search_by_key(&at, |(at, _)| *at).ok()?;
        Some(self.0[nth].1)
    }
}

/// Why a text is no dataset: never empty.
pub(super) fn failure(text: &str, error: &SpannedError) -> Vec<Diagnostic> {
    if let Some(other) = foreign::text(text) {
        return vec![other];
    }
    let tree = Tree::read(text, Trust::Doubtful);
    let mut lines = Lines::new(text);
    // A file of a newer version is full of unknown things, which are no faults.
    if let Some((at, format)) = format(&tree).filter(|(_, format)| *format != FORMAT) {
        let finding = check::format(format);
        let mut diagnostic = Diagnostic::error(finding.message).at(lines.position(at));
        diagnostic.hint = finding.hint;
        return vec![diagnostic];
    }
    let problems = problems(text, &tree);
    let mut complaints: Vec<Complaint> = problems
        .iter()
        .map(|problem| syntax::complaint(problem, &mut lines))
        .collect();
    if let Some(root) = tree.root().filter(|_| tree.complete) {
        complaints.extend(validate(root, &mut lines));
    }
    complaints.sort_by_key(|complaint| complaint.at);
    if complaints.is_empty() {
        let (message, hint) = ron_error::words(&error.code);
        let start = error.span.start;
        let mut diagnostic = Diagnostic::error(message).at(Position {
            line: start.line,
            column: start.col,
        });
        diagnostic.hint = hint;
        return vec![diagnostic];
    }
    let in_words = |complaint: Complaint| {
        let mut diagnostic = Diagnostic::error(complaint.message)
            .at(lines.position(complaint.at))
            .about(Item::File);
        diagnostic.hint = complaint.hint;
        diagnostic
    };
    complaints.into_iter().map(in_words).collect()
}

/// What is wrong with the syntax. Brackets are told where they disagree with the indentation, if
/// they do: the syntax notices them later, and takes what follows for other faults.
fn problems(text: &str, tree: &Tree) -> Vec<Problem> {
    let mut problems = tree.problems.clone();
    let is_stopped = problems
        .iter()
        .any(|problem| problem.what.may_be_brackets());
    let faults = if is_stopped {
        layout::faults(text)
    } else {
        Vec::new()
    };
    let Some(first) = faults.first().map(|fault| fault.at) else {
        return problems;
    };
    problems.retain(|problem| {
        let between = text.get(problem.at..first).unwrap_or_default();
        let is_before = !between.trim_matches([' ', '\n', '\t', ',']).is_empty();
        match &problem.what {
            What::Unclosed(_) | What::WrongClose { .. } | What::Trailing { .. } => false,
            what => is_before || !(what.may_be_brackets() || what.is_about_order()),
        }
    });
    problems.extend(faults);
    problems
}

/// The format that a file says it has, and where it says so.
fn format(tree: &Tree) -> Option<(usize, u32)> {
    let root = tree.root()?;
    let group = match root.form() {
        Form::Named => root.inner()?,
        _ => root,
    };
    let field = group
        .children()
        .find(|child| child.form() == Form::Field && child.name() == "format")?;
    let value = field.inner().filter(|value| value.form() == Form::Number)?;
    Some((value.start(), ron::from_str(value.text()).ok()?))
}
