//! The wording that a data file keeps of its document, as a document again: the reading is what
//! the data says.

use std::path::Path;

use super::document::{BlockKind, Document, Place};
use super::opened::Opened;
use super::understand::{Confidence, ReadDuty, ReadTarget, ReadTask, Reading};
use crate::model::{Assignment, Dataset, Section, Target, Task};

/// Makes a document of the wordings of a plan; `None` where it has none.
#[must_use]
pub fn opened(file: &Path, data: &Dataset, plan: usize) -> Option<Opened> {
    let plan = data.plans.get(plan)?;
    if !has_text(&plan.sections) {
        return None;
    }
    let mut kept = Kept {
        data,
        document: Document::default(),
        reading: Reading {
            title: Some(plan.title.clone()),
            number: plan.number.clone(),
            issuer: plan.issuer.clone(),
            issued: plan.issued,
            status: plan.status,
            period: plan.period,
            based_on: plan.based_on.clone(),
            ..Reading::default()
        },
    };
    let heading = BlockKind::Heading(1);
    kept.document.push(&plan.title, heading, Place::default());
    kept.sections(&plan.sections, 2, &[]);
    Some(Opened {
        file: file.to_owned(),
        document: kept.document,
        reading: kept.reading,
    })
}

fn has_text(sections: &[Section]) -> bool {
    sections.iter().any(|section| {
        section.tasks.iter().any(|task| task.text.is_some()) || has_text(&section.sections)
    })
}

struct Kept<'d> {
    data: &'d Dataset,
    document: Document,
    reading: Reading,
}

impl Kept<'_> {
    fn sections(&mut self, sections: &[Section], level: u8, around: &[(String, String)]) {
        for section in sections {
            let heading = format!("{} {}", section.number, section.title);
            let kind = BlockKind::Heading(level);
            self.document.push(heading.trim(), kind, Place::default());
            let mut chapters = around.to_vec();
            chapters.push((section.number.clone(), section.title.clone()));
            for task in &section.tasks {
                self.task(task, &chapters);
            }
            self.sections(&section.sections, level.saturating_add(1), &chapters);
        }
    }

    fn task(&mut self, task: &Task, chapters: &[(String, String)]) {
        let text = task.text.as_deref().unwrap_or(&task.title).trim();
        let shown = if text.is_empty() { "（无）" } else { text };
        let is_first = self.document.text.is_empty();
        let at = self.document.text.len() + usize::from(!is_first);
        let place = Place {
            page: page(task.place.as_deref().unwrap_or_default()),
            ..Place::default()
        };
        self.document.push(shown, BlockKind::Paragraph, place);
        let mut from = 0;
        let duties = task
            .assignments
            .iter()
            .map(|mark| self.duty(mark, task, (at, shown), &mut from))
            .collect();
        let notes = match task.text {
            Some(_) => Vec::new(),
            None => vec!["数据中没有这一项的原文".to_owned()],
        };
        self.reading.tasks.push(ReadTask {
            at,
            chapters: chapters.to_vec(),
            clause: task.clause.clone(),
            part: task.part,
            title: task.title.clone(),
            text: task.text.clone().unwrap_or_default(),
            place: task.place.clone().unwrap_or_default(),
            duties,
            dues: task.due_wordings().zip(task.dues().cloned()).collect(),
            targets: task.targets.iter().map(read_target).collect(),
            fields: Vec::new(),
            notes,
        });
    }

    /// A body, where it stands in the wording. One that the document should have and has not is
    /// doubtful.
    fn duty(
        &self,
        mark: &Assignment,
        task: &Task,
        (at, shown): (usize, &str),
        from: &mut usize,
    ) -> ReadDuty {
        let mut agencies = self.data.agencies.iter();
        let agency = agencies.find(|agency| agency.id == mark.agency);
        let label = agency.map_or(mark.agency.as_str(), |agency| agency.label());
        let written = mark.written.as_deref().unwrap_or(label);
        // In the order of the document, else anywhere.
        let behind = shown.get(*from..).and_then(|rest| rest.find(written));
        let found = behind
            .map(|nth| nth + *from)
            .or_else(|| shown.find(written));
        if let Some(found) = found {
            *from = found + written.len();
        }
        let is_missing = found.is_none() && mark.written.is_some() && task.text.is_some();
        let (rule, confidence) = match (&mark.note, is_missing) {
            (_, true) => ("原文中没有这个写法".to_owned(), Confidence::Doubtful),
            (Some(note), false) => (note.clone(), Confidence::Likely),
            (None, false) => ("数据中的分工".to_owned(), Confidence::Sure),
        };
        ReadDuty {
            written: written.to_owned(),
            means: None,
            at: found.map_or(at + shown.len(), |found| at + found),
            role: mark.role,
            rule,
            confidence,
        }
    }
}

