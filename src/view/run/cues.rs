//! What a presenter has at hand for a slide that the slide itself does not say: who leads, what else
//! is to be reached and by when, whom to ask, and what the data notes. Only of what stands on the
//! page.

use super::{Content, Slide};
use crate::model::workspace::{AgencyIx, TaskIx, Workspace};
use crate::model::{Fields, Role};
use crate::terms;
use crate::view::{Sheet, TaskRow, TaskRowMaker};

/// What there is to know beside a slide of one thing on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The clause of a task; what else it is about: 机构, 方案.
    pub place: String,
    /// The task's title, the body's or the plan's name.
    pub title: String,
    /// What is to be known, each with what it is called.
    pub lines: Vec<(String, String)>,
}

impl Cue {
    fn new(place: impl Into<String>, title: &str) -> Self {
        Self {
            place: place.into(),
            title: title.to_owned(),
            lines: Vec::new(),
        }
    }

    fn add(&mut self, name: &str, text: &str) {
        if !text.trim().is_empty() {
            self.lines.push((name.to_owned(), text.trim().to_owned()));
        }
    }

    fn add_fields(&mut self, fields: &Fields) {
        for (name, text) in fields.iter() {
            self.add(name, text);
        }
    }
}

impl Slide {
    /// What the presenter has at hand at a page of this slide with these tasks.
    #[must_use]
    pub fn cues(&self, sheet: &Sheet, tasks: impl Iterator<Item = TaskIx>) -> Vec<Cue> {
        let workspace = sheet.workspace();
        let mut cues: Vec<Cue> = Vec::new();
        match &self.content {
            Content::Cover(_) => cues.extend(of_plans(sheet)),
            _ => cues.extend(self.body.map(|body| of_body(workspace, body))),
        }
        let rows = TaskRowMaker::whole(sheet);
        let mut seen: Vec<TaskIx> = Vec::new();
        for task in tasks {
            // A schedule names a task once for each of its deadlines.
            if !seen.contains(&task) {
                seen.push(task);
                cues.push(self.of_task(workspace, &rows.row(task)));
            }
        }
        cues.retain(|cue| !cue.lines.is_empty());
        cues
    }

    /// What the slide leaves out of a task.
    fn of_task(&self, workspace: &Workspace, row: &TaskRow<'_>) -> Cue {
        let mut cue = Cue::new(super::clause(&row.clause), row.title);
        let content = &self.content;
        let is_of_one = matches!(
            content,
            Content::Duties(_) | Content::Slice(_) | Content::Schedule(_)
        );
        let leads = &row.bodies[Role::Lead.index()];
        let is_its_own = leads.iter().any(|lead| Some(lead.agency) == self.body);
        if is_of_one && !is_its_own {
            cue.add(Role::Lead.label(), &row.bodies_text(Role::Lead));
        }
        let task = &workspace.task(row.task).task;
        // Duties name the first target in full; a schedule has each at its own deadline.
        let is_short = match content {
            Content::Duties(_) => task.targets.len() > 1,
            Content::Slice(_) | Content::Shared(_) => true,
            _ => false,
        };
        if is_short {
            cue.add(terms::TARGET, &row.goals_text().replace('\n', "；"));
        }
        cue.add_fields(row.fields);
        let notes = task
            .targets
            .iter()
            .filter_map(|target| target.note.as_deref());
        let notes: Vec<&str> = std::iter::once(row.note.as_str()).chain(notes).collect();
        // Of one thing alone the slide says the note itself.
        if !matches!(content, Content::Told(_)) {
            cue.add(terms::NOTE, &notes.join(" "));
        }
        cue
    }
}

/// What is noted of the plans that the run is made of.
fn of_plans(sheet: &Sheet) -> impl Iterator<Item = Cue> {
    let workspace = sheet.workspace();
    sheet.plans().map(|plan| {
        let plan = &workspace.plan(plan).plan;
        let mut cue = Cue::new(terms::PLAN, plan.label());
        cue.add(terms::NOTE, plan.note.as_deref().unwrap_or_default());
        cue
    })
}

