use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, PointerButton};
use egui_kittest::kittest::Queryable;
use zeren::app::Tab;
use zeren::model::Role as Duty;
use zeren::view::{AgencyMatch, ColumnScope, DueFilter, RowOrder};

use crate::window::Window;

const DRAFT: &str = "“双千”（草案）";

#[test]
fn a_plan_is_chosen_by_its_row_and_let_go_by_its_chip() {
    let mut window = Window::open();
    window.click(DRAFT);
    assert_eq!(window.view().plans, ["double-2024"]);
    assert!(window.is_on(DRAFT));
    assert_eq!(window.tasks(), 20);
    window.click("取消筛选：“双千”（草案）");
    assert!(window.view().plans.is_empty());
    assert!(!window.is_on(DRAFT));
    assert_eq!(window.tasks(), 86);
}

#[test]
fn two_plans_are_counted_on_one_chip() {
    let mut window = Window::open();
    window.click(DRAFT);
    window.click("湖北 链长制");
    assert!(window.has("取消筛选：2 份方案"));
    assert_eq!(window.sheet().shown.plans, 2);
}

#[test]
fn a_role_can_be_left_out() {
    let mut window = Window::open();
    assert!(window.is_on("责任"));
    window.click_role(Role::CheckBox, "责任");
    assert!(!window.is_on("责任"));
    assert!(!window.view().shows_role(Duty::Responsible));
    assert!(
        window
            .sheet()
            .columns
            .iter()
            .all(|column| column.roles[1] == 0)
    );
    assert!(window.has("取消筛选：角色 牵头、配合、成员、督办"));
    window.click_role(Role::CheckBox, "责任");
    assert!(window.view().roles.is_empty(), "all roles is no filter");
}

#[test]
fn deadlines_are_toggled() {
    let mut window = Window::open();
    window.click_role(Role::Button, "2023");
    assert_eq!(window.view().due, [DueFilter::Year(2023)]);
    let shown = window.tasks();
    assert!(shown > 0 && shown < 86);
    window.click_role(Role::Button, "定期");
    assert!(window.tasks() > shown, "another deadline adds tasks");
    assert!(window.has("取消筛选：时限 2023年、定期"));
    window.click_role(Role::Button, "2023");
    window.click_role(Role::Button, "定期");
    assert_eq!(window.tasks(), 86);
}

#[test]
fn only_tasks_with_targets_can_be_asked_for() {
    let mut window = Window::open();
    window.click("有目标");
    assert!(window.view().only_with_targets);
    assert_eq!(window.tasks(), 40);
    window.click("取消筛选：有目标的任务");
    assert_eq!(window.tasks(), 86);
}

#[test]
fn bodies_are_combined_by_any_or_all() {
    let mut window = Window::open();
    window.click_role(Role::CheckBox, "市发改委");
    assert_eq!(window.view().agencies, ["fgw"]);
    let one = window.tasks();
    assert_eq!(one, 37);
    window.click_role(Role::CheckBox, "市科技局");
    let any = window.tasks();
    assert!(any > one);
    assert!(window.has("取消筛选：市发改委 或 市科技局"));
    window.click("机构条件：任一");
    assert_eq!(window.view().agency_match, AgencyMatch::All);
    assert!(window.tasks() < one);
    assert!(window.has("取消筛选：市发改委 和 市科技局"));
    window.click("机构条件：同时");
    assert_eq!(window.tasks(), any);
}

#[test]
fn a_body_is_found_by_its_initials_in_the_side_bar() {
    let mut window = Window::open();
    window.focus_field("查找机构");
    window.type_text("tsw");
    assert!(window.has_role(Role::CheckBox, "团市委"));
    assert!(!window.has_role(Role::CheckBox, "市财政局"));
    window.type_text("zzzz");
    assert!(window.has("没有匹配的机构"));
}

#[test]
fn the_chosen_bodies_can_be_the_only_columns() {
    let mut window = Window::open();
    window.click("列：按任务数");
    assert!(!window.is_enabled("只列所选机构"));
    window.press(Key::Escape);
    window.click_role(Role::CheckBox, "市发改委");
    window.click("列：按任务数");
    window.click("只列所选机构");
    assert_eq!(window.view().columns, ColumnScope::Selected);
    assert_eq!(window.sheet().columns.len(), 1);
    window.click("取消筛选：市发改委，只列所选");
    assert_eq!(window.view().columns, ColumnScope::Involved);
}

