//! Shift notes: offered once, one open for each rotation, settled once, and never changed.

use domain::id::ShiftNoteId;
use domain::shift_note::{NoteLine, NotePart, Settlement, ShiftNote, ShiftOffer, Subject};
use store::Truth;
use store::truth::shift_notes::Kept;

use crate::given;

fn offer(id: &str, rotation: &str, at: i64) -> ShiftOffer {
    let line = NoteLine { text: "INC-1: late".to_owned(), incident: Some("INC-1".into()), pressing: true };
    ShiftOffer {
        id: id.into(),
        rotation: rotation.into(),
        from: "ana".into(),
        to: "ben".into(),
        at: given::at(at),
        remarks: "Coffee is out".to_owned(),
        note: ShiftNote { at: given::at(at), parts: vec![NotePart { subject: Subject::Incidents, lines: vec![line] }] },
        text: "As of 09:00".to_owned(),
        settled: None,
    }
}

fn accepted() -> Settlement {
    Settlement::Accepted { by: "ben".into(), at: given::at(5), by_word_of_mouth: false }
}

fn open(truth: &Truth) -> Vec<ShiftNoteId> {
    truth.open_shift_offers().unwrap().into_iter().map(|offer| offer.id).collect()
}

#[test]
fn one_note_of_a_rotation_waits_at_a_time_and_the_same_intent_offers_once() {
    let (folder, truth) = given::truth();
    assert_eq!(truth.offer_shift(&offer("one", "payments", 1), "laptop").unwrap(), Kept::New);
    assert_eq!(truth.offer_shift(&offer("one", "payments", 2), "laptop").unwrap(), Kept::Already);
    assert_eq!(truth.offer_shift(&offer("two", "payments", 2), "laptop").unwrap(), Kept::Waits);
    assert_eq!(truth.offer_shift(&offer("three", "web", 3), "laptop").unwrap(), Kept::New);
    drop(truth);
    let truth = Truth::open(folder.path()).unwrap();
    assert_eq!(open(&truth), ["three".into(), "one".into()]);
    assert_eq!(truth.shift_offer(&"one".into()).unwrap(), Some(offer("one", "payments", 1)), "as it was offered");
    assert_eq!(truth.shift_offer(&"two".into()).unwrap(), None);
    assert!(truth.settle_shift(&"one".into(), &accepted(), given::at(5), "laptop").unwrap());
    assert_eq!(truth.offer_shift(&offer("four", "payments", 6), "laptop").unwrap(), Kept::New);
    let of_payments = truth.shift_offers_of(&"payments".into(), 10).unwrap().into_iter();
    assert_eq!(of_payments.map(|offer| offer.id).collect::<Vec<_>>(), ["four".into(), "one".into()]);
}

#[test]
fn an_offer_is_settled_once_and_says_how() {
    let (_folder, truth) = given::truth();
    truth.offer_shift(&offer("one", "payments", 1), "laptop").unwrap();
    let back = Settlement::TakenBack { by: "ana".into(), at: given::at(6), reason: "I stay".to_owned() };
    assert!(truth.settle_shift(&"one".into(), &accepted(), given::at(5), "laptop").unwrap());
    assert!(!truth.settle_shift(&"one".into(), &back, given::at(6), "laptop").unwrap());
    assert_eq!(truth.shift_offer(&"one".into()).unwrap().unwrap().settled, Some(accepted()));
    assert_eq!(open(&truth), []);
    assert!(truth.settle_shift(&"nothing".into(), &back, given::at(6), "laptop").is_err(), "what was never offered");
}

#[test]
fn nothing_of_it_is_changed_or_deleted() {
    let (folder, truth) = given::truth();
    truth.offer_shift(&offer("one", "payments", 1), "laptop").unwrap();
    truth.settle_shift(&"one".into(), &accepted(), given::at(5), "laptop").unwrap();
    let conn = given::raw(folder.path(), "truth.db");
    for sql in [
        "UPDATE shift_notes SET text = ''",
        "DELETE FROM shift_notes",
        "UPDATE shift_settlements SET settlement = ''",
        "DELETE FROM shift_settlements",
    ] {
        assert!(conn.execute(sql, []).is_err(), "{sql}");
    }
}
