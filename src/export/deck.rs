//! A run of slides to be taken away: as pages of a screen's shape, or three on a sheet of paper
//! with room for notes.

use std::sync::{Arc, OnceLock};

use strum::VariantArray;

use super::Format;
use crate::model::workspace::AgencyIx;
use crate::page::slides::{Screen, SlidePages};
use crate::page::{HandoutPages, Pages};
use crate::variants::all;
use crate::view::Sheet;
use crate::view::run::Run;

/// The shape of what is taken away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, VariantArray)]
pub enum DeckShape {
    /// Slides of 16 : 9.
    #[default]
    Wide,
    /// Slides of 4 : 3.
    Standard,
    /// Three slides on an upright page, with lines for notes.
    Handout,
}

impl DeckShape {
    /// All shapes.
    pub const ALL: [Self; 3] = all(Self::VARIANTS);

    /// The name on the command line.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Wide => "16:9",
            Self::Standard => "4:3",
            Self::Handout => "handout",
        }
    }

    /// The name in the window.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Wide => "16 : 9",
            Self::Standard => "4 : 3",
            Self::Handout => "讲义（每页三张）",
        }
    }

    /// The shape with this name on the command line.
    #[must_use]
    pub(crate) fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shape| shape.key() == key)
    }

    /// Whether slides of this shape come in a format: a presentation and a web page show one at a
    /// time.
    #[must_use]
    pub fn suits(self, format: Format) -> bool {
        self != Self::Handout || format.has_pages()
    }

    fn screen(self) -> Screen {
        match self {
            Self::Wide | Self::Handout => Screen::WIDE,
            Self::Standard => Screen::STANDARD,
        }
    }
}

/// A run of slides in a shape.
#[derive(Clone, Debug)]
pub struct Deck {
    /// The sheet that it was made from: its filter says which bodies it is about.
    pub sheet: Arc<Sheet>,
    /// Their shape.
    pub shape: DeckShape,
    run: OnceLock<Arc<Run>>,
}

impl Deck {
    /// The run of a sheet: the plans that are shown, about the bodies that are filtered by, or else
    /// those that lead most. Made when it is first asked for.
    #[must_use]
    pub fn new(sheet: Arc<Sheet>, shape: DeckShape) -> Self {
        Self {
            sheet,
            shape,
            run: OnceLock::new(),
        }
    }

    /// The run.
    pub fn run(&self) -> &Arc<Run> {
        self.run.get_or_init(|| {
            let sheet = &self.sheet;
            let workspace = sheet.workspace();
            let ids = sheet.spec.agencies.iter();
            let bodies: Vec<AgencyIx> = ids.filter_map(|id| workspace.agency_by_id(id)).collect();
            let whole = Sheet::new(&sheet.data, &sheet.spec.for_run(), sheet.today);
            Arc::new(Run::new(&Arc::new(whole), &bodies))
        })
    }

    /// The slides, one a page, whatever the shape.
    #[must_use]
    pub fn slides(&self) -> SlidePages {
        SlidePages::new(self.run(), self.shape.screen())
    }

    /// The pages of its shape.
    #[must_use]
    pub fn pages(&self) -> Box<dyn Pages> {
        let slides = self.slides();
        match self.shape {
            DeckShape::Handout => Box::new(HandoutPages::new(slides)),
            DeckShape::Wide | DeckShape::Standard => Box::new(slides),
        }
    }
}
