//! Numbers of chapters, items and steps, as documents write them.

use super::flow::Flow;
use super::fold::{is_hanzi_digit, number};

/// How an item is numbered. The order is from the outside to the inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    /// 第一章, 第一部分, 第一篇.
    Chapter,
    /// 第一节.
    Section,
    /// 一、
    Comma,
    /// 第一条.
    Article,
    /// 第一项.
    Entry,
    /// （一）
    Paren,
    /// 1. and 1、
    Dot,
    /// 1.1 and 1.1.1, by how many numbers there are.
    Dotted(u8),
    /// （1） and 1）
    DigitParen,
    /// ①
    Circle,
}

impl Style {
    /// Whether such a number stands hardly ever inside a sentence.
    pub(super) fn is_strong(self) -> bool {
        !matches!(
            self,
            Self::Dot | Self::Dotted(_) | Self::DigitParen | Self::Circle
        )
    }
}

/// A number in front of an item.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    /// How it is written.
    pub style: Style,
    /// Its value.
    pub value: u32,
    /// How many characters it takes.
    pub len: usize,
    /// Whether digits follow it at once, so that it may be a decimal.
    pub digits_follow: bool,
}

/// The number at the begin of a line.
pub(super) fn at_line_start(key: &[char]) -> Option<Style> {
    let mark = read(key)?;
    (!mark.digits_follow || year_follows(&key[mark.len..])).then_some(mark.style)
}

/// The number at a place of a flow.
pub(super) fn at(flow: &Flow, nth: usize) -> Option<Mark> {
    let c = *flow.key.get(nth)?;
    if !(c == '(' || c == '第' || c.is_ascii_digit() || is_hanzi_digit(c) || circled(c).is_some())
    {
        return None;
    }
    // No number is longer; the rest need not be looked at.
    let end = flow.len().min(nth + 24);
    read(&flow.key[nth..end])
}

/// Whether a year or a date follows, as in 3．2020年底前.
pub(super) fn year_follows(rest: &[char]) -> bool {
    let digits = rest.iter().take_while(|c| c.is_ascii_digit()).count();
    matches!(
        (digits, rest.get(digits)),
        (4, Some('年' | '-')) | (1 | 2, Some('月'))
    )
}

fn read(key: &[char]) -> Option<Mark> {
    let first = *key.first()?;
    if let Some(value) = circled(first) {
        return mark(Style::Circle, value, 1, key);
    }
    match first {
        '第' => {
            let len = numeral(&key[1..]);
            let value = number(&key[1..=len])?;
            let style = match key.get(len + 1)? {
                '章' | '篇' => Style::Chapter,
                '部' if key.get(len + 2) == Some(&'分') => Style::Chapter,
                '节' => Style::Section,
                '条' => Style::Article,
                '项' if !behind_item(key.get(len + 2)) => Style::Entry,
                _ => return None,
            };
            let mut end = len + 2;
            if key.get(len + 2) == Some(&'分') {
                end += 1;
            }
            if matches!(key.get(end), Some('、' | ':' | '.')) {
                end += 1;
            } else if matches!(
                key.get(end),
                Some('第' | '至' | '和' | '及' | '规' | '的' | '、')
            ) {
                return None;
            }
            mark(style, value, end, key)
        }
        '(' => {
            let len = numeral(&key[1..]);
            if key.get(len + 1) != Some(&')') {
                return None;
            }
            let value = number(&key[1..=len])?;
            let style = if key[1].is_ascii_digit() {
                if len > 2 {
                    return None;
                }
                Style::DigitParen
            } else {
                Style::Paren
            };
            let end = len + 2 + usize::from(matches!(key.get(len + 2), Some('、' | '.')));
            mark(style, value, end, key)
        }
        c if c.is_ascii_digit() => digits(key),
        _ => {
            let len = numeral(key);
            let value = number(&key[..len])?;
            match key.get(len)? {
                '、' | '.' => mark(Style::Comma, value, len + 1, key),
                ')' => mark(Style::Paren, value, len + 1, key),
                _ => None,
            }
        }
    }
}

/// How many signs of a list stand at the begin of a line: ——市工信局：, ●市工信局：.
pub(super) fn bullets(key: &[char]) -> usize {
    let signs = key.iter();
    signs.take_while(|c| "-—–·•●○■□◆◇▲".contains(**c)).count()
}

