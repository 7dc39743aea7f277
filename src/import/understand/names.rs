//! Lists of bodies: where one name ends and the next begins.

use std::ops::Range;

use super::body::opening;
pub(super) use super::body::{is_body, is_office, is_strong, is_surely_body};
use super::flow::{Flow, begins, ends, holds};

/// A list of names.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    /// Where the names stand, and how many commas or semicolons stand before each.
    pub names: Vec<(Range<usize>, usize)>,
    /// Whether the list ends in 等部门, which names nobody.
    pub and_others: bool,
}

/// Splits a list of bodies into its names.
pub(super) fn split(flow: &Flow, range: Range<usize>) -> Names {
    let mut list = Names::default();
    let mut group = 0;
    for (atom, before) in merge_places(flow, atoms(flow, range)) {
        group += usize::from(before == ',' || before == ';');
        for part in conjunctions(flow, atom) {
            for name in others(flow, part, &mut list.and_others) {
                let name = clean(flow, name);
                if !is_nobody(&flow.key[name.clone()]) {
                    list.names.push((name, group));
                }
            }
        }
    }
    list
}

/// The parts between separators, each with the separator before it.
fn atoms(flow: &Flow, range: Range<usize>) -> Vec<(Range<usize>, char)> {
    let mut atoms = Vec::new();
    let (mut start, mut before, mut depth) = (range.start, ' ', 0_usize);
    for nth in range.clone() {
        let c = flow.key[nth];
        match c {
            '(' | '<' => depth += 1,
            ')' | '>' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            '、' | ',' | ';' | '。' | '\n' | '/' | '|' | '+' => {
                atoms.push((start..nth, before));
                (start, before) = (nth + 1, c);
            }
            _ if flow.gap[nth] && nth > start && parts_names(flow, start..nth, range.end) => {
                atoms.push((start..nth, before));
                (start, before) = (nth, '、');
            }
            _ => {}
        }
    }
    atoms.push((start..range.end, before));
    let trim = |(atom, before)| (flow.trim(atom, ".:"), before);
    let atoms = atoms.into_iter().map(trim);
    atoms.filter(|(atom, _)| !atom.is_empty()).collect()
}

/// Whether a blank or a line end behind a name parts it from the next name.
fn parts_names(flow: &Flow, before: Range<usize>, end: usize) -> bool {
    let name = &flow.key[before.clone()];
    let rest = &flow.key[before.end..end];
    let whole = name.len() >= 3 && is_body(name);
    let place = [
        "市", "省", "区", "县", "州", "各", "有关", "相关", "国家", "中国", "团", "人行",
    ];
    whole && place.iter().any(|word| begins(rest, word))
}

/// Puts together what one name holds: 各区、县（市）政府.
fn merge_places(flow: &Flow, atoms: Vec<(Range<usize>, char)>) -> Vec<(Range<usize>, char)> {
    let mut merged: Vec<(Range<usize>, char)> = Vec::new();
    // Whether the last one is the begin of such a name.
    let mut open = false;
    for (atom, before) in atoms {
        let key = &flow.key[atom.clone()];
        let stem = ["各有关", "各相关", "各", "有关", "相关", "所有", "全市各"]
            .into_iter()
            .find(|word| begins(key, word))
            .map_or(0, |word| word.chars().count());
        let places = place_words(&key[stem..]);
        if let Some(last) = merged.last_mut()
            && open
            && before == '、'
            && stem == 0
            && let Some(whole) = places
        {
            last.0.end = atom.end;
            open = !whole;
            continue;
        }
        open = stem > 0 && places == Some(false);
        merged.push((atom, before));
    }
    merged
}

/// Whether these are only words for places, and whether they end in a body: 县（市）政府.
fn place_words(key: &[char]) -> Option<bool> {
    let bodies = ["人民政府", "政府", "管委会", "办事处", "党委", "党工委"];
    let body = bodies.into_iter().find(|word| ends(key, word));
    let stem = &key[..key.len() - body.map_or(0, |word| word.chars().count())];
    let mut depth = 0_usize;
    let mut any = false;
    for c in stem {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            c if "省市州县区旗盟镇乡街道自治直辖地".contains(*c) => any = true,
            _ => return None,
        }
    }
    any.then_some(body.is_some())
}

