//! Pages: what they look like, and that svg, png and pdf show and say the same.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test may fail here, and say what it leaves out"
)]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "dots of small pictures"
)]

#[path = "../common/mod.rs"]
mod common;

mod agency;
mod keystone;
mod layouts;
mod matrix;
mod picture;
mod primitives;
mod programs;
mod tagged;
mod timeline;
mod whole;
