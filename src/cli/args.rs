//! The arguments as they were typed.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use lexopt::{Arg, Parser, ValueExt};

use super::help::Topic;
use super::options::{self, Action, CliOption, Typed};
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
    Diff(Box<Typed>),
    /// A draft of the data from documents.
    Import(Box<Typed>),
    /// The window, straight into a run of slides.
    Present(Box<Typed>),
    /// How to use it.
    Help(Topic),
    /// Which version it is.
    Version,
}

pub(super) fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Command, Diagnostic> {
    read(&mut Parser::from_args(args), Topic::All)
}

/// Reads the arguments of a command; those of the program itself may begin with another one.
fn read(parser: &mut Parser, topic: Topic) -> Result<Command, Diagnostic> {
    let mut typed = Typed::default();
    while let Some(arg) = parser.next().map_err(|error| typing(&error))? {
        if let Arg::Value(word) = arg {
            if topic == Topic::All && typed.files.is_empty() {
                if let Some(command) = Topic::from_word(&word) {
                    return read(parser, command);
                }
                if is_no_file(&word) {
                    return Err(no_command(&word));
                }
            }
            typed.files.push(word.into());
            continue;
        }
        let option = options::find(topic, &arg).ok_or_else(|| unknown(&arg, topic))?;
        match option.action {
            Action::Help => return Ok(Command::Help(topic)),
            Action::Version => return Ok(Command::Version),
            Action::Flag(set) => set(&mut typed),
            Action::Text(_, set) => set(&mut typed, text(parser)?),
            Action::Path(_, set) => set(&mut typed, value(parser)?.into()),
        }
        typed.given.push(option);
    }
    match topic {
        Topic::All => Ok(Command::Window { files: typed.files }),
        Topic::Check if typed.files.is_empty() => Err(Diagnostic::error("没有说明检查哪份文件")
            .with_hint("写出文件名，例如 zeren check 责任分工.ron")),
        Topic::Check => Ok(Command::Check { files: typed.files }),
        Topic::Export => Ok(Command::Export(Box::new(typed))),
        Topic::Diff => Ok(Command::Diff(Box::new(typed))),
        Topic::Import if typed.files.is_empty() => Err(Diagnostic::error("没有说明读取哪份文件")
            .with_hint("写出文件名，例如 zeren import 通知.txt -o 草稿.ron")),
        Topic::Import => Ok(Command::Import(Box::new(typed))),
        Topic::Present => Ok(Command::Present(Box::new(typed))),
    }
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
    let commands = Topic::ALL.into_iter().filter_map(Topic::word);
    let near = nearest(&word, commands.map(|name| (name, name)), 1);
    let hint = match near.as_slice() {
        [name] => format!("是否要写 zeren {name}"),
        _ => "命令有 check、export、diff、import 和 present；打开数据文件时写出文件名，例如 zeren 责任分工.ron"
            .to_owned(),
    };
    Diagnostic::error(format!("没有“{word}”这个命令或文件")).with_hint(hint)
}

fn unknown(arg: &Arg<'_>, topic: Topic) -> Diagnostic {
    let option = match arg {
        Arg::Short(letter) => format!("-{letter}"),
        Arg::Long(name) => format!("--{name}"),
        Arg::Value(value) => value.to_string_lossy().into_owned(),
    };
    let known: Vec<String> = options::of(topic).map(CliOption::name).collect();
    let near = nearest(&option, known.iter().map(|name| (&**name, &**name)), 2);
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
            given: ["format", "output", "agency", "layout", "agency"]
                .map(|name| options::find(Topic::Export, &Arg::Long(name)).unwrap())
                .to_vec(),
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
