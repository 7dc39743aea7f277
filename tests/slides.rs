//! Slides: nothing on them is small, cut off, or over something else, whatever the data.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

use std::path::Path;
use std::sync::Arc;

use egui_kittest::SnapshotOptions;
use image::RgbaImage;
use zeren::export::Painter;
use zeren::model::workspace::{AgencyIx, PlanIx, Source, Workspace};
use zeren::model::{Dataset, Date};
use zeren::page::slides::{LEAST, Screen, SlidePages};
use zeren::page::{Item, Pages, Rect};
use zeren::store;
use zeren::view::TargetId;
use zeren::view::compare::{Comparison, Side};
use zeren::view::run::{Content, Run, Wanted};
use zeren::view::{Data, Sheet, SuccessionView, ViewSpec};

const SCREENS: [Screen; 2] = [Screen::WIDE, Screen::STANDARD];

/// Every answer in front of the room: each task, goal and plan, and two bodies side by side.
fn check_answers(sheet: &Arc<Sheet>) {
    let workspace = sheet.workspace();
    let bodies: Vec<AgencyIx> = sheet.columns.iter().map(|column| column.agency).collect();
    let goals: Vec<TargetId> = zeren::view::target_rows(sheet)
        .iter()
        .map(|row| row.id)
        .filter(|id| id.task().is_none())
        .collect();
    let tasks = sheet.tasks().map(Wanted::Task);
    let plans = (0..workspace.plans.len()).map(|nth| Wanted::Plan(PlanIx::new(nth)));
    let two = [
        Wanted::Body(bodies[0]),
        Wanted::Beside(bodies[0], bodies[1]),
    ];
    let goals = goals.into_iter().map(Wanted::Target);
    for wanted in tasks.chain(goals).chain(plans).chain(two) {
        let run = Arc::new(wanted.run(sheet));
        assert!(!run.slides[0].title().is_empty(), "{wanted:?} says nothing");
        for screen in SCREENS {
            check(&SlidePages::new(&run, screen));
        }
    }
}

fn sheet(data: &Dataset, plans: &[&str]) -> Arc<Sheet> {
    let source = Source {
        file: None,
        dataset: data.clone(),
    };
    let workspace = Workspace::join(vec![source]).0;
    let spec = ViewSpec {
        plans: plans.iter().map(|&plan| plan.to_owned()).collect(),
        ..ViewSpec::default()
    };
    let day = Date::day(2024, 3, 1).unwrap();
    Arc::new(Sheet::new(&Data::new(workspace), &spec.for_run(), day))
}

fn builtin() -> Dataset {
    store::parse(store::builtin().as_bytes(), None)
        .expect("the built-in data")
        .dataset
}

fn body(sheet: &Sheet, name: &str) -> AgencyIx {
    let agencies = &sheet.workspace().agencies;
    let place = agencies
        .iter()
        .position(|agency| agency.agency.label() == name);
    AgencyIx::new(place.expect("the body"))
}

/// Every text is large enough, on its page, and over no other.
fn check(pages: &SlidePages) {
    for nth in 0..pages.count() {
        for lit in [None, Some(0), pages.spots(nth).checked_sub(1)] {
            let page = pages.lit(nth, lit);
            let all = Rect::new(0.0, 0.0, page.size.width, page.size.height);
            let mut known: Vec<(Rect, &str)> = Vec::new();
            for item in &page.items {
                let Item::Text(text) = item else { continue };
                assert!(
                    text.size >= LEAST,
                    "page {nth}: {} is {}",
                    text.words,
                    text.size
                );
                let bounds = text.bounds();
                let place = pages.place(nth).unwrap();
                let what = pages.run().slides[place.slide].title();
                assert!(
                    all.holds(&bounds),
                    "{what} {nth}: {} at {bounds:?}",
                    text.words
                );
                for (other, words) in &known {
                    let wide = other.right.min(bounds.right) - other.left.max(bounds.left);
                    let high = other.bottom.min(bounds.bottom) - other.top.max(bounds.top);
                    assert!(
                        wide < 1.0 || high < 1.0,
                        "{what} {nth} {lit:?}: {words} and {} overlap by {wide} × {high}",
                        text.words
                    );
                }
                known.push((bounds, &text.words));
            }
        }
    }
}

#[test]
fn nothing_of_the_built_in_data_is_small_cut_off_or_covered() {
    let data = builtin();
    let sheet = sheet(&data, &[]);
    check_answers(&sheet);
    let every: Vec<AgencyIx> = sheet.columns.iter().map(|column| column.agency).collect();
    for screen in SCREENS {
        check(&SlidePages::new(
            &Arc::new(Run::new(&sheet, &every[..6])),
            screen,
        ));
        let run = Arc::new(Run::new(&sheet, &every[..3]));
        check(&SlidePages::new(&run, screen));
    }
}

