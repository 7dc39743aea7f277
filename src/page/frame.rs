//! What stands around a table on every page: title, source, filter, legend, page number.

use std::ops::Range;

use super::item::{Align, Fill, Form, Page, Pen, Point, Rect, Text, ink};
use super::measure::{Weight, fitted, text_width, wrapped};
use super::paper::{MM, PageSetup, Paper};
use crate::model::workspace::PlanIx;
use crate::model::{Date, Role};
use crate::view::{ChipKind, MarkStyle, Sheet, SuccessionView};

/// The heavy rules at the head and the foot of a table.
pub(super) const HEAVY: Pen = Pen::new(1.5, ink::TEXT);
/// Between rows and columns.
pub(super) const HAIR: Pen = Pen::new(0.4, ink::HAIRLINE);
/// Between groups of agencies.
pub(super) const GROUP: Pen = Pen::new(0.6, ink::STRONG);
/// Under the header row.
pub(super) const UNDER_HEAD: Pen = Pen::new(0.75, ink::RULE);

/// Sizes of type and rows, in points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sizes {
    pub title: f32,
    /// Tables and captions.
    pub body: f32,
    /// Clauses, totals, notes.
    pub small: f32,
    /// From one line of the body to the next.
    pub leading: f32,
    /// Above and below the lines of a row, together.
    pub padding: f32,
    /// Left and right of a cell's text.
    pub inset: f32,
    /// The radius of a mark.
    pub mark: f32,
}

impl Sizes {
    pub fn of(paper: Paper) -> Self {
        match paper {
            Paper::A3 => Self {
                title: 20.0,
                body: 10.5,
                small: 9.5,
                leading: 14.0,
                padding: 6.0,
                inset: 3.0,
                mark: 4.8,
            },
            Paper::A4 => Self {
                title: 16.0,
                body: 9.0,
                small: 8.0,
                leading: 12.0,
                padding: 5.2,
                inset: 2.5,
                mark: 4.0,
            },
        }
    }

    /// The same with less room between rows, where that saves a page.
    pub fn close(self) -> Self {
        Self {
            padding: self.padding * 0.7,
            ..self
        }
    }

    /// The height of a row with so many lines.
    pub fn row(&self, lines: usize) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "lines of a page")]
        let lines = lines.max(1) as f32;
        lines * self.leading + self.padding
    }

    /// Where the baseline of the first line of a row stands below its top.
    pub fn baseline(&self) -> f32 {
        self.padding / 2.0 + self.leading / 2.0 + self.body * 0.36
    }
}

/// A part of the legend.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Legend {
    /// A drawn mark and its role.
    Mark(Role),
    /// Words only.
    Words(String),
}

/// Where a page is among the pages of a wide table: the bands of columns beside each other, the
/// pages of rows below each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    pub band: usize,
    pub bands: usize,
    pub part: usize,
    pub parts: usize,
}

/// What stands around the table.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub setup: PageSetup,
    pub sizes: Sizes,
    pub title: String,
    /// The day, for the foot.
    date: String,
    area: Rect,
    title_lines: Vec<String>,
    captions: Vec<String>,
    legend: Vec<Legend>,
    notes: Vec<String>,
}

impl Frame {
    /// A frame. `captions` stand under the title, `notes` below the table of the last page; both
    /// wrap.
    pub fn new(
        setup: PageSetup,
        title: String,
        captions: &[String],
        legend: Vec<Legend>,
        notes: &[String],
        today: Date,
    ) -> Self {
        let mut sizes = Sizes::of(setup.paper);
        let area = setup.area();
        // A title that is a little too long is set smaller rather than on a second line.
        let width = text_width(&title, sizes.title, Weight::Bold);
        if width > area.width() {
            sizes.title *= (area.width() / width).max(0.8);
        }
        let lines = |texts: &[String], size| -> Vec<String> {
            let lines = texts.iter();
            lines
                .flat_map(|text| wrapped(text, size, Weight::Regular, area.width()))
                .collect()
        };
        let mut title_lines = balanced(&title, sizes.title, area.width());
        title_lines.truncate(4);
        let captions: Vec<String> = captions
            .iter()
            .flat_map(|caption| parted(caption, sizes.body, area.width()))
            .collect();
        let mut captions = lines(&captions, sizes.body);
        captions.truncate(8);
        Self {
            title_lines,
            captions,
            legend,
            notes: lines(notes, sizes.small),
            setup,
            sizes,
            title,
            date: format!("{}制表", today.text()),
            area,
        }
    }

