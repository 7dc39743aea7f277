//! Runs of slides over much data: every page is the same whoever asks for it and when, every row
//! stands on the pages once and whole, and what was not touched is not laid out again.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

use std::collections::BTreeMap;
use std::sync::Arc;

use zeren::model::workspace::{AgencyIx, Source, TaskIx, Workspace};
use zeren::model::{Assignment, Date, Role, Section};
use zeren::page::slides::{HEIGHT, Screen, SlidePages};
use zeren::page::{Item, Page, Pages};
use zeren::view::run::{Content, Run};
use zeren::view::{Data, Sheet, ViewSpec};

/// How many tasks the body of the run has.
const TASKS: usize = 900;

/// Gives a body a part in every task until it has so many.
fn give(sections: &mut [Section], body: &str, left: &mut usize) {
    for section in sections {
        for task in section.tasks.iter_mut().take(*left) {
            *left -= 1;
            let has = task.assignments.iter().any(|known| known.agency == body);
            if !has {
                task.assignments.push(Assignment {
                    agency: body.to_owned(),
                    role: Role::Support,
                    written: None,
                    term: None,
                    note: None,
                });
            }
        }
        give(&mut section.sections, body, left);
    }
}

/// The sheet of synthesised data where one body has a great many tasks, and that body. The first
/// task has a title that no page has room for.
fn sheet() -> (Arc<Sheet>, AgencyIx) {
    let mut dataset = zeren::synth::dataset(1000, 24, 3);
    let body = dataset.agencies[4].id.clone();
    let mut left = TASKS;
    for plan in &mut dataset.plans {
        give(&mut plan.sections, &body, &mut left);
    }
    let mut sections = &mut dataset.plans[0].sections;
    while sections[0].tasks.is_empty() {
        sections = &mut sections[0].sections;
    }
    sections[0].tasks[0].title = "推进示例产业链条".repeat(90);
    let source = Source {
        file: None,
        dataset,
    };
    let data = Data::new(Workspace::join(vec![source]).0);
    let day = Date::day(2024, 3, 1).unwrap();
    let sheet = Arc::new(Sheet::new(&data, &ViewSpec::default().for_run(), day));
    let body = sheet.workspace().agency_by_id(&body).unwrap();
    (sheet, body)
}

fn words(page: &Page) -> String {
    let texts = page.items.iter().filter_map(|item| match item {
        Item::Text(text) => Some(text.words.as_str()),
        Item::Shape(_) => None,
    });
    texts.collect::<String>().replace([' ', '\n'], "")
}

#[test]
fn a_page_is_the_same_alone_and_among_all() {
    let (sheet, body) = sheet();
    let run = Arc::new(Run::new(&sheet, &[body]));
    for screen in [Screen::WIDE, Screen::STANDARD] {
        let pages = SlidePages::new(&run, screen);
        let count = pages.count();
        let all: Vec<Page> = (0..count).map(|nth| pages.page(nth)).collect();
        // Backwards, and each of pages that were never asked for another one.
        for nth in (0..count).rev().step_by(7) {
            assert_eq!(pages.page(nth), all[nth], "page {nth}");
        }
        for nth in (0..count).step_by(count / 9) {
            assert_eq!(SlidePages::new(&run, screen).page(nth), all[nth]);
        }
        // The places follow each other, and each page says its own: 7 / 23.
        let mut expected = (0, 0);
        for (nth, page) in all.iter().enumerate() {
            let place = pages.place(nth).unwrap();
            assert_eq!((place.slide, place.nth), expected);
            assert_eq!(pages.first_of(place.slide), Some(nth - place.nth));
            let words = words(page);
            assert!(
                words.contains(&format!("全场{}/{count}", nth + 1)),
                "{words}"
            );
            if place.of > 1 {
                assert!(words.contains(&format!("{}/{}", place.nth + 1, place.of)));
            }
            expected = if place.nth + 1 == place.of {
                (place.slide + 1, 0)
            } else {
                (place.slide, place.nth + 1)
            };
        }
        assert_eq!(expected, (run.slides.len(), 0));
        assert_eq!(pages.place(count), None);
        assert_eq!(pages.page(count), Page::default());
    }
}

/// The titles that a slide has to show, in their order, each with its task.
fn rows(content: &Content) -> Vec<(TaskIx, String)> {
    match content {
        Content::Duties(it) => {
            let lines = it.lines.iter();
            lines.map(|line| (line.task, line.title.clone())).collect()
        }
        Content::Slice(it) => {
            let lines = it.lines.iter();
            lines.map(|line| (line.task, line.title.clone())).collect()
        }
        Content::Schedule(it) => {
            let lines = it.lines.iter();
            lines.map(|line| (line.task, line.title.clone())).collect()
        }
        _ => Vec::new(),
    }
}

