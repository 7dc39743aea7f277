//! What everybody knows of bodies: which names are one body's, which reform made what of whom, and
//! which place lies where.
//!
//! General knowledge, from `data/bodies.ron`, and never a word of a document: a name stays as it is
//! written, and what is said here of a reform is marked as general knowledge in the data.

use std::sync::OnceLock;

use serde::Deserialize;

pub(super) mod places;

use crate::model::{Date, SuccessionKind, name_key};
use crate::store;

/// What names may stand before a local department's: 武汉市, 市, 江岸区.
const PLACE_ENDS: [char; 6] = ['省', '市', '区', '县', '州', '盟'];
/// The longest name of a place, in characters: 新疆维吾尔自治区.
const LONGEST_PLACE: usize = 11;

/// What the full name of a Party body has before its place.
const PARTY: &str = "中共";

/// The bodies that everybody knows.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    national: Vec<Group>,
    local: Vec<Group>,
    reforms: Vec<Reform>,
    local_reforms: Vec<LocalReform>,
    places: Vec<places::Group>,
}

/// Bodies that are known from the same.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    basis: String,
    bodies: Vec<Body>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    /// The full name, then others that mean nobody else.
    names: Vec<String>,
    /// Names that mean it in documents of the State Council only.
    #[serde(default)]
    bare: Vec<String>,
    /// What the full name of a local one has before its place: 国家税务总局武汉市税务局.
    #[serde(default)]
    before: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reform {
    from: String,
    to: String,
    how: SuccessionKind,
    date: Date,
    basis: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LocalReform {
    from: String,
    /// What it became in one place or another.
    to: Vec<String>,
    how: SuccessionKind,
    basis: String,
}

/// A body that everybody knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct KnownBody {
    /// The full name.
    pub name: String,
    /// All its names, the full one first.
    pub names: Vec<String>,
    /// What it is known from.
    pub basis: &'static str,
    place: String,
    stem: String,
}

/// What became of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heir {
    /// The body that took over.
    pub body: KnownBody,
    /// How.
    pub how: SuccessionKind,
    /// When, where that is the same everywhere.
    pub date: Option<Date>,
    /// What it is known from.
    pub basis: String,
    /// Whether this is who took over, and not one of several that may have.
    pub is_certain: bool,
}

fn known() -> &'static Known {
    static KNOWN: OnceLock<Known> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let text = include_str!("../../data/bodies.ron");
        store::dialect().from_str(text).unwrap_or_else(|error| {
            log::error!("data/bodies.ron: {error}");
            Known::default()
        })
    })
}

/// The body that a name means. `is_national` says that the State Council issued the document, where
/// 发展改革委 alone is the national one.
pub(super) fn find(name: &str, is_national: bool) -> Option<KnownBody> {
    let key = name_key(name);
    // The file writes names as they are compared.
    let is_it = |known: &String| *known == key;
    let national = bodies(&known().national).find(|(_, body)| {
        body.names.iter().any(is_it) || is_national && body.bare.iter().any(is_it)
    });
    if let Some((basis, body)) = national {
        return Some(of_state(body, basis));
    }
    // 中共武汉市委宣传部, 国家税务总局武汉市税务局.
    let mut leading = bodies(&known().local).map(|(_, body)| body.before.as_str());
    let leading = leading.find(|before| !before.is_empty() && key.starts_with(before));
    let leading = leading.unwrap_or(PARTY);
    let bare = key.strip_prefix(leading);
    let (place, body) = split(bare.unwrap_or(&key))?;
    let is_led = body.1.leading() == Some(leading);
    (bare.is_none() || is_led).then(|| of_place(place, body))
}

/// A body and what it is known from.
type Based = (&'static str, &'static Body);

/// A name as its place and the body that is there.
fn split(key: &str) -> Option<(&str, Based)> {
    key.char_indices().rev().find_map(|(at, c)| {
        let end = at + c.len_utf8();
        let (place, stem) = key.split_at(end);
        let is_place = PLACE_ENDS.contains(&c) && place.chars().count() <= LONGEST_PLACE;
        // 市市场监督管理局 has its place before the first 市.
        let body = is_place.then(|| local(stem)).flatten()?;
        Some((place, body))
    })
}

/// The full name of the body that everybody knows by a name.
#[must_use]
pub fn usual_name(name: &str) -> Option<String> {
    find(name, true).map(|body| body.name)
}

fn bodies(groups: &'static [Group]) -> impl Iterator<Item = Based> {
    groups.iter().flat_map(|group| {
        let bodies = group.bodies.iter();
        bodies.map(|body| (group.basis.as_str(), body))
    })
}

fn local(stem: &str) -> Option<Based> {
    bodies(&known().local).find(|(_, body)| body.names.iter().any(|known| known == stem))
}

impl Body {
    /// What the full name of a local body has before its place.
    fn leading(&self) -> Option<&str> {
        let is_party = self.names.iter().any(|stem| stem.starts_with('委'));
        match self.before.as_str() {
            "" => is_party.then_some(PARTY),
            before => Some(before),
        }
    }
}

fn of_state(body: &Body, basis: &'static str) -> KnownBody {
    let name = body.names.first().cloned().unwrap_or_default();
    KnownBody {
        stem: name.clone(),
        name,
        names: body.names.iter().chain(&body.bare).cloned().collect(),
        basis,
        place: String::new(),
    }
}

fn of_place(place: &str, (basis, body): Based) -> KnownBody {
    let names = body.names.iter().map(|stem| format!("{place}{stem}"));
    let mut names: Vec<String> = names.collect();
    let stem = body.names.first().cloned().unwrap_or_default();
    // 市 alone says no place: its bodies go by their usual names.
    if let Some(leading) = body.leading().filter(|_| place.chars().count() > 1) {
        names.insert(0, format!("{leading}{place}{stem}"));
    }
    KnownBody {
        name: names.first().cloned().unwrap_or_default(),
        names,
        basis,
        place: place.to_owned(),
        stem,
    }
}

/// Who took over from a body, the nearest first; none for a body of today.
pub(super) fn heirs(body: &KnownBody) -> Vec<Heir> {
    if body.place.is_empty() {
        let reform = known()
            .reforms
            .iter()
            .find(|reform| reform.from == body.stem);
        let heir = reform.and_then(|reform| {
            Some(Heir {
                body: find(&reform.to, true)?,
                how: reform.how,
                date: Some(reform.date),
                basis: reform.basis.clone(),
                is_certain: true,
            })
        });
        return heir.into_iter().collect();
    }
    let reform = known()
        .local_reforms
        .iter()
        .find(|reform| reform.from == body.stem);
    let Some(reform) = reform else {
        return Vec::new();
    };
    let heirs = reform.to.iter().filter_map(|stem| {
        Some(Heir {
            body: of_place(&body.place, local(stem)?),
            how: reform.how,
            date: None,
            basis: reform.basis.clone(),
            is_certain: false,
        })
    });
    heirs.collect()
}

#[cfg(test)]
mod tests;
