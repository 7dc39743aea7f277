//! `zeren diff`: what changed between two versions of the data.

use std::path::Path;
use std::sync::Arc;

use super::Status;
use super::export::{format, load, options};
use super::options::Typed;
use super::output::{Answer, render, shown};
use super::target::{Out, replacing};
use super::{find, form, notes};
use crate::diagnostic::{Diagnostic, Severity};
use crate::export::{ChangeNotes, Content, Format, Layout, Options, lacking, lacking_words};
use crate::model::workspace::Workspace;
use crate::store::Replacing;
use crate::today::today;
use crate::view::compare::{ChangeKind, Changes, Comparison, Side, change_rows};
use crate::view::forms::{FormKind, FormSpec};
use crate::view::{Sheet, SuccessionView, ViewSpec};
use crate::visible::visible_line;

/// Everything looked up and settled.
struct Resolved {
    comparison: Comparison,
    sheet: Arc<Sheet>,
    goes: Goes,
}

/// Where the answer goes.
enum Goes {
    /// To the terminal, as text.
    Text,
    /// To a file.
    File(Out, Format, Options, Box<FormSpec>),
    /// To a file for every body.
    Notes(Box<ChangeNotes>, Replacing),
}

pub(super) fn run(typed: Typed) -> Answer {
    let mut warnings = Vec::new();
    let result = resolve(typed, &mut warnings).and_then(|resolved| {
        let sheet = &resolved.sheet;
        let changes = &resolved.comparison.changes;
        let text = match resolved.goes {
            Goes::File(out, format, options, spec) => {
                let content = Content::form(Arc::clone(sheet), *spec);
                form::unknown(&content, &mut warnings);
                let subject = content.subject();
                let lacks = lacking(subject, format, options);
                warnings.extend(lacking_words(&lacks, format));
                let written = out.write(subject, format, options);
                written.map_err(|error| vec![error])?;
                let count = match &content {
                    Content::Form(table) => table.entries().count(),
                    _ => 0,
                };
                match out {
                    // The file itself is what is printed.
                    Out::Stream => String::new(),
                    Out::File { path, .. } => {
                        format!("已导出 {}：{count} 处变化\n", shown(&path))
                    }
                }
            }
            Goes::Notes(files, replacing) => notes::write(&files, replacing)?,
            Goes::Text => text(changes, sheet),
        };
        let status = if changes.is_empty() {
            Status::Fine
        } else {
            Status::Findings
        };
        Ok((text, status))
    });
    let mut err: String = warnings.iter().map(render).collect();
    match result {
        Ok((out, status)) => Answer { out, err, status },
        Err(errors) => {
            let errors: Vec<String> = errors.iter().map(render).collect();
            err.push_str(&errors.join("\n"));
            Answer {
                out: String::new(),
                err,
                status: Status::CouldNot,
            }
        }
    }
}

