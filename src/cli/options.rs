//! The options of the command line, in one table: what is parsed, suggested and explained in
//! `--help` are its entries. A new option is a new entry, and a field of [`Typed`].

use std::path::PathBuf;

use lexopt::Arg;

use super::help::Topic;
use crate::export::Format;
use crate::terms;
use crate::view::forms::FormHeading;

/// The arguments of a command, nothing looked up yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    pub files: Vec<PathBuf>,
    pub format: Option<String>,
    pub layout: Option<String>,
    pub view: Option<PathBuf>,
    pub run: Option<String>,
    pub display: Option<String>,
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
    pub form: Option<String>,
    pub columns: Option<String>,
    pub heading: FormHeading,
    pub notes: bool,
    pub size: Option<String>,
    pub past: bool,
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

static ALL: [CliOption; 43] = [
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
        help: "xlsx、docx、pptx、pdf、ofd、html、csv、ics、png 或 svg；不写时按文件名的结尾",
        ..ANY
    },
    CliOption {
        topics: &[Topic::Diff],
        long: "format",
        action: Action::Text("格式", |typed, text| typed.format = Some(text)),
        help: "docx、pdf、ofd、xlsx、html、csv、png 或 svg；不写时按文件名的结尾",
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
        help: "matrix 矩阵（默认）、division 任务分解表、ledger 督办台账、\n\
               duties 责任清单（用 --agency 写出机构）、goals 目标清单、due 到期清单、list 任务清单、targets 目标、timeline 时间轴、slides 幻灯、\n\
               agency 一个机构的责任清单（同时用 --agency 写出这个机构）",
        ..ANY
    },
    CliOption {
        topics: &[Topic::Export],
        long: "form",
        action: Action::Text("表", |typed, text| typed.form = Some(text)),
        help: "按办公室上报的表导出：division 任务分解表、ledger 督办台账、\n\
               duties 责任清单、goals 目标清单、due 到期清单、matrix 责任矩阵，\n\
               也可写中文表名；\n\
               用于 docx、pdf、ofd、xlsx、html、csv、png、svg",
        ..ANY
    },
    CliOption {
        topics: &[Topic::Export, Topic::Diff],
        long: "columns",
        action: Action::Text("栏目", |typed, text| typed.columns = Some(text)),
        help: "表的栏目和次序，用逗号分开，可改名：number,task,lead=牵头部门,进展情况；\n\
               数据中没有的栏目留空待填",
        ..ANY
    },
    CliOption {
        topics: &[Topic::Export, Topic::Diff],
        long: "title",
        action: Action::Text(terms::TITLE, |typed, text| typed.heading.title = text),
        help: "表的标题，不写时用方案的标题",
        ..ANY
    },
    CliOption {
        topics: &[Topic::Export, Topic::Diff],
        long: "attachment",
        action: Action::Text("附件", |typed, text| typed.heading.attachment = text),
        help: "标题上方的“附件”或“附件1”",
        ..ANY
    },
    CliOption {
        topics: &[Topic::Export, Topic::Diff],
        long: "office",
        action: Action::Text("填报单位", |typed, text| typed.heading.office = text),
        help: "填报单位",
        ..ANY
    },
    CliOption {
        topics: &[Topic::Export, Topic::Diff],
        long: "number",
        action: Action::Text(terms::NUMBER, |typed, text| typed.heading.number = text),
        help: "标题下方的文号",
        ..ANY
    },
    CliOption {
        topics: &[Topic::Export, Topic::Diff],
        long: "author",
        action: Action::Text("姓名", |typed, text| typed.heading.author = text),
        help: "填报人，也写入文件属性",
        ..ANY
    },
    CliOption {
        topics: &[Topic::Export, Topic::Diff],
        long: "secrecy",
        action: Action::Text("密级", |typed, text| typed.heading.secrecy = text),
        help: "右上角的密级，例如 秘密★1年",
        ..ANY
    },
    CliOption {
        topics: &[Topic::Export, Topic::Diff],
        long: "date",
        action: Action::Text(terms::DAY, |typed, text| typed.heading.date = text),
        help: "表上方的日期，照写的文字",
        ..ANY
    },
    CliOption {
        topics: &[Topic::Export],
        long: "notes",
        action: Action::Flag(|typed| typed.notes = true),
        help: "在表后列出转录中的存疑和机构归并",
        ..ANY
    },
    CliOption {
        topics: &[Topic::Export],
        long: "size",
        action: Action::Text("尺寸", |typed, text| typed.size = Some(text)),
        help: "幻灯的尺寸：16:9（默认）、4:3 或 handout 讲义（A4 每页三张，旁边留行记笔记）",
        ..ANY
    },
    CliOption {
        topics: &[Topic::Export],
        long: "past",
        action: Action::Flag(|typed| typed.past = true),
        help: "日历也列出已过的时限；不写时从今天起，提前 30 天和 7 天提醒",
        suits: |format| format == Format::Ics,
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
        topics: &[Topic::Export, Topic::Diff],
        long: "paper",
        action: Action::Text("纸张", |typed, text| typed.paper = Some(text)),
        help: "a3 或 a4；docx、pdf、ofd、png、svg 用，矩阵和时间轴默认 a3，其他默认 a4",
        suits: Format::takes_paper,
        ..ANY
    },
    CliOption {
        topics: &[Topic::Export, Topic::Diff],
        long: "orientation",
        action: Action::Text("方向", |typed, text| typed.orientation = Some(text)),
        help: "landscape 横向（默认）或 portrait 纵向；docx、pdf、ofd、png、svg 用",
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
        help: "按机构分发：每个机构一份责任清单，另有汇总和供签收的核对单；\n\
               用 --agency 选机构，不写时是所有有任务的机构，链长等职务除外；\n\
               文件名前的序号是机构在文件中出现的次序；格式默认 xlsx",
        ..ANY
    },
    CliOption {
        topics: &[Topic::Export],
        long: "out-dir",
        action: Action::Path("文件夹", |typed, path| typed.out_dir = Some(path)),
        help: "按机构分发到这个文件夹中带日期的文件夹，没有时建立",
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
        long: "agency",
        action: Action::Text(terms::AGENCY, |typed, text| typed.agencies.push(text)),
        help: "只要涉及这个机构的修改；可以写几次，机构写全称、简称、别名或代号",
        ..ANY
    },
    CliOption {
        topics: &[Topic::Diff],
        long: "per-agency",
        action: Action::Flag(|typed| typed.per_agency = true),
        help: "每个受影响的机构一份修改对照表，只列涉及它的修改；\n\
               用 --agency 选机构，不写时是所有受影响的机构；格式默认 docx",
        ..ANY
    },
    CliOption {
        topics: &[Topic::Diff],
        long: "out-dir",
        action: Action::Path("文件夹", |typed, path| typed.out_dir = Some(path)),
        help: "各机构的修改对照表写到这个文件夹，没有时建立",
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
        help: "加在这份数据之后，已有的机构不再新建；其中已有这份文件时对照更新，未变的照原样保留",
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
        topics: &[Topic::Present],
        long: "view",
        action: Action::Path("视图文件", |typed, path| typed.view = Some(path)),
        help: "按窗口中保存的视图选方案和机构",
        ..ANY
    },
    CliOption {
        topics: &[Topic::Present],
        long: "agency",
        action: Action::Text(terms::AGENCY, |typed, text| typed.agencies.push(text)),
        help: "讲这个机构；可以写几次，照写的次序；代替视图中的机构",
        ..ANY
    },
    CliOption {
        topics: &[Topic::Present],
        long: "run",
        action: Action::Text("放映", |typed, text| typed.run = Some(text)),
        help: "放映存下的一场：数据旁边的名称，或它的文件",
        ..ANY
    },
    CliOption {
        topics: &[Topic::Present],
        long: "display",
        action: Action::Text("号数", |typed, text| typed.display = Some(text)),
        help: "大屏用第几块屏幕，从 1 数起；不写时用窗口不在的那一块",
        ..ANY
    },
    CliOption {
        topics: &[
            Topic::Check,
            Topic::Export,
            Topic::Diff,
            Topic::Import,
            Topic::Present,
        ],
        short: Some('h'),
        long: "help",
        help: "显示这段用法",
        ..ANY
    },
];

#[cfg(test)]
mod tests;
