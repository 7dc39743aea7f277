//! What a row says under the pointer.

use eframe::egui::{RichText, Ui};

use super::Frame;
use super::layout::RowKind;
use crate::terms;
use crate::ui::theme::{bold, font, size};
use crate::view::timeline::{Lane, LaneGroup, thread_of};
use crate::view::{TargetOwner, figure_text};

/// How many members of a thread a hover text names.
const MOST: usize = 6;
/// The room above the members of a thread, in points.
const THREAD_GAP: f32 = 4.0;

impl Frame<'_> {
    /// The whole of what a row shows in short.
    pub fn row_tooltip(&self, ui: &mut Ui, nth: usize) {
        ui.set_max_width(size::TOOLTIP);
        match self.layout.kinds[nth] {
            RowKind::Group(group) => self.group_tooltip(ui, group),
            RowKind::Lane(lane) => self.lane_tooltip(ui, &self.timeline.lanes[lane]),
        }
    }

    fn group_tooltip(&self, ui: &mut Ui, nth: usize) {
        let group = &self.timeline.groups[nth];
        let workspace = self.timeline.workspace();
        let title = match &group.kind {
            LaneGroup::Plan(ix) => workspace.plan(*ix).plan.title.clone(),
            LaneGroup::Agency(ix) => workspace.agency(*ix).name.clone(),
            _ => self.timeline.heading(group),
        };
        ui.label(RichText::new(title).font(bold(size::TEXT)));
        if let (LaneGroup::Plan(ix), Some(bar)) = (&group.kind, &group.bar) {
            ui.label(self.timeline.bar_text(*ix, bar));
        }
        if let LaneGroup::Thread(_) = group.kind {
            ui.label("几份方案中的同一指标，口径以各自的写法为准");
        }
        ui.label(self.timeline.dated_text(group));
    }

    fn lane_tooltip(&self, ui: &mut Ui, lane: &Lane) {
        let workspace = self.timeline.workspace();
        let target = self.timeline.target(lane);
        ui.label(RichText::new(&target.indicator).font(bold(size::TEXT)));
        if let Some(task) = self.timeline.task_title(lane.task, target) {
            ui.label(format!("{}　{task}", terms::TASK));
        }
        let mut words = vec![self.timeline.figure(lane), self.timeline.due_text(lane)];
        words.extend(lane.state.label().map(str::to_owned));
        ui.label(words.join("，"));
        let plan = workspace.plan(lane.plan).plan.label();
        let clause = target.clause.as_deref().unwrap_or(match lane.id.owner {
            TargetOwner::Section(ix) => &workspace.section(ix).number,
            TargetOwner::Task(ix) => &workspace.task(ix).task.clause,
        });
        ui.label(format!("{plan} {clause}").trim());
        ui.label(self.timeline.bodies(lane.id));
        for line in self.timeline.actors_lines(lane) {
            ui.label(
                RichText::new(line)
                    .font(font(size::SMALL))
                    .color(self.look.dim),
            );
        }
        if let Some(note) = &target.note {
            ui.label(RichText::new(terms::noted(note)).font(font(size::SMALL)));
        }
        let thread = thread_of(workspace, lane.id);
        if !thread.is_empty() {
            ui.add_space(THREAD_GAP);
            ui.label(
                RichText::new("同一指标")
                    .font(font(size::SMALL))
                    .color(self.look.dim),
            );
            for other in thread.iter().take(MOST) {
                let (target, plan) = (other.target(workspace), other.plan(workspace));
                ui.label(format!(
                    "{}　{} {}，{}",
                    workspace.plan(plan).plan.label(),
                    target.indicator,
                    figure_text(target),
                    target.due_text()
                ));
            }
            if thread.len() > MOST {
                ui.label(format!("另有 {} 个", thread.len() - MOST));
            }
        }
    }
}
