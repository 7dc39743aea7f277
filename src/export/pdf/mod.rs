//! Pages as PDF: text that can be selected and searched, subsets of the type, bookmarks, and the
//! structure that is read out to who does not see it (PDF/UA-1).
//!
//! Text is written in the order of the page's items, which is the reading order. A stacked name is
//! one word to whoever copies or searches it (`ActualText`); what a drawn mark says lies over it
//! as text that is not seen.

mod tags;

use std::collections::{HashMap, HashSet};

use krilla::color::rgb;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::error::KrillaError;
use krilla::geom::{Path, PathBuilder, Point, Transform};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, LineCap, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};

use self::tags::Tags;

use super::{ExportError, Progress};
use crate::num;
use crate::page::{self, Bookmark, Colour, Flow, Form, Glyph, Item, Pages, Pen, Shape, Step, Text};
use crate::xml;

/// Pages as the bytes of a PDF file.
///
/// # Errors
/// When somebody cancels, and when the format's own rules are broken.
pub fn pdf(pages: &dyn Pages, progress: &dyn Progress) -> Result<Vec<u8>, ExportError> {
    pdf_by(pages, None, progress)
}

/// The same with the name of who made it among its properties.
///
/// # Errors
/// As [`pdf`].
pub(super) fn pdf_by(
    pages: &dyn Pages,
    author: Option<&str>,
    progress: &dyn Progress,
) -> Result<Vec<u8>, ExportError> {
    match write(pages, author, progress, Claim::Accessible) {
        // A character that no font has cannot be read out; the file is as useful in all else.
        Err(Failure::Rules(_)) => write(pages, author, progress, Claim::Nothing),
        other => other,
    }
    .map_err(Failure::into_error)
}

/// What a file says of itself.
#[derive(Clone, Copy, PartialEq)]
enum Claim {
    /// That it keeps to PDF/UA-1, whose rules are checked as it is written. Only such a file shows
    /// its title in the window's title bar.
    Accessible,
    /// Nothing. Its structure is the same.
    Nothing,
}

/// Why there is no file.
enum Failure {
    /// The rules of what it claims are broken.
    Rules(String),
    Other(ExportError),
}

impl Failure {
    fn into_error(self) -> ExportError {
        match self {
            Self::Rules(words) => ExportError::Format(words),
            Self::Other(error) => error,
        }
    }
}

impl From<ExportError> for Failure {
    fn from(error: ExportError) -> Self {
        Self::Other(error)
    }
}

fn write(
    pages: &dyn Pages,
    author: Option<&str>,
    progress: &dyn Progress,
    claim: Claim,
) -> Result<Vec<u8>, Failure> {
    let configuration = match claim {
        Claim::Accessible => {
            ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1)
        }
        Claim::Nothing => ConfigurationBuilder::new(),
    };
    let configuration = configuration
        .finish()
        .map_err(|error| ExportError::Format(format!("{error:?}")))?;
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    let mut metadata = Metadata::new();
    if let Some(author) = author {
        metadata = metadata.authors(vec![xml::allowed(author).into_owned()]);
    }
    document.set_metadata(
        metadata
            // Its title stands in XML, too.
            .title(xml::allowed(pages.title()).into_owned())
            .language("zh-CN".to_owned())
            .creator(concat!("Zeren 责任矩阵 ", env!("CARGO_PKG_VERSION")).to_owned()),
    );
    let mut writer = Writer::default();
    let mut tags = Tags::default();
    let count = pages.count();
    for nth in 0..count {
        if progress.is_cancelled() {
            return Err(ExportError::Cancelled.into());
        }
        progress.report(num::float(nth) / num::float(count) * 0.9);
        let page = pages.page(nth);
        let settings = PageSettings::from_wh(page.size.width, page.size.height)
            .ok_or_else(|| ExportError::Format("页面没有大小".to_owned()))?;
        let mut target = document.start_page_with(settings);
        let mut surface = target.surface();
        for (part, items) in page.runs() {
            let content = surface.start_tagged(tags::content(part));
            for item in items {
                match item {
                    Item::Shape(shape) => draw_shape(&mut surface, shape),
                    Item::Text(text) => writer.draw_text(&mut surface, text)?,
                }
            }
            surface.end_tagged();
            tags.add(part, items, content);
        }
        surface.finish();
        target.finish();
    }
    document.set_outline(outline(&bookmarks(pages)));
    document.set_tag_tree(tags.finish());
    let bytes = document.finish().map_err(|error| match error {
        KrillaError::Validation(errors) => Failure::Rules(format!("{errors:?}")),
        error => Failure::Other(ExportError::Format(format!("{error:?}"))),
    })?;
    progress.report(1.0);
    Ok(bytes)
}

