//! How to use the command line.

/// What help is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    /// The program as a whole.
    All,
    /// `zeren check`.
    Check,
    /// `zeren export`.
    Export,
    /// `zeren diff`.
    Diff,
}

impl Topic {
    /// The command that shows it.
    pub fn command(self) -> &'static str {
        match self {
            Self::All => "zeren --help",
            Self::Check => "zeren check --help",
            Self::Export => "zeren export --help",
            Self::Diff => "zeren diff --help",
        }
    }
}

/// The help on a topic.
pub(super) fn text(topic: Topic) -> String {
    match topic {
        Topic::All => ALL,
        Topic::Check => CHECK,
        Topic::Export => EXPORT,
        Topic::Diff => DIFF,
    }
    .to_owned()
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

选项
  -h, --help              显示用法；zeren check --help 等说明各命令
  -V, --version           显示版本

数据文件是 RON 格式的文字文件，可以同时打开几份。
";

const CHECK: &str = "\
检查数据文件，列出错误、注意和提示

用法
  zeren check 文件…

每处发现说明是什么、在哪一行哪一列、怎么办；最后一行是各类的数目。
几份文件一起检查时，也检查它们之间的冲突。

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
  -o, --output 文件    导出到这里；写 - 时输出到标准输出，这时要写 --format
  --format 格式        xlsx、docx、pdf、html、csv、ics、png 或 svg；不写时按文件名的结尾
  --force              替换已有的文件；原有的文件在新文件写完之前保持不变
  --layout 内容        matrix 矩阵（默认）、list 任务清单、targets 目标、
                       timeline 时间轴、
                       agency 一个机构的责任清单（同时用 --agency 写出这个机构）
  --view 视图文件      按窗口中保存的视图筛选和排列
  --agency 机构        只要这个机构的任务；可以写几次，任一机构参与即可
                       机构写全称、简称、别名或代号，代替视图中的机构
  --search 文字        搜索任务、机构、指标和条款，可用拼音；代替视图中的搜索
  --paper 纸张         a3 或 a4；docx、pdf、png、svg 用，矩阵和时间轴默认 a3，其他默认 a4
  --orientation 方向   landscape 横向（默认）或 portrait 纵向；docx、pdf、png、svg 用
  --dpi 数             png 每英寸的点数，96 到 300，默认 150
  --per-agency         按机构分发：每个机构一份责任清单，另有一份汇总；
                       用 --agency 选机构，不写时是所有有任务的机构；格式默认 xlsx
  --out-dir 文件夹     按机构分发到这个文件夹，没有时建立
  -h, --help           显示这段用法

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

变化分为新增、删除、条款调整、内容调整、责任单位调整、时限调整、目标调整、文件信息调整。
方案按代号、标题对应，两边各只有一份方案时直接对应；
任务先按条款和标题、再按标题、再按文字的相近程度对应；
机构按全称、简称、别名对应。备注、原文写法和机构的先后不比较。

选项
  -o, --output 文件    导出到这里，不写时列在屏幕上
  --format 格式        xlsx 或 csv；不写时按文件名的结尾
  --current            按现机构对比：已更名、合并的机构算同一机构
  -h, --help           显示这段用法

环境变量
  ZEREN_TODAY          以这一天为今天，例如 2026-11-22；机构沿革据此而定

退出码
  0  两份数据说的一样
  1  有变化
  2  没有对比：有文件不能使用，或没有导出
";
