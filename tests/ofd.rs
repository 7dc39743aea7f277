//! OFD files as another program reads and paints them: the words and the picture of our pages.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test may fail here"
)]

mod common;

use std::io::Cursor;
use std::sync::Arc;

use ofd_core::{CtLayer, OfdPackage, OfdReader, PageBlock, RenderOptions};
use zeren::export::{self, Content, Format, Layout, Options, Painter, Silent};
use zeren::page::{Item, Page};
use zeren::view::ViewSpec;

/// Dots per inch of the pictures that are compared.
const DOTS: f32 = 96.0;

fn content(layout: Layout) -> Content {
    let agency = common::data().workspace.agencies_named("市经信局")[0];
    let view = match layout {
        Layout::Agency => ViewSpec::default().for_profiles(),
        _ => ViewSpec::default(),
    };
    let sheet = Arc::new(common::sheet(&view));
    Content::new(sheet, layout, Some(agency)).expect("a content")
}

fn written(content: &Content) -> Vec<u8> {
    let mut bytes = Vec::new();
    export::write(content.subject(), Format::Ofd, &mut bytes, &Silent).expect("a file");
    bytes
}

fn layouts() -> impl Iterator<Item = Layout> {
    let all = Layout::OFFERED.into_iter();
    all.filter(|layout| layout.formats().contains(&Format::Ofd))
}

