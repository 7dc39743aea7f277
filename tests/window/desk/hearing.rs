//! A screen reader, as blind officials use one: what the program says of itself on the desktop's
//! accessibility bus.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use super::{Desk, until};
use crate::programs::{end, has};

/// Debian's own Python, which has the bindings; another one in front of it may not.
const PYTHON: &str = "/usr/bin/python3";

/// A node of the program.
#[derive(Clone, Debug)]
pub struct Said {
    /// What it is: `table cell`, `push button`.
    pub role: String,
    /// What it is called.
    pub name: String,
    /// What else is said of it.
    pub description: String,
    /// `focused`, `selected`, …
    pub states: Vec<String>,
}

/// A screen reader that listens.
pub struct Reader {
    child: Child,
    ask: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Drop for Reader {
    fn drop(&mut self) {
        end(&mut self.child);
    }
}

/// Whether a screen reader can be had; says what is missing.
pub fn can_hear(test: &str) -> bool {
    let script = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi";
    let python = Command::new(PYTHON)
        .args(["-c", script])
        .stderr(Stdio::null())
        .status();
    let has_python = python.is_ok_and(|status| status.success());
    has(
        test,
        "Atspi for Python",
        "gir1.2-atspi-2.0 and python3-gi",
        has_python,
    ) && has(
        test,
        "at-spi-bus-launcher",
        "at-spi2-core",
        Path::new("/usr/libexec/at-spi-bus-launcher").is_file(),
    )
}

impl Desk {
    /// Starts a screen reader on a bus of the desk. A program that is started then is heard.
    pub fn start_reader(&mut self) -> Reader {
        let socket = self.folder.path().join("session-bus");
        let address = format!("unix:path={}", socket.display());
        let mut bus = self.command("dbus-daemon");
        bus.args(["--session", "--nofork", "--nopidfile"]);
        bus.arg(format!("--address={address}"));
        self.helper(bus);
        until("the bus", || socket.exists().then_some(()));
        self.bus = Some(address);
        let mut reader = self.command(PYTHON);
        reader
            .args(["-c", include_str!("hearing.py")])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut child = reader.spawn().unwrap();
        let ask = child.stdin.take().unwrap();
        let answers = BufReader::new(child.stdout.take().unwrap());
        let mut reader = Reader {
            child,
            ask,
            answers,
        };
        assert_eq!(reader.line(), "ready", "the screen reader did not start");
        reader
    }
}

impl Reader {
    fn line(&mut self) -> String {
        let mut line = String::new();
        self.answers.read_line(&mut line).unwrap();
        line.trim().to_owned()
    }

    fn answer(&mut self, question: &str) -> serde_json::Value {
        writeln!(self.ask, "{question}").unwrap();
        serde_json::from_str(&self.line()).unwrap()
    }

    /// All nodes of the program.
    pub fn tree(&mut self) -> Vec<Said> {
        let nodes = self.answer("tree");
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let nodes = nodes.as_array().unwrap().iter();
        nodes
            .map(|node| Said {
                role: text(&node[1]),
                name: text(&node[2]),
                description: text(&node[3]),
                states: node[4].as_array().unwrap().iter().map(text).collect(),
            })
            .collect()
    }

    /// What was said since the last time: `focused` or `announced`, and the words.
    pub fn heard(&mut self) -> Vec<(String, String)> {
        let heard = self.answer("heard");
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let heard = heard.as_array().unwrap().iter();
        heard.map(|it| (text(&it[0]), text(&it[1]))).collect()
    }

    /// Waits until these words were said.
    pub fn wait_for(&mut self, kind: &str, words: &str) {
        let mut all = Vec::new();
        until(&format!("“{words}” to be {kind}"), || {
            all.extend(self.heard());
            let is_said = |(of, said): &(String, String)| of == kind && said.contains(words);
            all.iter().any(is_said).then_some(())
        });
    }
}
