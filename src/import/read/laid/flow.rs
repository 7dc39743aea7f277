//! Characters become lines, and lines paragraphs.

use super::Glyph;
use crate::import::{BlockKind, Document, Place};

/// A line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What it says.
    pub text: String,
    /// Where it begins and ends.
    pub left: f64,
    /// Where it ends.
    pub right: f64,
    /// Its base line.
    pub y: f64,
    /// The size of its type.
    pub size: f64,
    /// What wide gaps part.
    pub pieces: Vec<Piece>,
}

/// A part of a line between wide gaps.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// Where it begins and ends.
    pub left: f64,
    /// Where it ends.
    pub right: f64,
    /// What it says.
    pub text: String,
}

/// A gap of so many ems is one that people see, and one of so many may part columns.
const WIDE: f64 = 1.5;
const PARTS: f64 = 0.75;

/// The lines of some characters, from the top, each from the left.
pub fn lines(mut glyphs: Vec<Glyph>) -> Vec<Line> {
    // Blanks at the end of a line hang over its edge; they say nothing.
    glyphs.sort_by(|one, other| one.y.total_cmp(&other.y));
    let mut rows: Vec<Vec<Glyph>> = Vec::new();
    for glyph in glyphs {
        let row = rows.last_mut().filter(|row| {
            let first = &row[0];
            glyph.y - first.y < first.size.max(glyph.size) * 0.45
        });
        match row {
            Some(row) => row.push(glyph),
            None => rows.push(vec![glyph]),
        }
    }
    rows.into_iter().filter_map(line).collect()
}

fn line(mut row: Vec<Glyph>) -> Option<Line> {
    row.sort_by(|one, other| one.x.total_cmp(&other.x));
    let mut text = String::new();
    let mut end: Option<f64> = None;
    let mut pieces = vec![Piece::at(row.first()?)];
    for glyph in &row {
        if let Some(end) = end {
            let gap = (glyph.x - end) / glyph.size;
            if gap > PARTS {
                pieces.push(Piece::at(glyph));
            }
            let letters = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
            let between = letters(text.chars().next_back()) && letters(glyph.text.chars().next());
            // Blanks are seldom drawn: a gap stands for them. Wide ones part columns.
            if gap > WIDE {
                text.push_str("  ");
            } else if gap > 0.25 && between {
                text.push(' ');
            }
        }
        text.push_str(&glyph.text);
        if let Some(piece) = pieces.last_mut() {
            piece.text.push_str(&glyph.text);
            piece.right = glyph.right();
        }
        end = Some(glyph.right());
    }
    let solid = || row.iter().filter(|glyph| !glyph.text.trim().is_empty());
    let first = solid().next()?;
    let right = solid().map(Glyph::right).fold(first.x, f64::max);
    let mut sizes: Vec<f64> = solid().map(|glyph| glyph.size).collect();
    sizes.sort_by(f64::total_cmp);
    Some(Line {
        text: text.trim().to_owned(),
        left: first.x,
        right,
        y: first.y,
        size: sizes[sizes.len() / 2],
        pieces,
    })
}

impl Piece {
    fn at(glyph: &Glyph) -> Self {
        Self {
            left: glyph.x,
            right: glyph.x,
            text: String::new(),
        }
    }
}

/// Lines as one text: Hanzi go on without a blank, words of letters with one.
pub fn joined(lines: Vec<Line>) -> String {
    joined_texts(lines.iter().map(|line| line.text.as_str()))
}

/// The same with the texts of lines.
pub fn joined_texts<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let mut whole = String::new();
    for text in texts {
        append(&mut whole, text);
    }
    whole
}

fn append(text: &mut String, more: &str) {
    let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    if word(text.chars().next_back()) && word(more.chars().next()) {
        text.push(' ');
    }
    text.push_str(more);
}

/// Takes away page numbers and the heads and feet that run through the pages.
pub fn drop_running<'a>(pages: impl Iterator<Item = &'a mut Vec<Line>>) {
    let mut pages: Vec<&mut Vec<Line>> = pages.collect();
    for page in &mut pages {
        page.retain(|line| !is_page_number(&line.text));
    }
    for last in [false, true] {
        let end = |page: &Vec<Line>| {
            let line = if last { page.last() } else { page.first() };
            line.map(|line| without_digits(&line.text))
        };
        let texts: Vec<Option<String>> = pages.iter().map(|page| end(page)).collect();
        let runs = |text: &String| {
            let same = texts
                .iter()
                .flatten()
                .filter(|other| *other == text)
                .count();
            same >= 3 && same * 2 > texts.len()
        };
        for (page, text) in pages.iter_mut().zip(&texts) {
            if text.as_ref().is_some_and(runs) {
                if last {
                    page.pop();
                } else {
                    page.remove(0);
                }
            }
        }
    }
}

fn without_digits(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_digit()).collect()
}

