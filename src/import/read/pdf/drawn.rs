//! What a page draws: characters with their places, and ruled lines.

use std::collections::HashSet;

use hayro_interpret::font::GlyphRun;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::object::{Dict, String as Bytes};
use hayro_interpret::kurbo::{BezPath, PathEl, Point};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask,
};
use unicode_normalization::UnicodeNormalization;

use crate::import::read::laid::{Glyph, Page, Rule};

/// Fonts have a thousand units an em.
const EM: f64 = 1000.0;
/// More than this on one page is no document.
const MOST_GLYPHS: usize = 200_000;
const MOST_RULES: usize = 50_000;

/// What a page draws.
#[derive(Default)]
pub struct Drawn {
    /// The characters and lines.
    pub page: Page,
    /// For each open stretch of marked content the text that is meant, until it was said.
    marked: Vec<Meant>,
    /// The places of characters: what is drawn twice for bold type is one character.
    places: HashSet<(String, i64, i64)>,
}

/// What a stretch of marked content says.
enum Meant {
    /// What its glyphs say.
    Glyphs,
    /// This text.
    Text(String),
    /// A text that was said with its first glyph.
    Said,
}

impl Drawn {
    fn add(&mut self, text: String, x: f64, y: f64, size: f64) {
        if self.page.glyphs.len() >= MOST_GLYPHS || !(x.is_finite() && y.is_finite()) || size < 0.5
        {
            return;
        }
        let text: String = text
            .chars()
            .map(plain)
            .filter(|c| !c.is_control())
            .collect();
        if text.is_empty() {
            return;
        }
        if text.trim().is_empty() {
            self.page.glyphs.push(Glyph {
                text: " ".to_owned(),
                x,
                y,
                size,
            });
            return;
        }
        // Two of the narrowest characters stand a quarter of an em apart.
        let step = size / 6.0;
        let place = |v: f64| whole(v / step);
        let (column, row) = (place(x), place(y));
        for dx in -1..=1 {
            for dy in -1..=1 {
                let key = (text.clone(), column + dx, row + dy);
                if self.places.contains(&key) {
                    return;
                }
            }
        }
        self.places.insert((text.clone(), column, row));
        self.page.glyphs.push(Glyph { text, x, y, size });
    }

    fn rule(&mut self, from: Point, to: Point) {
        if self.page.rules.len() < MOST_RULES {
            let rule = Rule::between((from.x, from.y), (to.x, to.y));
            self.page.rules.extend(rule);
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "places on a page are small"
)]
fn whole(v: f64) -> i64 {
    v.round() as i64
}

impl<'a> Device<'a> for Drawn {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, _: &DrawMode) {
        self.page.is_painted = true;
        let (mut begin, mut last) = (Point::ZERO, Point::ZERO);
        for element in path.elements() {
            match *element {
                PathEl::MoveTo(to) => {
                    begin = props.transform * to;
                    last = begin;
                }
                PathEl::LineTo(to) => {
                    let to = props.transform * to;
                    self.rule(last, to);
                    last = to;
                }
                PathEl::QuadTo(_, to) | PathEl::CurveTo(_, _, to) => last = props.transform * to,
                PathEl::ClosePath => {
                    self.rule(last, begin);
                    last = begin;
                }
            }
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            let [.., c, d, x, y] = (props.transform * glyph.transform()).as_coeffs();
            let size = c.hypot(d) * EM;
            if let Some(meant) = self
                .marked
                .iter_mut()
                .rev()
                .find(|meant| !matches!(meant, Meant::Glyphs))
            {
                if let Meant::Text(text) = std::mem::replace(meant, Meant::Said) {
                    self.add(text, x, y, size);
                }
                continue;
            }
            match glyph.as_unicode() {
                Some(BfString::Char('\u{FFFD}' | '\0')) | None => self.page.unknown += 1,
                Some(BfString::Char(c)) => self.add(c.to_string(), x, y, size),
                Some(BfString::String(text)) => self.add(text, x, y, size),
            }
        }
    }

    fn begin_marked_content(&mut self, _: &[u8], properties: Option<&Dict<'_>>) {
        let text = properties.and_then(|dict| dict.get::<Bytes<'_>>(b"ActualText"));
        self.marked
            .push(text.map_or(Meant::Glyphs, |text| Meant::Text(decoded(text.as_bytes()))));
    }

    fn end_marked_content(&mut self) {
        self.marked.pop();
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.page.is_painted = true;
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}

/// A text string of PDF: UTF-16 with its mark, UTF-8 with its mark, or plain letters.
fn decoded(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => encoding_rs::UTF_16BE
            .decode_without_bom_handling(rest)
            .0
            .into_owned(),
        [0xFF, 0xFE, rest @ ..] => encoding_rs::UTF_16LE
            .decode_without_bom_handling(rest)
            .0
            .into_owned(),
        _ => String::from_utf8_lossy(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes))
            .into_owned(),
    }
}

/// The Hanzi that a radical stands for: some programs write radicals, which look the same.
fn plain(c: char) -> char {
    const RADICALS: &str = "⺟母⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟";
    match c {
        '\u{2F00}'..='\u{2FD5}' => c.to_string().nfkc().next().unwrap_or(c),
        '\u{2E80}'..='\u{2EFF}' => {
            let mut pairs = RADICALS.chars();
            while let (Some(radical), Some(hanzi)) = (pairs.next(), pairs.next()) {
                if radical == c {
                    return hanzi;
                }
            }
            c
        }
        // A rule of Founder's programs.
        '\u{E5CC}' => '—',
        '\u{A0}' => ' ',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_become_the_hanzi_they_stand_for() {
        let text: String = "⼯业和信息化、⺠政、⻓江".chars().map(plain).collect();
        assert_eq!(text, "工业和信息化、民政、长江");
    }

    #[test]
    fn what_is_drawn_twice_is_there_once() {
        let mut drawn = Drawn::default();
        for (text, x) in [("市", 10.0), ("市", 10.4), ("区", 26.0), ("区", 42.0)] {
            drawn.add(text.to_owned(), x, 50.0, 16.0);
        }
        let text: String = drawn
            .page
            .glyphs
            .iter()
            .map(|glyph| glyph.text.as_str())
            .collect();
        assert_eq!(text, "市区区");
    }

    #[test]
    fn texts_of_a_pdf_are_decoded() {
        assert_eq!(decoded(b"\xFE\xFF\x5E\x02"), "市");
        assert_eq!(decoded("市".as_bytes()), "市");
    }
}
