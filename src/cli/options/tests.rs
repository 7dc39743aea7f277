use std::collections::HashSet;
use std::ffi::OsString;

use super::super::args::{Command, parse};
use super::super::help;
use super::*;

/// The words that call up a command, as far as it takes files.
fn words(topic: Topic) -> Vec<OsString> {
    let mut words: Vec<OsString> = topic.word().into_iter().map(OsString::from).collect();
    words.extend(["旧.ron".into(), "新.ron".into()]);
    words
}

fn typed(command: Command) -> Option<Typed> {
    match command {
        Command::Export(typed)
        | Command::Diff(typed)
        | Command::Import(typed)
        | Command::Present(typed) => Some(*typed),
        _ => None,
    }
}

#[test]
fn every_option_is_parsed_by_each_of_its_commands() {
    for topic in Topic::ALL {
        for option in of(topic) {
            let letter = option.short.map(|letter| format!("-{letter}"));
            for name in std::iter::once(option.name()).chain(letter) {
                let mut args = words(topic);
                args.push(OsString::from(&name));
                let takes = matches!(option.action, Action::Text(..) | Action::Path(..));
                if takes {
                    let bare = parse(args.clone()).unwrap_err();
                    assert_eq!(bare.message, format!("选项 {name} 后面缺少内容"));
                    args.push("内容".into());
                }
                let command = parse(args).unwrap();
                match option.action {
                    Action::Help => assert_eq!(command, Command::Help(topic)),
                    Action::Version => assert_eq!(command, Command::Version),
                    _ => {
                        let found = typed(command).unwrap();
                        assert_eq!(found.given, [option]);
                        let without = typed(parse(words(topic)).unwrap()).unwrap();
                        let given = found.given.clone();
                        assert_ne!(found, Typed { given, ..without }, "{name} is kept");
                    }
                }
            }
        }
    }
}

#[test]
fn no_command_has_two_options_of_one_name() {
    for topic in Topic::ALL {
        let mut names = HashSet::new();
        let mut letters = HashSet::new();
        for option in of(topic) {
            assert!(names.insert(option.long), "{}", option.long);
            assert!(option.short.is_none_or(|letter| letters.insert(letter)));
            assert!(!option.help.is_empty() && !option.topics.is_empty());
        }
        assert!(names.contains("help"));
    }
}

/// The options that a text mentions: `-o`, `--output`.
fn mentioned(text: &str) -> Vec<&str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
        .filter(|word| word.starts_with('-'))
        .filter(|word| word.contains(|c: char| c.is_ascii_alphabetic()))
        .collect()
}

#[test]
fn help_explains_the_options_of_its_command_and_mentions_no_others() {
    let has = |topic: Topic, word: &str| {
        of(topic).any(|option| {
            option.name() == word || option.short.is_some_and(|c| word == format!("-{c}"))
        })
    };
    for topic in Topic::ALL {
        let text = help::text(topic);
        for option in of(topic) {
            let usage = format!("  {} ", option.usage());
            let line = text.lines().find(|line| line.starts_with(&usage));
            let first = option.help.lines().next().unwrap();
            assert!(line.unwrap().ends_with(first), "{usage}");
            for line in option.help.lines() {
                assert!(text.contains(line), "{line}");
            }
        }
        for line in text.lines() {
            // The overview calls up the other commands.
            let named = Topic::ALL
                .into_iter()
                .find(|topic| {
                    topic
                        .word()
                        .is_some_and(|word| line.contains(&format!("zeren {word}")))
                })
                .unwrap_or(topic);
            for word in mentioned(line) {
                assert!(has(topic, word) || has(named, word), "{topic:?}: {word}");
            }
        }
    }
}
