//! One agency's sheet in a file: everything that its profile has, and nothing that could run.

#![allow(clippy::expect_used, reason = "a test may fail here")]

mod common;

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data as Value, Reader, Xlsx};
use common::{data, today};
use zeren::export::{self, AGENCY_HEADERS, Format, Silent, Subject, default_file_name};
use zeren::model::workspace::{Source, Workspace};
use zeren::store;
use zeren::view::{Data, Profile, Sheet, SuccessionView, ViewSpec};

fn profile_in(data: &Arc<Data>, name: &str, succession: SuccessionView) -> Profile {
    let view = ViewSpec {
        succession,
        ..ViewSpec::default()
    };
    let sheet = Arc::new(Sheet::new(data, &view.for_profiles(), today()));
    let found = data.workspace.agencies_named(name);
    Profile::new(&sheet, *found.first().expect("an agency"))
}

fn profile(name: &str) -> Profile {
    profile_in(&data(), name, SuccessionView::Current)
}

fn bytes(profile: &Profile, format: Format) -> Vec<u8> {
    let mut bytes = Vec::new();
    export::write(Subject::Agency(profile), format, &mut bytes, &Silent).expect("a file");
    bytes
}

fn csv(profile: &Profile) -> Vec<Vec<String>> {
    let bytes = bytes(profile, Format::Csv);
    let text = bytes.strip_prefix("\u{FEFF}".as_bytes()).expect("a mark");
    assert!(text.ends_with(b"\r\n"));
    csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text)
        .records()
        .map(|record| {
            let record = record.expect("a record");
            record
                .iter()
                .map(|cell| common::unguarded(cell).to_owned())
                .collect()
        })
        .collect()
}

fn workbook(profile: &Profile) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes(profile, Format::Xlsx))).expect("a workbook")
}

