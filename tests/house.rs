//! Rules of the house that the compiler does not know: they are read from the sources.

#![allow(clippy::unwrap_used, reason = "a test may fail here")]

use std::path::{Path, PathBuf};

/// A source file: its path from the root of the repository with `/`, and its text.
struct SourceFile {
    path: String,
    text: String,
}

impl SourceFile {
    /// The lines before its tests, with their numbers from 1, without comments.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text
            .lines()
            .take_while(|line| *line != "#[cfg(test)]")
            .map(|line| line.find("//").map_or(line, |at| &line[..at]))
            .enumerate()
            .map(|(nth, line)| (nth + 1, line))
    }
}

/// The Rust files in a folder and the folders in it.
fn rust_files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
}

/// The Rust files in a folder of the repository and the folders in it, without files of tests.
fn sources(folder: &str) -> Vec<SourceFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    rust_files(&root.join(folder), &mut paths);
    paths.retain(|path| path.file_name().is_some_and(|name| name != "tests.rs"));
    paths.sort();
    let files = paths.into_iter().map(|path| SourceFile {
        text: std::fs::read_to_string(&path).unwrap(),
        path: path
            .strip_prefix(root)
            .unwrap()
            .to_string_lossy()
            .replace('\\', "/"),
    });
    files.collect()
}

/// The fields of a view, as its source lists them.
fn fields_of_a_view() -> Vec<String> {
    let files = sources("src/view/spec");
    let file = files.iter().find(|file| file.path.ends_with("spec/mod.rs"));
    let text = &file.unwrap().text;
    let (_, body) = text.split_once("pub struct ViewSpec {").unwrap();
    let (body, _) = body.split_once("\n}").unwrap();
    let fields = body
        .lines()
        .filter_map(|line| line.trim().strip_prefix("pub "));
    let names = fields.filter_map(|field| field.split_once(':'));
    names.map(|(name, _)| name.to_owned()).collect()
}

/// What changes a list or a text in its place.
const CHANGES: [&str; 9] = [
    "push(",
    "clear(",
    "retain(",
    "extend(",
    "insert(",
    "remove(",
    "sort",
    "dedup",
    "truncate(",
];

/// Why a line makes a view by hand; `None` where it does not.
fn makes_a_view(line: &str, fields: &[String]) -> Option<&'static str> {
    let is_result = line.contains("-> ViewSpec {") || line.contains("-> &ViewSpec {");
    if line.contains("ViewSpec {") && !is_result {
        return Some("a view is built by hand");
    }
    if line.contains("&mut ViewSpec") {
        return Some("a view is lent to be changed");
    }
    for field in fields {
        let mut rest = line;
        while let Some((before, after)) = rest.split_once(&format!(".{field}")) {
            rest = after;
            let owner = before.trim_end_matches("()");
            if !["view", "spec"].iter().any(|name| owner.ends_with(name)) {
                continue;
            }
            let after = after.trim_start();
            let is_set = after.starts_with('=') && !after.starts_with("==");
            let called = after.strip_prefix('.').unwrap_or_default();
            if is_set || CHANGES.iter().any(|change| called.starts_with(change)) {
                return Some("a field of a view is changed by hand");
            }
        }
    }
    None
}

#[test]
fn no_screen_and_no_command_makes_a_view_by_hand() {
    let fields = fields_of_a_view();
    assert!(fields.len() > 20, "{fields:?}");
    let mut found = Vec::new();
    for file in sources("src/ui").iter().chain(&sources("src/app")) {
        for (nth, line) in file.code() {
            if let Some(why) = makes_a_view(line, &fields) {
                found.push(format!("{}:{nth}: {why}: {}", file.path, line.trim()));
            }
        }
    }
    assert!(
        found.is_empty(),
        "give ViewSpec a method for it (src/view/spec):\n{}",
        found.join("\n")
    );
}

