//! A draft is held against its document, by keys and with the mouse, to the saved file.

use std::path::{Path, PathBuf};

use eframe::egui::accesskit::Role as Node;
use eframe::egui::{Key, Modifiers};
use zeren::app::ask::Outcome;
use zeren::app::command::Command;
use zeren::app::{Action, Leaving, Refusal, Review, ReviewStep, State, StretchAs, What};
use zeren::model::{Dataset, Role, Task, check};

use crate::files::write;
use crate::window::Window;

/// Two tasks that are clear, one with names written as one, one that lost a character, and words
/// that are no duties.
const DOCUMENT: &str = "示例市制造业行动方案

一、主要任务
（一）加强培育。培育企业。（责任单位：市经信局、市财政局、市发改委）
（二）扩大开放。2026年底前建成园区。（责任单位：经信财政发改委）
（三）加强节水。严格管理。（责任单位：市水务局、发改委）
（四）宣传引导。加强宣传（请牵头的单位另行报送）。（责任单位：市经信局）
";

fn opened(folder: &Path) -> Window {
    let path = write(folder, "制造业 方案.txt", DOCUMENT);
    let mut window = Window::open();
    window.app_mut().apply(Action::OpenFiles {
        files: vec![path],
        add: false,
    });
    window.settle();
    window
}

fn reviewing(folder: &Path) -> Window {
    let mut window = opened(folder);
    window.press(Key::F7);
    assert!(window.app().review().is_some());
    window
}

fn review(window: &Window) -> &Review {
    window.app().review().unwrap()
}

/// What is looked at.
fn here(window: &Window) -> What {
    let review = review(window);
    review.places()[review.cursor()].what
}

/// How many places are doubtful, unread, read, confirmed and out.
fn counts(window: &Window) -> [usize; 5] {
    State::ALL.map(|state| review(window).count(state))
}

fn save(window: &mut Window, folder: &Path) -> Dataset {
    window.press_with(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::S);
    let ask = window.asked();
    let target: PathBuf = folder.join("审好 了.ron");
    window.answer(ask, Outcome::Picked(vec![target.clone()]));
    zeren::store::load(&target).unwrap().dataset
}

fn tasks(dataset: &Dataset) -> Vec<&Task> {
    let sections = dataset.plans[0].sections.iter();
    sections.flat_map(|section| section.tasks.iter()).collect()
}

#[test]
fn a_review_by_keys_ends_in_a_file_that_is_signed_for() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = reviewing(folder.path());
    assert_eq!(counts(&window), [1, 1, 3, 0, 0]);
    assert_eq!(here(&window), What::Task(1), "what is doubtful comes first");
    assert!(window.says("“经信财政发改委”连写，读作市经信局、市财政局、市发改委"));
    assert!(window.says("还有 2 处未定"));
    window.press(Key::Enter);
    assert_eq!(counts(&window), [0, 1, 3, 1, 0]);
    assert_eq!(here(&window), What::Unread(0));
    window.press(Key::Delete);
    assert_eq!(counts(&window), [0, 0, 3, 1, 1]);
    assert!(window.says("存疑和未读的都已审阅"));
    // The title of the next one is changed in its row.
    assert_eq!(here(&window), What::Task(0));
    window.press(Key::E);
    window.focus_field("任务名称");
    window.ctrl(Key::A);
    window.type_text("加强企业培育");
    window.press(Key::Enter);
    window.press(Key::Escape);
    window.press(Key::Enter);
    assert_eq!(counts(&window), [0, 0, 2, 2, 1]);
    window.ctrl(Key::Enter);
    assert_eq!(counts(&window), [0, 0, 0, 4, 1]);

    let saved = save(&mut window, folder.path());
    assert!(window.app().review().is_some(), "saving is no end");
    assert_eq!(window.app().unsaved(), None);
    let tasks = tasks(&saved);
    assert_eq!(tasks.len(), 4);
    assert_eq!(tasks[0].title, "加强企业培育");
    for task in &tasks {
        assert_eq!(task.checked.as_ref().unwrap().on.to_string(), "2026-11-22");
    }
    let errors = check::check(&saved).into_iter();
    let errors: Vec<_> = errors
        .filter(|finding| finding.severity == zeren::diagnostic::Severity::Error)
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    // What was written as one is three bodies, with the wording kept.
    let written: Vec<_> = tasks[1]
        .assignments
        .iter()
        .filter_map(|duty| duty.written.as_deref())
        .collect();
    assert_eq!(written, ["经信", "财政", "发改委"]);
    assert_eq!(saved.agencies.len(), 4, "and no body comes twice");
    assert_eq!(
        tasks[2].assignments[1].note.as_deref(),
        Some("原文写作“发改委”，读作市发改委。")
    );
}

