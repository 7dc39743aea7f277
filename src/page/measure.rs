//! How wide text is, where it breaks, and where its characters stand.
//!
//! Characters stand beside each other by their own width: Chinese type knows no kerning and no
//! ligatures, so the same places hold in every format. What the embedded type lacks comes from a
//! font of the system that has it; where none has, the embedded type's box stands.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{LazyLock, Mutex, PoisonError};

use super::item::{Align, Flow, Text};
use crate::typeface::{self, Font};
use crate::view::stack::{Piece, Standing, pieces};

/// A weight of the type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Weight {
    /// The weight of running text.
    #[default]
    Regular,
    /// The weight of headings.
    Bold,
}

/// A font file: one of the embedded ones, or one of the system's.
pub struct Face {
    /// The file's bytes.
    pub data: &'static [u8],
    /// Which font of the file.
    pub index: u32,
    /// The file, read.
    pub font: Font<'static>,
}

impl Face {
    fn new(data: &'static [u8], index: u32) -> Option<Self> {
        let font = Font::read(data, index)?;
        Some(Self { data, index, font })
    }

    /// Whether it is the same file; faces live as long as the program.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

/// A character and its place.
pub struct Glyph {
    /// The font it comes from.
    pub face: &'static Face,
    /// The number of the character's outline in the font.
    pub id: u16,
    /// The beginning of its baseline: the distance from the page's left edge, in points.
    pub x: f32,
    /// The beginning of its baseline: the distance from the page's top edge, in points.
    pub y: f32,
    /// The distance to the next character, in points.
    pub advance: f32,
    /// Whether it is turned by 90° clockwise about the beginning of its baseline.
    pub turned: bool,
    /// The bytes of the text that it stands for.
    pub bytes: Range<usize>,
}

static EMBEDDED: LazyLock<Option<[Face; 2]>> = LazyLock::new(|| {
    Some([
        Face::new(typeface::REGULAR, 0)?,
        Face::new(typeface::BOLD, 0)?,
    ])
});

/// Fonts of the system, read once somebody needs a character of them.
static SYSTEM: Mutex<Option<System>> = Mutex::new(None);

struct System {
    fonts: fontdb::Database,
    read: Vec<&'static Face>,
    known: HashMap<char, Option<(&'static Face, u16)>>,
}

impl System {
    fn new() -> Self {
        let mut fonts = fontdb::Database::new();
        fonts.load_system_fonts();
        Self {
            fonts,
            read: Vec::new(),
            known: HashMap::new(),
        }
    }

    fn find(&mut self, c: char) -> Option<(&'static Face, u16)> {
        if let Some(known) = self.known.get(&c) {
            return *known;
        }
        let found = self
            .read
            .iter()
            .find_map(|face| Some((*face, face.font.drawable(c)?)))
            .or_else(|| self.read_font_with(c));
        self.known.insert(c, found);
        found
    }