    /// The frame of a sheet: where it comes from, how much is shown, what is filtered.
    pub fn of_sheet(
        setup: PageSetup,
        sheet: &Sheet,
        document: &str,
        counts: &str,
        legend: Vec<Legend>,
        more: &[String],
    ) -> Self {
        let workspace = sheet.workspace();
        let mut plans: Vec<PlanIx> = sheet.plans().collect();
        plans.sort_unstable();
        let source = match plans.as_slice() {
            [one] => {
                let plan = &workspace.plan(*one).plan;
                let issued = plan.issued.map(|date| format!("{}印发", date.text()));
                let parts = [plan.issuer.clone(), issued];
                parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
            }
            several => format!("{} 份文件", several.len()),
        };
        let mut captions = vec![format!("{source}　·　{}", counts.replace(" · ", "　·　"))];
        if source.is_empty() {
            counts.clone_into(&mut captions[0]);
        }
        let chips = sheet.chips();
        // One plan and nothing else: the title has said it.
        let is_said = plans.len() == 1 && chips.iter().all(|chip| chip.kind == ChipKind::Plans);
        let is_filtered =
            !is_said && !chips.is_empty() || sheet.spec.succession == SuccessionView::Current;
        if setup.notes && is_filtered {
            captions.push(format!("筛选　{}", sheet.filter_text()));
        }
        let mut notes: Vec<String> = sheet
            .citations()
            .into_iter()
            .map(|citation| format!("出处　{citation}"))
            .collect();
        if setup.notes {
            notes.extend(more.iter().cloned());
        }
        let legend = if setup.notes { legend } else { Vec::new() };
        Self::new(
            setup,
            format!("{}{document}", sheet.title()),
            &captions,
            legend,
            &notes,
            sheet.today,
        )
    }

    /// What lies between the margins at the left and right.
    pub fn width(&self) -> f32 {
        self.area.width()
    }

    /// The room for a table, its rules included.
    pub fn body(&self, first: bool) -> Rect {
        let sizes = &self.sizes;
        #[expect(clippy::cast_precision_loss, reason = "a few lines")]
        let head = if first {
            self.title_lines.len() as f32 * sizes.title * 1.4
                + self.captions.len() as f32 * sizes.body * 1.6
                + sizes.body * 0.8
        } else {
            sizes.small * 2.0
        };
        Rect::new(
            self.area.left,
            self.area.top + head,
            self.area.right,
            self.area.bottom - self.foot(),
        )
    }

    /// The height of what stands below the table on every page.
    fn foot(&self) -> f32 {
        self.sizes.small * 2.2
    }

    fn note_line(&self) -> f32 {
        self.sizes.small * 1.6
    }

    /// What is tried to save pages: with the usual room between rows and with less, with the notes
    /// below the table and on a page of their own. The first of those that are as good is taken.
    pub fn arrangements(&self) -> [(Sizes, bool); 4] {
        let (roomy, close) = (self.sizes, self.sizes.close());
        [(roomy, true), (roomy, false), (close, true), (close, false)]
    }