#[test]
fn a_review_with_the_mouse_ends_in_the_same_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(folder.path());
    window.click("文件");
    window.click("　审阅草稿 F7");
    window.click_role(Node::Button, "接受");
    window.click_role(Node::Button, "略过");
    window.click_role(Node::Button, "已读的都接受");
    assert_eq!(counts(&window), [0, 0, 0, 4, 1]);
    window.click("保存为 RON…");
    let ask = window.asked();
    let target = folder.path().join("鼠标.ron");
    window.answer(ask, Outcome::Picked(vec![target.clone()]));
    let saved = zeren::store::load(&target).unwrap().dataset;
    assert!(tasks(&saved).iter().all(|task| task.checked.is_some()));
    window.click("‹ 返回");
    assert!(window.app().review().is_none());
    assert_eq!(window.tasks(), 4);
    assert!(window.says("已核 4 / 4 · 1 份"), "{}", window.text());
    // And it is handed in with the form, on request.
    let form = zeren::view::forms::FormColumn::from_word("已核");
    assert_eq!(form.key(), "checked");
}

#[test]
fn every_decision_is_taken_back_and_made_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = reviewing(folder.path());
    let begun = counts(&window);
    window.press(Key::Enter);
    window.press(Key::Delete);
    window.press(Key::Delete);
    let done = counts(&window);
    assert_eq!(done, [0, 0, 2, 1, 2]);
    assert_eq!(window.app().data().workspace.tasks.len(), 3);
    for _ in 0..3 {
        window.ctrl(Key::Z);
    }
    assert_eq!(counts(&window), begun);
    assert_eq!(window.app().data().workspace.tasks.len(), 4);
    for _ in 0..3 {
        window.press_with(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
    }
    assert_eq!(counts(&window), done);
}

#[test]
fn readings_of_the_same_kind_are_confirmed_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = reviewing(folder.path());
    let nth = review(&window).place_of(0).unwrap();
    window.app_mut().apply(Action::Review(ReviewStep::Go(nth)));
    window.settle();
    assert_eq!(window.app().count_alike(), 2, "one is a mended name");
    window.press(Key::A);
    assert_eq!(counts(&window), [1, 1, 1, 2, 0]);
}

#[test]
fn what_was_not_read_becomes_a_task_and_words_of_the_document_its_bodies() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = reviewing(folder.path());
    window.press(Key::N);
    assert_eq!(here(&window), What::Unread(0));
    window.press(Key::T);
    assert!(review(&window).is_editing());
    assert_eq!(window.app().data().workspace.tasks.len(), 5);
    window.press(Key::Escape);
    window.press(Key::Enter);
    let text = &review(&window).opened().document.text;
    let at = text.find("培育企业").unwrap();
    let span = at..at + "培育企业".len();
    window.app_mut().apply(Action::ReadStretch {
        span: span.clone(),
        kind: StretchAs::Body(Role::Support),
    });
    window.app_mut().apply(Action::ReadStretch {
        span,
        kind: StretchAs::Due,
    });
    window.settle();
    let saved = save(&mut window, folder.path());
    let tasks = tasks(&saved);
    let first = tasks[0];
    let last = first.assignments.last().unwrap();
    assert_eq!(last.role, Role::Support);
    assert_eq!(last.written.as_deref(), Some("培育企业"));
    assert_eq!(first.due.text(), "培育企业", "a condition in its own words");
    let new = tasks.iter().find(|task| task.part == Some(2)).unwrap();
    assert!(new.text.as_ref().unwrap().contains("请牵头的单位另行报送"));
    assert!(new.checked.is_some());
}

