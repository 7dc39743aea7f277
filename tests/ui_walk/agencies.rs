//! The list of agencies, the profile of one, and the ways between them and the matrix.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, PointerButton};
use egui_kittest::kittest::{NodeT, Queryable};
use zeren::app::ask::Outcome;
use zeren::app::{Dialog, Tab};
use zeren::export::Layout;
use zeren::view::SuccessionView;

use crate::window::{Window, app};

const FIND: &str = "查找机构";

/// The page of agencies on the built-in data, bodies as they are today.
fn page() -> Window {
    let mut window = Window::open();
    window.ctrl(Key::J);
    window.ctrl(Key::Num3);
    assert_eq!(window.view().succession, SuccessionView::Current);
    assert_eq!(window.app().tab(), Tab::Agencies);
    window
}

/// The page with one agency looked up by what is typed.
fn found(text: &str) -> Window {
    let mut window = page();
    window.focus_field(FIND);
    window.type_text(text);
    window.press(Key::Enter);
    window
}

/// The rows of the list in sight, as they are spoken.
fn rows(window: &Window) -> Vec<String> {
    window
        .harness
        .query_all_by_role(Role::ListBoxOption)
        .filter_map(|node| node.accesskit_node().label())
        .collect()
}

fn chosen(window: &Window) -> String {
    let selected: Vec<String> = window
        .harness
        .query_all_by_role(Role::ListBoxOption)
        .filter(|node| node.accesskit_node().is_selected() == Some(true))
        .filter_map(|node| node.accesskit_node().label())
        .collect();
    let [one] = selected.as_slice() else {
        panic!("{selected:?}");
    };
    one.split('，').next().unwrap_or_default().to_owned()
}

/// Presses what has these words in its name.
fn press_part(window: &mut Window, role: Role, part: &str) {
    let found: Vec<_> = window
        .harness
        .query_all_by_role(role)
        .filter(|node| {
            let label = node.accesskit_node().label();
            label.is_some_and(|label| label.contains(part))
        })
        .map(|node| node.rect().center())
        .collect();
    let Some(&at) = found.first() else {
        panic!("no {role:?} has {part:?} in\n{}", window.text());
    };
    window.click_at(at, PointerButton::Primary);
}

#[test]
fn the_busiest_agency_is_shown_without_being_asked_for() {
    let window = page();
    assert_eq!(chosen(&window), "市经信局");
    assert_eq!(window.cursor_body().as_deref(), Some("市经信局"));
    for words in [
        "武汉市经济和信息化局",
        "牵头 9",
        "责任 35",
        "成员 2",
        "方案 4",
        "目标 46",
        "共事机构 42",
        "做响“武汉制造” 15 项",
        "牵头 二(一)1 加强梯次培育",
        "共事最多 共同任务",
        "市发改委，共同任务 28 项",
        "另有 36 项没有确定日期",
        "目标时限 2020年12月31日 1 项、2023年12月31日 9 项",
    ] {
        assert!(window.has(words), "{words:?} is not in\n{}", window.text());
    }
    assert!(!window.says("显示 0"), "no filter side bar");
    assert_eq!(rows(&window)[0], "市经信局，46 项任务，牵头 9 项，4 份方案");
}

#[test]
fn arrows_go_through_the_list_and_stop_at_its_ends() {
    let mut window = page();
    window.press(Key::ArrowUp);
    assert_eq!(chosen(&window), "市经信局");
    window.press(Key::ArrowDown);
    assert_eq!(chosen(&window), "各区人民政府");
    assert!(window.has("成员 17 个"), "{}", window.text());
    window.press(Key::End);
    assert_ne!(chosen(&window), "各区人民政府", "the last one is in sight");
    let last = chosen(&window);
    window.press(Key::ArrowDown);
    assert_eq!(chosen(&window), last);
    window.press(Key::PageUp);
    assert_ne!(chosen(&window), last);
    window.press(Key::Home);
    assert_eq!(chosen(&window), "市经信局");
    window.press(Key::PageDown);
    assert_ne!(chosen(&window), "市经信局");
}

#[test]
fn an_agency_is_found_by_initials_and_by_a_former_name() {
    let mut window = found("scjg");
    assert_eq!(rows(&window).len(), 1);
    assert_eq!(chosen(&window), "市市场监管局");
    assert!(window.has("1 / 87 个"));
    window.focus_field(FIND);
    window.ctrl(Key::A);
    window.type_text("市质监局");
    assert_eq!(chosen(&window), "市市场监管局", "by the name it had");
    // Esc clears and stays; then the whole list is back.
    window.press(Key::Escape);
    assert!(rows(&window).len() > 15);
    assert!(window.field(FIND).is_focused());
    window.type_text("没有这样的机构");
    assert!(rows(&window).is_empty());
    assert!(window.has("没有匹配的机构"));
    window.click("清除查找");
    assert!(rows(&window).len() > 15);
}

