//! The cover, what is due, and the closing overview.

use std::sync::Arc;

use super::super::geometry::Point;
use super::super::item::{Align, Text};
use super::super::leaf::Page;
use super::super::measure::{Weight, text_width};
use super::super::part::Part;
use super::block::{Block, Words, ink};
use super::duties::{Columns, row};
use super::rows::Laid;
use super::{Figured, HEIGHT, LEAST, MARGIN, Screen, head, size, titled};
use crate::model::Role;
use crate::num;
use crate::terms;
use crate::view::run::{Changed, Cover, DueSlide, Overview};

pub(super) fn cover(cover: &Cover, screen: Screen) -> Page {
    let room = screen.right() - MARGIN;
    let mut block = Block::new();
    let (size_of, lines) = titled(&cover.title, 84.0, room);
    let mut base = 150.0 + size_of;
    block.page.part(Part::Title);
    for line in &lines {
        let hang = if line.starts_with(['《', '“']) {
            size_of / 2.0
        } else {
            0.0
        };
        let at = Point::new(MARGIN - hang, base);
        block
            .page
            .text(Text::new(at, size_of, ink::TEXT, line).bold());
        base += size_of * 1.25;
    }
    base += 24.0;
    // A cover is one page: of many plans it names as many as there is room for, and how many more.
    let foot = HEIGHT - 330.0;
    for (nth, plan) in cover.plans.iter().enumerate() {
        let words = Words::new(plan, 32.0, ink::DIM);
        let needed = words.step * num::float(words.lines(room).len());
        let is_last = nth + 1 == cover.plans.len();
        if base + needed > foot || (!is_last && base + needed + words.step > foot) {
            let more = format!("另有 {} 份方案", cover.plans.len() - nth);
            block.words(
                Point::new(MARGIN, base),
                room,
                &Words::new(&more, 32.0, ink::DIM),
            );
            break;
        }
        base += block.words(Point::new(MARGIN, base), room, &words) + words.step;
    }
    let each = room / num::float(cover.counts.len().max(1));
    for (nth, (count, label)) in cover.counts.iter().enumerate() {
        let left = MARGIN + each * num::float(nth);
        let words = count.to_string();
        block.page.part(Part::Paragraph);
        let at = Point::new(left, HEIGHT - 190.0);
        block
            .page
            .text(Text::new(at, 96.0, ink::TEXT, &words).bold());
        let at = Point::new(left, HEIGHT - 142.0);
        block.page.text(Text::new(at, 32.0, ink::DIM, label));
    }
    let at = Point::new(MARGIN, HEIGHT - 84.0);
    block.words(at, room, &Words::new(&cover.date, LEAST, ink::FAINT));
    let mut page = Page::new(size(screen));
    super::block::put(&mut page, &block, 0.0);
    page
}

pub(super) fn due(due: &Arc<DueSlide>, screen: Screen) -> Laid {
    let mut figures = Vec::new();
    if due.count > 0 {
        figures.push(Figured {
            count: due.in_quarter,
            label: "本季度".to_owned(),
            mark: None,
        });
        figures.push(Figured {
            count: due.count,
            label: "全年".to_owned(),
            mark: None,
        });
    }
    let columns = Columns::new(
        screen,
        0.0,
        due.lines.iter().map(|line| line.due.as_str()),
        due.lines.iter().map(|line| line.clause.as_str()),
    );
    let shown = Arc::clone(due);
    let row = move |nth: usize| {
        let line = &shown.lines[nth];
        let mut block = Block::new();
        block.task = line.task;
        let words = (line.due.as_str(), false);
        row(
            &mut block,
            &columns,
            &line.title,
            &line.bodies,
            words,
            &line.clause,
        );
        block
    };
    Laid {
        head: head(screen, &due.title, 72.0, &due.caption, &figures),
        columns: Block::new(),
        count: due.lines.len(),
        row: Box::new(row),
    }
}

pub(super) fn changed(title: &str, changed: &Arc<Changed>, screen: Screen) -> Laid {
    let figures: Vec<Figured> = changed
        .counts
        .iter()
        .map(|(count, label)| Figured {
            count: *count,
            label: (*label).to_owned(),
            mark: None,
        })
        .collect();
    let columns = Columns::new(
        screen,
        0.0,
        changed.lines.iter().map(|line| line.kind),
        changed.lines.iter().map(|line| line.clause.as_str()),
    );
    let shown = Arc::clone(changed);
    let row = move |nth: usize| {
        let line = &shown.lines[nth];
        let mut block = Block::new();
        block.task = line.task;
        let kind = (line.kind, false);
        row(
            &mut block,
            &columns,
            &line.title,
            &line.words,
            kind,
            &line.clause,
        );
        block
    };
    Laid {
        count: changed.lines.len(),
        row: Box::new(row),
        head: head(screen, title, 72.0, &changed.caption, &figures),
        columns: Block::new(),
    }
}

pub(super) fn overview(title: &str, overview: &Arc<Overview>, screen: Screen) -> Laid {
    let labels = [
        Role::Lead.label(),
        Role::Responsible.label(),
        terms::THROUGH,
        terms::TARGET,
    ];
    let each = if screen.is_narrow() { 180.0 } else { 240.0 };
    let right = move |nth: usize| screen.right() - each * num::float(labels.len() - 1 - nth);
    let mut columns = Block::new();
    columns.height = 62.0;
    let first = Words::new(terms::AGENCY, LEAST, ink::FAINT);
    columns.words(Point::new(MARGIN, 40.0), 200.0, &first);
    for (nth, label) in labels.iter().enumerate() {
        let text = Text::new(Point::new(right(nth), 40.0), LEAST, ink::FAINT, label);
        columns.page.part(Part::Paragraph);
        columns.page.text(text.aligned(Align::Right));
    }
    let room = right(0) - MARGIN - text_width("00000", 36.0, Weight::Bold) - 24.0;
    let shown = Arc::clone(overview);
    let row = move |nth: usize| {
        let line = &shown.lines[nth];
        let mut block = Block::new();
        let name = Words {
            step: 44.0,
            ..Words::new(&line.name, 36.0, ink::TEXT)
        };
        let down = block.words(Point::new(MARGIN, 54.0), room, &name);
        let counts = [
            line.leads as usize,
            line.responsible as usize,
            line.through,
            line.targets,
        ];
        for (nth, count) in counts.into_iter().enumerate() {
            let words = if count == 0 {
                "–".to_owned()
            } else {
                count.to_string()
            };
            let text = Text::new(Point::new(right(nth), 54.0), 36.0, ink::TEXT, &words);
            let text = text.aligned(Align::Right);
            block.page.part(Part::Paragraph);
            block.page.text(if nth == 0 { text.bold() } else { text });
        }
        block.height = 82.0 + down;
        block
    };
    Laid {
        count: overview.lines.len(),
        row: Box::new(row),
        head: head(screen, title, 72.0, "各机构的任务和目标", &[]),
        columns,
    }
}
