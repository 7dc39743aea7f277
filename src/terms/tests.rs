//! One word for one thing: no synonym in the sources, and no second spelling of a term.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::ALL;

/// Phrases in which a word that is no term means something else.
const OTHERWISE: &[&str] = &[
    // What stands in the documents.
    "（牵头单位：市经信局；责任单位：市发改委、各区人民政府）",
    "文件只写“责任单位”的",
    "原文写作“牵头单位”",
    "原文写作“责任单位”",
    "首位责任单位",
    "原文只写责任单位时",
    // The origin of data, not the place of a sentence.
    "数据来源",
    // The name of a file.
    "责任分工.ron",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of a folder and of those in it, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("an entry").path())
        .collect();
    all.sort();
    all.into_iter()
        .flat_map(|path| {
            if path.is_dir() {
                files(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

/// The lines of the program and its web page that can reach people, with where they stand:
/// without comments, tests and made-up data.
fn lines() -> Vec<(String, String)> {
    let source = root().join("src");
    let mut all = Vec::new();
    for path in files(&source) {
        let name = path.strip_prefix(&source).expect("below src").to_owned();
        let is_left_out = name
            .iter()
            .any(|part| part == "tests" || part == "tests.rs")
            || name.starts_with("synth")
            // The words of documents, not of the screen.
            || name.starts_with("import/understand")
            || name.starts_with("import/read")
            || name.starts_with("terms.rs")
            || !["rs", "js"]
                .iter()
                .any(|kind| name.extension().is_some_and(|it| it == *kind));
        if is_left_out {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a text");
        let text = text
            .split("#[cfg(test)]\nmod tests")
            .next()
            .unwrap_or_default();
        for (nth, line) in text.lines().enumerate() {
            if !line.trim_start().starts_with("//") {
                all.push((format!("{}:{}", name.display(), nth + 1), line.to_owned()));
            }
        }
    }
    assert!(all.len() > 10_000, "{} lines of source", all.len());
    all
}

#[test]
fn every_word_names_one_thing_and_is_nobodys_synonym() {
    let words: BTreeSet<&str> = ALL.iter().map(|term| term.word).collect();
    let twice: Vec<&str> = ALL
        .iter()
        .map(|term| term.word)
        .filter(|word| ALL.iter().filter(|term| term.word == *word).count() > 1)
        .collect();
    // A member of a collective and the role of a member.
    assert_eq!(twice, ["成员", "成员"]);
    for term in ALL {
        for other in term.others {
            assert!(!words.contains(other), "{other}");
        }
    }
}

#[test]
fn no_source_uses_a_synonym_of_a_term() {
    let guide = fs::read_to_string(root().join("README.md")).expect("a text");
    let guide = guide
        .lines()
        .enumerate()
        .map(|(nth, line)| (format!("README.md:{}", nth + 1), line.to_owned()));
    let mut meant: BTreeSet<&str> = BTreeSet::new();
    let mut found = Vec::new();
    for (place, mut line) in lines().into_iter().chain(guide) {
        for phrase in OTHERWISE {
            if line.contains(phrase) {
                meant.insert(phrase);
                line = line.replace(phrase, "");
            }
        }
        for term in ALL {
            for other in term.others.iter().filter(|other| line.contains(**other)) {
                found.push(format!("{place}: {other}, which is called {}", term.word));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    let unused: Vec<_> = OTHERWISE
        .iter()
        .filter(|it| !meant.contains(**it))
        .collect();
    assert!(unused.is_empty(), "not in the sources any more: {unused:?}");
}

#[test]
fn labels_are_read_from_the_list() {
    let mut found = Vec::new();
    for (place, line) in lines() {
        let spelt = ALL.iter().map(|term| term.word).find(|word| {
            // A label alone, in front of what it labels, or the kind of a document behind a name.
            let is_document = word.chars().count() > 3;
            line.contains(&format!("\"{word}\""))
                || line.contains(&format!("\"{word}　"))
                || is_document && line.contains(&format!("}}{word}\""))
        });
        if let Some(word) = spelt {
            found.push(format!("{place}: {word} is spelt out"));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
