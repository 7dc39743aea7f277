//! How much a target asks for.

use std::fmt;

use crate::num;
use crate::terms;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A finite number. Whole ones are written without a decimal point.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Number(f64);

impl Number {
    /// A number; `None` for infinities and NaN.
    #[must_use]
    pub fn new(value: f64) -> Option<Self> {
        // -0 and 0 are one number, and only 0 is ever written.
        value.is_finite().then_some(Self(value + 0.0))
    }

    /// The number itself.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match num::integer(self.0) {
            Some(whole) => write!(f, "{whole}"),
            None => write!(f, "{}", self.0),
        }
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match num::integer(self.0) {
            Some(whole) => serializer.serialize_i64(whole),
            None => serializer.serialize_f64(self.0),
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = f64::deserialize(deserializer)?;
        Self::new(value).ok_or_else(|| serde::de::Error::custom("数值应为有限的数"))
    }
}

/// How much a target asks for. Figures are in the target's unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Amount {
    /// This figure: 20 家, 达到 20.
    Exactly(Number),
    /// This figure or more: 20 以上, 突破 20.
    AtLeast(Number),
    /// This figure or less: 20 以内.
    AtMost(Number),
    /// About this figure: 20 左右.
    About(Number),
    /// From the first figure to the second: 1—2.
    Range(Number, Number),
    /// A part of a whole, as numerator and denominator: 三分之二 is `Fraction(2, 3)`.
    Fraction(u32, u32),
    /// So many times the base: 翻番 and 倍增 are `Multiple(2)`.
    Multiple(Number),
    /// No number, only these few words; never drawn as a point.
    Wording(String),
    /// A document or a thing to be delivered; the indicator names it, and this is the source's
    /// verb: 制订, 出台, 编制.
    Deliverable(String),
}

impl Amount {
    /// The comparator, in Chinese: 达到, 不少于, 不超过, 约, 区间, 比例, 倍数, 定性,
    /// 成果.
    #[must_use]
    pub fn comparator(&self) -> &'static str {
        match self {
            Self::Exactly(_) => "达到",
            Self::AtLeast(_) => "不少于",
            Self::AtMost(_) => "不超过",
            Self::About(_) => "约",
            Self::Range(..) => "区间",
            Self::Fraction(..) => "比例",
            Self::Multiple(_) => "倍数",
            Self::Wording(_) => "定性",
            Self::Deliverable(_) => terms::DELIVERABLE,
        }
    }

    /// The bare figure for tables, in words that no spreadsheet takes for a date: `20`, `1至2`,
    /// `三分之二`; empty for what has no figure.
    #[must_use]
    pub fn figure(&self) -> String {
        match self {
            Self::Exactly(n)
            | Self::AtLeast(n)
            | Self::AtMost(n)
            | Self::About(n)
            | Self::Multiple(n) => n.to_string(),
            Self::Range(from, to) => format!("{from}至{to}"),
            Self::Fraction(part, whole) => fraction(*part, *whole),
            Self::Wording(_) | Self::Deliverable(_) => String::new(),
        }
    }

    /// The lowest and the highest figure that the target allows, where it names one: 20 to 20, 1 to
    /// 2, from 20 upwards. A share is a number, too; a multiple counts times its base.
    #[must_use]
    pub fn bounds(&self) -> (Option<f64>, Option<f64>) {
        let both = |n: f64| (Some(n), Some(n));
        match self {
            Self::Exactly(n) | Self::About(n) | Self::Multiple(n) => both(n.get()),
            Self::AtLeast(n) => (Some(n.get()), None),
            Self::AtMost(n) => (None, Some(n.get())),
            Self::Range(from, to) => (Some(from.get()), Some(to.get())),
            Self::Fraction(_, 0) | Self::Wording(_) | Self::Deliverable(_) => (None, None),
            Self::Fraction(part, whole) => both(f64::from(*part) / f64::from(*whole)),
        }
    }

    /// The amount with its unit as people read it: ≥ 20 家, 1—2 家, 2/3, 2 倍.
    #[must_use]
    pub fn text(&self, unit: &str) -> String {
        let with_unit = |figure: String| match unit {
            "" => figure,
            "%" => format!("{figure}%"),
            _ => format!("{figure} {unit}"),
        };
        match self {
            Self::Exactly(n) => with_unit(n.to_string()),
            Self::AtLeast(n) => with_unit(format!("≥ {n}")),
            Self::AtMost(n) => with_unit(format!("≤ {n}")),
            Self::About(n) => with_unit(format!("约 {n}")),
            Self::Range(from, to) => with_unit(format!("{from}—{to}")),
            Self::Fraction(part, whole) => with_unit(format!("{part}/{whole}")),
            Self::Multiple(n) => format!("{n} 倍"),
            Self::Wording(words) | Self::Deliverable(words) => words.clone(),
        }
    }

    /// The words of an amount that has no figure.
    #[must_use]
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Wording(words) | Self::Deliverable(words) => Some(words),
            _ => None,
        }
    }
}

