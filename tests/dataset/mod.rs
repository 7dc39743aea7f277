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
    (1..=9999_i16, 0..=12_u8, 0..=28_u8).prop_filter_map("a date", |(year, month, day)| {
        match (month, day) {
            (0, _) => Some(Date::year_only(year)),
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
    ]
}

fn due() -> impl Strategy<Value = Due> {
    let rhythms = vec![
        Rhythm::Month,
        Rhythm::Quarter,
        Rhythm::HalfYear,
        Rhythm::Year,
    ];
    prop_oneof![
        date().prop_map(Due::By),
        prop::sample::select(rhythms).prop_map(Due::Every),
        any::<(u8, u8)>().prop_map(|(a, b)| Due::Within(a.min(b), a.max(b))),
        Just(Due::Ongoing),
        Just(Due::Unstated),
    ]
}

fn target() -> impl Strategy<Value = Target> {
    (
        option::of(text()),
        text(),
        amount(),
        text(),
        due(),
        any::<bool>(),
        option::of(text()),
        option::of(text()),
    )
        .prop_map(
            |(clause, indicator, amount, unit, due, stretch, thread, note)| Target {
                clause,
                indicator,
                amount,
                unit,
                due,
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

fn task(agencies: usize) -> impl Strategy<Value = Task> {
    let assignments = vec(assignment(agencies), 0..4);
    let rest = (assignments, vec(target(), 0..3), option::of(text()));
    (text(), option::of(any::<u16>()), text(), text(), rest).prop_map(
        |(clause, part, title, summary, (assignments, targets, note))| Task {
            clause,
            part,
            title,
            summary,
            assignments,
            targets,
            note,
        },
    )
}

fn section(agencies: usize) -> impl Strategy<Value = Section> {
    let content = move || {
        (
            text(),
            text(),
            vec(target(), 0..2),
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
    (head, rest, vec(section(agencies), 0..3)).prop_map(
        |((title, short, number, issuer), (issued, status, period, note), sections)| Plan {
            id: String::new(),
            title,
            short,
            number,
            issuer,
            issued,
            status,
            period,
            note,
            sections,
        },
    )
}

fn agency(agencies: usize) -> impl Strategy<Value = Agency> {
    let members = prop_oneof![Just(None), Just(Some(false)), Just(Some(true)),];
    let kind = prop::sample::select(AgencyKind::ALL.to_vec());
    let names = (text(), option::of(text()), vec(text(), 0..3));
    (names, kind, members, option::of(text())).prop_map(
        move |((name, short, aliases), kind, members, note)| Agency {
            id: String::new(),
            name,
            short,
            kind,
            aliases,
            // Filled in when the place of the agency is known.
            members: members.map(|listed| {
                if listed {
                    Members::Listed(vec![agency_id(agencies)])
                } else {
                    Members::Open
                }
            }),
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

/// Any dataset that [`zeren::store::parse`] accepts.
pub fn any_dataset() -> impl Strategy<Value = Dataset> {
    (2..5_usize).prop_flat_map(|count| {
        let agencies = vec(agency(count), count);
        let plans = vec(plan(count), 0..3);
        (
            text(),
            option::of(text()),
            agencies,
            successions(count),
            plans,
        )
            .prop_map(|(title, note, mut agencies, successions, mut plans)| {
                for (index, agency) in agencies.iter_mut().enumerate() {
                    agency.id = agency_id(index);
                    if let Some(Members::Listed(ids)) = &mut agency.members {
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
                    agencies,
                    successions,
                    plans,
                }
            })
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

/// A chapter whose content is as deep as it can be.
pub fn deep_chapter() -> Vec<Section> {
    let target = Target {
        clause: Some("一".into()),
        indicator: "报告".into(),
        amount: Amount::Wording("报送".into()),
        unit: String::new(),
        due: Due::Every(Rhythm::Month),
        stretch: false,
        thread: None,
        note: Some("说明".into()),
    };
    let task = Task {
        clause: "一".into(),
        part: Some(1),
        title: "任务".into(),
        summary: String::new(),
        assignments: vec![],
        targets: vec![target],
        note: None,
    };
    vec![Section {
        number: "一".into(),
        title: "章节".into(),
        targets: vec![],
        tasks: vec![task],
        sections: vec![],
    }]
}
