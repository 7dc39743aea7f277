//! What stands at the head and the foot of a document: title, number, issuer, date, period.

use super::flow::{Flow, begins, ends, find, holds};
use super::fold::number;
use super::outline::Item;
use super::reading::Reading;
use crate::import::Document;
use crate::model::{Date, Period, PlanStatus, Superior};

/// How many paragraphs at the begin and at the end are looked at.
const NEAR: usize = 40;

/// What titles end in.
const TITLES: [&str; 26] = [
    "意见",
    "方案",
    "计划",
    "通知",
    "措施",
    "规划",
    "办法",
    "清单",
    "要点",
    "细则",
    "决定",
    "纲要",
    "规定",
    "条例",
    "分工",
    "分解表",
    "任务表",
    "一览表",
    "分工表",
    "若干政策",
    "政策",
    "责任书",
    "台账",
    "行动",
    "指引",
    "安排",
];

/// Reads the head.
pub(super) fn head(flow: &Flow, items: &[Item], document: &Document) -> Reading {
    let mut reading = Reading::default();
    let first = items.get(1).map_or(flow.len(), |item| item.start);
    let paragraphs = paragraphs(flow);
    let before: Vec<&(usize, usize)> = paragraphs
        .iter()
        .take_while(|(start, _)| *start < first)
        .take(NEAR)
        .collect();
    let mut title: Option<(usize, usize)> = None;
    for (nth, (start, end)) in before.iter().enumerate() {
        let key = &flow.key[*start..*end];
        if reading.number.is_none() {
            reading.number = doc_number(flow, *start, *end);
        }
        if is_page_furniture(key) {
            continue;
        }
        if key.len() > 90 || holds(key, "。") || key.last() == Some(&':') {
            continue;
        }
        let words = title_words(key);
        if TITLES.iter().any(|word| ends(words, word)) {
            // Its first lines stand before it.
            let mut from = *start;
            for (above, above_end) in before[..nth].iter().rev().take(2) {
                let line = &flow.key[*above..*above_end];
                let whole = TITLES.iter().any(|word| ends(title_words(line), word));
                let apart = whole
                    || is_page_furniture(line)
                    || line.len() > 40
                    || begins(line, "附件")
                    || line.last().is_some_and(|c| "号。:;日)".contains(*c))
                    || doc_number(flow, *above, *above_end).is_some();
                if apart {
                    break;
                }
                from = *above;
            }
            title = Some((from, *end));
        }
    }
    let near_end = paragraphs.iter().rev().take(NEAR);
    for (start, end) in before.iter().copied().chain(near_end) {
        if reading.issued.is_none() {
            reading.issued = day(&flow.key[*start..*end]);
        }
    }
    if let Some((start, end)) = title {
        let text = flow.text(start..end).replace('\n', "");
        reading.title = Some(text.trim().trim_start_matches(['#', ' ']).to_owned());
    }
    let title = reading.title.clone().unwrap_or_default();
    let title_flow = Flow::of(&title, 0);
    reading.issuer = issuer(flow, &paragraphs, &title_flow);
    reading.period = period(&title_flow.key);
    let draft = ["征求意见", "草案", "送审", "讨论稿"];
    let near: Vec<char> = flow.key.iter().copied().take(400).collect();
    let stated = |key: &[char]| draft.iter().any(|word| holds(key, word));
    let last = paragraphs
        .last()
        .map(|(start, end)| &flow.key[*start..*end]);
    if stated(&title_flow.key) || stated(&near) || last.is_some_and(stated) {
        reading.status = PlanStatus::Draft;
    }
    reading.based_on = superiors(flow, first.min(flow.len()));
    let _ = document;
    reading
}

/// The year that 年底前 means: of the period's begin, of the title, of the date.
pub(super) fn year(reading: &Reading) -> Option<i16> {
    let title = reading.title.as_ref().map(|title| Flow::of(title, 0));
    let named = title.and_then(|title| {
        let at = find(&title.key, "年")?;
        let digits = title.key.get(at.checked_sub(4)?..at)?;
        let value = number(digits)?;
        (1949..=2100)
            .contains(&value)
            .then(|| i16::try_from(value).ok())?
    });
    let period = reading
        .period
        .filter(|period| period.from.year() == period.to.year());
    let period = period.map(|period| period.from.year());
    period.or(named).or(reading.issued.map(Date::year))
}

/// Whether some characters end as titles do.
pub(super) fn ends_title(key: &[char]) -> bool {
    TITLES.iter().any(|word| ends(title_words(key), word))
}

fn paragraphs(flow: &Flow) -> Vec<(usize, usize)> {
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for (nth, c) in flow.key.iter().enumerate() {
        if *c == '\n' {
            if nth > start {
                paragraphs.push((start, nth));
            }
            start = nth + 1;
        }
    }
    paragraphs
}

/// Whether a line belongs to the web page around a document.
fn is_page_furniture(key: &[char]) -> bool {
    let words = ["@", "电话", "浏览", "阅读", "来源", "字体"];
    words.iter().any(|word| holds(key, word))
}

