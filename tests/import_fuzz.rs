//! Readers and understanding under hostile files: seeds of every kind, changed at random for a
//! bounded time. Nothing may panic or hang, every error has words, and what is read stands in the
//! document.
//!
//! `ZEREN_FUZZ` is how many seconds it runs, `ZEREN_SEED` which changes it makes.

#![allow(
    clippy::expect_used,
    clippy::print_stderr,
    reason = "a test may fail here"
)]

mod common;

use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use common::numbers::Numbers;
use zeren::export::{self, Format, Silent, Subject};
use zeren::import::draft::draft;
use zeren::import::read;
use zeren::import::understand::{Reading, understand};
use zeren::import::{Document, Kind};
use zeren::model::Dataset;
use zeren::store;
use zeren::view::{Sheet, ViewSpec};

/// How long it runs where nobody asks for more.
const SECONDS: u64 = 3;
/// No file of this size may take longer.
const LONGEST: Duration = Duration::from_secs(20);

/// Texts with everything that the grammar knows.
const TEXTS: [&str; 3] = [
    "示例市人民政府办公室关于推进制造业的实施意见\n示政办〔2025〕3号\n各区人民政府：\n\
     一、主要目标\n到2027年底，规模以上企业达到1,200家，占比提高到三分之二，实现翻番。\n\
     二、重点任务\n（一）培育企业。2026年底前新增专精特新企业20家以上。（牵头单位：市经信局；\
     责任单位：市科技局、市财政局，各区、县（市）政府。列第一位的为牵头单位，下同）\n\
     1.统计部门按季度监测运行情况，报市政府。〔责任单位：市委组织部（人才办）〕\n\
     ①加强调度；②完善制度。【市医保局】\n（市教育局牵头，市卫健委等部门参与，12月底前完成）\n\
     附件1\n重点任务分解表\n市工信局：1.开展诊断。2.推广经验。\n\
     注：*为牵头单位\n示例市人民政府办公室\n2025年3月1日\n",
    "第一章 总则\n第一条 目的。\n第二章 任务\n第二条 推进节能。\n牵头单位：市工信局\n\
     配合单位：市发改委、市生态环境局\n完成时限：3个月内\n第三条 加强宣传（市委宣传部牵头，团市委参与）。\n\
     关于加快服务业发展的若干措施\n一、任务\n（一）扩大消费。此项工作由市商务局牵头，市文旅局配合。\n\
     （二）引进人才。每年引进2名诺奖得主、20名外籍院士。（以上由市人社局负责",
    "序号,工作任务,牵头单位,责任单位,完成时限,责任人\n1,开展试点,市经信局,\"市科技局、市财政局\",2026年6月,张三\n\
     ,推广经验,市发改委,/,持续推进,\n2,完善标准,市市场监管局（牵头）,各区人民政府,每季度,\n",
];

/// Pieces that documents hold and that readings turn on.
const PIECES: [&str; 22] = [
    "（",
    "）",
    "〔",
    "】",
    "、",
    "：",
    "\n",
    "责任单位：",
    "牵头",
    "一、",
    "（一）",
    "1.",
    "第一条",
    "附件1\n",
    "年底前",
    "下同",
    "《",
    "”",
    "\u{FEFF}",
    "\u{7}",
    "|",
    "\t",
];

/// Pieces of the parts of packages: elements that nest and sizes that nobody has.
const PARTS: [&str; 20] = [
    "<w:p>",
    "</w:p>",
    "<w:tbl><w:tr><w:tc>",
    "</w:tc></w:tr></w:tbl>",
    "<w:gridSpan w:val=\"999999999\"/>",
    "<w:vMerge/>",
    "<w:numPr><w:ilvl w:val=\"8\"/><w:numId w:val=\"1\"/></w:numPr>",
    "<w:txbxContent><w:p><w:r><w:t>督办单位：市政府办公室</w:t></w:r></w:p></w:txbxContent>",
    "<c r=\"XFD1048576\" t=\"s\"><v>4000000000</v></c>",
    "<mergeCell ref=\"A1:XFD1048576\"/>",
    "<row r=\"1048576\">",
    "<t>（责任单位：市经信局、",
    "&#x10FFFF;",
    "&#0;",
    "<![CDATA[",
    "<ofd:TextCode X='1e38' Y='-1e38' DeltaX='g 999999999 5'>一</ofd:TextCode>",
    " Boundary='NaN 0 1e300 8'",
    " Size='0'",
    "<!DOCTYPE a [<!ENTITY b \"cc\">]>",
    "-1",
];

