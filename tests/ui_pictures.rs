//! Pictures of the window, painted without a GPU and compared with the stored ones.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test --test ui_pictures` stores new ones where they differ. A failed
//! comparison leaves `NAME.new.png` and `NAME.diff.png` beside the stored picture.

#[path = "common/raster.rs"]
mod raster;
#[path = "common/window.rs"]
mod window;

use eframe::egui::{Key, PointerButton};
use window::{LAPTOP, Window, app, app_with, themed};
use zeren::app::settings::ThemeChoice;

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
    window.ctrl(Key::F);
    window.type_text("sjxj");
    window.compare("search");
}

#[test]
fn the_export_dialog() {
    let mut window = Window::open();
    window.click(SMALL_PLAN);
    window.ctrl(Key::E);
    window.compare("export");
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
fn presenting() {
    let mut window = Window::open();
    window.click(SMALL_PLAN);
    window.press(Key::F5);
    window.compare("present");
}

#[test]
fn nothing_found() {
    let mut window = Window::open();
    window.click(SMALL_PLAN);
    window.ctrl(Key::F);
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
    window.ctrl(Key::F);
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
    let view = zeren::view::ViewSpec {
        folded: ["brand-2017", "wanqianbai-2018", "chain-2023"]
            .map(str::to_owned)
            .to_vec(),
        ..window.view().clone()
    };
    window.app_mut().apply(zeren::app::Action::View(view));
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
