//! Documents of others: a file becomes one plain [`Document`], and a document a draft of the data.
//!
//! A reader (`read`) knows one kind of file and nothing of what it says; the understanding
//! (`understand`) knows the grammar of policy documents and nothing of files. Between them stands
//! the [`Document`]: one text, cut into blocks, every block with its place in the file.

pub mod document;
pub mod draft;
pub mod kept;
mod known;
pub mod opened;
pub mod passages;
pub mod read;
pub mod renew;
pub mod understand;

pub use document::{Block, BlockKind, Cell, Document, Kind, Place};
pub use known::usual_name;
