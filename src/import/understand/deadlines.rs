//! By when: phrases in running text and in cells, each with its wording.

use std::ops::Range;

use super::flow::{Flow, begins, ends};
use super::fold::{is_hanzi_digit, number};
use crate::model::{Date, Due, Rhythm};

/// A deadline and where its wording stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Deadline {
    /// Its wording.
    pub words: Range<usize>,
    /// What it says.
    pub due: Due,
}

/// The deadlines in running text. `year` is the year that 年底前 means, where it is known.
pub(super) fn scan(flow: &Flow, range: Range<usize>, year: Option<i16>) -> Vec<Deadline> {
    let mut found: Vec<Deadline> = Vec::new();
    let mut nth = range.start;
    let mut quoted = 0_usize;
    while nth < range.end {
        match flow.key[nth] {
            '《' => quoted += 1,
            '》' => quoted = quoted.saturating_sub(1),
            _ if quoted > 0 => {}
            c if c.is_ascii_digit() || "年本今明两十“".contains(c) => {
                if let Some(deadline) = phrase(flow, nth, range.clone(), year) {
                    nth = deadline.words.end;
                    let text = &flow.key[deadline.words.clone()];
                    if !found
                        .iter()
                        .any(|known| flow.key[known.words.clone()] == *text)
                    {
                        found.push(deadline);
                    }
                    continue;
                }
                // The rest of a number is no number of its own.
                while nth + 1 < range.end
                    && flow.key[nth].is_ascii_digit()
                    && flow.key[nth + 1].is_ascii_digit()
                {
                    nth += 1;
                }
            }
            _ => {}
        }
        nth += 1;
    }
    found
}

/// A value that is a deadline as a whole: of a column 完成时限.
pub(super) fn whole(flow: &Flow, range: Range<usize>, year: Option<i16>) -> Deadline {
    let words = flow.trim(range, ",;:、。");
    let key = &flow.key[words.clone()];
    let ongoing = ["持续", "长期", "常年", "全年", "贯穿"];
    let due =
        if ongoing.iter().any(|word| begins(key, word)) && !key.iter().any(char::is_ascii_digit) {
            Due::Ongoing
        } else if let Some(rhythm) = rhythm(key) {
            Due::Every(rhythm)
        } else {
            match Time::read(key) {
                Some(time)
                    if time.len == key.len() || ends(key, "完成") && time.len + 2 == key.len() =>
                {
                    time.due(year)
                        .unwrap_or_else(|| Due::When(flow.text(words.clone())))
                }
                _ => Due::When(flow.text(words.clone())),
            }
        };
    Deadline { words, due }
}

fn rhythm(key: &[char]) -> Option<Rhythm> {
    let words = [
        ("每周", Rhythm::Week),
        ("每月", Rhythm::Month),
        ("每季度", Rhythm::Quarter),
        ("每季", Rhythm::Quarter),
        ("每半年", Rhythm::HalfYear),
        ("每年", Rhythm::Year),
    ];
    let known = words
        .iter()
        .find(|(word, _)| key.iter().copied().eq(word.chars()));
    known.map(|(_, rhythm)| *rhythm)
}

/// A phrase of running text that begins with this digit or word.
fn phrase(flow: &Flow, nth: usize, range: Range<usize>, year: Option<i16>) -> Option<Deadline> {
    let key = &flow.key[nth..range.end.min(nth + 40)];
    let before = &flow.key[range.start..nth];
    if before
        .last()
        .is_some_and(|c| c.is_ascii_digit() || "-./第".contains(*c))
    {
        return None;
    }
    let time = Time::read(key)?;
    let behind = &key[time.len..];
    let past = [
        "截至",
        "截止",
        "自",
        "从",
        "有效期至",
        "期至",
        "延长至",
        "延至",
    ];
    if past.iter().any(|word| ends(before, word)) {
        return None;
    }
    let odd = ["起", "以来", "版", "以后", "之后", "后", "至", "-", "间"];
    if odd.iter().any(|word| begins(behind, word)) {
        return None;
    }
    let until = ["到", "至"].iter().any(|word| ends(before, word));
    if !(time.before || time.end || until && time.year.is_some()) {
        return None;
    }
    // 比2020年底增长 names a base, not a deadline.
    if ["比", "较", "相比", "在"]
        .iter()
        .any(|word| ends(before, word))
        && !time.before
    {
        return None;
    }
    // 每年12月底前 comes round every year.
    if before.last() == Some(&'每') && key.first() == Some(&'年') {
        let words = nth - 1..nth + time.len;
        let due = Due::Every(Rhythm::Year);
        return Some(Deadline { words, due });
    }
    let words = nth - usize::from(until)..nth + time.len;
    let due = time
        .due(year)
        .unwrap_or_else(|| Due::When(flow.text(words.clone())));
    Some(Deadline { words, due })
}

