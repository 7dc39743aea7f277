//! Who is named, and by which names.

use super::*;

fn is_a_name_of(agency: &Agency, wording: &str) -> bool {
    agency.name == wording
        || agency.short.as_deref() == Some(wording)
        || agency.aliases.iter().any(|alias| alias == wording)
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
            &["市市场监管局", "市经信局"],
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

#[test]
fn no_agency_is_idle() {
    let data = data();
    let used: BTreeSet<&str> = data
        .plans
        .iter()
        .flat_map(assignments)
        .map(|a| a.agency.as_str())
        .chain(data.agencies.iter().flat_map(|a| match &a.members {
            Some(Members::Listed(ids)) => ids.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        }))
        .chain(data.successions.iter().map(|s| s.to.as_str()))
        .collect();
    for agency in &data.agencies {
        assert!(used.contains(agency.id.as_str()), "{}", agency.id);
    }
}

#[test]
fn members_and_successions_are_known_bodies() {
    let data = data();
    let known: BTreeSet<&str> = data.agencies.iter().map(|a| a.id.as_str()).collect();
    for agency in &data.agencies {
        if let Some(Members::Listed(ids)) = &agency.members {
            assert!(distinct(ids), "{}", agency.id);
            assert!(
                ids.iter().all(|id| known.contains(id.as_str())),
                "{}",
                agency.id
            );
        }
    }
    for succession in &data.successions {
        assert!(
            known.contains(succession.from.as_str()),
            "{}",
            succession.from
        );
        assert!(known.contains(succession.to.as_str()), "{}", succession.to);
        assert!(succession.from != succession.to);
        assert!(matches!(&succession.basis, Basis::General(basis) if !basis.is_empty()));
    }
    // One later body each, and no body that comes back as its own successor.
    let next: BTreeMap<&str, &str> = data
        .successions
        .iter()
        .map(|s| (s.from.as_str(), s.to.as_str()))
        .collect();
    assert_eq!(next.len(), data.successions.len());
    for start in next.keys() {
        let mut at = *start;
        for _ in 0..=next.len() {
            at = next.get(at).copied().unwrap_or(at);
        }
        assert!(!next.contains_key(at), "{start} runs in a circle");
    }
    assert!(
        data.successions
            .iter()
            .all(|s| s.how != SuccessionKind::Transferred)
    );
}

#[test]
fn no_body_is_used_after_it_became_another() {
    let data = data();
    for succession in &data.successions {
        let Some(end) = succession.date else { continue };
        for plan in &data.plans {
            let issued = plan.issued.expect("every plan says when it was issued");
            let used = assignments(plan)
                .iter()
                .any(|a| a.agency == succession.from);
            assert!(
                !used || issued.first_day() < end.last_day(),
                "{} in {}",
                succession.from,
                plan.id
            );
        }
    }
}

#[test]
fn the_districts_are_thirteen_and_four_zones() {
    let data = data();
    let districts = data.agencies.iter().find(|a| a.id == "districts").unwrap();
    assert_eq!(districts.kind, AgencyKind::Collective);
    let Some(Members::Listed(ids)) = &districts.members else {
        panic!("the districts are listed");
    };
    let named = |suffix: &str| {
        data.agencies
            .iter()
            .filter(|a| ids.contains(&a.id) && a.name.ends_with(suffix))
            .count()
    };
    assert_eq!(ids.len(), 17);
    assert_eq!(
        ids.len() - named("开发区") - named("风景区") - named("新区"),
        13
    );
    assert!(
        districts
            .note
            .as_deref()
            .is_some_and(|n| n.contains("一般知识"))
    );
}
