//! What documents of other offices say beyond the plain data: roles and columns of their own, who
//! is to reach a target, deadlines of every kind, wordings, sources.

use super::Maker;
use crate::model::{
    Agency, AgencyKind, Amount, Dataset, Date, Due, Fields, MemberPeriod, Members, OwnRole, Plan,
    PlanSource, Rhythm, Role, Section, Superior, Target, Task,
};

/// Adds such details to made-up data. The same `seed` adds the same ones.
pub fn add_details(dataset: &mut Dataset, seed: u64) {
    let mut maker = Maker::new(seed);
    dataset.roles = [
        ("主责", "主", Role::Lead, false),
        ("协办", "协", Role::Support, false),
        ("验收", "验", Role::Oversee, false),
        ("分管领导", "分", Role::Lead, true),
    ]
    .map(|(name, mark, counts_as, post)| OwnRole {
        name: name.to_owned(),
        mark: mark.to_owned(),
        counts_as,
        post,
    })
    .into();
    of_agencies(&mut dataset.agencies, &mut maker);
    let group = dataset
        .agencies
        .iter()
        .find(|agency| agency.kind == AgencyKind::LeadingGroup)
        .map(|agency| agency.id.clone());
    for (nth, plan) in dataset.plans.iter_mut().enumerate() {
        of_plan(plan, nth);
        let year = plan.period.map_or(2020, |period| period.from.year());
        of_sections(&mut plan.sections, group.as_deref(), year, &mut maker);
    }
}

fn fields<const N: usize>(fields: [(&str, String); N]) -> Fields {
    let named = fields.into_iter();
    named.map(|(name, text)| (name.to_owned(), text)).collect()
}

fn of_agencies(agencies: &mut [Agency], maker: &mut Maker) {
    let first = agencies.first().map(|agency| agency.id.clone());
    for (nth, agency) in agencies.iter_mut().enumerate() {
        if nth.is_multiple_of(3) {
            let phone = format!("027-8{:07}", maker.below(10_000_000));
            agency.fields = fields([("联系电话", phone)]);
        }
        match (agency.kind, &mut agency.members) {
            (AgencyKind::LeadingGroup, members) => {
                if let Some(Members::Listed(ids)) = members {
                    *members = Some(Members::ListedAndOthers(std::mem::take(ids)));
                }
            }
            (AgencyKind::Enterprise, _) => agency.heir_unknown = true,
            (AgencyKind::Mechanism, _) if nth > 0 => agency.parent.clone_from(&first),
            (AgencyKind::Collective, Some(Members::Listed(ids))) => {
                agency.member_periods = ids
                    .last()
                    .map(|member| MemberPeriod {
                        member: member.clone(),
                        from: "2022-02".parse().ok(),
                        to: None,
                    })
                    .into_iter()
                    .collect();
            }
            _ => {}
        }
    }
}

fn of_plan(plan: &mut Plan, nth: usize) {
    if nth.is_multiple_of(2) {
        plan.based_on = vec![Superior {
            title: "示例省质量工作意见".to_owned(),
            number: Some(format!("示政发〔2019〕{}号", nth + 1)),
        }];
        plan.source = Some(PlanSource {
            publisher: Some("示例市人民政府网".to_owned()),
            address: Some(format!("https://example.org/{}.html", nth + 1)),
            retrieved: Date::day(2026, 11, 2),
            completeness: Some("全文".to_owned()),
        });
    }
}

fn of_sections(sections: &mut [Section], group: Option<&str>, year: i16, maker: &mut Maker) {
    for section in sections {
        for task in &mut section.tasks {
            of_task(task, group, year, maker);
        }
        of_sections(&mut section.sections, group, year, maker);
    }
}

fn of_task(task: &mut Task, group: Option<&str>, year: i16, maker: &mut Maker) {
    if maker.once_in(3) {
        let name = maker.proper_name();
        let points = (1 + maker.below(10)).to_string();
        task.fields = fields([("责任人", name), ("分值", points)]);
    }
    if maker.once_in(4) {
        for assignment in &mut task.assignments {
            let term = match assignment.role {
                Role::Lead => Some("主责"),
                Role::Support => Some("协办"),
                Role::Oversee => Some("验收"),
                Role::Responsible | Role::Member => None,
            };
            assignment.term = term.map(str::to_owned);
        }
    }
    if maker.once_in(6) {
        task.due = deadline(maker.below(9), year);
    }
    if maker.once_in(5) {
        let bodies: Vec<&str> = task
            .assignments
            .iter()
            .filter_map(|assignment| assignment.written.as_deref())
            .collect();
        let note = format!("（责任单位：{}）", bodies.join("、"));
        task.text = Some(format!("{}。{}{note}", task.title, task.summary));
        task.place = Some(format!("第 {} 页", 1 + maker.below(20)));
    }
    let actor = task.assignments.first().map(|first| first.agency.clone());
    for target in &mut task.targets {
        if maker.once_in(3) {
            target.due = deadline(maker.below(9), year);
        }
        if maker.once_in(4) {
            target.by.extend(actor.clone());
            target.to.extend(group.map(str::to_owned));
        }
    }
    if maker.once_in(8) {
        task.targets.push(Target {
            indicator: "示例实施细则".to_owned(),
            amount: Amount::Deliverable("制订".to_owned()),
            due: deadline(maker.below(9), year),
            ..Target::default()
        });
    }
}

/// One of nine kinds of deadlines.
fn deadline(kind: usize, year: i16) -> Due {
    let date = |part: &str| {
        let text = format!("{year:04}{part}");
        text.parse().unwrap_or(Date::year_only(year))
    };
    match kind {
        0 => Due::By(date("-Q3")),
        1 => Due::By(date("-H1")),
        2 => Due::Between(date(""), Date::year_only(year + 2)),
        3 => Due::WithinMonths(3, 6),
        4 => Due::WithinDays(30, 30),
        5 => Due::Every(Rhythm::Week),
        6 => Due::EveryUntil(Rhythm::Year, Date::year_only(year + 1)),
        7 => Due::When("验收后30日内".to_owned()),
        _ => Due::By(date("-06-30")),
    }
}
