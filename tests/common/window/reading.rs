//! What can be read in a window.

use eframe::egui::accesskit::{Role, Toggled};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT, Queryable};

use super::Window;

impl Window {
    /// Everything that is named so.
    fn all<'a>(&'a self, label: &'a str) -> Vec<Node<'a>> {
        self.harness.query_all_by_label(label).collect()
    }

    /// Whether anything is named so.
    pub fn has(&self, label: &str) -> bool {
        !self.all(label).is_empty()
    }

    /// Whether something of this role is named so.
    pub fn has_role(&self, role: Role, label: &str) -> bool {
        let mut found = self.harness.query_all_by_role_and_label(role, label);
        found.next().is_some()
    }

    /// Whether anything has this in its name.
    pub fn says(&self, part: &str) -> bool {
        self.harness
            .query_all_by_label_contains(part)
            .next()
            .is_some()
    }

    /// All names that can be read in the window, a line each.
    pub fn text(&self) -> String {
        let lines: Vec<String> = self
            .harness
            .root()
            .children_recursive()
            .filter_map(|node| {
                let node = node.accesskit_node();
                let words = match node.role() {
                    Role::Cell => return None,
                    Role::Label => node.value(),
                    _ => node.label().or(node.value()),
                };
                words.map(|words| format!("{:?} {words}", node.role()))
            })
            .collect();
        lines.join("\n")
    }

    /// What can be pressed under this name; of several the one in front.
    pub fn node<'a>(&'a self, label: &'a str) -> Node<'a> {
        let found = self.all(label);
        let pressable: Vec<&Node<'_>> = found
            .iter()
            .filter(|node| node.accesskit_node().role() != Role::Label)
            .collect();
        match (pressable.last(), found.last()) {
            (Some(node), _) => **node,
            (None, Some(node)) => *node,
            (None, None) => panic!("nothing is named {label:?} in\n{}", self.text()),
        }
    }

    /// The text of a field, by its hint.
    pub fn field<'a>(&'a self, hint: &'a str) -> Node<'a> {
        let found: Vec<Node<'_>> = self
            .harness
            .root()
            .children_recursive()
            .filter(|node| {
                let data = node.accesskit_node().data().clone();
                data.placeholder() == Some(hint)
            })
            .collect();
        let [field] = found.as_slice() else {
            panic!("{} fields with the hint {hint:?}", found.len());
        };
        *field
    }

    /// Whether what is named so can be pressed.
    pub fn is_enabled(&self, label: &str) -> bool {
        !self.node(label).accesskit_node().is_disabled()
    }

    /// Whether what is named so is switched on.
    pub fn is_on(&self, label: &str) -> bool {
        self.node(label).accesskit_node().toggled() == Some(Toggled::True)
    }

    /// Whether a notice has this in its text.
    pub fn notice(&self, part: &str) -> bool {
        let mut notices = self.app().notices().iter();
        notices.any(|notice| notice.text.contains(part))
    }
}
