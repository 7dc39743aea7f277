//! Rows over pages: none is split, no heading is left behind at the foot of a page.

use std::ops::Range;

/// A row as far as pages are concerned.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Block {
    /// Its height.
    pub height: f32,
    /// Whether it stays with the one after it: headings do, and the last row with the totals.
    pub keep: bool,
}

/// The rows of every page. At least one page, and every row on exactly one.
///
/// `first` and `next` are the room on the first page and on the others; `carried` is the height of
/// the headings that are repeated where a page begins with this row.
pub(super) fn paginate(
    blocks: &[Block],
    first: f32,
    next: f32,
    carried: impl Fn(usize) -> f32,
) -> Vec<Range<usize>> {
    let mut pages: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    let mut room = first;
    let mut at = 0;
    while at < blocks.len() {
        // A run that stays together: headings and the row below them.
        let kept = blocks[at..].iter().take_while(|block| block.keep).count();
        let end = (at + kept + 1).min(blocks.len());
        let height: f32 = blocks[at..end].iter().map(|block| block.height).sum();
        if height <= room {
            room -= height;
            at = end;
            continue;
        }
        if at > from {
            pages.push(from..at);
            from = at;
            room = next - carried(at);
            continue;
        }
        // Higher than a page: as much of it as there is room for, at least one row.
        room -= blocks[at].height;
        at += 1;
        while at < end && blocks[at].height <= room {
            room -= blocks[at].height;
            at += 1;
        }
        if at < blocks.len() {
            pages.push(from..at);
            from = at;
            room = next - carried(at);
        }
    }
    pages.push(from..blocks.len());
    pages
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn block(height: f32, keep: bool) -> Block {
        Block { height, keep }
    }

    #[test]
    fn a_heading_goes_over_with_its_first_row() {
        let blocks = [
            block(10.0, false),
            block(10.0, false),
            block(10.0, true),
            block(10.0, false),
        ];
        assert_eq!(paginate(&blocks, 35.0, 100.0, |_| 0.0), [0..2, 2..4]);
        assert_eq!(paginate(&blocks, 40.0, 100.0, |_| 0.0).len(), 1);
    }

    #[test]
    fn repeated_headings_take_their_room() {
        let blocks = [block(10.0, false); 5];
        assert_eq!(paginate(&blocks, 20.0, 20.0, |_| 0.0).len(), 3);
        assert_eq!(paginate(&blocks, 20.0, 20.0, |_| 5.0).len(), 4);
    }

    #[test]
    fn nothing_is_one_empty_page() {
        let pages = paginate(&[], 10.0, 10.0, |_| 0.0);
        assert_eq!(pages.len(), 1);
        assert!(pages[0].is_empty());
    }

    proptest! {
        #[test]
        fn every_row_is_on_one_page_and_none_overflows(
            rows in prop::collection::vec((1.0_f32..60.0, any::<bool>()), 0..80),
            carried in 0.0_f32..20.0,
        ) {
            let blocks: Vec<Block> =
                rows.into_iter().map(|(height, keep)| block(height, keep)).collect();
            let pages = paginate(&blocks, 80.0, 100.0, |_| carried);
            let mut next = 0;
            for (nth, page) in pages.iter().enumerate() {
                prop_assert_eq!(page.start, next);
                prop_assert!(!page.is_empty() || blocks.is_empty());
                next = page.end;
                let height: f32 = blocks[page.clone()].iter().map(|block| block.height).sum();
                let room = if nth == 0 { 80.0 } else { 100.0 - carried };
                prop_assert!(height <= room + 0.01);
            }
            prop_assert_eq!(next, blocks.len());
        }
    }
}
