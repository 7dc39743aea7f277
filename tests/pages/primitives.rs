//! One page with everything that can stand on a page.

use zeren::export::{self, Silent};
use zeren::model::Role;
use zeren::page::{
    Align, Bookmark, Fill, Flow, Form, Item, Page, Pages, Pen, Point, Rect, Size, Text, ink,
};

use crate::{picture, programs};

/// A document of one page.
struct Sample(Page);

impl Pages for Sample {
    fn title(&self) -> &'static str {
        "样页 <一> & “二”"
    }

    fn count(&self) -> usize {
        1
    }

    fn page(&self, _nth: usize) -> Page {
        self.0.clone()
    }

    fn bookmarks(&self) -> Vec<Bookmark> {
        [(0, "一"), (1, "一(一)"), (1, "一(二)"), (0, "二")]
            .into_iter()
            .map(|(level, title)| Bookmark {
                level,
                title: title.to_owned(),
                page: 0,
                top: 20.0,
            })
            .collect()
    }
}

fn sample() -> Page {
    let mut page = Page::new(Size {
        width: 300.0,
        height: 220.0,
    });
    let at = Point::new;
    page.text(Text::new(at(20.0, 30.0), 16.0, ink::TEXT, "责任矩阵 2021—2023").bold());
    page.text(Text::new(at(280.0, 30.0), 9.0, ink::DIM, "< 右 & 齐 >").aligned(Align::Right));
    page.hline(20.0, 280.0, 40.0, Pen::new(1.5, ink::TEXT));
    page.fill(Rect::new(20.0, 46.0, 280.0, 62.0), ink::SECTION);
    page.text(Text::new(at(150.0, 58.0), 10.0, ink::TEXT, "居中的一行").aligned(Align::Centre));
    for (nth, role) in (0_u8..).zip(Role::ALL) {
        page.mark(at(30.0 + 22.0 * f32::from(nth), 80.0), 6.0, role);
    }
    page.vline(150.0, 70.0, 200.0, Pen::new(0.5, ink::HAIRLINE));
    page.hline(
        20.0,
        140.0,
        100.0,
        Pen::new(0.75, ink::STRONG).dashed(3.0, 2.0),
    );
    for (nth, name) in ["市经信局", "各区人民政府", "市城管执法委（城管局）"]
        .into_iter()
        .enumerate()
    {
        let x = 170.0 + 24.0 * nth as f32;
        page.text(
            Text::new(at(x, 80.0), 10.0, ink::TEXT, name)
                .aligned(Align::Centre)
                .stacked(11.0),
        );
    }
    page.shape(
        Form::Rect(Rect::new(20.0, 110.0, 120.0, 124.0), 7.0),
        Some(Fill::Solid(ink::PLAN)),
        Some(Pen::new(0.75, ink::ACCENT)),
    );
    page.shape(
        Form::Rect(Rect::new(20.0, 132.0, 120.0, 146.0), 0.0),
        Some(Fill::Hatch(Pen::new(0.5, ink::STRONG), 4.0)),
        Some(Pen::new(0.5, ink::STRONG)),
    );
    page.shape(
        Form::Polygon(vec![
            at(30.0, 154.0),
            at(38.0, 162.0),
            at(30.0, 170.0),
            at(22.0, 162.0),
        ]),
        Some(Fill::Solid(ink::ACCENT)),
        None,
    );
    page.shape(
        Form::Path(vec![
            at(50.0, 170.0),
            at(70.0, 155.0),
            at(90.0, 170.0),
            at(110.0, 155.0),
        ]),
        None,
        Some(Pen::new(1.0, ink::WARNING)),
    );
    page.text(Text::new(
        at(20.0, 200.0),
        10.0,
        ink::DIM,
        "第 1 页 / 共 1 页",
    ));
    page
}

#[test]
fn every_item_is_drawn() {
    picture::compare(&sample(), "page-primitives");
}

#[test]
fn another_program_paints_the_svg_as_we_paint_the_page() {
    let page = sample();
    let (ours, theirs) = (
        picture::painted(&page, 2.0),
        picture::svg_painted(&page, 2.0),
    );
    let difference = picture::difference(&ours, &theirs);
    assert!(difference < 0.002, "{difference}");
}

