//! What a search finds, and where.

use zeren::view::search::{Field, Query};
use zeren::view::{SuccessionView, ViewSpec};

use crate::{agency, data, searching, sheet, tasks};

/// Where the only term of a search was found in each task with a hit, apart from the bodies.
fn found_in(text: &str) -> Vec<(String, Vec<Field>)> {
    let data = data();
    let hits = data.search_index().search(&Query::new(text));
    hits.terms[0]
        .tasks
        .iter()
        .zip(&data.workspace.tasks)
        .filter(|(fields, _)| !fields.is_empty())
        .map(|(fields, entry)| {
            let fields = Field::ALL
                .into_iter()
                .filter(|&field| fields.contains(field));
            (entry.task.title.clone(), fields.collect())
        })
        .collect()
}

#[test]
fn polyphones_are_found_by_the_reading_they_have_in_their_word() {
    for text in ["cq", "chongqing", "重q", "重庆"] {
        assert_eq!(
            tasks(&sheet(&searching(text))),
            ["扩大应用", "编制目录"],
            "{text}"
        );
    }
    for text in ["yh", "yinhang", "银行"] {
        assert_eq!(tasks(&sheet(&searching(text))), ["培育银行"], "{text}");
    }
    assert!(tasks(&sheet(&searching("zhongqing"))).is_empty());
    assert_eq!(tasks(&sheet(&searching("lvse"))), ["改造设备"]);
    assert_eq!(tasks(&sheet(&searching("cqq"))), [""; 0]);
}

#[test]
fn a_search_says_in_which_field_it_found_what() {
    let of = |title: &str, field| vec![(title.to_owned(), vec![field])];
    assert_eq!(found_in("guanjun"), of("培育银行", Field::Indicator));
    assert_eq!(found_in("mulu")[0].1, [Field::Title, Field::Indicator]);
    assert_eq!(found_in("二1"), of("做好宣传", Field::Clause));
    assert_eq!(found_in("试点"), of("培育银行", Field::Summary));
}

#[test]
fn a_hit_in_a_chapter_holds_for_all_tasks_below_it_and_one_in_a_plan_for_all_of_it() {
    let titles = |text| {
        found_in(text)
            .into_iter()
            .map(|(title, _)| title)
            .collect::<Vec<_>>()
    };
    assert_eq!(titles("名品"), ["培育银行", "扩大应用", "编制目录"]);
    assert_eq!(titles("认定"), ["编制目录"]);
    assert_eq!(
        titles("甲〔2021〕"),
        ["培育银行", "扩大应用", "编制目录", "做好宣传"]
    );
}

#[test]
fn a_match_does_not_run_from_one_text_into_the_next() {
    // 总局 is the last name of its body, 重庆办事处 the first of the next.
    for text in ["局重庆", "juchong", "处行业"] {
        assert!(tasks(&sheet(&searching(text))).is_empty(), "{text}");
    }
}

#[test]
fn initials_find_what_their_hanzi_find_in_running_text_too() {
    assert_eq!(found_in("jx"), found_in("jixu"), "继续 in a summary");
    for (letters, hanzi) in [("sd", "试点"), ("xc", "宣传")] {
        let by_letters = found_in(letters);
        for (title, fields) in found_in(hanzi) {
            let same = by_letters.iter().find(|(other, _)| *other == title);
            let (_, more) = same.unwrap_or_else(|| panic!("{letters} misses {title}"));
            assert!(fields.iter().all(|field| more.contains(field)));
        }
    }
    let summary = |text: &str| {
        let all = found_in(text);
        all.iter()
            .any(|(_, fields)| fields.contains(&Field::Summary))
    };
    assert!(
        !summary("j"),
        "one letter is too little for an initial there"
    );
}

#[test]
fn all_terms_are_needed_each_anywhere() {
    assert_eq!(tasks(&sheet(&searching("新局 银行"))), ["培育银行"]);
    assert!(tasks(&sheet(&searching("新局 重庆 银行"))).is_empty());
}

#[test]
fn a_search_for_an_earlier_name_leads_to_todays_body() {
    let spec = ViewSpec {
        succession: SuccessionView::Current,
        ..searching("旧委")
    };
    let sheet = sheet(&spec);
    assert_eq!(tasks(&sheet), ["培育银行", "扩大应用", "改造设备"]);
    let matched = sheet.columns.iter().filter(|column| column.matched);
    let matched: Vec<_> = matched.map(|column| column.agency).collect();
    assert_eq!(matched, [agency(&sheet, "xj")]);
    assert_eq!(tasks(&self::sheet(&searching("旧委"))), ["扩大应用"]);
}