#[test]
fn a_view_made_by_hand_is_found() {
    let fields = fields_of_a_view();
    for line in [
        "actions.push(Action::View(ViewSpec {",
        "let view = crate::view::ViewSpec { text, ..Default::default() };",
        "fn change(view: &mut ViewSpec) {",
        "view.only_with_targets = false;",
        "comparing.view.succession = succession;",
        "self.view.folded.clear();",
        "    view.plans.retain(|id| id != \"a\");",
        "spec.due.sort_unstable();",
    ] {
        assert!(makes_a_view(line, &fields).is_some(), "{line}");
    }
    for line in [
        "fn view(&self) -> &ViewSpec {",
        "fn changed(&self) -> ViewSpec {",
        "let on = view.plans.contains(&plan.id);",
        "if view.row_order == order {",
        "ui.radio(view.marks == style, style.label())",
        "self.text.clear();",
        "let view = self.view.with_text(text);",
    ] {
        assert!(makes_a_view(line, &fields).is_none(), "{line}");
    }
}

/// The modules that a file declares, in their order.
fn declared(text: &str) -> Vec<String> {
    let lines = text.lines().filter_map(|line| {
        let line = line.strip_prefix("pub ").unwrap_or(line);
        let line = line.strip_prefix("pub(crate) ").unwrap_or(line);
        line.strip_prefix("mod ")?.strip_suffix(';')
    });
    lines.map(str::to_owned).collect()
}

/// The first segments after a prefix (`crate::`, `super::`) in a line, of a list of names too.
fn used<'a>(line: &'a str, prefix: &str) -> Vec<&'a str> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let parts = line.split(prefix).skip(1);
    parts
        .flat_map(|rest| match rest.strip_prefix('{') {
            Some(list) => list.split([',', '}']).collect(),
            None => vec![rest],
        })
        .map(|name| {
            let name = name.trim_start();
            &name[..name.find(|c| !is_name(c)).unwrap_or(name.len())]
        })
        .filter(|name| !name.is_empty())
        .collect()
}

#[test]
fn files_of_the_app_make_no_circle() {
    let files = sources("src/app");
    let list = files.iter().find(|file| file.path == "src/app/mod.rs");
    let order = declared(&list.unwrap().text);
    assert!(order.len() > 20, "{order:?}");
    let place = |name: &str| order.iter().position(|known| known == name);
    let mut found = Vec::new();
    for file in &files {
        let name = file.path["src/app/".len()..].trim_end_matches(".rs");
        let Some(here) = place(name) else {
            assert_eq!(name, "mod", "{} is in no list", file.path);
            continue;
        };
        for (nth, line) in file.code() {
            for used in used(line, "super::")
                .into_iter()
                .chain(used(line, "crate::app::"))
            {
                // By the list of modules everything would use everything.
                if place(used).is_none_or(|other| other >= here) {
                    found.push(format!("{}:{nth}: {}", file.path, line.trim()));
                }
            }
        }
    }
    assert!(
        found.is_empty(),
        "a file uses only what stands above it in src/app/mod.rs, by the name of its file:\n{}",
        found.join("\n")
    );
}

#[test]
fn no_file_is_longer_than_500_lines() {
    let mut long = Vec::new();
    for folder in ["src", "tests", "benches", "examples"] {
        let mut paths = Vec::new();
        rust_files(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join(folder),
            &mut paths,
        );
        for path in paths {
            let lines = std::fs::read_to_string(&path).unwrap().lines().count();
            if lines > 500 {
                long.push(format!("{lines} {}", path.display()));
            }
        }
    }
    assert!(
        long.is_empty(),
        "what else lives there?\n{}",
        long.join("\n")
    );
}

#[test]
fn the_files_that_the_papers_name_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut missing = Vec::new();
    for paper in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = std::fs::read_to_string(root.join(paper)).unwrap();
        let quoted = text.split('`').skip(1).step_by(2);
        let is_path = |word: &&str| {
            let folders = [
                "src/",
                "tests/",
                "benches/",
                "data/",
                "assets/",
                "examples/",
                ".ci/",
            ];
            folders.iter().any(|folder| word.starts_with(folder)) && !word.contains(' ')
        };
        let mut named = 0;
        for path in quoted.filter(is_path) {
            named += 1;
            if !root.join(path).exists() {
                missing.push(format!("{paper}: {path}"));
            }
        }
        assert!(named > 0, "{paper} names no file");
    }
    assert!(missing.is_empty(), "there is no\n{}", missing.join("\n"));
}
