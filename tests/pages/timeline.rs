//! The timeline on paper: every target once, its marks where the axis says, its text to be found.

use zeren::export::{self, Silent, Subject};
use zeren::page::{Form, Item, Orientation, Page, PageSetup, Pages, Paper, Text};
use zeren::view::{LaneBy, Sheet, Timeline, ViewSpec};

use crate::{common, picture, programs};

fn pages(sheet: &Sheet, paper: Paper) -> Box<dyn Pages + '_> {
    let setup = PageSetup::new(paper, Orientation::Landscape);
    export::pages(Subject::Timeline(sheet), setup).unwrap()
}

fn texts(page: &Page) -> Vec<&Text> {
    let texts = page.items.iter().filter_map(|item| match item {
        Item::Text(text) => Some(text),
        Item::Shape(_) => None,
    });
    texts.collect()
}

/// Middles of the diamonds of a page.
fn diamonds(page: &Page) -> Vec<(f32, f32)> {
    let forms = page.items.iter().filter_map(|item| match item {
        Item::Shape(shape) => Some(&shape.form),
        Item::Text(_) => None,
    });
    forms
        .filter_map(|form| match form {
            Form::Polygon(points) if points.len() == 4 => Some((points[0].x, points[1].y)),
            _ => None,
        })
        .collect()
}

#[test]
fn every_target_with_a_figure_and_a_deadline_has_one_diamond_where_its_year_ends() {
    let sheet = common::sheet(&ViewSpec::default());
    for paper in Paper::ALL {
        let pages = pages(&sheet, paper);
        let mut counted = std::collections::BTreeMap::new();
        for nth in 0..pages.count() {
            let page = pages.page(nth);
            let texts = texts(&page);
            let year = |year: i32| {
                let label = year.to_string();
                let found = texts.iter().find(|text| text.words == label);
                found.map(|text| text.bounds().centre().x)
            };
            let Some(first) = year(2018) else { continue };
            let half = (year(2019).unwrap() - first) / 2.0;
            // Two diamonds of every page are the legend's.
            let mut found = diamonds(&page);
            let foot = found.iter().map(|at| at.1).fold(0.0, f32::max);
            found.retain(|at| at.1 < foot);
            for (x, _) in found {
                let ends = (2017..=2026).find(|&y| (year(y).unwrap() + half - x).abs() < 1.0);
                *counted.entry(ends.expect("the end of a year")).or_insert(0) += 1;
            }
        }
        // 32, 14, 2 and 8 are dated; two of 2020 are words and have no diamond.
        let counted: Vec<(i32, i32)> = counted.into_iter().collect();
        assert_eq!(counted, [(2020, 30), (2023, 14), (2025, 2), (2026, 8)]);
    }
}

#[test]
fn every_indicator_is_found_in_the_pdf() {
    for lanes in [LaneBy::Plan, LaneBy::Indicator] {
        let sheet = common::sheet(&ViewSpec {
            lanes,
            ..ViewSpec::default()
        });
        let pdf = export::pdf(pages(&sheet, Paper::A3).as_ref(), &Silent).unwrap();
        let Some(text) = programs::pdf_text(&pdf) else {
            return;
        };
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        let text = bare(&text);
        let timeline = Timeline::new(&sheet);
        let lanes = timeline.lanes.iter().map(|lane| lane.id);
        let ids = lanes.chain(timeline.undated.iter().map(|undated| undated.id));
        let mut count = 0;
        for id in ids {
            let indicator = &id.target(timeline.workspace()).indicator;
            assert!(text.contains(&bare(indicator)), "{indicator}");
            count += 1;
        }
        assert_eq!(count, 141);
        for group in &timeline.groups {
            assert!(text.contains(&bare(&timeline.heading(group))));
        }
    }
}

#[test]
fn folded_plans_are_unfolded_on_paper() {
    let open = common::sheet(&ViewSpec::default());
    let folded = common::sheet(&ViewSpec {
        folded: vec!["brand-2017".to_owned()],
        ..ViewSpec::default()
    });
    let count = |sheet: &Sheet| {
        let pages = pages(sheet, Paper::A3);
        let items = (0..pages.count()).map(|nth| pages.page(nth).items.len());
        items.sum::<usize>()
    };
    assert_eq!(count(&open), count(&folded));
}

#[test]
fn nothing_to_show_says_so() {
    let sheet = common::sheet(&common::views::named("nothing"));
    let pages = pages(&sheet, Paper::A4);
    assert_eq!(pages.count(), 1);
    let page = pages.page(0);
    let mut texts = texts(&page).into_iter();
    assert!(texts.any(|text| text.words == "没有目标符合筛选"));
}

#[test]
fn the_timeline_on_paper() {
    let sheet = common::sheet(&ViewSpec {
        plans: ["made-2021", "chain-2023", "double-2024"]
            .map(str::to_owned)
            .to_vec(),
        ..ViewSpec::default()
    });
    picture::compare(&pages(&sheet, Paper::A3).page(0), "page-timeline-a3");
    picture::compare(&pages(&sheet, Paper::A4).page(1), "page-timeline-a4");
    let threads = common::sheet(&ViewSpec {
        lanes: LaneBy::Indicator,
        ..ViewSpec::default()
    });
    picture::compare(
        &pages(&threads, Paper::A4).page(0),
        "page-timeline-threads-a4",
    );
}
