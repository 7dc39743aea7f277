//! The texts of one row, laid out.

use std::sync::Arc;

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{Color32, FontId, Galley, Painter, Rect, Vec2, vec2};
use eframe::epaint::text::ByteRangeExt as _;

use super::layout::{ColumnKind, Columns, LEAST_TEXT, LINE, PADDING, SMALL_LINE};
use crate::model::Role;
use crate::model::workspace::{AgencyIx, TaskIx};
use crate::terms;
use crate::ui::theme::{Look, bold, font, size};
use crate::ui::{compare, detail, widgets, wrap};
use crate::view::compare::{DutyState, TaskState};
use crate::view::search::{Field, Query, snippet};
use crate::view::{Sheet, TaskBody, TaskGoals, TaskGrouping, TaskRow, TaskRowMaker};

/// From one body to the next in a line.
const BETWEEN: f32 = 12.0;
/// Beyond so many lines a summary ends in …; the detail panel has all of it.
const MOST_LINES: usize = 8;
/// A wording of fewer characters is shown whole.
const SHORT: usize = 60;
/// Between the name of a body and what follows it.
const AFTER_NAME: f32 = 3.0;
/// What stands beside the clause: its gap, and the sign of what became of the task.
const CLAUSE_ASIDE: f32 = 6.0;
const SIGN_ASIDE: f32 = 26.0;
/// Clause numbers shrink to this before they take several lines.
const LEAST_CLAUSE: f32 = 10.0;

/// What rows are laid out with.
pub struct Typesetter<'a> {
    pub painter: &'a Painter,
    pub sheet: &'a Sheet,
    pub rows: TaskRowMaker<'a>,
    pub columns: &'a Columns,
    pub query: &'a Query,
    pub look: &'a Look,
    /// Bodies that were looked for, by agency.
    pub matched: &'a [bool],
    /// The body of the cell cursor.
    pub chosen: Option<AgencyIx>,
}

/// A row, laid out from its top left corner.
pub struct SetRow<'a> {
    /// The row as plain data.
    pub row: TaskRow<'a>,
    /// The height that its texts need, in points.
    pub height: f32,
    /// Its texts, each with its place.
    pub blocks: Vec<Block>,
}

/// A text of a row.
pub struct Block {
    /// The place of the text, from the row's top left corner.
    pub rect: Rect,
    /// The text, laid out.
    pub galley: Arc<Galley>,
    /// Its colour where it has none of its own.
    pub colour: Color32,
    /// The body that it names, with its role and its place among the bodies of the role.
    pub body: Option<(Role, usize)>,
}

/// A column that is filled from the top.
struct Cell {
    left: f32,
    width: f32,
    /// The top of the line at hand, and where it goes on.
    top: f32,
    x: f32,
    line: f32,
}

impl Cell {
    fn new_line(&mut self) {
        if self.x > 0.0 {
            self.top += self.line;
            self.x = 0.0;
        }
    }

    fn bottom(&self) -> f32 {
        if self.x > 0.0 {
            self.top + self.line
        } else {
            self.top
        }
    }
}

