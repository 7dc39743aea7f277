//! Policy documents and their chapters.

use serde::{Deserialize, Serialize};

use super::{Date, Target, Task};

/// A policy document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// A short key, unique in the file.
    pub id: String,
    /// The full title.
    pub title: String,
    /// A name short enough for a side bar.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short: Option<String>,
    /// The document number: 武政办〔2017〕118号.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Who issued it, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// When it was issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<Date>,
    /// Whether it is in force.
    #[serde(default)]
    pub status: PlanStatus,
    /// The time it covers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// The documents of higher bodies that it carries out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub based_on: Vec<Superior>,
    /// Where its text was taken from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<PlanSource>,
    /// What a reader should know: what is damaged, what is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Chapters, as deep as the document's own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
}

impl Plan {
    /// The name in the side bar.
    #[must_use]
    pub fn label(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.title)
    }
}

/// Whether a plan is in force.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PlanStatus {
    /// Issued and not known to be over.
    #[default]
    InForce,
    /// A draft for comment (征求意见稿).
    Draft,
    /// Its time is over, or it was repealed.
    Ended,
}

impl PlanStatus {
    /// The name in the data file.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::InForce => "InForce",
            Self::Draft => "Draft",
            Self::Ended => "Ended",
        }
    }

    /// The Chinese name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::InForce => "已印发",
            Self::Draft => "征求意见稿",
            Self::Ended => "已结束",
        }
    }
}

/// The time a plan covers, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// First year, month or day.
    pub from: Date,
    /// Last year, month or day.
    pub to: Date,
}

/// A document of a higher body that a plan carries out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Superior {
    /// Its title, where it is known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Its number: 国办发〔2016〕44号.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
}

impl Superior {
    /// Title and number as documents cite them: 《…》（国办发〔2016〕44号）.
    #[must_use]
    pub fn text(&self) -> String {
        match (self.title.as_str(), self.number.as_deref()) {
            ("", number) => number.unwrap_or_default().to_owned(),
            (title, None) => format!("《{title}》"),
            (title, Some(number)) => format!("《{title}》（{number}）"),
        }
    }
}

/// Where the text of a plan was taken from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanSource {
    /// Who published it there: 武汉市人民政府网.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Where it is to be found, mostly a web address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// When it was taken from there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retrieved: Option<Date>,
    /// How whole the text is, in words: 全文, 缺附件.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completeness: Option<String>,
}

impl PlanSource {
    /// Everything it says in one line: `武汉市人民政府网，https://…，2026年11月2日获取，全文`.
    #[must_use]
    pub fn text(&self) -> String {
        let retrieved = self.retrieved.map(|date| format!("{}获取", date.text()));
        let parts = [
            self.publisher.as_deref(),
            self.address.as_deref(),
            retrieved.as_deref(),
            self.completeness.as_deref(),
        ];
        let parts: Vec<&str> = parts.into_iter().flatten().collect();
        parts.join("，")
    }
}

/// A chapter of a plan. Chapters nest.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its number as the document counts, from the top: 二(一).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// Its heading.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Goals that the chapter sets for nobody in particular (总体目标).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<Target>,
    /// Tasks directly in this chapter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tasks: Vec<Task>,
    /// Chapters inside this one, after its own tasks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
}
