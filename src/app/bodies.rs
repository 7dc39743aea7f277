//! Bodies, changed once for all their places in all open files: what they are called, their kind,
//! whom they belong to, one that becomes part of another, one of which another is made.

use std::sync::Arc;

use super::editing::Editing;
use super::known_bodies::{known, newcomer};
use super::state::App;
use crate::import::draft::new_body;
use crate::model::edit::{self, Edit, TaskAt};
use crate::model::workspace::{AgencyIx, TaskIx, Workspace};
use crate::model::{Agency, AgencyKind, Dataset, name_key};
use crate::view::SuccessionView;

/// A change of a body that somebody wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BodyChange {
    /// It has this full name.
    Name(AgencyIx, String),
    /// It is called so on the screen; an empty name is none.
    Short(AgencyIx, String),
    /// It is of this kind.
    Kind(AgencyIx, AgencyKind),
    /// It belongs to this body, or to none.
    Parent(AgencyIx, Option<AgencyIx>),
    /// It becomes part of another.
    Merge {
        /// The body that is gone then.
        gone: AgencyIx,
        /// The body that has its places.
        into: AgencyIx,
    },
    /// Some of its tasks become those of another body with this name, known or new.
    Split {
        /// The body.
        from: AgencyIx,
        /// The name of the other.
        name: String,
        /// The tasks.
        tasks: Vec<TaskIx>,
    },
}

impl BodyChange {
    fn body(&self) -> AgencyIx {
        match self {
            Self::Name(body, _)
            | Self::Short(body, _)
            | Self::Kind(body, _)
            | Self::Parent(body, _)
            | Self::Merge { gone: body, .. }
            | Self::Split { from: body, .. } => *body,
        }
    }
}

impl App {
    /// Changes a body in all open files that know it, as one change that can be taken back.
    pub(super) fn change_body(&mut self, change: &BodyChange) {
        if let Some(lack) = self.lacks_body_changes() {
            self.note(lack);
            return;
        }
        let workspace = Arc::clone(&self.data.workspace);
        if change.body().get() >= workspace.agencies.len() {
            return;
        }
        let edits = edits(&self.editing, &workspace, change);
        if edits.is_empty() {
            return;
        }
        let name = edits[0].1.name();
        if let Err(error) = self.editing.make_all(edits) {
            self.report_edit(error);
            return;
        }
        if let BodyChange::Merge { gone, into } = change {
            if self.selection.agency == Some(*gone) {
                self.selection.agency = Some(*into);
            }
            self.note(format!("已{name}；Ctrl+Z 撤销"));
        }
        let looked_at = workspace.agency(match change {
            BodyChange::Merge { into, .. } => *into,
            other => other.body(),
        });
        if let Some(review) = self.review_mut() {
            review.again.clear();
            if review.body.is_some() {
                review.body = Some(looked_at.id.clone());
            }
        }
        self.show_edited();
    }

