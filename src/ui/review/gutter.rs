//! The gutter beside the document: which task begins there, and what came of it.

use eframe::egui::{Align2, Color32, CornerRadius, Painter, Rect, Shape, Stroke, pos2, vec2};

use super::rows::{LINE, PAD, as_decided};
use super::source::{GUTTER, RIGHT};
use crate::app::{Review, State};
use crate::import::passages::{MarkKind, Passage};
use crate::ui::theme::{Look, font};

/// Where the bar stands, and how wide it is.
const BAR: (f32, f32) = (51.0, 3.0);

/// What came of the row's task: a bar, and at its begin its number.
pub(super) fn gutter(
    painter: &Painter,
    review: &Review,
    row: &Passage,
    rect: Rect,
    is_chosen: bool,
    look: &Look,
) {
    let places = review.places();
    let place = row.task.and_then(|task| places.get(review.place_of(task)?));
    let marks = review.passages().marks_in(&row.span);
    let unread = marks
        .iter()
        .any(|mark| matches!(as_decided(review, mark), Some(MarkKind::Unread(_))));
    let state = place.map(|place| place.state);
    let bar = Rect::from_min_size(
        rect.min + vec2(BAR.0, 1.0),
        vec2(BAR.1, rect.height() - 2.0),
    );
    match state {
        _ if unread => {
            let (from, to) = (bar.center_top(), bar.center_bottom());
            let stroke = Stroke::new(BAR.1, look.doubt);
            painter.extend(Shape::dashed_line(&[from, to], stroke, 5.0, 4.0));
        }
        Some(State::Doubtful) => {
            painter.rect_filled(bar, CornerRadius::ZERO, look.doubt);
        }
        Some(State::Read) => {
            painter.rect_filled(bar, CornerRadius::ZERO, look.read);
        }
        Some(State::Checked) => {
            painter.rect_filled(bar, CornerRadius::ZERO, look.accent);
        }
        Some(State::Unread | State::Out) | None => {
            painter.rect_filled(bar, CornerRadius::ZERO, look.hairline);
        }
    }
    let begins = place.is_some_and(|place| row.span.contains(&place.at));
    let quiet = if is_chosen { look.dim } else { look.faint };
    let mut y = rect.top() + PAD + LINE / 2.0;
    let mut say = |words: &str, colour: Color32| {
        let at = pos2(rect.left() + BAR.0 - 11.0, y);
        painter.text(at, Align2::RIGHT_CENTER, words, font(12.0), colour);
        y += LINE;
    };
    let reading = &review.opened().reading;
    if begins && let Some(task) = row.task.and_then(|nth| reading.tasks.get(nth)) {
        say(last_number(&task.clause), quiet);
    }
    let is_low = rect.height() < 2.0 * LINE;
    match state {
        _ if unread && !(begins && is_low) => say(State::Unread.label(), look.warning),
        Some(state @ (State::Doubtful | State::Out | State::Checked)) if begins && !is_low => {
            let colour = if state == State::Doubtful {
                look.warning
            } else {
                quiet
            };
            say(state.label(), colour);
        }
        _ => {}
    }
}

/// The last number of a clause: 16 of 二(五)16, （三） of 二（三）.
fn last_number(clause: &str) -> &str {
    let inner = clause.trim_end_matches([')', '）']);
    let at = inner.rfind([')', '）', '(', '（']);
    match at {
        Some(at) if inner.len() == clause.len() => clause[at..].trim_start_matches([')', '）']),
        Some(at) => &clause[at..],
        None => clause,
    }
}

pub(super) fn new_page(painter: &Painter, rect: Rect, page: usize, look: &Look) {
    let words = format!("第 {page} 页");
    let at = pos2(rect.left() + GUTTER, rect.center().y);
    let said = painter.text(at, Align2::LEFT_CENTER, words, font(12.0), look.faint);
    painter.hline(
        said.right() + 8.0..=rect.right() - RIGHT,
        rect.center().y,
        Stroke::new(1.0, look.hairline),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gutter_has_the_last_number_of_a_clause() {
        assert_eq!(last_number("二(五)16"), "16");
        assert_eq!(last_number("二（三）"), "（三）");
        assert_eq!(last_number("二(三)"), "(三)");
        assert_eq!(last_number("7"), "7");
        assert_eq!(last_number("三"), "三");
    }
}
