//! Whether a command may be carried out: the dialog is asked first, then the stage, then the
//! command itself.

use super::command::Command;
use super::stage::Stage;
use super::state::App;

/// Why a command is not carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A dialog stands in front, and nothing happens behind it.
    BehindDialog,
    /// For this reason, in words for people.
    Because(&'static str),
}

impl App {
    /// Whether a command may be carried out now.
    ///
    /// # Errors
    /// When it may not: why.
    pub fn allows(&self, command: Command) -> Result<(), Refusal> {
        if self.dialog.is_some() && !command.passes_dialogs() {
            return Err(Refusal::BehindDialog);
        }
        self.lacks(command)
            .map_or(Ok(()), |reason| Err(Refusal::Because(reason)))
    }

    /// Why a command could not be used even without a dialog in front: what menus and the list of
    /// commands say of it. `None` where it could.
    #[must_use]
    pub fn lacks(&self, command: Command) -> Option<&'static str> {
        refusal_of(&self.stage, command).or_else(|| command.own_lack(self))
    }

    /// Carries out a command, or says why not.
    pub(super) fn run(&mut self, command: Command) {
        crate::journal::command(&format!("{command:?}"));
        match self.allows(command) {
            Ok(()) => command.carry_out(self),
            Err(Refusal::BehindDialog) => {}
            Err(Refusal::Because(reason)) => self.note(reason),
        }
    }
}

/// Whether a command is about the draft that is reviewed, the window or the program. The others
/// are about tables that are not on the screen then.
fn is_for_review(command: Command) -> bool {
    matches!(
        command,
        Command::Review
            | Command::SaveDraft
            | Command::SaveDraftBare
            | Command::SaveEdits
            | Command::Open
            | Command::AddFiles
            | Command::OpenBuiltIn
            | Command::Reload
            | Command::Undo
            | Command::Redo
            | Command::ZoomIn
            | Command::ZoomOut
            | Command::ZoomReset
            | Command::ThemeSystem
            | Command::ThemeLight
            | Command::ThemeDark
            | Command::ThemeProjector
            | Command::FullScreen
            | Command::Keys
            | Command::About
            | Command::Quit
    )
}

/// Why a command has no meaning where the program stands.
fn refusal_of(stage: &Stage, command: Command) -> Option<&'static str> {
    if matches!(stage, Stage::Review(_)) && !is_for_review(command) {
        return Some("审阅草稿时不能用：先按 Esc 返回");
    }
    let is_comparing = stage.comparing().is_some();
    match command {
        Command::ShowTimeline | Command::ShowAgencies if is_comparing => {
            Some("对比时只看矩阵和任务：请先结束对比")
        }
        Command::CopyCells if is_comparing => {
            Some("对比时表中有已删除的内容：Ctrl+Shift+C 复制变化表")
        }
        _ => None,
    }
}
