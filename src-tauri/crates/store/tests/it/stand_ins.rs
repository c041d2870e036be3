//! Overrides of the reader's own view: set once, found by their window, taken back and never lost.

use domain::id::OverrideId;
use domain::rotation::Override;
use domain::rotation::stand_in::{StandIn, Withdrawal};
use domain::span::Span;
use store::Truth;

use crate::given;

fn stand_in(id: &str, from: i64, until: i64) -> StandIn {
    StandIn {
        id: id.into(),
        rotation: "payments".into(),
        replacement: Override {
            span: Span::of(given::at(from), given::at(until)),
            person: "cleo".into(),
            replaces: Some("ana".into()),
            reason: "Ana is on a train".to_owned(),
        },
        by: "ben".into(),
        at: given::at(1),
        withdrawn: None,
    }
}

fn ids(truth: &Truth, from: i64, until: i64) -> Vec<OverrideId> {
    let window = Span::of(given::at(from), given::at(until));
    truth.stand_ins_of(&"payments".into(), window).unwrap().into_iter().map(|found| found.id).collect()
}

#[test]
fn an_override_is_kept_once_and_found_by_its_window() {
    let (folder, truth) = given::truth();
    assert!(truth.stand_in(&stand_in("one", 10, 20), "laptop").unwrap());
    assert!(!truth.stand_in(&stand_in("one", 30, 40), "laptop").unwrap(), "the same intent again changes nothing");
    truth.stand_in(&stand_in("two", 15, 25), "laptop").unwrap();
    drop(truth);
    let truth = Truth::open(folder.path()).unwrap();
    assert_eq!(truth.stand_ins(10).unwrap(), [stand_in("two", 15, 25), stand_in("one", 10, 20)]);
    assert_eq!(ids(&truth, 0, 10), []);
    assert_eq!(ids(&truth, 19, 20), ["one".into(), "two".into()]);
    assert_eq!(ids(&truth, 20, 30), ["two".into()]);
    assert!(truth.stand_ins_of(&"platform".into(), Span::of(given::at(0), given::at(99))).unwrap().is_empty());
}

#[test]
fn one_that_is_taken_back_says_by_whom_and_holds_no_more() {
    let (folder, truth) = given::truth();
    truth.stand_in(&stand_in("one", 10, 20), "laptop").unwrap();
    let withdrawal = Withdrawal { by: "dina".into(), at: given::at(5), reason: "The train was cancelled".to_owned() };
    assert!(truth.withdraw_stand_in(&"one".into(), &withdrawal).unwrap());
    assert!(!truth.withdraw_stand_in(&"one".into(), &withdrawal).unwrap(), "it is taken back once");
    assert_eq!(ids(&truth, 0, 99), []);
    assert_eq!(truth.stand_ins(10).unwrap()[0].withdrawn, Some(withdrawal));
    let deleted = given::raw(folder.path(), "truth.db").execute("DELETE FROM stand_ins", []);
    assert!(deleted.unwrap_err().to_string().contains("never deleted"));
}
