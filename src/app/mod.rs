//! The program behind the window: its state, and the only place that changes it.
//!
//! Screen parts read the state and push [`Action`]s; [`App::apply`] carries them out. What only
//! the window system can do comes out as [`Effect`]s, so that all of this runs without a window.
//!
//! Plain data stands first, then the state that holds it, then what is done with the state, a
//! subject a file, and at the end what a person can tell it. A file uses only what stands above
//! it, each by the name of its file; a test keeps it so.

// Plain data.
pub(crate) mod programs;

pub(crate) mod census;
pub(crate) mod coverage;
mod written;

mod known_bodies;
mod target_words;

mod displays;
mod editing;
mod failure;
pub mod forms;
mod history;
pub(crate) mod jobs;
mod loading;
mod naming;
mod notice;
pub(crate) mod previews;
pub mod printer;
mod question;
mod recovery;
mod selection;
mod tab;
mod trail;
mod unsaved;
mod widths;

pub mod ask;
mod dialog;
mod effect;
mod on_disk;
mod run_history;
pub mod settings;
mod show;

mod reviewing;

mod renewals;
mod stage;
mod start;

mod session;

// The state.
mod state;

mod queries;

// What is done with it.
mod joining;

mod bodies;
mod edits;
mod saving;

mod otherwise;
mod read_bodies;
mod renewing;
mod review;
mod reviewable;
mod stretch;

mod ahead;
mod answers;
mod arrange;
mod asked;
mod change_notes;
mod compare;
mod console;
mod counting;
mod distribute;
mod drafts;
mod export;
mod files;
mod findings;
mod going;
mod inbox;
mod keep;
mod leave;
mod marked;
mod named;
mod present;
mod preview;
mod print;
mod recover;
mod run;
mod views;
mod watching;

// What a person can tell it.
mod entry;

pub mod command;

mod action;
mod allows;
mod visiting;

mod apply;

pub use action::Action;
pub use allows::Refusal;
pub use arrange::MOST_MINUTES;
pub use bodies::BodyChange;
pub use dialog::Dialog;
pub use displays::Display;
pub use editing::{Change, understood};
pub use effect::Effect;
pub use notice::{Notice, NoticeKind};
pub use question::{AnswerKind, AskForm, Destination, NameForm, RenewForm, ViewStep};
pub use read_bodies::{Acquaintance, ReadBody};
pub use reviewing::{Place, Review, ReviewStep, State, What};
pub use selection::Selection;
pub use show::{Blank, ListStep, Shot, Show, StageStep};
pub use stage::Stage;
pub use start::{Start, Step};
pub use state::{App, FirstData};
pub use stretch::StretchAs;
pub use tab::Tab;
pub use target_words::{target_words, understood_target};
pub use trail::Scrolls;
pub use unsaved::Leaving;
pub use widths::{ListColumn, Resizable, Widths};