#[test]
fn svg_text_stays_text_and_escapes_what_xml_reserves() {
    let svg = export::svg(&sample(), "<样> & 页");
    let tree = roxmltree::Document::parse(&svg).unwrap();
    let words: Vec<&str> = tree
        .descendants()
        .filter(|node| node.has_tag_name("text"))
        .filter_map(|node| node.text())
        .collect();
    let wanted: Vec<String> = sample()
        .items
        .into_iter()
        .filter_map(|item| match item {
            Item::Text(text) => Some(text.words),
            Item::Shape(_) => None,
        })
        .collect();
    assert_eq!(words, wanted);
    let title = tree
        .descendants()
        .find(|node| node.has_tag_name("title"))
        .and_then(|node| node.text());
    assert_eq!(title, Some("<样> & 页"));
}

#[test]
fn pdf_text_is_found_in_reading_order_and_stacked_names_are_words() {
    let pdf = export::pdf(&Sample(sample()), &Silent).unwrap();
    let Some(text) = programs::pdf_text(&pdf) else {
        return;
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    assert_eq!(
        words,
        [
            "责任矩阵",
            "2021—2023",
            "<",
            "右",
            "&",
            "齐",
            ">",
            "居中的一行",
            "●",
            "○",
            "△",
            "◇",
            "□",
            "市经信局",
            "各区人民政府",
            "市城管执法委（城管局）",
            "第",
            "1",
            "页",
            "/",
            "共",
            "1",
            "页",
        ],
        "{text}"
    );
}

#[test]
fn pdf_has_a_title_a_language_bookmarks_and_only_embedded_subsets() {
    let pdf = export::pdf(&Sample(sample()), &Silent).unwrap();
    if let Some(info) = programs::output("pdfinfo", &[], &pdf, &[]) {
        assert!(info.contains("样页 <一> & “二”"), "{info}");
        assert!(!info.contains("CreationDate"), "{info}");
    }
    if let Some(fonts) = programs::output("pdffonts", &[], &pdf, &[]) {
        let rows: Vec<Vec<&str>> = fonts
            .lines()
            .skip(2)
            .map(|line| line.split_whitespace().collect())
            .collect();
        assert_eq!(rows.len(), 2, "{fonts}");
        for row in rows {
            // name type… encoding emb sub uni object id
            let flags = &row[row.len() - 5..row.len() - 2];
            assert_eq!(flags, ["yes", "yes", "yes"], "{fonts}");
            assert!(row[0].contains("+NotoSansSC"), "{fonts}");
        }
    }
    let raw = String::from_utf8_lossy(&pdf);
    assert!(raw.contains("/Lang"), "no language");
    assert!(raw.contains("/Outlines"), "no bookmarks");
}

#[test]
fn the_same_page_makes_the_same_bytes() {
    let make = || export::pdf(&Sample(sample()), &Silent).unwrap();
    assert!(make() == make());
    assert_eq!(export::svg(&sample(), "页"), export::svg(&sample(), "页"));
}

#[test]
fn text_knows_its_place() {
    for item in sample().items {
        let Item::Text(text) = item else { continue };
        let bounds = text.bounds();
        for glyph in text.glyphs() {
            let right = if glyph.turned {
                glyph.x
            } else {
                glyph.x + glyph.advance
            };
            assert!(glyph.x >= bounds.left - 0.1, "{text:?}");
            assert!(right <= bounds.right + 0.1, "{text:?}");
        }
        if text.flow == Flow::Line {
            assert!(bounds.height() <= text.size * 1.01);
        }
    }
}

#[test]
fn a_png_knows_its_dots_per_inch() {
    let mut painter = export::Painter::default();
    for (asked, wanted) in [(96, 96), (300, 300), (20, 96), (2000, 300)] {
        let bytes = export::png(&mut painter, &sample(), asked).unwrap();
        let decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        let reader = decoder.read_info().unwrap();
        let info = reader.info();
        assert_eq!(
            info.width,
            (300.0 * f32::from(wanted as u16) / 72.0).round() as u32
        );
        let dots = info.pixel_dims.unwrap();
        assert_eq!((f64::from(dots.xppu) * 0.0254).round() as u32, wanted);
    }
}