/// The same file with a part changed, as a sound package: else nothing gets past its checks.
/// `None` where it is none.
fn changed_inside(bytes: &[u8], others: &[Vec<u8>], numbers: &mut Numbers) -> Option<Vec<u8>> {
    if bytes.starts_with(b"PK") {
        return changed_part(bytes, others, numbers);
    }
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes.to_vec())).ok()?;
    let streams: Vec<PathBuf> = file
        .walk()
        .filter(cfb::Entry::is_stream)
        .map(|entry| entry.path().to_owned())
        .collect();
    let path = streams.get(numbers.below(streams.len().max(1)))?;
    let mut stream = Vec::new();
    file.open_stream(path).ok()?.read_to_end(&mut stream).ok()?;
    if stream.is_empty() {
        return None;
    }
    change(&mut stream, others, numbers);
    file.create_stream(path).ok()?.write_all(&stream).ok()?;
    Some(file.into_inner().into_inner())
}

fn changed_part(bytes: &[u8], others: &[Vec<u8>], numbers: &mut Numbers) -> Option<Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let chosen = numbers.below(zip.len());
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for nth in 0..zip.len() {
        let mut part = zip.by_index(nth).ok()?;
        let name = part.name().ok()?.into_owned();
        let mut own = Vec::new();
        part.read_to_end(&mut own).ok()?;
        parts.push((name, own));
    }
    let (_, own) = &mut parts[chosen];
    if own.is_empty() || numbers.below(3) == 0 {
        change(own, others, numbers);
    } else {
        for _ in 0..=numbers.below(4) {
            // Between two elements more often than anywhere.
            let from = numbers.below(own.len());
            let at = own[from..].iter().position(|byte| *byte == b'<');
            let at = at.map_or(from, |at| from + at);
            let piece = PARTS[numbers.below(PARTS.len())];
            let times = [1, 1, 1, 2, 300][numbers.below(5)];
            own.splice(at..at, piece.repeat(times).bytes());
        }
    }
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, own) in parts {
        let options = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored);
        zip.start_file(name, options).ok()?;
        zip.write_all(&own).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}

fn page() -> Vec<u8> {
    "<html><head><meta charset='utf-8'><title>表</title></head><body><nav>首页</nav><h1>方案</h1>\
     <table><tr><th>序号</th><th>工作任务</th><th>责任单位</th></tr><tr><td rowspan='2'>1</td>\
     <td>试点</td><td>市经信局</td></tr><tr><td>推广</td><td>市发改委&nbsp;</td></tr></table>\
     <p>一、任务<br>（一）推进。（市财政局负责）</p><script>{\"a\":\"b\"}</script></body></html>"
        .as_bytes()
        .to_vec()
}

fn ofd() -> Vec<u8> {
    let space = "xmlns:ofd='http://www.ofdspec.org/2016'";
    let text = |nth: usize, words: &str| {
        format!(
            "<ofd:TextObject Boundary='20 {} 170 8' Size='5'><ofd:TextCode X='0' Y='5' \
             DeltaX='g {} 5'>{words}</ofd:TextCode></ofd:TextObject>",
            20 + nth * 9,
            words.chars().count().saturating_sub(1)
        )
    };
    let lines: String = TEXTS[0]
        .lines()
        .enumerate()
        .map(|(nth, line)| text(nth, line))
        .collect();
    package(&[
        (
            "OFD.xml",
            format!(
                "<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>D/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
            ),
        ),
        (
            "D/Document.xml",
            format!(
                "<ofd:Document {space}><ofd:Pages><ofd:Page ID='1' BaseLoc='P/Content.xml'/></ofd:Pages></ofd:Document>"
            ),
        ),
        (
            "D/P/Content.xml",
            format!(
                "<ofd:Page {space}><ofd:Content><ofd:Layer>{lines}</ofd:Layer></ofd:Content></ofd:Page>"
            ),
        ),
    ])
}

