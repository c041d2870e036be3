//! PagerDuty's rosters: who is on call, rendered schedules, users. Instants go out and come back in UTC.
//!
//! Schedules of the third generation answer here with 400, which reaches the screen in PagerDuty's words.

use chrono::{DateTime, Duration, SecondsFormat, Utc};
use domain::delivery::Failure;
use domain::span::{Instant, Span};
use serde::Deserialize;

use super::rest;
use crate::account::Account;
use crate::capability::{Listing, Named, Next, OnCall, RemotePerson, RemoteShift};
use crate::message::{Request, Response};

/// The most entries of one answer.
const LIMIT: &str = "100";

/// Where an entry points to; with the whole user where it was asked for.
#[derive(Deserialize)]
struct Reference {
    id: String,
    summary: Option<String>,
    name: Option<String>,
    email: Option<String>,
}

/// What every list of the REST API ends with.
#[derive(Deserialize)]
struct Paging {
    #[serde(default)]
    offset: u64,
    #[serde(default)]
    more: bool,
}

impl Reference {
    fn person(self) -> RemotePerson {
        let name = self.name.or(self.summary).unwrap_or_else(|| self.id.clone());
        RemotePerson { id: self.id, name, email: self.email }
    }

    fn named(self) -> Named {
        let name = self.summary.or(self.name).unwrap_or_else(|| self.id.clone());
        Named { id: self.id, name }
    }
}

impl Paging {
    /// Counted by what came, since a host may give fewer than were asked for.
    fn next(&self, came: usize) -> Option<Next> {
        (self.more && came > 0).then(|| Next::From(self.offset.saturating_add(came as u64).to_string()))
    }
}

fn text(at: Instant) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn instant(text: &str) -> Result<Instant, Failure> {
    let read = DateTime::parse_from_rfc3339(text).map(|at| at.with_timezone(&Utc));
    read.map_err(|_| Failure::Garbled("a time in the answer has no documented form".to_owned()))
}

fn part(request: Request, cursor: Option<&str>) -> Request {
    request.query("limit", LIMIT).query("offset", cursor.unwrap_or("0"))
}

/// <https://developer.pagerduty.com/api-reference/3a6b910f11050-list-all-of-the-on-calls>
pub(super) fn ask_on_call(account: &Account, window: Span, cursor: Option<&str>) -> Result<Request, Failure> {
    // PagerDuty answers a window of almost no length with nobody.
    let until = window.until.max(window.from + Duration::minutes(1));
    let request = rest(account, &["oncalls"])?
        .query("time_zone", "UTC")
        .query("since", &text(window.from))
        .query("until", &text(until))
        .query("include[]", "users");
    Ok(part(request, cursor))
}

pub(super) fn read_on_call(response: &Response) -> Result<Listing<OnCall>, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        oncalls: Vec<Entry>,
        #[serde(flatten)]
        paging: Paging,
    }
    #[derive(Deserialize)]
    struct Entry {
        user: Reference,
        schedule: Option<Reference>,
        escalation_policy: Option<Reference>,
        escalation_level: u32,
        start: Option<String>,
        end: Option<String>,
    }
    let answer: Answer = response.json()?;
    let next = answer.paging.next(answer.oncalls.len());
    let on_call = |entry: Entry| {
        Ok(OnCall {
            person: entry.user.person(),
            schedule: entry.schedule.map(Reference::named),
            policy: entry.escalation_policy.map(Reference::named),
            level: entry.escalation_level,
            from: entry.start.as_deref().map(instant).transpose()?,
            until: entry.end.as_deref().map(instant).transpose()?,
        })
    };
    Ok(Listing { items: answer.oncalls.into_iter().map(on_call).collect::<Result<_, Failure>>()?, next })
}

/// <https://developer.pagerduty.com/api-reference/3f03afb2c84a4-get-a-schedule>
pub(super) fn ask_shifts(account: &Account, schedule: &str, window: Span) -> Result<Request, Failure> {
    Ok(rest(account, &["schedules", schedule])?
        .query("time_zone", "UTC")
        .query("since", &text(window.from))
        .query("until", &text(window.until)))
}

pub(super) fn read_shifts(response: &Response) -> Result<Vec<RemoteShift>, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        schedule: Schedule,
    }
    #[derive(Deserialize)]
    struct Schedule {
        final_schedule: Final,
    }
    #[derive(Deserialize)]
    struct Final {
        rendered_schedule_entries: Vec<Entry>,
    }
    #[derive(Deserialize)]
    struct Entry {
        start: String,
        end: String,
        user: Reference,
    }
    let answer: Answer = response.json()?;
    let shift = |entry: Entry| {
        let span = Span::of(instant(&entry.start)?, instant(&entry.end)?);
        Ok(RemoteShift { span, person: entry.user.person() })
    };
    answer.schedule.final_schedule.rendered_schedule_entries.into_iter().map(shift).collect()
}

/// <https://developer.pagerduty.com/api-reference/c96e889522dd6-list-users>
pub(super) fn ask_people(account: &Account, cursor: Option<&str>) -> Result<Request, Failure> {
    Ok(part(rest(account, &["users"])?, cursor))
}

pub(super) fn read_people(response: &Response) -> Result<Listing<RemotePerson>, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        users: Vec<Reference>,
        #[serde(flatten)]
        paging: Paging,
    }
    let answer: Answer = response.json()?;
    let next = answer.paging.next(answer.users.len());
    Ok(Listing { items: answer.users.into_iter().map(Reference::person).collect(), next })
}
