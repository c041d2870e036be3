//! `bwatch overrides` and `bwatch calendar`: who stands in on this machine, and shifts as a calendar file.

use domain::id::OverrideId;
use domain::rotation::stand_in::StandIn;
use engine::engine::Engine;
use engine::stand_in::StandInForm;
use engine::view::calendar::export::CalendarScope;
use serde_json::{Value, json};

use crate::options::OverrideVerb;
use crate::output::{Output, table};
use crate::{Answer, Stop, time};

pub(super) fn run(engine: &Engine, verb: &OverrideVerb, output: &Output) -> Result<Answer, Stop> {
    match verb {
        OverrideVerb::List => {
            let all = engine.stand_ins()?;
            let value = all.iter().map(|one| shown(engine, one)).collect();
            output.answer(&value, || table(&all.iter().map(|one| row(engine, one)).collect::<Vec<_>>()))?;
        }
        OverrideVerb::Set { rotation, person, replaces, from, until, reason, again } => {
            let form = StandInForm {
                rotation: rotation.as_str().into(),
                person: person.as_str().into(),
                replaces: replaces.as_deref().map(Into::into),
                from: from.clone(),
                until: until.clone(),
                zone: Some(engine.zone().name().to_owned()),
                reason: reason.clone(),
            };
            let id = OverrideId(again.intent.clone().unwrap_or_else(|| engine.fresh_intent()));
            let set = engine.set_stand_in(&id, &engine.read_stand_in(&form)?)?;
            output.answer(&shown(engine, &set), || table(&[row(engine, &set)]))?;
        }
        OverrideVerb::Withdraw { id, reason } => {
            engine.withdraw_stand_in(&id.as_str().into(), reason)?;
            output.answer(&json!({ "id": id, "withdrawn": true }), || vec![format!("{id} holds no more.")])?;
        }
    }
    Ok(Answer::Yes)
}

pub(super) fn calendar(
    engine: &Engine,
    rotation: Option<&str>,
    person: Option<&str>,
    output: &Output,
) -> Result<Answer, Stop> {
    let scope = match (rotation, person) {
        (Some(id), _) => CalendarScope::Rotation(id.into()),
        (None, Some(id)) => CalendarScope::Person(id.into()),
        (None, None) => CalendarScope::Everything,
    };
    let text = engine.calendar_text(&scope)?;
    output.file(&json!({ "calendar": text }), &text)?;
    Ok(Answer::Yes)
}

fn shown(engine: &Engine, one: &StandIn) -> Value {
    let zone = engine.zone();
    json!({
        "id": one.id,
        "rotation": one.rotation,
        "person": one.replacement.person,
        "replaces": one.replacement.replaces,
        "from": time::json(one.replacement.span.from, zone),
        "until": time::json(one.replacement.span.until, zone),
        "reason": one.replacement.reason,
        "by": one.by,
        "at": time::json(one.at, zone),
        "withdrawn": one.withdrawn.as_ref().map(|withdrawal| json!({
            "by": withdrawal.by,
            "at": time::json(withdrawal.at, zone),
            "reason": withdrawal.reason,
        })),
    })
}

fn row(engine: &Engine, one: &StandIn) -> Vec<String> {
    let zone = engine.zone();
    let state = if one.withdrawn.is_some() { "taken back" } else { "holds" };
    vec![
        one.id.to_string(),
        one.rotation.to_string(),
        engine.person_name(&one.replacement.person),
        time::shown(one.replacement.span.from, zone),
        time::shown(one.replacement.span.until, zone),
        state.to_owned(),
        one.replacement.reason.clone(),
    ]
}
