//! Everyday questions, each answered from the start screen in at most three steps.

use eframe::egui::{Key, Modifiers};
use zeren::app::{Action, AnswerKind, AskForm, Dialog, Tab, ViewStep};
use zeren::view::answers::Answers;
use zeren::view::{Sheet, ViewSpec};

use crate::window::Window;

fn ask(text: &str) -> Window {
    let mut window = Window::open();
    window.ctrl(Key::K);
    window.type_text(text);
    window
}

/// The answers to a question over the built-in data.
fn answers(text: &str) -> Answers {
    let window = Window::open();
    let (data, today) = (window.app().data(), window.app().today());
    Answers::new(&Sheet::new(data, &ViewSpec::default(), today), text)
}

fn question(window: &Window) -> Option<&AskForm> {
    match window.app().dialog() {
        Some(Dialog::Ask(form)) => Some(form),
        _ => None,
    }
}

fn body(window: &Window, id: &str) -> Option<zeren::model::workspace::AgencyIx> {
    window.app().data().workspace.agency_by_id(id)
}

#[test]
fn what_has_the_economy_bureau_to_do_with_what_its_predecessor_had() {
    let mut window = ask("sjxj");
    assert!(window.has("机构 市经信局，政府部门"));
    let found = answers("sjxj");
    let card = found.body.expect("a body is meant");
    assert_eq!((card.direct, card.through), (25, 0));
    assert_eq!(card.relatives[0].tasks, 21, "市经信委");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    assert_eq!((window.app().dialog(), window.tasks()), (None, 25));
    window.click("市经信局的前身市经信委另有 21 项任务，按现机构归并");
    assert_eq!(window.tasks(), 46);
}

