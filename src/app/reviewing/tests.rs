//! The places of a review, and in which order they are looked at.

use super::*;
use crate::import::understand::{Finding, ReadDuty, ReadTask};
use crate::model::Role;

fn task(at: usize, clause: &str, sure: &[Confidence]) -> ReadTask {
    let duties = sure.iter().map(|confidence| ReadDuty {
        written: "市经信局".to_owned(),
        means: None,
        at,
        role: Role::Lead,
        rule: "括注只有名单".to_owned(),
        confidence: *confidence,
    });
    ReadTask {
        at,
        clause: clause.to_owned(),
        duties: duties.collect(),
        ..ReadTask::default()
    }
}

fn review() -> Review {
    use Confidence::{Doubtful, Likely, Sure};
    let reading = Reading {
        tasks: vec![
            task(0, "一", &[Sure]),
            task(10, "二", &[Sure, Doubtful]),
            task(20, "三", &[]),
            task(30, "四", &[Doubtful, Doubtful]),
            task(40, "五", &[Likely]),
        ],
        findings: vec![Finding {
            at: 25,
            place: "第 3 段".to_owned(),
            message: "没有读作职责分工".to_owned(),
            words: "负责".to_owned(),
        }],
        ..Reading::default()
    };
    let opened = Opened {
        file: PathBuf::from("方案.txt"),
        document: crate::import::Document::default(),
        reading,
    };
    Review::new(Reviewed::draft(Arc::new(opened)))
}

#[test]
fn doubtful_places_come_first_and_those_with_more_doubts_before_others() {
    let review = review();
    let clauses: Vec<What> = review
        .order()
        .iter()
        .map(|&nth| review.places()[nth].what)
        .collect();
    assert_eq!(
        clauses,
        [
            What::Task(3),
            What::Task(1),
            What::Task(2),
            What::Unread(0),
            What::Task(0),
            What::Task(4),
        ]
    );
    assert_eq!(review.left(), 4);
    assert_eq!(review.count(State::Read), 2);
}

#[test]
fn every_open_place_says_why() {
    let review = review();
    for nth in 0..review.places().len() {
        let is_open = review.places()[nth].state.is_open();
        assert_eq!(is_open, !review.reasons(nth).is_empty(), "{nth}");
    }
    let (unread, _) = review
        .places()
        .iter()
        .enumerate()
        .find(|(_, place)| place.what == What::Unread(0))
        .unwrap();
    assert_eq!(review.reasons(unread), ["没有读作职责分工（第 3 段）"]);
}

#[test]
fn steps_go_along_the_list_and_stop_at_its_ends() {
    let mut review = review();
    review.cursor = review.first();
    let mut seen = vec![review.cursor];
    while let Some(next) = review.next(1, true) {
        review.cursor = next;
        seen.push(next);
    }
    assert_eq!(seen.len(), 4, "all open ones and no other");
    assert_eq!(review.next(-1, false), Some(seen[2]));
    assert_eq!(review.next(9, false), None);
}
