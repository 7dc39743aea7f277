use eframe::egui::Key;
use zeren::app::ask::{Ask, Outcome};
use zeren::app::forms::{ExportForm, Scope};
use zeren::app::{Dialog, Effect};
use zeren::diagnostic::Severity;
use zeren::export::{Layout, default_file_name};

use crate::window::Window;

const SMALL_PLAN: &str = "做响“武汉制造”";

#[test]
fn a_second_question_brings_the_first_to_the_front_and_keeps_the_form() {
    let mut window = Window::open();
    window.ctrl(Key::O);
    let first = window.asked();
    window.ctrl(Key::E);
    window.press(Key::Enter);
    assert_eq!(window.effects(), [Effect::RaiseDialog]);
    assert!(
        matches!(window.app().dialog(), Some(Dialog::Export(_))),
        "what was filled in is still there"
    );
    window.answer(first, Outcome::Cancelled);
    window.press(Key::Enter);
    let second = window.asked();
    assert!(matches!(second, Ask::Export(_)));
    assert_eq!(window.app().dialog(), None);
}

#[test]
fn the_suggested_name_is_that_of_the_file_whatever_is_exported() {
    let mut window = Window::open();
    window.click(SMALL_PLAN);
    window.press(Key::ArrowDown);
    window.press(Key::ArrowRight);
    for layout in Layout::OFFERED {
        for scope in [Scope::Shown, Scope::Selected, Scope::All] {
            let form = ExportForm {
                agency: window.app().selection().agency.map(|ix| {
                    let workspace = &window.app().data().workspace;
                    workspace.agency(ix).id.clone()
                }),
                ..ExportForm::new(layout, layout.formats()[0], scope)
            };
            let content = form.content(window.app().sheet_for(&form)).unwrap();
            let wanted = default_file_name(content.subject(), form.format);
            let (_, name) = window.app().suggestion(&Ask::Export(form));
            assert_eq!(name, wanted, "{layout:?} {scope:?}");
        }
    }
}

#[test]
fn what_was_said_of_a_file_goes_when_it_is_written_after_all() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::open();
    let path = folder.path().join("表.xlsx");
    std::fs::create_dir(&path).unwrap();
    for is_blocked in [true, false] {
        window.ctrl(Key::E);
        window.press(Key::Enter);
        let ask = window.asked();
        window.answer(ask, Outcome::Picked(vec![path.clone()]));
        let said: Vec<Severity> = window
            .app()
            .notices()
            .iter()
            .map(|notice| notice.severity)
            .collect();
        let wanted = if is_blocked {
            Severity::Error
        } else {
            Severity::Note
        };
        assert_eq!(said, [wanted], "one notice of the file, the newest");
        std::fs::remove_dir(&path).ok();
    }
}
