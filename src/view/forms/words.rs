//! Words as official papers have them: no blanks between Hanzi and figures, 不少于 for ≥, headings
//! with the punctuation of their level.

use crate::model::{Amount, Target};
use crate::terms;

/// What stands between several things.
const AND: &str = "、";

/// A text without the blanks that the screen sets between Hanzi and figures. Those between words
/// of Latin letters stay.
#[must_use]
pub(crate) fn tight(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    for (nth, &c) in chars.iter().enumerate() {
        if c == ' ' || c == '\u{a0}' {
            let before = out.chars().next_back();
            let after = chars[nth + 1..].iter().find(|c| **c != ' ').copied();
            let is_kept =
                matches!((before, after), (Some(a), Some(b)) if is_narrow(a) && is_narrow(b));
            if !is_kept {
                continue;
            }
        }
        out.push(c);
    }
    out
}

/// Letters, figures and signs that stand half as wide as a Hanzi.
fn is_narrow(c: char) -> bool {
    c.is_ascii_graphic() || ('\u{a1}'..'\u{2e80}').contains(&c) && !is_sign(c)
}

/// Quotation marks and dashes, which belong to Hanzi.
fn is_sign(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// The heading of a section: `二、主要任务`, `（一）培育名企`, `1.加强梯次培育`. The number counts
/// from the top (二(一)), its last part is that of the section.
#[must_use]
pub(super) fn heading(number: &str, title: &str) -> String {
    let number = number.trim();
    let title = tight(title);
    let plain: String = number
        .chars()
        .map(|c| match c {
            '（' => '(',
            '）' => ')',
            c => c,
        })
        .collect();
    if let Some(inner) = plain
        .strip_suffix(')')
        .and_then(|head| head.rsplit_once('('))
    {
        return format!("（{}）{title}", inner.1);
    }
    let is_hanzi = |c: char| "〇零一二三四五六七八九十百".contains(c);
    if !plain.is_empty() && plain.chars().all(is_hanzi) {
        return format!("{plain}、{title}");
    }
    let digits = plain.len() - plain.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    match (digits, plain.as_str(), title.as_str()) {
        (_, "", _) => title,
        (_, _, "") => number.to_owned(),
        (0, ..) => format!("{number}　{title}"),
        (digits, ..) => format!("{}.{title}", &plain[plain.len() - digits..]),
    }
}

/// How much a target asks for, in words: `不少于20家`, `1—2家`, `三分之二`.
fn amount(target: &Target) -> String {
    let unit = target.unit.as_str();
    let figure = |words: &str, number: &dyn std::fmt::Display| format!("{words}{number}{unit}");
    tight(&match &target.amount {
        Amount::Exactly(n) => figure("", n),
        Amount::AtLeast(n) => figure("不少于", n),
        Amount::AtMost(n) => figure("不超过", n),
        Amount::About(n) => figure("约", n),
        Amount::Range(from, to) => format!("{from}—{to}{unit}"),
        Amount::Fraction(..) => target.amount.figure(),
        Amount::Multiple(n) => format!("达到{n}倍"),
        Amount::Wording(words) => words.clone(),
        Amount::Deliverable(_) => String::new(),
    })
}

/// How much a target asks for, as a cell: `力争不少于20家`, `制订`.
pub(super) fn figure_words(target: &Target) -> String {
    let stretch = if target.stretch { terms::STRETCH } else { "" };
    match &target.amount {
        Amount::Deliverable(verb) => format!("{stretch}{verb}"),
        _ => format!("{stretch}{}", amount(target)),
    }
}

/// A target without its deadline: `制造业单项冠军不少于20家`, `制订实施细则`.
fn target_words(target: &Target) -> String {
    let indicator = tight(&target.indicator);
    match &target.amount {
        Amount::Deliverable(verb) => format!("{verb}{indicator}"),
        _ => format!("{indicator}{}", amount(target)),
    }
}

/// Targets that share a deadline in one sentence without its full stop: `力争甲20家、乙30家。丙5家`.
#[must_use]
pub(super) fn targets_words<'t>(targets: impl IntoIterator<Item = &'t Target>) -> String {
    let (mut strived, mut plain) = (Vec::new(), Vec::new());
    for target in targets {
        let list = if target.stretch {
            &mut strived
        } else {
            &mut plain
        };
        list.push(target_words(target));
    }
    let mut parts = Vec::new();
    if !strived.is_empty() {
        parts.push(format!("{}{}", terms::STRETCH, listed(&strived)));
    }
    if !plain.is_empty() {
        parts.push(listed(&plain));
    }
    // A full stop: what is only striven for ends there.
    parts.join("。")
}

/// Several things in a row: `、` between them, or `；` where one of them has a 、 of its own.
#[must_use]
pub(super) fn listed(things: &[String]) -> String {
    let between = if things.iter().any(|thing| thing.contains(AND)) {
        "；"
    } else {
        AND
    };
    things.join(between)
}

/// Whether words say a target already: its indicator and its figure.
#[must_use]
pub(super) fn says(words: &str, target: &Target) -> bool {
    let figure = target.amount.figure();
    if figure.is_empty() {
        return false;
    }
    let figure = tight(&format!("{figure}{}", target.unit));
    words.contains(&tight(&target.indicator)) && words.contains(&figure)
}

/// A sentence with its full stop.
#[must_use]
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.ends_with(['。', '！', '？', '；', '：', '…']) {
        text.to_owned()
    } else {
        format!("{text}。")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Number;

    #[test]
    fn blanks_stay_between_latin_words_only() {
        for (text, wanted) in [
            ("制造业单项冠军 20 家（力争）", "制造业单项冠军20家（力争）"),
            ("建成 5G 基站 3 万个", "建成5G基站3万个"),
            ("Smart Factory 2025 计划", "Smart Factory 2025计划"),
            ("“335N” 产业链", "“335N”产业链"),
            ("  两头  ", "两头"),
        ] {
            assert_eq!(tight(text), wanted);
        }
    }

    #[test]
    fn headings_have_the_punctuation_of_their_level() {
        for (number, title, wanted) in [
            ("二", "主要任务", "二、主要任务"),
            ("二(一)", "培育名企", "（一）培育名企"),
            ("二（十一）", "培育名企", "（十一）培育名企"),
            ("二(一)3", "梯次培育", "3.梯次培育"),
            ("三17", "组建专班", "17.组建专班"),
            ("第三章", "保障", "第三章　保障"),
            ("", "总体目标", "总体目标"),
            ("附件", "", "附件"),
        ] {
            assert_eq!(heading(number, title), wanted);
        }
    }

    #[test]
    fn targets_are_said_in_words() {
        let target = |indicator: &str, amount: Amount, unit: &str, stretch: bool| Target {
            indicator: indicator.to_owned(),
            amount,
            unit: unit.to_owned(),
            stretch,
            ..Target::default()
        };
        let n = |value| Number::new(value).unwrap();
        let targets = [
            target("单项冠军", Amount::AtLeast(n(20.0)), "家", true),
            target("增速", Amount::Exactly(n(8.0)), "%", false),
            target(
                "实施细则",
                Amount::Deliverable("制订".to_owned()),
                "",
                false,
            ),
            target("名品", Amount::Range(n(1.0), n(2.0)), "个", true),
        ];
        assert_eq!(
            targets_words(&targets),
            "力争单项冠军不少于20家、名品1—2个。增速8%、制订实施细则"
        );
        assert!(says("培育单项冠军20家", &targets[0]));
        assert!(!says("培育小巨人20家", &targets[0]));
    }
}
