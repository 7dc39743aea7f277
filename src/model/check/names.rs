//! Ids and names: fast look-up, names that two bodies claim, and ids that nobody has.

use super::{Finding, Rule, Step};
use crate::diagnostic::Item;
use crate::model::Agency;
use crate::model::key_map::OwnedKeyMap;
use crate::model::name_key;
use crate::model::similar::similar;
use crate::nearest::nearest;

/// An id that no agency has.
pub(super) struct Unknown {
    pub(super) path: Vec<Step>,
    pub(super) count: usize,
    item: Item,
}

/// Looking for near names costs time for each unknown id: a file with the wrong list of agencies
/// has thousands, and gets suggestions for the first ones.
const SUGGESTED: usize = 50;

impl Unknown {
    /// An id first met at `path`, not yet counted.
    pub(super) fn new(path: Vec<Step>, item: Item) -> Self {
        Self {
            path,
            count: 0,
            item,
        }
    }

    /// The finding, `nth` of its kind.
    pub(super) fn into_finding(self, id: &str, agencies: &[Agency], nth: usize) -> Finding {
        let places = match self.count {
            0 | 1 => String::new(),
            count => format!("（共 {count} 处）"),
        };
        let near = if nth < SUGGESTED {
            near(id, agencies)
        } else {
            Vec::new()
        };
        let hint = if near.is_empty() {
            format!("在 agencies 中加上 id 为 \"{id}\" 的机构，或改用已有的代号")
        } else {
            let near: Vec<String> = near
                .iter()
                .map(|agency| format!("{}（{}）", agency.id, agency.label()))
                .collect();
            format!("是不是 {}？", near.join("、"))
        };
        let message = format!("没有代号为“{id}”的机构{places}");
        Finding::new(Rule::UnknownAgency, self.path, self.item, message).with_hint(hint)
    }
}

fn near<'d>(id: &str, agencies: &'d [Agency]) -> Vec<&'d Agency> {
    let names = agencies.iter().enumerate().flat_map(|(index, agency)| {
        let names = [agency.id.as_str(), agency.name.as_str()].into_iter();
        names
            .chain(agency.short.as_deref())
            .chain(agency.aliases.iter().map(String::as_str))
            .map(move |name| (name, index))
    });
    nearest(id, names, 3)
        .into_iter()
        .map(|index| &agencies[index])
        .collect()
}

/// Names, short names and aliases that two agencies claim: several open files are joined by them.
pub(super) fn shared(agencies: &[Agency], findings: &mut Vec<Finding>) {
    let mut owners: OwnedKeyMap<(usize, Vec<Step>)> = OwnedKeyMap::default();
    for (index, agency) in agencies.iter().enumerate() {
        let at = |field| {
            vec![
                Step::Field("agencies"),
                Step::Index(index),
                Step::Field(field),
            ]
        };
        let alias = |nth| {
            let mut path = at("aliases");
            path.push(Step::Index(nth));
            path
        };
        let names = [(agency.name.as_str(), at("name"))].into_iter();
        let names = names
            .chain(agency.short.as_deref().map(|short| (short, at("short"))))
            .chain(
                agency
                    .aliases
                    .iter()
                    .enumerate()
                    .map(|(nth, name)| (name.as_str(), alias(nth))),
            );
        for (name, path) in names {
            let key = name_key(name);
            let (owner, first) = owners
                .entry(key.into_owned())
                .or_insert_with(|| (index, path.clone()));
            let other = &agencies[*owner];
            // One body may repeat its own name, and a repeated id is a finding already.
            if *owner != index && other.id != agency.id {
                findings.push(
                    Finding::new(
                        Rule::SharedName,
                        path,
                        Item::Agency(agency.id.clone()),
                        shared_text(name, other, agency),
                    )
                    .repeating(first.clone())
                    .with_hint("名称、简称和别名只属于一个机构；两处是同一机构时，合并为一项"),
                );
            }
        }
    }
}

/// Names that are hardly told apart.
pub(super) fn alike(agencies: &[Agency], findings: &mut Vec<Finding>) {
    let agencies: Vec<&Agency> = agencies.iter().collect();
    for found in similar(&agencies) {
        let at = |nth| vec![Step::Field("agencies"), Step::Index(nth)];
        let (one, other) = found.pair;
        let (message, hint) = found.texts();
        let item = Item::Agency(agencies[other].id.clone());
        findings.push(
            Finding::new(Rule::SimilarName, at(other), item, message)
                .repeating(at(one))
                .with_hint(hint),
        );
    }
}

fn shared_text(name: &str, other: &Agency, agency: &Agency) -> String {
    let owns = |known: &str| known == name;
    let mut names = std::iter::once(other.name.as_str())
        .chain(other.short.as_deref())
        .chain(other.aliases.iter().map(String::as_str));
    if names.any(owns) {
        format!("“{name}”同时是 {} 和 {} 的名称", other.id, agency.id)
    } else {
        format!(
            "{} 的名称“{name}”和 {} 的名称只差看不见的字符或全角、半角",
            agency.id, other.id
        )
    }
}
