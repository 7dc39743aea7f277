//! An office program opens our workbooks and prints every word of them.

#![allow(clippy::expect_used, reason = "a test may fail here")]

mod common;

use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data as Value, Reader as _, Xlsx};
use common::office;
use zeren::export::{self, Format, Layout, Silent, Subject};
use zeren::view::{Profile, SuccessionView, ViewSpec};

/// The texts of all cells of a workbook, without blanks.
fn words(bytes: &[u8]) -> Vec<String> {
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let pages = book.worksheets();
    let cells = pages.iter().flat_map(|(_, page)| page.used_cells());
    let texts = cells.filter_map(|(_, _, value)| match value {
        Value::String(text) => Some(text.split_whitespace().collect::<String>()),
        _ => None,
    });
    texts.filter(|text| !text.is_empty()).collect()
}

#[test]
fn libreoffice_prints_every_word() {
    let programs = [
        ("soffice", "libreoffice-calc"),
        ("pdftotext", "poppler-utils"),
        ("pdfinfo", "poppler-utils"),
    ];
    if !office::have(&programs) {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let one_plan = common::sheet(&common::views::named("one plan"));
    let all = ViewSpec {
        succession: SuccessionView::Current,
        ..ViewSpec::default()
    };
    let all = Arc::new(common::sheet(&all.for_profiles()));
    let body = all.workspace().agency_by_id("jxj").expect("a body");
    let profile = Profile::new(&all, body);
    let files = [
        ("矩阵", Subject::Matrix(&one_plan)),
        ("清单", Subject::List(&one_plan)),
        ("目标", Subject::Targets(&one_plan)),
        ("责任清单", Subject::Agency(&profile)),
    ];
    for (name, subject) in files {
        let mut bytes = Vec::new();
        export::write(subject, Format::Xlsx, &mut bytes, &Silent).expect("a file");
        let (printed, info) = office::printed(folder.path(), &format!("{name}.xlsx"), &bytes);
        let words = words(&bytes);
        assert!(words.len() > 50, "{name}: {}", words.len());
        for word in words {
            assert!(printed.contains(&word), "{name}: {word}");
        }
        // A3 across, or A4 for one body's sheet.
        let paper = if subject.layout() == Layout::Agency {
            "(A4)"
        } else {
            "(A3)"
        };
        assert!(info.contains(paper), "{name}: {info}");
    }
}
