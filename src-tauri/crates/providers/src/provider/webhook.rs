//! Any program that takes webhooks: what is said goes to an address of its own as JSON, signed as Standard Webhooks has it.
//!
//! `webhook-id` is the same at every try, and whoever receives it takes it as the key against repetition: “The ID is often used as
//! an idempotency key” (<https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md>). So a
//! message is sent again after an answer that was lost.

pub mod signature;

use domain::channel::Channel;
use domain::delivery::{Delivery, Failure, OutreachMessage, Receipt, Repeat};
use serde_json::json;

use crate::account::{Account, Auth};
use crate::capability::{Carriage, Check, Limits, Markup, Outreach, Pair};
use crate::classify::Complaint;
use crate::descriptor::{Descriptor, Reach};
use crate::form::Field;
use crate::instant;
use crate::message::{Body, Request, Response, Value};
use crate::pace::Pace;
use signature::Key;

/// Any program that takes webhooks.
pub const DESCRIPTOR: Descriptor = Descriptor {
    id: "webhook",
    name: "Webhook",
    documentation: "https://www.standardwebhooks.com/",
    fields: &[
        Field::text("address", "Address", "Where the program takes webhooks: `https://hooks.example.com/bridgewatch`")
            .address()
            .required(),
        Field::secret(
            SECRET,
            "Signing secret",
            "`whsec_` and at least 24 random bytes in base64, or any text: the receiver checks signatures with it",
        )
        .explained_at("https://www.standardwebhooks.com/"),
    ],
    auth: Auth::Open,
    reach: Reach::World,
    // Whatever stands behind it: no more than a person would bear to read.
    pace: Pace { burst: 20, per_minute: 60, reserve: 0 },
    complaint,
    check: Check::Form(look),
    pager: None,
    status_page: None,
    outreach: Some(Outreach {
        channels: &[Channel::Room],
        channel: |_| Channel::Room,
        repeat: Repeat::Keyed,
        limits: Limits::NONE,
        fits: |_| Ok(()),
        markup: Markup::Plain,
        names_original: false,
        carriage: Carriage::Http(Pair { ask, read }),
    }),
};

const SECRET: &str = "secret";
/// What is laid aside for the reading of the answer.
const ID: &str = "bridgewatch-id";

fn key(account: &Account) -> Result<Key, Failure> {
    Key::read(&account.secret(SECRET)?).ok_or_else(|| {
        let words = "The stored `secret` begins with whsec_, and what follows is no base64. Store it anew, whole.";
        Failure::Refused(words.to_owned())
    })
}

fn look(account: &Account) -> Result<String, Failure> {
    account.required("address")?;
    account.address("address", "")?;
    key(account)?;
    Ok("The address is well formed, and messages to it can be signed. Only a message would prove that it is taken."
        .to_owned())
}

/// The body is a promise: `docs/providers.md` tells it field by field.
fn ask(account: &Account, delivery: &Delivery, message: &OutreachMessage) -> Result<Request, Failure> {
    account.required("address")?;
    let body = Body::json(json!({
        "type": "incident.message",
        "timestamp": instant::text(delivery.not_before),
        "data": {
            "delivery": delivery.id,
            "incident": delivery.incident,
            "entry": message.sequence,
            "update": message.update,
            "output": message.output,
            "audience": message.output.audience(),
            "phase": message.phase,
            "severity": message.severity,
            "title": message.title,
            "body": message.body,
        },
    }));
    let id = signature::id(delivery);
    let at = account.now.timestamp();
    let signature = key(account)?.sign(&id, at, &body.to_bytes())?;
    let request = Request::post(account.address("address", "")?, body)
        .aside(ID, &id)
        .header("webhook-id", Value::Plain(id))
        .header("webhook-timestamp", Value::Plain(at.to_string()))
        .header("webhook-signature", Value::Secret(signature));
    Ok(request)
}

/// Any status of success is one, whatever stands in the answer; but a web page comes from an address that shows its pages to
/// everything, and takes no webhooks.
fn read(response: &Response) -> Result<Receipt, Failure> {
    let text = String::from_utf8_lossy(&response.body).trim_start().to_lowercase();
    if text.starts_with("<!doctype html") || text.starts_with("<html") {
        return Err(Failure::Garbled(
            "a web page is shown at its address, and nothing says that webhooks are taken there".to_owned(),
        ));
    }
    let remote = response.header(ID).unwrap_or_default().to_owned();
    Ok(Receipt { remote, link: None, update: None })
}

/// What a receiver writes besides its status is its own, and no lead could read it.
fn complaint(response: &Response) -> Complaint {
    let words = match response.status {
        404 => Some("nothing takes webhooks at its address. Correct `address` of the connection"),
        410 => Some("webhooks are not taken at its address any more. Correct `address`, or remove the connection"),
        413 => Some("the message is too large for it. Shorten it"),
        _ => None,
    };
    Complaint { words: words.map(str::to_owned), ..Complaint::plain(response) }
}
