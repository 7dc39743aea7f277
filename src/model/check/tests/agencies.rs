//! Rules about agencies and their successions.

use super::*;

#[test]
fn no_body_becomes_itself_or_contains_itself() {
    let mut dataset = sound();
    dataset.successions = vec![
        succession("a", "b", SuccessionKind::Renamed, None),
        succession("b", "a", SuccessionKind::Transferred, None),
    ];
    for (index, member) in [(0, "b"), (1, "a")] {
        dataset.agencies[index].kind = AgencyKind::Collective;
        dataset.agencies[index].members = Some(Members::Listed(vec![member.into()]));
    }
    assert_said(
        &dataset,
        &[
            (
                Rule::MemberCycle,
                "agencies[0].members",
                "集合机构互相包含：甲局 → 乙局 → 甲局",
            ),
            (
                Rule::SuccessionCycle,
                "successions[0].to",
                "机构沿革首尾相接：甲局 → 乙局 → 甲局",
            ),
        ],
    );
}

#[test]
fn work_after_the_end_of_a_body_is_a_warning_once_per_plan() {
    let mut dataset = sound();
    dataset.successions = vec![succession(
        "a",
        "b",
        SuccessionKind::Merged,
        Some(date("2019-01")),
    )];
    dataset.plans[0].issued = Some(date("2021-10-15"));
    dataset.plans[0].sections[0]
        .tasks
        .push(task("2", &[("a", Role::Lead)]));
    let place = "plans[0].sections[0].tasks[0].assignments[0]";
    let message = "“甲局”已于2019年1月并入“乙局”，而《方案p》印发于2021年10月15日";
    assert_said(&dataset, &[(Rule::EndedAgency, place, message)]);
    // In the month of the change both names are right; a body that gave some duties away lives on.
    dataset.plans[0].issued = Some(date("2019-01-31"));
    assert_said(&dataset, &[]);
    dataset.plans[0].issued = Some(date("2021"));
    dataset.successions[0].how = SuccessionKind::Transferred;
    assert_said(&dataset, &[]);
}

#[test]
fn members_belong_to_collectives_and_names_to_one_body() {
    let mut dataset = sound();
    dataset.agencies[0].members = Some(Members::Listed(vec!["b".into()]));
    dataset.agencies[1].aliases = vec!["乙局".into(), "甲局".into()];
    assert_said(
        &dataset,
        &[
            (
                Rule::SharedName,
                "agencies[1].aliases[1]",
                "“甲局”同时是 a 和 b 的名称",
            ),
            (
                Rule::MembersOfSingleBody,
                "agencies[0].members",
                "“甲局”列有成员，类型却是“政府部门”",
            ),
        ],
    );
}

#[test]
fn an_agency_without_any_mention_is_noted() {
    let mut dataset = sound();
    for (id, name) in [("c", "丙局"), ("d", "丁局"), ("e", "戊局")] {
        dataset.agencies.push(agency(id, name));
    }
    dataset.successions = vec![succession("c", "a", SuccessionKind::Renamed, None)];
    dataset.agencies[3].kind = AgencyKind::Collective;
    dataset.agencies[3].members = Some(Members::Listed(vec!["b".into()]));
    assert_said(
        &dataset,
        &[
            (
                Rule::UnusedAgency,
                "agencies[3]",
                "“丁局”没有出现在任何任务中",
            ),
            (
                Rule::UnusedAgency,
                "agencies[4]",
                "“戊局”没有出现在任何任务中",
            ),
        ],
    );
}

#[test]
fn work_before_a_body_had_its_name_is_a_warning_once_per_plan() {
    let mut dataset = sound();
    let renamed = |date| succession("a", "b", SuccessionKind::Renamed, Some(date));
    dataset.successions = vec![renamed(date("2019-01"))];
    dataset.plans[0].issued = Some(date("2017-11-19"));
    dataset.plans[0].sections[0]
        .tasks
        .push(task("2", &[("a", Role::Lead), ("b", Role::Support)]));
    let place = "plans[0].sections[0].tasks[0].assignments[1]";
    let message = "“乙局”2019年1月才由“甲局”更名而来，而《方案p》印发于2017年11月19日";
    assert_said(&dataset, &[(Rule::NotYetAgency, place, message)]);
    // In the year of the change it may have been either; nothing is known of a year that is not said.
    dataset.plans[0].issued = Some(date("2019"));
    assert_said(&dataset, &[]);
    // A body that another became part of may have been there before.
    dataset.plans[0].issued = Some(date("2017"));
    dataset.successions[0].how = SuccessionKind::Merged;
    assert_said(&dataset, &[]);
}

#[test]
fn a_body_takes_nothing_on_and_gives_nothing_away_after_its_end() {
    let mut dataset = sound();
    for (id, name) in [("c", "丙局"), ("d", "丁局")] {
        dataset.agencies.push(agency(id, name));
    }
    let ended = succession("b", "c", SuccessionKind::Merged, Some(date("2019")));
    let late = Some(date("2024-03"));
    let place = "successions[1].date";
    for (from, to, how, message) in [
        (
            "a",
            "b",
            SuccessionKind::Renamed,
            "“乙局”已于2019年并入“丙局”，“甲局”却在2024年3月更名为“乙局”",
        ),
        (
            "a",
            "b",
            SuccessionKind::Transferred,
            "“乙局”已于2019年并入“丙局”，“乙局”却在2024年3月接收部分职责，来自“甲局”",
        ),
        (
            "b",
            "d",
            SuccessionKind::Transferred,
            "“乙局”已于2019年并入“丙局”，却在2024年3月还划出部分职责给“丁局”",
        ),
    ] {
        dataset.successions = vec![ended.clone(), succession(from, to, how, late)];
        let found: Vec<_> = said(&dataset)
            .into_iter()
            .filter(|(rule, ..)| *rule == Rule::SuccessionOrder)
            .collect();
        let wanted = (Rule::SuccessionOrder, place.to_owned(), message.to_owned());
        assert_eq!(found, [wanted]);
    }
    // A year holds all its months, and what has no date contradicts nothing.
    for date in [Some(date("2019-12")), None] {
        let second = succession("a", "b", SuccessionKind::Renamed, date);
        dataset.successions = vec![ended.clone(), second];
        assert!(
            said(&dataset)
                .iter()
                .all(|(rule, ..)| *rule != Rule::SuccessionOrder)
        );
    }
}
