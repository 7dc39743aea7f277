//! What is to be reached: figures in running text, each with the clause that says it.
//!
//! A figure counts as a target only where a word around it says that it is to be reached (达到,
//! 不少于, 新增, 培育 …); rates of subsidies, thresholds and the names that hold numbers are none.

use std::ops::Range;

use super::actors::{self, Actors};
use super::deadlines;
use super::figures::{Figure, figures};
use super::flow::{Flow, begins, ends, holds};
use crate::model::{Amount, Due, Rhythm, Target};

/// A target and where the words that say it stand.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    /// The clause that says it.
    pub words: Range<usize>,
    /// What is to be reached.
    pub target: Target,
    /// Who is to reach it, and to whom it is reported, as far as the sentence says so.
    pub actors: Actors,
}

/// The longest name of what is counted, in characters; a longer one is a sentence.
const LONGEST: usize = 40;

/// Words before a figure that say how it is meant.
const COMPARED: [(Compare, &str); 3] = [
    (
        Compare::AtLeast,
        "不得少于 不得低于 达到或超过 不少于 不低于 突破 超过 高于 至少 \
         超 >= ≥ >",
    ),
    (
        Compare::AtMost,
        "不超过 不得超过 不多于 不高于 低于 控制在 <= ≤ <",
    ),
    (
        Compare::Exactly,
        "稳定在 保持在 提高到 提高至 提升到 提升至 增加到 增加至 扩大到 \
         扩大至 拓展至 压缩到 压缩至 压减至 缩短至 下降到 增至 降至 \
         降到 达到 达 =",
    ),
];

/// Changes that a figure measures: what changes is named with them.
const CHANGED: &str = "增长 提高 提升 下降 降低 增加 减少 增幅";

/// What is done to things that are counted. They stand before the thing or before the figure.
const DONE: &str = "入围 入选 进入 新增 新建 新培育 培育 培养 打造 建成 建设 创建 建立 组建 引进 \
    引育 认定 争创 选树 遴选 评选 形成 拥有 完成 实施 举办 组织 \
    开展 推广 发展 储备 改造 攻克 突破 开发 制定 制修订 培训 扶持 \
    支持 孵化 布局 设立 推出 谋划 推进 吸引 招引 留住 造就 成长 \
    搭建 选取 筛选 选派 汇聚 集聚";

/// Words before the name of what is counted that do not belong to it.
const AROUND: &str = "力争 争取 确保 努力 推动 促进 实现 使 其中 全市 全省 全区 \
    全县 我市 我省 共 累计 总数 数量 并 且 以及 同时 到 至 再 \
    计划 每年 年均 年内 分别 均 约 将 把";

/// Clauses with these words are about money that is given, about thresholds, or about penalties.
const NO_TARGET: &str = "奖励 奖补 补助 补贴 资助 贴息 给予 予以 罚款 处以 最高 每家 \
    每户 每个 每人 每名 每台 单个 单笔 上限 下限 减免 免征 抵扣 \
    返还 税率 费率 利率 注册资本 不足 以奖代补 一次性 额度 截至 \
    已有 符合 条件 申报 要求";

/// What is given in a sentence that begins with whom it is given to: 对…的，给予….
const GIVEN: &str = "奖励 奖补 补助 补贴 资助 给予 支持";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Compare {
    Exactly,
    AtLeast,
    AtMost,
    About,
}