/// Splits at 和, 及, 与 and 会同 where whole names stand on both sides.
fn conjunctions(flow: &Flow, atom: Range<usize>) -> Vec<Range<usize>> {
    const WORDS: [&str; 9] = [
        "并会同",
        "会同",
        "联合",
        "以及",
        "及",
        "和",
        "与",
        "暨",
        "同",
    ];
    let mut parts = Vec::new();
    let mut start = atom.start;
    let mut depth = 0_usize;
    let mut nth = atom.start;
    while nth < atom.end {
        match flow.key[nth] {
            '(' | '<' => depth += 1,
            ')' | '>' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            _ => {
                let word = WORDS.into_iter().find(|word| flow.has(nth, word));
                if let Some(word) = word {
                    let len = word.chars().count();
                    let left = &flow.key[start..nth];
                    let right = flow.key.get(nth + len..atom.end).unwrap_or_default();
                    if parts_at(word, left, right) {
                        parts.push(start..nth);
                        start = nth + len;
                        nth = start;
                        continue;
                    }
                }
            }
        }
        nth += 1;
    }
    parts.push(start..atom.end);
    parts.retain(|part| !part.is_empty());
    parts
}

fn parts_at(word: &str, left: &[char], right: &[char]) -> bool {
    if right.len() < 2 {
        return false;
    }
    match word {
        "会同" | "并会同" => true,
        "同" => false,
        "联合" => is_body(left) && is_body(right) && left.len() >= 3,
        _ => {
            // 有关部门和单位 is one; so is 文化和旅游部, whose left side is no body.
            let general = ["单位", "部门", "机构", "企业", "个人"];
            if general
                .iter()
                .any(|word| right.iter().copied().eq(word.chars()))
            {
                return false;
            }
            let each = ["各", "有关", "相关"];
            let begins_new = each.iter().any(|word| begins(right, word));
            let left_whole = left.is_empty() || is_body(left) && left.len() >= 2;
            left_whole && (begins_new || is_body(right) && left.len() >= 3)
        }
    }
}

/// Splits 财政部等有关部门 into the body and those whom nobody names.
fn others(flow: &Flow, part: Range<usize>, and_others: &mut bool) -> Vec<Range<usize>> {
    let mut depth = 0_usize;
    for nth in part.clone() {
        match flow.key[nth] {
            '(' | '<' => depth += 1,
            ')' | '>' => depth = depth.saturating_sub(1),
            '等' if depth == 0 && nth > part.start => {
                let rest = nth + 1..part.end;
                let key = &flow.key[rest.clone()];
                let left = &flow.key[part.start..nth];
                if !is_body(left) && !key.is_empty() {
                    continue;
                }
                let number = key.iter().take_while(|c| {
                    c.is_ascii_digit()
                        || super::fold::is_hanzi_digit(**c)
                        || "多个家余".contains(**c)
                });
                let rest = rest.start + number.count()..rest.end;
                let key = &flow.key[rest.clone()];
                *and_others = true;
                let bare = [
                    "",
                    "部门",
                    "单位",
                    "相关",
                    "有关",
                    "机构",
                    "企业",
                    "地区",
                    "部门单位",
                ];
                if bare.iter().any(|word| key.iter().copied().eq(word.chars())) {
                    return std::iter::once(part.start..nth).collect();
                }
                let each = [
                    "有关",
                    "相关",
                    "国务院",
                    "各",
                    "省",
                    "市",
                    "区",
                    "县",
                    "中央",
                    "职能",
                    "部门",
                    "单位",
                ];
                if each.iter().any(|word| begins(key, word)) {
                    return vec![part.start..nth, rest];
                }
                return std::iter::once(part).collect();
            }
            _ => {}
        }
    }
    std::iter::once(part).collect()
}

