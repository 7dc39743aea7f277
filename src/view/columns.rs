//! Which bodies have a column, and in which order.

use super::filter::{Filter, Outcome};
use super::search::pinyin_key;
use super::sheet::{Column, ColumnGroup};
use super::spec::{ColumnOrder, ColumnScope, GroupKind, ViewSpec};
use crate::model::workspace::{AgencyIx, Workspace};

/// The columns that are shown, in their order.
pub(super) fn columns(
    workspace: &Workspace,
    spec: &ViewSpec,
    filter: &Filter<'_>,
    outcome: &Outcome,
) -> Vec<Column> {
    // What a body has through collectives counts where the view asks for it.
    let with = |own: &[u32], through: &[u32]| -> Vec<u32> {
        let all = own.iter().zip(through).enumerate();
        all.map(|(ix, (own, through))| {
            if filter.reached.has(AgencyIx::new(ix)) {
                own + through
            } else {
                *own
            }
        })
        .collect()
    };
    let loads = &with(&outcome.loads, &outcome.through);
    let all_loads = &with(&outcome.all_loads, &outcome.all_through);
    let mut folded: Vec<Vec<AgencyIx>> = vec![Vec::new(); workspace.agencies.len()];
    for (agency, _) in outcome
        .named
        .iter()
        .enumerate()
        .filter(|(_, named)| **named)
    {
        let agency = AgencyIx::new(agency);
        let body = filter.body(agency);
        if body != agency {
            folded[body.get()].push(agency);
        }
    }
    let mut columns: Vec<Column> = (0..workspace.agencies.len())
        .map(AgencyIx::new)
        .filter(|&ix| filter.body(ix) == ix)
        .filter(|&ix| match spec.columns {
            ColumnScope::Selected if !filter.chosen.is_empty() => filter.is_chosen(ix),
            _ => true,
        })
        .filter(|&ix| loads[ix.get()] > 0 || (!spec.hide_empty_columns && all_loads[ix.get()] > 0))
        .map(|ix| Column {
            agency: ix,
            folded: std::mem::take(&mut folded[ix.get()]),
            roles: [0; 5],
            tasks: 0,
            leads: 0,
            all_tasks: outcome.all_loads[ix.get()],
            through: 0,
            all_through: outcome.all_through[ix.get()],
            matched: filter.is_chosen(ix)
                || filter.hits.as_ref().is_some_and(|hits| hits.has_agency(ix)),
        })
        .collect();
    sort_columns(workspace, spec, loads, &mut columns);
    columns
}

fn sort_columns(workspace: &Workspace, spec: &ViewSpec, loads: &[u32], columns: &mut [Column]) {
    let load = |column: &Column| std::cmp::Reverse(loads[column.agency.get()]);
    if let ColumnOrder::ByHand(ids) = &spec.column_order {
        columns.sort_by_key(|column| {
            let id = &workspace.agency(column.agency).id;
            let place = ids.iter().position(|wanted| wanted == id);
            (place.unwrap_or(usize::MAX), load(column))
        });
        return;
    }
    let group = |column: &Column| GroupKind::of(workspace.agency(column.agency).kind);
    // A group with a matched body comes first, so that what was looked for is in sight.
    let mut has_match = [false; 6];
    for column in columns.iter() {
        has_match[group(column) as usize] |= column.matched;
    }
    match spec.column_order {
        ColumnOrder::Name => {
            columns
                .sort_by_cached_key(|column| pinyin_key(workspace.agency(column.agency).label()));
        }
        ColumnOrder::Load => columns.sort_by_key(load),
        ColumnOrder::File | ColumnOrder::ByHand(_) => {}
    }
    columns.sort_by_key(|column| {
        let group = group(column);
        (!has_match[group as usize], group, !column.matched)
    });
}

/// The groups of neighbouring columns; none where the order is by hand.
pub(super) fn groups(
    workspace: &Workspace,
    spec: &ViewSpec,
    columns: &[Column],
) -> Vec<ColumnGroup> {
    let mut groups: Vec<ColumnGroup> = Vec::new();
    if matches!(spec.column_order, ColumnOrder::ByHand(_)) {
        return groups;
    }
    for (ix, column) in columns.iter().enumerate() {
        let kind = GroupKind::of(workspace.agency(column.agency).kind);
        match groups.last_mut() {
            Some(group) if group.kind == kind => group.columns.end = ix + 1,
            _ => groups.push(ColumnGroup {
                kind,
                columns: ix..ix + 1,
            }),
        }
    }
    groups
}
