//! Several plans in one file: each has a title of its own, and its numbers begin anew.
//!
//! A document is cut only where both are so, and only into parts that have tasks: the letter that
//! sends a plan and the tables that follow it belong to it.

use std::ops::Range;

use super::flow::{Flow, begins, ends, holds};
use super::marks;
use super::names;
use super::outline::Item;
use super::reading::Reading;
use crate::import::{Block, Document};

/// What the titles of plans end in; a heading in a plan has less.
const TITLES: [&str; 26] = [
    "实施方案",
    "工作方案",
    "行动方案",
    "总体方案",
    "专项方案",
    "建设方案",
    "发展方案",
    "改革方案",
    "分工方案",
    "行动计划",
    "工作计划",
    "实施计划",
    "推进计划",
    "发展规划",
    "管理办法",
    "实施办法",
    "实施细则",
    "实施意见",
    "指导意见",
    "若干意见",
    "工作要点",
    "若干措施",
    "若干政策",
    "政策措施",
    "的意见",
    "的通知",
];
/// The shortest and the longest title, in characters.
const LENGTH: std::ops::RangeInclusive<usize> = 9..=70;
/// So many paragraphs may stand between a title and the first number.
const BEFORE_FIRST: usize = 15;
/// So many numbers a plan has at least.
const LEAST: usize = 2;
/// The most plans that one file is cut into.
const MOST: usize = 200;

/// The places of the text, in bytes, at which another plan begins.
pub(super) fn cuts(flow: &Flow, items: &[Item]) -> Vec<usize> {
    let paragraphs = paragraphs(flow);
    let mut cuts = Vec::new();
    // The titles of the plans so far: of the first one what stands before its first number.
    let Some(opening) = items.get(1) else {
        return cuts;
    };
    let mut before = paragraphs.iter().filter(|it| it.start < opening.start);
    let own = before.rfind(|it| is_title(flow, it));
    let mut titles: Vec<&[char]> = own.map(|it| &flow.key[it.clone()]).into_iter().collect();
    // The first number of the plan at hand.
    let mut first = 1;
    for (nth, paragraph) in paragraphs.iter().enumerate() {
        let key = &flow.key[paragraph.clone()];
        if paragraph.start < opening.start || !is_title(flow, paragraph) {
            continue;
        }
        let is_known = titles.iter().any(|known| {
            let (long, short) = if known.len() < key.len() {
                (key, *known)
            } else {
                (*known, key)
            };
            long.windows(short.len()).any(|part| part == short)
        });
        let next = items.partition_point(|item| item.start < paragraph.start);
        let follows = items
            .get(next)
            .and_then(|item| item.mark.map(|mark| (item, mark)));
        let Some((item, mark)) = follows else {
            continue;
        };
        let opens = items.get(first).and_then(|item| item.mark);
        let begins_anew = mark.value == 1 && opens.is_some_and(|opens| opens.style == mark.style);
        let between = paragraphs[nth..].iter().take(BEFORE_FIRST + 1);
        let is_near = between.clone().any(|it| it.contains(&item.start));
        let has_numbers = next >= first + LEAST;
        if is_known
            || !begins_anew
            || !is_near
            || !has_numbers
            || is_annexed(flow, &paragraphs[..nth])
        {
            continue;
        }
        let from = begin(flow, &paragraphs[..nth], paragraph.start);
        cuts.push(flow.place(from));
        titles.push(key);
        first = next;
        if cuts.len() == MOST {
            break;
        }
    }
    cuts
}

