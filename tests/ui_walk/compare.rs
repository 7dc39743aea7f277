use std::path::PathBuf;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use zeren::app::ask::{Ask, Outcome};
use zeren::app::command::Command;
use zeren::app::forms::{CompareForm, FileAge};
use zeren::app::{Dialog, Effect, Tab};
use zeren::export::{Format, Layout};
use zeren::view::SuccessionView;
use zeren::view::compare::ChangeKind;

use crate::window::Window;

/// The built-in data with a task reworded, one gone, one new, and bodies changed: an older file.
fn older(folder: &tempfile::TempDir) -> PathBuf {
    let text = zeren::store::builtin();
    let swap = |text: String, from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    };
    let text = swap(
        text.to_owned(),
        "title: \"加强梯次培育\"",
        "title: \"加强企业梯次培育\"",
    );
    // What the open data calls 着力招商引资 is new, and 建立监测制度 is gone.
    let text = swap(text, "title: \"着力招商引资\"", "title: \"建立监测制度\"");
    let path = folder.path().join("旧版.ron");
    std::fs::write(&path, text).unwrap();
    path
}

fn form(window: &Window) -> CompareForm {
    match window.app().dialog() {
        Some(Dialog::Compare(form)) => form.clone(),
        other => panic!("{other:?}"),
    }
}

/// A window that compares the built-in data with an older file.
fn compared() -> (Window, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let path = older(&folder);
    let mut window = Window::open();
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::D);
    assert!(!window.is_enabled("对比"), "no file yet");
    window.click("选择文件…");
    let ask = window.asked();
    assert!(matches!(&ask, Ask::Compare(_)));
    window.answer(ask, Outcome::Picked(vec![path]));
    assert!(window.has("旧版.ron"));
    assert_eq!(form(&window).age, FileAge::Older);
    window.click_role(Role::Button, "对比");
    window.wait("the comparison", |app| app.changes().is_some());
    (window, folder)
}

#[test]
fn a_file_is_compared_and_the_changes_are_listed_by_kind() {
    let (window, _folder) = compared();
    assert!(window.app().dialog().is_none());
    let counts = window.app().changes().unwrap().counts();
    assert_eq!((counts.added, counts.removed, counts.changed), (0, 0, 2));
    for words in [
        "对比",
        "旧版.ron → 武汉制造业政策责任分工（2017—2024年）",
        "新增 0 项，删除 0 项，调整 2 项，未变 84 项",
        "内容调整 2 处",
        "二(一)1 加强梯次培育 标题 “加强企业梯次培育” → “加强梯次培育”",
    ] {
        assert!(window.has(words), "{words} is not in\n{}", window.text());
    }
    assert_eq!(window.tasks(), 2, "only what changed");
}

#[test]
fn a_change_leads_to_its_task_and_back() {
    let (mut window, _folder) = compared();
    window.click("二(一)1 加强梯次培育 标题 “加强企业梯次培育” → “加强梯次培育”");
    assert_eq!(window.cursor_task().as_deref(), Some("二(一)1"));
    assert!(window.has("出处"));
    assert!(window.has("内容调整"));
    window.click("‹ 全部变化");
    assert_eq!(window.cursor_task(), None);
    assert!(window.has("内容调整 2 处"));
}

#[test]
fn unchanged_tasks_come_back_and_go_again() {
    let (mut window, _folder) = compared();
    window.click("也显示没有变化的任务");
    assert_eq!(window.tasks(), 86);
    window.click("只显示有变化的任务");
    assert_eq!(window.tasks(), 2);
    window.click("取消筛选：有变化的任务");
    assert_eq!(window.tasks(), 86);
}

#[test]
fn the_chip_ends_it_and_the_old_view_is_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = older(&folder);
    let mut window = Window::open();
    window.click("做响“武汉制造”");
    let before = window.view().clone();
    let ask = Ask::Compare(CompareForm::new(window.app().data()));
    window.answer(ask, Outcome::Picked(vec![path]));
    window.click_role(Role::Button, "对比");
    window.wait("the comparison", |app| app.changes().is_some());
    assert_ne!(window.view(), &before);
    let chip = "结束对比：旧版.ron → 武汉制造业政策责任分工（2017—2024年）";
    window.click(chip);
    assert!(window.app().changes().is_none());
    assert_eq!(window.view(), &before);
    assert!(!window.says("结束对比："));
}

/// Two plans of the open data, by the form.
fn two_plans() -> Window {
    let mut window = Window::open();
    window.click("文件");
    window.click("对比… Ctrl+Shift+D");
    window.click("现在的数据中的两份方案");
    window.click("旧方案 武汉市人民政府办公厅关于发挥品牌引领作用推动全市供需结构升级的意见");
    let title = window.sheet().workspace().plans[2].plan.title.clone();
    window.click(&title);
    window.click_role(Role::Button, "对比");
    window.wait("the comparison", |app| app.changes().is_some());
    window
}

