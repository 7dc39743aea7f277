//! The focus of the keys.

use eframe::egui::accesskit::Role;
use eframe::egui::{Color32, Key, Rect, Shape, vec2};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT, Queryable};
use zeren::app::settings::ThemeChoice;
use zeren::ui::theme::{DARK, LIGHT, size};

use crate::window::{LAPTOP, Window, app_with, themed};

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

/// How light a colour is, as WCAG has it.
fn light(colour: Color32) -> f32 {
    let part = |value: u8| {
        let value = f32::from(value) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * part(colour.r()) + 0.7152 * part(colour.g()) + 0.0722 * part(colour.b())
}

fn contrast(one: Color32, other: Color32) -> f32 {
    let (one, other) = (light(one), light(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The lines around something that can be told from the ground.
fn rings(shape: &Shape, ground: Color32, found: &mut Vec<Rect>) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| rings(shape, ground, found)),
        Shape::Rect(it) if it.stroke.width >= 1.0 && contrast(it.stroke.color, ground) >= 3.0 => {
            found.push(it.rect);
        }
        _ => {}
    }
}

#[test]
fn every_stop_of_tab_can_be_seen() {
    let mut missing = std::collections::BTreeSet::new();
    for (theme, look) in [(ThemeChoice::Light, LIGHT), (ThemeChoice::Dark, DARK)] {
        for tab in [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5] {
            let mut window = Window::with(app_with(themed(theme)), LAPTOP, 1.0);
            window.ctrl(tab);
            let around = |window: &Window| {
                let mut found = Vec::new();
                for clipped in &window.harness.output().shapes {
                    rings(&clipped.shape, look.background, &mut found);
                }
                found
            };
            let mut seen = std::collections::HashSet::new();
            for _ in 0..120 {
                window.press(Key::Tab);
                let root = window.harness.root();
                let Some(node) = root.children_recursive().find(Node::is_focused) else {
                    continue;
                };
                let known = node.accesskit_node();
                if !seen.insert(known.id()) {
                    break;
                }
                let rect = node.rect();
                let label = known.label().or_else(|| known.value()).unwrap_or_default();
                let name = format!("{tab:?} {:?} {label}", known.role());
                let is_ringed = around(&window).iter().any(|ring| {
                    // The frame of a field may hold more beside it.
                    let most = if known.role() == Role::TextInput {
                        rect.expand2(vec2(120.0, 12.0))
                    } else {
                        rect.expand(12.0)
                    };
                    ring.expand(8.0).contains_rect(rect) && most.contains_rect(*ring)
                });
                if !is_ringed {
                    missing.insert(name);
                }
            }
            assert!(seen.len() > 8, "{tab:?}: {} stops", seen.len());
        }
    }
    let missing: Vec<String> = missing.into_iter().collect();
    assert!(
        missing.is_empty(),
        "{}\n{}",
        missing.len(),
        missing.join("\n")
    );
}