/// Reads each part between the places. `whole` is the reading of all of it, which stands where not
/// at least two parts have tasks.
pub(super) fn several(
    document: &Document,
    cuts: &[usize],
    whole: Reading,
    read: fn(&Document) -> Reading,
) -> Reading {
    let ends = cuts.iter().copied().chain([document.text.len()]);
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for end in ends {
        parts.push(start..end);
        start = end;
    }
    let mut readings: Vec<(Range<usize>, Reading)> = Vec::new();
    // A letter is read with the plan that it sends, what has no tasks with what is before it.
    let mut waiting: Option<usize> = None;
    for part in parts {
        let span = waiting.take().unwrap_or(part.start)..part.end;
        let reading = read(&cut(document, span.clone()));
        if !reading.tasks.is_empty() {
            readings.push((span, reading));
        } else if let Some((before, last)) = readings.last_mut() {
            before.end = span.end;
            *last = read(&cut(document, before.clone()));
        } else {
            waiting = Some(span.start);
        }
    }
    if readings.len() < 2 {
        return whole;
    }
    let mut plans = readings
        .into_iter()
        .map(|(span, reading)| shifted(reading, span.start));
    let Some((mut all, _)) = plans.next() else {
        return whole;
    };
    for (mut plan, at) in plans {
        all.tasks.append(&mut plan.tasks);
        all.goals.append(&mut plan.goals);
        all.findings.append(&mut plan.findings);
        all.more.push((at, plan));
    }
    all
}

/// A part of a document, as one of its own.
fn cut(document: &Document, span: Range<usize>) -> Document {
    let inside = document
        .blocks
        .iter()
        .filter(|block| span.contains(&block.span.start) && block.span.end <= span.end);
    let blocks = inside.map(|block| Block {
        span: block.span.start - span.start..block.span.end - span.start,
        ..block.clone()
    });
    Document {
        blocks: blocks.collect(),
        text: document
            .text
            .get(span.clone())
            .unwrap_or_default()
            .to_owned(),
        kind: document.kind,
        pages: document.pages,
        encoding: document.encoding,
        left_out: Vec::new(),
    }
}

/// A reading of a part that begins at this place of the whole.
fn shifted(mut reading: Reading, from: usize) -> (Reading, usize) {
    for task in &mut reading.tasks {
        task.at += from;
        for duty in &mut task.duties {
            duty.at += from;
        }
    }
    for goal in &mut reading.goals {
        goal.at += from;
    }
    for finding in &mut reading.findings {
        finding.at += from;
    }
    (reading, from)
}

fn paragraphs(flow: &Flow) -> Vec<Range<usize>> {
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for (nth, c) in flow.key.iter().enumerate() {
        if *c == '\n' {
            if nth > start {
                paragraphs.push(start..nth);
            }
            start = nth + 1;
        }
    }
    if start < flow.len() {
        paragraphs.push(start..flow.len());
    }
    paragraphs
}

fn is_title(flow: &Flow, paragraph: &Range<usize>) -> bool {
    if !LENGTH.contains(&paragraph.len()) {
        return false;
    }
    let key = &flow.key[paragraph.clone()];
    // 〔草案〕, （2026—2028年） and 》 stand behind the word.
    let stem = match (key.last(), key.iter().rposition(|c| *c == '(')) {
        (Some(')'), Some(open)) => &key[..open],
        _ => key,
    };
    let odd = ["。", ",", ";", ":", "附件", "附表"];
    TITLES.iter().any(|word| ends(stem, word))
        && !odd.iter().any(|word| holds(key, word))
        && marks::at(flow, paragraph.start).is_none()
        && !begins(key, "《")
        && !begins(key, "附")
}

/// Whether the paragraphs before a title say that it is the title of an annex.
fn is_annexed(flow: &Flow, before: &[Range<usize>]) -> bool {
    before.iter().rev().take(3).any(|paragraph| {
        let key = &flow.key[paragraph.clone()];
        key.len() <= 12 && (begins(key, "附件") || begins(key, "附表") || key == ['附'])
    })
}

/// Where a plan begins: its title, with the first lines of that and the number before it.
fn begin(flow: &Flow, before: &[Range<usize>], title: usize) -> usize {
    let mut from = title;
    for paragraph in before.iter().rev().take(4) {
        let key = &flow.key[paragraph.clone()];
        let last = key.last().copied().unwrap_or(' ');
        let is_number = last == '号' && holds(key, "(");
        let is_part = !"。;:,日)".contains(last)
            && (holds(key, "关于") || key.len() >= 4 && names::is_surely_body(key))
            && marks::at(flow, paragraph.start).is_none();
        if key.len() > 40 || !(is_number || is_part) {
            break;
        }
        from = paragraph.start;
    }
    from
}

