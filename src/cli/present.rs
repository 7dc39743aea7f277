//! `zeren present`: what a run of slides is to be about is looked up before the window opens.

use std::path::PathBuf;

use super::find;
use super::options::Typed;
use super::output::{Answer, render};
use super::{Status, export};
use crate::diagnostic::Diagnostic;
use crate::view::{self, ViewSpec};

/// The files, and the view that says which bodies and plans the run is about.
pub(super) fn run(typed: Typed) -> Result<(Vec<PathBuf>, ViewSpec), Answer> {
    let files = typed.files.clone();
    match resolve(typed) {
        Ok(view) => Ok((files, view)),
        Err(errors) => {
            let errors: Vec<String> = errors.iter().map(render).collect();
            Err(Answer {
                out: String::new(),
                err: errors.join("\n"),
                status: Status::CouldNot,
            })
        }
    }
}

fn resolve(typed: Typed) -> Result<ViewSpec, Vec<Diagnostic>> {
    let one = |error: Diagnostic| vec![error];
    let mut spec = match &typed.view {
        Some(file) => view::load(file).map_err(one)?,
        None => ViewSpec::default(),
    };
    if typed.view.is_none() && typed.agencies.is_empty() {
        return Ok(spec);
    }
    let (workspace, _) = export::load(typed.files)?;
    if let Some(file) = &typed.view {
        find::check_view(&workspace, &spec, file).map_err(one)?;
    }
    if !typed.agencies.is_empty() {
        let ids = typed.agencies.iter();
        let ids = ids.map(|name| find::agency(&workspace, name));
        spec.agencies = ids.collect::<Result<_, _>>().map_err(one)?;
    }
    Ok(spec)
}
