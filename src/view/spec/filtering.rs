//! Changes of what is shown. Each leaves everything of the view alone that it does not name.

use std::collections::HashSet;

use super::{AgencyMatch, ChipKind, ColumnScope, DueFilter, ViewSpec};
use crate::model::Role;
use crate::model::workspace::{SectionIx, Workspace};
use crate::view::compare::ChangeKind;
use crate::view::own::OwnValue;

impl ViewSpec {
    /// With another search text.
    #[must_use]
    pub fn with_text(&self, text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..self.clone()
        }
    }

    /// With a plan chosen, or not chosen any more. Sections lie within plans, so none is chosen
    /// afterwards.
    #[must_use]
    pub fn toggle_plan(&self, id: &str) -> Self {
        let mut view = self.clone();
        toggle_text(&mut view.plans, id);
        view.sections.clear();
        view
    }

    /// Of the plans only this one (只看本方案), with all its sections.
    #[must_use]
    pub fn only_plan(&self, id: impl Into<String>) -> Self {
        Self {
            plans: vec![id.into()],
            sections: Vec::new(),
            ..self.clone()
        }
    }

    /// Of the sections only this one (只看本章节), by its key: `made-2021/二(一)`.
    #[must_use]
    pub fn only_section(&self, key: impl Into<String>) -> Self {
        Self {
            sections: vec![key.into()],
            ..self.clone()
        }
    }

    /// The same view if a plan is shown in it; otherwise without the filter that hides it.
    #[must_use]
    pub fn showing_plan(&self, id: &str) -> Self {
        if self.plans.is_empty() || self.plans.iter().any(|known| known == id) {
            self.clone()
        } else {
            self.without_filter()
        }
    }

    /// These tasks and nothing else, by their keys (`made-2021/二(一)1`), also where they have no
    /// mark.
    #[must_use]
    pub fn only_tasks(&self, keys: Vec<String>) -> Self {
        Self {
            tasks: keys,
            hide_empty_rows: false,
            ..self.without_filter()
        }
    }

    /// With an agency chosen, or not chosen any more. Where none is left, columns for only the
    /// chosen ones would be none.
    #[must_use]
    pub fn toggle_agency(&self, id: &str) -> Self {
        let mut view = self.clone();
        toggle_text(&mut view.agencies, id);
        if view.agencies.is_empty() {
            view.columns = ColumnScope::Involved;
        }
        view
    }

    /// Of the agencies only this one (只看). The search text goes: it is mostly how the agency was
    /// found, and would hide tasks of it.
    #[must_use]
    pub fn only_agency(&self, id: impl Into<String>) -> Self {
        Self {
            agencies: vec![id.into()],
            text: String::new(),
            ..self.clone()
        }
    }

    /// Only this agency, and of the columns only its own (只留一列).
    #[must_use]
    pub fn only_column(&self, id: impl Into<String>) -> Self {
        Self {
            columns: ColumnScope::Selected,
            ..self.only_agency(id)
        }
    }

    /// Of the agencies these; the rest of the filter stays.
    #[must_use]
    pub fn with_agencies(&self, ids: Vec<String>) -> Self {
        Self {
            agencies: ids,
            ..self.clone()
        }
    }

    /// All tasks of an agency, whatever was filtered.
    #[must_use]
    pub fn all_of_agency(&self, id: impl Into<String>) -> Self {
        Self {
            agencies: vec![id.into()],
            ..self.without_filter()
        }
    }

    /// Whether a task needs any of the chosen agencies or all of them, the other way round.
    #[must_use]
    pub fn toggle_agency_match(&self) -> Self {
        Self {
            agency_match: match self.agency_match {
                AgencyMatch::Any => AgencyMatch::All,
                AgencyMatch::All => AgencyMatch::Any,
            },
            ..self.clone()
        }
    }

    /// With a role shown, or hidden where it is shown. All roles, or none, is no filter.
    #[must_use]
    pub fn toggle_role(&self, role: Role) -> Self {
        let on = self.shows_role(role);
        let mut roles: Vec<Role> = Role::ALL
            .into_iter()
            .filter(|&known| {
                if known == role {
                    !on
                } else {
                    self.shows_role(known)
                }
            })
            .collect();
        if roles.len() == Role::ALL.len() {
            roles.clear();
        }
        Self {
            roles,
            ..self.clone()
        }
    }

    /// Of the roles only this one.
    #[must_use]
    pub fn only_role(&self, role: Role) -> Self {
        Self {
            roles: vec![role],
            ..self.clone()
        }
    }

    /// Of the kinds of deadlines only this one.
    #[must_use]
    pub fn only_due(&self, due: DueFilter) -> Self {
        Self {
            due: vec![due],
            ..self.clone()
        }
    }

    /// With a kind of deadline chosen, or not chosen any more.
    #[must_use]
    pub fn toggle_due(&self, due: DueFilter) -> Self {
        let mut view = self.clone();
        toggle(&mut view.due, due);
        view
    }

    /// With a value of one of the file's own columns chosen, or not chosen any more.
    #[must_use]
    pub fn toggle_own(&self, value: &OwnValue) -> Self {
        let mut view = self.clone();
        toggle(&mut view.own, value.clone());
        view
    }

    /// Without what bodies have only as members of a collective, or again with it.
    #[must_use]
    pub fn toggle_direct_only(&self) -> Self {
        Self {
            direct_only: !self.direct_only,
            ..self.clone()
        }
    }

    /// Only tasks with targets, or again all.
    #[must_use]
    pub fn toggle_only_with_targets(&self) -> Self {
        Self {
            only_with_targets: !self.only_with_targets,
            ..self.clone()
        }
    }

    /// With a kind of change shown, or hidden where it is shown. Nothing but facts of plans would
    /// be an empty table, so that is no filter.
    #[must_use]
    pub fn toggle_change_kind(&self, kind: ChangeKind) -> Self {
        let mut view = self.clone();
        if view.changes.is_empty() {
            view.changes = ChangeKind::ALL.to_vec();
        }
        toggle(&mut view.changes, kind);
        if view.changes.iter().all(|kind| *kind == ChangeKind::Plan) {
            view.changes.clear();
        }
        view
    }

    /// In a comparison, only tasks with some change (只显示有变化的任务).
    #[must_use]
    pub fn only_changed(&self) -> Self {
        Self {
            changes: ChangeKind::ALL.to_vec(),
            ..self.clone()
        }
    }

    /// The same order and form without any filter (清除筛选).
    #[must_use]
    pub fn without_filter(&self) -> Self {
        Self {
            plans: Vec::new(),
            sections: Vec::new(),
            tasks: Vec::new(),
            agencies: Vec::new(),
            roles: Vec::new(),
            due: Vec::new(),
            text: String::new(),
            own: Vec::new(),
            only_with_targets: false,
            direct_only: false,
            changes: Vec::new(),
            ..self.clone()
        }
    }

    /// Without one of its conditions.
    #[must_use]
    pub fn without(&self, kind: ChipKind) -> Self {
        let mut view = self.clone();
        match kind {
            ChipKind::Text => view.text.clear(),
            ChipKind::Plans => view.plans.clear(),
            ChipKind::Sections => view.sections.clear(),
            ChipKind::Tasks => view.tasks.clear(),
            ChipKind::Agencies => {
                view.agencies.clear();
                view.columns = ColumnScope::Involved;
            }
            ChipKind::Roles => view.roles.clear(),
            ChipKind::Due => view.due.clear(),
            ChipKind::Own => view.own.clear(),
            ChipKind::Targets => view.only_with_targets = false,
            ChipKind::Direct => view.direct_only = false,
            ChipKind::Changes => view.changes.clear(),
        }
        view
    }

    /// Without the names that the data does not have: they would hide everything.
    #[must_use]
    pub fn known_to(&self, workspace: &Workspace) -> Self {
        let mut view = self.clone();
        view.plans
            .retain(|id| workspace.plans.iter().any(|entry| entry.plan.id == *id));
        view.agencies
            .retain(|id| workspace.agency_by_id(id).is_some());
        let mut tasks = workspace.tasks_by_keys(&view.tasks).into_iter();
        view.tasks.retain(|_| tasks.next().flatten().is_some());
        if !view.sections.is_empty() {
            let known: HashSet<String> = (0..workspace.sections.len())
                .map(|ix| workspace.section_key(SectionIx::new(ix)))
                .collect();
            view.sections.retain(|key| known.contains(key));
        }
        view
    }
}

