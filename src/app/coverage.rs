//! Characters of the data that the embedded type does not hold, and a system font that does.

use std::collections::{BTreeSet, HashSet};

use crate::model::workspace::Workspace;
use crate::typeface::{Font, REGULAR};

/// Which system font the data needs beside the embedded type, and what no font holds.
#[derive(Debug, Default)]
pub struct Coverage {
    /// A system font that holds characters which the embedded type lacks.
    pub font: Option<SystemFont>,
    /// Characters that neither holds: they show as boxes.
    pub missing: BTreeSet<char>,
}

/// A font file of the system.
#[derive(Debug)]
pub struct SystemFont {
    /// The file's bytes.
    pub data: Vec<u8>,
    /// The position of the font in the file, which may hold several.
    pub index: u32,
}

/// Looks through all texts of a workspace, and through the system's fonts where that is needed.
#[must_use]
pub(crate) fn examine(workspace: &Workspace) -> Coverage {
    let missing = missing_characters(workspace);
    if missing.is_empty() {
        return Coverage::default();
    }
    let mut database = fontdb::Database::new();
    database.load_system_fonts();
    best_font(&database, missing)
}

/// The characters that the embedded type does not hold.
fn missing_characters(workspace: &Workspace) -> BTreeSet<char> {
    let Some(font) = Font::read(REGULAR, 0) else {
        return BTreeSet::new();
    };
    let mut missing = BTreeSet::new();
    let mut seen = HashSet::new();
    workspace.each_text(|text| {
        for c in text.chars().filter(|c| !c.is_ascii()) {
            if seen.insert(c) && !c.is_whitespace() && font.glyph(c).is_none() {
                missing.insert(c);
            }
        }
    });
    missing
}

/// The font that holds the most of these characters, and those it lacks.
fn best_font(database: &fontdb::Database, missing: BTreeSet<char>) -> Coverage {
    let mut best: Option<(fontdb::ID, BTreeSet<char>)> = None;
    for face in database.faces() {
        let left = database.with_face_data(face.id, |data, index| {
            let mut left = missing.clone();
            if let Some(font) = Font::read(data, index) {
                left.retain(|c| font.glyph(*c).is_none());
            }
            left
        });
        let Some(left) = left else { continue };
        let least = best.as_ref().map_or(missing.len(), |(_, left)| left.len());
        if left.len() < least {
            let all = left.is_empty();
            best = Some((face.id, left));
            if all {
                break;
            }
        }
    }
    let Some((id, left)) = best else {
        return Coverage {
            font: None,
            missing,
        };
    };
    Coverage {
        font: database.with_face_data(id, |data, index| SystemFont {
            data: data.to_vec(),
            index,
        }),
        missing: left,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Dataset;
    use crate::model::workspace::Source;

    fn titled(title: &str) -> std::sync::Arc<Workspace> {
        let dataset = Dataset {
            title: title.to_owned(),
            ..Dataset::default()
        };
        let file = None;
        Workspace::join(vec![Source { file, dataset }]).0
    }

    #[test]
    fn characters_outside_the_embedded_type_are_found() {
        let missing = missing_characters(&titled("武汉\u{e000}市 𫟹\u{2a6b2}"));
        assert!(missing.contains(&'\u{e000}'));
        assert!(!missing.contains(&'武') && !missing.contains(&' '));
    }

    #[test]
    fn the_built_in_data_needs_no_other_font() {
        let loaded = crate::store::parse(crate::store::builtin().as_bytes(), None).unwrap();
        let source = Source {
            file: None,
            dataset: loaded.dataset,
        };
        let coverage = examine(&Workspace::join(vec![source]).0);
        assert!(coverage.font.is_none() && coverage.missing.is_empty());
    }

    #[test]
    fn a_font_that_holds_the_character_is_chosen_and_the_rest_is_named() {
        let mut database = fontdb::Database::new();
        database.load_font_data(REGULAR.to_vec());
        let wanted = BTreeSet::from(['武', '\u{e000}']);
        let coverage = best_font(&database, wanted);
        assert!(coverage.font.is_some());
        assert_eq!(coverage.missing, BTreeSet::from(['\u{e000}']));
    }

    #[test]
    fn without_fonts_everything_stays_missing() {
        let wanted = BTreeSet::from(['\u{e000}']);
        let coverage = best_font(&fontdb::Database::new(), wanted.clone());
        assert!(coverage.font.is_none());
        assert_eq!(coverage.missing, wanted);
    }
}
