//! Files with slips of the hand, and the places of what stands in them.

use super::*;

/// A line of `text()` changed at one place, as slips of the hand change it.
fn slip() -> impl Strategy<Value = String> {
    let text = text();
    let pieces = prop::sample::select(vec![
        "", ",", ":", "(", ")", "[", "]", "{", "}", "\"", "“", "”", "，", "：", "'", "\\", "/*",
        "//", "#", "None", "Some(", "Lead", "x", "1", "-", "0x1F", "inf", "r#", "r\"", "b\"", "=",
        "。",
    ]);
    let len = text.chars().count();
    (0..len, 0..6_usize, pieces).prop_map(move |(at, drop, piece)| {
        let head: String = text.chars().take(at).collect();
        let tail: String = text.chars().skip(at + drop).collect();
        format!("{head}{piece}{tail}")
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_can_be_read_is_not_complained_about(text in slip()) {
        let tree = Tree::read(&text, Trust::Doubtful);
        match dialect().from_str::<Dataset>(&text) {
            Ok(_) => {
                prop_assert!(tree.complete && tree.problems.is_empty(), "{:?}", tree.problems);
                let complaints = validate(tree.root().expect("a root"), &mut Lines::new(&text));
                prop_assert_eq!(complaints, vec![]);
            }
            Err(error) => {
                let diagnostics = explain::failure(&text, &error);
                prop_assert!(!diagnostics.is_empty());
                for diagnostic in diagnostics {
                    prop_assert!(diagnostic.place.position.is_some(), "{}", diagnostic);
                }
            }
        }
    }
}

/// Every value of a tree with its path.
fn places(node: Node, path: &mut Vec<Step>, all: &mut Vec<(Vec<Step>, usize)>) {
    let group = match node.form() {
        Form::Named => node.inner().expect("a group"),
        _ => node,
    };
    all.push((path.clone(), group.start()));
    // A path leads to a column of a file's own, not into it.
    if node.form() == Form::Entry {
        return;
    }
    for (index, child) in group.children().enumerate() {
        let (step, value) = match child.form() {
            // Only tests make names out of nothing.
            Form::Field => (
                Step::Field(child.name().to_owned().leak()),
                child.inner().expect("a value"),
            ),
            _ => (Step::Index(index), child),
        };
        path.push(step);
        places(value, path, all);
        path.pop();
    }
}

#[test]
fn looking_up_and_the_tree_find_the_same_places() {
    let pretty = text();
    let compact = dialect()
        .to_string(&everything())
        .expect("it can be written");
    for text in [pretty, compact] {
        let tree = Tree::read(&text, Trust::Sound);
        let mut all = Vec::new();
        places(tree.root().expect("a root"), &mut Vec::new(), &mut all);
        let mut locator = Locator::new(&text);
        // The same places again from the back, where nothing goes on from the last one.
        for (path, start) in all.iter().chain(all.iter().rev()) {
            assert_eq!(locator.find(path), Some(*start), "{path:?}");
        }
    }
}

/// The lines of the first findings when each line that `is_lost` is taken out of a text.
fn told(text: &str, is_lost: fn(&str) -> bool) -> Vec<(usize, usize, String)> {
    let all: Vec<&str> = text.lines().collect();
    let lost = (0..all.len()).filter(|nth| is_lost(all[*nth].trim()));
    let mut told = Vec::new();
    for nth in lost {
        let kept = all.iter().enumerate().filter(|(at, _)| *at != nth);
        let kept: Vec<&str> = kept.map(|(_, line)| *line).collect();
        let text = kept.join("\n") + "\n";
        let Err(error) = dialect().from_str::<Dataset>(&text) else {
            continue;
        };
        let first = explain::failure(&text, &error).remove(0);
        let line = first.place.position.expect("a place").line;
        told.push((nth + 1, line, first.message));
    }
    told
}

fn is_brackets(line: &str) -> bool {
    let line = line.trim_end_matches(',');
    !line.is_empty() && line.chars().all(|c| "()[]{}".contains(c))
}

#[test]
fn a_lost_line_of_brackets_is_told_where_it_is_missing() {
    let built_in = include_str!("../../../data/wuhan-manufacturing.ron");
    for text in [text().as_str(), built_in] {
        let told = told(text, is_brackets);
        assert!(told.len() > 20);
        let far: Vec<_> = told
            .iter()
            .filter(|(lost, line, _)| lost.abs_diff(*line) > 2)
            .collect();
        assert!(far.is_empty(), "{} of {}: {far:?}", far.len(), told.len());
    }
}

#[test]
fn a_lost_line_that_opens_brackets_is_told_where_it_is_missing() {
    let built_in = include_str!("../../../data/wuhan-manufacturing.ron");
    for text in [text().as_str(), built_in] {
        let told = told(text, |line| line.ends_with(['(', '[']));
        let far: Vec<_> = told
            .iter()
            .filter(|(lost, line, _)| lost.abs_diff(*line) > 2)
            .collect();
        assert!(far.is_empty(), "{} of {}: {far:?}", far.len(), told.len());
    }
}
