//! 按机构分发: a file for every agency in a folder with the day in its name, a summary that adds up
//! to the matrix, and a receipt that says so and has room for signatures.
//!
//! Each file stands for itself: one that cannot be written is reported, and the others are whole.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::files::{export_files, write_file};
use super::lacking::{lacking, lacking_words};
use super::name::agency_file_name;
use super::{ExportError, Format, Layout, Options, Progress, Subject, docx, xlsx};
use crate::diagnostic::Diagnostic;
use crate::model::workspace::{AgencyIx, Workspace};
use crate::model::{AgencyKind, Role};
use crate::num;
use crate::store::{self, Replacing};
use crate::terms;
use crate::view::search::Query;
use crate::view::{AgencyList, AgencyOrder, AgencyRow, Profile, Sheet};

/// How many files that were not written a message names.
const MOST_NAMED: usize = 3;

/// The files that 按机构分发 is to write: one for each agency, a summary, and a receipt.
#[derive(Clone, Debug)]
pub struct Distribution {
    /// The tasks that the sheets are made from: see
    /// [`ViewSpec::for_profiles`](crate::view::ViewSpec::for_profiles).
    pub sheet: Arc<Sheet>,
    /// The format of the agencies' files.
    pub format: Format,
    /// Paper, orientation and legend of the agencies' files.
    pub options: Options,
    /// The files of the agencies, in the order in which they are written.
    pub files: Vec<AgencyFile>,
    /// The folder of this day, inside the one that was asked for.
    pub folder: PathBuf,
    /// The path of the summary, which is always a workbook.
    pub summary: PathBuf,
    /// The path of the receipt, which is always a Word document: to be printed and signed.
    pub receipt: PathBuf,
}

/// The file of one agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgencyFile {
    /// The agency.
    pub agency: AgencyIx,
    /// Where the file is to be written.
    pub path: PathBuf,
}

/// How a distribution ended: what is in the folder now, and what is not.
#[derive(Debug, Default)]
pub struct Distributed {
    /// The files that were written, the receipt and the summary last.
    pub written: Vec<PathBuf>,
    /// How many agencies have a new file.
    pub agencies: usize,
    /// Whether the summary was written.
    pub has_summary: bool,
    /// Whether the receipt was written.
    pub has_receipt: bool,
    /// The files that were not written, and why.
    pub failed: Vec<(PathBuf, ExportError)>,
    /// Of the files that were not written, those that are there still as they were.
    pub kept: Vec<PathBuf>,
    /// Whether somebody stopped it. What had been written by then stays, without a summary.
    pub cancelled: bool,
}

impl Distributed {
    /// What kept files from being written, each cause once, with how many files it met and the
    /// names of the first.
    #[must_use]
    pub fn failures(&self) -> Vec<Diagnostic> {
        let mut causes: Vec<(String, &'static str, Vec<&Path>)> = Vec::new();
        for (path, error) in &self.failed {
            let reason = match error {
                ExportError::File(error) => error.reason(),
                error => error.to_string(),
            };
            match causes.iter_mut().find(|(known, _, _)| *known == reason) {
                Some((_, _, paths)) => paths.push(path),
                None => causes.push((reason, error.hint(), vec![path])),
            }
        }
        let said = causes.into_iter().map(|(reason, hint, paths)| {
            let names: Vec<String> = paths
                .iter()
                .take(MOST_NAMED)
                .map(|path| file_name(path))
                .collect();
            let more = if paths.len() > MOST_NAMED { " 等" } else { "" };
            let kept = paths.iter().filter(|path| self.is_kept(path)).count();
            let kept = match kept {
                0 => String::new(),
                kept if kept == paths.len() => "，原有的文件没有动".to_owned(),
                kept => format!("，其中 {kept} 个原有的文件没有动"),
            };
            Diagnostic::error(format!(
                "{} 个文件没有写出：{reason}（{}{more}{kept}）",
                paths.len(),
                names.join("、")
            ))
            .with_hint(hint)
        });
        said.collect()
    }

    fn is_kept(&self, path: &Path) -> bool {
        self.kept.iter().any(|kept| kept == path)
    }
}

/// One line of the summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub label: String,
    pub name: String,
    /// Tasks by the weightiest role; they add up to `tasks`.
    pub roles: [u32; 5],
    pub tasks: u32,
    /// Assignments: over all agencies they add up to those of the matrix.
    pub assignments: u32,
    /// Tasks through a collective, which are counted nowhere else.
    pub through: usize,
    pub targets: usize,
    /// The file's name, or why there is none.
    pub file: String,
    /// Whether the file was written.
    pub is_written: bool,
}

impl Line {
    /// The tasks that it leads.
    pub fn leads(&self) -> u32 {
        self.roles[Role::Lead.index()]
    }
}

