//! The documents' own words, and that the summaries are not theirs.

use zeren::model::Amount;

use crate::{data, sections, tasks};

#[test]
fn every_task_has_the_wording_of_its_clause() {
    let data = data();
    for plan in &data.plans {
        for task in tasks(plan) {
            let place = format!("{} {}", plan.id, task.key());
            let text = task.text.as_deref().unwrap_or_default();
            assert!(text.chars().count() > 30, "{place}");
            assert!(task.place.is_some(), "{place}");
            for assignment in &task.assignments {
                let written = assignment.written.as_deref().unwrap_or_default();
                assert!(text.contains(written), "{place}: {written}");
            }
            // Where a clause carries several notes, only the first part has its heading.
            if task.part.is_none() && plan.id != "chain-2023" {
                let heading = bare(&task.title, false);
                assert!(bare(text, false).contains(&heading), "{place}");
            }
        }
    }
}

#[test]
fn no_wording_stands_twice() {
    let data = data();
    let texts = data.plans.iter().flat_map(|plan| tasks(plan));
    assert!(crate::distinct(texts.map(|task| task.text.as_deref())));
}

/// The longest run of characters that a summary may share with its clause.
const MOST: usize = 11;

#[test]
fn no_summary_copies_its_clause() {
    let data = data();
    for plan in &data.plans {
        for task in tasks(plan) {
            for marks in [false, true] {
                let text = bare(task.text.as_deref().unwrap_or_default(), marks);
                let summary: Vec<char> = bare(&task.summary, marks).chars().collect();
                for run in summary.windows(MOST + 1) {
                    let run: String = run.iter().collect();
                    assert!(!text.contains(&run), "{} {}: {run}", plan.id, task.key());
                }
            }
        }
    }
}

/// A text without blanks, with its punctuation in one width or without any.
fn bare(text: &str, marks: bool) -> String {
    let one_width = |c: char| match c {
        '（' => '(',
        '）' => ')',
        '，' => ',',
        '：' => ':',
        '；' => ';',
        c => c,
    };
    let kept = |c: &char| c.is_alphanumeric() || marks && !c.is_whitespace();
    text.chars().map(one_width).filter(kept).collect()
}

/// What is to be drawn up, with the document's verb, which stands in the clause.
#[test]
fn documents_to_be_drawn_up_are_targets() {
    let data = data();
    let mut found = Vec::new();
    for plan in &data.plans {
        for task in tasks(plan) {
            for target in &task.targets {
                if let Amount::Deliverable(verb) = &target.amount {
                    let text = task.text.as_deref().unwrap_or_default();
                    assert!(text.contains(verb), "{} {verb}", task.key());
                    found.push(format!(
                        "{} {} {verb} {}",
                        &plan.id[plan.id.len() - 4..],
                        task.key(),
                        target.indicator
                    ));
                }
            }
        }
        for section in sections(plan) {
            for target in &section.targets {
                if let Amount::Deliverable(verb) = &target.amount {
                    let clause = target.clause.as_ref().unwrap_or(&section.number);
                    let year = &plan.id[plan.id.len() - 4..];
                    found.push(format!("{year} {clause} {verb} {}", target.indicator));
                }
            }
        }
    }
    assert_eq!(
        found,
        [
            "2017 四(三) 研究制定 商标权质押贷款贴息管理办法",
            "2017 四(四) 制定 支持品牌建设、推进供需结构升级的具体措施",
            "2018 三(一) 制定并发布 产业链图谱",
            "2018 三(一) 制定并发布 技术路线图",
            "2018 三(一) 制定并发布 集群引进指导目录",
            "2018 三(二) 研究出台 新技改政策",
            "2018 三(六) 出台 推进军民深度融合发展的意见和措施",
            "2018 四(二)〔2〕 研究出台 关于加快推进企业上市工作的实施意见",
            "2018 四(五) 建立 武汉营商环境评价指标体系",
            "2018 四(六) 编制并公布 “万千百工程”实施细则",
            "2018 四(六) 制定出台 支撑规划和配套政策",
            "2021 二(一)3 形成 “卡脖子”技术清单",
            "2021 二(一)3 形成 产业链提升项目清单",
            "2021 二(二)2 编制发布 关键核心技术攻关目录",
            "2021 二(二)4 制订 “武汉名品”认定实施方案",
            "2021 三(三) 制订 各区具体实施方案",
            "2021 二(二) 明确 产业链、关键核心技术、企业、产品目录清单",
            "2023 二(一) 研究制定 工作计划",
            "2023 二(一) 研究制定 年度工作清单",
            "2023 三(四) 制定 “一链一案”精准招商实施方案",
            "2023 四(三) 制定 年初工作要点和工作清单",
            "2023 三(四) 编制 省级产业招商指导目录",
            "2024 三20 设计 企业评估指标体系",
        ]
    );
}
