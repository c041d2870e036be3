//! Notes on the incident of a page.

use domain::delivery::{Delivery, Failure, NoteMessage, Receipt, Repeat};
use serde::Deserialize;
use serde_json::json;

use super::incident::is_incident;
use super::{rest, rest_url, signed};
use crate::account::Account;
use crate::capability::{Noting, Pair, Probe, page_of};
use crate::marker::Found;
use crate::message::{self, Body, Request, Response};
use crate::wording::{marker, note};

/// In the name of the connection's user, as PagerDuty asks for.
pub(super) const NOTES: Noting = Noting {
    fits: |account, made| account.option("from").is_some() && is_incident(made),
    repeat: Repeat::Probe,
    write: Pair { ask, read },
    probe: Some(Probe { ask: ask_probe, read: read_probe }),
};

/// No limit is documented; this is what a person still reads at a pager.
const LONGEST: usize = 20_000;

#[derive(Deserialize)]
struct Entry {
    id: String,
    content: String,
}

/// <https://developer.pagerduty.com/api-reference/d6cc4b5d3c1c4-create-a-note-on-an-incident>
fn ask(account: &Account, delivery: &Delivery, message: &NoteMessage) -> Result<Request, Failure> {
    let url = rest_url(account, &["incidents", &page_of(delivery)?.remote, "notes"])?;
    let content = note(delivery, message, LONGEST);
    let request = Request::post(url, Body::json(json!({ "note": { "content": content } })));
    signed(account, request.header("from", message::Value::Plain(account.required("from")?.to_owned())))
}

fn read(response: &Response) -> Result<Receipt, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        note: Entry,
    }
    Ok(Receipt { remote: response.json::<Answer>()?.note.id, link: None, update: None })
}

/// <https://developer.pagerduty.com/api-reference/6c9cbb6b0c6b5-list-notes-for-an-incident>
fn ask_probe(account: &Account, delivery: &Delivery) -> Result<Request, Failure> {
    rest(account, &["incidents", &page_of(delivery)?.remote, "notes"])
}

fn read_probe(response: &Response, delivery: &Delivery) -> Result<Found, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        notes: Vec<Entry>,
    }
    let ours = format!("({})", marker(delivery));
    let this = response.json::<Answer>()?.notes.into_iter().find(|note| note.content.ends_with(&ours));
    Ok(Found { this: this.map(|note| Receipt { remote: note.id, link: None, update: None }), incident: None })
}
