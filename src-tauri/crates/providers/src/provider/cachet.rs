//! Cachet, of the third generation: components, and incidents to which updates are added.
//!
//! It has no keys against repetition: a second try reads its incidents back, and compares title, phase and text. It was written
//! against its source, <https://github.com/cachethq/core>, as of August 2026.
//!
//! What an incident says of a component's state when it is made can never be changed through the API, and the page shows the
//! worst of that and of the component's own state. So each state is given to the component itself, and an incident names its
//! components with the best one, which adds nothing to it: subscribers of a component are told by its being named.

mod component;
mod document;
mod incident;
mod maintenance;
mod subscriber;
mod update;

use chrono_tz::Tz;
use domain::delivery::{ComponentState, Failure, Repeat};
use domain::phase::Phase;
use domain::span::Instant;
use serde::Deserialize;
use serde_json::Value;
use url::Url;

use crate::account::{Account, Auth};
use crate::capability::{Check, Limits, Markup, Pair, StatusPage};
use crate::classify::Complaint;
use crate::descriptor::{Descriptor, Reach};
use crate::form::Field;
use crate::instant;
use crate::message::{Request, Response, below};
use crate::pace::Pace;

/// Cachet.
pub const DESCRIPTOR: Descriptor = Descriptor {
    id: "cachet",
    name: "Cachet",
    documentation: "https://cachethq.io/docs",
    fields: &[
        Field::secret(
            "token",
            "API key",
            "Dashboard › Settings › Manage API Keys, with `components.manage`, `incidents.manage`, `incident-updates.manage` and `subscribers.manage`",
        ),
        Field::text("api_url", "Address", "Of the page, as in the browser: `https://status.example.com`")
            .address()
            .required(),
        Field::text(
            "notifications",
            "Notify subscribers",
            "`true` or `false`; an incident keeps what held when it was made",
        )
        .flag()
        .or("true"),
        Field::text(
            "time_zone",
            "Time zone",
            "Of the installation, `APP_TIMEZONE`, as `Europe/Paris`: its times name none",
        )
        .zone()
        .or("UTC"),
    ],
    auth: Auth::Header { name: "authorization", before: "Bearer ", field: "token" },
    reach: Reach::World,
    // 300 requests a minute for each user, where the installation has not set its own limit.
    pace: Pace { burst: 40, per_minute: 250, reserve: 8 },
    complaint,
    check: Check::Read(Pair { ask: subscriber::ask_check, read: subscriber::read_check }),
    pager: None,
    status_page: Some(StatusPage {
        repeat: Repeat::Probe,
        publish: update::publish,
        probe: Some(update::probe),
        components: component::COMPONENTS,
        incidents: Some(incident::INCIDENTS),
        incidents_of: Some(incident::INCIDENTS_OF),
        maintenances: Some(maintenance::MAINTENANCES),
        subscribers: Some(subscriber::SUBSCRIBERS),
        states: STATES,
        limits: LIMITS,
        fits: |_, _| Ok(()),
        markup: Markup::Markdown,
        silent: |account, _, _| {
            (!account.is_on("notifications")).then_some("this connection is set up not to notify them.")
        },
    }),
    outreach: None,
};

/// It also has 5, unknown.
const STATES: &[(ComponentState, &str)] = &[
    (ComponentState::Operational, "1"),
    (ComponentState::Degraded, "2"),
    (ComponentState::PartialOutage, "3"),
    (ComponentState::MajorOutage, "4"),
    (ComponentState::Maintenance, "6"),
];

/// It also has 0, unknown, which it calls reported.
const PHASES: &[(Phase, u64)] =
    &[(Phase::Investigating, 1), (Phase::Identified, 2), (Phase::Monitoring, 3), (Phase::Resolved, 4)];

/// Its texts have no limit of their own.
const LIMITS: Limits = Limits { title: Some(255), body: None };
/// The most entries of one answer.
const LIMIT: &str = "100";
/// What is laid aside for the reading of times.
const ZONE: &str = "bridgewatch-zone";

/// A value of a list of values, with the word that readers see for it.
#[derive(Deserialize)]
struct Listed {
    human: Option<String>,
    value: Option<u64>,
}

/// A time without its zone.
#[derive(Deserialize, Default)]
struct Time {
    string: Option<String>,
}

impl Listed {
    fn phase(&self) -> Option<Phase> {
        PHASES.iter().find(|(_, number)| self.value == Some(*number)).map(|(phase, _)| *phase)
    }

    fn state(&self) -> Option<ComponentState> {
        self.value.and_then(|number| StatusPage::state(STATES, &number.to_string()))
    }

    fn word(self) -> String {
        let number = || self.value.map(|number| number.to_string()).unwrap_or_default();
        self.human.unwrap_or_else(number)
    }
}

impl Time {
    fn read(&self, zone: Tz) -> Option<Result<Instant, Failure>> {
        self.string.as_deref().map(|text| instant::read_local(text, zone))
    }
}

fn number(phase: Phase) -> u64 {
    PHASES.iter().find(|(known, _)| *known == phase).map_or(0, |(_, number)| *number)
}

/// An address of the API.
fn of_api(account: &Account, path: &[&str]) -> Result<Url, Failure> {
    Ok(below(&below(&account.address("api_url", "")?, &["api"]), path))
}

/// A read, signed, that knows in which zone its answer means its times.
fn read(account: &Account, path: &[&str]) -> Result<Request, Failure> {
    let text = account.option("time_zone").unwrap_or("UTC");
    let zone = text
        .parse::<Tz>()
        .map_err(|_| Failure::Refused(format!("`{text}` is no time zone. Correct `time_zone` of the connection.")))?;
    Ok(account.sign(Request::get(of_api(account, path)?))?.aside(ZONE, zone.name()))
}

/// The zone that was laid aside.
fn zone(response: &Response) -> Tz {
    response.header(ZONE).and_then(|name| name.parse().ok()).unwrap_or(Tz::UTC)
}

/// Laravel's: a message, and for each member of the body what is wrong with it.
fn complaint(response: &Response) -> Complaint {
    let plain = Complaint::plain(response);
    if response.status < 400 {
        return plain;
    }
    let body: Value = response.json().unwrap_or_default();
    let message = body["message"].as_str().map(str::to_owned);
    let of_member =
        |told: &Value| told.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
    let wrong: Vec<String> =
        body["errors"].as_object().into_iter().flatten().flat_map(|(_, told)| -> Vec<_> { of_member(told) }).collect();
    let words = if wrong.is_empty() { message } else { Some(wrong.join(" ")) };
    Complaint { words, ..plain }
}