/// A title without 〔草案〕 or the years behind it.
fn title_words(key: &[char]) -> &[char] {
    match (key.last(), key.iter().rposition(|c| *c == '(')) {
        (Some(')'), Some(open)) => &key[..open],
        (Some('》'), _) => &key[..key.len() - 1],
        _ => key,
    }
}

/// A document number in a short line: 武政办〔2017〕118号.
fn doc_number(flow: &Flow, start: usize, end: usize) -> Option<String> {
    if end - start > 60 {
        return None;
    }
    let key = &flow.key[start..end];
    let close = find(key, "号")?;
    let open = key[..close].iter().position(|c| *c == '(')?;
    let year = key.get(open + 1..open + 5)?;
    let value = number(year)?;
    if !(1949..=2100).contains(&value) || key.get(open + 5) != Some(&')') {
        return None;
    }
    let digits = key[open + 6..close]
        .iter()
        .all(|c| c.is_ascii_digit() || *c == '第');
    let from = key[..open]
        .iter()
        .rposition(|c| ":。,; ".contains(*c))
        .map_or(0, |nth| nth + 1);
    let apart = open - from <= 14 && open > from && digits && close > open + 6;
    apart.then(|| flow.text(start + from..start + close + 1))
}

/// A line that is only a day: 2021年10月15日.
fn day(key: &[char]) -> Option<Date> {
    if key.len() > 12 || key.last() != Some(&'日') {
        return None;
    }
    let year_at = find(key, "年")?;
    let month_at = find(key, "月")?;
    let digits = |part: Option<&[char]>| {
        let part: Vec<char> = part?
            .iter()
            .map(|c| if *c == '○' { '〇' } else { *c })
            .collect();
        if part.len() == 4 && part.iter().all(|c| super::fold::is_hanzi_digit(*c)) {
            let digit = |c: &char| {
                "〇一二三四五六七八九"
                    .chars()
                    .position(|known| known == *c || *c == '零' && known == '〇')
            };
            return part.iter().try_fold(0_u32, |sum, c| {
                Some(sum * 10 + u32::try_from(digit(c)?).ok()?)
            });
        }
        number(&part)
    };
    let year = i16::try_from(digits(key.get(..year_at))?).ok()?;
    let month = u8::try_from(digits(key.get(year_at + 1..month_at))?).ok()?;
    let of_month = u8::try_from(digits(key.get(month_at + 1..key.len() - 1))?).ok()?;
    Date::day(year, month, of_month)
}

/// Who issued it: the line over the date, or the begin of the title.
fn issuer(flow: &Flow, paragraphs: &[(usize, usize)], title: &Flow) -> Option<String> {
    for pair in paragraphs.windows(2).rev().take(NEAR) {
        let [(start, end), (next, next_end)] = pair else {
            continue;
        };
        let key = &flow.key[*start..*end];
        if day(&flow.key[*next..*next_end]).is_some()
            && key.len() <= 30
            && super::names::is_surely_body(key)
        {
            return Some(flow.text(*start..*end));
        }
    }
    let about = find(&title.key, "关于")?;
    let key = &title.key[..about];
    super::names::is_surely_body(key).then(|| title.text(0..about))
}

/// The years in a title: （2021—2023年）, 2026年.
fn period(key: &[char]) -> Option<Period> {
    let year = |at: usize| {
        let digits = key.get(at..at + 4)?;
        let value = number(digits).filter(|value| (1949..=2100).contains(value))?;
        i16::try_from(value).ok()
    };
    for at in 0..key.len() {
        let alone = at == 0 || !key[at - 1].is_ascii_digit();
        let Some(from) = year(at).filter(|_| alone && key[at].is_ascii_digit()) else {
            continue;
        };
        let mut rest = at + 4;
        if key.get(rest) == Some(&'年') {
            rest += 1;
        }
        let dashes = key[rest..]
            .iter()
            .take_while(|c| **c == '-' || **c == '至')
            .count();
        if dashes > 0
            && let Some(to) = year(rest + dashes).filter(|to| *to >= from)
        {
            return Some(Period {
                from: Date::year_only(from),
                to: Date::year_only(to),
            });
        }
        if key.get(at + 4) == Some(&'年') {
            return Some(Period {
                from: Date::year_only(from),
                to: Date::year_only(from),
            });
        }
    }
    None
}

/// Documents that the first paragraphs name: 《…》（国办发〔2025〕37号）.
fn superiors(flow: &Flow, until: usize) -> Vec<Superior> {
    let mut found: Vec<Superior> = Vec::new();
    let mut open = None;
    for nth in 0..until {
        match flow.key[nth] {
            '《' if open.is_none() => open = Some(nth + 1),
            '\n' => open = None,
            '》' => {
                let Some(start) = open.take() else { continue };
                if nth - start > 90 || flow.key.get(nth + 1) != Some(&'(') {
                    continue;
                }
                let end = (nth + 2..until.min(nth + 32)).find(|at| flow.key[*at] == '号');
                let number = end.and_then(|end| doc_number(flow, nth + 2, end + 1));
                if let Some(number) = number
                    && found
                        .iter()
                        .all(|known| known.number.as_ref() != Some(&number))
                {
                    found.push(Superior {
                        title: flow.text(start..nth),
                        number: Some(number),
                    });
                }
            }
            _ => {}
        }
    }
    found
}
