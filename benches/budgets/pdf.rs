//! The first pages of the matrix as PDF, laid out and written, beside the bare library drawing the
//! same shapes and characters at places that are known already.

use std::collections::HashMap;
use std::time::Duration;

use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};
use zeren::export::{self, About, Silent, Subject};
use zeren::page::{self, Bookmark, Form, Item, Orientation, Page, PageSetup, Pages, Paper};
use zeren::view::{Sheet, ViewSpec};

use super::table::{Budget, Table};
use super::{Bench, TODAY, data};

/// The first pages of a document.
struct First<'a> {
    all: &'a dyn Pages,
    count: usize,
}

impl Pages for First<'_> {
    fn title(&self) -> &str {
        self.all.title()
    }

    fn count(&self) -> usize {
        self.count
    }

    fn page(&self, nth: usize) -> Page {
        self.all.page(nth)
    }

    fn bookmarks(&self) -> Vec<Bookmark> {
        let mut marks = self.all.bookmarks();
        marks.retain(|mark| mark.page < self.count);
        marks
    }
}

pub fn run(bench: &Bench, table: &mut Table) {
    let most = bench.effort.pages();
    let name = format!("pdf: matrix, first {most} pages of L");
    if !bench.wants(&name) {
        return;
    }
    let sheet = Sheet::new(&data(bench.large()), &ViewSpec::default(), TODAY);
    let setup = PageSetup::new(Paper::A3, Orientation::Landscape);
    let Some(all) = export::pages(Subject::Matrix(&sheet), setup) else {
        eprintln!("{name}: the matrix has no pages");
        return;
    };
    let first = First {
        count: all.count().min(most),
        all: all.as_ref(),
    };
    let prepared: Vec<Prepared> = (0..first.count)
        .map(|nth| Prepared::new(&first.page(nth)))
        .collect();
    let pair = bench.effort.compare(
        Duration::from_secs(30),
        || export::pdf(&first, &Silent),
        || bare(&prepared),
    );
    table.add(&name, "bare krilla", &pair, &Budget::Ratio(1.5));
    let about = About {
        author: String::new(),
        day: TODAY,
    };
    let pair = bench.effort.compare(
        Duration::from_secs(30),
        || export::ofd(&first, &about, &Silent),
        || export::pdf(&first, &Silent),
    );
    let name = format!("ofd: matrix, first {most} pages of L");
    table.add(&name, "our pdf", &pair, &Budget::Ratio(1.5));
}

/// A page whose characters and outlines are found.
struct Prepared {
    size: (f32, f32),
    shapes: Vec<(Path, Option<Fill>, Option<Stroke>)>,
    texts: Vec<Run>,
}

/// Characters of one font on one line.
struct Run {
    at: Point,
    size: f32,
    words: String,
    colour: Fill,
    font: (&'static [u8], u32),
    glyphs: Vec<KrillaGlyph>,
}

impl Prepared {
    fn new(page: &Page) -> Self {
        let mut prepared = Self {
            size: (page.size.width, page.size.height),
            shapes: Vec::new(),
            texts: Vec::new(),
        };
        for item in &page.items {
            match item {
                Item::Shape(shape) => {
                    if let Some(path) = outline(&shape.form) {
                        let ground = match shape.fill {
                            Some(page::Fill::Solid(colour)) => Some(fill(colour, true)),
                            _ => None,
                        };
                        let pen = shape.pen.map(|pen| Stroke {
                            paint: fill(pen.colour, true).paint,
                            width: pen.width,
                            ..Stroke::default()
                        });
                        prepared.shapes.push((path, ground, pen));
                    }
                }
                Item::Text(text) => prepared.add(text),
            }
        }
        prepared
    }

    fn add(&mut self, text: &page::Text) {
        let glyphs = text.glyphs();
        // Of a stack every character stands alone.
        let same =
            |a: &page::Glyph, b: &page::Glyph| a.face.is(b.face) && a.y.to_bits() == b.y.to_bits();
        for run in glyphs.chunk_by(same) {
            self.texts.push(Run {
                at: Point::from_xy(run[0].x, run[0].y),
                size: text.size,
                words: text.words.clone(),
                colour: fill(
                    text.colour.unwrap_or(page::ink::TEXT),
                    text.colour.is_some(),
                ),
                font: (run[0].face.data, run[0].face.index),
                glyphs: run
                    .iter()
                    .map(|glyph| KrillaGlyph {
                        glyph_id: GlyphId::new(u32::from(glyph.id)),
                        text_range: glyph.bytes.clone(),
                        x_advance: glyph.advance / text.size,
                        x_offset: 0.0,
                        y_offset: 0.0,
                        y_advance: 0.0,
                        location: None,
                    })
                    .collect(),
            });
        }
    }
}

fn fill(colour: page::Colour, seen: bool) -> Fill {
    let [red, green, blue] = colour.rgb();
    Fill {
        paint: rgb::Color::new(red, green, blue).into(),
        opacity: if seen {
            NormalizedF32::ONE
        } else {
            NormalizedF32::ZERO
        },
        ..Fill::default()
    }
}

fn outline(form: &Form) -> Option<Path> {
    let mut path = PathBuilder::new();
    match form {
        Form::Rect(rect, _) => {
            let page::Rect {
                left,
                top,
                right,
                bottom,
            } = *rect;
            path.push_rect(krilla::geom::Rect::from_ltrb(left, top, right, bottom)?);
        }
        Form::Circle(centre, radius) => {
            // Four arcs, as any circle of a PDF.
            let (x, y, r, k) = (centre.x, centre.y, *radius, radius * 0.552_285);
            path.move_to(x + r, y);
            path.cubic_to(x + r, y + k, x + k, y + r, x, y + r);
            path.cubic_to(x - k, y + r, x - r, y + k, x - r, y);
            path.cubic_to(x - r, y - k, x - k, y - r, x, y - r);
            path.cubic_to(x + k, y - r, x + r, y - k, x + r, y);
            path.close();
        }
        Form::Polygon(points) | Form::Path(points) => {
            let (first, rest) = points.split_first()?;
            path.move_to(first.x, first.y);
            for point in rest {
                path.line_to(point.x, point.y);
            }
        }
    }
    path.finish()
}

fn bare(pages: &[Prepared]) -> Option<Vec<u8>> {
    let mut document = Document::new_with(SerializeSettings {
        enable_tagging: false,
        ..SerializeSettings::default()
    });
    let mut fonts: HashMap<(*const u8, u32), Font> = HashMap::new();
    for page in pages {
        let settings = PageSettings::from_wh(page.size.0, page.size.1)?;
        let mut target = document.start_page_with(settings);
        let mut surface = target.surface();
        for (path, fill, pen) in &page.shapes {
            surface.set_fill(fill.clone());
            surface.set_stroke(pen.clone());
            surface.draw_path(path);
        }
        surface.set_stroke(None);
        for run in &page.texts {
            let key = (run.font.0.as_ptr(), run.font.1);
            let font = match fonts.get(&key) {
                Some(font) => font.clone(),
                None => {
                    let font = Font::new(run.font.0.into(), run.font.1)?;
                    fonts.insert(key, font.clone());
                    font
                }
            };
            surface.set_fill(Some(run.colour.clone()));
            surface.draw_glyphs(run.at, &run.glyphs, font, &run.words, run.size, false);
        }
        surface.finish();
        target.finish();
    }
    document.finish().ok()
}
