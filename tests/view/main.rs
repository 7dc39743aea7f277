//! What a view shows of a little data: filters, counts, orders, search.

#![allow(clippy::expect_used, reason = "a test may fail here")]

mod arranging;
mod filtering;
mod joining;
mod keys;
mod marks;
mod relatives;
mod search;
mod through;

use std::sync::Arc;

use zeren::model::Date;
use zeren::model::workspace::{AgencyIx, Source, Workspace};
use zeren::store;
use zeren::view::{Data, RowKind, Sheet, ViewSpec};

/// Two plans: the first knows leads, the second only bodies responsible. 旧委 became 新局 in 2019,
/// which will be part of 总局 in 2030.
const TEXT: &str = r#"(
    format: 1, title: "小样",
    agencies: [
        (id: "xj", name: "本市新局", short: "新局", kind: Department),
        (id: "jw", name: "本市旧委", short: "旧委", kind: Department),
        (id: "zj", name: "本市总局", short: "总局", kind: Department),
        (id: "cq", name: "重庆办事处", kind: Central),
        (id: "xh", name: "行业协会", kind: Organisation),
        (id: "ls", name: "绿色联盟", kind: Organisation),
    ],
    successions: [
        (from: "jw", to: "xj", how: Renamed, date: "2019", basis: General("机构改革")),
        (from: "xj", to: "zj", how: Merged, date: "2030", basis: General("机构改革")),
    ],
    plans: [
        (id: "p1", title: "质量方案", number: "甲〔2021〕1号", sections: [
            (number: "一", title: "名品", tasks: [
                (clause: "一1", title: "培育银行", summary: "开展试点", assignments: [
                    (agency: "xj", role: Lead), (agency: "xh", role: Responsible),
                ], targets: [(indicator: "冠军企业", amount: Exactly(20), unit: "家", due: By("2023"))]),
                (clause: "一2", title: "扩大应用", assignments: [
                    (agency: "jw", role: Lead), (agency: "xj", role: Support), (agency: "cq", role: Support),
                ]),
            ], sections: [
                (number: "一(一)", title: "认定办法", tasks: [
                    (clause: "一(一)1", title: "编制目录", summary: "继续加强协作", assignments: [
                        (agency: "cq", role: Lead, note: "原文缺一字"),
                    ], targets: [
                        (indicator: "目录", amount: Exactly(1), unit: "份", due: Every(Year)),
                        (indicator: "目录修订", amount: Exactly(1), unit: "次", due: Every(Year)),
                    ]),
                ]),
            ]),
            (number: "二", title: "保障", tasks: [(clause: "二1", title: "做好宣传")]),
        ]),
        (id: "p2", title: "绿色方案", sections: [
            (number: "一", title: "减排", tasks: [
                (clause: "一1", title: "改造设备", assignments: [
                    (agency: "xh", role: Responsible), (agency: "xj", role: Responsible),
                    (agency: "ls", role: Responsible),
                ]),
            ]),
        ]),
    ],
)"#;

fn workspace(texts: &[&str]) -> (Arc<Workspace>, Vec<zeren::diagnostic::Diagnostic>) {
    let sources = texts.iter().map(|text| Source {
        file: None,
        dataset: store::parse(text.as_bytes(), None)
            .unwrap_or_else(|errors| panic!("{}", errors[0]))
            .dataset,
    });
    Workspace::join(sources.collect())
}

fn data() -> Arc<Data> {
    Data::new(workspace(&[TEXT]).0)
}

fn on(year: i16, spec: &ViewSpec) -> Sheet {
    Sheet::new(&data(), spec, Date::year_only(year))
}

fn sheet(spec: &ViewSpec) -> Sheet {
    on(2024, spec)
}

fn searching(text: &str) -> ViewSpec {
    ViewSpec {
        text: text.to_owned(),
        ..ViewSpec::default()
    }
}

fn choosing(agencies: &[&str]) -> ViewSpec {
    ViewSpec {
        agencies: owned(agencies),
        ..ViewSpec::default()
    }
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

/// The titles of the shown tasks.
fn tasks(sheet: &Sheet) -> Vec<&str> {
    sheet
        .tasks()
        .map(|ix| sheet.workspace().task(ix).task.title.as_str())
        .collect()
}

/// The names over the columns.
fn columns(sheet: &Sheet) -> Vec<&str> {
    sheet
        .columns
        .iter()
        .map(|column| sheet.workspace().agency(column.agency).label())
        .collect()
}

/// The marks of a task, as `name mark`.
fn marks(sheet: &Sheet, title: &str) -> Vec<String> {
    let names = columns(sheet);
    let row = sheet
        .rows
        .iter()
        .find(|row| matches!(row.kind, RowKind::Task(ix) if sheet.workspace().task(ix).task.title == title))
        .unwrap_or_else(|| panic!("no row {title}"));
    sheet
        .cells(row)
        .iter()
        .map(|cell| format!("{} {}", names[cell.column as usize], sheet.mark(cell)))
        .collect()
}

fn agency(sheet: &Sheet, id: &str) -> AgencyIx {
    sheet
        .workspace()
        .agency_by_id(id)
        .unwrap_or_else(|| panic!("no agency {id}"))
}
