//! Notes on the alert of a page.

use domain::delivery::{Delivery, Failure, NoteMessage, Receipt, Repeat};
use serde_json::json;
use url::Url;

use super::alert::read;
use super::root;
use crate::account::Account;
use crate::capability::{Noting, Pair, Probe, page_of};
use crate::marker::Found;
use crate::message::{Body, Request, Response, below};
use crate::wording::{marker, note};

/// On any alert of ours: its alias is our key.
pub(super) const NOTES: Noting =
    Noting { fits: |_, _| true, repeat: Repeat::Probe, write: Pair { ask, read }, probe: Some(LOOK) };

/// Looks for the note that a delivery leaves on the alert: as a note of its own, or with a responder.
pub(super) const LOOK: Probe = Probe { ask: ask_probe, read: read_probe };

/// The limit of <https://docs.opsgenie.com/docs/alert-api#add-note-to-alert>, in characters.
pub(super) const LONGEST: usize = 25_000;
/// How many notes are looked at, the newest first: as many as one answer gives at most.
const MOST: &str = "100";

/// Where something is added to the alert of the page that a delivery adds to.
pub(super) fn of_page(account: &Account, delivery: &Delivery, what: &str) -> Result<Url, Failure> {
    let mut url = below(&root(account)?, &["v2", "alerts", page_of(delivery)?.delivery.as_str(), what]);
    url.query_pairs_mut().append_pair("identifierType", "alias");
    Ok(url)
}

fn ask(account: &Account, delivery: &Delivery, message: &NoteMessage) -> Result<Request, Failure> {
    let body = json!({ "note": note(delivery, message, LONGEST), "source": "Bridgewatch" });
    account.sign(Request::post(of_page(account, delivery, "notes")?, Body::json(body)))
}

/// <https://docs.opsgenie.com/docs/alert-api#list-alert-notes>
fn ask_probe(account: &Account, delivery: &Delivery) -> Result<Request, Failure> {
    let request = Request::get(of_page(account, delivery, "notes")?);
    account.sign(request.query("order", "desc").query("limit", MOST))
}

/// A note has no id there: the proof is our own key.
fn read_probe(response: &Response, delivery: &Delivery) -> Result<Found, Failure> {
    let (entries, _) = response.list("data")?;
    let ours = marker(delivery);
    let in_brackets = format!("({ours})");
    let is_ours = |text: &str| {
        let last = text.trim_end().lines().last().unwrap_or_default();
        last == ours || last.ends_with(&in_brackets)
    };
    let is_there = entries.iter().filter_map(|entry| entry["note"].as_str()).any(is_ours);
    let this = is_there.then(|| Receipt { remote: delivery.id.to_string(), link: None, update: None });
    Ok(Found { this, incident: None })
}