    /// The height of the notes.
    pub fn notes_height(&self) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "some lines")]
        let lines = self.notes.len() as f32;
        lines * self.note_line()
    }

    /// Whether the notes fit below a table that leaves so much of the body, and how many pages
    /// they take of their own where they do not.
    pub fn note_pages(&self, left: f32) -> usize {
        if self.notes_height() <= left {
            return 0;
        }
        self.notes.len().div_ceil(self.notes_of_a_page())
    }

    fn notes_of_a_page(&self) -> usize {
        let room = self.body(false).height() - 2.0 * self.note_line();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "not negative"
        )]
        let lines = (room / self.note_line()).max(1.0) as usize;
        lines
    }

    /// A page with its head: the title on the first, a running title on the others.
    pub fn begin(&self, nth: usize) -> Page {
        let mut page = Page::new(self.setup.size());
        let sizes = &self.sizes;
        let middle = self.area.centre().x;
        let mut y = self.area.top;
        if nth > 0 {
            let base = Point::new(self.area.left, y + sizes.small);
            let words = fitted(&self.title, sizes.small, Weight::Regular, self.width());
            page.text(Text::new(base, sizes.small, ink::DIM, &words));
            return page;
        }
        for line in &self.title_lines {
            let base = Point::new(middle, y + sizes.title);
            let text = Text::new(base, sizes.title, ink::TEXT, line).bold();
            page.text(text.aligned(Align::Centre));
            y += sizes.title * 1.4;
        }
        for line in &self.captions {
            let base = Point::new(middle, y + sizes.body);
            let text = Text::new(base, sizes.body, ink::DIM, line);
            page.text(text.aligned(Align::Centre));
            y += sizes.body * 1.6;
        }
        page
    }

    /// Adds what stands below a table that ends at `bottom`: legend, which part of the table this
    /// is, and the page number.
    pub fn end(
        &self,
        page: &mut Page,
        bottom: f32,
        (nth, count): (usize, usize),
        place: Option<(Place, &str)>,
    ) {
        let size = self.sizes.small;
        let base = bottom + size * 1.7;
        let mut right = self.area.right;
        // What there is room for: the legend goes first.
        let mut texts = Vec::new();
        if let Some((place, words)) = place {
            let grid = self.map(place, base);
            if let Some((left, shapes)) = grid {
                right = left - size * 0.6;
                page.items.extend(shapes.items);
            }
            let at = Point::new(right, base);
            texts.push(Text::new(at, size, ink::DIM, words).aligned(Align::Right));
            right -= text_width(words, size, Weight::Regular) + size;
        }
        let mut x = self.area.left + self.sizes.inset;
        for part in &self.legend {
            let words = match part {
                Legend::Mark(role) => role.label(),
                Legend::Words(words) => words,
            };
            let radius = self.sizes.mark * 0.9;
            let mark = match part {
                Legend::Mark(_) => 2.0 * radius + size * 0.4,
                Legend::Words(_) => 0.0,
            };
            let room = right - x - mark;
            if room < size * 2.0 {
                break;
            }
            if let Legend::Mark(role) = part {
                page.mark(Point::new(x + radius, base - size * 0.36), radius, *role);
            }
            let words = fitted(words, size, Weight::Regular, room);
            let at = Point::new(x + mark, base);
            page.text(Text::new(at, size, ink::TEXT, &words));
            x += mark + text_width(&words, size, Weight::Regular) + size * 1.4;
        }
        for text in texts {
            page.text(text);
        }
        self.number(page, nth, count);
    }

    /// Adds the notes below a table that ends at `bottom`; `end` has stood there before.
    pub fn notes_below(&self, page: &mut Page, bottom: f32, has_place: bool) {
        let has_line = has_place || !self.legend.is_empty();
        let top = bottom + self.sizes.small * if has_line { 2.2 } else { 0.6 };
        self.note_lines(page, top, &self.notes);
    }

    /// A page of notes, counted from 0 among themselves.
    pub fn note_page(&self, own: usize, (nth, count): (usize, usize)) -> Page {
        let mut page = self.begin(nth.max(1));
        let lines = self.notes_of_a_page();
        let from = (own * lines).min(self.notes.len());
        let to = (from + lines).min(self.notes.len());
        self.note_lines(&mut page, self.body(false).top, &self.notes[from..to]);
        self.number(&mut page, nth, count);
        page
    }

    fn note_lines(&self, page: &mut Page, top: f32, lines: &[String]) {
        let left = self.area.left + self.sizes.inset;
        let mut y = top;
        for line in lines {
            y += self.note_line();
            let base = Point::new(left, y - self.sizes.small * 0.3);
            page.text(Text::new(base, self.sizes.small, ink::DIM, line));
        }
    }

    /// 第 x 页 / 共 y 页, 7 mm below the type area as in GB/T 9704, in the middle, and the day.
    fn number(&self, page: &mut Page, nth: usize, count: usize) {
        let base = Point::new(self.area.centre().x, self.area.bottom + 7.0 * MM);
        let words = format!("第 {} 页 / 共 {count} 页", nth + 1);
        let text = Text::new(base, self.sizes.small, ink::TEXT, &words);
        page.text(text.aligned(Align::Centre));
        let at = Point::new(self.area.right, base.y);
        let text = Text::new(at, self.sizes.small, ink::DIM, &self.date);
        page.text(text.aligned(Align::Right));
    }

    /// The page map: a square for every page, this one filled. Gives its left edge.
    fn map(&self, place: Place, base: f32) -> Option<(f32, Page)> {
        const MOST: usize = 12;
        let Place {
            band,
            bands,
            part,
            parts,
        } = place;
        let fits = bands > 1 && bands <= MOST && parts <= MOST;
        if !fits {
            return None;
        }
        let mut page = Page::default();
        #[expect(clippy::cast_precision_loss, reason = "at most a dozen")]
        let count = |n: usize| n as f32;
        // As high as there is room for above the page number.
        let square = (self.sizes.small * 1.3 / count(parts)).clamp(2.0, self.sizes.small * 0.7);
        let left = self.area.right - self.sizes.inset - count(bands) * square;
        let top = base - self.sizes.small * 0.9;
        for y in 0..parts {
            for x in 0..bands {
                let corner = Point::new(left + count(x) * square, top + count(y) * square);
                let rect = Rect::new(corner.x, corner.y, corner.x + square, corner.y + square);
                let fill = (x == band && y == part).then_some(Fill::Solid(ink::ACCENT));
                page.shape(
                    Form::Rect(rect, 0.0),
                    fill,
                    Some(Pen::new(0.4, ink::STRONG)),
                );
            }
        }
        Some((left, page))
    }
}

