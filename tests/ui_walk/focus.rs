//! The focus of the keys.

use eframe::egui::Key;
use eframe::egui::accesskit::Role;
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT, Queryable};
use zeren::ui::theme::size;

use crate::window::Window;

#[test]
fn it_stays_in_sight_on_its_way_through_the_list_of_agencies() {
    let mut window = Window::open();
    window.ctrl(Key::Num3);
    {
        let mut rows = window.harness.query_all_by_role(Role::ListBoxOption);
        rows.next().unwrap().focus();
    }
    window.settle();
    let lowest = window.harness.ctx.content_rect().bottom() - size::STATUS;
    let mut before = String::new();
    for _ in 0..40 {
        window.press(Key::Tab);
        let (label, rect) = {
            let mut rows = window.harness.query_all_by_role(Role::ListBoxOption);
            let row = rows.find(Node::is_focused).unwrap();
            let label = row.accesskit_node().label().unwrap_or_default();
            (label, row.rect())
        };
        assert_ne!(label, before);
        assert!(rect.bottom() <= lowest + 0.5, "{label}");
        before = label;
    }
}

/// Who does not know Esc finds the way out at the usual corner.
#[test]
fn each_dialog_has_a_cross() {
    for key in [Key::E, Key::P] {
        let mut window = Window::open();
        window.ctrl(key);
        assert!(window.app().dialog().is_some());
        window.click("关闭对话框");
        assert!(window.app().dialog().is_none());
    }
    let mut window = Window::open();
    window.press(Key::F1);
    window.click("关闭对话框");
    assert!(window.app().dialog().is_none());
}

#[test]
fn counting_by_today_s_bodies_says_what_it_did() {
    let mut window = Window::open();
    window.ctrl(Key::J);
    assert!(
        window.notice("按现机构：所列机构由 84 个变为"),
        "{}",
        window.text()
    );
    window.ctrl(Key::J);
    assert!(window.notice("变为 84 个"), "{}", window.text());
}

#[test]
fn a_plan_without_tasks_is_called_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("空.ron");
    let text = "(format: 1, title: \"数据\", plans: [
        (id: \"a\", title: \"空方案\"),
        (id: \"b\", title: \"有任务的方案\", sections: [(number: \"一\", title: \"章\", tasks: [
            (clause: \"1\", title: \"治水\"),
        ])]),
    ])";
    std::fs::write(&path, text).unwrap();
    let mut window = Window::open();
    window.app_mut().apply(zeren::app::Action::OpenFiles {
        files: vec![path],
        add: false,
    });
    window.settle();
    window.click("空方案");
    assert!(window.has("所选方案里没有任务"), "{}", window.text());
}