/// A time as documents write it.
struct Time {
    len: usize,
    year: Option<i16>,
    /// A year that only the document knows: 年底前, 12月底前.
    part: Part,
    /// Whether it says 前 or 内.
    before: bool,
    /// Whether it names the end of a time: 底, 末, 上半年, 三季度.
    end: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Year,
    Half(u8),
    Quarter(u8),
    Month(u8),
    Day(u8, u8),
    Months(u16),
    Days(u16),
    Years(u16),
    Unknown,
}

impl Time {
    fn read(key: &[char]) -> Option<Self> {
        let mut time = Self {
            len: 0,
            year: None,
            part: Part::Year,
            before: false,
            end: false,
        };
        if begins(key, "到") || begins(key, "至") {
            let mut time = Self::read(&key[1..])?;
            time.len += 1;
            return Some(time);
        }
        let digits = key.iter().take_while(|c| c.is_ascii_digit()).count();
        let behind = key.get(digits..)?;
        if digits == 4 && begins(behind, "年") {
            let year = number(&key[..4])?;
            if !(1949..=2100).contains(&year) {
                return None;
            }
            time.year = i16::try_from(year).ok();
            time.len = 5;
            time.rest(key);
            return Some(time);
        }
        if digits == 4 && matches!(behind.first(), Some('.' | '-' | '/')) {
            return Self::dotted(key);
        }
        if (1..=2).contains(&digits) && begins(behind, "月") {
            time.rest(key);
            return (time.len > 0).then_some(time);
        }
        if digits > 0 {
            return Self::span(key, digits);
        }
        let hanzi = key
            .iter()
            .take_while(|c| is_hanzi_digit(**c) || **c == '两')
            .count();
        if hanzi > 0 && begins(&key[hanzi..], "个月") {
            return Self::span(key, hanzi);
        }
        for word in ["本年度", "今年", "本年", "明年", "年"] {
            if begins(key, word) {
                // 年 alone must say which end: 年底前, 年内.
                time.len = word.chars().count();
                if word == "明年" {
                    time.part = Part::Unknown;
                }
                let start = time.len;
                time.rest(key);
                let said = time.len > start && (time.before || time.end && word != "年");
                return said.then_some(time);
            }
        }
        // Plans of five years, by the name of their time.
        for (name, year) in [
            ("“十二五”", 2015),
            ("“十三五”", 2020),
            ("“十四五”", 2025),
            ("“十五五”", 2030),
        ] {
            let Some(rest) = key
                .get(name.chars().count()..)
                .filter(|_| begins(key, name))
            else {
                continue;
            };
            let ends = ["时期末", "期末", "末"];
            if let Some(word) = ends.into_iter().find(|word| begins(rest, word)) {
                time.year = Some(year);
                time.len = name.chars().count() + word.chars().count();
                time.end = true;
                return Some(time);
            }
        }
        None
    }

    /// 2025.6, 2025-06-30, 2025/6.
    fn dotted(key: &[char]) -> Option<Self> {
        let sep = key[4];
        let year = i16::try_from(number(&key[..4])?).ok()?;
        let month = key[5..].iter().take_while(|c| c.is_ascii_digit()).count();
        let value = u8::try_from(number(key.get(5..5 + month)?)?).ok()?;
        if !(1949..=2100).contains(&year) || !(1..=12).contains(&value) || month > 2 {
            return None;
        }
        let (mut len, mut part) = (5 + month, Part::Month(value));
        if key.get(len) == Some(&sep) {
            let day = key[len + 1..]
                .iter()
                .take_while(|c| c.is_ascii_digit())
                .count();
            let of_month = u8::try_from(number(key.get(len + 1..len + 1 + day)?)?).ok()?;
            part = Part::Day(value, of_month);
            len += 1 + day;
        }
        let before = key.get(len) == Some(&'前');
        Some(Self {
            len: len + usize::from(before),
            year: Some(year),
            part,
            before,
            end: false,
        })
    }

    /// 3个月内, 30日内, 5个工作日内: only as a deadline of a whole cell, or with 印发之日起.
    fn span(key: &[char], digits: usize) -> Option<Self> {
        let value: Vec<char> = key[..digits]
            .iter()
            .map(|c| if *c == '两' { '二' } else { *c })
            .collect();
        let value = u16::try_from(number(&value)?).ok()?;
        let behind = &key[digits..];
        let units = [
            ("个月内", Part::Months(value)),
            ("日内", Part::Days(value)),
            ("天内", Part::Days(value)),
            ("年内", Part::Years(value)),
        ];
        let (word, part) = units.into_iter().find(|(word, _)| begins(behind, word))?;
        Some(Self {
            len: digits + word.chars().count(),
            year: None,
            part,
            before: matches!(part, Part::Months(_)),
            end: false,
        })
    }

