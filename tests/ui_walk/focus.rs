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
