//! The items of a text: which numbers are headings, and what stands in what.

use std::ops::Range;

use super::flow::{Flow, holds};
use super::marks::{self, Mark, Style};

/// A numbered part of the text, or the text before the first number.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// The number; none for what stands before all numbers.
    pub mark: Option<Mark>,
    /// Where it begins, with its number.
    pub start: usize,
    /// Where its words begin.
    pub body: usize,
    /// Where the next item begins, whatever its level.
    pub end: usize,
    /// The item that it belongs to.
    pub parent: Option<usize>,
    /// Whether its number stands inside a paragraph.
    pub inline: bool,
    /// Which annex it belongs to; 0 is the text itself.
    pub annex: usize,
}

/// The items of a text in its order. The first one is what stands before all numbers.
pub(super) fn items(flow: &Flow) -> Vec<Item> {
    let mut outline = Outline::new();
    let mut nth = 0;
    while nth < flow.len() {
        if let Some(end) = annex_line(flow, nth) {
            outline.begin_annex(nth, end);
            nth = end;
            continue;
        }
        match outline.mark_at(flow, nth) {
            Some((mark, inline)) => {
                outline.push(nth, mark, inline);
                nth += mark.len;
            }
            None => {
                outline.pass(flow.key[nth], nth);
                nth += 1;
            }
        }
    }
    let mut items = outline.items;
    let ends: Vec<usize> = items.iter().skip(1).map(|item| item.start).collect();
    for (item, end) in items.iter_mut().zip(ends.into_iter().chain([flow.len()])) {
        item.end = end;
    }
    items
}

struct Outline {
    items: Vec<Item>,
    /// The items that are open, from the outside.
    open: Vec<usize>,
    /// The last value of each style: some count on over the headings above them.
    last: Vec<(Style, u32)>,
    annex: usize,
    /// The last full stop.
    stop: usize,
    /// How deep in brackets, and in quotation marks.
    depth: usize,
    quoted: bool,
}

impl Outline {
    fn new() -> Self {
        Self {
            items: vec![Item {
                mark: None,
                start: 0,
                body: 0,
                end: 0,
                parent: None,
                inline: false,
                annex: 0,
            }],
            open: vec![0],
            last: Vec::new(),
            annex: 0,
            stop: 0,
            depth: 0,
            quoted: false,
        }
    }

    fn pass(&mut self, c: char, nth: usize) {
        match c {
            '。' | '!' | '?' => self.stop = nth + 1,
            '(' => self.depth += 1,
            ')' => self.depth = self.depth.saturating_sub(1),
            '“' => self.quoted = true,
            '”' => self.quoted = false,
            '\n' => {
                self.depth = 0;
                self.quoted = false;
            }
            _ => {}
        }
    }

    /// An annex counts from the beginning again.
    fn begin_annex(&mut self, start: usize, body: usize) {
        self.annex += 1;
        self.open.clear();
        self.last.clear();
        self.open.push(self.items.len());
        self.items.push(Item {
            mark: None,
            start,
            body,
            end: body,
            parent: None,
            inline: false,
            annex: self.annex,
        });
        self.stop = body;
    }

    fn open_value(&self, style: Style) -> Option<u32> {
        let open = self.open.iter().rev();
        let mut marks = open.filter_map(|nth| self.items[*nth].mark);
        marks
            .find(|mark| mark.style == style)
            .map(|mark| mark.value)
    }

    fn last_value(&self, style: Style) -> Option<u32> {
        let known = self.last.iter().find(|(known, _)| *known == style);
        known.map(|(_, value)| *value)
    }

    /// The number at a place, if it is one of an item, and whether it stands inside a paragraph.
    fn mark_at(&self, flow: &Flow, nth: usize) -> Option<(Mark, bool)> {
        let begins = flow.begins_paragraph(nth);
        let mark = marks::at(flow, nth)?;
        let rest = &flow.key[nth + mark.len..];
        let expected = self
            .open_value(mark.style)
            .is_some_and(|value| value + 1 == mark.value);
        let first = mark.value == 1;
        let goes_on = self
            .last_value(mark.style)
            .is_some_and(|value| value + 1 == mark.value);
        if mark.digits_follow {
            let year = marks::year_follows(rest);
            let wide = flow.chars[nth + mark.len - 1] != '.' && mark.style == Style::Dot;
            let likely = expected || goes_on || first;
            if !(year && likely || wide && likely && begins) {
                return None;
            }
        }
        if mark.style == Style::Comma && is_counting(rest) {
            return None;
        }
        if begins {
            let weak = !mark.style.is_strong();
            let odd = weak && mark.value > 1 && !expected && !goes_on && mark.value > 40;
            return (!odd).then_some((mark, false));
        }
        if self.quoted
            || matches!(
                mark.style,
                Style::Article | Style::Entry | Style::Chapter | Style::Section
            )
        {
            return None;
        }
        if !(expected || first || goes_on) {
            return None;
        }
        let before = flow.key[nth - 1];
        if "。;!?:)”".contains(before) && self.depth == 0 {
            // A reference such as 按照前款:1. is rare; a list inside a sentence is not.
            return Some((mark, true));
        }
        // The heading in front of it has no full stop.
        let heading = self.items.last().filter(|item| {
            item.mark.is_some_and(|above| above.style < mark.style)
                && self.stop <= item.body
                && nth - item.body <= 80
                && nth - item.body >= 2
        });
        // A text without line ends: its title has no full stop, either.
        if mark.style == Style::Comma
            && first
            && self.items.len() == 1
            && self.stop == 0
            && self.depth == 0
            && nth <= 80
            && super::head::ends_title(&flow.key[..nth])
        {
            return Some((mark, true));
        }
        let close = heading.is_some() && self.depth == 0 && !",、".contains(before);
        (close && mark.style == Style::Paren).then_some((mark, true))
    }

