//! What PagerDuty's REST API would answer for a large organisation, as far as a sync reads it: made anew for each request
//! from nothing but numbers, in pages of at most a hundred entries.

use chrono::DateTime;
use domain::span::{Instant, Span};
use serde_json::{Value, json};

use super::entry;
use super::size::{LARGE, PAGE};

/// Beyond this a real host lists nothing: offset and limit together.
const DEPTH: usize = 10_000;

/// A request, taken apart.
struct Asked<'a> {
    path: Vec<&'a str>,
    query: Vec<(&'a str, String)>,
}

/// Status and body for a path with its query.
pub(super) fn answer(address: &str) -> (u16, String) {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let pair = |part: &'_ str| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        (name.to_owned(), value.replace("%3A", ":"))
    };
    let pairs: Vec<(String, String)> = query.split('&').map(pair).collect();
    let query = pairs.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
    let asked = Asked { path: path.trim_matches('/').split('/').collect(), query };
    let body = asked.body();
    body.map_or_else(
        || (400, json!({ "error": { "message": "Invalid Input Provided", "code": 2001 } }).to_string()),
        |body| (200, body.to_string()),
    )
}

impl Asked<'_> {
    fn body(&self) -> Option<Value> {
        match self.path.as_slice() {
            ["users"] => self.list("users", LARGE.people, entry::user),
            ["teams"] => self.list("teams", LARGE.teams, entry::team),
            ["services"] => self.list("services", LARGE.services, entry::service),
            ["escalation_policies"] => self.list("escalation_policies", LARGE.policies, entry::policy),
            ["oncalls"] => {
                let now = self.time("since")?;
                self.list("oncalls", LARGE.on_call(), |number| entry::on_call(number, now))
            }
            ["schedules"] => {
                let window = self.window()?;
                self.list("schedules", LARGE.layered, |number| entry::layered(number, window))
            }
            ["v3", "schedules"] => {
                self.list("schedules", LARGE.shifted, |number| entry::name_of_shifted(LARGE.layered + number))
            }
            ["v3", "schedules", id] => {
                let number = id.trim_start_matches(char::is_alphabetic).parse().ok()?;
                Some(json!({ "schedule": entry::shifted(number, self.window()?) }))
            }
            _ => None,
        }
    }

    /// The part of a list that was asked for.
    fn list(&self, name: &str, count: usize, entry: impl Fn(usize) -> Value) -> Option<Value> {
        let number = |name, otherwise| self.value(name).map_or(Some(otherwise), |text| text.parse::<usize>().ok());
        let (offset, limit) = (number("offset", 0)?, number("limit", 25)?.min(PAGE));
        let end = offset + limit;
        if end > DEPTH {
            return None;
        }
        let entries: Vec<Value> = (offset..end.min(count)).map(entry).collect();
        Some(json!({ name: entries, "limit": limit, "offset": offset, "more": end < count, "total": null }))
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str())
    }

    fn time(&self, name: &str) -> Option<Instant> {
        DateTime::parse_from_rfc3339(self.value(name)?).ok().map(|at| at.to_utc())
    }

    fn window(&self) -> Option<Span> {
        Some(Span::of(self.time("since")?, self.time("until")?))
    }
}
