//! Colours and sizes of the screen, in one place. Nothing else in the window names a colour.

use eframe::egui::{
    self, Color32, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, TextStyle, Theme,
    Visuals,
};

use crate::app::settings::ThemeChoice;
use crate::colour::{self, Colour};
use crate::model::Role;

/// The colours of a theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Whether light text stands on a dark ground.
    pub dark: bool,
    /// The ground behind the matrix.
    pub background: Color32,
    /// The ground behind side panels.
    pub panel: Color32,
    /// The colour of lines between rows.
    pub hairline: Color32,
    /// The colour of lines between plans and panels.
    pub line: Color32,
    /// The colour of text.
    pub text: Color32,
    /// The colour of captions.
    pub dim: Color32,
    /// The colour of clause numbers and rulers.
    pub faint: Color32,
    /// The colour of what can be pressed, and of the lead.
    pub accent: Color32,
    /// The colour of text on the accent.
    pub on_accent: Color32,
    /// The ground of the pointer's row and column.
    pub crosshair: Color32,
    /// The ground behind what is chosen.
    pub selection: Color32,
    /// The colour of what asks for attention.
    pub warning: Color32,
    /// The ground behind a matched piece of text.
    pub highlight: Color32,
    /// The shade over the window behind a dialog.
    pub backdrop: Color32,
    /// The colour of bars that are no lead.
    pub bar: Color32,
    /// The colour of what was read of a document, for bars and no text.
    pub read: Color32,
    /// The colour of what is doubtful, for bars and no text.
    pub doubt: Color32,
    roles: [Color32; 5],
}