    /// What follows a year, or stands without one.
    fn rest(&mut self, key: &[char]) {
        let at = self.len;
        let rest = &key[at..];
        let digits = rest.iter().take_while(|c| c.is_ascii_digit()).count();
        let hanzi = rest.iter().take_while(|c| is_hanzi_digit(**c)).count();
        let len = digits.max(hanzi);
        if (1..=2).contains(&len) && rest.get(len) == Some(&'月') {
            let month = number(&rest[..len])
                .and_then(|n| u8::try_from(n).ok())
                .unwrap_or(0);
            if !(1..=12).contains(&month) {
                return;
            }
            self.part = Part::Month(month);
            self.len += len + 1;
            self.day(key, month);
        } else {
            self.quarter(key);
        }
        for (word, before) in [
            ("年底前", true),
            ("年底", false),
            ("底之前", true),
            ("底以前", true),
            ("底前", true),
            ("末前", true),
            ("底", false),
            ("末", false),
            ("初", false),
            ("之前", true),
            ("以前", true),
            ("前", true),
            ("内", true),
        ] {
            if begins(&key[self.len..], word) {
                self.len += word.chars().count();
                self.before |= before;
                self.end |= !before;
                break;
            }
        }
    }

    fn day(&mut self, key: &[char], month: u8) {
        let rest = &key[self.len..];
        let digits = rest.iter().take_while(|c| c.is_ascii_digit()).count();
        if (1..=2).contains(&digits) && matches!(rest.get(digits), Some('日' | '号')) {
            let day = number(&rest[..digits])
                .and_then(|n| u8::try_from(n).ok())
                .unwrap_or(0);
            self.part = Part::Day(month, day);
            self.len += digits + 1;
        } else {
            for word in ["上旬", "中旬", "下旬"] {
                if begins(rest, word) {
                    self.len += 2;
                    self.end = true;
                }
            }
        }
    }

    fn quarter(&mut self, key: &[char]) {
        let rest = &key[self.len..];
        for (word, half) in [("上半年", 1), ("下半年", 2)] {
            if begins(rest, word) {
                (self.part, self.end) = (Part::Half(half), true);
                self.len += 3;
                return;
            }
        }
        let skip = usize::from(begins(rest, "第"));
        let value = rest.get(skip).and_then(|c| number(&[*c]));
        if let Some(value @ 1..=4) = value
            && begins(&rest[skip + 1..], "季度")
        {
            (self.part, self.end) = (Part::Quarter(u8::try_from(value).unwrap_or(1)), true);
            self.len += skip + 3;
        }
    }

    fn due(&self, year: Option<i16>) -> Option<Due> {
        let within = |n: u16| u8::try_from(n).ok();
        match self.part {
            Part::Months(n) => return Some(Due::WithinMonths(n, n)),
            Part::Days(n) => return Some(Due::WithinDays(n, n)),
            Part::Years(n) => return within(n).map(|n| Due::Within(n, n)),
            Part::Unknown => return None,
            _ => {}
        }
        let year = self.year.or(year)?;
        let text = match self.part {
            Part::Half(half) => format!("{year:04}-H{half}"),
            Part::Quarter(quarter) => format!("{year:04}-Q{quarter}"),
            Part::Month(month) => format!("{year:04}-{month:02}"),
            Part::Day(month, day) => format!("{year:04}-{month:02}-{day:02}"),
            _ => format!("{year:04}"),
        };
        text.parse::<Date>().ok().map(Due::By)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, String)> {
        let flow = Flow::of(text, 0);
        let found = scan(&flow, flow.all(), Some(2025));
        let words = found
            .iter()
            .map(|it| (flow.text(it.words.clone()), it.due.text()));
        words.collect()
    }

    #[test]
    fn deadlines_keep_their_wording() {
        for (text, words, due) in [
            ("到2027年，建成20个。", "到2027年", "2027年底"),
            ("到 2027 年底，建成", "到2027年底", "2027年底"),
            ("2020年底前完成", "2020年底前", "2020年底"),
            ("2021年6月底前制定", "2021年6月底前", "2021年6月底"),
            ("12月底前实现", "12月底前", "2025年12月底"),
            ("年底前实现全覆盖", "年底前", "2025年底"),
            ("2026年上半年完成", "2026年上半年", "2026年上半年"),
            ("2025年三季度前出台", "2025年三季度前", "2025年三季度末"),
            ("3月15日前报送", "3月15日前", "2025年3月15日"),
        ] {
            assert_eq!(found(text), [(words.to_owned(), due.to_owned())], "{text}");
        }
    }

    #[test]
    fn what_is_over_and_what_begins_is_no_deadline() {
        for text in [
            "截至2020年底，全市共有",
            "自2026年7月31日起施行",
            "有效期至2027年12月31日",
            "修订2020年版目录",
            "2021年全面推广",
            "比2020年底增长5%",
            "5个工作日内",
            "《2020年底前工作方案》",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
