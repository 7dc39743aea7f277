//! The matrix as pages: bands of agencies beside each other, parts of tasks below each other.
//!
//! Pages go over the bands first, so that the pages of the same tasks follow each other. Header
//! and task columns stand on every one of them; the totals of the rows in the last band, those of
//! the columns below the last part.

use std::ops::Range;

use super::flow::{Block, paginate};
use super::frame::{Frame, GROUP, HAIR, HEAVY, Place, Sizes, UNDER_HEAD, counted, legend_of};
use super::item::{Align, Page, Point, Rect, Text, ink};
use super::measure::{Weight, fitted, text_width, wrapped};
use super::paper::PageSetup;
use super::{Bookmark, Pages};
use crate::model::Role;
use crate::view::{Cell, MarkStyle, Row, RowKind, Sheet, SuccessionView};

/// The most characters of a name that stand below each other at full size.
const STACK: usize = 13;
/// The most characters of a name.
const STACK_MOST: usize = 20;

/// The pages of a matrix.
pub struct MatrixPages<'a> {
    sheet: &'a Sheet,
    frame: Frame,
    labels: Vec<String>,
    rows: Vec<Laid>,
    /// Where the titles of tasks begin, from the left edge of the table.
    title_at: f32,
    /// The width of clauses and titles.
    left: f32,
    /// The height of the header row.
    header: f32,
    bands: Vec<Range<usize>>,
    /// The rows of each part, as places in `rows`.
    parts: Vec<Range<usize>>,
    note_pages: usize,
}

/// A row with its text broken into lines.
struct Laid {
    what: What,
    lines: Vec<String>,
    height: f32,
}

#[derive(Clone, Copy, PartialEq)]
enum What {
    /// A row of the sheet.
    Row(usize),
    /// How many tasks each body has.
    Totals,
    /// How many of them it leads.
    Leads,
}

impl<'a> MatrixPages<'a> {
    /// Lays a sheet out.
    #[must_use]
    pub fn new(sheet: &'a Sheet, setup: PageSetup) -> Self {
        let frame = Frame::of_sheet(
            setup,
            sheet,
            "责任矩阵",
            &sheet.counts_text(),
            legend_of(sheet),
            &notes(sheet),
        );
        let mut pages = Self {
            labels: crate::view::column_labels(sheet),
            sheet,
            frame,
            rows: Vec::new(),
            title_at: 0.0,
            left: 0.0,
            header: 0.0,
            bands: Vec::new(),
            parts: Vec::new(),
            note_pages: 0,
        };
        pages.fit_columns();
        pages.lay_rows();
        let fewest = pages
            .frame
            .arrangements()
            .into_iter()
            .map(|(sizes, with_notes)| {
                pages.arrange(sizes, with_notes);
                (pages.count(), sizes, with_notes)
            })
            // The first of several that are as good.
            .reduce(|best, next| if next.0 < best.0 { next } else { best });
        if let Some((_, sizes, with_notes)) = fewest {
            pages.arrange(sizes, with_notes);
        }
        pages
    }

    /// Breaks the pages; `with_notes` keeps the notes with the totals.
    fn arrange(&mut self, sizes: Sizes, with_notes: bool) {
        self.frame.sizes = sizes;
        for laid in &mut self.rows {
            laid.height = sizes.row(laid.lines.len());
        }
        self.break_pages(with_notes);
    }

