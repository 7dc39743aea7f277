//! The type: the embedded subsets of Noto Sans SC, and what is read of any font file.

use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::outline::{DrawSettings, OutlineGlyphCollection, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider as _};

/// The regular weight.
pub const REGULAR: &[u8] = include_bytes!("../assets/fonts/NotoSansSC-Regular.ttf");

/// The bold weight.
pub const BOLD: &[u8] = include_bytes!("../assets/fonts/NotoSansSC-Bold.ttf");

/// What a font file says: which characters it holds, how wide they are, and their outlines.
pub struct Font<'a> {
    charmap: Charmap<'a>,
    widths: GlyphMetrics<'a>,
    outlines: OutlineGlyphCollection<'a>,
    units_per_em: f32,
}

impl<'a> Font<'a> {
    /// Reads the font number `index` of a file. None where the bytes are no font.
    #[must_use]
    pub fn read(data: &'a [u8], index: u32) -> Option<Self> {
        let font = FontRef::from_index(data, index).ok()?;
        let (size, location) = (Size::unscaled(), LocationRef::default());
        let units_per_em = font.metrics(size, location).units_per_em;
        if units_per_em == 0 {
            return None;
        }
        Some(Self {
            charmap: font.charmap(),
            widths: font.glyph_metrics(size, location),
            outlines: font.outline_glyphs(),
            units_per_em: f32::from(units_per_em),
        })
    }

    /// The glyph of a character. Fonts of pictures under the codes of letters hold no characters.
    #[must_use]
    pub fn glyph(&self, c: char) -> Option<u16> {
        if self.charmap.is_symbol() {
            return None;
        }
        let id = self.charmap.map(c)?;
        // Glyph 0 is the box for what the font lacks.
        u16::try_from(id.to_u32()).ok().filter(|id| *id != 0)
    }

    /// The glyph of a character that has an outline: bitmaps cannot be drawn at every size.
    #[must_use]
    pub(crate) fn drawable(&self, c: char) -> Option<u16> {
        let id = self.glyph(c)?;
        (c.is_whitespace() || self.has_outline(id)).then_some(id)
    }

    fn has_outline(&self, id: u16) -> bool {
        let mut ink = Ink::default();
        self.draw(id, &mut ink).is_some() && ink.0
    }

    /// The width of a glyph, for an em of 1.
    #[must_use]
    pub fn advance(&self, id: u16) -> f32 {
        self.widths
            .advance_width(GlyphId::from(id))
            .map_or(1.0, |units| units / self.units_per_em)
    }

    /// How many units of [`Font::draw`] make an em.
    #[must_use]
    pub(crate) fn units_per_em(&self) -> f32 {
        self.units_per_em
    }

    /// Draws the outline of a glyph in the font's units, counted upwards from the baseline. None
    /// where the glyph has no outline or a damaged one: half of it would be a wrong character.
    pub(crate) fn draw(&self, id: u16, pen: &mut impl OutlinePen) -> Option<()> {
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        let glyph = self.outlines.get(GlyphId::from(id))?;
        glyph.draw(settings, pen).ok().map(drop)
    }
}

/// Notes whether anything is drawn.
#[derive(Default)]
struct Ink(bool);

impl OutlinePen for Ink {
    fn move_to(&mut self, _: f32, _: f32) {}

    fn line_to(&mut self, _: f32, _: f32) {
        self.0 = true;
    }

    fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {
        self.0 = true;
    }

    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {
        self.0 = true;
    }

    fn close(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Notes the corners of what is drawn.
    struct Corners([f32; 4]);

    impl OutlinePen for Corners {
        fn move_to(&mut self, x: f32, y: f32) {
            let [left, bottom, right, top] = &mut self.0;
            (*left, *bottom) = (left.min(x), bottom.min(y));
            (*right, *top) = (right.max(x), top.max(y));
        }

        fn line_to(&mut self, x: f32, y: f32) {
            self.move_to(x, y);
        }

        fn quad_to(&mut self, _: f32, _: f32, x: f32, y: f32) {
            self.move_to(x, y);
        }

        fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, x: f32, y: f32) {
            self.move_to(x, y);
        }

        fn close(&mut self) {}
    }

    #[test]
    fn an_embedded_hanzi_fills_its_square() {
        for data in [REGULAR, BOLD] {
            let font = Font::read(data, 0).unwrap();
            let id = font.drawable('国').unwrap();
            let em = font.units_per_em();
            assert!((font.advance(id) - 1.0).abs() < f32::EPSILON);
            let mut corners = Corners([f32::MAX, f32::MAX, f32::MIN, f32::MIN]);
            font.draw(id, &mut corners).unwrap();
            let [left, bottom, right, top] = corners.0.map(|units| units / em);
            assert!(left > 0.0 && right < 1.0, "{left} {right}");
            assert!(bottom > -0.2 && top < 0.95, "{bottom} {top}");
            assert!(right - left > 0.7 && top - bottom > 0.8);
        }
    }

    #[test]
    fn a_character_that_a_font_lacks_has_no_glyph() {
        let font = Font::read(REGULAR, 0).unwrap();
        assert_eq!(font.glyph('\u{e000}'), None);
        assert_eq!(font.drawable('\u{10ffff}'), None);
        // A blank has nothing to draw and is held all the same.
        assert!(font.drawable('　').is_some());
        assert!(!font.has_outline(font.glyph('　').unwrap()));
    }

    #[test]
    fn what_is_no_font_is_not_read() {
        assert!(Font::read(b"", 0).is_none());
        assert!(Font::read("武汉制造".as_bytes(), 0).is_none());
        assert!(Font::read(&REGULAR[..200], 0).is_none_or(|font| font.glyph('国').is_none()));
        // Damaged anywhere: read or not, but no panic.
        for at in (0..2000).step_by(7) {
            let mut bytes = REGULAR[..400_000].to_vec();
            bytes[at] ^= 0xff;
            if let Some(font) = Font::read(&bytes, 0) {
                let id = font.drawable('国').unwrap_or(1);
                let _ = font.draw(id, &mut Ink::default());
                assert!(font.advance(id).is_finite());
            }
        }
    }
}
