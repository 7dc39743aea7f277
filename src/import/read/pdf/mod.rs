//! PDF with a text layer: the interpreter draws every page on `drawn`, which keeps characters and
//! ruled lines; what they show is told by `laid`.

mod drawn;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};

use crate::diagnostic::Diagnostic;
use crate::import::read::laid;
use crate::import::{Document, Kind};
use drawn::Drawn;

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
    let mut pages: Vec<laid::Page> = Vec::new();
    let all = pdf.pages().len();
    for page in pdf.pages().iter() {
        if pages.len() >= MOST_PAGES || begun.elapsed() > LONGEST {
            break;
        }
        pages.push(drawn(page, &pdf, &cache));
    }
    check(&pages)?;
    let read = pages.len();
    let mut document = laid::document(Kind::Pdf, pages);
    document.pages = Some(all);
    if read < all {
        let words = format!("只读了前 {read} 页，共 {all} 页");
        document.left_out.push(words);
    }
    Ok(document)
}

/// What a page draws.
fn drawn<'a>(page: &'a Page<'a>, pdf: &'a Pdf, cache: &InterpreterCache<'a>) -> laid::Page {
    let (width, height) = page.render_dimensions();
    let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let upright = Affine::new(page.initial_transform(true).as_coeffs());
    let settings = InterpreterSettings::default();
    let mut context = Context::new(upright, area, cache, pdf.xref(), settings);
    let mut drawn = Drawn::default();
    interpret_page(page, &mut context, &mut drawn);
    drawn.page
}

/// Says why there is nothing to read.
fn check(pages: &[laid::Page]) -> Result<(), Diagnostic> {
    let characters: usize = pages.iter().map(|page| page.glyphs.len()).sum();
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
