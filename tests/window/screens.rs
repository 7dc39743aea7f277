//! Presenting on two displays: slides on one, the console on the other. That one of them is pulled
//! out is walked in `ui_walk`: no desktop that nobody sees lets go of a display.

use crate::programs::until;
use crate::wayland::Desktop;

const AUDIENCE: &str = "责任矩阵 放映";

#[test]
fn slides_stand_on_the_second_display_and_the_console_on_the_first() {
    let name = "slides_stand_on_the_second_display_and_the_console_on_the_first";
    let Some(mut desktop) = Desktop::with_outputs(name, 2) else {
        return;
    };
    desktop.start_with(&["present"]);
    // The audience's window fills a display that the program's own is not on.
    let (own, audience) = until("two windows on two displays", || {
        let windows = desktop.windows();
        let audience = windows.iter().find(|(title, ..)| title == AUDIENCE)?;
        let own = windows.iter().find(|(title, ..)| title != AUDIENCE)?;
        let is_apart = audience.1 != own.1 && audience.2 && !own.2;
        is_apart.then(|| (own.1.clone(), audience.1.clone()))
    });
    assert_ne!(own, audience);
}
