//! The real program on a Wayland desktop that nobody sees.

use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::desk::TODAY;
use super::programs::{all_there, end, until};

/// The programs for it, and Debian's packages of them. sway knows the data-control protocol, as
/// the desktops built on `KWin` and wlroots do.
const PROGRAMS: [(&str, &str); 4] = [
    ("sway", "sway"),
    ("swaymsg", "sway"),
    ("wl-paste", "wl-clipboard"),
    ("wtype", "wtype"),
];

/// No X11 beside it: the clipboard has only one way.
const CONFIG: &str = "output HEADLESS-1 mode 1366x768\ndefault_border none\nxwayland disable\n";

/// Anybody who is not root, for whom alone sway works.
const NOBODY: u32 = 65_534;

/// A desktop, and the program once it was started.
pub struct Desktop {
    folder: tempfile::TempDir,
    socket: String,
    children: Vec<Child>,
}

impl Desktop {
    /// A desktop for a test; `None` with a word of explanation where a program is missing.
    pub fn new(name: &str) -> Option<Self> {
        Self::with_outputs(name, 1)
    }

    /// The same with several displays, beside one another.
    pub fn with_outputs(name: &str, outputs: usize) -> Option<Self> {
        if !all_there(name, &PROGRAMS) {
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let mode = |path: &Path, mode| {
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
        };
        mode(folder.path(), 0o755);
        let mut desktop = Self {
            folder,
            socket: String::new(),
            children: Vec::new(),
        };
        for part in [desktop.home(), desktop.run()] {
            std::fs::create_dir(&part).unwrap();
            mode(&part, 0o700);
        }
        let config = desktop.folder.path().join("sway.config");
        let others = (2..=outputs).map(|nth| format!("output HEADLESS-{nth} mode 1920x1080\n"));
        let text: String = std::iter::once(CONFIG.to_owned()).chain(others).collect();
        std::fs::write(&config, text).unwrap();
        let mut sway = desktop.command("sway");
        sway.env("WLR_BACKENDS", "headless")
            .env("WLR_RENDERER", "pixman")
            .env("WLR_LIBINPUT_NO_DEVICES", "1")
            .env("WLR_HEADLESS_OUTPUTS", outputs.to_string())
            .arg("-c")
            .arg(&config)
            .stderr(Stdio::null());
        // Who may make a file for somebody else is root.
        if std::os::unix::fs::chown(desktop.run(), Some(NOBODY), Some(NOBODY)).is_ok() {
            sway.current_dir("/").uid(NOBODY).gid(NOBODY);
        }
        desktop.children.push(sway.spawn().unwrap());
        desktop.socket = until("the desktop", || {
            let entries = std::fs::read_dir(desktop.run()).unwrap();
            let mut names =
                entries.filter_map(|entry| entry.unwrap().file_name().into_string().ok());
            // Beside it is its lock, `wayland-1.lock`.
            names.find(|name| name.starts_with("wayland-") && !name.contains('.'))
        });
        Some(desktop)
    }

    fn home(&self) -> PathBuf {
        self.folder.path().join("家 目录")
    }

    fn run(&self) -> PathBuf {
        self.folder.path().join("run")
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.home())
            .env("XDG_CONFIG_HOME", self.home().join(".config"))
            .env("XDG_RUNTIME_DIR", self.run())
            .env("LANG", "C.UTF-8")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("ZEREN_TODAY", TODAY)
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        if !self.socket.is_empty() {
            command.env("WAYLAND_DISPLAY", &self.socket);
        }
        command
    }

    /// What a program says; it must not hang.
    fn output(&self, program: &str, args: &[&str]) -> Vec<u8> {
        let mut command = self.command("timeout");
        command.args(["20", program]).args(args);
        let output = command.stdout(Stdio::piped()).stderr(Stdio::null());
        output.output().unwrap().stdout
    }

    /// Starts the program and waits for its window.
    pub fn start(&mut self) {
        self.start_with(&[]);
        until("the window", || (!self.windows().is_empty()).then_some(()));
    }

    /// Starts the program with arguments.
    pub fn start_with(&mut self, args: &[&str]) {
        let mut program = self.command(env!("CARGO_BIN_EXE_zeren"));
        self.children.insert(0, program.args(args).spawn().unwrap());
    }

    /// What the desktop is told, and what it answers.
    pub fn tell(&self, args: &[&str]) -> Option<serde_json::Value> {
        let ipc = until("the desktop's ear", || {
            let mut entries = std::fs::read_dir(self.run()).unwrap();
            entries.find_map(|entry| {
                let path = entry.unwrap().path();
                let name = path.file_name()?.to_str()?;
                name.starts_with("sway-ipc").then_some(path)
            })
        });
        let args: Vec<&str> = ["-s", ipc.to_str()?].iter().chain(args).copied().collect();
        serde_json::from_slice(&self.output("swaymsg", &args)).ok()
    }

    /// The program's windows: title, display, and whether each fills it.
    pub fn windows(&self) -> Vec<(String, String, bool)> {
        let mut found = Vec::new();
        if let Some(tree) = self.tell(&["-t", "get_tree"]) {
            windows(&tree, "", &mut found);
        }
        found
    }

    /// Presses a key with control and shift until something comes of it. A keyboard is there only
    /// while it types, and the program may hear of it too late.
    pub fn press_until<T>(&self, key: &str, what: &str, mut poll: impl FnMut() -> Option<T>) -> T {
        until(what, || {
            let keys = ["-M", "ctrl", "-M", "shift", "-k", key, "-m", "shift"];
            let args: Vec<&str> = ["-s", "500"]
                .into_iter()
                .chain(keys)
                .chain(["-m", "ctrl", "-s", "500"])
                .collect();
            self.output("wtype", &args);
            poll()
        })
    }

    /// What the clipboard holds of a kind; nothing where it holds no such thing.
    pub fn clipboard(&self, kind: &str) -> Option<Vec<u8>> {
        let bytes = self.output("wl-paste", &["--no-newline", "--type", kind]);
        (!bytes.is_empty()).then_some(bytes)
    }
}

fn windows(tree: &serde_json::Value, output: &str, found: &mut Vec<(String, String, bool)>) {
    let name = tree["name"].as_str().unwrap_or_default();
    let output = if tree["type"] == "output" {
        name
    } else {
        output
    };
    if tree["app_id"] == "zeren" {
        let fills = tree["fullscreen_mode"]
            .as_u64()
            .is_some_and(|mode| mode > 0);
        found.push((name.to_owned(), output.to_owned(), fills));
    }
    for kind in ["nodes", "floating_nodes"] {
        for node in tree[kind].as_array().into_iter().flatten() {
            windows(node, output, found);
        }
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        for child in &mut self.children {
            end(child);
        }
    }
}
