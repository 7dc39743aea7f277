//! The slide of one thing alone, with everything that is said of it.

use std::sync::Arc;

use super::super::geometry::Point;
use super::block::{Block, Words, ink};
use super::rows::Laid;
use super::{MARGIN, Screen, head};
use crate::view::run::Told;

/// How wide the column of what is said is called.
const LABEL: f32 = 190.0;

pub(super) fn lay(told: &Arc<Told>, screen: Screen) -> Laid {
    let room = screen.right() - MARGIN - LABEL;
    let shown = Arc::clone(told);
    let row = move |nth: usize| {
        let (label, text) = &shown.lines[nth];
        let mut block = Block::new();
        let name = Words::new(label, 32.0, ink::DIM);
        let named = block.words(Point::new(MARGIN, 54.0), LABEL - 24.0, &name);
        let mut down = 0.0_f32;
        for (nth, line) in text.lines().enumerate() {
            let words = Words {
                step: 50.0,
                ..Words::new(line, 36.0, ink::TEXT)
            };
            down += if nth > 0 { 50.0 } else { 0.0 };
            down += block.words(Point::new(MARGIN + LABEL, 54.0 + down), room, &words);
        }
        block.height = 82.0 + down.max(named);
        block
    };
    Laid {
        count: told.lines.len(),
        row: Box::new(row),
        head: head(screen, &told.title, 72.0, &told.caption, &[]),
        columns: Block::new(),
    }
}
