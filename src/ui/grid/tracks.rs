//! Rows below one another or columns beside one another, each with a size of its own.

use std::ops::Range;

use crate::ui::theme::size;

/// A Latin letter of 14 points, about.
const LETTER: f32 = 7.8;

/// The places of rows, or of columns, that lie behind each other, in points.
#[derive(Clone, Debug)]
pub struct Tracks {
    /// Where each begins, and where the last one ends: never empty.
    edges: Vec<f32>,
}

impl Tracks {
    /// Rows or columns of these heights or widths.
    pub fn new(sizes: &[f32]) -> Self {
        let mut tracks = Self {
            edges: vec![0.0; sizes.len() + 1],
        };
        tracks.settle(0, sizes);
        tracks
    }

    /// This many rows or columns of one height or width.
    pub fn even(count: usize, size: f32) -> Self {
        Self::new(&vec![size; count])
    }

    /// Moves the tracks from one on to where these sizes put them; `sizes` are those of all tracks.
    pub fn settle(&mut self, from: usize, sizes: &[f32]) {
        let mut edge = self.edges[from];
        for (size, end) in sizes[from..].iter().zip(&mut self.edges[from + 1..]) {
            edge += size;
            *end = edge;
        }
    }

    /// How many rows or columns there are.
    pub fn count(&self) -> usize {
        self.edges.len() - 1
    }

    /// The distance from the beginning of the first to the end of the last.
    pub fn length(&self) -> f32 {
        self.edges[self.count()]
    }

    /// Where one of them begins and ends.
    pub fn span(&self, nth: usize) -> Range<f32> {
        match (self.edges.get(nth), self.edges.get(nth + 1)) {
            (Some(&from), Some(&to)) => from..to,
            _ => 0.0..0.0,
        }
    }

    /// Where several neighbours begin and end.
    pub fn span_of(&self, range: &Range<usize>) -> Range<f32> {
        let edge = |nth: usize| self.edges[nth.min(self.count())];
        edge(range.start)..edge(range.end)
    }

    /// Those that reach into a stretch.
    pub fn between(&self, from: f32, to: f32) -> Range<usize> {
        let first = self.edges.partition_point(|&edge| edge <= from);
        let last = self.edges.partition_point(|&edge| edge < to);
        first.saturating_sub(1)..last.min(self.count())
    }

    /// The one at a place; `None` where there is none.
    pub fn at(&self, place: f32) -> Option<usize> {
        let nth = self
            .edges
            .partition_point(|&edge| edge <= place)
            .checked_sub(1)?;
        (nth < self.count()).then_some(nth)
    }
}

/// About how wide a text is at 14 points: Hanzi are square, Latin letters about half as wide.
/// Laying out the texts of all rows would take too long.
pub fn text_width(text: &str) -> f32 {
    text.chars()
        .map(|c| if c.is_ascii() { LETTER } else { size::TEXT })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edge_belongs_to_the_track_behind_it() {
        let tracks = Tracks::new(&[10.0, 20.0, 30.0]);
        let at = [-1.0, 0.0, 9.0, 10.0, 59.0, 60.0].map(|place| tracks.at(place));
        assert_eq!(at, [None, Some(0), Some(0), Some(1), Some(2), None]);
        assert_eq!(tracks.between(10.0, 30.0), 1..2);
        assert_eq!(tracks.between(9.0, 31.0), 0..3);
        assert_eq!(tracks.between(-5.0, 500.0), 0..3);
        assert_eq!(tracks.span_of(&(1..3)), 10.0..60.0);
    }

    #[test]
    fn a_track_that_grows_moves_those_behind_it() {
        let mut tracks = Tracks::new(&[10.0, 20.0, 30.0]);
        tracks.settle(1, &[10.0, 25.0, 30.0]);
        let spans = [0, 1, 2].map(|nth| tracks.span(nth));
        assert_eq!(spans, [0.0..10.0, 10.0..35.0, 35.0..65.0]);
        assert_eq!(0.0..tracks.length(), 0.0..65.0);
    }

    #[test]
    fn no_tracks_are_nowhere() {
        let tracks = Tracks::new(&[]);
        assert_eq!(0.0..tracks.length(), 0.0..0.0);
        assert_eq!(tracks.at(0.0), None);
        assert!(tracks.between(0.0, 100.0).is_empty());
        assert_eq!(tracks.span(0), 0.0..0.0);
        assert_eq!(tracks.span_of(&(0..1)), 0.0..0.0);
    }

    #[test]
    fn even_tracks_have_one_size() {
        let tracks = Tracks::even(1000, 30.0);
        assert_eq!(tracks.span(999), 29_970.0..30_000.0);
        assert_eq!(tracks.at(29_969.0), Some(998));
    }
}