fn toggle_text(list: &mut Vec<String>, text: &str) {
    let before = list.len();
    list.retain(|known| known != text);
    if list.len() == before {
        list.push(text.to_owned());
    }
}

/// Kinds stand in their own order, whatever order they were chosen in.
fn toggle<T: Ord>(list: &mut Vec<T>, item: T) {
    let before = list.len();
    list.retain(|known| *known != item);
    if list.len() == before {
        list.push(item);
        list.sort_unstable();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::spec::tests::{busy, changed_fields};

    #[test]
    fn the_search_text_is_all_that_searching_changes() {
        let view = busy();
        assert_eq!(view.with_text("sjxj").text, "sjxj");
        assert_eq!(changed_fields(&view, &view.with_text("sjxj")), ["text"]);
        assert_eq!(view.with_text("sjxj").with_text(view.text.as_str()), view);
    }

    #[test]
    fn choosing_twice_is_not_choosing() {
        let view = ViewSpec {
            sections: Vec::new(),
            ..busy()
        };
        assert_eq!(view.toggle_plan("b").plans, ["a", "b"]);
        assert_eq!(view.toggle_plan("b").toggle_plan("b"), view);
        assert_eq!(view.toggle_agency("x").agencies, ["jxj", "kjj", "x"]);
        assert_eq!(view.toggle_agency("x").toggle_agency("x"), view);
        assert_eq!(view.toggle_agency_match().toggle_agency_match(), view);
        assert_eq!(
            view.toggle_due(DueFilter::Within)
                .toggle_due(DueFilter::Within),
            view
        );
        for role in Role::ALL {
            assert_eq!(view.toggle_role(role).toggle_role(role), view, "{role:?}");
        }
        let twice = view.toggle_only_with_targets().toggle_only_with_targets();
        assert_eq!(twice, view);
        for kind in [ChangeKind::Added, ChangeKind::Due, ChangeKind::Plan] {
            let twice = view.toggle_change_kind(kind).toggle_change_kind(kind);
            assert_eq!(twice, view, "{kind:?}");
        }
    }

    #[test]
    fn each_choice_leaves_the_rest_of_the_view_alone() {
        let view = busy();
        let check = |after: ViewSpec, fields: &[&str]| {
            assert_eq!(changed_fields(&view, &after), fields);
        };
        check(view.toggle_plan("b"), &["plans", "sections"]);
        check(view.only_plan("b"), &["plans", "sections"]);
        check(view.only_section("a/二"), &["sections"]);
        check(view.toggle_agency("x"), &["agencies"]);
        check(view.only_agency("x"), &["agencies", "text"]);
        check(view.toggle_agency_match(), &["agency_match"]);
        check(view.toggle_role(Role::Support), &["roles"]);
        check(view.toggle_due(DueFilter::Ongoing), &["due"]);
        check(view.toggle_only_with_targets(), &["only_with_targets"]);
        check(view.toggle_direct_only(), &["direct_only"]);
        let other = OwnValue::of_agency("联系人", "李四");
        check(view.toggle_own(&other), &["own"]);
        check(view.toggle_change_kind(ChangeKind::Moved), &["changes"]);
        check(view.only_changed(), &["changes"]);
        let only = view
            .toggle_agency("jxj")
            .toggle_agency("kjj")
            .only_column("x");
        assert_eq!(only.columns, ColumnScope::Selected);
        assert_eq!(only.agencies, ["x"]);
    }

    #[test]
    fn columns_of_the_chosen_agencies_go_with_the_last_of_them() {
        let view = ViewSpec::default().only_column("jxj");
        assert_eq!(view.columns, ColumnScope::Selected);
        assert_eq!(view.toggle_agency("jxj"), ViewSpec::default());
        assert_eq!(view.without(ChipKind::Agencies), ViewSpec::default());
        assert_eq!(view.toggle_agency("kjj").columns, ColumnScope::Selected);
    }

    #[test]
    fn all_roles_or_none_is_no_filter() {
        let all = ViewSpec::default();
        let without_lead = all.toggle_role(Role::Lead);
        assert_eq!(without_lead.roles.len(), Role::ALL.len() - 1);
        assert!(!without_lead.shows_role(Role::Lead));
        assert_eq!(without_lead.toggle_role(Role::Lead), all);
        let one = ViewSpec {
            roles: vec![Role::Lead],
            ..ViewSpec::default()
        };
        assert_eq!(one.toggle_role(Role::Lead), all);
    }

    #[test]
    fn nothing_but_facts_of_plans_is_no_filter_of_changes() {
        let view = ViewSpec {
            changes: vec![ChangeKind::Added, ChangeKind::Plan],
            ..ViewSpec::default()
        };
        assert_eq!(
            view.toggle_change_kind(ChangeKind::Added),
            ViewSpec::default()
        );
        let all_but_one = ViewSpec::default().toggle_change_kind(ChangeKind::Due);
        assert_eq!(all_but_one.changes.len(), ChangeKind::ALL.len() - 1);
        assert_eq!(
            all_but_one.toggle_change_kind(ChangeKind::Due),
            ViewSpec::default().only_changed()
        );
    }

    #[test]
    fn every_condition_can_be_taken_away_alone_and_all_together() {
        let view = busy();
        assert!(view.is_filtered());
        let kinds = [
            (ChipKind::Text, "text"),
            (ChipKind::Plans, "plans"),
            (ChipKind::Sections, "sections"),
            (ChipKind::Tasks, "tasks"),
            (ChipKind::Agencies, "agencies"),
            (ChipKind::Roles, "roles"),
            (ChipKind::Due, "due"),
            (ChipKind::Own, "own"),
            (ChipKind::Targets, "only_with_targets"),
            (ChipKind::Direct, "direct_only"),
            (ChipKind::Changes, "changes"),
        ];
        let mut left = view.clone();
        for (kind, field) in kinds {
            let changed = changed_fields(&view, &view.without(kind));
            assert!(changed.contains(&field), "{kind:?}: {changed:?}");
            assert!(left.is_filtered());
            left = left.without(kind);
        }
        assert!(!left.is_filtered());
        let mut cleared = view.without_filter();
        assert!(!cleared.is_filtered());
        // A condition on agencies takes the columns of theirs with it, clearing all does not.
        cleared.columns = left.columns;
        assert_eq!(cleared, left);
    }

    #[test]
    fn a_view_of_an_agency_or_of_tasks_is_free_of_other_filters() {
        let view = busy();
        let of_agency = view.all_of_agency("x");
        assert_eq!(of_agency.agencies, ["x"]);
        assert!(!of_agency.without(ChipKind::Agencies).is_filtered());
        let of_tasks = view.only_tasks(vec!["a/1".to_owned()]);
        assert!(!of_tasks.hide_empty_rows);
        assert_eq!(of_tasks.tasks, ["a/1"]);
        assert!(!of_tasks.without(ChipKind::Tasks).is_filtered());
    }

    #[test]
    fn a_plan_that_is_shown_needs_no_change() {
        let view = busy();
        assert_eq!(view.showing_plan("a"), view);
        assert_eq!(view.showing_plan("b"), view.without_filter());
        let all = ViewSpec::default().with_text("x");
        assert_eq!(all.showing_plan("b"), all);
    }
}
