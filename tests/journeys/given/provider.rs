//! A pager and a status page on the other end of the wire: as much of PagerDuty and Statuspage as an incident needs.
//!
//! The pager dedupes by key as the real one does. The status page does not: asked twice, it publishes twice.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use chrono::TimeDelta;
use domain::span::Instant;
use serde_json::{Value, json};

use super::House;
use super::host::{Answer, Host, Received};
use super::mishap::Mishap;
use super::places::Place;

/// The token that is good.
const GOOD: &str = "good-token";

/// Both providers, and what they have seen.
pub(crate) struct Providers {
    host: Option<Host>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
}

#[derive(Default)]
struct Seen {
    requests: Vec<Received>,
    script: VecDeque<Mishap>,
    woken: Vec<String>,
    incidents: Vec<Value>,
    shifts: Value,
    gone: Vec<String>,
    third: Option<(u16, Vec<&'static str>)>,
    taken: Option<Value>,
    on_call: Vec<Value>,
    lists: BTreeMap<String, Value>,
    clock: Option<Box<dyn Fn() -> Instant + Send>>,
    late: Vec<Late>,
}

/// A request that they are slow with.
struct Late {
    request: Received,
    /// When it came.
    at: Instant,
    /// When it is applied.
    due: Instant,
}

/// The schedules that the pager has.
const SCHEDULES: [&str; 2] = ["PABC123", "PDEF456"];

impl Providers {
    /// Both providers, answering.
    pub(crate) fn open() -> Self {
        let seen = Arc::new((Mutex::new(Seen::default()), Condvar::new()));
        let scripted = Arc::clone(&seen);
        let host = Host::open(move |request| answer(&scripted, request));
        Self { host: Some(host), seen }
    }

    /// A small house that is connected to both, with good tokens in its keychain.
    pub(crate) fn house(&self) -> House {
        let house = House::on(Place::small(&self.connections()));
        for (connection, field) in [("pagerduty", "routing_key"), ("pagerduty", "token"), ("statuspage", "token")] {
            house.secret(connection, field, GOOD);
        }
        house
    }

    /// From now on they know what time it is in that house: what they are slow with is applied in its time.
    pub(crate) fn live_with(&self, house: &House) {
        self.seen.0.lock().unwrap().clock = Some(Box::new(house.clock()));
    }

    /// Applies what is due of what they were slow with.
    pub(crate) fn land(&self) {
        self.seen.0.lock().unwrap().land();
    }

    /// Both connections as a workspace names them.
    pub(crate) fn connections(&self) -> String {
        connections_at(&self.host.as_ref().expect("the providers answer").url())
    }

    /// What both would do and answer, for a server that stands before them.
    pub(crate) fn answer(&self, request: &Received) -> Answer {
        answer(&self.seen, request)
    }

    /// What goes wrong with the next requests, in order.
    pub(crate) fn script(&self, script: impl IntoIterator<Item = Mishap>) {
        self.seen.0.lock().unwrap().script = script.into_iter().collect();
    }

    /// What the schedule renders.
    pub(crate) fn shifts(&self, entries: Value) {
        self.seen.0.lock().unwrap().shifts = entries;
    }

    /// Who is on call now, as the pager's own list has it.
    pub(crate) fn on_call(&self, entries: impl IntoIterator<Item = Value>) {
        self.seen.0.lock().unwrap().on_call = entries.into_iter().collect();
    }

    /// What one of the pager's lists has: `services`.
    pub(crate) fn list(&self, name: &str, entries: Value) {
        self.seen.0.lock().unwrap().lists.insert(name.to_owned(), entries);
    }

    /// The pager's schedules that are there no more.
    pub(crate) fn forget(&self, schedules: &[&str]) {
        self.seen.0.lock().unwrap().gone = schedules.iter().map(|id| (*id).to_owned()).collect();
    }

