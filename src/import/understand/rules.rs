//! What a document says once of all its notes: 排在第一位的为牵头单位，下同.

use super::flow::{begins, ends, holds};

/// Who of a list is the lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leads {
    /// The first body.
    First,
    /// All before the first comma.
    BeforeComma,
    /// Those with a mark such as *.
    Marked(char),
}

/// A rule, and how far it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rule {
    /// Who is the lead.
    pub leads: Leads,
    /// Whether it holds from here on (下同) and not only here.
    pub from_here: bool,
}

/// The rule that some words state.
pub(super) fn find(key: &[char]) -> Option<Rule> {
    let has = |word: &str| holds(key, word);
    if !["牵头", "主办", "主责", "总负责"]
        .iter()
        .any(|word| has(word))
    {
        return None;
    }
    let marked = ["加*", "带*", "标*", "标注*", "*号", "*为", "*的"]
        .iter()
        .any(|word| has(word));
    let leads = if has("逗号前") || has("分号前") || has("逗号之前") {
        Leads::BeforeComma
    } else if marked {
        Leads::Marked('*')
    } else if is_first(key) {
        Leads::First
    } else {
        return None;
    };
    let wide = [
        "下同",
        "以下",
        "均",
        "各项",
        "本表",
        "本清单",
        "任务中",
        "分工中",
        "注:",
        "注释",
        "说明:",
    ];
    Some(Rule {
        leads,
        from_here: wide.iter().any(|word| has(word)),
    })
}

fn is_first(key: &[char]) -> bool {
    let words = [
        "第一位",
        "首位",
        "排第一",
        "列第一",
        "第一个",
        "排名第一",
        "列首",
        "排首",
        "名列第一",
        "排在首",
        "排在最前",
        "排序第一",
        "第一家",
        "首个",
        "位列第一",
        "第一名",
        "排在第一",
        "列在第一",
        "排位第一",
        "列在首",
        "排在前面",
        "列第1",
        "排在第1",
        "第1位",
        "首家",
    ];
    words.iter().any(|word| holds(key, word))
}

/// Whether a part of a note belongs to a rule and names nobody.
pub(super) fn is_part_of_rule(key: &[char]) -> bool {
    let whole = |word: &str| key.iter().copied().eq(word.chars());
    if whole("下同") || ends(key, "下同") && key.len() <= 6 {
        return true;
    }
    let lead = ["牵头", "主办", "主责"].iter().any(|word| holds(key, word));
    if lead && (is_first(key) || holds(key, "逗号") || holds(key, "分号") || holds(key, "*")) {
        return true;
    }
    begins(key, "多个牵头")
        || holds(key, "不再列出")
        || holds(key, "不再列")
        || holds(key, "不一一列")
        || begins(key, "以下均")
        || begins(key, "以下简称")
}

/// What a rule is called in reports.
pub(super) fn words(leads: Leads) -> &'static str {
    match leads {
        Leads::First => "列第一位的为牵头",
        Leads::BeforeComma => "第一个逗号前的为牵头",
        Leads::Marked(_) => "带标记的为牵头",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_read_with_how_far_they_go() {
        let read = |text: &str| {
            let key: Vec<char> = text.chars().map(super::super::fold::fold).collect();
            find(&key).map(|rule| (rule.leads, rule.from_here))
        };
        for (text, leads, from_here) in [
            ("列第一位的为牵头单位，下同", Leads::First, true),
            ("排在第一位的部门为牵头部门", Leads::First, false),
            ("第一个逗号前为牵头单位，下同", Leads::BeforeComma, true),
            ("注：责任单位中排首位的为牵头单位", Leads::First, true),
            ("标*号的为牵头单位，下同", Leads::Marked('*'), true),
        ] {
            assert_eq!(read(text), Some((leads, from_here)), "{text}");
        }
        assert_eq!(read("市财政局牵头"), None);
    }
}
