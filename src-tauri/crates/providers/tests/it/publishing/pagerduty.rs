//! PagerDuty's status pages, as far as a lane of updates needs them. What is written becomes HTML there, two entries of a list come
//! at a time, and all happens within the same second.

use domain::delivery::ComponentState;
use serde_json::{Value, json};

use super::{Documented, HERE, SimulatedPage};
use crate::server::Received;

pub(super) const DOCUMENTED: Documented = Documented {
    provider: "pagerduty",
    options: &[("api_url", HERE), ("page", "PPAGE01"), ("page_words", "identified=Detected, maintenance=Being mended")],
    component: "PSERV01",
    states: [
        ComponentState::MajorOutage,
        ComponentState::PartialOutage,
        ComponentState::Maintenance,
        ComponentState::Operational,
    ],
    host: || Box::new(Host::default()),
};

const STATUSES: [(&str, &str); 3] = [("PST1", "investigating"), ("PST2", "Detected"), ("PST3", "resolved")];
const SEVERITIES: [(&str, &str); 3] = [("PSE1", "all good"), ("PSE2", "minor"), ("PSE3", "major")];
const IMPACTS: [(&str, &str); 4] =
    [("PIM1", "operational"), ("PIM2", "partial outage"), ("PIM3", "outage"), ("PIM4", "Being mended")];

/// How many entries come at a time.
const LIMIT: usize = 2;

#[derive(Default)]
struct Host {
    /// In order of their making, each with its updates in order.
    posts: Vec<(Value, Vec<Value>)>,
    /// How many updates there are, of all posts.
    updates: u64,
}

impl SimulatedPage for Host {
    fn answer(&mut self, request: &Received) -> (u16, Value) {
        let (path, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
        let path: Vec<&str> = path.trim_matches('/').split('/').collect();
        let body = request.json();
        let words = |name: &str, words: &[(&str, &str)]| {
            let word = |(id, description): &(&str, &str)| json!({ "id": id, "description": description });
            listed(name, words.iter().map(word).collect(), query)
        };
        match (request.method.as_str(), path.as_slice()) {
            ("GET", ["status_pages", "PPAGE01", "statuses"]) => words("statuses", &STATUSES),
            ("GET", ["status_pages", "PPAGE01", "severities"]) => words("severities", &SEVERITIES),
            ("GET", ["status_pages", "PPAGE01", "impacts"]) => words("impacts", &IMPACTS),
            ("GET", ["status_pages", "PPAGE01", "posts"]) => {
                let asked = |post: &&(Value, Vec<Value>)| {
                    let status = post.1.last().and_then(|update| update["status"]["id"].as_str()).unwrap_or_default();
                    !query.contains("status%5B%5D=") || query.contains(&format!("status%5B%5D={status}"))
                };
                let posts = self.posts.iter().filter(asked).map(|(post, _)| post.clone());
                listed("posts", posts.collect(), query)
            }
            ("POST", ["status_pages", "PPAGE01", "posts"]) => self.make(&body["post"]),
            (method, ["status_pages", "PPAGE01", "posts", id, rest @ ..]) => {
                let Some(at) = self.posts.iter().position(|(post, _)| post["id"] == **id) else {
                    return refused(404, 2100, "Not Found");
                };
                match (method, rest) {
                    ("GET", []) => (200, json!({ "post": self.posts[at].0 })),
                    ("GET", ["post_updates"]) => {
                        listed("post_updates", self.posts[at].1.iter().rev().cloned().collect(), query)
                    }
                    ("POST", ["post_updates"]) if body["post_update"]["post"]["id"] == **id => {
                        match self.add(at, &body["post_update"]) {
                            Some(update) => (201, json!({ "post_update": update })),
                            None => refused(400, 2001, "Invalid Input Provided"),
                        }
                    }
                    _ => refused(404, 2100, "Not Found"),
                }
            }
            _ => refused(404, 2100, "Not Found"),
        }
    }

    fn told(&self) -> Vec<Vec<String>> {
        let text = |update: &Value| {
            let html = update["message"].as_str().unwrap();
            html.strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>")).unwrap().to_owned()
        };
        self.posts.iter().map(|(_, updates)| updates.iter().map(text).collect()).collect()
    }
}

impl Host {
    fn make(&mut self, post: &Value) -> (u16, Value) {
        let title = post["title"].as_str().filter(|title| (1..=128).contains(&title.chars().count()));
        let is_whole = post["type"] == "status_page_post"
            && post["post_type"] == "incident"
            && ["starts_at", "ends_at"].iter().all(|name| post.get(name).is_some())
            && post["status_page"]["id"] == "PPAGE01";
        let (Some(title), true, [first]) = (title, is_whole, post["updates"].as_array().map_or(&[][..], Vec::as_slice))
        else {
            return refused(400, 2001, "Invalid Input Provided");
        };
        let at = self.posts.len();
        let id = format!("PPOST{at}");
        self.posts.push((json!({ "id": id, "title": title, "post_type": "incident" }), Vec::new()));
        let Some(update) = self.add(at, first) else {
            self.posts.pop();
            return refused(400, 2001, "Invalid Input Provided");
        };
        let mut made = self.posts[at].0.clone();
        made["updates"] = json!([{ "id": update["id"], "type": "status_page_post_update" }]);
        (201, json!({ "post": made }))
    }

    fn add(&mut self, at: usize, update: &Value) -> Option<Value> {
        let is_one_of = |value: &Value, words: &[(&str, &str)]| words.iter().any(|(id, _)| value["id"] == *id);
        let message = update["message"].as_str().filter(|message| !message.is_empty())?;
        let is_known = |part: &Value| part["service"]["id"] == "PSERV01" && is_one_of(&part["impact"], &IMPACTS);
        let is_whole = update["type"] == "status_page_post_update"
            && is_one_of(&update["status"], &STATUSES)
            && is_one_of(&update["severity"], &SEVERITIES)
            && update["impacted_services"].as_array()?.iter().all(is_known)
            && update["notify_subscribers"].is_boolean()
            && update.get("update_frequency_ms").is_some();
        if !is_whole {
            return None;
        }
        self.updates += 1;
        let mut added = update.clone();
        added["id"] = json!(format!("PUPDA{}", self.updates));
        added["message"] = json!(format!("<p>{message}</p>"));
        // To the order of the list, and to nothing else.
        added["reported_at"] = json!("2026-11-20T14:02:00Z");
        self.posts[at].1.push(added.clone());
        Some(added)
    }
}

fn listed(name: &str, entries: Vec<Value>, query: &str) -> (u16, Value) {
    let offset = query.split('&').find_map(|pair| pair.strip_prefix("offset=")).map_or(0, |text| text.parse().unwrap());
    let more = offset + LIMIT < entries.len();
    let part: Vec<Value> = entries.into_iter().skip(offset).take(LIMIT).collect();
    (200, json!({ name: part, "offset": offset, "limit": LIMIT, "more": more }))
}

fn refused(status: u16, code: u64, words: &str) -> (u16, Value) {
    (status, json!({ "error": { "message": words, "code": code, "errors": [words] } }))
}
