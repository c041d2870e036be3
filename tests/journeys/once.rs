//! Nothing goes out twice, nothing is lost: the sandbox under any faults, restarts at any point, and a clock that jumps.

use chrono::TimeDelta;
use domain::id::IncidentId;
use domain::incident::intent::Intent;
use domain::template::Audience;
use engine::view::outbox::OutboxLine;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::given::House;

/// What happens next.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    /// The process ends and starts anew.
    Restart,
    /// Time passes, or the clock is set back.
    Jump(i64),
    /// One round of delivering.
    Push,
    /// One more update is written.
    Say,
    /// Support is woken as well.
    Wake,
    /// The lead wants everything to go now.
    Hasten,
    /// The lead sends again what is held.
    Resend,
    /// The lead gives up the update that is next.
    GiveUp,
}

/// Any course of events.
pub(crate) fn course() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        2 => Just(Step::Restart),
        3 => (-120_i64..900).prop_map(Step::Jump),
        5 => Just(Step::Push),
        2 => Just(Step::Say),
        1 => Just(Step::Wake),
        1 => Just(Step::Hasten),
        1 => Just(Step::Resend),
        1 => Just(Step::GiveUp),
    ];
    prop::collection::vec(step, 4..24)
}

/// Lives through a course of events; after each of them, `check` sees the outbox.
pub(crate) fn live(house: &mut House, course: &[Step], check: impl Fn(&House, &[OutboxLine])) {
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "surface": "checkout" }));
    house.say(&incident, Audience::Customers, "update 1");
    for (number, step) in (2..).zip(course) {
        match step {
            Step::Restart => house.restart(),
            Step::Jump(seconds) => house.advance(TimeDelta::seconds(*seconds)),
            Step::Push => drop(house.push()),
            Step::Say => drop(house.say(&incident, Audience::Customers, &format!("update {number}"))),
            Step::Wake => {
                house.act(
                    &incident,
                    &Intent::PageRotation { rotation: "support-europe".into(), reason: String::new(), joins: None },
                );
            }
            Step::Hasten => house.engine().deliver_now().unwrap(),
            Step::Resend => resend_held(house),
            Step::GiveUp => give_up_next(house),
        }
        check(house, &owed(house, &incident));
    }
    // Whatever is wrong is mended sooner or later, and then everything arrives.
    for _ in 0..40 {
        house.deliver_all();
        check(house, &owed(house, &incident));
        resend_held(house);
    }
    let is_over = |line: &OutboxLine| matches!(line.state.as_str(), "delivered" | "dropped");
    let left: Vec<_> = house.outbox().into_iter().filter(|line| !is_over(line)).collect();
    assert_eq!(left, []);
}

/// The outbox; each line says why it is where it is.
fn owed(house: &House, incident: &IncidentId) -> Vec<OutboxLine> {
    let lines = house.engine().deliveries(incident).unwrap();
    for line in &lines {
        let says_why = match line.state.as_str() {
            "waiting" => !line.reason.is_empty() && line.next_at.is_some(),
            "held" => !line.reason.is_empty(),
            "queued" => line.next_at.is_some(),
            "delivered" | "dropped" => true,
            // No round is under way: nothing may be left in the middle of one.
            _ => false,
        };
        assert!(says_why, "{line:?}");
    }
    lines
}

fn resend_held(house: &House) {
    for line in house.outbox().into_iter().filter(|line| line.state == "held") {
        let intent = Intent::ResendDelivery { delivery: line.id.as_str().into() };
        house.attempt(None, &intent).unwrap();
    }
}

fn give_up_next(house: &House) {
    let is_open = |line: &OutboxLine| line.kind == "update" && !matches!(line.state.as_str(), "delivered" | "dropped");
    if let Some(line) = house.outbox().into_iter().find(is_open) {
        let intent = Intent::DropDelivery { delivery: line.id.as_str().into(), reason: "Put better".to_owned() };
        house.attempt(None, &intent).unwrap();
    }
}

/// The ids of the lines of a kind, all of them or those that are delivered.
pub(crate) fn ids(lines: &[OutboxLine], kind: &str, delivered: bool) -> Vec<String> {
    let chosen = lines.iter().filter(|line| line.kind == kind && (!delivered || line.state == "delivered"));
    chosen.map(|line| line.id.clone()).collect()
}

/// Each page woke at most once, and once where it is delivered; the same for updates, which came in the order in which
/// they were written.
pub(crate) fn assert_once(lines: &[OutboxLine], woken: &[String], published: &[String]) {
    for (kind, seen) in [("page", woken), ("update", published)] {
        let owed = ids(lines, kind, false);
        for id in &owed {
            let times = seen.iter().filter(|other| *other == id).count();
            assert!(times <= 1, "{id} arrived {times} times: {seen:?}");
        }
        assert!(seen.iter().all(|id| owed.contains(id)), "nobody asked for {seen:?}");
        for id in ids(lines, kind, true) {
            assert!(seen.contains(&id), "{id} is said to be delivered: {seen:?}");
        }
    }
    let owed = ids(lines, "update", false);
    let in_order: Vec<String> = owed.into_iter().filter(|id| published.contains(id)).collect();
    assert_eq!(published, in_order);
}

fn fault() -> impl Strategy<Value = Value> {
    let fault = prop_oneof![
        Just(json!({ "fault": "refuse", "words": "the account is closed" })),
        Just(json!({ "fault": "delay", "wait_ms": 1 })),
        Just(json!({ "fault": "lose_answer" })),
        Just(json!({ "fault": "lose_request" })),
        Just(json!({ "fault": "offline" })),
        (0..90).prop_map(|seconds| json!({ "fault": "throttle", "seconds": seconds })),
        any::<bool>().prop_map(|applied| json!({ "fault": "server_error", "applied": applied })),
        Just(json!({ "fault": "unauthorized" })),
        Just(json!({ "fault": "garbled" })),
    ];
    let on = prop_oneof![3 => Just("everything"), 1 => Just("writes"), 1 => Just("reads")];
    (fault, 1_u32..3, on).prop_map(|(mut planned, times, on)| {
        planned["times"] = json!(times);
        planned["on"] = json!(on);
        planned
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_sandbox_gets_everything_once_and_in_order(
        pager in prop::collection::vec(fault(), 0..8),
        page in prop::collection::vec(fault(), 0..8),
        course in course(),
    ) {
        let mut house = House::small();
        house.faults("pager", &json!(pager));
        house.faults("status-page", &json!(page));
        live(&mut house, &course, |house, lines| {
            assert_once(lines, &house.woken("pager"), &house.published("status-page"));
            let incidents = house.received("status-page")["incidents"].clone();
            assert!(incidents.as_array().unwrap().len() <= 1, "one incident of the page tells the story: {incidents}");
        });
    }
}
