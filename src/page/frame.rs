//! What stands around a table: title, source, filter and counts above it; see `foot` for below.

use super::colour::ink;
use super::foot::{Legend, TextLine};
use super::geometry::{Point, Rect};
use super::item::{Align, Text};
use super::leaf::Page;
use super::measure::{Weight, fitted, text_width, wrapped};
use super::paper::PageSetup;
use super::part::Part;
use super::sizes::Sizes;
use crate::model::Date;
use crate::model::workspace::PlanIx;
use crate::num;
use crate::terms;
use crate::view::forms::FormHeading;
use crate::view::{ChipKind, Sheet, SuccessionView};

/// The height of a line with words at both ends, in sizes of its text.
const ENDS: f32 = 1.8;

/// What stands around a table: title and captions above it, the rest below it (see `foot`).
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub setup: PageSetup,
    pub sizes: Sizes,
    pub title: String,
    /// The day of the export, as the foot of every page has it.
    pub date: String,
    pub area: Rect,
    /// 附件 and 密级, at both ends of a line above the title.
    label: Option<[String; 2]>,
    title_lines: Vec<String>,
    captions: Vec<TextLine>,
    /// Who hands it in and when, at both ends of a line above the table.
    handed_in: Option<[String; 2]>,
    pub legend: Vec<Legend>,
    pub notes: Vec<TextLine>,
}

impl Frame {
    /// A frame. `heading` says what stands around the title, whose own words are settled; `captions`
    /// stand under the title, `notes` below the table of the last page; both
    /// wrap.
    pub fn new(
        setup: PageSetup,
        title: String,
        heading: &FormHeading,
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
        let lines = |text: &str, size, nth: usize| -> Vec<TextLine> {
            let lines = wrapped(text, size, Weight::Regular, area.width()).into_iter();
            lines
                .enumerate()
                .map(|(own, words)| TextLine {
                    words,
                    begins: nth == 0 && own == 0,
                })
                .collect()
        };
        let mut title_lines = balanced(&title, sizes.title, area.width());
        title_lines.truncate(4);
        let mut captions: Vec<TextLine> = captions
            .iter()
            .flat_map(|caption| {
                let parts = parted(caption, sizes.text, area.width()).into_iter();
                parts.enumerate().collect::<Vec<_>>()
            })
            .flat_map(|(nth, part)| lines(&part, sizes.text, nth))
            .collect();
        let notes = notes.iter();
        let notes = notes.flat_map(|note| lines(note, sizes.small, 0)).collect();
        captions.truncate(8);
        if !heading.number.is_empty() {
            captions.splice(0..0, lines(&heading.number, sizes.text, 0));
        }
        Self {
            label: ends(heading.attachment.clone(), &heading.secrecy),
            title_lines,
            captions,
            handed_in: ends(heading.handed_in_by(), &heading.date),
            legend,
            notes,
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
            // The counts of a timeline say it.
            _ if counts.contains(terms::PLAN) => String::new(),
            several => format!("{} 份{}", several.len(), terms::PLAN),
        };
        let mut captions = vec![format!("{source}　·　{}", counts.replace(" · ", "　·　"))];
        if source.is_empty() {
            captions[0] = counts.replace(" · ", "　·　");
        }
        let chips = sheet.chips();
        // One plan and nothing else: the title has said it.
        let is_said = plans.len() == 1 && chips.iter().all(|chip| chip.kind == ChipKind::Plans);
        let is_filtered =
            !is_said && !chips.is_empty() || sheet.spec.succession == SuccessionView::Current;
        if setup.notes && is_filtered {
            captions.push(format!("{}　{}", terms::FILTER, sheet.filter_text()));
        }
        let mut notes: Vec<String> = sheet
            .citations()
            .into_iter()
            .map(|citation| format!("{}　{citation}", terms::SOURCE))
            .collect();
        if setup.notes {
            notes.extend(more.iter().cloned());
            let folded = sheet.folding_notes();
            let folded = folded
                .into_iter()
                .map(|words| format!("{}　{words}", terms::FOLDING));
            notes.extend(folded);
        }
        let legend = if setup.notes { legend } else { Vec::new() };
        Self::new(
            setup,
            sheet.titled(document),
            sheet.heading(document),
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
    pub(crate) fn table_room(&self, first: bool) -> Rect {
        let sizes = &self.sizes;
        let head = if first {
            let at_ends = [&self.label, &self.handed_in];
            let at_ends = at_ends.into_iter().flatten().count();
            num::float(self.title_lines.len()) * sizes.title * 1.4
                + num::float(self.captions.len()) * sizes.text * 1.6
                + num::float(at_ends) * sizes.text * ENDS
                + sizes.text * 0.8
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

    /// A page with its head: the title on the first, a running title on the others.
    pub fn begin(&self, nth: usize) -> Page {
        let mut page = Page::new(self.setup.size());
        let sizes = &self.sizes;
        let middle = self.area.centre().x;
        let mut y = self.area.top;
        if nth > 0 {
            let base = Point::new(self.area.left, y + sizes.small);
            let words = fitted(&self.title, sizes.small, Weight::Regular, self.width());
            page.part(Part::Repeated);
            page.text(Text::new(base, sizes.small, ink::DIM, &words));
            page.part(Part::Ornament);
            return page;
        }
        if let Some(words) = &self.label {
            y = self.at_both_ends(&mut page, words, y);
        }
        page.part(Part::Title);
        for line in &self.title_lines {
            let base = Point::new(middle, y + sizes.title);
            let text = Text::new(base, sizes.title, ink::TEXT, line).bold();
            page.text(text.aligned(Align::Centre));
            y += sizes.title * 1.4;
        }
        for line in &self.captions {
            if line.begins {
                page.part(Part::Paragraph);
            }
            let base = Point::new(middle, y + sizes.text);
            let text = Text::new(base, sizes.text, ink::DIM, &line.words);
            page.text(text.aligned(Align::Centre));
            y += sizes.text * 1.6;
        }
        if let Some(words) = &self.handed_in {
            self.at_both_ends(&mut page, words, y);
        }
        page.part(Part::Ornament);
        page
    }

    /// A line with words at its left and others at its right, each cut where they would meet; where
    /// it ends.
    fn at_both_ends(&self, page: &mut Page, [left, right]: &[String; 2], top: f32) -> f32 {
        let size = self.sizes.text;
        let base = top + size;
        page.part(Part::Paragraph);
        let second = fitted(right, size, Weight::Regular, self.width() / 2.0);
        let taken = text_width(&second, size, Weight::Regular) + size;
        let first = fitted(left, size, Weight::Regular, self.width() - taken);
        let at = Point::new(self.area.left, base);
        page.text(Text::new(at, size, ink::TEXT, &first));
        let at = Point::new(self.area.right, base);
        page.text(Text::new(at, size, ink::TEXT, &second).aligned(Align::Right));
        top + size * ENDS
    }
}

/// Two texts for the ends of a line; `None` where there is nothing to say.
fn ends(left: String, right: &str) -> Option<[String; 2]> {
    (!left.is_empty() || !right.is_empty()).then(|| [left, right.to_owned()])
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
