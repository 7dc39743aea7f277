//! Paints what egui tessellated without a GPU: the same picture on every machine.
//!
//! Corners snap to 1/256 of a pixel and the edges are walked in integers with the top-left rule,
//! as graphics cards do it; textures are sampled bilinearly, colours blended premultiplied in
//! gamma space, as the window's own shader does it.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "pictures are a few thousand pixels wide, colours 0 to 255"
)]
#![allow(
    clippy::float_cmp,
    reason = "a plain colour is exactly the same at all corners"
)]

use std::collections::HashMap;

use eframe::egui::epaint::{ClippedPrimitive, ImageData, ImageDelta, Mesh, Primitive, Vertex};
use eframe::egui::{self, TextureId, TexturesDelta};
use egui_kittest::TestRenderer;
use image::RgbaImage;

/// Parts of a pixel that corners snap to.
const PARTS: i64 = 256;

type Colour = [f32; 4];

/// A renderer for pictures in tests.
#[derive(Default)]
pub struct Raster {
    textures: HashMap<TextureId, Texture>,
}

struct Texture {
    width: usize,
    height: usize,
    pixels: Vec<[u8; 4]>,
}

impl TestRenderer for Raster {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for (id, parts) in delta.set.drain() {
            for part in parts {
                self.set(id, &part);
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    fn render(
        &mut self,
        ctx: &egui::Context,
        output: &egui::FullOutput,
    ) -> Result<RgbaImage, String> {
        let scale = ctx.pixels_per_point();
        let size = ctx.content_rect().size() * scale;
        let mut canvas = Canvas::new(size.x.round() as usize, size.y.round() as usize);
        for ClippedPrimitive {
            clip_rect,
            primitive,
        } in ctx.tessellate(output.shapes.clone(), scale)
        {
            let Primitive::Mesh(mesh) = primitive else {
                return Err("paint callbacks need a GPU".to_owned());
            };
            let Some(texture) = self.textures.get(&mesh.texture_id) else {
                return Err(format!("no texture {:?}", mesh.texture_id));
            };
            canvas.clip(clip_rect * scale);
            canvas.mesh(&mesh, texture, scale);
        }
        canvas.finish()
    }
}

impl Raster {
    fn set(&mut self, id: TextureId, delta: &ImageDelta) {
        let ImageData::Color(image) = &delta.image;
        let [width, height] = image.size;
        let pixels = || image.pixels.iter().map(egui::Color32::to_array);
        match (delta.pos, self.textures.get_mut(&id)) {
            (Some([x, y]), Some(texture)) => {
                for (nth, pixel) in pixels().enumerate() {
                    let (x, y) = (x + nth % width, y + nth / width);
                    texture.pixels[y * texture.width + x] = pixel;
                }
            }
            _ => {
                let texture = Texture {
                    width,
                    height,
                    pixels: pixels().collect(),
                };
                self.textures.insert(id, texture);
            }
        }
    }
}

impl Texture {
    fn at(&self, x: i32, y: i32) -> [u8; 4] {
        let x = x.clamp(0, self.width as i32 - 1) as usize;
        let y = y.clamp(0, self.height as i32 - 1) as usize;
        self.pixels[y * self.width + x]
    }

