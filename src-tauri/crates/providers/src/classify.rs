//! What an attempt came to: one table from trouble or status to [`Failure`], for reads and for writes.

use chrono::{DateTime, Duration, Utc};
use domain::delivery::Failure;
use domain::span::Instant;

use crate::message::{Response, Trouble};
use crate::pace::LONGEST;

/// The pause where a host asks for one without saying how long.
const PAUSE: Duration = Duration::seconds(30);
/// The shortest pause, whatever a host says.
const SHORTEST: Duration = Duration::seconds(1);
/// How much of a provider's words a lead can read.
const WORDS: usize = 300;

/// What a provider's answer says beyond its status.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Complaint {
    /// The status that the answer really means: the response's own, or that of an error code in its body.
    pub status: u16,
    /// The provider's words.
    pub words: Option<String>,
    /// Until when it asks to be left alone, as its body tells it, in one of the forms of a header.
    pub pause: Option<String>,
}

impl Complaint {
    /// The answer at its face value.
    pub fn plain(response: &Response) -> Self {
        Self { status: response.status, ..Self::default() }
    }
}

/// The response where it is a success, else what its failure means.
pub fn settle(
    outcome: Result<Response, Trouble>,
    complaint: fn(&Response) -> Complaint,
    is_write: bool,
    now: Instant,
) -> Result<Response, Failure> {
    let response = outcome.map_err(|trouble| of_trouble(trouble, is_write, now))?;
    match of_status(&response, complaint(&response), is_write, now) {
        None => Ok(response),
        Some(failure) => Err(failure),
    }
}

/// The words with which a host refused the credentials, where it has any: the failure has none.
pub fn denial(response: &Response, complaint: fn(&Response) -> Complaint) -> Option<String> {
    // What went well is not read for it: it may be large.
    let complaint = Some(response).filter(|response| response.status >= 400).map(complaint)?;
    line(complaint)
}

/// What it means that there is no response.
pub fn of_trouble(trouble: Trouble, is_write: bool, now: Instant) -> Failure {
    match trouble {
        Trouble::AfterSending if is_write => Failure::Lost(now),
        Trouble::NotSent | Trouble::AfterSending => Failure::Offline,
        Trouble::TooLarge => Failure::Garbled("the answer is larger than any that it should give".to_owned()),
        Trouble::Unreadable(words) => Failure::Garbled(words),
        Trouble::Kept(words) => Failure::Refused(words),
    }
}

/// What a status means; `None` for a success.
pub fn of_status(response: &Response, complaint: Complaint, is_write: bool, now: Instant) -> Option<Failure> {
    Some(match complaint.status {
        200..=299 => return None,
        300..=399 => Failure::Garbled("it points to another address; correct the connection's address".to_owned()),
        401 | 403 => Failure::Unauthorized,
        420 | 429 => {
            let told =
                || complaint.pause.as_deref().and_then(|text| read_pause(text, now)).map(|until| within(until, now));
            Failure::Throttled(pause(response, true, now).or_else(told).unwrap_or(now + PAUSE))
        }
        // Somebody in between gave up waiting, and whoever was asked may still be at it.
        408 | 502 | 504 | 520..=529 if is_write => Failure::Lost(now),
        500..=599 if is_write => Failure::Unsure,
        408 | 500..=599 => pause_until(response, now).map_or(Failure::Offline, Failure::Throttled),
        400..=499 => Failure::Refused(words(complaint)),
        status => Failure::Garbled(format!("it answered with the unknown status {status}")),
    })
}

/// Whether a host may be able to answer for less than it was asked for: it gave too much, it said that it took too long, or its
/// answer did not come at all.
pub fn is_too_much(outcome: &Result<Response, Trouble>, complaint: fn(&Response) -> Complaint) -> bool {
    match outcome {
        Ok(response) => response.status >= 400 && matches!(complaint(response).status, 408 | 413 | 504 | 524),
        Err(trouble) => matches!(trouble, Trouble::TooLarge | Trouble::AfterSending),
    }
}

/// Until when the host gives no more answers, where it says with this one that nothing is left of its budget, or refuses
/// because of that.
pub fn used_up(response: &Response, complaint: &Complaint, now: Instant) -> Option<Instant> {
    if let Some(Failure::Throttled(until)) = of_status(response, complaint.clone(), true, now) {
        return Some(until);
    }
    is_spent(response).then(|| pause_until(response, now)).flatten()
}

/// Until when the host asked to be left alone, between a second and an hour from now: in seconds, as an HTTP date, an ISO
/// date or an epoch. `None` where it did not ask.
pub fn pause_until(response: &Response, now: Instant) -> Option<Instant> {
    pause(response, is_spent(response), now)
}

/// Hosts tell with every answer when their budget is full again. That asks for nothing while something is left of it: a
/// page that a host stumbled over must not wait for it.
fn pause(response: &Response, is_spent: bool, now: Instant) -> Option<Instant> {
    let names = ["retry-after", "ratelimit-reset", "x-ratelimit-reset"];
    let names = if is_spent { &names[..] } else { &names[..1] };
    let until = names.iter().find_map(|name| read_pause(response.header(name)?.trim(), now))?;
    Some(within(until, now))
}

fn is_spent(response: &Response) -> bool {
    let left = ["ratelimit-remaining", "x-ratelimit-remaining"].iter().find_map(|name| response.header(name));
    matches!(response.status, 420 | 429) || left.is_some_and(|left| left.trim() == "0")
}

fn within(until: Instant, now: Instant) -> Instant {
    until.clamp(now + SHORTEST, now + LONGEST)
}

fn read_pause(text: &str, now: Instant) -> Option<Instant> {
    // Seconds may come with a fraction; beyond thirty years they are counted from 1970.
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    if let Ok(seconds) = whole.parse::<i64>() {
        return match seconds {
            1_000_000_000.. => DateTime::from_timestamp(seconds, 0),
            _ => now.checked_add_signed(Duration::seconds(seconds.clamp(0, LONGEST.num_seconds()))),
        };
    }
    // Dates of mail know `GMT`, and no `UTC`.
    let mail = text.strip_suffix("UTC").map(|date| format!("{date}GMT"));
    let date = DateTime::parse_from_rfc2822(mail.as_deref().unwrap_or(text));
    let date = date.or_else(|_| DateTime::parse_from_rfc3339(text)).ok()?;
    Some(date.with_timezone(&Utc))
}

/// The provider's words, in one readable line; its status where it has none.
fn words(complaint: Complaint) -> String {
    let status = complaint.status;
    line(complaint).unwrap_or_else(|| format!("it answered with the status {status}"))
}

/// The provider's words, in one readable line.
fn line(complaint: Complaint) -> Option<String> {
    let text = complaint.words?;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line: String = line.chars().filter(|letter| !letter.is_control()).take(WORDS).collect();
    Some(line).filter(|line| !line.is_empty())
}
