//! Walks through the window by the names that people read on it.
#![cfg(feature = "gui")]
#![allow(
    clippy::unwrap_used,
    reason = "helpers of tests fail with it, as the tests do"
)]

#[path = "../common/raster.rs"]
mod raster;
#[path = "../common/window/mod.rs"]
mod window;

mod about;
mod agencies;
mod answers;
mod arranging;
mod asking;
mod back;
mod bodies;
mod commands;
mod compare;
mod console;
mod detail;
mod distribute;
mod drafts;
mod due;
mod editing;
mod export;
mod files;
mod filters;
mod focus;
mod forms;
mod grid;
mod killed;
mod look;
mod marking;
mod matrix;
mod meeting;
mod presenting;
mod recovery;
mod renewing;
mod review;
mod saving;
mod search;
mod stage;
mod tasks;
mod through;
mod timeline;
mod whole;
mod writing;
mod zoomed;