impl<'a> Typesetter<'a> {
    /// Lays out a task.
    pub fn set(&self, task: TaskIx) -> SetRow<'a> {
        let row = self.rows.row(task);
        let mut blocks = Vec::with_capacity(16);
        let mut height = LINE;
        for (kind, _, x) in &self.columns.list {
            let mut cell = Cell {
                left: x.min,
                width: x.span().max(LEAST_TEXT),
                top: 0.0,
                x: 0.0,
                line: LINE,
            };
            match kind {
                ColumnKind::Clause => self.clause(&row, &cell, &mut blocks),
                ColumnKind::Task => self.title(&row, &mut cell, &mut blocks),
                ColumnKind::Goals => self.goals(&row.goals, &mut cell, &mut blocks),
                ColumnKind::Fields => self.fields(&row, &mut cell, &mut blocks),
                ColumnKind::Lead | ColumnKind::Responsible => {
                    let role = kind.roles()[0];
                    self.bodies(&row, role, &mut cell, &mut blocks);
                }
                ColumnKind::Others => self.others(&row, *kind, &mut cell, &mut blocks),
            }
            height = height.max(cell.bottom());
        }
        SetRow {
            row,
            height: (height + 2.0 * PADDING).ceil(),
            blocks,
        }
    }

    /// The height of a task's row.
    pub fn height(&self, task: TaskIx) -> f32 {
        self.set(task).height
    }

    fn job(&self, text: &str, running: bool, face: FontId, colour: Color32) -> LayoutJob {
        let ranges = self.query.highlights(text, running);
        widgets::highlighted(text, &ranges, face, colour, self.look)
    }

    fn wrapped(&self, mut job: LayoutJob, width: f32, line: f32, most: usize) -> Arc<Galley> {
        job.wrap.max_width = width;
        job.wrap.max_rows = most;
        for section in &mut job.sections {
            section.format.line_height = Some(line);
        }
        wrap::lay(self.painter, job)
    }

    /// Adds a text that takes whole lines.
    fn paragraph(
        &self,
        job: LayoutJob,
        line: f32,
        colour: Color32,
        cell: &mut Cell,
        blocks: &mut Vec<Block>,
    ) {
        cell.new_line();
        let galley = self.wrapped(job, cell.width, line, MOST_LINES);
        let size = galley.size();
        blocks.push(Block {
            rect: place(cell.left, cell.top, size),
            galley,
            colour,
            body: None,
        });
        cell.top += size.y;
    }

    /// Clause numbers stand against the titles; long ones shrink, then take several lines.
    fn clause(&self, row: &TaskRow<'_>, cell: &Cell, blocks: &mut Vec<Block>) {
        let clause = row.clause.as_str();
        let colour = self.look.faint;
        let changes = self.sheet.data.changes();
        let sign = changes.and_then(|known| compare::sign(known.state(row.task)));
        let aside = if sign.is_some() {
            SIGN_ASIDE
        } else {
            CLAUSE_ASIDE
        };
        let room = cell.width - aside;
        let mut size = size::SMALL;
        let galley = loop {
            let job = self.job(clause, false, font(size), colour);
            let mut galley = self.wrapped(job, f32::INFINITY, LINE, 1);
            if galley.size().x <= room {
                break galley;
            }
            size -= 1.0;
            if size < LEAST_CLAUSE {
                let job = self.job(clause, false, font(LEAST_CLAUSE), colour);
                galley = self.wrapped(job, room, SMALL_LINE, MOST_LINES);
                break galley;
            }
        };
        let left = cell.left + cell.width - galley.size().x;
        blocks.push(Block {
            rect: place(left, 0.0, galley.size()),
            galley,
            colour,
            body: None,
        });
    }

    fn title(&self, row: &TaskRow<'_>, cell: &mut Cell, blocks: &mut Vec<Block>) {
        let changes = self.sheet.data.changes();
        let is_gone = changes.is_some_and(|known| known.state(row.task) == TaskState::Removed);
        let mut title = self.job(row.title, false, font(size::TEXT), self.look.text);
        if is_gone {
            detail::strike(&mut title, self.look);
        }
        self.paragraph(title, LINE, self.look.text, cell, blocks);
        if let Some(plan) = self.plan_of(row) {
            let plan = self.job(plan, false, font(size::SMALL), self.look.dim);
            self.paragraph(plan, SMALL_LINE, self.look.dim, cell, blocks);
        }
        let found = self.found(row);
        if let Some((field, words)) = found {
            let job = widgets::found(field.label(), &words, self.query, self.look);
            self.paragraph(job, SMALL_LINE, self.look.dim, cell, blocks);
        }
        if !row.summary.is_empty() {
            let summary = self.job(row.summary, true, font(size::SMALL), self.look.dim);
            self.paragraph(summary, SMALL_LINE, self.look.dim, cell, blocks);
        }
    }

    /// Words of the source that were searched and that the row may not show.
    pub fn found(&self, row: &TaskRow<'_>) -> Option<(Field, String)> {
        let task = &self.sheet.workspace().task(row.task).task;
        let found = snippet(task, self.query);
        let found = found.filter(|(field, _)| {
            let is_shown = task.summary.is_empty() && row.summary.chars().count() < SHORT;
            *field == Field::Text && !is_shown
        });
        // A body that stands in the row says it already.
        found.filter(|(_, words)| {
            let marked = self.query.highlights(words, true).into_iter().next();
            let marked = marked.map_or("", |range| &words[range]);
            let mut bodies = row.bodies.iter().flatten();
            !bodies.any(|body| body.name.contains(marked))
        })
    }

    /// The plan's name, where no heading above says it.
    fn plan_of(&self, row: &TaskRow<'_>) -> Option<&'a str> {
        let is_said = self.sheet.spec.grouping == TaskGrouping::Sections;
        (!is_said && self.sheet.shown.plans > 1)
            .then(|| self.sheet.workspace().plan(row.plan).plan.label())
    }

    fn bodies(&self, row: &TaskRow<'_>, role: Role, cell: &mut Cell, blocks: &mut Vec<Block>) {
        for (nth, body) in row.bodies[role.index()].iter().enumerate() {
            let galley = self.body(row.task, body, cell.width);
            let size = galley.size();
            // A name is not broken where a line of its own has room for it.
            if cell.x > 0.0 && cell.x + size.x > cell.width {
                cell.new_line();
            }
            blocks.push(Block {
                rect: place(cell.left + cell.x, cell.top, size),
                galley,
                colour: self.look.text,
                body: Some((role, nth)),
            });
            if size.y > LINE {
                // It took several lines by itself.
                cell.top += size.y;
                cell.x = 0.0;
            } else {
                cell.x += size.x + BETWEEN;
            }
        }
    }

    fn body(&self, task: TaskIx, body: &TaskBody<'_>, width: f32) -> Arc<Galley> {
        let look = self.look;
        let is_chosen = self.chosen == Some(body.agency);
        let is_matched = self.matched.get(body.agency.get()).copied();
        let (face, colour) = if body.through.is_some() {
            // Paler: the document names its collective.
            (font(size::TEXT), look.dim)
        } else if is_chosen || is_matched == Some(true) {
            (bold(size::TEXT), look.accent)
        } else {
            (font(size::TEXT), look.text)
        };
        let mut job = LayoutJob::default();
        if body.first {
            job.append("①", 0.0, TextFormat::simple(font(size::TEXT), look.text));
        }
        let name = self.job(body.name, false, face, colour);
        let start = job.text.len();
        for section in name.sections {
            let range = section.byte_range.as_usize();
            job.append(&body.name[range], 0.0, section.format);
        }
        debug_assert_eq!(&job.text[start..], body.name);
        let mut small = |words: &str, colour| {
            job.append(
                words,
                AFTER_NAME,
                TextFormat::simple(font(size::SMALL), colour),
            );
        };
        if let Some(term) = body.term {
            small(term, look.dim);
        }
        if !body.folded.is_empty() {
            small(&format!("原{}", body.folded.join("、")), look.dim);
        }
        if let Some(collective) = body.through {
            small(&format!("{}{collective}", terms::THROUGH_MARK), look.dim);
        } else if body.mended {
            small("※", look.warning);
        }
        if let Some(changes) = self.sheet.data.changes() {
            let nths = body.assignments.iter();
            let state = compare::together(nths.map(|&nth| changes.duty(task, nth)));
            let is_told = changes.state(task) == TaskState::Changed;
            if is_told && state != DutyState::Same {
                small(&compare::duty_words(state), look.warning);
            }
            if state == DutyState::Removed {
                detail::strike(&mut job, look);
            }
        }
        self.wrapped(job, width, LINE, MOST_LINES)
    }

    /// The roles beside 牵头 and 责任: the role's name, then its bodies.
    fn others(
        &self,
        row: &TaskRow<'_>,
        kind: ColumnKind,
        cell: &mut Cell,
        blocks: &mut Vec<Block>,
    ) {
        for &role in kind.roles() {
            if row.bodies[role.index()].is_empty() {
                continue;
            }
            cell.new_line();
            let job = LayoutJob::single_section(
                role.label().to_owned(),
                TextFormat::simple(font(size::SMALL), self.look.dim),
            );
            let galley = self.wrapped(job, cell.width, LINE, 1);
            let size = galley.size();
            blocks.push(Block {
                rect: place(cell.left, cell.top, size),
                galley,
                colour: self.look.dim,
                body: None,
            });
            cell.x = size.x + BETWEEN / 2.0;
            self.bodies(row, role, cell, blocks);
        }
    }

    /// The columns of the file's own, a line each: the name small, then what stands in it.
    fn fields(&self, row: &TaskRow<'_>, cell: &mut Cell, blocks: &mut Vec<Block>) {
        for (name, text) in row.fields.iter().filter(|(_, text)| !text.is_empty()) {
            let mut job = LayoutJob::single_section(
                name.to_owned(),
                TextFormat::simple(font(size::SMALL), self.look.dim),
            );
            let value = self.job(text, false, font(size::TEXT), self.look.text);
            for section in value.sections {
                let range = section.byte_range.as_usize();
                let before = if range.start == 0 { AFTER_NAME } else { 0.0 };
                job.append(&text[range], before, section.format);
            }
            self.paragraph(job, LINE, self.look.text, cell, blocks);
        }
    }

    fn goals(&self, goals: &[TaskGoals], cell: &mut Cell, blocks: &mut Vec<Block>) {
        for of_due in goals {
            let due = of_due.due_text();
            if !due.is_empty() {
                let job = LayoutJob::single_section(
                    due,
                    TextFormat::simple(font(size::SMALL), self.look.dim),
                );
                self.paragraph(job, LINE, self.look.dim, cell, blocks);
            }
            for target in &of_due.targets {
                let job = self.job(target, false, font(size::TEXT), self.look.text);
                self.paragraph(job, LINE, self.look.text, cell, blocks);
            }
        }
    }
}

fn place(x: f32, y: f32, size: Vec2) -> Rect {
    Rect::from_min_size((vec2(x, y + PADDING)).to_pos2(), size)
}