/// A target, with the words that its note quotes.
fn read_target(target: &Target) -> ReadTarget {
    let note = target.note.as_deref().unwrap_or_default();
    let quoted = note.split_once('“').and_then(|(_, rest)| {
        // What else is said of it stands behind the wording.
        rest.split_once("”。").or_else(|| rest.rsplit_once('”'))
    });
    let figure = || format!("{}{}", target.amount.figure(), target.unit);
    ReadTarget {
        written: quoted.map_or_else(figure, |(words, _)| words.to_owned()),
        target: target.clone(),
        by: Vec::new(),
        to: Vec::new(),
    }
}

/// The page in words of a place: 第 3 页.
fn page(place: &str) -> Option<usize> {
    let (_, rest) = place.split_once("第 ")?;
    let (number, rest) = rest.split_once(' ')?;
    rest.starts_with('页').then(|| number.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::draft::draft;
    use crate::import::read::text;
    use crate::import::understand::understand;

    const DOCUMENT: &str = "示例市节水行动方案

一、主要任务
（一）加强节水。2026年底前培育节水企业20家以上。（牵头单位：市水务局；责任单位：市财政局）
（二）加强治水。治理河道。（责任单位：市水利局）
";

    fn data() -> Dataset {
        let document = text::read(DOCUMENT.as_bytes()).unwrap();
        let reading = understand(&document);
        draft(
            &[("方案".to_owned(), &document, reading)],
            &Dataset::default(),
            true,
        )
    }

    #[test]
    fn what_was_saved_of_a_document_reads_as_the_document_did() {
        let data = data();
        let kept = opened(Path::new("方案.ron"), &data, 0).unwrap();
        let before = understand(&text::read(DOCUMENT.as_bytes()).unwrap());
        assert_eq!(kept.reading.tasks.len(), before.tasks.len());
        for (kept_task, task) in kept.reading.tasks.iter().zip(&before.tasks) {
            assert_eq!(kept_task.clause, task.clause);
            assert_eq!(kept_task.title, task.title);
            let dues = |task: &ReadTask| -> Vec<String> {
                task.dues.iter().map(|(words, _)| words.clone()).collect()
            };
            assert_eq!(dues(kept_task), dues(task));
            for (duty, other) in kept_task.duties.iter().zip(&task.duties) {
                assert_eq!((&duty.written, duty.role), (&other.written, other.role));
                let text = &kept.document.text;
                assert!(text[duty.at..].starts_with(&duty.written));
                assert_eq!(duty.confidence, Confidence::Sure);
            }
        }
        let marks = super::super::passages::Passages::of(&kept.document, &kept.reading).marks;
        assert_eq!(marks.len(), 5, "three bodies, a deadline and a target");
    }

    #[test]
    fn a_wording_that_the_document_has_not_is_doubtful() {
        let mut data = data();
        let marks = &mut data.plans[0].sections[0].tasks[1].assignments;
        marks[0].written = Some("市林业局".to_owned());
        let kept = opened(Path::new("方案.ron"), &data, 0).unwrap();
        assert_eq!(
            kept.reading.tasks[1].doubts(true),
            ["“市林业局”的读法存疑：原文中没有这个写法"]
        );
    }

    #[test]
    fn data_without_wordings_has_no_document() {
        let mut data = data();
        for task in &mut data.plans[0].sections[0].tasks {
            task.text = None;
        }
        assert!(opened(Path::new("方案.ron"), &data, 0).is_none());
        assert!(opened(Path::new("方案.ron"), &data, 7).is_none());
        assert_eq!(page("附件，第 3 页"), Some(3));
        assert_eq!(page("第 4 段"), None);
    }
}
