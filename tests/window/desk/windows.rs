//! The windows on the desk: where they are, which is in front, and the system's dialogs.

use std::path::Path;
use std::time::Duration;

use super::{Desk, text, until};

impl Desk {
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
            (self.active() == window).then_some(())
        });
    }

    /// The window that has the keys.
    pub fn active(&self) -> String {
        text(&self.tool(["getactivewindow"]))
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

    /// The system's file dialog, in front.
    pub fn dialog(&self) -> String {
        let dialog = self.window("--class", "zenity");
        self.activate(&dialog);
        // It fills its list and its name field after it is shown.
        std::thread::sleep(Duration::from_millis(700));
        dialog
    }

    /// Answers the system's own save dialog with a path.
    pub fn answer_dialog(&mut self, path: &Path) {
        let dialog = self.dialog();
        self.type_over(path);
        self.key("Return");
        self.gone(&dialog);
    }

    /// Says to GTK's question that the file may be replaced.
    pub fn agree_to_replace(&self, question: &str) {
        self.activate(question);
        self.key("alt+r");
    }
}
