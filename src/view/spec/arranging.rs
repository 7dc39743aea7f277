//! Changes of the order and form in which the tasks are shown. Each leaves everything of the view
//! alone that it does not name.

use std::collections::HashSet;

use super::{
    ColumnOrder, ColumnScope, LaneBy, MarkStyle, RowOrder, SuccessionView, TaskGrouping, TimeScale,
    ViewSpec,
};

impl ViewSpec {
    /// With the tasks in another order.
    #[must_use]
    pub fn ordered_by(&self, order: RowOrder) -> Self {
        Self {
            row_order: order,
            ..self.clone()
        }
    }

    /// With the list of tasks grouped in another way.
    #[must_use]
    pub fn grouped_by(&self, grouping: TaskGrouping) -> Self {
        Self {
            grouping,
            ..self.clone()
        }
    }

    /// With the agencies in another order.
    #[must_use]
    pub fn columns_ordered_by(&self, order: ColumnOrder) -> Self {
        Self {
            column_order: order,
            ..self.clone()
        }
    }

    /// With a column moved to another place: `ids` are the agencies as their columns stand now.
    /// From then on they stand by hand. Places that do not exist change nothing.
    #[must_use]
    pub fn move_column(&self, mut ids: Vec<String>, from: usize, to: usize) -> Self {
        if from >= ids.len() || to >= ids.len() {
            return self.clone();
        }
        let id = ids.remove(from);
        ids.insert(to, id);
        self.columns_ordered_by(ColumnOrder::ByHand(ids))
    }

    /// With columns for other agencies.
    #[must_use]
    pub fn with_columns(&self, columns: ColumnScope) -> Self {
        Self {
            columns,
            ..self.clone()
        }
    }

    /// With tasks without marks hidden, or shown where they are hidden.
    #[must_use]
    pub fn toggle_empty_rows(&self) -> Self {
        Self {
            hide_empty_rows: !self.hide_empty_rows,
            ..self.clone()
        }
    }

    /// With agencies without marks hidden, or shown where they are hidden.
    #[must_use]
    pub fn toggle_empty_columns(&self) -> Self {
        Self {
            hide_empty_columns: !self.hide_empty_columns,
            ..self.clone()
        }
    }

    /// With agencies as the documents name them, or as they are today.
    #[must_use]
    pub fn for_succession(&self, succession: SuccessionView) -> Self {
        Self {
            succession,
            ..self.clone()
        }
    }

    /// Agencies as they are today, or again as the documents name them.
    #[must_use]
    pub fn toggle_succession(&self) -> Self {
        self.for_succession(match self.succession {
            SuccessionView::AsWritten => SuccessionView::Current,
            SuccessionView::Current => SuccessionView::AsWritten,
        })
    }

    /// With roles printed in another way.
    #[must_use]
    pub fn with_marks(&self, marks: MarkStyle) -> Self {
        Self {
            marks,
            ..self.clone()
        }
    }

    /// With the first body marked where no lead is named, or not marked any more.
    #[must_use]
    pub fn toggle_first(&self) -> Self {
        Self {
            mark_first: !self.mark_first,
            ..self.clone()
        }
    }

    /// With the members of a collective in columns of their own, or in its column again, by its id.
    #[must_use]
    pub fn toggle_unfolded(&self, collective: &str) -> Self {
        let mut view = self.clone();
        if view.unfolded.iter().any(|known| known == collective) {
            view.unfolded.retain(|known| known != collective);
        } else {
            view.unfolded.push(collective.to_owned());
        }
        view
    }

    /// With the members of exactly these collectives in columns of their own, by id.
    #[must_use]
    pub fn with_unfolded(&self, unfolded: Vec<String>) -> Self {
        Self {
            unfolded,
            ..self.clone()
        }
    }

    /// With the lanes of the timeline grouped in another way.
    #[must_use]
    pub fn with_lanes(&self, lanes: LaneBy) -> Self {
        Self {
            lanes,
            ..self.clone()
        }
    }

    /// With the timeline divided more or less finely.
    #[must_use]
    pub fn with_time_scale(&self, time_scale: TimeScale) -> Self {
        Self {
            time_scale,
            ..self.clone()
        }
    }

    /// With a group folded, by its key.
    #[must_use]
    pub fn fold(&self, key: &str) -> Self {
        self.fold_also([key.to_owned()])
    }

    /// With a group unfolded, by its key.
    #[must_use]
    pub fn unfold(&self, key: &str) -> Self {
        let mut view = self.clone();
        view.folded.retain(|known| known != key);
        view
    }

