//! Search by Hanzi, full pinyin and initials, with polyphones.
//!
//! A search text is split at spaces into terms; a task must match them all, each anywhere. A term
//! matches a run of characters: every character either literally (folded: case, full width, quote
//! marks) or, where the term has letters, by one of its readings, whole or by its initial. The last
//! reading may be unfinished, so results are there while one types. `cq`, `chongq` and `重q` all
//! find 重庆. Readings that only a dictionary knows find nothing, and a word settles how its Hanzi
//! are read (`sounds`).
//!
//! Every text of a workspace is stored once as one run of character classes, and the places of all
//! characters are kept by the letters that can stand for them. A term is compiled into a transition
//! table over the classes, and simulated from each place where its first letter can stand.

mod alphabet;
mod fold;
mod index;
mod polyphones;
mod shelves;
mod snippet;
mod sounds;
mod table;
mod term;

pub(crate) use fold::pinyin_key;
pub use index::{Field, FieldSet, SearchHits, SearchIndex, TermHits};
pub use snippet::snippet;
pub(crate) use sounds::{Word, readings, settled};
pub use term::Query;