    /// Why no body can be changed now.
    #[must_use]
    pub fn lacks_body_changes(&self) -> Option<&'static str> {
        if let Some(lack) = self.lacks_editing() {
            return Some(lack);
        }
        // A column stands for several bodies then, and nobody knows which of them is meant.
        let is_folded = self.view.succession == SuccessionView::Current
            && !self.data.workspace.successions.is_empty();
        if is_folded && self.review().is_none() {
            return Some("按现机构归并时不能改机构：先用 Ctrl+J 改回按原文显示");
        }
        let waits = self.editing.joining.is_waited_for;
        waits.then_some("正在更新刚才的修改，请稍后再改机构")
    }

    /// Looks at a body of the reading, or at none.
    pub(super) fn look_at_body(&mut self, body: Option<AgencyIx>) {
        let id = body.map(|ix| self.data.workspace.agency(ix).id.clone());
        if let Some(review) = self.review_mut() {
            review.is_editing &= id.is_none();
            review.body = id;
        }
    }

    /// Looks at the next body of the reading, behind the last one at none.
    pub(super) fn look_at_next_body(&mut self) {
        let workspace = &self.data.workspace;
        let Some(review) = self.review() else {
            return;
        };
        let task = review.places.get(review.cursor).and_then(|it| it.task);
        let mut bodies: Vec<AgencyIx> = Vec::new();
        for duty in task.iter().flat_map(|ix| &workspace.task(*ix).duties) {
            if !bodies.contains(&duty.agency) {
                bodies.push(duty.agency);
            }
        }
        // As they are shown: by role.
        let role = |body: &AgencyIx| {
            let duties = task.iter().flat_map(|ix| &workspace.task(*ix).duties);
            let of_body = duties.filter(|duty| duty.agency == *body);
            of_body.map(|duty| duty.role.index()).min()
        };
        bodies.sort_by_key(role);
        let next = match review.body(workspace) {
            None => bodies.first().copied(),
            Some(now) => {
                let here = bodies.iter().position(|body| *body == now);
                here.and_then(|here| bodies.get(here + 1)).copied()
            }
        };
        self.look_at_body(next);
    }
}

/// The changes of the files, each with its number.
fn edits(editing: &Editing, workspace: &Workspace, change: &BodyChange) -> Vec<(usize, Edit)> {
    let body = workspace.agency(change.body());
    let files = editing.files.iter().enumerate();
    let edits = files.filter_map(|(nth, edited)| {
        let data = &*edited.dataset;
        let id = known(data, body)?;
        let edit = match change {
            BodyChange::Merge { into, .. } => merge(data, id, workspace.agency(*into)),
            BodyChange::Split { name, tasks, .. } => {
                let places = tasks.iter().filter_map(|task| editing.place(*task));
                let places = places.filter(|(of, _)| *of == nth).map(|(_, at)| at);
                split(data, id, name.trim(), &places.collect::<Vec<_>>())
            }
            BodyChange::Parent(_, parent) => {
                set_parent(data, id, parent.map(|parent| workspace.agency(parent)))
            }
            BodyChange::Name(..) | BodyChange::Short(..) | BodyChange::Kind(..) => {
                describe(data, id, change)
            }
        }?;
        Some((nth, edit))
    });
    edits.collect()
}

/// A body becomes part of another, which may be in another file only: then it takes the names of
/// that one, and both are one on the screen.
fn merge(data: &Dataset, gone: &str, into: &Agency) -> Option<Edit> {
    if let Some(into) = known(data, into).filter(|into| *into != gone) {
        return edit::merge(data, gone, into);
    }
    let (nth, agency) = find(data, gone)?;
    let mut changed = agency.clone();
    changed.name.clone_from(&into.name);
    changed.short.clone_from(&into.short);
    changed.kind = into.kind;
    let own = std::iter::once(&agency.name).chain(&agency.short);
    let new: Vec<String> = own
        .filter(|name| !is_name(&changed, name))
        .cloned()
        .collect();
    changed.aliases.extend(new);
    let name = format!("把“{}”并入“{}”", agency.label(), into.label());
    (changed != *agency).then(|| Edit::Several(name, vec![Edit::Body(nth, Box::new(changed))]))
}

/// Some tasks of a body become those of another, known or new.
fn split(data: &Dataset, from: &str, name: &str, places: &[TaskAt]) -> Option<Edit> {
    if name.is_empty() || places.is_empty() {
        return None;
    }
    let key = name_key(name);
    let mut others = data.agencies.iter().filter(|agency| agency.id != from);
    if let Some(other) = others.find(|agency| is_name(agency, &key)) {
        return edit::split_to(data, from, &other.id, places);
    }
    let (nth, agency) = find(data, from)?;
    if name_key(&agency.name) == key || name_key(agency.label()) == key {
        return None;
    }
    let new = Agency {
        parent: agency.parent.clone(),
        ..new_body(data, name)
    };
    let edit = edit::split(data, from, new, places)?;
    // A name that is the other's now is none of its own any more.
    let mut left = agency.clone();
    left.aliases.retain(|alias| name_key(alias) != key);
    if left == *agency {
        return Some(edit);
    }
    let said = edit.name();
    Some(Edit::Several(
        said,
        vec![edit, Edit::Body(nth, Box::new(left))],
    ))
}

