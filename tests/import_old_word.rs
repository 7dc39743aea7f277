//! Numbers that Word writes by itself, in files of before 2007: they are read as they are shown.

#![allow(clippy::unwrap_used, reason = "a test may fail here")]

mod common;

use common::old_word::{Paragraph, file};
use zeren::import::read;
use zeren::import::understand::understand;
use zeren::import::{Document, Kind};

fn lines(document: &Document) -> Vec<&str> {
    let blocks = document.blocks.iter();
    blocks.map(|block| document.text_of(block)).collect()
}

#[test]
fn numbers_of_lists_stand_in_the_text_as_shown() {
    let bytes = file(&[
        Paragraph::of("任务分工方案", None),
        Paragraph::of("重点任务", Some((1, 0))),
        Paragraph::of("培育企业。（责任单位：市经信局）", Some((1, 1))),
        Paragraph::of("开展诊断。", Some((1, 2))),
        Paragraph::of("推广经验。", Some((1, 2))),
        Paragraph::of("引进人才。（责任单位：市人社局）", Some((1, 1))),
        Paragraph::of("", Some((1, 1))),
        Paragraph::of("保障措施", Some((1, 0))),
        Paragraph::of("加强督导。（责任单位：市政府督查室）", Some((1, 1))),
        // A list of its own begins anew; a list that was taken away numbers nothing.
        Paragraph::of("第一步。", Some((2, 0))),
        Paragraph::of("第二步。", Some((2, 0))),
        Paragraph::of("说明", Some((0, 0))),
        Paragraph::of("附注", Some((0xF801, 0))),
    ]);
    let document = read::read(&bytes).unwrap();
    assert_eq!(document.kind, Kind::Doc);
    assert_eq!(
        lines(&document),
        [
            "任务分工方案",
            "一、重点任务",
            "（一）培育企业。（责任单位：市经信局）",
            "1．开展诊断。",
            "2．推广经验。",
            "（二）引进人才。（责任单位：市人社局）",
            "二、保障措施",
            "（一）加强督导。（责任单位：市政府督查室）",
            "一、第一步。",
            "二、第二步。",
            "说明",
            "附注",
        ]
    );
    assert_eq!(document.left_out, Vec::<String>::new());
    let numbering: Vec<usize> = document
        .blocks
        .iter()
        .map(|block| block.numbering)
        .collect();
    assert_eq!(numbering[..3], [0, "一、".len(), "（一）".len()]);
    let clauses: Vec<String> = understand(&document)
        .tasks
        .into_iter()
        .map(|task| task.clause)
        .collect();
    assert_eq!(clauses, ["一(一)", "一(二)", "二(一)"]);
}

#[test]
fn a_list_that_the_file_does_not_hold_is_said_to_be_missing() {
    let bytes = file(&[
        Paragraph::of("任务", Some((9, 0))),
        Paragraph::of("措施", Some((9, 0))),
    ]);
    let document = read::read(&bytes).unwrap();
    assert_eq!(lines(&document), ["任务", "措施"]);
    assert_eq!(document.left_out, ["2 个段落的自动编号没有读出"]);
}
