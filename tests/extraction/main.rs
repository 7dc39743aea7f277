//! Nothing is lost: the texts of every kind of file are read back, and every text of the sheet is
//! among them, for the built-in data and for texts that files could lose. What no typeface holds
//! is named beforehand.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test may fail here"
)]

#[path = "../common/mod.rs"]
mod common;

use std::io::{Cursor, Read as _};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use calamine::{Reader as _, Xlsx};
use zeren::export::{self, Content, Format, Layout, Options, Silent};
use zeren::model::workspace::{AgencyIx, Source, Workspace};
use zeren::page::Item;
use zeren::store;
use zeren::view::forms::{FormHeading, FormSpec};
use zeren::view::{Data, Sheet, ViewSpec};

const HOSTILE: &str = include_str!("hostile.ron");

fn data_of(text: &str) -> Arc<Data> {
    let loaded = store::parse(text.as_bytes(), None).expect("sound data");
    let source = Source {
        file: None,
        dataset: loaded.dataset,
    };
    Data::new(Workspace::join(vec![source]).0)
}

fn sets() -> [Arc<Data>; 2] {
    [common::data(), data_of(HOSTILE)]
}

fn sheet(data: &Arc<Data>, layout: Layout) -> Arc<Sheet> {
    let view = match layout {
        Layout::Agency => ViewSpec::default().for_profiles(),
        _ => ViewSpec::default(),
    };
    Arc::new(Sheet::new(data, &view, common::today()))
}

fn content(data: &Arc<Data>, layout: Layout) -> Content {
    Content::new(sheet(data, layout), layout, Some(AgencyIx::new(0))).expect("a content")
}

/// Without blanks and characters that are not seen.
fn squash(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !c.is_control() && *c != '\u{200B}')
        .collect()
}

/// The text of XML or of a web page, as a reader sees it.
fn seen(xml: &str) -> String {
    let mut text = String::new();
    let mut rest = xml;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        // Scripts and styles are not seen.
        let end = ["script", "style"].iter().find_map(|name| {
            let whole = rest[1..].starts_with(name);
            whole.then(|| format!("</{name}>"))
        });
        let at = match &end {
            Some(end) => rest.find(end.as_str()).map(|at| at + end.len()),
            None => rest.find('>').map(|at| at + 1),
        };
        rest = at.map_or("", |at| &rest[at..]);
    }
    text.push_str(rest);
    [
        "&lt;<", "&gt;>", "&quot;\"", "&#39;'", "&apos;'", "&#34;\"", "&amp;&",
    ]
    .iter()
    .fold(text, |text, pair| {
        let (from, to) = pair.split_at(pair.len() - 1);
        text.replace(from, to)
    })
}

/// The texts of a file in all.
fn texts(bytes: &[u8], format: Format) -> String {
    match format {
        Format::Csv => csv_text(bytes),
        Format::Xlsx => {
            let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook");
            let mut text = String::new();
            for (_, range) in book.worksheets() {
                for cell in range.used_cells() {
                    text.push_str(&cell.2.to_string());
                    text.push('\n');
                }
            }
            text
        }
        Format::Docx | Format::Pptx => {
            let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
            let mut text = String::new();
            for nth in 0..zip.len() {
                let mut part = zip.by_index(nth).expect("a part");
                let mut xml = String::new();
                if part.name().is_ok_and(|name| name.ends_with(".xml"))
                    && part.read_to_string(&mut xml).is_ok()
                {
                    text.push_str(&seen(&xml));
                }
            }
            text
        }
        _ => seen(std::str::from_utf8(bytes).expect("UTF-8")),
    }
}

fn csv_text(bytes: &[u8]) -> String {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(bytes);
    let mut text = String::new();
    for record in reader.records() {
        for cell in &record.expect("a record") {
            text.push_str(common::unguarded(cell));
            text.push('\n');
        }
    }
    text
}