    /// Decides how wide the columns are and which band each body stands in.
    fn fit_columns(&mut self) {
        let sizes = self.frame.sizes;
        let width = self.frame.width();
        let workspace = self.sheet.workspace();
        let (mut clause, mut title): (f32, f32) = (0.0, 0.0);
        for ix in self.sheet.tasks() {
            let task = &workspace.task(ix).task;
            clause = clause.max(text_width(&task.key(), sizes.small, Weight::Regular));
            title = title.max(text_width(&task.title, sizes.body, Weight::Regular));
        }
        let clause = clause.min(width * 0.12).max(sizes.body * 2.0);
        self.title_at = sizes.inset + clause + sizes.body * 0.9;
        // Narrow enough to be close to the marks, wide enough for a title of two lines.
        let wanted = self.title_at + title + sizes.body;
        let least = (self.title_at + sizes.body * 11.0).min(width * 0.4);
        let narrow = wanted.clamp(least, (width * 0.34).max(least));

        let count = self.sheet.columns.len();
        #[expect(clippy::cast_precision_loss, reason = "thousands of columns at most")]
        let columns = |n: usize| n as f32;
        let room = width - narrow - self.total_width();
        let least_column = sizes.mark * 3.9;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "not negative"
        )]
        let most = ((room / least_column).max(1.0)) as usize;
        let bands = count.div_ceil(most).max(1);
        self.bands = (0..bands)
            .map(|nth| nth * count / bands..(nth + 1) * count / bands)
            .collect();
        self.snap_bands(most);
        // What marks do not need goes to the titles.
        let largest = self.bands.iter().map(ExactSizeIterator::len).max();
        let column = (room / columns(largest.unwrap_or(0).max(1))).min(self.widest_column());
        let marks = columns(largest.unwrap_or(0)) * column;
        self.left = if bands == 1 {
            width - self.total_width() - marks
        } else {
            narrow
        };
        let longest = self
            .labels
            .iter()
            .map(|label| label.chars().count().min(STACK))
            .max()
            .unwrap_or(0);
        self.header = (columns(longest) * self.step() + sizes.body).max(sizes.row(1));
    }

    /// Moves the borders of bands to those of groups where they are near.
    fn snap_bands(&mut self, most: usize) {
        for nth in 1..self.bands.len() {
            let border = self.bands[nth].start;
            let near = self.sheet.groups.iter().map(|group| group.columns.start);
            let best = near
                .filter(|start| {
                    start.abs_diff(border) <= 3
                        && *start > self.bands[nth - 1].start
                        && *start < self.bands[nth].end
                        && *start - self.bands[nth - 1].start <= most
                        && self.bands[nth].end - *start <= most
                })
                .min_by_key(|start| start.abs_diff(border));
            if let Some(start) = best {
                self.bands[nth - 1].end = start;
                self.bands[nth].start = start;
            }
        }
    }

    /// Wider columns would put the marks too far from the names.
    fn widest_column(&self) -> f32 {
        self.frame.sizes.mark * if self.bands.len() > 1 { 9.0 } else { 6.5 }
    }

    fn total_width(&self) -> f32 {
        self.frame.sizes.body * 3.6
    }

    /// The size of a stacked name, and from one character to the next.
    fn name_size(&self, length: usize) -> (f32, f32) {
        #[expect(clippy::cast_precision_loss, reason = "a name is short")]
        let factor = if length > STACK {
            STACK as f32 / length.min(STACK_MOST) as f32
        } else {
            1.0
        };
        (self.frame.sizes.small * factor, self.step() * factor)
    }

    fn step(&self) -> f32 {
        self.frame.sizes.small * 1.1
    }

    /// The left edges of the columns of a band, and the right edge of the last.
    fn edges(&self, band: usize) -> Vec<f32> {
        let range = &self.bands[band];
        let begin = self.frame.body(true).left + self.left;
        let is_last = band + 1 == self.bands.len();
        let total = if is_last { self.total_width() } else { 0.0 };
        let room = self.frame.width() - self.left - total;
        #[expect(clippy::cast_precision_loss, reason = "a band is narrow")]
        let column = (room / range.len().max(1) as f32).min(self.widest_column());
        #[expect(clippy::cast_precision_loss, reason = "a band is narrow")]
        let edges = (0..=range.len()).map(|nth| begin + nth as f32 * column);
        edges.collect()
    }

    fn lay_rows(&mut self) {
        let sizes = self.frame.sizes;
        let workspace = self.sheet.workspace();
        let one_plan = self.sheet.shown.plans <= 1;
        // No row is higher than half a page: what is longer than that is no title.
        let most = self.frame.body(false).height() / 2.0;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "not negative"
        )]
        let most = ((most - sizes.padding) / sizes.leading).max(1.0) as usize;
        for (nth, row) in self.sheet.rows.iter().enumerate() {
            let (text, weight, room) = match row.kind {
                // The title of the page is the plan's.
                RowKind::Plan(_) if one_plan => continue,
                RowKind::Plan(ix) => (
                    workspace.plan(ix).plan.title.clone(),
                    Weight::Bold,
                    self.frame.width() - sizes.body * 8.0,
                ),
                RowKind::Section(ix) => {
                    let section = workspace.section(ix);
                    let text = format!("{}　{}", section.number, section.title);
                    let text = text.trim_matches(['　', ' ']).to_owned();
                    let indent = self.indent(row);
                    (text, Weight::Bold, self.frame.width() - indent - sizes.body)
                }
                RowKind::Task(ix) => (
                    workspace.task(ix).task.title.clone(),
                    Weight::Regular,
                    self.left - self.title_at - sizes.inset,
                ),
            };
            let lines = cut(wrapped(&text, sizes.body, weight, room), most);
            self.rows.push(Laid {
                what: What::Row(nth),
                lines,
                height: 0.0,
            });
        }
        if self.sheet.shown.tasks == 0 {
            return;
        }
        let mut add = |what, words: &str| {
            self.rows.push(Laid {
                what,
                lines: vec![words.to_owned()],
                height: 0.0,
            });
        };
        add(What::Totals, "合计");
        if self.sheet.shown.leads > 0 {
            add(What::Leads, "其中牵头");
        }
    }

    fn row(&self, laid: &Laid) -> Option<&'a Row> {
        match laid.what {
            What::Row(nth) => self.sheet.rows.get(nth),
            What::Totals | What::Leads => None,
        }
    }

    fn is_task(&self, laid: &Laid) -> bool {
        self.row(laid)
            .is_some_and(|row| matches!(row.kind, RowKind::Task(_)))
    }

    /// How far a section's row is indented.
    fn indent(&self, row: &Row) -> f32 {
        let depth = match row.kind {
            RowKind::Section(ix) => self.sheet.workspace().section(ix).depth,
            RowKind::Plan(_) | RowKind::Task(_) => 0,
        };
        #[expect(clippy::cast_precision_loss, reason = "chapters are not deep")]
        let depth = depth.saturating_sub(1).min(4) as f32;
        self.frame.sizes.inset + depth * self.frame.sizes.body
    }

    /// The heading that a page repeats where it begins with this row: that of the nearest section,
    /// or of the plan.
    fn carried(&self, at: usize) -> Option<&Laid> {
        let is_task = self.rows.get(at).is_some_and(|laid| self.is_task(laid));
        if at == 0 || !is_task {
            return None;
        }
        self.rows[..at]
            .iter()
            .rev()
            .find(|laid| self.row(laid).is_some() && !self.is_task(laid))
    }

    fn break_pages(&mut self, with_notes: bool) {
        let last_task = self.rows.iter().rposition(|laid| self.is_task(laid));
        let mut blocks: Vec<Block> = self
            .rows
            .iter()
            .enumerate()
            .map(|(nth, laid)| Block {
                height: laid.height,
                // Headings stay with what they head, the totals with the last task.
                keep: match laid.what {
                    What::Row(_) => !self.is_task(laid) || Some(nth) == last_task,
                    What::Totals => self.sheet.shown.leads > 0,
                    What::Leads => false,
                },
            })
            .collect();
        let room = |first| self.frame.body(first).height() - self.header;
        let notes = self.frame.notes_height();
        if let Some(last) = blocks.last_mut()
            && with_notes
            && notes + last.height < room(false) / 2.0
        {
            last.height += notes;
        }
        self.parts = paginate(&blocks, room(true), room(false), |at| {
            self.carried(at).map_or(0.0, |laid| laid.height)
        });
        let last = self.parts.last().cloned().unwrap_or_default();
        let used: f32 = self.rows[last.clone()].iter().map(|laid| laid.height).sum();
        let carried = self.carried(last.start).map_or(0.0, |laid| laid.height);
        let left = room(self.parts.len() == 1) - used - carried;
        self.note_pages = self.frame.note_pages(left);
    }

    fn paint_header(&self, page: &mut Page, band: usize, top: f32) {
        let sizes = self.frame.sizes;
        let body = self.frame.body(true);
        let bottom = top + self.header;
        page.hline(body.left, body.right, top, HEAVY);
        page.hline(body.left, body.right, bottom, UNDER_HEAD);
        let base = bottom - sizes.small * 0.6;
        for (x, words) in [(sizes.inset, "条款"), (self.title_at, "任务")] {
            let at = Point::new(body.left + x, base);
            page.text(Text::new(at, sizes.small, ink::DIM, words));
        }
        let edges = self.edges(band);
        for (nth, column) in self.bands[band].clone().enumerate() {
            let label = &self.labels[column];
            let length = label.chars().count();
            let label: String = if length > STACK_MOST {
                let kept = label.chars().take(STACK_MOST - 1);
                kept.chain(std::iter::once('…')).collect()
            } else {
                label.clone()
            };
            let (size, step) = self.name_size(length);
            #[expect(clippy::cast_precision_loss, reason = "a name is short")]
            let steps = label.chars().count().saturating_sub(1) as f32;
            let x = f32::midpoint(edges[nth], edges[nth + 1]);
            let first = base - steps * step;
            let sheet_column = &self.sheet.columns[column];
            if !sheet_column.folded.is_empty() {
                // A bar over the name says that several bodies were folded into it.
                let y = first - size * 1.05;
                let reach = size * 0.5;
                let pen = super::Pen::new(1.2, ink::ACCENT);
                page.hline(x - reach, x + reach, y, pen);
            }
            let colour = if sheet_column.matched {
                ink::ACCENT
            } else {
                ink::TEXT
            };
            let text = Text::new(Point::new(x, first), size, colour, &label)
                .aligned(Align::Centre)
                .stacked(step);
            page.text(if sheet_column.matched {
                text.bold()
            } else {
                text
            });
        }
        if band + 1 == self.bands.len() {
            let at = Point::new(body.right - sizes.inset, base);
            page.text(Text::new(at, sizes.small, ink::DIM, "合计").aligned(Align::Right));
        }
    }

    /// Lines between columns, from the header to the foot.
    fn paint_columns(&self, page: &mut Page, band: usize, top: f32, bottom: f32) {
        let edges = self.edges(band);
        let range = &self.bands[band];
        for (nth, x) in edges.iter().enumerate() {
            let column = range.start + nth;
            let is_group = nth > 0
                && nth < range.len()
                && self
                    .sheet
                    .groups
                    .iter()
                    .any(|group| group.columns.start == column);
            page.vline(*x, top, bottom, if is_group { GROUP } else { HAIR });
        }
    }

    fn paint_row(&self, page: &mut Page, band: usize, laid: &Laid, top: f32, again: bool) {
        let sizes = self.frame.sizes;
        let body = self.frame.body(true);
        let edges = self.edges(band);
        let mut base = top + sizes.baseline();
        let row = self.row(laid);
        let x = match row.map(|row| row.kind) {
            Some(RowKind::Task(ix)) => {
                let key = self.sheet.workspace().task(ix).task.key();
                let room = self.title_at - sizes.inset - sizes.body * 0.4;
                let words = fitted(&key, sizes.small, Weight::Regular, room);
                let at = Point::new(body.left + sizes.inset, base);
                page.text(Text::new(at, sizes.small, ink::FAINT, &words));
                self.title_at
            }
            Some(_) => row.map_or(0.0, |row| self.indent(row)),
            None => sizes.inset,
        };
        let is_task = self.is_task(laid);
        for (nth, line) in laid.lines.iter().enumerate() {
            let words = if again && nth + 1 == laid.lines.len() {
                format!("{line}（续）")
            } else {
                line.clone()
            };
            let at = Point::new(body.left + x, base);
            let text = Text::new(at, sizes.body, ink::TEXT, &words);
            let is_strong = !is_task && laid.what != What::Leads;
            page.text(if is_strong { text.bold() } else { text });
            base += sizes.leading;
        }
        let middle = top + laid.height / 2.0;
        let figure = |page: &mut Page, x: f32, align, words: &str, strong: bool| {
            let at = Point::new(x, middle + sizes.small * 0.36);
            let text = Text::new(at, sizes.small, ink::TEXT, words).aligned(align);
            page.text(if strong { text.bold() } else { text });
        };
        let has_totals = band + 1 == self.bands.len();
        let right = body.right - sizes.inset;
        match (laid.what, row) {
            (What::Row(_), Some(row)) if is_task => {
                let range = &self.bands[band];
                for cell in self.sheet.cells(row) {
                    let column = cell.column as usize;
                    if range.contains(&column) {
                        let nth = column - range.start;
                        let x = f32::midpoint(edges[nth], edges[nth + 1]);
                        self.paint_cell(page, Point::new(x, middle), cell);
                    }
                }
                if has_totals {
                    let words = row.shown.to_string();
                    figure(page, right, Align::Right, &words, false);
                }
            }
            (What::Row(_), Some(row)) => {
                if matches!(row.kind, RowKind::Plan(_)) && has_totals {
                    let words = format!("{} / {} 项", row.shown, row.all);
                    figure(page, right, Align::Right, &words, false);
                }
            }
            (what, _) => {
                let count = |column: &crate::view::Column| match what {
                    What::Leads => column.leads,
                    _ => column.tasks,
                };
                for (nth, column) in self.bands[band].clone().enumerate() {
                    let count = count(&self.sheet.columns[column]);
                    if count > 0 {
                        let x = f32::midpoint(edges[nth], edges[nth + 1]);
                        figure(page, x, Align::Centre, &count.to_string(), false);
                    }
                }
                if has_totals {
                    let all: u32 = self.sheet.columns.iter().map(count).sum();
                    figure(
                        page,
                        right,
                        Align::Right,
                        &all.to_string(),
                        what == What::Totals,
                    );
                }
            }
        }
    }

    fn paint_cell(&self, page: &mut Page, centre: Point, cell: &Cell) {
        let sizes = self.frame.sizes;
        let is_first = cell.first && cell.role == Role::Responsible;
        if self.sheet.spec.marks == MarkStyle::Symbols && !is_first {
            page.mark(centre, sizes.mark, cell.role);
            return;
        }
        let size = sizes.body;
        let at = Point::new(centre.x, centre.y + size * 0.38);
        let text =
            Text::new(at, size, ink::role(cell.role), self.sheet.mark(cell)).aligned(Align::Centre);
        page.text(if cell.role == Role::Lead {
            text.bold()
        } else {
            text
        });
    }

    /// Which tasks and bodies a page shows, for its foot; nothing where it shows all.
    fn place(&self, band: usize, part: usize) -> Option<(Place, String)> {
        let (bands, parts) = (self.bands.len(), self.parts.len());
        if bands * parts == 1 {
            return None;
        }
        let tasks = |range: Range<usize>| {
            let rows = self.rows[range].iter();
            rows.filter(|laid| self.is_task(laid)).count()
        };
        let range = self.parts[part].clone();
        let before = tasks(0..range.start);
        let here = tasks(range);
        let mut words = counted("任务", before..before + here, self.sheet.shown.tasks);
        if bands > 1 {
            let range = self.bands[band].clone();
            words.push('　');
            words.push_str(&counted("机构", range, self.sheet.columns.len()));
        }
        let place = Place {
            band,
            bands,
            part,
            parts,
        };
        Some((place, words))
    }

    fn table_pages(&self) -> usize {
        self.bands.len() * self.parts.len()
    }
}

