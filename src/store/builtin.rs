//! The data inside the program.

/// The text of the built-in data: five plans of Wuhan and Hubei (see `data/README.md`).
#[must_use]
pub fn builtin() -> &'static str {
    include_str!("../../data/wuhan-manufacturing.ron")
}
