//! What filters leave, and what is counted beside them.

use zeren::model::Role;
use zeren::view::{AgencyMatch, ColumnScope, DueFilter, ViewSpec};

use crate::{agency, choosing, columns, marks, owned, sheet, tasks};

#[test]
fn everything_is_shown_without_a_filter() {
    let sheet = sheet(&ViewSpec::default());
    assert_eq!(
        tasks(&sheet),
        ["培育银行", "扩大应用", "编制目录", "做好宣传", "改造设备"]
    );
    assert_eq!(sheet.shown.tasks, sheet.all.tasks);
    assert_eq!((sheet.shown.assignments, sheet.shown.leads), (9, 3));
    assert_eq!(sheet.all.assignments, 9);
    assert!(!columns(&sheet).contains(&"总局"), "nobody gave it a task");
}

#[test]
fn agencies_are_combined_by_any_or_by_all() {
    assert_eq!(
        tasks(&sheet(&choosing(&["jw", "xh"]))),
        ["培育银行", "扩大应用", "改造设备"]
    );
    let all = |ids| ViewSpec {
        agency_match: AgencyMatch::All,
        ..choosing(ids)
    };
    assert_eq!(tasks(&sheet(&all(&["xj", "xh"]))), ["培育银行", "改造设备"]);
    assert!(tasks(&sheet(&all(&["jw", "xh"]))).is_empty());
}

#[test]
fn a_role_filter_applies_to_the_chosen_agencies_own_role() {
    let spec = ViewSpec {
        roles: vec![Role::Lead],
        ..choosing(&["xj"])
    };
    let sheet = sheet(&spec);
    assert_eq!(tasks(&sheet), ["培育银行"]);
    assert_eq!(marks(&sheet, "培育银行"), ["新局 ●"]);
}

#[test]
fn each_facet_leaves_its_own_choice_out() {
    let spec = ViewSpec {
        plans: owned(&["p2"]),
        due: vec![DueFilter::Every],
        ..ViewSpec::default()
    };
    let sheet = sheet(&spec);
    assert!(tasks(&sheet).is_empty());
    let facets = &sheet.facets;
    assert_eq!(
        facets.plans,
        [1, 0],
        "what choosing another plan would show"
    );
    assert!(
        facets.due.is_empty(),
        "no task of the chosen plan has a target"
    );

    let one = self::sheet(&choosing(&["cq"]));
    let load = |id| one.facets.agencies[agency(&one, id).get()];
    assert_eq!(
        (load("xj").tasks, load("xj").leads),
        (3, 1),
        "as if none were chosen"
    );
    assert_eq!(one.facets.roles, [2, 0, 2, 0, 0]);
    assert_eq!(
        one.facets.due[&DueFilter::Every],
        1,
        "two targets of a task count once"
    );
}

#[test]
fn empty_rows_and_columns_are_hidden_only_on_demand() {
    let leads = ViewSpec {
        roles: vec![Role::Lead],
        ..ViewSpec::default()
    };
    let hidden = sheet(&leads);
    assert_eq!(tasks(&hidden), ["培育银行", "扩大应用", "编制目录"]);
    assert_eq!(columns(&hidden), ["新局", "旧委", "重庆办事处"]);
    let spec = ViewSpec {
        hide_empty_rows: false,
        hide_empty_columns: false,
        ..leads
    };
    let all = sheet(&spec);
    assert_eq!(all.shown.tasks, 5);
    assert_eq!(columns(&all).len(), 5);
    assert_eq!(all.shown.agencies, 3, "an empty column is nobody shown");
}

#[test]
fn only_the_chosen_agencies_may_have_columns() {
    let spec = ViewSpec {
        columns: ColumnScope::Selected,
        ..choosing(&["cq"])
    };
    let sheet = sheet(&spec);
    assert_eq!(columns(&sheet), ["重庆办事处"]);
    assert_eq!(sheet.shown.assignments, 2);
    assert_eq!(marks(&sheet, "扩大应用"), ["重庆办事处 △"]);
}
