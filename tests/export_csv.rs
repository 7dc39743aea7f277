//! CSV: headings to the letter, nothing that runs as a formula, everything comes back.

#![allow(clippy::expect_used, reason = "a test may fail here")]

mod common;

use proptest::prelude::*;
use zeren::export::{self, Format, Layout, Silent, Subject, guard};
use zeren::model::workspace::{Source, Workspace};
use zeren::store;
use zeren::view::{Data, Sheet, ViewSpec};

fn bytes(sheet: &Sheet, layout: Layout) -> Vec<u8> {
    let mut bytes = Vec::new();
    export::write(
        Subject::of_sheet(sheet, layout).expect("a layout of a sheet"),
        Format::Csv,
        &mut bytes,
        &Silent,
    )
    .expect("a file");
    bytes
}

fn text(sheet: &Sheet, layout: Layout) -> String {
    String::from_utf8(bytes(sheet, layout)).expect("UTF-8")
}

fn records(text: &str) -> Vec<Vec<String>> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.trim_start_matches('\u{FEFF}').as_bytes())
        .records()
        .map(|record| {
            record
                .expect("a record")
                .iter()
                .map(str::to_owned)
                .collect()
        })
        .collect()
}

/// A sheet of one task with this title, body, target and note.
fn small(title: &str, written: &str, figures: &str, note: &str) -> Sheet {
    let quoted = |text: &str| ron::to_string(text).expect("a text");
    let data = format!(
        r#"(format: 1, title: "数据",
            agencies: [(id: "a", name: "某局", kind: Department)],
            plans: [(id: "p", title: "某方案", sections: [(number: "一", tasks: [
                (clause: "一(一)", title: {}, note: {},
                 assignments: [(agency: "a", role: Lead, term: "组长", written: {})],
                 targets: [{figures}]),
                (clause: "一(二)", title: "没有机构"),
            ])])])"#,
        quoted(title),
        quoted(note),
        quoted(written),
    );
    let loaded = store::parse(data.as_bytes(), None).expect("data");
    let source = Source {
        file: None,
        dataset: loaded.dataset,
    };
    let data = Data::new(Workspace::join(vec![source]).0);
    Sheet::new(&data, &ViewSpec::default(), common::today())
}

const FIGURES: &str = r#"
    (indicator: "单项冠军", amount: Exactly(20), unit: "家", due: By("2023"), stretch: true),
    (indicator: "集群", amount: Range(1, 2), unit: "个", due: Within(3, 5)),
    (indicator: "覆盖", amount: Fraction(2, 3), due: Ongoing),
    (indicator: "能耗", amount: AtMost(-3.5), unit: "%"),
    (indicator: "进展", amount: Wording("按季度上报"), due: Every(Quarter), note: "原文缺字。"),
"#;

#[test]
fn headings_are_as_documented() {
    let sheet = small("任务", "某局", "", "");
    let first = |layout| text(&sheet, layout).lines().next().map(str::to_owned);
    assert_eq!(
        first(Layout::List).as_deref(),
        Some("\u{FEFF}方案,文号,章节,条款,任务,角色,机构,现机构,时限,目标,备注,经集合机构")
    );
    assert_eq!(
        first(Layout::Targets).as_deref(),
        Some(
            "\u{FEFF}方案,条款,任务,指标,比较,数值,单位,时限,频次,责任机构,备注,由谁承担,报送对象"
        )
    );
    assert_eq!(
        first(Layout::Matrix).as_deref(),
        Some("\u{FEFF}方案,条款,任务,某局")
    );
}