#[test]
fn two_plans_are_compared_with_deletions_in_the_matrix() {
    let window = two_plans();
    let changes = window.app().changes().unwrap();
    let counts = changes.counts();
    assert!(counts.added > 0 && counts.removed > 0, "{counts:?}");
    assert_eq!(
        window.tasks(),
        counts.added + counts.removed + counts.changed,
        "what is gone is shown too"
    );
    // What became of each stands in its name for those who do not see the sign.
    let rows = window.harness.query_all_by_role(Role::RowHeader);
    let said: Vec<String> = rows
        .filter_map(|node| {
            node.accesskit_node()
                .data()
                .description()
                .map(str::to_owned)
        })
        .collect();
    for state in ["新增，第 3 行，共 ", "删除，第 12 行，共 "] {
        let mut words = said.iter();
        assert!(words.any(|words| words.starts_with(state)), "{said:?}");
    }
}

#[test]
fn the_same_plan_twice_cannot_be_compared() {
    let mut window = Window::open();
    window.click("文件");
    window.click("对比… Ctrl+Shift+D");
    window.click("现在的数据中的两份方案");
    let title = window.sheet().workspace().plans[1].plan.title.clone();
    window.click("旧方案 武汉市人民政府办公厅关于发挥品牌引领作用推动全市供需结构升级的意见");
    window.click(&title);
    assert!(!window.is_enabled("对比"));
}

#[test]
fn kinds_are_chosen_in_the_panel_and_agencies_at_the_left() {
    let mut window = two_plans();
    let all = window.tasks();
    window.click_role(Role::CheckBox, "新增");
    let fewer = window.tasks();
    assert!(fewer < all);
    assert!(!window.view().changes.contains(&ChangeKind::Added));
    assert!(!window.says("新增 20 处"));
    window.click_role(Role::CheckBox, "新增");
    assert_eq!(window.tasks(), all);
    window.click_role(Role::CheckBox, "市发改委");
    assert!(window.tasks() < all);
}

#[test]
fn other_tabs_wait_until_it_is_over() {
    let (mut window, _folder) = compared();
    window.ctrl(Key::Num2);
    assert_eq!(window.app().tab(), Tab::Matrix);
    assert!(window.notice("对比时只看矩阵和任务"));
    window.ctrl(Key::Num4);
    assert_eq!(window.app().tab(), Tab::Tasks);
    assert!(window.has("二(一)1 加强梯次培育"));
    window.click("文件");
    window.click("结束对比");
    assert_eq!(window.tasks(), 86);
}

#[test]
fn bodies_as_they_are_today_are_compared_anew() {
    let (mut window, _folder) = compared();
    window.ctrl(Key::J);
    window.settle();
    assert_eq!(window.view().succession, SuccessionView::Current);
    assert!(window.app().changes().is_some());
    assert_eq!(window.tasks(), 2);
    window.click("文件");
    window.click("结束对比");
    assert_eq!(
        window.view().succession,
        SuccessionView::Current,
        "it stays"
    );
}

#[test]
fn the_comparison_is_exported_and_the_matrix_holds_nothing_that_is_gone() {
    let mut window = two_plans();
    let folder = tempfile::tempdir().unwrap();
    window.ctrl(Key::E);
    let Some(Dialog::Export(form)) = window.app().dialog().cloned() else {
        panic!("no dialog");
    };
    assert_eq!(form.layout, Layout::Changes);
    for format in [Format::Docx, Format::Pdf, Format::Ofd, Format::Html] {
        assert!(window.has(format.label()), "{format:?} is offered");
    }
    let changed = window.app().changes().unwrap().list.len();
    for (layout, format, rows) in [
        (Layout::Changes, Format::Csv, None),
        (Layout::List, Format::Csv, Some("删除")),
    ] {
        let path = folder.path().join(format!("{layout:?}.csv"));
        let form = zeren::app::forms::ExportForm {
            layout,
            format,
            ..form.clone()
        };
        window.answer(Ask::Export(form), Outcome::Picked(vec![path.clone()]));
        let text = std::fs::read_to_string(&path).unwrap();
        match rows {
            None => assert_eq!(
                csv::Reader::from_reader(text.as_bytes()).records().count(),
                changed
            ),
            Some(word) => {
                // The list is that of the plans that are open, both of them whole.
                assert!(!text.contains(word), "{text}");
                assert!(text.contains("做响"), "{text}");
            }
        }
    }
}

#[test]
fn a_file_that_cannot_be_used_is_told_and_nothing_changes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("坏.ron");
    std::fs::write(&path, "(format: 1, plans: [").unwrap();
    let mut window = Window::open();
    let ask = Ask::Compare(CompareForm::new(window.app().data()));
    window.answer(ask, Outcome::Picked(vec![path]));
    window.click_role(Role::Button, "对比");
    window.settle();
    assert!(window.app().changes().is_none());
    assert!(window.notice("无法对比"));
    assert_eq!(window.tasks(), 86);
}