fn set_parent(data: &Dataset, id: &str, parent: Option<&Agency>) -> Option<Edit> {
    let (nth, agency) = find(data, id)?;
    let mut changed = agency.clone();
    let mut edits = Vec::new();
    changed.parent = parent.map(|parent| match known(data, parent) {
        Some(known) => known.to_owned(),
        None => {
            let new = newcomer(data, parent);
            let id = new.id.clone();
            edits.push(Edit::AddBody(data.agencies.len(), Box::new(new)));
            id
        }
    });
    if changed.parent == agency.parent || changed.parent.as_deref() == Some(id) {
        return None;
    }
    let name = match parent {
        Some(parent) => format!("“{}”归属“{}”", agency.label(), parent.label()),
        None => format!("“{}”不再有上级机构", agency.label()),
    };
    edits.push(Edit::Body(nth, Box::new(changed)));
    Some(Edit::Several(name, edits))
}

/// Another name or kind of a body. A name that a task writes stays one of its own.
fn describe(data: &Dataset, id: &str, change: &BodyChange) -> Option<Edit> {
    let (nth, agency) = find(data, id)?;
    let mut changed = agency.clone();
    let before = match change {
        BodyChange::Name(_, name) if !name.trim().is_empty() => {
            Some(std::mem::replace(&mut changed.name, name.trim().to_owned()))
        }
        BodyChange::Short(_, short) => {
            let short = Some(short.trim().to_owned()).filter(|short| !short.is_empty());
            std::mem::replace(&mut changed.short, short)
        }
        BodyChange::Kind(_, kind) => {
            changed.kind = *kind;
            None
        }
        _ => None,
    };
    let (name, short) = (changed.name.clone(), changed.short.clone());
    changed
        .aliases
        .retain(|alias| *alias != name && Some(alias) != short.as_ref());
    if let Some(before) = before.filter(|before| is_written(data, id, before))
        && !is_name(&changed, &before)
    {
        changed.aliases.push(before);
    }
    if changed == *agency {
        return None;
    }
    let name = match change {
        BodyChange::Kind(_, kind) => format!("“{}”的类型改为{}", agency.label(), kind.label()),
        _ => format!("“{}”改名为“{}”", agency.label(), changed.label()),
    };
    Some(Edit::Several(
        name,
        vec![Edit::Body(nth, Box::new(changed))],
    ))
}

fn find<'d>(data: &'d Dataset, id: &str) -> Option<(usize, &'d Agency)> {
    let mut agencies = data.agencies.iter().enumerate();
    agencies.find(|(_, agency)| agency.id == id)
}

/// Whether a body goes by a name.
fn is_name(agency: &Agency, name: &str) -> bool {
    let key = name_key(name);
    let names = std::iter::once(&agency.name).chain(&agency.short);
    names.chain(&agency.aliases).any(|own| name_key(own) == key)
}

