//! The five ways to look at the data.

use crate::terms;
use serde::{Deserialize, Serialize};

/// A way to look at the data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Tab {
    /// Tasks × agencies.
    #[default]
    Matrix,
    /// Targets over the years.
    Timeline,
    /// One agency at a time.
    Agencies,
    /// Tasks as a list.
    Tasks,
    /// What is due, in the order of time.
    Due,
}

impl Tab {
    /// All tabs, from the left.
    pub const ALL: [Self; 5] = [
        Self::Matrix,
        Self::Timeline,
        Self::Agencies,
        Self::Tasks,
        Self::Due,
    ];

    /// The Chinese name.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Matrix => "矩阵",
            Self::Timeline => terms::TIMELINE,
            Self::Agencies => terms::AGENCY,
            Self::Tasks => terms::TASK,
            Self::Due => terms::DUE_TAB,
        }
    }
}