#[test]
fn enter_opens_the_body_that_stands_on_top() {
    let mut window = ask("sczj");
    window.press(Key::Enter);
    assert_eq!(window.app().tab(), Tab::Agencies);
    assert_eq!(window.app().selection().agency, body(&window, "czj"));
    assert!(!window.view().is_filtered(), "nothing else is changed");
    window.press_with(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(window.app().tab(), Tab::Matrix, "there is a way back");
}

#[test]
fn a_task_is_found_with_its_lead_its_target_and_its_clause() {
    let mut window = ask("分类指导");
    window.press(Key::Enter);
    assert_eq!(window.cursor_task().as_deref(), Some("二(二)1"));
    assert!(window.says("市经信局") && window.says("高端装备名品"));
}

#[test]
fn letters_and_hanzi_find_the_same_plans_tasks_and_targets() {
    for (letters, hanzi) in [("dxgj", "单项冠军"), ("zs", "招商"), ("rc", "人才")] {
        let (by_letters, by_hanzi) = (answers(letters), answers(hanzi));
        assert!(!by_hanzi.tasks.is_empty(), "{hanzi}");
        let tasks: Vec<_> = by_letters.tasks.iter().map(|answer| answer.task).collect();
        for answer in &by_hanzi.tasks {
            assert!(
                tasks.contains(&answer.task),
                "{letters} misses a task of {hanzi}"
            );
        }
        let targets: Vec<_> = by_letters.targets.iter().map(|answer| answer.id).collect();
        assert!(
            by_hanzi
                .targets
                .iter()
                .all(|answer| targets.contains(&answer.id))
        );
    }
    let found = answers("单项冠军");
    assert_eq!(
        found,
        Answers {
            text: "单项冠军".to_owned(),
            ..answers("dxgj")
        }
    );
    assert!(
        found.targets.iter().any(|answer| answer.task.is_none()),
        "an overall goal is an answer"
    );
    assert_eq!(found.plans.len(), 3);
}

#[test]
fn a_member_of_a_collective_has_its_own_figures() {
    let found = answers("jaq");
    let card = found.body.clone().expect("江岸区");
    assert_eq!((card.direct, card.through), (0, 39));
    assert_eq!(found.tasks.len(), 39);
    assert!(
        found
            .tasks
            .iter()
            .all(|answer| answer.part.is_some_and(|part| part.through))
    );
    let mut window = ask("jaq");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    assert_eq!(window.tasks(), 39, "one number for one question");
}

#[test]
fn a_body_of_the_past_says_what_became_of_it() {
    let found = answers("市工商局");
    let card = found.body.expect("市工商局");
    assert!(!card.relatives.is_empty() && !card.relatives[0].earlier);
    let window = ask("市工商局");
    assert!(window.says("市工商局"));
}

#[test]
fn and_what_about_the_finance_bureau() {
    let mut window = Window::open();
    window.go_to_search();
    window.type_text("sjxj");
    window.press(Key::ArrowDown);
    window.type_text("sczj");
    assert_eq!(
        question(&window).map(|form| form.text.as_str()),
        Some("sczj")
    );
    window.press_with(Modifiers::COMMAND, Key::Enter);
    assert_eq!(window.view().agencies, ["czj"]);
    assert_eq!(window.tasks(), 14);
}

#[test]
fn two_bodies_stand_side_by_side() {
    let mut window = ask("sjxj");
    window.press(Key::Enter);
    window.ctrl(Key::K);
    window.type_text("sczj");
    assert!(window.has("命令 与选中的市经信局并排看"));
    window.press_with(Modifiers::SHIFT, Key::Enter);
    assert_eq!(window.view().agencies, ["jxj", "czj"]);
    assert_eq!(window.app().tab(), Tab::Matrix);
    assert_eq!(window.sheet().columns.len(), 2);
}

#[test]
fn alt_and_a_digit_take_a_line_and_alt_9_the_whole_list() {
    let mut window = ask("sczj");
    window.press_with(Modifiers::ALT, Key::Num1);
    assert_eq!(window.app().dialog(), None);
    assert!(window.app().selection().task.is_some());
    let mut window = ask("sczj");
    window.press_with(Modifiers::ALT, Key::Num9);
    assert_eq!((window.app().tab(), window.tasks()), (Tab::Tasks, 14));
}

#[test]
fn tab_leaves_one_kind_after_the_other() {
    let mut window = ask("sczj");
    window.press(Key::Tab);
    window.press(Key::Tab);
    assert_eq!(
        question(&window).and_then(|form| form.only),
        Some(AnswerKind::Tasks)
    );
    assert!(!window.has("机构 市财政局，政府部门"));
    for _ in 0..5 {
        window.press(Key::Tab);
    }
    assert_eq!(question(&window).and_then(|form| form.only), None);
}

#[test]
fn a_target_is_shown_where_targets_stand() {
    let mut window = ask("dxgj");
    window.press(Key::Tab);
    window.press(Key::Tab);
    window.press(Key::Tab);
    window.press(Key::Enter);
    assert_eq!(window.app().tab(), Tab::Timeline);
    assert!(window.app().selection().target.is_some());
}

#[test]
fn what_sounds_alike_is_offered() {
    let mut window = ask("市精心局");
    assert!(window.has("命令 按读音 shijingxinju 查找"));
    window.press(Key::Enter);
    assert_eq!(
        question(&window).map(|form| form.text.as_str()),
        Some("shijingxinju")
    );
    assert!(window.has("机构 市经信局，政府部门"));
}

#[test]
fn the_list_of_one_body_is_exported_from_the_box() {
    let mut window = ask("sczj");
    window.click("命令 导出市财政局责任清单…");
    assert!(matches!(window.app().dialog(), Some(Dialog::Export(_))));
    assert_eq!(window.app().selection().agency, body(&window, "czj"));
}

#[test]
fn a_question_without_an_answer_says_so_and_escape_leaves_everything_as_it_was() {
    let mut window = ask("没有这样的事情xyz");
    assert!(window.has("没有找到"));
    window.press(Key::Escape);
    assert_eq!(window.app().dialog(), None);
    assert_eq!(window.view(), &ViewSpec::default());
}

#[test]
fn what_stands_in_the_search_is_asked_first_and_the_next_letter_replaces_it() {
    let mut window = Window::open();
    window.go_to_search();
    window.type_text("sjxj");
    window.ctrl(Key::F);
    assert_eq!(
        question(&window).map(|form| form.text.as_str()),
        Some("sjxj")
    );
    window.type_text("s");
    assert_eq!(question(&window).map(|form| form.text.as_str()), Some("s"));
}

#[test]
fn views_are_kept_by_name_found_and_given_up() {
    let mut window = ask("sczj");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.press_with(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::K);
    window.focus_field("视图的名称");
    window.ctrl(Key::A);
    window.type_text("财政口");
    window.press(Key::Enter);
    assert_eq!(window.app().named_views().len(), 1);
    assert!(window.has("视图 财政口"));
    window.ctrl(Key::Backspace);
    assert_eq!(window.tasks(), 86);
    window.click("视图 财政口");
    assert_eq!((window.tasks(), window.view().agencies.len()), (14, 1));
    window.ctrl(Key::Backspace);
    window.ctrl(Key::K);
    window.type_text("czk");
    window.click("视图 财政口，14 项任务");
    assert_eq!(window.tasks(), 14);
    // The same name again is the same view.
    window
        .app_mut()
        .apply(Action::Views(ViewStep::Keep("财政口".to_owned())));
    assert_eq!(window.app().named_views().len(), 1);
    window
        .app_mut()
        .apply(Action::Views(ViewStep::Keep("另一个".to_owned())));
    window
        .app_mut()
        .apply(Action::Views(ViewStep::Move(1, true)));
    assert_eq!(window.app().named_views()[0].name, "另一个");
    window
        .app_mut()
        .apply(Action::Views(ViewStep::Rename(0, "第一".to_owned())));
    window.app_mut().apply(Action::Views(ViewStep::Forget(1)));
    let names: Vec<&str> = window
        .app()
        .named_views()
        .iter()
        .map(|known| known.name.as_str())
        .collect();
    assert_eq!(names, ["第一"]);
}
