//! A Word document in the form of GB/T 9704: real tables with headers on each page, rows that are
//! not split, headings that Word's navigation shows.
//!
//! The parts are written as they are, without a library: what Word needs of them (repeated header
//! rows, vertical names, even and odd footers, fallbacks of typefaces) is most of what there is.

mod agency;
mod forms;
mod matrix;
mod parts;
mod receipt;
mod tables;
mod timeline;
mod xml;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::progress::Steps;
use super::{ExportError, Format, Progress, Subject};
use crate::num;
use crate::page::{FORM_EDGE, Margins, Orientation, PageSetup};
use crate::terms;
use crate::view::timeline::Timeline;
use crate::view::{MarkStyle, citation, target_rows};
pub(super) use receipt::write_receipt;
use xml::{TWIPS, paragraph};

/// Word takes minutes to lay out larger tables, and most computers run out of memory.
const MOST_CELLS: usize = 200_000;

/// How far the page number stands from the paper's edge, in twips: 7 mm below the type area.
const FOOTER: u32 = 1100;

pub(super) fn write(
    subject: Subject<'_>,
    setup: PageSetup,
    out: &mut dyn Write,
    progress: &dyn Progress,
) -> Result<(), ExportError> {
    let (sheet, layout) = (subject.sheet(), subject.layout());
    let on_axis = matches!(subject, Subject::Timeline(_)).then(|| Timeline::new(sheet));
    let (rows, cells) = match subject {
        Subject::Matrix(_) => (sheet.rows.len(), sheet.shown.tasks * sheet.columns.len()),
        Subject::Form(table) => {
            let cells = table.entries().map(|entry| entry.cells.len());
            (table.entries().count(), cells.sum())
        }
        Subject::List(_) => (sheet.rows.len(), sheet.shown.tasks * 7),
        Subject::Targets(_) => {
            let rows = target_rows(sheet).len();
            (rows, rows * 7)
        }
        Subject::Agency(profile) => {
            let tasks = profile.tasks as usize + profile.through_tasks();
            let rows = tasks + profile.targets.len();
            (rows, rows * 6)
        }
        Subject::Timeline(_) => {
            let cells = on_axis.as_ref().map(timeline::cells).unwrap_or_default();
            let rows = on_axis.as_ref().map(|it| it.lanes.len() + it.undated.len());
            (rows.unwrap_or_default(), cells)
        }
        Subject::Slides(_) => {
            let format = Format::Docx;
            return Err(ExportError::NotOffered { layout, format });
        }
    };
    if cells > MOST_CELLS {
        return Err(ExportError::Unwieldy {
            cells,
            most: MOST_CELLS,
        });
    }
    let title = title(subject);
    let mut document = match subject {
        Subject::Form(_) => Document::even(setup),
        _ => Document::new(setup),
    };
    let mut steps = Steps::new(progress, rows);
    if !matches!(subject, Subject::Form(_)) {
        document.head(subject, &title);
    }
    match subject {
        Subject::Form(table) => forms::write(&mut document, table, &mut steps)?,
        Subject::Matrix(_) => matrix::write(&mut document, sheet, &mut steps)?,
        Subject::List(_) => tables::list(&mut document, sheet, &mut steps)?,
        Subject::Agency(profile) => agency::write(&mut document, profile, &mut steps)?,
        Subject::Timeline(_) => {
            if let Some(shown) = &on_axis {
                timeline::write(&mut document, shown, &mut steps)?;
            }
        }
        Subject::Targets(_) | Subject::Slides(_) => {
            tables::targets(&mut document, sheet, &mut steps)?;
        }
    }
    if !matches!(subject, Subject::Form(_)) {
        document.foot(subject, rows == 0, setup.notes);
    }
    let (about, creator) = parts::described(subject);
    let core = parts::core(sheet.today, &title, &about, &creator);
    out.write_all(&whole(document, &core)?)?;
    progress.report(1.0);
    Ok(())
}

/// A finished document with its properties as a file.
fn whole(document: Document, core: &str) -> Result<Vec<u8>, ExportError> {
    let settings = parts::settings(document.setup);
    let xml = document.finish();
    package(&[
        ("[Content_Types].xml", parts::CONTENT_TYPES),
        ("_rels/.rels", parts::RELATIONSHIPS),
        ("word/document.xml", &xml),
        (
            "word/_rels/document.xml.rels",
            parts::DOCUMENT_RELATIONSHIPS,
        ),
        ("word/styles.xml", &parts::styles()),
        ("word/settings.xml", &settings),
        ("word/fontTable.xml", &parts::font_table()),
        ("word/footer1.xml", &parts::footer(false)),
        ("word/footer2.xml", &parts::footer(true)),
        ("docProps/core.xml", core),
        ("docProps/app.xml", parts::APP),
    ])
}

fn title(subject: Subject<'_>) -> String {
    let layout = subject.layout();
    match subject {
        Subject::Agency(profile) => profile.title(),
        Subject::Form(table) => table.title.clone(),
        subject => subject.sheet().titled(layout.document()),
    }
}

/// `15 / 20 项任务`, or `20 项任务` where all are shown.
fn count_words(shown: u32, all: u32, unit: &str) -> String {
    if shown == all {
        format!("{all} {unit}")
    } else {
        format!("{shown} / {all} {unit}")
    }
}

/// The document as it grows.
struct Document {
    xml: String,
    setup: PageSetup,
    margins: Margins,
    /// The width of the type area, in twips.
    width: u32,
}

impl Document {
    fn new(setup: PageSetup) -> Self {
        Self {
            xml: format!(
                "{}<w:document {}><w:body>",
                parts::DECLARATION,
                parts::NAMESPACES
            ),
            setup,
            margins: setup.margins(),
            width: twips(setup.area().width()),
        }
    }

