//! The arguments as they were typed.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use lexopt::{Arg, Parser, ValueExt};

use super::help::Topic;
use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;

/// What the arguments ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Command {
    /// The window with these files.
    Window { files: Vec<PathBuf> },
    /// What there is to say about these files.
    Check { files: Vec<PathBuf> },
    /// A file from a view.
    Export(Box<Typed>),
    /// What changed between two files.
    Diff(TypedDiff),
    /// How to use it.
    Help(Topic),
    /// Which version it is.
    Version,
}

/// The arguments of `export`, nothing looked up yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    pub files: Vec<PathBuf>,
    pub format: Option<String>,
    pub layout: Option<String>,
    pub view: Option<PathBuf>,
    pub agencies: Vec<String>,
    pub search: Option<String>,
    pub out: Option<PathBuf>,
    pub paper: Option<String>,
    pub orientation: Option<String>,
    pub dpi: Option<String>,
    pub force: bool,
    pub per_agency: bool,
    pub out_dir: Option<PathBuf>,
}

/// The arguments of `diff`, nothing looked up yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TypedDiff {
    pub files: Vec<PathBuf>,
    pub format: Option<String>,
    pub current: bool,
    pub out: Option<PathBuf>,
}

const DIFF_OPTIONS: [&str; 5] = ["--format", "--current", "--output", "-o", "--help"];

const EXPORT_OPTIONS: [&str; 14] = [
    "--per-agency",
    "--out-dir",
    "--format",
    "--layout",
    "--view",
    "--agency",
    "--search",
    "--paper",
    "--orientation",
    "--dpi",
    "--force",
    "--output",
    "-o",
    "--help",
];

pub(super) fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Command, Diagnostic> {
    let mut parser = Parser::from_args(args);
    let mut files = Vec::new();
    while let Some(arg) = parser.next().map_err(|error| typing(&error))? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Ok(Command::Help(Topic::All)),
            Arg::Short('V') | Arg::Long("version") => return Ok(Command::Version),
            Arg::Value(word) if files.is_empty() && word == "check" => return check(&mut parser),
            Arg::Value(word) if files.is_empty() && word == "export" => return export(&mut parser),
            Arg::Value(word) if files.is_empty() && word == "diff" => return diff(&mut parser),
            Arg::Value(word) if files.is_empty() && is_no_file(&word) => {
                return Err(no_command(&word));
            }
            Arg::Value(file) => files.push(file.into()),
            other => return Err(unknown(&other, &["--help", "--version"], Topic::All)),
        }
    }
    Ok(Command::Window { files })
}

fn check(parser: &mut Parser) -> Result<Command, Diagnostic> {
    let mut files = Vec::new();
    while let Some(arg) = parser.next().map_err(|error| typing(&error))? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Ok(Command::Help(Topic::Check)),
            Arg::Value(file) => files.push(file.into()),
            other => return Err(unknown(&other, &["--help"], Topic::Check)),
        }
    }
    if files.is_empty() {
        return Err(Diagnostic::error("没有说明检查哪份文件")
            .with_hint("写出文件名，例如 zeren check 责任分工.ron"));
    }
    Ok(Command::Check { files })
}

fn export(parser: &mut Parser) -> Result<Command, Diagnostic> {
    let mut typed = Typed::default();
    while let Some(arg) = parser.next().map_err(|error| typing(&error))? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Ok(Command::Help(Topic::Export)),
            Arg::Long("format") => typed.format = Some(text(parser)?),
            Arg::Long("layout") => typed.layout = Some(text(parser)?),
            Arg::Long("view") => typed.view = Some(value(parser)?.into()),
            Arg::Long("agency") => typed.agencies.push(text(parser)?),
            Arg::Long("search") => typed.search = Some(text(parser)?),
            Arg::Long("paper") => typed.paper = Some(text(parser)?),
            Arg::Long("orientation") => typed.orientation = Some(text(parser)?),
            Arg::Long("dpi") => typed.dpi = Some(text(parser)?),
            Arg::Long("force") => typed.force = true,
            Arg::Long("per-agency") => typed.per_agency = true,
            Arg::Long("out-dir") => typed.out_dir = Some(value(parser)?.into()),
            Arg::Short('o') | Arg::Long("output") => typed.out = Some(value(parser)?.into()),
            Arg::Value(file) => typed.files.push(file.into()),
            other => return Err(unknown(&other, &EXPORT_OPTIONS, Topic::Export)),
        }
    }
    Ok(Command::Export(Box::new(typed)))
}

fn diff(parser: &mut Parser) -> Result<Command, Diagnostic> {
    let mut typed = TypedDiff::default();
    while let Some(arg) = parser.next().map_err(|error| typing(&error))? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Ok(Command::Help(Topic::Diff)),
            Arg::Long("format") => typed.format = Some(text(parser)?),
            Arg::Long("current") => typed.current = true,
            Arg::Short('o') | Arg::Long("output") => typed.out = Some(value(parser)?.into()),
            Arg::Value(file) => typed.files.push(file.into()),
            other => return Err(unknown(&other, &DIFF_OPTIONS, Topic::Diff)),
        }
    }
    Ok(Command::Diff(typed))
}

