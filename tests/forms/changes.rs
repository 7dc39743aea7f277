//! 修改对照表: what was, what is and whom it touches, from a comparison.

use std::sync::Arc;

use zeren::model::workspace::{Source, Workspace};
use zeren::model::{Dataset, Role};
use zeren::view::compare::{Comparison, Side};
use zeren::view::forms::{FormKind, FormRecords, FormSpec, FormTable};
use zeren::view::{Sheet, SuccessionView, ViewSpec};

use super::common;

fn at(records: &FormRecords<'_>, head: &str) -> usize {
    records.heads.iter().position(|it| it == head).unwrap()
}

/// What changes where bodies, titles, targets and a whole task go.
pub(crate) fn table(view: &ViewSpec) -> FormTable {
    let old = zeren::store::parse(zeren::store::builtin().as_bytes(), None);
    let old = old.expect("the built-in data").dataset;
    let mut new = old.clone();
    let chapter = &mut new.plans[0].sections[1].sections[0];
    chapter.tasks.remove(0);
    chapter.tasks[0].title.push_str("和品牌建设");
    chapter.tasks[0].assignments.pop();
    chapter.tasks[0].assignments[0].role = Role::Support;
    for task in &mut chapter.tasks {
        task.targets.pop();
    }
    new.plans[1].title.push_str("（修订）");
    let workspace = |dataset: &Dataset| {
        let source = Source {
            file: None,
            dataset: dataset.clone(),
        };
        Workspace::join(vec![source]).0
    };
    let (old, new) = (workspace(&old), workspace(&new));
    let side = |workspace, name: &str| Side {
        workspace,
        plan: None,
        name: name.to_owned(),
    };
    let today = common::today();
    let (old, new) = (side(&old, "征求意见稿.ron"), side(&new, "送审稿.ron"));
    let compared = Comparison::new(&old, &new, SuccessionView::AsWritten, today);
    let sheet = Arc::new(Sheet::new(&compared.data, view, today));
    FormTable::new(sheet, FormSpec::new(FormKind::Changes))
}

#[test]
fn a_table_of_changes_says_what_was_what_is_and_whom_it_touches() {
    let all = table(&ViewSpec::default());
    let listed = zeren::view::compare::change_rows(&all.sheet);
    assert!(listed.len() > 5);
    assert_eq!(all.entries().count(), listed.len());
    let heads: Vec<String> = all.records().heads;
    for head in [
        "章节",
        "条款",
        "修改类型",
        "修改事项",
        "原文",
        "现文",
        "影响单位",
    ] {
        assert!(heads.contains(&head.to_owned()), "{heads:?} lacks {head}");
    }
    let records = all.records();
    let cell = |kind: &str, head: &str| {
        let mut all = records.records.iter();
        let record = all.find(|record| record.cells[at(&records, "修改类型")] == kind);
        record.unwrap().cells[at(&records, head)].clone()
    };
    assert!(cell("删除", "原文").contains('：'));
    assert_eq!(cell("删除", "现文"), "—");
    assert!(!cell("删除", "影响单位").is_empty());
    assert_eq!(cell("分工调整", "修改事项"), cell("分工调整", "影响单位"));
    assert!(all.remarks[0].contains("征求意见稿") && !all.remarks[0].contains(".ron"));
    // A body's own: what touches it and nothing else.
    let touched = zeren::view::forms::touched_bodies(&all.sheet);
    assert!(touched.len() > 3);
    for body in touched {
        let agency = all.sheet.workspace().agency(body);
        let own = table(&ViewSpec {
            agencies: [agency.id.clone()].into_iter().collect(),
            ..ViewSpec::default()
        });
        let records = own.records();
        assert!(!records.records.is_empty(), "{}", agency.name);
        for record in &records.records {
            let names = &record.cells[at(&records, "影响单位")];
            assert!(names.split('、').any(|it| it == agency.label()), "{names}");
        }
        let scope = own.scope.clone().unwrap_or_default();
        let said = format!(
            "范围：涉及{}的修改，{}处",
            agency.label(),
            records.records.len()
        );
        assert_eq!(scope, said);
    }
}
