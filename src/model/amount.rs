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
    /// The comparator, in Chinese: 等于, 不少于, 不超过, 约, 区间, 比例, 倍数, 定性,
    /// 成果.
    #[must_use]
    pub fn comparator(&self) -> &'static str {
        match self {
            Self::Exactly(_) => "等于",
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

    /// The bare figure for tables: `20`, `1-2`, `2/3`; empty for what has no figure.
    #[must_use]
    pub fn figure(&self) -> String {
        match self {
            Self::Exactly(n)
            | Self::AtLeast(n)
            | Self::AtMost(n)
            | Self::About(n)
            | Self::Multiple(n) => n.to_string(),
            Self::Range(from, to) => format!("{from}-{to}"),
            Self::Fraction(part, whole) => format!("{part}/{whole}"),
            Self::Wording(_) | Self::Deliverable(_) => String::new(),
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