fn value(parser: &mut Parser) -> Result<OsString, Diagnostic> {
    parser.value().map_err(|error| typing(&error))
}

fn text(parser: &mut Parser) -> Result<String, Diagnostic> {
    value(parser)?.string().map_err(|error| typing(&error))
}

/// A bare word that is not there as a file was meant as a command.
fn is_no_file(word: &OsStr) -> bool {
    let path = std::path::Path::new(word);
    path.extension().is_none() && path.components().count() == 1 && !path.exists()
}

fn no_command(word: &OsStr) -> Diagnostic {
    let word = word.to_string_lossy();
    let near = nearest(
        &word,
        ["check", "export", "diff"].map(|name| (name, name)),
        1,
    );
    let hint = match near.as_slice() {
        [name] => format!("是否要写 zeren {name}"),
        _ => "命令有 check、export 和 diff；打开数据文件时写出文件名，例如 zeren 责任分工.ron"
            .to_owned(),
    };
    Diagnostic::error(format!("没有“{word}”这个命令或文件")).with_hint(hint)
}

fn unknown(arg: &Arg<'_>, known: &[&'static str], topic: Topic) -> Diagnostic {
    let option = match arg {
        Arg::Short(letter) => format!("-{letter}"),
        Arg::Long(name) => format!("--{name}"),
        Arg::Value(value) => value.to_string_lossy().into_owned(),
    };
    let near = nearest(&option, known.iter().map(|name| (*name, *name)), 2);
    let help = format!("{} 列出全部选项", topic.command());
    let hint = if near.is_empty() {
        help
    } else {
        format!("是否要写 {}；{help}", near.join(" 或 "))
    };
    Diagnostic::error(format!("没有“{option}”这个选项")).with_hint(hint)
}

/// What is wrong with the form of the arguments.
fn typing(error: &lexopt::Error) -> Diagnostic {
    match error {
        lexopt::Error::MissingValue { option } => {
            let option = option.as_deref().unwrap_or_default();
            Diagnostic::error(format!("选项 {option} 后面缺少内容"))
                .with_hint(format!("写作 {option} 内容；内容中有空格时，放在双引号中"))
        }
        lexopt::Error::UnexpectedValue { option, value } => {
            let value = value.to_string_lossy();
            Diagnostic::error(format!("选项 {option} 后面不写内容，这里有“{value}”"))
        }
        lexopt::Error::NonUnicodeValue(value) => {
            Diagnostic::error(format!("“{}”中有无法识别的字符", value.to_string_lossy()))
        }
        lexopt::Error::UnexpectedOption(option) => {
            Diagnostic::error(format!("没有“{option}”这个选项"))
        }
        other => Diagnostic::error(format!("参数无法识别：{other}")),
    }
}

/// A hint that lists what may be written, the nearest first if there is one.
pub(super) fn choices(typed: &str, option: &str, names: &[(&'static str, &'static str)]) -> String {
    let near = nearest(typed, names.iter().map(|(key, _)| (*key, *key)), 1);
    let all: Vec<String> = names
        .iter()
        .map(|(key, label)| format!("{key}（{label}）"))
        .collect();
    match near.as_slice() {
        [key] => format!("是否要写 {option} {key}；可以写 {}", all.join("、")),
        _ => format!("可以写 {}", all.join("、")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(args: &[&str]) -> Result<Command, (String, Option<String>)> {
        parse(args.iter().map(OsString::from)).map_err(|error| (error.message, error.hint))
    }

    #[test]
    fn files_open_the_window() {
        assert_eq!(parsed(&[]), Ok(Command::Window { files: vec![] }));
        assert_eq!(
            parsed(&["责任 分工.ron", "check.ron"]),
            Ok(Command::Window {
                files: vec!["责任 分工.ron".into(), "check.ron".into()]
            })
        );
    }

    #[test]
    fn options_stand_anywhere_behind_the_command() {
        let typed = Typed {
            files: vec!["a.ron".into(), "b.ron".into()],
            format: Some("csv".to_owned()),
            layout: Some("list".to_owned()),
            agencies: vec!["jxj".to_owned(), "市发改委".to_owned()],
            out: Some("甲 乙.csv".into()),
            ..Typed::default()
        };
        let args = [
            "export",
            "a.ron",
            "--format=csv",
            "-o",
            "甲 乙.csv",
            "--agency",
            "jxj",
            "b.ron",
            "--layout",
            "list",
            "--agency",
            "市发改委",
        ];
        assert_eq!(parsed(&args), Ok(Command::Export(Box::new(typed))));
    }

    #[test]
    fn help_wins_wherever_it_stands() {
        assert_eq!(parsed(&["-h"]), Ok(Command::Help(Topic::All)));
        assert_eq!(
            parsed(&["check", "--help"]),
            Ok(Command::Help(Topic::Check))
        );
        assert_eq!(
            parsed(&["export", "--layout", "x", "-h"]),
            Ok(Command::Help(Topic::Export))
        );
        assert_eq!(parsed(&["--version"]), Ok(Command::Version));
    }
}
