//! What a hint proposes is never refused next.

use super::*;
use crate::store::validate::accepts;

/// Values as people write them where others are wanted.
const VALUES: [&str; 46] = [
    "20",
    "2023",
    "2023.6",
    "-1",
    "1.5",
    "20家",
    "inf",
    "\"20\"",
    "\"20家\"",
    "\"2023\"",
    "\"2023年\"",
    "\"2023年底\"",
    "\"2023年6月\"",
    "\"2023年6月30日\"",
    "\"2023.6\"",
    "\"2023/6/30\"",
    "\"2023-13\"",
    "\"2023-2025\"",
    "\"验收后30日内\"",
    "\"全覆盖\"",
    "\"\"",
    "\"a\\\"b\"",
    "'甲'",
    "'\"'",
    "true",
    "\"true\"",
    "Lead",
    "\"Lead\"",
    "\"Exactly(20)\"",
    "甲局",
    "[\"甲\"]",
    "[20]",
    "(20)",
    "(\"2023\")",
    "(1, 2)",
    "(3, 5)",
    "{\"甲\": 1}",
    "Exactly(\"20\")",
    "By(2023)",
    "By(\"2023年6月\")",
    "By(\"验收后30日内\")",
    "Every(\"Year\")",
    "Within(3)",
    "Range(1)",
    "Listed(\"甲\")",
    "Wording(20)",
];

/// What a hint says to write, as far as it says it to the letter.
fn proposals(hint: &str) -> Vec<&str> {
    let Some((_, written)) = hint.split_once("写作 ") else {
        return Vec::new();
    };
    let written = written.split(['，', '；']).next().unwrap_or_default();
    let all = written.split(" 或 ").flat_map(|part| part.split('、'));
    let open = ["…", "数字", "整数", "字段名", "true", "false"];
    all.map(str::trim)
        .filter(|proposal| !open.iter().any(|word| proposal.contains(word)))
        .collect()
}