fn first_task(sections: &mut [zeren::model::Section]) -> Option<&mut zeren::model::Task> {
    for section in sections {
        if !section.tasks.is_empty() {
            return section.tasks.first_mut();
        }
        if let Some(task) = first_task(&mut section.sections) {
            return Some(task);
        }
    }
    None
}

#[test]
fn nothing_of_hostile_data_is_small_cut_off_or_covered() {
    let mut data = zeren::synth::dataset(9, 40, 7);
    for (nth, agency) in data.agencies.iter_mut().enumerate() {
        agency.name = format!(
            "{}{nth}号局",
            "示例市人民政府办公厅"
                .repeat(7)
                .chars()
                .take(62)
                .collect::<String>()
        );
        agency.short = None;
    }
    let agencies: Vec<String> = data
        .agencies
        .iter()
        .map(|agency| agency.id.clone())
        .collect();
    let plan = &mut data.plans[0];
    let task = first_task(&mut plan.sections).expect("a task");
    task.title = "推进示例产业链条高质量发展"
        .repeat(18)
        .chars()
        .take(225)
        .collect();
    let model = task.assignments[0].clone();
    task.assignments = agencies
        .iter()
        .map(|agency| zeren::model::Assignment {
            agency: agency.clone(),
            ..model.clone()
        })
        .collect();
    let sheet = sheet(&data, &[]);
    check_answers(&sheet);
    let every: Vec<AgencyIx> = sheet.columns.iter().map(|column| column.agency).collect();
    for screen in SCREENS {
        check(&SlidePages::new(
            &Arc::new(Run::new(&sheet, &every[..2])),
            screen,
        ));
    }
}

/// A comparison of two versions of the built-in data, as the run's sheet.
fn compared(old: &Dataset, new: &Dataset) -> Arc<Sheet> {
    let join = |data: &Dataset| {
        let source = Source {
            file: None,
            dataset: data.clone(),
        };
        Workspace::join(vec![source]).0
    };
    let (old, new) = (join(old), join(new));
    let side = |workspace, name: &str| Side {
        workspace,
        plan: None,
        name: name.to_owned(),
    };
    let day = Date::day(2024, 3, 1).unwrap();
    let (old, new) = (side(&old, "初稿"), side(&new, "定稿"));
    let comparison = Comparison::new(&old, &new, SuccessionView::AsWritten, day);
    Arc::new(Sheet::new(
        &comparison.data,
        &ViewSpec::default().for_run(),
        day,
    ))
}

#[test]
fn a_comparison_has_a_slide_of_what_changed_and_other_data_has_none() {
    let old = builtin();
    let mut new = old.clone();
    let task = first_task(&mut new.plans[0].sections).expect("a task");
    let title: String = "推进示例产业链条高质量发展".repeat(18);
    task.title = title.chars().take(225).collect();
    task.assignments.truncate(1);
    let sheet = compared(&old, &new);
    let run = Arc::new(Run::new(&sheet, &[]));
    let found = run.slides.iter().find_map(|slide| match &slide.content {
        Content::Changed(changed) => Some(changed),
        _ => None,
    });
    let changed = found.expect("a slide of the changes");
    assert_eq!(changed.caption, "初稿 → 定稿");
    assert!(changed.lines.len() > 1 && changed.counts.iter().any(|(count, _)| *count > 0));
    for screen in SCREENS {
        let pages = SlidePages::new(&run, screen);
        check(&pages);
        // Every change stands on the slides, whole.
        let words: String = (0..pages.count())
            .flat_map(|nth| pages.page(nth).items)
            .filter_map(|item| match item {
                Item::Text(text) => Some(text.words),
                Item::Shape(_) => None,
            })
            .collect();
        let plain = |words: &str| words.replace([' ', '\n'], "");
        let words = plain(&words);
        for line in &changed.lines {
            assert!(words.contains(&plain(&line.words)), "{line:?}");
        }
    }
    let alone = Run::new(&self::sheet(&old, &[]), &[]);
    let has = |slide: &zeren::view::run::Slide| matches!(slide.content, Content::Changed(_));
    assert!(!alone.slides.iter().any(has));
}

