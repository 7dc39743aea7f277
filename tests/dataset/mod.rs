//! Any dataset that keeps the rules.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use zeren::model::*;

/// Texts with everything that writing might trip over.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[\u{4E00}-\u{4E20}（），：“”、一-十a-z0-9]{0,12}",
        "[\"'\\\\\n\r\t \u{3000}\u{200B}\u{FEFF}\u{301}#/(),:\u{1F600}x]{0,8}",
        ".{0,6}",
    ]
}

fn number() -> impl Strategy<Value = Number> {
    prop_oneof![
        any::<f64>().prop_filter_map("finite", Number::new),
        (-1000..1000_i32).prop_filter_map("finite", |n| Number::new(f64::from(n))),
    ]
}

fn date() -> impl Strategy<Value = Date> {
    (1..=9999_i16, 0..=18_u8, 0..=28_u8).prop_filter_map("a date", |(year, month, day)| {
        match (month, day) {
            (0, _) => Some(Date::year_only(year)),
            (13..=16, _) => format!("{year:04}-Q{}", month - 12).parse().ok(),
            (17.., _) => format!("{year:04}-H{}", month - 16).parse().ok(),
            (_, 0) => format!("{year:04}-{month:02}").parse().ok(),
            _ => Date::day(year, month, day),
        }
    })
}

fn amount() -> impl Strategy<Value = Amount> {
    prop_oneof![
        number().prop_map(Amount::Exactly),
        number().prop_map(Amount::AtLeast),
        number().prop_map(Amount::AtMost),
        number().prop_map(Amount::About),
        number().prop_map(Amount::Multiple),
        (number(), number()).prop_map(|(a, b)| {
            let (from, to) = if a <= b { (a, b) } else { (b, a) };
            Amount::Range(from, to)
        }),
        (1..=u32::MAX, 1..=u32::MAX).prop_map(|(part, whole)| Amount::Fraction(part, whole)),
        text().prop_map(Amount::Wording),
        text().prop_map(Amount::Deliverable),
    ]
}

fn due() -> impl Strategy<Value = Due> {
    let rhythms = vec![
        Rhythm::Week,
        Rhythm::Month,
        Rhythm::Quarter,
        Rhythm::HalfYear,
        Rhythm::Year,
    ];
    prop_oneof![
        date().prop_map(Due::By),
        prop::sample::select(rhythms.clone()).prop_map(Due::Every),
        (prop::sample::select(rhythms), date())
            .prop_map(|(how, until)| Due::EveryUntil(how, until)),
        (date(), date()).prop_filter_map("in order", |(a, b)| {
            (a.first_day() <= b.last_day()).then_some(Due::Between(a, b))
        }),
        any::<(u16, u16)>().prop_map(|(a, b)| Due::WithinMonths(a.min(b), a.max(b))),
        any::<(u16, u16)>().prop_map(|(a, b)| Due::WithinDays(a.min(b), a.max(b))),
        text().prop_map(Due::When),
        any::<(u8, u8)>().prop_map(|(a, b)| Due::Within(a.min(b), a.max(b))),
        Just(Due::Ongoing),
        Just(Due::Unstated),
    ]
}

/// Columns of a file's own.
fn fields() -> impl Strategy<Value = Fields> {
    vec((text(), text()), 0..3).prop_map(|fields| fields.into_iter().collect())
}

fn target(agencies: usize) -> impl Strategy<Value = Target> {
    let bodies = move || vec((0..agencies).prop_map(agency_id), 0..2);
    let actors = (vec(due(), 0..2), bodies(), bodies());
    (
        option::of(text()),
        text(),
        amount(),
        text(),
        (due(), actors),
        any::<bool>(),
        option::of(text()),
        option::of(text()),
    )
        .prop_map(
            |(clause, indicator, amount, unit, (due, actors), stretch, thread, note)| Target {
                clause,
                indicator,
                amount,
                unit,
                due,
                also_due: actors.0,
                by: actors.1,
                to: actors.2,
                stretch,
                thread,
                note,
            },
        )
}

