//! One agency's sheet: everything that it answers for, once, by role.

use std::sync::Arc;

use zeren::export::{self, Silent, Subject};
use zeren::page::{Orientation, PageSetup, Pages, Paper};
use zeren::view::{Profile, Sheet, SuccessionView, TaskRowMaker, ViewSpec};

use crate::layouts::{check, texts};
use crate::{common, picture, programs};

fn profiles(spec: &ViewSpec) -> Vec<Profile> {
    let sheet: Arc<Sheet> = Arc::new(common::sheet(&spec.for_profiles()));
    let columns = sheet.columns.iter();
    columns
        .map(|column| Profile::new(&sheet, column.agency))
        .collect()
}

fn words(pages: &dyn Pages) -> String {
    (0..pages.count())
        .flat_map(|nth| {
            let page = pages.page(nth);
            texts(&page)
                .into_iter()
                .map(|text| text.words.clone())
                .collect::<Vec<_>>()
        })
        .collect()
}

fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn every_agencys_tasks_are_on_its_pages_under_their_role() {
    for succession in [SuccessionView::AsWritten, SuccessionView::Current] {
        let spec = ViewSpec {
            succession,
            ..ViewSpec::default()
        };
        for profile in profiles(&spec) {
            for orientation in Orientation::ALL {
                let setup = PageSetup::new(Paper::A4, orientation);
                let pages = export::pages(Subject::Agency(&profile), setup).unwrap();
                for nth in 0..pages.count() {
                    let what = format!("{}, page {}", profile.body().name, nth + 1);
                    check(&pages.page(nth), &what);
                }
                let all = bare(&words(pages.as_ref()));
                let rows = TaskRowMaker::new(&profile.sheet);
                let own = profile.plans.iter().flat_map(|group| &group.tasks);
                let through = profile.through.iter().flat_map(|group| &group.tasks);
                let tasks = own.map(|part| part.task).chain(through.map(|task| task.0));
                for task in tasks {
                    let row = rows.row(task);
                    for wanted in [row.title, row.summary, &row.goals_text(), &row.note] {
                        assert!(all.contains(&bare(wanted)), "{wanted}");
                    }
                }
                assert!(all.contains(&bare(&profile.body().name)));
                assert!(all.contains("2026年11月22日制表"));
            }
        }
    }
}

#[test]
fn a_body_of_many_tasks_on_paper_and_as_pdf() {
    let profile = profiles(&ViewSpec::default())
        .into_iter()
        .find(|profile| profile.body().id == "jxj")
        .unwrap();
    let setup = PageSetup::new(Paper::A4, Orientation::Portrait);
    let pages = export::pages(Subject::Agency(&profile), setup).unwrap();
    picture::compare(&pages.page(0), "page-agency-a4");
    let a3 = PageSetup::new(Paper::A3, Orientation::Landscape);
    let wide = export::pages(Subject::Agency(&profile), a3).unwrap();
    picture::compare(&wide.page(0), "page-agency-a3");
    let roles: Vec<String> = pages
        .bookmarks()
        .into_iter()
        .filter(|mark| mark.level == 0)
        .map(|mark| mark.title)
        .collect();
    assert_eq!(roles[0], "牵头任务");
    let pdf = export::pdf(pages.as_ref(), &Silent).unwrap();
    if let Some(text) = programs::pdf_text(&pdf) {
        assert!(text.contains("武汉市经济和信息化局责任清单"), "{text}");
    }
}
