//! A run as people arranged it: the order of its slides, titles and notes of their own, what is left
//! out. It names slides by keys that hold over changed data, and can be kept as a file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Run, Slide, Wanted};
use crate::diagnostic::{Diagnostic, Position};
use crate::store;
use crate::view::{Sheet, ViewSpec};

/// How the names of files of runs end.
pub const RUN_ENDING: &str = "zrun";

/// A run as people arranged it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RunPlan {
    /// Its name.
    pub name: String,
    /// The view it is made from: its plans, its bodies in their order, and how bodies are counted.
    pub view: ViewSpec,
    /// Its slides in their order. Those that are not named stand where they stand by themselves.
    pub slides: Vec<PlannedSlide>,
    /// How long the meeting is planned to go on, in minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
}

/// A slide of a run as people arranged it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PlannedSlide {
    /// What it shows: `duties:jxj`. The same for the same slide of other data.
    pub key: String,
    /// What it was called when it was arranged: to be said where the data has no such slide any more.
    pub label: String,
    /// A title of its own; empty for the usual one.
    pub title: String,
    /// Whether it is left out.
    pub hidden: bool,
    /// What the presenter wants to remember.
    pub note: String,
}

impl PlannedSlide {
    /// What kind of slide it is: all of a kind have the same word.
    #[must_use]
    pub fn kind(&self) -> &str {
        self.key.split(':').next().unwrap_or_default()
    }

    /// Whether it is one of the slides that every body has.
    #[must_use]
    pub fn is_of_a_body(&self) -> bool {
        matches!(self.kind(), "duties" | "slice" | "schedule")
    }

    /// Whether it is about the body that another one is about.
    #[must_use]
    pub fn is_of_body(&self, other: &Self) -> bool {
        let body = |slide: &Self| slide.key.split(':').nth(1).map(str::to_owned);
        self.is_of_a_body() && other.is_of_a_body() && body(self) == body(other)
    }
}

impl RunPlan {
    /// Moves all slides about the body of a slide down (or up), past the slides of the next body or
    /// past a slide that is about none; gives where that slide stands then. The cover stays first.
    pub fn move_body(&mut self, nth: usize, down: bool) -> usize {
        let Some(marked) = self.slides.get(nth).filter(|slide| slide.is_of_a_body()) else {
            return nth;
        };
        let marked = marked.clone();
        let is_own = |slide: &PlannedSlide| slide.is_of_body(&marked);
        // Where they are scattered, they first come together around the one that is marked.
        let firsts = self.slides.iter().position(is_own).unwrap_or(nth);
        let lasts = self.slides.iter().rposition(is_own).unwrap_or(nth);
        let is_together = self.slides[firsts..=lasts].iter().all(is_own);
        let before = self.slides[..nth].iter();
        let mut to = before.filter(|slide| !is_own(slide)).count();
        let (own, mut others): (Vec<PlannedSlide>, Vec<PlannedSlide>) =
            self.slides.drain(..).partition(is_own);
        if is_together {
            let alike = |one: &PlannedSlide, other: &PlannedSlide| one.is_of_body(other);
            if down {
                let passed = others.get(to).cloned();
                to += passed.map_or(0, |passed| {
                    let rest = others[to + 1..].iter();
                    1 + rest.take_while(|slide| alike(slide, &passed)).count()
                });
            } else if let Some(passed) = to.checked_sub(1).map(|last| others[last].clone())
                && passed.kind() != "cover"
            {
                let rest = others[..to - 1].iter().rev();
                to -= 1 + rest.take_while(|slide| alike(slide, &passed)).count();
            }
        }
        let within = own.iter().position(|slide| slide.key == marked.key);
        others.splice(to..to, own);
        self.slides = others;
        to + within.unwrap_or(0)
    }
}

/// What the program is started for: a run over the data that is opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meeting {
    /// Which plans and bodies it is about.
    pub view: ViewSpec,
    /// The run that was kept, with its file; without one it is made from the view.
    pub run: Option<(PathBuf, RunPlan)>,
    /// The display for the audience, by its place among all, from 0.
    pub display: Option<usize>,
}

/// How a planned slide stands to the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is there.
    Known,
    /// The data has it, and the plan did not know it.
    New,
    /// The data has nothing of the kind any more.
    Gone,
}

/// A run made by a plan, with the plan as it is now.
#[derive(Clone, Debug)]
pub struct Arranged {
    /// What is shown.
    pub run: Run,
    /// All slides in their order, also those that are left out or gone.
    pub slides: Vec<(PlannedSlide, Standing)>,
}

