//! The properties of the file that the writer of workbooks fixes itself: which program made it, and
//! in which language.

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::export::ExportError;

/// What the writer says, and what is true. Our version is none of that program's.
const APP: [(&str, &str); 2] = [
    (
        "<Application>Microsoft Excel</Application>",
        "<Application>Zeren</Application>",
    ),
    ("<AppVersion>12.0000</AppVersion>", ""),
];

/// The language stands behind the creator, as in our Word files.
const CORE: [(&str, &str); 1] = [(
    "</dc:creator>",
    "</dc:creator><dc:language>zh-CN</dc:language>",
)];

/// The workbook with its properties put right; all other parts are copied as they are.
pub(super) fn finish(bytes: Vec<u8>) -> Result<Vec<u8>, ExportError> {
    let mut parts = ZipArchive::new(Cursor::new(bytes)).map_err(failed)?;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for nth in 0..parts.len() {
        let mut part = parts.by_index(nth).map_err(failed)?;
        let name = part.name().map_err(failed)?.into_owned();
        let changes: &[(&str, &str)] = match name.as_str() {
            "docProps/app.xml" => &APP,
            "docProps/core.xml" => &CORE,
            _ => {
                drop(part);
                let part = parts.by_index_raw(nth).map_err(failed)?;
                zip.raw_copy_file(part).map_err(failed)?;
                continue;
            }
        };
        let mut xml = String::new();
        part.read_to_string(&mut xml)?;
        for (said, wanted) in changes {
            xml = xml.replacen(said, wanted, 1);
        }
        zip.start_file(name, options).map_err(failed)?;
        zip.write_all(xml.as_bytes())?;
    }
    Ok(zip.finish().map_err(failed)?.into_inner())
}

#[expect(clippy::needless_pass_by_value, reason = "what map_err gives")]
fn failed(error: zip::result::ZipError) -> ExportError {
    ExportError::Format(error.to_string())
}
