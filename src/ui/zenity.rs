//! Zenity's file dialogs: a program of its own, started here so that it can be brought to the front
//! and ends together with this one.

use std::ffi::OsString;
use std::io::Read as _;
use std::os::unix::ffi::OsStringExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use crate::ending::HalfDone;

/// Between several files; a name may hold anything else.
const SEPARATOR: u8 = b'\n';

/// What a dialog is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// One file that is there.
    File,
    /// Any number of files that are there.
    Files,
    /// A folder.
    Folder,
    /// A file to write; asks before one is replaced.
    Save,
}

/// How a dialog begins.
pub(super) struct Question<'a> {
    pub kind: Kind,
    pub title: &'a str,
    /// The folder that it shows.
    pub folder: Option<&'a Path>,
    /// The name of a file to write.
    pub name: &'a str,
    /// The kinds of files to choose from, in words and by the endings of their names.
    pub filters: &'a [(&'a str, Vec<&'a str>)],
}

/// An open dialog. Dropped, it closes.
pub(super) struct Dialog {
    child: Arc<Mutex<Child>>,
    pid: u32,
    _half_done: HalfDone,
}

/// What waits for a dialog's answer, on a thread.
pub(super) struct Waiting {
    child: Arc<Mutex<Child>>,
    answer: ChildStdout,
}

/// Opens a dialog; `None` where there is no zenity to do it.
pub(super) fn open(question: &Question<'_>) -> Option<(Dialog, Waiting)> {
    let started = Command::new(crate::app::programs::find("zenity")?)
        .args(arguments(question))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let mut child = started
        .inspect_err(|error| log::warn!("zenity: {error}"))
        .ok()?;
    let (answer, pid) = (child.stdout.take()?, child.id());
    let child = Arc::new(Mutex::new(child));
    let half_done = HalfDone::new({
        let child = Arc::clone(&child);
        move || close(&child)
    });
    let waiting = Waiting {
        child: Arc::clone(&child),
        answer,
    };
    let dialog = Dialog {
        child,
        pid,
        _half_done: half_done,
    };
    Some((dialog, waiting))
}

impl Dialog {
    /// Brings it in front of the other windows; says whether the system does that.
    pub fn raise(&self) -> bool {
        let raised = raise::window_of(self.pid);
        raised.unwrap_or_else(|error| {
            log::info!("no dialog is raised: {error}");
            false
        })
    }
}

impl Drop for Dialog {
    fn drop(&mut self) {
        close(&self.child);
    }
}

fn close(child: &Mutex<Child>) {
    let mut child = child.lock().unwrap_or_else(PoisonError::into_inner);
    if let Ok(None) = child.try_wait()
        && let Err(error) = child.kill()
    {
        log::warn!("zenity: {error}");
    }
}

impl Waiting {
    /// The picked files; none where the person cancelled.
    pub fn answer(mut self) -> Vec<PathBuf> {
        let mut bytes = Vec::new();
        // It ends when the dialog does.
        if let Err(error) = self.answer.read_to_end(&mut bytes) {
            log::warn!("zenity: {error}");
        }
        let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
        let ended = child.wait();
        if ended.is_ok_and(|status| status.success()) {
            paths(&bytes)
        } else {
            Vec::new()
        }
    }
}

fn paths(answer: &[u8]) -> Vec<PathBuf> {
    let answer = answer.strip_suffix(b"\n").unwrap_or(answer);
    answer
        .split(|byte| *byte == SEPARATOR)
        .filter(|path| !path.is_empty())
        .map(|path| PathBuf::from(OsString::from_vec(path.to_vec())))
        .collect()
}

fn arguments(question: &Question<'_>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = vec!["--file-selection".into()];
    let kind: &[&str] = match question.kind {
        Kind::File => &[],
        Kind::Files => &["--multiple", "--separator=\n"],
        Kind::Folder => &["--directory"],
        Kind::Save => &["--save", "--confirm-overwrite"],
    };
    arguments.extend(kind.iter().map(OsString::from));
    arguments.push(format!("--title={}", question.title).into());
    // A folder is entered by a path that ends as one.
    let folder = question.folder.unwrap_or(Path::new(""));
    let mut begin = OsString::from("--filename=");
    begin.push(folder.join(question.name));
    if begin.len() > "--filename=".len() {
        arguments.push(begin);
    }
    for (words, endings) in question.filters {
        let patterns: Vec<String> = endings.iter().map(|ending| format!("*.{ending}")).collect();
        let patterns = patterns.join(" ").replace("*.*", "*");
        arguments.push(format!("--file-filter={words} | {patterns}").into());
    }
    arguments
}