    /// The colour at a place given from 0 to 1.
    fn sample(&self, u: f32, v: f32) -> Colour {
        let x = u * self.width as f32 - 0.5;
        let y = v * self.height as f32 - 0.5;
        let (left, top) = (x.floor(), y.floor());
        let (dx, dy) = (x - left, y - top);
        let (left, top) = (left as i32, top as i32);
        let corners = [
            (self.at(left, top), (1.0 - dx) * (1.0 - dy)),
            (self.at(left + 1, top), dx * (1.0 - dy)),
            (self.at(left, top + 1), (1.0 - dx) * dy),
            (self.at(left + 1, top + 1), dx * dy),
        ];
        std::array::from_fn(|channel| {
            corners
                .iter()
                .map(|(pixel, weight)| f32::from(pixel[channel]) * weight)
                .sum()
        })
    }
}

/// The picture, and the part of it that may be painted.
struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<[u8; 4]>,
    /// Left, top, right, bottom; right and bottom are outside.
    clip: [i64; 4],
}

/// A corner of a triangle, in parts of a pixel.
struct Corner {
    x: i64,
    y: i64,
    u: f32,
    v: f32,
    colour: Colour,
}

/// One edge: not negative at the centres of pixels inside.
struct Edge {
    /// Its value at the centre of the first pixel of the first row.
    start: i64,
    /// What a pixel to the right adds.
    right: i64,
    /// What a row down adds.
    down: i64,
    /// Pixels whose centre lies on the edge belong to the triangle below or to the right.
    bias: i64,
}

impl Canvas {
    fn new(width: usize, height: usize) -> Self {
        Self {
            width,
            height,
            pixels: vec![[0, 0, 0, 255]; width * height],
            clip: [0; 4],
        }
    }

    fn finish(self) -> Result<RgbaImage, String> {
        let bytes = self.pixels.into_iter().flatten().collect();
        RgbaImage::from_raw(self.width as u32, self.height as u32, bytes)
            .ok_or_else(|| "no picture".to_owned())
    }

    fn clip(&mut self, rect: egui::Rect) {
        let place = |at: f32, most: usize| (at.round() as i64).clamp(0, most as i64);
        self.clip = [
            place(rect.min.x, self.width),
            place(rect.min.y, self.height),
            place(rect.max.x, self.width),
            place(rect.max.y, self.height),
        ];
    }

    fn mesh(&mut self, mesh: &Mesh, texture: &Texture, scale: f32) {
        let corner = |index: u32| {
            let Vertex { pos, uv, color } = mesh.vertices[index as usize];
            let snap = |at: f32| (at * scale * PARTS as f32).round() as i64;
            Corner {
                x: snap(pos.x),
                y: snap(pos.y),
                u: uv.x,
                v: uv.y,
                colour: color.to_array().map(f32::from),
            }
        };
        for triangle in mesh.indices.chunks_exact(3) {
            self.triangle(
                [
                    corner(triangle[0]),
                    corner(triangle[1]),
                    corner(triangle[2]),
                ],
                texture,
            );
        }
    }