/// `— 3 —`, `- 3 -`, `3`, `第 3 页`, `3 / 20`.
fn is_page_number(text: &str) -> bool {
    let bare: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !"—-–－·".contains(*c))
        .collect();
    let digits = bare.chars().filter(char::is_ascii_digit).count();
    let others: String = bare.chars().filter(|c| !c.is_ascii_digit()).collect();
    let dashed = bare.len() < text.trim().len();
    let plain = others.is_empty() && digits <= 4 && (dashed || digits <= 3);
    digits > 0 && (plain || ["第页", "第页共页", "/", "第页/共页"].contains(&others.as_str()))
}

/// Lines put together to paragraphs.
#[derive(Debug, Default)]
pub struct Paragraphs {
    text: String,
    /// The page that it begins on, and its last line.
    open: Option<(usize, Line)>,
    /// The left and right edge of the text, as far as it was seen.
    edges: Option<(f64, f64)>,
}

impl Paragraphs {
    /// Takes the next line.
    pub fn add(&mut self, document: &mut Document, line: Line, page: usize) {
        let (left, right) = self.edges.unwrap_or((line.left, line.right));
        let turned = self.open.as_ref().is_some_and(|(on, _)| *on != page);
        // Pages may lie crosswise: each has edges of its own.
        let (left, right) = if turned && (line.right > right + 40.0 || line.left > left + 200.0) {
            (line.left, line.right)
        } else {
            (left.min(line.left), right.max(line.right))
        };
        self.edges = Some((left, right));
        if self
            .open
            .as_ref()
            .is_some_and(|(_, last)| ends(last, &line, left, right, turned))
        {
            self.end(document);
        }
        let begun = self.open.as_ref().map_or(page, |(begun, _)| *begun);
        append(&mut self.text, &line.text);
        self.open = Some((begun, line));
    }

    /// Ends the paragraph.
    pub fn end(&mut self, document: &mut Document) {
        let text = std::mem::take(&mut self.text);
        if let Some((page, _)) = self.open.take() {
            let place = Place {
                page: Some(page),
                ..Place::default()
            };
            document.push(&text, BlockKind::Paragraph, place);
        }
    }
}

/// Whether a line begins a new paragraph: it is indented or of another size, far below the last
/// one, or the last one ended early.
fn ends(last: &Line, line: &Line, left: f64, right: f64, turned: bool) -> bool {
    let size = last.size;
    let indented = line.left > left + size * 1.3;
    let other = (line.size - size).abs() > size * 0.12;
    let far = !turned && line.y - last.y > size * 2.6;
    let early = last.right < right - size * 2.5;
    indented || other || far || early
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, left: f64, y: f64) -> Line {
        let size = 10.0;
        let right = text.chars().fold(left, |x, _| x + size);
        Line {
            text: text.to_owned(),
            left,
            right,
            y,
            size,
            pieces: Vec::new(),
        }
    }

    #[test]
    fn page_numbers_are_told_from_text() {
        for text in ["— 3 —", "- 12 -", "7", "第 3 页", "第3页 共20页", "3 / 20"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["2025", "1．开展试点", "第三页", "3月", ""] {
            assert!(!is_page_number(text), "{text}");
        }
    }

    #[test]
    fn lines_join_to_paragraphs_by_indents_and_early_ends() {
        let mut document = Document::default();
        let mut paragraphs = Paragraphs::default();
        for (line, page) in [
            (at("一二三四五六七八九十", 0.0, 10.0), 1),
            (at("接着的一行到头为止的", 0.0, 28.0), 1),
            (at("完了。", 0.0, 10.0), 2),
            (at("新的一段有缩进一", 20.0, 28.0), 2),
            (at("接着", 0.0, 46.0), 2),
        ] {
            paragraphs.add(&mut document, line, page);
        }
        paragraphs.end(&mut document);
        assert_eq!(
            document.text,
            "一二三四五六七八九十接着的一行到头为止的完了。\n新的一段有缩进一接着"
        );
        assert_eq!(document.blocks[1].place.page, Some(2));
    }

    #[test]
    fn running_heads_go_and_words_of_letters_keep_their_blank() {
        let page = |nth: usize| {
            vec![
                at("湖州市人民政府文件", 0.0, 5.0),
                at(
                    &format!("正文{}", "甲乙丙丁".chars().nth(nth).unwrap_or('戊')),
                    0.0,
                    30.0,
                ),
            ]
        };
        let mut pages = [page(0), page(1), page(2), page(3)];
        drop_running(pages.iter_mut());
        assert!(pages.iter().all(|page| page.len() == 1));
        assert_eq!(
            joined(vec![
                at("AI", 0.0, 0.0),
                at("Agent", 0.0, 9.0),
                at("应用", 0.0, 18.0)
            ]),
            "AI Agent应用"
        );
    }
}
