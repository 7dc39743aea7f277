//! Slides of L: how long the run of a body with 3,000 tasks takes to be laid out, how long one page
//! of it takes, and what a run of 500 slides holds in memory with the pictures around one of them.

use std::sync::Arc;
use std::time::Duration;

use zeren::export::Painter;
use zeren::model::{Assignment, Dataset, Role, Section};
use zeren::page::Pages as _;
use zeren::page::slides::{Screen, SlidePages};
use zeren::view::run::{Content, Run};
use zeren::view::{Sheet, ViewSpec};

use super::table::{Budget, Table};
use super::timing::Pair;
use super::{Bench, TODAY, data};

/// How many tasks the body has.
const TASKS: usize = 3_000;
/// The budget of a page.
const PAGE: Duration = Duration::from_millis(5);
/// The budget of the memory of a run, in KiB.
#[cfg(feature = "gui")]
const MORE_KIB: u64 = 60 * 1024;
/// The argument that makes a process the run whose memory is measured.
#[cfg(feature = "gui")]
const RUN: &str = "--run-of-slides=";

pub fn run(bench: &Bench, table: &mut Table) {
    let laid = "slides: the run of a body with 3,000 tasks of L laid out, per page";
    let duties = "slides: a page of its tasks";
    let part = "slides: a page of its part of the matrix";
    if [laid, duties, part].iter().any(|name| bench.wants(name)) {
        let mut dataset = bench.large();
        let body = dataset.agencies[0].id.clone();
        let mut left = TASKS;
        for plan in &mut dataset.plans {
            give(&mut plan.sections, &body, &mut left);
        }
        pages(bench, table, dataset, &body, [laid, duties, part]);
    }
    #[cfg(feature = "gui")]
    memory(bench, table);
}

/// Gives a body as many tasks as are left to give.
fn give(sections: &mut [Section], body: &str, left: &mut usize) {
    for section in sections {
        for task in &mut section.tasks {
            let has = task.assignments.iter().any(|known| known.agency == body);
            if *left > 0 && !has {
                task.assignments.push(Assignment {
                    agency: body.to_owned(),
                    role: Role::Support,
                    written: None,
                    term: None,
                    note: None,
                });
            }
            *left = left.saturating_sub(1);
        }
        give(&mut section.sections, body, left);
    }
}

fn pages(bench: &Bench, table: &mut Table, dataset: Dataset, body: &str, names: [&str; 3]) {
    let spec = ViewSpec::default().for_run();
    let sheet = Arc::new(Sheet::new(&data(dataset), &spec, TODAY));
    let Some(body) = sheet.workspace().agency_by_id(body) else {
        eprintln!("{}: the body is not in the data", names[0]);
        return;
    };
    let run = Arc::new(Run::new(&sheet, &[body]));
    let made = SlidePages::new(&run, Screen::WIDE);
    let about = Duration::from_secs(20);
    if bench.wants(names[0]) {
        let pair = bench.effort.compare(
            about,
            || SlidePages::new(&run, Screen::WIDE).count(),
            || Run::new(&sheet, &[body]).slides.len(),
        );
        let count = u32::try_from(made.count()).unwrap_or(u32::MAX);
        let each = Pair {
            measured: pair.measured / count,
            reference: pair.reference / count,
        };
        table.add(names[0], "what it says", &each, &Budget::Time(PAGE));
    }
    let first = |wanted: fn(&Content) -> bool| {
        let mut slides = run.slides.iter();
        let slide = slides.position(|slide| wanted(&slide.content))?;
        made.first_of(slide)
    };
    let kinds = [
        first(|content| matches!(content, Content::Duties(_))),
        first(|content| matches!(content, Content::Slice(_))),
    ];
    for (name, page) in names[1..].iter().zip(kinds) {
        let Some(page) = page.filter(|_| bench.wants(name)) else {
            continue;
        };
        let page = page + 1;
        let shown = made.page(page);
        let pair = bench.effort.compare(
            Duration::from_secs(4),
            || made.page(page).items.len(),
            || Painter::default().paint(&shown, 1.0).is_ok(),
        );
        table.add(name, "painted", &pair, &Budget::Time(PAGE));
    }
}

/// Whether this process is to make a run; it has made one when this returns true.
#[cfg(feature = "gui")]
pub fn is_run() -> bool {
    let Some(size) = std::env::args().find_map(|argument| {
        let size = argument.strip_prefix(RUN)?;
        let (tasks, bodies) = size.split_once('x')?;
        Some((tasks.parse().ok()?, bodies.parse().ok()?))
    }) else {
        return false;
    };
    let (tasks, bodies): (usize, usize) = size;
    let data = data(zeren::synth::dataset(tasks, bodies, 1));
    let sheet = Sheet::new(&data, &ViewSpec::default().for_run(), TODAY);
    let sheet = Arc::new(sheet);
    let mut columns: Vec<_> = sheet
        .columns
        .iter()
        .map(|column| (column.tasks, column.agency))
        .collect();
    columns.sort_unstable();
    let columns: Vec<_> = columns.into_iter().rev().map(|(_, body)| body).collect();
    let before = super::start::resident_kib();
    // As many bodies as 500 slides are about.
    let each = Run::new(&sheet, &columns[..1]).slides.len();
    let run = Run::new(
        &sheet,
        &columns[..500_usize.div_ceil(each).min(columns.len())],
    );
    let pages = SlidePages::new(&Arc::new(run), Screen::WIDE);
    let middle = pages.count() / 2;
    let around = middle.saturating_sub(1)..(middle + 2).min(pages.count());
    let pictures: Vec<_> = around
        .map(|nth| Painter::default().paint(&pages.page(nth), 1.0))
        .collect();
    let after = super::start::resident_kib();
    println!("{} {}", before.unwrap_or(0), after.unwrap_or(0));
    drop((pictures, pages));
    true
}

#[cfg(feature = "gui")]
fn memory(bench: &Bench, table: &mut Table) {
    let name = "slides: memory of a run of 500 slides of L, three of them painted";
    if !bench.wants(name) {
        return;
    }
    let (tasks, bodies) = bench.large;
    let measured = || {
        let own = std::env::current_exe().ok()?;
        let mut command = std::process::Command::new(own);
        let output = command
            .arg(format!("{RUN}{tasks}x{bodies}"))
            .output()
            .ok()?;
        let text = String::from_utf8(output.stdout).ok()?;
        let (before, after) = text.trim().split_once(' ')?;
        Some((before.parse::<u64>().ok()?, after.parse::<u64>().ok()?))
    };
    match measured() {
        Some((before, after)) => table.add_memory(name, "the sheet", after, before, MORE_KIB),
        None => eprintln!("{name}: not measured, the system does not tell"),
    }
}
