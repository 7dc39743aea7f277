//! Keys, the clipboard and an input method.

use std::path::Path;
use std::process::Stdio;

use super::{Desk, text, until};

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

impl Desk {
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

    /// Types a path in place of what a field holds.
    pub fn type_over(&mut self, path: &Path) {
        self.key("ctrl+a");
        // Typing Hanzi remaps keys on the way, and now and then one is lost.
        self.paste(path.to_str().unwrap());
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
}