fn package(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        // Stored, so that a change of a byte is one of the text.
        let options = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored);
        zip.start_file(*name, options).expect("a part");
        zip.write_all(text.as_bytes()).expect("a part");
    }
    zip.finish().expect("a package").into_inner()
}

/// A Word file of before 2007: its text in one piece, a list and a table.
fn doc() -> Vec<u8> {
    common::old_word::file(&[
        common::old_word::Paragraph::of("任务分工方案", None),
        common::old_word::Paragraph::of("重点任务", Some((1, 0))),
        common::old_word::Paragraph::of("培育企业。（责任单位：市经信局）", Some((1, 1))),
        common::old_word::Paragraph::of("引进人才。（责任单位：市人社局）", Some((1, 1))),
    ])
}

/// A file of every kind that is read.
fn seeds(folder: &Path) -> Vec<Vec<u8>> {
    let data = common::data();
    let spec = ViewSpec::default().only_plan("made-2021");
    let sheet = Sheet::new(&data, &spec, common::today());
    let mut seeds: Vec<Vec<u8>> = TEXTS.map(|text| text.as_bytes().to_vec()).to_vec();
    seeds.extend([page(), ofd(), doc()]);
    let (gbk, ..) = encoding_rs::GBK.encode(TEXTS[0]);
    seeds.push(gbk.into_owned());
    for format in [
        Format::Docx,
        Format::Xlsx,
        Format::Html,
        Format::Csv,
        Format::Pdf,
        Format::Ofd,
    ] {
        let path: PathBuf = folder.join(format!("表.{}", format.extension()));
        let subject = Subject::List(&sheet);
        let replacing = store::Replacing::Never;
        export::export_files(&path, subject, format, subject.into(), replacing, &Silent)
            .expect("files");
        seeds.push(std::fs::read(&path).expect("a file"));
    }
    seeds
}

/// Changes some bytes.
fn change(bytes: &mut Vec<u8>, others: &[Vec<u8>], numbers: &mut Numbers) {
    if bytes.is_empty() {
        bytes.push(0);
    }
    for _ in 0..=numbers.below(8) {
        let at = numbers.below(bytes.len());
        let end = |numbers: &mut Numbers, len: usize| (at + numbers.below(64)).min(len);
        match numbers.below(8) {
            0 => bytes[at] ^= 1 << numbers.below(8),
            1 => bytes[at] = [0, 1, 0x7F, 0xFF][numbers.below(4)],
            2 => bytes.truncate(at.max(16)),
            3 => {
                let end = end(numbers, bytes.len());
                bytes.drain(at..end);
            }
            4 => {
                let part = bytes[at..end(numbers, bytes.len())].to_vec();
                let into = numbers.below(bytes.len());
                for _ in 0..=numbers.below(40) {
                    bytes.splice(into..into, part.iter().copied());
                }
            }
            5 => {
                // Sizes and places are numbers of four bytes.
                let value = [0, 1, 0xFFFF, 0x7FFF_FFFF, 0xFFFF_FFFF_u32][numbers.below(5)];
                let end = (at + 4).min(bytes.len());
                bytes[at..end].copy_from_slice(&value.to_le_bytes()[..end - at]);
            }
            6 => {
                let other = &others[numbers.below(others.len())];
                let from = numbers.below(other.len());
                let part = &other[from..(from + numbers.below(512)).min(other.len())];
                bytes.splice(at..at, part.iter().copied());
            }
            _ => {
                let piece = PIECES[numbers.below(PIECES.len())];
                bytes.splice(at..at, piece.bytes());
            }
        }
        if bytes.is_empty() {
            bytes.push(0);
        }
    }
}

