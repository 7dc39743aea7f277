//! 目标清单: every target of the sheet, once, with its figure and who answers for it.

use zeren::view::forms::{FormKind, FormSpec};
use zeren::view::{ViewSpec, target_rows};

use super::{of_plan, squash, table};

#[test]
fn a_list_of_targets_has_every_target_once() {
    for view in [ViewSpec::default(), of_plan("made-2021")] {
        let table = table(&view, FormSpec::new(FormKind::Goals));
        assert!(table.title.ends_with("目标清单"), "{}", table.title);
        let records = table.records();
        let at = |head: &str| records.heads.iter().position(|it| it == head).unwrap();
        let mut found: Vec<String> = records
            .records
            .iter()
            .map(|record| record.cells[at("指标")].clone())
            .collect();
        let rows = target_rows(&table.sheet);
        let mut wanted: Vec<String> = rows
            .iter()
            .map(|row| row.target.indicator.clone())
            .collect();
        assert!(wanted.len() > 10);
        found.sort();
        wanted.sort();
        let squashed = |all: &[String]| all.iter().map(|it| squash(it)).collect::<Vec<_>>();
        assert_eq!(squashed(&found), squashed(&wanted));
        assert_eq!(table.tasks(), 0, "targets are no tasks");
        for record in &records.records {
            let figure = &record.cells[at("目标值")];
            assert!(!figure.contains(['≥', '≤']), "{figure}");
        }
        for head in ["条款", "工作任务", "目标值", "完成时限", "责任单位"] {
            let nth = at(head);
            let filled = records.records.iter();
            let filled = filled.filter(|it| !matches!(it.cells[nth].as_str(), "" | "—"));
            assert!(filled.count() * 3 > found.len(), "{head} is mostly empty");
        }
    }
}

#[test]
fn a_body_s_targets_are_counted_as_such() {
    let view = ViewSpec {
        agencies: ["jxj".to_owned()].into_iter().collect(),
        ..ViewSpec::default()
    };
    let table = table(&view, FormSpec::new(FormKind::Goals));
    let count = table.entries().count();
    let scope = table.scope.unwrap();
    assert_eq!(scope, format!("范围：市经信局参与的任务，{count}个目标"));
}
