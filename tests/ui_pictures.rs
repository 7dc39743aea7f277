//! Pictures of the window, painted without a GPU and compared with the stored ones.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test --test ui_pictures` stores new ones where they differ. A failed
//! comparison leaves `NAME.new.png` and `NAME.diff.png` beside the stored picture.
#![cfg(feature = "gui")]
#![allow(
    clippy::unwrap_used,
    reason = "helpers of tests fail with it, as the tests do"
)]

#[path = "common/raster.rs"]
mod raster;
#[path = "common/window/mod.rs"]
mod window;

use eframe::egui::{Key, Modifiers, PointerButton};
use window::{LAPTOP, Window, app, app_with, themed};
use zeren::app::Action;
use zeren::app::forms::{CompareForm, CompareWhat};
use zeren::app::settings::ThemeChoice;
use zeren::model::Role;
use zeren::view::ViewSpec;

const SMALL_PLAN: &str = "做响“武汉制造”";

#[test]
fn one_plan_with_a_chosen_mark() {
    let mut window = Window::open();
    window.click(SMALL_PLAN);
    let row = window.row_of("made-2021", "二(二)1");
    let column = window.column_of("市经信局");
    window.click_cell(row, column, PointerButton::Primary);
    window.compare("matrix");
}

#[test]
fn two_plans_in_a_wide_dark_window() {
    let app = app_with(themed(ThemeChoice::Dark));
    let mut window = Window::with(app, (1920.0, 1080.0), 1.0);
    window.click("“万千百工程”");
    window.click(SMALL_PLAN);
    let row = window.row_of("made-2021", "二(一)2");
    let column = window.column_of("市科技局");
    window.click_cell(row, column, PointerButton::Primary);
    window.compare("matrix-dark-wide");
}

#[test]
fn a_search_by_initials() {
    let mut window = Window::open();
    window.go_to_search();
    window.type_text("sjxj");
    window.compare("search");
}

#[test]
fn the_answer_box() {
    for (name, theme) in [
        ("answer-box", ThemeChoice::Light),
        ("answer-box-dark", ThemeChoice::Dark),
    ] {
        let mut window = Window::with(app_with(themed(theme)), LAPTOP, 1.0);
        window.ctrl(Key::K);
        window.type_text("sczj");
        window.compare(name);
    }
}

#[test]
fn marked_cells() {
    let mut window = Window::open();
    window.click(SMALL_PLAN);
    window.press(Key::ArrowDown);
    window.press(Key::ArrowRight);
    for _ in 0..5 {
        window.press_with(Modifiers::SHIFT, Key::ArrowDown);
        window.press_with(Modifiers::SHIFT, Key::ArrowRight);
    }
    window.compare("marked");
}

#[test]
fn the_export_dialog() {
    let mut window = Window::open();
    window.click(SMALL_PLAN);
    window.ctrl(Key::E);
    window.compare("export");
}

#[test]
fn the_export_dialog_with_a_page() {
    let mut window = Window::open();
    window.click(SMALL_PLAN);
    window.ctrl(Key::E);
    window.click("PDF");
    window.compare("export-pdf");
}

#[test]
fn the_print_preview_in_the_dark() {
    let app = app_with(themed(ThemeChoice::Dark));
    let mut window = Window::with(app, (1920.0, 1080.0), 1.0);
    window.ctrl(Key::P);
    window.click("A4 横向");
    window.compare("print-preview-dark");
}

#[test]
fn what_every_sign_means() {
    let app = app_with(themed(ThemeChoice::Dark));
    let mut window = Window::with(app, (1366.0, 768.0), 1.0);
    window.click("图例");
    window.compare("legend-dark");
}

#[test]
fn the_findings() {
    let mut window = Window::open();
    window.press(Key::F8);
    window.compare("diagnostics");
}

#[test]
fn a_laptop_at_150_percent() {
    let mut window = Window::with(app(), (910.0, 512.0), 1.5);
    window.compare("narrow");
}

#[test]
fn the_detail_over_a_narrow_window() {
    let mut window = Window::with(app(), (910.0, 512.0), 1.5);
    let row = window.row_of("brand-2017", "三(一)2");
    window.click_cell(row, 0, PointerButton::Primary);
    window.compare("narrow-detail");
}

#[test]
fn nothing_found() {
    let mut window = Window::open();
    window.click(SMALL_PLAN);
    window.go_to_search();
    window.type_text("没有这样的任务");
    window.compare("empty");
}

#[test]
fn the_key_help() {
    let mut window = Window::open();
    window.press(Key::F1);
    window.compare("keys");
}

#[test]
fn an_open_menu() {
    let mut window = Window::with(app(), LAPTOP, 1.0);
    window.click("视图");
    window.compare("menu");
}

/// The list of tasks with one of them chosen.
fn tasks(theme: ThemeChoice, size: (f32, f32)) -> Window {
    let mut window = Window::with(app_with(themed(theme)), size, 1.0);
    window.ctrl(Key::Num4);
    window.click(SMALL_PLAN);
    window.press(Key::ArrowDown);
    window.press(Key::ArrowDown);
    window
}