#[cfg(test)]
mod tests {
    use crate::import::read;
    use crate::import::understand::{Reading, understand};

    fn reading(text: &str) -> Reading {
        understand(&read::read(text.as_bytes()).unwrap())
    }

    const ONE: &str = "示例市人民政府办公室关于推进制造业的实施意见\n示政办〔2025〕3号\n\
        一、主要任务\n（一）培育企业。新增企业。（责任单位：市经信局）\n\
        （二）引进人才。建立人才库。（责任单位：市人社局）\n\
        二、保障措施\n（一）强化督导。加强督查。（责任单位：市政府督查室）\n\
        示例市人民政府办公室\n2025年3月1日\n";
    const OTHER: &str = "示政办〔2026〕8号\n示例市人民政府办公室\n关于加快服务业发展的若干措施\n\
        一、主要任务\n（一）培育主体。新增主体。（责任单位：市商务局）\n\
        （二）扩大消费。开展活动。（责任单位：市文旅局，2026年底前）\n";

    fn plans(text: &str) -> Vec<(String, Option<String>, Vec<String>)> {
        let plans = reading(text).each();
        let of = |plan: &Reading| {
            let tasks = plan.tasks.iter();
            let tasks = tasks.map(|task| format!("{} {}", task.clause, task.duties[0].written));
            let title = plan.title.clone().unwrap_or_default();
            (title, plan.number.clone(), tasks.collect())
        };
        plans.iter().map(of).collect()
    }

    #[test]
    fn two_titled_plans_with_numbers_of_their_own_are_two() {
        let text = format!("{ONE}{OTHER}");
        let found = plans(&text);
        assert_eq!(
            found,
            [
                (
                    "示例市人民政府办公室关于推进制造业的实施意见".to_owned(),
                    Some("示政办〔2025〕3号".to_owned()),
                    vec![
                        "一(一) 市经信局".to_owned(),
                        "一(二) 市人社局".to_owned(),
                        "二(一) 市政府督查室".to_owned(),
                    ]
                ),
                (
                    "示例市人民政府办公室关于加快服务业发展的若干措施".to_owned(),
                    Some("示政办〔2026〕8号".to_owned()),
                    vec!["一(一) 市商务局".to_owned(), "一(二) 市文旅局".to_owned()]
                ),
            ]
        );
        // Places are those of the whole file.
        let whole = reading(&text);
        let all = whole.tasks.iter().flat_map(|task| &task.duties);
        for duty in all {
            assert!(
                text[duty.at..].starts_with(&duty.written),
                "{}",
                duty.written
            );
        }
        let alone = plans(OTHER);
        assert_eq!(alone.len(), 1);
        assert_eq!(alone[0].2, found[1].2);
    }

    #[test]
    fn three_plans_of_a_compilation_are_three() {
        let third = OTHER.replace("服务业", "低空经济").replace("8号", "9号");
        let titles: Vec<String> = plans(&format!(
            "政策文件汇编\n目录\n关于推进制造业的实施意见\n关于加快服务业发展的若干措施\n{ONE}{OTHER}{third}"
        ))
        .into_iter()
        .map(|(title, ..)| title)
        .collect();
        assert_eq!(titles.len(), 3, "{titles:?}");
    }

    #[test]
    fn letters_annexes_and_headings_begin_no_plan() {
        let letter = "关于印发实施意见的通知\n各区人民政府：\n一、请认真落实。\n二、请及时报送。\n";
        let annex = "附件1\n示例市制造业重点任务分工方案\n一、任务\n（一）统筹推进。加强协调。（责任单位：市科技局）\n";
        let head =
            "重点行动实施方案\n三、其他\n（一）加强宣传。开展宣传。（责任单位：市委宣传部）\n";
        let explained = "关于实施意见的政策措施\n一、背景。略。\n二、内容。略。\n";
        for text in [
            ONE.to_owned(),
            format!("{letter}{ONE}"),
            format!("{ONE}{annex}"),
            format!("{ONE}{head}"),
            format!("{ONE}{explained}"),
            format!("{ONE}{ONE}"),
        ] {
            assert_eq!(plans(&text).len(), 1, "{text}");
        }
    }
}
