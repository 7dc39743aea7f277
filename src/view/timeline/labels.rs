//! Texts beside marks on one line: they never lie over each other.

use std::ops::Range;

/// A mark on a line and the width of the text that belongs to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Where the mark stands on the line.
    pub x: f32,
    /// The width of its text.
    pub width: f32,
}

/// Marks that stand together, and where their text goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// The first of its marks.
    pub first: usize,
    /// How many marks there are. More than one share a count in place of their texts.
    pub count: usize,
    /// Where the text begins.
    pub text: f32,
}

/// Room on a line, in the same unit as the marks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// Where texts may begin.
    pub from: f32,
    /// Where texts must end.
    pub to: f32,
    /// Half the width of a mark.
    pub half: f32,
    /// The space between a mark and its text, and between a text and what comes next.
    pub gap: f32,
    /// The width of a count.
    pub count: f32,
    /// Where a text stands if there is room on both sides.
    pub side: Side,
}

/// A side of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Before it.
    Before,
    /// Behind it.
    Behind,
}

/// Where the text of marks that have a line for themselves begins: before them, behind them where
/// there is no room, or at the beginning of the room, over them. Marks out of the room keep it.
#[must_use]
pub fn beside(marks: Range<f32>, width: f32, gap: f32, room: Range<f32>) -> f32 {
    let before = marks.start - gap - width;
    let after = marks.end + gap;
    if before >= room.start {
        before
    } else if after >= room.start && after + width <= room.end {
        after
    } else if marks.end < room.start || marks.start > room.end {
        before
    } else {
        room.start
    }
}

/// Places the texts of marks that are sorted from left to right.
///
/// A text stands on the wanted side of its mark; where something is in the way it steps to the
/// other one; where that does not do either, the mark and the one before it share a count.
#[must_use]
pub fn place(marks: &[Mark], room: Room) -> Vec<Placed> {
    struct Open {
        placed: Placed,
        /// The last of its marks.
        last: f32,
        /// Where what it takes ends.
        end: f32,
    }
    let mut open: Vec<Open> = Vec::new();
    for (nth, mark) in marks.iter().enumerate() {
        let (mut first, mut count) = (nth, 1);
        loop {
            let taken = open
                .last()
                .map_or(room.from - room.gap, |before| before.end);
            let left = marks[first].x - room.half;
            let width = if count == 1 { mark.width } else { room.count };
            let before = left - room.gap - width;
            let after = mark.x + room.half + room.gap;
            let free = taken + room.gap <= left;
            let fits_before =
                (free && before >= taken + room.gap).then_some((before, mark.x + room.half));
            let fits_behind = (free && (after + width <= room.to || open.is_empty()))
                .then_some((after, after + width));
            let text = match room.side {
                Side::Before => fits_before.or(fits_behind),
                // A text behind a mark is in the way of the next one.
                Side::Behind => {
                    let next = marks.get(nth + 1);
                    let clear =
                        next.is_none_or(|next| next.x - room.half >= after + width + room.gap);
                    fits_behind
                        .filter(|_| clear)
                        .or(fits_before)
                        .or(fits_behind)
                }
            };
            match (text, open.last()) {
                (Some((text, end)), _) => {
                    open.push(Open {
                        placed: Placed { first, count, text },
                        last: mark.x,
                        end,
                    });
                    break;
                }
                (None, Some(_)) => {
                    if let Some(before) = open.pop() {
                        first = before.placed.first;
                        count += before.placed.count;
                        debug_assert!(before.last <= mark.x);
                    }
                }
                // Out of the room at the left: behind the mark, as far as it goes.
                (None, None) => {
                    open.push(Open {
                        placed: Placed {
                            first,
                            count,
                            text: after,
                        },
                        last: mark.x,
                        end: after + width,
                    });
                    break;
                }
            }
        }
    }
    open.into_iter().map(|open| open.placed).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ROOM: Room = Room {
        from: 0.0,
        to: 500.0,
        half: 6.0,
        gap: 4.0,
        count: 24.0,
        side: Side::Before,
    };

    fn marks(marks: &[(f32, f32)]) -> Vec<Mark> {
        let mark = |&(x, width): &(f32, f32)| Mark { x, width };
        marks.iter().map(mark).collect()
    }

    fn same(a: f32, b: f32) -> bool {
        (a - b).abs() < 0.01
    }

    #[test]
    fn a_text_stands_before_its_mark_and_steps_behind_where_there_is_no_room() {
        let placed = place(&marks(&[(100.0, 40.0), (130.0, 30.0)]), ROOM);
        assert_eq!(placed.len(), 2);
        assert!(same(placed[0].text, 50.0) && same(placed[1].text, 140.0));
        let placed = place(&marks(&[(20.0, 40.0)]), ROOM);
        assert!(same(placed[0].text, 30.0));
    }

    #[test]
    fn a_text_alone_on_its_line_stays_in_the_room_while_its_marks_do() {
        let room = || 0.0..200.0;
        let at = |marks, width| beside(marks, width, 4.0, room());
        assert!(same(at(100.0..110.0, 40.0), 56.0));
        assert!(same(at(20.0..30.0, 40.0), 34.0));
        assert!(same(at(20.0..180.0, 40.0), 0.0), "over the marks");
        assert!(
            same(at(-60.0..-50.0, 40.0), -104.0),
            "out of sight with them"
        );
    }

    #[test]
    fn crowded_marks_share_a_count() {
        let placed = place(&marks(&[(100.0, 40.0), (108.0, 40.0), (116.0, 40.0)]), ROOM);
        let counts: Vec<_> = placed.iter().map(|p| (p.first, p.count)).collect();
        assert_eq!(counts, [(0, 3)]);
        assert!(same(placed[0].text, 100.0 - 6.0 - 4.0 - 24.0));
    }

    proptest! {
        #[test]
        fn no_text_lies_over_another_or_over_a_mark(
            behind in any::<bool>(),
            steps in prop::collection::vec((0.0_f32..60.0, 5.0_f32..80.0), 1..40),
        ) {
            let mut x = 10.0;
            let marks: Vec<Mark> = steps.iter().map(|&(step, width)| {
                x += step;
                Mark { x, width }
            }).collect();
            let side = if behind { Side::Behind } else { Side::Before };
            let room = Room { to: x + 40.0, side, ..ROOM };
            let placed = place(&marks, room);
            let total: usize = placed.iter().map(|placed| placed.count).sum();
            prop_assert_eq!(total, marks.len(), "no mark is lost");
            let mut end = f32::MIN;
            for placed in placed {
                let last = placed.first + placed.count - 1;
                let width = if placed.count == 1 { marks[last].width } else { room.count };
                let (from, to) = (marks[placed.first].x - room.half, marks[last].x + room.half);
                prop_assert!(placed.text + width <= from || placed.text >= to);
                prop_assert!(from.min(placed.text) >= end);
                end = to.max(placed.text + width);
            }
        }
    }
}