#[test]
fn marked_words_become_targets_of_their_task() {
    let folder = tempfile::tempdir().unwrap();
    let text = "关于推进制造业的实施方案\n一、主要任务\n\
        （一）加强培育。全市100家重点企业通过评定。（责任单位：市经信局）\n";
    let path = write(folder.path(), "方案.txt", text);
    let mut window = Window::open();
    window.app_mut().apply(Action::OpenFiles {
        files: vec![path],
        add: false,
    });
    window.settle();
    window.press(Key::F7);
    let text = &review(&window).opened().document.text;
    let words = "100家重点企业";
    let at = text.find(words).unwrap();
    for (span, count) in [
        (at..at + words.len(), 1),
        (at..at + words.len(), 1),
        (at..at + 3, 1),
    ] {
        window.app_mut().apply(Action::ReadStretch {
            span,
            kind: StretchAs::Target,
        });
        window.settle();
        let targets = &window.app().data().workspace.tasks[0].task.targets;
        assert_eq!(targets.len(), count, "{targets:?}");
    }
    let target = &window.app().data().workspace.tasks[0].task.targets[0];
    assert_eq!(target.indicator, "重点企业");
    assert_eq!(target.amount.text(&target.unit), "100 家");
    assert_eq!(target.note.as_deref(), Some("原文“100家重点企业”。"));
    assert!(window.says("没有从中读懂目标"), "{}", window.text());
    window.ctrl(Key::Z);
    assert!(
        window.app().data().workspace.tasks[0]
            .task
            .targets
            .is_empty()
    );
}

#[test]
fn the_name_of_whoever_checks_goes_into_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = reviewing(folder.path());
    window.focus_field("可不填");
    window.type_text("综合科");
    window.press(Key::Enter);
    window
        .app_mut()
        .apply(Action::Review(ReviewStep::AcceptAll));
    window.settle();
    let saved = save(&mut window, folder.path());
    let tasks = tasks(&saved);
    assert_eq!(tasks[0].checked.as_ref().unwrap().by, "综合科");
    assert_eq!(tasks[1].checked, None, "what is doubtful is not confirmed");
}

#[test]
fn letters_in_a_field_decide_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = reviewing(folder.path());
    let before = counts(&window);
    window.press(Key::E);
    window.focus_field("没有注");
    window.type_text("jkta");
    window.press(Key::Delete);
    assert_eq!(counts(&window), before);
    assert!(window.app().review().is_some());
}

#[test]
fn a_click_on_the_document_leads_to_its_reading_and_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = reviewing(folder.path());
    window.click("（三）加强节水。严格管理。（责任单位：市水务局、发改委）");
    assert_eq!(here(&window), What::Task(2));
    window.click("已读 一(四) 宣传引导");
    assert_eq!(here(&window), What::Task(3));
    window.press(Key::K);
    assert_eq!(here(&window), What::Task(2));
}

#[test]
fn no_command_of_the_tables_works_in_a_review() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = reviewing(folder.path());
    let refused: Vec<Command> = Command::ALL
        .iter()
        .copied()
        .filter(|command| {
            let refusal = window.app().allows(*command);
            refusal == Err(Refusal::Because("审阅草稿时不能用：先按 Esc 返回"))
        })
        .collect();
    for command in [
        Command::ShowMatrix,
        Command::Export,
        Command::PrintPreview,
        Command::Distribute,
        Command::Compare,
        Command::Present,
        Command::Ask,
        Command::EditMarks,
        Command::ClearFilter,
        Command::CopyCells,
    ] {
        assert!(refused.contains(&command), "{command:?}");
    }
    for command in [Command::Review, Command::SaveDraft, Command::Keys] {
        assert_eq!(window.app().allows(command), Ok(()), "{command:?}");
    }
    let view = window.view().clone();
    for command in refused {
        window.app_mut().apply(Action::Run(command));
        window.settle();
        assert!(window.app().review().is_some(), "{command:?}");
        assert_eq!(window.view(), &view, "{command:?}");
    }
    window.press(Key::Escape);
    assert!(window.app().review().is_none());
}

