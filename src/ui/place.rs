//! The window's remembered place, against the screens that are there now.

use winit::dpi::{LogicalSize, PhysicalPosition, PhysicalSize};
use winit::monitor::MonitorHandle;
use winit::window::Window;

use crate::app::Display;
use crate::app::settings::WindowPlace;

/// A part of the desktop, in physical pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Area {
    left: i32,
    top: i32,
    width: i32,
    height: i32,
}

impl Area {
    /// How much of another one lies in it: width and height.
    fn shared(self, other: Self) -> (i32, i32) {
        let length = |a: i32, a_length: i32, b: i32, b_length: i32| {
            a.saturating_add(a_length).min(b.saturating_add(b_length)) - a.max(b)
        };
        (
            length(self.left, self.width, other.left, other.width).max(0),
            length(self.top, self.height, other.top, other.height).max(0),
        )
    }

    /// The same size in the middle of another one; what is larger is cut down to it.
    fn centred_in(self, screen: Self) -> Self {
        let width = self.width.min(screen.width);
        let height = self.height.min(screen.height);
        Self {
            left: screen.left + (screen.width - width) / 2,
            top: screen.top + (screen.height - height) / 2,
            width,
            height,
        }
    }
}

/// How much of the window's upper edge must be on a screen to take hold of it: width and height.
const HOLD: (i32, i32) = (120, 16);
/// How high that edge is.
const EDGE: i32 = 32;

/// Where the window is to stand instead; `None` where it may stay. The first screen takes what is
/// on none.
fn better(window: Area, screens: &[Area]) -> Option<Area> {
    let edge = Area {
        height: EDGE.min(window.height),
        ..window
    };
    let holds = |screen: &&Area| {
        let (width, height) = screen.shared(edge);
        width >= HOLD.0.min(window.width) && height >= HOLD.1
    };
    match screens
        .iter()
        .filter(holds)
        .max_by_key(|screen| screen.shared(edge).0)
    {
        Some(screen) if window.width <= screen.width && window.height <= screen.height => None,
        Some(screen) => Some(window.centred_in(*screen)),
        None => screens.first().map(|screen| window.centred_in(*screen)),
    }
}

/// Brings a window back that stands where no screen is any more, or is larger than its screen: a
/// projector was unplugged, or the screen has fewer pixels now. Call it before it is shown.
pub(super) fn put_on_a_screen(window: &Window, remembered: WindowPlace) {
    // Under Wayland nobody but the desktop says where windows stand.
    let Ok(at) = window.outer_position() else {
        return;
    };
    // eframe has cut its size down by now, but left it where it was.
    let (width, height) = remembered.size;
    let size = LogicalSize::new(width, height).to_physical(window.scale_factor());
    let window_area = area(at, size);
    let first = window.primary_monitor();
    let others = window.available_monitors();
    let screens: Vec<Area> = first
        .into_iter()
        .chain(others)
        .map(|screen| of(&screen))
        .collect();
    let Some(place) = better(window_area, &screens) else {
        return;
    };
    log::info!("the window would stand at {window_area:?}, with screens {screens:?}: {place:?}");
    let size = PhysicalSize::new(place.width.unsigned_abs(), place.height.unsigned_abs());
    if size != window.inner_size() {
        // The answer is the size that it has at once, or nothing where it takes a moment.
        let _ = window.request_inner_size(size);
    }
    window.set_outer_position(PhysicalPosition::new(place.left, place.top));
}

/// The displays of the desktop, in the system's order, and which of them a window is on.
pub(super) fn displays(window: &Window) -> Vec<Display> {
    let own = window.current_monitor();
    let displays = window.available_monitors().map(|screen| Display {
        name: screen.name().unwrap_or_default(),
        position: screen.position().into(),
        size: screen.size().into(),
        is_own: own.as_ref() == Some(&screen),
    });
    displays.collect()
}

fn of(screen: &MonitorHandle) -> Area {
    area(screen.position(), screen.size())
}

fn area(at: PhysicalPosition<i32>, size: PhysicalSize<u32>) -> Area {
    let length = |length: u32| i32::try_from(length).unwrap_or(i32::MAX);
    Area {
        left: at.x,
        top: at.y,
        width: length(size.width),
        height: length(size.height),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(left: i32, top: i32, width: i32, height: i32) -> Area {
        Area {
            left,
            top,
            width,
            height,
        }
    }

    #[test]
    fn a_window_stays_where_it_can_be_taken_hold_of() {
        let screens = [at(0, 0, 1366, 768), at(1366, -200, 1920, 1080)];
        for window in [
            at(0, 0, 1366, 768),
            at(40, 30, 1200, 700),
            // Half out at the side and below.
            at(900, 500, 1200, 700),
            at(-800, 10, 1200, 700),
            // On the second screen, and over both.
            at(1400, -190, 1600, 900),
            at(1000, 100, 1200, 600),
        ] {
            assert_eq!(better(window, &screens), None, "{window:?}");
        }
    }

    #[test]
    fn a_window_off_all_screens_comes_to_the_middle_of_the_first() {
        let screens = [at(0, 0, 1366, 768), at(1366, 0, 1920, 1080)];
        let middle = Some(at(83, 34, 1200, 700));
        for (left, top) in [
            (50_000, 50_000),
            (-1_300, 10),
            (100, -40),
            (100, 760),
            (3_200, 10),
            (i32::MAX, i32::MIN),
        ] {
            assert_eq!(
                better(at(left, top, 1200, 700), &screens),
                middle,
                "{left}, {top}"
            );
        }
        assert_eq!(better(at(0, 0, 800, 600), &[]), None);
    }

    #[test]
    fn a_window_larger_than_its_screen_is_cut_down_to_it() {
        let screens = [at(0, 0, 1366, 768), at(1366, 0, 1024, 600)];
        assert_eq!(
            better(at(0, 0, 1920, 1080), &screens),
            Some(at(0, 0, 1366, 768))
        );
        assert_eq!(
            better(at(1400, 20, 800, 1200), &screens),
            Some(at(1478, 0, 800, 600))
        );
        assert_eq!(
            better(at(9_000, 0, 1920, 300), &screens),
            Some(at(0, 234, 1366, 300))
        );
    }
}
