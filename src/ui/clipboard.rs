//! Tables on the clipboard: as HTML where the window system takes it, as text always.

use eframe::egui;

use crate::export::Clip;

/// The clipboard of the system. It lives as long as the window: on X11 what was copied is served
/// by the program that copied it.
#[derive(Default)]
pub struct Clipboard {
    system: Option<arboard::Clipboard>,
}

impl Clipboard {
    /// Puts a table on the clipboard.
    pub fn put(&mut self, ctx: &egui::Context, clip: Clip) {
        // Under Wayland the clipboard belongs to the window, which egui alone can speak for.
        let by_egui = cfg!(target_os = "linux") && std::env::var_os("WAYLAND_DISPLAY").is_some();
        if self.system.is_none() && !by_egui {
            self.system = arboard::Clipboard::new().ok();
        }
        let taken = self.system.as_mut().is_some_and(|system| {
            let html = system.set_html(clip.html.as_str(), Some(clip.text.as_str()));
            html.is_ok()
        });
        if !taken {
            ctx.copy_text(clip.text);
        }
    }
}
