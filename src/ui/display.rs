//! Which window system the window opens on.

/// Whether X11 is to be used although the environment names a Wayland display: nothing answers
/// there. A session that was left, or `su`, leaves such a name behind.
#[cfg(all(unix, not(target_os = "macos")))]
pub(super) fn wayland_is_stale() -> bool {
    stale(&|name| std::env::var_os(name))
}

#[cfg(all(unix, not(target_os = "macos")))]
fn stale(variable: &dyn Fn(&str) -> Option<std::ffi::OsString>) -> bool {
    let set = |name| variable(name).filter(|value| !value.is_empty());
    let (Some(name), Some(_), None) = (
        set("WAYLAND_DISPLAY"),
        set("DISPLAY"),
        set("WAYLAND_SOCKET"),
    ) else {
        return false;
    };
    // A name in the folder of the session, or a whole path, which takes the folder's place.
    let socket = std::path::PathBuf::from(set("XDG_RUNTIME_DIR").unwrap_or_default()).join(name);
    let answer = std::os::unix::net::UnixStream::connect(&socket);
    if let Err(error) = &answer {
        log::warn!(
            "no Wayland display at {}: {error}; X11 instead",
            socket.display()
        );
    }
    answer.is_err()
}

/// Which displays the environment names, for the message that none could be used.
pub(super) fn named() -> String {
    let set: Vec<String> = ["WAYLAND_DISPLAY", "DISPLAY"]
        .into_iter()
        .filter_map(|name| {
            let value = std::env::var_os(name).filter(|value| !value.is_empty())?;
            Some(format!("{name}={}", value.to_string_lossy()))
        })
        .collect();
    if set.is_empty() {
        "没有设置 DISPLAY 或 WAYLAND_DISPLAY".to_owned()
    } else {
        set.join("，")
    }
}

#[cfg(all(test, unix, not(target_os = "macos")))]
mod tests {
    use std::os::unix::net::UnixListener;

    use super::*;

    #[test]
    fn a_wayland_display_that_nobody_serves_gives_way_to_x11() {
        let folder = tempfile::tempdir().unwrap();
        let run = folder.path().to_str().unwrap();
        let _served = UnixListener::bind(folder.path().join("wayland-0")).unwrap();
        let left = folder.path().join("wayland-1");
        drop(UnixListener::bind(&left).unwrap());
        let check = |wayland: &str, display: &str, socket: &str| {
            stale(&|name| match name {
                "WAYLAND_DISPLAY" => Some(wayland.into()),
                "DISPLAY" => Some(display.into()),
                "WAYLAND_SOCKET" => Some(socket.into()),
                "XDG_RUNTIME_DIR" => Some(run.into()),
                _ => None,
            })
        };
        assert!(!check("wayland-0", ":0", ""), "it is there");
        assert!(check("wayland-1", ":0", ""), "its socket was left behind");
        assert!(check("wayland-2", ":0", ""), "it never was");
        assert!(check(left.to_str().unwrap(), ":0", ""), "as a path");
        assert!(!check("wayland-2", "", ""), "there is nothing else");
        assert!(!check("", ":0", ""), "nothing was said of Wayland");
        assert!(
            !check("wayland-2", ":0", "5"),
            "an open connection was handed over"
        );
    }
}
