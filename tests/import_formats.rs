//! One document in many formats gives the same duties; tables of the program come back as they
//! went; damaged files end in words.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test may fail here"
)]

mod common;

use std::collections::BTreeSet;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use common::office;
use zeren::export::{self, Format, Silent, Subject};
use zeren::import::read;
use zeren::import::understand::understand;
use zeren::model::workspace::{Source, Workspace};
use zeren::store;
use zeren::view::{Data, Sheet, ViewSpec};

/// A small document with headings, notes, a rule and figures.
const TEXT: &str = "\
示例市制造业重点任务分工方案
一、总体要求
坚持稳中求进，加快建设先进制造业基地。
二、重点任务
（一）培育优质企业
1．实施梯度培育。到2026年，新增专精特新企业20家。（牵头单位：市经信局；责任单位：市科技局、市财政局）
2．加强人才引进。完善人才政策，建立人才库。（责任单位：市人社局、市委组织部、各区人民政府）
（二）完善保障措施
3．加大金融支持。2025年底前设立产业基金。（市财政局牵头，市地方金融局、人行示例分行按职责分工负责）
";

/// Who answers for what, in the order of the document.
fn duties(bytes: &[u8]) -> Vec<String> {
    let document = read::read(bytes).expect("a document");
    let reading = understand(&document);
    let tasks = reading.tasks.iter();
    let duties = tasks.flat_map(|task| task.duties.iter());
    duties
        .map(|duty| format!("{} {}", duty.written, duty.role.label()))
        .collect()
}

fn convert(folder: &Path, file: &Path, to: &str) -> PathBuf {
    let made = file.with_extension(to);
    let done = (0..3).any(|_| {
        let status = Command::new("soffice")
            .arg(format!(
                "-env:UserInstallation=file://{}",
                folder.join("office").display()
            ))
            .args(["--headless", "--convert-to", to, "--outdir"])
            .arg(folder)
            .arg(file)
            .env("HOME", folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .expect("LibreOffice");
        status.success() && made.is_file()
    });
    assert!(done, "no {to}");
    made
}

#[test]
fn a_document_is_the_same_as_text_word_old_word_and_pdf() {
    if !office::have(&[("soffice", "libreoffice-writer")]) {
        return;
    }
    let wanted = duties(TEXT.as_bytes());
    assert_eq!(wanted.len(), 9);
    let folder = tempfile::tempdir().expect("a folder");
    let text = folder.path().join("方案 示例.txt");
    std::fs::write(&text, TEXT).expect("a file");
    for format in ["docx", "doc", "pdf", "html"] {
        let made = convert(folder.path(), &text, format);
        let read = duties(&std::fs::read(made).expect("a file"));
        assert_eq!(read, wanted, "{format}");
    }
}

#[test]
fn a_table_is_the_same_in_a_workbook_and_in_old_word() {
    if !office::have(&[("soffice", "libreoffice-writer")]) {
        return;
    }
    let html = "<html><head><meta charset='utf-8'></head><body><p>重点任务分解表</p>\
        <table border='1'><tr><th>序号</th><th>工作任务</th><th>牵头单位</th><th>责任单位</th><th>完成时限</th></tr>\
        <tr><td rowspan='2'>1</td><td>开展试点示范</td><td>市经信局</td><td>市科技局、市财政局</td><td>2026年6月</td></tr>\
        <tr><td>推广先进经验</td><td>市发改委</td><td>各区人民政府</td><td>持续推进</td></tr>\
        <tr><td>2</td><td>完善标准体系</td><td>市市场监管局</td><td>/</td><td>2026年底前</td></tr></table></body></html>";
    let wanted = duties(html.as_bytes());
    assert_eq!(
        wanted,
        [
            "市经信局 牵头",
            "市科技局 责任",
            "市财政局 责任",
            "市发改委 牵头",
            "各区人民政府 责任",
            "市市场监管局 牵头"
        ]
    );
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("表.html");
    std::fs::write(&page, html).expect("a file");
    // The office reads a page as a document first.
    let odt = convert(folder.path(), &page, "odt");
    for format in ["docx", "doc", "pdf"] {
        let made = convert(folder.path(), &odt, format);
        let read = duties(&std::fs::read(made).expect("a file"));
        assert_eq!(read, wanted, "{format}");
    }
    let error = read::read(&std::fs::read(odt).expect("a file")).expect_err("odt is not read");
    assert!(error.message.contains("odt"));
}

/// An OFD of lines: each a run of characters of one size, under each other.
fn ofd(lines: &[&str]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, text: String| {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(name, options).expect("a part");
        zip.write_all(text.as_bytes()).expect("a part");
    };
    let head = "<?xml version='1.0' encoding='UTF-8'?>";
    let space = "xmlns:ofd='http://www.ofdspec.org/2016'";
    part(
        "OFD.xml",
        format!(
            "{head}<ofd:OFD {space} Version='1.1'><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
        ),
    );
    let pages = lines.chunks(30);
    let places: Vec<String> = (0..pages.len())
        .map(|nth| format!("<ofd:Page ID='{nth}' BaseLoc='Pages/Page_{nth}/Content.xml'/>"))
        .collect();
    let places = places.concat();
    part(
        "Doc_0/Document.xml",
        format!("{head}<ofd:Document {space}><ofd:Pages>{places}</ofd:Pages></ofd:Document>"),
    );
    for (nth, page) in pages.enumerate() {
        let texts: Vec<String> = page
            .iter()
            .enumerate()
            .map(|(row, line)| {
                let steps = line.chars().count().saturating_sub(1);
                format!(
                    "<ofd:TextObject Boundary='20 {} 170 8' Size='5'><ofd:TextCode X='0' Y='5' DeltaX='g {steps} 5'>{line}</ofd:TextCode></ofd:TextObject>",
                    20 + row * 9
                )
            })
            .collect();
        let texts = texts.concat();
        part(
            &format!("Doc_0/Pages/Page_{nth}/Content.xml"),
            format!(
                "{head}<ofd:Page {space}><ofd:Content><ofd:Layer>{texts}</ofd:Layer></ofd:Content></ofd:Page>"
            ),
        );
    }
    zip.finish().expect("a package").into_inner()
}

/// Lines as a page has them: cut after so many characters.
fn cut(text: &str, width: usize) -> Vec<String> {
    let lines = text.lines().flat_map(|line| {
        let chars: Vec<char> = line.chars().collect();
        let parts: Vec<String> = chars
            .chunks(width)
            .map(|part| part.iter().collect())
            .collect();
        parts
    });
    lines.collect()
}

#[test]
fn an_ofd_gives_what_its_text_gives() {
    let lines = cut(TEXT, 33);
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    assert_eq!(duties(&ofd(&lines)), duties(TEXT.as_bytes()));
    let document = read::read(&ofd(&lines)).expect("it reads");
    assert_eq!(document.pages, Some(1));
}

#[test]
fn an_ofd_without_text_is_refused_with_the_reason() {
    let error = read::read(&ofd(&[""])).expect_err("nothing to read");
    assert!(error.message.contains("没有文字"), "{}", error.message);
}

/// Who answers for what in the built-in data, by present names.
fn built_in() -> (Arc<Data>, BTreeSet<String>) {
    let loaded = store::parse(store::builtin().as_bytes(), None).expect("data");
    let source = Source {
        file: None,
        dataset: loaded.dataset,
    };
    let data = Data::new(Workspace::join(vec![source]).0);
    let mut duties = BTreeSet::new();
    for entry in &data.workspace.tasks {
        for (assignment, duty) in entry.task.assignments.iter().zip(&entry.duties) {
            let label = data.workspace.agency(duty.agency).label();
            let written = assignment.written.as_deref().unwrap_or(label);
            duties.insert(format!(
                "{} {written} {}",
                entry.task.title,
                duty.role.label()
            ));
        }
    }
    (data, duties)
}

#[test]
fn the_programs_own_lists_come_back_with_the_same_duties() {
    let (data, wanted) = built_in();
    let today = zeren::model::Date::day(2026, 11, 26).expect("a day");
    let sheet = Sheet::new(&data, &ViewSpec::default(), today);
    let folder = tempfile::tempdir().expect("a folder");
    for format in [Format::Csv, Format::Xlsx] {
        let path = folder.path().join(format!("清单.{}", format.extension()));
        let subject = Subject::List(&sheet);
        let replacing = store::Replacing::Never;
        export::export_files(&path, subject, format, subject.into(), replacing, &Silent)
            .expect("files");
        let document = read::read(&std::fs::read(&path).expect("a file")).expect("it reads");
        let reading = understand(&document);
        assert_eq!(
            reading.tasks.len(),
            data.workspace.tasks.len(),
            "{format:?}"
        );
        let mut found = BTreeSet::new();
        for task in &reading.tasks {
            for duty in &task.duties {
                found.insert(format!(
                    "{} {} {}",
                    task.title,
                    duty.written,
                    duty.role.label()
                ));
            }
        }
        assert_eq!(found, wanted, "{format:?}");
    }
}

/// A small generator of numbers: the same every time.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % below.max(1) as u64).unwrap_or(0)
    }
}

