//! The rows of the document, laid out: what was read stands on coloured ground.

use std::ops::Range;
use std::sync::Arc;

use eframe::egui::text::{CCursor, LayoutJob, TextFormat};
use eframe::egui::{Color32, FontId, Galley, Painter, Pos2, Rect, Stroke, Vec2, vec2};

use crate::app::{Review, State};
use crate::import::passages::{Mark, MarkKind, Passage, PassageKind};
use crate::num;
use crate::terms;
use crate::ui::theme::{Look, bold, font};

/// From line to line, and how large the letters are.
pub(super) const LINE: f32 = 24.0;
const SIZE: f32 = 14.0;
/// Over and under the text of a row, and beside the cells of a table.
pub(super) const PAD: f32 = 5.0;
const CELL_PAD: f32 = 6.0;
/// The line of a new page.
pub(super) const PAGE: f32 = 20.0;

/// The text of a row, laid out: pieces with their place in the row and in the document.
pub(super) struct Laid {
    pub(super) pieces: Vec<(Vec2, Arc<Galley>, Range<usize>)>,
    pub(super) height: f32,
}

/// How a word of the legend looks: as what it stands for.
pub(super) fn of_mark(words: &str, colour: Color32, font: FontId, look: &Look) -> TextFormat {
    let kind = match words {
        _ if words == terms::DUE => MarkKind::Due,
        _ if words == terms::TARGET => MarkKind::Target,
        "存疑" => MarkKind::Unread(0),
        _ => {
            return TextFormat {
                background: tint(colour),
                underline: Stroke::new(2.0, colour),
                ..TextFormat::simple(font, look.text)
            };
        }
    };
    format(Some(kind), font, look)
}

/// The place in the document under the pointer.
pub(super) fn at_pointer(laid: &Laid, origin: Pos2, pointer: Pos2) -> Option<usize> {
    let near = laid
        .pieces
        .iter()
        .min_by(|(one, galley, _), (other, of_other, _)| {
            let distance = |offset: &Vec2, galley: &Galley| {
                let rect = Rect::from_min_size(origin + *offset, galley.size());
                rect.distance_sq_to_pos(pointer)
            };
            distance(one, galley).total_cmp(&distance(other, of_other))
        });
    let (offset, galley, span) = near?;
    let cursor = galley.cursor_from_pos(pointer - (origin + *offset));
    let text = galley.text();
    let before: usize = text.chars().take(cursor.index.0).map(char::len_utf8).sum();
    Some((span.start + before).min(span.end))
}

/// The cursor of a place of the document in a laid out piece.
pub(super) fn cursor_of(galley: &Galley, span: &Range<usize>, at: usize) -> CCursor {
    let bytes = at.clamp(span.start, span.end) - span.start;
    let text = galley.text().get(..bytes).unwrap_or(galley.text());
    CCursor::new(text.chars().count())
}

/// The height that a row takes, by its characters: Hanzi are all of one width.
pub(super) fn reckoned(review: &Review, row: &Passage, width: f32) -> f32 {
    let text = &review.opened().document.text;
    let lines = |span: &Range<usize>, width: f32| {
        let text = text.get(span.clone()).unwrap_or_default();
        let a_line = (width / SIZE).floor().max(1.0);
        let lines = text
            .lines()
            .map(|line| (num::float(line.chars().count()) / a_line).ceil().max(1.0));
        lines.sum::<f32>().max(1.0)
    };
    let lines = match &row.kind {
        PassageKind::Heading | PassageKind::Paragraph => lines(&row.span, width),
        PassageKind::Cells(cells, widths) => cells
            .iter()
            .map(|(column, span)| lines(span, across(widths, *column, width).1))
            .fold(1.0, f32::max),
    };
    let page = if row.new_page.is_some() { PAGE } else { 0.0 };
    lines * LINE + 2.0 * PAD + page
}

/// Where a column of a table begins, and how wide its text gets: short columns keep on one line
/// what they have, the others share what is left.
fn across(widths: &[usize], column: usize, width: f32) -> (f32, f32) {
    /// A column of so many characters has what it needs.
    const SHORT: usize = 6;
    let need = |chars: usize| num::float(chars.min(SHORT)) * SIZE + CELL_PAD;
    let more = |chars: usize| num::float(chars.saturating_sub(SHORT));
    let needed: f32 = widths.iter().map(|chars| need(*chars)).sum();
    let scale = (width / needed).min(1.0);
    let all: f32 = widths.iter().map(|chars| more(*chars)).sum();
    let left = (width - needed).max(0.0) / all.max(1.0);
    let own = |chars: &usize| need(*chars) * scale + more(*chars) * left;
    let before = widths.iter().take(column).map(own).sum();
    let size = widths.get(column).map_or(width, own);
    (before, (size - CELL_PAD).max(SIZE))
}

