//! Names that are hardly told apart: perhaps one body under two.

use rustc_hash::FxHashMap;

use pinyin::ToPinyin;

use super::{Agency, AgencyKind, name_key};

/// By what two names differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Difference {
    /// One has a place before it: 国家发展改革委 and 发展改革委.
    Place(String),
    /// One has brackets, or something in brackets: (甲)局 and 甲局.
    Bracket,
    /// One has signs between its characters or behind them: 市发改委。 and 市发改委.
    Sign,
    /// One is called 委员会 where the other is called 委.
    Board,
    /// One character more, or another that sounds the same.
    Character,
}

impl Difference {
    /// In words, behind two names: `只差“国家”`.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Place(place) => format!("只差“{place}”"),
            Self::Bracket => "只差括号".to_owned(),
            Self::Sign => "只差标点".to_owned(),
            Self::Board => "只差“员会”".to_owned(),
            Self::Character => "只差一个字".to_owned(),
        }
    }
}

/// Two agencies with similar names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Similar {
    /// The places of the two in the list.
    pub pair: (usize, usize),
    /// The names that are similar.
    pub names: (String, String),
    pub difference: Difference,
}

impl Similar {
    /// What is to be said of them: a message and a hint.
    pub(crate) fn texts(&self) -> (String, String) {
        let (one, other) = &self.names;
        let message = format!("“{one}”和“{other}”{}", self.difference.text());
        let hint = format!("是同一机构时，合并为一项，另一个名称写作 aliases: [\"{other}\"]");
        (message, hint)
    }
}

/// The shortest name that may have one character too many, or another that sounds the same: shorter
/// ones are alike by nature.
const LEAST_LONGER: usize = 5;
const LEAST_SOUND: usize = 4;
/// What makes another body of the same name by itself.
const RANKS: &str = "省市县区州各总分副";

/// The pairs of agencies with similar names, each once, in the order of the list. Its cost grows
/// with the number of agencies.
pub(crate) fn similar(agencies: &[&Agency]) -> Vec<Similar> {
    let mut names: Vec<(usize, &str, String)> = Vec::new();
    for (nth, agency) in agencies.iter().enumerate() {
        let all = std::iter::once(&agency.name)
            .chain(&agency.short)
            .chain(&agency.aliases);
        names.extend(all.map(|name| (nth, name.as_str(), name_key(name).into_owned())));
    }
    let mut whole: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (nth, (_, _, key)) in names.iter().enumerate() {
        whole.entry(key).or_default().push(nth);
    }
    let mut found = Found {
        agencies,
        names: &names,
        list: Vec::new(),
    };
    let mut bare: FxHashMap<String, usize> = FxHashMap::default();
    let mut sounds: FxHashMap<String, usize> = FxHashMap::default();
    for (nth, (_, _, key)) in names.iter().enumerate() {
        let others = |text: &str| whole.get(text).cloned().unwrap_or_default();
        for (place, rest) in places(key) {
            for other in others(rest) {
                found.add(other, nth, Difference::Place(place.to_owned()));
            }
        }
        for text in without_brackets(key) {
            for other in others(&text) {
                found.add(other, nth, Difference::Bracket);
            }
            let first = *bare.entry(text).or_insert(nth);
            found.add(first, nth, Difference::Bracket);
        }
        if let Some(bare) = without_signs(key) {
            for other in others(&bare) {
                found.add(other, nth, Difference::Sign);
            }
        }
        if let Some(stem) = key.strip_suffix("员会") {
            for other in others(stem) {
                found.add(other, nth, Difference::Board);
            }
        }
        let length = key.chars().count();
        if length >= LEAST_LONGER {
            for (at, c) in key.char_indices() {
                // 市公安分局 is not 市公安局 with a character too many.
                if length == LEAST_LONGER && RANKS.contains(c) {
                    continue;
                }
                let rest = format!("{}{}", &key[..at], &key[at + c.len_utf8()..]);
                for other in others(&rest) {
                    found.add(other, nth, Difference::Character);
                }
            }
        }
        if length >= LEAST_SOUND
            && let Some(sound) = sound(key)
        {
            let first = *sounds.entry(sound).or_insert(nth);
            if differing(&names[first].2, key) == 1 {
                found.add(first, nth, Difference::Character);
            }
        }
    }
    found.list.sort_by_key(|similar| similar.pair);
    found.list
}

