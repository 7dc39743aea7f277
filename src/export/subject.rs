//! What is exported: finished view data.

use std::sync::Arc;

use super::{Deck, DeckShape, Layout};
use crate::model::workspace::AgencyIx;
use crate::view::forms::{FormSpec, FormTable};
use crate::view::{Profile, Sheet};

/// What is to be exported: view data and its layout.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    /// The matrix of tasks × agencies.
    Matrix(&'a Sheet),
    /// A form that offices hand in.
    Form(&'a FormTable),
    /// A run of slides.
    Slides(&'a Deck),
    /// The tasks as a list.
    List(&'a Sheet),
    /// The targets.
    Targets(&'a Sheet),
    /// The targets on an axis of time.
    Timeline(&'a Sheet),
    /// What one agency answers for.
    Agency(&'a Profile),
}

impl<'a> Subject<'a> {
    /// A layout of a sheet; `None` for one that shows something else.
    #[must_use]
    pub fn of_sheet(sheet: &'a Sheet, layout: Layout) -> Option<Self> {
        match layout {
            Layout::Matrix => Some(Self::Matrix(sheet)),
            Layout::List => Some(Self::List(sheet)),
            Layout::Targets => Some(Self::Targets(sheet)),
            Layout::Timeline => Some(Self::Timeline(sheet)),
            Layout::Agency
            | Layout::Division
            | Layout::Ledger
            | Layout::Duties
            | Layout::Goals
            | Layout::Due
            | Layout::Changes
            | Layout::Slides => None,
        }
    }

    /// The layout that it is exported in.
    #[must_use]
    pub fn layout(self) -> Layout {
        match self {
            Self::Matrix(_) => Layout::Matrix,
            Self::Form(table) => Layout::of_form(table.spec.kind),
            Self::Slides(_) => Layout::Slides,
            Self::List(_) => Layout::List,
            Self::Targets(_) => Layout::Targets,
            Self::Timeline(_) => Layout::Timeline,
            Self::Agency(_) => Layout::Agency,
        }
    }

    /// The sheet that it was made from.
    #[must_use]
    pub fn sheet(self) -> &'a Sheet {
        match self {
            Self::Matrix(sheet)
            | Self::List(sheet)
            | Self::Targets(sheet)
            | Self::Timeline(sheet) => sheet,
            Self::Agency(profile) => &profile.sheet,
            Self::Form(table) => &table.sheet,
            Self::Slides(deck) => &deck.sheet,
        }
    }
}

/// View data that an export made for itself.
#[derive(Clone, Debug)]
pub enum Content {
    /// The matrix.
    Matrix(Arc<Sheet>),
    /// A form that offices hand in.
    Form(Box<FormTable>),
    /// A run of slides.
    Slides(Box<Deck>),
    /// The tasks as a list.
    List(Arc<Sheet>),
    /// The targets.
    Targets(Arc<Sheet>),
    /// The targets on an axis of time.
    Timeline(Arc<Sheet>),
    /// What one agency answers for.
    Agency(Box<Profile>),
}

impl Content {
    /// Makes the content of a layout from a sheet. That of one agency is made from the sheet's
    /// tasks; `None` where no agency is named.
    #[must_use]
    pub fn new(sheet: Arc<Sheet>, layout: Layout, agency: Option<AgencyIx>) -> Option<Self> {
        if let Some(kind) = layout.form() {
            return Some(Self::form(sheet, FormSpec::new(kind)));
        }
        match layout {
            Layout::Matrix => Some(Self::Matrix(sheet)),
            Layout::Division
            | Layout::Ledger
            | Layout::Duties
            | Layout::Goals
            | Layout::Due
            | Layout::Changes => None,
            Layout::Slides => Some(Self::slides(sheet, DeckShape::default())),
            Layout::List => Some(Self::List(sheet)),
            Layout::Targets => Some(Self::Targets(sheet)),
            Layout::Timeline => Some(Self::Timeline(sheet)),
            Layout::Agency => Some(Self::Agency(Box::new(Profile::new(&sheet, agency?)))),
        }
    }

    /// A form of a sheet.
    #[must_use]
    pub fn form(sheet: Arc<Sheet>, spec: FormSpec) -> Self {
        Self::Form(Box::new(FormTable::new(sheet, spec)))
    }

    /// A run of slides of a sheet.
    #[must_use]
    pub fn slides(sheet: Arc<Sheet>, shape: DeckShape) -> Self {
        Self::Slides(Box::new(Deck::new(sheet, shape)))
    }

    /// The content as what is to be exported.
    #[must_use]
    pub fn subject(&self) -> Subject<'_> {
        match self {
            Self::Matrix(sheet) => Subject::Matrix(sheet),
            Self::Form(table) => Subject::Form(table),
            Self::Slides(deck) => Subject::Slides(deck),
            Self::List(sheet) => Subject::List(sheet),
            Self::Targets(sheet) => Subject::Targets(sheet),
            Self::Timeline(sheet) => Subject::Timeline(sheet),
            Self::Agency(profile) => Subject::Agency(profile),
        }
    }
}
