//! Colours that the window and all formats have in common.

use crate::model::Role;

/// An opaque colour, `0xrrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Colour(pub u32);

impl Colour {
    /// Red, green and blue.
    #[must_use]
    pub fn rgb(self) -> [u8; 3] {
        let [_, red, green, blue] = self.0.to_be_bytes();
        [red, green, blue]
    }

    /// Six hexadecimal digits, as style sheets and office files write a colour.
    #[must_use]
    pub fn hex(self) -> String {
        format!("{:06x}", self.0)
    }
}

/// The colours of the roles' marks on white, on screen and paper, in the order of [`Role::ALL`].
/// The shape of a mark alone says the role; its colour only helps the eye.
pub(crate) const ROLES: [Colour; 5] = [
    Colour(0x0b66a8),
    Colour(0x4b5765),
    Colour(0xb35a00),
    Colour(0x00795a),
    Colour(0x9c4a7f),
];

/// The same on a dark screen.
pub const ROLES_ON_DARK: [Colour; 5] = [
    Colour(0x62b4ef),
    Colour(0xaeb8c4),
    Colour(0xf0a04b),
    Colour(0x3fc79a),
    Colour(0xdd8fbd),
];

/// The colour of a role's mark on white.
#[must_use]
pub fn of_role(role: Role) -> Colour {
    ROLES[role.index()]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Contrast of two colours as WCAG 2 defines it.
    fn contrast(a: Colour, b: Colour) -> f64 {
        let luminance = |colour: Colour| {
            let [red, green, blue] = colour.rgb().map(|value| {
                let value = f64::from(value) / 255.0;
                if value <= 0.04045 {
                    value / 12.92
                } else {
                    ((value + 0.055) / 1.055).powf(2.4)
                }
            });
            0.2126 * red + 0.7152 * green + 0.0722 * blue
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_role_stands_out_as_text_does() {
        assert!((contrast(Colour(0xffffff), Colour(0)) - 21.0).abs() < 0.01);
        for (ground, roles) in [(0xffffff, ROLES), (0x15181c, ROLES_ON_DARK)] {
            for colour in roles {
                let found = contrast(colour, Colour(ground));
                assert!(found >= 4.5, "{} on {ground:06x}: {found:.2}", colour.hex());
            }
        }
    }

    #[test]
    fn no_two_roles_look_alike() {
        for roles in [ROLES, ROLES_ON_DARK] {
            for (nth, a) in roles.iter().enumerate() {
                for b in &roles[nth + 1..] {
                    let apart: u32 = a
                        .rgb()
                        .iter()
                        .zip(b.rgb())
                        .map(|(a, b)| u32::from(a.abs_diff(b)))
                        .sum();
                    assert!(apart > 60, "{} and {}", a.hex(), b.hex());
                }
            }
        }
    }
}
