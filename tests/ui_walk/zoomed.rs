//! All steps of the zoom, in the windows people have: nothing overlaps, nothing leaves the window.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Rect};
use egui_kittest::kittest::NodeT;
use zeren::ui::theme::size;

use crate::window::{Window, app};

const STEPS: [f32; 7] = [0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0];
const WINDOWS: [(f32, f32); 3] = [(1280.0, 720.0), (1366.0, 768.0), (1920.0, 1080.0)];
/// Letters reach a little beyond their line.
const SLACK: f32 = 3.0;

/// What is seen of a part: rows that are scrolled end where the bars above and below begin. What
/// the bar below says is known by its words.
fn seen(rect: Rect, label: &str, window: Rect) -> Rect {
    let (top, bottom) = (size::TOP, window.bottom() - size::STATUS);
    let below = ["显示 ", "诊断 ", "按原文", "武汉制造业政策责任分工"];
    let ends = [" 个机构", " 份方案", " 项任务"];
    let is_below = rect.center().y > bottom
        && (below.iter().any(|words| label.starts_with(words))
            || ends.iter().any(|words| label.ends_with(words)));
    let mut seen = rect.intersect(window);
    if rect.center().y > top && !is_below {
        seen.min.y = seen.min.y.max(top);
        seen.max.y = seen.max.y.min(bottom);
    }
    seen
}

/// Words and buttons in sight, with what they say.
fn parts(window: &Window) -> Vec<(Role, String, Rect)> {
    let roles = [
        Role::Label,
        Role::Button,
        Role::CheckBox,
        Role::Tab,
        Role::RadioButton,
    ];
    let mut found = Vec::new();
    for node in window.harness.root().children_recursive() {
        let known = node.accesskit_node();
        let role = known.role();
        let label = known.label().or_else(|| known.value()).unwrap_or_default();
        if !roles.contains(&role) || label.is_empty() {
            continue;
        }
        let rect = seen(node.rect(), &label, window.harness.ctx.content_rect());
        if rect.is_positive() {
            found.push((role, label, rect));
        }
    }
    found
}

#[test]
fn nothing_overlaps_at_any_step() {
    let mut wrong = Vec::new();
    for (width, height) in WINDOWS {
        for step in STEPS {
            for tab in [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5] {
                let mut window = Window::with(app(), (width / step, height / step), step);
                window.ctrl(tab);
                let place = format!("{width} × {height} at {step}, {tab:?}");
                let parts = parts(&window);
                for (nth, (role, label, rect)) in parts.iter().enumerate() {
                    for (other_role, other, beside) in &parts[nth + 1..] {
                        let shared = rect.intersect(*beside);
                        let overlaps = shared.width() > SLACK && shared.height() > SLACK;
                        let inside = rect.contains_rect(*beside) || beside.contains_rect(*rect);
                        if overlaps && !inside {
                            wrong.push(format!(
                                "{place}: {role:?} {label} over {other_role:?} {other}: {shared:?}"
                            ));
                        }
                    }
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\n{}",
        wrong.len(),
        wrong[..wrong.len().min(40)].join("\n")
    );
}