/// Whether a task has a body under this wording.
fn is_written(data: &Dataset, id: &str, name: &str) -> bool {
    let tasks = edit::tasks(data);
    let mut marks = tasks.iter().flat_map(|(_, task)| &task.assignments);
    marks.any(|mark| mark.agency == id && mark.written.as_deref() == Some(name))
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::app::settings::Settings;
    use crate::store;
    use proptest::prelude::*;

    /// The program on two files that share most of their bodies.
    fn app() -> App {
        let today = "2026-11-22".parse().unwrap();
        let mut app = App::new(Settings::default(), None, today);
        let files: Vec<(Option<PathBuf>, Dataset)> = ["甲", "乙"]
            .into_iter()
            .zip([8, 12])
            .map(|(name, agencies)| {
                let mut data = crate::synth::dataset(10, agencies, 3);
                for plan in &mut data.plans {
                    plan.id = format!("{name}-{}", plan.id);
                }
                (Some(PathBuf::from(format!("{name}.ron"))), data)
            })
            .collect();
        let sources = files
            .iter()
            .map(|(file, dataset)| crate::model::workspace::Source {
                file: file.clone(),
                dataset: dataset.clone(),
            });
        let workspace = Workspace::join(sources.collect()).0;
        app.show_data(
            crate::view::Data::new(workspace),
            crate::view::ViewSpec::default(),
        );
        app.files = files.iter().filter_map(|(file, _)| file.clone()).collect();
        app.take_sources(files);
        app
    }

    fn texts(app: &App) -> Vec<String> {
        let files = app.editing.files.iter();
        files
            .map(|edited| store::to_ron(&edited.dataset).unwrap())
            .collect()
    }

    fn change(app: &App, (kind, a, b): (u8, usize, usize)) -> BodyChange {
        let workspace = &app.data.workspace;
        let count = workspace.agencies.len();
        let (body, other) = (AgencyIx::new(a % count), AgencyIx::new(b % count));
        let task = TaskIx::new(b % workspace.tasks.len());
        match kind % 6 {
            0 => BodyChange::Name(body, format!("机构{b}")),
            1 => BodyChange::Short(body, ["", "局"][b % 2].to_owned()),
            2 => BodyChange::Kind(body, AgencyKind::ALL[b % AgencyKind::ALL.len()]),
            3 => BodyChange::Parent(body, (b % 3 > 0).then_some(other)),
            4 => BodyChange::Merge {
                gone: body,
                into: other,
            },
            _ => {
                let own = workspace.task(task).duties.first();
                BodyChange::Split {
                    from: own.map_or(body, |duty| duty.agency),
                    name: format!("新机构{}", a % 3),
                    tasks: vec![task],
                }
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_series_undone_gives_the_files_back_byte_by_byte(
            series in prop::collection::vec(any::<(u8, usize, usize)>(), 1..12)
        ) {
            let mut app = app();
            let mut states = vec![texts(&app)];
            for numbers in series {
                let wanted = change(&app, numbers);
                let before = app.editing.count();
                app.change_body(&wanted);
                if app.editing.count() > before {
                    states.push(texts(&app));
                } else {
                    prop_assert_eq!(&texts(&app), states.last().unwrap());
                }
            }
            for state in states.iter().rev().skip(1) {
                prop_assert!(app.undo_edit());
                prop_assert_eq!(&texts(&app), state);
            }
            prop_assert!(!app.undo_edit());
            prop_assert!(app.editing.unsaved().next().is_none());
            for state in &states[1..] {
                prop_assert!(app.redo_edit());
                prop_assert_eq!(&texts(&app), state);
            }
        }
    }

    #[test]
    fn a_merge_leaves_every_wording_and_no_trace_of_the_other_body() {
        let mut app = app();
        let written = |app: &App| -> Vec<Option<String>> {
            let tasks = app.data.workspace.tasks.iter();
            let marks = tasks.flat_map(|entry| &entry.task.assignments);
            marks
                .filter_map(|mark| mark.written.clone())
                .map(Some)
                .collect()
        };
        let before = written(&app);
        let workspace = Arc::clone(&app.data.workspace);
        let gone = workspace.agency(AgencyIx::new(0)).name.clone();
        app.change_body(&BodyChange::Merge {
            gone: AgencyIx::new(0),
            into: AgencyIx::new(1),
        });
        assert!(written(&app).len() <= before.len());
        for edited in &app.editing.files {
            assert!(edited.dataset.agencies.iter().all(|body| body.name != gone));
            let heir = workspace.agency(AgencyIx::new(1));
            let heir = known(&edited.dataset, heir).unwrap();
            let (_, heir) = find(&edited.dataset, heir).unwrap();
            assert!(heir.aliases.contains(&gone));
        }
    }
}