#[test]
fn tasks_as_a_list() {
    tasks(ThemeChoice::Light, LAPTOP).compare("tasks");
}

#[test]
fn tasks_as_a_list_and_dark() {
    tasks(ThemeChoice::Dark, LAPTOP).compare("tasks-dark");
}

#[test]
fn tasks_as_a_list_in_a_wide_window() {
    tasks(ThemeChoice::Light, (1920.0, 1080.0)).compare("tasks-wide");
}

#[test]
fn two_versions_compared_in_a_narrow_window() {
    compared_versions(ThemeChoice::Light, (910.0, 600.0)).compare("compare-narrow");
}

#[test]
fn tasks_as_a_list_in_a_wide_dark_window() {
    let mut window = Window::with(app_with(themed(ThemeChoice::Dark)), (1920.0, 1080.0), 1.0);
    window.ctrl(Key::Num4);
    window.click("分组：按方案和章节");
    window.click("按牵头机构");
    window.compare("tasks-dark-wide");
}

#[test]
fn tasks_as_a_list_for_a_projector_with_a_search() {
    let mut window = tasks(ThemeChoice::Projector, LAPTOP);
    window.go_to_search();
    window.type_text("sjxj");
    window.compare("tasks-projector");
}

#[test]
fn tasks_as_a_list_in_a_narrow_window() {
    let mut window = Window::with(app(), (910.0, 512.0), 1.5);
    window.ctrl(Key::Num4);
    window.compare("tasks-narrow");
}

#[test]
fn the_timeline() {
    let mut window = Window::open();
    window.ctrl(Key::Num2);
    window.ctrl(Key::D);
    window.compare("timeline");
}

#[test]
fn the_timeline_in_a_wide_dark_window_with_a_chosen_target() {
    let app = app_with(themed(ThemeChoice::Dark));
    let mut window = Window::with(app, (1920.0, 1080.0), 1.0);
    window.ctrl(Key::Num2);
    for plan in ["湖北 链长制", SMALL_PLAN, "“双千”（草案）"] {
        window.click(plan);
    }
    for _ in 0..2 {
        window.press(Key::ArrowDown);
    }
    window.compare("timeline-dark-wide");
}

#[test]
fn the_threads_of_the_timeline_by_month_and_dark() {
    let app = app_with(themed(ThemeChoice::Dark));
    let mut window = Window::with(app, LAPTOP, 1.0);
    window.ctrl(Key::Num2);
    window.click("按指标");
    window.click("刻度季");
    window.compare("timeline-threads-dark");
}

#[test]
fn folded_plans_of_the_timeline_in_a_wide_window() {
    let app = app_with(themed(ThemeChoice::Light));
    let mut window = Window::with(app, (1920.0, 1080.0), 1.0);
    window.ctrl(Key::Num2);
    let view = ViewSpec {
        folded: ["brand-2017", "wanqianbai-2018", "chain-2023"]
            .map(str::to_owned)
            .to_vec(),
        ..window.view().clone()
    };
    window.app_mut().apply(Action::View(view));
    window.settle();
    window.click("展开");
    window.compare("timeline-folded-wide");
}

/// The profile of an agency as it is today, by what finds it in the list.
fn profile(theme: ThemeChoice, size: (f32, f32), text: &str) -> Window {
    let mut window = Window::with(app_with(themed(theme)), size, 1.0);
    window.ctrl(Key::J);
    window.ctrl(Key::Num3);
    if !text.is_empty() {
        window.focus_field("查找机构");
        window.type_text(text);
        window.press(Key::Enter);
    }
    window
}

const WIDE: (f32, f32) = (1920.0, 1080.0);

#[test]
fn the_profile_of_an_agency() {
    profile(ThemeChoice::Light, LAPTOP, "").compare("agency");
    profile(ThemeChoice::Dark, LAPTOP, "").compare("agency-dark");
    profile(ThemeChoice::Light, WIDE, "").compare("agency-wide");
    profile(ThemeChoice::Dark, WIDE, "").compare("agency-dark-wide");
}

#[test]
fn the_succession_of_an_agency() {
    profile(ThemeChoice::Light, LAPTOP, "scjg").compare("succession");
    profile(ThemeChoice::Dark, LAPTOP, "jrb").compare("succession-dark");
    profile(ThemeChoice::Light, WIDE, "jrb").compare("succession-wide");
    profile(ThemeChoice::Dark, WIDE, "scjg").compare("succession-dark-wide");
}

#[test]
fn a_district_and_an_agency_in_a_narrow_window() {
    profile(ThemeChoice::Light, LAPTOP, "jiangan").compare("agency-district");
    profile(ThemeChoice::Projector, (720.0, 700.0), "").compare("agency-narrow");
}

#[test]
fn the_matrix_of_a_district() {
    for (theme, size, name) in [
        (ThemeChoice::Light, LAPTOP, "matrix-district"),
        (ThemeChoice::Dark, WIDE, "matrix-district-dark-wide"),
    ] {
        let mut window = Window::with(app_with(themed(theme)), size, 1.0);
        let view = ViewSpec::default().with_text("jaq");
        window.app_mut().apply(Action::View(view));
        window.settle();
        window.compare(name);
    }
}