    /// With a group folded, or unfolded where it is folded.
    #[must_use]
    pub fn toggle_fold(&self, key: &str) -> Self {
        if self.folded.iter().any(|known| known == key) {
            self.unfold(key)
        } else {
            self.fold(key)
        }
    }

    /// With these groups folded and no others.
    #[must_use]
    pub fn fold_only(&self, keys: impl IntoIterator<Item = String>) -> Self {
        Self {
            folded: keys.into_iter().collect(),
            ..self.clone()
        }
    }

    /// With these groups folded beside those that are.
    #[must_use]
    pub(crate) fn fold_also(&self, keys: impl IntoIterator<Item = String>) -> Self {
        let known: HashSet<&String> = self.folded.iter().collect();
        let new: Vec<String> = keys
            .into_iter()
            .filter(|key| !known.contains(key))
            .collect();
        let mut view = self.clone();
        view.folded.extend(new);
        view
    }

    /// With nothing folded (全部展开).
    #[must_use]
    pub fn unfold_all(&self) -> Self {
        self.fold_only([])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::spec::tests::{busy, changed_fields};

    #[test]
    fn each_arrangement_leaves_the_rest_of_the_view_alone() {
        let view = busy();
        let check = |after: ViewSpec, fields: &[&str]| {
            assert_eq!(changed_fields(&view, &after), fields);
        };
        check(view.ordered_by(RowOrder::Load), &["row_order"]);
        check(view.grouped_by(TaskGrouping::Leads), &["grouping"]);
        check(
            view.columns_ordered_by(ColumnOrder::File),
            &["column_order"],
        );
        check(view.with_columns(ColumnScope::Involved), &["columns"]);
        check(view.toggle_empty_rows(), &["hide_empty_rows"]);
        check(view.toggle_empty_columns(), &["hide_empty_columns"]);
        check(view.toggle_succession(), &["succession"]);
        check(view.with_marks(MarkStyle::Raci), &["marks"]);
        check(view.toggle_first(), &["mark_first"]);
        check(view.toggle_unfolded("x"), &["unfolded"]);
        check(view.toggle_unfolded("gq"), &["unfolded"]);
        check(view.with_unfolded(Vec::new()), &["unfolded"]);
        check(view.with_lanes(LaneBy::Agency), &["lanes"]);
        check(view.with_time_scale(TimeScale::Month), &["time_scale"]);
        check(view.fold("b"), &["folded"]);
        check(view.unfold("a"), &["folded"]);
        check(view.unfold_all(), &["folded"]);
    }

    #[test]
    fn a_switch_comes_back() {
        let view = busy();
        assert_eq!(view.toggle_empty_rows().toggle_empty_rows(), view);
        assert_eq!(view.toggle_empty_columns().toggle_empty_columns(), view);
        assert_eq!(view.toggle_succession().toggle_succession(), view);
        assert_eq!(view.toggle_first().toggle_first(), view);
        assert_eq!(view.toggle_fold("b").toggle_fold("b"), view);
        assert_eq!(view.fold("b").unfold("b"), view);
        for order in RowOrder::ALL {
            assert_eq!(view.ordered_by(order).ordered_by(view.row_order), view);
        }
    }

    #[test]
    fn what_is_folded_is_folded_once() {
        let view = ViewSpec::default().fold("a");
        assert_eq!(view.fold("a"), view);
        let keys = ["a", "b"].map(str::to_owned);
        assert_eq!(view.fold_also(keys.clone()).folded, keys);
        assert_eq!(view.fold_only(["c".to_owned()]).folded, ["c"]);
        assert_eq!(view.unfold("b"), view);
        assert_eq!(view.unfold_all(), ViewSpec::default());
    }

    #[test]
    fn a_moved_column_stands_by_hand() {
        let ids = || ["a", "b", "c"].map(str::to_owned).to_vec();
        let order = |from, to| match busy().move_column(ids(), from, to).column_order {
            ColumnOrder::ByHand(ids) => ids.concat(),
            other => format!("{other:?}"),
        };
        assert_eq!(order(2, 0), "cab");
        assert_eq!(order(0, 1), "bac");
        assert_eq!(order(1, 2), "acb");
        assert_eq!(busy().move_column(ids(), 0, 3), busy());
        assert_eq!(busy().move_column(ids(), 3, 0), busy());
        assert_eq!(
            changed_fields(&busy(), &busy().move_column(ids(), 2, 0)),
            ["column_order"]
        );
    }
}
