//! What is read of sentences, and what is not.

use super::*;

fn due(target: &Target) -> String {
    let text = target.due_text();
    if target.is_undated() {
        String::new()
    } else {
        text
    }
}

fn read(text: &str) -> Vec<String> {
    let flow = Flow::of(text, 0);
    let found = scan(&flow, flow.all(), None).into_iter();
    found
        .map(|found| {
            let target = found.target;
            let amount = target.amount.text(&target.unit);
            let stretch = if target.stretch { " 力争" } else { "" };
            format!("{} {amount} {}{stretch}", target.indicator, due(&target))
        })
        .collect()
}

#[test]
fn figures_that_are_to_be_reached_are_read() {
    let cases: [(&str, &[&str]); 22] = [
        (
            "到2025年底，单项冠军企业达到20家以上。",
            &["单项冠军企业 ≥ 20 家 2025年底"],
        ),
        (
            "到2027年，培育单项冠军企业20家。",
            &["单项冠军企业 20 家 2027年底"],
        ),
        (
            "力争新增20家国家级单项冠军。",
            &["新增国家级单项冠军 20 家  力争"],
        ),
        (
            "2026年底前，创建2家以上国家级、5家以上省级制造业创新中心。",
            &["省级制造业创新中心 ≥ 5 家 2026年底"],
        ),
        (
            "引进2名诺奖得主、20名外籍院士和一批商界领袖。",
            &["诺奖得主 2 名 ", "外籍院士 20 名 "],
        ),
        (
            "每年培训1,200人次以上高技能人才。",
            &["高技能人才 ≥ 1200 人次 每年"],
        ),
        (
            "到2030年，研发投入年均增长8%左右。",
            &["研发投入年均增长 约 8% 每年，到2030年底"],
        ),
        (
            "高新技术产业增加值占比提高到三分之二。",
            &["高新技术产业增加值占比 2/3 "],
        ),
        ("技术合同成交额实现翻番。", &["技术合同成交额 2 倍 "]),
        (
            "服务业增加值力争突破1.7万亿元。",
            &["服务业增加值 ≥ 1.7 万亿元  力争"],
        ),
        ("办理时间压缩至5个工作日以内。", &["办理时间 ≤ 5 个工作日 "]),
        ("能耗强度不高于0.5吨。", &["能耗强度 ≤ 0.5 吨 "]),
        ("打造1—2个万亿级产业集群。", &["万亿级产业集群 1—2 个 "]),
        (
            "产值超5000亿元的产业达到2个。",
            &["产值超5000亿元的产业 2 个 "],
        ),
        // None of these is to be reached.
        ("对首次进规的企业，给予一次性奖励10万元。", &[]),
        ("年营业收入2000万元以上的，按10%给予补贴。", &[]),
        ("单个项目不超过1000万元。", &[]),
        ("实施发明专利倍增计划。", &[]),
        ("落实第3条和附件2的要求，每项5家。", &[]),
        ("截至2023年，已有20家单项冠军企业。", &[]),
        ("甲县、乙县各12个以上。", &[]),
        ("《关于培育100家企业的通知》已经印发。", &[]),
    ];
    for (text, wanted) in cases {
        assert_eq!(read(text), wanted, "{text}");
    }
}

#[test]
fn typed_words_are_a_target() {
    let said = |words: &str| {
        let target = typed(words)?;
        let amount = target.amount.text(&target.unit);
        Some(format!("{}|{amount}|{}", target.indicator, due(&target)))
    };
    for (words, wanted) in [
        (
            "单项冠军 2026年底前 ≥20家",
            Some("单项冠军|≥ 20 家|2026年底"),
        ),
        ("2026年底前 ≥20家", Some("|≥ 20 家|2026年底")),
        ("单项冠军企业达到20家以上", Some("单项冠军企业|≥ 20 家|")),
        ("研发投入占比 30%左右", Some("研发投入占比|约 30%|")),
        ("每年 新增 5 个试点", Some("新增试点|5 个|每年")),
        ("签约项目逐年递增", Some("签约项目|逐年递增|每年")),
        ("产值翻一番", Some("产值|2 倍|")),
        ("研究", None),
        ("", None),
    ] {
        assert_eq!(said(words).as_deref(), wanted, "{words}");
    }
}

#[test]
fn no_text_makes_it_fail() {
    for text in [
        "",
        "(",
        "、、20家",
        "20",
        "20家20家",
        "“20家",
        "分之",
        "1/0",
        "99999999999999999999家",
        "一分之一",
        "各",
    ] {
        read(text);
        typed(text);
    }
}

/// The figures of the built-in data, which were read by people, beside what is read of the same
/// wording here.
#[test]
fn the_targets_of_the_built_in_data_are_read() {
    let data = crate::store::parse(crate::store::builtin().as_bytes(), None).unwrap();
    let (mut wanted, mut found, mut right) = (0, 0, 0);
    for (_, task) in crate::model::edit::tasks(&data.dataset) {
        let text = task.text.as_deref().unwrap_or_default();
        let flow = Flow::of(text, 0);
        let mut read = scan(&flow, flow.all(), None);
        read.retain(|read| read.target.amount.bounds() != (None, None));
        let figure = |target: &Target| (target.amount.bounds(), target.unit.clone());
        let mut gold: Vec<&Target> = task.targets.iter().collect();
        gold.retain(|target| target.amount.bounds() != (None, None));
        wanted += gold.len();
        found += read.len();
        for read in &read {
            let same = gold
                .iter()
                .position(|gold| figure(gold) == figure(&read.target));
            if let Some(nth) = same {
                gold.remove(nth);
                right += 1;
            }
        }
    }
    assert!(right * 100 >= wanted * 70, "{right} of {wanted}");
    assert!(right * 100 >= found * 95, "{right} of {found} read");
}

/// What the built-in data has that comes round again and again without a figure, beside what is
/// read of the same wording here.
#[test]
fn the_rhythms_of_the_built_in_data_are_read() {
    let data = crate::store::parse(crate::store::builtin().as_bytes(), None).unwrap();
    let (mut right, mut wrong) = (Vec::new(), Vec::new());
    for (_, task) in crate::model::edit::tasks(&data.dataset) {
        let flow = Flow::of(task.text.as_deref().unwrap_or_default(), 0);
        let mut read = scan(&flow, flow.all(), None);
        read.retain(|read| matches!(read.target.amount, Amount::Wording(_)));
        for read in read {
            let is_it = |gold: &&Target| {
                matches!(gold.amount, Amount::Wording(_)) && gold.due == read.target.due
            };
            let by: Vec<String> = read
                .actors
                .by
                .iter()
                .map(|at| flow.text(at.clone()))
                .collect();
            match task.targets.iter().find(is_it) {
                Some(gold) => right.push((read.target.indicator, gold.by.len(), by)),
                None => wrong.push(read.target.indicator),
            }
        }
    }
    assert!(right.len() >= 7, "{right:?}");
    assert!(wrong.len() <= 3, "{wrong:?}");
    let named = right.iter().filter(|(_, _, by)| !by.is_empty());
    for (indicator, gold, by) in named.clone() {
        assert_eq!(by.len(), *gold, "{indicator}: {by:?}");
    }
    assert!(named.count() >= 3, "{right:?}");
}
