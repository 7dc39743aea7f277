//! From the start of the process to the first frame, and the memory that the window then holds:
//! the program on its built-in data beside an empty window with the same type.
//!
//! Each start is a process of its own: this program again, told by its arguments which window to
//! open. It needs a display; without one Xvfb is started where it is installed.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use eframe::egui;
use zeren::ui::{fonts, theme};

use super::Bench;
use super::table::{Budget, Table};
use super::timing::{Effort, Pair, median};

/// The argument that makes a process a window.
const WINDOW: &str = "--window=";
/// What the argument names.
const PROGRAM: &str = "program";
const EMPTY: &str = "empty";

/// How long the window stands before its memory is read: the search index is made meanwhile.
const SETTLE: Duration = Duration::from_millis(1500);

/// The budget of memory beyond the empty window, in KiB.
const MORE_KIB: u64 = 15 * 1024;

/// Whether this process is to be a window; it has been one when this returns true.
pub fn is_window() -> bool {
    let Some(which) = std::env::args().find_map(|argument| {
        let which = argument.strip_prefix(WINDOW)?;
        Some(which.to_owned())
    }) else {
        return false;
    };
    let ended = match which.as_str() {
        PROGRAM => zeren::ui::run_watched(Vec::new(), None, Box::new(report)).is_ok(),
        _ => empty_window(),
    };
    if !ended {
        std::process::exit(1);
    }
    true
}

/// Prints that the first frame is there, and later how much memory the window holds.
fn report(ctx: &egui::Context) {
    println!("frame");
    let ctx = ctx.clone();
    std::thread::spawn(move || {
        std::thread::sleep(SETTLE);
        println!("{}", resident_kib().unwrap_or(0));
        ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        ctx.request_repaint();
    });
}

/// Resident memory of this process in KiB, where the system tells.
pub fn resident_kib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn empty_window() -> bool {
    struct Empty {
        seen: bool,
    }
    impl eframe::App for Empty {
        fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
            ui.label("空");
            if !std::mem::replace(&mut self.seen, true) {
                report(ui.ctx());
            }
        }
    }
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default().with_inner_size([1366.0, 768.0]),
        persist_window: false,
        ..Default::default()
    };
    let made = eframe::run_native(
        "empty",
        options,
        Box::new(|creation| {
            fonts::install(&creation.egui_ctx, None);
            theme::LIGHT.install(&creation.egui_ctx);
            Ok(Box::new(Empty { seen: false }))
        }),
    );
    made.is_ok()
}

pub fn run(bench: &Bench, table: &mut Table) {
    let (time, memory) = ("start: first frame", "start: resident memory");
    if !bench.wants(time) && !bench.wants(memory) {
        return;
    }
    let Some(display) = Display::find() else {
        eprintln!("{time}: not measured, there is no display and no Xvfb");
        return;
    };
    let Ok(home) = tempfile::tempdir() else {
        eprintln!("{time}: not measured, there is no folder for settings");
        return;
    };
    let rounds = match bench.effort {
        Effort::Once => 1,
        Effort::Measure => 7,
    };
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        for (which, list) in [(PROGRAM, &mut ours), (EMPTY, &mut theirs)] {
            match start(which, &display, home.path()) {
                Some(start) => list.push(start),
                None => {
                    eprintln!("{time}: not measured, the window {which} did not open");
                    return;
                }
            }
        }
    }
    let times = |list: &[Start]| median(list.iter().map(|start| start.frame).collect());
    let pair = Pair {
        measured: times(&ours),
        reference: times(&theirs),
    };
    table.add(time, "empty window", &pair, &Budget::Ratio(1.25));
    let kib = |list: &[Start]| {
        let mut list: Vec<u64> = list.iter().map(|start| start.kib).collect();
        list.sort_unstable();
        list[list.len() / 2]
    };
    table.add_memory(memory, "empty window", kib(&ours), kib(&theirs), MORE_KIB);
}

struct Start {
    frame: Duration,
    kib: u64,
}

fn start(which: &str, display: &Display, home: &std::path::Path) -> Option<Start> {
    let mut command = Command::new(std::env::current_exe().ok()?);
    command
        .arg(format!("{WINDOW}{which}"))
        .env("XDG_CONFIG_HOME", home)
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    display.give(&mut command);
    let begun = Instant::now();
    let mut child = command.spawn().ok()?;
    let mut lines = BufReader::new(child.stdout.take()?).lines();
    let first = lines.next()?.ok()?;
    let frame = begun.elapsed();
    let kib = lines.next()?.ok()?.parse().ok()?;
    child.wait().ok()?;
    (first == "frame").then_some(Start { frame, kib })
}

/// Where windows are shown.
enum Display {
    /// The person's own.
    Own,
    /// One that was started for this.
    Started(Child, String),
}

impl Display {
    fn find() -> Option<Self> {
        let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        if is_set("DISPLAY") || is_set("WAYLAND_DISPLAY") || !cfg!(target_os = "linux") {
            return Some(Self::Own);
        }
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1366x768x24"])
            .args(["-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let mut number = String::new();
        let read = BufReader::new(server.stdout.take()?).read_line(&mut number);
        let display = Self::Started(server, format!(":{}", number.trim()));
        read.is_ok_and(|length| length > 0).then_some(display)
    }

    fn give(&self, command: &mut Command) {
        if let Self::Started(_, name) = self {
            command.env("DISPLAY", name);
        }
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        if let Self::Started(server, _) = self {
            // It may be gone already.
            server.kill().ok();
            server.wait().ok();
        }
    }
}