/// The run of the drawings.
fn drawn(screen: Screen) -> SlidePages {
    let data = builtin();
    let id = data
        .plans
        .iter()
        .find(|plan| plan.title.contains("武汉制造") && plan.title.contains("2021"))
        .expect("the plan")
        .id
        .clone();
    let sheet = sheet(&data, &[&id]);
    let bodies = ["市经信局", "市市场监管局", "市科技局"].map(|name| body(&sheet, name));
    SlidePages::new(&Arc::new(Run::new(&sheet, &bodies)), screen)
}

#[test]
fn slides_say_what_the_drawings_say() {
    let pages = drawn(Screen::WIDE);
    let run = pages.run();
    let Content::Duties(duties) = &run.slides[1].content else {
        panic!("duties first")
    };
    let counts: Vec<usize> = duties.figures.iter().map(|figure| figure.count).collect();
    assert_eq!(counts, [9, 6, 15]);
    let shared = run.slides.iter().find_map(|slide| match &slide.content {
        Content::Shared(shared) => Some(shared),
        _ => None,
    });
    let shared = shared.unwrap();
    assert_eq!(shared.counts, [6, 5]);
    let remarks: Vec<&str> = shared
        .lines
        .iter()
        .map(|line| line.remark.as_str())
        .collect();
    assert!(
        remarks.contains(&"两家牵头") && remarks.contains(&"牵头：市地方金融局"),
        "{remarks:?}"
    );
}

#[test]
fn slides_look_as_drawn() {
    let options = SnapshotOptions::new()
        .output_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots"))
        .threshold(1.5)
        .max_failed_pixels(40_usize);
    for (shape, screen) in [("wide", Screen::WIDE), ("standard", Screen::STANDARD)] {
        let pages = drawn(screen);
        let first = |wanted: &dyn Fn(&Content) -> bool| {
            let slides = &pages.run().slides;
            let slide = slides.iter().position(|slide| wanted(&slide.content));
            pages.first_of(slide.unwrap()).unwrap()
        };
        let kinds = [
            ("cover", first(&|c| matches!(c, Content::Cover(_))), None),
            ("duties", first(&|c| matches!(c, Content::Duties(_))), None),
            ("matrix", first(&|c| matches!(c, Content::Slice(_))), None),
            (
                "spotlight",
                first(&|c| matches!(c, Content::Slice(_))),
                Some(4),
            ),
            ("shared", first(&|c| matches!(c, Content::Shared(_))), None),
            ("due", first(&|c| matches!(c, Content::Due(_))), None),
            (
                "schedule",
                first(&|c| matches!(c, Content::Schedule(_))),
                None,
            ),
            (
                "overview",
                first(&|c| matches!(c, Content::Overview(_))),
                None,
            ),
        ];
        for (kind, page, lit) in kinds {
            let picture = Painter::default()
                .paint(&pages.lit(page, lit), 0.5)
                .unwrap();
            let dots = picture.rgb.chunks_exact(3);
            let rgba = dots.flat_map(|dot| [dot[0], dot[1], dot[2], 255]).collect();
            let image = RgbaImage::from_raw(picture.width, picture.height, rgba).unwrap();
            let name = format!("slide_{kind}_{shape}");
            if let Err(error) = egui_kittest::try_image_snapshot_options(&image, &name, &options) {
                panic!("{error}");
            }
        }
    }
}

#[test]
fn a_body_s_deadlines_stand_along_the_years_each_once() {
    let data = builtin();
    let sheet = sheet(&data, &[]);
    let body = body(&sheet, "市经信局");
    let run = Run::new(&sheet, &[body]);
    let schedule = run.slides.iter().find_map(|slide| match &slide.content {
        Content::Schedule(schedule) => Some(schedule),
        _ => None,
    });
    let schedule = schedule.expect("it has deadlines");
    let profile = zeren::view::Profile::new(&sheet, body);
    let workspace = sheet.workspace();
    let dues = profile.targets.iter().flat_map(|target| {
        let start = workspace.plan(target.plan).plan.issued;
        let target = target.id.target(workspace);
        target.dues().filter_map(move |due| due.end(start))
    });
    let mut wanted: Vec<i16> = dues.map(Date::year).collect();
    let own: usize = schedule
        .lines
        .iter()
        .filter(|line| line.end.is_some())
        .count();
    assert!(own >= wanted.len() && own > 5, "{own} of {}", wanted.len());
    wanted.sort_unstable();
    assert_eq!(wanted.last(), Some(&schedule.years.1));
    let ends: Vec<f32> = schedule.lines.iter().filter_map(|line| line.end).collect();
    assert!(ends.is_sorted(), "the earliest first");
    let known = run
        .slides
        .iter()
        .filter(|slide| slide.key == "schedule:jxj");
    assert_eq!(known.count(), 1, "known by its key");
}
