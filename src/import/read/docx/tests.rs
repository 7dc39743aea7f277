use std::io::{Cursor, Write as _};

use super::*;
use crate::import::{Cell, read};

/// A Word file with this body, these lists and these styles.
fn file(body: &str, numbering: &str, styles: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let name = "xmlns:w=\"urn:w\" xmlns:mc=\"urn:mc\"";
    for (part, text) in [
        (
            "word/document.xml",
            format!("<w:document {name}><w:body>{body}</w:body></w:document>"),
        ),
        (
            "word/numbering.xml",
            format!("<w:numbering {name}>{numbering}</w:numbering>"),
        ),
        (
            "word/styles.xml",
            format!("<w:styles {name}>{styles}</w:styles>"),
        ),
    ] {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(part, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn lines(document: &Document) -> Vec<&str> {
    let blocks = document.blocks.iter();
    blocks.map(|block| document.text_of(block)).collect()
}

#[test]
fn runs_are_joined_changes_accepted_and_what_is_left_out_is_said() {
    let body = "<w:p><w:r><w:t>市财</w:t></w:r><w:ins><w:r><w:t>政局</w:t></w:r></w:ins>\
        <w:del><w:r><w:delText>厅</w:delText></w:r></w:del>\
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r><w:r><w:t>牵头</w:t></w:r></w:p>";
    let document = read::read(&file(body, "", "")).unwrap();
    assert_eq!(document.kind, Kind::Docx);
    assert_eq!(lines(&document), ["市财政局牵头"]);
    assert_eq!(
        document.left_out,
        [
            "修订中删除的文字没有读取，共 1 处",
            "隐藏的文字没有读取，共 1 处"
        ]
    );
}

#[test]
fn numbers_that_word_writes_stand_in_the_text_as_shown() {
    let level = |nth: u8, format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{nth}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>\
             <w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let numbering = format!(
        "<w:abstractNum w:abstractNumId=\"7\">{}{}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>",
        level(0, "chineseCounting", "%1、"),
        level(1, "chineseCounting", "（%2）"),
    );
    let styles = "<w:style w:styleId=\"T1\"><w:pPr><w:outlineLvl w:val=\"0\"/>\
        <w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>";
    let titled = |text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"T1\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let listed = |text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>\
             <w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let body = [
        titled("总体要求"),
        titled("重点任务"),
        listed("甲"),
        listed("乙"),
        titled("保障措施"),
        listed("丙"),
    ];
    let document = read::read(&file(&body.concat(), &numbering, styles)).unwrap();
    assert_eq!(
        lines(&document),
        [
            "一、总体要求",
            "二、重点任务",
            "（一）甲",
            "（二）乙",
            "三、保障措施",
            "（一）丙"
        ]
    );
    assert_eq!(document.blocks[0].kind, BlockKind::Heading(1));
    assert_eq!(document.blocks[0].numbering, "一、".len());
}

#[test]
fn merged_cells_are_there_once_with_their_span() {
    let cell = |properties: &str, text: &str| {
        format!(
            "<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>",
            paragraph(text)
        )
    };
    let body = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>{}",
        cell("<w:gridSpan w:val=\"2\"/>", "任务"),
        cell("", "单位"),
        cell("<w:vMerge w:val=\"restart\"/>", "甲"),
        cell("", "乙"),
        cell("", "市财政局"),
        cell("<w:vMerge/>", ""),
        cell("", "丙"),
        cell("", "/"),
        paragraph("附注"),
    );
    let document = read::read(&file(&body, "", "")).unwrap();
    let cells: Vec<(Cell, &str)> = document
        .blocks
        .iter()
        .filter_map(|block| match block.kind {
            BlockKind::Cell(cell) => Some((cell, document.text_of(block))),
            _ => None,
        })
        .collect();
    let at = |row, column, rows, columns| Cell {
        table: 0,
        row,
        column,
        rows,
        columns,
    };
    assert_eq!(
        cells,
        [
            (at(0, 0, 1, 2), "任务"),
            (at(0, 2, 1, 1), "单位"),
            (at(1, 0, 2, 1), "甲"),
            (at(1, 1, 1, 1), "乙"),
            (at(1, 2, 1, 1), "市财政局"),
            (at(2, 1, 1, 1), "丙"),
            (at(2, 2, 1, 1), "/"),
        ]
    );
}

#[test]
fn text_boxes_are_read_once_and_depth_is_bounded() {
    let inside = format!("<w:txbxContent>{}</w:txbxContent>", paragraph("框中"));
    let body = format!(
        "<w:p><w:r><w:t>正文</w:t><mc:AlternateContent><mc:Choice>{inside}</mc:Choice>\
         <mc:Fallback>{inside}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    );
    let document = read::read(&file(&body, "", "")).unwrap();
    assert_eq!(lines(&document), ["正文", "框中"]);
    let deep = format!(
        "{}{}{}{}",
        paragraph("上"),
        "<w:sdt>".repeat(200),
        paragraph("深"),
        "</w:sdt>".repeat(200)
    );
    let document = read::read(&file(&deep, "", "")).unwrap();
    assert_eq!(lines(&document), ["上"]);
}

#[test]
fn a_document_without_text_and_a_damaged_one_are_refused_with_words() {
    let error = read::read(&file("<w:p/>", "", "")).unwrap_err();
    assert!(error.message.contains("没有文字"));
    let error = read::read(&file("<w:p>", "", "")).unwrap_err();
    assert!(error.message.contains("损坏"));
}
