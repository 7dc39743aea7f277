//! Forms that offices hand in: every format holds every word of the table, pages are as the
//! standard has them, and what comes back can be matched.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test may fail here"
)]

mod changes;
#[path = "../common/mod.rs"]
mod common;
mod due;
mod goals;
mod pages;

use std::io::{Cursor, Read as _};
use std::sync::Arc;

use calamine::{Data as Value, Reader, Xlsx};
use zeren::export::{self, Format, Layout, Options, Silent, Subject};
use zeren::model::workspace::{Source, Workspace};
use zeren::model::{
    Agency, Amount, Assignment, Dataset, Number, Plan, Role, Section, Target, Task,
};
use zeren::view::forms::{FormColumn, FormHeading, FormKind, FormRow, FormSpec, FormTable};
use zeren::view::{Data, Sheet, SuccessionView, TaskGrouping, ViewSpec};

fn table(view: &ViewSpec, spec: FormSpec) -> FormTable {
    FormTable::new(Arc::new(common::sheet(view)), spec)
}

fn of_plan(id: &str) -> ViewSpec {
    ViewSpec {
        plans: [id.to_owned()].into_iter().collect(),
        ..ViewSpec::default()
    }
}

/// Names of 67 Hanzi, a title of 225, 40 bodies in a task, words that cannot break, and what no
/// file may hold.
fn hostile() -> Arc<Sheet> {
    let name = |nth: usize| format!("{}{nth}局", "长名".repeat(32));
    let agencies: Vec<Agency> = (0..40)
        .map(|nth| Agency {
            id: format!("a{nth}"),
            name: name(nth),
            ..Agency::default()
        })
        .collect();
    let duty = |nth: usize, role: Role| Assignment {
        agency: format!("a{nth}"),
        role,
        ..Assignment::default()
    };
    let all = (0..40).map(|nth| match nth {
        0 => duty(nth, Role::Lead),
        1..=9 => duty(nth, Role::Support),
        _ => duty(nth, Role::Responsible),
    });
    let target = Target {
        indicator: "产值、税收\u{7}".to_owned(),
        amount: Amount::AtLeast(Number::new(20.0).unwrap()),
        unit: "亿元".to_owned(),
        due: zeren::model::Due::By("2027".parse().unwrap()),
        stretch: true,
        ..Target::default()
    };
    let task = |clause: &str, title: String, assignments: Vec<Assignment>| Task {
        clause: clause.to_owned(),
        title,
        summary: "x".repeat(400),
        assignments,
        targets: vec![target.clone()],
        ..Task::default()
    };
    let section = Section {
        number: "一".to_owned(),
        title: "=1+1<&>\"章\"".to_owned(),
        tasks: vec![
            task("一1", "题".repeat(225), all.collect()),
            task("一2", "Smart Factory 2025".to_owned(), Vec::new()),
            task("一3", "=SUM(A1)".to_owned(), vec![duty(3, Role::Oversee)]),
        ],
        ..Section::default()
    };
    let dataset = Dataset {
        title: "=标题<&>".to_owned(),
        agencies,
        plans: vec![Plan {
            id: "p".to_owned(),
            title: "甲".repeat(80),
            sections: vec![section],
            ..Plan::default()
        }],
        ..Dataset::default()
    };
    let source = Source {
        file: None,
        dataset,
    };
    let data = Data::new(Workspace::join(vec![source]).0);
    Arc::new(Sheet::new(&data, &ViewSpec::default(), common::today()))
}

