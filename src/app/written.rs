//! Writing a changed file back, so that nothing is lost of what it held.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::model::Dataset;
use crate::store::watch::{self, Content};
use crate::store::{self, Staged};

/// The savings of the open files. One at a time writes a file.
#[derive(Debug, Default)]
pub struct Saves {
    /// The files that are being written, and whether somebody wants them saved once more.
    under_way: Vec<(PathBuf, bool)>,
    /// Where what files held when they were opened is kept.
    kept: Vec<(PathBuf, Kept)>,
}

/// What a file held, kept beside it.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Where.
    pub at: PathBuf,
    /// Whether that is what the file held when it was opened, and not only before it was saved.
    pub is_as_opened: bool,
    /// What was written to the file afterwards.
    pub wrote: Content,
}

impl Saves {
    /// Whether a file can be written now. Where it is being written it is noted that somebody
    /// wants it again.
    pub fn begin(&mut self, file: &Path) -> bool {
        let mut under_way = self.under_way.iter_mut();
        if let Some((_, again)) = under_way.find(|(known, _)| known == file) {
            *again = true;
            return false;
        }
        self.under_way.push((file.to_owned(), false));
        true
    }

    /// A file is not being written any more. Says whether somebody wanted it again.
    pub fn end(&mut self, file: &Path) -> bool {
        let nth = self.under_way.iter().position(|(known, _)| known == file);
        nth.is_some_and(|nth| self.under_way.remove(nth).1)
    }

    /// What is kept of a file.
    pub fn kept(&self, file: &Path) -> Option<&Kept> {
        let mut kept = self.kept.iter();
        kept.find(|(known, _)| known == file).map(|(_, kept)| kept)
    }

    /// Notes what is kept of a file.
    pub fn keep(&mut self, file: &Path, kept: Kept) {
        self.kept.retain(|(known, _)| known != file);
        self.kept.push((file.to_owned(), kept));
    }
}

/// A file to be written back.
pub(super) struct Order {
    pub file: PathBuf,
    pub dataset: Arc<Dataset>,
    /// What it held when it was read or saved last.
    pub shown: Option<Content>,
    /// How many of its comments may go.
    pub agreed: usize,
    /// What is kept of it already.
    pub kept: Option<Kept>,
}

/// What became of a file that was to be saved.
pub(super) enum Written {
    /// It holds the data now; the old one is kept beside it.
    Saved(Kept),
    /// So many comments would be lost, which is more than anybody knows.
    WouldLose(usize),
}

/// Writes a file that was opened, unless somebody else changed it since.
pub(super) fn write_back(order: &Order) -> Result<Written, Diagnostic> {
    write_back_when(order, || {})
}

/// As [`write_back`]; `before_last` is called when only the last look at the file is left.
fn write_back_when(order: &Order, before_last: impl FnOnce()) -> Result<Written, Diagnostic> {
    let Order { file, dataset, .. } = order;
    let old = std::fs::read(file).ok();
    let held = old.as_deref().map_or(Content::Gone, Content::of);
    let (Some(old), true) = (old, order.shown == Some(held)) else {
        return Err(foreign(file, held));
    };
    let new = store::rewrite(&old, dataset).map_err(|error| error.in_file(file))?;
    let text = new.text;
    store::parse(text.as_bytes(), Some(file)).map_err(|reasons| gravest(&reasons, file))?;
    if new.lost > order.agreed {
        return Ok(Written::WouldLose(new.lost));
    }
    let staged = Staged::write(file, |out| out.write_all(text.as_bytes()));
    let staged = staged.map_err(|error| unwritten(&error, file))?;
    let wrote = Content::of(text.as_bytes());
    // What our own saving wrote is not what was opened.
    let known = order.kept.as_ref();
    let known = known.filter(|kept| kept.wrote == held);
    let kept = match known.filter(|kept| kept.at.is_file()) {
        Some(kept) => Kept {
            wrote,
            ..kept.clone()
        },
        None => Kept {
            at: store::keep_beside(file, &old).map_err(|error| {
                Diagnostic::error(format!("没有保存：原来的文件留不下来，{}", error.reason()))
                    .with_hint(error.hint())
                    .in_file(file)
            })?,
            is_as_opened: known.is_none(),
            wrote,
        },
    };
    before_last();
    let is_known = |target: &Path| watch::content(target).is_ok_and(|now| now == held);
    match staged.replace(is_known) {
        Ok(true) => Ok(Written::Saved(kept)),
        Ok(false) => {
            let now = watch::content(file).unwrap_or(Content::Gone);
            Err(foreign(file, now))
        }
        Err(error) => Err(unwritten(&error, file)),
    }
}

/// What is said of a file that is not what it was.
fn foreign(file: &Path, now: Content) -> Diagnostic {
    let (error, hint) = match now {
        Content::Gone => (
            "没有保存：这个文件已不在原处，或读不出来",
            "用“保存为 RON…”另存一份",
        ),
        Content::There { .. } => (
            "这个文件已被别的程序修改，没有替换它",
            "用“保存为 RON…”另存一份，再用“对比…”与它对照",
        ),
    };
    Diagnostic::error(error).with_hint(hint).in_file(file)
}

/// Why a file was not written.
pub(super) fn unwritten(error: &store::WriteError, file: &Path) -> Diagnostic {
    Diagnostic::error(format!("文件没有保存：{}", error.reason()))
        .with_hint(error.hint())
        .in_file(file)
}

/// The reason why data cannot be saved: it could not be read again.
pub(super) fn gravest(reasons: &[Diagnostic], file: &Path) -> Diagnostic {
    let found = crate::diagnostic::gravest(reasons);
    let error = found.map_or("数据不能保存", |found| found.message.as_str());
    Diagnostic::error(format!("没有保存：{error}"))
        .with_hint("撤销最近的修改，或按诊断改好，再保存")
        .in_file(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(folder: &Path, text: &str) -> Order {
        let file = folder.join("甲.ron");
        std::fs::write(&file, text).unwrap();
        let mut dataset = store::load(&file).unwrap().dataset;
        dataset.title = "乙".to_owned();
        Order {
            shown: watch::content(&file).ok(),
            file,
            dataset: Arc::new(dataset),
            agreed: 0,
            kept: None,
        }
    }

    #[test]
    fn a_file_that_changes_while_it_is_saved_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let order = order(folder.path(), "(format: 1, title: \"甲\")\n");
        let theirs = "(format: 1, title: \"丙\")\n";
        let written = write_back_when(&order, || std::fs::write(&order.file, theirs).unwrap());
        let error = written.err().unwrap();
        assert_eq!(error.message, "这个文件已被别的程序修改，没有替换它");
        assert_eq!(std::fs::read_to_string(&order.file).unwrap(), theirs);
        let names = std::fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(names, 2, "the file, and what it held when it was opened");
    }

    #[test]
    fn a_file_that_is_gone_is_said_to_be_gone() {
        let folder = tempfile::tempdir().unwrap();
        let order = order(folder.path(), "(format: 1, title: \"甲\")\n");
        std::fs::remove_file(&order.file).unwrap();
        let error = write_back(&order).err().unwrap();
        assert!(error.message.contains("已不在原处"), "{}", error.message);
        assert!(!order.file.exists());
    }

    #[test]
    fn a_second_wish_waits_for_the_first() {
        let mut saves = Saves::default();
        let file = Path::new("甲.ron");
        assert!(saves.begin(file));
        assert!(!saves.begin(file));
        assert!(saves.begin(Path::new("乙.ron")));
        assert!(saves.end(file));
        assert!(saves.begin(file));
        assert!(!saves.end(file));
    }
}
