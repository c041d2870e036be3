//! Rows of the outbox: how they come, are settled, and are let go.

use chrono::Duration;
use domain::delivery::{Failure, HeldReason, Receipt, State};
use domain::id::{DeliveryId, IntentId};
use store::truth::outbox::{Counts, Filter};
use store::{Error, Truth};

use crate::given;

#[test]
fn a_delivery_is_owed_from_its_entry_on() {
    let (_folder, truth) = given::truth();
    let id = given::incident(&truth, "declare", 0);
    given::owe(&truth, &id, "page", &[given::page(&id, "p1", 3)]);
    let row = truth.row(&DeliveryId::from("p1")).unwrap().unwrap();
    assert_eq!(row.delivery, given::page(&id, "p1", 3));
    assert_eq!((row.state, row.attempts, row.owner), (State::Queued, 0, None));
    assert_eq!(row.created_at, given::at(0));
    assert_eq!(truth.next_due().unwrap(), Some(given::at(3)));
}

#[test]
fn the_same_delivery_cannot_be_owed_twice() {
    let (_folder, truth) = given::truth();
    let id = given::incident(&truth, "declare", 0);
    let twice: Result<_, Error> = truth.submit(&IntentId::from("twice"), |writing| {
        writing.append(given::draft(&id, "twice", 1, given::note("twice")))?;
        writing.enqueue(&given::page(&id, "p1", 1))?;
        writing.enqueue(&given::page(&id, "p1", 1))
    });
    assert!(matches!(twice, Err(Error::Conflict(_))), "{twice:?}");
    assert!(truth.outbox(Filter::All, 10).unwrap().is_empty());
    assert_eq!(truth.entries(&id).unwrap().len(), 1);
}

#[test]
fn what_is_final_stays_as_it_is() {
    let (_folder, truth) = given::truth();
    let id = given::incident(&truth, "declare", 0);
    given::owe(&truth, &id, "page", &[given::page(&id, "p1", 0)]);
    given::settle(&truth, "p1", &given::delivered("pd-1"));
    given::settle(&truth, "p1", &given::delivered("pd-1"));
    let over = truth.settle(&DeliveryId::from("p1"), &State::Dropped, 1, "", given::at(2));
    assert!(matches!(over, Err(Error::Conflict(_))));
    assert_eq!(truth.row(&DeliveryId::from("p1")).unwrap().unwrap().state, given::delivered("pd-1"));
    let nobody = truth.settle(&DeliveryId::from("p9"), &State::Dropped, 1, "", given::at(2));
    assert!(matches!(nobody, Err(Error::NotFound(_))));
}

#[test]
fn what_came_of_a_promise_stands_as_long_as_the_promise_does() {
    let (_folder, truth) = given::truth();
    let id = given::incident(&truth, "declare", 0);
    given::owe(&truth, &id, "page", &[given::page(&id, "p1", 0)]);
    let page = DeliveryId::from("p1");
    let promise = |remote: &str| Receipt { remote: remote.to_owned(), link: None, update: None };
    let kept = || truth.row(&page).unwrap().unwrap().kept;
    truth.keep(&page, &promise("r-1"), "alert-1").unwrap();
    assert_eq!(kept(), None, "nothing was promised yet");
    given::settle(&truth, "p1", &given::delivered("r-1"));
    truth.keep(&page, &promise("r-0"), "alert-0").unwrap();
    assert_eq!(kept(), None, "it is another promise");
    truth.keep(&page, &promise("r-1"), "alert-1").unwrap();
    given::settle(&truth, "p1", &given::delivered("r-1"));
    assert_eq!(kept().as_deref(), Some("alert-1"));
    given::settle(&truth, "p1", &State::Held { reason: HeldReason::Refused("no such responder".to_owned()) });
    assert_eq!(kept(), None);
    given::settle(&truth, "p1", &given::delivered("r-2"));
    assert_eq!(kept(), None, "what is sent anew is promised anew");
    truth.keep(&DeliveryId::from("p9"), &promise("r-1"), "alert-1").unwrap();
}