/// How the assignments of the lines add up to those of the matrix. Tasks do not: a task that
/// several bodies share stands in several lines.
pub(super) fn reconciled(sheet: &Sheet, lines: &[Line]) -> String {
    let here: usize = lines.iter().map(|line| line.assignments as usize).sum();
    let all = sheet.shown.assignments;
    let rest = if here == all {
        "与责任矩阵一致".to_owned()
    } else {
        let rest = all.saturating_sub(here);
        format!("责任矩阵共 {all} 处，其余 {rest} 处属未列出的机构")
    };
    format!("分工合计 {here} 处，{rest}")
}

/// The agencies that have tasks of their own, those with the most first.
#[must_use]
pub fn agencies_with_tasks(sheet: &Sheet) -> Vec<AgencyIx> {
    with_tasks(&AgencyList::new(sheet))
}

/// Who gets a file unless somebody else is chosen: the agencies with tasks of their own that are
/// offices. Posts and mechanisms (链长, 市政府领导) have none to hand a file to.
#[must_use]
pub fn recipients(sheet: &Sheet) -> Vec<AgencyIx> {
    let workspace = sheet.workspace();
    let all = agencies_with_tasks(sheet).into_iter();
    all.filter(|ix| is_office(workspace, *ix)).collect()
}

/// Whether an agency is an office, and no post or mechanism.
pub(crate) fn is_office(workspace: &Workspace, agency: AgencyIx) -> bool {
    workspace.agency(agency).kind != AgencyKind::Mechanism
}

/// As [`agencies_with_tasks`], where the list is there already.
pub(crate) fn with_tasks(list: &AgencyList) -> Vec<AgencyIx> {
    agencies_where(list, |row| row.tasks > 0)
}

/// The agencies that have tasks of their own or through a collective, those with the most of their
/// own first.
#[must_use]
pub fn agencies_with_any_tasks(sheet: &Sheet) -> Vec<AgencyIx> {
    with_any_tasks(&AgencyList::new(sheet))
}

/// As [`agencies_with_any_tasks`], where the list is there already.
pub(crate) fn with_any_tasks(list: &AgencyList) -> Vec<AgencyIx> {
    agencies_where(list, |row| row.tasks + row.through > 0)
}

fn agencies_where(list: &AgencyList, wanted: impl Fn(&AgencyRow) -> bool) -> Vec<AgencyIx> {
    list.places(&Query::default(), AgencyOrder::Load, false)
        .into_iter()
        .map(|nth| &list.rows[nth])
        .filter(|row| wanted(row))
        .map(|row| row.agency)
        .collect()
}

impl Distribution {
    /// The files for these agencies in a folder, numbered in the order in which the documents first
    /// name them. Each name is taken once, whatever the case of its letters.
    #[must_use]
    pub fn new(
        sheet: Arc<Sheet>,
        agencies: &[AgencyIx],
        format: Format,
        options: Options,
        folder: &Path,
    ) -> Self {
        let folder = of_day(folder, &sheet);
        let summary = folder.join(summary_name(&sheet));
        let receipt = folder.join(receipt_name(&sheet));
        let mut taken: HashSet<String> = HashSet::new();
        taken.extend([file_key(&summary), file_key(&receipt)]);
        let mut known: HashSet<AgencyIx> = HashSet::new();
        // With today's bodies an earlier one and its heir are the same.
        let agencies = agencies.iter();
        let agencies = agencies.map(|ix| sheet.bodies.get(ix.get()).copied().unwrap_or(*ix));
        let mut agencies: Vec<AgencyIx> = agencies.filter(|ix| known.insert(*ix)).collect();
        let places = first_places(&sheet);
        agencies.sort_by_key(|ix| (places.get(ix).copied().unwrap_or(usize::MAX), *ix));
        let digits = agencies.len().to_string().len().max(2);
        let mut files: Vec<AgencyFile> = Vec::with_capacity(agencies.len());
        for (nth, agency) in agencies.into_iter().enumerate() {
            let name = agency_file_name(sheet.workspace(), agency, sheet.today, format);
            let name = format!("{:0digits$}_{name}", nth + 1);
            let path = free_name(&folder.join(name), &mut taken);
            files.push(AgencyFile { agency, path });
        }
        Self {
            sheet,
            format,
            options,
            files,
            folder,
            summary,
            receipt,
        }
    }

    /// What there is to say of characters of these tasks that no typeface holds: looked through
    /// once, not for every file.
    #[must_use]
    pub fn lacking(&self) -> Option<Diagnostic> {
        let subject = Subject::List(&self.sheet);
        let lacks = lacking(subject, Format::Csv, self.options);
        lacking_words(&lacks, self.format)
    }

    /// The files that are there already and would be replaced.
    #[must_use]
    pub fn existing(&self) -> Vec<&Path> {
        let files = self.files.iter().map(|file| file.path.as_path());
        files
            .chain([self.receipt.as_path(), self.summary.as_path()])
            .filter(|path| path.exists())
            .collect()
    }

    /// Writes the files one after the other, receipt and summary at the end. Makes the folder of
    /// the day where there is none; the one that it stands in has to be there.
    #[must_use]
    pub fn run(&self, replacing: Replacing, progress: &dyn Progress) -> Distributed {
        let mut ended = self.write(replacing, progress);
        let failed = ended.failed.iter().map(|(path, _)| path);
        let kept: Vec<PathBuf> = failed.filter(|path| path.is_file()).cloned().collect();
        ended.kept = kept;
        ended
    }

