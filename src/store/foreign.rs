//! Files that are something else than data: what they are, by their first bytes or their look.

use super::scan::is_invisible;
use super::schema::RECORDS;
use super::token::{Bracket, Kind, Lexer, Trust};
use crate::diagnostic::Diagnostic;

/// A saved page of the web.
const PAGE: &str = "网页";

/// What a file is, and what to do with it.
fn named(what: &str, hint: &str) -> Diagnostic {
    Diagnostic::error(format!("这是{what}，不是数据文件")).with_hint(hint)
}

const CHOOSE: &str = "选择 .ron 数据文件；这种文件不能直接打开";
const READ: &str =
    "要读出其中的职责分工：在窗口中打开（文件名不要以 .ron 结尾），或用 zeren import";
const SAMPLE: &str =
    "要读出其中的职责分工，用 zeren import 读成草稿；数据文件以 ( 开始，用 RON 书写";

/// Bytes that begin a file of a kind, the place where they stand, and the kind.
const MAGIC: [(usize, &[u8], &str); 25] = [
    (0, b"{\\rtf", " RTF 文档"),
    (0, b"\x89PNG\r\n\x1A\n", " PNG 图片"),
    (0, b"\xFF\xD8\xFF", " JPEG 图片"),
    (0, b"GIF87a", " GIF 图片"),
    (0, b"GIF89a", " GIF 图片"),
    (0, b"II*\0", " TIFF 图片"),
    (0, b"MM\0*", " TIFF 图片"),
    (8, b"WEBP", " WebP 图片"),
    (4, b"ftypheic", " HEIC 图片"),
    (4, b"ftypavif", " AVIF 图片"),
    (4, b"ftyp", "视频或图片"),
    (0, b"RIFF", "声音或视频"),
    (0, b"ID3", "声音"),
    (0, b"OggS", "声音或视频"),
    (0, b"7z\xBC\xAF\x27\x1C", " 7z 压缩文件"),
    (0, b"Rar!\x1A\x07", " RAR 压缩文件"),
    (0, b"\x1F\x8B", " gzip 压缩文件"),
    (0, b"BZh", " bzip2 压缩文件"),
    (0, b"\xFD7zXZ\0", " xz 压缩文件"),
    (0, b"\x28\xB5\x2F\xFD", " zstd 压缩文件"),
    (0, b"SQLite format 3\0", " SQLite 数据库"),
    (0, b"\x7FELF", "程序"),
    (0, b"\0asm", "程序"),
    (0, b"%!PS", " PostScript 文件"),
    (257, b"ustar", " tar 归档文件"),
];

/// Marks inside a zip archive, and what such an archive is.
const ZIPPED: [(&[u8], &str); 9] = [
    (b"word/", " Word 文档（docx）"),
    (b"xl/", " Excel 表格（xlsx）"),
    (b"ppt/", " PowerPoint 演示文稿（pptx）"),
    (b"opendocument.text", " ODT 文档"),
    (b"opendocument.spreadsheet", " ODS 表格"),
    (b"opendocument.presentation", " ODP 演示文稿"),
    (b"OFD.xml", " OFD 版式文件"),
    (b"application/epub+zip", " EPUB 电子书"),
    (b"AndroidManifest.xml", "安装包"),
];

/// Names of streams inside an old Office file, and what such a file is.
const COMPOUND: [(&str, &str); 4] = [
    ("WordDocument", " Word 文档（doc）"),
    ("Workbook", " Excel 表格（xls）"),
    ("PowerPoint Document", " PowerPoint 演示文稿（ppt）"),
    ("Book", " Excel 表格（xls）"),
];

/// What to do with a packed file of a kind: some are documents that can be read.
fn packed(kind: Option<&str>, otherwise: &str) -> Diagnostic {
    let kinds = ["docx", "xlsx", "ODS", "OFD", "doc）", "xls）"];
    match kind {
        Some(kind) if kinds.iter().any(|known| kind.contains(known)) => named(kind, READ),
        _ => named(kind.unwrap_or(otherwise), CHOOSE),
    }
}

