//! Who does what: the bodies of each task as the documents write them.

use zeren::model::{Agency, Role, Task};

use crate::{assignments, data, plan, task, tasks, written};

fn is_a_name_of(agency: &Agency, wording: &str) -> bool {
    agency.name == wording
        || agency.short.as_deref() == Some(wording)
        || agency.aliases.iter().any(|alias| alias == wording)
}

#[test]
fn in_2017_the_notes_and_the_leading_group_stand_apart() {
    let data = data();
    let plan = plan(&data, "brand-2017");
    let (group, noted): (Vec<&Task>, Vec<&Task>) = tasks(plan)
        .into_iter()
        .partition(|task| task.clause == "四(四)");
    assert_eq!(noted.len(), 14);
    let noted: Vec<_> = noted.iter().flat_map(|task| &task.assignments).collect();
    assert_eq!(noted.len(), 64);
    assert!(noted.iter().all(|a| a.role == Role::Responsible));
    let terms: Vec<_> = group[0]
        .assignments
        .iter()
        .filter_map(|a| a.term.as_deref())
        .collect();
    assert_eq!(terms, ["组长", "副组长", "副组长", "领导小组", "办公室"]);
    // The group, its office and the districts beside heads and members.
    assert_eq!(group[0].assignments.len(), 3 + 22 + 3);
}

/// The plan of 2021 knows 牵头单位, and that of 2023 牵头部门. A lead elsewhere is a head, a group or a
/// mechanism and has a term.
#[test]
fn a_lead_without_a_term_is_what_the_text_calls_a_lead() {
    let data = data();
    for plan in &data.plans {
        let plain = assignments(plan)
            .into_iter()
            .filter(|a| a.role == Role::Lead && a.term.is_none())
            .count();
        let expected = match plan.id.as_str() {
            "made-2021" => 19,
            "chain-2023" => 3,
            _ => 0,
        };
        assert_eq!(plain, expected, "{}", plan.id);
    }
    let made = plan(&data, "made-2021");
    let leads = |wanted: usize| -> Vec<&str> {
        tasks(made)
            .into_iter()
            .filter(|task| written(task, Role::Lead).len() == wanted)
            .map(|task| task.clause.as_str())
            .collect()
    };
    assert_eq!(leads(0), ["二(二)6", "二(三)3"]);
    // Two 牵头单位, and 市质量强市工作委员会 above them.
    assert_eq!(leads(3), ["三(三)"]);
}

#[test]
fn only_the_chain_plan_and_its_missing_annex_leave_tasks_without_agency() {
    let data = data();
    let bare: Vec<_> = data
        .plans
        .iter()
        .flat_map(|plan| {
            tasks(plan)
                .into_iter()
                .filter(|task| task.assignments.is_empty())
                .map(|task| (plan.id.as_str(), task.clause.as_str(), task.note.is_some()))
        })
        .collect();
    assert_eq!(
        bare,
        ["三(一)", "三(二)", "三(三)", "三(五)", "三(六)", "四(四)"].map(|clause| (
            "chain-2023",
            clause,
            true
        ))
    );
    let note = plan(&data, "chain-2023").note.as_deref().unwrap();
    assert!(note.contains("附件") && note.contains("不在文本中"));
}

/// Plan, clause, role, and the bodies as the document writes them, in its order.
#[test]
fn bodies_stand_as_written() {
    let data = data();
    let expected: &[(&str, &str, Role, &[&str])] = &[
        (
            "brand-2017",
            "三(一)3",
            Role::Responsible,
            &["市质监局", "市发展改革委", "市经济和信息化委", "市国资委"],
        ),
        ("brand-2017", "三(二)2", Role::Responsible, &["市农委"]),
        (
            "brand-2017",
            "四(二)",
            Role::Responsible,
            &[
                "市打击侵权假冒小组成员单位",
                "市社会信用体系建设领导小组成员单位",
            ],
        ),
        (
            "brand-2017",
            "四(四)",
            Role::Lead,
            &[
                "市人民政府分管副市长",
                "市人民政府分管副秘书长",
                "市工商局局长",
            ],
        ),
        (
            "wanqianbai-2018",
            "三(四)〔3〕",
            Role::Responsible,
            &["市科技成果转化局"],
        ),
        (
            "wanqianbai-2018",
            "四(二)〔1〕",
            Role::Responsible,
            &["市发改委", "市金融局", "市经信委", "市科技局", "各有关区"],
        ),
        (
            "wanqianbai-2018",
            "四(四)〔4〕",
            Role::Responsible,
            &["市发改委", "市城管委", "市城投集团"],
        ),
        (
            "wanqianbai-2018",
            "四(六)",
            Role::Oversee,
            &["市政府督查室"],
        ),
        ("made-2021", "二(一)5", Role::Lead, &["市地方金融局"]),
        (
            "made-2021",
            "二(一)5",
            Role::Responsible,
            &[
                "市发改委",
                "市科技局",
                "市经信局",
                "市市场监管局",
                "市财政局",
                "人行武汉分行营管部",
                "各区人民政府",
            ],
        ),
        (
            "made-2021",
            "二(三)3",
            Role::Responsible,
            &[
                "团市委",
                "市总工会",
                "市妇联",
                "市工商联",
                "武汉企业联合会",
                "各区人民政府",
            ],
        ),
        (
            "made-2021",
            "三(三)",
            Role::Lead,
            &["市质量强市工作委员会", "市市场监管局", "市经信局"],
        ),
        (
            "chain-2023",
            "二(一)",
            Role::Lead,
            &["“链长”领导", "牵头部门"],
        ),
        (
            "chain-2023",
            "四(三)",
            Role::Oversee,
            &["省制造强省建设领导小组办公室"],
        ),
        (
            "double-2024",
            "二(三)7",
            Role::Responsible,
            &["经信", "财政", "发改委", "国资委", "各区(开发区)人民政府"],
        ),
        (
            "double-2024",
            "二(五)16",
            Role::Responsible,
            &["发改委", "市场监管局", "市司法局", "各区(开发区)人民政府"],
        ),
        (
            "double-2024",
            "三20",
            Role::Responsible,
            &["发改委", "统计局"],
        ),
    ];
    for (id, key, role, bodies) in expected {
        let found = written(task(&data, id, key), *role);
        assert_eq!(found, *bodies, "{id} {key} {}", role.label());
    }
}

#[test]
fn mended_names_point_to_the_body_meant() {
    let data = data();
    let bodies: Vec<_> = task(&data, "double-2024", "二(三)7")
        .assignments
        .iter()
        .map(|a| (a.agency.as_str(), a.note.is_some()))
        .collect();
    assert_eq!(
        bodies,
        [
            ("jxj", true),
            ("czj", true),
            ("fgw", true),
            ("gzw", true),
            ("districts", false),
        ]
    );
}

#[test]
fn every_wording_is_kept_and_is_a_known_name_or_explained() {
    let data = data();
    for plan in &data.plans {
        for task in tasks(plan) {
            for assignment in &task.assignments {
                let place = format!("{} {} {}", plan.id, task.key(), assignment.agency);
                let agency = data.agencies.iter().find(|a| a.id == assignment.agency);
                let agency = agency.unwrap_or_else(|| panic!("{place}: no such agency"));
                let wording = assignment.written.as_deref().unwrap_or_default();
                assert!(!wording.is_empty(), "{place}: no wording");
                assert!(
                    is_a_name_of(agency, wording)
                        || assignment.note.is_some()
                        || task.note.is_some(),
                    "{place}: {wording}"
                );
            }
        }
    }
}
