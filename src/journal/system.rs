//! What the program runs on, in a few words.

/// The system, the kind of processor and the desktop: `Debian GNU/Linux 12, x86_64, X11, GNOME`.
pub(super) fn describe() -> String {
    let mut parts = vec![name(), std::env::consts::ARCH.to_owned()];
    parts.extend(desktop());
    parts.join(", ")
}

#[cfg(target_os = "linux")]
fn name() -> String {
    let text = ["/etc/os-release", "/usr/lib/os-release"]
        .into_iter()
        .find_map(|path| std::fs::read_to_string(path).ok());
    let found = text.as_deref().and_then(pretty_name);
    found.unwrap_or_else(|| "Linux".to_owned())
}

#[cfg(target_os = "linux")]
fn pretty_name(text: &str) -> Option<String> {
    let name = text
        .lines()
        .find_map(|line| line.strip_prefix("PRETTY_NAME="))?;
    Some(name.trim_matches(['"', '\'']).to_owned())
}

#[cfg(all(windows, feature = "gui"))]
fn name() -> String {
    crate::windows::name()
}

#[cfg(not(any(target_os = "linux", all(windows, feature = "gui"))))]
fn name() -> String {
    std::env::consts::OS.to_owned()
}

/// What the desktop says it is: the window system and its name.
fn desktop() -> impl Iterator<Item = String> {
    ["XDG_SESSION_TYPE", "XDG_CURRENT_DESKTOP"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .filter(|value| !value.is_empty())
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_called_what_it_calls_itself() {
        let text = "ID=uos\nPRETTY_NAME=\"UnionTech OS Desktop 20 Pro\"\nVERSION_ID=\"20\"\n";
        assert_eq!(pretty_name(text).unwrap(), "UnionTech OS Desktop 20 Pro");
        assert!(!describe().starts_with(','));
    }
}