/// Two plans compared, the way the window shows it.
fn compared(theme: ThemeChoice, size: (f32, f32)) -> Window {
    let mut window = Window::with(app_with(themed(theme)), size, 1.0);
    let form = CompareForm {
        what: CompareWhat::Plans,
        old_plan: 2,
        new_plan: 4,
        ..CompareForm::new(window.app().data())
    };
    window.app_mut().apply(Action::Compare(form));
    window.wait("the comparison", |app| app.changes().is_some());
    window
}

/// The same, with a file in which a body went, another came and a third has another role.
fn compared_versions(theme: ThemeChoice, size: (f32, f32)) -> Window {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("旧版.ron");
    let mut dataset = zeren::store::parse(zeren::store::builtin().as_bytes(), None)
        .unwrap()
        .dataset;
    let plan = dataset
        .plans
        .iter_mut()
        .find(|plan| plan.id == "made-2021")
        .unwrap();
    let section = &mut plan.sections[1].sections[0];
    "加强企业梯次培育".clone_into(&mut section.tasks[0].title);
    section.tasks[1].assignments.swap(0, 1);
    for (nth, role) in [(0, Role::Lead), (1, Role::Responsible)] {
        section.tasks[1].assignments[nth].role = role;
    }
    section.tasks[2].assignments.pop();
    let mut extra = section.tasks[2].assignments[1].clone();
    "czj".clone_into(&mut extra.agency);
    section.tasks[3].assignments.push(extra);
    let mut gone = section.tasks[3].clone();
    "二(一)7".clone_into(&mut gone.clause);
    "建立季度监测制度".clone_into(&mut gone.title);
    "每季度汇总各项指标。".clone_into(&mut gone.summary);
    section.tasks.push(gone);
    section.tasks.remove(5);
    zeren::store::save(&path, &dataset).unwrap();
    let mut window = Window::with(app_with(themed(theme)), size, 1.0);
    let form = CompareForm {
        file: Some(path),
        ..CompareForm::new(window.app().data())
    };
    window.app_mut().apply(Action::Compare(form));
    window.wait("the comparison", |app| app.changes().is_some());
    window
}

#[test]
fn two_versions_compared() {
    compared_versions(ThemeChoice::Light, LAPTOP).compare("compare");
}

#[test]
fn two_versions_compared_in_a_wide_dark_window_as_a_list() {
    let mut window = compared_versions(ThemeChoice::Dark, (1920.0, 1080.0));
    window.ctrl(Key::Num4);
    window.press(Key::ArrowDown);
    window.press(Key::ArrowDown);
    window.compare("compare-dark-wide");
}

#[test]
fn two_plans_compared_in_a_wide_window() {
    compared(ThemeChoice::Light, (1920.0, 1080.0)).compare("compare-plans-wide");
}

#[test]
fn two_plans_compared_and_dark() {
    compared(ThemeChoice::Dark, LAPTOP).compare("compare-plans-dark");
}

#[test]
fn the_form_that_compares() {
    let mut window = Window::open();
    window.click("文件");
    window.click("对比… Ctrl+Shift+D");
    window.compare("compare-form");
}

#[test]
fn handing_out() {
    let mut window = Window::open();
    window.press_with(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::E);
    window.compare("distribute");
}

/// A review of a draft with a doubtful reading and words that were not read.
fn review(theme: ThemeChoice, size: (f32, f32)) -> Window {
    let app = app_with(themed(theme));
    let mut window = Window::with(app, size, 1.0);
    let file =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/review/制造业 方案.txt");
    window.app_mut().apply(Action::OpenFiles {
        files: vec![file],
        add: false,
    });
    window.settle();
    while !window.app().notices().is_empty() {
        window.app_mut().apply(Action::DismissNotice(0));
    }
    window.press(Key::F7);
    window
}

#[test]
fn a_draft_beside_its_document() {
    review(ThemeChoice::Light, LAPTOP).compare("review");
}

#[test]
fn a_draft_beside_its_document_in_a_wide_dark_window() {
    review(ThemeChoice::Dark, (1920.0, 1080.0)).compare("review-dark-wide");
}

#[test]
fn a_reading_that_is_changed_on_a_projector() {
    let mut window = review(ThemeChoice::Projector, LAPTOP);
    window.press(Key::Enter);
    window.press(Key::J);
    window.press(Key::E);
    window.compare("review-projector");
}

#[test]
fn what_is_due_by_quarter() {
    let mut window = Window::with(app_with(themed(ThemeChoice::Light)), LAPTOP, 1.0);
    window.ctrl(Key::Num5);
    window.click("按季");
    window.press(Key::ArrowDown);
    window.compare("due");
}

#[test]
fn what_is_due_in_a_wide_dark_window_from_the_top() {
    let mut window = Window::with(app_with(themed(ThemeChoice::Dark)), (1920.0, 1080.0), 1.0);
    window.ctrl(Key::Num5);
    window.press(Key::ArrowDown);
    window.press(Key::Home);
    window.compare("due-dark-wide");
}