/// The texts of a worksheet, row by row.
fn page(book: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Vec<Vec<String>> {
    let range = book.worksheet_range(name).expect("a worksheet");
    let row = |row: &[Value]| row.iter().map(Value::to_string).collect();
    range.rows().map(row).collect()
}

fn by_kind(rows: &[Vec<String>]) -> BTreeMap<&str, usize> {
    let mut count = BTreeMap::new();
    for row in &rows[1..] {
        *count.entry(row[0].as_str()).or_default() += 1;
    }
    count
}

#[test]
fn the_csv_has_a_row_for_everything_in_the_profile() {
    for name in [
        "市市场监管局",
        "各区人民政府",
        "江岸区",
        "市农业农村局",
        "市委金融办",
    ] {
        let profile = profile(name);
        let rows = csv(&profile);
        assert_eq!(rows[0], AGENCY_HEADERS);
        let kinds = by_kind(&rows);
        let count = |kind| kinds.get(kind).copied().unwrap_or(0);
        assert_eq!(count("任务"), profile.tasks as usize, "{name}");
        assert_eq!(count("经集合机构"), profile.through_tasks(), "{name}");
        assert_eq!(count("目标"), profile.targets.len(), "{name}");
        assert_eq!(count("共事机构"), profile.peers.len(), "{name}");
        let lineage = &profile.lineage;
        assert_eq!(
            count("沿革"),
            lineage.steps.len() + lineage.transfers.len(),
            "{name}"
        );
        assert!(count("名称") >= 1, "{name}");
        let of = |kind: &str, name: &str| {
            let row = rows.iter().find(|row| row[0] == kind && row[4] == name);
            row.map(|row| row[7].clone())
        };
        assert_eq!(of("计数", "任务"), Some(profile.tasks.to_string()));
        assert_eq!(
            of("计数", "分工（归并前）"),
            Some(profile.assignments.to_string())
        );
    }
}

#[test]
fn the_csv_says_who_the_documents_named_and_when_that_changed() {
    let rows = csv(&profile("市市场监管局"));
    let has = |wanted: [&str; 11]| {
        assert!(
            rows.iter().any(|row| row == &wanted),
            "{wanted:?} is not in {rows:#?}"
        );
    };
    let plan = "武汉市人民政府办公厅关于发挥品牌引领作用推动全市供需结构升级的意见";
    let number = "武政办〔2017〕118号";
    has([
        "任务",
        plan,
        number,
        "三(三)1",
        "扩大武汉品牌知名度",
        "责任",
        "市工商局、市质监局",
        "",
        "",
        "",
        "",
    ]);
    has([
        "沿革",
        "",
        "",
        "",
        "市工商局 → 市市场监管局",
        "并入",
        "",
        "",
        "",
        "2019年",
        "常识，非原文：2019 年武汉市机构改革，工商、质监、食品药品监管三局合组市场监管局",
    ]);
    has([
        "名称",
        "",
        "",
        "",
        "市市场监管局",
        "简称",
        "",
        "",
        "",
        "",
        "",
    ]);
    has([
        "名称",
        plan,
        number,
        "",
        "市质监局",
        "原文写法",
        "",
        "",
        "",
        "",
        "",
    ]);
    has([
        "共事机构",
        "",
        "",
        "",
        "市发改委",
        "",
        "",
        "18",
        "项",
        "",
        "",
    ]);
    let head = rows
        .iter()
        .find(|row| row[3] == "四(四)" && row[0] == "任务");
    assert_eq!(
        head.map(|row| row[5].as_str()),
        Some("牵头（副组长）；成员；责任（办公室）")
    );
}

#[test]
fn tasks_stand_with_the_leads_first_in_every_plan() {
    for rows in [csv(&profile("市经信局")), csv(&profile("市市场监管局"))] {
        let tasks: Vec<&Vec<String>> = rows.iter().filter(|row| row[0] == "任务").collect();
        for pair in tasks.windows(2) {
            let leads = |row: &[String]| row[5].starts_with("牵头");
            assert!(
                pair[0][1] != pair[1][1] || leads(pair[0]) || !leads(pair[1]),
                "{pair:?}"
            );
        }
    }
}

#[test]
fn the_workbook_shows_tasks_targets_company_and_says_what_it_is() {
    let profile = profile("市市场监管局");
    let mut book = workbook(&profile);
    assert_eq!(book.sheet_names(), ["责任清单", "目标", "共事机构", "说明"]);
    let tasks = page(&mut book, "责任清单");
    assert_eq!(tasks[0][0], "武汉市市场监督管理局责任清单");
    assert_eq!(tasks[1][0], profile.counts_text());
    assert_eq!(tasks[2][0], "全部任务；按现机构归并 · 2026年11月22日制表");
    assert_eq!(
        tasks[3],
        ["角色", "条款", "任务", "原文写法", "时限", "目标", "备注"]
    );
    let roles = ["牵头", "责任", "配合", "成员", "督办"];
    let rows = tasks[4..]
        .iter()
        .filter(|row| roles.iter().any(|role| row[0].starts_with(role)) && !row[1].is_empty());
    assert_eq!(rows.count(), profile.tasks as usize);
    let cited = tasks.iter().filter(|row| row[0].starts_with("出处　《"));
    assert_eq!(cited.count(), profile.plans.len());

    let targets = page(&mut book, "目标");
    assert_eq!(targets.len(), 4 + profile.targets.len());
    assert!(
        targets
            .iter()
            .any(|row| row[..4] == ["高端装备名品", "30", "项", "2023年底"]),
        "{targets:#?}"
    );
    let about = page(&mut book, "说明");
    let says = |part: &str| about.iter().flatten().any(|cell| cell.contains(part));
    for part in [
        "市工商局、市质监局、市食品药品监管局 → 市市场监管局（2019年）",
        "35 处分工，同一任务中的 11 处并为一项，共 24 项任务",
        "合并　三(三)1 市工商局（责任）、市质监局（责任）",
        "市工商局 → 市市场监管局，并入，2019年　常识，非原文",
        "2026年11月22日",
    ] {
        assert!(says(part), "{part} is not in {about:#?}");
    }
}

#[test]
fn tasks_through_a_collective_stand_apart_in_the_workbook() {
    let profile = profile("江岸区");
    let mut book = workbook(&profile);
    assert_eq!(book.sheet_names(), ["责任清单", "目标", "说明"]);
    let tasks = page(&mut book, "责任清单");
    let at = |part: &str| tasks.iter().position(|row| row[0].contains(part));
    let (none, through) = (
        at("没有任务直接写到这个机构"),
        at("只经各区人民政府　39 项，不计入上面的任务"),
    );
    assert!(none.is_some() && none < through, "{tasks:#?}");
    let rows = tasks[through.expect("the band") + 1..].iter();
    assert_eq!(rows.filter(|row| row[0] == "责任").count(), 39);
}

#[test]
fn the_workbook_of_a_sheet_says_what_was_folded() {
    let spec = ViewSpec {
        succession: SuccessionView::Current,
        ..ViewSpec::default()
    };
    let sheet = common::sheet(&spec);
    let mut out = Vec::new();
    export::write(Subject::Matrix(&sheet), Format::Xlsx, &mut out, &Silent).expect("a file");
    let mut book = Xlsx::new(Cursor::new(out)).expect("a workbook");
    let about = page(&mut book, "说明");
    let says = |part: &str| about.iter().flatten().any(|cell| cell.contains(part));
    assert!(says(
        "市工商局、市质监局、市食品药品监管局 → 市市场监管局（2019年）"
    ));
    assert!(says(
        &sheet.folding().text().expect("something fell together")
    ));
    let sheet = common::sheet(&ViewSpec::default());
    let mut out = Vec::new();
    export::write(Subject::Matrix(&sheet), Format::Xlsx, &mut out, &Silent).expect("a file");
    let mut book = Xlsx::new(Cursor::new(out)).expect("a workbook");
    assert!(
        !page(&mut book, "说明")
            .iter()
            .flatten()
            .any(|cell| cell.contains('→'))
    );
}

#[test]
fn the_name_of_the_file_is_the_agencys() {
    let profile = profile("市经信局");
    assert_eq!(
        default_file_name(Subject::Agency(&profile), Format::Xlsx),
        "市经信局_责任清单_2026-11-22.xlsx"
    );
}

#[test]
fn nothing_in_a_name_can_run() {
    let text = r#"(format: 1, agencies: [(id: "a", name: "=1+1", kind: Department, aliases: ["@x"], note: "+1")],
        plans: [(id: "p", title: "=2", sections: [(number: "一", title: "一", tasks: [
            (clause: "=3", title: "-4", note: "@5", assignments: [(agency: "a", role: Lead, written: "+6")],
             targets: [(indicator: "=7", amount: Exactly(-8), unit: "=9")]),
        ])])])"#;
    let loaded = store::parse(text.as_bytes(), None).expect("sound data");
    let source = Source {
        file: None,
        dataset: loaded.dataset,
    };
    let data = Data::new(Workspace::join(vec![source]).0);
    let profile = profile_in(&data, "a", SuccessionView::AsWritten);
    let text = String::from_utf8(bytes(&profile, Format::Csv)).expect("UTF-8");
    for cell in text
        .trim_start_matches('\u{FEFF}')
        .lines()
        .flat_map(|line| line.split(','))
    {
        let is_number = cell.parse::<f64>().is_ok();
        assert!(
            is_number || !cell.starts_with(['=', '+', '-', '@']),
            "{cell}"
        );
    }
    let mut book = workbook(&profile);
    for name in book.sheet_names() {
        let formulas = book.worksheet_formula(&name).expect("a worksheet");
        assert!(formulas.used_cells().next().is_none(), "{name}");
    }
}
