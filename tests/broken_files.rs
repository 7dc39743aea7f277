//! What a person reads when a data file is broken, word for word.
//!
//! Each `tests/broken/NAME.ron` is a broken file and `NAME.txt` what is said about it, in the form
//! of the command line. `ZEREN_BLESS=1 cargo test --test broken_files` writes the texts anew.
#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use zeren::diagnostic::Diagnostic;
use zeren::store;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken")
}

fn names(extension: &str) -> BTreeSet<String> {
    let files = fs::read_dir(folder()).expect("the folder of broken files");
    files
        .map(|file| file.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|e| e == extension))
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect()
}

fn words(diagnostics: &[Diagnostic]) -> String {
    let words: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
    words.join("\n")
}

/// What is said about bytes that are no dataset.
fn said(bytes: &[u8], name: &str) -> String {
    match store::parse(bytes, Some(Path::new(name))) {
        Ok(_) => panic!("{name} was read"),
        Err(diagnostics) => words(&diagnostics),
    }
}

#[test]
fn every_broken_file_is_explained_in_these_words() {
    let names = names("ron");
    assert!(names.len() >= 30);
    let mut wrong = Vec::new();
    for name in names {
        let bytes = fs::read(folder().join(format!("{name}.ron"))).expect("a broken file");
        let said = said(&bytes, &format!("{name}.ron")) + "\n";
        let golden = folder().join(format!("{name}.txt"));
        if std::env::var_os("ZEREN_BLESS").is_some() {
            fs::write(&golden, said).expect("the text is written");
            continue;
        }
        let wanted = fs::read_to_string(&golden)
            .unwrap_or_default()
            .replace("\r\n", "\n");
        if said != wanted {
            wrong.push(format!("== {name}\n-- wanted\n{wanted}-- said\n{said}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The Latin words of a text.
fn latin(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
        .filter(|word| word.contains(|c: char| c.is_ascii_alphabetic()))
}

/// Words that are no names of the data: those of RON, of encodings, of programs.
const OTHER_WORDS: [&str; 16] = [
    "RON", "ron", "Some", "None", "true", "false", "UTF", "GBK", "Word", "Excel", "PDF", "n",
    "CSV", "JSON", "zeren", "import",
];

#[test]
fn messages_and_hints_are_chinese_but_for_what_is_written_in_files() {
    // What the description of the format writes as code: names of fields and their values.
    let description = include_str!("../data/README.md");
    let described: BTreeSet<&str> = description
        .split('`')
        .skip(1)
        .step_by(2)
        .flat_map(latin)
        .collect();
    assert!(described.contains("agencies") && described.contains("LeadingGroup"));
    for name in names("ron") {
        let bytes = fs::read(folder().join(format!("{name}.ron"))).expect("a broken file");
        let file = String::from_utf8_lossy(&bytes);
        let written: BTreeSet<&str> = latin(&file).collect();
        let Err(diagnostics) = store::parse(&bytes, None) else {
            panic!("{name} was read");
        };
        for diagnostic in diagnostics {
            for text in std::iter::once(&diagnostic.message).chain(&diagnostic.hint) {
                let is_chinese = text.contains(|c| matches!(c, '\u{4E00}'..='\u{9FFF}'));
                assert!(is_chinese, "{name}: {text}");
                for word in latin(text) {
                    let is_known = described.contains(word)
                        || written.contains(word)
                        || OTHER_WORDS.contains(&word);
                    assert!(is_known, "{name}: “{word}” in {text}");
                }
            }
        }
    }
}

#[test]
fn every_text_belongs_to_a_file() {
    assert_eq!(names("txt"), names("ron"));
}

#[test]
fn windows_line_ends_change_no_place() {
    for name in names("ron") {
        let text = fs::read_to_string(folder().join(format!("{name}.ron"))).expect("a broken file");
        let unix = text.replace("\r\n", "\n");
        let windows = unix.replace('\n', "\r\n");
        assert_eq!(
            said(windows.as_bytes(), "x.ron"),
            said(unix.as_bytes(), "x.ron"),
            "{name}"
        );
    }
}

#[test]
fn old_line_ends_change_no_place() {
    for name in names("ron") {
        let text = fs::read_to_string(folder().join(format!("{name}.ron"))).expect("a broken file");
        let unix = text.replace("\r\n", "\n");
        let old = unix.replace('\n', "\r");
        assert_eq!(
            said(old.as_bytes(), "x.ron"),
            said(unix.as_bytes(), "x.ron"),
            "{name}"
        );
    }
}

#[test]
fn a_mark_of_utf_8_changes_no_place() {
    for name in names("ron") {
        let bytes = fs::read(folder().join(format!("{name}.ron"))).expect("a broken file");
        let marked = [b"\xEF\xBB\xBF", bytes.as_slice()].concat();
        assert_eq!(said(&marked, "x.ron"), said(&bytes, "x.ron"), "{name}");
    }
}

const MISSING: &str =
    "(\n    format: 1,\n    agencies: [(id: \"jxj\", kind: Department)], // 市经信局\n)\n";

#[test]
fn gbk_is_read_and_mentioned_and_places_are_those_of_an_editor() {
    let (bytes, ..) = encoding_rs::GBK.encode(MISSING);
    let wanted = "\
warning: 文件的编码是 GBK，已按 GBK 读取
  --> gbk.ron
hint: 另存为 UTF-8 编码，其他程序也能正确打开
error: “机构”缺少 name（全称）
  --> gbk.ron:3:16
   | agencies: [(id: \"jxj\", kind: Department)], // 市经信局
   |            ^
hint: 加上 name: \"…\"";
    assert_eq!(said(&bytes, "gbk.ron"), wanted);
}

#[test]
fn utf_16_with_a_mark_is_read_and_mentioned() {
    for to_bytes in [u16::to_le_bytes, u16::to_be_bytes] {
        let text = format!("\u{FEFF}{MISSING}");
        let bytes: Vec<u8> = text.encode_utf16().flat_map(to_bytes).collect();
        let wanted = "\
warning: 文件的编码是 UTF-16，已按 UTF-16 读取
  --> utf16.ron
hint: 另存为 UTF-8 编码，其他程序也能正确打开
error: “机构”缺少 name（全称）
  --> utf16.ron:3:16
   | agencies: [(id: \"jxj\", kind: Department)], // 市经信局
   |            ^
hint: 加上 name: \"…\"";
        assert_eq!(said(&bytes, "utf16.ron"), wanted);
    }
}

#[test]
fn bytes_that_are_no_text_are_explained() {
    let wanted = "\
error: 这是 Excel 表格（xlsx），不是数据文件
  --> 表.xlsx
hint: 要读出其中的职责分工：在窗口中打开（文件名不要以 .ron 结尾），或用 zeren import";
    let table = b"PK\x03\x04\x14\0\x06\0\x08\0\xC3xl/workbook.xml";
    assert_eq!(said(table, "表.xlsx"), wanted);
    let wanted = "\
error: 这不是文字文件
  --> x.ron
hint: 选择 .ron 数据文件，或政策文件（Word、PDF、OFD、Excel、网页、文本）";
    assert_eq!(said(b"\x01\x03\x04\x14\0\x06\0\x08\0\xC3", "x.ron"), wanted);
    let wanted = "\
error: 文件标明是 UTF-16 编码，其中有损坏的字符
  --> x.ron
hint: 从原来的文件重新另存为 UTF-8 编码";
    assert_eq!(said(b"\xFF\xFE(\0\x00", "x.ron"), wanted);
    let mut bytes = MISSING.as_bytes().to_vec();
    let comment = MISSING.find('市').expect("the comment");
    bytes[comment + 2] = b'?';
    let wanted = "\
error: 这里有一个损坏的字符，文件既不是完整的 UTF-8，也不是 GBK 编码
  --> x.ron:3:51
hint: 从原来的文件重新另存为 UTF-8 编码，或在编辑器中改正这个字符";
    assert_eq!(said(&bytes, "x.ron"), wanted);
}

#[test]
fn a_fault_in_every_task_is_told_until_it_is_enough() {
    let tasks = "(clause: \"一\", title: \"任务\", owner: \"甲\"),\n".repeat(300);
    let text = format!(
        "(format: 1, plans: [(id: \"p\", title: \"方案\", sections: [(tasks: [\n{tasks}])])])"
    );
    let said = said(text.as_bytes(), "x.ron");
    assert_eq!(said.matches("没有名为“owner”的字段").count(), 200);
    assert!(
        said.contains("error: 此外还有 100 处问题没有列出\n  --> x.ron:201:28"),
        "{said}"
    );
}