    fn triangle(&mut self, mut corners: [Corner; 3], texture: &Texture) {
        let area = |[a, b, c]: &[Corner; 3]| (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
        if area(&corners) < 0 {
            corners.swap(1, 2);
        }
        let area = area(&corners);
        if area == 0 {
            return;
        }
        let least = |of: fn(&Corner) -> i64| corners.iter().map(of).min().unwrap_or(0);
        let most = |of: fn(&Corner) -> i64| corners.iter().map(of).max().unwrap_or(0);
        let [left, top, right, bottom] = self.clip;
        let first_x = left.max(least(|corner| corner.x).div_euclid(PARTS));
        let last_x = right.min(most(|corner| corner.x).div_euclid(PARTS) + 1);
        let first_y = top.max(least(|corner| corner.y).div_euclid(PARTS));
        let last_y = bottom.min(most(|corner| corner.y).div_euclid(PARTS) + 1);
        if first_x >= last_x || first_y >= last_y {
            return;
        }
        let edges = [(1, 2), (2, 0), (0, 1)].map(|(from, to)| {
            let (from, to) = (&corners[from], &corners[to]);
            let (dx, dy) = (to.x - from.x, to.y - from.y);
            let x = first_x * PARTS + PARTS / 2 - from.x;
            let y = first_y * PARTS + PARTS / 2 - from.y;
            let is_top_left = dy < 0 || (dy == 0 && dx > 0);
            Edge {
                start: dx * y - dy * x,
                right: -dy * PARTS,
                down: dx * PARTS,
                bias: if is_top_left { 0 } else { -1 },
            }
        });
        let [a, b, c] = &corners;
        let flat = [b, c]
            .iter()
            .all(|other| other.u == a.u && other.v == a.v && other.colour == a.colour)
            .then(|| multiply(a.colour, texture.sample(a.u, a.v)));
        for y in first_y..last_y {
            let row = y - first_y;
            // The pixels of this row that are inside of all edges.
            let (mut from, mut to) = (0, last_x - first_x);
            for edge in &edges {
                let value = edge.start + edge.down * row + edge.bias;
                match edge.right.signum() {
                    1 => from = from.max((-value + edge.right - 1).div_euclid(edge.right)),
                    -1 => to = to.min(value.div_euclid(-edge.right) + 1),
                    _ if value < 0 => to = from,
                    _ => {}
                }
            }
            if from >= to {
                continue;
            }
            let at = y as usize * self.width + first_x as usize;
            let pixels = &mut self.pixels[at + from as usize..at + to as usize];
            if let Some(colour) = flat {
                fill(pixels, colour);
                continue;
            }
            for (pixel, x) in pixels.iter_mut().zip(from..) {
                let weight = |edge: &Edge| {
                    (edge.start + edge.down * row + edge.right * x) as f32 / area as f32
                };
                let (wa, wb, wc) = (weight(&edges[0]), weight(&edges[1]), weight(&edges[2]));
                let mix = |a: f32, b: f32, c: f32| a * wa + b * wb + c * wc;
                let texel = texture.sample(mix(a.u, b.u, c.u), mix(a.v, b.v, c.v));
                let colour = std::array::from_fn(|channel| {
                    mix(a.colour[channel], b.colour[channel], c.colour[channel])
                });
                blend(pixel, multiply(colour, texel));
            }
        }
    }
}

fn multiply(a: Colour, b: Colour) -> Colour {
    std::array::from_fn(|channel| a[channel] * b[channel] / 255.0)
}

fn blend(pixel: &mut [u8; 4], colour: Colour) {
    let rest = 1.0 - colour[3] / 255.0;
    for (under, over) in pixel.iter_mut().zip(colour) {
        *under = (over + f32::from(*under) * rest + 0.5) as u8;
    }
}

fn fill(pixels: &mut [[u8; 4]], colour: Colour) {
    if colour[3] >= 255.0 {
        pixels.fill(colour.map(|channel| (channel + 0.5) as u8));
    } else if colour != [0.0; 4] {
        for pixel in pixels {
            blend(pixel, colour);
        }
    }
}

#[cfg(test)]
mod tests {
    use eframe::egui::{Color32, Pos2, Rect, pos2};

    use super::*;

    const WHITE: Texture = Texture {
        width: 1,
        height: 1,
        pixels: Vec::new(),
    };

    fn painted(rects: &[(Rect, Color32)], width: usize, height: usize) -> Canvas {
        let texture = Texture {
            pixels: vec![[255; 4]],
            ..WHITE
        };
        let mut canvas = Canvas::new(width, height);
        canvas.clip(Rect::from_min_max(
            Pos2::ZERO,
            pos2(width as f32, height as f32),
        ));
        for (rect, colour) in rects {
            let mut mesh = Mesh::default();
            mesh.add_colored_rect(*rect, *colour);
            canvas.mesh(&mesh, &texture, 1.0);
        }
        canvas
    }

    #[test]
    fn neighbouring_rectangles_share_no_pixel_and_leave_none_out() {
        let veil = Color32::from_rgba_premultiplied(100, 0, 0, 100);
        let edge = 3.5;
        let left = Rect::from_min_max(Pos2::ZERO, pos2(edge, 5.0));
        let right = Rect::from_min_max(pos2(edge, 0.0), pos2(8.0, 5.0));
        let canvas = painted(&[(left, veil), (right, veil)], 8, 5);
        for pixel in canvas.pixels {
            assert_eq!(pixel, [100, 0, 0, 255]);
        }
    }

    #[test]
    fn half_strength_over_white_is_half_way() {
        let all = Rect::from_min_max(Pos2::ZERO, pos2(4.0, 4.0));
        let veil = Color32::from_rgba_premultiplied(0, 0, 0, 128);
        let canvas = painted(&[(all, Color32::WHITE), (all, veil)], 4, 4);
        assert_eq!(canvas.pixels[5], [127, 127, 127, 255]);
    }
}