#[test]
fn the_list_has_a_row_for_a_task_that_names_nobody() {
    let sheet = small("任务", "市某局", FIGURES, "存疑。");
    insta::assert_snapshot!(text(&sheet, Layout::List).replace('\r', "␍"), @"
    ﻿方案,文号,章节,条款,任务,角色,机构,现机构,时限,目标,备注,经集合机构␍
    某方案,,一,一(一),任务,牵头（组长）,市某局,某局,2023年底；3—5年内；持续推进；未写明；每季度,单项冠军 20 家（力争）；集群 1—2 个；覆盖 2/3；能耗 ≤ -3.5%；进展 按季度上报,存疑。,␍
    某方案,,一,一(二),没有机构,,,,,,,␍
    ");
}

#[test]
fn figures_are_bare_and_wordings_go_to_the_remarks() {
    let sheet = small("任务", "市某局", FIGURES, "存疑。");
    insta::assert_snapshot!(text(&sheet, Layout::Targets).replace('\r', "␍"), @"
    ﻿方案,条款,任务,指标,比较,数值,单位,时限,频次,责任机构,备注,由谁承担,报送对象␍
    某方案,一(一),任务,单项冠军,达到,20,家,2023年底,,市某局（牵头，组长）,力争,未写明由谁，任务各机构,␍
    某方案,一(一),任务,集群,区间,1至2,个,3—5年内,,市某局（牵头，组长）,,未写明由谁，任务各机构,␍
    某方案,一(一),任务,覆盖,比例,三分之二,,持续推进,,市某局（牵头，组长）,,未写明由谁，任务各机构,␍
    某方案,一(一),任务,能耗,不超过,-3.5,%,未写明,,市某局（牵头，组长）,,未写明由谁，任务各机构,␍
    某方案,一(一),任务,进展,定性,,,,每季度,市某局（牵头，组长）,按季度上报；原文缺字。,未写明由谁，任务各机构,␍
    ");
}

#[test]
fn nothing_in_a_cell_runs_as_a_formula() {
    for attack in [
        "=1+1",
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-1+1",
        "@SUM(1)",
        "＝1+1",
        "＋1",
        "－1",
        "＠SUM(1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "\u{3000}=1",
        "\u{FEFF}=1",
        "=HYPERLINK(\"http://x\",\"y\")",
    ] {
        let sheet = small(attack, attack, "", attack);
        for layout in [Layout::List, Layout::Matrix] {
            for cells in records(&text(&sheet, layout)) {
                for cell in cells {
                    let first = cell.chars().next();
                    assert!(
                        !first.is_some_and(|c| "=+-@＝＋－＠".contains(c) || c.is_control()),
                        "{attack:?} → {cell:?}"
                    );
                    if cell.contains('1') && cell.contains(attack) {
                        assert_eq!(cell, format!("'{attack}"));
                    }
                }
            }
        }
    }
}

#[test]
fn the_built_in_list_has_all_assignments_of_the_2021_plan() {
    let sheet = common::sheet(&common::views::named("one plan"));
    let rows = records(&text(&sheet, Layout::List));
    let count = |role: &str| rows.iter().filter(|cells| cells[5] == role).count();
    // The commission above them leads with a term of its own.
    assert_eq!(
        (count("牵头"), count("责任"), rows.len() - 1),
        (19, 81, 101)
    );
}

#[test]
fn the_built_in_list_has_all_assignments() {
    let data = common::data();
    let duties: usize = data
        .workspace
        .tasks
        .iter()
        .map(|task| task.duties.len())
        .sum();
    let empty = data
        .workspace
        .tasks
        .iter()
        .filter(|task| task.duties.is_empty())
        .count();
    let sheet = Sheet::new(&data, &ViewSpec::default(), common::today());
    let rows = records(&text(&sheet, Layout::List));
    assert_eq!(rows.len() - 1, duties + empty);
}

proptest! {
    #[test]
    fn a_guarded_cell_comes_back(text in "[\t\r\n '=+\\-@＝＋－＠\u{3000}\u{FEFF}\",;a0甲]{0,8}") {
        let guarded = guard(&text);
        prop_assert_eq!(common::unguarded(&guarded), text.as_str());
    }

    #[test]
    fn any_text_survives_the_way_through_a_file(title in "\\PC{1,20}|[=+@\"',\r\n\t -]{1,8}甲") {
        let sheet = small(&title, "某局", "", "");
        let known = &sheet.workspace().tasks[0].task.title;
        let rows = records(&text(&sheet, Layout::List));
        prop_assert_eq!(common::unguarded(&rows[1][4]), known);
        prop_assert!(!rows[1][4].starts_with(['=', '+', '-', '@']));
    }
}

#[test]
fn a_target_without_a_deadline_says_nothing_beside_that_of_its_task() {
    let of = |due: &str| {
        let data = format!(
            r#"(format: 1, title: "数据",
                agencies: [(id: "a", name: "某局", kind: Department)],
                plans: [(id: "p", title: "某方案", sections: [(number: "一", tasks: [
                    (clause: "一(一)", title: "新建幼儿园", {due}
                     assignments: [(agency: "a", role: Lead)],
                     targets: [(indicator: "公办幼儿园", amount: Exactly(3), unit: "所", due: Unstated)]),
                ])])])"#
        );
        let loaded = store::parse(data.as_bytes(), None).expect("data");
        let source = Source {
            file: None,
            dataset: loaded.dataset,
        };
        let data = Data::new(Workspace::join(vec![source]).0);
        let sheet = Sheet::new(&data, &ViewSpec::default(), common::today());
        let records = records(&text(&sheet, Layout::List));
        let column = records[0].iter().position(|head| head == "时限");
        records[1][column.expect("it is there")].clone()
    };
    assert_eq!(of("due: By(\"2025-12\"),"), "2025年12月底");
    assert_eq!(of(""), "未写明");
}
