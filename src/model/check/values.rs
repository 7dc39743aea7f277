//! Rules about single values: amounts, deadlines, columns of the file's own.

use super::{Finding, Rule, Step};
use crate::diagnostic::Item;
use crate::model::{Amount, Due, Fields, Number};

/// What is wrong with a value: the rule, what was found, and what to do.
pub(super) struct Wrong {
    pub(super) rule: Rule,
    pub(super) message: String,
    pub(super) hint: String,
}

fn wrong(rule: Rule, message: impl Into<String>, hint: impl Into<String>) -> Wrong {
    Wrong {
        rule,
        message: message.into(),
        hint: hint.into(),
    }
}

/// What is wrong with an amount.
pub(super) fn amount(amount: &Amount) -> Option<Wrong> {
    let below = |number: &Number| number.get() < 0.0;
    let negative = |text: String| {
        wrong(
            Rule::NegativeAmount,
            format!("数值 {text} 小于 0"),
            "数值写正数；“下降”“减少”写在 indicator 中",
        )
    };
    let found = match amount {
        Amount::Range(from, to) if from > to => wrong(
            Rule::RangeOrder,
            format!("区间 Range({from}, {to}) 的两端颠倒"),
            format!("写作 Range({to}, {from})"),
        ),
        Amount::Fraction(part, whole) if *part == 0 || *whole == 0 => wrong(
            Rule::ZeroFraction,
            format!("比例 Fraction({part}, {whole}) 中有 0"),
            "先写分子，再写分母：三分之二是 Fraction(2, 3)",
        ),
        Amount::Fraction(part, whole) if part > whole => wrong(
            Rule::LargeFraction,
            format!("比例 Fraction({part}, {whole}) 大于 1"),
            "先写分子，再写分母：三分之二是 Fraction(2, 3)；超过一倍的写作 Multiple",
        ),
        Amount::Multiple(times) if times.get() <= 0.0 => wrong(
            Rule::NegativeAmount,
            format!("倍数 Multiple({times}) 应大于 0"),
            "翻番、倍增写作 Multiple(2)",
        ),
        Amount::Exactly(n) | Amount::AtLeast(n) | Amount::AtMost(n) | Amount::About(n)
            if below(n) =>
        {
            negative(n.to_string())
        }
        Amount::Range(from, to) if below(from) => negative(format!("Range({from}, {to})")),
        Amount::Wording(words) | Amount::Deliverable(words) if words.trim().is_empty() => wrong(
            Rule::EmptyWords,
            "目标的数值中没有文字",
            "写下原文的说法，如 Wording(\"全覆盖\")、Deliverable(\"制订\")",
        ),
        _ => return None,
    };
    Some(found)
}

/// What is wrong with a deadline.
pub(super) fn due(due: &Due) -> Option<Wrong> {
    let turned = |name: &str, from: String, to: String| {
        wrong(
            Rule::DueOrder,
            format!("时限 {name}({from}, {to}) 的两端颠倒"),
            format!("写作 {name}({to}, {from})"),
        )
    };
    let found = match due {
        Due::Within(from, to) if from > to => turned("Within", from.to_string(), to.to_string()),
        Due::WithinMonths(from, to) if from > to => {
            turned("WithinMonths", from.to_string(), to.to_string())
        }
        Due::WithinDays(from, to) if from > to => {
            turned("WithinDays", from.to_string(), to.to_string())
        }
        Due::Between(from, to) if from.first_day() > to.last_day() => {
            turned("Between", format!("\"{from}\""), format!("\"{to}\""))
        }
        Due::When(words) if words.trim().is_empty() => wrong(
            Rule::EmptyWords,
            "时限的条件中没有文字",
            "写下原文的说法，如 When(\"验收后30日内\")",
        ),
        _ => return None,
    };
    Some(found)
}

/// What is wrong with several deadlines of one thing: their place in the list, and what it is.
pub(super) fn also_due(first: &Due, also: &[Due]) -> Option<(usize, Wrong)> {
    also.iter().enumerate().find_map(|(nth, due)| {
        let repeated = due == first || also[..nth].contains(due);
        let wrong = if due.is_unstated() {
            wrong(Rule::RepeatedDue, "其他时限中有一项未写明", "去掉这一项")
        } else if repeated {
            let message = format!("时限“{}”写了两次", due.text());
            wrong(Rule::RepeatedDue, message, "留下一处")
        } else {
            return None;
        };
        Some((nth, wrong))
    })
}

/// Says which columns of the file's own have no name or stand twice, at the thing at `path`.
pub(super) fn fields(
    fields: &Fields,
    path: &[Step],
    item: impl Fn() -> Item,
    findings: &mut Vec<Finding>,
) {
    for (nth, (name, _)) in fields.iter().enumerate() {
        let (rule, message, hint) = if name.trim().is_empty() {
            let hint = "每一列写作 \"列名\": \"内容\"";
            (Rule::EmptyWords, "自定义列没有列名".to_owned(), hint)
        } else if fields.iter().take(nth).any(|(known, _)| known == name) {
            let hint = "同一列只写一次；显示的是先写的一处";
            (
                Rule::RepeatedField,
                format!("自定义列“{name}”写了两次"),
                hint,
            )
        } else {
            continue;
        };
        let path = [path, &[Step::Field("fields"), Step::Index(nth)]].concat();
        findings.push(Finding::new(rule, path, item(), message).with_hint(hint));
    }
}
