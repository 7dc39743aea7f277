//! The matrix over pages: every mark on one of them, none without a mark, and on each of them the
//! bodies that have a part in what it shows.

use std::collections::{BTreeMap, BTreeSet};

use zeren::export::{self, Subject};
use zeren::model::workspace::{Source, Workspace};
use zeren::page::{CellKind, Item, Orientation, Page, PageSetup, Pages, Paper, Part, Text};
use zeren::synth;
use zeren::view::{Data, RowKind, Sheet, ViewSpec, column_labels};

use crate::common;

fn setups() -> impl Iterator<Item = PageSetup> {
    let papers = Paper::ALL.into_iter();
    papers.flat_map(|paper| {
        let orientations = Orientation::ALL.into_iter();
        orientations.map(move |orientation| PageSetup::new(paper, orientation))
    })
}

fn pages(sheet: &Sheet, setup: PageSetup) -> Box<dyn Pages + '_> {
    export::pages(Subject::Matrix(sheet), setup).unwrap()
}

fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

fn words(items: &[Item]) -> String {
    let texts = items.iter().filter_map(|item| match item {
        Item::Text(text) => Some(bare(&text.words)),
        Item::Shape(_) => None,
    });
    texts.collect()
}

/// What the parts of a page say of the table, cell by cell.
#[derive(Default)]
struct Read {
    /// The heads of columns and rows, by their numbers.
    columns: BTreeMap<usize, String>,
    rows: BTreeMap<usize, String>,
    /// What stands in the other cells, by row and column.
    marks: Vec<((usize, usize), String)>,
    figures: BTreeMap<(usize, usize), String>,
}

fn read(page: &Page, into: &mut Read) {
    for (part, items) in page.runs() {
        let Part::Cell(cell) = part else {
            continue;
        };
        let text = words(items);
        match cell.kind {
            CellKind::ColumnHead => drop(into.columns.insert(cell.column, text)),
            CellKind::RowHead => into.rows.entry(cell.row).or_default().push_str(&text),
            CellKind::Data if cell.spoken.is_some() => {
                into.marks.push(((cell.row, cell.column), text));
            }
            CellKind::Data => drop(into.figures.insert((cell.row, cell.column), text)),
            CellKind::Heading(_) => {}
        }
    }
}

fn all(pages: &dyn Pages) -> Read {
    let mut read_all = Read::default();
    for nth in 0..pages.count() {
        read(&pages.page(nth), &mut read_all);
    }
    read_all
}

/// The marks of the sheet: task, body and what is printed.
fn wanted(sheet: &Sheet) -> Vec<(String, String, String)> {
    let labels = column_labels(sheet);
    let workspace = sheet.workspace();
    let mut marks = Vec::new();
    for row in &sheet.rows {
        let RowKind::Task(ix) = row.kind else {
            continue;
        };
        for cell in sheet.cells(row) {
            marks.push((
                bare(&workspace.task(ix).task.title),
                bare(&labels[cell.column as usize]),
                bare(&sheet.mark(cell)),
            ));
        }
    }
    marks.sort();
    marks
}

fn hostile() -> Vec<Sheet> {
    let sheets = [(60, 90, 1), (7, 200, 2), (150, 40, 3)].map(|(agencies, tasks, seed)| {
        let dataset = synth::dataset(agencies, tasks, seed);
        let source = Source {
            file: None,
            dataset,
        };
        let data = Data::new(Workspace::join(vec![source]).0);
        Sheet::new(&data, &ViewSpec::default(), common::today())
    });
    sheets.into()
}