#[expect(clippy::disallowed_methods, reason = "this is the place")]
const fn rgb(hex: u32) -> Color32 {
    let [_, r, g, b] = hex.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

const fn all(roles: [Colour; 5]) -> [Color32; 5] {
    [
        rgb(roles[0].0),
        rgb(roles[1].0),
        rgb(roles[2].0),
        rgb(roles[3].0),
        rgb(roles[4].0),
    ]
}

/// A colour laid over a ground with so many hundredths of strength, as an opaque colour.
const fn over(ground: u32, colour: u32, percent: u32) -> Color32 {
    const fn mix(ground: u32, colour: u32, percent: u32, shift: u32) -> u32 {
        let (g, c) = ((ground >> shift) & 0xff, (colour >> shift) & 0xff);
        ((g * (100 - percent) + c * percent + 50) / 100) << shift
    }
    rgb(mix(ground, colour, percent, 16)
        | mix(ground, colour, percent, 8)
        | mix(ground, colour, percent, 0))
}

/// The light theme.
pub const LIGHT: Look = Look {
    dark: false,
    background: rgb(0xffffff),
    panel: rgb(0xf7f8fa),
    hairline: rgb(0xe6e9ed),
    line: rgb(0xc6ccd4),
    text: rgb(0x1c2127),
    dim: rgb(0x5a6572),
    faint: rgb(0x67727f),
    accent: rgb(0x0b66a8),
    on_accent: rgb(0xffffff),
    crosshair: over(0xffffff, 0x0b66a8, 6),
    selection: over(0xffffff, 0x0b66a8, 13),
    warning: rgb(0x8a5300),
    highlight: rgb(0xffe9a8),
    backdrop: Color32::from_black_alpha(90),
    bar: rgb(0xc6ccd4),
    read: rgb(0x6f97b5),
    doubt: rgb(0xa86e0e),
    roles: all(colour::ROLES),
};

/// The dark theme.
pub const DARK: Look = Look {
    dark: true,
    background: rgb(0x15181c),
    panel: rgb(0x1b1f24),
    hairline: rgb(0x272c33),
    line: rgb(0x3d454f),
    text: rgb(0xe7eaee),
    dim: rgb(0xa4aebb),
    faint: rgb(0x7c8794),
    accent: rgb(0x62b4ef),
    on_accent: rgb(0x0c1720),
    crosshair: over(0x15181c, 0x62b4ef, 8),
    selection: over(0x15181c, 0x62b4ef, 17),
    warning: rgb(0xf0b35c),
    highlight: rgb(0x5c4a14),
    backdrop: Color32::from_black_alpha(140),
    bar: rgb(0x4a535e),
    read: rgb(0x5a86a6),
    doubt: rgb(0xc98a2b),
    roles: all(colour::ROLES_ON_DARK),
};

/// The projector theme: every text at 7 : 1 or more, nothing that a weak lamp would swallow.
pub const PROJECTOR: Look = Look {
    dark: false,
    background: rgb(0xffffff),
    panel: rgb(0xffffff),
    hairline: rgb(0xc9ced5),
    line: rgb(0x6d7680),
    text: rgb(0x000000),
    dim: rgb(0x2f3842),
    faint: rgb(0x404a55),
    accent: rgb(0x00497d),
    on_accent: rgb(0xffffff),
    crosshair: over(0xffffff, 0x00497d, 8),
    selection: over(0xffffff, 0x00497d, 18),
    warning: rgb(0x5f3900),
    highlight: rgb(0xffe08a),
    backdrop: Color32::from_black_alpha(110),
    bar: rgb(0xaab2bb),
    read: rgb(0x3f6f92),
    doubt: rgb(0x8a5a00),
    roles: [
        rgb(0x00497d),
        rgb(0x2f3842),
        rgb(0x7a3d00),
        rgb(0x00513c),
        rgb(0x6d2f58),
    ],
};

/// Sizes in points.
pub mod size {
    /// The top bar.
    pub const TOP: f32 = 44.0;
    /// The line of chips.
    pub const CHIPS: f32 = 36.0;
    /// The status bar.
    pub const STATUS: f32 = 28.0;
    /// The filter side bar.
    pub const FILTERS: f32 = 232.0;
    /// The detail panel.
    pub const DETAIL: f32 = 304.0;
    /// The table between the panels has at least this width, in points, however wide those are made.
    pub const LEAST_TABLE: f32 = 480.0;
    /// The detail panel of a wide window.
    pub const DETAIL_WIDE: f32 = 340.0;
    /// From this width on a window is wide.
    pub const WIDE: f32 = 1600.0;
    /// Below this width the detail panel folds away.
    pub const ROOM_FOR_DETAIL: f32 = 1120.0;
    /// Below this width the filter side bar folds away too.
    pub const ROOM_FOR_FILTERS: f32 = 860.0;

    /// A row of one line of text.
    pub const ROW: f32 = 28.0;
    /// A row of two lines of text.
    pub const ROW_TWO_LINES: f32 = 44.0;
    /// From line to line in such a row.
    pub const ROW_LINE: f32 = 18.0;
    /// The heading of a group of rows.
    pub const GROUP_ROW: f32 = 34.0;
    /// Where titles of tasks begin, behind the clause.
    pub const TITLE_AT: f32 = 94.0;
    /// Between clause and title.
    pub const CLAUSE_GAP: f32 = 10.0;
    /// So far from the left a press on a heading is one on its triangle.
    pub const TRIANGLE: f32 = 30.0;
    /// Between the edge of a table and the text beside it.
    pub const EDGE: f32 = 12.0;
    /// Between what stands at the right of a row and the edge.
    pub const EDGE_RIGHT: f32 = 8.0;
    /// A heading is cut so far from the right, where its counts stand.
    pub const ROOM_FOR_COUNTS: f32 = 110.0;
    /// Between the title of a plan and its state.
    pub const STATE_GAP: f32 = 16.0;
    /// As wide as a text in a box under the pointer gets.
    pub const TOOLTIP: f32 = 360.0;

    /// Text, in points of type.
    pub const TEXT: f32 = 14.0;
    /// Captions and asides.
    pub const SMALL: f32 = 12.0;
    /// Figures, names in heads.
    pub const FIGURE: f32 = 13.0;
}

impl Look {
    /// The colours of a choice, with the system's own for "as the system does".
    #[must_use]
    pub fn of(choice: ThemeChoice, system: Option<Theme>) -> Self {
        match (choice, system) {
            (ThemeChoice::Dark, _) | (ThemeChoice::System, Some(Theme::Dark)) => DARK,
            (ThemeChoice::Projector, _) => PROJECTOR,
            (ThemeChoice::Light | ThemeChoice::System, _) => LIGHT,
        }
    }

    /// The colour of a role's mark.
    #[must_use]
    pub fn role(&self, role: Role) -> Color32 {
        self.roles[role.index()]
    }

    /// Sets the widgets' style to these colours.
    pub fn install(&self, ctx: &egui::Context) {
        let theme = if self.dark { Theme::Dark } else { Theme::Light };
        ctx.set_theme(theme);
        let visuals = self.visuals();
        ctx.all_styles_mut(|style| {
            style.visuals = visuals.clone();
            style.text_styles = [
                (TextStyle::Small, font(12.0)),
                (TextStyle::Body, font(14.0)),
                (TextStyle::Button, font(14.0)),
                (TextStyle::Heading, bold(20.0)),
                (TextStyle::Monospace, font(13.0)),
            ]
            .into();
            let spacing = &mut style.spacing;
            spacing.item_spacing = egui::vec2(8.0, 4.0);
            spacing.button_padding = egui::vec2(10.0, 4.0);
            spacing.interact_size = egui::vec2(28.0, 24.0);
            spacing.menu_margin = Margin::same(6);
            spacing.icon_width = 14.0;
            spacing.icon_width_inner = 8.0;
            spacing.icon_spacing = 6.0;
            spacing.scroll.floating = true;
            spacing.scroll.bar_width = 8.0;
            spacing.scroll.floating_width = 4.0;
            spacing.scroll.foreground_color = true;
            spacing.scroll.dormant_background_opacity = 0.0;
            spacing.scroll.active_background_opacity = 0.0;
            spacing.scroll.interact_background_opacity = 0.0;
            spacing.scroll.dormant_handle_opacity = 0.22;
            spacing.scroll.active_handle_opacity = 0.35;
            spacing.scroll.interact_handle_opacity = 0.5;
            spacing.scroll.fade.strength = 0.0;
            style.interaction.selectable_labels = false;
            style.interaction.tooltip_delay = 0.4;
            style.animation_time = 0.08;
        });
    }

    fn visuals(&self) -> Visuals {
        let mut visuals = if self.dark {
            Visuals::dark()
        } else {
            Visuals::light()
        };
        let corner = CornerRadius::same(6);
        visuals.override_text_color = None;
        visuals.panel_fill = self.panel;
        visuals.window_fill = self.background;
        visuals.window_stroke = Stroke::new(1.0, self.line);
        visuals.window_corner_radius = CornerRadius::same(8);
        visuals.menu_corner_radius = CornerRadius::same(8);
        visuals.window_shadow = Shadow::NONE;
        visuals.popup_shadow = Shadow::NONE;
        visuals.extreme_bg_color = self.background;
        visuals.faint_bg_color = self.panel;
        visuals.hyperlink_color = self.accent;
        visuals.warn_fg_color = self.warning;
        visuals.error_fg_color = self.warning;
        visuals.weak_text_color = Some(self.dim);
        visuals.selection.bg_fill = self.selection;
        visuals.selection.stroke = Stroke::new(1.0, self.accent);
        visuals.text_cursor.stroke = Stroke::new(1.5, self.accent);
        // A blinking cursor repaints for ever.
        visuals.text_cursor.blink = false;
        let widgets = &mut visuals.widgets;
        for state in [
            &mut widgets.noninteractive,
            &mut widgets.inactive,
            &mut widgets.hovered,
            &mut widgets.active,
            &mut widgets.open,
        ] {
            state.corner_radius = corner;
            state.expansion = 0.0;
            state.fg_stroke = Stroke::new(1.0, self.text);
            state.bg_stroke = Stroke::new(1.0, self.line);
            state.bg_fill = self.background;
            state.weak_bg_fill = self.background;
        }
        widgets.noninteractive.bg_stroke = Stroke::new(1.0, self.hairline);
        for state in [&mut widgets.hovered, &mut widgets.open] {
            state.weak_bg_fill = self.crosshair;
            state.bg_fill = self.crosshair;
            state.bg_stroke = Stroke::new(1.0, self.accent);
        }
        widgets.active.weak_bg_fill = self.selection;
        widgets.active.bg_fill = self.selection;
        widgets.active.bg_stroke = Stroke::new(1.0, self.accent);
        visuals
    }
}

/// The regular type.
#[must_use]
pub fn font(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// The bold type.
#[must_use]
pub fn bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("bold".into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Contrast of two colours as WCAG 2 defines it.
    fn contrast(a: Color32, b: Color32) -> f64 {
        let luminance = |colour: Color32| {
            let channel = |value: u8| {
                let value = f64::from(value) / 255.0;
                if value <= 0.04045 {
                    value / 12.92
                } else {
                    ((value + 0.055) / 1.055).powf(2.4)
                }
            };
            0.2126 * channel(colour.r())
                + 0.7152 * channel(colour.g())
                + 0.0722 * channel(colour.b())
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn check(look: &Look, least: f64) {
        let grounds = [look.background, look.panel, look.crosshair, look.selection];
        for ground in &grounds[..3] {
            for text in [look.text, look.dim, look.accent, look.warning] {
                assert!(contrast(text, *ground) >= least, "{text:?} on {ground:?}");
            }
            for role in Role::ALL {
                assert!(contrast(look.role(role), *ground) >= 3.0, "{role:?}");
            }
        }
        for ground in [look.background, look.panel] {
            assert!(contrast(look.faint, ground) >= least.min(4.5));
        }
        assert!(contrast(look.text, look.selection) >= least);
        assert!(contrast(look.text, look.highlight) >= least);
        assert!(contrast(look.on_accent, look.accent) >= least);
    }

    #[test]
    fn every_text_stands_out_from_its_ground() {
        check(&LIGHT, 4.5);
        check(&DARK, 4.5);
        check(&PROJECTOR, 7.0);
    }

    #[test]
    fn the_system_decides_only_when_it_is_asked() {
        assert_eq!(Look::of(ThemeChoice::System, Some(Theme::Dark)), DARK);
        assert_eq!(Look::of(ThemeChoice::System, None), LIGHT);
        assert_eq!(Look::of(ThemeChoice::Light, Some(Theme::Dark)), LIGHT);
    }
}