fn agency_id(index: usize) -> String {
    format!("a{index}")
}

fn assignment(agencies: usize) -> impl Strategy<Value = Assignment> {
    let role = prop::sample::select(Role::ALL.to_vec());
    (
        0..agencies,
        role,
        option::of(text()),
        option::of(text()),
        option::of(text()),
    )
        .prop_map(|(agency, role, written, term, note)| Assignment {
            agency: agency_id(agency),
            role,
            written,
            term,
            note,
        })
}

fn checked() -> impl Strategy<Value = Checked> {
    (date(), text()).prop_map(|(on, by)| Checked { on, by })
}

fn task(agencies: usize) -> impl Strategy<Value = Task> {
    let assignments = vec(assignment(agencies), 0..4);
    let rest = (assignments, vec(target(agencies), 0..3), option::of(text()));
    let more = (
        due(),
        (vec(due(), 0..2), vec(text(), 0..2)),
        fields(),
        option::of(text()),
        (option::of(text()), option::of(checked())),
    );
    (text(), option::of(any::<u16>()), text(), text(), rest, more).prop_map(
        |(clause, part, title, summary, (assignments, targets, note), more)| Task {
            clause,
            part,
            title,
            summary,
            assignments,
            due: more.0,
            also_due: more.1.0,
            due_words: more.1.1,
            targets,
            fields: more.2,
            text: more.3,
            place: more.4.0,
            checked: more.4.1,
            note,
        },
    )
}

fn section(agencies: usize) -> impl Strategy<Value = Section> {
    let content = move || {
        (
            text(),
            text(),
            vec(target(agencies), 0..2),
            vec(task(agencies), 0..3),
        )
    };
    let new = |(number, title, targets, tasks), sections| Section {
        number,
        title,
        targets,
        tasks,
        sections,
    };
    let leaf = content().prop_map(move |content| new(content, vec![]));
    leaf.prop_recursive(4, 8, 2, move |inner| {
        (content(), vec(inner, 0..2)).prop_map(move |(content, inner)| new(content, inner))
    })
}

fn plan(agencies: usize) -> impl Strategy<Value = Plan> {
    let statuses = vec![PlanStatus::InForce, PlanStatus::Draft, PlanStatus::Ended];
    let period = option::of((date(), date())).prop_map(|period| {
        period.map(|(a, b)| Period {
            from: a.min(b),
            to: a.max(b),
        })
    });
    let head = (
        text(),
        option::of(text()),
        option::of(text()),
        option::of(text()),
    );
    let rest = (
        option::of(date()),
        prop::sample::select(statuses),
        period,
        option::of(text()),
    );
    let superior =
        (text(), option::of(text())).prop_map(|(title, number)| Superior { title, number });
    let source = (
        option::of(text()),
        option::of(text()),
        option::of(date()),
        option::of(text()),
    )
        .prop_map(|(publisher, address, retrieved, completeness)| PlanSource {
            publisher,
            address,
            retrieved,
            completeness,
        });
    let origin = (vec(superior, 0..2), option::of(source));
    (head, rest, origin, vec(section(agencies), 0..3)).prop_map(
        |((title, short, number, issuer), (issued, status, period, note), origin, sections)| Plan {
            id: String::new(),
            title,
            short,
            number,
            issuer,
            issued,
            status,
            period,
            based_on: origin.0,
            source: origin.1,
            note,
            sections,
        },
    )
}

