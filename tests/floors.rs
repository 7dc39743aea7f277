//! The floors of the house: a module uses only what stands above it in the map.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The modules of the map in `lib.rs`, from the top.
fn map() -> Vec<String> {
    let text = fs::read_to_string(root().join("src/lib.rs")).expect("the map");
    let lines = text
        .lines()
        .filter_map(|line| line.strip_prefix("//! - "))
        .filter_map(|line| line.split_once(':'));
    lines
        .flat_map(|(names, _)| names.split(", "))
        .map(|name| name.trim_matches(['[', ']', '`']).to_owned())
        .collect()
}

/// The modules that `lib.rs` has.
fn modules() -> BTreeSet<String> {
    let text = fs::read_to_string(root().join("src/lib.rs")).expect("the modules");
    text.lines()
        .filter_map(|line| {
            line.trim_start_matches("pub ")
                .strip_prefix("mod ")?
                .strip_suffix(';')
        })
        .map(str::to_owned)
        .collect()
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// The modules that stand behind a `crate::`: one, or a group in braces.
fn named(behind: &str) -> Vec<String> {
    let name = |text: &str| -> String {
        let letters = text.trim_start().chars();
        letters
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
            .collect()
    };
    let Some(group) = behind.strip_prefix('{') else {
        return vec![name(behind)];
    };
    let mut names = vec![name(group)];
    let mut depth = 0;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(name(&group[at + 1..])),
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

#[test]
fn a_group_names_each_of_its_modules() {
    assert_eq!(named("view::Sheet;"), ["view"]);
    assert_eq!(named("{store, view};"), ["store", "view"]);
    let group = "{\n    model::{Role, Date},\n    page::Point,\n};\nfn x(a: u8, b: u8) {}";
    assert_eq!(named(group), ["model", "page"]);
}

/// What each module uses of the others: `crate::NAME`, comments and tests left out.
fn uses() -> BTreeMap<String, BTreeSet<String>> {
    let source = root().join("src");
    let mut found = Vec::new();
    files(&source, &mut found);
    let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in found {
        let path = file.strip_prefix(&source).expect("in src");
        let first = path.iter().next().expect("a name").to_string_lossy();
        let module = first.trim_end_matches(".rs").to_owned();
        if module == "lib" || module == "main" || path.ends_with("tests.rs") {
            continue;
        }
        let text = fs::read_to_string(&file).expect("a file");
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or("");
        let lines = code
            .lines()
            .map(|line| line.split("//").next().unwrap_or(""));
        let code: String = lines.collect::<Vec<_>>().join("\n");
        let others = uses.entry(module.clone()).or_default();
        others.extend(code.split("crate::").skip(1).flat_map(named));
        others.remove(&module);
    }
    uses
}

#[test]
fn every_module_is_on_the_map_once() {
    let map = map();
    let on_it: BTreeSet<String> = map.iter().cloned().collect();
    assert_eq!(on_it.len(), map.len(), "{map:?}");
    assert_eq!(on_it, modules());
}

#[test]
fn nothing_imports_upwards() {
    let map = map();
    let floor = |name: &str| map.iter().position(|known| known == name);
    let uses = uses();
    assert!(uses["export"].contains("page") && uses["ui"].contains("app"));
    for (module, others) in &uses {
        for other in others {
            assert!(
                floor(other).is_some_and(|other| Some(other) < floor(module)),
                "{module} uses {other}"
            );
        }
    }
}

#[test]
fn the_table_of_the_readme_is_the_same_map() {
    let text = fs::read_to_string(root().join("README.md")).expect("the readme");
    let (_, table) = text
        .split_once("| module | what it knows |")
        .expect("the table");
    let names: Vec<String> = table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .filter_map(|line| line.split('|').nth(1))
        .flat_map(|names| names.split(','))
        .map(|name| name.trim().trim_matches('`').to_owned())
        .collect();
    assert_eq!(names, map());
}
