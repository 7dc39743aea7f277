//! `zeren diff --per-agency`: 修改对照表 for every body that changes touch.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::choices;
use super::export;
use super::options::Typed;
use super::output::shown;
use super::target::{refuse_existing, refuse_input};
use crate::diagnostic::Diagnostic;
use crate::export::{ChangeNotes, Format, Layout, Silent};
use crate::model::workspace::AgencyIx;
use crate::store::Replacing;
use crate::view::Sheet;
use crate::view::forms::FormSpec;

/// The folder that was asked for; `None` where one file or the terminal is meant.
pub(super) fn folder(typed: &Typed) -> Result<Option<PathBuf>, Diagnostic> {
    let folder = match (typed.per_agency, &typed.out_dir) {
        (false, None) => return Ok(None),
        (true, Some(folder)) if !folder.as_os_str().is_empty() => folder.clone(),
        (true, _) => {
            return Err(
                Diagnostic::error("没有说明各机构的修改对照表写到哪个文件夹")
                    .with_hint("用 --out-dir 写出文件夹，例如 --per-agency --out-dir 修改对照表"),
            );
        }
        (false, Some(_)) => {
            return Err(Diagnostic::error("--out-dir 用于每个机构一份")
                .with_hint("加上 --per-agency；导出一个文件时用 -o"));
        }
    };
    if typed.out.is_some() {
        return Err(Diagnostic::error("每个机构一份时有很多文件，不用 -o")
            .with_hint("用 --out-dir 写出文件夹，文件名自动取"));
    }
    if folder.is_file() {
        return Err(
            Diagnostic::error(format!("{} 是文件，不是文件夹", folder.display()))
                .with_hint("换一个文件夹的名字"),
        );
    }
    Ok(Some(folder))
}

/// The files, with the folder made.
pub(super) fn files(
    typed: &Typed,
    (sheet, form): (Arc<Sheet>, FormSpec),
    chosen: &[AgencyIx],
    folder: &Path,
    warnings: &mut Vec<Diagnostic>,
) -> Result<ChangeNotes, Vec<Diagnostic>> {
    let one = |error: Diagnostic| vec![error];
    let format = format(typed).map_err(one)?;
    let options = export::options(typed, Layout::Changes, format, warnings).map_err(one)?;
    let files = ChangeNotes::new(sheet, form, chosen, (format, options), folder);
    for file in &files.files {
        refuse_input(&file.path, &typed.files).map_err(one)?;
        if !typed.force {
            refuse_existing(&file.path).map_err(one)?;
        }
    }
    if !files.files.is_empty() {
        std::fs::create_dir_all(folder).map_err(|error| {
            one(Diagnostic::error(format!(
                "无法建立文件夹 {}，系统报告：{error}",
                folder.display()
            ))
            .with_hint("换一个位置，或先建立这个文件夹"))
        })?;
    }
    Ok(files)
}

/// Writes them, and says so.
pub(super) fn write(files: &ChangeNotes, replacing: Replacing) -> Result<String, Vec<Diagnostic>> {
    let ended = files.run(replacing, &Silent);
    if !ended.failed.is_empty() {
        return Err(ended.failures());
    }
    Ok(match ended.written.first().and_then(|path| path.parent()) {
        Some(folder) => format!(
            "已导出 {} 个文件到 {}：{} 个机构的修改对照表\n",
            ended.written.len(),
            shown(folder),
            ended.agencies
        ),
        None => "没有修改涉及机构，没有写出文件\n".to_owned(),
    })
}

fn format(typed: &Typed) -> Result<Format, Diagnostic> {
    let Some(word) = &typed.format else {
        return Ok(Format::Docx);
    };
    let offered = Layout::Changes.formats();
    let names: Vec<_> = offered
        .iter()
        .map(|format| (format.key(), format.label()))
        .collect();
    Format::from_key(word)
        .filter(|format| offered.contains(format))
        .ok_or_else(|| {
            Diagnostic::error(format!("修改对照表没有“{word}”这种格式"))
                .with_hint(choices(word, "--format", &names))
        })
}
