//! A program that is ended in the middle leaves nothing half done.

use std::os::unix::process::ExitStatusExt as _;
use std::process::Child;
use std::thread;
use std::time::{Duration, Instant};

use super::*;

/// How often an export may be faster than the signal.
const TRIES: usize = 20;

fn names(desk: &Desk) -> Vec<String> {
    let entries = fs::read_dir(desk.path()).expect("a folder");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry").file_name())
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn half_done(desk: &Desk) -> usize {
    let names = names(desk);
    names.iter().filter(|name| name.starts_with('.')).count()
}

fn send(signal: &str, to: &Child) {
    let mut kill = Command::new("kill");
    let sent = kill.args(["-s", signal, &to.id().to_string()]).status();
    assert!(sent.expect("kill").success());
}

/// Sends a signal to an export that has begun to write, and gives the number of the signal that
/// ended it.
fn interrupted(desk: &Desk, args: &[&str], signal: &str) -> i32 {
    for _ in 0..TRIES {
        let mut command = desk.command(args);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().expect("the program");
        let begun = Instant::now();
        while half_done(desk) == 0 && begun.elapsed() < Duration::from_mins(1) {
            if child.try_wait().expect("the program").is_some() {
                break;
            }
            thread::sleep(Duration::from_millis(1));
        }
        send(signal, &child);
        let status = child.wait().expect("the end");
        if let Some(number) = status.signal() {
            return number;
        }
    }
    panic!("every export was faster than SIG{signal}");
}

/// The built-in data to many pages and as a document: some tenths of a second each.
const SLOW: [&[&str]; 2] = [
    &["export", "-o", "矩阵.svg", "--paper", "a4", "--force"],
    &["export", "-o", "矩阵.pdf", "--force"],
];

#[test]
fn a_signal_during_an_export_leaves_what_was_there() {
    let desk = Desk::new();
    desk.write("矩阵.pdf", "旧");
    for args in SLOW {
        for (signal, number) in [("TERM", 15), ("INT", 2), ("HUP", 1)] {
            let ended = interrupted(&desk, args, signal);
            assert_eq!(ended, number, "it ends by the signal that was sent");
            assert_eq!(names(&desk), ["矩阵.pdf"], "SIG{signal} {args:?}");
            assert_eq!(desk.read("矩阵.pdf"), "旧");
        }
    }
}

#[test]
fn what_a_killed_export_left_goes_with_the_next_one() {
    let desk = Desk::new();
    for args in SLOW {
        assert_eq!(interrupted(&desk, args, "KILL"), 9);
        assert!(half_done(&desk) > 0);
        let next = ["export", "--layout", "list", "-o", "表.csv", "--force"];
        assert_eq!(desk.run(&next).0, 0);
        assert_eq!(names(&desk), ["表.csv"], "{args:?}");
    }
}

#[test]
fn a_signal_that_is_to_be_ignored_is_ignored() {
    let desk = Desk::new();
    let mut shell = Command::new("sh");
    let script = "trap '' HUP; exec \"$0\" export -o 矩阵.pdf";
    let mut child = shell
        .args(["-c", script, env!("CARGO_BIN_EXE_zeren")])
        .current_dir(desk.path())
        .stdout(Stdio::null())
        .spawn()
        .expect("a shell");
    let begun = Instant::now();
    while half_done(&desk) == 0 && begun.elapsed() < Duration::from_mins(1) {
        if child.try_wait().expect("the program").is_some() {
            break;
        }
        thread::sleep(Duration::from_millis(1));
    }
    send("HUP", &child);
    assert!(child.wait().expect("the end").success());
    assert_eq!(names(&desk), ["矩阵.pdf"]);
}

#[test]
fn of_exports_at_once_one_takes_the_name() {
    let desk = Desk::new();
    for round in 0..3 {
        let name = format!("矩阵{round}.csv");
        let args = ["export", "--layout", "list", "-o", &name];
        let children: Vec<Child> = (0..6)
            .map(|_| {
                let mut command = desk.command(&args);
                command.stdout(Stdio::null()).stderr(Stdio::piped());
                command.spawn().expect("the program")
            })
            .collect();
        let mut winners = 0;
        for child in children {
            let output = child.wait_with_output().expect("the end");
            let err = String::from_utf8(output.stderr).expect("UTF-8");
            match output.status.code() {
                Some(0) => winners += 1,
                Some(2) => assert_eq!(
                    err,
                    format!(
                        "error: 已有文件 {name}，没有替换它\n\
                         hint: 换一个文件名，或加上 --force 替换\n"
                    )
                ),
                other => panic!("{other:?}: {err}"),
            }
        }
        assert_eq!(winners, 1);
        assert_eq!(half_done(&desk), 0);
    }
}