/// The targets in running text. `year` is the year that 年底前 means, where it is known.
pub(super) fn scan(flow: &Flow, range: Range<usize>, year: Option<i16>) -> Vec<Found> {
    let mut found = Vec::new();
    for sentence in pieces(flow, range, "。!?\n") {
        let times = deadlines::scan(flow, sentence.clone(), year);
        let spans: Vec<Range<usize>> = times.iter().map(|time| time.words.clone()).collect();
        let all = &flow.key[sentence.clone()];
        let clauses = pieces(flow, sentence, ",;");
        let is_for = |clause: &Range<usize>| begins(&flow.key[clause.clone()], "对");
        let gives = GIVEN.split(' ').any(|word| holds(all, word));
        let mut stretch = false;
        // What is set, and by which clause.
        let mut set: Vec<(usize, Target)> = Vec::new();
        for (nth, clause) in clauses.iter().enumerate() {
            if gives && is_for(clause) {
                break;
            }
            let key = &flow.key[clause.clone()];
            stretch |= ["力争", "争取", "力求"].iter().any(|word| holds(key, word));
            // 产值5000万元以上的, says for whom the next clause is.
            if ends(key, "的") || NO_TARGET.split(' ').any(|word| holds(key, word)) {
                continue;
            }
            let before = times.iter().rfind(|time| time.words.start < clause.end);
            let due = before.map_or(Due::Unstated, |time| time.due.clone());
            let due = rhythm(key, &due).unwrap_or(due);
            let counted = counted(flow, clause.clone(), &spans);
            if counted.is_empty() {
                set.extend(actors::report(flow, clause).map(|target| (nth, target)));
            }
            set.extend(counted.into_iter().map(|(indicator, amount, unit)| {
                let target = Target {
                    indicator,
                    amount,
                    unit,
                    due: due.clone(),
                    stretch,
                    ..Target::default()
                };
                (nth, target)
            }));
        }
        if set.is_empty() {
            continue;
        }
        let actors = actors::of_sentence(flow, &clauses);
        found.extend(set.into_iter().map(|(nth, target)| Found {
            words: clauses[nth].clone(),
            target,
            actors: actors[nth].clone(),
        }));
    }
    found
}

/// What somebody typed: `单项冠军 2026年底前 ≥20家`. `None` where it names nothing.
pub(super) fn typed(words: &str) -> Option<Target> {
    let flow = Flow::of(words.trim(), 0);
    let times = deadlines::scan(&flow, flow.all(), None);
    let spans: Vec<Range<usize>> = times.iter().map(|time| time.words.clone()).collect();
    let due = times.first().map_or(Due::Unstated, |time| time.due.clone());
    let due = rhythm(&flow.key, &due).unwrap_or(due);
    let stretch = holds(&flow.key, "力争");
    let target = |indicator: String, amount, unit| Target {
        indicator,
        amount,
        unit,
        due: due.clone(),
        stretch,
        ..Target::default()
    };
    let figures = figures(&flow, flow.all(), &spans);
    if let [figure] = figures.as_slice() {
        let before = flow.key[..figure.span.start].to_vec();
        let (compare, len) = compared(&before, figure);
        let name = 0..figure.span.start - len;
        let behind = figure.span.end..flow.len();
        let name = [name, behind]
            .map(|part| around(&flow, part, &spans))
            .concat();
        let (amount, unit) = amount(figure, compare);
        return Some(target(name, amount, unit));
    }
    let rest = around(&flow, flow.all(), &spans);
    let (name, words) = [
        "持续",
        "逐年",
        "逐步",
        "定期",
        "明显",
        "显著",
        "全覆盖",
        "稳步",
    ]
    .iter()
    .find_map(|word| rest.find(word).filter(|at| *at > 0))
    .map(|at| (rest[..at].to_owned(), rest[at..].to_owned()))?;
    Some(target(name, Amount::Wording(words), String::new()))
}

/// The words of a range beside the times in it: somebody's own name of what is counted.
fn around(flow: &Flow, range: Range<usize>, times: &[Range<usize>]) -> String {
    let own = |mut part: Range<usize>| {
        loop {
            part = flow.trim(part, ",;:、。");
            let key = &flow.key[part.clone()];
            let said = ["力争", "每年"];
            if let Some(word) = said.iter().find(|word| begins(key, word)) {
                part.start += word.chars().count();
            } else if let Some(word) = said.iter().find(|word| ends(key, word)) {
                part.end -= word.chars().count();
            } else {
                return flow.text(part);
            }
        }
    };
    let (mut text, mut start) = (String::new(), range.start);
    for time in times {
        if time.start >= start && time.end <= range.end {
            text += &own(start..time.start);
            start = time.end;
        }
    }
    text + &own(start..range.end)
}

