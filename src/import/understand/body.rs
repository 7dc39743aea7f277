//! Which characters are the name of a body, and how sure that is.

use super::flow::{begins, ends, holds};

/// The place of the bracket that the last one closes.
pub(super) fn opening(key: &[char]) -> Option<usize> {
    let mut depth = 0_usize;
    for (nth, c) in key.iter().enumerate().rev() {
        match c {
            ')' | '>' => depth += 1,
            '(' | '<' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(nth);
                }
            }
            _ => {}
        }
    }
    None
}

/// What the names of bodies end in.
const ENDS: &str = "部委办局厅署院行会所处站队府门位团司构联社校协室组馆园厂区县市州镇乡旗盟关";
const LONG_ENDS: [&str; 23] = [
    "镇街",
    "中心",
    "大学",
    "街道",
    "资本",
    "移动",
    "联通",
    "电信",
    "铁塔",
    "税务",
    "消防",
    "邮政",
    "地区",
    "企业",
    "高校",
    "基金",
    "平台",
    "实验室",
    "专班",
    "支行",
    "电网",
    "党组",
    "小组",
];

/// Whether some characters end like the name of a body.
pub(super) fn is_body(key: &[char]) -> bool {
    let stem = match (key.last(), opening(key)) {
        (Some(')' | '>'), Some(open)) => &key[..open],
        _ => key,
    };
    let Some(last) = stem.last() else {
        return false;
    };
    let long = LONG_ENDS.iter().any(|word| ends(stem, word));
    let everywhere = begins(stem, "各") && "地方".contains(*last);
    stem.len() >= 2 && (ENDS.contains(*last) || long || everywhere)
}

/// Whether 建设 is what is to be done, and no part of a name: 建设市场, but 住房城乡建设局.
fn says_build(key: &[char]) -> bool {
    let pairs = key.windows(2).enumerate();
    let mut places = pairs.filter(|(_, pair)| *pair == ['建', '设']);
    places.any(|(nth, _)| {
        let next = key.get(nth + 2).copied().unwrap_or(' ');
        !"厅局委部管办兵银".contains(next) && !ends(&key[..nth], "城乡")
    })
}

/// Whether some characters can hardly be anything but the name of a body.
pub(super) fn is_surely_body(key: &[char]) -> bool {
    let odd = [
        "的", "了", "是", "将", "推进", "加强", "支持", "谁", "“", "《", "。", ":",
    ];
    let general = [
        "企业",
        "高校",
        "院校",
        "科研院所",
        "龙头企业",
        "政府",
        "学校",
        "社会",
        "市场主体",
        "全市",
        "全省",
        "小区",
        "社区",
        "园区",
        "城市",
        "地区",
        "机会",
        "社会",
    ];
    is_body(key)
        && key.len() <= 30
        && !odd.iter().any(|word| holds(key, word))
        && !says_build(key)
        && !general
            .iter()
            .any(|word| key.iter().copied().eq(word.chars()))
}

/// Whether some characters in the middle of a sentence are the name of a body: stricter than in a
/// note, where nothing else is expected.
pub(super) fn is_strong(key: &[char]) -> bool {
    let places = [
        "市",
        "省",
        "县",
        "区",
        "州",
        "国家",
        "中国",
        "全国",
        "人民",
        "国网",
        "共青团",
        "团",
    ];
    let each = ["各", "有关", "相关"];
    let of_each = [
        "政府",
        "部门",
        "单位",
        "委会",
        "办事处",
        "地",
        "区",
        "县",
        "市",
        "镇",
        "乡",
        "街道",
    ];
    let ends_so = [
        "联", "会", "队", "社", "委", "中心", "公司", "集团", "行", "大学", "学院", "医院",
    ];
    let begins_so = |words: &[&str]| words.iter().any(|word| begins(key, word));
    let stem = match (key.last(), opening(key)) {
        (Some(')' | '>'), Some(open)) => &key[..open],
        _ => key,
    };
    let closes = |words: &[&str]| words.iter().any(|word| ends(stem, word));
    let named = is_office(key) || begins_so(&places) && closes(&ends_so);
    let of_sentence = ["由", "须", "向"];
    if of_sentence.iter().any(|word| holds(key, word)) {
        return false;
    }
    is_surely_body(key) && (named || begins_so(&each) && closes(&of_each))
}

/// Whether some characters alone in a line are an office: headings of tasks end like bodies, too.
pub(super) fn is_office(key: &[char]) -> bool {
    let stem = match (key.last(), opening(key)) {
        (Some(')' | '>'), Some(open)) => &key[..open],
        _ => key,
    };
    let office = "局委办部厅署院行".contains(stem.last().copied().unwrap_or(' '))
        || [
            "政府",
            "管委会",
            "中心",
            "公司",
            "集团",
            "街道",
            "机关",
            "支队",
            "总队",
        ]
        .iter()
        .any(|word| ends(stem, word));
    let verbs = [
        "推",
        "建",
        "培",
        "加",
        "完",
        "开",
        "优",
        "提",
        "打",
        "发展和",
        "强",
        "深",
        "做",
        "落",
        "成立",
        "组",
    ];
    let verb = verbs.iter().any(|word| begins(key, word)) && !begins(key, "建设局");
    office && !verb && (3..=24).contains(&stem.len()) && is_surely_body(key)
}
