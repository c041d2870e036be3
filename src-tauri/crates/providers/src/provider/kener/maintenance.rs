//! Work that was announced. A maintenance may come again and again: each time is an event of its own.

use domain::delivery::Failure;
use domain::span::Span;
use serde::Deserialize;
use serde_json::Value;

use crate::account::Account;
use crate::capability::{Maintenance, Part, Reading, Step};
use crate::instant;
use crate::message::{Request, Response};

/// Under way, about to begin, and still to come.
const NOT_OVER: [&str; 3] = ["ONGOING", "READY", "SCHEDULED"];
/// The most entries of one answer.
const LIMIT: u64 = 100;

/// <https://kener.ing/docs/v4/api-reference>
pub(super) const MAINTENANCES: Reading<Maintenance> =
    Reading::of_all(|_| NOT_OVER.map(Step::of_all).to_vec(), ask, read);

/// Without a time to begin with, it would leave out what has begun already.
fn ask(account: &Account, step: &Step) -> Result<Request, Failure> {
    let request = super::read(account, &["maintenances", "events"])?;
    let request = request.query("event_status", step.what).query("event_start_date_time", "0");
    Ok(request.query("limit", &LIMIT.to_string()).query("page", &page(step).to_string()))
}

fn page(step: &Step) -> u64 {
    step.offset().max(1)
}

#[derive(Deserialize)]
struct Event {
    #[serde(rename = "event_id")]
    id: u64,
    #[serde(rename = "event_start_date_time")]
    from: i64,
    #[serde(rename = "event_end_date_time")]
    until: i64,
    #[serde(rename = "event_status")]
    status: String,
    maintenance_title: String,
    /// Whether its plan is followed at all.
    maintenance_status: Option<String>,
}

fn read(response: &Response, step: &Step) -> Result<Part<Maintenance>, Failure> {
    let (events, rest) = response.list("events")?;
    let total = rest.get("total").and_then(Value::as_u64).unwrap_or_default();
    let next = (page(step).saturating_mul(LIMIT) < total).then(|| step.at((page(step) + 1).to_string()));
    let part = Part::of_each(events, |event: Event| {
        if event.maintenance_status.as_deref() == Some("INACTIVE") {
            return Ok(Vec::new());
        }
        let span = Span::of(instant::of_seconds(event.from)?, instant::of_seconds(event.until)?);
        let id = event.id.to_string();
        Ok(vec![Maintenance { id, title: event.maintenance_title, span, status: event.status }])
    });
    Ok(part.then(next))
}
