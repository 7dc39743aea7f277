//! Places: whose bureau 市财政局 is, told by where its document comes from.
//!
//! A document leaves out its own place. What completes it is never a word of the document: it is how
//! a name is read, and the name stays as it is written.

use serde::Deserialize;

use super::{PARTY, PLACE_ENDS, known, local};
use crate::model::{Date, name_key};
use crate::terms;

/// Places that are known from the same.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    pub basis: String,
    /// The place in which they lie; nothing for those of the state.
    pub within: String,
    pub places: Vec<Place>,
}

/// A place that everybody knows.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Place {
    pub name: String,
    #[serde(default)]
    pub short: Option<String>,
    #[serde(default)]
    pub also: Vec<String>,
    /// Since when it is there, where that is not long ago.
    #[serde(default)]
    #[cfg_attr(not(test), expect(dead_code, reason = "for those who read the file"))]
    pub since: Option<Date>,
}

impl Place {
    fn names(&self) -> impl Iterator<Item = &str> {
        let names = std::iter::once(&self.name).chain(&self.short);
        names.chain(&self.also).map(String::as_str)
    }
}

/// Where a document comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::import) struct Home {
    /// The places from the outside: 湖北省, 武汉市, 江岸区.
    places: Vec<String>,
    /// What says so, as a part of a sentence.
    pub reason: String,
}

/// A name that is read with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::import) struct Completed {
    /// The full name.
    pub full: String,
    /// The place that it is itself, where it is one: 江岸区人民政府.
    pub place: Option<PlaceBody>,
}

/// A place as a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::import) struct PlaceBody {
    /// Its names beside the full one.
    pub others: Vec<String>,
    /// What it is known from.
    pub basis: String,
}

/// Words that begin like a place that was left out and are none: 市场监管局, 市政园林局, 区域.
const NO_PLACE: [&str; 22] = [
    "市场", "市容", "市民", "市值", "市县", "市区", "市、", "市(", "市内", "区域", "区块", "区间",
    "区县", "区内", "区、", "区(", "省市", "省内", "省际", "省、", "县域", "县区",
];
/// What 市政 begins where the place was left out: 市政府.
const OF_GOVERNMENT: [&str; 5] = ["市政府", "市政协", "市政务", "市政法", "市政研"];
/// Who 各 may stand before for all of a place to be meant.
const EACH: [&str; 11] = [
    "区",
    "县",
    "市",
    "州",
    "街道",
    "镇",
    "乡",
    "有关",
    "部门",
    terms::UNIT,
    "直属",
];
/// What a place is called as a body of its own.
const AS_BODY: [&str; 5] = ["", "人民政府", "政府", "管委会", "管理委员会"];

impl Home {
    /// Where a document comes from: by who issued it, or else by the begin of its title.
    pub(in crate::import) fn of(issuer: Option<&str>, title: Option<&str>) -> Option<Self> {
        let by_issuer = issuer.and_then(|issuer| {
            let places = stated(issuer, true);
            let reason = format!("文件由“{issuer}”印发");
            (!places.is_empty()).then_some(Self { places, reason })
        });
        // 国务院 has no place, and 市人民政府 has one that the title may say.
        let is_open = |issuer: &str| PLACE_ENDS.iter().any(|end| issuer.starts_with(*end));
        let title = title.filter(|_| issuer.is_none_or(is_open));
        let by_title = || {
            let places = stated(title?, false);
            let reason = format!("文件标题以“{}”开头", places.last()?);
            Some(Self { places, reason })
        };
        by_issuer.or_else(by_title)
    }

    /// A name that leaves its place out, with it; nothing where none is left out.
    pub(in crate::import) fn complete(&self, name: &str) -> Option<Completed> {
        let key = name_key(name);
        let full = |full: String| Completed { full, place: None };
        if let Some(of_place) = self.inside(&key) {
            return Some(of_place);
        }
        for league in ["共青团", "团"] {
            let place = key.strip_prefix(league).and_then(|rest| {
                let end = rest
                    .strip_suffix("委员会")
                    .or_else(|| rest.strip_suffix('委'))?;
                self.of_level(end)
            });
            if let Some(place) = place {
                return Some(full(format!("共青团{place}委员会")));
            }
        }
        if let Some(rest) = key.strip_prefix('各') {
            let nearest = self.full(self.places.len().checked_sub(1)?);
            let is_all = EACH.iter().any(|word| rest.starts_with(word))
                && !rest.starts_with(nearest.chars().last()?);
            return is_all.then(|| full(format!("{nearest}{name}")));
        }
        let is_none = NO_PLACE.iter().any(|word| key.starts_with(word))
            || key.starts_with("市政") && !OF_GOVERNMENT.iter().any(|word| key.starts_with(word));
        if is_none {
            return None;
        }
        let first = ["自治区", "自治州"]
            .into_iter()
            .find(|end| key.starts_with(end));
        let len = first.map_or_else(|| key.chars().next().map_or(0, char::len_utf8), str::len);
        let level = &key[..len];
        // Its brackets stay as they are written.
        let is_alike = name.chars().count() == key.chars().count();
        let skip = level.chars().count();
        let written = name.char_indices().nth(skip).filter(|_| is_alike);
        let rest = written.map_or(&key[len..], |(at, _)| &name[at..]);
        let place = self.of_level(level).filter(|_| !rest.is_empty())?;
        Some(full(match rest {
            "委" => format!("{PARTY}{place}委员会"),
            _ if rest.starts_with('委') => format!("{PARTY}{place}{rest}"),
            "政府" => format!("{place}人民政府"),
            _ if rest.starts_with("政府") => format!("{place}人民{rest}"),
            _ => format!("{place}{rest}"),
        }))
    }