/// What a reader can jump to: the beginning at least.
fn bookmarks(pages: &dyn Pages) -> Vec<Bookmark> {
    let mut bookmarks = pages.bookmarks();
    if bookmarks.is_empty() {
        bookmarks.push(Bookmark {
            level: 0,
            title: pages.title().to_owned(),
            page: 0,
            top: 0.0,
        });
    }
    bookmarks
}

/// The bookmarks as a tree.
fn outline(bookmarks: &[Bookmark]) -> Outline {
    let mut outline = Outline::new();
    let mut open: Vec<OutlineNode> = Vec::new();
    for bookmark in bookmarks {
        close(&mut open, &mut outline, bookmark.level);
        let place = XyzDestination::new(bookmark.page, Point::from_xy(0.0, bookmark.top));
        open.push(OutlineNode::new(bookmark.title.clone(), place));
    }
    close(&mut open, &mut outline, 0);
    outline
}

/// Ends the nodes below a depth.
fn close(open: &mut Vec<OutlineNode>, outline: &mut Outline, to: usize) {
    while open.len() > to {
        let Some(done) = open.pop() else { break };
        match open.last_mut() {
            Some(parent) => parent.push_child(done),
            None => outline.push_child(done),
        }
    }
}

/// What is known of the fonts while a document is written.
#[derive(Default)]
struct Writer {
    fonts: HashMap<usize, Font>,
    /// Characters that stood on a line: the font knows what they mean.
    known: HashSet<(usize, u16)>,
}

impl Writer {
    fn font(&mut self, glyph: &Glyph) -> Result<Font, ExportError> {
        let key = key(glyph);
        if let Some(font) = self.fonts.get(&key) {
            return Ok(font.clone());
        }
        let font = Font::new(glyph.face.data.into(), glyph.face.index)
            .ok_or_else(|| ExportError::Format("字体无法嵌入".to_owned()))?;
        self.fonts.insert(key, font.clone());
        Ok(font)
    }

    fn draw_text(&mut self, surface: &mut Surface<'_>, text: &Text) -> Result<(), ExportError> {
        let glyphs = text.glyphs();
        surface.set_stroke(None);
        surface.set_fill(Some(Fill {
            opacity: if text.colour.is_some() {
                NormalizedF32::ONE
            } else {
                NormalizedF32::ZERO
            },
            ..fill(text.colour.unwrap_or(page::ink::TEXT))
        }));
        match text.flow {
            Flow::Line => self.draw_line(surface, text, &glyphs),
            Flow::Stack(_) => self.draw_stack(surface, text, &glyphs),
        }
    }

    /// Draws neighbours of one font together.
    fn draw_line(
        &mut self,
        surface: &mut Surface<'_>,
        text: &Text,
        glyphs: &[Glyph],
    ) -> Result<(), ExportError> {
        for run in glyphs.chunk_by(|a, b| a.face.is(b.face)) {
            let font = self.font(&run[0])?;
            self.known
                .extend(run.iter().map(|glyph| (key(glyph), glyph.id)));
            let start = Point::from_xy(run[0].x, run[0].y);
            let run: Vec<KrillaGlyph> = run
                .iter()
                .map(|glyph| shown(glyph, glyph.advance / text.size, 0.0, glyph.bytes.clone()))
                .collect();
            surface.draw_glyphs(start, &run, font, &text.words, text.size, false);
        }
        Ok(())
    }

