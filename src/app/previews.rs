//! Pages as pictures: what is wanted, what is there, and how one is painted.

use std::sync::Arc;

use super::forms::{ExportForm, PreviewRequest, Scope};
use super::jobs::Progress;
use crate::diagnostic::Diagnostic;
use crate::export::{self, DeckShape, Layout, Painter, Picture, Subject};
use crate::num;
use crate::page::{Orientation, PageSetup, Paper};
use crate::view::Sheet;
use crate::view::forms::FormSpec;

/// A painted page.
pub struct PreviewPage {
    /// Its number, from 0.
    pub page: usize,
    /// How many pages there are.
    pub count: usize,
    /// The page as a picture.
    pub picture: Picture,
}

/// What a number of pages depends on, beside the paper.
pub type CountKey = (
    Layout,
    Scope,
    Option<String>,
    bool,
    Option<FormSpec>,
    DeckShape,
);

/// What is wanted and what is there.
#[derive(Default)]
pub(super) struct Previews {
    pub(super) wanted: Option<(PreviewRequest, Arc<Sheet>)>,
    pub(super) shown: Option<Result<Arc<PreviewPage>, String>>,
    pub(super) counted: Option<(CountKey, Arc<Sheet>)>,
    pub(super) counts: Vec<(PageSetup, usize)>,
    /// What was looked through for characters without type.
    pub(super) looked_through: Option<(ExportForm, Arc<Sheet>)>,
    /// What there is to say of such characters.
    pub(super) lacking: Option<Diagnostic>,
    pub(super) under_way: Vec<Progress>,
}

/// The papers that the dialog offers.
pub fn setups(notes: bool) -> [PageSetup; 4] {
    [
        (Paper::A3, Orientation::Landscape),
        (Paper::A4, Orientation::Landscape),
        (Paper::A3, Orientation::Portrait),
        (Paper::A4, Orientation::Portrait),
    ]
    .map(|(paper, orientation)| PageSetup {
        paper,
        orientation,
        notes,
    })
}

/// Paints one page of what a form asks for.
pub(super) fn paint(
    subject: Subject<'_>,
    request: &PreviewRequest,
) -> Result<Arc<PreviewPage>, String> {
    let pages = export::pages(subject, request.form.options.setup)
        .ok_or_else(|| "没有页面可以预览".to_owned())?;
    let count = pages.count();
    let page = request.page.min(count - 1);
    let drawn = pages.page(page);
    let scale = num::float(request.dots) / drawn.size.width;
    let picture = Painter::default()
        .paint(&drawn, scale)
        .map_err(|error| error.to_string())?;
    Ok(Arc::new(PreviewPage {
        page,
        count,
        picture,
    }))
}