impl Default for Amount {
    /// Nothing said.
    fn default() -> Self {
        Self::Wording(String::new())
    }
}

/// A share in words: 三分之二, 百分之五.
fn fraction(part: u32, whole: u32) -> String {
    let whole = match whole {
        100 => "百".to_owned(),
        1_000 => "千".to_owned(),
        10_000 => "万".to_owned(),
        whole => hanzi(whole),
    };
    format!("{whole}分之{}", hanzi(part))
}

/// A whole number in Hanzi: 十二, 二百零五, 一万零三十.
fn hanzi(number: u32) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    const UNITS: [&str; 4] = ["", "十", "百", "千"];
    const GROUPS: [&str; 3] = ["", "万", "亿"];
    if number == 0 {
        return DIGITS[0].to_owned();
    }
    let mut text = String::new();
    let mut skipped = false;
    let digits: Vec<usize> = number
        .to_string()
        .bytes()
        .map(|b| usize::from(b - b'0'))
        .collect();
    for (nth, digit) in digits.iter().enumerate() {
        let place = digits.len() - 1 - nth;
        if *digit > 0 {
            if skipped {
                text.push_str(DIGITS[0]);
                skipped = false;
            }
            text.push_str(DIGITS[*digit]);
            text.push_str(UNITS[place % 4]);
        } else {
            skipped = true;
        }
        // A group of four that is all zeros has no name.
        let group = digits.iter().rev().skip(place).take(4);
        if place.is_multiple_of(4) && group.clone().any(|digit| *digit > 0) {
            text.push_str(GROUPS[place / 4]);
        }
    }
    // 十二, not 一十二.
    match text.strip_prefix("一十") {
        Some(rest) => format!("十{rest}"),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_said_in_words() {
        for (part, whole, words) in [
            (2, 3, "三分之二"),
            (1, 2, "二分之一"),
            (5, 100, "百分之五"),
            (35, 1_000, "千分之三十五"),
            (1, 10_000, "万分之一"),
            (0, 4, "四分之零"),
            (10, 12, "十二分之十"),
            (110, 205, "二百零五分之一百一十"),
            (1_001, 10_030, "一万零三十分之一千零一"),
            (20_000, 100_000_000, "一亿分之二万"),
            (1, u32::MAX, "四十二亿九千四百九十六万七千二百九十五分之一"),
            (1, 300_000_005, "三亿零五分之一"),
        ] {
            assert_eq!(Amount::Fraction(part, whole).figure(), words);
        }
    }

    #[test]
    fn bounds_are_what_the_amount_allows() {
        let n = |value| Number::new(value).expect("finite");
        assert_eq!(Amount::Exactly(n(20.0)).bounds(), (Some(20.0), Some(20.0)));
        assert_eq!(Amount::AtLeast(n(20.0)).bounds(), (Some(20.0), None));
        assert_eq!(Amount::AtMost(n(20.0)).bounds(), (None, Some(20.0)));
        assert_eq!(
            Amount::Range(n(1.0), n(2.0)).bounds(),
            (Some(1.0), Some(2.0))
        );
        assert_eq!(Amount::Fraction(1, 2).bounds(), (Some(0.5), Some(0.5)));
        assert_eq!(Amount::Fraction(1, 0).bounds(), (None, None));
        assert_eq!(Amount::Wording("完成".into()).bounds(), (None, None));
    }
}
