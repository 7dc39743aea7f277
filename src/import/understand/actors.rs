//! Who is to do it: the bodies that a sentence names for what it sets, and those to whom it is
//! reported; and duties with a rhythm that set no figure: 统计部门按季度开展监测.
//!
//! A sentence that names nobody gives nobody. A clause without a subject has that of the clause
//! before it in its sentence, as in speech.

use std::ops::Range;

use super::flow::{Flow, begins, ends, find, holds};
use super::names;
use crate::model::{Amount, Due, Rhythm, Target};

/// Who acts in a clause, and to whom it is reported: where the names stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Actors {
    pub by: Vec<Range<usize>>,
    pub to: Vec<Range<usize>>,
}

/// The longest subject, in characters.
const LONGEST: usize = 40;

/// What stands behind a subject.
const BEHIND: [&str; 42] = [
    "按季",
    "按月",
    "按年",
    "按照",
    "每年",
    "每月",
    "每季",
    "每周",
    "每半年",
    "逐月",
    "定期",
    "年初",
    "年末",
    "年底",
    "要",
    "应",
    "须",
    "须",
    "需",
    "负责",
    "牵头",
    "会同",
    "对",
    "将",
    "加强",
    "组织",
    "开展",
    "制定",
    "完成",
    "新增",
    "建成",
    "培育",
    "确保",
    "力争",
    "实现",
    "建立",
    "于",
    "在",
    "结合",
    "具体",
    "统筹",
    "向",
];

/// How often, in words.
const RHYTHMS: [(&str, Due); 17] = [
    ("每周", Due::Every(Rhythm::Week)),
    ("按周", Due::Every(Rhythm::Week)),
    ("每月", Due::Every(Rhythm::Month)),
    ("按月", Due::Every(Rhythm::Month)),
    ("逐月", Due::Every(Rhythm::Month)),
    ("每季度", Due::Every(Rhythm::Quarter)),
    ("按季度", Due::Every(Rhythm::Quarter)),
    ("逐季度", Due::Every(Rhythm::Quarter)),
    ("每季", Due::Every(Rhythm::Quarter)),
    ("按季", Due::Every(Rhythm::Quarter)),
    ("每半年", Due::Every(Rhythm::HalfYear)),
    ("每年年初", Due::Every(Rhythm::Year)),
    ("每年年底", Due::Every(Rhythm::Year)),
    ("每年年末", Due::Every(Rhythm::Year)),
    ("每年", Due::Every(Rhythm::Year)),
    ("年末", Due::Every(Rhythm::Year)),
    ("定期", Due::Ongoing),
];

/// What is done again and again and counts nothing.
const REPORTS: [&str; 22] = [
    "监测", "分析", "研判", "上报", "报送", "报告", "汇报", "通报", "调度", "统计", "公布", "公示",
    "发布", "评估", "评价", "总结", "督查", "督导", "检查", "考核", "会商", "排名",
];

/// To whom something is reported: what stands before the name.
const TO: [&str; 8] = ["上报至", "报送至", "上报", "报送", "抄送", "报", "向", "送"];
/// What may stand behind that name.
const REPORTED: [&str; 9] = [
    "", "报告", "报送", "汇报", "上报", "备案", "反馈", "通报", "提交",
];

/// Whose figures are counted by no rhythm: a mechanism is set up once.
const SET_UP: [&str; 8] = [
    "建立", "健全", "完善", "建设", "形成", "构建", "强化", "落实",
];

/// The subject of a clause: bodies at its begin, or behind 由.
fn subject(flow: &Flow, clause: &Range<usize>) -> Vec<Range<usize>> {
    let key = &flow.key[clause.clone()];
    let led = ["由", "并由", "以上由"]
        .into_iter()
        .find(|word| begins(key, word));
    let start = clause.start + led.map_or(0, |word| word.chars().count());
    // Its number stands before it: 1.市统计局每月…
    let number = flow.key[start..clause.end].iter();
    let number = number
        .take_while(|c| c.is_ascii_digit() || ".()、".contains(**c))
        .count();
    let start = start + number;
    let end = clause.end.min(start + LONGEST);
    (start + 2..=end)
        .rev()
        .filter(|at| {
            let rest = &flow.key[*at..clause.end];
            rest.is_empty() || BEHIND.iter().any(|word| begins(rest, word))
        })
        .find_map(|at| bodies(flow, start..at))
        .unwrap_or_default()
}

/// The names of a range, where all of them are bodies beyond doubt.
fn bodies(flow: &Flow, range: Range<usize>) -> Option<Vec<Range<usize>>> {
    let list = names::split(flow, range);
    let is_body = |name: &Range<usize>| {
        let key = &flow.key[name.clone()];
        // 有关部门 is nobody that anybody could ask.
        let is_nobody = ["有关", "相关"].iter().any(|word| begins(key, word));
        !is_nobody && (names::is_strong(key) || is_department(key))
    };
    let found: Vec<Range<usize>> = list.names.into_iter().map(|(name, _)| name).collect();
    (!found.is_empty() && found.iter().all(is_body)).then_some(found)
}