#[test]
fn every_mark_of_the_sheet_stands_on_one_page_once() {
    let views = common::views::all().into_iter();
    let mut sheets: Vec<(String, Sheet)> = views
        .map(|(name, spec)| (name.to_owned(), common::sheet(&spec)))
        .collect();
    let hostile = hostile().into_iter().enumerate();
    sheets.extend(hostile.map(|(nth, sheet)| (format!("synthesised {nth}"), sheet)));
    for (name, sheet) in &sheets {
        for setup in setups() {
            let pages = pages(sheet, setup);
            let read = all(pages.as_ref());
            let places: BTreeSet<_> = read.marks.iter().map(|(place, _)| place).collect();
            let what = format!("{name}, {}", setup.label());
            assert_eq!(places.len(), read.marks.len(), "{what}: a mark twice");
            let mut found: Vec<_> = read
                .marks
                .iter()
                .map(|((row, column), mark)| {
                    let (task, body) = (&read.rows[row], &read.columns[column]);
                    (task.clone(), body.clone(), mark.clone())
                })
                .collect();
            found.sort();
            assert_eq!(found, wanted(sheet), "{what}");
        }
    }
}

#[test]
fn no_page_is_without_a_mark_and_every_body_on_it_has_one_in_its_plan() {
    let sheet = common::sheet(&ViewSpec::default());
    for setup in setups() {
        let pages = pages(&sheet, setup);
        let read_all = all(pages.as_ref());
        // The plan of every row with marks: where it stands in the sheet.
        let mut plans = BTreeMap::new();
        let mut tasks = read_all.rows.keys();
        let mut plan = 0;
        for row in &sheet.rows {
            match row.kind {
                RowKind::Plan(_) => plan += 1,
                RowKind::Task(_) => drop(plans.insert(*tasks.next().unwrap(), plan)),
                RowKind::Section(_) => {}
            }
            if matches!(row.kind, RowKind::Plan(_)) && plan > 1 {
                // The totals of a plan whose bodies stand on one page follow its tasks.
                while tasks
                    .clone()
                    .next()
                    .is_some_and(|row| is_total(&read_all.rows[row]))
                {
                    tasks.next();
                }
            }
        }
        let bodies: BTreeSet<(usize, usize)> = read_all
            .marks
            .iter()
            .map(|((row, column), _)| (plans[row], *column))
            .collect();
        // What stands on each page: its bodies, and the plans of its marks.
        let shown: Vec<(Vec<String>, BTreeSet<usize>)> = (0..pages.count())
            .map(|nth| {
                let page = pages.page(nth);
                let mut here = Read::default();
                read(&page, &mut here);
                let what = format!("{}, page {}", setup.label(), nth + 1);
                assert!(!here.marks.is_empty(), "{what}");
                let marks = here.marks.iter();
                let of_page = marks.map(|((row, _), _)| plans[row]).collect();
                (stacked(&page), of_page)
            })
            .collect();
        // Plans that share a table have the same bodies on all its pages.
        for pages in shown.chunk_by(|a, b| a.0 == b.0) {
            let of_pages: BTreeSet<usize> =
                pages.iter().flat_map(|page| &page.1).copied().collect();
            for label in &pages[0].0 {
                let column = read_all.columns.iter().find(|(_, name)| *name == label);
                let (column, _) = column.unwrap();
                let has = of_pages
                    .iter()
                    .any(|plan| bodies.contains(&(*plan, *column)));
                assert!(has, "{}: {label} has nothing there", setup.label());
            }
        }
    }
}

fn is_total(words: &str) -> bool {
    ["合计", "其中牵头", "经集合机构", "全部方案合计"].contains(&words)
}

fn texts(page: &Page) -> impl Iterator<Item = &Text> {
    page.items.iter().filter_map(|item| match item {
        Item::Text(text) => Some(text),
        Item::Shape(_) => None,
    })
}

/// The names above the columns.
fn stacked(page: &Page) -> Vec<String> {
    let names = texts(page).filter(|text| text.flow != zeren::page::Flow::Line);
    names.map(|text| bare(&text.words)).collect()
}

#[test]
fn the_built_in_data_takes_half_the_pages_it_took_and_the_last_is_not_almost_empty() {
    let sheet = common::sheet(&ViewSpec::default());
    for (setup, most) in setups().zip([11, 11, 5, 7]) {
        let pages = pages(&sheet, setup);
        let what = format!("{}: {} pages", setup.label(), pages.count());
        assert!(pages.count() <= most, "{what}");
        let mut last = Read::default();
        read(&pages.page(pages.count() - 1), &mut last);
        let rows = last.marks.iter().map(|((row, _), _)| *row);
        let rows: BTreeSet<usize> = rows.collect();
        assert!(rows.len() >= 4, "{what}, {} rows on the last", rows.len());
    }
}

