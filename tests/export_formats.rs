//! What all formats have in common: no character that a file may not hold, one colour for a role.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test may fail here"
)]

mod common;

use std::io::{Cursor, Read as _};
use std::sync::Arc;

use zeren::colour;
use zeren::export::{self, Deck, DeckShape, Format, Layout, Silent, Subject};
use zeren::model::workspace::{Source, Workspace};
use zeren::store;
use zeren::view::forms::{FormKind, FormSpec, FormTable};
use zeren::view::{Data, Profile, Sheet, ViewSpec};

/// Characters that XML 1.0 forbids, that HTML forbids, and markup.
const WRITTEN: &str = r"武\u{1}\u{b}\u{7f}\u{85}\u{fffe}\u{1ffff}&<汉";

/// The built-in data with these characters wherever Wuhan is named.
fn hostile() -> Arc<Data> {
    let text = store::builtin().replace("武汉", WRITTEN);
    let loaded = store::parse(text.as_bytes(), None).expect("data");
    let source = Source {
        file: None,
        dataset: loaded.dataset,
    };
    Data::new(Workspace::join(vec![source]).0)
}

/// The files that an export makes: several where each holds one page.
fn written(subject: Subject<'_>, format: Format) -> Vec<Vec<u8>> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(format!("矩阵.{}", format.extension()));
    let options = subject.into();
    let replacing = store::Replacing::Never;
    let files = export::export_files(&path, subject, format, options, replacing, &Silent);
    let files = files.expect("files");
    files
        .iter()
        .map(|file| std::fs::read(file).expect("a file"))
        .collect()
}

/// The XML of some files, by the names of their parts.
fn parts(format: Format, files: Vec<Vec<u8>>) -> Vec<(String, String)> {
    let of_file = |bytes: Vec<u8>| match format {
        Format::Docx | Format::Xlsx | Format::Pptx | Format::Ofd => {
            let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
            let mut parts = Vec::new();
            for nth in 0..zip.len() {
                let mut part = zip.by_index(nth).expect("a part");
                let name = part.name().expect("a name").into_owned();
                // Fonts are no XML.
                if !name.contains(".ttf") {
                    let mut xml = String::new();
                    part.read_to_string(&mut xml).expect("UTF-8");
                    parts.push((name, xml));
                }
            }
            parts
        }
        Format::Pdf => {
            // Only its description of itself is XML.
            let text = String::from_utf8_lossy(&bytes);
            let from = text.find("<x:xmpmeta").expect("a description");
            let to = text.find("</x:xmpmeta>").expect("its end");
            vec![("XMP".to_owned(), format!("{}</x:xmpmeta>", &text[from..to]))]
        }
        _ => vec![(String::new(), String::from_utf8(bytes).expect("UTF-8"))],
    };
    files.into_iter().flat_map(of_file).collect()
}

#[test]
fn no_file_holds_a_character_that_xml_forbids() {
    let data = hostile();
    let sheet = Arc::new(Sheet::new(&data, &ViewSpec::default(), common::today()));
    let profiles = Arc::new(Sheet::new(
        &data,
        &ViewSpec::default().for_profiles(),
        common::today(),
    ));
    let agency = *data
        .workspace
        .agencies_named("市经信局")
        .first()
        .expect("an agency");
    let profile = Profile::new(&profiles, agency);
    let mut seen = 0;
    for format in [
        Format::Docx,
        Format::Xlsx,
        Format::Pptx,
        Format::Ofd,
        Format::Pdf,
        Format::Svg,
        Format::Html,
    ] {
        let deck = Deck::new(Arc::clone(&sheet), DeckShape::Wide);
        let forms = FormKind::ALL.map(|kind| FormTable::new(sheet.clone(), FormSpec::new(kind)));
        let subjects = Layout::OFFERED.map(|layout| match layout {
            Layout::Agency => Subject::Agency(&profile),
            Layout::Division => Subject::Form(&forms[0]),
            Layout::Ledger => Subject::Form(&forms[1]),
            Layout::Duties => Subject::Form(&forms[2]),
            Layout::Goals => Subject::Form(&forms[3]),
            Layout::Due => Subject::Form(&forms[4]),
            Layout::Slides => Subject::Slides(&deck),
            layout => Subject::of_sheet(&sheet, layout).expect("a layout of a sheet"),
        });
        for subject in subjects {
            if !subject.layout().formats().contains(&format) {
                continue;
            }
            for (name, text) in parts(format, written(subject, format)) {
                let place = format!("{format:?} of {:?}: {name}", subject.layout());
                let barred = text
                    .chars()
                    .find(|c| zeren::xml::is_barred(*c) && *c != '\r');
                assert_eq!(barred, None, "{place}");
                if text.contains("武&amp;&lt;汉") {
                    seen += 1;
                }
                // A web page is no XML; browsers read it in the tests of the page.
                if format != Format::Html {
                    roxmltree::Document::parse(&text)
                        .unwrap_or_else(|error| panic!("{place}: {error}"));
                }
            }
        }
    }
    assert!(seen > 15, "the words themselves stay: {seen}");
}

#[test]
fn a_role_has_one_colour_in_all_formats() {
    let sheet = common::sheet(&ViewSpec::default());
    let roles = sheet.roles();
    assert!(roles.len() >= 4);
    for (format, part) in [
        (Format::Docx, "word/document.xml"),
        (Format::Xlsx, "xl/styles.xml"),
        (Format::Html, ""),
        (Format::Svg, ""),
    ] {
        let texts: Vec<String> = parts(format, written(Subject::Matrix(&sheet), format))
            .into_iter()
            .filter(|(name, _)| name == part)
            .map(|(_, text)| text.to_lowercase())
            .collect();
        for role in &roles {
            let colour = colour::of_role(*role).hex();
            let is_there = texts.iter().any(|text| text.contains(&colour));
            assert!(is_there, "{format:?}: {colour}");
        }
    }
    let page = parts(Format::Html, written(Subject::Matrix(&sheet), Format::Html));
    for (nth, colour) in colour::ROLES_ON_DARK.iter().enumerate() {
        let rule = format!("--r{nth}: #{};", colour.hex());
        assert!(page[0].1.contains(&rule), "{rule}");
    }
}
