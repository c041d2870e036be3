//! Slack, by an incoming webhook: one address for each channel, which is the secret.
//!
//! Nothing can be read by it, and Slack knows no key against repetition: after an answer that was lost, whoever looks into the
//! channel can tell.

mod block;

use domain::channel::Channel;
use domain::delivery::{Delivery, Failure, OutreachMessage, Receipt, Repeat};
use serde_json::json;
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

/// Slack.
pub const DESCRIPTOR: Descriptor = Descriptor {
    id: "slack",
    name: "Slack",
    documentation: "https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/",
    fields: &[Field::secret(
        WEBHOOK,
        "Webhook",
        "The whole address of the channel's incoming webhook, `https://hooks.slack.com/services/…`: your app › Incoming Webhooks",
    )
    .explained_at("https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/")],
    auth: Auth::Open,
    reach: Reach::World,
    // One message a second for each channel; short bursts are borne. https://docs.slack.dev/apis/web-api/rate-limits/
    pace: Pace { burst: 5, per_minute: 60, reserve: 0 },
    complaint,
    check: Check::Form(look),
    pager: None,
    status_page: None,
    outreach: Some(Outreach {
        channels: &[Channel::Room],
        channel: |_| Channel::Room,
        repeat: Repeat::Never,
        limits: LIMITS,
        fits: |_| Ok(()),
        // What our words could be taken for is told to Slack as what it is.
        markup: Markup::Plain,
        names_original: true,
        carriage: Carriage::Http(Pair { ask, read }),
    }),
};

const WEBHOOK: &str = "webhook";
/// So that a message has far fewer than the fifty blocks that Slack takes, whatever stands in it.
const LIMITS: Limits = Limits { title: Some(1_000), body: Some(10_000) };

/// The address, if it is one of those that take messages like ours.
fn address(account: &Account) -> Result<Url, Failure> {
    let url = hook::address(account, WEBHOOK)?;
    let is_of_slack = url.host_str().is_some_and(|host| host == "slack.com" || host.ends_with(".slack.com"));
    if is_of_slack && !url.path().starts_with("/services/") {
        let words = "The stored `webhook` is another address of Slack's. That of an incoming webhook begins with \
                     https://hooks.slack.com/services/.";
        return Err(Failure::Refused(words.to_owned()));
    }
    Ok(url)
}

fn look(account: &Account) -> Result<String, Failure> {
    address(account)?;
    Ok("The address is well formed. Only a message would prove that the channel takes one.".to_owned())
}

/// <https://docs.slack.dev/reference/block-kit/blocks/>
fn ask(account: &Account, delivery: &Delivery, message: &OutreachMessage) -> Result<Request, Failure> {
    let body = json!({
        "text": block::spoken(&message.title, &message.body),
        "mrkdwn": false,
        "blocks": block::all(&message.title, &message.body, &original(delivery, message)),
        "unfurl_links": false,
        "unfurl_media": false,
    });
    Ok(hook::request(&address(account)?, delivery, Body::json(body)))
}

/// Slack answers with a word, and with nothing else.
fn read(response: &Response) -> Result<Receipt, Failure> {
    if response.body.trim_ascii() != b"ok" {
        return Err(Failure::Garbled("it did not answer with Slack's `ok`".to_owned()));
    }
    Ok(hook::receipt(response))
}

/// The words stand in the body, as a code. <https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/#handling_errors>
fn complaint(response: &Response) -> Complaint {
    let plain = Complaint::plain(response);
    let Some(code) = code(response).filter(|_| (400..500).contains(&response.status)) else { return plain };
    let words = match code {
        "no_service" | "no_active_hooks" | "invalid_token" | "no_team" | "team_disabled" => {
            "the webhook is not there any more. Create one in the channel, and store its address as `webhook`"
        }
        "channel_not_found" => {
            "the channel is not there any more. Create a webhook in another one, and store its address"
        }
        "channel_is_archived" => {
            "the channel is archived. Take it out of the archive, or store the webhook of another one"
        }
        "action_prohibited" | "posting_to_general_channel_denied" => {
            "its administrators let this webhook say nothing there. Ask them, or store the webhook of another channel"
        }
        "user_not_found" => {
            "whom the webhook speaks to is not there any more. Create one in a channel, and store its address"
        }
        _ => "it does not take the message",
    };
    let status = match plain.status {
        // That is how Slack says these; as a refusal they keep their words.
        401 | 403 => 400,
        other => other,
    };
    Complaint { words: Some(format!("{words} (`{code}`)")), status, ..plain }
}

/// The code of an answer, where it is one.
fn code(response: &Response) -> Option<&str> {
    let text = std::str::from_utf8(&response.body).ok()?.trim();
    let is_code = |letter: u8| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'_';
    (!text.is_empty() && text.len() <= 60 && text.bytes().all(is_code)).then_some(text)
}
