//! Finished view data becomes a file.
//!
//! Exporters are pure: view data in, bytes out. They look nothing up that the sheet does not say,
//! and never touch a path; [`export_files`] alone opens files, and it leaves old ones whole when
//! something goes wrong. What is exported is a [`Subject`]. Folded rows are in every export:
//! folding is a way to look at the data, and the counts of the sheet include them.
//!
//! Pages ([`pages`]) become [`svg()`], [`png()`] and [`pdf()`]; these three know nothing of what
//! the pages show.

mod agency;
mod agency_tables;
mod clip;
mod columns;
mod csv;
mod deck;
mod distribute;
mod docx;
mod error;
mod files;
mod format;
mod guard;
mod html;
mod ics;
mod lacking;
mod name;
mod notes;
mod ofd;
mod options;
mod pages;
mod pdf;
mod png;
mod pptx;
mod progress;
mod records;
mod subject;
mod svg;
mod xlsx;

use std::io::Write;

pub use agency::AGENCY_HEADERS;
pub use clip::{Clip, clip, clip_cells, clip_lines, clip_rows, clip_tasks};
pub use deck::{Deck, DeckShape};
pub use distribute::{
    AgencyFile, Distributed, Distribution, agencies_with_any_tasks, agencies_with_tasks, recipients,
};
#[cfg(feature = "gui")]
pub(crate) use distribute::{is_office, with_any_tasks, with_tasks};
pub use error::ExportError;
pub use files::page_names;
pub use files::{export_files, export_to};
pub use format::{Format, Layout};
pub use guard::guard;
pub use ics::CalendarCounts;
pub use lacking::{Lack, lacking, lacking_words};
#[cfg(feature = "gui")]
pub(crate) use name::Named;
#[cfg(feature = "gui")]
pub(crate) use name::clean as clean_name;
pub use name::default_file_name;
pub use notes::ChangeNotes;
pub use ofd::{About, ofd};
pub use options::Options;
pub use pages::pages;
pub use pdf::pdf;
pub use png::DPI;
pub use png::{Painter, Picture, png};
pub use progress::{Progress, Silent};
pub(crate) use records::MATRIX_HEADERS;
pub use subject::{Content, Subject};
pub use svg::svg;

pub use crate::view::column_labels;

/// Writes view data to `out`, with what suits its layout.
///
/// # Errors
/// When `out` does, when the job is cancelled, when the layout does not come in this format, and
/// when a format cannot hold so much.
pub fn write(
    subject: Subject<'_>,
    format: Format,
    out: &mut dyn Write,
    progress: &dyn Progress,
) -> Result<(), ExportError> {
    write_with(subject, format, subject.into(), out, progress)
}

/// Writes view data to `out`, with options.
///
/// # Errors
/// As [`write()`].
pub fn write_with(
    subject: Subject<'_>,
    format: Format,
    options: Options,
    out: &mut dyn Write,
    progress: &dyn Progress,
) -> Result<(), ExportError> {
    let layout = subject.layout();
    if !layout.formats().contains(&format) {
        return Err(ExportError::NotOffered { layout, format });
    }
    match format {
        Format::Csv => csv::write(subject, out, progress),
        Format::Xlsx => xlsx::write(subject, out, progress),
        Format::Docx => docx::write(subject, options.setup, out, progress),
        Format::Html => html::write(subject, out, progress),
        Format::Pptx => match subject {
            Subject::Slides(deck) => pptx::write(deck, out, progress),
            _ => Err(ExportError::NotOffered { layout, format }),
        },
        Format::Ics => ics::write(subject, options.past, out, progress),
        Format::Pdf | Format::Ofd | Format::Png | Format::Svg => {
            pages::write(subject, format, options, out, progress)
        }
    }
}
