//! The XML of Word documents, as far as they need it. The order of elements is the schema's: Word
//! refuses a file in another one.

use crate::colour::Colour;
use crate::xml::escape;

/// Twentieths of a point, in which Word measures.
pub(super) const TWIPS: f32 = 20.0;

/// How the lines of a paragraph stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Align {
    /// At the left; in vertical text at the top.
    #[default]
    Start,
    /// In the middle.
    Center,
    /// At the right; in vertical text at the bottom.
    End,
}

/// A run of text in a paragraph; line breaks stay.
pub(super) fn run(xml: &mut String, text: &str, color: Option<Colour>) {
    // The hint makes quotation marks, dashes and symbols take the Chinese typeface.
    xml.push_str("<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/>");
    if let Some(color) = color {
        xml.push_str(&format!("<w:color w:val=\"{}\"/>", color.hex()));
    }
    xml.push_str("</w:rPr>");
    for (nth, line) in text.split('\n').enumerate() {
        if nth > 0 {
            xml.push_str("<w:br/>");
        }
        xml.push_str(&format!(
            "<w:t xml:space=\"preserve\">{}</w:t>",
            escape(line)
        ));
    }
    xml.push_str("</w:r>");
}

/// A paragraph of one style.
pub(super) fn paragraph(xml: &mut String, style: &str, text: &str) {
    xml.push_str(&format!(
        "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>"
    ));
    if !text.is_empty() {
        run(xml, text, None);
    }
    xml.push_str("</w:p>");
}

/// A cell's own paragraph.
fn in_cell(xml: &mut String, cell: &Cell<'_>) {
    xml.push_str(&format!("<w:p><w:pPr><w:pStyle w:val=\"{}\"/>", cell.style));
    if cell.keep {
        xml.push_str("<w:keepNext/>");
    }
    match cell.align {
        Align::Start => {}
        Align::Center => xml.push_str("<w:jc w:val=\"center\"/>"),
        Align::End => xml.push_str("<w:jc w:val=\"right\"/>"),
    }
    xml.push_str("</w:pPr>");
    if !cell.text.is_empty() {
        run(xml, cell.text, cell.color);
    }
    xml.push_str("</w:p>");
}

/// A table whose columns have these widths in twips.
pub(super) fn begin_table(xml: &mut String, widths: &[u32], caption: &str) {
    let all: u32 = widths.iter().sum();
    xml.push_str(&format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{all}\" w:type=\"dxa\"/><w:jc w:val=\"left\"/><w:tblBorders>\
         <w:top w:val=\"single\" w:sz=\"12\" w:space=\"0\" w:color=\"000000\"/>\
         <w:bottom w:val=\"single\" w:sz=\"12\" w:space=\"0\" w:color=\"000000\"/>\
         <w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"A6A6A6\"/>\
         <w:insideV w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"D9D9D9\"/>\
         </w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar>\
         <w:top w:w=\"24\" w:type=\"dxa\"/><w:left w:w=\"57\" w:type=\"dxa\"/>\
         <w:bottom w:w=\"24\" w:type=\"dxa\"/><w:right w:w=\"57\" w:type=\"dxa\"/></w:tblCellMar>\
         <w:tblLook w:val=\"0620\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>\
         <w:tblCaption w:val=\"{}\"/></w:tblPr><w:tblGrid>",
        escape(caption)
    ));
    for width in widths {
        xml.push_str(&format!("<w:gridCol w:w=\"{width}\"/>"));
    }
    xml.push_str("</w:tblGrid>");
}

/// Ends a table. Word wants a paragraph between two tables, and after the last one.
pub(super) fn end_table(xml: &mut String) {
    xml.push_str("</w:tbl>");
    paragraph(xml, "Gap", "");
}

/// How high a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Height {
    /// So many twips, or what its texts need.
    AtLeast(u32),
    /// So many twips: vertical text does not make its row grow.
    Exact(u32),
}

/// Begins a row. No row is split between two pages; header rows stand on each page anew.
pub(super) fn begin_row(xml: &mut String, is_header: bool, height: Height) {
    let (value, rule) = match height {
        Height::AtLeast(value) => (value, "atLeast"),
        Height::Exact(value) => (value, "exact"),
    };
    xml.push_str(&format!(
        "<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"{value}\" w:hRule=\"{rule}\"/>"
    ));
    if is_header {
        xml.push_str("<w:tblHeader/>");
    }
    xml.push_str("</w:trPr>");
}

/// Ends a row.
pub(super) fn end_row(xml: &mut String) {
    xml.push_str("</w:tr>");
}

/// Whether a cell is one with the one above or below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Merge {
    /// It stands alone.
    #[default]
    None,
    /// It goes on below.
    Begins,
    /// It goes on from above.
    GoesOn,
}

/// A cell.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell<'a> {
    /// Its width in twips.
    pub width: u32,
    /// How many columns it covers.
    pub span: usize,
    /// Whether it covers several rows.
    pub merge: Merge,
    /// The style of its paragraphs.
    pub style: &'static str,
    /// How its text stands.
    pub align: Align,
    /// Whether its characters stand one below the other.
    pub vertical: bool,
    /// Whether its row stands on the same page as the next one.
    pub keep: bool,
    /// Whether its left edge is a stronger line.
    pub edge: bool,
    /// The colour of its text.
    pub color: Option<Colour>,
    /// The colour behind its text.
    pub shade: Option<&'static str>,
    /// Its text.
    pub text: &'a str,
    /// What stands below it in small type.
    pub more: &'a str,
}

impl Cell<'_> {
    /// An empty cell below a table's head.
    pub fn new(width: u32) -> Self {
        Self {
            width,
            span: 1,
            merge: Merge::None,
            style: "TableText",
            align: Align::Start,
            vertical: false,
            keep: false,
            edge: false,
            color: None,
            shade: None,
            text: "",
            more: "",
        }
    }

    pub fn push(&self, xml: &mut String) {
        xml.push_str(&format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>",
            self.width
        ));
        if self.span > 1 {
            xml.push_str(&format!("<w:gridSpan w:val=\"{}\"/>", self.span));
        }
        match self.merge {
            Merge::None => {}
            Merge::Begins => xml.push_str("<w:vMerge w:val=\"restart\"/>"),
            Merge::GoesOn => xml.push_str("<w:vMerge/>"),
        }
        if self.edge {
            xml.push_str(
                "<w:tcBorders><w:left w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"808080\"/></w:tcBorders>",
            );
        }
        if let Some(shade) = self.shade {
            xml.push_str(&format!(
                "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{shade}\"/>"
            ));
        }
        if self.vertical {
            // Two lines of a name fill the column.
            xml.push_str(
                "<w:tcMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tcMar>",
            );
            // Lines from the right to the left, Hanzi upright.
            xml.push_str("<w:textDirection w:val=\"tbRl\"/>");
        }
        // Headings over several rows stand at the foot, beside the ends of vertical names.
        let place = if self.merge == Merge::None {
            "center"
        } else {
            "bottom"
        };
        xml.push_str(&format!("<w:vAlign w:val=\"{place}\"/></w:tcPr>"));
        in_cell(xml, self);
        if !self.more.is_empty() {
            paragraph(xml, "TableSmall", self.more);
        }
        xml.push_str("</w:tc>");
    }
}
