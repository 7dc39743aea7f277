//! What has a name and is no plain file is written to, and never replaced.

use std::io::Read as _;
use std::os::unix::fs::FileTypeExt as _;
use std::os::unix::net::UnixListener;
use std::thread;

use super::*;

/// What the same export prints.
fn printed(desk: &Desk, layout: &str) -> Vec<u8> {
    let args = ["export", "甲.ron", "--layout", layout, "--format", "csv"];
    let args: Vec<&str> = args.into_iter().chain(["-o", "-"]).collect();
    let output = desk.command(&args).output().expect("the program");
    assert!(output.status.success() && !output.stdout.is_empty());
    output.stdout
}

fn pipe(desk: &Desk, name: &str) -> std::path::PathBuf {
    let path = desk.path().join(name);
    let made = Command::new("mkfifo").arg(&path).status();
    assert!(made.expect("mkfifo").success());
    path
}

#[test]
fn a_pipe_gets_the_whole_export_and_stays_a_pipe() {
    let desk = Desk::new();
    desk.write("甲.ron", GOOD);
    let path = pipe(&desk, "管 道.csv");
    let reader = thread::spawn({
        let path = path.clone();
        move || fs::read(path).expect("the content")
    });
    let args = ["export", "甲.ron", "--layout", "list", "-o", "管 道.csv"];
    let (code, out, err) = desk.run(&args);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert_eq!(reader.join().expect("a reader"), printed(&desk, "list"));
    let kind = fs::symlink_metadata(&path).expect("the pipe").file_type();
    assert!(kind.is_fifo());
    assert_eq!(fs::read_dir(desk.path()).expect("a folder").count(), 2);
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let desk = Desk::new();
    desk.write("甲.ron", GOOD);
    let path = pipe(&desk, "管道.html");
    let reader = thread::spawn(move || {
        let mut first = [0; 16];
        let mut pipe = fs::File::open(path).expect("the pipe");
        pipe.read_exact(&mut first).expect("some of it");
    });
    let (code, _, err) = desk.run(&["export", "甲.ron", "-o", "管道.html"]);
    assert_eq!((code, err.as_str()), (0, ""));
    reader.join().expect("a reader");
}

#[test]
fn a_socket_gets_the_whole_export() {
    let desk = Desk::new();
    desk.write("甲.ron", GOOD);
    let path = desk.path().join("插座.csv");
    let listener = UnixListener::bind(&path).expect("a socket");
    let reader = thread::spawn(move || {
        let mut bytes = Vec::new();
        let (mut stream, _) = listener.accept().expect("a caller");
        stream.read_to_end(&mut bytes).expect("the content");
        bytes
    });
    let args = ["export", "甲.ron", "--layout", "list", "-o", "插座.csv"];
    let (code, _, err) = desk.run(&args);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(reader.join().expect("a reader"), printed(&desk, "list"));
    // Nobody listens any more.
    let err = desk.error(&args);
    assert!(err.starts_with("error: 无法写入 插座.csv"), "{err}");
    assert!(path.exists());
}

#[test]
fn the_systems_name_of_the_output_stream_is_the_output_stream() {
    let desk = Desk::new();
    desk.write("甲.ron", GOOD).write("记录.txt", "原有的一行\n");
    let printed = printed(&desk, "list");
    for name in ["/dev/stdout", "/dev/fd/1"] {
        let args = ["export", "甲.ron", "--layout", "list", "--format", "csv"];
        let args: Vec<&str> = args.into_iter().chain(["-o", name]).collect();
        let output = desk.command(&args).output().expect("the program");
        assert!(output.status.success(), "{name}");
        assert_eq!(output.stdout, printed, "{name}: the file and nothing else");
        // Directed behind what a file holds, it stays there.
        let path = desk.path().join("记录.txt");
        let before = fs::read(&path).expect("a file");
        let behind = fs::File::options().append(true).open(&path);
        let mut command = desk.command(&args);
        let status = command.stdout(behind.expect("a file")).status();
        assert!(status.expect("the program").success());
        assert_eq!(
            fs::read(&path).expect("a file"),
            [before, printed.clone()].concat(),
            "{name}"
        );
    }
}

#[test]
fn changes_go_to_the_output_stream_too() {
    let desk = Desk::new();
    desk.write("旧.ron", GOOD).write("新.ron", GOOD);
    let args = ["diff", "旧.ron", "新.ron", "--format", "csv", "-o"];
    let to = |name: &'static str| -> Vec<&str> { args.into_iter().chain([name]).collect() };
    let (code, out, err) = desk.run(&to("-"));
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(desk.run(&to("变化.csv")).0, 0);
    assert_eq!(out, desk.read("变化.csv"));
    assert!(!desk.path().join("-").exists());
}
