//! A host that is slow: what was sent comes to be there long after its answer was given up, and still only once.

use std::collections::BTreeMap;

use chrono::{Duration, TimeDelta};
use domain::delivery::{
    Delivery, Failure, Happening, PAGE_SETTLES, PageMessage, Payload, Repeat, State, UPDATE_SETTLES, UpdateMessage,
};
use domain::phase::Phase;
use domain::severity::Severity;
use domain::span::Instant;
use proptest::prelude::*;

use super::given::{now, receipt};
use crate::given::at;

fn delivery(payload: Payload) -> Delivery {
    Delivery {
        id: "one".into(),
        incident: "KES-1".into(),
        connection: "there".into(),
        payload,
        not_before: now(),
        valid_until: None,
        drill: false,
    }
}

fn update() -> Delivery {
    delivery(Payload::Update(UpdateMessage {
        update: "update".into(),
        incident_key: "key".to_owned(),
        phase: Phase::Investigating,
        severity: Severity::Sev1,
        title: "Cards fail".to_owned(),
        body: "Cards fail.".to_owned(),
        components: BTreeMap::new(),
    }))
}

fn page() -> Delivery {
    delivery(Payload::Page(PageMessage {
        page: "page".into(),
        title: "Cards fail".to_owned(),
        severity: Severity::Sev1,
        person: "priya".into(),
        person_name: "Priya".to_owned(),
        person_email: None,
        person_remote: None,
        rotation: None,
        target: None,
        reason: String::new(),
        joins: None,
    }))
}

#[test]
fn what_is_not_there_counts_once_nothing_can_come_any_more() {
    for (delivery, settles) in [(page(), PAGE_SETTLES), (update(), UPDATE_SETTLES)] {
        let counts = |lost, now| delivery.counts_as_absent(lost, now);
        assert!(counts(None, now()), "nothing was lost");
        assert!(!counts(Some(now()), now() + settles - Duration::seconds(1)));
        assert!(counts(Some(now()), now() + settles));
        assert!(!counts(Some(now()), now() - Duration::seconds(5)), "the clock was put right");
        assert!(counts(Some(now()), now() - Duration::days(1)), "the clock was set back, and nobody waits for a day");
    }
    assert!(PAGE_SETTLES < UPDATE_SETTLES, "nobody is woken meanwhile");
}

#[test]
fn since_when_it_is_looked_for_is_not_forgotten() {
    let lost = State::Waiting { until: now(), failure: Failure::Lost(at("08:58")), probe: true };
    let looking = lost.after(Happening::Begun, Repeat::Probe, 2, now());
    assert_eq!(looking, State::Sending { lost: Some(at("08:58")) });
    for happening in [
        Happening::NotYet,
        Happening::ProbeFailed(Failure::Offline),
        Happening::ProbeFailed(Failure::Throttled(at("09:10"))),
    ] {
        assert_eq!(looking.after(happening, Repeat::Probe, 2, now()).lost(), Some(at("08:58")));
    }
    assert_eq!(
        lost.after(Happening::Resend, Repeat::Probe, 2, now()).lost(),
        Some(at("08:58")),
        "a hurry changes nothing"
    );
    assert_eq!(looking.after(Happening::NotThere, Repeat::Probe, 2, now()).lost(), None);
    let anew = looking.after(Happening::Interrupted, Repeat::Probe, 2, now());
    assert_eq!(anew.lost(), Some(now()), "it may have been sent again");
}

/// What becomes of one write.
#[derive(Debug, Clone, Copy)]
enum Write {
    Answered,
    /// No answer comes, and it is applied so many seconds after nobody waits for one any more.
    Late(i64),
    /// No answer comes, and nothing of it ever is.
    Never,
    /// It never left.
    Offline,
}

/// Moves a delivery as a worker would. How often the host had it, and when.
fn drive(delivery: &Delivery, writes: Vec<Write>, pauses: Vec<i64>) -> Vec<Instant> {
    let (mut writes, mut pauses) = (writes.into_iter(), pauses.into_iter());
    let (mut state, mut now, mut landed) = (State::Queued, now(), Vec::<Instant>::new());
    for attempts in 1.. {
        assert!(attempts < 300, "it does not end: {state:?}");
        let looks = matches!(state, State::Waiting { probe: true, .. });
        now = now.max(state.next_at(now).expect("it goes on")) + TimeDelta::seconds(pauses.next().unwrap_or(0));
        state = state.after(Happening::Begun, Repeat::Probe, attempts, now);
        let happening = if looks {
            let is_there = landed.iter().any(|at| *at <= now);
            match (is_there, delivery.counts_as_absent(state.lost(), now)) {
                (true, _) => Happening::Arrived(receipt()),
                (false, true) => Happening::NotThere,
                (false, false) => Happening::NotYet,
            }
        } else {
            let write = writes.next().unwrap_or(Write::Answered);
            match write {
                Write::Answered => landed.push(now),
                Write::Late(seconds) => landed.push(now + TimeDelta::seconds(seconds)),
                Write::Never | Write::Offline => {}
            }
            match write {
                Write::Answered => Happening::Arrived(receipt()),
                Write::Late(_) | Write::Never => Happening::Failed(Failure::Lost(now)),
                Write::Offline => Happening::Failed(Failure::Offline),
            }
        };
        state = state.after(happening, Repeat::Probe, attempts, now);
        if state.is_final() {
            break;
        }
    }
    landed
}

fn write(settles: Duration) -> impl Strategy<Value = Write> {
    prop_oneof![
        Just(Write::Answered),
        (0..settles.num_seconds()).prop_map(Write::Late),
        Just(Write::Never),
        Just(Write::Offline),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_page_that_lands_late_wakes_once(
        writes in prop::collection::vec(write(PAGE_SETTLES), 0..8), pauses in prop::collection::vec(0_i64..90, 0..20)
    ) {
        prop_assert_eq!(drive(&page(), writes, pauses).len(), 1);
    }

    #[test]
    fn an_update_that_lands_late_is_published_once(
        writes in prop::collection::vec(write(UPDATE_SETTLES), 0..8), pauses in prop::collection::vec(0_i64..90, 0..20)
    ) {
        prop_assert_eq!(drive(&update(), writes, pauses).len(), 1);
    }
}
