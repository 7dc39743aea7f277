//! One change, and its words.

use serde::{Deserialize, Serialize};
use strum::VariantArray;

use crate::model::workspace::{AgencyIx, PlanIx, TaskIx};
use crate::variants::all;

/// What kind of change something is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, VariantArray,
)]
pub enum ChangeKind {
    /// A task that only the new data has (新增).
    Added,
    /// A task that only the old data has (删除).
    Removed,
    /// The task stands under another clause number (条款调整).
    Moved,
    /// The task has another title or summary (内容调整).
    Content,
    /// An agency of the task was added, was dropped, or has another role (分工调整).
    Bodies,
    /// The same target has another deadline (时限调整).
    Due,
    /// A target was added, was dropped, or asks for something else (目标调整).
    Targets,
    /// The plan has another title, number, issuer, date, status or period (方案信息调整).
    Plan,
}

impl ChangeKind {
    /// All kinds, in the order they are listed.
    pub const ALL: [Self; 8] = all(Self::VARIANTS);

    /// The Chinese name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Added => "新增",
            Self::Removed => "删除",
            Self::Moved => "条款调整",
            Self::Content => "内容调整",
            Self::Bodies => "分工调整",
            Self::Due => "时限调整",
            Self::Targets => "目标调整",
            Self::Plan => "方案信息调整",
        }
    }

    /// The position in [`ChangeKind::ALL`], from 0. Counts by kind are arrays in that order.
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }
}

/// One change between the old and the new data: what, where, and what it was before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What kind of change it is.
    pub kind: ChangeKind,
    /// The plan, as an index of the merged data.
    pub plan: PlanIx,
    /// The task, as an index of the merged data; `None` where the plan itself or an overall goal
    /// changed.
    pub task: Option<TaskIx>,
    /// The agency that was added, dropped or has another role, as an index of the merged data;
    /// `None` for other kinds.
    pub agency: Option<AgencyIx>,
    /// What changed: 标题, a body's name, an indicator.
    pub item: String,
    /// What the old data says; empty where it says nothing.
    pub before: String,
    /// What the new data says; empty where it says nothing.
    pub after: String,
}

impl Change {
    /// The change in words: `市科技局 牵头 → 责任`, `增加 市商务局（配合）`, `取消 名品 20 项`.
    #[must_use]
    pub fn text(&self) -> String {
        let Self {
            item,
            before,
            after,
            ..
        } = self;
        match (self.kind, before.is_empty(), after.is_empty()) {
            (ChangeKind::Added, ..) => after.clone(),
            (ChangeKind::Removed, ..) => before.clone(),
            (ChangeKind::Moved, ..) => format!("{before} → {after}"),
            (ChangeKind::Bodies, true, _) => format!("增加 {item}（{after}）"),
            (ChangeKind::Bodies, _, true) => format!("减少 {item}（{before}）"),
            (ChangeKind::Targets, true, _) => format!("增加 {item} {after}"),
            (ChangeKind::Targets, _, true) => format!("取消 {item} {before}"),
            // A reworded indicator stands in both already.
            (ChangeKind::Targets, ..) if before.contains(' ') && after.starts_with(item) => {
                format!("{before} → {after}")
            }
            (ChangeKind::Content | ChangeKind::Plan, ..) => {
                let said = |text: &str| match text {
                    "" => "（无）".to_owned(),
                    text => format!("“{text}”"),
                };
                format!("{item} {} → {}", said(before), said(after))
            }
            _ => format!("{item} {before} → {after}"),
        }
    }
}