/// The words of our pages, in reading order.
fn page_texts(content: &Content, layout: Layout) -> String {
    let pages = export::pages(content.subject(), Options::of(layout).setup).expect("pages");
    let mut text = String::new();
    for nth in 0..pages.count() {
        for item in &pages.page(nth).items {
            if let Item::Text(words) = item {
                text.push_str(&words.words);
            }
        }
    }
    text
}

/// What every file of a layout must hold: the tasks, and where bodies are columns or cells, them.
fn wanted(content: &Content, layout: Layout) -> Vec<String> {
    let sheet = content.subject().sheet();
    let workspace = sheet.workspace();
    let mut wanted = Vec::new();
    match layout {
        Layout::Targets | Layout::Goals | Layout::Timeline => {
            let rows = zeren::view::target_rows(sheet);
            wanted.extend(rows.iter().map(|row| row.target.indicator.clone()));
        }
        Layout::Due => {
            for row in zeren::view::due_rows(sheet) {
                if row.target.is_undated() {
                    continue;
                }
                match row.task {
                    Some(task) => wanted.push(workspace.task(task).task.title.clone()),
                    None => wanted.push(row.target.indicator.clone()),
                }
            }
        }
        Layout::Agency => {
            if let Content::Agency(profile) = content {
                wanted.push(profile.body().name.clone());
                let tasks = profile.plans.iter().flat_map(|plan| &plan.tasks);
                wanted.extend(tasks.map(|part| workspace.task(part.task).task.title.clone()));
            }
        }
        Layout::Slides => {}
        _ => {
            let tasks = sheet
                .tasks()
                .map(|ix| workspace.task(ix).task.title.clone());
            wanted.extend(tasks);
            let columns = sheet.columns.iter().filter(|column| column.tasks > 0);
            let label = |ix: AgencyIx| workspace.agency(ix).label().to_owned();
            wanted.extend(columns.map(|column| label(column.agency)));
            // A form has the title that is written for it.
            let plans = sheet.plans().filter(|_| layout.form().is_none());
            wanted.extend(plans.map(|ix| workspace.plan(ix).plan.title.clone()));
        }
    }
    wanted
}

#[test]
fn every_text_of_the_sheet_is_in_every_file() {
    for data in sets() {
        for layout in Layout::OFFERED {
            let content = content(&data, layout);
            let wanted = wanted(&content, layout);
            for &format in layout.formats() {
                let is_page = matches!(
                    format,
                    Format::Pdf | Format::Ofd | Format::Png | Format::Svg
                );
                let text = if is_page {
                    page_texts(&content, layout)
                } else {
                    let mut bytes = Vec::new();
                    export::write(content.subject(), format, &mut bytes, &Silent).expect("a file");
                    texts(&bytes, format)
                };
                let text = squash(&text);
                // Only what has a day is in a calendar.
                if format == Format::Ics {
                    continue;
                }
                for words in &wanted {
                    let words = squash(words);
                    assert!(text.contains(&words), "{layout:?} {format:?} lost {words}");
                }
            }
        }
    }
}

/// What an office fills in above a table, each text unlike any of the data.
fn heading() -> FormHeading {
    FormHeading {
        title: "全市任务责任一览".to_owned(),
        attachment: "附件9".to_owned(),
        office: "某某专班".to_owned(),
        number: "某政办〔2031〕7号".to_owned(),
        author: "填表甲".to_owned(),
        secrecy: "内部★9年".to_owned(),
        date: "二〇三一年三月".to_owned(),
    }
}

