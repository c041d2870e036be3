//! A page as an incident: <https://portal.victorops.com/public/api-docs.html> › Incidents. It has no field for a key, so our
//! marker stands in its summary, which is what the list of incidents repeats.

use domain::delivery::{Delivery, Failure, PageMessage, Receipt, Repeat};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{rest, url};
use crate::account::Account;
use crate::capability::{PageProgress, Paging, Pair, Probe, Progress, Target, TargetKind};
use crate::instant;
use crate::marker::Found;
use crate::message::{Body, Request, Response};
use crate::wording::{cut, details, marker, summary};

/// Reaches one person, or whoever a policy asks.
pub(super) const PAGING: Paging = Paging {
    reaches: &[TargetKind::Person, TargetKind::Policy],
    fits: |account, _| account.option("from").is_some(),
    repeat: Repeat::Probe,
    page: Pair { ask, read },
    probe: Some(Probe { ask: |account, _| rest(account, &["v1", "incidents"]), read: read_probe }),
    // The specification tells no single incident, but lists what is open and what was resolved not long ago.
    progress: Some(Progress {
        ask: |account, _, receipt| Ok(rest(account, &["v1", "incidents"])?.aside(NUMBER, &receipt.remote)),
        read: read_progress,
    }),
    promise: None,
};

/// Which incident the reading of the list looks for.
const NUMBER: &str = "bridgewatch-incident";

/// How much of the summary comes before the marker; how long a summary may be is told nowhere.
const SUMMARY: usize = 160;

fn ask(account: &Account, delivery: &Delivery, message: &PageMessage) -> Result<Request, Failure> {
    let from = account.required("from")?;
    let named = message.target.as_deref().map(|text| Target::read(text, TargetKind::Policy));
    let (kind, slug) = match (named, &message.person_remote) {
        (Some(Target { kind: TargetKind::Policy, id, .. }), _) => ("EscalationPolicy", id),
        (Some(Target { kind: TargetKind::Person, id, .. }), _) => ("User", id),
        (_, Some(person)) => ("User", person.clone()),
        (_, None) => {
            return Err(Failure::Refused(format!(
                "Splunk On-Call does not know {} by their address, and pages users and escalation policies only. Name a \
                 policy as `policy:…`.",
                message.person_name
            )));
        }
    };
    let incident = json!({
        "summary": format!("{} [{}]", cut(&summary(message), SUMMARY), marker(delivery)),
        "details": details(delivery, message),
        "userName": from,
        "targets": [{ "type": kind, "slug": slug }],
    });
    account.sign(Request::post(url(account, &["v1", "incidents"])?, Body::json(incident)))
}

/// An answer of success may tell an error, and then nobody is woken.
fn read(response: &Response) -> Result<Receipt, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        #[serde(default, deserialize_with = "crate::null::as_default", rename = "incidentNumber")]
        number: Value,
        error: Option<String>,
    }
    let Answer { number, error } = response.json()?;
    let error = error.filter(|error| !error.trim().is_empty());
    match (text(&number), error) {
        (Some(number), None) => Ok(Receipt { remote: number, link: None, update: None }),
        (Some(number), Some(error)) => {
            Err(Failure::Refused(format!("It made incident {number}, but told an error: {error}")))
        }
        (None, Some(error)) => Err(Failure::Refused(error)),
        (None, None) => Err(Failure::Garbled("the answer has no incident number".to_owned())),
    }
}

/// A number of the host's, whichever form it has.
fn text(number: &Value) -> Option<String> {
    match number {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn read_probe(response: &Response, delivery: &Delivery) -> Result<Found, Failure> {
    let (incidents, _) = response.list("incidents")?;
    let marker = format!("[{}]", marker(delivery));
    let mine = incidents.iter().find(|incident| holds(incident, &marker));
    // One without a number is still one that woke somebody.
    let number = |incident: &Value| incident.get("incidentNumber").and_then(text).unwrap_or_default();
    Ok(Found {
        this: mine.map(|incident| Receipt { remote: number(incident), link: None, update: None }),
        incident: None,
    })
}

/// Whether any text of an incident has the marker: which member repeats the summary, the specification leaves open.
fn holds(value: &Value, marker: &str) -> bool {
    match value {
        Value::String(text) => text.contains(marker),
        Value::Array(items) => items.iter().any(|item| holds(item, marker)),
        Value::Object(members) => members.values().any(|member| holds(member, marker)),
        _ => false,
    }
}

/// What is not in the list any more, of that nothing new is known.
fn read_progress(response: &Response, delivery: &Delivery) -> Result<PageProgress, Failure> {
    let (incidents, _) = response.list("incidents")?;
    let (number, marker) = (response.header(NUMBER), format!("[{}]", marker(delivery)));
    let is_numbered =
        |incident: &&Value| number.is_some() && incident.get("incidentNumber").and_then(text).as_deref() == number;
    let is_marked = |incident: &&Value| holds(incident, &marker);
    let mine = incidents.iter().find(is_numbered).or_else(|| incidents.iter().find(is_marked));
    mine.map_or(Ok(PageProgress::Unanswered), progress)
}

/// The words of the specification, and those that its hosts use.
fn progress(incident: &Value) -> Result<PageProgress, Failure> {
    #[derive(Deserialize)]
    struct Incident {
        #[serde(rename = "currentPhase")]
        phase: String,
        #[serde(default, deserialize_with = "crate::null::as_default")]
        transitions: Vec<Transition>,
    }
    #[derive(Deserialize)]
    struct Transition {
        name: Option<String>,
        at: Option<String>,
        by: Option<String>,
    }
    const ACKNOWLEDGED: &[&str] = &["acknowledged", "acked"];
    const RESOLVED: &[&str] = &["resolved"];
    let form = |_| Failure::Garbled("the incident is not of the documented form".to_owned());
    let Incident { phase, transitions } = Incident::deserialize(incident).map_err(form)?;
    let is = |word: &str, words: &[&str]| words.contains(&word.to_lowercase().as_str());
    let last = |words: &[&str]| -> Result<_, Failure> {
        let found = transitions.iter().rev().find(|step| step.name.as_deref().is_some_and(|name| is(name, words)));
        let at = found.and_then(|step| step.at.as_deref()).map(instant::read).transpose()?;
        Ok((found.and_then(|step| step.by.clone()).filter(|by| !by.is_empty()), at))
    };
    Ok(if is(&phase, ACKNOWLEDGED) {
        let (by, at) = last(ACKNOWLEDGED)?;
        PageProgress::Acknowledged { by, at }
    } else if is(&phase, RESOLVED) {
        let (by, at) = last(RESOLVED)?;
        PageProgress::Resolved { by, at }
    } else {
        PageProgress::Unanswered
    })
}
