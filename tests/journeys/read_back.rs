//! What a page shows after somebody else had a hand in it: also of what is over, of what it has twice, and beside what nobody can
//! read.

use std::sync::{Arc, Mutex};

use domain::id::{ConnectionId, IncidentId};
use domain::incident::closing::ClosingStanding;
use domain::incident::intent::Intent;
use domain::template::Audience;
use engine::view::bridge::PageStanding;
use engine::view::status_page::StatusPageView;
use serde_json::{Value, json};

use crate::given::House;
use crate::given::host::{Host, Received, json as answer};
use crate::given::places::Place;

/// Instatus, as much of it as tells a story, with incidents that anybody may change.
struct Page {
    _host: Host,
    incidents: Arc<Mutex<Vec<Value>>>,
    house: House,
    incident: IncidentId,
}

impl Page {
    /// Customers were told once that cards fail.
    fn told() -> Self {
        let incidents: Arc<Mutex<Vec<Value>>> = Arc::default();
        let known = Arc::clone(&incidents);
        let host = Host::open(move |request| {
            let (status, body) = instatus(&mut known.lock().unwrap(), request);
            Some(answer(status, &body))
        });
        let connection = format!(
            "\n  - {{ id: page, provider: instatus, name: Status page, audiences: [customers], options: {{ page: p, api_url: \"{}\" }} }}",
            host.url()
        );
        let house = House::on(Place::small(&connection));
        house.secret("page", "token", "good-token");
        let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": [] }));
        house.confirm_impact(&incident, "europe");
        house.say(&incident, Audience::Customers, "Cards fail.");
        house.deliver_all();
        Self { _host: host, incidents, house, incident }
    }

    /// The same, and that it is over.
    fn over() -> Self {
        let page = Self::told();
        let intent = Intent::Resolve { summary: String::new(), loss: Some("Nothing".to_owned()), release: true };
        page.house.act(&page.incident, &intent);
        page.house.say(&page.incident, Audience::Customers, "Cards work again.");
        page.house.deliver_all();
        page.read();
        assert_eq!(page.standing(), PageStanding::Confirmed);
        assert_eq!(page.last_post(), ClosingStanding::Done);
        page
    }

    /// Somebody changes what stands there.
    fn change(&self, change: impl FnOnce(&mut Vec<Value>)) {
        change(&mut self.incidents.lock().unwrap());
    }

    fn read(&self) {
        self.house.minutes(4);
        self.house.follow();
    }

    fn view(&self) -> StatusPageView {
        self.house.wait(self.house.engine().status_page(&ConnectionId::from("page"))).unwrap()
    }

    fn standing(&self) -> PageStanding {
        self.house.engine().bridge(&self.incident).unwrap().pages[0].state
    }

    fn drift(&self) -> Vec<String> {
        self.house.engine().bridge(&self.incident).unwrap().pages[0].drift.clone()
    }

    fn last_post(&self) -> ClosingStanding {
        let steps = self.house.engine().bridge(&self.incident).unwrap().closing;
        steps.iter().find(|step| step.text.starts_with("Last post")).unwrap().standing
    }
}