#[test]
fn the_totals_are_those_of_the_sheet_and_of_every_plan() {
    let sheets = [
        common::sheet(&ViewSpec::default()),
        common::sheet(&common::views::named("one plan")),
    ];
    for (sheet, setup) in sheets
        .iter()
        .flat_map(|sheet| setups().map(move |setup| (sheet, setup)))
    {
        let pages = pages(sheet, setup);
        let read = all(pages.as_ref());
        let sum = |label: &str| -> BTreeMap<String, u32> {
            let mut sums = BTreeMap::new();
            for (row, _) in read.rows.iter().filter(|(_, words)| *words == label) {
                for ((_, column), figure) in read.figures.range((*row, 0)..(*row + 1, 0)) {
                    let head = read.columns[column].clone();
                    *sums.entry(head).or_insert(0) += figure.parse::<u32>().unwrap();
                }
            }
            sums
        };
        let labels = column_labels(sheet);
        let columns = sheet.columns.iter().zip(&labels);
        let of = |count: fn(&zeren::view::Column) -> u32| -> BTreeMap<String, u32> {
            let counts = columns
                .clone()
                .map(|(column, label)| (bare(label), count(column)));
            counts.filter(|(_, count)| *count > 0).collect()
        };
        for (label, wanted) in [
            ("合计", of(|column| column.tasks)),
            ("其中牵头", of(|column| column.leads)),
        ] {
            let mut found = sum(label);
            let all = found.remove("合计");
            assert_eq!(found, wanted, "{label}, {}", setup.label());
            assert_eq!(all, Some(wanted.values().sum()), "{label}");
        }
        let in_all = sum("全部方案合计");
        let is_one = in_all.is_empty();
        assert!(is_one || sheet.shown.plans > 1);
        for (body, count) in in_all {
            // It stands with every plan that a body has a part in.
            let all = of(|column| column.tasks)[&body];
            assert!(count % all == 0, "{body}: {count}, {all}");
        }
    }
}

#[test]
fn groups_of_bodies_are_named_above_them_as_on_the_screen() {
    let sheet = common::sheet(&common::views::named("one plan"));
    let pages = pages(&sheet, PageSetup::new(Paper::A4, Orientation::Landscape));
    for nth in 0..pages.count() {
        let page = pages.page(nth);
        let here: Vec<String> = texts(&page).map(|text| text.words.clone()).collect();
        let labels = column_labels(&sheet);
        let names = stacked(&page);
        for group in &sheet.groups {
            let mut columns = labels[group.columns.clone()].iter();
            if columns.any(|label| names.contains(&bare(label))) {
                let said = [group.kind.label(), group.kind.short()];
                assert!(
                    said.iter()
                        .any(|words| here.iter().any(|text| text == words))
                );
            }
        }
    }
}

#[test]
fn bodies_without_a_task_are_named_where_they_have_no_column() {
    let sheet = common::sheet(&ViewSpec {
        hide_empty_columns: false,
        plans: vec!["made-2021".to_owned()],
        ..ViewSpec::default()
    });
    let labels = column_labels(&sheet);
    let without: Vec<&String> = sheet
        .columns
        .iter()
        .zip(&labels)
        .filter(|(column, _)| column.tasks + column.through == 0)
        .map(|(_, label)| label)
        .collect();
    assert!(!without.is_empty());
    for setup in setups() {
        let pages = pages(&sheet, setup);
        let mut here = String::new();
        for nth in 0..pages.count() {
            here.extend(texts(&pages.page(nth)).map(|text| bare(&text.words)));
        }
        for label in &without {
            assert!(here.contains(&bare(label)), "{label}");
        }
    }
}
