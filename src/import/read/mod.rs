//! Readers: a file becomes a plain document. What a file is, is told by its contents: people rename
//! files, and programs save one kind under the ending of another.

mod delimited;
mod doc;
mod docx;
mod html;
mod laid;
mod numbering;
mod ofd;
mod package;
mod pdf;
mod sheets;
pub mod text;

use std::io::Cursor;

use super::Document;
use crate::diagnostic::Diagnostic;

/// The largest file that is read, in bytes.
pub const MOST_BYTES: usize = 64 << 20;

/// Reads a document.
///
/// # Errors
///
/// When it is of a kind that is not read, is damaged, or is too large; the words say what to do.
pub fn read(bytes: &[u8]) -> Result<Document, Diagnostic> {
    if bytes.len() > MOST_BYTES {
        let words = format!("文件太大，超过 {} MB", MOST_BYTES >> 20);
        return Err(Diagnostic::error(words).with_hint("把正文另存成单独的文件，再读取"));
    }
    if pdf::looks_like(bytes) {
        return pdf::read(bytes);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return package(bytes);
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        return compound(bytes);
    }
    let Some(document) = text::read(bytes) else {
        return Err(Diagnostic::error("这不是文字文件，也不是能读取的文档")
            .with_hint("可以读取 docx、doc、PDF、xlsx、xls、ods、csv、网页和文本文件"));
    };
    if html::looks_like(&document.text) {
        return html::read(&document);
    }
    Ok(delimited::read(&document).unwrap_or(document))
}

/// A compound file: what it is, its streams tell.
fn compound(bytes: &[u8]) -> Result<Document, Diagnostic> {
    let opened = cfb::CompoundFile::open(Cursor::new(bytes));
    let mut file = opened.map_err(|error| {
        log::warn!("a compound file cannot be opened: {error}");
        Diagnostic::error("这份旧格式的文件已损坏，读不出来")
            .with_hint("在 Word、Excel 或 WPS 中打开并另存，再读取")
    })?;
    if file.is_stream("WordDocument") {
        return doc::read(&mut file);
    }
    if file.is_stream("Workbook") || file.is_stream("Book") {
        return sheets::read(bytes);
    }
    if file.is_stream("EncryptedPackage") {
        return Err(Diagnostic::error("这份文件加了密码，读不出来")
            .with_hint("在 Word、Excel 或 WPS 中打开，去掉密码，再读取"));
    }
    Err(
        Diagnostic::error("这份旧格式的文件里没有文档，也没有工作簿")
            .with_hint("可以读取 Word 和 Excel 的文件；演示文稿不能读取"),
    )
}

/// A file of several parts in one package: a document or a workbook.
fn package(bytes: &[u8]) -> Result<Document, Diagnostic> {
    let mut parts = package::Package::open(bytes)?;
    if parts.has("word/document.xml") {
        return docx::read(&mut parts);
    }
    if parts.has("OFD.xml") {
        return ofd::read(&mut parts);
    }
    if parts.has("xl/workbook.xml") || parts.has("xl/workbook.bin") {
        return sheets::read_package(bytes, &mut parts);
    }
    if parts.has("content.xml") {
        let kind = parts.text("mimetype")?.unwrap_or_default();
        if kind.contains("opendocument.text") {
            return Err(Diagnostic::error("这是 ODF 文字文档（odt），不能读取")
                .with_hint("在 WPS 或 LibreOffice 中另存为 docx，再读取"));
        }
        return sheets::read_package(bytes, &mut parts);
    }
    Err(Diagnostic::error("这是压缩包，里面没有能读取的文档")
        .with_hint("先解压缩，再读取其中的文档"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_says_what_it_is_and_what_to_do() {
        for (bytes, said) in [
            (&b"%PDF-1.7\n"[..], "PDF 已损坏"),
            (b"PK\x03\x04\x00", "压缩包"),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "旧格式的文件已损坏"),
            (b"\x00\x01\x02\xff\xfe\x80", "不是文字文件"),
        ] {
            let error = read(bytes).unwrap_err();
            assert!(error.message.contains(said), "{}", error.message);
            assert!(error.hint.is_some());
        }
    }
}
