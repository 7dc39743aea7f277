//! A desk to sit at: a display of its own, a window manager, the real program, keys and eyes.
//!
//! All waiting is bounded polling. What was started is ended when the desk is dropped; a test that
//! fails leaves a picture of the screen and names it.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant};

/// The day for which every view is made.
pub const TODAY: &str = "2026-11-22";

/// How long to wait for what a person would wait for, on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(40);

/// With this set, a missing program is a failure and no reason to skip.
const REQUIRE: &str = "ZEREN_REQUIRE_PROGRAMS";

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

/// What tells a program on X11 which input method to use.
pub const INPUT_METHOD: (&str, &str) = ("XMODIFIERS", "@im=fcitx");

const FCITX_PROFILE: &str = "\
[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin

[Groups/0/Items/0]
Name=keyboard-us

[Groups/0/Items/1]
Name=pinyin

[GroupOrder]
0=Default
";

const FCITX_CONFIG: &str = "\
[Behavior]
ActiveByDefault=True
";

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

    /// The window's title.
    pub fn title(&self) -> String {
        text(&self.tool(["getwindowname", &self.window]))
    }

    /// Left, top, width and height of the program's window.
    pub fn place(&self) -> [i32; 4] {
        self.place_of(&self.window)
    }

    /// Left, top, width and height of a window.
    pub fn place_of(&self, window: &str) -> [i32; 4] {
        let out = text(&self.tool(["getwindowgeometry", "--shell", window]));
        ["X", "Y", "WIDTH", "HEIGHT"].map(|name| {
            let line = out.lines().find_map(|line| {
                let (key, value) = line.split_once('=')?;
                (key == name).then(|| value.parse().ok())?
            });
            line.unwrap_or_else(|| panic!("no {name} in {out:?}"))
        })
    }

    /// Moves the window and gives it a size; gives back what [`Self::place`] makes of it, which
    /// counts the window manager's border twice.
    pub fn put(&self, [x, y, width, height]: [i32; 4]) -> [i32; 4] {
        let [x, y, width, height] = [x, y, width, height].map(|n| n.to_string());
        self.tool(["windowsize", &self.window, &width, &height]);
        self.tool(["windowmove", &self.window, &x, &y]);
        self.settle();
        self.place()
    }

    /// Puts the program's window in front.
    pub fn front(&self) {
        self.activate(&self.window);
    }

    /// Puts a window in front and waits until it has the keys.
    fn activate(&self, window: &str) {
        until("the window to come to the front", || {
            self.tool(["windowactivate", window]);
            std::thread::sleep(Duration::from_millis(100));
            (text(&self.tool(["getactivewindow"])) == window).then_some(())
        });
    }

    /// Presses keys, and waits until the program has done with them.
    pub fn key(&self, keys: &str) {
        self.tool(["key", "--clearmodifiers", keys]);
        self.settle();
    }

    /// Types a text, and waits until the program has done with it.
    pub fn type_text(&self, text: &str) {
        self.tool(["type", "--clearmodifiers", "--delay", "40", text]);
        self.settle();
    }

    /// Answers the system's own save dialog with a path.
    pub fn answer_dialog(&mut self, path: &Path) {
        let dialog = self.dialog();
        self.type_over(path);
        self.key("Return");
        self.gone(&dialog);
    }

    /// The system's file dialog, in front.
    pub fn dialog(&self) -> String {
        let dialog = self.window("--class", "zenity");
        self.activate(&dialog);
        // It fills its list and its name field after it is shown.
        std::thread::sleep(Duration::from_millis(700));
        dialog
    }

    /// Says to GTK's question that the file may be replaced.
    pub fn agree_to_replace(&self, question: &str) {
        self.activate(question);
        self.key("alt+r");
    }

    /// Puts a text on the clipboard as another program would, and pastes it. xdotool types Hanzi
    /// by changing the keyboard's map for a moment, which the program's window may miss.
    pub fn paste(&mut self, text: &str) {
        let file = self.folder.path().join("clipboard.txt");
        std::fs::write(&file, text).unwrap();
        let mut owner = self.command("xclip");
        owner.args(["-quiet", "-selection", "clipboard", "-in"]);
        owner.arg(&file);
        self.helper(owner);
        until("the clipboard", || {
            let mut reader = self.command("xclip");
            reader.args(["-selection", "clipboard", "-out"]);
            let out = reader.stdout(Stdio::piped()).stderr(Stdio::null()).output();
            (out.unwrap().stdout == text.as_bytes()).then_some(())
        });
        self.key("ctrl+v");
    }

    /// Starts fcitx5 with its pinyin, switched on from the first key, on a bus that only it knows.
    /// A program that is then started with [`INPUT_METHOD`] finds it as on any X11 desktop.
    pub fn start_input_method(&mut self) {
        let folder = self.home().join(".config/fcitx5");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("profile"), FCITX_PROFILE).unwrap();
        std::fs::write(folder.join("config"), FCITX_CONFIG).unwrap();
        let socket = self.folder.path().join("input-method-bus");
        let address = format!("unix:path={}", socket.display());
        let mut bus = self.command("dbus-daemon");
        bus.args(["--session", "--nofork", "--nopidfile"]);
        bus.arg(format!("--address={address}"));
        self.helper(bus);
        until("the bus", || socket.exists().then_some(()));
        let mut method = self.command("fcitx5");
        method.env("DBUS_SESSION_BUS_ADDRESS", address);
        self.helper(method);
        until("the input method's server", || {
            let mut reader = self.command("xprop");
            reader.args(["-root", "XIM_SERVERS"]).stdout(Stdio::piped());
            text(&reader.output().unwrap())
                .contains("@server=fcitx")
                .then_some(())
        });
    }

    /// Types a path in place of what a field holds.
    pub fn type_over(&mut self, path: &Path) {
        self.key("ctrl+a");
        // Typing Hanzi remaps keys on the way, and now and then one is lost.
        self.paste(path.to_str().unwrap());
    }

    /// Waits until a dialog is gone and the keys are the program's again.
    pub fn gone(&self, window: &str) {
        until("a window to close", || {
            (!self
                .windows("--class", "zenity")
                .contains(&window.to_owned()))
            .then_some(())
        });
        self.front();
        self.settle();
    }

    /// The newest visible window that a search finds.
    pub fn window(&self, by: &str, what: &str) -> String {
        until(&format!("a window with {by} {what}"), || {
            self.windows(by, what).pop()
        })
    }

    /// The visible windows that a search finds.
    pub fn windows(&self, by: &str, what: &str) -> Vec<String> {
        let out = text(&self.tool(["search", "--onlyvisible", by, what]));
        out.lines().map(str::to_owned).collect()
    }

    /// The program's work so far, in clock ticks.
    pub fn ticks(&self) -> u64 {
        let pid = self.program.as_ref().unwrap().id();
        stat(Path::new(&format!("/proc/{pid}/stat"))).map_or(0, |(_, ticks)| ticks)
    }

    /// How often each thread of the program went to sleep so far, by number and name.
    pub fn sleeps(&self) -> BTreeMap<String, String> {
        let pid = self.program.as_ref().unwrap().id();
        let entries = std::fs::read_dir(format!("/proc/{pid}/task")).unwrap();
        let threads = entries.filter_map(|entry| {
            let folder = entry.ok()?.path();
            let name = std::fs::read_to_string(folder.join("comm")).ok()?;
            let status = std::fs::read_to_string(folder.join("status")).ok()?;
            let count = status
                .lines()
                .find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"))?;
            let number = folder.file_name()?.to_string_lossy().into_owned();
            Some((format!("{number} {}", name.trim()), count.trim().to_owned()))
        });
        threads.collect()
    }

    /// Waits until the program sleeps: it paints only when there is something to paint.
    pub fn settle(&self) {
        let Some(program) = &self.program else { return };
        let tasks = PathBuf::from(format!("/proc/{}/task", program.id()));
        let mut known = u64::MAX;
        let mut calm = 0;
        until("the program to come to rest", || {
            std::thread::sleep(Duration::from_millis(50));
            let Ok(entries) = std::fs::read_dir(&tasks) else {
                return Some(());
            };
            let (mut sum, mut asleep) = (0, true);
            for entry in entries.filter_map(Result::ok) {
                if let Some((state, ticks)) = stat(&entry.path().join("stat")) {
                    sum += ticks;
                    // A process that has ended rests too, until it is waited for.
                    asleep &= matches!(state, 'S' | 'Z');
                }
            }
            calm = if asleep && sum == known { calm + 1 } else { 0 };
            known = sum;
            (calm >= 5).then_some(())
        });
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

/// State and spent ticks, user and system, of a process or thread.
fn stat(path: &Path) -> Option<(char, u64)> {
    let text = std::fs::read_to_string(path).ok()?;
    // The name in brackets may hold spaces; what follows it does not.
    let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |nth: usize| fields.get(nth)?.parse::<u64>().ok();
    Some((fields.first()?.chars().next()?, ticks(11)? + ticks(12)?))
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// Whether a test has all its programs; says which it lacks.
pub fn all_there(test: &str, programs: &[(&str, &str)]) -> bool {
    for (program, package) in programs {
        if !on_path(program) {
            let words = format!("{program} is missing: install Debian's package {package}");
            assert!(std::env::var_os(REQUIRE).is_none(), "{words}");
            eprintln!("skipped {test}: {words}");
            return false;
        }
    }
    true
}

fn on_path(program: &str) -> bool {
    std::env::var_os("PATH").is_some_and(|path| {
        std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
    })
}
