//! Web pages as people save them: what is seen of them, and none of the scripts and menus around.

use scraper::node::Element;
use scraper::{ElementRef, Html, Node};

use crate::diagnostic::Diagnostic;
use crate::import::{BlockKind, Cell, Document, Kind, Place};

/// Elements inside of each other. A parser of HTML takes the square of it in time.
const MOST_DEPTH: usize = 512;
/// Columns beyond these are no table that anybody reads.
const MOST_COLUMNS: usize = 1000;
/// A span that pages write by mistake.
const MOST_ROWS: usize = 10_000;

/// Whether a text is a web page.
pub(super) fn looks_like(text: &str) -> bool {
    let begin: String = text.trim_start().chars().take(2000).collect();
    let begin = begin.to_ascii_lowercase();
    begin.starts_with('<')
        && [
            "<!doctype html",
            "<html",
            "<body",
            "<div",
            "<p>",
            "<p ",
            "<table",
            "<head",
        ]
        .iter()
        .any(|tag| begin.contains(tag))
}

/// Reads a page from its text.
pub(super) fn read(page: &Document) -> Result<Document, Diagnostic> {
    if depth(&page.text) > MOST_DEPTH {
        return Err(Diagnostic::error("网页的层次太深，没有读取")
            .with_hint("在浏览器中全选、复制正文，存成文本文件再读取"));
    }
    let html = Html::parse_document(&page.text);
    let mut reader = Reader {
        document: Document {
            kind: Kind::Html,
            encoding: page.encoding,
            ..Document::default()
        },
        line: String::new(),
        heading: None,
        tables: 0,
        lines: 0,
    };
    reader.inside(html.root_element());
    reader.end_line();
    if reader.document.text.trim().is_empty() {
        return Err(Diagnostic::error("网页中没有文字")
            .with_hint("正文可能由脚本写出：在浏览器中打开，全选、复制正文，存成文本文件再读取"));
    }
    Ok(reader.document)
}

/// How deep elements are nested, roughly: what is open of those that must be closed.
fn depth(text: &str) -> usize {
    let (mut open, mut most) = (0_usize, 0);
    let bytes = text.as_bytes();
    for at in memchr::memchr_iter(b'<', bytes) {
        match bytes.get(at + 1) {
            Some(b'/') => open = open.saturating_sub(1),
            Some(letter) if letter.is_ascii_alphabetic() => {
                let name: Vec<u8> = bytes[at + 1..]
                    .iter()
                    .take(10)
                    .take_while(|letter| letter.is_ascii_alphanumeric())
                    .map(u8::to_ascii_lowercase)
                    .collect();
                // What stands alone, or is closed by the next of its kind.
                let alone: [&[u8]; 14] = [
                    b"br", b"hr", b"img", b"meta", b"link", b"input", b"col", b"wbr", b"area",
                    b"p", b"li", b"td", b"tr", b"option",
                ];
                if !alone.contains(&name.as_slice()) {
                    open += 1;
                    most = most.max(open);
                }
            }
            _ => {}
        }
    }
    most
}

struct Reader {
    document: Document,
    /// The line that is being read.
    line: String,
    /// The level of the heading that it stands in.
    heading: Option<u8>,
    tables: usize,
    lines: usize,
}

/// What is not seen, or is no part of what a page says.
fn is_aside(element: &Element) -> bool {
    let hidden = element.attr("hidden").is_some()
        || element.attr("aria-hidden") == Some("true")
        || element.attr("style").is_some_and(|style| {
            let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
            style.to_ascii_lowercase().contains("display:none")
        });
    hidden
        || matches!(
            element.name(),
            "head"
                | "script"
                | "style"
                | "noscript"
                | "template"
                | "nav"
                | "header"
                | "footer"
                | "aside"
                | "button"
                | "select"
                | "textarea"
                | "iframe"
                | "svg"
                | "form"
                | "object"
        )
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "main"
            | "ul"
            | "ol"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "blockquote"
            | "pre"
            | "center"
            | "figure"
            | "figcaption"
            | "address"
            | "hr"
            | "caption"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "body"
            | "html"
    )
}

impl Reader {
    fn inside(&mut self, element: ElementRef<'_>) {
        for node in element.children() {
            match node.value() {
                Node::Text(text) => self.text(text),
                Node::Element(value) => {
                    let Some(child) = ElementRef::wrap(node) else {
                        continue;
                    };
                    // The head of a column that can be sorted is a button.
                    let head = value.name() == "button" && element.value().name() == "th";
                    if head || !is_aside(value) {
                        self.element(child, value.name());
                    }
                }
                _ => {}
            }
        }
    }

    fn element(&mut self, element: ElementRef<'_>, name: &str) {
        match name {
            "br" => self.end_line(),
            "table" => {
                self.end_line();
                self.table(element);
            }
            _ if is_block(name) => {
                self.end_line();
                let level = name
                    .strip_prefix('h')
                    .and_then(|level| level.parse::<u8>().ok());
                let before = self.heading;
                self.heading = level.or(before);
                self.inside(element);
                self.end_line();
                self.heading = before;
            }
            _ => self.inside(element),
        }
    }

