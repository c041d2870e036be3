//! The workers by themselves: what they do at once, and how they end.

use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};

use chrono::TimeDelta;

use crate::given::host::Host;
use crate::given::places::Place;
use crate::given::provider::{Providers, connections_at};
use crate::given::{House, friday};

/// A laptop that was shut for an hour reads as soon as it is open, not when its timers say so.
#[test]
fn a_computer_that_wakes_reads_at_once() {
    let providers = Providers::open();
    let house = providers.house();
    house.pull();
    let workers = house.work();
    let asked = providers.requests();
    house.minutes(60);
    providers.until_asked(asked + 1);
    house.stop(workers);
}

/// A list that is being read when the application ends is broken off: nobody waits for a host that takes its time, and what was
/// known stays.
#[test]
fn what_is_being_read_at_the_end_is_broken_off_and_what_was_known_stays() {
    let providers = Arc::new(Providers::open());
    let (arrived, has_arrived) = channel();
    let (release, released) = channel::<()>();
    let (released, behind) = (Mutex::new(released), Arc::clone(&providers));
    let slow = Arc::new(Mutex::new(false));
    let is_slow = Arc::clone(&slow);
    let host = Host::open(move |request| {
        if *is_slow.lock().unwrap() {
            arrived.send(()).unwrap();
            let _ = released.lock().unwrap().recv();
        }
        behind.answer(request)
    });
    let mut house = House::on(Place::small(&connections_at(&host.url())));
    house.secret("pagerduty", "token", "good-token");
    house.place().write(
        "rotations/payments.yaml",
        "name: payments\nfunction: engineering\ntime_zone: Europe/Paris\nprovider: { connection: pagerduty, schedule: PABC123 }\n",
    );
    let shift = serde_json::json!({ "start": friday() - TimeDelta::hours(1), "end": friday() + TimeDelta::hours(9),
        "user": { "id": "P1", "summary": "Tomasz Zielinski" } });
    providers.shifts(serde_json::json!([shift]));
    house.engine().index_now().unwrap();
    house.pull();
    let known = house.engine().on_call_lines(house.now()).unwrap();
    assert!(known.iter().any(|line| line.rotation == "payments" && line.person.as_deref() == Some("tomasz")));

    *slow.lock().unwrap() = true;
    house.minutes(60);
    let workers = house.work();
    has_arrived.recv().unwrap();
    house.stop(workers);
    // The host still holds its answer back, so nothing was waited for; and it was no failure of the host either.
    let connections = house.engine().connections().unwrap();
    let pagerduty = connections.iter().find(|connection| connection.id == "pagerduty").unwrap();
    assert_eq!(pagerduty.trouble, "");
    house.restart();
    let lines = house.engine().on_call_lines(house.now()).unwrap();
    let line = lines.iter().find(|line| line.rotation == "payments").unwrap();
    assert_eq!((line.person.as_deref(), line.as_of), (Some("tomasz"), friday()));
    drop(release);
}