    /// With which status the pager answers for its schedules of the third generation, and which these are.
    pub(crate) fn third_generation(&self, status: u16, ids: &[&'static str]) {
        self.seen.0.lock().unwrap().third = Some((status, ids.to_vec()));
    }

    /// What the pager tells of every page from now on: an incident as it gives it.
    pub(crate) fn tell_of_pages(&self, incident: Value) {
        self.seen.0.lock().unwrap().taken = Some(incident);
    }

    /// Takes both off the network: whoever calls is refused.
    pub(crate) fn vanish(&mut self) {
        self.host = None;
    }

    /// How many requests came.
    pub(crate) fn requests(&self) -> usize {
        self.seen.0.lock().unwrap().requests.len()
    }

    /// The keys of the pages that woke somebody, in order.
    pub(crate) fn woken(&self) -> Vec<String> {
        self.seen.0.lock().unwrap().woken.clone()
    }

    /// Waits until so many pages woke somebody; gives up in the end, so that a test fails instead of standing still.
    pub(crate) fn until_woken(&self, count: usize) {
        let (seen, changed) = &*self.seen;
        let seen = seen.lock().unwrap();
        let patience = Duration::from_secs(10);
        let (seen, _) = changed.wait_timeout_while(seen, patience, |seen| seen.woken.len() < count).unwrap();
        assert!(seen.woken.len() >= count, "nobody was woken");
    }

    /// Waits until so many requests came; gives up in the end, before a worker would look by itself.
    pub(crate) fn until_asked(&self, count: usize) {
        let (seen, changed) = &*self.seen;
        let seen = seen.lock().unwrap();
        let patience = Duration::from_secs(10);
        let (seen, _) = changed.wait_timeout_while(seen, patience, |seen| seen.requests.len() < count).unwrap();
        assert!(seen.requests.len() >= count, "only {} requests came", seen.requests.len());
    }

    /// The page's incidents; of each the deliveries that it published, in order.
    pub(crate) fn published(&self) -> Vec<Vec<String>> {
        let seen = self.seen.0.lock().unwrap();
        seen.incidents.iter().map(|incident| super::texts(&incident["incident_updates"], "delivery")).collect()
    }

    /// The page's incidents as the page gives them.
    pub(crate) fn incidents(&self) -> Vec<Value> {
        self.seen.0.lock().unwrap().incidents.clone()
    }
}

/// Both connections as a workspace names them, at an address.
pub(crate) fn connections_at(url: &str) -> String {
    format!(
        "
  - {{ id: pagerduty, provider: pagerduty, name: PagerDuty, options: {{ events_url: \"{url}\", api_url: \"{url}\" }} }}
  - {{ id: statuspage, provider: statuspage, name: Statuspage, audiences: [customers], options: {{ page: p, api_url: \"{url}\" }} }}"
    )
}

fn answer(seen: &(Mutex<Seen>, Condvar), request: &Received) -> Answer {
    let (seen, changed) = seen;
    let answer = seen.lock().unwrap().answer(request);
    changed.notify_all();
    answer
}

impl Seen {
    fn answer(&mut self, request: &Received) -> Answer {
        self.requests.push(request.clone());
        let mishap = self.script.pop_front().unwrap_or(Mishap::None);
        self.land();
        if let (Mishap::Late(seconds), Some(clock)) = (mishap, &self.clock) {
            let at = clock();
            self.late.push(Late { request: request.clone(), at, due: at + TimeDelta::seconds(seconds) });
        }
        mishap.play(|| self.apply(request))
    }

    fn land(&mut self) {
        let Some(now) = self.clock.as_ref().map(|clock| clock()) else { return };
        // Whoever sets a clock back does not hold them up.
        let is_due = |late: &mut Late| now >= late.due || now < late.at;
        let due: Vec<Late> = self.late.extract_if(.., is_due).collect();
        for Late { request, .. } in due {
            self.apply(&request);
        }
    }

    fn apply(&mut self, request: &Received) -> (u16, Value) {
        let body = request.json();
        let path = request.path.split('?').next().unwrap_or_default();
        let is_signed = body["routing_key"] == GOOD || request.header("authorization").ends_with(GOOD);
        if !is_signed {
            return (401, json!({ "error": "Unauthorized" }));
        }
        match (request.method.as_str(), path.trim_start_matches('/').split('/').collect::<Vec<_>>().as_slice()) {
            ("POST", ["v2", "enqueue"]) => {
                let key = body["dedup_key"].as_str().unwrap_or_default().to_owned();
                if !self.woken.contains(&key) {
                    self.woken.push(key.clone());
                }
                (202, json!({ "status": "success", "message": "Event processed", "dedup_key": key }))
            }
            ("GET", ["schedules"]) if let Some(listed) = self.lists.get("schedules") => {
                (200, json!({ "schedules": listed, "more": false }))
            }
            ("GET", ["schedules"]) => {
                let schedule = |id: &str| json!({ "id": id, "name": id, "time_zone": "Europe/Paris", "final_schedule": { "rendered_schedule_entries": self.shifts } });
                let listed = SCHEDULES.into_iter().filter(|id| !self.gone.contains(&(*id).to_owned()));
                (200, json!({ "schedules": listed.map(schedule).collect::<Vec<_>>(), "more": false }))
            }
            ("GET", ["schedules", id]) if self.gone.contains(&(*id).to_owned()) => {
                (404, json!({ "error": { "message": "Not Found", "code": 2100 } }))
            }
            ("GET", ["schedules", _]) => {
                (200, json!({ "schedule": { "final_schedule": { "rendered_schedule_entries": self.shifts } } }))
            }
            ("GET", ["oncalls"]) => (200, json!({ "oncalls": self.on_call, "more": false })),
            ("GET", ["incidents"]) => {
                (200, json!({ "incidents": self.taken.iter().collect::<Vec<_>>(), "more": false }))
            }
            ("GET", ["v3", "schedules"]) if let Some((status, ids)) = &self.third => {
                let listed: Vec<Value> = ids.iter().map(|id| json!({ "id": id, "name": id })).collect();
                (*status, json!({ "schedules": listed, "more": false }))
            }
            ("GET", ["v3", "schedules", id]) => {
                let shift = json!({ "start_time": "2026-11-20T08:00:00Z", "end_time": "2026-11-21T08:00:00Z", "member": { "user_id": "P3" } });
                let computed = json!({ "computed_shift_assignments": [shift] });
                (200, json!({ "schedule": { "name": id, "users": [], "final_schedule": computed } }))
            }
            ("GET", ["v3", list]) => (200, json!({ *list: [], "more": false })),
            ("GET", [list]) => {
                let entries = self.lists.get(*list).cloned().unwrap_or_else(|| json!([]));
                (200, json!({ *list: entries, "more": false }))
            }
            ("GET", ["pages", _, "incidents"]) => {
                (200, Value::Array(self.incidents.iter().rev().take(100).cloned().collect()))
            }
            ("POST", ["pages", _, "incidents"]) => {
                let id = format!("incident{}", self.incidents.len() + 1);
                self.incidents.push(json!({ "id": id, "shortlink": format!("https://stspg.io/{id}") }));
                (201, self.change(&id, &body["incident"]))
            }
            ("PATCH", ["pages", _, "incidents", id]) => (200, self.change(id, &body["incident"])),
            _ => (404, json!({ "error": "not found" })),
        }
    }

    /// Publishes one more update of an incident.
    fn change(&mut self, id: &str, posted: &Value) -> Value {
        let known = self.incidents.iter_mut().find(|incident| incident["id"] == id);
        let incident = known.expect("nobody asks for an incident that the page never had");
        // What a change does not name stays as it was.
        for member in ["name", "status", "metadata"].into_iter().filter(|member| !posted[*member].is_null()) {
            incident[member] = posted[member].clone();
        }
        let mut updates = incident["incident_updates"].as_array().cloned().unwrap_or_default();
        let delivery = &posted["metadata"]["bridgewatch"]["delivery"];
        updates.push(json!({ "status": posted["status"], "body": posted["body"], "delivery": delivery }));
        incident["incident_updates"] = Value::Array(updates);
        incident.clone()
    }
}
