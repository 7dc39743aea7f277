//! Readers: a file becomes a plain document.

pub mod text;