pub(super) fn lay(
    painter: &Painter,
    review: &Review,
    row: &Passage,
    width: f32,
    look: &Look,
) -> Laid {
    let piece = |span: &Range<usize>, width: f32, is_bold: bool| {
        let mut job = job(review, row, span, is_bold, look);
        job.wrap.max_width = width;
        // Policy documents are set to both edges.
        job.justify = matches!(row.kind, PassageKind::Paragraph);
        painter.layout_job(job)
    };
    let pieces: Vec<(Vec2, Arc<Galley>, Range<usize>)> = match &row.kind {
        PassageKind::Heading | PassageKind::Paragraph => {
            let is_heading = row.kind == PassageKind::Heading;
            let galley = piece(&row.span, width, is_heading);
            vec![(Vec2::ZERO, galley, row.span.clone())]
        }
        PassageKind::Cells(cells, widths) => cells
            .iter()
            .map(|(column, span)| {
                let (x, width) = across(widths, *column, width);
                (vec2(x, 0.0), piece(span, width, false), span.clone())
            })
            .collect(),
    };
    let height = pieces
        .iter()
        .map(|(_, galley, _)| galley.size().y)
        .fold(LINE, f32::max);
    Laid {
        pieces,
        height: height + 2.0 * PAD,
    }
}

/// The words of a stretch, what was read in it on coloured ground, the title of its task bold.
fn job(
    review: &Review,
    row: &Passage,
    span: &Range<usize>,
    is_bold: bool,
    look: &Look,
) -> LayoutJob {
    /// The title stands within so many bytes of the begin of its task.
    const NEAR: usize = 40;
    let text = &review.opened().document.text;
    let mut job = LayoutJob::default();
    let task = row
        .task
        .and_then(|nth| review.opened().reading.tasks.get(nth));
    let title = task
        .filter(|task| span.contains(&task.at) && !task.title.is_empty())
        .and_then(|task| {
            let found = text.get(span.clone())?.find(task.title.as_str())?;
            let begin = task.at - span.start;
            (found <= begin + NEAR).then(|| span.start + found + task.title.len())
        });
    let title = title.unwrap_or(span.start);
    let face = |at: usize| {
        if is_bold || at < title {
            bold(SIZE)
        } else {
            font(SIZE)
        }
    };
    let mut put = |range: Range<usize>, kind: Option<MarkKind>| {
        // The end of the title cuts a stretch in two.
        let cut = title.clamp(range.start, range.end);
        for part in [range.start..cut, cut..range.end] {
            if let Some(words) = text.get(part.clone()).filter(|words| !words.is_empty()) {
                let mut format = format(kind, face(part.start), look);
                format.line_height = Some(LINE);
                job.append(words, 0.0, format);
            }
        }
    };
    let mut at = span.start;
    for mark in review.passages().marks_in(span) {
        let (from, to) = (mark.span.start.max(at), mark.span.end.min(span.end));
        put(at..from, None);
        put(from..to, as_decided(review, mark));
        at = to.max(at);
    }
    put(at..span.end, None);
    job
}

/// What a stretch is shown as: a doubt that was decided is none any more.
pub(super) fn as_decided(review: &Review, mark: &Mark) -> Option<MarkKind> {
    let place = match mark.kind {
        MarkKind::Unread(finding) => review.place_of_finding(finding),
        _ => review.place_of(mark.task),
    };
    let state = place.map(|nth| review.places()[nth].state);
    match (mark.kind, state) {
        (MarkKind::Doubtful(role), Some(State::Checked)) => Some(MarkKind::Body(role)),
        (_, Some(State::Out)) | (MarkKind::Unread(_), Some(State::Read | State::Checked)) => None,
        (kind, _) => Some(kind),
    }
}

/// The ground behind what was read.
fn tint(colour: Color32) -> Color32 {
    colour.gamma_multiply(0.13)
}

fn format(kind: Option<MarkKind>, font: FontId, look: &Look) -> TextFormat {
    let (ground, line) = match kind {
        None => return TextFormat::simple(font, look.text),
        Some(MarkKind::Body(role)) => (tint(look.role(role)), look.role(role)),
        Some(MarkKind::Due) => (Color32::TRANSPARENT, look.dim),
        Some(MarkKind::Target) => (Color32::TRANSPARENT, look.accent),
        Some(MarkKind::Doubtful(_) | MarkKind::Unread(_)) => (look.highlight, look.doubt),
    };
    // A thinner line, so that nothing rests on its colour alone.
    let width = if kind == Some(MarkKind::Target) {
        1.0
    } else {
        2.0
    };
    TextFormat {
        background: ground,
        underline: Stroke::new(width, line),
        ..TextFormat::simple(font, look.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_a_table_share_its_width() {
        let widths = [4, 26];
        assert_eq!(across(&widths, 0, 400.0), (0.0, 56.0));
        assert_eq!(across(&widths, 1, 400.0), (62.0, 332.0));
        // Where there is no room for all of them, each gets less.
        let (x, size) = across(&[6; 10], 9, 300.0);
        assert!(x + size <= 300.0 && size >= SIZE, "{x} {size}");
    }
}