/// Whom to ask at a body, and what is noted of it.
fn of_body(workspace: &Workspace, body: AgencyIx) -> Cue {
    let agency = workspace.agency(body);
    let mut cue = Cue::new(terms::AGENCY, agency.label());
    cue.add_fields(&agency.fields);
    cue.add(terms::NOTE, agency.note.as_deref().unwrap_or_default());
    cue
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::workspace::{Source, Workspace};
    use crate::store;
    use crate::view::run::{Run, Wanted};
    use crate::view::{Data, ViewSpec};

    const TEXT: &str = r#"(format: 1, title: "数据",
        agencies: [
            (id: "a", name: "甲局", kind: Department, fields: {"联系人": "张某"}, note: "由乙局改名"),
            (id: "b", name: "乙局", kind: Department),
        ],
        plans: [(id: "p", title: "计划", note: "第三页缺损", sections: [
            (number: "一", title: "章", tasks: [
                (clause: "1", title: "治水", note: "原文有缺字",
                    assignments: [(agency: "a", role: Lead), (agency: "b", role: Support)],
                    targets: [
                        (indicator: "河长", amount: AtLeast(2), unit: "人"),
                        (indicator: "河道", amount: AtLeast(3), unit: "条", note: "口径不明"),
                    ]),
                (clause: "2", title: "节水", fields: {"责任人": "李某"},
                    assignments: [(agency: "a", role: Lead)]),
                (clause: "3", title: "种树", assignments: [(agency: "b", role: Lead)]),
            ]),
        ])])"#;

    fn sheet() -> Arc<Sheet> {
        let dataset = store::parse(TEXT.as_bytes(), None).unwrap().dataset;
        let source = Source {
            file: None,
            dataset,
        };
        let data = Data::new(Workspace::join(vec![source]).0);
        let today = "2026-11-27".parse().unwrap();
        Arc::new(Sheet::new(&data, &ViewSpec::default().for_run(), today))
    }

    fn lines(cue: &Cue) -> Vec<String> {
        let lines = cue.lines.iter();
        lines.map(|(name, text)| format!("{name} {text}")).collect()
    }

    fn slide<'a>(run: &'a Run, key: &str) -> &'a Slide {
        run.slides.iter().find(|slide| slide.key == key).unwrap()
    }

    #[test]
    fn cues_are_of_the_tasks_on_the_page_alone_and_say_what_the_slide_does_not() {
        let sheet = sheet();
        let run = Run::new(&sheet, &[]);
        let task = |nth| TaskIx::new(nth);
        let of_b = slide(&run, "duties:b").cues(&sheet, [task(0)].into_iter());
        let [cue] = of_b.as_slice() else {
            panic!("{of_b:?}")
        };
        assert_eq!((cue.place.as_str(), cue.title.as_str()), ("1", "治水"));
        let said = lines(cue);
        assert_eq!(said[0], "牵头 甲局", "who leads it");
        assert!(
            said[1].starts_with("目标 ") && said[1].contains("河道"),
            "{said:?}"
        );
        assert_eq!(said[2], "备注 原文有缺字 口径不明");
        // What the body leads itself needs no word of who leads; whom to ask stands first.
        let of_a = slide(&run, "duties:a").cues(&sheet, [task(0), task(1), task(0)].into_iter());
        let places: Vec<&str> = of_a.iter().map(|cue| cue.place.as_str()).collect();
        assert_eq!(places, ["机构", "1", "2"]);
        assert_eq!(lines(&of_a[0]), ["联系人 张某", "备注 由乙局改名"]);
        assert!(!lines(&of_a[1]).iter().any(|line| line.starts_with("牵头")));
        assert_eq!(lines(&of_a[2]), ["责任人 李某"]);
        // A page whose tasks need no word has none.
        let nothing = slide(&run, "duties:b").cues(&sheet, [task(2)].into_iter());
        assert_eq!(nothing, []);
    }

    #[test]
    fn the_cover_has_the_notes_of_the_plans_and_one_thing_alone_says_its_own() {
        let sheet = sheet();
        let run = Run::new(&sheet, &[]);
        let cues = slide(&run, "cover").cues(&sheet, std::iter::empty());
        assert_eq!(cues.len(), 1);
        assert_eq!(
            (cues[0].place.as_str(), cues[0].title.as_str()),
            ("方案", "计划")
        );
        assert_eq!(lines(&cues[0]), ["备注 第三页缺损"]);
        let told = &Wanted::Task(TaskIx::new(0)).slides(&sheet)[0];
        assert_eq!(told.cues(&sheet, std::iter::empty()), []);
        assert_eq!(slide(&run, "overview").cues(&sheet, std::iter::empty()), []);
    }
}
