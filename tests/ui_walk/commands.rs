use eframe::egui::{Key, Modifiers};
use zeren::app::command::{Command, shortcut_text};
use zeren::app::settings::ThemeChoice;
use zeren::app::{Action, Dialog, Effect};

use crate::window::Window;

const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

/// A command as its menu line is read.
fn line(window: &Window, command: Command) -> String {
    let mut line = match command.is_on(window.app()) {
        Some(true) => format!("✓ {}", command.text()),
        Some(false) => format!("　{}", command.text()),
        None => command.text().to_owned(),
    };
    if let Some(keys) = command.shortcut_text() {
        line = format!("{line} {keys}");
    }
    line
}

/// Whether the lists in front of the window hold the command.
fn lists(window: &Window, command: Command) -> bool {
    window.has(&line(window, command))
}

#[test]
fn every_command_but_search_stands_in_a_menu_with_its_keys() {
    let mut window = Window::open();
    let mut listed = Vec::new();
    for menu in ["文件", "视图", "导出", "帮助"] {
        window.click_role(eframe::egui::accesskit::Role::Button, menu);
        if menu == "视图" {
            window.click("界面");
        }
        for &command in Command::ALL {
            // The button of the top bar reads the same as the command without its keys.
            if lists(&window, command) && !listed.contains(&command) {
                listed.push(command);
            }
        }
        window.press(Key::Escape);
        window.press(Key::Escape);
    }
    for &command in Command::ALL {
        let elsewhere = command == Command::Search;
        assert_eq!(listed.contains(&command), !elsewhere, "{command:?}");
    }
}

#[test]
fn what_cannot_be_used_says_why() {
    let mut window = Window::open();
    for (menu, commands) in [
        ("文件", [Command::Reload, Command::OpenBuiltIn]),
        ("视图", [Command::Undo, Command::UnfoldAll]),
    ] {
        for command in commands {
            window.click(menu);
            let line = line(&window, command);
            assert!(!window.is_enabled(&line), "{line}");
            let reason = window.app().lacks(command).unwrap();
            let text = window.hover(&line);
            assert!(text.contains(reason), "{reason:?} is not in\n{text}");
            window.press(Key::Escape);
        }
    }
}

#[test]
fn taking_back_says_what_it_takes_back() {
    let mut window = Window::open();
    window.click("湖北 链长制");
    window.click("视图");
    let undo = "撤销：只看湖北 链长制 Ctrl+Z";
    assert!(window.is_enabled(undo));
    assert!(window.has("重做 Ctrl+Y"), "nothing was taken back yet");
    window.click(undo);
    assert!(window.view().plans.is_empty());
    window.click("视图");
    assert!(window.has("撤销 Ctrl+Z"), "nothing is left to take back");
    window.click("重做：只看湖北 链长制 Ctrl+Y");
    assert_eq!(window.view().plans.len(), 1);
    window.go_to_commands();
    assert!(
        window.has("命令 撤销：只看湖北 链长制"),
        "{}",
        window.text()
    );
}

#[test]
fn a_long_step_is_cut_in_the_menu_and_whole_in_its_tooltip() {
    let mut window = Window::open();
    window.go_to_search();
    window.type_text("武汉市制造业高质量发展重点任务");
    window.press(Key::Enter);
    window.click("视图");
    let undo = "撤销：搜索“武汉市制造业高质量发展重… Ctrl+Z";
    let tooltip = window.hover(undo);
    assert!(
        tooltip.contains("撤销：搜索“武汉市制造业高质量发展重点任务”"),
        "{tooltip}"
    );
    window.click(undo);
    assert!(window.view().text.is_empty());
}

#[test]
fn a_command_in_a_menu_is_carried_out() {
    let mut window = Window::open();
    window.click("视图");
    window.click(&line(&window, Command::ToggleSuccession));
    assert_eq!(Command::ToggleSuccession.is_on(window.app()), Some(true));
    window.click("文件");
    window.click(&line(&window, Command::Quit));
    assert_eq!(window.effects(), [Effect::Quit]);
}

#[test]
fn the_palette_finds_export_by_its_initials_and_enter_runs_it() {
    let mut window = Window::open();
    window.go_to_commands();
    window.type_text("dc");
    window.press(Key::Enter);
    assert!(matches!(window.app().dialog(), Some(Dialog::Export(_))));
}

#[test]
fn the_palette_is_walked_with_the_arrows() {
    let mut window = Window::open();
    window.go_to_commands();
    window.type_text("浅色");
    window.press(Key::ArrowDown);
    window.press(Key::ArrowUp);
    window.press(Key::Enter);
    assert_eq!(window.app().settings().theme, ThemeChoice::Light);
    assert_eq!(window.app().dialog(), None);
    window.go_to_commands();
    window.type_text("没有这个命令");
    assert!(window.has("没有找到"));
    window.press(Key::Escape);
    assert_eq!(window.app().dialog(), None);
}

