//! A run of slides to be taken away: presentation, web page, pages and handout hold the words of
//! the slides.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test may fail here"
)]

mod common;

use std::io::{Cursor, Read as _};
use std::sync::Arc;

use common::office;
use zeren::export::{self, Content, Deck, DeckShape, Format, Layout, Silent, Subject};
use zeren::model::workspace::{Source, Workspace};
use zeren::page::{Item, Page, Pages};
use zeren::view::{Data, Sheet, ViewSpec};

fn deck(names: &[&str], shape: DeckShape) -> Deck {
    let data = common::data();
    let ids = names.iter().map(|name| {
        let ix = data.workspace.agencies_named(name)[0];
        data.workspace.agency(ix).id.clone()
    });
    let view = ViewSpec {
        agencies: ids.collect(),
        ..ViewSpec::default()
    };
    Deck::new(Arc::new(common::sheet(&view)), shape)
}

/// Names of 67 Hanzi, a title of 225, 40 bodies in a task, and what XML may not hold.
fn hostile() -> Deck {
    let mut data = zeren::synth::dataset(9, 40, 7);
    for (nth, agency) in data.agencies.iter_mut().enumerate() {
        agency.name = format!("{}{nth}<&>号局", "示例市人民政府办公厅".repeat(6));
        agency.short = None;
    }
    let ids: Vec<String> = data.agencies.iter().map(|it| it.id.clone()).collect();
    let mut sections = data.plans[0].sections.iter_mut();
    let task = sections.find_map(|section| section.tasks.first_mut());
    if let Some(task) = task {
        task.title = format!("{}\u{7}=1+1", "推进示例产业链条".repeat(28));
        let model = task.assignments[0].clone();
        let duty = |id: &String| zeren::model::Assignment {
            agency: id.clone(),
            ..model.clone()
        };
        task.assignments = ids.iter().map(duty).collect();
    }
    let source = Source {
        file: None,
        dataset: data,
    };
    let data = Data::new(Workspace::join(vec![source]).0);
    let sheet = Sheet::new(&data, &ViewSpec::default(), common::today());
    Deck::new(Arc::new(sheet), DeckShape::Wide)
}

fn written(deck: &Deck, format: Format) -> Vec<u8> {
    let mut bytes = Vec::new();
    export::write(Subject::Slides(deck), format, &mut bytes, &Silent).expect("a file");
    bytes
}

