//! A run of slides as a presentation for `PowerPoint` and WPS: real text and shapes at the places
//! where they stand on our own slides.

mod parts;
mod slide;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::{Deck, ExportError, Progress};
use crate::num;
use crate::page::Pages;

/// English Metric Units to a unit of our slides: 1080 of them are 7.5 inches.
const EMU: f32 = 6350.0;

pub(super) fn write(
    deck: &Deck,
    out: &mut dyn Write,
    progress: &dyn Progress,
) -> Result<(), ExportError> {
    let pages = deck.slides();
    let count = pages.count();
    let screen = pages.screen();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut add = |name: &str, xml: &str| -> Result<(), ExportError> {
        zip.start_file(name, options)
            .map_err(|error| ExportError::Format(error.to_string()))?;
        zip.write_all(parts::DECLARATION.as_bytes())?;
        zip.write_all(xml.as_bytes())?;
        Ok(())
    };
    add("[Content_Types].xml", &parts::content_types(count))?;
    add("_rels/.rels", parts::RELATIONSHIPS)?;
    add("docProps/core.xml", &parts::core(deck))?;
    add("docProps/app.xml", parts::APP)?;
    add(
        "ppt/presentation.xml",
        &parts::presentation(count, emu(screen.width), emu(crate::page::slides::HEIGHT)),
    )?;
    add(
        "ppt/_rels/presentation.xml.rels",
        &parts::presentation_relationships(count),
    )?;
    add("ppt/theme/theme1.xml", &parts::theme())?;
    add("ppt/slideMasters/slideMaster1.xml", &parts::master())?;
    add(
        "ppt/slideMasters/_rels/slideMaster1.xml.rels",
        parts::MASTER_RELATIONSHIPS,
    )?;
    add("ppt/slideLayouts/slideLayout1.xml", &parts::layout())?;
    add(
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels",
        parts::LAYOUT_RELATIONSHIPS,
    )?;
    for nth in 0..count {
        if progress.is_cancelled() {
            return Err(ExportError::Cancelled);
        }
        progress.report(num::float(nth) / num::float(count));
        let name = format!("ppt/slides/slide{}.xml", nth + 1);
        add(&name, &slide::xml(&pages.page(nth)))?;
        let name = format!("ppt/slides/_rels/slide{}.xml.rels", nth + 1);
        add(&name, parts::SLIDE_RELATIONSHIPS)?;
    }
    let bytes = zip
        .finish()
        .map_err(|error| ExportError::Format(error.to_string()))?
        .into_inner();
    out.write_all(&bytes)?;
    progress.report(1.0);
    Ok(())
}

/// A length in English Metric Units.
fn emu(units: f32) -> i64 {
    i64::from(num::floor(units * EMU + 0.5))
}
