//! Whose duty is whose: targets with their actors, leading groups with members and offices.

#![allow(clippy::expect_used, reason = "a test may fail here")]

use zeren::export::{self, Format, Silent, Subject};
use zeren::model::{AgencyKind, Assignment, Members};

use crate::{assignments, common, data, targets, task};

/// The calendar of one body, without folded lines.
fn calendar(name: &str) -> String {
    let mut bytes = Vec::new();
    let profile = common::profile(name);
    export::write(Subject::Agency(&profile), Format::Ics, &mut bytes, &Silent).expect("a file");
    let text = String::from_utf8(bytes).expect("UTF-8");
    text.replace("\r\n ", "")
}

fn has_duty(name: &str, duty: &str) -> bool {
    let text = calendar(name);
    assert!(text.contains(&format!("X-WR-CALNAME:{name}")), "{name}");
    text.contains(duty)
}

#[test]
fn what_the_statistics_bureau_watches_is_in_no_other_calendar() {
    let duty = "企业经营状况监测分析和形势研判";
    assert!(has_duty("市统计局", duty));
    assert!(!has_duty("市发改委", duty));
    assert!(!has_duty("江岸区", duty));
}

#[test]
fn the_quarterly_report_of_the_districts_is_in_the_calendar_of_a_district() {
    let duty = "各区向工作专班书面上报进展、经验、问题和计划";
    for district in ["江岸区", "东湖风景区", "长江新区"] {
        assert!(has_duty(district, duty), "{district}");
    }
    assert!(calendar("江岸区").contains("RRULE:FREQ=MONTHLY;INTERVAL=3"));
    // The task is that of 市直有关部门 as well, but not this.
    assert!(!calendar("市直有关部门").contains(duty));
}

/// Everything that the texts give to some of a task's bodies, and to whom it is reported.
#[test]
fn targets_say_whose_they_are_where_the_text_does() {
    let data = data();
    let mut found = Vec::new();
    for plan in &data.plans {
        for target in targets(plan) {
            if !target.by.is_empty() || !target.to.is_empty() {
                let (by, to) = (target.by.join(" "), target.to.join(" "));
                found.push(format!("{} {}: {by} → {to}", plan.id, target.indicator));
            }
        }
    }
    assert_eq!(
        found,
        [
            "brand-2017 支持品牌建设、推进供需结构升级的具体措施: districts → ",
            "wanqianbai-2018 “万千百工程”进展: jxw → ",
            "wanqianbai-2018 “万千百工程”实施细则: ygbm → ",
            "wanqianbai-2018 支撑规划和配套政策: ygq → ",
            "made-2021 各区具体实施方案: districts → ",
            "chain-2023 年初工作要点和工作清单: hb-qtbm → ",
            "chain-2023 年末工作完成情况报告: hb-qtbm → hb-zzqsb",
            "chain-2023 工作进展情况通报: hb-zzqsb → ",
            "double-2024 专班会商研究: fgw → ",
            "double-2024 各区向工作专班书面上报进展、经验、问题和计划: districts → sqxz",
            "double-2024 “双千”企业点对点包联: districts → ",
            "double-2024 企业经营状况监测分析和形势研判: tjj → jjxs",
            "double-2024 “双千”企业调查研究: fgw → ",
        ]
    );
}

/// The groups that two texts set up, each with the members of its clause in their order.
#[test]
fn the_leading_groups_have_members_and_an_office() {
    let data = data();
    for (plan, clause, id, members, office) in [
        ("brand-2017", "四(四)", "ppxz", 22, "gsj"),
        ("double-2024", "三17", "sqxz", 15, "fgw"),
    ] {
        let group = data.agencies.iter().find(|a| a.id == id).expect("a group");
        assert_eq!(group.kind, AgencyKind::LeadingGroup, "{id}");
        let Some(Members::ListedAndOthers(ids)) = &group.members else {
            panic!("{id}: the list of its members ends in 等");
        };
        let clause = task(&data, plan, clause);
        let named: Vec<&str> = clause
            .assignments
            .iter()
            .filter(|a| a.role.key() == "Member")
            .map(|a| a.agency.as_str())
            .collect();
        assert_eq!(*ids, named, "{id}");
        assert_eq!(ids.len(), members, "{id}");
        assert!(clause.assignments.iter().any(|a| a.agency == id), "{id}");
        assert_eq!(seat(&clause.assignments), Some(office), "{id}");
    }
}

#[test]
fn every_office_has_its_seat() {
    let data = data();
    let mut found = Vec::new();
    for plan in &data.plans {
        for assignment in assignments(plan) {
            if assignment.term.as_deref() == Some("办公室") {
                found.push((plan.id.as_str(), assignment.agency.as_str()));
            }
        }
    }
    assert_eq!(
        found,
        [
            ("brand-2017", "gsj"),
            ("wanqianbai-2018", "jxw"),
            ("chain-2023", "hb-jxt"),
            ("double-2024", "fgw"),
        ]
    );
    let office = data.agencies.iter().find(|a| a.id == "hb-zzqsb");
    let parent = office.and_then(|office| office.parent.as_deref());
    assert_eq!(parent, Some("hb-jxt"));
}

fn seat(assignments: &[Assignment]) -> Option<&str> {
    let office = |a: &&Assignment| a.term.as_deref() == Some("办公室");
    assignments.iter().find(office).map(|a| a.agency.as_str())
}
