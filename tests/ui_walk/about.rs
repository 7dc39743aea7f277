use zeren::app::command::Command;
use zeren::app::{Action, Effect};
use zeren::journal;

use crate::window::Window;

#[test]
fn the_page_about_the_program_leads_to_the_log_and_copies_a_report() {
    // Other tests of this program may write to it as long as they run.
    let folder = tempfile::tempdir().unwrap().keep();
    journal::start(Some(&folder));
    let path = journal::path().unwrap().to_owned();
    let mut window = Window::open();
    window.app_mut().apply(Action::Run(Command::About));
    window.settle();
    assert!(window.says(path.to_str().unwrap()), "{}", window.text());

    window.click("打开所在文件夹");
    assert_eq!(window.effects(), [Effect::Reveal(path.clone())]);

    window.click("复制简报");
    let effects = window.effects();
    let [Effect::Copy(report)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let first = format!("责任矩阵 Zeren {}\n系统：", env!("CARGO_PKG_VERSION"));
    assert!(report.starts_with(&first), "{report}");
    assert!(window.notice("已复制到剪贴板"));
}
