//! The verbs of the bridge as intents.

use chrono_tz::Tz;
use domain::incident::WorkState;
use domain::incident::effort::Effort;
use domain::incident::intent::{AreaDraft, Intent, RallyMove, ThirdPartyForm};
use domain::incident::shadow::{Beside, ShadowForm};
use domain::rally::Rally;
use domain::span::Instant;

use crate::options::bridge::{self as options, BridgeVerb};
use crate::options::declare::Again;
use crate::verb::word;
use crate::{Stop, time};

/// The words of bands of effort.
const EFFORTS: &str = "minutes, under_an_hour, hours, days, unknown";

/// The incident, the intent, and how the script marks it.
pub(super) fn of(verb: &BridgeVerb, zone: Tz, now: Instant) -> Result<(&String, Intent, &Again), Stop> {
    Ok(match verb {
        BridgeVerb::Join { id, person, again } => (id, Intent::Join { person: person.as_str().into() }, again),
        BridgeVerb::Release { id, person, again } => (id, Intent::Release { person: person.as_str().into() }, again),
        BridgeVerb::Shadow { id, person, beside, role, again, .. } => {
            (id, shadow(person, beside.as_deref(), role.as_deref()), again)
        }
        BridgeVerb::Waive { id, function, reason, again } => {
            (id, Intent::WaiveFunction { function: function.as_str().into(), reason: reason.clone() }, again)
        }
        BridgeVerb::Loss { id, text, again } => (id, Intent::StateLoss { text: text.join(" ") }, again),
        BridgeVerb::ThirdParty { id, who, place, at, again } => {
            let spoke_at = at.as_deref().map(|at| time::read(at, zone, now)).transpose()?;
            (id, Intent::NoteThirdParty(ThirdPartyForm { who: who.join(" "), place: place.clone(), spoke_at }), again)
        }
        BridgeVerb::Title { id, text, again } => (id, Intent::ChangeTitle { title: text.join(" ") }, again),
        BridgeVerb::Services { id, services, again } => {
            let services = services.iter().map(|id| id.as_str().into()).collect();
            (id, Intent::ChangeServices { services }, again)
        }
        BridgeVerb::Ask { id, whom, text, answer: true, again, .. } => {
            (id, Intent::AnswerAsk { ask: whom.as_str().into(), answer: text.join(" ") }, again)
        }
        BridgeVerb::Ask { id, whom, text, back, question, again, .. } => {
            let (person, back_by) = (whom.as_str().into(), time::read(back, zone, now)?);
            let question = question.as_deref().map(Into::into);
            (id, Intent::MakeAsk { person, what: text.join(" "), back_by, question }, again)
        }
        BridgeVerb::Coordinate { id, area, person, again } => {
            let draft = AreaDraft { area: area.clone(), person: person.as_str().into() };
            (id, Intent::CoordinateArea(draft), again)
        }
        BridgeVerb::Work { id, text, of, state, owner, effort, again } => {
            let effort = effort.as_deref().map(|text| word(text, "band", EFFORTS, Effort::read)).transpose()?;
            (id, work(&text.join(" "), of.as_deref().zip(state.as_deref()), owner.as_deref(), effort)?, again)
        }
        BridgeVerb::Rally(wanted) => (&wanted.id, rally(wanted), &wanted.again),
    })
}

/// A seat beside a person or a role; its end where neither is named.
fn shadow(person: &str, beside: Option<&str>, role: Option<&str>) -> Intent {
    let person = person.into();
    let beside = match (beside, role) {
        (Some(beside), _) => Beside::Person(beside.into()),
        (None, Some(role)) => Beside::Role(role.into()),
        (None, None) => return Intent::EndShadow { person },
    };
    Intent::SeatShadow(ShadowForm { person, beside })
}

fn work(text: &str, of: Option<(&str, &str)>, owner: Option<&str>, effort: Option<Effort>) -> Result<Intent, Stop> {
    let (text, owner) = (text.to_owned(), owner.map(Into::into));
    let Some((of, state)) = of else {
        return Ok(Intent::OpenWorkstream { title: text, owner, effort });
    };
    let state = word(state, "state", "moving, blocked, done", read_state)?;
    Ok(Intent::ChangeWorkstream { workstream: of.into(), state, word: text, owner, effort })
}

fn rally(wanted: &options::Rally) -> Intent {
    if wanted.fallback_in_use || wanted.back {
        return Intent::MoveRally(RallyMove { to_fallback: wanted.fallback_in_use, reason: wanted.reason.clone() });
    }
    Intent::SetRally(Rally {
        channel: wanted.channel.clone(),
        bridge: wanted.bridge.clone(),
        phone: wanted.phone.clone(),
        fallback: wanted.fallback.clone(),
    })
}

fn read_state(text: &str) -> Option<WorkState> {
    serde_json::from_value(serde_json::Value::from(text.to_ascii_lowercase())).ok()
}
