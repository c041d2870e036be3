//! Notes on the alert of a page: events of its own kind.

use domain::delivery::{Delivery, Failure, NoteMessage, Receipt, Repeat};
use serde::Deserialize;
use serde_json::json;

use super::alert::read;
use super::{Resource, create, entries, rest};
use crate::account::Account;
use crate::capability::{Noting, Pair, Probe, page_of};
use crate::marker::Found;
use crate::message::{Request, Response};
use crate::wording::{marker, note};

/// In the name of Rootly's bot: who wrote it stands in the note.
pub(super) const NOTES: Noting = Noting {
    fits: |_, _| true,
    repeat: Repeat::Probe,
    write: Pair { ask, read },
    probe: Some(Probe { ask: ask_probe, read: read_probe }),
};

/// No limit is documented; this is what a person still reads at a pager.
const LONGEST: usize = 20_000;
/// How many notes are looked at, the newest first: as many as one answer gives at most.
const MOST: &str = "50";

/// <https://docs.rootly.com/api-reference/alertevents/create-alert-event>
fn ask(account: &Account, delivery: &Delivery, message: &NoteMessage) -> Result<Request, Failure> {
    let event = json!({ "kind": "note", "details": note(delivery, message, LONGEST) });
    create(account, &["alerts", &page_of(delivery)?.remote, "events"], "alert_events", &event)
}

/// Of all alerts, but asked for one: the list below the alert does not say in which order it comes.
fn ask_probe(account: &Account, delivery: &Delivery) -> Result<Request, Failure> {
    Ok(rest(account, &["alert_events"])?
        .query("filter[alert_id]", &page_of(delivery)?.remote)
        .query("filter[kind]", "note")
        .query("sort", "-created_at")
        .query("page[size]", MOST))
}

fn read_probe(response: &Response, delivery: &Delivery) -> Result<Found, Failure> {
    #[derive(Deserialize)]
    struct Event {
        details: Option<String>,
    }
    let (entries, _) = entries(response)?;
    let ours = format!("({})", marker(delivery));
    // A foreign event that cannot be read hides none of ours.
    let mut events = entries.into_iter().filter_map(|entry| serde_json::from_value::<Resource<Event>>(entry).ok());
    let is_ours = |event: &Resource<Event>| {
        event.attributes.details.as_deref().is_some_and(|text| text.trim_end().ends_with(&ours))
    };
    let this = events.find(is_ours).map(|event| Receipt { remote: event.id, link: None, update: None });
    Ok(Found { this, incident: None })
}
