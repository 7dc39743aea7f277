//! Text files in the encodings of Chinese offices.

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::import::{BlockKind, Document, Kind, Place};

/// Reads a text file; `None` where it is none.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<Document> {
    let (text, encoding) = decode(bytes)?;
    let mut document = Document {
        kind: Kind::Text,
        encoding: Some(encoding),
        ..Document::default()
    };
    let text = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{C}', '\u{2028}', '\u{2029}'], "\n");
    for (nth, line) in text.split('\n').enumerate() {
        let place = Place {
            line: Some(nth + 1),
            ..Place::default()
        };
        document.push(line, BlockKind::Paragraph, place);
    }
    Some(document)
}

/// The text and the name of its encoding.
fn decode(bytes: &[u8]) -> Option<(String, &'static str)> {
    let whole = |encoding: &'static Encoding, bytes| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
        Some((text.into_owned(), encoding.name()))
    };
    if let Some((encoding, len)) = Encoding::for_bom(bytes) {
        return whole(encoding, &bytes[len..]);
    }
    let best = |encodings: [&'static Encoding; 2]| {
        let read = encodings.map(|encoding| whole(encoding, bytes));
        let read = read
            .into_iter()
            .flatten()
            .filter(|(text, _)| !text.contains('\0'));
        read.max_by_key(|(text, _)| common(text))
    };
    if bytes.contains(&0) {
        // UTF-16 without its mark, or no text at all.
        return best([UTF_16LE, UTF_16BE]).filter(|(text, _)| common(text) > 0);
    }
    whole(UTF_8, bytes).or_else(|| best([GB18030, BIG5]))
}

/// How much of a text are the commonest characters of Chinese: the wrong encoding has few.
fn common(text: &str) -> usize {
    const COMMON: &str =
        "的一是在有和工作责任单位市省区局部门委关于发展推进加强實責單局區會發展關於，。、：";
    let near = text.chars().take(4000);
    near.filter(|c| COMMON.contains(*c)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encodings_of_chinese_offices_are_told_apart() {
        let text = "一、工作任务\r\n（责任单位：市财政局、市科技局）\r\n";
        let old = "一、工作任務\n（責任單位：財政局、教育局）\n";
        let utf16 = |big: bool| -> Vec<u8> {
            let units = text.encode_utf16();
            units
                .flat_map(|unit| {
                    if big {
                        unit.to_be_bytes()
                    } else {
                        unit.to_le_bytes()
                    }
                })
                .collect()
        };
        for (bytes, name) in [
            (text.as_bytes().to_vec(), "UTF-8"),
            (GB18030.encode(text).0.into_owned(), "gb18030"),
            (utf16(false), "UTF-16LE"),
            (utf16(true), "UTF-16BE"),
        ] {
            let document = read(&bytes).unwrap();
            assert_eq!(document.encoding, Some(name));
            assert_eq!(
                document.text,
                "一、工作任务\n（责任单位：市财政局、市科技局）"
            );
        }
        let big5 = read(&BIG5.encode(old).0).unwrap();
        assert_eq!(big5.encoding, Some("Big5"));
        assert!(big5.text.contains("責任單位：財政局"));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert!(read(b"%PDF\0\x01\x02\xff\xfe\x80").is_none());
    }
}
