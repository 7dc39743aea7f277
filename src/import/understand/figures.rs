//! Figures with their units: `20家`, `1.7万亿元`, `30%`, `三分之二`, `翻番`.

use std::ops::Range;

use super::flow::{Flow, begins};
use super::fold::{is_hanzi_digit, number};
use crate::model::{Amount, Number};

/// A figure in a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Figure {
    /// Where it stands, with its unit and the word behind it.
    pub span: Range<usize>,
    /// How much it is.
    pub amount: Amount,
    /// Its unit: 家, 万亿元, %.
    pub unit: String,
    /// The word behind it that says how it is meant: 以上, 左右; empty where there is none.
    pub behind: &'static str,
}

/// What is counted in documents, longer ones first. 万, 亿 and the like may stand before each.
const UNITS: &str = "个百分点 平方公里 平方千米 平方米 立方米 个工作日 标准箱 标准煤 \
    人次 公里 千米 千瓦 兆瓦 机架 床位 学时 课时 户次 场次 元 \
    美元 家 个 项 件 人 名 户 亩 吨 座 条 处 所 台 套 辆 场 \
    次 批 款 种 类 只 支 期 部 倍 位 对 幢 栋 米 册 篇 艘 \
    架 间 站 点 例 头 株";

/// What a number may be multiplied by, longer ones first.
const SCALES: [&str; 8] = ["万亿", "千亿", "百亿", "千万", "百万", "亿", "万", "千"];

/// Words behind a figure that say how it is meant.
const BEHIND: [&str; 4] = ["以上", "左右", "以内", "以下"];

/// The figures of a range, in their order. Those inside quotes, brackets and `times` are none.
pub(super) fn figures(flow: &Flow, range: Range<usize>, times: &[Range<usize>]) -> Vec<Figure> {
    let (mut found, mut depth): (Vec<Figure>, usize) = (Vec::new(), 0);
    let mut nth = range.start;
    while nth < range.end {
        if let Some(time) = times.iter().find(|time| time.contains(&nth)) {
            nth = time.end;
            continue;
        }
        match flow.key[nth] {
            '(' | '《' | '“' => depth += 1,
            ')' | '》' | '”' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            _ => {
                let before = flow.key[range.start..nth].last().copied();
                if let Some(figure) = figure(&flow.key[nth..range.end], nth, before) {
                    nth = figure.span.end;
                    found.push(figure);
                    continue;
                }
                // The rest of a number is no number of its own.
                while nth + 1 < range.end && is_digit(flow.key[nth]) && is_digit(flow.key[nth + 1])
                {
                    nth += 1;
                }
            }
        }
        nth += 1;
    }
    found
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || c == '.'
}

/// The figure at the head of a text, which stands at `at` and has `before` in front of it.
fn figure(key: &[char], at: usize, before: Option<char>) -> Option<Figure> {
    if let Some((len, times)) = multiple(key) {
        return Some(Figure {
            span: at..at + len,
            amount: Amount::Multiple(Number::new(times)?),
            unit: String::new(),
            behind: "",
        });
    }
    // 第3条, 前10名, A4纸, 3.1.2.
    let is_part = |c: char| is_digit(c) || c.is_ascii_alphabetic() || "第前".contains(c);
    if before.is_some_and(is_part) {
        return None;
    }
    if let Some((len, part, whole)) = share(key) {
        return Some(with_behind(
            key,
            at,
            len,
            Amount::Fraction(part, whole),
            String::new(),
        ));
    }
    let (mut len, from) = value(key)?;
    let mut to = None;
    if let Some(sign) = key.get(len)
        && "-至到".contains(*sign)
        && let Some((more, value)) = value(&key[len + 1..])
    {
        len += 1 + more;
        to = Some(value);
    }
    let mut behind = "";
    for word in ["余", "多"] {
        if begins(&key[len..], word) {
            behind = if word == "余" { "余" } else { "多" };
            len += 1;
        }
    }
    let plus = key.get(len) == Some(&'+');
    len += usize::from(plus);
    let (unit_len, unit) = unit(&key[len..])?;
    len += unit_len;
    let amount = match to {
        Some(to) => Amount::Range(Number::new(from)?, Number::new(to)?),
        None => Amount::Exactly(Number::new(from)?),
    };
    let mut figure = with_behind(key, at, len, amount, unit);
    if figure.behind.is_empty() {
        figure.behind = if plus { "以上" } else { behind };
    }
    Some(figure)
}