#[test]
fn the_key_help_lists_every_shortcut() {
    let mut window = Window::open();
    window.press(Key::F1);
    let text = window.text();
    for &command in Command::ALL {
        for shortcut in command.shortcuts() {
            let keys = shortcut_text(shortcut);
            assert!(text.contains(&keys), "{keys} of {command:?}");
        }
        if !command.shortcuts().is_empty() {
            assert!(text.contains(command.text().trim_end_matches('…')));
        }
    }
    assert!(text.contains("Page Up / Page Down"));
    assert!(text.contains("Ctrl+A") && text.contains("Shift+方向键"));
    window.press(Key::Escape);
    assert_eq!(window.app().dialog(), None);
}

#[test]
fn every_shortcut_does_what_its_command_does() {
    for &command in Command::ALL {
        for shortcut in command.shortcuts() {
            let mut window = Window::open();
            // Something to clear, to take back and to make again.
            window.click("有目标");
            window.click("湖北 链长制");
            window.ctrl(Key::Z);
            // Something to copy.
            window.press(Key::ArrowDown);
            if command == Command::GoForward {
                window.press_with(Modifiers::ALT, Key::ArrowLeft);
            }
            let notices = window.app().notices().len();
            window.press_with(shortcut.modifiers, shortcut.logical_key);
            let did = match command {
                Command::Open
                | Command::AddFiles
                | Command::SaveDraft
                | Command::CopyCells
                | Command::CopyTable
                | Command::CopyPicture
                | Command::Quit
                | Command::Search
                | Command::FullScreen => !window.effects().is_empty(),
                Command::SaveEdits | Command::EditMarks | Command::Reload | Command::Review => {
                    window.app().notices().len() > notices
                }
                Command::Export
                | Command::Distribute
                | Command::Compare
                | Command::PrintPreview
                | Command::Palette
                | Command::Ask
                | Command::KeepView
                | Command::Keys => window.app().dialog().is_some(),
                Command::Diagnostics => window.app().shows_findings(),
                Command::ClearFilter => window.tasks() == 86,
                Command::GoBack => !window.view().plans.is_empty(),
                Command::GoForward => window.view().plans.is_empty(),
                Command::Undo => !window.app().can_undo(),
                Command::Redo => !window.app().can_redo(),
                Command::ToggleSuccession
                | Command::ShowMatrix
                | Command::ShowTimeline
                | Command::ShowAgencies
                | Command::ShowTasks
                | Command::ShowDue => command.is_on(window.app()) == Some(true),
                Command::ToggleFilters | Command::ToggleDetail => {
                    command.is_on(window.app()) == Some(false)
                }
                Command::ZoomIn => window.app().settings().zoom > 1.0,
                Command::ZoomOut => window.app().settings().zoom < 1.0,
                Command::ZoomReset => true,
                Command::Present => window.app().stage().is_presenting(),
                _ => false,
            };
            assert!(did, "{command:?} by {}", shortcut_text(shortcut));
        }
    }
}

#[test]
fn no_command_breaks_the_window() {
    let mut window = Window::open();
    for &command in Command::ALL {
        window.app_mut().apply(Action::Run(command));
        window.settle();
        window.app_mut().apply(Action::Back);
        window.settle();
    }
}

#[test]
fn the_page_about_the_program_names_version_and_sources() {
    let mut window = Window::open();
    window.click("帮助");
    window.click("关于");
    assert!(window.says(env!("CARGO_PKG_VERSION")));
    assert!(window.says("征求意见稿"));
    window.press(Key::Escape);
    assert_eq!(window.app().dialog(), None);
}

#[test]
fn of_thousands_of_findings_those_in_sight_are_laid_out() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("大.ron");
    zeren::store::save(&path, &zeren::synth::dataset(4_000, 60, 1)).unwrap();
    let mut window = Window::open();
    let files = vec![path];
    window
        .app_mut()
        .apply(Action::OpenFiles { files, add: false });
    window.settle();
    window.app_mut().apply(Action::Run(Command::Diagnostics));
    window.settle();
    let findings = window.app().diagnostics();
    let places: Vec<String> = findings.iter().map(|one| one.place.to_string()).collect();
    assert!(places.len() > 100, "{}", places.len());
    let shown = |window: &Window| {
        let text = window.text();
        let is_shown = |place: &&String| text.contains(place.as_str());
        places.iter().filter(is_shown).count()
    };
    assert!(window.says(&places[0]));
    assert!((3..40).contains(&shown(&window)), "{}", shown(&window));
    window.harness.hover_at(eframe::egui::pos2(683.0, 640.0));
    // Heights behind the window are guessed: what is seen on the way corrects them.
    for _ in 0..600 {
        window.harness.event(eframe::egui::Event::MouseWheel {
            unit: eframe::egui::MouseWheelUnit::Point,
            delta: eframe::egui::vec2(0.0, -400.0),
            phase: eframe::egui::TouchPhase::Move,
            source: eframe::egui::MouseWheelSource::Wheel,
            modifiers: Modifiers::NONE,
        });
        window.harness.run_steps(1);
        if window.says(places.last().unwrap()) {
            break;
        }
    }
    window.settle();
    assert!(window.says(places.last().unwrap()), "{}", window.text());
    assert!(!window.says(&places[0]));
}