    /// Draws characters below each other as one cluster, which the writer marks with its words.
    fn draw_stack(
        &mut self,
        surface: &mut Surface<'_>,
        text: &Text,
        glyphs: &[Glyph],
    ) -> Result<(), ExportError> {
        let (turned, upright): (Vec<&Glyph>, Vec<&Glyph>) =
            glyphs.iter().partition(|glyph| glyph.turned);
        for glyph in turned {
            let font = self.font(glyph)?;
            let turn = Transform::from_row(0.0, 1.0, -1.0, 0.0, glyph.x, glyph.y);
            surface.push_transform(&turn);
            let run = [shown(glyph, 1.0, 0.0, glyph.bytes.clone())];
            // As an outline where its words belong to the whole name, which the upright ones say.
            let as_outline = !upright.is_empty();
            surface.draw_glyphs(
                Point::default(),
                &run,
                font,
                &text.words,
                text.size,
                as_outline,
            );
            surface.pop();
        }
        for run in upright.chunk_by(|a, b| a.face.is(b.face)) {
            let font = self.font(run[0])?;
            self.teach(surface, text, run, &font);
            let start = Point::from_xy(run[0].x, run[0].y);
            let whole = 0..text.words.len();
            let run: Vec<KrillaGlyph> = run
                .iter()
                .map(|glyph| KrillaGlyph {
                    x_offset: (glyph.x - start.x) / text.size,
                    ..shown(glyph, 0.0, (start.y - glyph.y) / text.size, whole.clone())
                })
                .collect();
            surface.draw_glyphs(start, &run, font, &text.words, text.size, false);
        }
        Ok(())
    }

    /// Lets a font know what single characters mean before they are shown as parts of a word: it
    /// would take the whole word for the meaning of the first. Nothing of this gets into the file.
    fn teach(&mut self, surface: &mut Surface<'_>, text: &Text, run: &[&Glyph], font: &Font) {
        let new: Vec<KrillaGlyph> = run
            .iter()
            .filter(|glyph| self.known.insert((key(glyph), glyph.id)))
            .map(|glyph| shown(glyph, 1.0, 0.0, glyph.bytes.clone()))
            .collect();
        if new.is_empty() {
            return;
        }
        let mut builder = surface.stream_builder();
        let mut scratch = builder.surface();
        let start = Point::default();
        scratch.draw_glyphs(start, &new, font.clone(), &text.words, text.size, false);
        scratch.finish();
        drop(builder.finish());
    }
}

fn key(glyph: &Glyph) -> usize {
    std::ptr::from_ref(glyph.face) as usize
}

fn shown(glyph: &Glyph, advance: f32, rise: f32, words: std::ops::Range<usize>) -> KrillaGlyph {
    KrillaGlyph {
        glyph_id: GlyphId::new(u32::from(glyph.id)),
        text_range: words,
        x_advance: advance,
        x_offset: 0.0,
        y_offset: rise,
        y_advance: 0.0,
        location: None,
    }
}

fn draw_shape(surface: &mut Surface<'_>, shape: &Shape) {
    if let Some((pen, lines)) = shape.hatching() {
        let mut path = PathBuilder::new();
        for (from, to) in lines {
            path.move_to(from.x, from.y);
            path.line_to(to.x, to.y);
        }
        if let Some(path) = path.finish() {
            surface.set_fill(None);
            surface.set_stroke(Some(stroke(pen)));
            surface.draw_path(&path);
        }
    }
    let filled = shape.ground().map(fill);
    let pen = shape.pen.map(stroke);
    if filled.is_none() && pen.is_none() {
        return;
    }
    if let Some(path) = path(&shape.form) {
        surface.set_fill(filled);
        surface.set_stroke(pen);
        surface.draw_path(&path);
    }
}

fn fill(colour: Colour) -> Fill {
    let [red, green, blue] = colour.rgb();
    Fill {
        paint: rgb::Color::new(red, green, blue).into(),
        opacity: NormalizedF32::ONE,
        rule: FillRule::NonZero,
    }
}

fn stroke(pen: Pen) -> Stroke {
    Stroke {
        paint: fill(pen.colour).paint,
        width: pen.width,
        line_cap: LineCap::Butt,
        dash: pen.dash.map(|(dash, gap)| StrokeDash {
            array: vec![dash, gap],
            offset: 0.0,
        }),
        ..Stroke::default()
    }
}

fn path(form: &Form) -> Option<Path> {
    let mut path = PathBuilder::new();
    form.trace(|step| match step {
        Step::Move(to) => path.move_to(to.x, to.y),
        Step::Line(to) => path.line_to(to.x, to.y),
        Step::Curve([a, b, to]) => path.cubic_to(a.x, a.y, b.x, b.y, to.x, to.y),
        Step::Close => path.close(),
    });
    path.finish()
}