struct Found<'a> {
    agencies: &'a [&'a Agency],
    names: &'a [(usize, &'a str, String)],
    list: Vec<Similar>,
}

impl Found<'_> {
    fn add(&mut self, one: usize, other: usize, difference: Difference) {
        let (one, other) = (&self.names[one], &self.names[other]);
        let (a, b) = (self.agencies[one.0], self.agencies[other.0]);
        let pair = (one.0.min(other.0), one.0.max(other.0));
        // A district is not its collective, nor an office the group that it serves.
        let together = |kind| {
            matches!(
                kind,
                AgencyKind::Collective | AgencyKind::LeadingGroup | AgencyKind::Mechanism
            )
        };
        // Of names that only look different one is enough.
        let same = |name: &str, key: &str| name_key(name) == key;
        let known = self.list.iter().any(|similar| {
            let (a, b) = &similar.names;
            similar.pair == pair
                || (same(a, &one.2) && same(b, &other.2))
                || (same(a, &other.2) && same(b, &one.2))
        });
        if one.0 == other.0 || known || together(a.kind) != together(b.kind) || shares(a, b) {
            return;
        }
        let names = if one.0 < other.0 {
            (one.1, other.1)
        } else {
            (other.1, one.1)
        };
        self.list.push(Similar {
            pair,
            names: (names.0.to_owned(), names.1.to_owned()),
            difference,
        });
    }
}

/// Whether two agencies have a name in common: that is told by itself.
fn shares(a: &Agency, b: &Agency) -> bool {
    let names = |agency: &Agency| {
        let all = std::iter::once(&agency.name)
            .chain(&agency.short)
            .chain(&agency.aliases);
        all.map(|name| name_key(name).into_owned())
            .collect::<Vec<_>>()
    };
    let of_b = names(b);
    names(a).iter().any(|name| of_b.contains(name))
}

/// The places that may stand before a name, with what follows: `国家`, `湖北省`, `武汉市`, and
/// `武汉` before 市财政局.
fn places(key: &str) -> Vec<(&str, &str)> {
    const WHOLE: [&str; 6] = ["国家", "全国", "中国", "中央", "中共", "本市"];
    const ENDS: [char; 5] = ['省', '市', '县', '区', '州'];
    let mut found = Vec::new();
    let mut push = |at: usize| {
        let (place, rest) = key.split_at(at);
        // What follows has to be a name by itself, not 局 or 委.
        if rest.chars().count() >= 3 {
            found.push((place, rest));
        }
    };
    for place in WHOLE {
        if key.starts_with(place) {
            push(place.len());
        }
    }
    for (nth, (at, c)) in key.char_indices().enumerate().take(8) {
        if ENDS.contains(&c) && nth > 0 {
            if nth > 1 {
                push(at);
            }
            push(at + c.len_utf8());
        }
    }
    found
}

/// A name without its brackets, and without what stands in them; nothing where it has none.
fn without_brackets(key: &str) -> Vec<String> {
    let is_bracket = |c: char| matches!(c, '(' | ')' | '〔' | '〕' | '[' | ']' | '【' | '】');
    if !key.contains(is_bracket) {
        return Vec::new();
    }
    let bare: String = key.chars().filter(|c| !is_bracket(*c)).collect();
    let mut depth = 0_usize;
    let mut outside = String::new();
    for c in key.chars() {
        match c {
            '(' | '〔' | '[' | '【' => depth += 1,
            ')' | '〕' | ']' | '】' => depth = depth.saturating_sub(1),
            c if depth == 0 => outside.push(c),
            _ => {}
        }
    }
    let mut all = vec![bare];
    if !outside.is_empty() && !all.contains(&outside) {
        all.push(outside);
    }
    all
}