fn agency(agencies: usize) -> impl Strategy<Value = Agency> {
    let members = prop::sample::select(vec![
        None,
        Some(Members::Open),
        Some(Members::Listed(vec![])),
        Some(Members::ListedAndOthers(vec![])),
    ]);
    let times = (option::of(date()), option::of(date()));
    let times = times.prop_filter("in order", |(from, to)| match (from, to) {
        (Some(from), Some(to)) => from.first_day() <= to.last_day(),
        _ => true,
    });
    let periods = vec(
        (0..agencies, times).prop_map(|(member, (from, to))| MemberPeriod {
            member: agency_id(member),
            from,
            to,
        }),
        0..2,
    );
    let kind = prop::sample::select(AgencyKind::ALL.to_vec());
    let names = (text(), option::of(text()), vec(text(), 0..3));
    let more = (members, periods, any::<(bool, bool)>(), fields());
    (names, kind, more, option::of(text())).prop_map(
        move |(
            (name, short, aliases),
            kind,
            (members, member_periods, (has_parent, heir_unknown), fields),
            note,
        )| Agency {
            id: String::new(),
            name,
            short,
            kind,
            aliases,
            // Filled in when the place of the agency is known.
            parent: has_parent.then(String::new),
            members,
            member_periods,
            heir_unknown,
            fields,
            note,
        },
    )
}

fn successions(agencies: usize) -> impl Strategy<Value = Vec<Succession>> {
    let kinds = vec![
        SuccessionKind::Renamed,
        SuccessionKind::Merged,
        SuccessionKind::Transferred,
    ];
    let basis = prop_oneof![
        text().prop_map(Basis::Stated),
        text().prop_map(Basis::General)
    ];
    let one = (
        0..agencies,
        0..agencies,
        prop::sample::select(kinds),
        option::of(date()),
        basis,
    );
    // From a later one in the list to an earlier one: nothing becomes itself.
    let one = one.prop_filter_map("two bodies", |(a, b, how, date, basis)| {
        (a != b).then(|| Succession {
            from: agency_id(a.max(b)),
            to: agency_id(a.min(b)),
            how,
            date,
            basis,
        })
    });
    vec(one, 0..3)
}

fn own_roles() -> impl Strategy<Value = Vec<OwnRole>> {
    let role = (
        text(),
        text(),
        prop::sample::select(Role::ALL.to_vec()),
        any::<bool>(),
    );
    vec(role, 0..3).prop_map(|roles| {
        let roles = roles.into_iter().enumerate();
        let own = |(nth, (name, mark, counts_as, post))| OwnRole {
            name: format!("{name}{nth}"),
            mark,
            counts_as,
            post,
        };
        roles.map(own).collect()
    })
}

/// Any dataset that [`zeren::store::parse`] accepts.
pub fn any_dataset() -> impl Strategy<Value = Dataset> {
    (2..5_usize).prop_flat_map(|count| {
        let agencies = vec(agency(count), count);
        let plans = vec(plan(count), 0..3);
        (
            text(),
            option::of(text()),
            own_roles(),
            agencies,
            successions(count),
            plans,
        )
            .prop_map(
                |(title, note, roles, mut agencies, successions, mut plans)| {
                    for (index, agency) in agencies.iter_mut().enumerate() {
                        agency.id = agency_id(index);
                        if agency.parent.is_some() {
                            agency.parent = index.checked_sub(1).map(agency_id);
                        }
                        if let Some(Members::Listed(ids) | Members::ListedAndOthers(ids)) =
                            &mut agency.members
                        {
                            // The ones before it: nothing contains itself.
                            *ids = (0..index).map(agency_id).collect();
                        }
                    }
                    for (index, plan) in plans.iter_mut().enumerate() {
                        plan.id = format!("p{index}");
                        let mut next = 0;
                        number_tasks(&mut plan.sections, &mut next);
                    }
                    Dataset {
                        format: FORMAT,
                        title,
                        note,
                        roles,
                        agencies,
                        successions,
                        plans,
                    }
                },
            )
    })
}

/// Gives every task a clause of its own.
fn number_tasks(sections: &mut [Section], next: &mut usize) {
    for section in sections {
        for task in &mut section.tasks {
            task.clause = format!("{}#{next}", task.clause);
            *next += 1;
        }
        number_tasks(&mut section.sections, next);
    }
}
