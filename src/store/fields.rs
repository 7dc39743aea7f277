//! The fields of a RON group as text, for files that are read one field at a time.

use super::token::Trust;
use super::tree::{Form, Tree};

/// The name and the text of each field of a text that is one group `( … )`; nothing where it is
/// not, or where its syntax is broken.
#[must_use]
pub fn fields(text: &str) -> Option<Vec<(&str, &str)>> {
    let tree = Tree::read(text, Trust::Doubtful);
    if !tree.complete || !tree.problems.is_empty() {
        return None;
    }
    let root = tree.root().filter(|root| root.form() == Form::Group)?;
    let field = |node: super::tree::Node<'_>| {
        let is_field = node.form() == Form::Field;
        is_field.then(|| Some((node.span(), node.inner()?.whole_span())))?
    };
    let spans: Option<Vec<_>> = root.children().map(field).collect();
    let fields = spans?.into_iter();
    Some(
        fields
            .map(|(name, value)| (&text[name], &text[value]))
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_falls_into_its_fields() {
        let text = "( // a remark\n  a: 1.5, // larger\n b: Some((c: [1, 2])), c: By(\"x, y\"),)";
        let wanted = [
            ("a", "1.5"),
            ("b", "Some((c: [1, 2]))"),
            ("c", "By(\"x, y\")"),
        ];
        assert_eq!(fields(text).unwrap(), wanted);
        assert_eq!(fields("()").unwrap(), []);
    }

    #[test]
    fn what_is_no_group_or_broken_has_none() {
        for text in [
            "",
            "[1]",
            "(1, 2)",
            "(a: 1",
            "(a: 1) more",
            "(a 1)",
            "Some((a: 1))",
        ] {
            assert_eq!(fields(text), None, "{text}");
        }
    }
}