/// A name without what stands around it: 由, marks of a rule, a gloss in brackets behind it.
fn clean(flow: &Flow, name: Range<usize>) -> Range<usize> {
    let mut name = flow.trim(name, ",;:、。.*★☆△▲●\"'=");
    let key = &flow.key[name.clone()];
    let lead = [
        "以上由",
        "均由",
        "统一由",
        "主要由",
        "并由",
        "由",
        "请",
        "和",
        "及",
        "以及",
        "并",
    ];
    if let Some(word) = lead.into_iter().find(|word| begins(key, word)) {
        let rest = &key[word.chars().count()..];
        if rest.len() >= 2 && (word.ends_with('由') || is_body(rest)) {
            name.start += word.chars().count();
        }
    }
    let key = &flow.key[name.clone()];
    if matches!(key.last(), Some(')' | '>'))
        && let Some(open) = opening(key)
    {
        let gloss = &key[open + 1..key.len() - 1];
        let words = ["下同", "以下", "简称", "包括", "不含", "含"];
        if words.iter().any(|word| begins(gloss, word)) || holds(gloss, "下同") {
            name.end = name.start + open;
        }
    }
    // A bracket without its partner belongs to what stood around the list.
    let key = &flow.key[name.clone()];
    let count = |c: char| key.iter().filter(|it| **it == c).count();
    match (count('('), count(')')) {
        (open, close) if close > open && key.last() == Some(&')') => name.end -= 1,
        (open, close) if open > close && key.first() == Some(&'(') => name.start += 1,
        _ => {}
    }
    name
}

fn is_nobody(key: &[char]) -> bool {
    let words = ["", "/", "-", "--", "无", "下同", "等", "暂无", "略"];
    words
        .iter()
        .any(|word| key.iter().copied().eq(word.chars()))
        || key.iter().all(|c| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let flow = Flow::of(text, 0);
        let list = split(&flow, flow.all());
        list.names
            .into_iter()
            .map(|(name, _)| flow.text(name))
            .collect()
    }

    #[test]
    fn a_name_keeps_what_it_holds() {
        for (text, wanted) in [
            (
                "市财政局、市科技局，各区政府",
                vec!["市财政局", "市科技局", "各区政府"],
            ),
            ("各区、县（市）政府", vec!["各区、县（市）政府"]),
            (
                "各省、自治区、直辖市人民政府",
                vec!["各省、自治区、直辖市人民政府"],
            ),
            ("各地区、各部门", vec!["各地区", "各部门"]),
            (
                "文化和旅游部、自然资源和规划局",
                vec!["文化和旅游部", "自然资源和规划局"],
            ),
            (
                "市委组织部（人才办）、市工业集团（市数据、信息集团）",
                vec!["市委组织部（人才办）", "市工业集团（市数据、信息集团）"],
            ),
            ("银保监会及各地区", vec!["银保监会", "各地区"]),
            (
                "财政部、民政部等国务院相关部门及各地区",
                vec!["财政部", "民政部", "国务院相关部门", "各地区"],
            ),
            ("市教育局等部门", vec!["市教育局"]),
            ("市教育局和市体育局", vec!["市教育局", "市体育局"]),
            (
                "杭州市、宁波市、湖州市人民政府",
                vec!["杭州市", "宁波市", "湖州市人民政府"],
            ),
            ("各区人民政府〈含开发区管委会，下同〉", vec!["各区人民政府"]),
            (
                "市数据局（市人\n工智能局）",
                vec!["市数据局（市人工智能局）"],
            ),
            (
                "市财政局 市科技局\n市教育局",
                vec!["市财政局", "市科技局", "市教育局"],
            ),
            ("市卫生健康\n委员会", vec!["市卫生健康委员会"]),
            ("有关部门和单位", vec!["有关部门和单位"]),
            ("/", vec![]),
        ] {
            assert_eq!(names(text), wanted, "{text}");
        }
    }
}