fn resolve(typed: Typed, warnings: &mut Vec<Diagnostic>) -> Result<Resolved, Vec<Diagnostic>> {
    let one = |error: Diagnostic| vec![error];
    let (old_file, new_file) = match typed.files.as_slice() {
        [old, new] => (old.clone(), new.clone()),
        files => {
            let message = match files.len() {
                0 => "没有说明对比哪两份文件".to_owned(),
                1 => "只有一份文件，对比需要两份".to_owned(),
                count => format!("有 {count} 份文件，对比需要两份"),
            };
            return Err(one(Diagnostic::error(message)
                .with_hint("先写旧的，再写新的，例如 zeren diff 旧.ron 新.ron")));
        }
    };
    let mut to_file = None;
    let notes_to = notes::folder(&typed).map_err(one)?;
    match (&typed.out, &typed.format) {
        (Some(out), wanted) => {
            let format = format(wanted.as_deref(), out, Layout::Changes, warnings).map_err(one)?;
            let options = options(&typed, Layout::Changes, format, warnings).map_err(one)?;
            let out = Out::of(out.clone(), format, typed.force).map_err(one)?;
            out.refuse(&typed.files).map_err(one)?;
            to_file = Some((out, format, options));
        }
        (None, Some(_)) if notes_to.is_none() => {
            return Err(one(Diagnostic::error("说明了格式，没有说明导出到哪里")
                .with_hint(
                    "用 -o 写出文件名，例如 -o 修改对照表.docx；只看文字时不写 --format",
                )));
        }
        (None, _) => {}
    }
    let today = today().map_err(one)?;
    let old = load(vec![old_file.clone()])?.0;
    let new = load(vec![new_file.clone()])?.0;
    let succession = if typed.current {
        SuccessionView::Current
    } else {
        SuccessionView::AsWritten
    };
    if old.tasks.is_empty() && new.tasks.is_empty() {
        warnings.push(Diagnostic::new(
            Severity::Warning,
            "两份文件里都没有任务".to_owned(),
        ));
    }
    let comparison = Comparison::new(
        &side(&old, &old_file),
        &side(&new, &new_file),
        succession,
        today,
    );
    let mut view = ViewSpec {
        succession,
        ..ViewSpec::default()
    };
    let workspace = &comparison.data.workspace;
    let agencies = typed.agencies.iter();
    let agencies = agencies.map(|name| find::agency(workspace, name));
    view.agencies = agencies.collect::<Result<_, _>>().map_err(one)?;
    let format = to_file
        .as_ref()
        .map_or(Format::Docx, |(_, format, _)| *format);
    let form = form::spec(&typed, Layout::Changes, format, warnings);
    let form = form.unwrap_or_else(|| FormSpec::new(FormKind::Changes));
    let goes = match (to_file, notes_to) {
        (Some((out, format, options)), _) => Goes::File(out, format, options, Box::new(form)),
        (None, Some(folder)) => {
            let chosen = view.agencies.iter();
            let chosen: Vec<_> = chosen.filter_map(|id| workspace.agency_by_id(id)).collect();
            let all = Arc::new(Sheet::new(
                &comparison.data,
                &view.with_agencies(Vec::new()),
                today,
            ));
            let files = notes::files(&typed, (all, form), &chosen, &folder, warnings)?;
            Goes::Notes(Box::new(files), replacing(typed.force))
        }
        (None, None) => {
            form::without_file(&typed, warnings);
            Goes::Text
        }
    };
    let sheet = Arc::new(Sheet::new(&comparison.data, &view, today));
    Ok(Resolved {
        comparison,
        sheet,
        goes,
    })
}

/// A file by its name: two versions mostly share their title.
fn side<'a>(workspace: &'a Arc<Workspace>, file: &Path) -> Side<'a> {
    let name = file.file_name().unwrap_or(file.as_os_str());
    Side {
        workspace,
        plan: None,
        name: name.to_string_lossy().into_owned(),
    }
}

/// The changes by kind, a line each, under how many there are.
fn text(changes: &Changes, sheet: &Sheet) -> String {
    let title = changes.title();
    let title = visible_line(&title);
    let mut text = format!("对比 {title}\n{}\n", changes.counts().text());
    let rows = change_rows(sheet);
    let several = sheet.workspace().plans.len() > 1;
    for kind in ChangeKind::ALL {
        let of_kind: Vec<_> = rows.iter().filter(|row| row.change.kind == kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        text.push_str(&format!("\n{} {} 处\n", kind.label(), of_kind.len()));
        for row in of_kind {
            let mut place: Vec<String> = Vec::new();
            if several {
                let plan = &sheet.workspace().plan(row.change.plan).plan;
                place.push(format!("{}，", plan.label()));
            }
            if row.change.task.is_some() {
                place.push(format!("{} {}　", row.clause, row.title));
            }
            // A summary may have lines of its own.
            let words = row.change.text().replace(['\r', '\n'], " ");
            let line = format!("  {}{words}", place.concat());
            text.push_str(&visible_line(&line));
            text.push('\n');
        }
    }
    if changes.is_empty() {
        text.push_str("两份数据说的一样\n");
    }
    text
}