fn squash(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The words that are seen on a page, in their order.
fn words(page: &Page) -> String {
    let texts = page.items.iter().filter_map(|item| match item {
        Item::Text(text) if text.colour.is_some() => Some(text.words.as_str()),
        _ => None,
    });
    squash(&texts.collect::<String>())
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut text = String::new();
    let mut file = zip.by_name(name).expect("a part");
    file.read_to_string(&mut text).expect("UTF-8");
    text
}

#[test]
fn the_bodies_that_are_filtered_by_are_those_of_the_run() {
    let deck = deck(&["市财政局", "市经信局"], DeckShape::Wide);
    let named: Vec<&str> = deck
        .run()
        .slides
        .iter()
        .filter(|slide| matches!(slide.content, zeren::view::run::Content::Duties(_)))
        .map(zeren::view::run::Slide::title)
        .collect();
    assert_eq!(named, ["市财政局", "市经信局"]);
    // The same from the layout alone.
    let content = Content::new(Arc::clone(&deck.sheet), Layout::Slides, None).unwrap();
    let Content::Slides(same) = content else {
        panic!("slides");
    };
    assert_eq!(same.slides().count(), deck.slides().count());
}

#[test]
fn a_presentation_holds_the_words_of_every_slide_in_shapes_inside_it() {
    let bodies = ["市经信局", "市科技局"];
    for deck in [
        deck(&bodies, DeckShape::Wide),
        deck(&bodies, DeckShape::Standard),
        hostile(),
    ] {
        let shape = deck.shape;
        let slides = deck.slides();
        let bytes = written(&deck, Format::Pptx);
        assert_eq!(
            bytes,
            written(&deck, Format::Pptx),
            "the same slides make the same file"
        );
        let presentation = part(&bytes, "ppt/presentation.xml");
        let size = match shape {
            DeckShape::Standard => "<p:sldSz cx=\"9144000\" cy=\"6858000\"/>",
            _ => "<p:sldSz cx=\"12192000\" cy=\"6858000\"/>",
        };
        assert!(presentation.contains(size), "{presentation}");
        let zip = zip::ZipArchive::new(Cursor::new(bytes.as_slice())).unwrap();
        let names: Vec<String> = zip
            .file_names()
            .map(|name| name.expect("a name").into_owned())
            .collect();
        for name in &names {
            let xml = part(&bytes, name);
            roxmltree::Document::parse(&xml).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
        for nth in 0..slides.count() {
            let xml = part(&bytes, &format!("ppt/slides/slide{}.xml", nth + 1));
            let document = roxmltree::Document::parse(&xml).unwrap();
            let text: String = document
                .descendants()
                .filter(|node| node.tag_name().name() == "t")
                .filter_map(|node| node.text())
                .collect();
            assert_eq!(squash(&text), words(&slides.page(nth)), "slide {nth}");
            let ids: Vec<&str> = document
                .descendants()
                .filter(|node| node.tag_name().name() == "cNvPr")
                .filter_map(|node| node.attribute("id"))
                .collect();
            let unique: std::collections::BTreeSet<&&str> = ids.iter().collect();
            assert_eq!(unique.len(), ids.len(), "slide {nth}");
            // Nothing smaller than 14 points, which is 28 of the 1080 of a screen.
            let sizes = document
                .descendants()
                .filter_map(|node| node.attribute("sz")?.parse::<u32>().ok());
            assert!(sizes.into_iter().all(|size| size >= 1400), "slide {nth}");
        }
    }
}

#[test]
fn a_web_page_holds_the_words_of_every_slide_and_asks_for_nothing() {
    for deck in [deck(&["市经信局"], DeckShape::Wide), hostile()] {
        let slides = deck.slides();
        let page = String::from_utf8(written(&deck, Format::Html)).unwrap();
        assert!(page.contains("default-src 'none'") && !page.contains("src=\""));
        let main = page.split_once("<main>").unwrap().1;
        let main = main.split_once("</main>").unwrap().0;
        let main = format!("<main>{main}</main>");
        let document = roxmltree::Document::parse(&main).unwrap();
        let sections: Vec<roxmltree::Node<'_, '_>> = document
            .descendants()
            .filter(|node| node.has_tag_name("section"))
            .collect();
        assert_eq!(sections.len(), slides.count());
        for (nth, section) in sections.iter().enumerate() {
            let text: String = section
                .descendants()
                .filter(|node| node.tag_name().name() == "text")
                .filter(|node| node.attribute("fill-opacity") != Some("0"))
                .filter_map(|node| node.text())
                .collect();
            assert_eq!(squash(&text), words(&slides.page(nth)), "slide {nth}");
        }
    }
}

#[test]
fn a_handout_has_three_slides_a_page_whole_and_inside_it() {
    let deck = deck(&["市经信局"], DeckShape::Handout);
    let slides = deck.slides();
    let pages = deck.pages();
    assert_eq!(pages.count(), slides.count().div_ceil(3));
    let all: String = (0..slides.count())
        .map(|nth| words(&slides.page(nth)))
        .collect();
    let mut found = String::new();
    for nth in 0..pages.count() {
        let page = pages.page(nth);
        for item in &page.items {
            let bounds = item.bounds();
            assert!(bounds.left >= 0.0 && bounds.right <= page.size.width);
            assert!(bounds.top >= 0.0 && bounds.bottom <= page.size.height);
        }
        let number = format!("—{}—", nth + 1);
        let text = words(&page);
        found.push_str(text.strip_suffix(&number).expect("the page's number"));
    }
    assert_eq!(found, all);
    // What is heard is there on the scaled pages, too.
    let parts = pages.page(0);
    let said = parts
        .runs()
        .filter(|(part, _)| !matches!(part, zeren::page::Part::Ornament));
    assert!(said.count() > 3);
    let marks = pages.bookmarks();
    assert!(marks.iter().all(|mark| mark.page < pages.count()));
}

#[test]
fn the_pages_of_a_pdf_hold_the_words_of_their_slides() {
    if !office::have(&[("pdftotext", "poppler-utils")]) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("演示.pdf");
    for deck in [
        deck(&["市经信局"], DeckShape::Wide),
        deck(&["市经信局"], DeckShape::Standard),
        hostile(),
    ] {
        let slides = deck.slides();
        std::fs::write(&path, written(&deck, Format::Pdf)).unwrap();
        for nth in 0..slides.count() {
            let number = (nth + 1).to_string();
            let out = std::process::Command::new("pdftotext")
                .args(["-raw", "-f", &number, "-l", &number])
                .arg(&path)
                .arg("-")
                .output()
                .unwrap();
            let text = squash(&String::from_utf8(out.stdout).unwrap());
            let page = slides.page(nth);
            for item in &page.items {
                // A stacked name is read from the top, between whatever stands beside it.
                let Item::Text(line) = item else { continue };
                if line.colour.is_some() && line.flow == zeren::page::Flow::Line {
                    let words = squash(&line.words);
                    assert!(text.contains(&words), "page {nth} lacks {words}");
                }
            }
        }
    }
}

#[test]
fn libreoffice_opens_the_presentation() {
    let programs = [
        ("soffice", "libreoffice-impress"),
        ("pdftotext", "poppler-utils"),
    ];
    if !office::have(&programs) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let deck = deck(&["市经信局"], DeckShape::Wide);
    let (text, info) = office::printed(folder.path(), "演示.pptx", &written(&deck, Format::Pptx));
    let pages = info
        .lines()
        .find_map(|line| line.strip_prefix("Pages:"))
        .and_then(|count| count.trim().parse::<usize>().ok());
    assert_eq!(pages, Some(deck.slides().count()));
    for wanted in ["市经信局", "牵头", "加强梯次培育"] {
        assert!(text.contains(wanted), "{wanted}");
    }
}
