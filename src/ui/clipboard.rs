//! Tables and pictures on the clipboard: tables as HTML where the window system takes it, as text
//! always.

use std::borrow::Cow;

use eframe::egui;

use crate::export::{Clip, Picture};

/// The clipboard of the system. It lives as long as the window: what was copied is served by the
/// program that copied it.
///
/// Under Wayland the clipboard belongs to the window that has the keys, which egui alone can speak
/// for, and it speaks of text only. The desktops that know the data-control protocol also take it
/// from a clipboard program, which is what we are then; on the others it goes through their X11
/// clipboard.
pub struct Clipboard {
    system: Option<arboard::Clipboard>,
    open: fn() -> Option<arboard::Clipboard>,
}

impl Default for Clipboard {
    fn default() -> Self {
        Self {
            system: None,
            open: || {
                let opened = arboard::Clipboard::new();
                if let Err(error) = &opened {
                    log::warn!("no clipboard: {error}");
                }
                opened.ok()
            },
        }
    }
}

impl Clipboard {
    /// Puts a table on the clipboard.
    pub fn put(&mut self, ctx: &egui::Context, clip: Clip) {
        let taken = self.system().is_some_and(|system| {
            let html = system.set_html(clip.html.as_str(), Some(clip.text.as_str()));
            took("table", &html)
        });
        if !taken {
            ctx.copy_text(clip.text);
        }
    }

    /// Puts a picture on the clipboard, and says whether there is one that takes it.
    pub fn put_picture(&mut self, picture: &Picture) -> bool {
        let dots = picture.rgb.chunks_exact(3);
        let rgba: Vec<u8> = dots.flat_map(|dot| [dot[0], dot[1], dot[2], 255]).collect();
        let image = arboard::ImageData {
            width: picture.width as usize,
            height: picture.height as usize,
            bytes: Cow::Owned(rgba),
        };
        self.system()
            .is_some_and(|system| took("picture", &system.set_image(image)))
    }

    fn system(&mut self) -> Option<&mut arboard::Clipboard> {
        if self.system.is_none() {
            self.system = (self.open)();
        }
        self.system.as_mut()
    }
}

fn took(what: &str, answer: &Result<(), arboard::Error>) -> bool {
    if let Err(error) = answer {
        log::warn!("the clipboard takes no {what}: {error}");
    }
    answer.is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_the_system_has_no_clipboard_for_us_the_text_goes_by_the_window() {
        let mut clipboard = Clipboard {
            system: None,
            open: || None,
        };
        let ctx = egui::Context::default();
        let clip = Clip {
            text: "市经信局\t●".to_owned(),
            html: "<table></table>".to_owned(),
            rows: 1,
        };
        clipboard.put(&ctx, clip);
        let commands = ctx.output(|output| output.commands.clone());
        let wanted = egui::OutputCommand::CopyText("市经信局\t●".to_owned());
        assert_eq!(commands, [wanted]);
        let picture = Picture {
            width: 1,
            height: 1,
            rgb: vec![0; 3],
        };
        assert!(!clipboard.put_picture(&picture));
    }
}
