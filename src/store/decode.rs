//! The bytes of a file as text. Files are UTF-8, but Windows programs still write GBK and UTF-16.

use std::borrow::Cow;

use encoding_rs::{GBK, UTF_16BE, UTF_16LE};

use super::foreign;
use super::locate::Lines;
use crate::diagnostic::{Diagnostic, Severity};

/// A text, and what there is to say about its encoding.
pub(super) struct Decoded<'b> {
    pub(super) text: Cow<'b, str>,
    pub(super) notice: Option<Diagnostic>,
}

/// Reads UTF-8 with or without a mark, UTF-16 with a mark, and GBK. Line ends become `\n`.
///
/// # Errors
/// What the bytes are instead, or where they break.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded<'_>, Diagnostic> {
    if let Some(other) = foreign::bytes(bytes) {
        return Err(other);
    }
    let (text, foreign) = match bytes {
        [0xFF, 0xFE, ..] => (utf16(bytes, UTF_16LE)?, Some("UTF-16")),
        [0xFE, 0xFF, ..] => (utf16(bytes, UTF_16BE)?, Some("UTF-16")),
        _ => {
            let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            match simdutf8::compat::from_utf8(bytes) {
                Ok(text) => (Cow::Borrowed(text), None),
                Err(error) => (gbk(bytes, error.valid_up_to())?, Some("GBK")),
            }
        }
    };
    let notice = foreign.map(|name| {
        Diagnostic::new(
            Severity::Warning,
            format!("文件的编码是 {name}，已按 {name} 读取"),
        )
        .with_hint("另存为 UTF-8 编码，其他程序也能正确打开")
    });
    Ok(Decoded {
        text: one_line_end(text),
        notice,
    })
}

/// A text of several lines reads the same, whatever system it was written on.
fn one_line_end(text: Cow<str>) -> Cow<str> {
    if memchr::memchr(b'\r', text.as_bytes()).is_some() {
        // The systems of old ended lines by a carriage return alone.
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        text
    }
}

fn utf16<'b>(
    bytes: &'b [u8],
    encoding: &'static encoding_rs::Encoding,
) -> Result<Cow<'b, str>, Diagnostic> {
    let (text, broken) = encoding.decode_with_bom_removal(bytes);
    if broken {
        let message = "文件标明是 UTF-16 编码，其中有损坏的字符";
        return Err(Diagnostic::error(message).with_hint("从原来的文件重新另存为 UTF-8 编码"));
    }
    Ok(text)
}

/// Reads bytes as GBK. `valid` is how many of them, from the start, are good UTF-8.
fn gbk(bytes: &[u8], valid: usize) -> Result<Cow<'_, str>, Diagnostic> {
    if memchr::memchr(0, bytes).is_some() {
        return Err(Diagnostic::error("这不是文字文件")
            .with_hint("选择 .ron 数据文件，或政策文件（Word、PDF、OFD、Excel、网页、文本）"));
    }
    if !mostly_utf8(bytes)
        && let Some(text) = GBK.decode_without_bom_handling_and_without_replacement(bytes)
    {
        return Ok(text);
    }
    let text = String::from_utf8_lossy(&bytes[..valid]);
    Err(
        Diagnostic::error("这里有一个损坏的字符，文件既不是完整的 UTF-8，也不是 GBK 编码")
            .at(Lines::new(&text).position(text.len()))
            .with_hint("从原来的文件重新另存为 UTF-8 编码，或在编辑器中改正这个字符"),
    )
}

/// Whether the bytes are UTF-8 with a few broken ones, which GBK would read as other Hanzi.
/// Bytes of GBK make up three-byte characters of UTF-8 only by rare accident.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| c.len_utf8() >= 3).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    good > broken
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> (String, bool) {
        let decoded = decode(bytes).expect("a text");
        (decoded.text.into_owned(), decoded.notice.is_some())
    }

    #[test]
    fn a_mark_of_utf_8_is_dropped_without_a_word() {
        assert_eq!(
            text("\u{FEFF}甲\r\n乙".as_bytes()),
            ("甲\n乙".to_owned(), false)
        );
    }

    #[test]
    fn every_kind_of_line_end_ends_a_line() {
        for ends in ["甲\r乙\r", "甲\r\n乙\r\n", "甲\n乙\r", "甲\r乙\n"] {
            assert_eq!(text(ends.as_bytes()), ("甲\n乙\n".to_owned(), false));
        }
    }

    #[test]
    fn gbk_and_utf_16_are_read_and_mentioned() {
        let (gbk, ..) = GBK.encode("牵头单位：市经信局");
        assert_eq!(text(&gbk), ("牵头单位：市经信局".to_owned(), true));
        for to_bytes in [u16::to_le_bytes, u16::to_be_bytes] {
            let bytes: Vec<u8> = "\u{FEFF}甲".encode_utf16().flat_map(to_bytes).collect();
            assert_eq!(text(&bytes), ("甲".to_owned(), true));
        }
    }

    #[test]
    fn broken_utf_8_is_not_taken_for_gbk() {
        let mut bytes = "牵头单位：\n市经信局".as_bytes().to_vec();
        bytes[16 + 3] = b'a';
        let error = decode(&bytes).err().expect("an error");
        assert_eq!(
            error.place.position.map(|p| (p.line, p.column)),
            Some((2, 3))
        );
    }

    #[test]
    fn a_program_or_an_archive_is_no_text() {
        let error = decode(b"PK\x03\x04\0\0\xFF").err().expect("an error");
        assert_eq!(error.message, "这是 ZIP 压缩文件，不是数据文件");
        let error = decode(b"\x01\0\0\xFF").err().expect("an error");
        assert_eq!(error.message, "这不是文字文件");
    }
}
