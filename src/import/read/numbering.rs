//! The numbers that Word writes by itself: they stand in no run, and the grammar needs them. Old and
//! new files hold them differently, and count alike.

use std::collections::HashMap;

/// The deepest level of a list, from 0.
pub(super) const LEVELS: usize = 9;

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// The lists, by the numbers that paragraphs name.
    pub lists: HashMap<u32, List>,
    /// The levels of every shape of lists.
    pub shapes: HashMap<u32, Vec<Level>>,
    /// For every shape the last number of each level: lists of one shape go on from each other.
    counts: HashMap<u32, [Option<u32>; LEVELS]>,
    /// The lists that begin anew, once they have begun.
    begun: Vec<u32>,
}

/// A list: its shape, and what is its own.
#[derive(Clone, Debug, Default)]
pub(super) struct List {
    pub shape: u32,
    /// Levels that begin elsewhere, and anew.
    pub starts: HashMap<usize, u32>,
    /// Levels that look otherwise.
    pub levels: HashMap<usize, Level>,
}

/// How a level of a list counts and looks.
#[derive(Clone, Debug, Default)]
pub(super) struct Level {
    pub start: u32,
    /// The form of its number, by its name in new files.
    pub format: String,
    pub text: Vec<Part>,
    /// Whether numbers of higher levels stand in Western figures here.
    pub legal: bool,
    /// What stands between the number and the text.
    pub suffix: &'static str,
}

/// A part of what a number looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Text as it is.
    Text(String),
    /// The number of a level, from 0.
    Count(usize),
}

impl Numbering {
    /// The number that the next paragraph of a list shows, empty where it shows none.
    pub(super) fn next(&mut self, list: u32, level: usize) -> String {
        let level = level.min(LEVELS - 1);
        let Some(known) = self.lists.get(&list) else {
            return String::new();
        };
        let Some(levels) = self.shapes.get(&known.shape) else {
            return String::new();
        };
        let counts = self.counts.entry(known.shape).or_default();
        if !known.starts.is_empty() && !self.begun.contains(&list) {
            self.begun.push(list);
            for level in known.starts.keys().filter(|level| **level < LEVELS) {
                counts[*level] = None;
            }
        }
        let of_level = |level: usize| known.levels.get(&level).or_else(|| levels.get(level));
        let start = |level: usize| {
            let own = known.starts.get(&level).copied();
            own.or_else(|| of_level(level).map(|it| it.start))
                .unwrap_or(1)
        };
        // Levels that were skipped count as begun; deeper ones begin anew.
        for (above, count) in counts.iter_mut().enumerate().take(level) {
            count.get_or_insert_with(|| start(above));
        }
        counts[level] =
            Some(counts[level].map_or_else(|| start(level), |count| count.saturating_add(1)));
        for deeper in &mut counts[level + 1..] {
            *deeper = None;
        }
        let Some(shown) = of_level(level) else {
            return String::new();
        };
        if matches!(shown.format.as_str(), "bullet" | "none") {
            return String::new();
        }
        let mut text = String::new();
        for part in &shown.text {
            match part {
                Part::Text(words) => text.push_str(words),
                Part::Count(nth) => {
                    let count = counts.get(*nth).copied().flatten().unwrap_or(1);
                    let format = of_level(*nth).map_or("decimal", |it| it.format.as_str());
                    let western = shown.legal && *nth != level;
                    text.push_str(&number(count, if western { "decimal" } else { format }));
                }
            }
        }
        text.push_str(shown.suffix);
        text
    }
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