impl Arranged {
    /// The run of a sheet by a plan. Slides that the plan does not name are put behind the one that
    /// they follow by themselves.
    #[must_use]
    pub fn new(run: Run, plan: &RunPlan, sheet: &Arc<Sheet>) -> Self {
        let Run {
            title,
            slides: natural,
            is_answer,
        } = run;
        let order: Vec<String> = natural.iter().map(|slide| slide.key.clone()).collect();
        let mut natural: Vec<Option<Slide>> = natural.into_iter().map(Some).collect();
        let mut placed: Vec<(PlannedSlide, Standing, Option<Slide>)> = Vec::new();
        for planned in &plan.slides {
            let known = natural.iter_mut().find(|slide| {
                let key = slide.as_ref().map(|slide| slide.key.as_str());
                key == Some(planned.key.as_str())
            });
            let slide = match known {
                Some(slide) => slide.take(),
                None => answer(&planned.key, sheet),
            };
            let standing = match slide {
                Some(_) => Standing::Known,
                None => Standing::Gone,
            };
            let mut planned = planned.clone();
            if let Some(slide) = &slide {
                planned.label = slide.label();
            }
            placed.push((planned, standing, slide));
        }
        for (nth, slide) in natural.into_iter().enumerate() {
            let Some(slide) = slide else { continue };
            let before = order[..nth].iter().rev();
            let behind = before
                .into_iter()
                .find_map(|key| placed.iter().position(|(planned, ..)| planned.key == *key));
            let planned = PlannedSlide {
                key: slide.key.clone(),
                label: slide.label(),
                ..PlannedSlide::default()
            };
            let is_untouched = plan.slides.is_empty();
            let standing = if is_untouched {
                Standing::Known
            } else {
                Standing::New
            };
            let at = behind.map_or(0, |behind| behind + 1);
            placed.insert(at, (planned, standing, Some(slide)));
        }
        let mut slides = Vec::with_capacity(placed.len());
        let mut shown = Vec::with_capacity(placed.len());
        for (planned, standing, slide) in placed {
            if let Some(mut slide) = slide.filter(|_| !planned.hidden) {
                slide.rename(&planned.title);
                slide.note.clone_from(&planned.note);
                shown.push(slide);
            }
            slides.push((planned, standing));
        }
        Self {
            run: Run {
                title,
                slides: shown,
                is_answer,
            },
            slides,
        }
    }

    /// What the plan names and the data does not have, and what the data has beside it, in words.
    #[must_use]
    pub fn changes(&self) -> Option<String> {
        let of = |wanted: Standing| -> Vec<&str> {
            let slides = self.slides.iter();
            let slides = slides.filter(|(_, standing)| *standing == wanted);
            slides.map(|(planned, _)| planned.label.as_str()).collect()
        };
        let (gone, new) = (of(Standing::Gone), of(Standing::New));
        let part = |labels: &[&str], words: &str| {
            let named = labels
                .iter()
                .take(3)
                .copied()
                .collect::<Vec<_>>()
                .join("、");
            let more = if labels.len() > 3 { "等" } else { "" };
            format!("{words} {} 张：{named}{more}", labels.len())
        };
        match (gone.is_empty(), new.is_empty()) {
            (true, true) => None,
            (false, true) => Some(part(&gone, "数据中已没有")),
            (true, false) => Some(part(&new, "新有")),
            (false, false) => Some(format!(
                "{}；{}",
                part(&gone, "数据中已没有"),
                part(&new, "新有")
            )),
        }
    }
}

/// The slide of an answer that was put into a run, by its key.
fn answer(key: &str, sheet: &Arc<Sheet>) -> Option<Slide> {
    let slides = Wanted::of_key(key, sheet)?.slides(sheet);
    slides.into_iter().find(|slide| slide.key == key)
}

impl RunPlan {
    /// The file of a run of this name beside the data.
    #[must_use]
    pub fn path(folder: &Path, name: &str) -> PathBuf {
        folder.join(format!("{name}.{RUN_ENDING}"))
    }

    /// The files of runs in a folder, the one that was used last first.
    #[must_use]
    pub fn files(folder: &Path) -> Vec<PathBuf> {
        let Ok(entries) = std::fs::read_dir(folder) else {
            return Vec::new();
        };
        let entries = entries.filter_map(Result::ok);
        let mut files: Vec<(std::time::SystemTime, PathBuf)> = entries
            .filter(|entry| {
                let path = entry.path();
                path.extension().is_some_and(|ending| ending == RUN_ENDING)
            })
            .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
            .collect();
        files.sort_by(|a, b| b.cmp(a));
        files.into_iter().map(|(_, path)| path).collect()
    }

    /// Reads a run.
    ///
    /// # Errors
    /// When the file cannot be read or is no run; the diagnostic says where.
    pub fn load(path: &Path) -> Result<Self, Diagnostic> {
        let text = store::text(path)?;
        store::dialect().from_str(&text).map_err(|error| {
            let (words, hint) = store::ron_words(&error.code);
            let how = "放映由演示中按 F2 打开的列表存下";
            Diagnostic::error(format!("不是有效的放映文件：{words}"))
                .in_file(path)
                .at(Position {
                    line: error.span.start.line,
                    column: error.span.start.col,
                })
                .with_hint(match hint {
                    Some(hint) => format!("{hint}；{how}"),
                    None => how.to_owned(),
                })
        })
    }

    /// Writes a run. Of files that are there it replaces the run of the same name only.
    ///
    /// # Errors
    /// When a file of this name is no run, or cannot be written; an old one stays whole.
    pub fn save(&self, path: &Path) -> Result<(), Diagnostic> {
        if path.try_exists().unwrap_or(true) && Self::load(path).is_err() {
            return Err(
                Diagnostic::error("已有同名的文件，它不是放映文件，没有替换它")
                    .in_file(path)
                    .with_hint("换一个名称"),
            );
        }
        let text = store::pretty(self).map_err(|error| {
            Diagnostic::error(format!("放映无法写成文本：{error}")).in_file(path)
        })?;
        store::write_atomic(path, |out| out.write_all(text.as_bytes())).map_err(|error| {
            Diagnostic::error(error.to_string())
                .in_file(path)
                .with_hint(error.hint())
        })
    }
}

#[cfg(test)]
mod tests;