/// The value that starts at a byte, the outermost one.
fn value_at(node: Node<'_>, at: usize) -> Option<Node<'_>> {
    if node.start() == at && node.form() != Form::Field {
        return Some(node);
    }
    node.children().find_map(|child| value_at(child, at))
}

#[test]
fn what_a_hint_says_to_write_is_taken() {
    let mut tried = 0;
    for record in RECORDS {
        for field in record.fields {
            for value in VALUES {
                let text = format!("{}({}: {value})", record.name, field.name);
                let tree = Tree::read(&text, Trust::Doubtful);
                let root = tree.root().expect("a root");
                let value = root.inner().and_then(|group| group.children().next());
                let value = value.and_then(Node::inner).expect("a value");
                let ty = &field.ty;
                for complaint in complaints_of(&text, value.start(), ty) {
                    let hint = complaint.hint.unwrap_or_default();
                    for proposal in proposals(&hint) {
                        let replaced = if hint.contains("，代替") {
                            value
                        } else {
                            value_at(value, complaint.at).expect("a value at the place")
                        };
                        let mut fixed = text.clone();
                        fixed.replace_range(replaced.whole_span(), proposal);
                        let left: Vec<_> = complaints_of(&fixed, value.start(), ty)
                            .into_iter()
                            .filter(|left| left.at == complaint.at)
                            .collect();
                        assert!(left.is_empty(), "{text}: {hint}: {left:?}");
                        tried += 1;
                    }
                }
            }
        }
    }
    assert!(tried > 300, "{tried}");
}

/// What is said about the value at a byte of a text.
fn complaints_of(text: &str, at: usize, ty: &Type) -> Vec<Complaint> {
    let tree = Tree::read(text, Trust::Doubtful);
    assert!(tree.complete, "{text}");
    let value = value_at(tree.root().expect("a root"), at).expect("a value");
    super::super::validate::complaints(value, ty, &mut Lines::new(text))
}

/// A file whose only task has this target.
fn with_target(fields: &str) -> String {
    format!(
        "(format: 1, plans: [(id: \"p\", title: \"方案\", sections: [(tasks: [(clause: \"一\", \
         title: \"任务\", targets: [({fields})])])])])"
    )
}

#[test]
fn values_without_brackets_are_told_with_the_brackets() {
    let target = |fields: &str| with_target(&format!("indicator: \"指标\", {fields}"));
    let agency = |fields: &str| {
        format!("(format: 1, agencies: [(id: \"a\", name: \"甲\", kind: Collective, {fields})])")
    };
    let succession = |fields: &str| {
        format!("(format: 1, successions: [(from: \"a\", to: \"b\", how: Renamed, {fields})])")
    };
    let cases = [
        (
            target("amount: Exactly 20, unit: \"家\""),
            "写作 Exactly(20)",
        ),
        (target("amount: Exactly: 20"), "写作 Exactly(20)"),
        (target("amount: Exactly = 20"), "写作 Exactly(20)"),
        (target("amount: Exactly[20]"), "写作 Exactly(20)"),
        (target("amount: Exactly {20}"), "写作 Exactly(20)"),
        (target("amount: Exactly \"20\""), "写作 Exactly(20)"),
        (target("amount: exactly 20"), "写作 Exactly(20)"),
        (
            target("amount: AtLeast -1.5, due: By(\"2023\")"),
            "写作 AtLeast(-1.5)",
        ),
        (target("amount: Range 1 2"), "写作 Range(1, 2)"),
        (
            target("amount: Range 1, 2, unit: \"家\""),
            "写作 Range(1, 2)",
        ),
        (target("amount: Range [1, 2]"), "写作 Range(1, 2)"),
        (target("amount: Fraction 2 3"), "写作 Fraction(2, 3)"),
        (target("amount: Multiple 2"), "写作 Multiple(2)"),
        (
            target("amount: Wording \"全覆盖\""),
            "写作 Wording(\"全覆盖\")",
        ),
        (target("amount: Wording 全覆盖"), "写作 Wording(\"全覆盖\")"),
        (
            target("amount: Exactly(1), due: By \"2023\""),
            "写作 By(\"2023\")",
        ),
        (
            target("amount: Exactly(1), due: By 2023"),
            "写作 By(\"2023\")",
        ),
        (
            target("amount: Exactly(1), due: Every Year"),
            "写作 Every(Year)",
        ),
        (
            target("amount: Exactly(1), due: Every \"Year\""),
            "写作 Every(Year)",
        ),
        (
            target("amount: Exactly(1), due: Within 3 5"),
            "写作 Within(3, 5)",
        ),
        (
            target("amount: Exactly(1), due: Within 3, 5, unit: \"家\""),
            "写作 Within(3, 5)",
        ),
        (
            agency("members: Listed [\"b\", \"c\"]"),
            "写作 Listed([\"b\", \"c\"])",
        ),
        (agency("members: Listed \"b\""), "写作 Listed([\"b\"])"),
        (succession("basis: Stated \"一\""), "写作 Stated(\"一\")"),
        (
            succession("date: \"2019\", basis: General \"常识\""),
            "写作 General(\"常识\")",
        ),
        // What cannot be put into brackets as it is shows the form.
        (target("amount: Range 5"), "写作 Range(数字, 数字)"),
        (target("amount: Exactly 20家"), "写作 Exactly(数字)"),
    ];
    for (text, wanted) in cases {
        let error = dialect().from_str::<Dataset>(&text).expect_err("a fault");
        let said = explain::failure(&text, &error);
        let first = &said[0];
        assert_eq!(first.hint.as_deref(), Some(wanted), "{text}: {first}");
        assert!(first.message.ends_with("的值要放在圆括号中"), "{first}");
        if wanted.contains('数') {
            continue;
        }
        assert_eq!(said.len(), 1, "{text}: {said:?}");
        let written = wanted.trim_start_matches("写作 ");
        let at = first.place.position.expect("a place").column;
        let start = text.char_indices().nth(at - 1).expect("a byte").0;
        let tree = Tree::read(&text, Trust::Doubtful);
        let value = value_at(tree.root().expect("a root"), start).expect("the value");
        let mut fixed = text.clone();
        fixed.replace_range(value.whole_span(), written);
        dialect()
            .from_str::<Dataset>(&fixed)
            .unwrap_or_else(|error| panic!("{fixed}: {error}"));
    }
}

#[test]
fn a_deadline_in_words_is_proposed_only_where_it_can_be_written() {
    let due = RECORDS.iter().flat_map(|record| record.fields);
    let due = due.into_iter().find(|field| field.name == "due");
    let due = &due.expect("a deadline").ty;
    let said = complaints_of("\"验收后30日内\"", 0, due);
    let hint = said[0].hint.clone().unwrap_or_default();
    assert!(!hint.contains("By(\"验收后"), "{hint}");
    for proposal in proposals(&hint) {
        assert!(accepts(proposal, due), "{hint}");
    }
    let said = complaints_of("\"2023年6月底\"", 0, due);
    assert_eq!(said[0].hint.as_deref(), Some("写作 By(\"2023-06\")"));
}