#[test]
fn every_row_stands_on_the_pages_once_and_whole() {
    let (sheet, body) = sheet();
    let run = Arc::new(Run::new(&sheet, &[body]));
    let pages = SlidePages::new(&run, Screen::WIDE);
    let mut seen = 0;
    for (slide, shown) in run.slides.iter().enumerate() {
        let rows = rows(&shown.content);
        let first = pages.first_of(slide).unwrap();
        let of = pages.place(first).unwrap().of;
        let mut all = String::new();
        let mut tasks: Vec<TaskIx> = Vec::new();
        let mut shows: BTreeMap<TaskIx, usize> = BTreeMap::new();
        for nth in first..first + of {
            all.push_str(&words(&pages.page(nth)));
            tasks.extend(pages.tasks_of(nth));
            for task in pages.tasks_of(nth) {
                *shows.entry(task).or_default() += 1;
            }
            // Where a row is clicked, its task is found.
            let found: Vec<TaskIx> = (0..540_u16)
                .filter_map(|step| pages.task_at(nth, f32::from(step) * HEIGHT / 540.0))
                .collect();
            for task in pages.tasks_of(nth) {
                assert!(found.contains(&task), "page {nth}: {task:?}");
            }
        }
        let mut from = 0;
        for (task, title) in &rows {
            let title = title.replace(' ', "");
            // A title of a page's height and more is cut by heads and feet.
            if title.chars().count() > 300 {
                assert!(tasks.iter().filter(|known| *known == task).count() > 1);
                continue;
            }
            if let Content::Slice(_) = shown.content {
                // Once for each part of the columns.
                assert!(all.contains(&title), "{title}");
            } else {
                let at = all[from..].find(&title);
                from += at.unwrap_or_else(|| panic!("{title} is lost")) + title.len();
            }
            seen += 1;
        }
        match shown.content {
            Content::Duties(_) => {
                tasks.dedup();
                let wanted: Vec<TaskIx> = rows.iter().map(|(task, _)| *task).collect();
                assert_eq!(tasks, wanted, "in their order, none twice");
            }
            Content::Slice(_) => {
                let mut counts: Vec<usize> = shows.values().copied().collect();
                counts.sort_unstable();
                counts.dedup();
                // All as often as there are parts of the columns, but the one that goes on.
                assert!(counts.len() <= 2, "{counts:?}");
                assert_eq!(shows.len(), rows.len());
            }
            _ => {}
        }
    }
    assert!(seen > 2 * TASKS, "{seen}");
}

#[test]
fn a_row_in_the_spotlight_changes_no_other_page() {
    let (sheet, body) = sheet();
    let run = Arc::new(Run::new(&sheet, &[body]));
    let pages = SlidePages::new(&run, Screen::WIDE);
    let slice = run
        .slides
        .iter()
        .rposition(|slide| matches!(slide.content, Content::Slice(_)));
    let first = pages.first_of(slice.unwrap()).unwrap();
    let of = pages.place(first).unwrap().of;
    for nth in first..first + of {
        let tasks: Vec<TaskIx> = pages.tasks_of(nth).collect();
        assert_eq!(pages.spots(nth), tasks.len());
        for (row, task) in tasks.iter().enumerate() {
            let lit = words(&pages.lit(nth, Some(row)));
            let title = &sheet.workspace().task(*task).task.title;
            assert!(lit.contains(&title.replace(' ', "")), "{title}: {lit}");
        }
        assert_eq!(pages.lit(nth, Some(99)), pages.page(nth));
    }
}

#[test]
fn what_was_not_touched_is_taken_over_and_what_was_is_laid_out_again() {
    let (sheet, body) = sheet();
    let natural = Run::new(&sheet, &[body]);
    let before = SlidePages::new(&Arc::new(natural.clone()), Screen::WIDE);
    // Another order, a title of its own, one left out.
    let mut changed = natural.clone();
    changed.slides.swap(1, 2);
    changed.slides[3].rename("另一个标题");
    changed.slides.pop();
    let changed = Arc::new(changed);
    let like = SlidePages::like(Some(&before), &changed, Screen::WIDE);
    let fresh = SlidePages::new(&changed, Screen::WIDE);
    assert_eq!(like.count(), fresh.count());
    for nth in 0..fresh.count() {
        assert_eq!(like.page(nth), fresh.page(nth), "page {nth}");
        // One less in all: no page says the same.
        assert!(!before.has_same(&like, nth));
    }
    // A note is nothing that a page shows.
    let mut noted = natural.clone();
    noted.slides[1].note = "记住".to_owned();
    let noted = SlidePages::like(Some(&before), &Arc::new(noted), Screen::WIDE);
    assert!((0..before.count()).all(|nth| before.has_same(&noted, nth)));
    // A title is, on the pages of its slide; another screen is another page.
    let mut titled = natural.clone();
    titled.slides[2].rename("另一个标题");
    let titled = SlidePages::like(Some(&before), &Arc::new(titled), Screen::WIDE);
    for nth in 0..before.count() {
        let is_of_it = before.place(nth).unwrap().slide == 2;
        assert_eq!(before.has_same(&titled, nth), !is_of_it, "page {nth}");
    }
    let run = Arc::new(natural);
    let narrow = SlidePages::like(Some(&before), &run, Screen::STANDARD);
    assert_eq!(
        narrow.page(1),
        SlidePages::new(&run, Screen::STANDARD).page(1)
    );
}
