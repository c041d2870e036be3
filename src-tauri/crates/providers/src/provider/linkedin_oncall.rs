//! `LinkedIn` Oncall, on a host of one's own: its calendars are read, and it pages nobody.
//!
//! Reading is open unless the installation says otherwise; then an application signs each request.

mod directory;
mod entry;
mod event;
mod list;
mod signature;

use domain::delivery::Failure;
use domain::person::{ContactKind, ContactMeans};
use serde_json::Value;

use crate::account::{Account, Auth};
use crate::capability::{Check, Pager, Pair};
use crate::classify::Complaint;
use crate::descriptor::{Descriptor, Reach};
use crate::form::Field;
use crate::message::{Request, Response, below};
use crate::pace::Pace;

/// `LinkedIn` Oncall.
pub const DESCRIPTOR: Descriptor = Descriptor {
    id: "linkedin_oncall",
    name: "LinkedIn Oncall",
    documentation: "https://oncall.tools/docs/api.html",
    fields: &[
        Field::text(
            "api_url",
            "Address",
            "The root of your installation, without `/api/v0`: `https://oncall.example.com`",
        )
        .address()
        .required(),
        Field::text(
            "app",
            "Application",
            "Its name, where your installation asks who reads; otherwise leave both empty",
        ),
        Field::secret("key", "Application's key", "Whoever runs the installation has it: it stands in its database. A clock that is half a minute off counts as a wrong key")
            .optional()
            .explained_at("https://oncall.tools/docs/admin_guide.html"),
    ],
    auth: Auth::Own(signature::sign),
    reach: Reach::World,
    // It has no limits of its own; this spares a small host.
    pace: Pace { burst: 100, per_minute: 1_200, reserve: 10 },
    complaint,
    check: Check::Read(Pair { ask: |account| rest(account, &["teams"]), read: read_check }),
    pager: Some(Pager {
        people: Some(directory::PEOPLE),
        teams: Some(directory::TEAMS),
        services: Some(directory::SERVICES),
        // They come along with their shifts: a team's role is a schedule.
        schedules: None,
        shifts: Some(event::SHIFTS),
        shifts_of: Some(event::SHIFTS_OF),
        looks_back: true,
        // Escalation is a matter of another program.
        policies: None,
        on_call: Some(event::ON_CALL),
        paging: &[],
        responders: &[],
        notes: None,
    }),
    status_page: None,
    outreach: None,
};

/// A read of the API, not signed yet: what is asked for is part of what is signed.
fn unsigned(account: &Account, path: &[&str]) -> Result<Request, Failure> {
    account.required("api_url")?;
    let path: Vec<&str> = ["api", "v0"].iter().chain(path).copied().collect();
    Ok(Request::get(below(&account.address("api_url", "")?, &path)))
}

fn rest(account: &Account, path: &[&str]) -> Result<Request, Failure> {
    account.sign(unsigned(account, path)?)
}

/// How somebody is reached; modes that an installation made up are not known to be any of ours.
fn means(mode: &str, destination: &str) -> Option<ContactMeans> {
    let kind = match mode {
        "call" => ContactKind::Phone,
        "sms" => ContactKind::Sms,
        "email" => ContactKind::Email,
        "im" | "slack" | "teams_messenger" | "rocketchat" => ContactKind::Chat,
        _ => return None,
    };
    let value = destination.trim();
    (!value.is_empty()).then(|| ContactMeans { kind, value: value.to_owned() })
}

/// Errors have a title, and mostly a description.
fn complaint(response: &Response) -> Complaint {
    let plain = Complaint::plain(response);
    if response.status < 400 {
        return plain;
    }
    let body: Value = response.json().unwrap_or_default();
    let text = |key: &str| body.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
    let words: Vec<&str> = [text("title"), text("description")].into_iter().flatten().collect();
    Complaint { words: (!words.is_empty()).then(|| words.join(": ")), ..plain }
}

/// <https://oncall.tools/docs/api.html> › Teams
fn read_check(response: &Response) -> Result<String, Failure> {
    let teams = response.json::<Vec<Value>>()?.len();
    Ok(format!(
        "The installation lets us read; it has {teams} teams. Whether it asks for a key at all is its own setting. It pages \
         nobody."
    ))
}
