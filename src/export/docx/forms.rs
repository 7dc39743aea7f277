//! Forms that offices hand in: one table under a title, section rows inside it, widths and lines as
//! on the pages of the PDF.

use super::parts::HEADING;
use super::xml::{TWIPS, end_row, paragraph, run};
use super::{Document, twips};
use crate::export::ExportError;
use crate::export::progress::Steps;
use crate::num;
use crate::page::{FORM_EDGE, form_lines, form_widths};
use crate::view::forms::{FormCell, FormHeading, FormPart, FormRow, FormTable};
use crate::xml::escape;

/// From one line of a cell to the next, in points.
const LEADING: f32 = 15.5;

pub(super) fn write(
    document: &mut Document,
    table: &FormTable,
    steps: &mut Steps<'_>,
) -> Result<(), ExportError> {
    head(document, table);
    let room = f32::from(u16::try_from(document.width).unwrap_or(u16::MAX)) / TWIPS;
    // A row that is higher than half a page may break.
    let size = document.setup.size();
    let most = num::whole((size.height - 2.0 * FORM_EDGE) / 2.0 / LEADING);
    let widths = form_widths(table, room);
    for (part, widths) in table.parts.iter().zip(&widths) {
        write_part(document, part, (widths, most), &table.title, steps)?;
    }
    if table.parts.is_empty() {
        paragraph(&mut document.xml, "Note", table.nothing());
    }
    for remark in &table.remarks {
        paragraph(&mut document.xml, "Note", remark);
    }
    Ok(())
}

/// 附件 and 密级, the title, and what stands under it.
fn head(document: &mut Document, table: &FormTable) {
    let heading = &table.spec.heading;
    label(document, heading);
    let xml = &mut document.xml;
    paragraph(xml, "FormTitle", &table.title);
    for words in table.under() {
        paragraph(xml, "FormUnder", words);
    }
    handed_in(document, heading);
}

/// 附件 and 密级, above the title.
pub(super) fn label(document: &mut Document, heading: &FormHeading) {
    let (left, right) = (&heading.attachment, &heading.secrecy);
    if !left.is_empty() || !right.is_empty() {
        at_both_ends(&mut document.xml, "FormLabel", document.width, left, right);
    }
}

/// Who hands it in, and when, right above the table.
pub(super) fn handed_in(document: &mut Document, heading: &FormHeading) {
    let by = heading.handed_in_by();
    if !by.is_empty() || !heading.date.is_empty() {
        let xml = &mut document.xml;
        at_both_ends(xml, "FormText", document.width, &by, &heading.date);
    }
}

/// A paragraph with words at its left and others at its right.
fn at_both_ends(xml: &mut String, style: &str, width: u32, left: &str, right: &str) {
    xml.push_str(&format!(
        "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/><w:tabs><w:tab w:val=\"right\" w:pos=\"{width}\"/></w:tabs></w:pPr>"
    ));
    if !left.is_empty() {
        run(xml, left, None);
    }
    if !right.is_empty() {
        xml.push_str("<w:r><w:tab/></w:r>");
        run(xml, right, None);
    }
    xml.push_str("</w:p>");
}

fn write_part(
    document: &mut Document,
    part: &FormPart,
    (points, most): (&[f32], usize),
    title: &str,
    steps: &mut Steps<'_>,
) -> Result<(), ExportError> {
    let widths: Vec<u32> = points.iter().map(|width| twips(*width)).collect();
    let all: u32 = widths.iter().sum();
    let span = widths.len();
    let xml = &mut document.xml;
    // A paragraph of its own: Word's navigation shows no heading that stands in a table.
    if let Some(heading) = &part.heading {
        paragraph(xml, "FormPlan", heading);
    }
    begin(xml, &widths, part.heading.as_deref().unwrap_or(title));
    begin_row(xml, true, true);
    for (choice, width) in part.columns.iter().zip(&widths) {
        begin_cell(xml, *width, 1);
        paragraph(xml, "FormHead", choice.head());
        xml.push_str("</w:tc>");
    }
    end_row(xml);
    for row in &part.rows {
        steps.step()?;
        match row {
            FormRow::Heading { level, text } => {
                begin_row(xml, false, true);
                let style = if *level == 0 {
                    "FormChapter"
                } else {
                    "FormSection"
                };
                wide(xml, (all, span), style, text);
                end_row(xml);
            }
            FormRow::Entry(entry) => {
                let columns = part.columns.iter().zip(points);
                let lines: Vec<Vec<(String, String)>> = entry
                    .cells
                    .iter()
                    .zip(columns.clone())
                    .map(|(cell, (choice, width))| {
                        form_lines(cell, *width, choice.column.has_names())
                    })
                    .collect();
                let high = lines.iter().map(Vec::len).max().unwrap_or(0);
                begin_row(xml, false, high <= most);
                for (((cell, lines), (choice, _)), width) in
                    entry.cells.iter().zip(&lines).zip(columns).zip(&widths)
                {
                    begin_cell(xml, *width, 1);
                    let centred = choice.column.is_centred() || cell.is_not_stated();
                    if choice.column.has_names() {
                        names(xml, lines, centred);
                    } else {
                        words(xml, cell, centred);
                    }
                    xml.push_str("</w:tc>");
                }
                end_row(xml);
            }
        }
    }
    xml.push_str("</w:tbl>");
    paragraph(xml, "Gap", "");
    Ok(())
}

