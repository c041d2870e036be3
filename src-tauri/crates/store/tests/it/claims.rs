//! Who sends what: lanes in order, and never two processes on one row.

use std::collections::BTreeSet;
use std::thread;

use domain::delivery::{Delivery, Failure, HeldReason, State};
use domain::id::IncidentId;
use proptest::prelude::*;
use store::Truth;

use crate::given;

/// Ids that are claimed at that minute.
fn claimed(truth: &Truth, minute: i64) -> Vec<String> {
    truth.claim_due(given::at(minute), "me").unwrap().into_iter().map(|row| row.delivery.id.0).collect()
}

#[test]
fn a_claimed_row_is_sending_on_the_disk_and_tells_what_it_was() {
    let (folder, truth) = given::truth();
    let id = given::incident(&truth, "declare", 0);
    given::owe(&truth, &id, "page", &[given::page(&id, "p1", 0)]);
    let waiting = State::Waiting { until: given::at(2), failure: Failure::Unsure, probe: true };
    given::settle(&truth, "p1", &waiting);
    let row = truth.claim_due(given::at(2), "me").unwrap().remove(0);
    assert_eq!((row.state, row.attempts, row.owner.as_deref()), (waiting, 2, Some("me")));
    let row = Truth::open(folder.path()).unwrap().row(&"p1".into()).unwrap().unwrap();
    assert_eq!((row.state, row.attempts, row.owner.as_deref()), (State::SENDING, 2, Some("me")));
    given::settle(&truth, "p1", &State::Queued);
    assert_eq!(truth.row(&"p1".into()).unwrap().unwrap().owner, None);
}

#[test]
fn nothing_goes_before_its_time() {
    let (_folder, truth) = given::truth();
    let id = given::incident(&truth, "declare", 0);
    given::owe(&truth, &id, "page", &[given::page(&id, "p1", 5)]);
    assert_eq!(claimed(&truth, 4), [""; 0]);
    assert_eq!(claimed(&truth, 5), ["p1"]);
    assert_eq!(claimed(&truth, 6), [""; 0]);
}

#[test]
fn a_lane_moves_in_strict_order() {
    let (_folder, truth) = given::truth();
    let id = given::incident(&truth, "declare", 0);
    given::owe(&truth, &id, "updates", &["u1", "u2", "u3"].map(|update| given::update(&id, update, 0)));
    assert_eq!(claimed(&truth, 1), ["u1"]);
    assert_eq!(claimed(&truth, 1), [""; 0], "the first is on its way");
    given::settle(&truth, "u1", &State::Waiting { until: given::at(9), failure: Failure::Offline, probe: false });
    assert_eq!(claimed(&truth, 2), [""; 0], "the first waits");
    assert_eq!(truth.next_due().unwrap(), Some(given::at(9)));
    assert_eq!(claimed(&truth, 9), ["u1"]);
    given::settle(&truth, "u1", &State::Held { reason: HeldReason::Unauthorized });
    assert_eq!(claimed(&truth, 10), [""; 0], "the first is held");
    assert_eq!(truth.next_due().unwrap(), None);
    given::settle(&truth, "u1", &State::Dropped);
    assert_eq!(claimed(&truth, 11), ["u2"]);
    given::settle(&truth, "u2", &given::delivered("sp-2"));
    assert_eq!(claimed(&truth, 12), ["u3"]);
}

#[test]
fn a_held_page_holds_up_nobody_and_pages_never_wait_behind_updates() {
    let (_folder, truth) = given::truth();
    let id = given::incident(&truth, "declare", 0);
    let through_pager = |delivery: Delivery| Delivery { connection: "pager".into(), ..delivery };
    let owed = [
        through_pager(given::update(&id, "u1", 0)),
        given::page(&id, "p1", 0),
        given::page(&id, "p2", 0),
        through_pager(given::update(&id, "u2", 0)),
    ];
    given::owe(&truth, &id, "all", &owed);
    assert_eq!(claimed(&truth, 1), ["u1", "p1"]);
    for id in ["u1", "p1"] {
        given::settle(&truth, id, &State::Held { reason: HeldReason::DidItArrive });
    }
    assert_eq!(claimed(&truth, 2), ["p2"]);
}

#[test]
fn incidents_and_connections_do_not_wait_for_one_another() {
    let (_folder, truth) = given::truth();
    let (one, two) = (given::incident(&truth, "one", 0), given::incident(&truth, "two", 0));
    let elsewhere = Delivery { connection: "other".into(), ..given::update(&one, "u2", 0) };
    given::owe(&truth, &one, "a", &[given::update(&one, "u1", 0), elsewhere]);
    given::owe(&truth, &two, "b", &[given::update(&two, "u3", 0)]);
    assert_eq!(claimed(&truth, 1), ["u1", "u2", "u3"]);
}

#[test]
fn two_processes_never_claim_the_same_row() {
    let folder = given::folder();
    let truth = Truth::open(folder.path()).unwrap();
    let ids: Vec<IncidentId> = (0..30).map(|number| given::incident(&truth, &format!("declare-{number}"), 0)).collect();
    for id in &ids {
        given::owe(&truth, id, &format!("owe-{id}"), &[given::page(id, &format!("page-{id}"), 0)]);
    }
    let claimed: Vec<String> = thread::scope(|scope| {
        let threads: Vec<_> = ["window", "bwatch", "script"]
            .map(|owner| {
                let truth = Truth::open(folder.path()).unwrap();
                scope.spawn(move || {
                    let rows = (0..5).flat_map(|_| truth.claim_due(given::at(1), owner).unwrap());
                    rows.map(|row| row.delivery.id.0).collect::<Vec<_>>()
                })
            })
            .into();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(claimed.len(), 30);
    assert_eq!(claimed.iter().collect::<BTreeSet<_>>().len(), 30);
}

/// One thing that happens to an outbox of one lane of updates.
#[derive(Debug, Clone)]
enum Step {
    Claim,
    Arrive,
    Fail,
    Hold,
    GiveUp,
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_updates_arrive_in_the_order_in_which_they_were_written(
        steps in prop::collection::vec(
            prop_oneof![
                4 => Just(Step::Claim), 3 => Just(Step::Arrive), 1 => Just(Step::Fail), 1 => Just(Step::Hold), 1 => Just(Step::GiveUp),
            ],
            0..40,
        )
    ) {
        let (_folder, truth) = given::truth();
        let id = given::incident(&truth, "declare", 0);
        let updates: Vec<_> = (0..6).map(|number| given::update(&id, &format!("u{number}"), 0)).collect();
        given::owe(&truth, &id, "updates", &updates);
        let (mut sending, mut arrived): (Option<String>, Vec<String>) = (None, Vec::new());
        for (minute, step) in (1..).zip(steps) {
            if matches!(step, Step::Claim) {
                let claimed = claimed(&truth, minute);
                prop_assert!(claimed.len() <= usize::from(sending.is_none()));
                sending = claimed.into_iter().next().or(sending);
                continue;
            }
            let Some(id) = sending.take() else { continue };
            given::settle(&truth, &id, &match step {
                Step::Arrive => given::delivered(&id),
                Step::Fail => State::Waiting { until: given::at(minute + 1), failure: Failure::Offline, probe: false },
                Step::Hold => State::Held { reason: HeldReason::Unauthorized },
                Step::GiveUp | Step::Claim => State::Dropped,
            });
            if matches!(step, Step::Arrive) {
                arrived.push(id);
            }
        }
        prop_assert!(arrived.is_sorted());
    }
}
