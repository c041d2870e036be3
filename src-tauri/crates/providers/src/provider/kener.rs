//! Kener, of the fourth generation: monitors, and incidents that weigh on them until they are resolved.
//!
//! It has no keys against repetition: a second try reads its incidents back, and compares title, phase and text. It was written
//! against its specification and its source, <https://github.com/rajnandan1/kener>, as of August 2026 (4.1.2).
//!
//! An incident is made without a word, and says what it has to say in comments, of which the latest tells where it stands. What
//! a monitor shows is found anew each minute: what its own check saw, and over that what open incidents say.

mod comment;
mod incident;
mod maintenance;
mod monitor;
mod update;

use domain::delivery::{ComponentState, Failure, Repeat};
use serde::Deserialize;
use serde_json::Value;
use url::Url;

use crate::account::{Account, Auth};
use crate::capability::{Check, Limits, Markup, Pair, StatusPage};
use crate::classify::Complaint;
use crate::descriptor::{Descriptor, Reach};
use crate::form::Field;
use crate::message::{Request, Response, below};
use crate::pace::Pace;

/// Kener.
pub const DESCRIPTOR: Descriptor = Descriptor {
    id: "kener",
    name: "Kener",
    documentation: "https://kener.ing/docs/v4/api-reference",
    fields: &[
        Field::secret("token", "API key", "Manage › API Keys. A key may do everything."),
        Field::text(
            "api_url",
            "Address",
            "Of the page, as in the browser, with its base path where it has one: `https://status.example.com`",
        )
        .address()
        .required(),
    ],
    auth: Auth::Header { name: "authorization", before: "Bearer ", field: "token" },
    reach: Reach::World,
    // It sets no limit of its own; one process with one small database answers.
    pace: Pace { burst: 60, per_minute: 600, reserve: 10 },
    complaint,
    check: Check::Read(Pair { ask: |account| read(account, &["site"]), read: read_check }),
    pager: None,
    status_page: Some(StatusPage {
        repeat: Repeat::Probe,
        publish: update::publish,
        probe: Some(update::probe),
        components: monitor::COMPONENTS,
        incidents: Some(incident::INCIDENTS),
        incidents_of: Some(incident::INCIDENTS_OF),
        maintenances: Some(maintenance::MAINTENANCES),
        // It has some, and no way to count them.
        subscribers: None,
        states: STATES,
        limits: LIMITS,
        fits: update::fits,
        markup: Markup::Markdown,
        silent: |_, _, _| Some("Kener, up to 4.1.2, mails nobody about what comes through its API."),
    }),
    outreach: None,
};

/// It has no partial outage. What it calls `NO_DATA` is none of ours.
const STATES: &[(ComponentState, &str)] = &[
    (ComponentState::Operational, "UP"),
    (ComponentState::Degraded, "DEGRADED"),
    (ComponentState::MajorOutage, "DOWN"),
    (ComponentState::Maintenance, "MAINTENANCE"),
];

/// The narrowest of the databases that it runs on: 255 letters for a title, 65,535 bytes for a text.
const LIMITS: Limits = Limits { title: Some(255), body: Some(16_383) };

/// An address of the API.
fn of_api(account: &Account, path: &[&str]) -> Result<Url, Failure> {
    Ok(below(&below(&account.address("api_url", "")?, &["api", "v4"]), path))
}

fn read(account: &Account, path: &[&str]) -> Result<Request, Failure> {
    account.sign(Request::get(of_api(account, path)?))
}

/// <https://kener.ing/docs/v4/api-reference>
fn read_check(response: &Response) -> Result<String, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        site_data: Vec<Entry>,
    }
    #[derive(Deserialize)]
    struct Entry {
        key: String,
        value: Value,
    }
    let answer: Answer = response.json()?;
    let name = answer.site_data.iter().find(|entry| entry.key == "siteName").and_then(|entry| entry.value.as_str());
    Ok(format!("The API key opens the page “{}”.", name.unwrap_or("without a name")))
}

/// All errors have one form.
fn complaint(response: &Response) -> Complaint {
    #[derive(Deserialize)]
    struct Answer {
        error: Told,
    }
    #[derive(Deserialize)]
    struct Told {
        message: String,
    }
    let words = response.json::<Answer>().ok().map(|answer| answer.error.message);
    Complaint { words, ..Complaint::plain(response) }
}
