//! `zeren export --form`: the form that was asked for, with its columns and heading.

use super::args::choices;
use super::options::Typed;
use crate::diagnostic::{Diagnostic, Severity};
use crate::export::{Content, Format, Layout};
use crate::view::forms::FormSpec;

/// The options that only forms have.
const OWN: [&str; 2] = ["columns", "notes"];

/// The options of what stands above any table.
const HEADING: [&str; 7] = [
    "title",
    "attachment",
    "office",
    "number",
    "author",
    "secrecy",
    "date",
];

/// The layout of the form with this name.
pub(super) fn layout(word: &str, layout: Option<&str>) -> Result<Layout, Diagnostic> {
    // The matrix is handed in as well, though its table is no list of rows.
    let known: Vec<Layout> = [Layout::Matrix].into_iter().chain(Layout::FORMS).collect();
    let found = known
        .iter()
        .find(|form| form.key().eq_ignore_ascii_case(word) || form.document() == word);
    let Some(&found) = found else {
        let names: Vec<_> = known
            .iter()
            .map(|form| (form.key(), form.label()))
            .collect();
        return Err(Diagnostic::error(format!("没有“{word}”这种表"))
            .with_hint(choices(word, "--form", &names)));
    };
    match layout {
        Some(other) if other != found.key() => Err(Diagnostic::error(format!(
            "--form {word} 和 --layout {other} 不是同一种内容"
        ))
        .with_hint("只写其中一个")),
        _ => Ok(found),
    }
}

/// The form that was asked for; `None` where the layout is none. Options that go nowhere are told.
pub(super) fn spec(
    typed: &Typed,
    layout: Layout,
    format: Format,
    warnings: &mut Vec<Diagnostic>,
) -> Option<FormSpec> {
    let Some(kind) = layout.form() else {
        let mut tell = |options: &[&str], why: &str, hint: &str| {
            let lost = typed.given.iter();
            let lost = lost.filter(|option| options.contains(&option.long));
            warnings.extend(lost.map(|option| {
                let words = format!("{} {why}", option.name());
                Diagnostic::new(Severity::Warning, words).with_hint(hint)
            }));
        };
        let hint = "加 --form division、ledger、duties 或 goals";
        tell(&OWN, "只用于上报的表，这里不起作用", hint);
        if !layout.has_heading() || !format.has_heading() {
            let hint = "导出为 xlsx、docx、pdf、ofd、html、png 或 svg 的表";
            tell(&HEADING, "写在表的上方，这里没有表头", hint);
        }
        return None;
    };
    let mut spec = FormSpec::new(kind);
    if let Some(words) = &typed.columns {
        match FormSpec::columns_of(words) {
            Some(columns) => spec.columns = columns,
            None => warnings.push(
                Diagnostic::new(Severity::Warning, "--columns 里没有栏目，按通常的栏目导出")
                    .with_hint("例如 --columns number,task,lead,responsible,due,progress"),
            ),
        }
    }
    spec.heading = typed.heading.clone();
    spec.notes = typed.notes;
    Some(spec)
}

/// Tells the options of a form that go nowhere, where no file was asked for.
pub(super) fn without_file(typed: &Typed, warnings: &mut Vec<Diagnostic>) {
    let lost = typed.given.iter();
    let lost = lost.filter(|option| OWN.contains(&option.long) || HEADING.contains(&option.long));
    warnings.extend(lost.map(|option| {
        let words = format!("{} 只用于导出的表，这里不起作用", option.name());
        Diagnostic::new(Severity::Warning, words).with_hint("用 -o 写出文件名")
    }));
}

/// Tells the columns that the data does not have: mistyped, or left to be filled in.
pub(super) fn unknown(content: &Content, warnings: &mut Vec<Diagnostic>) {
    let Content::Form(table) = content else {
        return;
    };
    warnings.extend(table.unknown_columns().into_iter().map(|name| {
        let words = format!("数据中没有“{name}”这一栏，表中留空待填");
        Diagnostic::new(Severity::Note, words)
    }));
}
