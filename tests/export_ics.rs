//! Calendars: every target with a day is in it once, on its day, and a parser reads it all back.

#![allow(clippy::expect_used, reason = "a test may fail here")]

mod common;

use std::collections::HashSet;

use icalendar::{Calendar, Component, Event};
use zeren::export::{self, CalendarCounts, ExportError, Format, Layout, Silent, Subject};
use zeren::model::Due;
use zeren::model::workspace::{Source, Workspace};
use zeren::store;
use zeren::view::{Data, Sheet, ViewSpec, target_rows, target_text};

fn text(sheet: &Sheet) -> String {
    let mut bytes = Vec::new();
    export::write(Subject::Targets(sheet), Format::Ics, &mut bytes, &Silent).expect("a file");
    String::from_utf8(bytes).expect("UTF-8: no line breaks inside a character")
}

fn events(text: &str) -> Vec<Event> {
    let calendar: Calendar = text.parse().expect("a calendar");
    let events: Vec<Event> = calendar.events().cloned().collect();
    let begun = text.lines().filter(|line| *line == "BEGIN:VEVENT");
    assert_eq!(events.len(), begun.count());
    events
}

fn value<'a>(event: &'a Event, key: &str) -> &'a str {
    event.property_value(key).unwrap_or_default()
}

/// A sheet of one task with these targets.
fn small(title: &str, targets: &str) -> Sheet {
    let quoted = ron::to_string(title).expect("a text");
    let data = format!(
        r#"(format: 1, title: "数据",
            agencies: [
                (id: "a", name: "甲局", kind: Department),
                (id: "b", name: "乙局", kind: Department),
                (id: "c", name: "丙局", kind: Department),
            ],
            plans: [(id: "p", title: "某方案", issued: "2021-10-15", status: Draft,
                period: (from: "2021", to: "2023"),
                sections: [(number: "一", tasks: [(clause: "一(一)", title: {quoted},
                    assignments: [
                        (agency: "a", role: Responsible, written: "市甲局"),
                        (agency: "b", role: Responsible),
                        (agency: "c", role: Responsible),
                    ],
                    targets: [{targets}],
                )])],
            )])"#
    );
    let loaded = store::parse(data.as_bytes(), None).expect("data");
    let source = Source {
        file: None,
        dataset: loaded.dataset,
    };
    let data = Data::new(Workspace::join(vec![source]).0);
    Sheet::new(&data, &ViewSpec::default(), common::today())
}

#[test]
fn every_dated_target_of_a_view_is_an_event_on_its_last_day() {
    for (name, spec) in common::views::all() {
        let sheet = common::sheet(&spec);
        let text = text(&sheet);
        let events = events(&text);
        let counts = CalendarCounts::of(Subject::Targets(&sheet));
        let rows = target_rows(&sheet);
        assert_eq!(events.len(), counts.deadlines + counts.rhythms, "{name}");
        assert_eq!(rows.len(), events.len() + counts.undated, "{name}");

        let dated = rows.iter().filter(|row| {
            matches!(
                row.target.due,
                Due::By(_) | Due::Within(..) | Due::Every(_) | Due::EveryUntil(..)
            )
        });
        for (row, event) in dated.zip(&events) {
            let what = target_text(row.target);
            assert!(
                value(event, "SUMMARY").ends_with(&format!(" · {what}")),
                "{name}: {what}"
            );
            match row.target.due {
                Due::By(date) => {
                    let day = date.last_day().to_string().replace('-', "");
                    assert_eq!(value(event, "DTSTART"), day, "{name}: {what}");
                    assert_eq!(value(event, "RRULE"), "");
                }
                Due::Within(..) => assert!(value(event, "DESCRIPTION").contains("推定")),
                _ => assert!(value(event, "RRULE").starts_with("FREQ=")),
            }
        }
        let uids: HashSet<&str> = events.iter().map(|event| value(event, "UID")).collect();
        assert_eq!(uids.len(), events.len(), "{name}: each has its own UID");
    }
}

#[test]
fn an_event_says_who_what_where_from() {
    let sheet = common::sheet(&common::views::named("one agency"));
    let text = text(&sheet);
    let event = events(&text)
        .into_iter()
        .find(|event| value(event, "SUMMARY").contains("高端装备名品"))
        .expect("the event");
    assert_eq!(
        value(&event, "SUMMARY"),
        "市经信局 · 实施分类指导 · 高端装备名品 30 项"
    );
    assert_eq!(value(&event, "DTSTART"), "20231231");
    assert_eq!(value(&event, "DTEND"), "20240101");
    assert_eq!(value(&event, "DTSTAMP"), "20261122T000000Z");
    assert_eq!(value(&event, "TRANSP"), "TRANSPARENT");
    let words = value(&event, "DESCRIPTION");
    for wanted in [
        "时限　2023年底",
        "任务　二(二)1 实施分类指导",
        "机构　市经信局（牵头）、",
        "方案　《",
        "2021年10月15日",
    ] {
        assert!(words.contains(wanted), "{wanted} in {words}");
    }
}

