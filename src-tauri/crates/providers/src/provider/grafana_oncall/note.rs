//! Notes on the alert group of a page: <https://grafana.com/docs/oncall/latest/oncall-api-reference/resolution_notes/>.

use domain::delivery::{Delivery, Failure, NoteMessage, Receipt, Repeat};
use serde::Deserialize;
use serde_json::json;

use super::{SIZE, has_more, rest, rest_url};
use crate::account::Account;
use crate::capability::{Noting, Pair, Probe, page_of};
use crate::marker::Found;
use crate::message::{Body, Request, Response};
use crate::wording::{marker, note};

/// In the name of whoever made the token; of nobody with that of a service account.
pub(super) const NOTES: Noting = Noting {
    fits: |_, _| true,
    repeat: Repeat::Probe,
    write: Pair { ask, read },
    probe: Some(Probe { ask: ask_probe, read: read_probe }),
};

/// The longest note of the engine, in characters.
const LONGEST: usize = 3_000;

#[derive(Deserialize)]
struct Note {
    id: String,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    text: String,
}

impl Note {
    fn receipt(self) -> Receipt {
        Receipt { remote: self.id, link: None, update: None }
    }
}

fn ask(account: &Account, delivery: &Delivery, message: &NoteMessage) -> Result<Request, Failure> {
    let body = json!({ "alert_group_id": page_of(delivery)?.remote, "text": note(delivery, message, LONGEST) });
    account.sign(Request::post(rest_url(account, &["resolution_notes"])?, Body::json(body)))
}

fn read(response: &Response) -> Result<Receipt, Failure> {
    Ok(response.json::<Note>()?.receipt())
}

fn ask_probe(account: &Account, delivery: &Delivery) -> Result<Request, Failure> {
    let request = rest(account, &["resolution_notes"])?;
    Ok(request.query("alert_group_id", &page_of(delivery)?.remote).query("perpage", SIZE))
}

/// In which order the notes of one group come is not told, so those of the first part are no newer than the others.
fn read_probe(response: &Response, delivery: &Delivery) -> Result<Found, Failure> {
    let (entries, rest) = response.list("results")?;
    let marker = marker(delivery);
    let ours = format!("({marker})");
    // A foreign note that cannot be read hides none of ours.
    let mut notes = entries.into_iter().filter_map(|entry| serde_json::from_value::<Note>(entry).ok());
    let this = notes.find(|note| note.text.trim_end().ends_with(&ours)).map(Note::receipt);
    if this.is_none() && has_more(&rest) {
        return Err(Failure::Refused(format!(
            "the alert group has more than {SIZE} notes, and it is not among those told. Look in Grafana for `{marker}`."
        )));
    }
    Ok(Found { this, incident: None })
}
