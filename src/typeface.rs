//! The embedded type: subsets of Noto Sans SC, for the window and for pages.

/// The regular weight.
pub const REGULAR: &[u8] = include_bytes!("../assets/fonts/NotoSansSC-Regular.ttf");

/// The bold weight.
pub const BOLD: &[u8] = include_bytes!("../assets/fonts/NotoSansSC-Bold.ttf");
