//! `zeren export`: a view of some files becomes a file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Status;
use super::args::choices;
use super::find;
use super::form;
use super::options::Typed;
use super::output::{Answer, render, shown};
use super::target::Out;
use crate::diagnostic::{Diagnostic, Severity};
use crate::export;
use crate::export::{
    CalendarCounts, Content, DPI, DeckShape, ExportError, Format, Layout, Options, Subject,
};
use crate::model::workspace::{AgencyIx, Source, Workspace};
use crate::page::{Orientation, Paper};
use crate::store;
use crate::today::today;
use crate::view::forms::FormKind;
use crate::view::{
    self, ColumnScope, Data, Profile, RowOrder, Sheet, SuccessionView, ViewSpec, target_rows,
};

/// Everything looked up and settled.
struct Resolved {
    content: Content,
    format: Format,
    options: Options,
    out: Out,
}

pub(super) fn run(typed: Typed) -> Answer {
    if typed.per_agency || typed.out_dir.is_some() {
        return super::distribute::run(typed);
    }
    let mut warnings = Vec::new();
    let result = resolve(typed, &mut warnings).and_then(|resolved| {
        let Resolved {
            content,
            format,
            options,
            out,
        } = &resolved;
        let files = out.write(content.subject(), *format, *options);
        let files = files.map_err(|error| vec![error])?;
        Ok(success(&resolved, &files))
    });
    let mut err: String = warnings.iter().map(render).collect();
    match result {
        Ok(out) => Answer {
            out,
            err,
            status: Status::Fine,
        },
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

/// Cheap checks first: nobody should wait for a large file to hear of a mistyped option.
fn resolve(typed: Typed, warnings: &mut Vec<Diagnostic>) -> Result<Resolved, Vec<Diagnostic>> {
    let one = |error: Diagnostic| vec![error];
    let layout = layout(&typed).map_err(one)?;
    if layout == Layout::Agency && (typed.view.is_none() || typed.agencies.len() > 1) {
        only_one(typed.agencies.len()).map_err(one)?;
    }
    if layout == Layout::Duties && typed.view.is_none() && typed.agencies.is_empty() {
        return Err(one(Diagnostic::error("没有说明是哪个机构的责任清单")
            .with_hint("用 --agency 写出机构，例如 --agency 市经信局")));
    }
    let out = typed.out.clone().ok_or_else(|| {
        one(Diagnostic::error("没有说明导出到哪里")
            .with_hint("用 -o 写出文件名，例如 -o 责任矩阵.xlsx"))
    })?;
    let format = format(typed.format.as_deref(), &out, layout, warnings).map_err(one)?;
    let form = form::spec(&typed, layout, format, warnings);
    let shape = shape(typed.size.as_deref(), layout, format, warnings).map_err(one)?;
    let options = options(&typed, layout, format, warnings).map_err(one)?;
    let out = Out::of(out, format, typed.force).map_err(one)?;
    out.refuse(&inputs(&typed)).map_err(one)?;
    let today = today().map_err(one)?;
    let mut spec = match &typed.view {
        Some(file) => view::load(file).map_err(one)?,
        None => ViewSpec::default(),
    };

    let (workspace, joining) = load(typed.files)?;
    warnings.extend(joining);
    if let Some(file) = &typed.view {
        find::check_view(&workspace, &spec, file).map_err(one)?;
    }
    if !typed.agencies.is_empty() {
        spec.agencies = typed
            .agencies
            .iter()
            .map(|name| find::agency(&workspace, name))
            .collect::<Result<_, _>>()
            .map_err(one)?;
    }
    if let Some(text) = typed.search {
        spec.text = text;
    }
    if typed.current {
        spec = spec.for_succession(SuccessionView::Current);
    }
    if typed.expand {
        spec = spec.with_unfolded(view::collective_ids(&workspace));
    }
    let mut agency = None;
    if layout == Layout::Agency {
        agency = Some(one_agency(&workspace, &mut spec).map_err(one)?);
    }
    let sheet = Arc::new(Sheet::new(&Data::new(workspace), &spec, today));
    if sheet.shown.tasks == 0 {
        warnings.push(
            Diagnostic::new(
                Severity::Warning,
                format!(
                    "没有任务符合筛选（{}），导出的表是空的",
                    sheet.filter_text()
                ),
            )
            .with_hint("放宽机构、搜索或视图中的条件"),
        );
    }
    let relatives = match agency {
        Some(agency) => Profile::new(&sheet, agency).relatives_text(),
        None => sheet.relatives_text(),
    };
    if let Some(words) = relatives {
        let hint = "加 --current 按现机构归并，一并列出";
        warnings.push(Diagnostic::new(Severity::Note, words).with_hint(hint));
    }
    let content = match form {
        _ if layout == Layout::Slides => Content::slides(sheet, shape),
        Some(spec) => {
            let content = Content::form(sheet, spec);
            form::unknown(&content, warnings);
            content
        }
        None => {
            let sheet = sheet.headed(layout.document(), &typed.heading);
            Content::new(sheet, layout, agency).ok_or_else(|| one(no_agency()))?
        }
    };
    let lacks = export::lacking(content.subject(), format, options);
    warnings.extend(export::lacking_words(&lacks, format));
    Ok(Resolved {
        content,
        format,
        options,
        out,
    })
}

/// The shape of slides.
fn shape(
    typed: Option<&str>,
    layout: Layout,
    format: Format,
    warnings: &mut Vec<Diagnostic>,
) -> Result<DeckShape, Diagnostic> {
    let Some(word) = typed else {
        return Ok(DeckShape::default());
    };
    if layout != Layout::Slides {
        let words = "--size 只用于幻灯，这里不起作用";
        let warning = Diagnostic::new(Severity::Warning, words);
        warnings.push(warning.with_hint("加 --layout slides"));
        return Ok(DeckShape::default());
    }
    let shape = DeckShape::from_key(word).ok_or_else(|| {
        let names = DeckShape::ALL.map(|shape| (shape.key(), shape.label()));
        Diagnostic::error(format!("幻灯没有“{word}”这种尺寸"))
            .with_hint(choices(word, "--size", &names))
    })?;
    if shape.suits(format) {
        Ok(shape)
    } else {
        Err(
            Diagnostic::error(format!("{}不能导出为{}", shape.label(), format.label()))
                .with_hint("讲义可以导出为 pdf、ofd、png、svg"),
        )
    }
}

/// Paper, orientation and dots per inch.
pub(super) fn options(
    typed: &Typed,
    layout: Layout,
    format: Format,
    warnings: &mut Vec<Diagnostic>,
) -> Result<Options, Diagnostic> {
    let mut options = Options {
        past: typed.past,
        ..Options::of(layout)
    };
    if let Some(word) = &typed.paper {
        options.setup.paper = Paper::from_key(word).ok_or_else(|| {
            Diagnostic::error(format!("没有“{word}”这种纸张"))
                .with_hint("可以写 --paper a4 或 --paper a3")
        })?;
    }
    if let Some(word) = &typed.orientation {
        options.setup.orientation = Orientation::from_key(word).ok_or_else(|| {
            let names = Orientation::ALL.map(|way| (way.key(), way.label()));
            Diagnostic::error(format!("没有“{word}”这种方向")).with_hint(choices(
                word,
                "--orientation",
                &names,
            ))
        })?;
    }
    if let Some(word) = &typed.dpi {
        let dpi = word.parse().ok().filter(|dpi| DPI.contains(dpi));
        options.dpi = dpi.ok_or_else(|| {
            Diagnostic::error(format!("清晰度不能是“{word}”")).with_hint(format!(
                "写每英寸的点数，{} 到 {}，例如 --dpi 300",
                DPI.start(),
                DPI.end()
            ))
        })?;
    }
    for option in typed.given.iter().filter(|option| !(option.suits)(format)) {
        let suited: Vec<&str> = Format::ALL
            .into_iter()
            .filter(|format| (option.suits)(*format))
            .map(Format::extension)
            .collect();
        let name = option.name();
        warnings.push(
            Diagnostic::new(
                Severity::Warning,
                format!("{name} 对 {} 不起作用", format.extension()),
            )
            .with_hint(format!("{name} 用于 {}", suited.join("、"))),
        );
    }
    Ok(options)
}

/// The files that a command reads.
pub(super) fn inputs(typed: &Typed) -> Vec<PathBuf> {
    typed.files.iter().chain(&typed.view).cloned().collect()
}

/// The one agency of a layout that shows one. It is no filter there: everybody who shares its
/// tasks counts.
fn one_agency(workspace: &Workspace, spec: &mut ViewSpec) -> Result<AgencyIx, Diagnostic> {
    let agencies = std::mem::take(&mut spec.agencies);
    spec.columns = ColumnScope::Involved;
    spec.row_order = RowOrder::Document;
    only_one(agencies.len())?;
    let id = agencies.first().map(String::as_str);
    id.and_then(|id| workspace.agency_by_id(id))
        .ok_or_else(no_agency)
}

fn only_one(count: usize) -> Result<(), Diagnostic> {
    match count {
        1 => Ok(()),
        0 => Err(no_agency()),
        _ => Err(
            Diagnostic::error(format!("--layout agency 只写一个机构，这里有 {count} 个"))
                .with_hint("留下一个 --agency；几个机构分几次导出"),
        ),
    }
}

fn no_agency() -> Diagnostic {
    Diagnostic::error("没有说明导出哪个机构")
        .with_hint("用 --agency 写出一个机构，例如 --layout agency --agency 市经信局")
}

fn layout(typed: &Typed) -> Result<Layout, Diagnostic> {
    if let Some(word) = &typed.form {
        return form::layout(word, typed.layout.as_deref());
    }
    let Some(typed) = typed.layout.as_deref() else {
        return Ok(Layout::Matrix);
    };
    Layout::from_key(typed).ok_or_else(|| {
        let names = Layout::OFFERED.map(|layout| (layout.key(), layout.label()));
        Diagnostic::error(format!("没有“{typed}”这种内容"))
            .with_hint(choices(typed, "--layout", &names))
    })
}

/// The format as it was asked for, or as the file's name says.
pub(super) fn format(
    typed: Option<&str>,
    out: &Path,
    layout: Layout,
    warnings: &mut Vec<Diagnostic>,
) -> Result<Format, Diagnostic> {
    let format = format_of_name(typed, out, layout, warnings)?;
    if layout.formats().contains(&format) {
        return Ok(format);
    }
    let names = layout.formats().iter();
    let names: Vec<&str> = names.map(|format| format.key()).collect();
    let error = ExportError::NotOffered { layout, format };
    let what = match layout {
        Layout::Changes => layout.label().to_owned(),
        _ => format!("--layout {} ", layout.key()),
    };
    let hint = format!("{what}可以导出为 {}", names.join("、"));
    Err(Diagnostic::error(error.to_string()).with_hint(hint))
}

fn format_of_name(
    typed: Option<&str>,
    out: &Path,
    layout: Layout,
    warnings: &mut Vec<Diagnostic>,
) -> Result<Format, Diagnostic> {
    let names: Vec<_> = layout
        .formats()
        .iter()
        .map(|format| (format.key(), format.label()))
        .collect();
    let ending = out.extension().and_then(|ending| ending.to_str());
    let endings = || {
        let endings: Vec<String> = layout
            .formats()
            .iter()
            .map(|format| format!(".{}", format.extension()))
            .collect();
        format!(
            "文件名以 {} 结尾，或用 --format 说明格式",
            endings.join("、")
        )
    };
    if typed.is_none() && out.as_os_str() == "-" {
        return Err(Diagnostic::error("没有说明导出成什么格式")
            .with_hint("输出到标准输出时用 --format 说明格式"));
    }
    if let Some(typed) = typed {
        let format = Format::from_key(typed).ok_or_else(|| {
            Diagnostic::error(format!("没有“{typed}”这种格式"))
                .with_hint(choices(typed, "--format", &names))
        })?;
        if let Some(other) = ending.and_then(Format::from_key)
            && other != format
        {
            warnings.push(
                Diagnostic::new(
                    Severity::Warning,
                    format!(
                        "文件名以 .{} 结尾，内容是 {}",
                        other.extension(),
                        format.label()
                    ),
                )
                .with_hint(format!("把文件名的结尾改为 .{}", format.extension())),
            );
        }
        return Ok(format);
    }
    match ending {
        Some(ending) => Format::from_key(ending).ok_or_else(|| {
            Diagnostic::error(format!("不能导出为 .{ending} 文件")).with_hint(endings())
        }),
        None => Err(Diagnostic::error("没有说明导出成什么格式").with_hint(endings())),
    }
}

/// The files as one workspace, or the built-in data, with what was noticed while joining.
pub(super) fn load(
    files: Vec<PathBuf>,
) -> Result<(Arc<Workspace>, Vec<Diagnostic>), Vec<Diagnostic>> {
    if files.is_empty() {
        let loaded = store::parse(store::builtin().as_bytes(), None)?;
        return Ok(Workspace::join(vec![Source {
            file: None,
            dataset: loaded.dataset,
        }]));
    }
    let mut sources = Vec::with_capacity(files.len());
    let mut errors = Vec::new();
    for file in files {
        match store::load(&file) {
            Ok(loaded) => sources.push(Source {
                file: Some(file),
                dataset: loaded.dataset,
            }),
            Err(found) => errors.extend(found),
        }
    }
    if errors.is_empty() {
        Ok(Workspace::join(sources))
    } else {
        // Warnings and notes are for `check`; here only what stands in the way.
        errors.retain(|error| error.severity == Severity::Error);
        Err(errors)
    }
}

fn success(resolved: &Resolved, files: &[PathBuf]) -> String {
    let subject = resolved.content.subject();
    let sheet = subject.sheet();
    let counts = match subject {
        Subject::Matrix(_) => format!(
            "{} 项任务，{} 个机构",
            sheet.shown.tasks, sheet.shown.agencies
        ),
        Subject::Slides(deck) => format!("{} 页", deck.pages().count()),
        Subject::Form(table) => {
            let entries = table.entries().count();
            match table.spec.kind {
                FormKind::Goals => format!("{entries} 个目标"),
                FormKind::Due => format!("到期 {entries} 项"),
                _ => format!("{entries} 行，其中任务 {} 项", table.tasks()),
            }
        }
        Subject::List(_) => format!(
            "{} 项任务，{} 处分工",
            sheet.shown.tasks, sheet.shown.assignments
        ),
        subject if resolved.format == Format::Ics => {
            let counts = CalendarCounts::with(subject, resolved.options.past);
            let more = if counts.over > 0 {
                "（加 --past 列入）"
            } else {
                ""
            };
            format!("{}{more}", counts.text())
        }
        Subject::Targets(_) | Subject::Timeline(_) => {
            format!("{} 个目标", target_rows(sheet).len())
        }
        Subject::Agency(profile) => profile.counts_text(),
    };
    match (&resolved.out, files) {
        // The file itself is what is printed.
        (Out::Stream, _) => String::new(),
        (Out::File { .. }, [first, .., last]) => format!(
            "已导出 {} 到 {}，共 {} 个文件：{counts}\n",
            shown(first),
            shown(last),
            files.len()
        ),
        (Out::File { path, .. }, _) => format!("已导出 {}：{counts}\n", shown(path)),
    }
}
