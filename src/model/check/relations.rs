//! Rules about who belongs to whom: members of collectives, their times, and parents.

use super::agencies::{Bodies, at, chain, cycles};
use super::{Finding, Rule, Step};
use crate::diagnostic::Item;
use crate::model::{AgencyKind, Members};

/// Members are known, and no collective contains itself.
pub(super) fn members(bodies: &mut Bodies, findings: &mut Vec<Finding>) {
    let mut edges: Vec<Vec<usize>> = vec![Vec::new(); bodies.dataset.agencies.len()];
    for (index, agency) in bodies.dataset.agencies.iter().enumerate() {
        let ids = agency.members.as_ref().map_or(&[][..], Members::listed);
        periods(bodies, index, ids, findings);
        if !matches!(
            agency.members,
            Some(Members::Listed(_) | Members::ListedAndOthers(_))
        ) {
            continue;
        }
        let item = || Item::Agency(agency.id.clone());
        if !matches!(
            agency.kind,
            AgencyKind::Collective | AgencyKind::LeadingGroup
        ) {
            findings.push(
                Finding::new(
                    Rule::MembersOfSingleBody,
                    at(index, Some("members")),
                    item(),
                    format!(
                        "“{}”列有成员，类型却是“{}”",
                        agency.label(),
                        agency.kind.label()
                    ),
                )
                .with_hint("列有成员的机构写 kind: Collective 或 kind: LeadingGroup"),
            );
        }
        for (nth, id) in ids.iter().enumerate() {
            let path = || {
                let mut path = at(index, Some("members"));
                path.extend([Step::Index(0), Step::Index(nth)]);
                (path, item())
            };
            edges[index].extend(bodies.refer(id, path));
        }
    }
    for cycle in cycles(&edges) {
        let names = chain(bodies, &cycle);
        findings.push(
            Finding::new(
                Rule::MemberCycle,
                at(cycle[0], Some("members")),
                Item::Agency(bodies.agency(cycle[0]).id.clone()),
                format!("集合机构互相包含：{names}"),
            )
            .with_hint("成员中不应再有它自己，或包含它的机构"),
        );
    }
}

/// The times of members are those of members, and do not end before they begin.
fn periods<'d>(
    bodies: &mut Bodies<'d>,
    index: usize,
    members: &'d [String],
    findings: &mut Vec<Finding>,
) {
    let agency = bodies.agency(index);
    let item = || Item::Agency(agency.id.clone());
    for (nth, period) in agency.member_periods.iter().enumerate() {
        let path = |field: Option<&'static str>| {
            let mut path = at(index, Some("member_periods"));
            path.push(Step::Index(nth));
            path.extend(field.map(Step::Field));
            path
        };
        let known = bodies.refer(&period.member, || (path(Some("member")), item()));
        if known.is_some() && !members.contains(&period.member) {
            findings.push(
                Finding::new(
                    Rule::PeriodOfNoMember,
                    path(Some("member")),
                    item(),
                    format!("“{}”的成员中没有 {}", agency.label(), period.member),
                )
                .with_hint("在 members 中加上它，或去掉这一项"),
            );
        }
        if let (Some(from), Some(to)) = (period.from, period.to)
            && from.first_day() > to.last_day()
        {
            findings.push(
                Finding::new(
                    Rule::PeriodOrder,
                    path(Some("from")),
                    item(),
                    format!("起始时间 {from} 晚于结束时间 {to}"),
                )
                .with_hint("from 写起始时间，to 写结束时间，核对两处"),
            );
        }
    }
}

/// Parents are known, and no body belongs to itself.
pub(super) fn parents(bodies: &mut Bodies, findings: &mut Vec<Finding>) {
    let dataset = bodies.dataset;
    let mut edges: Vec<Vec<usize>> = vec![Vec::new(); dataset.agencies.len()];
    for (index, agency) in dataset.agencies.iter().enumerate() {
        let Some(parent) = &agency.parent else {
            continue;
        };
        let place = || (at(index, Some("parent")), Item::Agency(agency.id.clone()));
        edges[index].extend(bodies.refer(parent, place));
    }
    for cycle in cycles(&edges) {
        let names = chain(bodies, &cycle);
        findings.push(
            Finding::new(
                Rule::ParentCycle,
                at(cycle[0], Some("parent")),
                Item::Agency(bodies.agency(cycle[0]).id.clone()),
                format!("上级机构首尾相接：{names}"),
            )
            .with_hint("parent 写它所属的机构，核对方向"),
        );
    }
}