/// 统计部门, 各牵头部门: whoever has this to do, and not 有关部门.
fn is_department(key: &[char]) -> bool {
    let nobody = ["有关", "相关", "其他", "各级", "政府", "责任", "职能"];
    let verbs = ["建", "加", "推", "督", "强", "的", "对", "将", "由", "与"];
    ends(key, "部门")
        && (4..=8).contains(&key.len())
        && !nobody.iter().any(|word| holds(key, word))
        && !verbs.iter().any(|word| holds(key, word))
}

/// To whom a clause reports.
fn recipients(flow: &Flow, clause: &Range<usize>) -> Vec<Range<usize>> {
    let key = &flow.key[clause.clone()];
    for word in TO {
        let len = word.chars().count();
        let mut at = 0;
        while let Some(found) = find(&key[at..], word) {
            let from = at + found + len;
            at = from;
            let limit = key.len().min(from + LONGEST);
            let is_reporting = word != "向" && word != "送";
            let end = (from + 2..=limit).rev().find(|end| {
                let rest = &key[*end..];
                let is_behind = REPORTED.iter().any(|word| match *word {
                    "" => rest.is_empty() && is_reporting,
                    word => begins(rest, word),
                });
                is_behind && recipient(&key[from..*end])
            });
            if let Some(end) = end {
                let list = names::split(flow, clause.start + from..clause.start + end);
                return list.names.into_iter().map(|(name, _)| name).collect();
            }
        }
    }
    Vec::new()
}

fn recipient(key: &[char]) -> bool {
    let groups = ["会议", "专班", "领导小组", "办公室", "委员会", "指挥部"];
    let holds_verb = REPORTS.iter().any(|word| holds(key, word));
    let is_group = groups.iter().any(|word| ends(key, word));
    !holds_verb && !holds(key, "社会") && (names::is_strong(key) || is_group && !holds(key, "的"))
}

/// Who acts in each of the clauses of one sentence.
pub(super) fn of_sentence(flow: &Flow, clauses: &[Range<usize>]) -> Vec<Actors> {
    let mut by: Vec<Range<usize>> = Vec::new();
    let clauses = clauses.iter().map(|clause| {
        let own = subject(flow, clause);
        if !own.is_empty() {
            by = own;
        }
        Actors {
            by: by.clone(),
            to: recipients(flow, clause),
        }
    });
    let mut actors: Vec<Actors> = clauses.collect();
    // 按季度开展监测，报市政府: what comes behind says to whom.
    for nth in (1..actors.len()).rev() {
        if actors[nth - 1].to.is_empty() && only_reports(flow, &actors[nth]) {
            actors[nth - 1].to = std::mem::take(&mut actors[nth].to);
        }
    }
    actors
}

/// Whether a clause with a recipient says nothing else: 报市政府.
fn only_reports(flow: &Flow, actors: &Actors) -> bool {
    let Some(first) = actors.to.first() else {
        return false;
    };
    let before = &flow.key[..first.start];
    let words = ["上报至", "报送至", "上报", "报送", "报", "并报", "及时报"];
    let word = words.iter().filter(|word| ends(before, word));
    let len = word.map(|word| word.chars().count()).max().unwrap_or(0);
    let at = first.start - len;
    len > 0 && (at == 0 || ",;。\n".contains(flow.key[at - 1]))
}

/// What a clause says is done again and again, where it sets no figure.
pub(super) fn report(flow: &Flow, clause: &Range<usize>) -> Option<Target> {
    let key = &flow.key[clause.clone()];
    // Most clauses have none, and are many.
    if !key.iter().any(|c| "每按逐末定".contains(*c)) {
        return None;
    }
    let all = RHYTHMS.iter().filter_map(|(word, due)| {
        let at = find(key, word)?;
        Some((at, word.chars().count(), due))
    });
    // The first one, and of several there the longest.
    let (at, len, due) = all.min_by_key(|(at, len, _)| (*at, usize::MAX - len))?;
    let before = &key[..at];
    if SET_UP.iter().any(|word| ends(before, word)) || holds(before, "由") && at > LONGEST {
        return None;
    }
    let mut from = at + len;
    if begins(&key[from..], "定期") {
        from += 2;
    }
    // 每年12月底前报送 has its day behind the rhythm.
    if key.get(from).is_some_and(char::is_ascii_digit)
        && let Some(day) = key[from..].iter().take(9).position(|c| *c == '前')
    {
        from += day + 1;
    }
    let rest = clause.start + from..clause.end;
    let verb = REPORTS
        .iter()
        .filter_map(|word| Some((find(&flow.key[rest.clone()], word)?, word.chars().count())))
        .max_by_key(|(at, len)| (*at, *len));
    verb?;
    let words = |range: Range<usize>| flow.text(flow.trim(range, ",;:、。"));
    let rhythm = words(clause.start + at..rest.start);
    let said = &flow.key[rest.clone()];
    // 定期发布技术改造目录, 按季度开展监测分析: what is done, and of what.
    let light = ["组织开展", "开展", "组织", "进行"];
    let light = light.into_iter().find(|word| begins(said, word));
    let first = light.or_else(|| REPORTS.into_iter().find(|word| begins(said, word)));
    let (indicator, done) = match first {
        Some(word) => {
            let len = word.chars().count();
            let mut behind = rest.start + len..rest.end;
            if begins(&flow.key[behind.clone()], "一次") {
                behind.start += 2;
            }
            let is_more = behind.len() >= 2
                && !REPORTS.iter().any(|word| {
                    light.is_none() && flow.key[behind.clone()].iter().copied().eq(word.chars())
                });
            if is_more {
                let verb = flow.text(rest.start..rest.start + len);
                (behind, format!("{rhythm}{verb}"))
            } else {
                (rest.clone(), rhythm)
            }
        }
        None => of_object(flow, rest.clone(), &rhythm),
    };
    let indicator = words(indicator);
    let len = indicator.chars().count();
    (2..=60).contains(&len).then(|| Target {
        indicator,
        amount: Amount::Wording(done),
        due: due.clone(),
        ..Target::default()
    })
}

