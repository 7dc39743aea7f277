//! The shape of a data file and the types of the model say the same.

mod hints;
mod slips;

use std::collections::BTreeSet;

use proptest::prelude::*;
use ron::Error;

use super::locate::{Lines, Locator};
use super::schema::{self, Choice, DATASET, Field, Presence, RECORDS, Record, Type, Variant};
use super::token::Trust;
use super::tree::{Form, Node, Tree};
use super::validate::{Complaint, validate};
use super::{dialect, explain, to_ron};
use crate::model::check::Step;
use crate::model::*;

fn number(value: f64) -> Number {
    Number::new(value).expect("finite")
}

fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

fn target(amount: Amount, due: Due) -> Target {
    Target {
        clause: Some("二(一)".into()),
        indicator: "制造业单项冠军".into(),
        amount,
        unit: "家".into(),
        due,
        also_due: vec![Due::Ongoing],
        by: vec!["a0".into()],
        to: vec!["a1".into(), "a2".into()],
        stretch: true,
        thread: Some("单项冠军".into()),
        note: Some("原文缺字".into()),
    }
}

fn fields() -> Fields {
    let field = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    [field("责任人", "甲（“正职”）"), field("分值", "5")]
        .into_iter()
        .collect()
}

/// A dataset in which every field and every variant appears.
#[expect(clippy::too_many_lines, reason = "that many there are")]
fn everything() -> Dataset {
    let agencies = AgencyKind::ALL
        .iter()
        .enumerate()
        .map(|(index, kind)| Agency {
            id: format!("a{index}"),
            name: format!("机构{index}"),
            short: Some("简称".into()),
            kind: *kind,
            aliases: vec!["别名".into()],
            parent: Some("a0".into()),
            members: Some(match index {
                0 => Members::Listed(vec!["a1".into()]),
                1 => Members::ListedAndOthers(vec!["a2".into()]),
                _ => Members::Open,
            }),
            heir_unknown: index == 1,
            member_periods: vec![MemberPeriod {
                member: "a1".into(),
                from: Some(date("2022-Q1")),
                to: Some(date("2026-H1")),
            }],
            fields: fields(),
            note: Some("说明".into()),
        });
    let kinds = [
        SuccessionKind::Renamed,
        SuccessionKind::Merged,
        SuccessionKind::Transferred,
    ];
    let successions = kinds.iter().map(|how| Succession {
        from: "a0".into(),
        to: "a1".into(),
        how: *how,
        date: Some(date("2019-01")),
        basis: match how {
            SuccessionKind::Renamed => Basis::Stated("一".into()),
            _ => Basis::General("2019 年机构改革".into()),
        },
    });
    let dues = [
        Due::By(date("2023")),
        Due::Every(Rhythm::Week),
        Due::Every(Rhythm::Month),
        Due::Every(Rhythm::Quarter),
        Due::Every(Rhythm::HalfYear),
        Due::Every(Rhythm::Year),
        Due::Within(3, 5),
        Due::WithinMonths(3, 6),
        Due::WithinDays(30, 30),
        Due::Between(date("2024"), date("2026-H2")),
        Due::EveryUntil(Rhythm::Year, date("2020")),
        Due::When("验收后30日内".into()),
        Due::Ongoing,
        Due::Unstated,
    ];
    let amounts = [
        Amount::Exactly(number(20.0)),
        Amount::AtLeast(number(1.5)),
        Amount::AtMost(number(-3.0)),
        Amount::About(number(1e300)),
        Amount::Range(number(1.0), number(2.0)),
        Amount::Fraction(2, 3),
        Amount::Multiple(number(2.0)),
        Amount::Wording("稳步提高".into()),
        Amount::Deliverable("制订".into()),
    ];
    let targets: Vec<Target> = amounts
        .into_iter()
        .cycle()
        .zip(dues)
        .map(|(amount, due)| target(amount, due))
        .collect();
    let task = Task {
        clause: "二(一)1".into(),
        part: Some(2),
        title: "加强梯次培育".into(),
        summary: "概要".into(),
        assignments: Role::ALL
            .iter()
            .map(|role| Assignment {
                agency: "a0".into(),
                role: *role,
                written: Some("市经信局".into()),
                term: Some("链长".into()),
                note: Some("说明".into()),
            })
            .collect(),
        due: Due::By(date("2024-06")),
        also_due: vec![Due::Every(Rhythm::Week)],
        due_words: vec!["2024年6月底前".into(), String::new()],
        targets: targets.clone(),
        fields: fields(),
        text: Some("1.加强梯次培育。".into()),
        place: Some("第 3 页".into()),
        checked: Some(Checked {
            on: date("2026-11-27"),
            by: "核对人".into(),
        }),
        note: Some("说明".into()),
    };
    let section = |tasks, sections| Section {
        number: "二".into(),
        title: "重点任务".into(),
        targets: targets.clone(),
        tasks,
        sections,
    };
    let sections = vec![section(vec![task], vec![section(vec![], vec![])])];
    let statuses = [PlanStatus::InForce, PlanStatus::Draft, PlanStatus::Ended];
    let plans = statuses.iter().map(|status| Plan {
        id: "p".into(),
        title: "方案".into(),
        short: Some("简称".into()),
        number: Some("武政办〔2017〕118号".into()),
        issuer: Some("市政府办公厅".into()),
        issued: Some(date("2021-10-15")),
        status: *status,
        period: Some(Period {
            from: date("2021"),
            to: date("2023-06"),
        }),
        based_on: vec![Superior {
            title: "关于…的意见".into(),
            number: Some("国办发〔2016〕44号".into()),
        }],
        source: Some(PlanSource {
            publisher: Some("武汉市人民政府网".into()),
            address: Some("https://example.org".into()),
            retrieved: Some(date("2026-11-02")),
            completeness: Some("全文".into()),
        }),
        note: Some("说明".into()),
        sections: sections.clone(),
    });
    Dataset {
        format: FORMAT,
        title: "标题".into(),
        note: Some("说明".into()),
        roles: vec![OwnRole {
            name: "主责".into(),
            mark: "主".into(),
            counts_as: Role::Lead,
            post: true,
        }],
        agencies: agencies.collect(),
        successions: successions.collect(),
        plans: plans.collect(),
    }
}

