//! The options of the command line, in one table: what is parsed, suggested and explained in
//! `--help` are its entries. A new option is a new entry, and a field of [`Typed`].

use std::path::PathBuf;

use lexopt::Arg;

use super::help::Topic;
use crate::export::Format;
use crate::terms;

/// The arguments of a command, nothing looked up yet.
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
    pub current: bool,
    pub expand: bool,
    pub report: Option<String>,
    pub into: Option<PathBuf>,
    pub without_source: bool,
    /// The options that were written, in their order.
    pub given: Vec<&'static CliOption>,
}

/// An option, as some commands have it. Where two commands explain it differently it has two
/// entries.
#[derive(Debug)]
pub(super) struct CliOption {
    /// The commands that have it.
    pub topics: &'static [Topic],
    /// Its letter: `-o`.
    pub short: Option<char>,
    /// Its name: `--output`.
    pub long: &'static str,
    /// What it does.
    pub action: Action,
    /// What `--help` says of it, in lines.
    pub help: &'static str,
    /// The formats that it makes a difference to.
    pub suits: fn(Format) -> bool,
}

/// What an option does.
#[derive(Clone, Copy, Debug)]
pub(super) enum Action {
    /// Shows how to use the command.
    Help,
    /// Shows the version.
    Version,
    /// Takes nothing.
    Flag(fn(&mut Typed)),
    /// Takes a text, which `--help` calls so.
    Text(&'static str, fn(&mut Typed, String)),
    /// Takes a path, which `--help` calls so.
    Path(&'static str, fn(&mut Typed, PathBuf)),
}

impl PartialEq for CliOption {
    /// Whether it is the same entry.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Eq for CliOption {}

impl CliOption {
    /// As it is typed: `--output`.
    pub fn name(&self) -> String {
        format!("--{}", self.long)
    }

    /// As `--help` shows it: `-o, --output 文件`.
    pub fn usage(&self) -> String {
        let mut text = self.short.map_or_else(String::new, |c| format!("-{c}, "));
        text.push_str(&self.name());
        if let Action::Text(value, _) | Action::Path(value, _) = self.action {
            text.push(' ');
            text.push_str(value);
        }
        text
    }

    fn is(&self, arg: &Arg<'_>) -> bool {
        match arg {
            Arg::Short(letter) => self.short == Some(*letter),
            Arg::Long(name) => self.long == *name,
            Arg::Value(_) => false,
        }
    }
}

/// The options of a command, in the order of its help.
pub(super) fn of(topic: Topic) -> impl Iterator<Item = &'static CliOption> {
    let all: &'static [CliOption] = &ALL;
    all.iter()
        .filter(move |option| option.topics.contains(&topic))
}

/// The option of a command that is meant by an argument.
pub(super) fn find(topic: Topic, arg: &Arg<'_>) -> Option<&'static CliOption> {
    of(topic).find(|option| option.is(arg))
}

/// An option that any format may take.
const ANY: CliOption = CliOption {
    topics: &[],
    short: None,
    long: "",
    action: Action::Help,
    help: "",
    suits: |_| true,
};

static ALL: [CliOption; 24] = [
    CliOption {
        topics: &[Topic::All],
        short: Some('h'),
        long: "help",
        help: "显示用法；zeren check --help 等说明各命令",
        ..ANY
    },
    CliOption {
        topics: &[Topic::All],
        short: Some('V'),
        long: "version",
        action: Action::Version,
        help: "显示版本",
        ..ANY
    },
    CliOption {
        topics: &[Topic::Export],
        short: Some('o'),
        long: "output",
        action: Action::Path("文件", |typed, path| typed.out = Some(path)),
        help: "导出到这里；写 - 时输出到标准输出，这时要写 --format",
        ..ANY
    },
    CliOption {
        topics: &[Topic::Diff],
        short: Some('o'),
        long: "output",
        action: Action::Path("文件", |typed, path| typed.out = Some(path)),
        help: "导出到这里，不写时列在屏幕上；写 - 时输出到标准输出，这时要写 --format",
        ..ANY
    },
    CliOption {
        topics: &[Topic::Export],
        long: "format",
        action: Action::Text("格式", |typed, text| typed.format = Some(text)),
        help: "xlsx、docx、pdf、html、csv、ics、png 或 svg；不写时按文件名的结尾",
        ..ANY
    },
    CliOption {
        topics: &[Topic::Diff],
        long: "format",
        action: Action::Text("格式", |typed, text| typed.format = Some(text)),
        help: "xlsx 或 csv；不写时按文件名的结尾",
        ..ANY
    },
    CliOption {
        topics: &[Topic::Export, Topic::Diff, Topic::Import],
        long: "force",
        action: Action::Flag(|typed| typed.force = true),
        help: "替换已有的文件；原有的文件在新文件写完之前保持不变",
        ..ANY
    },
    CliOption {
        topics: &[Topic::Export],
        long: "layout",
        action: Action::Text("内容", |typed, text| typed.layout = Some(text)),
        help: "matrix 矩阵（默认）、list 任务分解表、targets 目标、\n\
               timeline 时间轴、\n\
               agency 一个机构的责任清单（同时用 --agency 写出这个机构）",
        ..ANY
    },
    CliOption {
        topics: &[Topic::Export],
        long: "view",
        action: Action::Path("视图文件", |typed, path| typed.view = Some(path)),
        help: "按窗口中保存的视图筛选和排列",
        ..ANY
    },
    CliOption {
        topics: &[Topic::Export],
        long: "agency",
        action: Action::Text(terms::AGENCY, |typed, text| typed.agencies.push(text)),
        help: "只要这个机构的任务；可以写几次，任一机构参与即可\n\
               机构写全称、简称、别名或代号，代替视图中的机构",
        ..ANY
    },
    CliOption {
        topics: &[Topic::Export],
        long: "search",
        action: Action::Text("文字", |typed, text| typed.search = Some(text)),
        help: "搜索任务、机构、指标和条款，可用拼音；代替视图中的搜索",
        ..ANY
    },
    CliOption {
        topics: &[Topic::Export],
        long: "paper",
        action: Action::Text("纸张", |typed, text| typed.paper = Some(text)),
        help: "a3 或 a4；docx、pdf、png、svg 用，矩阵和时间轴默认 a3，其他默认 a4",
        suits: Format::takes_paper,
        ..ANY
    },
    CliOption {
        topics: &[Topic::Export],
        long: "orientation",
        action: Action::Text("方向", |typed, text| typed.orientation = Some(text)),
        help: "landscape 横向（默认）或 portrait 纵向；docx、pdf、png、svg 用",
        suits: Format::takes_paper,
        ..ANY
    },
    CliOption {
        topics: &[Topic::Export],
        long: "dpi",
        action: Action::Text("数", |typed, text| typed.dpi = Some(text)),
        help: "png 每英寸的点数，96 到 300，默认 150",
        suits: |format| format == Format::Png,
        ..ANY
    },
    CliOption {
        topics: &[Topic::Export],
        long: "per-agency",
        action: Action::Flag(|typed| typed.per_agency = true),
        help: "按机构分发：每个机构一份责任清单，另有一份汇总；\n\
               用 --agency 选机构，不写时是所有有任务的机构；格式默认 xlsx",
        ..ANY
    },
    CliOption {
        topics: &[Topic::Export],
        long: "out-dir",
        action: Action::Path("文件夹", |typed, path| typed.out_dir = Some(path)),
        help: "按机构分发到这个文件夹，没有时建立",
        ..ANY
    },
    CliOption {
        topics: &[Topic::Export],
        long: "current",
        action: Action::Flag(|typed| typed.current = true),
        help: "按现机构：已更名、合并的机构算作现在的机构",
        ..ANY
    },
    CliOption {
        topics: &[Topic::Export],
        long: "expand",
        action: Action::Flag(|typed| typed.expand = true),
        help: "展开集合机构：列明成员的集合机构，各成员也列出，标“经”",
        ..ANY
    },
    CliOption {
        topics: &[Topic::Diff],
        long: "current",
        action: Action::Flag(|typed| typed.current = true),
        help: "按现机构对比：已更名、合并的机构算同一机构",
        ..ANY
    },
    CliOption {
        topics: &[Topic::Import],
        short: Some('o'),
        long: "output",
        action: Action::Path("文件", |typed, path| typed.out = Some(path)),
        help: "把草稿写到这个数据文件",
        ..ANY
    },
    CliOption {
        topics: &[Topic::Import],
        long: "into",
        action: Action::Path(terms::DATASET, |typed, path| typed.into = Some(path)),
        help: "加在这份数据之后；其中已有的机构不再新建",
        ..ANY
    },
    CliOption {
        topics: &[Topic::Import],
        long: "report",
        action: Action::Text("形式", |typed, text| typed.report = Some(text)),
        help: "text 文字（默认）或 json",
        ..ANY
    },
    CliOption {
        topics: &[Topic::Import],
        long: "without-source",
        action: Action::Flag(|typed| typed.without_source = true),
        help: "草稿中不带各项任务的原文",
        ..ANY
    },
    CliOption {
        topics: &[Topic::Check, Topic::Export, Topic::Diff, Topic::Import],
        short: Some('h'),
        long: "help",
        help: "显示这段用法",
        ..ANY
    },
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::ffi::OsString;

    use super::super::args::{Command, parse};
    use super::super::help;
    use super::*;

    /// The words that call up a command, as far as it takes files.
    fn words(topic: Topic) -> Vec<OsString> {
        let mut words: Vec<OsString> = topic.word().into_iter().map(OsString::from).collect();
        words.extend(["旧.ron".into(), "新.ron".into()]);
        words
    }

    fn typed(command: Command) -> Option<Typed> {
        match command {
            Command::Export(typed) | Command::Diff(typed) | Command::Import(typed) => Some(*typed),
            _ => None,
        }
    }

    #[test]
    fn every_option_is_parsed_by_each_of_its_commands() {
        for topic in Topic::ALL {
            for option in of(topic) {
                let letter = option.short.map(|letter| format!("-{letter}"));
                for name in std::iter::once(option.name()).chain(letter) {
                    let mut args = words(topic);
                    args.push(OsString::from(&name));
                    let takes = matches!(option.action, Action::Text(..) | Action::Path(..));
                    if takes {
                        let bare = parse(args.clone()).unwrap_err();
                        assert_eq!(bare.message, format!("选项 {name} 后面缺少内容"));
                        args.push("内容".into());
                    }
                    let command = parse(args).unwrap();
                    match option.action {
                        Action::Help => assert_eq!(command, Command::Help(topic)),
                        Action::Version => assert_eq!(command, Command::Version),
                        _ => {
                            let found = typed(command).unwrap();
                            assert_eq!(found.given, [option]);
                            let without = typed(parse(words(topic)).unwrap()).unwrap();
                            let given = found.given.clone();
                            assert_ne!(found, Typed { given, ..without }, "{name} is kept");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn no_command_has_two_options_of_one_name() {
        for topic in Topic::ALL {
            let mut names = HashSet::new();
            let mut letters = HashSet::new();
            for option in of(topic) {
                assert!(names.insert(option.long), "{}", option.long);
                assert!(option.short.is_none_or(|letter| letters.insert(letter)));
                assert!(!option.help.is_empty() && !option.topics.is_empty());
            }
            assert!(names.contains("help"));
        }
    }

    /// The options that a text mentions: `-o`, `--output`.
    fn mentioned(text: &str) -> Vec<&str> {
        text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
            .filter(|word| word.starts_with('-'))
            .filter(|word| word.contains(|c: char| c.is_ascii_alphabetic()))
            .collect()
    }

    #[test]
    fn help_explains_the_options_of_its_command_and_mentions_no_others() {
        let has = |topic: Topic, word: &str| {
            of(topic).any(|option| {
                option.name() == word || option.short.is_some_and(|c| word == format!("-{c}"))
            })
        };
        for topic in Topic::ALL {
            let text = help::text(topic);
            for option in of(topic) {
                let usage = format!("  {} ", option.usage());
                let line = text.lines().find(|line| line.starts_with(&usage));
                let first = option.help.lines().next().unwrap();
                assert!(line.unwrap().ends_with(first), "{usage}");
                for line in option.help.lines() {
                    assert!(text.contains(line), "{line}");
                }
            }
            for line in text.lines() {
                // The overview calls up the other commands.
                let named = Topic::ALL
                    .into_iter()
                    .find(|topic| {
                        topic
                            .word()
                            .is_some_and(|word| line.contains(&format!("zeren {word}")))
                    })
                    .unwrap_or(topic);
                for word in mentioned(line) {
                    assert!(has(topic, word) || has(named, word), "{topic:?}: {word}");
                }
            }
        }
    }
}
