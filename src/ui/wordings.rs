//! A wording of two versions, with the words that changed marked.

use std::ops::Range;

use eframe::egui::text::LayoutJob;
use eframe::egui::{Label, RichText, Stroke, TextFormat, Ui};

use super::theme::{Look, bold, font};
use crate::terms;
use crate::view::compare::{Change, ChangeKind, changed_words};

/// From line to line.
const LINE: f32 = 20.0;
const SIZE: f32 = 13.0;

/// Whether a change is one of words that both versions have.
pub fn is_wording(change: &Change) -> bool {
    let has_both = !change.before.is_empty() && !change.after.is_empty();
    // A title is short: it is said in a line.
    change.kind == ChangeKind::Content && has_both && change.item != terms::TITLE
}

/// Both wordings of a change, the old one struck where it changed, the new one underlined.
pub fn jobs(change: &Change, look: &Look) -> (LayoutJob, LayoutJob) {
    let (old, new) = changed_words(&change.before, &change.after);
    (
        job(&change.before, &old, true, look),
        job(&change.after, &new, false, look),
    )
}

/// Not by colour alone: what is gone is struck through, what came is bold with a line under it.
fn job(text: &str, changed: &[Range<usize>], is_old: bool, look: &Look) -> LayoutJob {
    let mut job = LayoutJob::default();
    let format = |is_changed: bool| {
        let mut format = TextFormat::simple(font(SIZE), look.text);
        format.line_height = Some(LINE);
        if is_changed && is_old {
            format.color = look.warning;
            format.strikethrough = Stroke::new(1.0, look.warning);
        } else if is_changed {
            format.font_id = bold(SIZE);
            format.color = look.accent;
            format.underline = Stroke::new(1.5, look.accent);
        }
        format
    };
    let mut at = 0;
    for range in changed {
        job.append(&text[at..range.start], 0.0, format(false));
        job.append(&text[range.clone()], 0.0, format(true));
        at = range.end;
    }
    job.append(&text[at..], 0.0, format(false));
    job
}

/// Shows both, the old one above the new one: for a narrow panel.
pub fn below(ui: &mut Ui, change: &Change, look: &Look) {
    let head = format!("{} {}", change.kind.label(), change.item);
    ui.label(RichText::new(head).font(font(12.0)).color(look.warning));
    let (old, new) = jobs(change, look);
    for (name, job) in [("原", old), ("现", new)] {
        ui.horizontal_top(|ui| {
            ui.label(RichText::new(name).font(font(12.0)).color(look.dim));
            ui.add(Label::new(job).wrap().selectable(true));
        });
    }
}
