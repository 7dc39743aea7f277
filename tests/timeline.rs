//! The timeline of the built-in data: what stands where, in words.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "helpers of tests fail with them, as the tests do"
)]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use zeren::model::workspace::{Source, Workspace};
use zeren::model::{Amount, Date, Due};
use zeren::store;
use zeren::view::timeline::{Day, DueState, LaneGroup, Shape, Standing, ticks};
use zeren::view::{Data, LaneBy, Sheet, Timeline, ViewSpec};

fn timeline(spec: &ViewSpec) -> Timeline {
    Timeline::new(&common::sheet(spec))
}

fn by(lanes: LaneBy) -> ViewSpec {
    ViewSpec {
        lanes,
        ..ViewSpec::default()
    }
}

/// The timeline of a file that says only what it must.
fn of_text(plans: &str, today: &str, lanes: LaneBy) -> Timeline {
    let text = format!(
        r#"(format: 1, agencies: [(id: "a", name: "甲局", kind: Department)], plans: [{plans}])"#
    );
    let loaded = store::parse(text.as_bytes(), None).expect("sound data");
    let source = Source {
        file: None,
        dataset: loaded.dataset,
    };
    let data = Data::new(Workspace::join(vec![source]).0);
    Timeline::new(&Sheet::new(&data, &by(lanes), today.parse().unwrap()))
}

/// The timeline as text: a line for each group and lane.
fn text(timeline: &Timeline) -> String {
    let range = |from: Day, to: Day| format!("{} … {}", from.text(), to.before().text());
    let mut lines = vec![format!(
        "{}\n{}",
        range(timeline.axis.start, timeline.axis.end),
        timeline.counts_text()
    )];
    for group in &timeline.groups {
        let mut line = format!(
            "\n▾ {} | {}",
            timeline.heading(group),
            timeline.heading_aside(group)
        );
        if let Some(bar) = &group.bar {
            line += &format!(" | {} {}", range(bar.from, bar.to), bar.standing.label());
        }
        lines.push(line);
        for lane in &timeline.lanes[group.lanes.clone()] {
            let place = match lane.shape {
                Shape::Point(at) => format!("◆ {}", at.before().text()),
                Shape::Words(at) => format!("… {}", at.before().text()),
                Shape::Chain(from, to, rhythm) => {
                    let count = ticks(rhythm, from, to).count();
                    format!("● {count} × {}", rhythm.label())
                }
                Shape::Span(from, to) => format!("▭ {}", range(from, to)),
                Shape::Open(from, to) => format!("— {}", range(from, to)),
                Shape::Undated(from, to) => format!("? {}", range(from, to)),
            };
            lines.push(format!(
                "  {} | {} | {place} | {} | {}",
                timeline.target(lane).indicator,
                timeline.figure(lane),
                lane.state.label().unwrap_or("-"),
                timeline.aside(lane),
            ));
        }
    }
    if let Some(words) = timeline.undated_text() {
        lines.push(format!("\n未写明时限 {words}"));
        for target in &timeline.undated {
            let indicator = &target.id.target(timeline.workspace()).indicator;
            lines.push(format!("  {indicator} | {}", timeline.bodies(target.id)));
        }
    }
    lines.join("\n")
}

/// How many targets of the built-in file are due by the end of each year, counted in its text.
fn dated_in_the_file() -> BTreeMap<i16, usize> {
    let mut counted = BTreeMap::new();
    for line in store::builtin().lines() {
        let code = line.split("//").next().unwrap();
        for part in code.split("due: By(\"").skip(1) {
            let (year, rest) = part.split_at(4);
            assert!(rest.starts_with("\")"), "only whole years: {line}");
            *counted.entry(year.parse().unwrap()).or_default() += 1;
        }
    }
    counted
}

#[test]
fn every_dated_target_stands_once_where_its_year_ends() {
    let in_file = dated_in_the_file();
    let years: Vec<i16> = in_file.keys().copied().collect();
    assert_eq!(years, [2020, 2023, 2025, 2026]);
    for lanes in [LaneBy::Plan, LaneBy::Indicator] {
        let timeline = timeline(&by(lanes));
        let mut counted: BTreeMap<i16, usize> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        for lane in &timeline.lanes {
            assert!(seen.insert(lane.id), "{} twice", timeline.sentence(lane));
            if let Due::By(date) = timeline.target(lane).due {
                *counted.entry(date.year()).or_default() += 1;
                let at = match lane.shape {
                    Shape::Point(at) | Shape::Words(at) => at,
                    other => panic!("{other:?}"),
                };
                assert_eq!(at, Day::year(i32::from(date.year()) + 1));
                assert_eq!(at.before().text(), format!("{}-12-31", date.year()));
            }
        }
        assert_eq!(counted, in_file);
        assert_eq!(
            timeline.lanes.len() + timeline.undated.len(),
            timeline.shown.targets
        );
        assert_eq!(timeline.shown.targets, 141);
    }
}