/// What bytes are that are no text.
pub(super) fn bytes(bytes: &[u8]) -> Option<Diagnostic> {
    let holds = |mark: &[u8]| memchr::memmem::find(bytes, mark).is_some();
    if bytes.is_empty() {
        return Some(empty());
    }
    if bytes.iter().all(|byte| *byte == 0) {
        let message = "文件里只有零字节，内容已经丢失";
        return Some(Diagnostic::error(message).with_hint("从备份中恢复这个文件"));
    }
    let head = &bytes[..bytes.len().min(1024)];
    if memchr::memmem::find(head, b"%PDF-").is_some() {
        return Some(named(" PDF 文件", READ));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        let kind = ZIPPED.iter().find(|(mark, _)| holds(mark));
        return Some(packed(kind.map(|(_, kind)| *kind), " ZIP 压缩文件"));
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        let wide =
            |name: &str| -> Vec<u8> { name.encode_utf16().flat_map(u16::to_le_bytes).collect() };
        let kind = COMPOUND.iter().find(|(name, _)| holds(&wide(name)));
        return Some(packed(kind.map(|(_, kind)| *kind), "旧版 Office 文件"));
    }
    // Two letters may begin a text as well; what follows may not.
    if bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]) {
        return Some(named(" BMP 图片", CHOOSE));
    }
    if bytes.starts_with(b"MZ") && head.contains(&0) {
        return Some(named("程序", CHOOSE));
    }
    let known = MAGIC
        .iter()
        .find(|(at, mark, _)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(mark)));
    known.map(|(_, _, kind)| named(kind, CHOOSE))
}

/// What a text is that is no data; `None` where it is data with slips.
pub(super) fn text(text: &str) -> Option<Diagnostic> {
    let is_nothing = |c: char| c.is_whitespace() || is_invisible(c);
    if text.trim_matches(is_nothing).is_empty() {
        return Some(empty());
    }
    if let Some(what) = markup(text) {
        return Some(named(what, if what == PAGE { READ } else { CHOOSE }));
    }
    let start = start(text)?;
    if is_json(text) {
        let hint = "数据文件用 RON 书写：用 ( ) 代替 { }，字段名不加引号";
        return Some(named(" JSON 文件", hint));
    }
    if is_yaml(text) {
        return Some(named(" YAML 文件", SAMPLE));
    }
    if start == Start::Data {
        return None;
    }
    if is_ini(text) {
        return Some(named(" TOML 或 INI 文件", SAMPLE));
    }
    let least = if start == Start::Bracket { 1 } else { 2 };
    if text.contains(['(', '（', '[', '{']) && count_fields(text) >= least {
        return None;
    }
    if let Some(what) = table(text) {
        return Some(named(what, SAMPLE));
    }
    (start == Start::Words || is_running(text)).then(|| named("一般的文字", SAMPLE))
}

fn empty() -> Diagnostic {
    Diagnostic::error("文件是空的，里面没有数据")
        .with_hint("最短的数据文件是 (format: 1)；可以由内置数据另存一份作为样本")
}

/// What a text begins with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Start {
    /// A field, or brackets with the name of a record: nothing else begins so.
    Data,
    Bracket,
    Words,
}

/// `None` where there is nothing but comments, or something that is never closed.
fn start(text: &str) -> Option<Start> {
    let mut lexer = Lexer::new(text, Trust::Doubtful);
    if lexer.attributes().is_err() {
        // `# 标题` or `#!/bin/sh`, and the attribute of a data file that was not finished.
        let text = text.trim_start();
        let is_unfinished = text.starts_with("#![") || text.contains("/*");
        return (!is_unfinished).then_some(Start::Words);
    }
    let first = lexer.next().ok()?;
    let second = lexer.next().map_or(Kind::End, |token| token.kind);
    Some(match first.kind {
        Kind::End => return None,
        Kind::Word => {
            let word = lexer.slice(first.start, first.end);
            let is_field = second == Kind::Colon && is_field(word);
            let is_record = second == Kind::Open(Bracket::Round)
                && (RECORDS.iter().any(|record| record.name == word) || word == "Some");
            if is_field || is_record {
                Start::Data
            } else {
                Start::Words
            }
        }
        Kind::Open(_) | Kind::Close(_) => Start::Bracket,
        _ => Start::Words,
    })
}

fn is_field(word: &str) -> bool {
    RECORDS
        .iter()
        .any(|record| record.fields.iter().any(|field| field.name == word))
}

/// How many fields are given a value, as far as it matters.
fn count_fields(text: &str) -> usize {
    let colons = text.match_indices([':', '：', '=', '＝']);
    let names = colons.filter(|(at, _)| {
        let before = text[..*at].trim_end_matches([' ', '\t', '"', '”', '“']);
        let is_inside = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let word = before.trim_end_matches(is_inside);
        is_field(&before[word.len()..])
    });
    names.take(2).count()
}

pub(super) fn markup(text: &str) -> Option<&'static str> {
    let text = text.trim_start();
    let head: String = text
        .chars()
        .take(2048)
        .collect::<String>()
        .to_ascii_lowercase();
    if head.starts_with("mime-version:") || head.starts_with("from: ") {
        return Some("邮件或网页存档");
    }
    if !head.starts_with('<') {
        return None;
    }
    let pages = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<div",
        "<table",
        "<p>",
        "<span",
        "<script",
        "<style",
        "<meta",
    ];
    if pages.iter().any(|tag| head.contains(tag)) {
        return Some(PAGE);
    }
    if head.contains("<svg") {
        return Some(" SVG 图片");
    }
    head[1..]
        .starts_with(|c: char| c.is_alphabetic() || matches!(c, '?' | '!'))
        .then_some(" XML 文件")
}

