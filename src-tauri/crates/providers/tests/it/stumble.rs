//! A host that cannot answer for one of many things: it is a fault of that thing, and the others are read all the same.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::TimeDelta;
use domain::delivery::Failure;
use providers::capability::{ScheduleShifts, Scope};
use providers::gateway::{Gateway, Walk, Walked};
use providers::pace::Urgency;
use serde_json::json;
use tokio::sync::Notify;

use crate::given;
use crate::server::{self, Received, Server};

/// Reads the shifts of twelve schedules from a host that breaks over those, and is gone for good after so many answers.
async fn read(broken: &'static [usize], answers: usize) -> (Walked<ScheduleShifts>, usize) {
    read_with(500, broken, answers).await
}

/// The same from one that answers with that status instead.
async fn read_with(trouble: u16, broken: &'static [usize], answers: usize) -> (Walked<ScheduleShifts>, usize) {
    let mut number = 0;
    let server = Server::start(move |request: &Received| {
        number += 1;
        let is_broken = broken.iter().any(|schedule| request.path.contains(&format!("/S{schedule:02}/")));
        let status = if is_broken || number > answers { trouble } else { 200 };
        server::json(status, &json!({ "results": [], "next": null, "number": number }))
    })
    .await;
    let connection = given::connection("grafana_oncall", &[("api_url", &server.address)]);
    let of: Vec<String> = (0..12).map(|schedule| format!("S{schedule:02}")).collect();
    let reading = given::pager("grafana_oncall").shifts.as_ref().unwrap();
    let window = domain::span::Span::of(given::now(), given::now() + TimeDelta::days(7));
    let mut walk = Walk::begin(reading, &Scope { now: given::now(), window, of: &of });
    let gateway = Gateway::new(given::wire(), "".into());
    let taken = gateway
        .walk(&connection, &given::secrets(), reading, &mut walk, Urgency::Interactive, &given::now, &|_| ())
        .await;
    assert_eq!(taken, Ok(()));
    let requests = server.received.lock().unwrap().len();
    (walk.walked(), requests)
}

#[tokio::test]
async fn one_schedule_over_which_a_host_breaks_hides_no_other_and_is_not_asked_for_ever() {
    for broken in [&[0], &[5], &[11]] {
        let (walked, requests) = read(broken, usize::MAX).await;
        assert_eq!((walked.items.len(), walked.broken), (11, None), "{broken:?}");
        assert_eq!(walked.faults.len(), 1, "{broken:?}");
        assert_eq!(walked.faults[0].of, Some(format!("S{:02}", broken[0])));
        assert!(matches!(walked.faults[0].failure, Failure::Garbled(_)), "{:?}", walked.faults);
        assert_eq!(requests, 14, "{broken:?}: three times, as an answer may be lost on the way");
    }
}

#[tokio::test]
async fn several_schedules_over_which_a_host_breaks_hide_no_other_wherever_they_stand() {
    let all: [&[usize]; 6] = [&[0, 1], &[0, 1, 2], &[2, 3, 4], &[10, 11], &[0, 6, 11], &[1, 3, 5, 7, 9]];
    for broken in all {
        let (walked, _) = read(broken, usize::MAX).await;
        assert_eq!((walked.items.len(), walked.broken), (12 - broken.len(), None), "{broken:?}");
        let faulty: BTreeSet<_> = walked.faults.into_iter().filter_map(|fault| fault.of).collect();
        assert_eq!(faulty, broken.iter().map(|schedule| format!("S{schedule:02}")).collect(), "{broken:?}");
    }
}

#[tokio::test]
async fn a_host_that_is_gone_ends_the_reading() {
    for answers in [0, 6] {
        let (walked, requests) = read(&[], answers).await;
        assert_eq!((walked.items.len(), walked.broken), (answers, Some(Failure::Offline)));
        assert!(requests <= answers + 6, "{requests}");
        assert_eq!(walked.unfinished.len(), 12 - answers, "what was not read is known");
    }
}

