//! What the layouts of a dozen views look like and keep to: nothing leaves the page, no two texts
//! overlap, and every row stands on one page.

use zeren::export::{self, Layout, Silent, Subject};
use zeren::model::workspace::{Source, Workspace};
use zeren::page::{Item, Orientation, Page, PageSetup, Pages, Paper, Rect, Text};
use zeren::synth;
use zeren::view::{Data, Sheet, SuccessionView, Timeline, ViewSpec, target_rows};

use crate::{common, picture, programs};

fn setups() -> Vec<PageSetup> {
    Paper::ALL
        .into_iter()
        .flat_map(|paper| {
            Orientation::ALL
                .into_iter()
                .map(move |orientation| PageSetup::new(paper, orientation))
        })
        .collect()
}

fn pages(sheet: &Sheet, layout: Layout, setup: PageSetup) -> Box<dyn Pages + '_> {
    export::pages(Subject::of_sheet(sheet, layout).unwrap(), setup).unwrap()
}

pub fn texts(page: &Page) -> Vec<&Text> {
    page.items
        .iter()
        .filter_map(|item| match item {
            Item::Text(text) => Some(text),
            Item::Shape(_) => None,
        })
        .collect()
}

/// Nothing leaves the page, and no two texts overlap.
pub fn check(page: &Page, what: &str) {
    let paper = Rect::new(0.0, 0.0, page.size.width, page.size.height);
    for item in &page.items {
        assert!(paper.holds(&item.bounds()), "{what}: {item:?}");
    }
    let boxes: Vec<(Rect, &str)> = texts(page)
        .into_iter()
        .map(|text| (text.bounds().grown(-0.4), text.words.as_str()))
        .collect();
    for (nth, (a, words)) in boxes.iter().enumerate() {
        for (b, others) in &boxes[nth + 1..] {
            let apart =
                a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
            assert!(apart, "{what}: “{words}” and “{others}” overlap");
        }
    }
}

#[test]
fn nothing_leaves_the_page_and_no_texts_overlap() {
    for (name, spec) in common::views::all() {
        let sheet = common::sheet(&spec);
        for layout in Layout::ALL {
            for setup in setups() {
                let pages = pages(&sheet, layout, setup);
                for nth in 0..pages.count() {
                    let what = format!("{name}, {layout:?}, {}, page {}", setup.label(), nth + 1);
                    check(&pages.page(nth), &what);
                }
            }
        }
    }
}

#[test]
fn odd_data_stays_on_the_page() {
    for seed in 0..4 {
        let dataset = synth::dataset(60, 90, seed);
        let source = Source {
            file: None,
            dataset,
        };
        let data = Data::new(Workspace::join(vec![source]).0);
        let sheet = Sheet::new(&data, &ViewSpec::default(), common::today());
        for layout in Layout::ALL {
            for setup in setups() {
                let pages = pages(&sheet, layout, setup);
                for nth in 0..pages.count() {
                    check(
                        &pages.page(nth),
                        &format!("seed {seed}, {layout:?}, page {nth}"),
                    );
                }
            }
        }
    }
}

#[test]
fn no_page_ends_with_a_heading() {
    let sheet = common::sheet(&ViewSpec::default());
    for layout in Layout::ALL {
        for setup in setups() {
            let pages = pages(&sheet, layout, setup);
            let headings: Vec<String> = pages
                .bookmarks()
                .into_iter()
                .map(|mark| mark.title)
                .collect();
            for nth in 0..pages.count() {
                let page = pages.page(nth);
                let texts = texts(&page);
                // The last words of the table stand before those of the foot.
                let foot = texts
                    .iter()
                    .rposition(|text| text.words.starts_with('第'))
                    .unwrap();
                let small = texts[foot].size;
                let last = texts[..foot].iter().rev().find(|text| text.size > small);
                if let Some(last) = last {
                    assert!(
                        !headings.contains(&last.words),
                        "{layout:?} {nth}: {}",
                        last.words
                    );
                }
            }
        }
    }
}

