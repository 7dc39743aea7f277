//! A subset of a font as OFD wants it: a font file of its own, with the table that says which
//! character is which glyph.

use std::collections::BTreeMap;

use skrifa::MetadataProvider as _;
use skrifa::string::StringId;
use subsetter::{GlyphRemapper, subset};
use write_fonts::FontBuilder;
use write_fonts::read::{FontRef, TableProvider as _};
use write_fonts::tables::cmap::Cmap;
use write_fonts::types::{GlyphId, Tag};

use crate::export::ExportError;
use crate::page::Face;

/// A font with the glyphs of these characters only.
pub(super) fn subset_of(face: &Face, used: &BTreeMap<char, u16>) -> Result<Vec<u8>, ExportError> {
    let mut remapper = GlyphRemapper::new();
    let mapped: Vec<(char, GlyphId)> = used
        .iter()
        .map(|(c, id)| (*c, GlyphId::new(u32::from(remapper.remap(*id)))))
        .collect();
    let cut = subset(face.data, face.index, &remapper).map_err(|error| failed(&error))?;
    let cut = FontRef::new(&cut).map_err(|error| failed(&error))?;
    let whole = FontRef::from_index(face.data, face.index).map_err(|error| failed(&error))?;
    let cmap = Cmap::from_mappings(mapped).map_err(|error| failed(&error))?;
    let mut builder = FontBuilder::new();
    builder.add_table(&cmap).map_err(|error| failed(&error))?;
    // Readers ask a font of its own for these; a subset for PDF is without them.
    for tag in [b"OS/2", b"name", b"post"].map(Tag::new) {
        if cut.data_for_tag(tag).is_none()
            && let Some(table) = whole.data_for_tag(tag)
        {
            builder.add_raw(tag, table.as_bytes().to_vec());
        }
    }
    builder.copy_missing_tables(cut);
    Ok(builder.build())
}

/// What a font calls itself, and whether it is a bold one.
pub(super) fn name_of(face: &Face) -> (String, bool) {
    let font = skrifa::FontRef::from_index(face.data, face.index).ok();
    let name = font.as_ref().and_then(|font| {
        let names = font.localized_strings(StringId::POSTSCRIPT_NAME);
        names.english_or_first().map(|name| name.chars().collect())
    });
    let name: String = name.unwrap_or_else(|| "Font".to_owned());
    let bold = name.contains("Bold");
    (name, bold)
}

fn failed(error: &dyn std::fmt::Display) -> ExportError {
    ExportError::Format(format!("字体无法嵌入：{error}"))
}
