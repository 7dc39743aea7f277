//! Faults of the syntax, in words.

use super::locate::Lines;
use super::problem::{Problem, What};
use super::token::Bracket;
use super::validate::Complaint;
use super::wording;

/// What a person reads about a fault.
#[expect(clippy::too_many_lines, reason = "a list: one arm for each fault")]
pub(super) fn complaint(problem: &Problem, lines: &mut Lines) -> Complaint {
    let mut place = |at: usize| {
        let position = lines.position(at);
        format!("第 {} 行第 {} 列", position.line, position.column)
    };
    let (message, hint) = match &problem.what {
        What::Lookalike { found, meant } => (
            format!("这里的“{found}”应是英文字符“{meant}”"),
            format!("把 {found} 改为 {meant}，用英文输入法输入"),
        ),
        What::Blank(c) => (
            format!("这里有一个{}", blank_name(*c)),
            "删去它，或改为普通空格".to_owned(),
        ),
        What::Quotes(c) => (
            format!("这段文字的引号是 {c}，应是英文双引号 \""),
            "把文字两端的引号都改为 \"；文字里面的引号不用改".to_owned(),
        ),
        What::ClosingQuote { opened, found } => (
            format!("这里的 {found} 应是英文双引号 \""),
            format!("{}的文字由 \" 开始，也用 \" 结束", place(*opened)),
        ),
        What::QuotedName => (
            "字段名不加引号".to_owned(),
            "去掉字段名两端的引号".to_owned(),
        ),
        What::Stray('%' | '％') => (
            "数字后面的百分号无法识别".to_owned(),
            "只写数字，百分号写在 unit: \"%\" 中".to_owned(),
        ),
        What::Stray(c) => (
            format!("这里的“{c}”无法识别"),
            "文字要放在英文双引号中；注释写在 // 后面".to_owned(),
        ),
        What::BareValues {
            name_end,
            values,
            end,
        } => {
            let name = lines.text(problem.at..*name_end);
            (
                format!("{name} 的值要放在圆括号中"),
                wording::bare_hint(name, lines.text(*values..*end)),
            )
        }
        What::MissingComma => ("这里缺少逗号".to_owned(), "在这里加上英文逗号 ,".to_owned()),
        What::ExtraComma => ("这里多了一个逗号".to_owned(), "删去它".to_owned()),
        What::TextRunsOn { end } => (
            "从这里开始的文字可能缺少结尾的引号".to_owned(),
            format!("这段文字一直读到{}；在它该结束的地方加上 \"", place(*end)),
        ),
        What::UnclosedText => (
            "从这里开始的文字没有结尾的引号".to_owned(),
            "在文字的末尾加上英文双引号 \"；若这里本不该有引号，检查前面的文字".to_owned(),
        ),
        What::UnclosedComment => (
            "从这里开始的注释没有结束".to_owned(),
            "在注释的末尾加上 */".to_owned(),
        ),
        What::Unclosed(bracket) => {
            let (open, close) = bracket.pair();
            (
                format!("这里的 {open} 到文件末尾也没有关闭"),
                format!("在这一段的末尾加上 {close}"),
            )
        }
        What::WrongClose {
            open,
            opened,
            found,
        } => {
            let (left, right) = open.pair();
            let (_, found) = found.pair();
            (
                format!("这里是 {found}，而{}的 {left} 还没有关闭", place(*opened)),
                format!("在这里之前加上 {right}，或把 {found} 改为 {right}"),
            )
        }
        What::LostClose {
            closes,
            opened,
            is_end,
        } => {
            let closes = row(closes, |(_, close)| close);
            let (message, where_to) = if *is_end {
                (format!("文件末尾少了 {closes}"), "文件末尾")
            } else {
                (format!("这一行之前少了 {closes}"), "这一行之前")
            };
            let opened = place(*opened);
            (
                message,
                format!("按缩进，{opened}的括号应在这里之前关闭；在{where_to}加上 {closes}"),
            )
        }
        What::SurplusClose(found) => {
            let found = row(found, |(_, close)| close);
            (
                format!("按缩进，这里多了 {found}"),
                format!("删去 {found}；它若没有多，就是附近少了开头的括号"),
            )
        }
        What::LostOpen(opens) => {
            let opens = row(opens, |(open, _)| open);
            (
                format!("按缩进，这一行之前少了 {opens}"),
                format!("在这一行之前加上 {opens}；列表前面还要写字段名，如 tasks: ["),
            )
        }
        What::MissingValue => (
            "这里应有一个值".to_owned(),
            "补上值，或删去它前面的字段名".to_owned(),
        ),
        What::MissingColon => (
            "这里缺少冒号".to_owned(),
            "字段写作 字段名: 值，用英文冒号 :".to_owned(),
        ),
        What::LooseColon => (
            "这里的冒号无法识别".to_owned(),
            "带字段名的一项要用圆括号括起来：[(字段名: 值), (字段名: 值)]".to_owned(),
        ),
        What::Trailing { closed } => (
            "数据已经结束，后面还有内容".to_owned(),
            format!(
                "最外层的括号在{}关闭；检查那里是否多了一个括号",
                place(*closed)
            ),
        ),
        What::TooDeep => (
            "括号嵌套太深".to_owned(),
            "最多 128 层；检查前面是否有括号没有关闭".to_owned(),
        ),
        What::Empty => (
            "文件里没有数据".to_owned(),
            "最短的数据文件是 (format: 1)；可以由内置数据另存一份作为样本".to_owned(),
        ),
        What::Attribute => (
            "文件开头的 #![…] 没有写完整".to_owned(),
            "可以删去这一行，本程序不需要它".to_owned(),
        ),
    };
    Complaint {
        at: problem.at,
        message,
        hint: Some(hint),
    }
}

/// Brackets one after another.
fn row(brackets: &[Bracket], side: fn((char, char)) -> char) -> String {
    brackets.iter().map(|it| side(it.pair())).collect()
}

fn blank_name(c: char) -> &'static str {
    match c {
        '\u{3000}' => "全角空格",
        '\u{A0}' | '\u{2007}' | '\u{202F}' => "不换行空格",
        c if c.is_whitespace() => "特殊的空白字符",
        _ => "看不见的字符",
    }
}
