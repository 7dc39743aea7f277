//! The members that a view asks for.

use super::{Collectives, Lists, MemberList};
use crate::model::workspace::{AgencyIx, Workspace};
use crate::view::search::SearchHits;
use crate::view::spec::ViewSpec;

/// Which bodies show what they have through collectives: the chosen ones, those that were looked
/// for, and the members of unfolded collectives. The others are in it with their collective.
#[derive(Clone, Debug, Default)]
pub struct Reached {
    /// For every agency whether it is one of them.
    bodies: Vec<bool>,
    /// Whether there is any such body.
    pub any: bool,
    /// For every list of members whether any of these bodies is in it.
    pub in_list: Vec<bool>,
    /// For every list of members whether a chosen body is in it.
    pub chosen: Vec<bool>,
    /// For every term of the search and every list, whether the term tells a member apart.
    pub by_term: Vec<Vec<bool>>,
}

impl Reached {
    /// The bodies that a view asks for.
    pub fn new(
        workspace: &Workspace,
        collectives: &Collectives,
        spec: &ViewSpec,
        is_chosen: &[bool],
        hits: Option<&SearchHits>,
    ) -> Self {
        let mut reached = Self {
            bodies: vec![false; is_chosen.len()],
            any: false,
            in_list: Vec::new(),
            chosen: Vec::with_capacity(collectives.lists.len()),
            by_term: Vec::new(),
        };
        if spec.direct_only {
            reached.chosen = vec![false; collectives.lists.len()];
            reached.in_list.clone_from(&reached.chosen);
            let terms = hits.map_or(0, |hits| hits.terms.len());
            reached.by_term = vec![reached.chosen.clone(); terms];
            return reached;
        }
        for list in &collectives.lists {
            let mut any = false;
            for member in list.members.iter().filter(|ix| is_chosen[ix.get()]) {
                reached.bodies[member.get()] = true;
                any = true;
            }
            reached.chosen.push(any);
        }
        for term in hits.into_iter().flat_map(|hits| &hits.terms) {
            let mut of_term = Vec::with_capacity(collectives.lists.len());
            for list in &collectives.lists {
                let is_hit = |member: &&AgencyIx| term.has_agency(**member);
                let single = |member: &&AgencyIx| !collectives.is_collective(**member);
                let (all, count) = list
                    .members
                    .iter()
                    .filter(single)
                    .fold((0, 0), |(all, count), member| {
                        (all + 1, count + usize::from(is_hit(&member)))
                    });
                // What all members match (市, 区) tells none of them apart.
                let tells = count > 0 && (count < all || all == 1);
                if tells {
                    for member in list.members.iter().filter(is_hit) {
                        reached.bodies[member.get()] = true;
                    }
                }
                of_term.push(tells);
            }
            reached.by_term.push(of_term);
        }
        for (ix, entry) in workspace.agencies.iter().enumerate() {
            if !spec.unfolded.contains(&entry.agency.id) {
                continue;
            }
            let places: Vec<usize> = match &collectives.of[ix] {
                Lists::None => continue,
                Lists::Always(place) => vec![*place],
                Lists::ByPlan(places) => places.iter().flatten().copied().collect(),
            };
            for member in places
                .iter()
                .flat_map(|&place| &collectives.lists[place].members)
            {
                reached.bodies[member.get()] = true;
            }
        }
        let any = |list: &MemberList| list.members.iter().any(|ix| reached.bodies[ix.get()]);
        reached.in_list = collectives.lists.iter().map(any).collect();
        reached.any = reached.in_list.contains(&true);
        reached
    }

    /// Whether a body is one of them.
    pub fn has(&self, body: AgencyIx) -> bool {
        self.bodies.get(body.get()).copied().unwrap_or(false)
    }
}