#[test]
fn without_a_draft_the_command_says_what_to_do() {
    let mut window = Window::open();
    window.press(Key::F7);
    assert!(window.app().review().is_none());
    assert!(window.notice("没有草稿：先打开政策文件"));
}

#[test]
fn bodies_are_added_by_pinyin_and_by_a_new_name_and_change_their_roles() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = reviewing(folder.path());
    window.press(Key::E);
    window.focus_field("添加机构：名称、拼音");
    window.type_text("swj");
    window.press(Key::Enter);
    window.focus_field("添加机构：名称、拼音");
    window.type_text("示例街道");
    window.click("新机构“示例街道”");
    window.click("责任 市财政局");
    window.click("改为牵头");
    window.press(Key::Escape);
    let saved = save(&mut window, folder.path());
    let task = tasks(&saved)[1].clone();
    let name = |id: &str| {
        let mut bodies = saved.agencies.iter();
        bodies.find(|body| body.id == id).unwrap().name.clone()
    };
    let has: Vec<(String, Role)> = task
        .assignments
        .iter()
        .map(|duty| (name(&duty.agency), duty.role))
        .collect();
    assert!(
        has.contains(&("市水务局".to_owned(), Role::Responsible)),
        "{has:?}"
    );
    assert!(
        has.contains(&("示例街道".to_owned(), Role::Responsible)),
        "{has:?}"
    );
    assert!(
        has.contains(&("市财政局".to_owned(), Role::Lead)),
        "{has:?}"
    );
    assert_eq!(has.len(), 5);
}

#[test]
fn other_data_leaves_no_review_that_points_at_what_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let data = crate::files::dataset("甲", "水务", &["治水"]);
    let small = write(folder.path(), "小.ron", &data);
    for add in [true, false] {
        let mut window = reviewing(folder.path());
        window.press(Key::J);
        let files = vec![small.clone()];
        window.app_mut().apply(Action::OpenFiles { files, add });
        window.settle();
        if window.app().dialog().is_some() {
            let files = vec![small.clone()];
            let leaving = Leaving::Open { files, add };
            window.app_mut().apply(Action::LeaveUnsaved(leaving));
            window.settle();
        }
        assert_eq!(window.app().files().len(), if add { 2 } else { 1 });
        let all = window.app().data().workspace.tasks.len();
        assert_eq!(all, if add { 5 } else { 1 });
        let places = window.app().review().map(Review::places);
        for place in places.unwrap_or_default() {
            assert!(place.task.is_none_or(|task| task.get() < all));
        }
        assert!(add || window.app().review().is_none());
    }
}

#[test]
fn the_other_reading_of_a_name_is_taken_by_a_key() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = reviewing(folder.path());
    let written = |window: &Window| -> Vec<String> {
        let entry = &window.app().data().workspace.tasks[1];
        let marks = entry.task.assignments.iter();
        marks.filter_map(|mark| mark.written.clone()).collect()
    };
    assert_eq!(written(&window), ["经信", "财政", "发改委"]);
    assert!(
        window.says("另一种读法：“经信财政发改委”是一个机构"),
        "{}",
        window.text()
    );
    window.press(Key::Num2);
    assert_eq!(written(&window), ["经信财政发改委"]);
    assert!(!window.says("另一种读法"), "there is no third one");
    window.press(Key::Num2);
    assert!(window.notice("这里没有另一种读法"));
    window.ctrl(Key::Z);
    assert_eq!(written(&window), ["经信", "财政", "发改委"]);
    // With the mouse, of a name that lost a character.
    window.app_mut().apply(Action::Review(ReviewStep::Go(2)));
    window.settle();
    window.click("另一种读法：“发改委”是一个机构");
    let saved = save(&mut window, folder.path());
    let duty = &tasks(&saved)[2].assignments[1];
    let mut bodies = saved.agencies.iter();
    let body = bodies.find(|body| body.id == duty.agency).unwrap();
    assert_eq!((&*body.name, duty.note.as_deref()), ("发改委", None));
}
