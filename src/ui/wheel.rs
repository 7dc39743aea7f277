//! Ctrl and the wheel change the zoom, a step for each notch.

use eframe::egui;

use crate::app::App;

/// What one notch makes of egui's zoom, as a logarithm: it is spread over several frames, and sums
/// are not exact.
const NOTCH: f32 = 0.2;
const SLACK: f32 = 0.02;

/// What the wheel turned that made no step yet.
#[derive(Default)]
pub struct Wheel {
    turned: f32,
}

impl Wheel {
    /// Takes what was turned, or two fingers moved apart, since the last frame.
    pub fn zoom(&mut self, ctx: &egui::Context, app: &mut App) {
        let turned = ctx.input(egui::InputState::zoom_delta).ln();
        if turned.abs() < f32::EPSILON {
            // What is left of a notch is none.
            self.turned = 0.0;
            return;
        }
        // The other way round begins anew.
        if turned * self.turned < 0.0 && self.turned.abs() > SLACK {
            self.turned = 0.0;
        }
        self.turned += turned;
        while self.turned.abs() >= NOTCH - SLACK {
            app.zoom(self.turned > 0.0);
            self.turned -= NOTCH.copysign(self.turned);
        }
    }
}
