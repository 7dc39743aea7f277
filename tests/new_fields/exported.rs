//! In files of every format.

use std::io::{Cursor, Read};

use zeren::export::{self, Format, Layout, Silent, Subject};
use zeren::view::{Sheet, ViewSpec};

use super::{profile, sheet};

fn bytes(subject: Subject<'_>, format: Format) -> Vec<u8> {
    let mut bytes = Vec::new();
    export::write(subject, format, &mut bytes, &Silent).expect("a file");
    bytes
}

fn text(sheet: &Sheet, layout: Layout, format: Format) -> String {
    let subject = Subject::of_sheet(sheet, layout).expect("a layout of a sheet");
    String::from_utf8(bytes(subject, format)).expect("UTF-8")
}

/// The XML of all parts of a Word or Excel file, without its tags.
fn office(subject: Subject<'_>, format: Format) -> String {
    let mut archive =
        zip::ZipArchive::new(Cursor::new(bytes(subject, format))).expect("an archive");
    let mut all = String::new();
    for nth in 0..archive.len() {
        let mut part = archive.by_index(nth).expect("a part");
        if part.name().expect("a name").ends_with(".xml") {
            part.read_to_string(&mut all).expect("a text");
        }
    }
    let mut text = String::new();
    let mut inside = false;
    for c in all.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text
}

fn lines(csv: &str) -> Vec<&str> {
    csv.trim_start_matches('\u{FEFF}').lines().collect()
}

#[test]
fn the_list_has_the_columns_of_the_file_and_the_wording() {
    let sheet = sheet(&ViewSpec::default());
    let csv = text(&sheet, Layout::List, Format::Csv);
    let lines = lines(&csv);
    assert!(
        lines[0].ends_with("责任人,分值,进展,原文,原文位置"),
        "{}",
        lines[0]
    );
    assert!(lines[1].contains("牵头（主责）"), "{}", lines[1]);
    assert!(
        lines[1].contains("张某某,5,已启动,（一）开展监测。"),
        "{}",
        lines[1]
    );
    assert!(lines[1].ends_with("第 3 页"), "{}", lines[1]);
    assert!(
        lines[1].contains("2024年三季度末；2025年上半年；每季度；2024年底；2025年底；每周"),
        "{}",
        lines[1]
    );
    assert!(lines.last().expect("a line").contains("2026年11—12月"));
    let xlsx = office(
        Subject::of_sheet(&sheet, Layout::List).expect("a list"),
        Format::Xlsx,
    );
    for wanted in [
        "责任人",
        "张某某",
        "已启动",
        "第 3 页",
        "牵头（主责）",
        "2026年11—12月",
    ] {
        assert!(xlsx.contains(wanted), "{wanted}");
    }
}

#[test]
fn the_targets_say_who_and_to_whom_and_until_when() {
    let sheet = sheet(&ViewSpec::default());
    let csv = text(&sheet, Layout::Targets, Format::Csv);
    insta::assert_snapshot!(csv.replace('\r', "␍"));
}

#[test]
fn the_calendar_has_weeks_ends_and_deadlines_of_tasks() {
    let sheet = sheet(&ViewSpec::default());
    let calendar = text(&sheet, Layout::Targets, Format::Ics).replace("\r\n ", "");
    for wanted in [
        "FREQ=WEEKLY;BYDAY=SU;UNTIL=20261231",
        "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1;UNTIL=20251231",
        // 2024-Q3 and 2025-H1 of the task itself.
        "DTSTART;VALUE=DATE:20240930",
        "DTSTART;VALUE=DATE:20250630",
        // Six months and thirty days after the day of issue.
        "DTSTART;VALUE=DATE:20240715",
        "DTSTART;VALUE=DATE:20240214",
        "SUMMARY:市统计局 · 开展监测 · 经营状况 按季监测",
        "SUMMARY:市科技局 · 完善制度 · 制订实施细则",
        "由谁承担　市统计局",
        "由谁承担　未写明由谁，任务各机构",
        "报送对象　工作专班、市政府",
        "原文写明频次和止期",
    ] {
        assert!(calendar.contains(wanted), "{wanted}\n{calendar}");
    }
    assert!(!calendar.contains("资金拨付"), "a condition has no day");
    assert!(
        calendar.contains(
            "10 个目标，其中 5 个有时限、4 个定期；1 个没有日期，不在日历中；另有 2 个任务时限"
        ),
        "{calendar}"
    );
    let uids: Vec<&str> = calendar
        .lines()
        .filter(|line| line.starts_with("UID:"))
        .collect();
    let different: std::collections::HashSet<&&str> = uids.iter().collect();
    assert_eq!(different.len(), uids.len(), "{uids:?}");
    // A body's own calendar.
    let profile = profile("市发改委");
    let own = bytes(Subject::Agency(&profile), Format::Ics);
    let own = String::from_utf8(own).expect("UTF-8").replace("\r\n ", "");
    assert!(
        own.contains("监测企业") && own.contains("SUMMARY:开展监测"),
        "{own}"
    );
    assert!(
        !own.contains("按季监测") && !own.contains("每周报送"),
        "{own}"
    );
}

#[test]
fn tables_for_people_have_columns_wording_and_sources() {
    let sheet = sheet(&ViewSpec::default());
    let html = text(&sheet, Layout::List, Format::Html);
    let word = office(
        Subject::of_sheet(&sheet, Layout::List).expect("a list"),
        Format::Docx,
    );
    let table = office(
        Subject::of_sheet(&sheet, Layout::Matrix).expect("a matrix"),
        Format::Xlsx,
    );
    for wanted in [
        "责任人 张某某",
        "2024年三季度末",
        "验收后30日内",
        "制订实施细则",
        "主责",
    ] {
        assert!(html.contains(wanted), "{wanted}");
        assert!(word.contains(wanted), "{wanted}");
        assert!(table.contains(wanted), "{wanted}");
    }
    assert!(html.contains("统计部门按季监测企业经营") && html.contains("第 3 页"));
    for wanted in [
        "上位文件 《关于质量工作的意见》（国办发〔2016〕44号）、鄂政办发〔2016〕81号",
        "文本出处 示例市人民政府网，https://example.org/1.html，2026年11月2日获取，全文，缺附件",
    ] {
        assert!(html.contains(wanted) && table.contains(wanted), "{wanted}");
    }
}

#[test]
fn the_sheet_of_a_body_tells_what_else_is_known_of_it() {
    let profile = profile("市发改委");
    let csv = String::from_utf8(bytes(Subject::Agency(&profile), Format::Csv)).expect("UTF-8");
    assert!(csv.contains("自定义列,,,,联系电话,,'027-1234"), "{csv}");
    assert!(csv.contains("上位文件"), "{csv}");
    let word = office(Subject::Agency(&profile), Format::Docx);
    assert!(word.contains("联系电话 027-1234"));
    let office_of = super::profile("专班办公室");
    let xlsx = office(Subject::Agency(&office_of), Format::Xlsx);
    assert!(xlsx.contains("上级机构 工作专班"));
}

#[test]
fn every_layout_goes_into_every_format_that_it_has() {
    let sheet = sheet(&ViewSpec::default());
    let profile = profile("市统计局");
    let mut files = 0;
    for layout in Layout::ALL.into_iter().chain([Layout::Agency]) {
        for &format in layout.formats() {
            let subject = Subject::of_sheet(&sheet, layout).unwrap_or(Subject::Agency(&profile));
            assert!(!bytes(subject, format).is_empty(), "{layout:?} {format:?}");
            files += 1;
        }
    }
    assert!(files > 20, "{files}");
}
