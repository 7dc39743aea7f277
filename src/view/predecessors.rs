//! What the bodies that became a body have to do: a question for 市经信局 is one for 市经信委 too.

use super::filter::Filter;
use super::spec::{SuccessionView, ViewSpec};
use super::{Profile, Sheet};
use crate::model::Date;
use crate::model::workspace::{AgencyIx, Workspace};

/// A body that a view asks for, and those that it came from or became, where they have tasks that
/// do not name it. Counting bodies as they are today brings them together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relatives {
    /// The body that is asked for.
    pub body: AgencyIx,
    /// The earlier bodies, or the later one, in the order of the workspace.
    pub others: Vec<AgencyIx>,
    /// Whether they came before it.
    pub earlier: bool,
    /// How many tasks name one of them and none of the bodies that are asked for, as far as the
    /// other conditions of the view let them be shown.
    pub tasks: usize,
}

impl Relatives {
    /// In words: `市经信局的前身市经信委另有 21 项任务`.
    #[must_use]
    pub fn text(&self, workspace: &Workspace) -> String {
        let name = |ix: &AgencyIx| workspace.agency(*ix).label();
        let others: Vec<&str> = self.others.iter().map(name).collect();
        let others = others.join("、");
        let body = name(&self.body);
        if self.earlier {
            format!("{body}的前身{others}另有 {} 项任务", self.tasks)
        } else {
            format!("{body}现为{others}，另有 {} 项任务", self.tasks)
        }
    }
}

/// The bodies that a view asks for, as the documents name them. Those that are found together with
/// many others were hardly looked for.
pub(super) fn asked_for(spec: &ViewSpec, filter: &Filter<'_>) -> Vec<AgencyIx> {
    const MOST: usize = 6;
    if spec.succession == SuccessionView::Current {
        return Vec::new();
    }
    let mut asked = filter.chosen.clone();
    if asked.is_empty() {
        let terms = filter.hits.iter().flat_map(|hits| &hits.terms);
        asked = terms
            .flat_map(|term| term.agencies.iter().copied())
            .collect();
        asked.sort_unstable();
        asked.dedup();
    }
    if asked.len() > MOST {
        asked.clear();
    }
    asked
}

/// The relatives of some bodies, with the tasks that count.
pub(super) fn relatives(
    workspace: &Workspace,
    asked: &[AgencyIx],
    today: Date,
    counts: impl Fn(usize) -> bool,
) -> Vec<Relatives> {
    if asked.is_empty() || workspace.successions.is_empty() {
        return Vec::new();
    }
    let is_asked = |ix: &AgencyIx| asked.contains(ix);
    let mut found: Vec<Relatives> = Vec::new();
    for &body in asked {
        let mut add = |others: Vec<AgencyIx>, earlier| {
            let others: Vec<AgencyIx> = others.into_iter().filter(|ix| !is_asked(ix)).collect();
            if !others.is_empty() {
                found.push(Relatives {
                    body,
                    others,
                    earlier,
                    tasks: 0,
                });
            }
        };
        let mut before: Vec<AgencyIx> = Vec::new();
        for entry in &workspace.successions {
            let path = workspace.succession_path(entry.from, today);
            let leads_here = path
                .iter()
                .any(|&nth| workspace.successions[nth].to == body);
            if leads_here && !before.contains(&entry.from) {
                before.push(entry.from);
            }
        }
        before.sort_unstable();
        add(before, true);
        let path = workspace.succession_path(body, today);
        let last = path.last().map(|&nth| workspace.successions[nth].to);
        add(last.into_iter().collect(), false);
    }
    for relatives in &mut found {
        let names = |nth: usize| {
            let duties = &workspace.tasks[nth].duties;
            let by = |wanted: &[AgencyIx]| duties.iter().any(|duty| wanted.contains(&duty.agency));
            by(&relatives.others) && !by(asked) && counts(nth)
        };
        relatives.tasks = (0..workspace.tasks.len()).filter(|&nth| names(nth)).count();
        // Only those that have something say it.
        let has_tasks = |ix: &AgencyIx| {
            let mut tasks = workspace.tasks.iter();
            tasks.any(|entry| entry.duties.iter().any(|duty| duty.agency == *ix))
        };
        relatives.others.retain(has_tasks);
    }
    found.retain(|relatives| relatives.tasks > 0);
    found
}

impl Sheet {
    /// What the bodies that the view asks for have under their earlier or later names, in words.
    #[must_use]
    pub fn relatives_text(&self) -> Option<String> {
        relatives_text(self.workspace(), &self.relatives)
    }
}

/// The relatives of one body; none where bodies count as they are today.
pub(super) fn relatives_of(sheet: &Sheet, body: AgencyIx) -> Vec<Relatives> {
    match sheet.spec.succession {
        SuccessionView::Current => Vec::new(),
        SuccessionView::AsWritten => relatives(sheet.workspace(), &[body], sheet.today, |_| true),
    }
}

impl Profile {
    /// What the body has under its earlier or later names, in words.
    #[must_use]
    pub fn relatives_text(&self) -> Option<String> {
        relatives_text(self.workspace(), &self.relatives)
    }
}

fn relatives_text(workspace: &Workspace, relatives: &[Relatives]) -> Option<String> {
    let texts = relatives.iter().map(|relatives| relatives.text(workspace));
    let texts: Vec<String> = texts.collect();
    (!texts.is_empty()).then(|| texts.join("；"))
}
