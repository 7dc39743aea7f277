//! The table of commands is whole and in order.

use std::collections::HashMap;

use super::*;

#[test]
fn no_two_commands_share_a_shortcut_or_a_name() {
    let (mut keys, mut texts) = (HashMap::new(), HashMap::new());
    for &command in Command::ALL {
        for shortcut in command.shortcuts() {
            let other = keys.insert(*shortcut, command);
            assert_eq!(other, None, "{command:?}: {}", shortcut_text(shortcut));
        }
        let other = texts.insert(command.text(), command);
        assert_eq!(other, None, "{command:?}: {}", command.text());
    }
}

#[test]
fn groups_of_a_menu_stand_together() {
    for menu in [
        Menu::File,
        Menu::View,
        Menu::Theme,
        Menu::Output,
        Menu::Help,
    ] {
        let groups: Vec<u8> = Command::in_menu(menu).map(|(_, group)| group).collect();
        assert!(!groups.is_empty(), "{menu:?}");
        assert!(groups.is_sorted(), "{menu:?}: {groups:?}");
    }
}

#[test]
fn texts_are_short_and_without_colon() {
    for command in Command::ALL {
        assert!(command.text().chars().count() <= 12, "{command:?}");
        assert!(!command.text().contains('：'), "{command:?}");
        assert!(!command.tooltip().is_empty(), "{command:?}");
        assert!(!command.tooltip().ends_with('。'), "{command:?}");
    }
}
