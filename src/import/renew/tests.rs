//! A document that was read again, against the data that was made of it before.

use super::*;
use crate::import::read::text;
use crate::import::understand::understand;
use crate::model::{Checked, Role};

const OLD: &str = "示例市节水行动方案

一、主要任务
（一）加强节水。严格管理。（牵头单位：市水务局；责任单位：市财政局）
（二）加强治水。2026年底前整治河道20条以上。（责任单位：市水利局）
（三）加强供水。保障供水安全和水质。（责任单位：市水务局）
（四）宣传引导。广泛宣传。（责任单位：市教育局）
";

/// One is new before all others, one changed its date, one its bodies, one is gone.
const NEW: &str = "示例市节水行动方案

一、主要任务
（一）健全标准。制定用水定额。（责任单位：市水务局）
（二）加强节水。严格管理。（牵头单位：市水务局；责任单位：市财政局）
（三）加强治水。2027年底前整治河道20条以上。（责任单位：市水利局）
（四）加强供水。保障供水安全和水质。（牵头单位：市水务局；责任单位：市财政局）
";

fn read(text: &str) -> (Document, Reading) {
    let document = text::read(text.as_bytes()).unwrap();
    let reading = understand(&document);
    (document, reading)
}

/// The data of the old version, every task confirmed, one of them mended by hand.
fn known() -> Dataset {
    let (document, reading) = read(OLD);
    let readings = [("方案".to_owned(), &document, reading)];
    let mut data = draft(&readings, &Dataset::default(), true);
    let checked = Checked {
        on: "2026-11-22".parse().unwrap(),
        by: String::new(),
    };
    for task in all_tasks(&mut data.plans[0].sections) {
        task.checked = Some(checked.clone());
    }
    let tasks = &mut data.plans[0].sections[0].tasks;
    tasks[0].title = "加强节约用水".to_owned();
    tasks[0].assignments[1].role = Role::Support;
    tasks[1].assignments[0].note = Some("核对过".to_owned());
    data
}

fn renewed(known: &Dataset, text: &str) -> Renewal {
    let (document, reading) = read(text);
    let plan = same_plan(known, &reading).unwrap();
    renew(known, plan, ("新版", &document, &reading), true).unwrap()
}

#[test]
fn the_same_document_again_changes_nothing() {
    let known = known();
    let again = renewed(&known, OLD);
    assert_eq!(again.dataset, known);
    assert!(again.tasks.iter().all(|news| *news == News::Same(None)));
    assert!(again.gone.is_empty());
    assert_eq!(
        again.text(),
        "未变 4 项（已核 4 项），改动 0 项，新增 0 项，删去 0 项"
    );
}

#[test]
fn what_is_the_same_stays_as_it_was_decided_and_the_rest_says_what_changed() {
    let known = known();
    let renewal = renewed(&known, NEW);
    assert_eq!(renewal.counts(), [1, 2, 1, 1]);
    let tasks = &renewal.dataset.plans[0].sections[0].tasks;
    assert_eq!(tasks.len(), 4);
    assert_eq!(renewal.tasks[0].reasons(), ["新版新增的任务"]);
    assert!(tasks[0].checked.is_none());
    // Moved by the new one before it: title, role and 已核 stay.
    assert_eq!(tasks[1].title, "加强节约用水");
    assert_eq!(tasks[1].clause, "一(二)");
    assert_eq!(tasks[1].assignments[1].role, Role::Support);
    assert!(tasks[1].checked.is_some());
    assert_eq!(
        renewal.tasks[1].reasons(),
        ["条款由一(一)改为一(二)，原文未变"]
    );
    assert!(tasks[2].checked.is_none());
    let said = renewal.tasks[2].reasons();
    assert!(
        said.contains(&"时限由2026年底前改为2027年底前".to_owned()),
        "{said:?}"
    );
    assert!(
        said.iter().any(|words| words.contains("整治河道20条以上")),
        "{said:?}"
    );
    assert!(said.last().unwrap().starts_with("原来已核（2026-11-22）"));
    assert_eq!(tasks[2].assignments[0].note.as_deref(), Some("核对过"));
    let said = renewal.tasks[3].reasons();
    assert_eq!(said[..2], ["市水务局由责任改为牵头", "新增责任：市财政局"]);
    assert_eq!(renewal.gone[0].task.title, "宣传引导");
    assert_eq!(renewal.gone[0].behind, Some(3));
}

#[test]
fn a_body_that_was_decided_on_is_meant_again() {
    let mut known = known();
    let (gone, into) = (
        known
            .agencies
            .iter()
            .find(|it| it.label() == "市水利局")
            .unwrap()
            .id
            .clone(),
        known
            .agencies
            .iter()
            .find(|it| it.label() == "市水务局")
            .unwrap()
            .id
            .clone(),
    );
    let edit = edit::merge(&known, &gone, &into).unwrap();
    edit.carry_out(&mut known).unwrap();
    let renewal = renewed(&known, NEW);
    let marks = &renewal.dataset.plans[0].sections[0].tasks[2].assignments;
    assert_eq!(marks[0].agency, into);
    assert_eq!(marks[0].written.as_deref(), Some("市水利局"));
    assert!(renewal.dataset.agencies.iter().all(|it| it.id != gone));
}

#[test]
fn the_change_is_one_and_is_taken_back() {
    let known = known();
    let renewal = renewed(&known, NEW);
    let mut data = known.clone();
    let edit = renewal.edit(&known, "按新版更新".to_owned());
    assert_eq!(edit.name(), "按新版更新");
    let back = edit.carry_out(&mut data).unwrap();
    assert_eq!(data, renewal.dataset);
    back.carry_out(&mut data).unwrap();
    assert_eq!(data, known);
}

#[test]
fn data_without_wordings_is_compared_by_what_it_says() {
    let mut known = known();
    for task in all_tasks(&mut known.plans[0].sections) {
        task.text = None;
    }
    known.plans[0].sections[0].tasks[0].title = "加强节水".to_owned();
    let renewal = renewed(&known, NEW);
    assert_eq!(renewal.counts(), [1, 2, 1, 1]);
}

#[test]
fn a_version_is_known_by_its_number_or_its_title() {
    let mut known = known();
    let (_, mut reading) = read(NEW);
    reading.title = Some("示例市节水行动方案（征求意见稿）".to_owned());
    assert_eq!(same_plan(&known, &reading), Some(0));
    reading.title = Some("别的方案".to_owned());
    assert_eq!(same_plan(&known, &reading), None);
    reading.number = Some("示政〔2026〕1号".to_owned());
    assert_eq!(same_plan(&known, &reading), None);
    known.plans[0].number = Some("示政[2026]1号".to_owned());
    assert_eq!(same_plan(&known, &reading), Some(0));
}
