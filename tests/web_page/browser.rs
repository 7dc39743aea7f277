//! A headless Chromium, driven over its own pipe: clicks and keys as a person gives them.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// How long to wait for an answer on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// With this set, a missing program is a failure and no reason to skip.
const REQUIRE: &str = "ZEREN_REQUIRE_PROGRAMS";

/// A browser with one page open.
pub struct Browser {
    child: Child,
    to: ChildStdin,
    from: Receiver<Value>,
    session: Option<String>,
    number: u64,
    /// What the page asked the network or the disk for, and what went wrong in it.
    pub requests: Vec<String>,
    pub errors: Vec<String>,
    _folder: tempfile::TempDir,
}

impl Browser {
    /// A browser in a window of this size; `None` with a word of explanation where there is none.
    pub fn new(width: u32, height: u32) -> Option<Self> {
        let programs = ["chromium", "chromium-browser", "google-chrome"];
        let Some(program) = programs.into_iter().find(|program| on_path(program)) else {
            let words = "chromium is missing: install Debian's package chromium";
            assert!(std::env::var_os(REQUIRE).is_none(), "{words}");
            eprintln!("skipped: {words}");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        // The browser speaks through its files 3 and 4; the shell makes them of our pipes.
        let mut child = Command::new("sh")
            .args(["-c", "exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null"])
            .arg(program)
            .args([
                "--headless=new",
                "--remote-debugging-pipe",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--no-first-run",
            ])
            .arg(format!("--window-size={width},{height}"))
            .arg(format!("--user-data-dir={}", folder.path().display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let to = child.stdin.take().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let (sender, from) = mpsc::channel();
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            while out.read_until(0, &mut bytes).is_ok_and(|count| count > 0) {
                bytes.pop();
                let message = serde_json::from_slice(&bytes).unwrap();
                bytes.clear();
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        let mut browser = Self {
            child,
            to,
            from,
            session: None,
            number: 0,
            requests: Vec::new(),
            errors: Vec::new(),
            _folder: folder,
        };
        let target = browser.ask("Target.createTarget", json!({"url": "about:blank"}));
        let id = &target["targetId"];
        let session = browser.ask(
            "Target.attachToTarget",
            json!({"targetId": id, "flatten": true}),
        );
        browser.session = session["sessionId"].as_str().map(str::to_owned);
        for domain in ["Page", "Runtime", "Network", "Log"] {
            browser.ask(&format!("{domain}.enable"), json!({}));
        }
        browser.ask(
            "Emulation.setDeviceMetricsOverride",
            json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false}),
        );
        Some(browser)
    }

    /// Sends a command and waits for its answer.
    pub fn ask(&mut self, method: &str, parameters: Value) -> Value {
        let answer = self.answer(method, parameters);
        assert!(answer["error"].is_null(), "{method}: {}", answer["error"]);
        answer["result"].clone()
    }

    /// The answer to a command as it came: a result or an error.
    fn answer(&mut self, method: &str, parameters: Value) -> Value {
        self.number += 1;
        let mut message = json!({"id": self.number, "method": method, "params": parameters});
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        self.to.write_all(message.to_string().as_bytes()).unwrap();
        self.to.write_all(&[0]).unwrap();
        loop {
            let answer = self.next();
            if answer["id"] == json!(self.number) {
                return answer;
            }
        }
    }

    /// The next message; what it says of the page is kept.
    fn next(&mut self) -> Value {
        let message = self.from.recv_timeout(PATIENCE).expect("an answer");
        let parameters = &message["params"];
        match message["method"].as_str() {
            Some("Network.requestWillBeSent") => {
                let url = parameters["request"]["url"].as_str().unwrap_or_default();
                self.requests.push(url.to_owned());
            }
            Some("Runtime.exceptionThrown") => self.errors.push(parameters.to_string()),
            Some("Log.entryAdded") => self.errors.push(parameters["entry"].to_string()),
            _ => {}
        }
        message
    }

    /// Opens a file and waits until it is there.
    pub fn open(&mut self, path: &Path) {
        self.requests.clear();
        let url = format!("file://{}", path.display());
        self.ask("Page.navigate", json!({"url": url}));
        self.until("document.readyState === 'complete' && location.href !== 'about:blank'");
    }

    /// The value of an expression.
    pub fn value(&mut self, expression: &str) -> Value {
        let answer = self.evaluated(expression);
        assert!(
            answer["error"].is_null(),
            "{expression}: {}",
            answer["error"]
        );
        value_of(expression, &answer)
    }

    fn evaluated(&mut self, expression: &str) -> Value {
        self.answer(
            "Runtime.evaluate",
            json!({"expression": expression, "returnByValue": true, "awaitPromise": true}),
        )
    }

    /// The value of an expression as text.
    pub fn text(&mut self, expression: &str) -> String {
        match self.value(expression) {
            Value::String(text) => text,
            other => other.to_string(),
        }
    }

    /// The texts of all elements that can be seen, from the top.
    pub fn seen(&mut self, selector: &str) -> Vec<String> {
        let expression = format!(
            "[...document.querySelectorAll({})].filter(e => e.checkVisibility({{visibilityProperty: true}})).map(e => e.textContent)",
            json!(selector)
        );
        let values = self.value(&expression);
        let values = values.as_array().unwrap().iter();
        values
            .map(|value| value.as_str().unwrap().to_owned())
            .collect()
    }

    /// Waits until an expression holds: the browser follows a link in its own time. A page that
    /// goes in the middle of a question takes the answer with it, so the next page is asked.
    pub fn until(&mut self, expression: &str) {
        let begun = Instant::now();
        loop {
            let answer = self.evaluated(expression);
            if !answer["error"].is_null() {
                let message = answer["error"]["message"].as_str().unwrap_or_default();
                let gone = message.contains("navigated") || message.contains("context");
                assert!(gone, "{expression}: {message}");
            } else if value_of(expression, &answer) == json!(true) {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "never: {expression}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Clicks in the middle of the nth element.
    pub fn click(&mut self, selector: &str, nth: usize) {
        let place = self.value(&format!(
            "(() => {{ const e = document.querySelectorAll({})[{nth}];
               e.scrollIntoView({{block: 'center', inline: 'center'}});
               const r = e.getBoundingClientRect();
               return [r.x + r.width / 2, r.y + r.height / 2]; }})()",
            json!(selector)
        ));
        for kind in ["mousePressed", "mouseReleased"] {
            self.ask(
                "Input.dispatchMouseEvent",
                json!({"type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1}),
            );
        }
    }

    /// Moves the pointer over the nth element.
    pub fn hover(&mut self, selector: &str, nth: usize) {
        let place = self.value(&format!(
            "(() => {{ const r = document.querySelectorAll({})[{nth}].getBoundingClientRect();
               return [r.x + r.width / 2, r.y + r.height / 2]; }})()",
            json!(selector)
        ));
        self.ask(
            "Input.dispatchMouseEvent",
            json!({"type": "mouseMoved", "x": place[0], "y": place[1]}),
        );
    }

    /// Types letters, key by key.
    pub fn type_keys(&mut self, text: &str) {
        for c in text.chars() {
            self.ask(
                "Input.dispatchKeyEvent",
                json!({"type": "keyDown", "text": c, "key": c}),
            );
            self.ask("Input.dispatchKeyEvent", json!({"type": "keyUp", "key": c}));
        }
    }

    /// Puts in a text as an input method does.
    pub fn insert(&mut self, text: &str) {
        self.ask("Input.insertText", json!({"text": text}));
    }

    /// Presses a key that writes nothing.
    pub fn press(&mut self, key: &str, code: u32) {
        for kind in ["rawKeyDown", "keyUp"] {
            self.ask(
                "Input.dispatchKeyEvent",
                json!({"type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code}),
            );
        }
        // Enter and Space act on the character, not the key.
        if key == "Enter" {
            self.ask(
                "Input.dispatchKeyEvent",
                json!({"type": "char", "text": "\r"}),
            );
        }
    }

    /// Chooses an option of a select element.
    pub fn choose(&mut self, id: &str, label: &str) {
        let label = json!(label);
        let found = self.value(&format!(
            "(() => {{ const s = document.getElementById('{id}');
               const o = [...s.options].find(o => o.text.includes({label}));
               if (!o) return false;
               s.value = o.value;
               s.dispatchEvent(new Event('input', {{bubbles: true}}));
               return true; }})()"
        ));
        assert_eq!(found, json!(true), "{id} has no {label}");
    }