    /// Whether a full name is one of this place.
    pub(in crate::import) fn has(&self, full: &str) -> bool {
        let mut places = self.places.iter();
        places.any(|place| full.contains(place.as_str()))
    }

    /// The place of a level that is meant here: 市 is 武汉市.
    fn of_level(&self, level: &str) -> Option<String> {
        let level = level.chars().last()?;
        let is_it = |place: &String| {
            let is_region = place.ends_with("自治区") || place.ends_with("地区");
            PLACE_ENDS.contains(&level) && place.ends_with(level) && !(level == '区' && is_region)
        };
        let region = |place: &String| level == '区' && place.ends_with("自治区");
        let found = self.places.iter().rposition(is_it);
        let found = found.or_else(|| self.places.iter().rposition(region));
        found.map(|nth| self.full(nth))
    }

    /// The name of a place as bodies there have it: a district goes by its city, too.
    fn full(&self, nth: usize) -> String {
        let around = nth.checked_sub(1).map(|nth| self.places[nth].as_str());
        in_city(&self.places[nth], around)
    }

    /// A name that begins with a place inside this one: 江岸区财政局 in 武汉市.
    fn inside(&self, key: &str) -> Option<Completed> {
        let groups = known().places.iter();
        let of_city = groups
            .filter(|group| group.within.ends_with('市') && self.places.contains(&group.within));
        let places = of_city.flat_map(|group| group.places.iter().map(move |it| (group, it)));
        let names = places.flat_map(|(group, place)| {
            let names = place.names();
            names.map(move |name| (group, place, name))
        });
        let found = names.filter(|(_, _, name)| key.starts_with(name));
        let (group, place, name) = found.max_by_key(|(_, _, name)| name.len())?;
        let full = in_city(&place.name, Some(&group.within));
        let rest = &key[name.len()..];
        if !AS_BODY.contains(&rest) {
            let full = format!("{full}{rest}");
            return Some(Completed { full, place: None });
        }
        let names = place.names().chain([full.as_str()]);
        let others = names.flat_map(|name| AS_BODY.map(|rest| format!("{name}{rest}")));
        let of_place = PlaceBody {
            others: others.filter(|name| *name != full).collect(),
            basis: group.basis.clone(),
        };
        Some(Completed {
            full,
            place: Some(of_place),
        })
    }
}

/// A place with the city before it where it is a district of one.
fn in_city(place: &str, around: Option<&str>) -> String {
    let city = around.filter(|city| city.ends_with('市') && place.ends_with('区'));
    match city {
        Some(city) if !place.starts_with(city.trim_end_matches('市')) => format!("{city}{place}"),
        _ => place.to_owned(),
    }
}

/// The places that some words begin with, from the outside. An issuer may come from a place that
/// nobody knows: 太仓市人民政府.
fn stated(words: &str, is_issuer: bool) -> Vec<String> {
    let key = name_key(words);
    let mut rest = key.strip_prefix(PARTY).unwrap_or(&key);
    let mut places: Vec<String> = Vec::new();
    while let Some((place, len)) = at_begin(rest, places.last().map(String::as_str)) {
        places = around(&place);
        rest = &rest[len..];
    }
    if is_issuer && let Some(place) = unknown(rest) {
        places.push(place.to_owned());
    }
    places
}

/// The place that some words begin with and the length of its name there. What lies in a city says
/// where it is only behind the city: others have a 青山区, too.
fn at_begin(words: &str, around: Option<&str>) -> Option<(String, usize)> {
    let mut found: Option<(&Place, usize)> = None;
    for group in &known().places {
        let is_free = match around {
            Some(around) => group.within == around,
            None => true,
        };
        for place in group.places.iter().filter(|_| is_free) {
            for name in place.names().filter(|name| words.starts_with(name)) {
                let city = group.within.strip_suffix('市');
                let is_told = around.is_some() || city.is_none_or(|city| name.starts_with(city));
                if is_told && found.is_none_or(|(_, len)| len < name.len()) {
                    found = Some((place, name.len()));
                }
            }
        }
    }
    found.map(|(place, len)| (place.name.clone(), len))
}

/// A place with those around it, from the outside.
fn around(place: &str) -> Vec<String> {
    let mut places = vec![place.to_owned()];
    while let Some(last) = places.last() {
        let mut groups = known().places.iter();
        let group = groups.find(|group| group.places.iter().any(|it| it.name == *last));
        match group.filter(|group| !group.within.is_empty()) {
            Some(group) => places.push(group.within.clone()),
            None => break,
        }
    }
    places.reverse();
    places
}

