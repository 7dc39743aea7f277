//! Carrying out what a person did: the only way in which the window changes the state.

use std::mem::discriminant;
use std::sync::Arc;

use super::action::Action;
use super::dialog::Dialog;
use super::effect::Effect;
use super::state::App;
use super::unsaved::Leaving;
use crate::diagnostic::Item;
use crate::store::Replacing;

impl App {
    /// Carries out what a person did.
    pub fn apply(&mut self, action: Action) {
        self.touch();
        let (before, typing) = (self.place(), matches!(action, Action::Type(_)));
        let said = self.notices.clone();
        self.carry_out(action);
        let after = self.place();
        if after.tab != before.tab {
            // What was said in passing was about what is not on the screen any more.
            self.notices
                .retain(|notice| !notice.is_passing() || !said.contains(notice));
        }
        self.trail.note(before, &after, typing);
    }

    fn carry_out(&mut self, action: Action) {
        match action {
            Action::Run(command) => self.run(command),
            Action::View(view) => self.set_view(view, false),
            Action::Type(text) => self.set_view(self.view.with_text(text), true),
            Action::Select(selection) => self.selection = selection,
            Action::Pick(task) => self.pick(task),
            Action::Change(change) => self.change_data(&change),
            Action::Body(change) => self.change_body(&change),
            Action::Recover(file) => self.recover(file),
            Action::DropRecovery(file) => super::recovery::discard(&file),
            Action::OpenFiles { files, add } => {
                // What waits in a dialog is about the data that is open.
                if self.dialog.is_some() {
                    self.note("先关闭前面的对话框，再打开文件");
                } else {
                    self.leave(Leaving::Open { files, add });
                }
            }
            Action::Dialog(Some(dialog)) => self.replace_dialog(dialog),
            Action::Dialog(None) => drop(self.close_dialog()),
            Action::Renew { form, is_version } => self.answer_renewal(form, is_version),
            Action::LeaveUnsaved(leaving) => self.leave_unsaved(leaving),
            Action::Export(form) => self.ask_where(form),
            Action::Distribute(form) => self.ask_folder(form),
            Action::DistributeTo { form, folder } => {
                self.distribute(form, folder, Replacing::Always);
            }
            Action::PickCompared(form) => self.pick_compared(form),
            Action::Compare(form) => self.compare(form),
            Action::Print(form) => {
                self.remember_form(&form);
                self.close_dialog();
                self.start_printing(&form);
            }
            Action::Preview(request) => self.start_preview(request),
            Action::Review(step) => self.step_review(step),
            Action::ReadStretch { span, kind } => self.read_stretch(&span, kind),
            Action::NameChecker(name) => self.settings.checker = name,
            Action::Stage(step) => self.step_stage(step),
            Action::CancelJob(nth) => {
                self.jobs.cancel(nth);
            }
            Action::DismissNotice(nth) => {
                if nth < self.notices.len() {
                    self.notices.remove(nth);
                }
            }
            Action::ShowFindings => self.open_findings(true),
            Action::OpenWithSystem(path) => self.want(Effect::OpenWithSystem(path)),
            Action::Reveal(path) => self.want(Effect::Reveal(path)),
            Action::GoTo(item) => self.go_to(&item),
            Action::Views(step) => {
                self.close_dialog();
                self.change_views(step);
            }
            Action::Visit(to) => self.visit(&to),
            Action::Narrow(to) => self.narrow(&to),
            Action::Copy(text) => {
                self.want(Effect::Copy(text));
                self.note("已复制到剪贴板");
            }
            Action::Fold { filters, open } => {
                if filters {
                    self.settings.filters_open = open;
                } else {
                    self.settings.detail_open = open;
                }
            }
            Action::Resize(part, width) => self.settings.widths.set(part, width),
            Action::ResizeList(widths) => self.settings.widths.list.extend(widths),
            Action::Back => self.back(),
        }
        self.look_for_lacks();
    }

    /// Takes over what was filled in. A dialog of another kind comes up only where none is open:
    /// it would throw away what the one in front was filled in with.
    fn replace_dialog(&mut self, dialog: Dialog) {
        let is_same = |open: &Dialog| discriminant(open) == discriminant(&dialog);
        if self.dialog.as_ref().is_none_or(is_same) {
            self.open_dialog(dialog);
        }
    }

    fn go_to(&mut self, item: &Item) {
        let workspace = Arc::clone(&self.data.workspace);
        let mut view = self.view.clone();
        match item {
            Item::File => return,
            Item::Plan(id) => view = view.showing_plan(id),
            Item::Task { plan, task } => {
                let Some(ix) = workspace.task_by_key(plan, task) else {
                    return;
                };
                self.close_dialog();
                self.show_task(ix);
                return;
            }
            Item::Agency(id) => {
                let Some(ix) = workspace.agency_by_id(id) else {
                    return;
                };
                if self.sheet.column_of(ix).is_none() {
                    view = view.without_filter();
                }
                self.selection.agency = Some(ix);
            }
        }
        self.close_dialog();
        self.set_view(view, false);
    }
}
