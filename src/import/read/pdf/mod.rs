//! PDF with a text layer: what is drawn becomes lines, paragraphs and tables.
//!
//! A PDF knows glyphs and lines at places of a page and nothing else. The interpreter draws every
//! page on `glyphs`, which keeps what it needs; the ruled lines make the grids of tables (`grid`),
//! what stands in a cell is its text. The rest becomes lines: those in columns are tables too
//! (`plain`), the others paragraphs (`flow`).

mod flow;
mod glyphs;
mod grid;
mod over;
mod plain;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};

use crate::diagnostic::Diagnostic;
use crate::import::{BlockKind, Cell, Document, Kind, Place};
use flow::Line;
use glyphs::Drawn;
use grid::Grid;

/// How far into a file its mark may stand: some servers put lines before it.
const MARK_WITHIN: usize = 1024;
/// The most pages that are read, and how long reading may take.
const MOST_PAGES: usize = 2_000;
const LONGEST: Duration = Duration::from_mins(1);
/// Fewer characters than this in a whole file are no text layer.
const LEAST: usize = 20;

/// Whether a file is a PDF.
pub fn looks_like(bytes: &[u8]) -> bool {
    let begin = &bytes[..bytes.len().min(MARK_WITHIN)];
    begin.windows(5).any(|window| window == b"%PDF-")
}

/// Reads a PDF.
///
/// # Errors
/// When it is damaged, needs a password, or has no text layer.
pub fn read(bytes: &[u8]) -> Result<Document, Diagnostic> {
    // Hostile files may find a fault in the interpreter: that is a file that cannot be read.
    catch_unwind(AssertUnwindSafe(|| open(bytes))).unwrap_or_else(|_| Err(damaged()))
}

fn damaged() -> Diagnostic {
    Diagnostic::error("这份 PDF 已损坏，读不出来").with_hint("重新下载或重新导出，再读取")
}

fn open(bytes: &[u8]) -> Result<Document, Diagnostic> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Diagnostic::error("这份 PDF 加了密码，读不出来")
            .with_hint("在阅读器中打开，另存为没有密码的文件，再读取"),
        LoadPdfError::Invalid => damaged(),
    })?;
    let begun = Instant::now();
    let cache = InterpreterCache::new();
    let mut pages: Vec<Read> = Vec::new();
    let mut left_out = Vec::new();
    let all = pdf.pages().len();
    for page in pdf.pages().iter() {
        if pages.len() >= MOST_PAGES || begun.elapsed() > LONGEST {
            left_out.push(format!("只读了前 {} 页，共 {all} 页", pages.len()));
            break;
        }
        pages.push(Read::new(page, &pdf, &cache));
    }
    check(&pages)?;
    let blank: Vec<String> = pages
        .iter()
        .zip(1..)
        .filter(|(page, _)| page.characters == 0 && page.is_painted)
        .map(|(_, nth): (_, usize)| nth.to_string())
        .collect();
    if !blank.is_empty() {
        left_out.push(format!("第 {} 页没有文字（可能是图片）", blank.join("、")));
    }
    let unknown: usize = pages.iter().map(|page| page.unknown).sum();
    if unknown > 0 {
        left_out.push(format!("有 {unknown} 个字没有对应的文字编码"));
    }
    let mut document = Document {
        kind: Kind::Pdf,
        pages: Some(all),
        left_out,
        ..Document::default()
    };
    flow::drop_running(pages.iter_mut().map(|page| &mut page.lines));
    write(&mut document, pages);
    Ok(document)
}

/// A page as it was read.
struct Read {
    /// The lines outside tables, from the top.
    lines: Vec<Line>,
    /// The tables, from the top.
    tables: Vec<Grid>,
    /// How many characters there are, and how many glyphs without one.
    characters: usize,
    unknown: usize,
    /// Whether there are pictures or shapes.
    is_painted: bool,
}

impl Read {
    fn new<'a>(page: &'a Page<'a>, pdf: &'a Pdf, cache: &InterpreterCache<'a>) -> Self {
        let (width, height) = page.render_dimensions();
        let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let upright = Affine::new(page.initial_transform(true).as_coeffs());
        let settings = InterpreterSettings::default();
        let mut context = Context::new(upright, area, cache, pdf.xref(), settings);
        let mut drawn = Drawn::default();
        interpret_page(page, &mut context, &mut drawn);
        let (characters, unknown) = (drawn.glyphs.len(), drawn.unknown);
        let is_painted = drawn.is_painted;
        let (mut tables, rest) = grid::tables(&drawn.rules, drawn.glyphs);
        let (more, lines) = plain::tables(flow::lines(rest));
        tables.extend(more);
        tables.sort_by(|one, other| one.top.total_cmp(&other.top));
        Self {
            lines,
            tables,
            characters,
            unknown,
            is_painted,
        }
    }
}

/// Says why there is nothing to read.
fn check(pages: &[Read]) -> Result<(), Diagnostic> {
    let characters: usize = pages.iter().map(|page| page.characters).sum();
    let unknown: usize = pages.iter().map(|page| page.unknown).sum();
    let hint = "取得它的 Word 文件或带文字的 PDF；或先用识别软件转成文字，再读取";
    if unknown > characters {
        return Err(
            Diagnostic::error("这份 PDF 的字体没有对应的文字编码，读不出文字").with_hint(hint),
        );
    }
    if characters < LEAST {
        return Err(
            Diagnostic::error("这份 PDF 没有文字层：是扫描的图片，或文字已转成曲线")
                .with_hint(hint),
        );
    }
    Ok(())
}

/// Puts paragraphs and tables one after the other, tables that go on over a page as one.
fn write(document: &mut Document, pages: Vec<Read>) {
    let mut tables = over::Tables::default();
    let mut paragraphs = flow::Paragraphs::default();
    for (nth, page) in (1..).zip(pages) {
        let mut lines = page.lines.into_iter().peekable();
        let mut grids = page.tables.into_iter().peekable();
        loop {
            let table_first = match (lines.peek(), grids.peek()) {
                (Some(line), Some(grid)) => grid.top < line.y,
                (None, Some(_)) => true,
                (_, None) => false,
            };
            if table_first && let Some(grid) = grids.next() {
                // A paragraph that goes on behind a table is rarer than one that ends before it.
                paragraphs.end(document);
                if let Some(whole) = tables.add(grid, nth) {
                    write_table(document, whole);
                }
            } else if let Some(line) = lines.next() {
                if let Some(whole) = tables.end() {
                    write_table(document, whole);
                }
                paragraphs.add(document, line, nth);
            } else {
                break;
            }
        }
    }
    paragraphs.end(document);
    if let Some(whole) = tables.end() {
        write_table(document, whole);
    }
}

fn write_table(document: &mut Document, table: over::Whole) {
    for cell in table.cells {
        let place = Place {
            page: Some(cell.page),
            ..Place::default()
        };
        let kind = Cell {
            table: table.nth,
            row: cell.row,
            column: cell.column,
            rows: cell.rows,
            columns: cell.columns,
        };
        document.push(&cell.text, BlockKind::Cell(kind), place);
    }
}