/// The lines of a title, about equally long.
fn balanced(title: &str, size: f32, room: f32) -> Vec<String> {
    let wrap = |room| wrapped(title, size, Weight::Bold, room);
    let count = wrap(room).len();
    let mut best = room;
    // A narrower room with as many lines has no short last line.
    for percent in (50..100_u8).rev() {
        let narrower = room * f32::from(percent) / 100.0;
        if wrap(narrower).len() > count {
            break;
        }
        best = narrower;
    }
    wrap(best)
}

/// A caption in lines that break between its parts, where it is too long for one.
fn parted(caption: &str, size: f32, room: f32) -> Vec<String> {
    const BETWEEN: &str = "　·　";
    let width = |text: &str| text_width(text, size, Weight::Regular);
    let mut lines: Vec<String> = Vec::new();
    for part in caption.split(BETWEEN) {
        match lines.last_mut() {
            Some(line) if width(line) + width(BETWEEN) + width(part) <= room => {
                line.push_str(BETWEEN);
                line.push_str(part);
            }
            _ => lines.push(part.to_owned()),
        }
    }
    lines
}

/// Which of how many: `任务 1—20 / 88`, `任务 20 / 20`.
pub(super) fn counted(unit: &str, range: Range<usize>, all: usize) -> String {
    if range.len() > 1 {
        format!("{unit} {}—{} / {all}", range.start + 1, range.end)
    } else {
        format!("{unit} {} / {all}", range.end)
    }
}

/// The marks of a sheet and what they mean.
pub(super) fn legend_of(sheet: &Sheet) -> Vec<Legend> {
    let marks = sheet.spec.marks;
    let mut legend: Vec<Legend> = sheet
        .roles()
        .into_iter()
        .map(|role| match marks {
            MarkStyle::Symbols => Legend::Mark(role),
            MarkStyle::Words | MarkStyle::Raci => {
                Legend::Words(format!("{} {}", marks.text(role), role.label()))
            }
        })
        .collect();
    if sheet.spec.mark_first {
        legend.push(Legend::Words(
            "① 责任单位中的首位（按惯例牵头，原文未写明）".to_owned(),
        ));
    }
    legend
}
