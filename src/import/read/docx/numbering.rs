//! The numbers that Word writes by itself: they stand in no run, and the grammar needs them.

use std::collections::HashMap;

use roxmltree::{Document as Xml, Node};

use super::{Named as _, child, is_on};

/// The deepest level of a list, from 0.
const LEVELS: usize = 9;

/// The lists of a document, and how far each has counted.
#[derive(Default)]
pub(super) struct Numbering {
    /// For every list the shape that it has, and levels that begin elsewhere.
    lists: HashMap<u32, (u32, HashMap<usize, u32>)>,
    shapes: HashMap<u32, Vec<Level>>,
    /// For every shape the last number of each level: lists of one shape go on from each other.
    counts: HashMap<u32, [Option<u32>; LEVELS]>,
    /// The lists that begin anew, once they have begun.
    begun: Vec<u32>,
}

#[derive(Clone)]
struct Level {
    start: u32,
    format: String,
    text: String,
    /// Whether numbers of higher levels stand in Western figures here.
    legal: bool,
    suffix: &'static str,
}

impl Numbering {
    pub(super) fn new(xml: &Xml<'_>) -> Self {
        let mut made = Self::default();
        for node in xml.descendants() {
            match node.tag_name().name() {
                "abstractNum" => {
                    let id = node.value("abstractNumId").and_then(|id| id.parse().ok());
                    if let Some(id) = id {
                        made.shapes.insert(id, levels(node));
                    }
                }
                "num" => {
                    let id = node.value("numId").and_then(|id| id.parse().ok());
                    let shape = child(node, "abstractNumId").and_then(|it| it.value("val"));
                    let shape = shape.and_then(|id| id.parse().ok());
                    if let (Some(id), Some(shape)) = (id, shape) {
                        made.lists.insert(id, (shape, starts(node)));
                    }
                }
                _ => {}
            }
        }
        made
    }

    /// The number that the next paragraph of a list shows, empty where it shows none.
    pub(super) fn next(&mut self, list: u32, level: usize) -> String {
        let level = level.min(LEVELS - 1);
        let Some((shape, starts)) = self.lists.get(&list) else {
            return String::new();
        };
        let Some(levels) = self.shapes.get(shape) else {
            return String::new();
        };
        let counts = self.counts.entry(*shape).or_default();
        if !starts.is_empty() && !self.begun.contains(&list) {
            self.begun.push(list);
            for level in starts.keys().filter(|level| **level < LEVELS) {
                counts[*level] = None;
            }
        }
        let start = |level: usize| {
            let own = starts.get(&level).copied();
            own.or_else(|| levels.get(level).map(|it| it.start))
                .unwrap_or(1)
        };
        // Levels that were skipped count as begun; deeper ones begin anew.
        for (above, count) in counts.iter_mut().enumerate().take(level) {
            count.get_or_insert_with(|| start(above));
        }
        counts[level] = Some(counts[level].map_or_else(|| start(level), |count| count + 1));
        for deeper in &mut counts[level + 1..] {
            *deeper = None;
        }
        let Some(shown) = levels.get(level) else {
            return String::new();
        };
        if matches!(shown.format.as_str(), "bullet" | "none") {
            return String::new();
        }
        let mut text = String::new();
        let mut chars = shown.text.chars().peekable();
        while let Some(c) = chars.next() {
            let of = chars.peek().and_then(|next| next.to_digit(10));
            match (c, of) {
                ('%', Some(nth @ 1..=9)) => {
                    chars.next();
                    let nth = nth as usize - 1;
                    let count = counts[nth].unwrap_or(1);
                    let format = levels.get(nth).map_or("decimal", |it| it.format.as_str());
                    let western = shown.legal && nth != level;
                    text.push_str(&number(count, if western { "decimal" } else { format }));
                }
                (c, _) => text.push(c),
            }
        }
        text.push_str(shown.suffix);
        text
    }
}

fn levels(shape: Node<'_, '_>) -> Vec<Level> {
    let levels = shape.children().filter(|it| it.has_tag_name_of("lvl"));
    let mut found: Vec<(usize, Level)> = levels
        .map(|level| {
            let value = |name: &str| child(level, name).and_then(|it| it.value("val"));
            let nth = level.value("ilvl").and_then(|nth| nth.parse().ok());
            let made = Level {
                start: value("start").and_then(|it| it.parse().ok()).unwrap_or(1),
                format: value("numFmt").unwrap_or("decimal").to_owned(),
                text: value("lvlText").unwrap_or_default().to_owned(),
                legal: child(level, "isLgl").is_some_and(|it| it.value("val").is_none_or(is_on)),
                suffix: if value("suff") == Some("space") {
                    " "
                } else {
                    ""
                },
            };
            (nth.unwrap_or(0), made)
        })
        .collect();
    found.sort_by_key(|(nth, _)| *nth);
    found.into_iter().map(|(_, level)| level).collect()
}

