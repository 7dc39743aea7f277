//! The data that the program brings along.

/// The five Wuhan and Hubei plans, as the text of their data file.
#[must_use]
pub fn builtin() -> &'static str {
    include_str!("../../data/wuhan-manufacturing.ron")
}