#[test]
fn bookmarks_name_plans_and_sections_and_lead_to_them() {
    let sheet = common::sheet(&ViewSpec::default());
    for layout in [Layout::Matrix, Layout::List] {
        let pages = pages(
            &sheet,
            layout,
            PageSetup::new(Paper::A4, Orientation::Portrait),
        );
        let bookmarks = pages.bookmarks();
        let plans = bookmarks.iter().filter(|mark| mark.level == 0).count();
        assert_eq!(plans, sheet.shown.plans);
        let mut depth = 0;
        for mark in &bookmarks {
            assert!(mark.level <= depth + 1, "{mark:?}");
            depth = mark.level;
            let page = pages.page(mark.page);
            let found = texts(&page).into_iter().any(|text| {
                mark.title.starts_with(&text.words) && (text.at.y - mark.top).abs() < 20.0
            });
            assert!(found, "{mark:?}");
        }
    }
}

#[test]
fn pages_state_title_source_filter_counts_date_and_citation() {
    for name in ["one agency", "search", "one plan", "nothing"] {
        let sheet = common::sheet(&common::views::named(name));
        for layout in Layout::ALL {
            let setup = PageSetup::new(Paper::A4, Orientation::Landscape);
            let pages = pages(&sheet, layout, setup);
            let all: Vec<String> = (0..pages.count())
                .flat_map(|nth| {
                    let page = pages.page(nth);
                    texts(&page)
                        .into_iter()
                        .map(|text| text.words.clone())
                        .collect::<Vec<_>>()
                })
                .collect();
            let words = all.concat();
            let mut wanted = vec![pages.title().to_owned(), "2026年11月22日制表".to_owned()];
            wanted.extend(sheet.citations());
            let counts = match layout {
                Layout::Timeline => Timeline::new(&sheet).counts_text(),
                _ => sheet.counts_text(),
            };
            wanted.extend(counts.split(" · ").map(str::to_owned));
            if name != "one plan" {
                wanted.push(sheet.filter_text());
            }
            for wanted in wanted {
                assert!(
                    words.contains(&wanted),
                    "{name} {layout:?}: {wanted} not in {words}"
                );
            }
            let count = pages.count();
            for nth in 1..=count {
                assert!(all.contains(&format!("第 {nth} 页 / 共 {count} 页")));
            }
        }
    }
}

#[test]
fn folded_pages_say_which_bodies_became_which() {
    let sheet = common::sheet(&ViewSpec {
        succession: SuccessionView::Current,
        ..ViewSpec::default()
    });
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    let lines = sheet.folding_notes();
    assert!(lines.len() > 5, "{lines:?}");
    for layout in Layout::ALL {
        let pages = pages(
            &sheet,
            layout,
            PageSetup::new(Paper::A4, Orientation::Landscape),
        );
        let mut words = String::new();
        for nth in 0..pages.count() {
            let page = pages.page(nth);
            words.extend(texts(&page).into_iter().map(|text| bare(&text.words)));
        }
        for line in &lines {
            assert!(words.contains(&bare(line)), "{layout:?}: {line}");
        }
    }
}

#[test]
fn even_a4_pages_stand_at_their_own_binding_edge_with_numbers_outside() {
    let sheet = common::sheet(&ViewSpec::default());
    for layout in Layout::ALL {
        for setup in setups() {
            let pages = pages(&sheet, layout, setup);
            // The running titles of two neighbours, and their numbers.
            let of = |nth: usize| {
                let page = pages.page(nth);
                let texts = texts(&page);
                let number = texts.iter().find(|text| text.words.starts_with("第 "));
                (texts[0].at, number.unwrap().bounds(), page.size.width)
            };
            if pages.count() < 3 {
                continue;
            }
            let (even, odd) = (of(1), of(2));
            let moved = (odd.0.x - even.0.x, odd.0.y - even.0.y);
            let two = 2.0 * zeren::page::MM;
            let wanted = match (setup.paper, setup.orientation) {
                (Paper::A3, _) => (0.0, 0.0),
                (Paper::A4, Orientation::Portrait) => (two, 0.0),
                (Paper::A4, Orientation::Landscape) => (0.0, two),
            };
            assert!((moved.0 - wanted.0).abs() < 0.01, "{moved:?}");
            assert!((moved.1 - wanted.1).abs() < 0.01, "{moved:?}");
            if setup.paper == Paper::A4 {
                let middle = even.2 / 2.0;
                assert!(even.1.right < middle && odd.1.left > middle);
            }
        }
    }
}

