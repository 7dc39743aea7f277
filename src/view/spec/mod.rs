//! What a person wants to see, as saved in a view file.
//!
//! Every change that a person can make to a view is a method that gives the changed view back:
//! what is filtered in `filtering`, in what order and form it is shown in `arranging`.

mod arranging;
mod choices;
mod filtering;

use serde::{Deserialize, Serialize};

use super::compare::ChangeKind;
use super::own::OwnValue;
use crate::model::Role;
pub use choices::{
    AgencyMatch, ChipKind, ColumnOrder, ColumnScope, DueFilter, GroupKind, LaneBy, MarkStyle,
    RowOrder, SuccessionView, TaskGrouping, TimeScale,
};

/// A view: filter, search, order and form. Empty lists mean "all".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ViewSpec {
    /// Plans to show, by id.
    pub plans: Vec<String>,
    /// Sections to show, as `plan/number`: `made-2021/二(一)`. Sections inside them are shown too.
    pub sections: Vec<String>,
    /// Tasks to show, as `plan/key`: `made-2021/二(一)1`.
    pub tasks: Vec<String>,
    /// Agencies whose tasks to show, by id.
    pub agencies: Vec<String>,
    /// Whether a task needs any or all of the agencies.
    pub agency_match: AgencyMatch,
    /// Roles to show.
    pub roles: Vec<Role>,
    /// Deadlines to show.
    pub due: Vec<DueFilter>,
    /// The search text.
    pub text: String,
    /// Values of the file's own columns. Of one column any is enough; every column must fit.
    pub own: Vec<OwnValue>,
    /// Hide tasks without a target.
    pub only_with_targets: bool,
    /// Leave out what bodies have only as members of a collective.
    pub direct_only: bool,
    /// In a comparison, kinds of changes that a shown task has any of.
    pub changes: Vec<ChangeKind>,
    /// Hide tasks that have no mark to show.
    pub hide_empty_rows: bool,
    /// Hide agencies that have no mark to show.
    pub hide_empty_columns: bool,
    /// Which agencies get a column.
    pub columns: ColumnScope,
    /// The order of the tasks.
    pub row_order: RowOrder,
    /// How the list of tasks is grouped.
    pub grouping: TaskGrouping,
    /// The order of the agencies.
    pub column_order: ColumnOrder,
    /// Bodies as the documents name them, or as they are today.
    pub succession: SuccessionView,
    /// How a role is printed.
    pub marks: MarkStyle,
    /// Mark the first body of a task with ① in plans that know no lead.
    pub mark_first: bool,
    /// Folded plans (`made-2021`), sections (`made-2021/二(一)`) and other groups of the list of
    /// tasks (`lead:jxj`, `due:2023`) and of the timeline (`agency:jxj`, `thread:湖北名牌`).
    pub folded: Vec<String>,
    /// Collectives whose members have columns of their own, by id.
    pub unfolded: Vec<String>,
    /// What the lanes of the timeline are grouped by.
    pub lanes: LaneBy,
    /// How finely the timeline is divided.
    pub time_scale: TimeScale,
}

impl Default for ViewSpec {
    fn default() -> Self {
        Self {
            plans: Vec::new(),
            sections: Vec::new(),
            tasks: Vec::new(),
            agencies: Vec::new(),
            agency_match: AgencyMatch::default(),
            roles: Vec::new(),
            due: Vec::new(),
            text: String::new(),
            own: Vec::new(),
            only_with_targets: false,
            direct_only: false,
            changes: Vec::new(),
            hide_empty_rows: true,
            hide_empty_columns: true,
            columns: ColumnScope::default(),
            row_order: RowOrder::default(),
            grouping: TaskGrouping::default(),
            column_order: ColumnOrder::default(),
            succession: SuccessionView::default(),
            marks: MarkStyle::default(),
            mark_first: false,
            folded: Vec::new(),
            unfolded: Vec::new(),
            lanes: LaneBy::default(),
            time_scale: TimeScale::default(),
        }
    }
}

impl ViewSpec {
    /// Whether anything is filtered: what 清除筛选 would undo.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        !(self.plans.is_empty()
            && self.sections.is_empty()
            && self.tasks.is_empty()
            && self.agencies.is_empty()
            && self.roles.is_empty()
            && self.due.is_empty()
            && self.text.trim().is_empty()
            && self.own.is_empty()
            && !self.only_with_targets
            && !self.direct_only
            && self.changes.is_empty())
    }

    /// Whether a role is shown.
    #[must_use]
    pub fn shows_role(&self, role: Role) -> bool {
        self.roles.is_empty() || self.roles.contains(&role)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A view that has something in every field that a change must leave alone.
    pub(super) fn busy() -> ViewSpec {
        let texts = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
        ViewSpec {
            plans: texts(&["a"]),
            sections: texts(&["a/一"]),
            tasks: texts(&["a/一1"]),
            agencies: texts(&["jxj", "kjj"]),
            agency_match: AgencyMatch::All,
            roles: vec![Role::Lead, Role::Responsible],
            due: vec![DueFilter::Year(2023), DueFilter::Every],
            text: "名品".to_owned(),
            own: vec![OwnValue::of_task("责任人", "张三")],
            only_with_targets: true,
            direct_only: true,
            changes: vec![ChangeKind::Added, ChangeKind::Removed],
            hide_empty_rows: false,
            hide_empty_columns: false,
            columns: ColumnScope::Selected,
            row_order: RowOrder::Name,
            grouping: TaskGrouping::Due,
            column_order: ColumnOrder::Name,
            succession: SuccessionView::Current,
            marks: MarkStyle::Words,
            mark_first: true,
            folded: texts(&["a"]),
            unfolded: texts(&["gq"]),
            lanes: LaneBy::Role,
            time_scale: TimeScale::Quarter,
        }
    }

    /// The names of the fields in which two views differ, as a file has them, in its order.
    pub(super) fn changed_fields(before: &ViewSpec, after: &ViewSpec) -> Vec<&'static str> {
        let lines = |view: &ViewSpec| {
            let fields = serde_json::to_value(view).unwrap();
            FIELDS.map(|field| fields[field].clone())
        };
        let (before, after) = (lines(before), lines(after));
        (0..FIELDS.len())
            .filter(|&nth| before[nth] != after[nth])
            .map(|nth| FIELDS[nth])
            .collect()
    }

    const FIELDS: [&str; 25] = [
        "plans",
        "sections",
        "tasks",
        "agencies",
        "agency_match",
        "roles",
        "due",
        "text",
        "own",
        "only_with_targets",
        "direct_only",
        "changes",
        "hide_empty_rows",
        "hide_empty_columns",
        "columns",
        "row_order",
        "grouping",
        "column_order",
        "succession",
        "marks",
        "mark_first",
        "folded",
        "unfolded",
        "lanes",
        "time_scale",
    ];

    #[test]
    fn the_busy_view_differs_from_the_plain_one_in_every_field() {
        let fields = serde_json::to_value(busy()).unwrap();
        assert_eq!(fields.as_object().unwrap().len(), FIELDS.len());
        assert_eq!(changed_fields(&ViewSpec::default(), &busy()), FIELDS);
    }
}
