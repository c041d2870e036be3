//! Status pages as Atlassian Statuspage and Instatus serve them: what publishing and looking need of their APIs.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use serde_json::{Value, json};

use crate::http::Asked;

/// All pages of a server, by the page's id in its addresses.
#[derive(Default)]
pub(super) struct Pages(Mutex<BTreeMap<String, Vec<Incident>>>);

/// An incident of a page; its id is its place.
struct Incident {
    title: Value,
    /// Our marker, where the page has a place for one.
    metadata: Value,
    /// Earliest first; the id of each is its place.
    updates: Vec<Update>,
}

struct Update {
    status: Value,
    text: Value,
    started: Value,
}

impl Pages {
    /// Does what a request asks, and gives the status and the body of the answer.
    ///
    /// <https://developer.statuspage.io/#tag/incidents>, <https://instatus.com/help/api/incidents> and
    /// <https://instatus.com/help/api/incident-updates>
    pub(super) fn answer(&self, asked: &Asked) -> (u16, Value) {
        let body: Value = serde_json::from_slice(&asked.body).unwrap_or_default();
        let path = asked.path.split('?').next().unwrap_or_default().trim_matches('/');
        let words: Vec<&str> = path.split('/').collect();
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (["pages" | "v1", page, "incidents", ..], Some(first)) = (words.as_slice(), words.first()) else {
            return (404, json!({}));
        };
        let is_statuspage = *first == "pages";
        let there = pages.entry((*page).to_owned()).or_default();
        let id = words.get(3).copied();
        let place = id.and_then(|id| id.trim_start_matches("incident-").parse::<usize>().ok());
        let said = if is_statuspage { &body["incident"] } else { &body };
        match (asked.method.as_str(), id, place) {
            ("GET", None, _) => {
                let all = there.iter().enumerate().map(|(place, incident)| incident.json(place, is_statuspage));
                (200, all.rev().collect())
            }
            ("POST", None, _) => {
                there.push(Incident::made(said));
                (201, there.last().map(|made| made.json(there.len() - 1, is_statuspage)).unwrap_or_default())
            }
            (method, Some(id), Some(place)) => {
                let Some(incident) = there.get_mut(place) else {
                    return (404, json!({ "error": format!("no incident {id}") }));
                };
                if method == "GET" {
                    return (200, incident.json(place, is_statuspage));
                }
                incident.say(said);
                let is_update = words.get(4) == Some(&"incident-updates");
                let update = json!({ "id": format!("update-{}", incident.updates.len() - 1) });
                (200, if is_update { update } else { incident.json(place, is_statuspage) })
            }
            _ => (404, json!({})),
        }
    }

    /// The texts of a page's incidents, each with its updates, the earliest first.
    pub(super) fn texts(&self, page: &str) -> Vec<Vec<String>> {
        let pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let text = |update: &Update| update.text.as_str().unwrap_or_default().to_owned();
        let incidents = pages.get(page).into_iter().flatten();
        incidents.map(|incident| incident.updates.iter().map(text).collect()).collect()
    }
}

impl Incident {
    fn made(said: &Value) -> Self {
        let mut made = Self { title: said["name"].clone(), metadata: Value::Null, updates: Vec::new() };
        made.say(said);
        made
    }

    fn say(&mut self, said: &Value) {
        self.metadata = said["metadata"].clone();
        let text = if said["body"].is_null() { &said["message"] } else { &said["body"] };
        let (status, started) = (said["status"].clone(), said["started"].clone());
        self.updates.push(Update { status, text: text.clone(), started });
    }

    fn json(&self, place: usize, is_statuspage: bool) -> Value {
        let update = |(place, update): (usize, &Update)| {
            let Update { status, text, started } = update;
            json!({ "id": format!("update-{place}"), "status": status, "message": text, "started": started })
        };
        let id = format!("incident-{place}");
        let status = self.updates.last().map(|update| &update.status);
        if is_statuspage {
            return json!({ "id": id, "name": self.title, "status": status, "metadata": self.metadata });
        }
        let updates: Vec<Value> = self.updates.iter().enumerate().map(update).collect();
        json!({ "id": id, "name": self.title, "status": status, "updates": updates, "components": [] })
    }
}