/// An object with a name in quotes, or a list of such.
pub(super) fn is_json(text: &str) -> bool {
    let text = text.trim_start();
    let rest = text.strip_prefix('[').map_or(text, str::trim_start);
    let Some(rest) = rest.strip_prefix('{').map(str::trim_start) else {
        return false;
    };
    let Some(rest) = rest.strip_prefix('"') else {
        return rest
            .trim_end()
            .trim_end_matches([']', '}', ' ', '\n'])
            .is_empty();
    };
    rest.find('"')
        .is_some_and(|end| rest[end + 1..].trim_start().starts_with(':'))
}

/// The first lines that hold something.
fn lines(text: &str) -> Vec<&str> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.take(50).collect()
}

pub(super) fn is_yaml(text: &str) -> bool {
    let lines = lines(text);
    if lines
        .iter()
        .any(|line| line.contains("(\"") || line.trim_end().ends_with(['(', '[']))
    {
        return false;
    }
    let is_item = |line: &&&str| {
        let item = line.trim_start().strip_prefix("- ");
        item.is_some_and(|item| !item.contains('(') && item.contains(": "))
    };
    lines
        .first()
        .is_some_and(|first| first.trim_end() == "---" || first.starts_with("%YAML"))
        || lines.iter().any(|line| is_item(&line))
}

pub(super) fn is_ini(text: &str) -> bool {
    let lines = lines(text);
    if lines.iter().any(|line| line.trim_start().starts_with('(')) {
        return false;
    }
    let is_head = |line: &&&str| {
        let inside = line
            .trim()
            .strip_prefix('[')
            .and_then(|line| line.strip_suffix(']'));
        inside.is_some_and(|inside| !inside.contains([',', '(', '"']))
    };
    let is_pair = |line: &&&str| line.contains('=') && !line.trim_start().starts_with(['(', '<']);
    let (heads, pairs) = (
        lines.iter().filter(|line| is_head(line)).count(),
        lines.iter().filter(|line| is_pair(line)).count(),
    );
    heads + pairs == lines.len() && pairs > 0
}

/// A table of cells with a sign between them: as many in each line, and short ones.
fn table(text: &str) -> Option<&'static str> {
    let lines = lines(text);
    let kinds = [
        ('\t', "用制表符分隔的表格"),
        (',', " CSV 表格"),
        (';', "用分号分隔的表格"),
        ('|', "用竖线分隔的表格"),
    ];
    for (sign, kind) in kinds {
        let counts: Vec<usize> = lines.iter().map(|line| signs(line, sign)).collect();
        let first = counts.first().copied().unwrap_or_default();
        let alike = counts.iter().filter(|count| **count == first).count();
        let is_prose = lines
            .iter()
            .filter(|line| line.ends_with(['。', '.', '；', '：']))
            .count();
        if first > 0 && alike * 5 >= lines.len() * 4 && is_prose * 5 <= lines.len() {
            return Some(kind);
        }
    }
    None
}

/// How often a sign stands in a line outside of quotes.
fn signs(line: &str, sign: char) -> usize {
    let mut quoted = false;
    let mut count = 0;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            c if c == sign && !quoted => count += 1,
            _ => {}
        }
    }
    count
}

