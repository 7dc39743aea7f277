//! The timeline: groups, scales, keys, what stands where, and the way to a target and back.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, PointerButton, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use zeren::app::Tab;
use zeren::view::{LaneBy, TimeScale};

use crate::window::{LAPTOP, Window, app};

const PLAN: &str = "做响“武汉制造”";

fn open() -> Window {
    let mut window = Window::open();
    window.ctrl(Key::Num2);
    assert_eq!(window.app().tab(), Tab::Timeline);
    window
}

/// A timeline of one plan.
fn one_plan() -> Window {
    let mut window = open();
    window.click_role(Role::CheckBox, PLAN);
    assert_eq!(window.view().plans, ["made-2021"]);
    window
}

/// The names of the groups and targets in sight.
fn items(window: &Window) -> Vec<String> {
    let tree = window.harness.get_by_role_and_label(Role::Tree, "时间轴");
    tree.children_recursive()
        .filter(|node| node.accesskit_node().role() == Role::TreeItem)
        .filter_map(|node| node.accesskit_node().label())
        .collect()
}

/// The chosen target in sight.
fn cursor(window: &Window) -> Option<String> {
    let tree = window.harness.get_by_role_and_label(Role::Tree, "时间轴");
    tree.children_recursive()
        .find(|node| node.accesskit_node().is_selected() == Some(true))
        .and_then(|node| node.accesskit_node().label())
}

fn chosen_indicator(window: &Window) -> Option<String> {
    let target = window.app().selection().target?;
    let workspace = window.sheet().workspace();
    Some(target.target(workspace).indicator.clone())
}

#[test]
fn the_targets_of_a_plan_stand_with_figure_deadline_and_what_is_known_of_it() {
    let window = one_plan();
    let items = items(&window);
    assert_eq!(items[0], PLAN);
    assert_eq!(
        items[2],
        "制造业单项冠军 力争 20 家，2023年底，时限已到，做响“武汉制造”"
    );
    assert_eq!(items.len(), 17, "{items:?}");
    assert!(!items.iter().any(|item| item.contains("逾期")));
    assert!(window.has("显示 24 / 141 个目标"));
    assert!(window.has("1 / 5 份方案"));
}

#[test]
fn targets_without_a_deadline_are_at_the_foot_and_unfold() {
    let mut window = one_plan();
    assert!(window.has("未写明时限"));
    assert!(window.has("8 个目标，其中只有措辞、没有数字的 1 个"));
    let label = "参加集中培训的企业负责人 200 名";
    assert!(!window.has(label));
    window.click("展开");
    window.click(label);
    assert_eq!(
        chosen_indicator(&window).as_deref(),
        Some("参加集中培训的企业负责人")
    );
    assert!(window.has("出处"), "its task is in the detail");
    window.click("收起");
    assert!(window.has("展开"));
}

#[test]
fn lanes_are_grouped_by_indicator_agency_and_role() {
    let mut window = open();
    window.click("按指标");
    assert_eq!(window.view().lanes, LaneBy::Indicator);
    let threads = items(&window);
    assert!(
        threads.contains(&"制造业单项冠军".to_owned()),
        "{threads:?}"
    );
    assert!(window.is_on("按指标"));
    window.click("按机构");
    assert_eq!(window.view().lanes, LaneBy::Agency);
    assert_eq!(items(&window)[0], "市发改委");
    window.click("按角色");
    assert_eq!(items(&window)[0], "牵头");
    window.click_role(Role::CheckBox, "市经信局");
    assert_eq!(items(&window)[0], "市经信局 牵头");
    window.click("按方案");
    assert_eq!(window.view().lanes, LaneBy::Plan);
    window.ctrl(Key::Z);
    assert_eq!(window.view().lanes, LaneBy::Role, "a change of the view");
}

#[test]
fn arrows_go_from_target_to_target_and_enter_opens_the_detail() {
    let mut window = one_plan();
    window.ctrl(Key::D);
    window.press(Key::ArrowDown);
    assert_eq!(
        chosen_indicator(&window).as_deref(),
        Some("入围世界500强和中国500强企业")
    );
    window.press(Key::ArrowDown);
    assert_eq!(chosen_indicator(&window).as_deref(), Some("制造业单项冠军"));
    assert!(cursor(&window).is_some_and(|item| item.starts_with("制造业单项冠军 力争 20 家")));
    window.press(Key::ArrowUp);
    window.press(Key::ArrowUp);
    assert_eq!(
        chosen_indicator(&window).as_deref(),
        Some("入围世界500强和中国500强企业"),
        "it stops at the first"
    );
    window.press(Key::End);
    assert_eq!(
        chosen_indicator(&window).as_deref(),
        Some("各区、各部门工作推进和完成情况")
    );
    window.press(Key::Home);
    assert!(!window.app().settings().detail_open);
    window.press(Key::Enter);
    assert!(window.app().settings().detail_open);
    assert!(window.says("做响“武汉制造”品牌三年行动计划（2021—2023年）"));
}