#[test]
fn what_an_office_fills_in_stands_above_every_table() {
    let data = common::data();
    let heading = heading();
    let fields = [
        &heading.title,
        &heading.attachment,
        &heading.office,
        &heading.number,
        &heading.author,
        &heading.secrecy,
        &heading.date,
    ];
    for layout in Layout::OFFERED {
        if layout == Layout::Slides {
            continue;
        }
        let sheet = sheet(&data, layout);
        let content = match layout.form() {
            Some(kind) => {
                let mut spec = FormSpec::new(kind);
                spec.heading = heading.clone();
                Content::form(sheet, spec)
            }
            None => {
                let sheet = sheet.headed(layout.document(), &heading);
                Content::new(sheet, layout, Some(AgencyIx::new(0))).expect("a content")
            }
        };
        for &format in layout.formats() {
            let text = match format {
                Format::Csv | Format::Ics => continue,
                Format::Pdf | Format::Ofd | Format::Png | Format::Svg => {
                    page_texts(&content, layout)
                }
                _ => {
                    let mut bytes = Vec::new();
                    export::write(content.subject(), format, &mut bytes, &Silent).expect("a file");
                    texts(&bytes, format)
                }
            };
            for words in fields {
                assert!(text.contains(words), "{layout:?} {format:?} lost {words}");
            }
        }
    }
}

#[test]
fn a_heading_moves_no_row_of_the_matrix_off_its_page() {
    let data = common::data();
    for layout in [Layout::Matrix, Layout::List, Layout::Timeline] {
        let sheet = sheet(&data, layout);
        let setup = Options::of(layout).setup;
        let sheet = sheet.headed(layout.document(), &heading());
        let content = Content::new(sheet, layout, None).expect("a content");
        let pages = export::pages(content.subject(), setup).expect("pages");
        let area = setup.area();
        for nth in 0..pages.count() {
            let (x, y) = setup.turned(nth);
            for item in &pages.page(nth).items {
                let Item::Text(text) = item else { continue };
                let (left, top) = (text.at.x - x, text.at.y - y);
                assert!(
                    left >= area.left - 1.0 && left <= area.right + 1.0,
                    "{text:?}"
                );
                assert!(top >= area.top, "{text:?}");
            }
        }
    }
}

