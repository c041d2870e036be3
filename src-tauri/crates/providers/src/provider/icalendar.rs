//! Any iCalendar feed: the private link that pagers, calendars and rotas give out. One connection is one schedule.
//!
//! The link is the secret, so it is sent as [`Request::get_secret`] sends it: only its host is ever shown. A feed has no
//! lists to ask for: each reading takes the whole of it, and writes out what it needs.

mod feed;
mod naming;
mod schedule;

use chrono_tz::Tz;
use domain::delivery::Failure;
use secrecy::ExposeSecret;
use url::Url;

use crate::account::{Account, Auth};
use crate::capability::{Check, Pager, Pair};
use crate::classify::Complaint;
use crate::descriptor::{Descriptor, Reach};
use crate::form::Field;
use crate::instant;
use crate::message::{Request, Response, Value};
use crate::pace::Pace;

/// Any iCalendar feed.
pub const DESCRIPTOR: Descriptor = Descriptor {
    id: "icalendar",
    name: "iCalendar feed",
    documentation: "https://www.rfc-editor.org/rfc/rfc5545",
    fields: &[
        Field::secret(
            "url",
            "Address of the feed",
            "The private link, `https://…` or `webcal://…`; a calendar that asks who reads takes `https://user:password@…`",
        ),
        Field::text("name", "Name", "Of the schedule; otherwise what the calendar calls itself"),
        Field::text(
            "time_zone",
            "Time zone",
            "Of whole days and of times without a zone, as `Europe/Paris`; otherwise the one that the calendar names",
        )
        .zone(),
    ],
    auth: Auth::Open,
    reach: Reach::World,
    // Nobody documents a limit; feeds are made anew every few minutes at best.
    pace: Pace { burst: 20, per_minute: 10, reserve: 2 },
    complaint,
    check: Check::Read(Pair { ask, read: schedule::read_check }),
    pager: Some(Pager {
        people: Some(schedule::PEOPLE),
        teams: None,
        services: None,
        // It comes along with its shifts.
        schedules: None,
        shifts: Some(schedule::SHIFTS),
        shifts_of: None,
        looks_back: true,
        policies: None,
        on_call: Some(schedule::ON_CALL),
        paging: &[],
        responders: &[],
        notes: None,
    }),
    status_page: None,
    outreach: None,
};

/// What is laid aside for the reading of the feed.
mod aside {
    /// The name that the connection gives to the schedule.
    pub(super) const NAME: &str = "bridgewatch-name";
    /// What the connection itself is called.
    pub(super) const CONNECTION: &str = "bridgewatch-connection";
    /// The zone that the connection gives to the calendar.
    pub(super) const ZONE: &str = "bridgewatch-zone";
    /// When it was asked.
    pub(super) const NOW: &str = "bridgewatch-now";
}

/// The whole feed.
fn ask(account: &Account) -> Result<Request, Failure> {
    let secret = account.secret("url")?;
    let url = address(secret.expose_secret()).ok_or_else(|| {
        Failure::Refused("The stored link is no web address. Store the feed's private link anew as `url`.".to_owned())
    })?;
    let request = Request::get_secret(&url)
        .kept()
        .header("accept", Value::Plain("text/calendar, */*;q=0.5".to_owned()))
        .aside(aside::CONNECTION, &account.connection.name)
        .aside(aside::NOW, instant::text(account.now));
    let request = account.option("name").map_or(request.clone(), |name| request.aside(aside::NAME, name));
    let Some(zone) = account.option("time_zone") else { return Ok(request) };
    match zone.parse::<Tz>() {
        Ok(zone) => Ok(request.aside(aside::ZONE, zone.name())),
        Err(_) => Err(Failure::Refused(format!("`{zone}` is no time zone. Correct `time_zone` of the connection."))),
    }
}

/// A link as people copy it: `webcal` is a word for calendars on the web, which are all encrypted by now.
fn address(text: &str) -> Option<Url> {
    let (scheme, rest) = text.split_once("://")?;
    let is_webcal = matches!(scheme.to_ascii_lowercase().as_str(), "webcal" | "webcals");
    let text = if is_webcal { format!("https://{rest}") } else { text.to_owned() };
    Url::parse(&text).ok().filter(|url| matches!(url.scheme(), "https" | "http") && url.has_host())
}

/// A link that was taken back is mostly not there any more.
fn complaint(response: &Response) -> Complaint {
    let gone = matches!(response.status, 404 | 410);
    let words =
        "there is no feed at its address: the link was taken back, or is not whole. Store the private link anew";
    Complaint { words: gone.then(|| words.to_owned()), ..Complaint::plain(response) }
}