fn tables() -> Vec<(&'static str, FormTable)> {
    let agency = common::data()
        .workspace
        .agencies_named("市经信局")
        .first()
        .map(|ix| common::data().workspace.agency(*ix).id.clone())
        .unwrap();
    let of_body = ViewSpec {
        agencies: [agency].into_iter().collect(),
        ..ViewSpec::default()
    };
    let by_lead = ViewSpec {
        grouping: TaskGrouping::Leads,
        ..ViewSpec::default()
    };
    let mut with_notes = FormSpec::new(FormKind::Division);
    with_notes.notes = true;
    with_notes.columns = FormSpec::columns_of(
        "number,task,lead=牵头部门,responsible,part,due,targets,clause,source,note,进展情况",
    )
    .unwrap();
    with_notes.heading = FormHeading {
        title: String::new(),
        attachment: "附件1".to_owned(),
        secrecy: "内部".to_owned(),
        number: "武政办〔2021〕5号".to_owned(),
        office: "市经信局".to_owned(),
        author: "综合处".to_owned(),
        date: "2026年11月".to_owned(),
    };
    let current = of_body.clone().for_succession(SuccessionView::Current);
    let division = || FormSpec::new(FormKind::Division);
    vec![
        ("all", table(&ViewSpec::default(), division())),
        ("plan", table(&of_plan("made-2021"), with_notes.clone())),
        ("body", table(&of_body, division())),
        ("today", table(&current, with_notes)),
        ("by lead", table(&by_lead, division())),
        (
            "ledger",
            table(&ViewSpec::default(), FormSpec::new(FormKind::Ledger)),
        ),
        ("duties", table(&of_body, FormSpec::new(FormKind::Duties))),
        (
            "duties of a district",
            table(&of_district(), FormSpec::new(FormKind::Duties)),
        ),
        (
            "hostile duties",
            FormTable::new(hostile(), FormSpec::new(FormKind::Duties)),
        ),
        ("hostile", FormTable::new(hostile(), division())),
        (
            "goals",
            table(&ViewSpec::default(), FormSpec::new(FormKind::Goals)),
        ),
        (
            "hostile goals",
            FormTable::new(hostile(), FormSpec::new(FormKind::Goals)),
        ),
        (
            "due",
            table(&ViewSpec::default(), FormSpec::new(FormKind::Due)),
        ),
        (
            "due, hostile",
            FormTable::new(hostile(), FormSpec::new(FormKind::Due)),
        ),
        ("changes", changes::table(&ViewSpec::default())),
        (
            "hostile ledger",
            FormTable::new(hostile(), FormSpec::new(FormKind::Ledger)),
        ),
    ]
}

/// A district, which most tasks reach only through 各区人民政府.
fn of_district() -> ViewSpec {
    let data = common::data();
    let found = data.workspace.agencies_named("江岸区");
    let id = data.workspace.agency(*found.first().unwrap()).id.clone();
    ViewSpec {
        agencies: [id].into_iter().collect(),
        ..ViewSpec::default()
    }
}

#[test]
fn a_list_of_duties_is_that_of_its_body() {
    let (tables, spec) = (tables(), FormSpec::new(FormKind::Duties));
    let of = |name: &str| {
        let mut all = tables.iter();
        all.find(|(known, _)| *known == name)
            .map(|(_, table)| table)
            .unwrap()
    };
    let duties = of("duties");
    assert_eq!(duties.title, "市经信局责任清单");
    let heads: Vec<&str> = spec
        .columns
        .iter()
        .map(zeren::view::forms::ColumnChoice::head)
        .collect();
    assert_eq!(
        heads,
        [
            "序号",
            "工作任务",
            "承担角色",
            "牵头单位",
            "责任单位",
            "完成时限",
            "出处"
        ]
    );
    // As many as the matrix says, each with a role and a place.
    let cells = |table: &FormTable, column: &FormColumn| -> Vec<String> {
        let of_part = |part: &zeren::view::forms::FormPart| -> Vec<String> {
            let nth = part.columns.iter().position(|it| it.column == *column);
            let entries = part.rows.iter().filter_map(|row| match row {
                FormRow::Entry(entry) if entry.task().is_some() => Some(entry),
                _ => None,
            });
            entries
                .map(|entry| nth.map_or_else(String::new, |nth| entry.cells[nth].text()))
                .collect()
        };
        table.parts.iter().flat_map(of_part).collect()
    };
    let parts = cells(duties, &FormColumn::Part);
    assert_eq!(parts.len(), duties.sheet.shown.tasks);
    assert!(parts.iter().all(|part| !part.is_empty()), "{parts:?}");
    let sources = cells(duties, &FormColumn::Source);
    assert!(
        sources.iter().all(|source| source.starts_with('《')),
        "{sources:?}"
    );
    let district = of("duties of a district");
    assert_eq!(district.title, "江岸区责任清单");
    let parts = cells(district, &FormColumn::Part);
    assert_eq!(parts.len(), 39);
    assert!(parts.iter().all(|part| part.contains("（经")), "{parts:?}");
}

/// A text without blanks, and without what no file may hold.
fn squash(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !c.is_control() && !zeren::xml::is_barred(*c))
        .collect()
}

fn written(table: &FormTable, format: Format) -> Vec<u8> {
    let mut bytes = Vec::new();
    export::write(Subject::Form(table), format, &mut bytes, &Silent).expect("a file");
    bytes
}

