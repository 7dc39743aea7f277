//! What every reader makes of its file: one text, cut into blocks that know their place.

use std::ops::Range;

/// A file as it was read: what people see in it, and nothing of how the file holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// All text that people see, in reading order, one block after the other with a line feed
    /// between them. Numbers that an office program writes by itself stand in it as shown.
    pub text: String,
    /// The parts of [`Document::text`], in its order. They do not overlap.
    pub blocks: Vec<Block>,
    /// What the file was recognised as.
    pub kind: Kind,
    /// How many pages it has, where the file says so.
    pub pages: Option<usize>,
    /// The character encoding of a text file: `GBK`.
    pub encoding: Option<&'static str>,
    /// What was there and was not read, in Chinese, each a sentence of its own: hidden rows and
    /// sheets, deleted text, pages without text.
    pub left_out: Vec<String>,
}

/// A part of the text: a heading, a paragraph, the cell of a table, a footnote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where its text stands in [`Document::text`], in bytes.
    pub span: Range<usize>,
    /// How many bytes at its beginning are a number that the office program wrote by itself.
    pub numbering: usize,
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands in the file.
    pub place: Place,
}

/// What a block is, as far as the file itself says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading, from level 1. Text files know no headings; the understanding finds them.
    Heading(u8),
    /// A paragraph, or a line of a text file.
    Paragraph,
    /// A cell of a table. Cells of a table follow each other row by row.
    Cell(Cell),
    /// A footnote or an endnote.
    Footnote,
}

/// Where a cell stands in its table. A cell over several rows or columns is there once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Which table of the file, from 0. A table that goes on over a page is one table where the
    /// reader can tell.
    pub table: usize,
    /// The row, from 0.
    pub row: usize,
    /// The column, from 0.
    pub column: usize,
    /// Over how many rows it goes, 1 for a plain cell.
    pub rows: usize,
    /// Over how many columns it goes, 1 for a plain cell.
    pub columns: usize,
}

/// Where a block stands in its file, as far as the format knows it. Numbers count from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The page.
    pub page: Option<usize>,
    /// The line of a text file, or the paragraph of a document.
    pub line: Option<usize>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The cell of a sheet: `B12`.
    pub cell: Option<String>,
}

/// What a file was recognised as, by its contents and not by its name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Plain text.
    #[default]
    Text,
    /// Word since 2007.
    Docx,
    /// Word 97 to 2003, also of WPS.
    Doc,
    /// Excel since 2007.
    Xlsx,
    /// Excel 97 to 2003.
    Xls,
    /// A table of `OpenDocument`.
    Ods,
    /// A table as text, cells separated by commas or tabs.
    Csv,
    /// A web page.
    Html,
    /// PDF with a text layer.
    Pdf,
    /// OFD (GB/T 33190).
    Ofd,
}

impl Document {
    /// The text of a block.
    #[must_use]
    pub fn text_of(&self, block: &Block) -> &str {
        self.text.get(block.span.clone()).unwrap_or_default()
    }

    /// Adds a block behind the others. Empty cells are kept, other empty blocks are not.
    pub fn push(&mut self, text: &str, kind: BlockKind, place: Place) {
        self.push_numbered("", text, kind, place);
    }

    /// Adds a block whose number the office program writes by itself.
    pub fn push_numbered(&mut self, number: &str, text: &str, kind: BlockKind, place: Place) {
        let empty = number.is_empty() && text.trim().is_empty();
        if empty && !matches!(kind, BlockKind::Cell(_)) {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let start = self.text.len();
        self.text.push_str(number);
        self.text.push_str(text);
        self.blocks.push(Block {
            span: start..self.text.len(),
            numbering: number.len(),
            kind,
            place,
        });
    }
}

impl Kind {
    /// The Chinese name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Text => "文本文件",
            Self::Docx => "Word 文档（docx）",
            Self::Doc => "Word 97—2003 文档（doc）",
            Self::Xlsx => "Excel 工作簿（xlsx）",
            Self::Xls => "Excel 97—2003 工作簿（xls）",
            Self::Ods => "ODF 表格（ods）",
            Self::Csv => "CSV 表格",
            Self::Html => "网页",
            Self::Pdf => "PDF 文档",
            Self::Ofd => "OFD 文档",
        }
    }
}

impl Place {
    /// The place in words, empty where the file knows none: 第 3 页, 工作表“分解表”B12.
    #[must_use]
    pub fn text(&self) -> String {
        let page = self.page.map(|page| format!("第 {page} 页"));
        let sheet = self.sheet.as_ref().map(|sheet| format!("工作表“{sheet}”"));
        let cell = self.cell.clone();
        let line = self.line.map(|line| format!("第 {line} 段"));
        let parts = [page, sheet, cell, line];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}