#[test]
fn clearing_drops_every_condition_and_keeps_the_order() {
    let mut window = Window::open();
    window.click("行：按原文");
    window.click("按时限");
    window.click(DRAFT);
    window.click("有目标");
    window.click_role(Role::CheckBox, "市发改委");
    window.click_role(Role::Button, "清除筛选");
    assert!(!window.view().is_filtered());
    assert_eq!(window.view().row_order, RowOrder::Deadline);
    assert!(window.has("全部任务"));
    assert!(!window.has("清除筛选"));
}

#[test]
fn changes_of_the_filter_are_taken_back_and_made_again() {
    let mut window = Window::open();
    window.click(DRAFT);
    window.click("有目标");
    let both = window.tasks();
    window.ctrl(Key::Z);
    assert_eq!(window.tasks(), 20);
    window.ctrl(Key::Z);
    assert_eq!(window.tasks(), 86);
    window.ctrl(Key::Y);
    window.ctrl(Key::Y);
    assert_eq!(window.tasks(), both);
    assert!(!window.app().can_redo());
    window.ctrl(Key::Backspace);
    assert_eq!(window.tasks(), 86);
    window.ctrl(Key::Z);
    assert_eq!(window.tasks(), both);
}

#[test]
fn columns_are_ordered_by_name_or_as_in_the_file() {
    let mut window = Window::open();
    let by_load = window.sheet().columns.clone();
    window.click("列：按任务数");
    window.click("按名称");
    assert_ne!(window.sheet().columns, by_load);
    assert!(window.has("列：按名称"));
    window.click("列：按名称");
    window.click("按任务数");
    assert_eq!(window.sheet().columns, by_load);
}

/// Opens the menu of a line of the side bar by a right click.
fn open_menu(window: &mut Window, role: Role, label: &str) {
    let at = {
        let nodes = &window.harness;
        nodes.get_by_role_and_label(role, label).rect().center()
    };
    window.click_at(at, PointerButton::Secondary);
}

#[test]
fn each_line_of_the_side_bar_has_a_menu() {
    let mut window = Window::open();
    open_menu(&mut window, Role::CheckBox, DRAFT);
    window.click("只看本方案");
    assert_eq!(window.view().plans, ["double-2024"]);
    open_menu(&mut window, Role::CheckBox, DRAFT);
    window.click("查看方案详情");
    assert!(window.app().selection().plan.is_some());
    open_menu(&mut window, Role::CheckBox, DRAFT);
    window.click("显示全部方案");
    assert!(window.view().plans.is_empty());

    open_menu(&mut window, Role::CheckBox, "牵头");
    window.click("只看牵头");
    assert_eq!(window.view().roles, [Duty::Lead]);
    open_menu(&mut window, Role::CheckBox, "责任");
    window.click("显示全部角色");
    assert!(window.view().roles.is_empty());

    open_menu(&mut window, Role::CheckBox, "市经信局");
    window.click("只看市经信局的任务");
    assert_eq!(window.view().agencies.len(), 1);
    open_menu(&mut window, Role::CheckBox, "市经信局");
    window.click("显示全部机构");
    assert!(window.view().agencies.is_empty());
    open_menu(&mut window, Role::CheckBox, "市经信局");
    window.click("在机构页查看");
    assert_eq!(window.app().tab(), Tab::Agencies);
    window.ctrl(Key::Num1);

    open_menu(&mut window, Role::Button, "2023");
    window.click("在到期页查看");
    assert_eq!(window.app().tab(), Tab::Due);
    assert_eq!(window.view().due, [DueFilter::Year(2023)]);
}

#[test]
fn the_menu_of_a_line_opens_by_keys_too() {
    let mut window = Window::open();
    {
        let nodes = &window.harness;
        nodes.get_by_role_and_label(Role::CheckBox, DRAFT).focus();
    }
    window.settle();
    window.press_with(Modifiers::SHIFT, Key::F10);
    assert!(window.has("只看本方案"));
    window.press(Key::Enter);
    assert_eq!(window.view().plans, ["double-2024"]);
    assert!(!window.has("只看本方案"), "it closes by itself");
}
