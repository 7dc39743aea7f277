//! The texts of one row, laid out.

use std::sync::Arc;

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{Color32, FontId, Galley, Painter, Vec2, vec2};
use eframe::epaint::text::ByteRangeExt as _;

use super::layout::{Columns, LINE, PADDING, SMALL_LINE};
use crate::model::PlanStatus;
use crate::ui::theme::{Look, font, size};
use crate::ui::{widgets, wrap};
use crate::view::search::Query;
use crate::view::{DueEntry, DueWords, TaskRowMaker};

/// Beyond so many lines a text ends in …; the detail panel has all of it.
const MOST_LINES: usize = 6;
/// Between the name of a role and its bodies.
const AFTER_ROLE: f32 = 4.0;

/// What rows are laid out with.
pub struct Typesetter<'a> {
    pub painter: &'a Painter,
    pub rows: TaskRowMaker<'a>,
    pub columns: &'a Columns,
    pub query: &'a Query,
    pub look: &'a Look,
}

/// A row, laid out from its top left corner.
pub struct SetRow {
    /// What it says.
    pub words: DueWords,
    /// The height that its texts need, in points.
    pub height: f32,
    /// Its texts, each with its place and its colour.
    pub blocks: Vec<(Vec2, Arc<Galley>, Color32)>,
    /// Whether not all bodies have room.
    pub is_cut: bool,
}

impl Typesetter<'_> {
    /// Lays a row out.
    pub fn set(&self, entry: &DueEntry) -> SetRow {
        let look = self.look;
        let words = DueWords::new(entry, &self.rows);
        let mut blocks = Vec::new();
        let [due, what, who, clause] = self.columns.list.each_ref().map(|(_, x)| *x);
        let mut bottom = 0.0_f32;
        let mut put = |x: f32, top: f32, galley: Arc<Galley>, colour| {
            let height = galley.size().y;
            blocks.push((vec2(x, top + PADDING), galley, colour));
            bottom = bottom.max(top + height);
            top + height
        };
        let (plain, small) = (font(size::TEXT), font(size::SMALL));
        let job = self.job(&entry.due, &plain, look.text);
        put(due.min, 0.0, self.wrapped(job, due.span(), LINE), look.text);
        let mut top = 0.0;
        for text in &words.what {
            let job = self.job(text, &plain, look.text);
            top = put(
                what.min,
                top,
                self.wrapped(job, what.span(), LINE),
                look.text,
            );
        }
        let belongs = words.belongs();
        if !belongs.is_empty() {
            let job = self.job(&belongs, &small, look.dim);
            let galley = self.wrapped(job, what.span(), SMALL_LINE);
            put(what.min, top, galley, look.dim);
        }
        let mut is_cut = false;
        if let Some(role) = words.role {
            let mut job = LayoutJob::default();
            job.append(
                role.label(),
                0.0,
                TextFormat::simple(small.clone(), look.dim),
            );
            let names = self.job(&words.who, &plain, look.text);
            for section in names.sections {
                let range = section.byte_range.as_usize();
                let before = if range.start == 0 { AFTER_ROLE } else { 0.0 };
                job.append(&words.who[range], before, section.format);
            }
            let galley = self.wrapped(job, who.span(), LINE);
            is_cut = galley.elided;
            put(who.min, 0.0, galley, look.text);
        }
        let job = self.job(&entry.clause, &small, look.dim);
        put(
            clause.min,
            0.0,
            self.wrapped(job, clause.span(), LINE),
            look.dim,
        );
        let sheet = self.rows.sheet();
        let status = sheet.workspace().plan(entry.plan).plan.status;
        if status != PlanStatus::InForce {
            let colour = if status == PlanStatus::Draft {
                look.warning
            } else {
                look.dim
            };
            let job = self.job(status.label(), &small, colour);
            put(
                due.min,
                LINE,
                self.wrapped(job, due.span(), SMALL_LINE),
                colour,
            );
        }
        SetRow {
            words,
            height: (bottom + 2.0 * PADDING).ceil(),
            blocks,
            is_cut,
        }
    }

    fn job(&self, text: &str, face: &FontId, colour: Color32) -> LayoutJob {
        let ranges = self.query.highlights(text, false);
        widgets::highlighted(text, &ranges, face.clone(), colour, self.look)
    }

    fn wrapped(&self, mut job: LayoutJob, width: f32, line: f32) -> Arc<Galley> {
        job.wrap.max_width = width;
        job.wrap.max_rows = MOST_LINES;
        for section in &mut job.sections {
            section.format.line_height = Some(line);
        }
        wrap::lay(self.painter, job)
    }
}