fn text() -> String {
    to_ron(&everything()).expect("it can be written")
}

fn read(text: &str) -> Result<Dataset, Error> {
    dialect().from_str(text).map_err(|error| error.code)
}

fn complaints(text: &str) -> Vec<Complaint> {
    let tree = Tree::read(text, Trust::Doubtful);
    assert!(
        tree.complete && tree.problems.is_empty(),
        "{:?}\n{text}",
        tree.problems
    );
    validate(tree.root().expect("a root"), &mut Lines::new(text))
}

/// What a walk along tree and shape comes past.
enum Seen<'a> {
    Record(&'static Record, Node<'a>),
    Field(&'static Record, &'static Field, Node<'a>),
    Variant(&'static Choice, &'static Variant, Node<'a>),
}

fn walk<'a>(node: Node<'a>, ty: &Type, see: &mut dyn FnMut(Seen<'a>)) {
    match ty {
        Type::List(inner) => node.children().for_each(|child| walk(child, inner, see)),
        Type::Record(record) => {
            see(Seen::Record(record, node));
            for child in node.children() {
                let field = record
                    .fields
                    .iter()
                    .find(|field| field.name == child.name());
                let field =
                    field.unwrap_or_else(|| panic!("no {} in {}", child.name(), record.name));
                see(Seen::Field(record, field, child));
                walk(child.inner().expect("a value"), &field.ty, see);
            }
        }
        Type::Choice(choice) => {
            let variant = choice
                .variants
                .iter()
                .find(|variant| variant.name == node.name());
            let variant = variant.unwrap_or_else(|| panic!("no {}", node.name()));
            see(Seen::Variant(choice, variant, node));
            if let Some(group) = node.inner() {
                for (child, ty) in group.children().zip(variant.items) {
                    walk(child, ty, see);
                }
            }
        }
        _ => {}
    }
}

fn end(node: Node) -> usize {
    match node.form() {
        Form::Field | Form::Named => end(node.inner().expect("a value")),
        _ => node.start() + node.text().len(),
    }
}

/// The text with the first node that `wanted` picks replaced.
fn replaced(wanted: impl Fn(&Seen) -> Option<(usize, usize)>, with: &str) -> String {
    let text = text();
    let tree = Tree::read(&text, Trust::Sound);
    let mut place = None;
    walk(
        tree.root().expect("a root"),
        &Type::Record(&DATASET),
        &mut |seen| {
            place = place.or_else(|| wanted(&seen));
        },
    );
    let (start, end) = place.expect("it appears");
    format!("{}{with}{}", &text[..start], &text[end..])
}

fn all_fields() -> impl Iterator<Item = (&'static Record, &'static Field)> {
    RECORDS
        .iter()
        .flat_map(|record| record.fields.iter().map(|field| (*record, field)))
}

/// Where a field stands, with its comma.
fn place_of(record: &Record, field: &Field, seen: &Seen) -> Option<(usize, usize)> {
    match seen {
        Seen::Field(r, f, node) if std::ptr::eq(*r, record) && f.name == field.name => {
            Some((node.start(), end(*node)))
        }
        _ => None,
    }
}

#[test]
fn every_field_and_variant_is_in_the_model_and_the_other_way_round() {
    let text = text();
    let tree = Tree::read(&text, Trust::Sound);
    let (mut fields, mut variants) = (BTreeSet::new(), BTreeSet::new());
    let mut choices: Vec<&'static Choice> = Vec::new();
    walk(
        tree.root().expect("a root"),
        &Type::Record(&DATASET),
        &mut |seen| match seen {
            Seen::Record(..) => {}
            Seen::Field(record, field, _) => {
                fields.insert((record.name, field.name));
            }
            Seen::Variant(choice, variant, _) => {
                variants.insert((choice.title, variant.name));
                if !choices.iter().any(|known| std::ptr::eq(*known, choice)) {
                    choices.push(choice);
                }
            }
        },
    );
    let known: BTreeSet<_> = all_fields().map(|(r, f)| (r.name, f.name)).collect();
    assert_eq!(fields, known);
    let known: BTreeSet<_> = choices
        .iter()
        .flat_map(|c| c.variants.iter().map(|v| (c.title, v.name)))
        .collect();
    assert_eq!(variants, known);
    assert_eq!(complaints(&text), []);
    assert_eq!(read(&text).as_ref(), Ok(&everything()));
}

#[test]
fn an_unknown_field_is_unknown_to_both_and_both_know_the_same_others() {
    for record in RECORDS {
        let inside = |seen: &Seen| match seen {
            Seen::Record(r, node) if std::ptr::eq(*r, record) => {
                Some((node.start() + 1, node.start() + 1))
            }
            _ => None,
        };
        let text = replaced(inside, "bogus: 1, ");
        let Err(Error::NoSuchStructField { expected, .. }) = read(&text) else {
            panic!("{}: {:?}", record.name, read(&text));
        };
        let names: Vec<&str> = record.fields.iter().map(|field| field.name).collect();
        assert_eq!(names, expected);
        let complaints = complaints(&text);
        assert_eq!(complaints.len(), 1, "{complaints:?}");
        assert!(complaints[0].message.ends_with("没有名为“bogus”的字段"));
    }
}

#[test]
fn a_field_left_out_is_missed_by_both_or_by_neither() {
    for (record, field) in all_fields() {
        let text = replaced(|seen| place_of(record, field, seen), "");
        // The comma behind it.
        let text = text
            .replacen("(, ", "(", 1)
            .replacen(", , ", ", ", 1)
            .replacen(", )", ")", 1);
        let mut lines: Vec<&str> = text.lines().collect();
        lines.retain(|line| line.trim() != ",");
        let text = lines.join("\n");
        let (read, complaints) = (read(&text), complaints(&text));
        if field.presence == Presence::Required {
            assert!(
                matches!(read, Err(Error::MissingStructField { field: f, .. }) if f == field.name),
                "{read:?}"
            );
            assert_eq!(complaints.len(), 1, "{complaints:?}");
            let called = format!("“{}”缺少 {}（{}）", record.title, field.name, field.title);
            assert_eq!(complaints[0].message, called);
        } else {
            assert!(read.is_ok(), "{} {}: {read:?}", record.name, field.name);
            assert_eq!(complaints, []);
        }
    }
}

#[test]
fn a_field_that_may_be_none_may_be_none_for_both() {
    for (record, field) in all_fields() {
        let with = format!("{}: None", field.name);
        let text = replaced(|seen| place_of(record, field, seen), &with);
        let optional = field.presence == Presence::Optional;
        assert_eq!(
            read(&text).is_ok(),
            optional,
            "{} {}",
            record.name,
            field.name
        );
        assert_eq!(
            complaints(&text).is_empty(),
            optional,
            "{} {}",
            record.name,
            field.name
        );
    }
}

#[test]
fn a_value_of_the_wrong_kind_is_wrong_for_both() {
    for (record, field) in all_fields() {
        for wrong in [
            "{}",
            "b\"x\"",
            "-1",
            "'x'",
            "2.5",
            "\"x\"",
            "(1, 2)",
            "[[1]]",
            "Nobody(1)",
        ] {
            let with = format!("{}: {wrong}", field.name);
            let text = replaced(|seen| place_of(record, field, seen), &with);
            let complaints = complaints(&text);
            assert_eq!(
                read(&text).is_ok(),
                complaints.is_empty(),
                "{with}: {complaints:?}"
            );
            assert!(complaints.len() <= 3, "{with}: {complaints:?}");
        }
    }
}

#[test]
fn an_unknown_variant_is_unknown_to_both_and_both_know_the_same_others() {
    let mut choices = Vec::new();
    let text = text();
    let tree = Tree::read(&text, Trust::Sound);
    walk(
        tree.root().expect("a root"),
        &Type::Record(&DATASET),
        &mut |seen| {
            if let Seen::Variant(choice, ..) = seen {
                choices.push(choice);
            }
        },
    );
    for choice in choices {
        let wanted = |seen: &Seen| match seen {
            Seen::Variant(c, _, node) if std::ptr::eq(*c, choice) => {
                Some((node.start(), end(*node)))
            }
            _ => None,
        };
        let text = replaced(wanted, "Bogus");
        let Err(Error::NoSuchEnumVariant { expected, .. }) = read(&text) else {
            panic!("{}: {:?}", choice.title, read(&text));
        };
        let names: Vec<&str> = choice.variants.iter().map(|variant| variant.name).collect();
        assert_eq!(names, expected);
        assert_eq!(complaints(&text).len(), 1);
    }
}

#[test]
fn variants_are_called_what_the_window_calls_them() {
    let titles = |choice: &'static Choice| choice.variants.iter().map(|v| (v.name, v.title));
    assert!(titles(&schema::ROLE).eq(Role::ALL.map(|role| (role.key(), role.label()))));
    assert!(
        titles(&schema::AGENCY_KIND).eq(AgencyKind::ALL.map(|kind| (kind.key(), kind.label())))
    );
    let kinds = [
        SuccessionKind::Renamed,
        SuccessionKind::Merged,
        SuccessionKind::Transferred,
    ];
    assert!(titles(&schema::SUCCESSION_KIND).eq(kinds.map(|kind| (kind.key(), kind.label()))));
    let statuses = [PlanStatus::InForce, PlanStatus::Draft, PlanStatus::Ended];
    assert!(titles(&schema::PLAN_STATUS).eq(statuses.map(|status| (status.key(), status.label()))));
    let rhythms = [
        Rhythm::Week,
        Rhythm::Month,
        Rhythm::Quarter,
        Rhythm::HalfYear,
        Rhythm::Year,
    ];
    assert!(
        schema::RHYTHM
            .variants
            .iter()
            .map(|v| v.title)
            .eq(rhythms.map(Rhythm::label))
    );
}
