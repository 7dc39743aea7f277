//! What would be lost, and what it would be lost to.

use std::path::PathBuf;

/// What replaces the data on the screen, or ends the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// The end of the program.
    Quit,
    /// These files, opened or dropped.
    Open {
        /// The files.
        files: Vec<PathBuf>,
        /// Beside the present ones.
        add: bool,
    },
    /// The built-in data.
    BuiltIn,
    /// The open files, read again.
    Reload,
}

impl Leaving {
    /// The button that goes on without saving.
    #[must_use]
    pub fn button(&self) -> &'static str {
        match self {
            Self::Quit => "不保存，退出",
            Self::Open { add: false, .. } => "不保存，打开",
            Self::Open { add: true, .. } => "不保存，添加",
            Self::BuiltIn => "不保存，打开内置数据",
            Self::Reload => "不保存，重新读取",
        }
    }
}