/// A place that only the issuer says: 太仓市 of 太仓市人民政府办公室.
fn unknown(words: &str) -> Option<&str> {
    let first = words.chars().next()?;
    if "本全我各该某".contains(first) {
        return None;
    }
    let ends = words.char_indices().enumerate();
    let mut ends = ends.filter(|(nth, (_, c))| (1..10).contains(nth) && PLACE_ENDS.contains(c));
    ends.find_map(|(_, (at, c))| {
        let (place, rest) = words.split_at(at + c.len_utf8());
        let of_place = ["人民政府", "政府", "委"];
        let is_body = of_place.iter().any(|word| rest.starts_with(word)) || local(rest).is_some();
        is_body.then_some(place)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn home(issuer: &str) -> Home {
        Home::of(Some(issuer), None).unwrap_or_else(|| panic!("{issuer}"))
    }

    fn full(issuer: &str, name: &str) -> Option<String> {
        home(issuer).complete(name).map(|it| it.full)
    }

    #[test]
    fn an_issuer_says_where_a_document_comes_from() {
        for (issuer, wanted) in [
            ("武汉市人民政府办公厅", "湖北省 武汉市"),
            ("湖北省人民政府", "湖北省"),
            ("中共武汉市委办公厅", "湖北省 武汉市"),
            ("武汉市江岸区人民政府", "湖北省 武汉市 江岸区"),
            ("深圳市罗湖区人民政府办公室", "广东省 深圳市 罗湖区"),
            ("太仓市人民政府办公室", "太仓市"),
            ("荆州市沙市区人民政府", "湖北省 荆州市 沙市区"),
            ("武汉市经济和信息化局", "湖北省 武汉市"),
            ("恩施州人民政府", "湖北省 恩施土家族苗族自治州"),
            (
                "武汉东湖新技术开发区管理委员会",
                "湖北省 武汉市 武汉东湖新技术开发区",
            ),
            ("上海市科学技术委员会", "上海市"),
        ] {
            assert_eq!(home(issuer).places.join(" "), wanted, "{issuer}");
        }
        for issuer in [
            "国务院办公厅",
            "市人民政府办公厅",
            "本市人民政府",
            "某某公司",
            "青山区",
        ] {
            assert_eq!(Home::of(Some(issuer), None), None, "{issuer}");
        }
    }

    #[test]
    fn a_title_says_it_where_no_issuer_does() {
        let title = Some("武汉市关于推进高质量发展的行动方案");
        let of = Home::of(Some("市人民政府办公厅"), title).unwrap();
        assert_eq!(of.reason, "文件标题以“武汉市”开头");
        assert_eq!(Home::of(None, title), Some(of));
        assert_eq!(Home::of(Some("国务院办公厅"), title), None);
        assert_eq!(
            Home::of(None, Some("青山区行动方案")),
            None,
            "of which city?"
        );
    }

    #[test]
    fn a_place_that_was_left_out_is_that_of_the_document() {
        let city = "武汉市人民政府办公厅";
        for (name, wanted) in [
            ("市财政局", "武汉市财政局"),
            ("省财政厅", "湖北省财政厅"),
            ("市委宣传部", "中共武汉市委宣传部"),
            ("市委", "中共武汉市委员会"),
            ("市委组织部（人才办）", "中共武汉市委组织部（人才办）"),
            ("团市委", "共青团武汉市委员会"),
            ("市政府督查室", "武汉市人民政府督查室"),
            ("市市场监管局", "武汉市市场监管局"),
            ("各区（开发区）人民政府", "武汉市各区（开发区）人民政府"),
            ("市直有关部门", "武汉市直有关部门"),
            ("江岸区财政局", "武汉市江岸区财政局"),
            ("江岸区人民政府", "武汉市江岸区"),
            ("东湖高新区", "武汉东湖新技术开发区"),
            ("长江新区管委会", "武汉长江新区"),
        ] {
            assert_eq!(full(city, name).as_deref(), Some(wanted), "{name}");
        }
        for name in [
            "武汉市财政局",
            "宜昌市财政局",
            "市场监管局",
            "市政园林局",
            "市、区财政部门",
            "财政部",
            "有关部门",
            "区财政局",
            "自治区财政厅",
            "市",
            "国网武汉供电公司",
        ] {
            assert_eq!(full(city, name), None, "{name}");
        }
        let district = "深圳市罗湖区人民政府";
        assert_eq!(full(district, "区工信局").unwrap(), "深圳市罗湖区工信局");
        assert_eq!(full(district, "市财政局").unwrap(), "深圳市财政局");
        assert_eq!(full(district, "各街道").unwrap(), "深圳市罗湖区各街道");
        assert_eq!(full(district, "各区"), None);
        let region = "广西壮族自治区人民政府";
        assert_eq!(
            full(region, "自治区财政厅").unwrap(),
            "广西壮族自治区财政厅"
        );
        assert_eq!(
            full("恩施州人民政府", "州财政局").unwrap(),
            "恩施土家族苗族自治州财政局"
        );
        assert_eq!(full("湖北省人民政府", "市财政局"), None, "of which city?");
    }
}
