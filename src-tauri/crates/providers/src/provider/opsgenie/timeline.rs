//! Rendered schedules of Opsgenie and of its successor, which calls recipients responders.

use domain::delivery::Failure;
use domain::span::Span;
use serde::Deserialize;

use crate::capability::{RemotePerson, RemoteShift};
use crate::instant::{span, text};
use crate::message::Request;

/// A rendered schedule.
#[derive(Deserialize)]
pub(in crate::provider) struct Timeline {
    #[serde(rename = "finalTimeline")]
    r#final: Rotations,
}

#[derive(Deserialize)]
struct Rotations {
    #[serde(default, deserialize_with = "crate::null::as_default")]
    rotations: Vec<Rotation>,
}

#[derive(Deserialize)]
struct Rotation {
    name: Option<String>,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    periods: Vec<Period>,
}

#[derive(Deserialize)]
struct Period {
    #[serde(rename = "startDate")]
    from: String,
    #[serde(rename = "endDate")]
    until: String,
    #[serde(default)]
    r#type: String,
    #[serde(alias = "responder")]
    recipient: Option<Recipient>,
    /// Whoever stands behind a team or an escalation.
    #[serde(
        default,
        deserialize_with = "crate::null::as_default",
        rename = "flattenedRecipients",
        alias = "flattenedResponders"
    )]
    flattened: Vec<Recipient>,
}

/// Whoever is on call. A person's name is their address at Opsgenie; its successor tells ids only.
#[derive(Deserialize)]
pub(in crate::provider) struct Recipient {
    pub(in crate::provider) r#type: String,
    pub(in crate::provider) id: Option<String>,
    pub(in crate::provider) name: Option<String>,
}

impl Recipient {
    /// The person, where it is one.
    pub(in crate::provider) fn person(&self) -> Option<RemotePerson> {
        if self.r#type != "user" {
            return None;
        }
        let id = self.id.clone()?;
        let name = self.name.clone().unwrap_or_else(|| id.clone());
        let email = Some(name.clone()).filter(|name| name.contains('@'));
        Some(RemotePerson { id, name, email, ..RemotePerson::default() })
    }

    /// A team or an escalation whose people are not told stands for itself: without it there would seem to be a gap.
    fn group(&self) -> Option<RemotePerson> {
        let id = self.id.clone().filter(|_| matches!(self.r#type.as_str(), "team" | "escalation" | "schedule"))?;
        let name = self.name.clone().unwrap_or_else(|| format!("{} {id}", self.r#type));
        Some(RemotePerson { id, name, ..RemotePerson::default() })
    }
}

/// The question for a window. A timeline begins with the day in which its date lies, so that one day more reaches the end;
/// another one makes up for a clock that was put forward, and for the part of a day.
pub(in crate::provider) fn within(request: Request, window: Span) -> Request {
    let days = window.length().num_days() + 2;
    request.query("date", &text(window.from)).query("interval", &days.to_string()).query("intervalUnit", "days")
}

/// The shifts of a timeline: all rotations of a schedule are on call at once.
pub(in crate::provider) fn shifts(timeline: Timeline) -> Result<Vec<RemoteShift>, Failure> {
    let mut shifts: Vec<RemoteShift> = Vec::new();
    for rotation in timeline.r#final.rotations {
        let first = shifts.len();
        let mut past_until = None;
        for period in rotation.periods {
            let span = span(&period.from, &period.until)?;
            let recipients = period.recipient.iter().chain(&period.flattened);
            let mut people: Vec<RemotePerson> = Vec::new();
            for person in recipients.filter_map(Recipient::person) {
                if !people.iter().any(|known| known.id == person.id) {
                    people.push(person);
                }
            }
            if people.is_empty() {
                people.extend(period.recipient.as_ref().and_then(Recipient::group));
            }
            let is_override = matches!(period.r#type.as_str(), "override" | "forwarding");
            let layer = rotation.name.clone();
            // What is past ends now: a shift that goes on would seem to begin whenever it is asked for.
            let is_past = period.r#type == "historical";
            let is_now = past_until == Some(span.from) && !is_past;
            for person in people {
                let goes_on =
                    |shift: &&mut RemoteShift| is_now && shift.span.until == span.from && shift.person.id == person.id;
                match shifts[first..].iter_mut().find(goes_on) {
                    Some(begun) => (begun.span.until, begun.is_override) = (span.until, is_override),
                    None => shifts.push(RemoteShift { span, person, layer: layer.clone(), is_override }),
                }
            }
            past_until = is_past.then_some(span.until);
        }
    }
    Ok(shifts)
}