/// The levels of a list that begin with a number of their own.
fn starts(list: Node<'_, '_>) -> HashMap<usize, u32> {
    let others = list
        .children()
        .filter(|it| it.has_tag_name_of("lvlOverride"));
    let start = |other: Node<'_, '_>| {
        let level = other.value("ilvl")?.parse().ok()?;
        let start = child(other, "startOverride")?.value("val")?.parse().ok()?;
        Some((level, start))
    };
    others.filter_map(start).collect()
}

/// A number in one of the forms of Word.
fn number(count: u32, format: &str) -> String {
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "ideographDigital"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "koreanCounting" => chinese(count),
        "chineseLegalSimplified" => chinese(count)
            .chars()
            .map(|c| legal(c).unwrap_or(c))
            .collect(),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => {
            circled(count).map_or_else(|| count.to_string(), String::from)
        }
        "decimalFullWidth" | "decimalFullWidth2" => count
            .to_string()
            .chars()
            .map(|c| char::from_u32(u32::from(c) - u32::from('0') + 0xFF10).unwrap_or(c))
            .collect(),
        "decimalZero" => format!("{count:02}"),
        "upperLetter" => letter(count, 'A'),
        "lowerLetter" => letter(count, 'a'),
        "upperRoman" => roman(count),
        "lowerRoman" => roman(count).to_lowercase(),
        "ideographTraditional" => cyclic(count, "甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => cyclic(count, "子丑寅卯辰巳午未申酉戌亥"),
        _ => count.to_string(),
    }
}

/// 一, 十一, 二十, 一百零三; above that in figures.
fn chinese(count: u32) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |nth: u32| DIGITS[nth as usize % 10];
    match count {
        0..=9 => digit(count).to_owned(),
        10..=99 => {
            let tens = if count < 20 { "" } else { digit(count / 10) };
            let ones = if count.is_multiple_of(10) {
                ""
            } else {
                digit(count)
            };
            format!("{tens}十{ones}")
        }
        100..=999 => {
            let hundreds = format!("{}百", digit(count / 100));
            match count % 100 {
                0 => hundreds,
                rest @ 1..=9 => format!("{hundreds}零{}", digit(rest)),
                rest @ 10..=19 => format!("{hundreds}一{}", chinese(rest)),
                rest => format!("{hundreds}{}", chinese(rest)),
            }
        }
        _ => count.to_string(),
    }
}

fn legal(c: char) -> Option<char> {
    let at = "零一二三四五六七八九十百"
        .chars()
        .position(|known| known == c)?;
    "零壹贰叁肆伍陆柒捌玖拾佰".chars().nth(at)
}

fn circled(count: u32) -> Option<char> {
    match count {
        1..=20 => char::from_u32(0x2460 + count - 1),
        _ => None,
    }
}

fn letter(count: u32, first: char) -> String {
    let nth = count.saturating_sub(1);
    let letter = char::from_u32(u32::from(first) + nth % 26).unwrap_or(first);
    let times = (nth / 26 + 1).min(9) as usize;
    letter.to_string().repeat(times)
}

fn roman(count: u32) -> String {
    const PARTS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut left = count.min(3999);
    let mut text = String::new();
    for (value, sign) in PARTS {
        while left >= value {
            text.push_str(sign);
            left -= value;
        }
    }
    text
}

fn cyclic(count: u32, signs: &str) -> String {
    let all = signs.chars().count();
    let nth = count.saturating_sub(1) as usize % all;
    signs.chars().nth(nth).map(String::from).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_in_the_forms_of_chinese_documents() {
        for (count, format, wanted) in [
            (1, "chineseCounting", "一"),
            (10, "chineseCountingThousand", "十"),
            (21, "chineseCounting", "二十一"),
            (110, "chineseCounting", "一百一十"),
            (103, "chineseCounting", "一百零三"),
            (3, "chineseLegalSimplified", "叁"),
            (7, "decimalEnclosedCircleChinese", "⑦"),
            (12, "decimalFullWidth", "１２"),
            (28, "lowerLetter", "bb"),
            (14, "upperRoman", "XIV"),
            (2, "ideographTraditional", "乙"),
            (5, "unknown", "5"),
        ] {
            assert_eq!(number(count, format), wanted, "{count} {format}");
        }
    }
}
