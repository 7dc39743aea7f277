//! Rows over pages: none is split, no heading is left behind at the foot of a page.

use std::ops::Range;

use super::sizes::Sizes;

/// A row as far as pages are concerned.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Block {
    /// Its height.
    pub height: f32,
    /// Whether it stays with the one after it: headings do, and the last row with the totals.
    pub keep: bool,
}

/// The rows of some pages beside each other: all bands of columns that they need.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stretch {
    pub rows: Range<usize>,
    /// How many pages they take, one for each band of columns.
    pub bands: usize,
    /// The height of the header row.
    pub header: f32,
    /// The height that stays free below the rows, inside the table.
    pub tail: f32,
}

/// What pages are broken by.
pub(super) struct Measures<'a> {
    pub sizes: Sizes,
    pub blocks: &'a [Block],
    /// How much of the height of the last block is that of the notes below it.
    pub notes: f32,
    /// The height of a table on the first page and on others, its header row included.
    pub first: f32,
    pub next: f32,
    /// The height of the heading that a page repeats where it begins with this row.
    pub carried: &'a dyn Fn(usize) -> f32,
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
    paginate_by(blocks, (first, next), carried, |_, _| true)
}

/// The same where something else than the height also limits a page: `joins` says whether a run of
/// rows may stand on the page that begins with the row named first. It is asked for every run in
/// turn, and not heeded for the one that a page begins with.
pub(super) fn paginate_by(
    blocks: &[Block],
    (first, next): (f32, f32),
    carried: impl Fn(usize) -> f32,
    mut joins: impl FnMut(usize, Range<usize>) -> bool,
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
        if height <= room && (joins(from, at..end) || at == from) {
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

/// Moves rows of the page before to the last one, where that is lower than `lowest`: a page of one
/// line looks like a mistake. `fits` says whether rows may stand on one page.
pub(super) fn fill_last(
    pages: &mut [Range<usize>],
    blocks: &[Block],
    lowest: f32,
    fits: impl Fn(Range<usize>) -> bool,
) {
    let [.., before, end] = pages else {
        return;
    };
    let height = |from: usize| -> f32 {
        let rows = blocks[from..end.end].iter();
        rows.map(|block| block.height).sum()
    };
    let mut begin = end.start;
    while height(begin) < lowest {
        let mut to = begin.saturating_sub(1);
        // Headings go with what they head.
        while to > before.start && blocks[to - 1].keep {
            to -= 1;
        }
        if to <= before.start || !fits(to..end.end) {
            break;
        }
        begin = to;
    }
    before.end = begin;
    end.start = begin;
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
    fn a_page_takes_only_what_may_join_it() {
        let blocks = [block(10.0, false); 5];
        let mut asked = Vec::new();
        let pages = paginate_by(
            &blocks,
            (100.0, 100.0),
            |_| 0.0,
            |from, run| {
                asked.push((from, run.start));
                run.end - from <= 2
            },
        );
        assert_eq!(pages, [0..2, 2..4, 4..5]);
        assert!(asked.contains(&(2, 2)), "{asked:?}");
        // A run that may stand nowhere stands alone.
        let alone = paginate_by(&blocks, (100.0, 100.0), |_| 0.0, |_, _| false);
        assert_eq!(alone.len(), 5);
    }

    #[test]
    fn the_last_page_is_filled_from_the_one_before() {
        let mut blocks = [block(10.0, false); 8];
        blocks[4].keep = true;
        let filled = |least, most: usize| {
            let mut pages = vec![0..7, 7..8];
            fill_last(&mut pages, &blocks, least, |rows| rows.len() <= most);
            pages
        };
        assert_eq!(filled(10.0, 9), [0..7, 7..8]);
        assert_eq!(filled(20.0, 9), [0..6, 6..8]);
        // The heading comes along, and no page is left empty.
        assert_eq!(filled(30.0, 9), [0..4, 4..8]);
        assert_eq!(filled(30.0, 3), [0..6, 6..8]);
        assert_eq!(filled(200.0, 9), [0..1, 1..8]);
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