    /// White space of the page's source is one blank; that between Hanzi is the source's line end.
    fn text(&mut self, text: &str) {
        for c in text.chars() {
            // A blank of full width is one that people typed.
            if c.is_whitespace() && c != '\u{3000}' {
                if !self.line.ends_with(' ') {
                    self.line.push(' ');
                }
            } else {
                self.line.push(c);
            }
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let line = line.trim();
        if line.is_empty() {
            return;
        }
        self.lines += 1;
        let kind = match self.heading {
            Some(level) => BlockKind::Heading(level),
            None => BlockKind::Paragraph,
        };
        let place = self.place();
        self.document.push(line, kind, place);
    }

    fn place(&self) -> Place {
        Place {
            line: Some(self.lines),
            ..Place::default()
        }
    }

    /// A table; one that only lays out the page, with tables or many paragraphs in a cell, is none.
    fn table(&mut self, table: ElementRef<'_>) {
        let rows = rows(table);
        let widest = rows.iter().map(|row| cells(*row).len()).max().unwrap_or(0);
        let has_table = table
            .descendent_elements()
            .skip(1)
            .any(|it| it.value().name() == "table");
        if has_table || widest < 2 {
            for row in rows {
                for cell in cells(row) {
                    self.inside(cell);
                    self.end_line();
                }
            }
            return;
        }
        let number = self.tables;
        self.tables += 1;
        // For every column the row up to which a cell from above reaches.
        let mut taken: Vec<usize> = Vec::new();
        for (nth, row) in rows.into_iter().enumerate() {
            let mut column = 0;
            for cell in cells(row) {
                while taken.get(column).is_some_and(|until| *until > nth) {
                    column += 1;
                }
                if column > MOST_COLUMNS {
                    break;
                }
                let span = |name: &str, most: usize| {
                    let value = cell
                        .value()
                        .attr(name)
                        .and_then(|it| it.trim().parse().ok());
                    value.unwrap_or(1_usize).clamp(1, most)
                };
                let (height, width) = (span("rowspan", MOST_ROWS), span("colspan", MOST_COLUMNS));
                if taken.len() < column + width {
                    taken.resize(column + width, 0);
                }
                for until in &mut taken[column..column + width] {
                    *until = nth + height;
                }
                let text = self.text_of(cell);
                self.lines += 1;
                let kind = BlockKind::Cell(Cell {
                    table: number,
                    row: nth,
                    column,
                    rows: height,
                    columns: width,
                });
                let place = self.place();
                self.document.push(&text, kind, place);
                column += width;
            }
        }
    }

    /// The lines of a cell.
    fn text_of(&self, cell: ElementRef<'_>) -> String {
        let mut inside = Self {
            document: Document::default(),
            line: String::new(),
            heading: None,
            tables: self.tables,
            lines: 0,
        };
        inside.inside(cell);
        inside.end_line();
        inside.document.text
    }
}

/// The rows of a table, none of a table in it.
fn rows(table: ElementRef<'_>) -> Vec<ElementRef<'_>> {
    let mut found = Vec::new();
    for child in table.child_elements() {
        match child.value().name() {
            "tr" => found.push(child),
            "tbody" | "thead" | "tfoot" => {
                let rows = child.child_elements();
                found.extend(rows.filter(|it| it.value().name() == "tr"));
            }
            _ => {}
        }
    }
    found
}

fn cells(row: ElementRef<'_>) -> Vec<ElementRef<'_>> {
    let cells = row.child_elements();
    cells
        .filter(|it| matches!(it.value().name(), "td" | "th"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::read;

    fn lines(text: &str) -> Vec<String> {
        let document = read::read(text.as_bytes()).unwrap();
        assert_eq!(document.kind, Kind::Html);
        let blocks = document.blocks.iter();
        blocks
            .map(|block| document.text_of(block).to_owned())
            .collect()
    }

    #[test]
    fn what_is_seen_is_read_and_nothing_else() {
        let text = "<!DOCTYPE html><html><head><title>题</title><script>var a = '责任单位';</script>\
            <style>p{}</style></head><body><nav>首页</nav><div><h2>一、任务</h2>\
            <p>市财<b>政局</b>\n负责。<br>第二行</p><p style='display: none'>藏</p></div>\
            <footer>版权</footer></body></html>";
        assert_eq!(lines(text), ["一、任务", "市财政局 负责。", "第二行"]);
    }

    #[test]
    fn tables_have_their_spans_and_those_that_lay_out_a_page_are_none() {
        let text = "<html><body><table><tr><td><table>\
            <tr><th rowspan=2>任务</th><th colspan='2'>单位</th></tr>\
            <tr><td>牵头</td><td>配合</td></tr>\
            <tr><td>甲</td><td>市财政局</td><td>/</td></tr></table></td></tr></table></body></html>";
        let document = read::read(text.as_bytes()).unwrap();
        let cells: Vec<String> = document
            .blocks
            .iter()
            .map(|block| match &block.kind {
                BlockKind::Cell(it) => format!(
                    "{}.{} {}x{} {}",
                    it.row,
                    it.column,
                    it.rows,
                    it.columns,
                    document.text_of(block)
                ),
                _ => panic!("all of it is one table"),
            })
            .collect();
        assert_eq!(
            cells,
            [
                "0.0 2x1 任务",
                "0.1 1x2 单位",
                "1.1 1x1 牵头",
                "1.2 1x1 配合",
                "2.0 1x1 甲",
                "2.1 1x1 市财政局",
                "2.2 1x1 /",
            ]
        );
    }

    #[test]
    fn a_page_that_is_too_deep_is_refused_and_hostile_spans_are_bounded() {
        let deep = format!("<html><body>{}甲", "<div>".repeat(100_000));
        let error = read::read(deep.as_bytes()).unwrap_err();
        assert!(error.message.contains("太深"));
        let wide = "<html><body><table><tr><td colspan=99999999 rowspan=99999999>甲</td><td>乙</td>\
            </tr></table></body></html>";
        assert_eq!(lines(wide), ["甲", "乙"]);
    }
}
