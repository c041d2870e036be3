//! A list of which a host cannot give as much at once as it was asked for.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use domain::delivery::Failure;
use providers::capability::{ScheduleShifts, Scope};
use providers::gateway::{Gateway, Walk, Walked};
use providers::pace::Urgency;
use providers::wire::{Limits, Wire};
use serde_json::{Value, json};

use crate::given;
use crate::server::{self, Act, Received, Server};

/// How much a host bears.
#[derive(Clone, Copy)]
enum Bears {
    /// So many schedules at once, and it answers that it took too long for more.
    Rendered(usize),
    /// The same, and it never answers for more.
    InTime(usize),
    /// What fits into so many bytes.
    Bytes(usize),
    /// Everything but more than so many of those from one number to another.
    Heavy(usize, usize, usize),
}

/// What is asked for: where it begins, and how many at most.
type Asked = Arc<Mutex<Vec<(usize, usize)>>>;

fn number(request: &Received, name: &str) -> usize {
    let (_, query) = request.path.split_once('?').unwrap();
    let pair = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
    pair.unwrap().parse().unwrap()
}

/// A schedule of the second generation with one shift, as the specification has it.
fn schedule(number: usize) -> Value {
    let entry = json!({
        "start": "2026-11-20T08:00:00Z", "end": "2026-11-20T16:00:00Z",
        "user": { "id": format!("PU{number}"), "type": "user_reference", "summary": "Anneke de Vries" },
    });
    json!({
        "id": format!("PS{number:04}"), "type": "schedule", "name": format!("Team {number}"), "time_zone": "UTC",
        "final_schedule": { "name": "Final Schedule", "rendered_schedule_entries": [entry] },
    })
}

/// PagerDuty with that many schedules, of a host that bears so much.
async fn host(count: usize, bears: Bears) -> (Server, Asked) {
    let asked = Asked::default();
    let record = Arc::clone(&asked);
    let server = Server::start(move |request: &Received| {
        if request.path.starts_with("/v3/") {
            return server::json(200, &json!({ "schedules": [], "limit": 100, "offset": 0, "more": false }));
        }
        let (offset, limit) = (number(request, "offset"), number(request, "limit"));
        record.lock().unwrap().push((offset, limit));
        let until = (offset + limit).min(count);
        let slow = server::json(408, &json!({ "error": { "code": 2016, "message": "Request Timeout" } }));
        match bears {
            Bears::Rendered(most) if limit > most => return slow,
            Bears::Heavy(most, from, to) if limit > most && offset < to && until > from => return slow,
            Bears::InTime(most) if limit > most => return Act::Silence,
            _ => {}
        }
        let schedules: Vec<Value> = (offset..until).map(schedule).collect();
        server::json(
            200,
            &json!({ "schedules": schedules, "limit": limit, "offset": offset, "more": until < count, "total": null }),
        )
    })
    .await;
    (server, asked)
}

async fn read(count: usize, bears: Bears) -> (Walked<ScheduleShifts>, Vec<(usize, usize)>) {
    let (server, asked) = host(count, bears).await;
    let connection = given::connection("pagerduty", &[("api_url", &server.address)]);
    let reading = given::pager("pagerduty").shifts.as_ref().unwrap();
    let mut walk = Walk::begin(reading, &Scope { now: given::now(), window: given::window(), of: &[] });
    let body = match bears {
        Bears::Bytes(bytes) => bytes,
        _ => Limits::default().body,
    };
    let silence = Duration::from_millis(200);
    let wire = Wire::open(Limits { body, silence, whole: silence * 4, ..Limits::default() }).unwrap();
    let gateway = Gateway::new(wire, "".into());
    let (secrets, urgency, mut now) = (given::secrets(), Urgency::Interactive, given::now());
    // As often as the pace lets it go on.
    while let Err(until) = gateway.walk(&connection, &secrets, reading, &mut walk, urgency, &|| now, &|_| ()).await {
        now = until;
    }
    let asked = asked.lock().unwrap().clone();
    (walk.walked(), asked)
}

/// Each of that many schedules came, once and whole, and nothing else is told of the reading.
fn all_came(walked: &Walked<ScheduleShifts>, count: usize) {
    assert_eq!((&walked.faults, &walked.broken), (&Vec::new(), &None));
    let came: Vec<&str> = walked.items.iter().map(|item| item.schedule.as_str()).collect();
    let expected: Vec<String> = (0..count).map(|number| format!("PS{number:04}")).collect();
    assert_eq!(came, expected);
    assert!(walked.items.iter().all(|item| item.shifts.len() == 1));
}

#[tokio::test]
async fn schedules_that_are_too_slow_or_too_large_by_the_hundred_are_read_by_fewer() {
    let bytes = schedule(1000).to_string().len();
    for bears in [Bears::Rendered(30), Bears::InTime(30), Bears::Bytes(bytes * 40)] {
        let (walked, asked) = read(150, bears).await;
        all_came(&walked, 150);
        assert_eq!(asked[..3], [(0, 100), (0, 25), (25, 25)]);
        assert!(asked.len() <= 8, "{asked:?}");
    }
}

#[tokio::test]
async fn a_host_that_bears_a_hundred_is_asked_for_a_hundred() {
    let (walked, asked) = read(250, Bears::Rendered(100)).await;
    all_came(&walked, 250);
    assert_eq!(asked, [(0, 100), (100, 100), (200, 100)]);
}

#[tokio::test]
async fn after_a_heavy_stretch_more_is_asked_for_again() {
    let (walked, asked) = read(2_000, Bears::Heavy(30, 300, 310)).await;
    all_came(&walked, 2_000);
    assert!(asked.len() <= 20 + 12, "{} requests: {asked:?}", asked.len());
    assert_eq!(asked.last().unwrap().1, 100, "{asked:?}");
}

#[tokio::test]
async fn a_host_that_never_bears_more_is_seldom_asked_for_more() {
    let (walked, asked) = read(2_000, Bears::Rendered(30)).await;
    all_came(&walked, 2_000);
    let refused = asked.iter().filter(|(_, limit)| *limit > 30).count();
    assert!(refused <= 4, "{refused} of {}: {asked:?}", asked.len());
}

/// No list has as many parts, but for one that comes one by one.
#[tokio::test]
async fn a_host_that_bears_but_one_at_a_time_is_read_to_its_end() {
    let (walked, asked) = read(1_050, Bears::Rendered(1)).await;
    all_came(&walked, 1_050);
    assert!(asked.len() < 1_050 + 12, "{}", asked.len());
}

#[tokio::test]
async fn a_host_that_is_silent_is_not_asked_for_ever() {
    let (walked, asked) = read(150, Bears::InTime(0)).await;
    assert_eq!((walked.items.len(), walked.broken), (0, Some(Failure::Offline)));
    let sizes: Vec<usize> = asked.iter().map(|(_, limit)| *limit).collect();
    assert_eq!(sizes[..4], [100, 25, 6, 1]);
    assert!(sizes.len() <= 5, "{sizes:?}");
}