/// Windows of other programs, on X11.
mod raise {
    use std::error::Error;

    use x11rb::connection::Connection as _;
    use x11rb::protocol::xproto::{
        AtomEnum, ClientMessageEvent, ConnectionExt as _, EventMask, Window,
    };
    use x11rb::rust_connection::RustConnection;

    /// What a pager says it is: somebody wants this, and not the program by itself.
    const PAGER: u32 = 2;

    /// The most windows that are looked at, and numbers of a property that are read.
    const MOST: u32 = 4096;

    /// Asks the window manager to bring the windows of a program to the front; says whether there
    /// are any.
    pub(super) fn window_of(pid: u32) -> Result<bool, Box<dyn Error>> {
        let (connection, screen) = x11rb::connect(None)?;
        let root = connection.setup().roots[screen].root;
        let atom = |name: &str| -> Result<u32, Box<dyn Error>> {
            let reply = connection.intern_atom(false, name.as_bytes())?.reply()?;
            Ok(reply.atom)
        };
        let (activate, pid_of) = (atom("_NET_ACTIVE_WINDOW")?, atom("_NET_WM_PID")?);
        let list = atom("_NET_CLIENT_LIST")?;
        let clients = numbers(&connection, root, list, AtomEnum::WINDOW)?;
        let mut is_there = false;
        for window in clients {
            // One that has just closed has no number any more.
            let owner = numbers(&connection, window, pid_of, AtomEnum::CARDINAL);
            if owner.is_ok_and(|owner| owner == [pid]) {
                let data = [PAGER, x11rb::CURRENT_TIME, 0, 0, 0];
                let message = ClientMessageEvent::new(32, window, activate, data);
                let mask = EventMask::SUBSTRUCTURE_NOTIFY | EventMask::SUBSTRUCTURE_REDIRECT;
                connection.send_event(false, root, mask, message)?;
                is_there = true;
            }
        }
        // Until the server has answered it may not have read what was sent.
        connection.get_input_focus()?.reply()?;
        Ok(is_there)
    }

    fn numbers(
        connection: &RustConnection,
        window: Window,
        property: u32,
        kind: AtomEnum,
    ) -> Result<Vec<u32>, Box<dyn Error>> {
        let reply = connection.get_property(false, window, property, kind, 0, MOST)?;
        let reply = reply.reply()?;
        Ok(reply.value32().map(Iterator::collect).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_files_come_back_as_they_are_named() {
        let picked = paths("/甲/a | b.ron\n/乙/ c.ron\n".as_bytes());
        assert_eq!(
            picked,
            [Path::new("/甲/a | b.ron"), Path::new("/乙/ c.ron")]
        );
        assert!(paths(b"\n").is_empty());
    }

    #[test]
    fn a_dialog_begins_in_its_folder_with_its_name_and_kinds() {
        let question = Question {
            kind: Kind::Save,
            title: "导出",
            folder: Some(Path::new("/数 据")),
            name: "矩阵.xlsx",
            filters: &[("Excel", vec!["xlsx"]), ("所有文件", vec!["*"])],
        };
        assert_eq!(
            arguments(&question),
            [
                "--file-selection",
                "--save",
                "--confirm-overwrite",
                "--title=导出",
                "--filename=/数 据/矩阵.xlsx",
                "--file-filter=Excel | *.xlsx",
                "--file-filter=所有文件 | *",
            ]
        );
        let folder = Question {
            kind: Kind::Folder,
            folder: Some(Path::new("/数 据")),
            name: "",
            filters: &[],
            ..question
        };
        assert_eq!(
            arguments(&folder)[1..],
            ["--directory", "--title=导出", "--filename=/数 据/"]
        );
    }
}