/// A name without signs that belong to no name; nothing where it has none.
fn without_signs(key: &str) -> Option<String> {
    let is_sign = |c: char| ",.;:!?、。·・•-—_\"'“”‘’《》".contains(c);
    let bare: String = key.chars().filter(|c| !is_sign(*c)).collect();
    (bare != key && !bare.is_empty()).then_some(bare)
}

/// How a name of Hanzi alone sounds.
fn sound(key: &str) -> Option<String> {
    let mut text = String::new();
    for syllable in key.to_pinyin() {
        text.push_str(syllable?.plain());
        text.push(' ');
    }
    Some(text)
}

/// In how many characters two names of one length differ.
fn differing(a: &str, b: &str) -> usize {
    if a.chars().count() != b.chars().count() {
        return usize::MAX;
    }
    a.chars().zip(b.chars()).filter(|(a, b)| a != b).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agency(name: &str, kind: AgencyKind) -> Agency {
        let text = format!("(id: {name:?}, name: {name:?}, kind: {})", kind.key());
        ron::from_str(&text).unwrap()
    }

    fn told(names: &[&str]) -> Vec<String> {
        let agencies: Vec<Agency> = names
            .iter()
            .map(|name| agency(name, AgencyKind::Department))
            .collect();
        let agencies: Vec<&Agency> = agencies.iter().collect();
        similar(&agencies)
            .iter()
            .map(|similar| similar.texts().0)
            .collect()
    }

    #[test]
    fn names_that_differ_by_a_place_a_bracket_or_a_character_are_told() {
        assert_eq!(
            told(&["发展改革委", "国家发展改革委"]),
            ["“发展改革委”和“国家发展改革委”只差“国家”"]
        );
        assert_eq!(
            told(&["湖北省财政厅", "财政厅"]),
            ["“湖北省财政厅”和“财政厅”只差“湖北省”"]
        );
        assert_eq!(told(&["甲局", "（甲）局"]), ["“甲局”和“（甲）局”只差括号"]);
        assert_eq!(
            told(&["市招商办（市投资促进局）", "市招商办"]),
            ["“市招商办（市投资促进局）”和“市招商办”只差括号"]
        );
        assert_eq!(
            told(&["政务服务和大数据管理局", "政务服务大数据管理局"]),
            ["“政务服务和大数据管理局”和“政务服务大数据管理局”只差一个字"]
        );
        assert_eq!(
            told(&["市财政局", "武汉市财政局"]),
            ["“市财政局”和“武汉市财政局”只差“武汉”"]
        );
        assert_eq!(
            told(&["中共市委宣传部", "市委宣传部"]),
            ["“中共市委宣传部”和“市委宣传部”只差“中共”"]
        );
        assert_eq!(
            told(&["市发改委", "市发改委。"]),
            ["“市发改委”和“市发改委。”只差标点"]
        );
        assert_eq!(
            told(&["市卫生健康委员会", "市卫生健康委"]),
            ["“市卫生健康委员会”和“市卫生健康委”只差“员会”"]
        );
        assert_eq!(
            told(&["市卫健委", "市卫健康委"]),
            ["“市卫健委”和“市卫健康委”只差一个字"]
        );
        assert_eq!(
            told(&["市經信局", "市经信局"]),
            ["“市經信局”和“市经信局”只差一个字"]
        );
        assert_eq!(
            told(&["自然资源规划局", "自燃资源规划局"]),
            ["“自然资源规划局”和“自燃资源规划局”只差一个字"]
        );
    }

    #[test]
    fn other_names_are_left_alone() {
        for names in [
            ["市科技局", "市科创局"],
            ["江岸区", "江汉区"],
            ["市财政局", "市商务局"],
            ["省发展改革委", "国家发展改革委"],
            ["武汉市", "市"],
            ["市公安局", "市公安分局"],
            ["武汉市财政局", "宜昌市财政局"],
            ["市计委", "市纪委"],
        ] {
            assert!(told(&names).is_empty(), "{names:?}");
        }
        let (one, all) = (
            agency("区人民政府", AgencyKind::District),
            agency("各区人民政府", AgencyKind::Collective),
        );
        assert!(similar(&[&one, &all]).is_empty());
    }
}
