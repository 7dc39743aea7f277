//! Pages as pictures, compared with stored ones.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test --test pages` stores new ones where they differ.

use std::path::Path;

use egui_kittest::SnapshotOptions;
use image::RgbaImage;
use resvg::{tiny_skia, usvg};
use zeren::export::{self, Painter};
use zeren::page::Page;
use zeren::typeface;

/// A page painted with so many dots to the point.
pub fn painted(page: &Page, scale: f32) -> RgbaImage {
    let picture = Painter::default().paint(page, scale).unwrap();
    let dots = picture.rgb.chunks_exact(3);
    let rgba = dots.flat_map(|dot| [dot[0], dot[1], dot[2], 255]).collect();
    RgbaImage::from_raw(picture.width, picture.height, rgba).unwrap()
}

/// A page's svg as another program paints it.
pub fn svg_painted(page: &Page, scale: f32) -> RgbaImage {
    let mut options = usvg::Options::default();
    let fonts = options.fontdb_mut();
    fonts.load_font_data(typeface::REGULAR.to_vec());
    fonts.load_font_data(typeface::BOLD.to_vec());
    let tree = usvg::Tree::from_str(&export::svg(page, "页"), &options).unwrap();
    let dots = |length: f32| (length * scale).round() as u32;
    let (width, height) = (dots(page.size.width), dots(page.size.height));
    let mut canvas = tiny_skia::Pixmap::new(width, height).unwrap();
    // usvg counts pixels of 1/96 inch.
    let factor = scale * 72.0 / 96.0;
    let transform = tiny_skia::Transform::from_scale(factor, factor);
    resvg::render(&tree, transform, &mut canvas.as_mut());
    RgbaImage::from_raw(width, height, canvas.take()).unwrap()
}

/// How much two pictures differ, as a part of all dots that differ visibly.
pub fn difference(a: &RgbaImage, b: &RgbaImage) -> f64 {
    assert_eq!(a.dimensions(), b.dimensions());
    let differing = a
        .pixels()
        .zip(b.pixels())
        .filter(|(a, b)| {
            let far = |nth: usize| a.0[nth].abs_diff(b.0[nth]) > 96;
            far(0) || far(1) || far(2)
        })
        .count();
    differing as f64 / f64::from(a.width() * a.height())
}

/// Compares a page with the stored picture of this name.
pub fn compare(page: &Page, name: &str) {
    let options = SnapshotOptions::new()
        .output_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots"))
        .threshold(1.5)
        .max_failed_pixels(40_usize);
    // 96 dots to the inch: small files, and still every stroke can be seen.
    let picture = painted(page, 96.0 / 72.0);
    if let Err(error) = egui_kittest::try_image_snapshot_options(&picture, name, &options) {
        panic!("{error}");
    }
}
