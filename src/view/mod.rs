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
mod data;
mod describe;
mod digest;
mod due;
mod file;
mod filter;
mod folding;
pub mod forms;
mod goals;
mod heading;
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

pub use asked::AskedMember;
pub use cell::{Cell, RoleSet, Sign};
pub use clause::ClauseParts;
pub use collectives::{collective_ids, member_count};
pub use data::Data;
pub use describe::{Chip, citation};
pub(crate) use describe::{full_citation, short_title};
pub use due::{DueEntry, DueGroup, DueLine, DueLineKind, DueList, DueState, DueWords, YearPart};
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

/// How many tasks a view shows, without making its sheet.
#[must_use]
pub fn count_tasks(data: &Data, spec: &ViewSpec, today: Date) -> usize {
    filter::Filter::new(data, spec, today).fitting().len()
}