fn with_behind(key: &[char], at: usize, len: usize, amount: Amount, unit: String) -> Figure {
    let rest = &key[len..];
    let behind = BEHIND.iter().find(|word| begins(rest, word));
    let more = behind.map_or(0, |word| word.chars().count());
    Figure {
        span: at..at + len + more,
        amount,
        unit,
        behind: behind.copied().unwrap_or_default(),
    }
}

/// A number of digits, with its length: `1,200`, `1.7`.
fn value(key: &[char]) -> Option<(usize, f64)> {
    let mut text = String::new();
    let mut len = 0;
    for (nth, c) in key.iter().enumerate() {
        let next_is = |count: usize| {
            let next = key.get(nth + 1..nth + 1 + count);
            next.is_some_and(|next| next.iter().all(char::is_ascii_digit))
        };
        match c {
            c if c.is_ascii_digit() => text.push(*c),
            '.' if nth > 0 && next_is(1) && !text.contains('.') => text.push('.'),
            ',' if nth > 0 && next_is(3) && !next_is(4) => {}
            _ => break,
        }
        len = nth + 1;
    }
    if len > 16 {
        return None;
    }
    Some((len, text.parse().ok()?))
}

/// A unit, with its length: `万亿元`, `%`, `个百分点`.
fn unit(key: &[char]) -> Option<(usize, String)> {
    if key.first() == Some(&'%') {
        return Some((1, "%".to_owned()));
    }
    let scale = SCALES.iter().find(|word| begins(key, word)).copied();
    let scale = scale.unwrap_or_default();
    let len = scale.chars().count();
    let rest = &key[len..];
    let unit = UNITS.split(' ').find(|word| begins(rest, word));
    // 5亿人工智能基金 counts money, and no people.
    let unit = unit.filter(|_| {
        !["人工", "人民", "人才"]
            .iter()
            .any(|word| begins(rest, word))
    });
    // 5000亿 is money even where 元 is left out.
    let unit = match unit {
        Some(unit) => unit,
        None if scale.ends_with('亿') => return Some((len, format!("{scale}元"))),
        None => return None,
    };
    // 20年 and 3个月 are times.
    if unit == "个" && rest.get(1) == Some(&'月') {
        return None;
    }
    Some((len + unit.chars().count(), format!("{scale}{unit}")))
}

/// A share in words or as a fraction, with its length: 三分之二, `2/3`.
fn share(key: &[char]) -> Option<(usize, u32, u32)> {
    let run = |key: &[char]| key.iter().take_while(|c| is_hanzi_digit(**c)).count();
    let whole = run(key);
    if whole > 0 && begins(&key[whole..], "分之") {
        let rest = &key[whole + 2..];
        let digits = rest.iter().take_while(|c| c.is_ascii_digit()).count();
        let part = run(rest).max(digits);
        let of = number(&key[..whole])?;
        return Some((whole + 2 + part, number(rest.get(..part)?)?, of)).filter(|_| of > 1);
    }
    let part = key.iter().take_while(|c| c.is_ascii_digit()).count();
    if part > 0 && key.get(part) == Some(&'/') {
        let rest = &key[part + 1..];
        let whole = rest.iter().take_while(|c| c.is_ascii_digit()).count();
        let (part_of, of) = (number(&key[..part])?, number(rest.get(..whole)?)?);
        let is_share = part_of < of && of <= 100 && !begins(&rest[whole..], "/");
        return is_share.then_some((part + 1 + whole, part_of, of));
    }
    None
}

/// So many times as much, with the length of the word: 翻番, 翻两番, 倍增.
fn multiple(key: &[char]) -> Option<(usize, f64)> {
    let words = [
        ("翻两番", 4.0),
        ("翻一番", 2.0),
        ("翻番", 2.0),
        ("实现倍增", 2.0),
        ("倍增", 2.0),
    ];
    let (word, times) = words.into_iter().find(|(word, _)| begins(key, word))?;
    let len = word.chars().count();
    // 倍增计划 is the name of a programme.
    let named = ["计划", "行动", "工程", "专项", "方案", "政策"];
    let is_name = named.iter().any(|word| begins(&key[len..], word));
    (!is_name).then_some((len, times))
}