fn squash(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The words of a page of ours, in their order.
fn words(page: &Page) -> String {
    let texts = page.items.iter().filter_map(|item| match item {
        Item::Text(text) => Some(text.words.as_str()),
        Item::Shape(_) => None,
    });
    squash(&texts.collect::<String>())
}

fn words_of(layers: &[CtLayer]) -> String {
    let blocks = layers.iter().flat_map(|layer| &layer.objects);
    let texts = blocks.filter_map(|block| match block {
        PageBlock::Text(text) => Some(&text.text_codes),
        _ => None,
    });
    let codes = texts.flatten().filter_map(|code| code.text.as_deref());
    squash(&codes.collect::<String>())
}

#[test]
fn every_layout_is_read_as_it_was_laid_out() {
    for layout in layouts() {
        let content = content(layout);
        let pages = export::pages(content.subject(), Options::of(layout).setup).expect("pages");
        let package = OfdPackage::new(Cursor::new(written(&content))).expect("a package");
        // By its first entry programs know the kind of package.
        let mut reader = OfdReader::new(package).expect("OFD.xml");
        let body = reader.ofd().doc_bodies[0].clone();
        assert_eq!(body.doc_info.title.as_deref(), Some(pages.title()));
        let document = reader.load_document(&body).expect("a document");
        assert_eq!(document.pages().len(), pages.count(), "{layout:?}");
        let refs = document.pages().to_vec();
        for (nth, page) in refs.iter().enumerate() {
            let read = reader.load_page(&document, page).expect("a page");
            let area = read.area.expect("an area").physical_box;
            let ours = pages.page(nth);
            let width = f64::from(ours.size.width) / 72.0 * 25.4;
            assert!((area.width - width).abs() < 0.01, "{layout:?}");
            let layers = read.content.expect("content").layers;
            assert_eq!(words_of(&layers), words(&ours), "{layout:?} page {nth}");
        }
    }
}

/// How much of two pictures differs: the mean difference of their dots in soft focus, of 255.
fn difference(ours: &export::Picture, theirs: &image::RgbaImage) -> f64 {
    const BLOCK: u32 = 4;
    let (width, height) = (
        ours.width.min(theirs.width()),
        ours.height.min(theirs.height()),
    );
    let (mut sum, mut count) = (0.0, 0_u32);
    for top in (0..height / BLOCK).map(|nth| nth * BLOCK) {
        for left in (0..width / BLOCK).map(|nth| nth * BLOCK) {
            let (mut a, mut b) = (0_i64, 0_i64);
            for y in top..top + BLOCK {
                for x in left..left + BLOCK {
                    let at = ((y * ours.width + x) * 3) as usize;
                    a += ours.rgb[at..at + 3]
                        .iter()
                        .map(|dot| i64::from(*dot))
                        .sum::<i64>();
                    let dot = theirs.get_pixel(x, y).0;
                    b += dot[..3].iter().map(|dot| i64::from(*dot)).sum::<i64>();
                }
            }
            let dots = f64::from(BLOCK * BLOCK * 3);
            #[expect(clippy::cast_precision_loss, reason = "a small sum")]
            let by = (a - b).abs() as f64 / dots;
            sum += by;
            count += 1;
        }
    }
    sum / f64::from(count)
}

#[test]
fn another_program_paints_the_same_pages() {
    for layout in layouts() {
        let content = content(layout);
        let pages = export::pages(content.subject(), Options::of(layout).setup).expect("pages");
        let package = OfdPackage::new(Cursor::new(written(&content))).expect("a package");
        let mut reader = OfdReader::new(package).expect("OFD.xml");
        let body = reader.ofd().doc_bodies[0].clone();
        let document = reader.load_document(&body).expect("a document");
        let options = RenderOptions::with_dpi(f64::from(DOTS));
        for nth in [0, pages.count() - 1] {
            let theirs = reader
                .render_page_to_image(&document, nth, &options)
                .expect("a picture");
            let page = pages.page(nth);
            let ours = Painter::default()
                .paint(&page, DOTS / 72.0)
                .expect("a picture");
            let by = difference(&ours, &theirs);
            let blank = image::RgbaImage::from_pixel(
                theirs.width(),
                theirs.height(),
                image::Rgba([255; 4]),
            );
            let ink = difference(&ours, &blank);
            assert!(ink > 1.0, "{layout:?} page {nth} is empty: {ink}");
            assert!(by < ink * 0.2, "{layout:?} page {nth}: {by} of {ink}");
        }
    }
}

#[test]
fn bookmarks_lead_to_their_pages_and_the_head_comes_first() {
    let content = content(Layout::Division);
    let bytes = written(&content);
    assert_eq!(
        bytes,
        written(&content),
        "the same pages make the same file"
    );
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    assert_eq!(zip.by_index(0).unwrap().name().unwrap(), "OFD.xml");
    let mut xml = String::new();
    let mut part = zip.by_name("Doc_0/Document.xml").unwrap();
    std::io::Read::read_to_string(&mut part, &mut xml).unwrap();
    let document = roxmltree::Document::parse(&xml).unwrap();
    let titles: Vec<&str> = document
        .descendants()
        .filter(|node| node.tag_name().name() == "OutlineElem")
        .filter_map(|node| node.attribute("Title"))
        .collect();
    let pages = export::pages(content.subject(), Options::of(Layout::Division).setup).unwrap();
    let wanted: Vec<String> = pages
        .bookmarks()
        .into_iter()
        .map(|mark| mark.title)
        .collect();
    assert_eq!(titles, wanted);
    let ids: Vec<&str> = document
        .descendants()
        .filter(|node| node.tag_name().name() == "Page")
        .filter_map(|node| node.attribute("ID"))
        .collect();
    let leads = document
        .descendants()
        .filter(|node| node.tag_name().name() == "Dest")
        .all(|node| node.attribute("PageID").is_some_and(|id| ids.contains(&id)));
    assert!(leads && ids.len() == pages.count());
}

#[test]
fn our_own_reader_finds_the_tasks_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("任务分解表.ofd");
    std::fs::write(&path, written(&content(Layout::Division))).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    let document = zeren::import::read::read(&bytes).expect("a document");
    let text = squash(&document.text);
    for wanted in [
        "加强梯次培育",
        "市市场监管局",
        "二、主要任务",
        "各区人民政府",
    ] {
        assert!(text.contains(wanted), "{wanted}");
    }
}
