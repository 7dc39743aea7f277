//! Word files since 2007: paragraphs with their numbers as shown, tables with merged cells, tracked
//! changes as if accepted.

mod numbering;
mod styles;
mod table;

use roxmltree::{Document as Xml, Node, ParsingOptions};

use super::numbering::Numbering;
use super::package::Package;
use crate::diagnostic::Diagnostic;
use crate::import::{BlockKind, Document, Kind, Place};
use styles::Styles;

/// More nodes than this are no document that anybody wrote.
const MOST_NODES: u32 = 8_000_000;
/// Tables and text boxes inside of each other.
const MOST_DEPTH: usize = 24;

/// Reads a Word file.
pub(super) fn read(package: &mut Package<'_>) -> Result<Document, Diagnostic> {
    let body = package.text("word/document.xml")?.unwrap_or_default();
    let styles = package.text("word/styles.xml")?.unwrap_or_default();
    let numbering = package.text("word/numbering.xml")?.unwrap_or_default();
    let footnotes = package.text("word/footnotes.xml")?.unwrap_or_default();
    let endnotes = package.text("word/endnotes.xml")?.unwrap_or_default();
    let xml = parse(&body)?;
    let mut reader = Reader {
        document: Document {
            kind: Kind::Docx,
            ..Document::default()
        },
        styles: parse(&styles)
            .map(|xml| Styles::new(&xml))
            .unwrap_or_default(),
        numbering: parse(&numbering)
            .map(|xml| numbering::read(&xml))
            .unwrap_or_default(),
        paragraphs: 0,
        tables: 0,
        deleted: 0,
        hidden: 0,
    };
    if let Some(body) = xml.descendants().find(|node| node.has_tag_name_of("body")) {
        reader.blocks(body, 0);
    }
    for notes in [&footnotes, &endnotes] {
        if let Ok(xml) = parse(notes) {
            reader.notes(&xml);
        }
    }
    if reader.deleted > 0 {
        let words = format!("修订中删除的文字没有读取，共 {} 处", reader.deleted);
        reader.document.left_out.push(words);
    }
    if reader.hidden > 0 {
        let words = format!("隐藏的文字没有读取，共 {} 处", reader.hidden);
        reader.document.left_out.push(words);
    }
    if reader.document.text.trim().is_empty() {
        return Err(Diagnostic::error("文档中没有文字")
            .with_hint("内容可能是图片；需要先用文字识别软件转成文字"));
    }
    Ok(reader.document)
}

fn parse(text: &str) -> Result<Xml<'_>, Diagnostic> {
    let options = ParsingOptions {
        nodes_limit: MOST_NODES,
        ..ParsingOptions::default()
    };
    Xml::parse_with_options(text, options).map_err(|error| {
        log::warn!("a part of a document is no XML: {error}");
        Diagnostic::error("文档的内容已损坏，读不出来")
            .with_hint("能在办公软件中打开时，另存一份再读取")
    })
}

/// Names without their prefix: programs write several.
trait Named<'a> {
    fn has_tag_name_of(&self, name: &str) -> bool;
    fn value(&self, name: &str) -> Option<&'a str>;
}

impl<'a> Named<'a> for Node<'a, '_> {
    fn has_tag_name_of(&self, name: &str) -> bool {
        self.tag_name().name() == name
    }

    fn value(&self, name: &str) -> Option<&'a str> {
        let found = self.attributes().find(|it| it.name() == name)?;
        Some(found.value())
    }
}

/// The child of a name.
fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| child.has_tag_name_of(name))
}

struct Reader {
    document: Document,
    styles: Styles,
    numbering: Numbering,
    paragraphs: usize,
    tables: usize,
    deleted: usize,
    hidden: usize,
}

/// What a paragraph says, and what stands in text boxes that are tied to it.
#[derive(Default)]
struct Paragraph<'a, 'i> {
    text: String,
    boxes: Vec<Node<'a, 'i>>,
}

