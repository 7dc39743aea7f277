//! The list of bodies: names, members, and what became of them.

use std::collections::{BTreeMap, BTreeSet};

use zeren::model::{Agency, AgencyKind, Basis, Members, SuccessionKind};

use crate::{assignments, data, distinct, sections, targets, tasks};

fn members(agency: &Agency) -> &[String] {
    agency.members.as_ref().map_or(&[], Members::listed)
}

#[test]
fn ids_and_names_are_unique() {
    let data = data();
    assert!(distinct(data.agencies.iter().map(|a| &a.id)));
    assert!(distinct(data.agencies.iter().flat_map(|a| {
        [&a.name].into_iter().chain(&a.short).chain(&a.aliases)
    })));
    assert!(distinct(data.plans.iter().map(|p| &p.id)));
    for plan in &data.plans {
        assert!(distinct(tasks(plan).iter().map(|t| t.key())), "{}", plan.id);
        assert!(
            distinct(sections(plan).iter().map(|s| &s.number)),
            "{}",
            plan.id
        );
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
        .chain(data.agencies.iter().flat_map(members).map(String::as_str))
        .chain(data.plans.iter().flat_map(targets).flat_map(|target| {
            let bodies = target.by.iter().chain(&target.to);
            bodies.map(String::as_str)
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
        let ids = members(agency);
        assert!(distinct(ids), "{}", agency.id);
        let others = agency.parent.iter();
        assert!(
            ids.iter()
                .chain(others)
                .all(|id| known.contains(id.as_str())),
            "{}",
            agency.id
        );
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
    let [period] = districts.member_periods.as_slice() else {
        panic!("one of them was not there from the beginning");
    };
    assert_eq!(period.member, "cjxq");
    assert_eq!(
        period.from.map(zeren::model::Date::text).as_deref(),
        Some("2022年2月")
    );
    assert_eq!(period.to, None);
}

/// A name without a place would join bodies of other cities and provinces.
#[test]
fn general_names_have_their_place() {
    let data = data();
    for agency in &data.agencies {
        let has_place = ["武汉", "湖北省"]
            .iter()
            .any(|place| agency.name.contains(place));
        assert!(has_place, "{}", agency.name);
        if agency.id.starts_with("hb-") {
            assert!(agency.label().starts_with('省'), "{}", agency.label());
        }
    }
}
