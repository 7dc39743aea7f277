//! A run of slides as a web page: one file, turned by keys, asking the network for nothing.

use std::io::{BufWriter, Write};

use crate::export::{Deck, ExportError, Progress, svg};
use crate::num;
use crate::page::Pages;
use crate::xml::escape;

const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
const STYLE: &str = include_str!("slides.css");
const SCRIPT: &str = include_str!("slides.js");

pub(super) fn write(
    deck: &Deck,
    out: &mut dyn Write,
    progress: &dyn Progress,
) -> Result<(), ExportError> {
    let pages = deck.slides();
    let mut out = BufWriter::new(out);
    let title = escape(pages.title());
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"Zeren {}\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n",
        env!("CARGO_PKG_VERSION"),
    )?;
    let count = pages.count();
    for nth in 0..count {
        if progress.is_cancelled() {
            return Err(ExportError::Cancelled);
        }
        progress.report(num::float(nth) / num::float(count));
        let drawn = svg(&pages.page(nth), "");
        // A drawing inside a page is no document of its own.
        let from = drawn.find("<svg").unwrap_or(0);
        let drawn = drawn[from..].replace("<title></title>\n", "");
        write!(
            out,
            "<section id=\"s{}\" aria-label=\"第 {} 页，共 {count} 页\">\n{drawn}</section>\n",
            nth + 1,
            nth + 1
        )?;
    }
    write!(
        out,
        "</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n"
    )?;
    out.flush()?;
    progress.report(1.0);
    Ok(())
}
