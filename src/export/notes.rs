//! 修改对照表 for every body that changes touch: a file each, with the changes that touch it and no
//! others.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::distribute::{AgencyFile, Distributed, Part, free_name};
use super::files::export_files;
use super::name::Named;
use super::{Content, ExportError, Format, Layout, Options, Progress};
use crate::model::workspace::{AgencyIx, PlanIx};
use crate::store::Replacing;
use crate::view::Sheet;
use crate::view::forms::{FormSpec, touched_bodies};

/// The files that changes are to be handed out in, one for every body.
#[derive(Clone, Debug)]
pub struct ChangeNotes {
    /// The changes: a sheet of a comparison.
    pub sheet: Arc<Sheet>,
    /// The form, with its columns and heading.
    pub spec: FormSpec,
    /// The format of the files.
    pub format: Format,
    /// Paper and orientation of the files.
    pub options: Options,
    /// The files, numbered in the order of the document.
    pub files: Vec<AgencyFile>,
}

impl ChangeNotes {
    /// The files for these bodies in a folder; for all that changes touch where none is named.
    /// Those that no change touches get none.
    #[must_use]
    pub fn new(
        sheet: Arc<Sheet>,
        spec: FormSpec,
        agencies: &[AgencyIx],
        (format, options): (Format, Options),
        folder: &Path,
    ) -> Self {
        let wanted = agencies.iter().map(|ix| sheet.bodies[ix.get()]);
        let wanted: HashSet<AgencyIx> = wanted.collect();
        let bodies = touched_bodies(&sheet).into_iter();
        let bodies = bodies.filter(|body| wanted.is_empty() || wanted.contains(body));
        let plans: Vec<PlanIx> = sheet.plans().collect();
        let mut taken: HashSet<String> = HashSet::new();
        let files = bodies.enumerate().map(|(nth, agency)| {
            let named = Named {
                workspace: sheet.workspace(),
                spec: &sheet.spec.with_agencies(vec![id(&sheet, agency)]),
                plans: &plans,
                layout: Layout::Changes,
                agency: None,
                today: sheet.today,
            };
            let name = format!("{:02}_{}", nth + 1, named.file_name(format));
            let path = free_name(&folder.join(name), &mut taken);
            AgencyFile { agency, path }
        });
        let files = files.collect();
        Self {
            sheet,
            spec,
            format,
            options,
            files,
        }
    }

    /// The table of one body.
    #[must_use]
    pub fn content(&self, agency: AgencyIx) -> Content {
        let view = self.sheet.spec.with_agencies(vec![id(&self.sheet, agency)]);
        let sheet = Sheet::new(&self.sheet.data, &view, self.sheet.today);
        Content::form(Arc::new(sheet), self.spec.clone())
    }

    /// The files that are there already and would be replaced.
    #[must_use]
    pub fn existing(&self) -> Vec<&Path> {
        let paths = self.files.iter().map(|file| file.path.as_path());
        paths.filter(|path| path.exists()).collect()
    }

    /// Writes the files one after the other.
    #[must_use]
    pub fn run(&self, replacing: Replacing, progress: &dyn Progress) -> Distributed {
        let mut ended = Distributed::default();
        for (nth, file) in self.files.iter().enumerate() {
            let part = Part {
                progress,
                nth,
                all: self.files.len(),
            };
            let content = self.content(file.agency);
            let (format, options) = (self.format, self.options);
            let subject = content.subject();
            let written = export_files(&file.path, subject, format, options, replacing, &part);
            match written {
                Ok(files) => {
                    ended.agencies += 1;
                    ended.written.extend(files);
                }
                Err(ExportError::Cancelled) => {
                    ended.cancelled = true;
                    break;
                }
                Err(error) => ended.failed.push((file.path.clone(), error)),
            }
        }
        let failed = ended.failed.iter().map(|(path, _)| path);
        let kept: Vec<PathBuf> = failed.filter(|path| path.is_file()).cloned().collect();
        ended.kept = kept;
        ended
    }
}

fn id(sheet: &Sheet, agency: AgencyIx) -> String {
    sheet.workspace().agency(agency).id.clone()
}
