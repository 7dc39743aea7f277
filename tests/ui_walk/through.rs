//! What members of collectives have to do, on the screen.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, PointerButton};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use zeren::app::Action;
use zeren::view::ViewSpec;

use crate::window::Window;

fn only(window: &mut Window, id: &str) {
    let view = ViewSpec::default().only_agency(id);
    window.app_mut().apply(Action::View(view));
    window.settle();
}

#[test]
fn a_district_has_its_tasks_in_the_matrix_and_the_list() {
    let mut window = Window::open();
    only(&mut window, "jiangan");
    assert_eq!(window.tasks(), 39);
    assert_eq!(window.sheet().shown.through, 39);
    assert!(!window.has("没有符合条件的任务"));
    let header = window
        .harness
        .get_by_role_and_label(Role::ColumnHeader, "江岸区");
    assert_eq!(
        header.value().as_deref(),
        Some("直接 0 项任务；另经集合机构 39 项")
    );
    window.ctrl(Key::Num4);
    let cells = window.harness.root().children_recursive();
    let mut values = cells.filter_map(|node| node.accesskit_node().value());
    assert!(values.any(|value| value.ends_with("江岸区（经各区人民政府）")));
}

#[test]
fn a_collective_unfolds_from_the_menu_of_its_column() {
    let mut window = Window::open();
    only(&mut window, "districts");
    let before = window.sheet().columns.len();
    let header = window
        .harness
        .get_by_role_and_label(Role::ColumnHeader, "各区人民政府");
    let at = header.rect().center();
    window.click_at(at, PointerButton::Secondary);
    window.click("按成员单位展开");
    assert_eq!(window.view().unfolded, ["districts"]);
    let sheet = window.sheet();
    assert!(sheet.columns.len() > before + 10);
    let jiangan = sheet.workspace().agency_by_id("jiangan");
    assert!(jiangan.and_then(|ix| sheet.column_of(ix)).is_some());
    assert_eq!(window.tasks(), 39);
    window.ctrl(Key::Z);
    assert_eq!(window.sheet().columns.len(), before);
}

#[test]
fn the_line_above_tells_what_the_predecessor_has_and_leads_to_it() {
    let mut window = Window::open();
    only(&mut window, "jxj");
    assert_eq!(window.tasks(), 25);
    window.click("市经信局的前身市经信委另有 21 项任务，按现机构归并");
    assert_eq!(window.tasks(), 46);
    assert!(!window.says("另有 21 项任务"));
}

#[test]
fn the_corner_leads_to_what_is_direct_and_to_another_district() {
    let mut window = Window::open();
    window.app_mut().apply(Action::Type("jaq".to_owned()));
    window.settle();
    assert!(window.has("经 各区人民政府，16—17 个成员之一"));
    window.click("换一个区…");
    window.click("武昌区");
    assert_eq!(window.view().agencies, ["wuchang"]);
    assert!(window.view().text.is_empty());
    assert_eq!(window.tasks(), 39);
    window.click("只看直接");
    assert!(window.view().direct_only);
    assert!(window.says("只看直接"));
    window.ctrl(Key::Z);
    assert_eq!(window.tasks(), 39);
}
