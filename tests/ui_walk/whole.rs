//! What is cut with … has its whole at hand: under the pointer, or elsewhere on the screen.

use std::collections::HashSet;

use eframe::egui::{Key, Pos2, Rect, Shape};

use crate::window::{Window, app};

/// A text as it was painted.
struct Painted {
    words: String,
    is_cut: bool,
    rect: Rect,
}

/// Without blanks and line ends: only the words count.
fn bare(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

fn painted(window: &Window) -> Vec<Painted> {
    fn add(shape: &Shape, clip: Rect, all: &mut Vec<Painted>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| add(shape, clip, all)),
            Shape::Text(text) => {
                let rect = text.visual_bounding_rect().intersect(clip);
                if rect.is_positive() {
                    all.push(Painted {
                        words: bare(&text.galley.job.text),
                        is_cut: text.galley.elided,
                        rect,
                    });
                }
            }
            _ => {}
        }
    }
    let mut all = Vec::new();
    for clipped in &window.harness.output().shapes {
        add(&clipped.shape, clipped.clip_rect, &mut all);
    }
    all
}

/// Whether all of a text is painted somewhere.
fn is_whole(all: &[Painted], words: &str) -> bool {
    let mut whole = all.iter().filter(|text| !text.is_cut);
    whole.any(|text| text.words.contains(words))
}

#[test]
fn every_text_that_is_cut_is_told_whole_under_the_pointer() {
    let mut wrong = Vec::new();
    let mut looked_at = 0;
    for step in [1.0, 1.5, 2.0] {
        for tab in [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5] {
            let mut window = Window::with(app(), (1280.0 / step, 720.0 / step), step);
            window.ctrl(tab);
            let all = painted(&window);
            let mut seen = HashSet::new();
            let cut: Vec<(String, Pos2)> = all
                .iter()
                .filter(|text| text.is_cut && !is_whole(&all, &text.words))
                .filter(|text| seen.insert(text.words.clone()))
                .map(|text| (text.words.clone(), text.rect.left_center()))
                .collect();
            for (words, at) in cut.iter().take(16) {
                looked_at += 1;
                window.harness.hover_at(*at + eframe::egui::vec2(4.0, 0.0));
                window.settle();
                window.settle();
                if !is_whole(&painted(&window), words) {
                    wrong.push(format!("{step}, {tab:?}: {words}"));
                }
            }
        }
    }
    assert!(looked_at > 10, "{looked_at} texts are cut");
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}
