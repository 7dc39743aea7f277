//! `zeren diff`: what changed between two versions of the data.

use std::path::Path;
use std::sync::Arc;

use super::Status;
use super::export::{format, load};
use super::options::Typed;
use super::output::{Answer, render, shown};
use super::target::Out;
use crate::diagnostic::{Diagnostic, Severity};
use crate::export::{Format, Layout, Options, Subject};
use crate::model::Date;
use crate::model::workspace::Workspace;
use crate::today::today;
use crate::view::compare::{ChangeKind, Changes, Comparison, Side, change_rows, shown_changes};
use crate::view::{Sheet, SuccessionView, ViewSpec};
use crate::visible::visible_line;

/// Everything looked up and settled.
struct Resolved {
    comparison: Comparison,
    spec: ViewSpec,
    today: Date,
    out: Option<(Out, Format)>,
}

pub(super) fn run(typed: Typed) -> Answer {
    let mut warnings = Vec::new();
    let result = resolve(typed, &mut warnings).and_then(|resolved| {
        let sheet = Sheet::new(&resolved.comparison.data, &resolved.spec, resolved.today);
        let changes = &resolved.comparison.changes;
        let text = match &resolved.out {
            Some((out, format)) => {
                let subject = Subject::Changes(&sheet);
                let written = out.write(subject, *format, Options::of(Layout::Changes));
                written.map_err(|error| vec![error])?;
                let count = shown_changes(&sheet).len();
                match out {
                    // The file itself is what is printed.
                    Out::Stream => String::new(),
                    Out::File { path, .. } => {
                        format!("已导出 {}：{count} 处变化\n", shown(path))
                    }
                }
            }
            None => text(changes, &sheet),
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
    let out = match (typed.out, typed.format) {
        (Some(out), wanted) => {
            let format = format(wanted.as_deref(), &out, Layout::Changes, warnings).map_err(one)?;
            let out = Out::of(out, format, typed.force).map_err(one)?;
            out.refuse(&typed.files).map_err(one)?;
            Some((out, format))
        }
        (None, Some(_)) => {
            return Err(one(Diagnostic::error("说明了格式，没有说明导出到哪里")
                .with_hint(
                    "用 -o 写出文件名，例如 -o 对比.xlsx；只看文字时不写 --format",
                )));
        }
        (None, None) => None,
    };
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
    Ok(Resolved {
        comparison,
        spec: ViewSpec {
            succession,
            ..ViewSpec::default()
        },
        today,
        out,
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