#[test]
fn without_notes_there_is_no_legend_and_no_filter() {
    let sheet = common::sheet(&common::views::named("one agency"));
    let setup = PageSetup {
        notes: false,
        ..PageSetup::new(Paper::A3, Orientation::Landscape)
    };
    let pages = pages(&sheet, Layout::Matrix, setup);
    for nth in 0..pages.count() {
        let page = pages.page(nth);
        for text in texts(&page) {
            assert!(
                !text.words.starts_with("筛选") && text.words != "责任",
                "{}",
                text.words
            );
        }
    }
}

#[test]
fn targets_and_tasks_of_the_lists_are_all_there() {
    let sheet = common::sheet(&ViewSpec::default());
    for setup in setups() {
        let words = |layout| -> String {
            let pages = pages(&sheet, layout, setup);
            (0..pages.count())
                .flat_map(|nth| {
                    let page = pages.page(nth);
                    texts(&page)
                        .into_iter()
                        .map(|text| text.words.clone())
                        .collect::<Vec<_>>()
                })
                .collect()
        };
        let list = words(Layout::List);
        for task in sheet.tasks() {
            let task = &sheet.workspace().task(task).task;
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            assert!(bare(&list).contains(&bare(&task.title)), "{}", task.title);
        }
        let targets = words(Layout::Targets);
        for row in target_rows(&sheet) {
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            let indicator = bare(&row.target.indicator);
            assert!(bare(&targets).contains(&indicator), "{indicator}");
        }
    }
}

#[test]
fn the_matrix_on_paper() {
    let sheet = common::sheet(&common::views::named("one plan"));
    let of = |paper, orientation| pages(&sheet, Layout::Matrix, PageSetup::new(paper, orientation));
    let a3 = of(Paper::A3, Orientation::Landscape);
    assert_eq!(a3.count(), 1);
    picture::compare(&a3.page(0), "page-matrix-a3");
    picture::compare(
        &of(Paper::A4, Orientation::Landscape).page(0),
        "page-matrix-a4",
    );
    picture::compare(
        &of(Paper::A4, Orientation::Portrait).page(0),
        "page-matrix-a4-portrait",
    );
    let sheet = common::sheet(&ViewSpec::default());
    let all = pages(
        &sheet,
        Layout::Matrix,
        PageSetup::new(Paper::A3, Orientation::Landscape),
    );
    picture::compare(&all.page(3), "page-matrix-bands");
}

#[test]
fn the_lists_on_paper() {
    let sheet = common::sheet(&common::views::named("one plan"));
    for (layout, name) in [(Layout::List, "list"), (Layout::Targets, "targets")] {
        for (paper, key) in [(Paper::A4, "a4"), (Paper::A3, "a3")] {
            let pages = pages(
                &sheet,
                layout,
                PageSetup::new(paper, Orientation::Landscape),
            );
            picture::compare(&pages.page(0), &format!("page-{name}-{key}"));
        }
    }
}

#[test]
fn pdfs_have_embedded_subsets_only() {
    let sheet = common::sheet(&ViewSpec::default());
    for layout in Layout::ALL {
        let setup = PageSetup::new(Paper::A4, Orientation::Landscape);
        let pdf = export::pdf(pages(&sheet, layout, setup).as_ref(), &Silent).unwrap();
        let Some(fonts) = programs::output("pdffonts", &[], &pdf, &[]) else {
            return;
        };
        for line in fonts.lines().skip(2) {
            let row: Vec<&str> = line.split_whitespace().collect();
            assert_eq!(
                &row[row.len() - 5..row.len() - 2],
                ["yes", "yes", "yes"],
                "{fonts}"
            );
        }
    }
}