#[test]
fn the_sheet_shows_what_is_asked_for() {
    let (_folder, truth) = given::truth();
    let id = given::incident(&truth, "declare", 0);
    let pages: Vec<_> = ["p1", "p2", "p3", "p4"].map(|page| given::page(&id, page, 0)).into();
    given::owe(&truth, &id, "pages", &pages);
    given::settle(&truth, "p1", &given::delivered("pd-1"));
    given::settle(&truth, "p2", &State::Held { reason: HeldReason::TooLate });
    given::settle(&truth, "p3", &State::Dropped);
    let check = |filter, limit, expected: &[&str]| {
        let rows = truth.outbox(filter, limit).unwrap();
        let ids: Vec<&str> = rows.iter().map(|row| row.delivery.id.as_str()).collect();
        assert_eq!(ids, expected, "{filter:?}");
    };
    check(Filter::All, 10, &["p4", "p3", "p2", "p1"]);
    check(Filter::All, 1, &["p4"]);
    check(Filter::Pending, 10, &["p2", "p4"]);
    check(Filter::Held, 10, &["p2"]);
    assert_eq!(truth.outbox_counts().unwrap(), Counts { waiting: 1, held: 1 });
    assert_eq!(truth.deliveries(&id).unwrap().len(), 4);
}

#[test]
fn the_previous_receipt_is_that_of_the_last_update_of_the_lane() {
    let (_folder, truth) = given::truth();
    let id = given::incident(&truth, "declare", 0);
    let other = given::incident(&truth, "other", 0);
    let connection = "status-page".into();
    assert_eq!(truth.previous_receipt(&id, &connection).unwrap(), None);
    given::owe(&truth, &id, "updates", &["u1", "u2", "u3"].map(|update| given::update(&id, update, 0)));
    given::settle(&truth, "u1", &given::delivered("sp-1"));
    given::settle(&truth, "u2", &given::delivered("sp-2"));
    assert_eq!(truth.previous_receipt(&id, &connection).unwrap().unwrap().remote, "sp-2");
    assert_eq!(truth.previous_receipt(&other, &connection).unwrap(), None);
}

#[test]
fn the_lead_hurries_what_waits_and_revives_what_was_too_late() {
    let (_folder, truth) = given::truth();
    let id = given::incident(&truth, "declare", 0);
    given::owe(&truth, &id, "both", &[given::page(&id, "p1", 0), given::update(&id, "u1", 60)]);
    let waiting = State::Waiting { until: given::at(30), failure: Failure::Offline, probe: true };
    given::settle(&truth, "p1", &waiting);
    truth.hasten(given::at(2)).unwrap();
    let row = truth.row(&DeliveryId::from("p1")).unwrap().unwrap();
    assert_eq!(row.state, State::Waiting { until: given::at(2), failure: Failure::Offline, probe: true });
    assert_eq!(truth.claim_due(given::at(2), "me").unwrap().len(), 2);

    given::settle(&truth, "p1", &State::Held { reason: HeldReason::TooLate });
    truth.hasten(given::at(3)).unwrap();
    assert_eq!(truth.next_due().unwrap(), None);
    let renewed: Result<_, Error> = truth.submit(&IntentId::from("again"), |writing| {
        writing.append(given::draft(&id, "again", 20, given::note("again")))?;
        writing.settle(&DeliveryId::from("p1"), &State::Queued, 1, "", given::at(20))?;
        writing.renew(&DeliveryId::from("p1"), given::at(20), given::at(30))?;
        writing.deliveries(&id)
    });
    assert!(renewed.is_ok());
    let claimed = truth.claim_due(given::at(20), "me").unwrap();
    assert_eq!(claimed[0].delivery.valid_until, Some(given::at(20) + Duration::minutes(10)));
}

#[test]
fn the_outbox_outlives_the_process() {
    let (folder, truth) = given::truth();
    let id = given::incident(&truth, "declare", 0);
    given::owe(&truth, &id, "page", &[given::page(&id, "p1", 0)]);
    let before = truth.outbox(Filter::All, 10).unwrap();
    drop(truth);
    assert_eq!(Truth::open(folder.path()).unwrap().outbox(Filter::All, 10).unwrap(), before);
}
