//! Walks through the window by the names that people read on it.

#[path = "../common/raster.rs"]
mod raster;
#[path = "../common/window.rs"]
mod window;

mod commands;
mod detail;
mod export;
mod files;
mod filters;
mod look;
mod matrix;
mod search;