/// 将工作进展形成书面材料上报工作专班: what is reported, and how.
fn of_object(flow: &Flow, rest: Range<usize>, rhythm: &str) -> (Range<usize>, String) {
    let key = &flow.key[rest.clone()];
    let reporting = ["上报", "报送", "报告", "汇报", "通报"];
    let made = ["形成书面材料", "形成报告", "书面"];
    let verb = reporting
        .iter()
        .filter_map(|word| Some((find(key, word)?, *word)));
    let Some((at, word)) = verb
        .min()
        .filter(|_| begins(key, "将") || begins(key, "把"))
    else {
        return (rest, rhythm.to_owned());
    };
    let mut end = at;
    for word in made {
        if ends(&key[1..end], word) {
            end -= word.chars().count();
        }
    }
    (rest.start + 1..rest.start + end, format!("{rhythm}{word}"))
}

#[cfg(test)]
mod tests {
    use super::super::targets::scan;
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let flow = Flow::of(text, 0);
        let found = scan(&flow, flow.all(), None).into_iter();
        let names = |names: &[Range<usize>]| {
            let names = names.iter().map(|name| flow.text(name.clone()));
            names.collect::<Vec<_>>().join("、")
        };
        found
            .map(|found| {
                let target = &found.target;
                let amount = target.amount.text(&target.unit);
                let (by, to) = (names(&found.actors.by), names(&found.actors.to));
                format!("{}｜{amount}｜{by}｜{to}", target.indicator)
            })
            .collect()
    }

    #[test]
    fn a_sentence_that_names_who_acts_says_so() {
        for (text, wanted) in [
            (
                "统计部门按季度开展企业经营状况监测分析。",
                "企业经营状况监测分析｜按季度开展｜统计部门｜",
            ),
            (
                "由市统计局每月监测运行情况，报市政府。",
                "运行情况｜每月监测｜市统计局｜市政府",
            ),
            (
                "各区人民政府要加强统筹，按季度将工作进展情况形成书面材料上报市政府办公厅。",
                "工作进展情况｜按季度上报｜各区人民政府｜市政府办公厅",
            ),
            (
                "市制造强市领导小组办公室定期通报工作进展情况。",
                "工作进展情况｜定期通报｜｜",
            ),
            (
                "市科技局力争2026年底前培育科技型企业100家。",
                "科技型企业｜100 家｜市科技局｜",
            ),
            (
                "各牵头部门年末向省制造强省建设领导小组办公室报告工作完成情况。",
                "向省制造强省建设领导小组办公室报告工作完成情况｜年末｜各牵头部门｜省制造强省建设领导小组办公室",
            ),
        ] {
            assert_eq!(read(text), [wanted], "{text}");
        }
    }

    #[test]
    fn a_sentence_that_names_nobody_gives_nobody() {
        for (text, wanted) in [
            ("2026年底前培育科技型企业100家。", "科技型企业｜100 家｜｜"),
            ("每年培训人才50名，有关部门配合。", "人才｜50 名｜｜"),
            ("每季度通报一次进展。", "进展｜每季度通报｜｜"),
            ("每年12月底前报送总结。", "报送总结｜每年12月底前｜｜"),
            (
                "定期发布企业技术改造目录。",
                "企业技术改造目录｜定期发布｜｜",
            ),
            (
                "引入第三方机构，每月对各区进行评估排名。",
                "对各区进行评估排名｜每月｜｜",
            ),
        ] {
            assert_eq!(read(text), [wanted], "{text}");
        }
        for text in [
            "建立定期通报机制。",
            "定期举办路演活动。",
            "每年支持一批项目。",
            "向社会公布结果。",
        ] {
            assert_eq!(read(text), Vec::<String>::new(), "{text}");
        }
    }
}