/// The parts of a range between these characters, those inside brackets and quotes left alone.
fn pieces(flow: &Flow, range: Range<usize>, at: &str) -> Vec<Range<usize>> {
    let (mut pieces, mut start, mut depth) = (Vec::new(), range.start, 0_usize);
    for nth in range.clone() {
        match flow.key[nth] {
            '(' | '《' | '“' => depth += 1,
            ')' | '》' | '”' => depth = depth.saturating_sub(1),
            '\n' => depth = 0,
            _ => {}
        }
        if depth == 0 && at.contains(flow.key[nth]) && !is_inside_number(flow, nth) {
            pieces.push(start..nth);
            start = nth + 1;
        }
    }
    pieces.push(start..range.end);
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// Whether a comma stands inside a number: 1,200.
fn is_inside_number(flow: &Flow, nth: usize) -> bool {
    let is_digit = |at: usize| flow.key.get(at).is_some_and(char::is_ascii_digit);
    flow.chars[nth] == ',' && nth > 0 && (nth - 1..nth + 4).all(|at| at == nth || is_digit(at))
}

/// How often, where a clause says that its figure is one of every year.
fn rhythm(key: &[char], due: &Due) -> Option<Due> {
    let is_yearly = ["每年", "年均", "逐年"].iter().any(|word| holds(key, word));
    if !is_yearly {
        return None;
    }
    Some(match due {
        Due::By(date) => Due::EveryUntil(Rhythm::Year, *date),
        _ => Due::Every(Rhythm::Year),
    })
}

/// What a clause counts: what, how much, in which unit.
fn counted(
    flow: &Flow,
    clause: Range<usize>,
    times: &[Range<usize>],
) -> Vec<(String, Amount, String)> {
    let figures = figures(flow, clause.clone(), times);
    let mut found = Vec::new();
    let mut start = clause.start;
    // Whether the word that says what is done stands before the first of a list: 引进A2名、B20名.
    let mut carried: Option<&str> = None;
    for (nth, figure) in figures.iter().enumerate() {
        let next = figures.get(nth + 1);
        let (compare, len) = compared(&flow.key[start..figure.span.start], figure);
        let mut behind = figure.span.end..next.map_or(clause.end, |next| next.span.start);
        let key = &flow.key[behind.clone()];
        // A note in brackets is no part of a name.
        let open = key.iter().skip(1).position(|c| *c == '(');
        let open = open.map_or(key.len(), |at| at + 1);
        let mut end = open;
        let mut is_list = false;
        if next.is_some() {
            let at = key[..open].iter().rposition(|c| *c == '、');
            is_list = at.is_some();
            end = at.unwrap_or(open);
        }
        let name = start..figure.span.start - len;
        start = behind.start + end + usize::from(is_list);
        behind.end = behind.start + end;
        let key = &flow.key[behind.clone()];
        // 甲、乙各10家 says how many each has, and not of what.
        let of_each = ends(&flow.key[name.clone()], "各");
        if of_each || begins(key, "的") || next.is_some() && !is_list && !key.is_empty() {
            // It describes what is counted: 产值超5000亿元的产业2个.
            start = name.start;
            continue;
        }
        let is_multiple = matches!(figure.amount, Amount::Multiple(_));
        let is_said = len > 0 || compare != Compare::Exactly || is_multiple;
        let done = done(&flow.key[name.clone()]);
        let is_new = |(at, len): (usize, usize)| {
            let word = &flow.key[name.start + at..][..len];
            begins(word, "新").then_some("新增")
        };
        let last = done.filter(|(at, len)| at + len == name.len());
        let indicator = if behind.is_empty() {
            // 单项冠军企业达到20家, 培育单项冠军企业20家.
            carried = carried.or(done.map(|done| is_new(done).unwrap_or_default()));
            let is_target = is_said || carried.is_some();
            is_target.then(|| named(flow, name, times))
        } else if last.is_some() || name.is_empty() && (is_said || carried.is_some()) {
            // 新增20家单项冠军企业.
            if let Some(last) = last {
                carried = Some(is_new(last).unwrap_or_default());
            }
            let behind = until(flow, behind);
            let verb = carried.unwrap_or_default();
            let name = named(flow, behind, times);
            is_name(&name).then(|| format!("{verb}{name}"))
        } else {
            None
        };
        let Some(indicator) = indicator.filter(|name| is_name(name)) else {
            continue;
        };
        let (amount, unit) = amount(figure, compare);
        found.push((indicator, amount, unit));
    }
    found
}

/// A name up to where something else is said of it: 揭榜项目并推广应用.
fn until(flow: &Flow, name: Range<usize>) -> Range<usize> {
    let key = &flow.key[name.clone()];
    let place = |nth: &usize| {
        let rest = &key[*nth..];
        let is_and = begins(rest, "并") && !begins(rest, "并网") && !begins(rest, "并购");
        *nth > 1 && (is_and || begins(rest, "和一批") || begins(rest, "及一批"))
    };
    let end = (0..key.len()).find(place).unwrap_or(key.len());
    name.start..name.start + end
}

/// How a figure is meant, and how many characters before it say so.
fn compared(before: &[char], figure: &Figure) -> (Compare, usize) {
    let words = COMPARED
        .iter()
        .flat_map(|(compare, words)| words.split(' ').map(move |word| (word, compare)));
    let words = words.filter(|(word, _)| ends(before, word));
    if let Some((word, compare)) = words.max_by_key(|(word, _)| word.len()) {
        let compare = match compare {
            Compare::Exactly => figure.compare_behind().unwrap_or(Compare::Exactly),
            known => *known,
        };
        return (compare, word.chars().count());
    }
    if ends(before, "约") || ends(before, "近") {
        return (Compare::About, 1);
    }
    (figure.compare_behind().unwrap_or(Compare::Exactly), 0)
}

impl Figure {
    /// How the words behind the figure mean it: 以上, 左右, 以内.
    fn compare_behind(&self) -> Option<Compare> {
        match self.behind {
            "" => None,
            "以上" | "余" | "多" => Some(Compare::AtLeast),
            "以内" | "以下" => Some(Compare::AtMost),
            _ => Some(Compare::About),
        }
    }
}

fn amount(figure: &Figure, compare: Compare) -> (Amount, String) {
    let unit = figure.unit.clone();
    let amount = match (&figure.amount, compare) {
        (Amount::Exactly(n), Compare::AtLeast) => Amount::AtLeast(*n),
        (Amount::Exactly(n), Compare::AtMost) => Amount::AtMost(*n),
        (Amount::Exactly(n), Compare::About) => Amount::About(*n),
        (known, _) => known.clone(),
    };
    (amount, unit)
}

/// The last word in a name that says what is done, and how long it is.
fn done(key: &[char]) -> Option<(usize, usize)> {
    let words = DONE.split(' ').filter_map(|word| {
        let len = word.chars().count();
        let places = 0..key.len().saturating_sub(len - 1);
        let at = places.rev().find(|at| begins(&key[*at..], word))?;
        Some((at, len))
    });
    words.max_by_key(|(at, len)| (at + len, *len))
}

/// The name of what is counted, without the words around it.
fn named(flow: &Flow, part: Range<usize>, times: &[Range<usize>]) -> String {
    let mut part = part;
    for time in times {
        // A time at the head says when, and is no part of the name.
        if time.start >= part.start && time.end <= part.end {
            part.start = time.end;
        }
    }
    if let Some(at) = flow.key[part.clone()].iter().rposition(|c| *c == ':') {
        part.start += at + 1;
    }
    loop {
        part = flow.trim(part, ",;:、。至到");
        let key = &flow.key[part.clone()];
        let around = AROUND.split(' ').find(|word| begins(key, word));
        // 新增 says that those before do not count, 培育 only what is done.
        let done = DONE.split(' ').filter(|word| !word.starts_with('新'));
        let done = done.filter(|word| begins(key, word));
        let done = done.max_by_key(|word| word.len());
        let Some(word) = around.or(done) else {
            break;
        };
        let len = word.chars().count();
        if part.len() <= len {
            break;
        }
        part.start += len;
    }
    let key = &flow.key[part.clone()];
    let tail = [
        "总数", "数量", "累计", "实现", "均", "分别", "力争", "共", "各", "也", "将", "要", "为",
    ];
    let mut end = part.end;
    for word in tail {
        if ends(&key[..end - part.start], word) {
            end -= word.chars().count();
        }
    }
    flow.text(part.start..end)
}

/// Whether words may name what is counted.
fn is_name(name: &str) -> bool {
    let len = name.chars().count();
    let is_hanzi = |c: char| matches!(c, '\u{4E00}'..='\u{9FFF}');
    let count = |signs: [char; 3]| name.matches(signs).count();
    let is_open = count(['(', '（', '“']) != count([')', '）', '”']);
    let hanzi = name.chars().filter(|c| is_hanzi(*c)).count();
    (2..=LONGEST).contains(&len)
        && hanzi >= 2
        && !is_open
        && !CHANGED.split(' ').any(|word| word == name)
        && !name.ends_with('级')
}

#[cfg(test)]
mod tests;