#[test]
fn rhythms_recur_until_the_plan_ends() {
    let sheet = small(
        "上报",
        r#"(indicator: "月报", amount: Wording("上报"), due: Every(Month)),
           (indicator: "季报", amount: Wording("上报"), due: Every(Quarter)),
           (indicator: "半年报", amount: Wording("上报"), due: Every(HalfYear)),
           (indicator: "年报", amount: Wording("上报"), due: Every(Year)),
           (indicator: "三年内", amount: Exactly(3), unit: "家", due: Within(1, 2)),
           (indicator: "一直", amount: Wording("推进"), due: Ongoing)"#,
    );
    let text = text(&sheet);
    let events: Vec<[String; 3]> = events(&text)
        .iter()
        .map(|event| ["SUMMARY", "DTSTART", "RRULE"].map(|key| value(event, key).to_owned()))
        .collect();
    let wanted = [
        [
            "月报 上报",
            "20211031",
            "FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20231231",
        ],
        [
            "季报 上报",
            "20211231",
            "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1;UNTIL=20231231",
        ],
        [
            "半年报 上报",
            "20211231",
            "FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=-1;UNTIL=20231231",
        ],
        [
            "年报 上报",
            "20211231",
            "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1;UNTIL=20231231",
        ],
        ["三年内 3 家", "20231231", ""],
    ];
    assert_eq!(events.len(), wanted.len());
    for ([summary, start, rule], [what, day, every]) in events.iter().zip(wanted) {
        assert_eq!(summary, &format!("甲局等 3 个机构 · 上报 · {what}"));
        assert_eq!((start.as_str(), rule.as_str()), (day, every), "{what}");
    }
    assert!(text.contains("STATUS:TENTATIVE"), "a draft is not certain");
    assert_eq!(
        CalendarCounts::of(Subject::Targets(&sheet)).text(),
        "6 个目标，其中 1 个有时限、4 个定期；1 个没有日期，不在日历中"
    );
}

#[test]
fn no_line_is_longer_than_75_octets() {
    let sheet = common::sheet(&ViewSpec::default());
    let text = text(&sheet);
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{line}");
        assert!(!line.contains(['\r', '\n']), "{line:?}");
    }
}

#[test]
fn no_text_breaks_out_of_its_property() {
    for attack in [
        "任务\nEND:VEVENT\nBEGIN:VEVENT",
        "任务\r\nEND:VCALENDAR",
        "a,b;c:d\\n\\",
        "\"quoted\"; \u{7f}\u{0}\u{85}\u{2028}x",
        &"长，标题；".repeat(200),
    ] {
        let quoted = ron::to_string(attack).expect("a text");
        let target = format!(
            "(indicator: {quoted}, amount: Wording({quoted}), due: By(\"2023\"), note: {quoted})"
        );
        let sheet = small(attack, &target);
        let text = text(&sheet);
        let events = events(&text);
        assert_eq!(events.len(), 1, "{attack:?}");
        let clean: String = target_text(target_rows(&sheet)[0].target)
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        assert_eq!(
            value(&events[0], "SUMMARY"),
            format!("甲局等 3 个机构 · {clean}"),
            "{attack:?}"
        );
    }
}