#[test]
fn left_and_right_follow_the_deadlines_through_all_plans() {
    let mut window = open();
    window.press(Key::Home);
    let mut last = None;
    for _ in 0..200 {
        window.press(Key::ArrowRight);
        let target = window.app().selection().target;
        if target == last {
            break;
        }
        last = target;
    }
    let workspace = window.sheet().workspace();
    let plan = last.unwrap().plan(workspace);
    assert_eq!(
        workspace.plan(plan).plan.id,
        "double-2024",
        "the last to end"
    );
    assert!(cursor(&window).is_some(), "the view follows the cursor");
    window.press(Key::ArrowLeft);
    assert_ne!(window.app().selection().target, last);
}

#[test]
fn pages_go_down_and_come_back() {
    let mut window = open();
    window.press(Key::ArrowDown);
    let first = chosen_indicator(&window);
    window.press(Key::PageDown);
    window.press(Key::PageDown);
    assert_ne!(chosen_indicator(&window), first);
    assert!(cursor(&window).is_some());
    for _ in 0..3 {
        window.press(Key::PageUp);
    }
    assert_eq!(chosen_indicator(&window), first);
}

#[test]
fn a_click_on_a_target_marks_it_in_the_detail() {
    let mut window = one_plan();
    let label = "“武汉名品”高端产品 100 项，2023年底，时限已到，开展名品认定，做响“武汉制造”";
    window.click_role(Role::TreeItem, label);
    // Of two targets with this name the later one is a task's.
    assert!(window.app().selection().task.is_some());
    assert!(window.is_on("“武汉名品”高端产品 100 项"));
    assert!(window.has("出处"));
}

#[test]
fn the_detail_leads_through_a_thread() {
    let mut window = open();
    window.click("按指标");
    let label = "国家单项冠军 力争 ≥ 10 个，3—5年内（2021年至2023年），时限已到，实施企业培育成长工程，“万千百工程”";
    window.click_role(Role::TreeItem, label);
    window.click("同一指标　做响“武汉制造” 力争 20 家，2023年底");
    assert_eq!(chosen_indicator(&window).as_deref(), Some("制造业单项冠军"));
    assert!(cursor(&window).is_some_and(|item| item.starts_with("制造业单项冠军")));
    assert!(window.says("同一指标　“万千百工程” 力争 ≥ 10 个"));
}

#[test]
fn a_plan_folds_and_shows_how_many_end_when() {
    let mut window = one_plan();
    let plan = window.harness.get_by_role_and_label(Role::TreeItem, PLAN);
    let triangle = plan.rect().left_center() + vec2(17.0, 0.0);
    window.click_at(triangle, PointerButton::Primary);
    assert_eq!(window.view().folded, ["made-2021"]);
    assert_eq!(items(&window), [PLAN]);
    assert!(
        window.has("显示 24 / 141 个目标"),
        "folding hides, it does not filter"
    );
    window.press(Key::ArrowDown);
    assert_eq!(
        window.app().selection().target,
        None,
        "there is none to go to"
    );
    window.click_at(triangle, PointerButton::Primary);
    assert!(window.view().folded.is_empty());
    let title = window
        .harness
        .get_by_role_and_label(Role::TreeItem, PLAN)
        .rect();
    window.click_at(
        title.left_center() + vec2(80.0, 0.0),
        PointerButton::Primary,
    );
    assert!(window.app().selection().plan.is_some());
    assert!(window.has("文号") || window.has("实施期"));
}

#[test]
fn everything_folds_and_unfolds_at_once() {
    let mut window = open();
    window.click("视图");
    window.click("全部折叠");
    assert_eq!(items(&window).len(), 5, "the plans are left");
    window.click("视图");
    window.click("全部展开");
    assert!(items(&window).len() > 10);
}