#[test]
fn the_same_data_has_no_changes_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("同.ron");
    std::fs::write(&path, zeren::store::builtin()).unwrap();
    let mut window = Window::open();
    let ask = Ask::Compare(CompareForm::new(window.app().data()));
    window.answer(ask, Outcome::Picked(vec![path]));
    window.click_role(Role::Button, "对比");
    window.wait("the comparison", |app| app.changes().is_some());
    assert!(window.has("没有变化：两者说的一样"));
    assert_eq!(window.tasks(), 86, "there is nothing to leave out");
}

#[test]
fn what_is_copied_says_what_it_is() {
    let (mut window, _folder) = compared();
    window.ctrl(Key::Num1);
    window
        .app_mut()
        .apply(zeren::app::Action::Run(Command::CopyTable));
    window.settle();
    let effects = window.effects();
    let [Effect::CopyTable(clip)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(clip.rows, 2);
    assert!(
        clip.text.starts_with("序号\t条款\t工作任务\t"),
        "{}",
        clip.text
    );
    window.click("二(一)1 加强梯次培育 标题 “加强企业梯次培育” → “加强梯次培育”");
    window.click("复制");
    let effects = window.effects();
    let [Effect::Copy(text)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert!(text.contains("对比 旧版.ron → "), "{text}");
}

/// A window that compares two versions with their wordings.
fn worded(folder: &tempfile::TempDir) -> Window {
    let text = |due: &str| {
        crate::files::dataset("甲", "水务", &["治水"]).replace(
            "title: \"治水\",",
            &format!(
                "title: \"治水\", text: \"（一）治水。{due}年底前整治河道20条，由水务部门负责。\","
            ),
        )
    };
    let old = crate::files::write(folder.path(), "旧.ron", &text("2026"));
    let new = crate::files::write(folder.path(), "新.ron", &text("2027"));
    let mut window = Window::open();
    window.app_mut().apply(zeren::app::Action::OpenFiles {
        files: vec![new],
        add: false,
    });
    window.settle();
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::D);
    window.click("选择文件…");
    let ask = window.asked();
    window.answer(ask, Outcome::Picked(vec![old]));
    window.click_role(Role::Button, "对比");
    window.wait("the comparison", |app| app.changes().is_some());
    window
}

#[test]
fn a_clause_of_two_versions_stands_side_by_side() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = worded(&folder);
    let change = "1 治水 原文 “（一）治水。2026年底前整治河道20条，由水务部门负责。” → “（一）治水。2027年底前整治河道20条，由水务部门负责。”";
    window.click(change);
    // In the panel one above the other, each whole.
    for words in ["内容调整 原文", "原", "现"] {
        assert!(window.has(words), "{words} is not in\n{}", window.text());
    }
    window.click("两版并排对照…");
    let texts = ["2026", "2027"]
        .map(|year| format!("（一）治水。{year}年底前整治河道20条，由水务部门负责。"));
    for text in &texts {
        assert!(window.says(text), "{}", window.text());
    }
    assert!(matches!(window.app().dialog(), Some(Dialog::Wordings(_))));
    window.press(Key::Escape);
    assert!(window.app().dialog().is_none());
    assert!(window.app().changes().is_some());
}

#[test]
fn every_body_that_changes_touch_gets_its_own_table_and_nothing_is_replaced() {
    let mut window = two_plans();
    let folder = tempfile::tempdir().unwrap();
    window.ctrl(Key::E);
    window.click("每个机构一份，只列涉及它的修改");
    window.click("选择文件夹…");
    let ask = window.asked();
    assert!(matches!(&ask, Ask::NotesFolder(form) if form.per_body));
    for nth in 1..=2 {
        window.answer(ask.clone(), Outcome::Picked(vec![folder.path().to_owned()]));
        assert!(window.notice("个机构的修改对照表"));
        let folders = std::fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(folders, nth, "a folder of its own each time");
    }
    let mut inner = std::fs::read_dir(folder.path()).unwrap();
    let first = inner.next().unwrap().unwrap().path();
    let name = first.file_name().unwrap().to_string_lossy().into_owned();
    assert!(name.starts_with("修改对照表_"), "{name}");
    let files: Vec<String> = std::fs::read_dir(&first)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    let touched = zeren::view::forms::touched_bodies(window.app().sheet());
    assert_eq!(files.len(), touched.len());
    assert!(files.iter().all(|name| name.contains(".docx")), "{files:?}");
    assert!(
        files.iter().any(|name| name.contains("市经信局")),
        "{files:?}"
    );
}
