//! What to show, and the resolved plain data that shows it.
//!
//! A [`ViewSpec`] says what a person wants to see. With a [`Data`] snapshot and today's date it
//! makes a [`Sheet`]; the window paints that sheet and the exporters write it. From a sheet come
//! the [`AgencyList`] and the [`Profile`] of one body.

pub mod answers;
mod asked;
mod behind;
mod cell;
mod clause;
mod collectives;
mod columns;
pub mod compare;
mod describe;
mod digest;
mod file;
mod filter;
mod folding;
pub mod forms;
mod goals;
mod labels;
mod later;
mod list;
mod own;
mod predecessors;
mod profile;
mod range;
pub mod run;
pub mod search;
mod sheet;
mod spec;
pub mod stack;
mod step;
mod targets;
mod tasks;
pub mod timeline;

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

pub use asked::AskedMember;
pub use cell::{Cell, RoleSet, Sign};
pub use clause::ClauseParts;
pub use collectives::{collective_ids, member_count};
pub use describe::{Chip, citation};
pub(crate) use describe::{full_citation, short_title};
pub use file::{VIEW_ENDING, is_view, load, save};
pub use filter::{AgencyLoad, Facets};
pub use folding::{Duplicate, Folding};
pub use labels::column_labels;
pub use later::Alike;
pub use list::{DutyRow, duty_rows};
pub(crate) use list::{join_sentences, section_path};
pub use own::{OwnColumn, OwnColumns, OwnOf, OwnValue};
pub use predecessors::Relatives;
pub use profile::{
    AgencyList, AgencyOrder, AgencyRow, Lineage, LineageBody, LineageStep, Peer, PlanTasks,
    Profile, ProfileTarget, ProfileTask, ThroughCollective, WrittenName,
};
pub use range::{CellRange, Corner};
pub use sheet::{Column, ColumnGroup, Counts, Row, RowKind, Sheet};
pub use spec::{
    AgencyMatch, ChipKind, ColumnOrder, ColumnScope, DueFilter, GroupKind, LaneBy, MarkStyle,
    RowOrder, SuccessionView, TaskGrouping, TimeScale, ViewSpec,
};
pub use step::{short_name, step_name};
pub use targets::{TargetId, TargetOwner, TargetRow, due_rows, target_rows, target_text};
pub(crate) use targets::{
    actors_text, concerned_duties, concerns, figure_text, recipients_text, target_actors,
    target_bodies,
};
pub use tasks::{
    TaskBody, TaskGoals, TaskGroup, TaskGroupKind, TaskLine, TaskLineKind, TaskList, TaskRow,
    TaskRowMaker, task_rows,
};
pub use timeline::Timeline;

use crate::model::Date;
use crate::model::workspace::{AgencyIx, Workspace};
use collectives::Memberships;
use compare::Changes;
use digest::Digests;
use search::{SearchIndex, pinyin_key};

/// How many tasks a view shows, without making its sheet.
#[must_use]
pub fn count_tasks(data: &Data, spec: &ViewSpec, today: Date) -> usize {
    filter::Filter::new(data, spec, today).fitting().len()
}

/// A workspace and the indexes over it: an immutable snapshot that jobs share.
#[derive(Debug, Default)]
pub struct Data {
    /// The open files as one body of data.
    pub workspace: Arc<Workspace>,
    digests: Digests,
    search: OnceLock<SearchIndex>,
    title_ranks: OnceLock<Vec<u32>>,
    own: OnceLock<OwnColumns>,
    changes: Option<Arc<Changes>>,
    /// Who belongs to which collective, as the documents name bodies (`None`) and as they are on a
    /// day.
    memberships: Mutex<Vec<(Option<Date>, Arc<Memberships>)>>,
}

impl Data {
    /// A snapshot of a workspace. The search index is made when it is first asked for.
    #[must_use]
    pub fn new(workspace: Arc<Workspace>) -> Arc<Self> {
        Arc::new(Self {
            digests: Digests::new(&workspace),
            workspace,
            search: OnceLock::new(),
            title_ranks: OnceLock::new(),
            own: OnceLock::new(),
            changes: None,
            memberships: Mutex::default(),
        })
    }

    /// A snapshot of what two versions have between them.
    fn compared(workspace: Arc<Workspace>, changes: Arc<Changes>) -> Arc<Self> {
        Arc::new(Self {
            digests: Digests::new(&workspace),
            workspace,
            search: OnceLock::new(),
            title_ranks: OnceLock::new(),
            own: OnceLock::new(),
            changes: Some(changes),
            memberships: Mutex::default(),
        })
    }

    /// What changed between two versions, where this is a comparison of two.
    #[must_use]
    pub fn changes(&self) -> Option<&Arc<Changes>> {
        self.changes.as_ref()
    }

    /// The columns that the files have of their own, as choices of the filter. Made when it is
    /// first asked for.
    pub fn own_columns(&self) -> &OwnColumns {
        self.own.get_or_init(|| OwnColumns::new(&self.workspace))
    }

    /// For every task how its title stands among all by pinyin: the order 按名称. Titles that read
    /// the same have the same rank.
    pub fn title_ranks(&self) -> &[u32] {
        self.title_ranks
            .get_or_init(|| title_ranks(&self.workspace))
    }

    /// Whom each body counts as, and who belongs to which collective. Made when it is first asked
    /// for.
    fn memberships(&self, succession: SuccessionView, today: Date) -> Arc<Memberships> {
        let day = match succession {
            SuccessionView::AsWritten => None,
            SuccessionView::Current => Some(today),
        };
        let mut known = self
            .memberships
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some((_, found)) = known.iter().find(|(of, _)| *of == day) {
            return Arc::clone(found);
        }
        let workspace = &self.workspace;
        let bodies = match day {
            None => (0..workspace.agencies.len()).map(AgencyIx::new).collect(),
            Some(day) => workspace.current_bodies(day),
        };
        let made = Arc::new(Memberships::new(workspace, &self.digests, bodies));
        // Yesterday is not asked for again.
        known.retain(|(of, _)| of.is_none());
        known.push((day, Arc::clone(&made)));
        made
    }

    /// The search index. It is made when it is first asked for.
    pub fn search_index(&self) -> &SearchIndex {
        self.search
            .get_or_init(|| SearchIndex::new(&self.workspace))
    }
}

fn title_ranks(workspace: &Workspace) -> Vec<u32> {
    let titles = workspace.tasks.iter().map(|entry| &entry.task.title);
    let keys: Vec<String> = titles.map(|title| pinyin_key(title)).collect();
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_unstable_by(|&a, &b| keys[a].cmp(&keys[b]));
    let mut ranks = vec![0; keys.len()];
    for (nth, same) in order.chunk_by(|&a, &b| keys[a] == keys[b]).enumerate() {
        let rank = u32::try_from(nth).unwrap_or(u32::MAX);
        for &task in same {
            ranks[task] = rank;
        }
    }
    ranks
}