    /// The page printed, as PDF.
    pub fn print(&mut self) -> Vec<u8> {
        self.print_with(json!({"preferCSSPageSize": true}))
    }

    /// The page printed with these parameters.
    pub fn print_with(&mut self, parameters: Value) -> Vec<u8> {
        let answer = self.ask("Page.printToPDF", parameters);
        base64(answer["data"].as_str().unwrap())
    }

    /// A picture of the page, where somebody wants to look: the folder is in `ZEREN_PICTURES`.
    pub fn picture(&mut self, name: &str) {
        let Some(folder) = std::env::var_os("ZEREN_PICTURES") else {
            return;
        };
        let answer = self.ask("Page.captureScreenshot", json!({"format": "png"}));
        let path = Path::new(&folder).join(format!("{name}.png"));
        std::fs::write(path, base64(answer["data"].as_str().unwrap())).unwrap();
    }

    /// Dark or light, as the system would have it.
    pub fn prefer(&mut self, scheme: &str) {
        let feature = json!({"name": "prefers-color-scheme", "value": scheme});
        self.ask("Emulation.setEmulatedMedia", json!({"features": [feature]}));
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn on_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// The bytes of a base64 text.
fn base64(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for c in text.bytes() {
        let six = match c {
            b'A'..=b'Z' => c - b'A',
            b'a'..=b'z' => c - b'a' + 26,
            b'0'..=b'9' => c - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => break,
        };
        bits = bits << 6 | u32::from(six);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xff) as u8);
        }
    }
    bytes
}

/// The value in the answer to an expression, which must not have thrown.
fn value_of(expression: &str, answer: &Value) -> Value {
    let result = &answer["result"];
    let exception = &result["exceptionDetails"];
    assert!(exception.is_null(), "{expression}: {exception}");
    result["result"]["value"].clone()
}
