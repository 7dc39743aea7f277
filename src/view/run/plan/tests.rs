use super::*;
use crate::model::workspace::{Source, Workspace};
use crate::view::Data;

fn sheet(text: &str) -> Arc<Sheet> {
    let dataset = store::parse(text.as_bytes(), None).unwrap().dataset;
    let source = Source {
        file: None,
        dataset,
    };
    let data = Data::new(Workspace::join(vec![source]).0);
    let today = "2026-11-27".parse().unwrap();
    Arc::new(Sheet::new(&data, &ViewSpec::default().for_run(), today))
}

/// Two bodies in one plan; with a third body where it is wanted, and without the second.
fn text(bodies: &[&str]) -> String {
    let list = |of: fn(&str) -> String| {
        let texts: Vec<String> = bodies.iter().map(|id| of(id)).collect();
        texts.concat()
    };
    let agencies = list(|id| format!("(id: \"{id}\", name: \"{id}局\", kind: Department), "));
    let duties = list(|id| format!("(agency: \"{id}\", role: Lead), "));
    format!(
        "(format: 1, title: \"数据\", agencies: [{agencies}], plans: [(id: \"p\", title: \"计划\",
            sections: [(number: \"一\", title: \"章\", tasks: [
                (clause: \"1\", title: \"治水\", assignments: [{duties}]),
            ])])])"
    )
}

fn run(bodies: &[&str]) -> (Run, Arc<Sheet>) {
    let sheet = sheet(&text(bodies));
    (Run::new(&sheet, &[]), sheet)
}

fn keys(run: &Run) -> Vec<&str> {
    run.slides.iter().map(|slide| slide.key.as_str()).collect()
}

fn planned(key: &str) -> PlannedSlide {
    PlannedSlide {
        key: key.to_owned(),
        label: format!("从前的 {key}"),
        ..PlannedSlide::default()
    }
}

#[test]
fn without_a_plan_the_run_is_as_it_is_by_itself() {
    let (natural, sheet) = run(&["a", "b"]);
    let before = keys(&natural)
        .iter()
        .map(|key| (*key).to_owned())
        .collect::<Vec<_>>();
    let arranged = Arranged::new(natural, &RunPlan::default(), &sheet);
    assert_eq!(keys(&arranged.run), before);
    assert_eq!(arranged.changes(), None);
    let distinct: std::collections::BTreeSet<&String> = before.iter().collect();
    assert_eq!(distinct.len(), before.len(), "{before:?}");
}

#[test]
fn order_titles_notes_and_what_is_left_out_hold() {
    let (natural, sheet) = run(&["a", "b"]);
    let mut plan = RunPlan {
        slides: Arranged::new(natural.clone(), &RunPlan::default(), &sheet)
            .slides
            .into_iter()
            .map(|(planned, _)| planned)
            .collect(),
        ..RunPlan::default()
    };
    let due = plan
        .slides
        .iter()
        .position(|slide| slide.key == "due")
        .unwrap();
    let slide = plan.slides.remove(due);
    plan.slides.insert(1, slide);
    plan.slides[1].title = "先看到期".to_owned();
    plan.slides[1].note = "问进度".to_owned();
    let cover = plan
        .slides
        .iter_mut()
        .find(|slide| slide.key == "cover")
        .unwrap();
    cover.hidden = true;
    let arranged = Arranged::new(natural, &plan, &sheet);
    assert_eq!(arranged.run.slides[0].title(), "先看到期");
    assert_eq!(arranged.run.slides[0].note, "问进度");
    assert!(!keys(&arranged.run).contains(&"cover"));
    assert_eq!(
        arranged.slides.len(),
        plan.slides.len(),
        "it is still in the list"
    );
    assert_eq!(arranged.changes(), None);
}

#[test]
fn other_data_says_what_is_gone_and_what_is_new() {
    let (natural, sheet) = run(&["a", "c"]);
    let plan = RunPlan {
        slides: ["cover", "duties:a", "slice:a:p", "duties:b", "due"]
            .map(planned)
            .to_vec(),
        ..RunPlan::default()
    };
    let arranged = Arranged::new(natural, &plan, &sheet);
    let words = arranged.changes().unwrap();
    assert!(
        words.contains("数据中已没有 1 张：从前的 duties:b"),
        "{words}"
    );
    assert!(words.contains("新有"), "{words}");
    let keys = keys(&arranged.run);
    let at = |key: &str| keys.iter().position(|known| *known == key).unwrap();
    assert!(
        at("duties:c") > at("slice:a:p") && at("duties:c") < at("due"),
        "{keys:?}"
    );
}