impl Reader {
    /// The paragraphs and tables inside of a node.
    fn blocks(&mut self, parent: Node<'_, '_>, depth: usize) {
        if depth > MOST_DEPTH {
            return;
        }
        for node in parent.children() {
            match node.tag_name().name() {
                "p" => self.paragraph(node, depth),
                "tbl" => self.table(node, depth),
                // What wraps whole blocks: content controls, insertions, custom XML.
                "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" | "smartTag" => {
                    self.blocks(node, depth + 1);
                }
                "del" | "moveFrom" => self.deleted += 1,
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, node: Node<'_, '_>, depth: usize) {
        self.paragraphs += 1;
        let mut paragraph = Paragraph::default();
        self.inline(node, &mut paragraph, 0);
        let properties = child(node, "pPr");
        let style = self.styles.of(properties);
        let number = match style.number {
            // An empty paragraph shows no number worth having, but counts.
            Some((list, level)) => self.numbering.next(list, level),
            None => String::new(),
        };
        let kind = match style.outline {
            Some(level) => BlockKind::Heading(level + 1),
            None => BlockKind::Paragraph,
        };
        if !paragraph.text.trim().is_empty() {
            let place = self.place();
            for (nth, line) in paragraph.text.split('\n').enumerate() {
                let number = if nth == 0 { number.as_str() } else { "" };
                self.document
                    .push_numbered(number, line, kind.clone(), place.clone());
            }
        }
        for inside in paragraph.boxes {
            self.blocks(inside, depth + 1);
        }
    }

    fn place(&self) -> Place {
        Place {
            line: Some(self.paragraphs),
            ..Place::default()
        }
    }

    /// The text of runs, however they are wrapped.
    fn inline<'a, 'i>(&mut self, node: Node<'a, 'i>, to: &mut Paragraph<'a, 'i>, depth: usize) {
        if depth > MOST_DEPTH {
            return;
        }
        for node in node.children() {
            match node.tag_name().name() {
                "t" => to.text.push_str(node.text().unwrap_or_default()),
                "tab" if node.parent().is_some_and(|it| it.has_tag_name_of("r")) => {
                    to.text.push('\t');
                }
                "br" | "cr" => to.text.push('\n'),
                "noBreakHyphen" => to.text.push('-'),
                "del" | "moveFrom" => self.deleted += 1,
                "r" if is_hidden(node) => self.hidden += 1,
                // The newer form of what stands there twice.
                "AlternateContent" => {
                    let form = child(node, "Choice").or_else(|| child(node, "Fallback"));
                    if let Some(form) = form {
                        self.inline(form, to, depth + 1);
                    }
                }
                "txbxContent" => to.boxes.push(node),
                "pPr" | "rPr" | "instrText" | "delText" | "sdtPr" => {}
                _ => self.inline(node, to, depth + 1),
            }
        }
    }

    /// Footnotes and endnotes; the separators between text and notes are none.
    fn notes(&mut self, xml: &Xml<'_>) {
        let is_note = |node: &Node<'_, '_>| {
            matches!(node.tag_name().name(), "footnote" | "endnote")
                && node.value("type").is_none_or(|kind| kind == "normal")
        };
        for note in xml.descendants().filter(is_note) {
            let text = self.text_of(note, 0);
            let text = text.trim();
            if !text.is_empty() {
                self.document
                    .push(text, BlockKind::Footnote, Place::default());
            }
        }
    }

    /// All text inside of a node, its paragraphs and the cells of tables in it line by line.
    fn text_of(&mut self, node: Node<'_, '_>, depth: usize) -> String {
        if depth > MOST_DEPTH {
            return String::new();
        }
        let mut lines: Vec<String> = Vec::new();
        for node in node.children() {
            match node.tag_name().name() {
                "p" => {
                    let mut paragraph = Paragraph::default();
                    self.inline(node, &mut paragraph, 0);
                    let style = self.styles.of(child(node, "pPr"));
                    let number = style
                        .number
                        .map(|(list, level)| self.numbering.next(list, level));
                    lines.push(number.unwrap_or_default() + &paragraph.text);
                    for inside in paragraph.boxes {
                        lines.push(self.text_of(inside, depth + 1));
                    }
                }
                "del" | "moveFrom" => self.deleted += 1,
                "tcPr" | "tblPr" | "trPr" | "tblGrid" | "sdtPr" => {}
                _ if node.is_element() => lines.push(self.text_of(node, depth + 1)),
                _ => {}
            }
        }
        lines.retain(|line| !line.trim().is_empty());
        lines.join("\n")
    }
}

/// Whether a run is formatted as hidden.
fn is_hidden(run: Node<'_, '_>) -> bool {
    let Some(vanish) = child(run, "rPr").and_then(|properties| child(properties, "vanish")) else {
        return false;
    };
    vanish.value("val").is_none_or(is_on)
}

/// How XML of Word writes yes.
fn is_on(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off")
}

#[cfg(test)]
mod tests;
