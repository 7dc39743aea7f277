//! What a body has under its earlier and later names.

use std::sync::Arc;

use zeren::model::Date;
use zeren::model::workspace::{AgencyIx, Source, Workspace};
use zeren::store;
use zeren::view::{Data, Profile, Sheet, SuccessionView, ViewSpec};

use crate::{choosing, owned, searching};

/// 旧委 became 新局 in 2019 and left it two tasks of two plans, beside one of both.
const TEXT: &str = r#"(
    format: 1, title: "前身",
    agencies: [
        (id: "xj", name: "本市新局", short: "新局", kind: Department),
        (id: "jw", name: "本市旧委", short: "旧委", kind: Department),
        (id: "cq", name: "重庆办事处", kind: Central),
    ],
    successions: [(from: "jw", to: "xj", how: Renamed, date: "2019", basis: General("机构改革"))],
    plans: [
        (id: "p1", title: "先前", sections: [(number: "一", title: "一章", tasks: [
            (clause: "一1", title: "旧事", assignments: [(agency: "jw", role: Lead)]),
            (clause: "一2", title: "同办", assignments: [(agency: "jw", role: Lead), (agency: "xj", role: Support)]),
        ])]),
        (id: "p2", title: "后来", sections: [(number: "一", title: "一章", tasks: [
            (clause: "一1", title: "又一旧事", assignments: [(agency: "jw", role: Lead), (agency: "cq", role: Support)]),
            (clause: "一2", title: "新事", assignments: [(agency: "xj", role: Lead)]),
        ])]),
    ],
)"#;

fn sheet(spec: &ViewSpec) -> Sheet {
    let dataset = store::parse(TEXT.as_bytes(), None).expect("data").dataset;
    let data = Data::new(
        Workspace::join(vec![Source {
            file: None,
            dataset,
        }])
        .0,
    );
    Sheet::new(&data, spec, Date::year_only(2024))
}

fn agency(sheet: &Sheet, id: &str) -> AgencyIx {
    sheet.workspace().agency_by_id(id).expect("an agency")
}

#[test]
fn a_question_for_a_body_tells_what_its_predecessors_have() {
    for spec in [choosing(&["xj"]), searching("新局")] {
        let sheet = sheet(&spec);
        let [found] = sheet.relatives.as_slice() else {
            panic!("{:?}", sheet.relatives);
        };
        assert!(found.earlier);
        assert_eq!(found.body, agency(&sheet, "xj"));
        assert_eq!(found.others, [agency(&sheet, "jw")]);
        assert_eq!(found.tasks, 2, "the third names 新局 too");
        let own = sheet.tasks().count();
        let current = self::sheet(&spec.for_succession(SuccessionView::Current));
        assert_eq!(current.shown.tasks, own + found.tasks);
        assert_eq!(
            sheet.relatives_text().as_deref(),
            Some("新局的前身旧委另有 2 项任务")
        );
        assert!(current.relatives.is_empty(), "they are in it");
    }
}

#[test]
fn only_what_the_other_conditions_let_through_counts() {
    let spec = ViewSpec {
        plans: owned(&["p2"]),
        ..choosing(&["xj"])
    };
    assert_eq!(sheet(&spec).relatives[0].tasks, 1);
}

#[test]
fn an_earlier_body_tells_what_it_is_called_now() {
    let sheet = sheet(&choosing(&["jw"]));
    let [found] = sheet.relatives.as_slice() else {
        panic!("{:?}", sheet.relatives);
    };
    assert!(!found.earlier);
    assert_eq!(found.others, [agency(&sheet, "xj")]);
    assert!(
        sheet
            .relatives_text()
            .is_some_and(|text| text.starts_with("旧委现为新局，另有 "))
    );
}

#[test]
fn who_asks_for_both_or_for_nobody_is_told_nothing() {
    assert!(sheet(&choosing(&["xj", "jw"])).relatives.is_empty());
    assert!(sheet(&ViewSpec::default()).relatives.is_empty());
    assert!(sheet(&choosing(&["cq"])).relatives.is_empty());
}

#[test]
fn a_profile_tells_it_too() {
    let sheet = Arc::new(sheet(&ViewSpec::default().for_profiles()));
    let profile = Profile::new(&sheet, agency(&sheet, "xj"));
    assert!(profile.relatives_text().is_some());
    let other = Profile::new(&sheet, agency(&sheet, "cq"));
    assert_eq!(other.relatives_text(), None);
}
