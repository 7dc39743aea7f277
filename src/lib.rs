//! Zeren 责任矩阵: who answers for what in Chinese policy documents.
//!
//! The map, in the direction of imports: a module uses only what stands above it.
//!
//! - [`diagnostic`]: what there is to say about a file.
//! - [`journal`]: what happened, in a file for the maintainers.
//! - [`model`]: the data as it is written: agencies, plans, tasks, targets.
//! - [`store`]: RON text and the model: load, merge into a workspace, save, watch.
//! - [`view`]: a `ViewSpec` and a workspace make a `Sheet`: resolved plain data.
//!   [`view::compare`] makes one body of data of two versions, and says what became of what.
//! - [`typeface`]: the embedded type.
//! - [`page`]: view data laid out as pages of shapes and text.
//! - [`export`]: view data becomes csv, xlsx, docx, html and ics, pages become svg, png and pdf.
//! - [`synth`]: made-up data of any size, for benchmarks and tests.
//! - [`cli`]: `check`, `export` and `diff` without a window.
//! - `app`: the state of the window and the only place that changes it (feature `gui`).
//! - `ui`: the window itself, one screen part a file (feature `gui`).
//!
//! One way data flows: file → [`model::Dataset`] → [`view`] → screen or file. There is no second
//! filter path. None of the modules above `app` knows egui; `--no-default-features` proves it.

#[cfg(feature = "gui")]
pub mod app;
pub mod cli;
pub mod colour;
pub mod diagnostic;
pub mod export;
pub mod journal;
pub mod model;
mod nearest;
pub mod page;
pub mod store;
pub mod synth;
pub mod today;
pub mod typeface;
#[cfg(feature = "gui")]
pub mod ui;
pub mod view;
pub mod xml;
