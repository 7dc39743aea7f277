//! Zeren 责任矩阵: who answers for what in Chinese policy documents.
//!
//! The map, in the direction of imports: a module uses only what stands above it.
//!
//! - `num`: conversions between kinds of numbers that lose nothing anybody would miss.
//! - `variants`: lists of all variants of an enum.
//! - `windows`: what is asked of Windows itself.
//! - [`ending`]: the end by a signal, before which half-done files are taken away.
//! - [`xml`]: texts inside XML and HTML.
//! - [`typeface`]: the embedded type, and what a font file holds.
//! - [`terms`]: the words: one Chinese term for each thing.
//! - [`visible`]: texts of others as a terminal may show them.
//! - [`diagnostic`]: what there is to say about a file: severity, place, message, hint.
//! - [`journal`]: what happened, in a file for the maintainers.
//! - `nearest`: the nearest of some names, for "did you mean".
//! - `likeness`: how alike texts are, and pairs of what is most alike.
//! - [`model`]: the data as it is written, its own rules, and several files joined.
//! - [`colour`]: the colours that the window and all formats share.
//! - [`today`]: the day for which a view is made.
//! - [`store`]: files: RON text and the model, atomic writing, watching.
//! - [`import`]: documents of others, read and understood as a draft of the data.
//! - [`view`]: a `ViewSpec` and a workspace make a `Sheet`: resolved plain data. From it come the
//!   list of agencies and the profile of one, the timeline, the task list, and search;
//!   [`view::compare`] makes one workspace of two versions and says what became of what.
//! - [`page`]: view data laid out as pages of shapes and text.
//! - [`export`]: view data becomes csv, xlsx, docx, html and ics, pages become svg, png, pdf and ofd.
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
pub mod ending;
pub mod export;
pub mod import;
pub mod journal;
mod likeness;
pub mod model;
mod nearest;
mod num;
pub mod page;
pub mod store;
pub mod synth;
pub mod terms;
pub mod today;
pub mod typeface;
#[cfg(feature = "gui")]
pub mod ui;
mod variants;
pub mod view;
pub mod visible;
#[cfg(all(windows, feature = "gui"))]
mod windows;
pub mod xml;