fn part(bytes: Vec<u8>, name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut text = String::new();
    let mut file = zip.by_name(name).expect("a part");
    file.read_to_string(&mut text).expect("UTF-8");
    text
}

/// The text of an XML document.
fn text_of(xml: &str) -> String {
    let document = roxmltree::Document::parse(xml).expect("XML");
    let texts = document.descendants().filter(roxmltree::Node::is_text);
    squash(&texts.filter_map(|node| node.text()).collect::<String>())
}

/// Everything that a form says: title, heads, rows, remarks.
fn words(table: &FormTable) -> Vec<String> {
    let heading = &table.spec.heading;
    let mut words = vec![table.title.clone()];
    words.extend(table.scope.clone());
    words.extend(table.remarks.iter().cloned());
    let own = [
        &heading.attachment,
        &heading.secrecy,
        &heading.number,
        &heading.office,
        &heading.author,
        &heading.date,
    ];
    words.extend(own.into_iter().cloned());
    for part in &table.parts {
        words.extend(part.heading.clone());
        words.extend(part.columns.iter().map(|choice| choice.head().to_owned()));
        for row in &part.rows {
            match row {
                FormRow::Heading { text, .. } => words.push(text.clone()),
                FormRow::Entry(entry) => {
                    words.extend(entry.cells.iter().map(zeren::view::forms::FormCell::text));
                }
            }
        }
    }
    words.retain(|text| !squash(text).is_empty());
    words
}

#[test]
fn word_and_web_page_hold_every_word_of_the_form() {
    for (name, table) in tables() {
        let word = text_of(&part(written(&table, Format::Docx), "word/document.xml"));
        let page = String::from_utf8(written(&table, Format::Html)).unwrap();
        assert!(!page.contains("<script"), "{name}");
        let body = page.split_once("<body>").unwrap().1;
        let body = body.split_once("</body>").unwrap().0;
        let page = text_of(&format!("<b>{body}</b>"));
        for text in words(&table) {
            let text = squash(&text);
            assert!(word.contains(&text), "{name}: Word lacks {text}");
            assert!(page.contains(&text), "{name}: the page lacks {text}");
        }
    }
}

#[test]
fn csv_and_workbook_hold_every_entry_and_agree() {
    for (name, table) in tables() {
        let form = table.records();
        let bytes = written(&table, Format::Csv);
        let text = bytes.strip_prefix("\u{FEFF}".as_bytes()).expect("a mark");
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text);
        let rows: Vec<Vec<String>> = reader
            .records()
            .map(|record| {
                let record = record.unwrap();
                let cells = record.iter();
                cells
                    .map(|cell| common::unguarded(cell).to_owned())
                    .collect()
            })
            .collect();
        assert_eq!(rows[0], form.heads, "{name}");
        assert_eq!(rows.len() - 1, form.records.len(), "{name}");
        for (row, record) in rows[1..].iter().zip(&form.records) {
            for (cell, wanted) in row.iter().zip(&record.cells) {
                assert_eq!(squash(cell), squash(wanted), "{name}");
            }
        }
        let mut book = Xlsx::new(Cursor::new(written(&table, Format::Xlsx))).unwrap();
        let sheet = book.worksheet_range(table.spec.kind.label()).unwrap();
        let all: Vec<Vec<String>> = sheet
            .rows()
            .map(|row| row.iter().map(Value::to_string).collect())
            .collect();
        let key = all
            .iter()
            .find_map(|row| row.iter().position(|cell| cell == "行标识"))
            .expect("the keys of the rows");
        for record in &form.records {
            let row = all
                .iter()
                .find(|row| row.get(key) == Some(&record.entry.key))
                .unwrap_or_else(|| panic!("{name}: no row {}", record.entry.key));
            let row: Vec<String> = row.iter().map(|cell| squash(cell)).collect();
            for cell in &record.entry.cells {
                assert!(
                    row.contains(&squash(&cell.text())),
                    "{name}: {}",
                    cell.text()
                );
            }
        }
        let text: String = all.iter().flatten().map(|cell| squash(cell)).collect();
        // A ledger has the headings of sections in a column, beside each other.
        let is_ledger = table.spec.kind == FormKind::Ledger;
        for wanted in words(&table).iter().filter(|_| !is_ledger) {
            assert!(text.contains(&squash(wanted)), "{name}: {wanted}");
        }
    }
}

