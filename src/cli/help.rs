//! How to use the command line.

use std::ffi::OsStr;

use strum::VariantArray;

use super::options;
use crate::variants::all;

/// What help is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub(super) enum Topic {
    /// The program as a whole.
    All,
    /// `zeren check`.
    Check,
    /// `zeren export`.
    Export,
    /// `zeren diff`.
    Diff,
    /// `zeren import`.
    Import,
    /// `zeren present`.
    Present,
}

impl Topic {
    pub const ALL: [Self; 6] = all(Self::VARIANTS);

    /// The word that calls up the command; the program as a whole has none.
    pub fn word(self) -> Option<&'static str> {
        match self {
            Self::All => None,
            Self::Check => Some("check"),
            Self::Export => Some("export"),
            Self::Diff => Some("diff"),
            Self::Import => Some("import"),
            Self::Present => Some("present"),
        }
    }

    /// The command that a word calls up.
    pub(crate) fn from_word(word: &OsStr) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|topic| topic.word().is_some_and(|known| word == known))
    }

    /// The command that shows it.
    pub fn command(self) -> String {
        match self.word() {
            Some(word) => format!("zeren {word} --help"),
            None => "zeren --help".to_owned(),
        }
    }

    /// In which column the words about an option begin: where those of the usage lines above them
    /// do.
    fn column(self) -> usize {
        match self {
            Self::All => 26,
            Self::Check | Self::Export | Self::Diff | Self::Import | Self::Present => 23,
        }
    }
}

/// The help on a topic.
pub(super) fn text(topic: Topic) -> String {
    let text = match topic {
        Topic::All => ALL,
        Topic::Check => CHECK,
        Topic::Export => EXPORT,
        Topic::Diff => DIFF,
        Topic::Import => IMPORT,
        Topic::Present => PRESENT,
    };
    text.replace("{options}\n", &list(topic))
}

/// The options of a topic, each beside what it does.
fn list(topic: Topic) -> String {
    let mut text = String::new();
    for option in options::of(topic) {
        let usage = format!("  {}", option.usage());
        // A Hanzi is as wide as two letters.
        let wide = usage.chars().filter(|c| !c.is_ascii()).count();
        let mut room = topic.column().saturating_sub(wide);
        let mut begin = usage.as_str();
        for line in option.help.lines() {
            text.push_str(&format!("{begin:room$}{line}\n"));
            (begin, room) = ("", topic.column());
        }
    }
    text
}

/// The name and the version.
pub(super) fn version() -> String {
    concat!("zeren ", env!("CARGO_PKG_VERSION"), "\n").to_owned()
}

const ALL: &str = "\
Zeren 责任矩阵：政策文件中谁对什么负责

用法
  zeren [文件…]           打开窗口；不写文件时显示内置数据
  zeren check 文件…       检查数据文件
  zeren export -o 文件    导出表格
  zeren diff 旧 新        对比两份数据文件
  zeren import 文件…      从政策文件读出职责分工的草稿
  zeren present [文件…]   直接开始演示

选项
{options}

数据文件是 RON 格式的文字文件，可以同时打开几份。
";

const CHECK: &str = "\
检查数据文件，列出错误、注意和提示

用法
  zeren check 文件…

每处发现说明是什么、在哪一行哪一列、怎么办；最后一行是各类的数目。
几份文件一起检查时，也检查它们之间的冲突。

选项
{options}

退出码
  0  没有发现，或只有提示
  1  有需要注意的地方
  2  有文件不能使用：读不到，或其中有错误
";

const EXPORT: &str = "\
导出表格

用法
  zeren export [文件…] -o 导出的文件 [选项]
  zeren export [文件…] --per-agency --out-dir 文件夹 [选项]

不写文件时用内置数据；写几份文件时合在一起。

选项
{options}

matrix、list 和 targets 的 xlsx 和 html 中三种内容都有，--layout 只决定打开时看到哪一种。
ics 是日历，用于 targets 和 agency：有时限的目标和定期的目标。
png 和 svg 只用于 matrix 和 timeline；timeline 只有 pdf、png、svg。一页是一个文件；有几页时文件名加上页码：
责任矩阵-1.png、责任矩阵-2.png……全部写完后才改名就位。
视图筛选了数据里没有的方案、章节或机构时不导出。

环境变量
  ZEREN_TODAY          以这一天为今天，例如 2026-11-22；机构沿革和表上的日期据此而定

退出码
  0  已导出
  2  没有导出；原有的文件没有改动
";

const DIFF: &str = "\
对比两份数据文件，列出新增、删除和调整

用法
  zeren diff 旧文件 新文件 [选项]
  zeren diff 旧文件 新文件 --per-agency --out-dir 文件夹 [选项]

变化分为新增、删除、条款调整、内容调整、分工调整、时限调整、目标调整、方案信息调整。
方案按代号、标题对应，两边各只有一份方案时直接对应；
任务先按条款和标题、再按标题、再按文字的相近程度对应；
机构按全称、简称、别名对应。备注、原文写法和机构的先后不比较。

选项
{options}

环境变量
  ZEREN_TODAY          以这一天为今天，例如 2026-11-22；机构沿革据此而定

退出码
  0  两份数据说的一样
  1  有变化
  2  没有对比：有文件不能使用，或没有导出
";

const IMPORT: &str = "\
从政策文件读出职责分工的草稿

用法
  zeren import 文件… [-o 草稿.ron] [选项]

读取任务、机构、角色和时限，每一处都说明依据；没有读懂的地方列在报告中，
不猜测。草稿应与原文核对。不写 -o 时只显示报告。

选项
{options}

退出码
  0  已读取，没有存疑
  1  已读取，有需要核对的地方
  2  没有读取：读不到文件，或不是能读取的文件
";

const PRESENT: &str = "\
打开窗口，直接开始演示

用法
  zeren present [文件…] [选项]

不写文件时用内置数据；写几份文件时合在一起。讲哪些机构、哪些方案由视图或 --agency 决定，
都不写时讲牵头最多的机构。按 ? 看按键，按 Esc 回到窗口。

选项
{options}
";