#[test]
fn answers_that_were_put_in_come_back() {
    let (natural, sheet) = run(&["a", "b"]);
    for key in ["task:p:1", "plan:p", "beside:b:a"] {
        let plan = RunPlan {
            slides: vec![planned(key)],
            ..RunPlan::default()
        };
        let arranged = Arranged::new(natural.clone(), &plan, &sheet);
        let mut slides = arranged.slides.iter();
        let found = slides.find(|(planned, _)| planned.key == key).unwrap();
        assert_eq!(found.1, Standing::Known, "{key}");
        assert_eq!(arranged.run.slides.len(), natural.slides.len() + 1, "{key}");
    }
}

#[test]
fn a_run_reads_back_equal_and_replaces_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let plan = RunPlan {
        name: "专题会".to_owned(),
        slides: vec![planned("cover")],
        ..RunPlan::default()
    };
    let path = RunPlan::path(folder.path(), &plan.name);
    plan.save(&path).unwrap();
    assert_eq!(RunPlan::load(&path).unwrap(), plan);
    plan.save(&path).unwrap();
    assert_eq!(RunPlan::files(folder.path()), [path]);
    let other = folder.path().join("别的.zrun");
    std::fs::write(&other, "(format: 1)").unwrap();
    let error = plan.save(&other).unwrap_err();
    assert!(error.message.contains("没有替换"), "{}", error.message);
    assert_eq!(std::fs::read_to_string(&other).unwrap(), "(format: 1)");
}

fn of(keys: &[&str]) -> RunPlan {
    RunPlan {
        slides: keys.iter().map(|key| planned(key)).collect(),
        ..RunPlan::default()
    }
}

fn moved(plan: &mut RunPlan, nth: usize, down: bool) -> (String, usize) {
    let at = plan.move_body(nth, down);
    let keys: Vec<&str> = plan.slides.iter().map(|slide| slide.key.as_str()).collect();
    (keys.join(" "), at)
}

#[test]
fn the_slides_of_a_body_move_together_past_those_of_the_next() {
    let mut plan = of(&[
        "cover",
        "duties:a",
        "slice:a:p",
        "duties:b",
        "slice:b:p",
        "schedule:b",
        "due",
    ]);
    let down = "cover duties:b slice:b:p schedule:b duties:a slice:a:p due";
    assert_eq!(moved(&mut plan, 2, true), (down.to_owned(), 5));
    // Past what is about no body it goes by single slides, and no further than the end.
    let end = "cover duties:b slice:b:p schedule:b due duties:a slice:a:p";
    assert_eq!(moved(&mut plan, 5, true), (end.to_owned(), 6));
    assert_eq!(moved(&mut plan, 6, true), (end.to_owned(), 6));
    assert_eq!(moved(&mut plan, 6, false), (down.to_owned(), 5));
    // The cover stays first.
    let up = "cover duties:a slice:a:p duties:b slice:b:p schedule:b due";
    assert_eq!(moved(&mut plan, 5, false), (up.to_owned(), 2));
    assert_eq!(moved(&mut plan, 2, false), (up.to_owned(), 2));
    // What is about no body does not move so.
    assert_eq!(moved(&mut plan, 6, false), (up.to_owned(), 6));
}

#[test]
fn scattered_slides_of_a_body_come_together_first() {
    let mut plan = of(&[
        "cover",
        "duties:a",
        "duties:b",
        "slice:a:p",
        "due",
        "schedule:a",
    ]);
    let together = "cover duties:b duties:a slice:a:p schedule:a due";
    assert_eq!(moved(&mut plan, 3, false), (together.to_owned(), 3));
    let up = "cover duties:a slice:a:p schedule:a duties:b due";
    assert_eq!(moved(&mut plan, 3, false), (up.to_owned(), 2));
}

#[test]
fn a_file_keeps_the_planned_minutes_and_one_without_them_is_read_as_before() {
    let folder = tempfile::tempdir().unwrap();
    let path = RunPlan::path(folder.path(), "例会");
    let mut plan = of(&["cover", "due"]);
    plan.save(&path).unwrap();
    // Versions that know nothing of it read it, too.
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(!text.contains("minutes"), "{text}");
    assert_eq!(RunPlan::load(&path).unwrap(), plan);
    plan.minutes = Some(90);
    plan.save(&path).unwrap();
    assert_eq!(RunPlan::load(&path).unwrap(), plan);
}
