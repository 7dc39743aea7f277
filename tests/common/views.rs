//! A dozen views that between them use every choice there is.

use zeren::model::Role;
use zeren::view::{
    AgencyMatch, ColumnOrder, ColumnScope, DueFilter, MarkStyle, RowOrder, SuccessionView, ViewSpec,
};

/// The views with their names.
pub fn all() -> Vec<(&'static str, ViewSpec)> {
    let base = ViewSpec::default;
    let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    vec![
        ("everything", base()),
        (
            "one plan",
            ViewSpec {
                plans: ids(&["made-2021"]),
                ..base()
            },
        ),
        (
            "one agency",
            ViewSpec {
                agencies: ids(&["jxj"]),
                ..base()
            },
        ),
        (
            "only the chosen agencies, both at once",
            ViewSpec {
                agencies: ids(&["jxj", "fgw"]),
                agency_match: AgencyMatch::All,
                columns: ColumnScope::Selected,
                ..base()
            },
        ),
        (
            "leads in words",
            ViewSpec {
                roles: vec![Role::Lead],
                marks: MarkStyle::Words,
                ..base()
            },
        ),
        (
            "today's bodies in letters",
            ViewSpec {
                succession: SuccessionView::Current,
                marks: MarkStyle::Raci,
                ..base()
            },
        ),
        (
            "the first body marked",
            ViewSpec {
                mark_first: true,
                plans: ids(&["brand-2017", "wanqianbai-2018", "double-2024"]),
                ..base()
            },
        ),
        (
            "search",
            ViewSpec {
                text: "名品".to_owned(),
                ..base()
            },
        ),
        (
            "deadlines, the earliest first",
            ViewSpec {
                due: vec![DueFilter::Year(2023), DueFilter::Every],
                row_order: RowOrder::Deadline,
                only_with_targets: true,
                ..base()
            },
        ),
        (
            "folded, columns by name",
            ViewSpec {
                folded: ids(&["made-2021/二(一)", "double-2024"]),
                column_order: ColumnOrder::Name,
                ..base()
            },
        ),
        (
            "by hand, with empty rows and columns",
            ViewSpec {
                sections: ids(&["made-2021/二"]),
                column_order: ColumnOrder::ByHand(ids(&["districts", "jxj"])),
                row_order: RowOrder::Load,
                hide_empty_rows: false,
                hide_empty_columns: false,
                ..base()
            },
        ),
        (
            "a district and what it has through its collective",
            ViewSpec {
                agencies: ids(&["jiangan"]),
                ..base()
            },
        ),
        (
            "a district alone, in words",
            ViewSpec {
                agencies: ids(&["jiangan"]),
                columns: ColumnScope::Selected,
                marks: MarkStyle::Words,
                ..base()
            },
        ),
        (
            "collectives unfolded into their members",
            ViewSpec {
                plans: ids(&["made-2021"]),
                unfolded: ids(&["districts"]),
                ..base()
            },
        ),
        (
            "nothing",
            ViewSpec {
                text: "没有这样的任务".to_owned(),
                ..base()
            },
        ),
    ]
}

/// The view with a name.
pub fn named(name: &str) -> ViewSpec {
    all()
        .into_iter()
        .find(|(known, _)| *known == name)
        .map_or_else(|| panic!("no view {name}"), |(_, spec)| spec)
}