    /// One with the same white edge on every side.
    fn even(setup: PageSetup) -> Self {
        let edge = FORM_EDGE;
        Self {
            margins: Margins {
                top: edge,
                right: edge,
                bottom: edge,
                left: edge,
            },
            width: twips(setup.size().width - 2.0 * edge),
            ..Self::new(setup)
        }
    }

    /// Title, sources, filter and counts.
    fn head(&mut self, subject: Subject<'_>, title: &str) {
        let sheet = subject.sheet();
        let heading = sheet.heading(subject.layout().document());
        forms::label(self, heading);
        paragraph(&mut self.xml, "Title", title);
        if !heading.number.is_empty() {
            paragraph(&mut self.xml, "FormUnder", &heading.number);
        }
        let (what, counts) = match subject {
            Subject::Agency(profile) => {
                let view = sheet.spec.succession.label();
                (
                    format!("{} · {view}", sheet.filter_text()),
                    profile.counts_text(),
                )
            }
            _ => (sheet.filter_text(), sheet.counts_text()),
        };
        let mut plans = sheet.plans();
        if let (Some(one), None) = (plans.next(), plans.next()) {
            let source = citation(sheet.workspace().plan(one));
            paragraph(&mut self.xml, "Subtitle", &source);
        }
        let about = format!("{what} · {counts} · {}制表", sheet.today.text());
        paragraph(&mut self.xml, "About", &about);
        forms::handed_in(self, heading);
    }

    /// Legend, sources, what a reader should know.
    fn foot(&mut self, subject: Subject<'_>, is_empty: bool, notes: bool) {
        let sheet = subject.sheet();
        let xml = &mut self.xml;
        if is_empty {
            paragraph(xml, "Note", "没有内容符合筛选。");
        }
        if !notes {
            return;
        }
        let legend = sheet.legend_text();
        if matches!(subject, Subject::Matrix(_)) && !legend.is_empty() {
            paragraph(xml, "Note", &format!("{}　{legend}", terms::LEGEND));
            if sheet.spec.marks == MarkStyle::Raci {
                paragraph(xml, "Note", &format!("{}。", terms::RACI_CAVEAT));
            }
            if sheet.shown.plans > 1 && sheet.spec.hide_empty_columns {
                paragraph(xml, "Note", "每份方案的表只列在其中有职责的机构。");
            }
        }
        if matches!(subject, Subject::Timeline(_)) {
            let words = format!("{}　{}", terms::LEGEND, timeline::LEGEND);
            paragraph(xml, "Note", &words);
        }
        // An agency's sheet says it where it says who the agency is.
        if !matches!(subject, Subject::Agency(_)) {
            for words in sheet.folding_notes() {
                paragraph(xml, "Note", &format!("{}　{words}", terms::FOLDING));
            }
        }
        let sources = match subject {
            Subject::Agency(profile) => {
                let sources = crate::export::agency::sources(profile);
                sources.into_iter().map(|(_, words)| words).collect()
            }
            // Of a single plan the shorter one stands under the title already.
            _ => {
                let mut sources = sheet.citations();
                if sheet.shown.plans == 1 {
                    let known = sheet.plans().map(|ix| citation(sheet.workspace().plan(ix)));
                    let known: Vec<String> = known.collect();
                    sources.retain(|source| !known.contains(source));
                }
                sources
            }
        };
        for source in sources {
            paragraph(xml, "Note", &format!("{}　{source}", terms::SOURCE));
        }
        for note in &sheet.workspace().notes {
            paragraph(xml, "Note", &format!("数据　{note}"));
        }
    }

    /// The width of the type area, shared out by weight.
    fn share(&self, weights: impl Iterator<Item = u32>) -> Vec<u32> {
        let weights: Vec<u32> = weights.collect();
        let all: u32 = weights.iter().sum::<u32>().max(1);
        weights
            .into_iter()
            .map(|weight| self.width * weight / all)
            .collect()
    }

    /// The whole part, with paper and margins.
    fn finish(mut self) -> String {
        let (size, margins) = (self.setup.size(), self.margins);
        let turned = match self.setup.orientation {
            Orientation::Landscape => " w:orient=\"landscape\"",
            Orientation::Portrait => "",
        };
        self.xml.push_str(&format!(
            "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/><w:footerReference w:type=\"even\" r:id=\"rId5\"/>\
             <w:pgSz w:w=\"{}\" w:h=\"{}\"{turned}/>\
             <w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" w:left=\"{}\" w:header=\"851\" w:footer=\"{FOOTER}\" w:gutter=\"0\"/>\
             <w:pgNumType w:fmt=\"decimal\"/></w:sectPr></w:body></w:document>",
            twips(size.width),
            twips(size.height),
            twips(margins.top),
            twips(margins.right),
            twips(margins.bottom),
            twips(margins.left)
        ));
        self.xml
    }
}

fn twips(points: f32) -> u32 {
    num::short(num::whole((points * TWIPS).round()))
}

/// The parts in one file. It bears no time: the same view makes the same bytes.
fn package(parts: &[(&str, &str)]) -> Result<Vec<u8>, ExportError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, xml) in parts {
        zip.start_file(*name, options)
            .map_err(|error| ExportError::Format(error.to_string()))?;
        if !xml.starts_with("<?xml") {
            zip.write_all(parts::DECLARATION.as_bytes())?;
        }
        zip.write_all(xml.as_bytes())?;
    }
    let cursor = zip
        .finish()
        .map_err(|error| ExportError::Format(error.to_string()))?;
    Ok(cursor.into_inner())
}
