//! What a body is to others, and what else its file says of it.

use super::Profile;
use crate::terms;

impl Profile {
    /// Whom it belongs to, who belongs to it, and the columns of the file's own, each a phrase:
    /// `上级机构 市政府`, `联系电话 027-…`.
    #[must_use]
    pub fn relations(&self) -> Vec<String> {
        let workspace = self.workspace();
        let entry = &workspace.agencies[self.agency.get()];
        let mut all = Vec::new();
        if let Some(parent) = entry.parent {
            let label = workspace.agency(parent).label();
            all.push(format!("{} {label}", terms::PARENT));
        }
        let below: Vec<&str> = workspace
            .agencies
            .iter()
            .filter(|other| other.parent == Some(self.agency))
            .map(|other| other.agency.label())
            .collect();
        if !below.is_empty() {
            all.push(format!("{} {}", terms::BELOW, below.join("、")));
        }
        let fields = entry.agency.fields.iter();
        let fields = fields.filter(|(_, text)| !text.is_empty());
        all.extend(fields.map(|(name, text)| format!("{name} {text}")));
        all
    }
}
