//! Rules about agencies.

use std::collections::HashMap;

use super::names::{self, Unknown};
use super::successions::{self, Begin, End};
use super::{Finding, Rule, Step, relations, values};
use crate::diagnostic::Item;
use crate::model::key_map::{self, KeyMap};
use crate::model::{Agency, Dataset};

/// The agencies of a dataset by id, and what is known of them while the rules are checked.
pub(super) struct Bodies<'d> {
    pub(super) dataset: &'d Dataset,
    by_id: KeyMap<'d, usize>,
    used: Vec<bool>,
    /// When and how each body ceased to be, and came to be, as far as it is dated.
    pub(super) ends: Vec<Option<End>>,
    pub(super) begins: Vec<Option<Begin>>,
    unknown: HashMap<&'d str, Unknown>,
}

impl<'d> Bodies<'d> {
    pub(super) fn new(dataset: &'d Dataset) -> Self {
        let count = dataset.agencies.len();
        let mut by_id = key_map::map(count);
        for (index, agency) in dataset.agencies.iter().enumerate() {
            by_id.entry(agency.id.as_str()).or_insert(index);
        }
        Self {
            dataset,
            by_id,
            used: vec![false; count],
            ends: vec![None; count],
            begins: vec![None; count],
            unknown: HashMap::new(),
        }
    }

    /// The agency's place in the list. An unknown one is remembered, with the place of its first
    /// mention.
    pub(super) fn refer(
        &mut self,
        id: &'d str,
        place: impl FnOnce() -> (Vec<Step>, Item),
    ) -> Option<usize> {
        if let Some(index) = self.by_id.get(id).copied() {
            self.used[index] = true;
            return Some(index);
        }
        let unknown = self.unknown.entry(id).or_insert_with(|| {
            let (path, item) = place();
            Unknown::new(path, item)
        });
        unknown.count += 1;
        None
    }

    /// The agency's place in the list, which does not make it used.
    pub(super) fn find(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    pub(super) fn agency(&self, index: usize) -> &'d Agency {
        &self.dataset.agencies[index]
    }

    pub(super) fn end(&self, index: usize) -> Option<End> {
        self.ends[index]
    }

    pub(super) fn begin(&self, index: usize) -> Option<Begin> {
        self.begins[index]
    }

    /// What can only be said when everything was seen: unknown and unused agencies.
    pub(super) fn finish(self, findings: &mut Vec<Finding>) {
        let mut unknown: Vec<_> = self.unknown.into_iter().collect();
        let any_unknown = !unknown.is_empty();
        unknown.sort_by(|(_, a), (_, b)| a.path.cmp(&b.path));
        for (nth, (id, unknown)) in unknown.into_iter().enumerate() {
            findings.push(unknown.into_finding(id, &self.dataset.agencies, nth));
        }
        // A body that seems unused may be the one that a wrong id means.
        if any_unknown {
            return;
        }
        for (index, agency) in self.dataset.agencies.iter().enumerate() {
            // A second agency with the same id is a finding already.
            if !self.used[index] && self.by_id.get(agency.id.as_str()) == Some(&index) {
                findings.push(Finding::new(
                    Rule::UnusedAgency,
                    at(index, None),
                    Item::Agency(agency.id.clone()),
                    format!("“{}”没有出现在任何任务中", agency.label()),
                ));
            }
        }
    }
}

pub(super) fn at(index: usize, field: Option<&'static str>) -> Vec<Step> {
    let mut path = vec![Step::Field("agencies"), Step::Index(index)];
    path.extend(field.map(Step::Field));
    path
}

/// Checks the agencies themselves and their successions.
pub(super) fn check(bodies: &mut Bodies, findings: &mut Vec<Finding>) {
    duplicates(bodies, findings);
    names::shared(&bodies.dataset.agencies, findings);
    names::alike(&bodies.dataset.agencies, findings);
    relations::members(bodies, findings);
    relations::parents(bodies, findings);
    for (index, agency) in bodies.dataset.agencies.iter().enumerate() {
        let item = || Item::Agency(agency.id.clone());
        values::fields(&agency.fields, &at(index, None), item, findings);
    }
    successions::check(bodies, findings);
}

fn duplicates(bodies: &Bodies, findings: &mut Vec<Finding>) {
    for (index, agency) in bodies.dataset.agencies.iter().enumerate() {
        let Some(first) = bodies.by_id.get(agency.id.as_str()).copied() else {
            continue;
        };
        if first != index {
            findings.push(
                Finding::new(
                    Rule::DuplicateAgency,
                    at(index, Some("id")),
                    Item::Agency(agency.id.clone()),
                    format!("机构代号“{}”重复", agency.id),
                )
                .repeating(at(first, Some("id")))
                .with_hint("每个机构用不同的代号；两处是同一机构时，合并为一项"),
            );
        }
    }
}

/// The names of a cycle, the first one repeated at its end.
pub(super) fn chain(bodies: &Bodies, cycle: &[usize]) -> String {
    let names: Vec<&str> = cycle
        .iter()
        .chain(cycle.first())
        .map(|index| bodies.agency(*index).label())
        .collect();
    names.join(" → ")
}

/// The cycles of a graph, each once, without its first node repeated at the end. Where cycles
/// share nodes, at least one of them is found. Time grows with nodes and edges; the stack does not.
pub(super) fn cycles(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    #[derive(Clone, Copy, PartialEq)]
    enum Mark {
        New,
        Open,
        Done,
    }
    let mut marks = vec![Mark::New; edges.len()];
    let mut found = Vec::new();
    // The way down: a node, and how many of its edges were followed.
    let mut way: Vec<(usize, usize)> = Vec::new();
    for start in 0..edges.len() {
        if marks[start] != Mark::New {
            continue;
        }
        marks[start] = Mark::Open;
        way.push((start, 0));
        while let Some((node, followed)) = way.last_mut() {
            let Some(next) = edges[*node].get(*followed).copied() else {
                marks[*node] = Mark::Done;
                way.pop();
                continue;
            };
            *followed += 1;
            match marks[next] {
                Mark::New => {
                    marks[next] = Mark::Open;
                    way.push((next, 0));
                }
                Mark::Open => {
                    let from = way.iter().position(|(node, _)| *node == next);
                    found.push(
                        way.iter()
                            .skip(from.unwrap_or(0))
                            .map(|(node, _)| *node)
                            .collect(),
                    );
                }
                Mark::Done => {}
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::cycles;

    #[test]
    fn each_cycle_is_found_once_and_a_tree_has_none() {
        assert!(cycles(&[vec![1, 2], vec![2], vec![]]).is_empty());
        assert_eq!(cycles(&[vec![0]]), [vec![0]]);
        assert_eq!(cycles(&[vec![1], vec![2], vec![1], vec![0]]), [vec![1, 2]]);
    }

    #[test]
    fn a_long_chain_does_not_exhaust_the_stack() {
        let edges: Vec<Vec<usize>> = (0..100_000).map(|n| vec![(n + 1) % 100_000]).collect();
        assert_eq!(cycles(&edges).len(), 1);
    }
}
