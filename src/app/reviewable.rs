//! What can be reviewed: drafts, plans that were renewed, and data that keeps the wording of its
//! document; and beginning with it.

use std::sync::Arc;

use super::reviewing::{Review, Reviewed};
use super::stage::Stage;
use super::state::App;
use crate::import::kept;

impl App {
    pub(super) fn lacks_review(&self) -> Option<&'static str> {
        if self.stage.comparing().is_some() || self.stage.is_presenting() {
            return Some("先结束对比或演示，再审阅草稿");
        }
        let lack = "没有草稿：先打开政策文件（docx、pdf、wps、ofd、xlsx、txt …）";
        let has_text = || {
            let workspace = &self.data.workspace;
            workspace
                .tasks
                .iter()
                .any(|entry| entry.task.text.is_some())
        };
        // The built-in data is nobody's file.
        let has_kept = !self.files.is_empty() && has_text();
        let has_one = self.review().is_some() || !self.reviewable().is_empty() || has_kept;
        (!has_one).then_some(lack)
    }

    /// Begins the review of a draft, or goes back from it: of the draft whose task is chosen, or
    /// the first one.
    pub(super) fn toggle_review(&mut self) {
        if self.review().is_some() {
            self.end_review();
            return;
        }
        let chosen = self.selection.task.and_then(|task| {
            let (nth, _) = self.editing.place(task)?;
            self.editing.files[nth].file.clone()
        });
        let all = self.reviewable();
        let has_chosen = all.iter().any(|of| chosen.as_ref() == Some(&of.file));
        if (all.is_empty() || chosen.is_some() && !has_chosen)
            && let Some(kept) = self.kept()
        {
            self.begin_review(kept);
            return;
        }
        let is_chosen = |of: &&Reviewed| chosen.as_ref() == Some(&of.file);
        let of_chosen = all.iter().find(is_chosen);
        if let Some(of) = of_chosen.or_else(|| all.first()) {
            self.begin_review(of.clone());
        }
    }

    /// What can be reviewed: what was renewed last, and the drafts.
    fn reviewable(&self) -> Vec<Reviewed> {
        let renewed = self.renewals.done.iter().cloned();
        let drafts = self.drafts.iter().cloned().map(Reviewed::draft);
        let all = renewed.chain(drafts);
        all.filter(|of| self.editing.nth(&of.file).is_some())
            .collect()
    }

    /// The plan of the chosen task beside the wording that its data file keeps, or the first plan
    /// that has any.
    fn kept(&self) -> Option<Reviewed> {
        let is_draft = |of: &std::path::Path| self.drafts.iter().any(|it| it.file == of);
        let chosen = self.selection.task.and_then(|task| {
            let (nth, at) = self.editing.place(task)?;
            Some((nth, at.section.plan))
        });
        let files = self.editing.files.iter().enumerate();
        let plans = files.flat_map(|(nth, edited)| {
            let plans = 0..edited.dataset.plans.len();
            plans.map(move |plan| (nth, plan))
        });
        let mut plans = chosen.into_iter().chain(plans);
        plans.find_map(|(nth, plan)| {
            let edited = &self.editing.files[nth];
            let file = edited.file.clone().filter(|file| !is_draft(file))?;
            let opened = kept::opened(&file, &edited.dataset, plan)?;
            Some(Reviewed {
                file,
                plan: Some(edited.dataset.plans.get(plan)?.id.clone()),
                opened: Arc::new(opened),
                renewal: None,
            })
        })
    }

    /// Begins a review.
    pub(super) fn begin_review(&mut self, of: Reviewed) {
        self.stage = Stage::Review(Box::new(Review::new(of)));
        self.refresh_review();
        if let Some(review) = self.review_mut() {
            review.cursor = review.first();
        }
        self.select_reviewed();
    }

    pub(super) fn end_review(&mut self) {
        if self.review().is_some() {
            self.stage = Stage::Browse;
        }
    }
}
