//! The type: Noto Sans SC, embedded, and a system font for what it lacks.

use std::collections::BTreeSet;
use std::sync::Arc;

use eframe::egui::{self, FontData, FontDefinitions, FontFamily};

use crate::model::workspace::Workspace;

const REGULAR: &[u8] = include_bytes!("../../assets/fonts/NotoSansSC-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../assets/fonts/NotoSansSC-Bold.ttf");

/// Sets the embedded type, and a system font behind it.
pub fn install(ctx: &egui::Context, extra: Option<FontData>) {
    let mut fonts = FontDefinitions::empty();
    let mut add = |name: &str, data: FontData| {
        fonts.font_data.insert(name.to_owned(), Arc::new(data));
    };
    add("regular", FontData::from_static(REGULAR));
    add("bold", FontData::from_static(BOLD));
    let mut behind = Vec::new();
    if let Some(extra) = extra {
        add("system", extra);
        behind.push("system".to_owned());
    }
    let family = |first: &str| {
        let mut names = vec![first.to_owned()];
        names.extend(behind.iter().cloned());
        names
    };
    fonts
        .families
        .insert(FontFamily::Proportional, family("regular"));
    fonts
        .families
        .insert(FontFamily::Monospace, family("regular"));
    fonts
        .families
        .insert(FontFamily::Name("bold".into()), family("bold"));
    ctx.set_fonts(fonts);
}

/// The characters of the data that the embedded type does not hold.
#[must_use]
pub fn missing_characters(workspace: &Workspace) -> BTreeSet<char> {
    let Some(known) = Covered::of(REGULAR) else {
        return BTreeSet::new();
    };
    let mut missing = BTreeSet::new();
    let mut seen = std::collections::HashSet::new();
    workspace.each_text(|text| {
        for c in text.chars() {
            if !c.is_ascii() && seen.insert(c) && !c.is_whitespace() && !known.has(c) {
                missing.insert(c);
            }
        }
    });
    missing
}

/// A system font that holds as many of these characters as can be had, and those it lacks.
#[must_use]
pub fn system_font_for(missing: &BTreeSet<char>) -> (Option<FontData>, BTreeSet<char>) {
    let mut database = fontdb::Database::new();
    database.load_system_fonts();
    let mut best: Option<(usize, fontdb::ID, BTreeSet<char>)> = None;
    for face in database.faces() {
        let left = database.with_face_data(face.id, |data, index| {
            let left: BTreeSet<char> = match Covered::of_face(data, index) {
                Some(known) => missing.iter().copied().filter(|c| !known.has(*c)).collect(),
                None => missing.clone(),
            };
            left
        });
        let Some(left) = left else { continue };
        let held = missing.len() - left.len();
        if held > 0 && best.as_ref().is_none_or(|(most, ..)| held > *most) {
            let all = left.is_empty();
            best = Some((held, face.id, left));
            if all {
                break;
            }
        }
    }
    let Some((_, id, left)) = best else {
        return (None, missing.clone());
    };
    let data = database.with_face_data(id, |data, index| {
        let mut font = FontData::from_owned(data.to_vec());
        font.index = index;
        font
    });
    (data, left)
}

/// Which characters a font holds.
struct Covered<'a>(ttf_parser::Face<'a>);

impl<'a> Covered<'a> {
    fn of(data: &'a [u8]) -> Option<Self> {
        Self::of_face(data, 0)
    }

    fn of_face(data: &'a [u8], index: u32) -> Option<Self> {
        ttf_parser::Face::parse(data, index).ok().map(Self)
    }

    fn has(&self, c: char) -> bool {
        self.0.glyph_index(c).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_type_holds_what_the_window_uses() {
        for data in [REGULAR, BOLD] {
            let known = Covered::of(data).unwrap();
            for c in "●○△◇□①▼▶✓×…“”‘’（）〔〕《》、。，；：—·←→↑↓≥≤≡＋！".chars()
            {
                assert!(known.has(c), "{c}");
            }
        }
    }

    #[test]
    fn a_character_that_no_font_holds_is_found() {
        let known = Covered::of(REGULAR).unwrap();
        assert!(!known.has('\u{2b81a}') || !known.has('\u{f8ff}'));
    }
}