/// Whoever reads cannot wait any longer: what is under way then is as little known as what was not begun.
#[tokio::test]
async fn a_reading_that_is_broken_off_knows_what_it_has_not_read() {
    let asked = Arc::new(Notify::new());
    let (tell, mut number) = (Arc::clone(&asked), 0);
    let server = Server::start(move |_| {
        number += 1;
        if number == 7 {
            tell.notify_one();
        }
        server::json(200, &json!({ "results": [], "next": null, "number": number }))
    })
    .await;
    let connection = given::connection("grafana_oncall", &[("api_url", &server.address)]);
    let of: Vec<String> = (0..12).map(|schedule| format!("S{schedule:02}")).collect();
    let reading = given::pager("grafana_oncall").shifts.as_ref().unwrap();
    let mut walk = Walk::begin(reading, &Scope { now: given::now(), window: given::window(), of: &of });
    let (gateway, secrets) = (Gateway::new(given::wire(), "".into()), given::secrets());
    tokio::select! {
        biased;
        () = asked.notified() => {}
        _ = gateway.walk(&connection, &secrets, reading, &mut walk, Urgency::Interactive, &given::now, &|_| ()) => {}
    }
    walk.give_up(Failure::Throttled(given::now()));
    let walked = walk.walked();
    assert!(walked.broken.is_some() && walked.unfinished.len() > 4, "{:?}", walked.unfinished);
    let mut known: Vec<&str> = walked.items.iter().map(|item| item.schedule.as_str()).collect();
    known.extend(walked.unfinished.iter().map(String::as_str));
    known.sort_unstable();
    assert_eq!(known, of, "each schedule was read, or is known not to have been");
}

/// The same of a host that is asked for several parts of each at once.
#[tokio::test]
async fn a_schedule_that_breaks_in_every_stretch_of_time_hides_no_other() {
    let number = Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let server = Server::start(move |request: &Received| {
        let asked: serde_json::Value = serde_json::from_slice(&request.body).unwrap();
        let number = number.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        if asked["variables"]["id"] == "broken" {
            return server::json(200, &json!({ "data": null, "errors": [{ "message": "unexpected error" }] }));
        }
        let schedule = json!({ "first": [], "second": [], "third": [] });
        server::json(200, &json!({ "data": { "schedule": schedule }, "extensions": { "number": number } }))
    })
    .await;
    let connection = given::connection("goalert", &[("api_url", &server.address)]);
    let reading = given::pager("goalert").shifts.as_ref().unwrap();
    let window = domain::span::Span::of(given::now() - TimeDelta::days(30), given::now() + TimeDelta::days(400));
    for at in 0..3 {
        let mut of = vec!["first".to_owned(), "second".to_owned()];
        of.insert(at, "broken".to_owned());
        let mut walk = Walk::begin(reading, &Scope { now: given::now(), window, of: &of });
        let gateway = Gateway::new(given::wire(), "".into());
        let taken = gateway
            .walk(&connection, &given::secrets(), reading, &mut walk, Urgency::Interactive, &given::now, &|_| ())
            .await;
        assert_eq!(taken, Ok(()));
        let walked = walk.walked();
        assert_eq!(walked.broken, None, "at {at}");
        assert_eq!(walked.items.iter().filter(|item| item.schedule != "broken").count(), 6, "at {at}");
        assert_eq!(walked.faults.len(), 1, "told once, at {at}: {:?}", walked.faults);
        assert_eq!(walked.faults[0].of.as_deref(), Some("broken"));
    }
}

#[tokio::test]
async fn one_schedule_that_the_credentials_may_not_read_hides_no_other() {
    for broken in [&[1][..], &[5, 8], &[11]] {
        let (walked, requests) = read_with(403, broken, usize::MAX).await;
        assert_eq!((walked.items.len(), walked.broken), (12 - broken.len(), None), "{broken:?}");
        assert!(walked.faults.iter().all(|fault| matches!(fault.failure, Failure::Refused(_))), "{:?}", walked.faults);
        assert_eq!((walked.faults.len(), requests), (broken.len(), 12), "{broken:?}");
    }
}

#[tokio::test]
async fn credentials_that_open_nothing_any_more_end_the_reading() {
    for answers in [0, 6] {
        let (walked, requests) = read_with(401, &[], answers).await;
        assert_eq!((walked.items.len(), walked.broken), (answers, Some(Failure::Unauthorized)));
        assert!(requests <= answers + 6, "{requests}");
    }
}
