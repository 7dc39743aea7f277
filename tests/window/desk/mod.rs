//! A desk to sit at: a display of its own, a window manager, the real program, keys and eyes.
//!
//! All waiting is bounded polling. What was started is ended when the desk is dropped; a test that
//! fails leaves a picture of the screen and names it.

pub mod hearing;
mod load;
mod typing;
mod windows;

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};

pub use typing::INPUT_METHOD;

use super::programs::{all_there, end, until};

/// The day for which every view is made.
pub const TODAY: &str = "2026-11-22";

/// Programs that every window test needs, and Debian's packages of them.
const ALWAYS: [(&str, &str); 5] = [
    ("Xvfb", "xvfb"),
    ("openbox", "openbox"),
    ("xdotool", "xdotool"),
    ("import", "imagemagick"),
    ("xclip", "xclip"),
];

/// Windows without a frame: what the program asks for is what it gets.
const OPENBOX: &str = r#"<openbox_config xmlns="http://openbox.org/3.4/rc"><applications>
<application class="*"><decor>no</decor></application></applications></openbox_config>"#;

/// How to start the program.
#[derive(Default)]
pub struct Start {
    files: Vec<PathBuf>,
    path: Option<PathBuf>,
    env: Vec<(&'static str, &'static str)>,
}

impl Start {
    /// With files to open.
    pub fn file(mut self, file: &Path) -> Self {
        self.files.push(file.to_owned());
        self
    }

    /// With this folder alone to find programs in.
    pub fn search_path(mut self, path: &Path) -> Self {
        self.path = Some(path.to_owned());
        self
    }

    /// With an environment variable.
    pub fn env(mut self, variable: (&'static str, &'static str)) -> Self {
        self.env.push(variable);
        self
    }
}

/// A display, a home folder, and the program once it was started.
pub struct Desk {
    name: &'static str,
    folder: tempfile::TempDir,
    display: String,
    /// In the order in which they are ended.
    children: Vec<Child>,
    program: Option<Child>,
    window: String,
    /// The address of the desk's own session bus, once it has one.
    bus: Option<String>,
}

impl Desk {
    /// A desk for a test; `None` with a word of explanation where a program is missing.
    pub fn new(name: &'static str, more: &[(&str, &str)]) -> Option<Self> {
        if !all_there(name, &ALWAYS) || !all_there(name, more) {
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        for part in ["家 目录", "run", "temp"] {
            let part = folder.path().join(part);
            std::fs::create_dir(&part).unwrap();
            // What is in XDG_RUNTIME_DIR is nobody else's business, or programs complain.
            std::fs::set_permissions(&part, std::fs::Permissions::from_mode(0o700)).unwrap();
        }
        let mut desk = Self {
            name,
            folder,
            display: String::new(),
            children: Vec::new(),
            program: None,
            window: String::new(),
            bus: None,
        };
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1366x768x24"])
            // Without -noreset the server starts over, and ends what just came, when its last
            // client leaves: here a short-lived xdotool, before the window manager is there.
            .args(["-nolisten", "tcp", "-noreset"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut number = String::new();
        let out = server.stdout.take().unwrap();
        desk.children.push(server);
        // The server either writes its number or ends, which ends the line too.
        BufReader::new(out).read_line(&mut number).unwrap();
        desk.display = format!(":{}", number.trim());
        assert!(desk.display.len() > 1, "Xvfb did not start");

        let config = desk.folder.path().join("openbox.xml");
        std::fs::write(&config, OPENBOX).unwrap();
        let manager = desk
            .command("openbox")
            .arg("--config-file")
            .arg(&config)
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        desk.children.insert(0, manager);
        until("the window manager", || {
            let state = desk.tool(["get_desktop"]);
            state.status.success().then_some(())
        });
        Some(desk)
    }

    /// The home folder. Its path holds Hanzi and a space.
    pub fn home(&self) -> PathBuf {
        self.folder.path().join("家 目录")
    }

    /// Where temporary files go.
    pub fn temp(&self) -> PathBuf {
        self.folder.path().join("temp")
    }

    /// Where the program keeps its settings.
    pub fn settings_path(&self) -> PathBuf {
        self.home().join(".config/zeren/settings.ron")
    }

    /// A command in the desk's world and in no other: nothing of the caller's session leaks in.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("DISPLAY", &self.display)
            .env("HOME", self.home())
            .env("XDG_CONFIG_HOME", self.home().join(".config"))
            .env("XDG_RUNTIME_DIR", self.folder.path().join("run"))
            .env("LANG", "C.UTF-8")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("TMPDIR", self.temp())
            .env("ZEREN_TODAY", TODAY)
            .current_dir(self.home())
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        if let Some(bus) = &self.bus {
            command.env("DBUS_SESSION_BUS_ADDRESS", bus);
        }
        command
    }

    /// Starts a helper that lives as long as the desk.
    fn helper(&mut self, mut command: Command) {
        let child = command.stderr(Stdio::null()).spawn().unwrap();
        self.children.insert(0, child);
    }

    /// Starts the program, waits for its window, and puts it in front.
    pub fn start(&mut self, start: Start) {
        assert!(self.program.is_none(), "the program runs already");
        let log = std::fs::File::create(self.log()).unwrap();
        let mut command = self.command(env!("CARGO_BIN_EXE_zeren"));
        command.args(&start.files).envs(start.env).stderr(log);
        if let Some(path) = start.path {
            command.env("PATH", path);
        }
        self.program = Some(command.spawn().unwrap());
        self.window = self.window("--class", "^zeren$");
        self.front();
        self.settle();
    }

    /// Ends the program by its own key and gives back how it ended.
    pub fn quit(&mut self) -> ExitStatus {
        self.key("ctrl+q");
        let mut program = self.program.take().unwrap();
        let status = until("the program's end", || program.try_wait().unwrap());
        self.program = None;
        status
    }

    /// Ends the program by a signal and gives back how it ended.
    pub fn end_by(&mut self, signal: &str) -> ExitStatus {
        let mut program = self.program.take().unwrap();
        let mut kill = Command::new("kill");
        let sent = kill.args(["-s", signal, &program.id().to_string()]);
        assert!(sent.status().unwrap().success());
        until("the program's end", || program.try_wait().unwrap())
    }

    /// Whether the program runs.
    pub fn lives(&mut self) -> bool {
        let program = self.program.as_mut();
        program.is_some_and(|program| program.try_wait().unwrap().is_none())
    }

    /// Runs xdotool, which must not hang.
    fn tool<const N: usize>(&self, args: [&str; N]) -> Output {
        self.command("timeout")
            .args(["20", "xdotool"])
            .args(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .output()
            .unwrap()
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("program.log")
    }

    /// A picture of the screen and what the program said.
    fn evidence(&self) -> String {
        let picture = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}.png", self.name));
        let taken = self
            .command("timeout")
            .args(["20", "import", "-window", "root"])
            .arg(&picture)
            .stderr(Stdio::null())
            .status();
        let mut words = String::new();
        if taken.is_ok_and(|status| status.success()) {
            writeln!(words, "the screen: {}", picture.display()).ok();
        }
        let log = std::fs::read_to_string(self.log()).unwrap_or_default();
        if !log.is_empty() {
            writeln!(words, "the program said:\n{log}").ok();
        }
        words
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprint!("{}", self.evidence());
        }
        for child in self.program.iter_mut().chain(&mut self.children) {
            end(child);
        }
    }
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}
