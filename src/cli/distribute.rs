//! `zeren export --per-agency`: a file for every agency.

use std::path::PathBuf;
use std::sync::Arc;

use super::Status;
use super::args::choices;
use super::options::Typed;
use super::output::{Answer, render, shown};
use super::target::{refuse_input, replacing};
use super::{export, find};
use crate::diagnostic::{Diagnostic, Severity};
use crate::export::{Distribution, Format, Layout, Silent, agencies_with_any_tasks, recipients};
use crate::today::today;
use crate::view::{self, Data, Sheet, SuccessionView, ViewSpec};

/// How many names of files an error lists.
const MOST_NAMED: usize = 5;

pub(super) fn run(typed: Typed) -> Answer {
    let mut warnings = Vec::new();
    let replacing = replacing(typed.force);
    let resolved = resolve(typed, &mut warnings);
    let mut err: String = warnings.iter().map(render).collect();
    let distribution = match resolved {
        Ok(distribution) => distribution,
        Err(errors) => {
            let errors: Vec<String> = errors.iter().map(render).collect();
            err.push_str(&errors.join("\n"));
            return Answer {
                out: String::new(),
                err,
                status: Status::CouldNot,
            };
        }
    };
    if let Some(lacking) = distribution.lacking() {
        err.push_str(&render(&lacking));
    }
    let ended = distribution.run(replacing, &Silent);
    let mut out = String::new();
    if let Some(last) = ended.written.last() {
        let folder = last.parent().unwrap_or(last);
        let rest = match (ended.has_receipt, ended.has_summary) {
            (true, true) => "、核对单和汇总",
            (true, false) => "和核对单，没有汇总",
            (false, true) => "和汇总，没有核对单",
            (false, false) => "，没有核对单和汇总",
        };
        out = format!(
            "已导出 {} 个文件到 {}：{} 个机构的责任清单{rest}\n",
            ended.written.len(),
            shown(folder),
            ended.agencies,
        );
    }
    let failures: Vec<String> = ended.failures().iter().map(render).collect();
    err.push_str(&failures.join("\n"));
    let status = if ended.failed.is_empty() {
        Status::Fine
    } else {
        Status::CouldNot
    };
    Answer { out, err, status }
}

fn resolve(typed: Typed, warnings: &mut Vec<Diagnostic>) -> Result<Distribution, Vec<Diagnostic>> {
    let one = |error: Diagnostic| vec![error];
    let folder = folder(&typed).map_err(one)?;
    let format = format(&typed).map_err(one)?;
    let options = export::options(&typed, Layout::Agency, format, warnings).map_err(one)?;
    let today = today().map_err(one)?;
    let mut spec = match &typed.view {
        Some(file) => view::load(file).map_err(one)?,
        None => ViewSpec::default(),
    };
    if typed.current {
        spec = spec.for_succession(SuccessionView::Current);
    }
    let inputs = export::inputs(&typed);
    let (workspace, joining) = export::load(typed.files)?;
    warnings.extend(joining);
    if let Some(file) = &typed.view {
        find::check_view(&workspace, &spec, file).map_err(one)?;
    }
    let mut chosen = Vec::new();
    for name in &typed.agencies {
        let id = find::agency(&workspace, name).map_err(one)?;
        chosen.extend(workspace.agency_by_id(&id));
    }
    let sheet = Arc::new(Sheet::new(
        &Data::new(workspace),
        &spec.for_profiles(),
        today,
    ));
    if chosen.is_empty() {
        chosen = if typed.expand {
            agencies_with_any_tasks(&sheet)
        } else {
            recipients(&sheet)
        };
    }
    if chosen.is_empty() {
        return Err(one(Diagnostic::error("没有机构有任务，没有可以分发的内容")
            .with_hint(
                "检查数据文件里的职责分工，zeren check 列出没有责任机构的任务",
            )));
    }
    let distribution = Distribution::new(sheet, &chosen, format, options, &folder);
    for path in distribution.existing() {
        refuse_input(path, &inputs).map_err(one)?;
    }
    if !typed.force {
        refuse_existing(&distribution).map_err(one)?;
    }
    std::fs::create_dir_all(&folder).map_err(|error| {
        one(Diagnostic::error(format!(
            "无法建立文件夹 {}，系统报告：{error}",
            folder.display()
        ))
        .with_hint("换一个位置，或先建立这个文件夹"))
    })?;
    Ok(distribution)
}

fn folder(typed: &Typed) -> Result<PathBuf, Diagnostic> {
    let Some(folder) = typed.out_dir.clone() else {
        return Err(Diagnostic::error("没有说明分发到哪个文件夹")
            .with_hint("用 --out-dir 写出文件夹，例如 --per-agency --out-dir 责任清单"));
    };
    if folder.as_os_str().is_empty() {
        return Err(Diagnostic::error("--out-dir 后面的文件夹是空的")
            .with_hint("写出文件夹，例如 --out-dir 责任清单；现在的文件夹写作 ."));
    }
    if !typed.per_agency {
        return Err(Diagnostic::error("--out-dir 用于按机构分发")
            .with_hint("加上 --per-agency；导出一个文件时用 -o"));
    }
    if typed.out.is_some() {
        return Err(Diagnostic::error("按机构分发有很多文件，不用 -o")
            .with_hint("用 --out-dir 写出文件夹，文件名自动取"));
    }
    let layout = typed.layout.as_deref();
    if layout.is_some_and(|key| key != Layout::Agency.key()) || typed.search.is_some() {
        let option = if typed.search.is_some() {
            "--search"
        } else {
            "--layout"
        };
        return Err(
            Diagnostic::error(format!("按机构分发是各机构的责任清单，不用 {option}"))
                .with_hint("用 --agency 选择机构；导出别的内容时不用 --per-agency"),
        );
    }
    if folder.is_file() {
        return Err(
            Diagnostic::error(format!("{} 是文件，不是文件夹", folder.display()))
                .with_hint("换一个文件夹的名字"),
        );
    }
    Ok(folder)
}

fn format(typed: &Typed) -> Result<Format, Diagnostic> {
    let Some(word) = &typed.format else {
        return Ok(Format::Xlsx);
    };
    let offered = Layout::Agency.formats();
    let names: Vec<_> = offered
        .iter()
        .map(|format| (format.key(), format.label()))
        .collect();
    Format::from_key(word)
        .filter(|format| offered.contains(format))
        .ok_or_else(|| {
            Diagnostic::error(format!("责任清单没有“{word}”这种格式"))
                .with_hint(choices(word, "--format", &names))
        })
}

fn refuse_existing(distribution: &Distribution) -> Result<(), Diagnostic> {
    let existing = distribution.existing();
    if existing.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = existing
        .iter()
        .take(MOST_NAMED)
        .map(|path| path.display().to_string())
        .collect();
    let more = if existing.len() > MOST_NAMED {
        " 等"
    } else {
        ""
    };
    let message = format!(
        "已有 {} 个同名文件：{}{more}，没有替换它们",
        existing.len(),
        names.join("、")
    );
    Err(Diagnostic::new(Severity::Error, message).with_hint("换一个文件夹，或加上 --force 替换"))
}
