//! Rows of differing height, one below the other, and about how wide the texts in them are.

use std::ops::Range;

/// Where rows begin and end.
#[derive(Clone, Debug)]
pub struct Rows {
    /// Where each begins, and where the last one ends: never empty.
    edges: Vec<f32>,
}

impl Rows {
    /// Rows of these heights.
    pub fn new(heights: &[f32]) -> Self {
        let mut rows = Self {
            edges: vec![0.0; heights.len() + 1],
        };
        rows.settle(0, heights);
        rows
    }

    /// Moves the rows from one on to where these heights put them; `heights` are those of all rows.
    pub fn settle(&mut self, from: usize, heights: &[f32]) {
        let mut edge = self.edges[from];
        for (height, end) in heights[from..].iter().zip(&mut self.edges[from + 1..]) {
            edge += height;
            *end = edge;
        }
    }

    fn count(&self) -> usize {
        self.edges.len() - 1
    }

    /// Height of all rows.
    pub fn height(&self) -> f32 {
        self.edges[self.count()]
    }

    /// Where a row begins and ends.
    pub fn span(&self, nth: usize) -> Range<f32> {
        match (self.edges.get(nth), self.edges.get(nth + 1)) {
            (Some(&from), Some(&to)) => from..to,
            _ => 0.0..0.0,
        }
    }

    /// The rows between two heights.
    pub fn between(&self, from: f32, to: f32) -> Range<usize> {
        let first = self.edges.partition_point(|&edge| edge <= from);
        let last = self.edges.partition_point(|&edge| edge < to);
        first.saturating_sub(1)..last.min(self.count())
    }

    /// The row at a height.
    pub fn at(&self, y: f32) -> Option<usize> {
        let nth = self
            .edges
            .partition_point(|&edge| edge <= y)
            .checked_sub(1)?;
        (nth < self.count()).then_some(nth)
    }
}

/// About how wide a text is at 14 points: Hanzi are square, Latin letters about half as wide.
/// Laying out the texts of all rows would take too long.
pub fn text_width(text: &str) -> f32 {
    text.chars()
        .map(|c| if c.is_ascii() { 7.8 } else { 14.0 })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edge_belongs_to_the_row_below_it() {
        let rows = Rows::new(&[10.0, 20.0, 30.0]);
        let at = [-1.0, 0.0, 9.0, 10.0, 59.0, 60.0].map(|y| rows.at(y));
        assert_eq!(at, [None, Some(0), Some(0), Some(1), Some(2), None]);
        assert_eq!(rows.between(10.0, 30.0), 1..2);
        assert_eq!(rows.between(9.0, 31.0), 0..3);
        assert_eq!(rows.between(-5.0, 500.0), 0..3);
    }

    #[test]
    fn a_row_that_grows_moves_those_below_it() {
        let mut rows = Rows::new(&[10.0, 20.0, 30.0]);
        rows.settle(1, &[10.0, 25.0, 30.0]);
        let spans = [0, 1, 2].map(|nth| rows.span(nth));
        assert_eq!(spans, [0.0..10.0, 10.0..35.0, 35.0..65.0]);
        assert_eq!(0.0..rows.height(), 0.0..65.0);
    }

    #[test]
    fn no_rows_are_nowhere() {
        let rows = Rows::new(&[]);
        assert_eq!(0.0..rows.height(), 0.0..0.0);
        assert_eq!(rows.at(0.0), None);
        assert!(rows.between(0.0, 100.0).is_empty());
        assert_eq!(rows.span(0), 0.0..0.0);
    }
}