/// The table: thin lines inside, a stronger frame.
fn begin(xml: &mut String, widths: &[u32], caption: &str) {
    let all: u32 = widths.iter().sum();
    let line = |name: &str, size: u8| {
        format!("<w:{name} w:val=\"single\" w:sz=\"{size}\" w:space=\"0\" w:color=\"000000\"/>")
    };
    xml.push_str(&format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{all}\" w:type=\"dxa\"/><w:jc w:val=\"left\"/><w:tblBorders>{}{}{}{}{}{}</w:tblBorders>\
         <w:tblLayout w:type=\"fixed\"/><w:tblCellMar>\
         <w:top w:w=\"68\" w:type=\"dxa\"/><w:left w:w=\"85\" w:type=\"dxa\"/>\
         <w:bottom w:w=\"68\" w:type=\"dxa\"/><w:right w:w=\"85\" w:type=\"dxa\"/></w:tblCellMar>\
         <w:tblLook w:val=\"0620\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>\
         <w:tblCaption w:val=\"{}\"/></w:tblPr><w:tblGrid>",
        line("top", 8),
        line("left", 8),
        line("bottom", 8),
        line("right", 8),
        line("insideH", 4),
        line("insideV", 4),
        escape(caption)
    ));
    for width in widths {
        xml.push_str(&format!("<w:gridCol w:w=\"{width}\"/>"));
    }
    xml.push_str("</w:tblGrid>");
}

fn begin_row(xml: &mut String, is_header: bool, whole: bool) {
    xml.push_str("<w:tr><w:trPr>");
    if whole {
        xml.push_str("<w:cantSplit/>");
    }
    if is_header {
        xml.push_str("<w:tblHeader/>");
    }
    xml.push_str("</w:trPr>");
}

fn begin_cell(xml: &mut String, width: u32, span: usize) {
    xml.push_str(&format!(
        "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>"
    ));
    if span > 1 {
        xml.push_str(&format!("<w:gridSpan w:val=\"{span}\"/>"));
    }
    xml.push_str("<w:vAlign w:val=\"center\"/></w:tcPr>");
}

/// A row's only cell, across all columns.
fn wide(xml: &mut String, (width, span): (u32, usize), style: &str, text: &str) {
    begin_cell(xml, width, span);
    paragraph(xml, style, text);
    xml.push_str("</w:tc>");
}

fn begin_paragraph(xml: &mut String, centred: bool) {
    let jc = if centred {
        "<w:jc w:val=\"center\"/>"
    } else {
        ""
    };
    xml.push_str(&format!(
        "<w:p><w:pPr><w:pStyle w:val=\"FormText\"/>{jc}</w:pPr>"
    ));
}

/// Names of bodies, broken between each other only: the lines are those of the pages.
fn names(xml: &mut String, lines: &[(String, String)], centred: bool) {
    begin_paragraph(xml, centred);
    let lines = lines.iter().map(|(strong, text)| format!("{strong}{text}"));
    let text: Vec<String> = lines.collect();
    if !text.is_empty() {
        run(xml, &text.join("\n"), None);
    }
    xml.push_str("</w:p>");
}

/// Paragraphs whose beginning stands out.
fn words(xml: &mut String, cell: &FormCell, centred: bool) {
    for paragraph in &cell.0 {
        begin_paragraph(xml, centred);
        if !paragraph.strong.is_empty() {
            xml.push_str(&format!(
                "<w:r><w:rPr><w:rFonts w:eastAsia=\"{HEADING}\" w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>",
                escape(&paragraph.strong)
            ));
        }
        if !paragraph.text.is_empty() {
            run(xml, &paragraph.text, None);
        }
        xml.push_str("</w:p>");
    }
    if cell.is_empty() {
        begin_paragraph(xml, centred);
        xml.push_str("</w:p>");
    }
}
