//! Pages as OFD (GB/T 33190-2016), what offices on domestic systems hand in: a package of XML with
//! text that can be selected, subsets of the type, bookmarks and properties. Lengths are
//! millimetres.

mod content;
mod font;

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::{ExportError, Progress};
use crate::model::Date;
use crate::num;
use crate::page::{Bookmark, MM, Pages};
use crate::xml::escape;
use content::Writer;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const NAMESPACE: &str = "xmlns:ofd=\"http://www.ofdspec.org/2016\"";

/// What a file says of itself beside its title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Who made it; the program where nobody is named.
    pub author: String,
    /// The day of the view.
    pub day: Date,
}

/// Pages as the bytes of an OFD file. The same pages make the same bytes.
///
/// # Errors
/// When somebody cancels, and when a font cannot be embedded.
pub fn ofd(
    pages: &dyn Pages,
    about: &About,
    progress: &dyn Progress,
) -> Result<Vec<u8>, ExportError> {
    let mut package = Package::new();
    let mut writer = Writer::default();
    let count = pages.count();
    let mut list = String::new();
    let mut ids: Vec<u32> = Vec::with_capacity(count);
    let mut first = (0.0, 0.0);
    for nth in 0..count {
        if progress.is_cancelled() {
            return Err(ExportError::Cancelled);
        }
        progress.report(num::float(nth) / num::float(count) * 0.9);
        let page = pages.page(nth);
        let size = (page.size.width / MM, page.size.height / MM);
        if nth == 0 {
            first = size;
        }
        let id = writer.next_id();
        ids.push(id);
        let place = format!("Pages/Page_{nth}/Content.xml");
        let _ = write!(list, "<ofd:Page ID=\"{id}\" BaseLoc=\"{place}\"/>");
        let content = writer.page(&page, size);
        package.add(&format!("Doc_0/{place}"), content.as_bytes())?;
    }
    let mut fonts = String::new();
    for (id, name, family, bold, bytes) in writer.fonts()? {
        let _ = write!(
            fonts,
            "<ofd:Font ID=\"{id}\" FontName=\"{name}\" FamilyName=\"{family}\" Bold=\"{bold}\">\
             <ofd:FontFile>font_{id}.ttf</ofd:FontFile></ofd:Font>"
        );
        package.add(&format!("Doc_0/Res/font_{id}.ttf"), &bytes)?;
    }
    let resources =
        format!("<ofd:Res {NAMESPACE} BaseLoc=\"Res\"><ofd:Fonts>{fonts}</ofd:Fonts></ofd:Res>");
    package.add_xml("Doc_0/PublicRes.xml", &resources)?;
    let outlines = outlines(&pages.bookmarks(), &ids);
    let (width, height) = (content::number(first.0), content::number(first.1));
    let most = writer.next_id();
    let document = format!(
        "<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:MaxUnitID>{most}</ofd:MaxUnitID>\
         <ofd:PageArea><ofd:PhysicalBox>0 0 {width} {height}</ofd:PhysicalBox></ofd:PageArea>\
         <ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData>\
         <ofd:Pages>{list}</ofd:Pages>{outlines}</ofd:Document>"
    );
    package.add_xml("Doc_0/Document.xml", &document)?;
    let day = about.day.first_day();
    let head = format!(
        "<ofd:OFD {NAMESPACE} Version=\"1.0\" DocType=\"OFD\"><ofd:DocBody><ofd:DocInfo>\
         <ofd:DocID>{:032x}</ofd:DocID><ofd:Title>{}</ofd:Title><ofd:Author>{}</ofd:Author>\
         <ofd:CreationDate>{day}</ofd:CreationDate><ofd:ModDate>{day}</ofd:ModDate>\
         <ofd:Creator>Zeren 责任矩阵</ofd:Creator><ofd:CreatorVersion>{}</ofd:CreatorVersion></ofd:DocInfo>\
         <ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        package.print,
        escape(pages.title()),
        escape(&about.author),
        env!("CARGO_PKG_VERSION")
    );
    let bytes = package.finish(&head)?;
    progress.report(1.0);
    Ok(bytes)
}

/// What a reader can jump to, as a tree.
fn outlines(bookmarks: &[Bookmark], pages: &[u32]) -> String {
    if bookmarks.is_empty() {
        return String::new();
    }
    let mut xml = String::from("<ofd:Outlines>");
    let mut open = 0;
    for bookmark in bookmarks {
        while open > bookmark.level {
            xml.push_str("</ofd:OutlineElem>");
            open -= 1;
        }
        let page = pages.get(bookmark.page).copied().unwrap_or_default();
        let _ = write!(
            xml,
            "<ofd:OutlineElem Title=\"{}\"><ofd:Actions><ofd:Action Event=\"CLICK\"><ofd:Goto>\
             <ofd:Dest Type=\"XYZ\" PageID=\"{page}\" Left=\"0\" Top=\"{}\" Zoom=\"0\"/>\
             </ofd:Goto></ofd:Action></ofd:Actions>",
            escape(&bookmark.title),
            content::number(bookmark.top / MM)
        );
        open += 1;
    }
    for _ in 0..open {
        xml.push_str("</ofd:OutlineElem>");
    }
    xml.push_str("</ofd:Outlines>");
    xml
}

/// The package as it grows. It bears no time.
struct Package {
    zip: ZipWriter<Cursor<Vec<u8>>>,
    options: SimpleFileOptions,
    /// A number made of everything in it, by which files are told apart.
    print: u128,
}

impl Package {
    fn new() -> Self {
        Self {
            zip: ZipWriter::new(Cursor::new(Vec::new())),
            options: SimpleFileOptions::default()
                .compression_method(CompressionMethod::Deflated)
                .last_modified_time(DateTime::default()),
            // FNV-1a of 128 bits.
            print: 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d,
        }
    }

    fn add_xml(&mut self, name: &str, xml: &str) -> Result<(), ExportError> {
        self.add(name, format!("{DECLARATION}{xml}").as_bytes())
    }

    fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), ExportError> {
        for byte in bytes {
            self.print ^= u128::from(*byte);
            self.print = self
                .print
                .wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
        self.zip.start_file(name, self.options).map_err(failed)?;
        self.zip.write_all(bytes)?;
        Ok(())
    }

    /// The whole, its head first: by that programs know what kind of package it is.
    fn finish(self, head: &str) -> Result<Vec<u8>, ExportError> {
        let options = self.options;
        let parts = self.zip.finish().map_err(failed)?.into_inner();
        let mut parts = ZipArchive::new(Cursor::new(parts)).map_err(failed)?;
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("OFD.xml", options).map_err(failed)?;
        zip.write_all(DECLARATION.as_bytes())?;
        zip.write_all(head.as_bytes())?;
        for nth in 0..parts.len() {
            let part = parts.by_index_raw(nth).map_err(failed)?;
            zip.raw_copy_file(part).map_err(failed)?;
        }
        Ok(zip.finish().map_err(failed)?.into_inner())
    }
}

#[expect(clippy::needless_pass_by_value, reason = "what map_err gives")]
fn failed(error: zip::result::ZipError) -> ExportError {
    ExportError::Format(error.to_string())
}
