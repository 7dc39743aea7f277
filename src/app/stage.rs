//! Where the program stands: what the whole window is used for.

use std::sync::Arc;

use super::forms::CompareForm;
use super::reviewing::Review;
use super::show::Show;
use crate::view::{Data, SuccessionView, ViewSpec};

/// What the window is used for. Exactly one at a time; dialogs stand in front of it.
#[derive(Default)]
pub enum Stage {
    /// To look at the open data.
    #[default]
    Browse,
    /// To show two versions as one, with what changed.
    Compare(Comparing),
    /// To hold a draft against its document.
    Review(Box<Review>),
    /// To show the data to an audience.
    Present(Presenting),
}

/// A comparison on the screen.
pub struct Comparing {
    /// What is compared.
    pub(super) form: CompareForm,
    /// How bodies were counted.
    pub(super) succession: SuccessionView,
    /// Whether it is being made anew, for another way to count bodies.
    pub(super) is_pending: bool,
    /// The data that was open.
    pub(super) base: Arc<Data>,
    /// The view of the data that was open.
    pub(super) view: ViewSpec,
}

/// What is presented, and what to go back to.
pub struct Presenting {
    /// The comparison on the screen, if one was there.
    of: Option<Comparing>,
    /// What is before the audience.
    show: Box<Show>,
}

impl Stage {
    /// Whether there is an audience.
    #[must_use]
    pub fn is_presenting(&self) -> bool {
        matches!(self, Self::Present(_))
    }

    /// What is before the audience, if there is one.
    pub(super) fn show(&self) -> Option<&Show> {
        match self {
            Self::Present(presenting) => Some(&presenting.show),
            Self::Browse | Self::Compare(_) | Self::Review(_) => None,
        }
    }

    pub(super) fn show_mut(&mut self) -> Option<&mut Show> {
        match self {
            Self::Present(presenting) => Some(&mut presenting.show),
            Self::Browse | Self::Compare(_) | Self::Review(_) => None,
        }
    }

    /// The comparison on the screen, also while it is presented.
    #[must_use]
    pub fn comparing(&self) -> Option<&Comparing> {
        match self {
            Self::Browse | Self::Review(_) => None,
            Self::Compare(comparing) => Some(comparing),
            Self::Present(presenting) => presenting.of.as_ref(),
        }
    }

    pub(super) fn comparing_mut(&mut self) -> Option<&mut Comparing> {
        match self {
            Self::Browse | Self::Review(_) => None,
            Self::Compare(comparing) => Some(comparing),
            Self::Present(presenting) => presenting.of.as_mut(),
        }
    }

    /// Puts a comparison on the screen, or takes it away; gives the one that was there.
    pub(super) fn set_comparing(&mut self, new: Option<Comparing>) -> Option<Comparing> {
        if let Self::Present(presenting) = self {
            return std::mem::replace(&mut presenting.of, new);
        }
        let new = new.map_or(Self::Browse, Self::Compare);
        match std::mem::replace(self, new) {
            Self::Compare(comparing) => Some(comparing),
            Self::Browse | Self::Review(_) | Self::Present(_) => None,
        }
    }

    /// Begins to present, or goes back to what was on the screen.
    pub(super) fn set_presenting(&mut self, on: bool) {
        let of = match std::mem::take(self) {
            Self::Browse | Self::Review(_) => None,
            Self::Compare(comparing) => Some(comparing),
            Self::Present(presenting) => presenting.of,
        };
        *self = match (on, of) {
            (true, of) => Self::Present(Presenting {
                of,
                show: Box::default(),
            }),
            (false, Some(comparing)) => Self::Compare(comparing),
            (false, None) => Self::Browse,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comparing() -> Comparing {
        let base: Arc<Data> = Arc::default();
        Comparing {
            form: CompareForm::new(&base),
            succession: SuccessionView::default(),
            is_pending: false,
            base,
            view: ViewSpec::default(),
        }
    }

    #[test]
    fn a_comparison_survives_being_presented() {
        let mut stage = Stage::default();
        assert!(stage.set_comparing(Some(comparing())).is_none());
        stage.set_presenting(true);
        assert!(stage.is_presenting() && stage.comparing().is_some());
        stage.set_presenting(false);
        assert!(matches!(stage, Stage::Compare(_)));
        assert!(stage.set_comparing(None).is_some());
        assert!(matches!(stage, Stage::Browse));
    }

    #[test]
    fn a_comparison_that_ends_before_an_audience_leaves_the_audience() {
        let mut stage = Stage::default();
        stage.set_presenting(true);
        stage.set_comparing(Some(comparing()));
        assert!(stage.set_comparing(None).is_some());
        assert!(stage.is_presenting());
        stage.set_presenting(false);
        assert!(matches!(stage, Stage::Browse));
    }
}