/// A text that begins with a bracket as an outline does, `（一）总体要求`, and has no field.
fn is_running(text: &str) -> bool {
    let words = text.chars().filter(|c| c.is_alphabetic()).count();
    words >= 4 && !text.contains(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_by_their_first_bytes() {
        let ole = |name: &str| {
            let name = name.encode_utf16().flat_map(u16::to_le_bytes);
            let head = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".iter().copied();
            head.chain(name).collect::<Vec<u8>>()
        };
        let cases: [(&[u8], &str); 16] = [
            (b"", "文件是空的，里面没有数据"),
            (b"\0\0\0\0", "文件里只有零字节，内容已经丢失"),
            (b"%PDF-1.7\n", "这是 PDF 文件，不是数据文件"),
            (b"\xEF\xBB\xBF%PDF-1.7\n", "这是 PDF 文件，不是数据文件"),
            (
                b"PK\x03\x04..[Content_Types].xml..word/document.xml",
                "这是 Word 文档（docx），不是数据文件",
            ),
            (
                b"PK\x03\x04..[Content_Types].xml..xl/workbook.xml",
                "这是 Excel 表格（xlsx），不是数据文件",
            ),
            (
                b"PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.text",
                "这是 ODT 文档，不是数据文件",
            ),
            (b"PK\x03\x04..OFD.xml", "这是 OFD 版式文件，不是数据文件"),
            (b"PK\x03\x04..a.txt", "这是 ZIP 压缩文件，不是数据文件"),
            (b"\x89PNG\r\n\x1A\n\0", "这是 PNG 图片，不是数据文件"),
            (b"\xFF\xD8\xFF\xE0", "这是 JPEG 图片，不是数据文件"),
            (b"RIFF\0\0\0\0WEBPVP8", "这是 WebP 图片，不是数据文件"),
            (b"MZ\x90\0\x03\0", "这是程序，不是数据文件"),
            (b"Rar!\x1A\x07\x01\0", "这是 RAR 压缩文件，不是数据文件"),
            (b"{\\rtf1\\ansi", "这是 RTF 文档，不是数据文件"),
            (b"SQLite format 3\0", "这是 SQLite 数据库，不是数据文件"),
        ];
        for (given, wanted) in cases {
            assert_eq!(bytes(given).map(|it| it.message).as_deref(), Some(wanted));
        }
        for (name, wanted) in [
            ("WordDocument", "这是 Word 文档（doc），不是数据文件"),
            ("Workbook", "这是 Excel 表格（xls），不是数据文件"),
            ("Other", "这是旧版 Office 文件，不是数据文件"),
        ] {
            assert_eq!(
                bytes(&ole(name)).map(|it| it.message).as_deref(),
                Some(wanted)
            );
        }
        for text in ["(format: 1)", "BM 局", "MZ 局", "甲局"] {
            assert_eq!(bytes(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn texts_are_named_by_their_look() {
        let cases = [
            (" \n\u{FEFF}\t", "文件是空的，里面没有数据"),
            ("机构,任务\n甲,乙", "这是 CSV 表格，不是数据文件"),
            (
                "机构,任务,时限\n\"甲,丙\",\"(一)\",2023\n",
                "这是 CSV 表格，不是数据文件",
            ),
            (
                "机构\t任务\n甲\t乙\n",
                "这是用制表符分隔的表格，不是数据文件",
            ),
            ("机构;任务\n甲;乙\n", "这是用分号分隔的表格，不是数据文件"),
            ("id,title\n1,甲\n", "这是 CSV 表格，不是数据文件"),
            ("<!doctype html><html><body>x", "这是网页，不是数据文件"),
            ("\n<div class=\"x\">甲</div>", "这是网页，不是数据文件"),
            (
                "<?xml version=\"1.0\"?><plans/>",
                "这是 XML 文件，不是数据文件",
            ),
            (
                "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
                "这是 SVG 图片，不是数据文件",
            ),
            ("{\"format\": 1}", "这是 JSON 文件，不是数据文件"),
            ("[\n {\"title\": \"甲\"}\n]", "这是 JSON 文件，不是数据文件"),
            ("{}", "这是 JSON 文件，不是数据文件"),
            (
                "format: 1\nagencies:\n  - id: jxj\n    name: 甲\n",
                "这是 YAML 文件，不是数据文件",
            ),
            ("---\nformat: 1\n", "这是 YAML 文件，不是数据文件"),
            (
                "[plan]\nname = \"甲\"\n",
                "这是 TOML 或 INI 文件，不是数据文件",
            ),
            (
                "这是一份说明文字，不是数据文件。\n第二行。",
                "这是一般的文字，不是数据文件",
            ),
            (
                "一、总体要求\n（一）指导思想。坚持……",
                "这是一般的文字，不是数据文件",
            ),
            (
                "（一）指导思想。坚持“稳中求进”……\n（二）目标",
                "这是一般的文字，不是数据文件",
            ),
            ("# 标题\n\n正文。", "这是一般的文字，不是数据文件"),
            (
                "Dear all,\nplease find attached.\n",
                "这是一般的文字，不是数据文件",
            ),
            ("2023年工作要点", "这是一般的文字，不是数据文件"),
            ("\"只有一段文字\"", "这是一般的文字，不是数据文件"),
        ];
        for (given, wanted) in cases {
            assert_eq!(
                text(given).map(|it| it.message).as_deref(),
                Some(wanted),
                "{given}"
            );
        }
    }

    #[test]
    fn data_with_slips_stays_data() {
        for given in [
            "(format: 1)",
            "（format：1）",
            "Dataset(format: 1)",
            "format: 1,\n    agencies: [\n",
            "{format: 1}",
            "[(id: \"jxj\", name: \"甲\")]",
            "(title: \"甲,乙\",\n note: \"丙,丁\",\n",
            "// 说明\n(format = 1)",
            "#![enable(implicit_some)]\n(format: 1",
            "()",
            "(1)",
            "/* 没有结束 (format: 1)",
            "// 只有注释",
            ")\n(format: 1)",
            "，(format: 1, title: \"甲\")",
            "数据(format: 1, title: \"甲\")",
        ] {
            assert_eq!(text(given), None, "{given}");
        }
    }
}