#[test]
fn findings_lead_to_their_place() {
    let mut window = Window::open();
    let count = window.app().diagnostics().len();
    window.click(&format!("诊断 {count}"));
    assert!(window.app().shows_findings());
    assert_eq!(window.app().dialog(), None, "the table stays at hand");
    assert!(window.says("内置数据:"), "each finding says where it is");
    window.click("任务“抓好组织实施”中“市工商局”既是牵头，又是成员");
    assert_eq!(window.app().dialog(), None);
    let task = window.app().selection().task.unwrap();
    let task = &window.sheet().workspace().task(task).task;
    assert_eq!(task.title, "抓好组织实施");
    let row = window.row_of("brand-2017", &task.key());
    assert!(
        window.cells().iter().any(|(shown, ..)| *shown == row),
        "its row is in sight"
    );
    assert!(window.says("抓好组织实施"));
}

#[test]
fn findings_that_are_filtered_away_come_into_sight() {
    let mut window = Window::open();
    window.click("湖北 链长制");
    window.press(Key::F8);
    window.click("任务“抓好组织实施”中“市工商局”既是牵头，又是成员");
    assert!(!window.view().is_filtered());
    assert!(window.cursor_task().is_some());
}

#[test]
fn the_table_in_front_is_copied() {
    let mut window = Window::open();
    window.click("做响“武汉制造”");
    window.press_with(CTRL_SHIFT, Key::C);
    let effects = window.effects();
    let [Effect::CopyTable(clip)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(clip.rows, 20);
    assert!(clip.text.starts_with("条款\t任务\t市经信局\t"));
    assert!(clip.html.contains("<td>加强梯次培育</td>"));
    assert!(window.notice("已复制 20 行，可贴到 Word 和 Excel"));

    window.ctrl(Key::Num2);
    window.press_with(CTRL_SHIFT, Key::C);
    let effects = window.effects();
    let [Effect::CopyTable(clip)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(clip.rows, 24);
    assert!(clip.text.contains("目标值"));

    window.ctrl(Key::Num3);
    window.press_with(CTRL_SHIFT, Key::C);
    let effects = window.effects();
    let [Effect::CopyTable(clip)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert!(clip.text.starts_with("类别\t方案\t"), "the agency's sheet");
}

#[test]
fn a_picture_of_what_is_in_front_is_copied() {
    let mut window = Window::open();
    window.click("做响“武汉制造”");
    window.press_with(CTRL_SHIFT, Key::G);
    let effects = window.effects();
    let [Effect::CopyPicture(matrix, 1)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    // A3 across at 150 dots to the inch.
    assert_eq!((matrix.width, matrix.height), (2480, 1754));
    assert!(matrix.rgb.iter().any(|&part| part < 100), "it is not blank");
    assert!(!window.notice("已复制图片"), "not before it is");
    window.app_mut().picture_copied(1, true);
    assert!(window.notice("已复制图片"));

    window.click("做响“武汉制造”");
    window.ctrl(Key::Num2);
    window.press_with(CTRL_SHIFT, Key::G);
    let effects = window.effects();
    let [Effect::CopyPicture(timeline, pages)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_ne!(timeline.rgb, matrix.rgb);
    assert!(*pages > 1, "all plans take several pages");
    window.app_mut().picture_copied(*pages, true);
    assert!(window.notice("已复制第 1 页的图片"));
    window.app_mut().picture_copied(1, false);
    assert!(window.notice("系统的剪贴板不收图片"));
}

#[test]
fn findings_are_listed_below_the_table_errors_first_with_their_lines() {
    let folder = tempfile::tempdir().unwrap();
    let broken = folder.path().join("坏.ron");
    let text = include_str!("../broken/note_before_error.ron");
    std::fs::write(&broken, text).unwrap();
    let mut window = Window::open();
    let files = vec![broken.clone()];
    window
        .app_mut()
        .apply(Action::OpenFiles { files, add: false });
    window.settle();
    window.click("查看诊断");
    assert!(window.app().shows_findings());
    assert!(!window.says("无法使用这份数据"), "the panel says it now");
    assert_eq!(window.tasks(), 86, "the table stays");
    let first = window.app().diagnostics()[0].clone();
    assert_eq!(first.severity, zeren::diagnostic::Severity::Error);
    let quote = first.quote.unwrap();
    assert!(window.says(&quote.line), "{}", window.text());
    // Only the errors; then all again.
    let note = "《品牌引领供需升级》没有区分牵头机构";
    window.click("错误 1");
    assert!(!window.says(note) && window.says(&first.message));
    window.click("错误 1");
    window.effects();
    window.click(&first.message);
    assert_eq!(window.effects(), [Effect::OpenWithSystem(broken)]);
    window.press(Key::F8);
    assert!(!window.app().shows_findings());
    window.press(Key::F8);
    window.click("关闭");
    assert!(!window.app().shows_findings());
    // Nothing of it is seen by an audience.
    window.press(Key::F8);
    window.press(Key::F5);
    assert!(!window.app().shows_findings());
    window.press(Key::Escape);
    assert!(window.app().shows_findings());
}