#[test]
fn every_text_of_the_pages_is_read_back_from_the_pdf() {
    if !common::office::have(&[("pdftotext", "poppler-utils")]) {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    for (nth, data) in sets().iter().enumerate() {
        for layout in Layout::OFFERED {
            if !layout.formats().contains(&Format::Pdf) {
                continue;
            }
            let content = content(data, layout);
            let path = folder.path().join(format!("{}-{nth}.pdf", layout.key()));
            export::export_to(&path, content.subject(), Format::Pdf, &Silent).expect("a file");
            let output = Command::new("pdftotext")
                .arg("-raw")
                .arg(&path)
                .arg("-")
                .output();
            let read = String::from_utf8(output.expect("it runs").stdout).expect("UTF-8");
            let sorted = |text: &str| {
                let mut chars: Vec<char> = squash(text).chars().collect();
                chars.sort_unstable();
                chars.dedup();
                chars
            };
            let (ours, theirs) = (sorted(&page_texts(&content, layout)), sorted(&read));
            // What is not read back was named.
            let options = Options::of(layout);
            let named = export::lacking(content.subject(), Format::Pdf, options);
            let is_named = |c: &char| named.iter().any(|lack| lack.character == *c);
            let lost = ours.iter().filter(|c| !theirs.contains(c) && !is_named(c));
            let lost: String = lost.collect();
            assert!(lost.is_empty(), "{layout:?}: {lost}");
        }
    }
}

#[test]
fn every_text_of_the_page_is_printed_by_a_browser() {
    if !common::office::have(&[("chromium", "chromium"), ("pdftotext", "poppler-utils")]) {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let content = content(&data_of(HOSTILE), Layout::Matrix);
    let page = folder.path().join("网页.html");
    export::export_to(&page, content.subject(), Format::Html, &Silent).expect("a file");
    let printed = folder.path().join("p.pdf");
    let status = Command::new("chromium")
        .args([
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
        ])
        .arg(format!(
            "--user-data-dir={}",
            folder.path().join("u").display()
        ))
        .arg(format!("--print-to-pdf={}", printed.display()))
        .arg(&page)
        .env("FONTCONFIG_FILE", common::office::fonts(folder.path()))
        .output()
        .expect("it runs")
        .status;
    assert!(status.success());
    let output = Command::new("pdftotext")
        .arg("-raw")
        .arg(&printed)
        .arg("-")
        .output();
    let read = squash(&String::from_utf8(output.expect("it runs").stdout).expect("UTF-8"));
    let said: String = wanted(&content, Layout::Matrix).concat();
    // What no typeface of this system holds was named; a browser has no other.
    let options = Options::of(Layout::Matrix);
    let named = export::lacking(content.subject(), Format::Pdf, options);
    let is_named = |c: char| named.iter().any(|lack| lack.character == c);
    for c in squash(&said).chars().filter(|c| !is_named(*c)) {
        assert!(read.contains(c), "{c} is not printed");
    }
}

#[test]
fn every_text_of_word_and_excel_files_is_printed() {
    if !common::office::have(&[("soffice", "libreoffice"), ("pdftotext", "poppler-utils")]) {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    for (layout, format) in [
        (Layout::Matrix, Format::Xlsx),
        (Layout::List, Format::Xlsx),
        // Not the matrix: the face that is lent to the office has no measures for vertical lines,
        // so long names in its heads take more room than in the faces of offices.
        (Layout::List, Format::Docx),
    ] {
        let content = content(&data_of(HOSTILE), layout);
        let mut bytes = Vec::new();
        export::write(content.subject(), format, &mut bytes, &Silent).expect("a file");
        let name = format!("{}.{}", layout.key(), format.extension());
        let (text, _) = common::office::printed(folder.path(), &name, &bytes);
        for c in squash(&wanted(&content, layout).concat()).chars() {
            assert!(text.contains(c), "{name}: {c} is not printed");
        }
    }
}

#[test]
fn the_embedded_type_holds_the_places_and_names_in_use() {
    let list = include_str!("../../assets/fonts/places-and-names.txt");
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    let listed: String = lines.collect();
    assert!(listed.chars().count() > 50);
    for c in listed.chars().chain("盩厔㵲阳𬭎𬴊嶲".chars()) {
        for data in [zeren::typeface::REGULAR, zeren::typeface::BOLD] {
            let font = zeren::typeface::Font::read(data, 0).expect("a font");
            assert!(font.glyph(c).is_some(), "{c}");
        }
    }
}

#[test]
fn what_no_typeface_holds_is_named_with_its_place_and_nothing_is_blocked() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("数据.ron");
    // A character for private use: no font has it but one that was made for it.
    let text = HOSTILE.replace("加快㵲阳河治理", "加快\u{10fffd}阳河治理");
    std::fs::write(&file, text).expect("a file");
    let run = |out: &Path| {
        Command::new(env!("CARGO_BIN_EXE_zeren"))
            .arg("export")
            .arg(&file)
            .arg("-o")
            .arg(out)
            .env("ZEREN_TODAY", "2026-11-22")
            .output()
            .expect("it runs")
    };
    for (ending, effect) in [
        ("pdf", "在文件中显示为方框"),
        ("ofd", "在文件中显示为方框"),
        ("xlsx", "文件里的字不缺"),
    ] {
        let out = folder.path().join(format!("矩阵.{ending}"));
        let ended = run(&out);
        let said = String::from_utf8(ended.stderr).expect("UTF-8");
        assert_eq!(ended.status.code(), Some(0), "{said}");
        assert!(out.exists());
        let place = "通道“一”方案 任务 一(一)的标题";
        assert!(said.contains("U+10FFFD") && said.contains(place), "{said}");
        assert!(said.contains(effect), "{said}");
    }
    // What is not in the file is not named.
    let content = content(&data_of(HOSTILE), Layout::Matrix);
    let options = Options::of(Layout::Matrix);
    let named = export::lacking(content.subject(), Format::Pdf, options);
    // Rare and traditional characters: a system may have a typeface for them or not.
    assert!(
        named.iter().all(|lack| "𠮷試".contains(lack.character)),
        "{named:?}"
    );
}
