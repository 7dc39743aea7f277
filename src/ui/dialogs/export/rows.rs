//! The first rows of the table that will be written.

use std::io::{self, Write};

use eframe::egui::text::{LayoutJob, TextWrapping};
use eframe::egui::{
    CornerRadius, RichText, ScrollArea, Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2,
};

use crate::export::{self, Format, Silent, Subject};
use crate::ui::theme::{Look, bold, font};

/// How much of the file the preview shows.
const ROWS: usize = 40;
const COLUMNS: usize = 24;

/// The first rows of what a form would write.
#[derive(Default)]
pub(super) struct Rows {
    rows: Vec<Vec<String>>,
    more: bool,
}

impl Rows {
    /// Whether none were made yet.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Shows them on a page.
    pub fn show(&self, ui: &mut Ui, look: &Look) {
        let rect = ui.max_rect();
        let painter = ui.painter();
        let corner = CornerRadius::same(4);
        painter.rect(
            rect,
            corner,
            look.background,
            Stroke::new(1.0, look.line),
            StrokeKind::Inside,
        );
        let inner = rect.shrink(12.0);
        let mut page = ui.new_child(UiBuilder::new().id_salt("preview").max_rect(inner));
        let words = if self.more {
            format!("预览（前 {} 行）", self.rows.len().saturating_sub(1))
        } else {
            format!("预览（共 {} 行）", self.rows.len().saturating_sub(1))
        };
        page.label(RichText::new(words).font(font(12.0)).color(look.dim));
        ScrollArea::both()
            .id_salt("preview rows")
            .auto_shrink(false)
            .show(&mut page, |ui| {
                let widths = widths(&self.rows);
                ui.spacing_mut().item_spacing.y = 0.0;
                for (nth, row) in self.rows.iter().enumerate() {
                    let size = vec2(widths.iter().sum::<f32>(), 24.0);
                    let (line, _) = ui.allocate_exact_size(size, eframe::egui::Sense::hover());
                    let painter = ui.painter();
                    let mut x = line.left();
                    for (cell, width) in row.iter().zip(&widths) {
                        let face = if nth == 0 { bold(12.0) } else { font(12.0) };
                        let format = eframe::egui::TextFormat::simple(face, look.text);
                        let mut job = LayoutJob::single_section(cell.clone(), format);
                        job.wrap = TextWrapping::truncate_at_width(width - 8.0);
                        let galley = painter.layout_job(job);
                        let at = pos2(x, line.center().y - galley.size().y / 2.0);
                        painter.galley(at, galley, look.text);
                        x += width;
                    }
                    let colour = if nth == 0 { look.line } else { look.hairline };
                    painter.hline(
                        line.x_range(),
                        line.bottom() - 0.5,
                        Stroke::new(1.0, colour),
                    );
                }
            });
    }

    /// Makes the first rows.
    pub fn new(subject: Subject<'_>) -> Self {
        let mut out = Head::default();
        // The writer stops once it has enough; what it has is whole up to there.
        let finished = export::write(subject, Format::Csv, &mut out, &Silent).is_ok();
        let text = out
            .bytes
            .strip_prefix(b"\xef\xbb\xbf")
            .unwrap_or(&out.bytes);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text);
        let mut rows: Vec<Vec<String>> = reader
            .records()
            .map_while(Result::ok)
            .map(|record| {
                let cells = record.iter().take(COLUMNS);
                cells.map(|cell| cell.replace(['\r', '\n'], " ")).collect()
            })
            .take(ROWS + 2)
            .collect();
        // The last row of a cut text may be cut itself.
        if !finished && rows.len() > 1 {
            rows.pop();
        }
        let more = !finished || rows.len() > ROWS + 1;
        rows.truncate(ROWS + 1);
        Self { rows, more }
    }
}

/// Takes the first bytes and then no more.
#[derive(Default)]
struct Head {
    bytes: Vec<u8>,
}

impl Write for Head {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() > 64 * 1024 {
            return Err(io::Error::other("enough"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A width for each column of the preview: its widest cell, within reason.
fn widths(rows: &[Vec<String>]) -> Vec<f32> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    (0..count)
        .map(|column| {
            let widest = rows
                .iter()
                .filter_map(|row| row.get(column))
                .map(|cell| {
                    let units = cell.chars().map(|c| if c.is_ascii() { 6.8 } else { 12.0 });
                    units.sum::<f32>()
                })
                .fold(0.0, f32::max);
            widest.clamp(24.0, 168.0) + 14.0
        })
        .collect()
}
