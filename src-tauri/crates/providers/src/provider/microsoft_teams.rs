//! Microsoft Teams, by a workflow that begins “when a Teams webhook request is received”: one address for each channel or chat,
//! which is the secret.
//!
//! Nothing can be read by it, and it knows no key against repetition. It answers as soon as the workflow is to run: what comes of
//! that only the history of its runs tells. The connectors of Office 365, which looked alike, are no more.

mod card;

use domain::channel::Channel;
use domain::delivery::{Delivery, Failure, OutreachMessage, Receipt, Repeat};
use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;

use crate::account::{Account, Auth};
use crate::capability::{Carriage, Check, Limits, Markup, Outreach, Pair};
use crate::classify::Complaint;
use crate::descriptor::{Descriptor, Reach};
use crate::form::Field;
use crate::hook;
use crate::message::{Body, Request, Response};
use crate::pace::Pace;
use crate::wording::original;

/// Microsoft Teams.
pub const DESCRIPTOR: Descriptor = Descriptor {
    id: "microsoft_teams",
    name: "Microsoft Teams",
    documentation: "https://learn.microsoft.com/en-us/connectors/teams/",
    fields: &[Field::secret(
        WEBHOOK,
        "Webhook",
        "The whole address of the workflow, with its signature: the channel › Workflows › “Send webhook alerts to a channel”",
    )
    .explained_at(
        "https://support.microsoft.com/en-us/office/create-incoming-webhooks-with-workflows-for-microsoft-teams-8ae491c7-0394-4861-ba59-055e33f75498",
    )],
    auth: Auth::Open,
    reach: Reach::World,
    // Four requests a second; more are put off.
    pace: Pace { burst: 4, per_minute: 60, reserve: 0 },
    complaint,
    check: Check::Form(look),
    pager: None,
    status_page: None,
    outreach: Some(Outreach {
        channels: &[Channel::Room],
        channel: |_| Channel::Room,
        repeat: Repeat::Never,
        limits: Limits { title: Some(300), body: Some(20_000) },
        fits,
        // Words stand in a card as runs of text, which know no markup.
        markup: Markup::Plain,
        names_original: true,
        carriage: Carriage::Http(Pair { ask, read }),
    }),
};

const WEBHOOK: &str = "webhook";
/// The largest message, in bytes. <https://learn.microsoft.com/en-us/connectors/teams/#known-issues-and-limitations-with-actions>
const LARGEST: usize = 28 * 1024;
/// What stands around the card, and the longest mark of its original.
const AROUND: usize = 512;

fn address(account: &Account) -> Result<Url, Failure> {
    let url = hook::address(account, WEBHOOK)?;
    let host = url.host_str().unwrap_or_default();
    if host.ends_with("webhook.office.com") || host == "outlook.office.com" || host == "outlook.office365.com" {
        let words = "The stored `webhook` is that of a connector of Office 365, and Microsoft has retired those. Create a workflow \
                     in the channel, and store its address.";
        return Err(Failure::Refused(words.to_owned()));
    }
    Ok(url)
}

fn look(account: &Account) -> Result<String, Failure> {
    address(account)?;
    Ok("The address is well formed. Only a message would prove that the workflow takes one.".to_owned())
}

fn fits(message: &OutreachMessage) -> Result<(), Failure> {
    let size = card::of(&message.title, &message.body, "").to_string().len() + AROUND;
    if size <= LARGEST {
        return Ok(());
    }
    Err(Failure::Refused(format!(
        "Microsoft Teams takes a message of {LARGEST} bytes; this one has {size} as a card. Shorten it."
    )))
}

/// <https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using>
fn ask(account: &Account, delivery: &Delivery, message: &OutreachMessage) -> Result<Request, Failure> {
    let card = card::of(&message.title, &message.body, &original(delivery, message));
    let body = json!({
        "type": "message",
        "attachments": [{ "contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": Value::Null, "content": card }],
    });
    Ok(hook::request(&address(account)?, delivery, Body::json(body)))
}

/// A workflow that will run says 202, one with an answer of its own whatever it was given to say. A page for people comes from
/// somebody in between, and a connector of old said 200 of what it did not post, and why.
fn read(response: &Response) -> Result<Receipt, Failure> {
    let text = String::from_utf8_lossy(&response.body);
    let kind = response.header("content-type").unwrap_or_default().to_lowercase();
    if kind.contains("html") || text.trim_start().starts_with('<') || text.contains("delivery failed") {
        let words = "it did not answer as a workflow does that was begun";
        return Err(Failure::Garbled(words.to_owned()));
    }
    Ok(hook::receipt(response))
}

fn complaint(response: &Response) -> Complaint {
    #[derive(Deserialize)]
    struct Answer {
        error: Told,
    }
    #[derive(Deserialize)]
    struct Told {
        message: String,
    }
    let told = || response.json::<Answer>().ok().map(|answer| answer.error.message);
    let words = match response.status {
        0..400 => None,
        404 | 410 => Some(
            "the workflow is not there any more. Create one in the channel, and store its address as `webhook`".into(),
        ),
        413 => Some("the message is too large for it".to_owned()),
        _ => told(),
    };
    Complaint { words, ..Complaint::plain(response) }
}