#[test]
fn damaged_files_end_in_words_or_in_a_document() {
    let lines = cut(TEXT, 33);
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let (data, _) = built_in();
    let today = zeren::model::Date::day(2026, 11, 26).expect("a day");
    let spec = ViewSpec::default().only_plan("made-2021");
    let sheet = Sheet::new(&data, &spec, today);
    let folder = tempfile::tempdir().expect("a folder");
    let mut seeds = vec![ofd(&lines), TEXT.as_bytes().to_vec()];
    for format in [
        Format::Docx,
        Format::Xlsx,
        Format::Html,
        Format::Csv,
        Format::Pdf,
    ] {
        let path = folder.path().join(format!("表.{}", format.extension()));
        let subject = Subject::List(&sheet);
        let replacing = store::Replacing::Never;
        export::export_files(&path, subject, format, subject.into(), replacing, &Silent)
            .expect("files");
        seeds.push(std::fs::read(&path).expect("a file"));
    }
    let mut numbers = Numbers(20_261_126);
    for seed in &seeds {
        for _ in 0..12 {
            let mut bytes = seed.clone();
            for _ in 0..=numbers.next(8) {
                let at = numbers.next(bytes.len());
                match numbers.next(4) {
                    0 => bytes[at] ^= 1 << numbers.next(8),
                    1 => bytes.truncate(at.max(16)),
                    2 => {
                        let end = (at + numbers.next(64)).min(bytes.len());
                        bytes.drain(at..end);
                    }
                    _ => {
                        let part = bytes[at..(at + numbers.next(64)).min(bytes.len())].to_vec();
                        let into = numbers.next(bytes.len());
                        bytes.splice(into..into, part);
                    }
                }
                if bytes.is_empty() {
                    bytes.push(0);
                }
            }
            match read::read(&bytes) {
                Ok(document) => drop(understand(&document)),
                Err(error) => assert!(!error.message.is_empty()),
            }
        }
    }
}
