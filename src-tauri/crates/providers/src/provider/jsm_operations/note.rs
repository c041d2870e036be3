//! Notes on the alert of a page.

use domain::delivery::{Delivery, Failure, NoteMessage, Receipt, Repeat};
use serde::Deserialize;
use serde_json::json;

use super::{SIZE, goes_on, of_page, rest};
use crate::account::Account;
use crate::capability::{Noting, Pair, Probe, page_of};
use crate::marker::Found;
use crate::message::{Body, Request, Response};
use crate::wording::{marker, note};

/// On any alert of ours.
pub(super) const NOTES: Noting = Noting {
    fits: |_, _| true,
    repeat: Repeat::Probe,
    write: Pair { ask, read },
    probe: Some(Probe { ask: ask_probe, read: read_probe }),
};

/// The limit of the note that comes with an alert, in characters; of one that is added none is told.
const LONGEST: usize = 25_000;

#[derive(Deserialize)]
struct Note {
    id: String,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    note: String,
}

impl Note {
    fn receipt(self) -> Receipt {
        Receipt { remote: self.id, link: None, update: None }
    }
}

/// <https://developer.atlassian.com/cloud/jira/service-desk-ops/rest/v2/api-group-alerts/>, as the rest of this file.
fn ask(account: &Account, delivery: &Delivery, message: &NoteMessage) -> Result<Request, Failure> {
    let body = json!({ "note": note(delivery, message, LONGEST) });
    account.sign(Request::post(of_page(account, delivery, "notes")?, Body::json(body)))
}

/// Unlike all else that is done to an alert this is done at once: it answers with the note.
fn read(response: &Response) -> Result<Receipt, Failure> {
    Ok(response.json::<Note>()?.receipt())
}

fn ask_probe(account: &Account, delivery: &Delivery) -> Result<Request, Failure> {
    Ok(rest(account, &["alerts", page_of(delivery)?.kept()?, "notes"])?.query("size", SIZE))
}

/// In which order the notes come is not told, so those of the first part are no newer than the others.
fn read_probe(response: &Response, delivery: &Delivery) -> Result<Found, Failure> {
    let (entries, rest) = response.list("values")?;
    let marker = marker(delivery);
    let ours = format!("({marker})");
    // A foreign note that cannot be read hides none of ours.
    let mut notes = entries.into_iter().filter_map(|entry| serde_json::from_value::<Note>(entry).ok());
    let this = notes.find(|note| note.note.trim_end().ends_with(&ours)).map(Note::receipt);
    if this.is_none() && goes_on(&rest) {
        return Err(Failure::Refused(format!(
            "the alert has more than {SIZE} notes, and it is not among those told. Look in Jira for `{marker}`."
        )));
    }
    Ok(Found { this, incident: None })
}