    fn read_font_with(&mut self, c: char) -> Option<(&'static Face, u16)> {
        let has = |data: &[u8], index| {
            Font::read(data, index).is_some_and(|font| font.drawable(c).is_some())
        };
        let ids: Vec<fontdb::ID> = self.fonts.faces().map(|face| face.id).collect();
        let id = ids
            .into_iter()
            .find(|id| self.fonts.with_face_data(*id, has) == Some(true))?;
        let (bytes, index) = self
            .fonts
            .with_face_data(id, |data, index| (data.to_vec(), index))?;
        // Read once and kept for as long as the program runs: a handful of files at most.
        let face: &'static Face = Box::leak(Box::new(Face::new(Vec::leak(bytes), index)?));
        self.read.push(face);
        Some((face, face.font.drawable(c)?))
    }
}

/// The font and the number of a character.
fn find(c: char, weight: Weight) -> Option<(&'static Face, u16)> {
    let faces = EMBEDDED.as_ref()?;
    let face = match weight {
        Weight::Regular => &faces[0],
        Weight::Bold => &faces[1],
    };
    if let Some(id) = face.font.glyph(c) {
        return Some((face, id));
    }
    if is_invisible(c) {
        return None;
    }
    let mut system = SYSTEM.lock().unwrap_or_else(PoisonError::into_inner);
    let found = system.get_or_insert_with(System::new).find(c);
    Some(found.unwrap_or((face, 0)))
}

/// Whether a character can be drawn: the embedded type holds it or a font of the system does, or
/// nothing is to be seen of it.
pub(crate) fn is_held(c: char) -> bool {
    c.is_whitespace() || find(c, Weight::Regular).is_none_or(|(_, id)| id != 0)
}

/// Characters that only steer others; where the type lacks them nothing is missing.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// The width of a text on one line, in points.
#[must_use]
pub(crate) fn text_width(text: &str, size: f32, weight: Weight) -> f32 {
    let ems: f32 = text
        .chars()
        .filter_map(|c| find(c, weight))
        .map(|(face, id)| face.font.advance(id))
        .sum();
    ems * size
}

/// A text that fits into a width, cut with … where it must be.
#[must_use]
pub(crate) fn fitted(text: &str, size: f32, weight: Weight, room: f32) -> Cow<'_, str> {
    if text_width(text, size, weight) <= room {
        return Cow::Borrowed(text);
    }
    let room = room - text_width("…", size, weight);
    let mut used = 0.0;
    let end = text
        .char_indices()
        .find(|(_, c)| {
            used += find(*c, weight).map_or(0.0, |(face, id)| face.font.advance(id)) * size;
            used > room
        })
        .map_or(text.len(), |(at, _)| at);
    Cow::Owned(format!("{}…", text[..end].trim_end()))
}

/// The lines of a text in a width. Lines break where Unicode allows it (UAX 14): no punctuation
/// begins a line, and words of Latin letters stay whole where they fit at all.
#[must_use]
pub(crate) fn wrapped(text: &str, size: f32, weight: Weight, room: f32) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        let mut used = 0.0;
        let mut from = 0;
        for (to, _) in unicode_linebreak::linebreaks(paragraph) {
            let piece = &paragraph[from..to];
            from = to;
            let width = text_width(piece, size, weight);
            // A blank at the end of a line takes no room.
            let needed = text_width(piece.trim_end(), size, weight);
            if used + needed > room && !line.is_empty() {
                lines.push(std::mem::take(&mut line).trim_end().to_owned());
                used = 0.0;
            }
            if needed <= room {
                line.push_str(piece);
                used += width;
                continue;
            }
            for c in piece.chars() {
                let width = find(c, weight).map_or(0.0, |(face, id)| face.font.advance(id)) * size;
                if used + width > room && !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                    used = 0.0;
                }
                line.push(c);
                used += width;
            }
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// Where the characters of a text stand.
pub(super) fn placed(text: &Text) -> Vec<Glyph> {
    let mut glyphs = Vec::with_capacity(text.words.len() / 3 + 1);
    let (mut x, y) = (text.at.x, text.at.y);
    if text.flow == Flow::Line {
        let width = || text_width(&text.words, text.size, text.weight);
        x -= match text.align {
            Align::Left => 0.0,
            Align::Centre => width() / 2.0,
            Align::Right => width(),
        };
    }
    if let Flow::Stack(step) = text.flow {
        return stacked(text, step);
    }
    for (at, c) in text.words.char_indices() {
        let bytes = at..at + c.len_utf8();
        let found = find(c, text.weight);
        let advance = found.map_or(0.0, |(face, id)| face.font.advance(id)) * text.size;
        if let Some((face, id)) = found {
            glyphs.push(Glyph {
                face,
                id,
                x,
                y,
                advance,
                turned: false,
                bytes,
            });
        }
        x += advance;
    }
    glyphs
}

/// Where the characters of a name stand that runs down.
fn stacked(text: &Text, step: f32) -> Vec<Glyph> {
    let size = text.size;
    let mut glyphs = Vec::with_capacity(text.words.len() / 3 + 1);
    let mut y = text.at.y;
    for piece in pieces(&text.words) {
        let width = text_width(piece.text, size, text.weight);
        let is_word = piece.standing == Standing::Turned && piece.text.chars().count() > 1;
        let mut x = text.at.x - width / 2.0;
        // A turned word begins where the square of a Hanzi would; a turned sign stands in the
        // middle of its square: 0.38 em above the baseline.
        let mut down = if is_word {
            y - 0.88 * size
        } else {
            y - 0.38 * size - width / 2.0
        };
        for (at, c) in piece.text.char_indices() {
            let Some((face, id)) = find(c, text.weight) else {
                continue;
            };
            let advance = face.font.advance(id) * size;
            let turned = piece.standing == Standing::Turned;
            let from = piece.at + at;
            glyphs.push(Glyph {
                face,
                id,
                x: if turned { text.at.x - 0.36 * size } else { x },
                y: if turned { down } else { y },
                advance,
                turned,
                bytes: from..from + c.len_utf8(),
            });
            x += advance;
            down += advance;
        }
        y += piece_length(&piece, size, step, text.weight);
    }
    glyphs
}

/// How far down a piece of a name reaches, to the beginning of the next one.
pub(super) fn piece_length(piece: &Piece<'_>, size: f32, step: f32, weight: Weight) -> f32 {
    match piece.standing {
        Standing::Turned if piece.text.chars().count() > 1 => {
            text_width(piece.text, size, weight) + step - size * 0.9
        }
        Standing::Blank => step * 0.4,
        Standing::Upright | Standing::Pair | Standing::Turned => step,
    }
}

/// How far down a name reaches.
pub(super) fn stack_length(name: &str, size: f32, step: f32, weight: Weight) -> f32 {
    let pieces = pieces(name);
    let lengths = pieces
        .iter()
        .map(|piece| piece_length(piece, size, step, weight));
    lengths.sum()
}

/// The first lines of a text, the last of them with … where more follow.
pub(super) fn cut(mut lines: Vec<String>, most: usize) -> Vec<String> {
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            last.pop();
            last.push('…');
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::colour::ink;
    use super::super::geometry::Point;
    use super::*;

    const REGULAR: Weight = Weight::Regular;

    #[test]
    fn hanzi_are_square_and_digits_about_half_as_wide() {
        assert!((text_width("武汉制造", 10.0, REGULAR) - 40.0).abs() < 0.01);
        let digits = text_width("2023", 10.0, REGULAR);
        assert!((20.0..26.0).contains(&digits), "{digits}");
        assert!(text_width("abc", 10.0, Weight::Bold) > text_width("abc", 10.0, REGULAR));
    }

    #[test]
    fn lines_fill_the_room_and_lose_nothing() {
        let text = "加强梯次培育，打造“武汉制造”新主体（2021—2023年）";
        let lines = wrapped(text, 10.0, REGULAR, 80.0);
        assert_eq!(lines.concat(), text);
        for line in &lines {
            assert!(text_width(line, 10.0, REGULAR) <= 80.0, "{line}");
            assert!(!line.starts_with(['，', '”', '）']), "{line}");
            assert!(!line.ends_with(['“', '（']), "{line}");
        }
    }

    #[test]
    fn long_words_break_only_where_they_must() {
        let room = text_width("manufacturing", 10.0, REGULAR) + 0.1;
        let lines = wrapped("a manufacturing plan", 10.0, REGULAR, room);
        assert_eq!(lines, ["a", "manufacturing", "plan"]);
        let lines = wrapped(&"x".repeat(50), 10.0, REGULAR, 80.0);
        assert!(lines.len() > 1 && lines.concat() == "x".repeat(50));
        // Too narrow for anything: a character a line, and an end.
        assert_eq!(wrapped("武汉", 10.0, REGULAR, 1.0), ["武", "汉"]);
        assert!(wrapped("", 10.0, REGULAR, 80.0).is_empty());
    }

    #[test]
    fn what_does_not_fit_is_cut_with_an_ellipsis() {
        assert_eq!(fitted("武汉制造", 10.0, REGULAR, 40.0), "武汉制造");
        assert_eq!(fitted("武汉制造", 10.0, REGULAR, 39.0), "武汉…");
        assert_eq!(fitted("武汉制造", 10.0, REGULAR, 1.0), "…");
    }

    #[test]
    fn stacked_brackets_are_turned_and_stay_in_their_square() {
        let text = Text::new(Point::new(50.0, 100.0), 10.0, ink::TEXT, "区（市）").stacked(11.0);
        let turned: Vec<bool> = text.glyphs().iter().map(|glyph| glyph.turned).collect();
        assert_eq!(turned, [false, true, false, true]);
        let bounds = text.bounds();
        assert!((bounds.height() - 43.0).abs() < 0.01);
        for glyph in text.glyphs() {
            assert!(bounds.left <= glyph.x && glyph.x <= bounds.right);
            assert!(bounds.top <= glyph.y && glyph.y <= bounds.bottom);
        }
    }

    #[test]
    fn what_no_font_has_is_a_box_and_takes_room() {
        let text = Text::new(Point::default(), 10.0, ink::TEXT, "\u{10ffff}\u{200b}");
        let glyphs = text.glyphs();
        assert!(glyphs.len() <= 2);
        assert!(text.bounds().width() > 0.0);
    }
}
