//! The table of commands in README.md is made from the program's own.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, reason = "a test may fail here")]

use std::fmt::Write as _;
use std::path::Path;

use zeren::app::command::{Command, Menu, shortcut_text};

const BEGIN: &str = "<!-- commands: made by `UPDATE_README=1 cargo test --test readme` -->\n";
const END: &str = "<!-- end of commands -->\n";

/// The commands of a menu, then those of the menus inside it.
fn commands(menu: Menu) -> Vec<Command> {
    let mut commands: Vec<Command> = Command::in_menu(menu).map(|(command, _)| command).collect();
    if menu == Menu::View {
        commands.extend(Command::in_menu(Menu::Theme).map(|(command, _)| command));
    }
    commands
}

fn table() -> String {
    let mut table = "| 菜单 | 命令 | 快捷键 | 说明 |\n|---|---|---|---|\n".to_owned();
    let placed = Menu::BAR.map(|menu| (menu.label(), commands(menu)));
    let listed: Vec<Command> = placed
        .iter()
        .flat_map(|(_, commands)| commands)
        .copied()
        .collect();
    let rest = Command::ALL.iter().copied();
    let rest = rest.filter(|command| !listed.contains(command)).collect();
    for (menu, commands) in placed.into_iter().chain([("", rest)]) {
        for (nth, command) in commands.into_iter().enumerate() {
            let menu = if nth == 0 { menu } else { "" };
            let keys: Vec<String> = command.shortcuts().iter().map(shortcut_text).collect();
            let (text, keys) = (command.text(), keys.join("、"));
            writeln!(
                table,
                "| {menu} | {text} | {keys} | {} |",
                command.tooltip()
            )
            .unwrap();
        }
    }
    table
}

#[test]
fn the_readme_lists_every_command() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap().replace('\r', "");
    let (before, rest) = readme.split_once(BEGIN).unwrap();
    let (found, after) = rest.split_once(END).unwrap();
    let wanted = table();
    assert_eq!(wanted.lines().count(), Command::ALL.len() + 2);
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(&path, format!("{before}{BEGIN}{wanted}{END}{after}")).unwrap();
    } else {
        assert_eq!(
            found, wanted,
            "UPDATE_README=1 cargo test --test readme writes it"
        );
    }
}