#[test]
fn a_ledger_can_be_filled_in_and_comes_back_matched() {
    let table = table(&of_plan("made-2021"), FormSpec::new(FormKind::Ledger));
    let bytes = written(&table, Format::Xlsx);
    let xml = part(bytes.clone(), "xl/worksheets/sheet1.xml");
    let document = roxmltree::Document::parse(&xml).unwrap();
    let has = |name: &str| {
        document
            .descendants()
            .any(|node| node.tag_name().name() == name)
    };
    assert!(has("sheetProtection") && has("autoFilter") && has("dataValidation"));
    assert!(xml.contains("未启动,推进中,已完成,滞后,已调整"));
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheet = book.worksheet_range("督办台账").unwrap();
    let head = sheet
        .rows()
        .position(|row| row.iter().any(|cell| cell == "截止日期"))
        .unwrap();
    let heads: Vec<String> = sheet
        .rows()
        .nth(head)
        .unwrap()
        .iter()
        .map(Value::to_string)
        .collect();
    let at = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let first = sheet.rows().nth(head + 1).unwrap();
    assert_eq!(first[at("完成时限")].to_string(), "2023年底");
    let Value::DateTime(day) = &first[at("截止日期")] else {
        panic!("a date: {:?}", first[at("截止日期")]);
    };
    // The last day of 2023, as Excel counts days.
    assert!((day.as_f64() - 45_291.0).abs() < 0.01, "{day:?}");
    let keys: Vec<String> = sheet
        .rows()
        .skip(head + 1)
        .map(|row| row[at("行标识")].to_string())
        .filter(|key| !key.is_empty())
        .collect();
    assert_eq!(keys.len(), table.entries().count());
    let mut unique = keys.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), keys.len());
    assert!(keys.contains(&"made-2021/二(一)1".to_owned()), "{keys:?}");
}

#[test]
fn files_say_who_made_them_and_in_which_language() {
    let mut spec = FormSpec::new(FormKind::Division);
    spec.heading.author = "综合处".to_owned();
    spec.heading.title = "任务分工表".to_owned();
    let table = table(&of_plan("made-2021"), spec);
    let core = part(written(&table, Format::Docx), "docProps/core.xml");
    assert!(core.contains("<dc:title>任务分工表</dc:title>"), "{core}");
    assert!(core.contains("<dc:creator>综合处</dc:creator>"), "{core}");
    assert!(core.contains("<dc:language>zh-CN</dc:language>"), "{core}");
    let core = part(written(&table, Format::Xlsx), "docProps/core.xml");
    assert!(
        core.contains("任务分工表") && core.contains("综合处"),
        "{core}"
    );
    let pdf = written(&table, Format::Pdf);
    let pdf = String::from_utf8_lossy(&pdf);
    assert!(
        pdf.contains("综合处") && pdf.contains("任务分工表"),
        "in its XMP"
    );
    let ofd = part(written(&table, Format::Ofd), "OFD.xml");
    assert!(ofd.contains("<ofd:Author>综合处</ofd:Author>"), "{ofd}");
    let page = String::from_utf8(written(&table, Format::Html)).unwrap();
    assert!(page.contains("lang=\"zh-CN\"") && page.contains("<title>任务分工表</title>"));
}

#[test]
fn an_empty_view_is_said_in_every_format() {
    let nothing = ViewSpec {
        text: "没有这样的任务".to_owned(),
        ..ViewSpec::default()
    };
    for kind in FormKind::ALL {
        let table = table(&nothing, FormSpec::new(kind));
        let layout = Layout::of_form(kind);
        for &format in layout.formats() {
            // A table of data has its heads and no more, a calendar no day; pictures are those of
            // the pages.
            if matches!(
                format,
                Format::Csv | Format::Png | Format::Pdf | Format::Ics
            ) {
                continue;
            }
            let mut bytes = Vec::new();
            let options = Options::of(layout);
            export::write_with(Subject::Form(&table), format, options, &mut bytes, &Silent)
                .expect("a file");
            let text = match format {
                Format::Docx => text_of(&part(bytes, "word/document.xml")),
                Format::Xlsx => text_of(&part(bytes, "xl/sharedStrings.xml")),
                Format::Ofd => text_of(&part(bytes, "Doc_0/Pages/Page_0/Content.xml")),
                _ => String::from_utf8(bytes).unwrap(),
            };
            let words = match kind {
                FormKind::Changes => "没有修改符合筛选",
                FormKind::Goals => "没有目标符合筛选",
                FormKind::Due => "没有写明时限的目标和任务符合筛选",
                _ => "没有任务符合筛选",
            };
            assert!(text.contains(words), "{kind:?} {format:?}");
        }
    }
}