fn instatus(incidents: &mut Vec<Value>, request: &Received) -> (u16, Value) {
    let (path, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
    let posted = request.json();
    let update = |id: usize| {
        json!({ "id": format!("u{id}"), "message": posted["message"], "status": posted["status"],
            "started": posted["started"], "createdAt": format!("2026-11-20T14:{id:02}:00.160Z") })
    };
    let path: Vec<&str> = path.trim_matches('/').split('/').collect();
    match (request.method.as_str(), path.as_slice()) {
        ("GET", ["v1", "p", "incidents"]) => {
            let only_open = query.contains("status=RESOLVED");
            let is_shown = |incident: &&Value| !only_open || incident["status"] != "RESOLVED";
            (200, incidents.iter().rev().filter(is_shown).cloned().collect())
        }
        ("GET", ["v1", "p", "incidents", id]) => match incidents.iter().find(|known| known["id"] == **id) {
            Some(incident) => (200, incident.clone()),
            None => (404, json!({ "error": { "code": "not_found", "message": "Incident not found" } })),
        },
        ("POST", ["v1", "p", "incidents"]) => {
            let incident = json!({ "id": format!("ck{}", incidents.len()), "name": posted["name"],
                "status": posted["status"], "updates": [update(0)], "components": [] });
            incidents.push(incident.clone());
            (200, incident)
        }
        ("POST", ["v1", "p", "incidents", id, "incident-updates"]) => {
            let known = incidents.iter_mut().find(|known| known["id"] == **id).unwrap();
            known["status"] = posted["status"].clone();
            let updates = known["updates"].as_array_mut().unwrap();
            updates.push(update(updates.len()));
            (200, updates.last().unwrap().clone())
        }
        _ => (200, json!([])),
    }
}

#[test]
fn a_last_word_that_somebody_changed_is_seen() {
    let page = Page::over();
    page.change(|incidents| incidents[0]["updates"][1]["message"] = json!("All is very well."));
    page.read();
    assert_eq!(page.standing(), PageStanding::Drift);
    assert_eq!(page.drift(), ["Its latest text is not the one that was published last."]);
    assert_eq!(page.last_post(), ClosingStanding::Open);
    let line = &page.view().ended.lines[0];
    assert_eq!((line.id.as_str(), line.incident.as_deref()), ("ck0", Some(page.incident.as_str())));
}

#[test]
fn a_last_word_that_somebody_removed_is_seen() {
    let page = Page::over();
    page.change(Vec::clear);
    page.read();
    assert_eq!(page.standing(), PageStanding::Drift);
    let gone = "The page does not show it any more, it seems to be removed there (Incident not found).";
    assert_eq!(page.drift(), [gone]);
    assert_eq!(page.last_post(), ClosingStanding::Open);
}

#[test]
fn an_incident_that_somebody_closed_or_removed_is_told_apart() {
    let page = Page::told();
    page.change(|incidents| incidents[0]["status"] = json!("RESOLVED"));
    page.read();
    let words = page.drift();
    assert!(words.len() == 1 && words[0].starts_with("The page says Resolved, "), "{words:?}");
    page.change(Vec::clear);
    page.read();
    assert!(page.drift()[0].starts_with("The page does not show it any more"), "{:?}", page.drift());
}

/// An entry of somebody else's without a time cannot be read: ours is confirmed all the same, and its drift is seen.
#[test]
fn what_nobody_can_read_hides_nothing_of_ours() {
    let page = Page::told();
    let foreign = json!({ "id": "theirs", "name": "Other", "status": "INVESTIGATING", "components": [],
        "updates": [{ "id": "u9", "message": "?", "status": "INVESTIGATING", "started": null }] });
    page.change(|incidents| incidents.push(foreign));
    page.read();
    assert_eq!(page.standing(), PageStanding::Confirmed);
    let view = page.view();
    assert!(view.incidents.trouble.starts_with("theirs: "), "{}", view.incidents.trouble);
    assert!(!view.incidents.broken);
    let trouble = page.house.engine().connections().unwrap()[0].trouble.clone();
    assert_eq!(trouble, "", "the page itself answers well");
    page.change(|incidents| incidents[0]["updates"][0]["message"] = json!("All is well."));
    page.read();
    assert_eq!(page.standing(), PageStanding::Drift);
}

/// Ours itself cannot be read: neither does the page say what was published, nor is it gone.
#[test]
fn what_cannot_be_read_of_ours_is_neither_confirmed_nor_gone() {
    let page = Page::told();
    page.change(|incidents| incidents[0]["updates"][0]["started"] = Value::Null);
    page.read();
    assert_eq!(page.standing(), PageStanding::Unread);
    assert!(page.view().ended.trouble.starts_with("ck0: "), "{}", page.view().ended.trouble);
}

#[test]
fn a_second_incident_of_ours_is_told_and_stays_told_when_the_first_is_over() {
    let page = Page::told();
    page.change(|incidents| {
        let mut double = incidents[0].clone();
        double["id"] = json!("double");
        incidents.push(double);
    });
    page.read();
    let words = "The page has two incidents for this one: updates go to ck0, and this one, “Cards fail.” (double), stays open. End it there by hand.";
    assert_eq!((page.standing(), page.drift()), (PageStanding::Drift, vec![words.to_owned()]));
    let intent = Intent::Resolve { summary: String::new(), loss: Some("Nothing".to_owned()), release: true };
    page.house.act(&page.incident, &intent);
    page.house.say(&page.incident, Audience::Customers, "Cards work again.");
    page.house.deliver_all();
    page.read();
    assert_eq!((page.standing(), page.drift()), (PageStanding::Drift, vec![words.to_owned()]));
    page.change(|incidents| drop(incidents.pop()));
    page.read();
    assert_eq!(page.standing(), PageStanding::Confirmed);
}

/// Another incident of ours may well have the same title and text.
#[test]
fn an_incident_that_tells_of_another_one_of_ours_is_no_double() {
    let page = Page::told();
    let other = page.house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": [] }));
    page.house.confirm_impact(&other, "europe");
    page.house.say(&other, Audience::Customers, "Cards fail.");
    page.house.deliver_all();
    page.read();
    let drifts: Vec<Vec<String>> = page.view().incidents.lines.into_iter().map(|line| line.drift).collect();
    assert_eq!(drifts, [Vec::<String>::new(), Vec::new()]);
}
