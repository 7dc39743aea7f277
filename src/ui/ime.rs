//! Where input methods are told that one writes, so that their windows do not cover the field.

use eframe::CreationContext;
use eframe::egui::{Context, FullOutput, Memory, Plugin, Rect, pos2};
use winit::raw_window_handle::{HasDisplayHandle as _, RawDisplayHandle};

/// What an input method is told of the field that one writes into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// The cursor, as high as the field: it shows its candidates above or below that.
    Area,
    /// The place below the cursor, at the lower edge of the field. X11 knows only a place, and
    /// candidates stand below it.
    Place,
}

impl Told {
    /// What the window system of a window can tell.
    pub fn of(creation: &CreationContext<'_>) -> Self {
        match creation.display_handle().map(|display| display.as_raw()) {
            Ok(RawDisplayHandle::Xlib(_) | RawDisplayHandle::Xcb(_)) => Self::Place,
            _ => Self::Area,
        }
    }
}

/// From now on input methods are told this of every field.
pub fn install(ctx: &Context, told: Told) {
    ctx.add_plugin(Fields { told });
}

/// Looks at the field of the keys once all of a frame is known.
struct Fields {
    told: Told,
}

impl Plugin for Fields {
    fn debug_name(&self) -> &'static str {
        "fields of input methods"
    }

    fn output_hook(&mut self, ctx: &Context, output: &mut FullOutput) {
        let Some(ime) = &mut output.platform_output.ime else {
            return;
        };
        // The text's own rectangle lies within the field's.
        let focused = ctx.memory(Memory::focused);
        let field = focused.and_then(|id| ctx.read_response(id));
        let field = field.map_or(ime.rect, |field| field.rect.union(ime.rect));
        let x = ime.cursor_rect.x_range();
        ime.cursor_rect = match self.told {
            Told::Area => Rect::from_x_y_ranges(x, field.y_range()),
            Told::Place => {
                let y = field.bottom();
                Rect::from_min_max(pos2(x.min, y), pos2(x.max, y))
            }
        };
    }
}