/// Whether what follows 第三项 speaks of an item rather than is one: 第三项任务.
fn behind_item(next: Option<&char>) -> bool {
    next.is_none_or(|c| "任工措内规要条指改所中".contains(*c))
}

fn digits(key: &[char]) -> Option<Mark> {
    let len = key.iter().take_while(|c| c.is_ascii_digit()).count();
    if len > 3 {
        return None;
    }
    let value = number(&key[..len])?;
    match key.get(len)? {
        ')' if len <= 2 => mark(Style::DigitParen, value, len + 1, key),
        '、' => mark(Style::Dot, value, len + 1, key),
        '.' => {
            // 1.1 and 1.1.1: the last number counts.
            let (mut end, mut last, mut levels) = (len, value, 1_u8);
            while key.get(end) == Some(&'.') {
                let more = key[end + 1..]
                    .iter()
                    .take_while(|c| c.is_ascii_digit())
                    .count();
                if !(1..=2).contains(&more) || levels == 4 {
                    break;
                }
                last = number(&key[end + 1..end + 1 + more])?;
                end += 1 + more;
                levels += 1;
            }
            let next = key.get(end).copied().unwrap_or(' ');
            if levels > 1 && (next == ' ' || is_title(next)) && !year_follows(&key[len + 1..]) {
                return mark(Style::Dotted(levels), last, end, key);
            }
            if levels > 2 {
                return None;
            }
            mark(Style::Dot, value, len + 1, key)
        }
        _ => None,
    }
}

/// What may begin a title, and no unit behind a decimal.
fn is_title(c: char) -> bool {
    c >= '\u{4E00}' && !"万亿元个家年月日倍吨米度公千百项人户亩版级小分".contains(c)
}

fn mark(style: Style, value: u32, len: usize, key: &[char]) -> Option<Mark> {
    let digits_follow = key.get(len).is_some_and(char::is_ascii_digit)
        && matches!(style, Style::Dot | Style::Comma);
    (value > 0).then_some(Mark {
        style,
        value,
        len,
        digits_follow,
    })
}

/// How many characters of a numeral stand at the begin: all digits, or all Hanzi.
fn numeral(key: &[char]) -> usize {
    let digits = key.iter().take_while(|c| c.is_ascii_digit()).count();
    if digits > 0 {
        return digits;
    }
    key.iter().take_while(|c| is_hanzi_digit(**c)).count()
}

fn circled(c: char) -> Option<u32> {
    let from = |base: char| Some(c as u32 - base as u32 + 1);
    match c {
        '①'..='⑳' => from('①'),
        '❶'..='❿' => from('❶'),
        '⑴'..='⒇' => from('⑴'),
        '㈠'..='㈩' => from('㈠'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::understand::fold::fold;

    fn read_text(text: &str) -> Option<(Style, u32, usize)> {
        let key: Vec<char> = text.chars().map(fold).collect();
        read(&key).map(|mark| (mark.style, mark.value, mark.len))
    }

    #[test]
    fn numbers_of_all_systems_are_read() {
        for (text, style, value, len) in [
            ("一、总体要求", Style::Comma, 1, 2),
            ("二十三、其他", Style::Comma, 23, 4),
            ("（二）加强", Style::Paren, 2, 3),
            ("二)千亿", Style::Paren, 2, 2),
            ("1.人工智能", Style::Dot, 1, 2),
            ("3．2020年底前", Style::Dot, 3, 2),
            ("12、推进", Style::Dot, 12, 3),
            ("1.2推进", Style::Dotted(2), 2, 3),
            ("（3）开展", Style::DigitParen, 3, 3),
            ("3）开展", Style::DigitParen, 3, 2),
            ("⑤开展", Style::Circle, 5, 1),
            ("第一条 目的", Style::Article, 1, 3),
            ("第二章　职责", Style::Chapter, 2, 3),
            ("第三部分 任务", Style::Chapter, 3, 4),
        ] {
            assert_eq!(read_text(text), Some((style, value, len)), "{text}");
        }
        for text in [
            "2025年",
            "（2026—2027年）",
            "第三条规定",
            "一是",
            "（2026）",
            "3个",
        ] {
            assert_eq!(read_text(text), None, "{text}");
        }
    }
}
