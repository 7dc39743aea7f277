//! What everybody knows of bodies: which names are one body's, and which reform made what of whom.
//!
//! General knowledge, from `data/bodies.ron`, and never a word of a document: a name stays as it is
//! written, and what is said here of a reform is marked as general knowledge in the data.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::model::{Date, SuccessionKind, name_key};
use crate::store;

/// What names may stand before a local department's: 武汉市, 市, 江岸区.
const PLACE_ENDS: [char; 6] = ['省', '市', '区', '县', '州', '盟'];
/// The longest name of a place, in characters: 新疆维吾尔自治区.
const LONGEST_PLACE: usize = 11;

/// The bodies that everybody knows.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    national: Vec<Body>,
    local: Vec<Body>,
    reforms: Vec<Reform>,
    local_reforms: Vec<LocalReform>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    /// The full name, then others that mean nobody else.
    names: Vec<String>,
    /// Names that mean it in documents of the State Council only.
    #[serde(default)]
    bare: Vec<String>,
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
    let is_it = |known: &String| name_key(known) == key;
    let national = known()
        .national
        .iter()
        .find(|body| body.names.iter().any(is_it) || is_national && body.bare.iter().any(is_it));
    if let Some(body) = national {
        return Some(of_state(body));
    }
    let (place, stem) = key.char_indices().rev().find_map(|(at, c)| {
        let end = at + c.len_utf8();
        let (place, stem) = key.split_at(end);
        let is_place = PLACE_ENDS.contains(&c) && place.chars().count() <= LONGEST_PLACE;
        // 市市场监督管理局 has its place before the first 市.
        (is_place && local(stem).is_some()).then_some((place, stem))
    })?;
    Some(of_place(place, local(stem)?))
}

/// The full name of the body that everybody knows by a name.
pub(crate) fn usual_name(name: &str) -> Option<String> {
    find(name, true).map(|body| body.name)
}

fn local(stem: &str) -> Option<&'static Body> {
    let bodies = known().local.iter();
    bodies
        .into_iter()
        .find(|body| body.names.iter().any(|known| known == stem))
}

fn of_state(body: &Body) -> KnownBody {
    let name = body.names.first().cloned().unwrap_or_default();
    KnownBody {
        stem: name.clone(),
        name,
        names: body.names.iter().chain(&body.bare).cloned().collect(),
        place: String::new(),
    }
}

fn of_place(place: &str, body: &Body) -> KnownBody {
    let names = body.names.iter().map(|stem| format!("{place}{stem}"));
    let names: Vec<String> = names.collect();
    KnownBody {
        name: names.first().cloned().unwrap_or_default(),
        names,
        place: place.to_owned(),
        stem: body.names.first().cloned().unwrap_or_default(),
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
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_file_is_sound() {
        let known = known();
        assert!(known.national.len() > 50 && known.local.len() > 50);
        for bodies in [&known.national, &known.local] {
            let mut names = HashSet::new();
            for body in bodies {
                assert!(!body.names.is_empty());
                for name in body.names.iter().chain(&body.bare) {
                    assert!(names.insert(name), "{name} twice");
                    assert_eq!(name_key(name), name.as_str(), "written as it is compared");
                }
            }
        }
        let mut from = HashSet::new();
        for reform in &known.reforms {
            assert!(from.insert(&reform.from), "{} has one heir", reform.from);
            assert!(reform.basis.contains("20"), "{}", reform.basis);
            for name in [&reform.from, &reform.to] {
                let body = find(name, false).unwrap_or_else(|| panic!("{name} is not listed"));
                assert_eq!(body.name, *name, "the full name");
            }
        }
        for reform in &known.local_reforms {
            for stem in reform.to.iter().chain([&reform.from]) {
                let body = local(stem).unwrap_or_else(|| panic!("{stem} is not listed"));
                assert_eq!(body.names.first(), Some(stem), "the full name");
            }
        }
    }

    #[test]
    fn every_chain_goes_forward_in_time_and_ends_in_a_body_of_today() {
        for reform in &known().reforms {
            let (mut at, mut steps) = (reform, 0);
            while let Some(next) = known().reforms.iter().find(|next| next.from == at.to) {
                assert!(next.date >= at.date, "{} → {}", at.from, next.to);
                at = next;
                steps += 1;
                assert!(steps < 5, "{} goes round", reform.from);
            }
        }
        for reform in &known().local_reforms {
            let of = |stem: &String| known().local_reforms.iter().any(|it| it.from == *stem);
            assert!(!reform.to.iter().any(of), "{}", reform.from);
        }
    }

    #[test]
    fn names_mean_one_body_where_they_stand() {
        let name = |name: &str, national| find(name, national).map(|body| body.name);
        let full = |text: &str| Some(text.to_owned());
        assert_eq!(name("国家发改委", false), full("国家发展和改革委员会"));
        assert_eq!(name("发展改革委", true), full("国家发展和改革委员会"));
        assert_eq!(name("发展改革委", false), None, "whose?");
        assert_eq!(name("市经信局", false), full("市经济和信息化局"));
        assert_eq!(
            name("武汉市经济和信息化局", false),
            full("武汉市经济和信息化局")
        );
        assert_eq!(name("市市场监管局", false), full("市市场监督管理局"));
        assert_eq!(name("江岸区卫健局", false), full("江岸区卫生健康局"));
        assert_eq!(name("省农业农村厅", false), full("省农业农村厅"));
        assert_eq!(name("市委统战部", false), full("市委统一战线工作部"));
        assert_eq!(name("武汉市妇联", false), full("武汉市妇女联合会"));
        assert_eq!(
            name("共青团中央", false),
            full("中国共产主义青年团中央委员会")
        );
        assert_eq!(name("气象局", true), full("中国气象局"));
        for unknown in [
            "",
            "市",
            "经信局",
            "某某公司",
            "市民政",
            "各区人民政府",
            "市委",
            "妇联",
        ] {
            assert_eq!(name(unknown, true), None, "{unknown}");
        }
    }

    #[test]
    fn heirs_are_found_step_by_step() {
        let body = find("保监会", false).unwrap();
        let first = &heirs(&body)[0];
        assert_eq!(first.body.name, "中国银行保险监督管理委员会");
        assert_eq!(heirs(&first.body)[0].body.name, "国家金融监督管理总局");
        assert!(heirs(&find("财政部", false).unwrap()).is_empty());
        let local = heirs(&find("市经信委", false).unwrap());
        assert_eq!(local[0].body.name, "市经济和信息化局");
        assert!(
            local
                .iter()
                .all(|heir| !heir.is_certain && heir.date.is_none())
        );
    }
}