    fn push(&mut self, nth: usize, mark: Mark, inline: bool) {
        // What is open and not above the new item ends here.
        while let Some(open) = self.open.last().copied() {
            let Some(above) = self.items[open].mark else {
                break;
            };
            if above.style < mark.style {
                break;
            }
            self.open.pop();
        }
        let parent = self.open.last().copied();
        self.last.retain(|(style, _)| *style != mark.style);
        self.last.push((mark.style, mark.value));
        self.open.push(self.items.len());
        self.items.push(Item {
            mark: Some(mark),
            start: nth,
            body: nth + mark.len,
            end: nth,
            parent,
            inline,
            annex: self.annex,
        });
        self.stop = self.stop.min(nth);
        self.depth = 0;
        self.quoted = false;
    }
}

/// 一、二、三产业 counts and numbers nothing.
fn is_counting(rest: &[char]) -> bool {
    let digits = rest
        .iter()
        .take_while(|c| super::fold::is_hanzi_digit(**c))
        .count();
    digits > 0
        && matches!(
            rest.get(digits),
            Some('、' | '产' | '次' | '级' | '类' | '等' | '线')
        )
}

/// The end of a line that only says that an annex begins here: 附件1, 附件2：任务分解表.
fn annex_line(flow: &Flow, nth: usize) -> Option<usize> {
    if !flow.begins_paragraph(nth) || flow.key.get(nth) != Some(&'附') {
        return None;
    }
    let line = flow.key[nth..].iter().take(60);
    let len = line.take_while(|c| **c != '\n').count();
    if len == 60 {
        return None;
    }
    let key = &flow.key[nth..nth + len];
    let head = usize::from(key.get(1) == Some(&'件') || key.get(1) == Some(&'表')) + 1;
    let rest = &key[head..];
    let number = rest
        .iter()
        .take_while(|c| c.is_ascii_digit() || super::fold::is_hanzi_digit(**c))
        .count();
    let behind = &rest[number..];
    let is_list = holds(behind, "1.") || holds(behind, "。");
    let alone = behind.is_empty();
    let titled = behind.first() == Some(&':') && number > 0 && behind.len() > 1;
    // In a list of annexes the next line is the next annex.
    let next = flow.key.get(nth + len + 1).copied().unwrap_or(' ');
    ((alone || titled) && !is_list && !next.is_ascii_digit()).then_some(nth + len)
}

/// The path of an item, as the document numbers it: 二(一)1.
pub(super) fn path(items: &[Item], nth: usize) -> String {
    let mut parts = Vec::new();
    let mut at = Some(nth);
    while let Some(item) = at.and_then(|at| items.get(at)) {
        parts.extend(item.mark.map(label));
        at = item.parent;
    }
    parts.reverse();
    parts.concat()
}

/// A number inside a path.
pub(super) fn label(mark: Mark) -> String {
    let (value, hanzi) = (mark.value, || hanzi(mark.value));
    match mark.style {
        Style::Chapter => format!("第{}章", hanzi()),
        Style::Section => format!("第{}节", hanzi()),
        Style::Comma => hanzi(),
        Style::Article => format!("第{}条", hanzi()),
        Style::Entry => format!("第{}项", hanzi()),
        Style::Paren => format!("({})", hanzi()),
        Style::Dot => value.to_string(),
        Style::Dotted(_) => format!(".{value}"),
        Style::DigitParen => format!("({value})"),
        Style::Circle => u32::try_from('①' as usize)
            .ok()
            .and_then(|first| char::from_u32(first + value - 1))
            .map_or_else(|| value.to_string(), String::from),
    }
}

/// A number below a thousand in Hanzi.
fn hanzi(value: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |n: u32| DIGITS[(n % 10) as usize];
    match value {
        1..=9 => digit(value).to_owned(),
        10..=19 => format!("十{}", digit(value)),
        20..=99 => format!("{}十{}", digit(value / 10), digit(value)),
        100..=999 if value.is_multiple_of(100) => format!("{}百", digit(value / 100)),
        100..=999 if value % 100 < 10 => format!("{}百零{}", digit(value / 100), digit(value)),
        100..=999 => {
            let tens = format!("{}十{}", digit(value / 10), digit(value));
            format!("{}百{tens}", digit(value / 100))
        }
        _ => value.to_string(),
    }
}

/// The heading of an item: its first sentence where that is short, else how it begins.
pub(super) fn title(flow: &Flow, words: Range<usize>) -> Range<usize> {
    let words = flow.trim(words, ",;:、。.");
    let key = &flow.key[words.clone()];
    let mut depth = 0_usize;
    let mut comma = None;
    for (nth, c) in key.iter().enumerate().take(60) {
        match c {
            '(' | '“' | '<' => depth += 1,
            ')' | '”' | '>' => depth = depth.saturating_sub(1),
            '。' | '\n' if (2..=40).contains(&nth) => return words.start..words.start + nth,
            ',' | ';' | ':' if depth == 0 && nth >= 4 && comma.is_none() => comma = Some(nth),
            _ => {}
        }
        if nth == 40 {
            break;
        }
    }
    if key.len() <= 40 {
        return words;
    }
    // A long sentence gives its first part.
    let len = comma.unwrap_or(30).min(key.len());
    words.start..words.start + len
}
