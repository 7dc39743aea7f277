//! A page as a picture.

use std::collections::HashMap;

use png::{BitDepth, ColorType, Compression, Encoder, PixelDimensions, Unit};
use skrifa::outline::OutlinePen;
use tiny_skia::{
    FillRule, LineCap, Mask, Paint, Path, PathBuilder, Pixmap, Stroke, StrokeDash, Transform,
};

use super::ExportError;
use crate::num;
use crate::page::{Colour, Form, Item, Page, Pen, Shape, Step, Text};

/// The coarsest and the finest resolution of a picture, in dots per inch.
pub const DPI: std::ops::RangeInclusive<u16> = 96..=300;

/// A painted page: opaque dots, row by row from the top.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// How many dots a row has.
    pub width: u32,
    /// How many rows there are.
    pub height: u32,
    /// Red, green and blue of each dot, a byte each.
    pub rgb: Vec<u8>,
}

impl std::fmt::Debug for Picture {
    /// Its size: nobody reads a million dots.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({} × {})", self.width, self.height)
    }
}

/// Paints pages as pictures. It keeps the outlines of the characters that it has met.
#[derive(Default)]
pub struct Painter {
    outlines: HashMap<(usize, u16), Option<Path>>,
}

impl Painter {
    /// Paints a page; `scale` is how many dots a point has.
    ///
    /// # Errors
    ///
    /// When the picture would be too large for memory.
    pub fn paint(&mut self, page: &Page, scale: f32) -> Result<Picture, ExportError> {
        let too_large = || ExportError::Format("图片太大，降低清晰度后再试".to_owned());
        let mut canvas = Pixmap::new(
            dots(page.size.width * scale),
            dots(page.size.height * scale),
        )
        .ok_or_else(too_large)?;
        canvas.fill(tiny_skia::Color::WHITE);
        let transform = Transform::from_scale(scale, scale);
        for item in &page.items {
            match item {
                Item::Shape(shape) => paint_shape(&mut canvas, shape, transform),
                Item::Text(text) => self.paint_text(&mut canvas, text, scale),
            }
        }
        Ok(Picture {
            width: canvas.width(),
            height: canvas.height(),
            rgb: canvas
                .data()
                .chunks_exact(4)
                .flat_map(|dot| [dot[0], dot[1], dot[2]])
                .collect(),
        })
    }

    fn paint_text(&mut self, canvas: &mut Pixmap, text: &Text, scale: f32) {
        let Some(colour) = text.colour else {
            return;
        };
        let paint = paint(colour);
        for glyph in text.glyphs() {
            let key = (glyph.face.data.as_ptr() as usize, glyph.id);
            let outline = self.outlines.entry(key).or_insert_with(|| {
                let mut outline = Outline::default();
                glyph.face.font.draw(glyph.id, &mut outline)?;
                outline.0.finish()
            });
            let Some(outline) = outline else {
                continue;
            };
            let em = text.size / glyph.face.font.units_per_em();
            // Fonts count upwards.
            let mut transform = Transform::from_scale(em, -em);
            if glyph.turned {
                transform = transform.post_rotate(90.0);
            }
            let transform = transform
                .post_translate(glyph.x, glyph.y)
                .post_scale(scale, scale);
            canvas.fill_path(outline, &paint, FillRule::Winding, transform, None);
        }
    }
}

/// A page as the bytes of a PNG file with so many dots per inch.
///
/// # Errors
/// When the picture would be too large for memory.
pub fn png(painter: &mut Painter, page: &Page, dpi: u16) -> Result<Vec<u8>, ExportError> {
    let dpi = dpi.clamp(*DPI.start(), *DPI.end());
    let picture = painter.paint(page, f32::from(dpi) / 72.0)?;
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, picture.width, picture.height);
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Balanced);
    // Dots per metre: office programs place the picture at the size of the paper.
    let per_metre = u32::from(dpi) * 10_000 / 254;
    encoder.set_pixel_dims(Some(PixelDimensions {
        xppu: per_metre,
        yppu: per_metre,
        unit: Unit::Meter,
    }));
    encoder
        .write_header()
        .and_then(|mut writer| writer.write_image_data(&picture.rgb))
        .map_err(|error| ExportError::Format(error.to_string()))?;
    Ok(bytes)
}

fn paint_shape(canvas: &mut Pixmap, shape: &Shape, transform: Transform) {
    if let Some((pen, lines)) = shape.hatching() {
        let mut path = PathBuilder::new();
        for (from, to) in lines {
            path.move_to(from.x, from.y);
            path.line_to(to.x, to.y);
        }
        stroke(canvas, path.finish(), pen, transform, None);
    }
    let Some(outline) = outline(&shape.form) else {
        return;
    };
    if let Some(colour) = shape.ground() {
        let paint = paint(colour);
        canvas.fill_path(&outline, &paint, FillRule::Winding, transform, None);
    }
    if let Some(pen) = shape.pen {
        stroke(canvas, Some(outline), pen, transform, None);
    }
}

fn stroke(
    canvas: &mut Pixmap,
    path: Option<Path>,
    pen: Pen,
    transform: Transform,
    mask: Option<&Mask>,
) {
    let Some(path) = path else {
        return;
    };
    let stroke = Stroke {
        width: pen.width,
        line_cap: LineCap::Butt,
        dash: pen
            .dash
            .and_then(|(dash, gap)| StrokeDash::new(vec![dash, gap], 0.0)),
        ..Stroke::default()
    };
    canvas.stroke_path(&path, &paint(pen.colour), &stroke, transform, mask);
}

fn paint(colour: Colour) -> Paint<'static> {
    let [red, green, blue] = colour.rgb();
    let mut paint = Paint::default();
    paint.set_color_rgba8(red, green, blue, 255);
    paint.anti_alias = true;
    paint
}

fn outline(form: &Form) -> Option<Path> {
    let mut path = PathBuilder::new();
    form.trace(|step| match step {
        Step::Move(to) => path.move_to(to.x, to.y),
        Step::Line(to) => path.line_to(to.x, to.y),
        Step::Curve([a, b, to]) => path.cubic_to(a.x, a.y, b.x, b.y, to.x, to.y),
        Step::Close => path.close(),
    });
    path.finish()
}

fn dots(length: f32) -> u32 {
    num::short(num::whole(length.round()).max(1))
}

/// Takes the outline of a character from its font.
#[derive(Default)]
struct Outline(PathBuilder);

impl OutlinePen for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}
