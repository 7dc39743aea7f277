//! `zeren present`: what a run of slides is to be about is looked up before the window opens.

use std::path::{Path, PathBuf};

use super::find;
use super::options::Typed;
use super::output::{Answer, render};
use super::{Status, export};
use crate::diagnostic::Diagnostic;
use crate::view::run::{Meeting, RunPlan};
use crate::view::{self, ViewSpec};

/// The files, and the run that is to be shown of them.
pub(super) fn run(typed: Typed) -> Result<(Vec<PathBuf>, Meeting), Answer> {
    let files = typed.files.clone();
    match resolve(typed) {
        Ok(meeting) => Ok((files, meeting)),
        Err(errors) => {
            let errors: Vec<String> = errors.iter().map(render).collect();
            Err(Answer {
                out: String::new(),
                err: errors.join("\n"),
                status: Status::CouldNot,
            })
        }
    }
}

/// The file of a run: a path, or its name beside the data, or here where the data is built in.
fn find_run(name: &str, files: &[PathBuf]) -> Result<(PathBuf, RunPlan), Diagnostic> {
    let beside = files.first().and_then(|file| file.parent());
    let folder = beside.filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let named = RunPlan::path(folder, name);
    let path = [PathBuf::from(name), named].into_iter();
    let mut path = path.filter(|path| path.is_file());
    if let Some(path) = path.next() {
        let plan = RunPlan::load(&path)?;
        return Ok((path, plan));
    }
    let known = RunPlan::files(folder);
    let known: Vec<String> = known
        .iter()
        .filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned()))
        .collect();
    let hint = if known.is_empty() {
        "那里没有存过放映；演示中按 F2，起名后保存".to_owned()
    } else {
        format!("那里有：{}", known.join("、"))
    };
    Err(Diagnostic::error(format!("没有名为“{name}”的放映"))
        .in_file(folder)
        .with_hint(hint))
}

fn resolve(typed: Typed) -> Result<Meeting, Vec<Diagnostic>> {
    let one = |error: Diagnostic| vec![error];
    let display = display(&typed).map_err(one)?;
    if let Some(name) = &typed.run {
        if typed.view.is_some() || !typed.agencies.is_empty() {
            return Err(one(Diagnostic::error(
                "--run 的放映写明讲哪些方案和机构，不能再用 --view 和 --agency",
            )));
        }
        let (file, plan) = find_run(name, &typed.files).map_err(one)?;
        return Ok(Meeting {
            view: ViewSpec::default(),
            run: Some((file, plan)),
            display,
        });
    }
    let mut spec = match &typed.view {
        Some(file) => view::load(file).map_err(one)?,
        None => ViewSpec::default(),
    };
    if typed.view.is_none() && typed.agencies.is_empty() {
        return Ok(of_view(spec, display));
    }
    let (workspace, _) = export::load(typed.files)?;
    if let Some(file) = &typed.view {
        find::check_view(&workspace, &spec, file).map_err(one)?;
    }
    if !typed.agencies.is_empty() {
        let ids = typed.agencies.iter();
        let ids = ids.map(|name| find::agency(&workspace, name));
        spec.agencies = ids.collect::<Result<_, _>>().map_err(one)?;
    }
    Ok(of_view(spec, display))
}

fn of_view(view: ViewSpec, display: Option<usize>) -> Meeting {
    Meeting {
        view,
        run: None,
        display,
    }
}

/// The display that was asked for, counted from 0; people count from 1.
fn display(typed: &Typed) -> Result<Option<usize>, Diagnostic> {
    let Some(text) = &typed.display else {
        return Ok(None);
    };
    let number: Option<usize> = text.parse().ok();
    match number.and_then(|number| number.checked_sub(1)) {
        Some(nth) => Ok(Some(nth)),
        None => Err(Diagnostic::error(format!("“{text}”不是屏幕的号数"))
            .with_hint("从 1 数起，按系统的次序：--display 2")),
    }
}
