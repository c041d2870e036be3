//! The budgets of connections.

use chrono::Duration;
use providers::pace::{Budgets, Pace, Pauses, Urgency};

use crate::given;

const PACE: Pace = Pace { burst: 5, per_minute: 60, reserve: 2 };

#[test]
fn reading_stops_before_what_is_left_to_deliveries() {
    let (budgets, now, id) = (Budgets::default(), given::now(), "main".into());
    for number in 0..3 {
        let urgency = if number == 0 { Urgency::Background } else { Urgency::Interactive };
        assert_eq!(budgets.take(&id, PACE, urgency, now), Ok(()));
        assert!(budgets.take(&id, PACE, Urgency::Background, now).is_err(), "others wait for that");
    }
    assert_eq!(budgets.take(&id, PACE, Urgency::Interactive, now), Err(now + Duration::seconds(1)));
    assert_eq!(budgets.take(&id, PACE, Urgency::Delivery, now), Ok(()));
    assert_eq!(budgets.take(&id, PACE, Urgency::Delivery, now), Ok(()));
    assert_eq!(budgets.take(&id, PACE, Urgency::Delivery, now), Err(now + Duration::seconds(1)));
    assert_eq!(budgets.take(&"other".into(), PACE, Urgency::Delivery, now), Ok(()));
}

#[test]
fn who_is_on_call_is_read_before_lists_that_take_long_and_after_whoever_waits() {
    let (budgets, now, id) = (Budgets::default(), given::now(), "main".into());
    let mut kinds = Vec::new();
    for urgency in [Urgency::Background, Urgency::Present, Urgency::Interactive, Urgency::Delivery] {
        while budgets.take(&id, PACE, urgency, now).is_ok() {
            kinds.push(urgency);
        }
    }
    let [long, present, person, page] =
        [Urgency::Background, Urgency::Present, Urgency::Interactive, Urgency::Delivery];
    assert_eq!(kinds, [long, present, person, page, page]);
}

#[test]
fn a_host_that_gives_no_more_is_not_read_until_it_does_and_paged_all_the_same() {
    let (budgets, now, id) = (Budgets::default(), given::now(), "main".into());
    assert_eq!(budgets.take(&id, PACE, Urgency::Interactive, now), Ok(()));
    let until = now + Duration::seconds(20);
    budgets.rest(&id, until);
    assert_eq!(budgets.take(&id, PACE, Urgency::Interactive, now + Duration::seconds(19)), Err(until));
    assert_eq!(budgets.take(&id, PACE, Urgency::Delivery, now), Ok(()));
    assert_eq!(budgets.take(&id, PACE, Urgency::Interactive, until), Ok(()));
}

#[test]
fn a_budget_returns_with_time_up_to_its_burst() {
    let (budgets, now, id) = (Budgets::default(), given::now(), "main".into());
    let take = |at| budgets.take(&id, PACE, Urgency::Delivery, at).is_ok();
    assert_eq!((0..10).filter(|_| take(now)).count(), 5);
    let at = |ms| now + Duration::milliseconds(ms);
    // Many small steps return as much as one large one.
    assert_eq!((1..=1_000).filter(|ms| take(at(*ms))).count(), 1);
    assert_eq!((0..10).filter(|_| take(at(86_400_000))).count(), 5);
    // A clock that is set back neither returns nor takes.
    assert_eq!((0..10).filter(|_| take(now)).count(), 0);
}

#[test]
fn what_has_begun_is_brought_to_its_end_and_paid_back_before_the_next() {
    let (budgets, now, id) = (Budgets::default(), given::now(), "main".into());
    let pace = Pace { burst: 1, ..PACE };
    assert_eq!(budgets.take(&id, pace, Urgency::Delivery, now), Ok(()));
    for _ in 0..3 {
        assert_eq!(budgets.take(&id, pace, Urgency::Begun, now), Ok(()));
    }
    let paid = now + Duration::seconds(4);
    assert_eq!(budgets.take(&id, pace, Urgency::Delivery, now), Err(paid));
    assert_eq!(budgets.take(&id, pace, Urgency::Delivery, paid), Ok(()));
}

#[test]
fn the_instant_in_the_answer_is_one_at_which_it_works() {
    let (budgets, id) = (Budgets::default(), "main".into());
    let pace = Pace { burst: 1, per_minute: 55, reserve: 0 };
    let mut now = given::now();
    for _ in 0..100 {
        if let Err(until) = budgets.take(&id, pace, Urgency::Delivery, now) {
            assert!(until > now);
            assert_eq!(budgets.take(&id, pace, Urgency::Delivery, until), Ok(()));
            now = until;
        }
    }
}

#[test]
fn a_pause_ends_at_its_instant_and_does_not_outlive_a_clock_that_was_set_back() {
    let (pauses, now) = (Pauses::default(), given::now());
    let until = now + Duration::minutes(30);
    let begin = || pauses.begin(&"page-1".into(), until);
    let check = |delivery: &str, minutes: i64, expected| {
        begin();
        assert_eq!(pauses.until(&delivery.into(), now + Duration::minutes(minutes)), expected, "{delivery} {minutes}");
    };
    check("page-1", 0, Some(until));
    check("page-1", 29, Some(until));
    check("page-2", 0, None);
    check("page-1", 30, None);
    check("page-1", -30, Some(until));
    check("page-1", -31, None);
}