impl Pages for MatrixPages<'_> {
    fn title(&self) -> &str {
        &self.frame.title
    }

    fn count(&self) -> usize {
        self.table_pages() + self.note_pages
    }

    fn page(&self, nth: usize) -> Page {
        let numbers = (nth, self.count());
        if let Some(own) = nth.checked_sub(self.table_pages()) {
            return self.frame.note_page(own, numbers);
        }
        let (band, part) = (nth % self.bands.len(), nth / self.bands.len());
        let mut page = self.frame.begin(nth);
        let body = self.frame.body(nth == 0);
        let part_rows = self.parts[part].clone();
        let carried = self.carried(part_rows.start);
        let rows: Vec<(&Laid, bool)> = carried
            .into_iter()
            .map(|laid| (laid, true))
            .chain(
                self.rows[part_rows.clone()]
                    .iter()
                    .map(|laid| (laid, false)),
            )
            .collect();

        // Grounds and lines first: texts stand over them.
        let first = body.top + self.header;
        let mut y = first;
        for (laid, _) in &rows {
            let ground = match self.row(laid).map(|row| row.kind) {
                Some(RowKind::Plan(_)) => Some(ink::PLAN),
                Some(RowKind::Section(_)) => Some(ink::SECTION),
                Some(RowKind::Task(_)) | None => None,
            };
            let rect = Rect::new(body.left, y, body.right, y + laid.height);
            if let Some(ground) = ground {
                page.fill(rect, ground);
            }
            y += laid.height;
        }
        let bottom = if rows.is_empty() {
            first + self.frame.sizes.row(1)
        } else {
            y
        };
        let mut y = first;
        for (laid, _) in rows.iter().take(rows.len().saturating_sub(1)) {
            y += laid.height;
            page.hline(body.left, body.right, y, HAIR);
        }
        self.paint_columns(&mut page, band, body.top, bottom);
        self.paint_header(&mut page, band, body.top);
        let mut y = first;
        for (laid, again) in &rows {
            self.paint_row(&mut page, band, laid, y, *again);
            y += laid.height;
        }
        if rows.is_empty() {
            let at = Point::new(
                body.left + self.frame.sizes.inset,
                first + self.frame.sizes.baseline(),
            );
            let words = "没有任务符合筛选";
            page.text(Text::new(at, self.frame.sizes.body, ink::DIM, words));
        }
        page.hline(body.left, body.right, bottom, HEAVY);
        let place = self.place(band, part);
        let place = place
            .as_ref()
            .map(|(place, words)| (*place, words.as_str()));
        self.frame.end(&mut page, bottom, numbers, place);
        if self.note_pages == 0 && nth + 1 == self.count() {
            self.frame.notes_below(&mut page, bottom, place.is_some());
        }
        page
    }

    fn bookmarks(&self) -> Vec<Bookmark> {
        let mut bookmarks = Vec::new();
        // The depths of the plan and sections that are open.
        let mut open: Vec<usize> = Vec::new();
        for (part, range) in self.parts.iter().enumerate() {
            let nth = part * self.bands.len();
            let mut y = self.frame.body(nth == 0).top + self.header;
            y += self.carried(range.start).map_or(0.0, |laid| laid.height);
            for laid in &self.rows[range.clone()] {
                let depth = match self.row(laid).map(|row| row.kind) {
                    Some(RowKind::Plan(_)) => Some(0),
                    Some(RowKind::Section(ix)) => {
                        Some(1 + self.sheet.workspace().section(ix).depth)
                    }
                    Some(RowKind::Task(_)) | None => None,
                };
                if let Some(depth) = depth {
                    open.retain(|known| *known < depth);
                    bookmarks.push(Bookmark {
                        level: open.len(),
                        title: laid.lines.concat(),
                        page: nth,
                        top: y,
                    });
                    open.push(depth);
                }
                y += laid.height;
            }
        }
        bookmarks
    }
}

/// The first lines of a text, the last of them with … where more follow.
pub(super) fn cut(mut lines: Vec<String>, most: usize) -> Vec<String> {
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            last.pop();
            last.push('…');
        }
    }
    lines
}

/// What the marks do not say themselves.
fn notes(sheet: &Sheet) -> Vec<String> {
    let mut notes = Vec::new();
    if sheet.spec.marks == MarkStyle::Raci {
        notes.push("RACI 字母只是相近的对应，“牵头”不完全等于 Accountable".to_owned());
    }
    if sheet.spec.succession == SuccessionView::Current {
        let workspace = sheet.workspace();
        let folded: Vec<String> = sheet
            .columns
            .iter()
            .filter(|column| !column.folded.is_empty())
            .map(|column| {
                let names: Vec<&str> = column
                    .folded
                    .iter()
                    .map(|&ix| workspace.agency(ix).label())
                    .collect();
                let body = workspace.agency(column.agency).label();
                format!("{} → {body}", names.join("、"))
            })
            .collect();
        if !folded.is_empty() {
            notes.push(format!("归并　{}", folded.join("；")));
        }
    }
    notes
}