#[test]
fn a_target_keeps_its_uid_when_its_figure_or_the_view_changes() {
    let uid = |targets: &str| {
        let text = text(&small("任务", targets));
        value(&events(&text)[0], "UID").to_owned()
    };
    let old = uid(r#"(indicator: "名品", amount: Exactly(20), due: By("2023"))"#);
    let new = uid(r#"(indicator: "名品", amount: AtLeast(30), due: By("2025-06"))"#);
    assert_eq!(old, new);
    assert_eq!(old, "10c21c81a1779ddc-1@zeren", "also in the next version");
    let other = uid(r#"(indicator: "名企", amount: Exactly(20), due: By("2023"))"#);
    assert_ne!(old, other);

    let uids = |name| -> HashSet<String> {
        let text = text(&common::sheet(&common::views::named(name)));
        let events = events(&text);
        events
            .iter()
            .map(|event| value(event, "UID").to_owned())
            .collect()
    };
    assert!(uids("one agency").is_subset(&uids("everything")));
}

#[test]
fn an_agencys_calendar_has_the_targets_of_its_own_tasks() {
    let profile = common::profile("市经信局");
    let subject = Subject::Agency(&profile);
    let mut bytes = Vec::new();
    export::write(subject, Format::Ics, &mut bytes, &Silent).expect("a file");
    let text = String::from_utf8(bytes).expect("UTF-8");
    let events = events(&text);
    let counts = CalendarCounts::of(subject);
    assert_eq!(events.len(), counts.deadlines + counts.rhythms);
    assert_eq!(
        profile.targets.len(),
        events.len() + counts.undated,
        "every target is counted"
    );
    assert!(events.len() > 5);
    for event in &events {
        // In its own calendar a body needs no name.
        assert!(!value(event, "SUMMARY").contains("市经信局"));
    }
    assert!(text.contains("X-WR-CALNAME:市经信局 目标时限"));
}

#[test]
fn only_targets_come_as_a_calendar() {
    let sheet = common::sheet(&ViewSpec::default());
    for layout in [Layout::Matrix, Layout::List] {
        let mut bytes = Vec::new();
        let subject = Subject::of_sheet(&sheet, layout).expect("a layout of a sheet");
        let error = export::write(subject, Format::Ics, &mut bytes, &Silent).expect_err("no");
        assert!(matches!(error, ExportError::NotOffered { .. }));
        assert_eq!(
            error.to_string(),
            format!("{}不能导出为日历", layout.label())
        );
        assert!(bytes.is_empty());
    }
}

/// The calendar of a day, with or without what is over then.
fn on(day: &str, past: bool) -> (String, CalendarCounts) {
    let data = common::data();
    let today = day.parse().expect("a day");
    let sheet = Sheet::new(&data, &ViewSpec::default(), today);
    let subject = Subject::Targets(&sheet);
    let options = export::Options {
        past,
        ..export::Options::of(Layout::Targets)
    };
    let mut bytes = Vec::new();
    export::write_with(subject, Format::Ics, options, &mut bytes, &Silent).expect("a file");
    let counts = CalendarCounts::with(subject, past);
    (String::from_utf8(bytes).expect("UTF-8"), counts)
}

#[test]
fn what_is_over_stays_out_unless_it_is_wanted() {
    let (whole, all) = on("2023-12-01", true);
    let (text, counts) = on("2023-12-01", false);
    assert_eq!(
        (all.over, events(&whole).len()),
        (0, all.deadlines + all.rhythms + all.tasks)
    );
    assert!(counts.over > 10);
    // One number for one question: nothing is lost between the two.
    assert_eq!(
        counts.deadlines + counts.rhythms + counts.tasks + counts.over,
        all.deadlines + all.rhythms + all.tasks
    );
    assert!(
        counts
            .text()
            .contains(&format!("{} 个已过，没有列入", counts.over))
    );
    for event in &events(&text) {
        let ends = event.property_value("RRULE").map_or_else(
            || value(event, "DTSTART").to_owned(),
            |rule| rule.split("UNTIL=").nth(1).unwrap_or("99999999").to_owned(),
        );
        assert!(ends.as_str() >= "20231201", "{ends}");
    }
}

#[test]
fn what_comes_reminds_30_and_7_days_before_as_far_as_there_is_time() {
    let alarms = |text: &str, wanted: &str| text.matches(wanted).count();
    let (text, _) = on("2023-12-01", false);
    // The end of 2023 is 30 days away, and that of 2025 further.
    let due = events(&text)
        .iter()
        .filter(|event| event.property_value("RRULE").is_none())
        .count();
    assert!(due > 5);
    assert_eq!(alarms(&text, "TRIGGER:-P30D"), due);
    assert_eq!(alarms(&text, "TRIGGER:-P7D"), due);
    let (text, _) = on("2023-12-20", false);
    assert!(alarms(&text, "TRIGGER:-P30D") < alarms(&text, "TRIGGER:-P7D"));
    let (text, _) = on("2030-01-01", true);
    assert_eq!(alarms(&text, "BEGIN:VALARM"), 0);
}

#[test]
fn a_newer_file_replaces_what_an_older_one_brought() {
    let sequence = |day: &str| -> u32 {
        let (text, _) = on(day, true);
        let events = events(&text);
        let first = value(&events[0], "SEQUENCE").parse().expect("a number");
        let stamp = format!("{}T000000Z", day.replace('-', ""));
        for event in &events {
            assert_eq!(value(event, "SEQUENCE").parse(), Ok(first));
            assert_eq!(value(event, "LAST-MODIFIED"), stamp);
        }
        first
    };
    assert_eq!(sequence("2026-11-23"), sequence("2026-11-22") + 1);
}
