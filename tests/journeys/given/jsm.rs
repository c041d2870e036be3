//! A pager that takes a page before it makes it: as much of Jira Service Management Operations as additions to a page need.
//!
//! Nothing of ours tells one addition of a person from another there, and a note that comes twice stands there twice.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use super::House;
use super::host::{Host, Received};
use super::mishap::Mishap;
use super::places::Place;

/// The id of the only alert.
const ALERT: &str = "9b251e07-1704440650350";

/// The pager, and what it has seen.
pub(crate) struct Operations {
    host: Host,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Default)]
struct Seen {
    script: VecDeque<Mishap>,
    /// What it tells of the page's request; nothing where it does not know it.
    told: Option<Value>,
    /// How often it was asked for that.
    asked: usize,
    notes: Vec<String>,
    responders: Vec<String>,
}

impl Operations {
    /// The pager, answering.
    pub(crate) fn open() -> Self {
        let seen = Arc::new(Mutex::new(Seen::default()));
        let own = Arc::clone(&seen);
        let host = Host::open(move |request| {
            let mut seen = own.lock().unwrap();
            let mishap = seen.script.pop_front().unwrap_or(Mishap::None);
            mishap.play(|| seen.apply(request))
        });
        Self { host, seen }
    }

    /// A small house that is connected to it; everybody has an account there, which is called like them.
    pub(crate) fn house(&self) -> House {
        let url = self.host.url();
        let options = format!("{{ api_url: \"{url}\", site: \"{url}\", cloud: cloud-1, email: lead@kestrel.example }}");
        let place =
            Place::small(&format!("\n  - {{ id: jsm, provider: jsm_operations, name: Jira, options: {options} }}"));
        for person in ["mara", "tomasz", "anneke", "leila"] {
            let entry = format!("- id: {person}\n");
            place.replace("people/all.yaml", &entry, &format!("{entry}  provider_ids: {{ jsm: {person} }}\n"));
        }
        let house = House::on(place);
        house.secret("jsm", "token", "good-token");
        house
    }

    /// What goes wrong with the next requests, in order.
    pub(crate) fn script(&self, script: impl IntoIterator<Item = Mishap>) {
        self.seen.lock().unwrap().script = script.into_iter().collect();
    }

    /// It has made the alert.
    pub(crate) fn makes(&self) {
        self.tells(Some(json!({ "isSuccess": true, "status": "Created alert", "alertId": ALERT })));
    }

    /// What it tells of the page's request from now on.
    pub(crate) fn tells(&self, told: Option<Value>) {
        self.seen.lock().unwrap().told = told;
    }

    /// How often it was asked for that.
    pub(crate) fn asked(&self) -> usize {
        self.seen.lock().unwrap().asked
    }

    /// The notes on the alert, in order.
    pub(crate) fn notes(&self) -> Vec<String> {
        self.seen.lock().unwrap().notes.clone()
    }

    /// Who was added to the alert, in order.
    pub(crate) fn responders(&self) -> Vec<String> {
        self.seen.lock().unwrap().responders.clone()
    }
}

impl Seen {
    fn apply(&mut self, request: &Received) -> (u16, Value) {
        let body = request.json();
        let text = |member: &str| body[member].as_str().unwrap_or_default().to_owned();
        let taken = |id: &str| (202, json!({ "result": "Request will be processed", "requestId": id, "took": 0.1 }));
        let path = request.path.split('?').next().unwrap_or_default();
        let Some(path) = path.strip_prefix("/jsm/ops/api/cloud-1/v1/alerts") else { return (404, Value::Null) };
        match (request.method.as_str(), path.trim_start_matches('/').split('/').collect::<Vec<_>>().as_slice()) {
            ("POST", [""]) => taken("request-of-page"),
            ("GET", [""]) => (200, json!({ "values": [], "links": {} })),
            ("GET", ["requests", "request-of-page"]) => {
                self.asked += 1;
                let unknown = json!({ "message": "Request not found. It might not be processed, yet.", "took": 0.1 });
                self.told.clone().map_or((404, unknown), |told| (200, told))
            }
            ("GET", ["requests", _]) => (200, json!({ "isSuccess": true, "status": "Added", "alertId": ALERT })),
            ("POST", [ALERT, "responders"]) => {
                self.responders.push(text("id"));
                taken("request-of-responder")
            }
            ("POST", [ALERT, "notes"]) => {
                self.notes.push(text("note"));
                (201, note(&text("note"), self.notes.len()))
            }
            ("GET", [ALERT, "notes"]) => {
                let notes: Vec<Value> = self.notes.iter().zip(1..).map(|(text, number)| note(text, number)).collect();
                (200, json!({ "values": notes, "links": {} }))
            }
            _ => (404, json!({ "message": "Alert does not exist", "took": 0.1 })),
        }
    }
}

fn note(text: &str, number: usize) -> Value {
    json!({ "id": number.to_string(), "note": text, "owner": "lead@kestrel.example", "createdAt": "2026-11-20T14:06:09Z" })
}