#[test]
fn nothing_but_words_is_never_a_point() {
    for lanes in LaneBy::ALL {
        let timeline = timeline(&by(lanes));
        for lane in &timeline.lanes {
            let words = matches!(timeline.target(lane).amount, Amount::Wording(_));
            assert_eq!(lane.words, words);
            assert!(!(words && matches!(lane.shape, Shape::Point(_))));
        }
    }
}

#[test]
fn by_plan() {
    insta::assert_snapshot!("timeline_by_plan", text(&timeline(&ViewSpec::default())));
}

#[test]
fn by_indicator() {
    insta::assert_snapshot!(
        "timeline_by_indicator",
        text(&timeline(&by(LaneBy::Indicator)))
    );
}

#[test]
fn by_agency() {
    let spec = ViewSpec {
        plans: vec!["wanqianbai-2018".to_owned()],
        ..by(LaneBy::Agency)
    };
    insta::assert_snapshot!("timeline_by_agency", text(&timeline(&spec)));
}

#[test]
fn by_role() {
    let spec = ViewSpec {
        agencies: vec!["jxj".to_owned()],
        ..by(LaneBy::Role)
    };
    insta::assert_snapshot!("timeline_by_role", text(&timeline(&spec)));
}

#[test]
fn the_filters_of_the_matrix_are_those_of_the_timeline() {
    let all = timeline(&ViewSpec::default());
    assert_eq!(all.counts_text(), "141 / 141 个目标 · 5 / 5 份方案");
    let plan = timeline(&ViewSpec {
        plans: vec!["made-2021".to_owned()],
        ..ViewSpec::default()
    });
    assert_eq!(plan.counts_text(), "24 / 141 个目标 · 1 / 5 份方案");
    assert_eq!(plan.groups.len(), 1);
    let agency = timeline(&ViewSpec {
        agencies: vec!["jxw".to_owned()],
        ..ViewSpec::default()
    });
    assert!(agency.lanes.iter().all(|lane| {
        let task = lane.task.expect("goals belong to nobody");
        let workspace = agency.workspace();
        let duties = &workspace.task(task).duties;
        duties
            .iter()
            .any(|duty| workspace.agency(duty.agency).id == "jxw")
    }));
    assert!(agency.shown.targets > 0 && agency.shown.targets < 141);
    let search = timeline(&ViewSpec {
        text: "dxgj".to_owned(),
        ..ViewSpec::default()
    });
    let found: BTreeSet<&str> = search
        .lanes
        .iter()
        .map(|lane| search.target(lane).indicator.as_str())
        .collect();
    assert!(found.contains("制造业单项冠军"), "{found:?}");
    let nothing = timeline(&ViewSpec {
        text: "没有这样的任务".to_owned(),
        ..ViewSpec::default()
    });
    assert_eq!(nothing.counts_text(), "0 / 141 个目标 · 0 / 5 份方案");
    assert!(nothing.groups.is_empty() && nothing.undated.is_empty());
}

#[test]
fn a_body_of_today_takes_over_the_targets_of_its_predecessors() {
    use zeren::view::SuccessionView::Current;
    let written = timeline(&by(LaneBy::Agency));
    let current = timeline(&ViewSpec {
        succession: Current,
        ..by(LaneBy::Agency)
    });
    let of = |timeline: &Timeline, label: &str| {
        let group = timeline.groups.iter().find(|group| {
            matches!(group.kind, LaneGroup::Agency(_)) && timeline.heading(group) == label
        });
        group.map_or(0, |group| group.lanes.len())
    };
    assert!(of(&written, "市经信委") > 0);
    assert_eq!(of(&current, "市经信委"), 0);
    assert!(of(&current, "市经信局") >= of(&written, "市经信局") + of(&written, "市经信委") - 1);
}

#[test]
fn plans_stand_as_they_are_on_the_day() {
    use Standing::{Draft, Ended, InForce, Passed};
    let standings = |today: Date| -> Vec<Standing> {
        let sheet = Sheet::new(&common::data(), &ViewSpec::default(), today);
        let timeline = Timeline::new(&sheet);
        let bars = timeline.groups.iter().map(|group| group.bar.unwrap());
        bars.map(|bar| bar.standing).collect()
    };
    let (now, long_ago) = ("2026-11-22".parse().unwrap(), "2019-01-01".parse().unwrap());
    assert_eq!(standings(now), [Passed, Ended, Ended, Passed, Draft]);
    assert_eq!(standings(long_ago), [InForce, Ended, Ended, InForce, Draft]);
}

#[test]
fn a_deadline_is_reached_only_when_its_day_is_over() {
    let plan = r#"(id: "p", title: "方案", sections: [(targets: [
        (indicator: "甲", amount: Exactly(1), due: By("2023-06-30"))])])"#;
    for (today, state) in [
        ("2023-06-30", DueState::Coming),
        ("2023-07-01", DueState::Reached),
    ] {
        let timeline = of_text(plan, today, LaneBy::Plan);
        assert_eq!(timeline.lanes[0].state, state, "{today}");
    }
    assert_eq!(DueState::Reached.label(), Some("时限已到"));
}

