//! Work that was announced: Cachet calls it a schedule.

use domain::delivery::Failure;
use domain::span::Span;
use serde::Deserialize;

use super::document::{self, Document};
use super::{Listed, Time, zone};
use crate::capability::{Maintenance, Part, Reading, Step};
use crate::message::Response;

/// To come, and under way.
const NOT_OVER: &str = "0,1";

/// <https://github.com/cachethq/core/blob/main/src/Http/Controllers/Api/ScheduleController.php>
pub(super) const MAINTENANCES: Reading<Maintenance> = Reading::of_all(
    |_| vec![Step::of_all("schedules")],
    |account, step| Ok(document::ask(account, step, "")?.query("filter[status]", NOT_OVER)),
    read,
);

#[derive(Deserialize)]
struct Attributes {
    name: String,
    status: Listed,
    scheduled: Time,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    completed: Time,
}

/// Work without an end is shown as the instant at which it begins.
fn read(response: &Response, step: &Step) -> Result<Part<Maintenance>, Failure> {
    let zone = zone(response);
    Document::of(response)?.part(step, |entry: document::Entry<Attributes>| {
        let Attributes { name, status, scheduled, completed } = entry.attributes;
        let timeless = || Failure::Garbled("announced work has no time at which it begins".to_owned());
        let from = scheduled.read(zone).ok_or_else(timeless)??;
        let until = completed.read(zone).transpose()?.unwrap_or(from);
        Ok(Maintenance { id: entry.id, title: name, span: Span::of(from, until), status: status.word() })
    })
}
