//! `bwatch shift`: what one shift hands over to the next, offered and accepted.

use domain::id::{RotationId, ShiftNoteId};
use domain::shift_note::{Settlement, ShiftOffer};
use engine::engine::Engine;
use engine::shift_note::ShiftForm;
use serde_json::{Value, json};

use crate::options::shift::ShiftVerb;
use crate::output::{Output, table};
use crate::{Answer, Stop, time};

pub(super) fn run(engine: &Engine, verb: &ShiftVerb, output: &Output) -> Result<Answer, Stop> {
    match verb {
        ShiftVerb::Note { rotation, id, markdown } => {
            return note(engine, rotation.as_deref(), id.as_deref(), *markdown, output);
        }
        ShiftVerb::Offer { to, rotation, remarks, again } => {
            let id = ShiftNoteId(again.intent.clone().unwrap_or_else(|| engine.fresh_intent()));
            let form = form(engine, to.as_deref(), rotation.as_deref(), remarks)?;
            told(engine, &engine.offer_shift(&id, &form)?, output)?;
        }
        ShiftVerb::Accept { id } => told(engine, &engine.accept_shift(&id.as_str().into())?, output)?,
        ShiftVerb::TakeBack { id, reason } => {
            told(engine, &engine.take_back_shift(&id.as_str().into(), reason)?, output)?;
        }
        ShiftVerb::List => {
            let all = engine.shift_offers()?;
            let value = all.iter().map(|offer| shown(engine, offer)).collect();
            output.answer(&value, || table(&all.iter().map(|offer| row(engine, offer)).collect::<Vec<_>>()))?;
        }
    }
    Ok(Answer::Yes)
}

/// The note as it is now, also while an offer waits: that one is asked for by its id.
fn note(
    engine: &Engine,
    rotation: Option<&str>,
    id: Option<&str>,
    markdown: bool,
    output: &Output,
) -> Result<Answer, Stop> {
    let (rotation, id) = (rotation.map(RotationId::from), id.map(ShiftNoteId::from));
    let sheet = match &id {
        Some(id) => engine.shift_sheet(None, Some(id))?,
        None => engine.shift_sheet_now(rotation.as_ref())?,
    };
    let zone = engine.zone();
    let value = json!({
        "rotation": sheet.rotation,
        "from": sheet.from.id,
        "until": sheet.until.and_then(|until| time::json_of(until, zone)),
        "next": sheet.next.as_ref().map(|person| &person.id),
        "at": time::json_of(sheet.note.at, zone),
        "parts": sheet.note.parts,
        "nothing_in": sheet.note.nothing_in,
        "text": sheet.note.copies.text,
        "offer": sheet.offer.as_ref().map(|offer| &offer.id),
    });
    let copies = sheet.note.copies;
    let text = if markdown { copies.markdown } else { copies.text };
    output.answer(&value, || text.lines().map(str::to_owned).collect())?;
    Ok(Answer::Yes)
}

fn form(engine: &Engine, to: Option<&str>, rotation: Option<&str>, remarks: &str) -> Result<ShiftForm, Stop> {
    let sheet = engine.shift_sheet_now(rotation.map(RotationId::from).as_ref())?;
    let next = || sheet.next.as_ref().map(|person| person.id.as_str());
    let to = to.or_else(next).ok_or_else(|| {
        Stop::Usage(format!("Nobody is on call next in {}. Name who takes over with --to.", sheet.name))
    })?;
    Ok(ShiftForm { rotation: sheet.rotation.as_str().into(), to: to.into(), remarks: remarks.to_owned() })
}

fn told(engine: &Engine, offer: &ShiftOffer, output: &Output) -> Result<(), Stop> {
    output.answer(&shown(engine, offer), || table(&[row(engine, offer)]))
}

fn shown(engine: &Engine, offer: &ShiftOffer) -> Value {
    let zone = engine.zone();
    let settled = match &offer.settled {
        None => Value::Null,
        Some(Settlement::Accepted { by, at, by_word_of_mouth }) => {
            json!({ "kind": "accepted", "by": by, "at": time::json(*at, zone), "by_word_of_mouth": by_word_of_mouth })
        }
        Some(Settlement::TakenBack { by, at, reason }) => {
            json!({ "kind": "taken_back", "by": by, "at": time::json(*at, zone), "reason": reason })
        }
    };
    json!({
        "id": offer.id,
        "rotation": offer.rotation,
        "from": offer.from,
        "to": offer.to,
        "at": time::json(offer.at, zone),
        "remarks": offer.remarks,
        "parts": offer.note.parts,
        "text": offer.text,
        "settled": settled,
    })
}

fn row(engine: &Engine, offer: &ShiftOffer) -> Vec<String> {
    let outcome = engine.shift_outcome(offer);
    vec![
        offer.id.to_string(),
        offer.rotation.to_string(),
        engine.person_name(&offer.from),
        engine.person_name(&offer.to),
        time::shown(offer.at, engine.zone()),
        if outcome.is_empty() { "waits".to_owned() } else { outcome },
    ]
}
