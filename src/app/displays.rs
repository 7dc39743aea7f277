//! A display of the desktop.

/// A display of the desktop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Display {
    /// What the system calls it; may be empty.
    pub name: String,
    /// Left and top on the desktop, in its dots.
    pub position: (i32, i32),
    /// Width and height in its dots.
    pub size: (u32, u32),
    /// Whether the program's window is on it.
    pub is_own: bool,
}

impl Display {
    /// Its name with its size: `HDMI-1 1920 × 1080`.
    #[must_use]
    pub fn label(&self) -> String {
        let (width, height) = self.size;
        format!("{} {width} × {height}", self.name)
            .trim()
            .to_owned()
    }
}
