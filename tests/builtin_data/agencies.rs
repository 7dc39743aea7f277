//! The list of bodies: names, members, and what became of them.

use std::collections::{BTreeMap, BTreeSet};

use zeren::model::{AgencyKind, Basis, Members, SuccessionKind};

use crate::{assignments, data, distinct, sections, tasks};

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
