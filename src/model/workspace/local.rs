//! What the ids and roles of one file mean in the workspace.

use super::{Actors, AgencyEntry, AgencyIx, Duty, MemberTime, PlanIx, SectionIx, TaskEntry};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::key_map::OwnedKeyMap;
use crate::model::{
    Agency, Amount, Assignment, Fields, MOST_OWN_ROLES, MemberPeriod, Members, OwnRole, Target,
    Task, is_lead, own_role,
};

/// What the names of a file mean in the workspace.
#[derive(Debug, Default)]
pub(super) struct Local {
    pub(super) bodies: OwnedKeyMap<AgencyIx>,
    pub(super) roles: Vec<OwnRole>,
    /// The place of each of `roles` in the workspace; `None` where there are too many.
    pub(super) own: Vec<Option<u8>>,
}

impl Local {
    pub(super) fn body(&self, id: &str) -> Option<AgencyIx> {
        self.bodies.get(id).copied()
    }

    /// What to say where the open files have more roles of their own than fit.
    pub(super) fn roles_left_out(&self) -> Option<Diagnostic> {
        let left_out = self.own.iter().filter(|place| place.is_none()).count();
        // Of one file alone `check` says it.
        if left_out == 0 || self.roles.len() > MOST_OWN_ROLES {
            return None;
        }
        let message = format!(
            "打开的文件合起来有多于 {MOST_OWN_ROLES} 个自定义角色，其中 {left_out} 个按归入的角色显示"
        );
        Some(Diagnostic::new(Severity::Warning, message).with_hint(
            "各文件中含义相同的角色，name、mark、counts_as 和 post 写得一样，就是同一个",
        ))
    }

    fn bodies(&self, ids: &[String]) -> Box<[AgencyIx]> {
        ids.iter().filter_map(|id| self.body(id)).collect()
    }

    /// A task with its bodies found. Those that nobody has are left out.
    pub(super) fn entry(&self, plan: PlanIx, section: SectionIx, task: Task) -> TaskEntry {
        let duty = |assignment: &Assignment| {
            Some(Duty {
                agency: self.body(&assignment.agency)?,
                role: assignment.role,
                mended: assignment.note.is_some(),
                own: self.own(assignment),
            })
        };
        TaskEntry {
            plan,
            section,
            duties: task.assignments.iter().filter_map(duty).collect(),
            actors: self.actors(&task.targets),
            deadline: deadline(&task),
            task,
        }
    }

    /// Whether a task names a lead. A head of a leading group or a 链长 does not lead the task.
    pub(super) fn names_lead(&self, task: &Task) -> bool {
        let mut assignments = task.assignments.iter();
        assignments.any(|assignment| is_lead(assignment, &self.roles))
    }

    fn own(&self, assignment: &Assignment) -> Option<u8> {
        let nth = own_role(&self.roles, assignment.term.as_deref())?;
        // `check` has reported a role that does not count as its own one says.
        let agrees = self.roles[nth].counts_as == assignment.role;
        self.own[nth].filter(|_| agrees)
    }

    pub(super) fn actors(&self, targets: &[Target]) -> Box<[Actors]> {
        let says = |target: &Target| !target.by.is_empty() || !target.to.is_empty();
        if !targets.iter().any(says) {
            return Box::default();
        }
        let actors = targets.iter().map(|target| Actors {
            by: self.bodies(&target.by),
            to: self.bodies(&target.to),
        });
        actors.collect()
    }
}

/// The other bodies that an agency speaks of, by their ids.
pub(super) struct Relations {
    members: Option<Members>,
    periods: Vec<MemberPeriod>,
    parent: Option<String>,
    heir_unknown: bool,
    fields: Fields,
}

impl Relations {
    pub(super) fn of(agency: &Agency) -> Option<Self> {
        let any = agency.members.is_some()
            || agency.parent.is_some()
            || agency.heir_unknown
            || !agency.fields.is_empty()
            || !agency.member_periods.is_empty();
        any.then(|| Self {
            members: agency.members.clone(),
            periods: agency.member_periods.clone(),
            parent: agency.parent.clone(),
            heir_unknown: agency.heir_unknown,
            fields: agency.fields.clone(),
        })
    }

    pub(super) fn add_to(&self, entry: &mut AgencyEntry, ix: AgencyIx, local: &Local) {
        let ids = self.members.iter().flat_map(Members::listed);
        for member in ids.filter_map(|id| local.body(id)) {
            if !entry.members.contains(&member) {
                entry.members.push(member);
            }
        }
        let known = entry.member_periods.len();
        for period in &self.periods {
            let Some(member) = local.body(&period.member) else {
                continue;
            };
            // What an earlier file says of a member stands.
            let is_known = entry.member_periods[..known]
                .iter()
                .any(|time| time.member == member);
            if !is_known {
                entry.member_periods.push(MemberTime {
                    member,
                    from: period.from,
                    to: period.to,
                });
            }
        }
        entry.agency.heir_unknown |= self.heir_unknown;
        entry.agency.fields.add_missing(&self.fields);
        let parent = self.parent.as_deref().and_then(|id| local.body(id));
        entry.parent = entry.parent.or(parent.filter(|parent| *parent != ix));
    }
}

/// The deadlines of a task as a whole, as a target.
fn deadline(task: &Task) -> Option<Box<Target>> {
    task.dues().next()?;
    Some(Box::new(Target {
        indicator: task.title.clone(),
        amount: Amount::default(),
        due: task.due.clone(),
        also_due: task.also_due.clone(),
        ..Target::default()
    }))
}

/// Adds the roles that a file has of its own; gives the place of each.
pub(super) fn add_roles(known: &mut Vec<OwnRole>, roles: &[OwnRole]) -> Vec<Option<u8>> {
    let mut place = |role: &OwnRole| {
        let place = known.iter().position(|known| known == role).or_else(|| {
            (known.len() < MOST_OWN_ROLES).then(|| {
                known.push(role.clone());
                known.len() - 1
            })
        })?;
        u8::try_from(place).ok()
    };
    roles.iter().map(&mut place).collect()
}
