//! Lines that break as Chinese type has it: an opening mark never ends one (避头尾). egui keeps
//! closing marks off the beginning of a line and knows nothing of the others.

use std::sync::Arc;

use eframe::egui::text::LayoutJob;
use eframe::egui::{Galley, Painter};

/// Marks that stand with what follows them.
const OPENING: [char; 13] = [
    '（', '《', '〈', '“', '‘', '〔', '【', '「', '『', '［', '｛', '(', '[',
];
/// Each mark that is put onto the next line may bring another one to the end of a line.
const MOST: usize = 8;

/// Lays a text out, its opening marks with what follows them.
pub(super) fn lay(painter: &Painter, mut job: LayoutJob) -> Arc<Galley> {
    let is_open = |c: char| OPENING.contains(&c);
    if !job.text.contains(is_open) || !job.wrap.max_width.is_finite() {
        return painter.layout_job(job);
    }
    let mut galley = painter.layout_job(job.clone());
    for _ in 0..MOST {
        let Some(at) = stray(&galley, &is_open) else {
            break;
        };
        break_before(&mut job, at);
        galley = painter.layout_job(job.clone());
    }
    galley
}

/// The first opening mark that ends a line with others below it, counted in characters.
fn stray(galley: &Galley, is_open: &dyn Fn(char) -> bool) -> Option<usize> {
    let mut before = 0;
    let last = galley.rows.len().saturating_sub(1);
    for (nth, row) in galley.rows.iter().enumerate() {
        let count = row.row.glyphs.len();
        let glyphs = row.row.glyphs.iter().rev();
        let marks = glyphs.take_while(|glyph| is_open(glyph.chr)).count();
        // A line that holds nothing else would only be pushed on for ever.
        if nth < last && !row.ends_with_newline && (1..count).contains(&marks) {
            return Some(before + count - marks);
        }
        before += count + usize::from(row.ends_with_newline);
    }
    None
}

/// Begins a line with a character.
fn break_before(job: &mut LayoutJob, character: usize) {
    let Some((at, _)) = job.text.char_indices().nth(character) else {
        return;
    };
    job.text.insert(at, '\n');
    for section in &mut job.sections {
        for end in [&mut section.byte_range.start, &mut section.byte_range.end] {
            // The break belongs to the part before it.
            if end.0 > at {
                end.0 += 1;
            }
        }
    }
    // What begins there begins behind the break; what ended there takes it in.
    for nth in 0..job.sections.len() {
        let range = &mut job.sections[nth].byte_range;
        if range.start.0 == at && at > 0 {
            range.start.0 += 1;
        }
        if range.end.0 == at {
            range.end.0 += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use eframe::egui;

    use super::*;
    use crate::ui::theme::font;

    fn rows(text: &str, width: f32) -> Vec<String> {
        let ctx = egui::Context::default();
        crate::ui::fonts::install(&ctx, None);
        let mut rows = Vec::new();
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            let mut job =
                LayoutJob::simple(text.to_owned(), font(14.0), egui::Color32::BLACK, width);
            // Two parts, the second from the first opening mark on.
            if let Some(at) = text.find('（') {
                let format = job.sections[0].format.clone();
                job = LayoutJob::default();
                job.wrap.max_width = width;
                job.append(&text[..at], 0.0, format.clone());
                job.append(&text[at..], 0.0, format);
            }
            let galley = lay(ui.painter(), job);
            rows = galley.rows.iter().map(|row| row.row.text()).collect();
        });
        output.textures_delta.clear();
        rows
    }

    #[test]
    fn no_line_ends_with_an_opening_mark() {
        let text = "市质量强市工作委员会（领导）、市市场监管局（“双随机”《条例》）、市经信局";
        for width in 3..40 {
            let width = 14.0 * f32::from(u8::try_from(width).unwrap());
            let rows = rows(text, width);
            assert_eq!(
                rows.concat().replace('\n', ""),
                text,
                "{width}: nothing is lost"
            );
            for row in &rows[..rows.len() - 1] {
                let end = row.trim_end().chars().last().unwrap();
                let is_alone = row.trim().chars().count() == 1;
                assert!(!OPENING.contains(&end) || is_alone, "{width}: {rows:?}");
            }
        }
    }

    #[test]
    fn texts_without_such_marks_are_laid_out_as_ever() {
        assert_eq!(rows("加强梯次培育", 14.0 * 3.5), ["加强梯", "次培育"]);
    }
}