#[test]
fn scales_and_keys_make_the_axis_finer() {
    let mut window = one_plan();
    assert_eq!(window.view().time_scale, TimeScale::Year);
    window.click("刻度月");
    assert_eq!(window.view().time_scale, TimeScale::Month);
    window.click("刻度季");
    assert_eq!(window.view().time_scale, TimeScale::Quarter);
    for _ in 0..40 {
        window.press(Key::Plus);
    }
    for _ in 0..80 {
        window.press(Key::Minus);
    }
    window.click("时间放大");
    window.click("时间缩小");
    window.click("刻度年");
    window.press(Key::ArrowDown);
    assert!(cursor(&window).is_some());
}

#[test]
fn the_pointer_reads_the_whole_of_a_target() {
    let mut window = one_plan();
    let label = "高端装备名品 30 项，2023年底，时限已到，实施分类指导，做响“武汉制造”";
    let text = window.hover(label);
    assert!(text.contains("30 项，2023年底，时限已到"), "{text}");
    assert!(text.contains("做响“武汉制造” 二(二)1"), "{text}");
    assert!(text.contains("注：条款未写时限"), "{text}");
    let plan = window.harness.get_by_role_and_label(Role::TreeItem, PLAN);
    let at = plan.rect().center();
    window.harness.hover_at(at);
    window.harness.run_steps(6);
    let text = window.text();
    assert!(
        text.contains("实施期 2021年至2023年，2021年10月15日印发，已结束"),
        "{text}"
    );
}

#[test]
fn a_task_of_the_matrix_leads_to_its_targets_on_the_timeline() {
    let mut window = Window::open();
    window.click_role(Role::CheckBox, PLAN);
    let row = window.row_of("made-2021", "二(二)1");
    window.click_cell(row, 0, PointerButton::Primary);
    // Beside the tab there is a button of the same name in the detail.
    window.click_role(Role::Button, "时间轴");
    assert_eq!(window.app().tab(), Tab::Timeline);
    assert!(cursor(&window).is_some_and(|item| item.starts_with("高端装备名品 30 项")));
    window.ctrl(Key::Num1);
    assert_eq!(window.cursor_task().as_deref(), Some("二(二)1"));
}

#[test]
fn a_search_narrows_the_timeline_and_an_empty_one_offers_the_way_out() {
    let mut window = open();
    window.go_to_search();
    window.type_text("单项冠军");
    assert!(items(&window).len() < 20);
    window.type_text("没有");
    assert!(window.has("没有符合条件的目标"));
    window.click("清除筛选");
    assert!(window.has("显示 141 / 141 个目标"));
}

#[test]
fn a_timeline_at_rest_asks_for_no_further_frame() {
    let mut window = open();
    window.press(Key::ArrowDown);
    window.harness.step();
    let output = &window.harness.output().viewport_output[&eframe::egui::ViewportId::ROOT];
    assert_eq!(output.repaint_delay, std::time::Duration::MAX);
}

#[test]
fn in_narrow_windows_the_axis_keeps_its_room() {
    for size in [(910.0, 512.0), (720.0, 480.0), LAPTOP] {
        let mut window = Window::with(app(), size, 1.0);
        window.ctrl(Key::Num2);
        window.press(Key::ArrowDown);
        assert!(cursor(&window).is_some(), "{size:?}");
    }
}

#[test]
fn many_targets_scroll_without_trouble() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("示例.ron");
    let data = zeren::synth::dataset(4000, 300, 7);
    std::fs::write(&path, zeren::store::to_ron(&data).unwrap()).unwrap();
    let mut window = open();
    window.app_mut().apply(zeren::app::Action::OpenFiles {
        files: vec![path],
        add: false,
    });
    window.settle();
    for by in ["按方案", "按指标", "按机构", "按角色"] {
        window.click(by);
        window.press(Key::End);
        assert!(cursor(&window).is_some(), "{by}");
        window.press(Key::Home);
        assert!(cursor(&window).is_some(), "{by}");
    }
}

#[test]
fn a_screen_reader_presses_targets_and_groups_as_the_pointer_does() {
    let mut window = one_plan();
    let press = |window: &mut Window, label: &str| {
        let item = window.harness.get_by_role_and_label(Role::TreeItem, label);
        item.click_accesskit();
        window.settle();
    };
    let label = "高端装备名品 30 项，2023年底，时限已到，实施分类指导，做响“武汉制造”";
    press(&mut window, label);
    assert_eq!(chosen_indicator(&window).as_deref(), Some("高端装备名品"));
    assert!(window.has("出处"));
    press(&mut window, PLAN);
    assert!(window.app().selection().plan.is_some());
}