#[test]
fn escape_clears_the_search_also_outside_of_the_field() {
    let mut window = found("sjj");
    assert!(rows(&window).len() < 15);
    window.press(Key::Escape);
    assert!(rows(&window).len() > 15);
}

#[test]
fn arrows_work_while_one_types() {
    let mut window = page();
    window.focus_field(FIND);
    window.type_text("区");
    window.press(Key::ArrowDown);
    let first = chosen(&window);
    window.press(Key::ArrowDown);
    assert_ne!(chosen(&window), first);
    assert!(window.field(FIND).is_focused());
}

#[test]
fn the_list_is_sorted_by_its_captions_and_turned_round() {
    let mut window = page();
    let first = |window: &Window| {
        rows(window)[0]
            .split('，')
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    window.click_role(Role::ColumnHeader, "按牵头数排列");
    assert_eq!(first(&window), "市经信局");
    window.click_role(Role::ColumnHeader, "按名称排列");
    let name = first(&window);
    window.click_role(Role::ColumnHeader, "按名称排列");
    assert_ne!(first(&window), name);
    window.click_role(Role::ColumnHeader, "按任务数排列");
    window.click_role(Role::ColumnHeader, "按任务数排列");
    assert!(!first(&window).contains("市经信局"));
    window.click("按任务数");
    window.click("按方案数");
    let plans = |row: &str| row.contains("4 份方案");
    assert!(plans(&rows(&window)[0]), "{:?}", rows(&window));
}

#[test]
fn the_matrix_shows_one_agency_and_leads_back_to_it() {
    let mut window = Window::open();
    window.click("做响“武汉制造”");
    window.ctrl(Key::J);
    window.ctrl(Key::Num3);
    assert!(
        window.says("本页不受筛选影响（现有筛选：做响“武汉制造”；按现机构归并）"),
        "{}",
        window.text()
    );
    assert!(window.has("方案 4"), "all plans, not only the chosen one");
    window.click("在矩阵中查看");
    assert_eq!(window.app().tab(), Tab::Matrix);
    assert_eq!(window.view().agencies, ["jxj"]);
    assert_eq!(window.tasks(), 46, "as many as the profile says");
    let header = window
        .harness
        .get_by_role_and_label(Role::ColumnHeader, "市发改委");
    let at = header.rect().center();
    window.click_at(at, PointerButton::Secondary);
    window.click("在机构页查看");
    assert_eq!(window.app().tab(), Tab::Agencies);
    assert_eq!(chosen(&window), "市发改委");
    window.ctrl(Key::Num1);
    window.click_at(at, PointerButton::Primary);
    window.click("在机构页查看");
    assert_eq!(window.app().tab(), Tab::Agencies);
    assert!(window.has("武汉市发展和改革委员会"));
}

#[test]
fn enter_goes_to_the_matrix() {
    let mut window = page();
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    assert_eq!(window.app().tab(), Tab::Matrix);
    assert_eq!(window.view().agencies, ["districts"]);
}

#[test]
fn a_task_leads_to_the_matrix_also_where_a_filter_hid_it() {
    let mut window = Window::open();
    window.click("品牌引领供需升级");
    window.ctrl(Key::J);
    window.ctrl(Key::Num3);
    press_part(&mut window, Role::Button, "加强梯次培育");
    assert_eq!(window.app().tab(), Tab::Matrix);
    assert_eq!(window.cursor_task().as_deref(), Some("二(一)1"));
    assert_eq!(window.cursor_body().as_deref(), Some("市经信局"));
    assert!(window.view().plans.is_empty(), "the filter hid the task");
    assert!(window.says("原文写作 牵头 市经信局"), "the detail shows it");
}

#[test]
fn a_target_leads_to_its_task() {
    let mut window = page();
    window.click("全部 46 项目标");
    press_part(&mut window, Role::Button, "高端装备名品 30 项");
    assert_eq!(window.cursor_task().as_deref(), Some("二(二)1"));
    assert!(window.app().selection().target.is_some());
}

#[test]
fn company_and_members_lead_to_their_profiles() {
    let mut window = Window::with(app(), (1920.0, 1080.0), 1.0);
    window.ctrl(Key::J);
    window.ctrl(Key::Num3);
    window.click("市发改委，共同任务 28 项");
    assert_eq!(chosen(&window), "市发改委");
    window.click("全部 41 个机构");
    assert!(window.has("只列前 8 个机构"));
    window.press(Key::Home);
    window.press(Key::ArrowDown);
    window.click("江岸区");
    assert!(window.has("武汉市江岸区"));
    assert!(window.has("经集合机构 39"));
    assert!(window.has("直接 0"));
    assert!(
        window.has("只经各区人民政府 39 不计入上面的任务"),
        "{}",
        window.text()
    );
    assert!(window.is_enabled("在矩阵中查看"));
    window.click("各区人民政府");
    assert_eq!(chosen(&window), "各区人民政府");
}

#[test]
fn succession_is_drawn_with_dates_and_what_is_general_knowledge() {
    let mut window = found("市市场监管局");
    assert!(
        window.has("沿革 武汉市工商行政管理局，2017 年 1 份方案"),
        "{}",
        window.text()
    );
    assert!(window.says("常识，非原文：2019 年武汉市机构改革"));
    assert!(window.says("35 处分工，同一任务中的 11 处并为一项，共 24 项任务"));
    // As written the predecessor has a profile of its own.
    window.ctrl(Key::J);
    window.click("沿革 武汉市工商行政管理局，2017 年 1 份方案");
    assert!(window.has("武汉市工商行政管理局"));
    assert!(window.has("方案 1"));
    // What the document itself doubles stays: its head is 副组长, and it is a member.
    assert!(window.says("10 处分工，同一任务中的 2 处并为一项，共 8 项任务"));
}

#[test]
fn folded_bodies_are_said_in_the_hover_texts_of_the_matrix() {
    let mut window = Window::open();
    window.ctrl(Key::J);
    window.click("品牌引领供需升级");
    let row = window.row_of("brand-2017", "三(三)1");
    let column = window.column_of("市市场监管局");
    let cell = window.harness.root().children_recursive().find(|node| {
        let data = node.accesskit_node().data().clone();
        (data.row_index(), data.column_index()) == (Some(row), Some(column))
    });
    let cell = cell.unwrap();
    let said = cell
        .accesskit_node()
        .data()
        .description()
        .map(str::to_owned);
    assert_eq!(said.as_deref(), Some("由市工商局、市质监局归并"));
    let at = cell.rect().center();
    window.harness.hover_at(at);
    window.harness.run_steps(8);
    assert!(
        window.has("市工商局、市质监局 → 市市场监管局（2019年）"),
        "{}",
        window.text()
    );
    let header = window
        .harness
        .get_by_role_and_label(Role::ColumnHeader, "市市场监管局");
    let described = header
        .accesskit_node()
        .data()
        .description()
        .map(str::to_owned);
    assert_eq!(
        described.as_deref(),
        Some("市工商局、市质监局、市食品药品监管局 → 市市场监管局（2019年），第 1 列，共 24 列")
    );
    let at = header.rect().center();
    window.harness.remove_cursor();
    window.settle();
    window.harness.hover_at(at);
    window.harness.run_steps(8);
    assert!(
        window.has("市工商局、市质监局、市食品药品监管局 → 市市场监管局（2019年）"),
        "{}",
        window.text()
    );
}

#[test]
fn the_profile_is_exported_with_its_layout_chosen() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = found("市市场监管局");
    // One 导出… is the top bar's, the other the profile's: they ask for the same.
    window.click("导出…");
    let Some(Dialog::Export(form)) = window.app().dialog().cloned() else {
        panic!("no export dialog");
    };
    assert_eq!(
        (form.layout, form.agency.as_deref()),
        (Layout::Agency, Some("scjgj"))
    );
    assert!(window.has("市市场监管局，全部方案"), "{}", window.text());
    assert!(window.says("市市场监管局_责任清单_2026-11-22.xlsx"));
    window.click("CSV");
    window.click("导出 CSV…");
    let ask = window.asked();
    let path = folder.path().join("责任.csv");
    window.answer(ask, Outcome::Picked(vec![path.clone()]));
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.starts_with("\u{feff}类别,方案,文号,条款,名称"));
    assert!(text.contains("三(三)1"));
    assert!(window.notice("已导出"));
    // The layout of one agency is no habit: elsewhere the matrix is still the first choice.
    window.ctrl(Key::Num1);
    window.ctrl(Key::E);
    let Some(Dialog::Export(form)) = window.app().dialog() else {
        panic!("no export dialog");
    };
    assert_eq!(form.layout, Layout::Matrix);
}