/// What holds for whatever was read.
fn holds(document: &Document, reading: &Reading) {
    let text = &document.text;
    let mut end = 0;
    for block in &document.blocks {
        assert!(block.span.start >= end && text.get(block.span.clone()).is_some());
        end = block.span.end;
    }
    for task in &reading.tasks {
        assert!(
            text.is_char_boundary(task.at),
            "a task begins inside a character"
        );
        for duty in &task.duties {
            let first = duty.written.chars().next();
            let behind = text.get(duty.at..).and_then(|rest| rest.chars().next());
            assert_eq!(first, behind, "{} stands elsewhere", duty.written);
        }
    }
    let read = ("档".to_owned(), document, reading.clone());
    let dataset = draft(&[read], &Dataset::default(), true);
    let known: std::collections::HashSet<&str> = dataset
        .agencies
        .iter()
        .map(|agency| agency.id.as_str())
        .collect();
    assert_eq!(known.len(), dataset.agencies.len(), "ids are unique");
    let ron = store::to_ron(&dataset).expect("the draft is written");
    store::parse(ron.as_bytes(), None).expect("and read again");
}

#[test]
fn changed_files_of_every_kind_end_in_words_or_in_a_sound_draft() {
    let number = |name: &str| std::env::var(name).ok()?.parse::<u64>().ok();
    let seconds = number("ZEREN_FUZZ").unwrap_or(SECONDS);
    let seed = number("ZEREN_SEED").unwrap_or(20_261_128);
    let folder = tempfile::tempdir().expect("a folder");
    let seeds = seeds(folder.path());
    let mut kinds = std::collections::BTreeMap::<&str, usize>::new();
    for bytes in &seeds {
        let document = read::read(bytes).expect("a seed reads");
        let reading = understand(&document);
        assert!(!reading.tasks.is_empty(), "{:?}", document.kind);
        holds(&document, &reading);
    }
    let mut numbers = Numbers::new(seed);
    let begun = Instant::now();
    let (mut rounds, mut read_well, mut refused) = (0_usize, 0_usize, 0_usize);
    let mut slowest = (Duration::ZERO, Kind::Text);
    while begun.elapsed() < Duration::from_secs(seconds) {
        let mut bytes = seeds[rounds % seeds.len()].clone();
        // Half of the packages are changed inside, and are sound ones.
        let inside = (numbers.below(2) == 0)
            .then(|| changed_inside(&bytes, &seeds, &mut numbers))
            .flatten();
        match inside {
            Some(changed) => bytes = changed,
            None => change(&mut bytes, &seeds, &mut numbers),
        }
        rounds += 1;
        // Where it panics or hangs the file is here to be looked at.
        let kept = folder.path().join("last");
        std::fs::write(&kept, &bytes).expect("a file");
        let started = Instant::now();
        let outcome = std::panic::catch_unwind(|| match read::read(&bytes) {
            Ok(document) => {
                let reading = understand(&document);
                holds(&document, &reading);
                Ok(document.kind)
            }
            Err(error) => Err(error.message),
        });
        let took = started.elapsed();
        match outcome {
            Ok(Ok(kind)) => {
                read_well += 1;
                *kinds.entry(kind.label()).or_default() += 1;
                if took > slowest.0 {
                    slowest = (took, kind);
                }
            }
            Ok(Err(message)) => {
                refused += 1;
                assert!(!message.is_empty(), "an error without words");
            }
            Err(_) => {
                let name = format!("zeren-fuzz-{seed}-{rounds}.bin");
                let found = std::env::temp_dir().join(name);
                std::fs::copy(&kept, &found).expect("a file");
                panic!("round {rounds} of seed {seed}: {}", found.display());
            }
        }
        assert!(
            took < LONGEST,
            "round {rounds} of seed {seed} took {took:?}"
        );
    }
    assert!(rounds > seeds.len(), "every kind had its turn");
    eprintln!(
        "{rounds} files in {seconds} s: {read_well} read, {refused} refused; {kinds:?}; slowest {:?} ({})",
        slowest.0,
        slowest.1.label()
    );
}