    fn write(&self, replacing: Replacing, progress: &dyn Progress) -> Distributed {
        let mut ended = Distributed::default();
        // Where it cannot be made, every file says so.
        let _made = std::fs::create_dir(&self.folder);
        let mut lines = Vec::with_capacity(self.files.len());
        for (nth, file) in self.files.iter().enumerate() {
            let part = Part {
                progress,
                nth,
                all: self.files.len() + 1,
            };
            let profile = Profile::new(&self.sheet, file.agency);
            let subject = Subject::Agency(&profile);
            let (format, options) = (self.format, self.options);
            let written = export_files(&file.path, subject, format, options, replacing, &part);
            let (words, is_written) = match written {
                Ok(files) => {
                    ended.agencies += 1;
                    ended.written.extend(files);
                    (file_name(&file.path), true)
                }
                Err(ExportError::Cancelled) => {
                    ended.cancelled = true;
                    return ended;
                }
                Err(error) => {
                    let words = format!("没有写出：{error}");
                    ended.failed.push((file.path.clone(), error));
                    (words, false)
                }
            };
            lines.push(line(&profile, words, is_written));
        }
        if progress.is_cancelled() {
            ended.cancelled = true;
            return ended;
        }
        let receipt = write_file(&self.receipt, replacing, |out| {
            docx::write_receipt(&self.sheet, &lines, out)
        });
        match receipt {
            Ok(()) => {
                ended.has_receipt = true;
                ended.written.push(self.receipt.clone());
            }
            Err(error) => ended.failed.push((self.receipt.clone(), error)),
        }
        let summary = write_file(&self.summary, replacing, |out| {
            xlsx::write_summary(&self.sheet, &lines, out)
        });
        match summary {
            Ok(()) => {
                ended.has_summary = true;
                ended.written.push(self.summary.clone());
            }
            Err(error) => ended.failed.push((self.summary.clone(), error)),
        }
        progress.report(1.0);
        ended
    }
}

/// The place of every body in the order in which the documents first name it.
fn first_places(sheet: &Sheet) -> HashMap<AgencyIx, usize> {
    let workspace = sheet.workspace();
    let mut tasks: Vec<_> = sheet.tasks().collect();
    tasks.sort_unstable();
    let mut places = HashMap::new();
    for task in tasks {
        for duty in &workspace.task(task).duties {
            let next = places.len();
            places
                .entry(sheet.bodies[duty.agency.get()])
                .or_insert(next);
        }
    }
    places
}

fn line(profile: &Profile, file: String, is_written: bool) -> Line {
    let body = profile.body();
    Line {
        label: body.label().to_owned(),
        name: body.name.clone(),
        roles: profile.roles,
        tasks: profile.tasks,
        assignments: profile.assignments,
        through: profile.through_tasks(),
        targets: profile.targets.len(),
        file,
        is_written,
    }
}

/// The folder of a day: what is handed out again on another day does not lie among the files of
/// the first. One that has the name already is taken as it is.
fn of_day(folder: &Path, sheet: &Sheet) -> PathBuf {
    let name = format!("{}_{}", Layout::Agency.document(), sheet.today);
    if folder.file_name().is_some_and(|own| *own == *name) {
        return folder.to_owned();
    }
    folder.join(name)
}

fn receipt_name(sheet: &Sheet) -> String {
    let (receipt, ending) = (terms::RECEIPT, Format::Docx.extension());
    format!("{receipt}_{}.{ending}", sheet.today)
}

fn summary_name(sheet: &Sheet) -> String {
    format!(
        "{}汇总_{}.{}",
        Layout::Agency.document(),
        sheet.today,
        Format::Xlsx.extension()
    )
}

/// The path, or the first numbered one behind it that is free.
pub(super) fn free_name(path: &Path, taken: &mut HashSet<String>) -> PathBuf {
    let mark = |nth| format!("-{nth}");
    let free = store::free_name(path, mark, |path| taken.insert(file_key(path)));
    free.unwrap_or_else(|| path.to_owned())
}

/// What Windows takes for the same name.
fn file_key(path: &Path) -> String {
    file_name(path).to_lowercase()
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// One file's part of the bar.
pub(super) struct Part<'p> {
    pub progress: &'p dyn Progress,
    pub nth: usize,
    pub all: usize,
}

impl Progress for Part<'_> {
    fn report(&self, fraction: f32) {
        self.progress
            .report((num::float(self.nth) + fraction) / num::float(self.all));
    }

    fn is_cancelled(&self) -> bool {
        self.progress.is_cancelled()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_windows_takes_for_one_are_told_apart() {
        let mut taken = HashSet::new();
        let names = ["甲A.docx", "甲a.docx", "甲A.docx", "乙.docx"];
        let free = names.map(|name| file_name(&free_name(Path::new(name), &mut taken)));
        assert_eq!(free, ["甲A.docx", "甲a-2.docx", "甲A-3.docx", "乙.docx"]);
    }
}
