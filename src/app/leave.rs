//! Leaving the data on the screen: nothing that is not saved goes without a question.

use super::dialog::Dialog;
use super::effect::Effect;
use super::loading::LoadPurpose;
use super::state::App;
use super::unsaved::Leaving;

impl App {
    /// Leaves, or asks first where something would be lost.
    pub(super) fn leave(&mut self, leaving: Leaving) {
        if self.unsaved().is_some() && !self.keeps_drafts(&leaving) {
            self.open_dialog(Dialog::Unsaved(leaving));
        } else {
            self.go(leaving);
        }
    }

    /// Whether nothing would be lost but drafts, and these are made again of the same files.
    fn keeps_drafts(&self, leaving: &Leaving) -> bool {
        let reads_again = matches!(leaving, Leaving::Open { add: true, .. } | Leaving::Reload);
        reads_again && self.unsaved() == self.drafts_words().as_deref()
    }

    /// Leaves and gives up what is not saved.
    pub(super) fn leave_unsaved(&mut self, leaving: Leaving) {
        self.close_dialog();
        self.set_unsaved(None);
        self.go(leaving);
    }

    fn go(&mut self, leaving: Leaving) {
        match leaving {
            Leaving::Quit => self.want(Effect::Quit),
            Leaving::Open { files, add: false } => self.load(files, LoadPurpose::Open),
            Leaving::Open { files, add: true } => self.load(files, LoadPurpose::Add),
            Leaving::BuiltIn => self.open_built_in(),
            Leaving::Reload => {
                let files = self.wanted_files();
                // Some of them were never on the screen: what can be read of all is.
                let purpose = if self.start.wanted.is_empty() {
                    LoadPurpose::Reload
                } else {
                    LoadPurpose::Start
                };
                self.load(files, purpose);
            }
        }
    }

    /// Whether the window may close now. Where something would be lost it may not, and the
    /// question stands in front of it.
    pub fn may_close(&mut self) -> bool {
        let may = self.unsaved().is_none();
        if !may {
            self.open_dialog(Dialog::Unsaved(Leaving::Quit));
        }
        may
    }
}
