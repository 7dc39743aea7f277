//! The type: Noto Sans SC, embedded, and a system font behind it for what it lacks.

use std::sync::Arc;

use eframe::egui::{self, FontData, FontDefinitions, FontFamily};

use crate::app::coverage::SystemFont;
use crate::typeface::{BOLD, REGULAR};

/// Sets the embedded type, and a system font behind it.
pub fn install(ctx: &egui::Context, extra: Option<&SystemFont>) {
    let mut fonts = FontDefinitions::empty();
    let mut add = |name: &str, data: FontData| {
        fonts.font_data.insert(name.to_owned(), Arc::new(data));
    };
    add("regular", FontData::from_static(REGULAR));
    add("bold", FontData::from_static(BOLD));
    let mut behind = Vec::new();
    if let Some(extra) = extra {
        let mut data = FontData::from_owned(extra.data.clone());
        data.index = extra.index;
        add("system", data);
        behind.push("system".to_owned());
    }
    let family = |first: &str| {
        let mut names = vec![first.to_owned()];
        names.extend(behind.iter().cloned());
        names
    };
    for (name, first) in [
        (FontFamily::Proportional, "regular"),
        (FontFamily::Monospace, "regular"),
        (FontFamily::Name("bold".into()), "bold"),
    ] {
        fonts.families.insert(name, family(first));
    }
    ctx.set_fonts(fonts);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typeface::Font;

    #[test]
    fn the_embedded_type_holds_what_the_window_uses() {
        for data in [REGULAR, BOLD] {
            let font = Font::read(data, 0).unwrap();
            for c in "●○△◇□①▼▶✓×…“”‘’（）〔〕《》、。，；：—·←→↑↓≥≤≡＋！※".chars()
            {
                assert!(font.glyph(c).is_some(), "{c}");
            }
        }
    }
}
