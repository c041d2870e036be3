//! An update that goes out: components first, then the text, with which the incident is made or which is added to it.

use domain::delivery::{Failure, Receipt};
use serde::Deserialize;
use serde_json::{Value, json};

use super::component::{self, LookedUp};
use super::document::Document;
use super::{LIMITS, incident, number, of_api};
use crate::account::Account;
use crate::capability::{Posting, Turn};
use crate::marker::Found;
use crate::message::{Body, Request, Response};

/// The state that an incident gives to the components that it names: the best one, beside which their own counts.
const NOTHING: u64 = 1;

#[derive(Deserialize)]
struct Made {
    guid: Option<String>,
}

/// Up to the text, nothing is written twice: what has its state already gets it no second time.
pub(super) fn publish(
    account: &Account,
    posting: &Posting<'_>,
    answers: &[Response],
) -> Result<Turn<Receipt>, Failure> {
    LIMITS.hold("Cachet", posting.update, posting.known.is_none())?;
    let (ids, changes, rest) = match component::look_up(account, posting.update, answers)? {
        LookedUp::Ask(request) => return Ok(Turn::ask(request)),
        LookedUp::Known { ids, changes, rest } => (ids, changes, rest),
    };
    match (changes.get(rest.len()), rest.get(changes.len())) {
        (Some(change), _) => component::ask_change(account, change).map(Turn::ask),
        (None, None) => ask_text(account, posting, &ids).map(Turn::ask),
        (None, Some(answer)) => receipt(account, posting, answer).map(Turn::Done),
    }
}

/// <https://github.com/cachethq/core/blob/main/src/Http/Controllers/Api/IncidentController.php>, and for a known one
/// <https://github.com/cachethq/core/blob/main/src/Http/Controllers/Api/IncidentUpdateController.php>
fn ask_text(account: &Account, posting: &Posting<'_>, ids: &[u64]) -> Result<Request, Failure> {
    let update = posting.update;
    if let Some(known) = posting.known {
        let body = json!({ "status": number(update.phase), "message": update.body });
        let url = of_api(account, &["incidents", &known.remote, "updates"])?;
        return account.sign(Request::post(url, Body::json(body)));
    }
    let components: Vec<Value> = ids.iter().map(|id| json!({ "id": id, "status": NOTHING })).collect();
    let body = json!({
        "name": update.title,
        "status": number(update.phase),
        "message": update.body,
        // Without a word it is shown to nobody.
        "visible": true,
        "notifications": account.is_on("notifications"),
        "components": components,
    });
    account.sign(Request::post(of_api(account, &["incidents"])?, Body::json(body)))
}

fn receipt(account: &Account, posting: &Posting<'_>, answer: &Response) -> Result<Receipt, Failure> {
    let made = Document::of(answer)?.one::<Made>()?;
    if let Some(known) = posting.known {
        return Ok(Receipt { update: Some(made.id), ..known.clone() });
    }
    let root = account.address("api_url", "")?;
    let guid = made.attributes.guid;
    let link = guid.as_deref().map(|guid| incident::link(&root, guid));
    Ok(Receipt { remote: made.id, link, update: guid })
}

/// By title, phase and text, since nothing of ours can stand in an update.
pub(super) fn probe(account: &Account, posting: &Posting<'_>, answers: &[Response]) -> Result<Turn<Found>, Failure> {
    let there = match (answers.first(), posting.known) {
        (None, Some(known)) => return incident::ask_one(account, &known.remote).map(Turn::ask),
        (None, None) => return incident::ask_newest(account).map(Turn::ask),
        (Some(answer), Some(_)) => vec![incident::read_one(answer)?],
        (Some(answer), None) => incident::read_newest(answer)?,
    };
    Ok(Turn::Done(Found::by_text(posting, &there)))
}
