//! Programs that a test runs: whether they are there, waiting for what they do, and their end.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long to wait for what a person would wait for, on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(40);

/// With this set, a missing program is a failure and no reason to skip.
const REQUIRE: &str = "ZEREN_REQUIRE_PROGRAMS";

/// Whether a test has all its programs; says which it lacks.
pub fn all_there(test: &str, programs: &[(&str, &str)]) -> bool {
    let mut programs = programs.iter();
    programs.all(|(program, package)| has(test, program, package, on_path(program)))
}

/// Whether something is there that a test cannot do without; says where to get what is not.
pub fn has(test: &str, what: &str, package: &str, is_there: bool) -> bool {
    if !is_there {
        let words = format!("{what} is missing: install Debian's package {package}");
        assert!(std::env::var_os(REQUIRE).is_none(), "{words}");
        eprintln!("skipped {test}: {words}");
    }
    is_there
}

fn on_path(program: &str) -> bool {
    std::env::var_os("PATH").is_some_and(|path| {
        std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
    })
}

/// Waits for a file that is complete: the program renames finished files into place.
pub fn read_when_there(path: &Path) -> Vec<u8> {
    until(&format!("the file {}", path.display()), || {
        std::fs::read(path).ok()
    })
}

/// Polls until there is something, within reason.
pub fn until<T>(what: &str, mut poll: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = poll() {
            return found;
        }
        assert!(begun.elapsed() < PATIENCE, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Asks a child to end, so that it can tidy up, and makes it after a while.
pub fn end(child: &mut Child) {
    Command::new("sh")
        .args(["-c", &format!("kill {}", child.id())])
        .stderr(Stdio::null())
        .status()
        .ok();
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(2) {
        if !matches!(child.try_wait(), Ok(None)) {
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    child.kill().ok();
    child.wait().ok();
}