#[test]
fn one_agency_can_be_exported_while_nothing_is_shown_elsewhere() {
    let mut window = Window::open();
    window.go_to_search();
    window.type_text("没有这样的任务");
    window.press(Key::ArrowDown);
    window.ctrl(Key::Num3);
    window.ctrl(Key::E);
    assert!(window.app().dialog().is_some());
}

#[test]
fn a_narrow_window_keeps_list_and_profile() {
    let mut window = Window::with(app(), (720.0, 700.0), 1.0);
    window.ctrl(Key::Num3);
    assert_eq!(chosen(&window), "各区人民政府");
    assert!(window.has("在矩阵中查看"));
    let page = window.node("在矩阵中查看").rect();
    assert!(page.right() <= 720.0, "{page:?}");
    window.press(Key::ArrowDown);
    assert_eq!(chosen(&window), "市发改委");
}

#[test]
fn presenting_keeps_the_profile() {
    let mut window = page();
    window.press(Key::F5);
    assert!(window.app().stage().is_presenting());
    window.press(Key::Escape);
    assert!(window.has("武汉市经济和信息化局"));
    window.press(Key::ArrowDown);
    assert!(window.has("成员 17 个"));
}

#[test]
fn data_without_agencies_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("空.ron");
    std::fs::write(&path, "(format: 1)").unwrap();
    let mut window = Window::open();
    window.ctrl(Key::Num3);
    window.app_mut().apply(zeren::app::Action::OpenFiles {
        files: vec![path],
        add: false,
    });
    window.settle();
    assert!(window.has("这份数据里没有任务"), "{}", window.text());
}