#[test]
fn months_and_days_stand_where_they_end() {
    let plan = r#"(id: "p", title: "方案", sections: [(targets: [
        (indicator: "甲", amount: Exactly(1), due: By("2023-06")),
        (indicator: "乙", amount: Exactly(1), due: By("2024-02-29")),
    ])])"#;
    let timeline = of_text(plan, "2023", LaneBy::Plan);
    let ends: Vec<String> = timeline
        .lanes
        .iter()
        .map(|lane| lane.shape.to().before().text())
        .collect();
    assert_eq!(ends, ["2023-06-30", "2024-02-29"]);
}

#[test]
fn a_plan_without_a_period_runs_from_its_issue_to_its_last_deadline_and_says_so() {
    let plan = r#"(id: "p", title: "方案", issued: "2022-05-04", sections: [(targets: [
        (indicator: "甲", amount: Exactly(1), due: By("2023")),
        (indicator: "乙", amount: Exactly(1), due: Within(3, 5)),
        (indicator: "丙", amount: Exactly(1), due: Every(Year)),
    ])])"#;
    let timeline = of_text(plan, "2026", LaneBy::Plan);
    insta::assert_snapshot!(text(&timeline), @r"
    2022-01-01 … 2027-12-31
    3 / 3 个目标 · 1 / 1 份方案

    ▾ 方案 | 2022年5月4日印发 | 2022-05-04 … 2027-05-04 执行中
      甲 | 1 | ◆ 2023-12-31 | 时限已到 | 总体目标
      乙 | 1 | ▭ 2025-05-04 … 2027-05-04 | 时限未到 | 总体目标
      丙 | 每年 1 | ● 5 × 每年 | 时限未到 | 总体目标
    ");
    let group = &timeline.groups[0];
    let LaneGroup::Plan(ix) = group.kind else {
        panic!("a plan");
    };
    let words = timeline.bar_text(ix, &group.bar.unwrap());
    assert_eq!(
        words,
        "没有写明实施期，按印发时间和各项时限画出，2022年5月4日印发"
    );
}

#[test]
fn a_plan_of_which_no_time_is_known_spans_the_axis() {
    let plan = r#"(id: "p", title: "方案", sections: [(targets: [
        (indicator: "甲", amount: Exactly(1), due: Ongoing),
        (indicator: "乙", amount: Exactly(1), due: Within(3, 5)),
    ])])"#;
    let timeline = of_text(plan, "2023-05-05", LaneBy::Plan);
    assert_eq!(timeline.groups[0].bar, None);
    insta::assert_snapshot!(text(&timeline), @r"
    2023-01-01 … 2023-12-31
    2 / 2 个目标 · 1 / 1 份方案

    ▾ 方案 | 
      甲 | 1 | — 2023-01-01 … 2023-12-31 | - | 总体目标
      乙 | 1 | ? 2023-01-01 … 2023-12-31 | - | 总体目标
    ");
    let words = timeline.due_text(&timeline.lanes[1]);
    assert_eq!(words, "3—5年内", "years need a start to count from");
}

#[test]
fn far_ends_of_time_do_no_harm() {
    let plan = r#"(id: "p", title: "方案", issued: "0001", sections: [(targets: [
        (indicator: "甲", amount: Exactly(1), due: By("9999")),
        (indicator: "乙", amount: Exactly(1), due: Within(255, 255)),
        (indicator: "丙", amount: Exactly(1), due: Every(Month)),
    ])])"#;
    let timeline = of_text(plan, "2023", LaneBy::Plan);
    assert_eq!(timeline.axis.start.text(), "0001-01-01");
    assert_eq!(timeline.axis.end.before().text(), "9999-12-31");
}

#[test]
fn folded_plans_are_folded_here_too_and_their_lanes_stay() {
    let folded = timeline(&ViewSpec {
        folded: vec!["made-2021".to_owned(), "thread:制造业单项冠军".to_owned()],
        ..ViewSpec::default()
    });
    let states: Vec<bool> = folded.groups.iter().map(|group| group.folded).collect();
    assert_eq!(states, [false, false, true, false, false]);
    assert_eq!(folded.shown.targets, 141);
    let folded = timeline(&ViewSpec {
        folded: vec!["made-2021".to_owned(), "thread:制造业单项冠军".to_owned()],
        ..by(LaneBy::Indicator)
    });
    let group = folded.groups.iter().find(|group| group.folded).unwrap();
    assert_eq!(folded.heading(group), "制造业单项冠军");
}

#[test]
fn neighbours_in_time_follow_each_other_through_all_lanes() {
    let timeline = timeline(&ViewSpec::default());
    let mut at = (0..timeline.lanes.len())
        .find(|&lane| timeline.beside(lane, false).is_none())
        .unwrap();
    let mut visited = vec![at];
    while let Some(next) = timeline.beside(at, true) {
        assert!(timeline.lanes[next].shape.to() >= timeline.lanes[at].shape.to());
        assert_eq!(timeline.beside(next, false), Some(at));
        visited.push(next);
        at = next;
    }
    assert_eq!(visited.len(), timeline.lanes.len());
}