/// A chain of bodies, a merger, a transfer of some duties, and a renaming that is to come.
const CHAIN: &str = r#"(
    format: 1, title: "沿革示例",
    agencies: [
        (id: "old", name: "示例市老工业办公室", short: "市工业办", kind: Department),
        (id: "jxw", name: "示例市经济和信息化委员会", short: "市经信委", kind: Department),
        (id: "jxj", name: "示例市经济和信息化局", short: "市经信局", kind: Department, aliases: ["市经信厅"]),
        (id: "sjj", name: "示例市数据局", short: "市数据局", kind: Department),
        (id: "big", name: "示例市工业和信息化局", short: "市工信局", kind: Department),
        (id: "zjj", name: "示例市质量技术监督局", short: "市质监局", kind: Department),
    ],
    successions: [
        (from: "old", to: "jxw", how: Merged, date: "2010-05", basis: Stated("机构改革方案第三条")),
        (from: "zjj", to: "jxj", how: Merged, date: "2020", basis: General("机构改革")),
        (from: "jxw", to: "jxj", how: Renamed, date: "2019-01", basis: General("2019 年机构改革")),
        (from: "jxj", to: "sjj", how: Transferred, date: "2024", basis: General("数据管理职责划出")),
        (from: "jxj", to: "big", how: Renamed, date: "2030", basis: General("设想")),
    ],
    plans: [
        (id: "p", title: "示例方案", issued: "2021", sections: [(number: "一", title: "任务", tasks: [
            (clause: "一1", title: "一件事", assignments: [(agency: "jxj", role: Lead), (agency: "sjj", role: Support), (agency: "zjj", role: Oversee)],
             targets: [(indicator: "名品", amount: AtLeast(20), unit: "项", due: By("2028-06"))]),
        ])]),
    ],
)"#;

#[test]
fn a_chain_shows_what_is_to_come_and_keeps_partial_transfers_apart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("沿革.ron");
    std::fs::write(&path, CHAIN).unwrap();
    let mut window = Window::open();
    window.app_mut().apply(zeren::app::Action::OpenFiles {
        files: vec![path],
        add: false,
    });
    window.settle();
    window.ctrl(Key::J);
    window.ctrl(Key::Num3);
    assert_eq!(chosen(&window), "市经信局");
    for words in [
        "沿革 示例市老工业办公室，没有方案写到",
        "沿革 示例市质量技术监督局，2021 年 1 份方案",
        "沿革 示例市工业和信息化局，没有方案写到",
        "2024年 市经信局 → 市数据局 部分职责划转，两个机构分别计数",
        "依据：机构改革方案第三条",
        "2 处分工，同一任务中的 1 处并为一项，共 1 项任务",
    ] {
        assert!(window.has(words), "{words:?} is not in\n{}", window.text());
    }
    // The renaming of 2030 is drawn, and nothing is folded by it yet.
    assert_eq!(rows(&window).len(), 3);
    assert!(rows(&window).contains(&"市数据局，1 项任务，牵头 0 项，1 份方案".to_owned()));
    assert!(
        rows(&window)
            .iter()
            .any(|row| row.starts_with("市工信局，0 项任务"))
    );
    window.compare("succession-chain");
}

#[test]
fn a_hover_text_does_not_stay_over_a_dialog() {
    let mut window = page();
    let row = window.node("牵头 二(一)1 加强梯次培育").rect().center();
    window.harness.hover_at(row);
    window.harness.run_steps(8);
    assert!(window.has("在矩阵中查看这项任务"));
    window.ctrl(Key::E);
    window.harness.run_steps(8);
    assert!(!window.has("在矩阵中查看这项任务"));
}
