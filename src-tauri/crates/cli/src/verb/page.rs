//! `bwatch page` and `bwatch dial`: whom a page would wake, paging, and whom to call by hand.

use domain::id::IntentId;
use domain::incident::intent::Intent;
use domain::service::LadderContact;
use engine::engine::Engine;
use engine::view::page::{PagePreview, PageRecipient};
use serde_json::{Value, json};

use super::meant_incident;
use super::whom::whom;
use crate::options::page::Paged;
use crate::output::{Output, table};
use crate::{Answer, Stop, time};

/// What stands between a service and the number of a step of its ladder.
const STEP: char = '#';

pub(super) fn page(engine: &Engine, wish: &Paged, output: &Output) -> Result<Answer, Stop> {
    let incident = meant_incident(engine, wish.incident.as_deref())?;
    let intent = meant(engine, wish)?;
    let preview = engine.page_preview(&incident, &intent)?;
    if wish.preview {
        output.answer(
            &json!({
                "id": incident,
                "recipients": shown(engine, &preview.recipients),
                "refusal": preview.refusal,
                "heads": preview.heads,
                "must_count": preview.must_count,
                "following": preview.following.iter().map(|level| json!({
                    "after_minutes": level.after_minutes,
                    "name": level.name,
                    "recipients": shown(engine, &level.recipients),
                })).collect::<Vec<_>>(),
            }),
            || {
                if preview.refusal.is_empty() { lines(engine, &preview) } else { vec![preview.refusal.clone()] }
            },
        )?;
        return Ok(if preview.recipients.is_empty() { Answer::No } else { Answer::Yes });
    }
    counted(wish.heads, &preview)?;
    let id = IntentId(wish.again.intent.clone().unwrap_or_else(|| engine.fresh_intent()));
    let done = engine.submit(Some(&incident), &id, &intent)?;
    let value = json!({
        "id": done.incident,
        "sequences": done.sequences,
        "already": done.already,
        "intent": id,
        "recipients": shown(engine, &preview.recipients),
    });
    output.answer(&value, || {
        let mut said = vec![format!("{} {}", done.incident, if done.already { "was done before" } else { "pages" })];
        said.extend(lines(engine, &preview));
        said
    })?;
    Ok(Answer::Yes)
}

pub(super) fn dial(engine: &Engine, named: Option<&str>, output: &Output) -> Result<Answer, Stop> {
    let sheet = engine.dial_sheet(&meant_incident(engine, named)?)?;
    let value = json!({
        "incident": sheet.incident,
        "say": sheet.say,
        "here": sheet.here,
        "calls": sheet.calls.iter().map(|call| json!({
            "page": call.page,
            "pages": call.pages,
            "person": call.person.id,
            "person_name": call.person.name,
            "numbers": call.numbers.iter().map(|means| json!({ "kind": means.kind, "value": means.value })).collect::<Vec<_>>(),
            "rotation": call.rotation_id,
            "reason": call.reason,
            "state": call.state,
            "answer": call.answer,
        })).collect::<Vec<_>>(),
    });
    output.answer(&value, || {
        let mut said = sheet.say.clone();
        let row = |(place, call): (usize, &engine::view::dial::DialCall)| {
            let numbers: Vec<&str> = call.numbers.iter().map(|means| means.value.as_str()).collect();
            let numbers = if numbers.is_empty() { "no number is known".to_owned() } else { numbers.join(", ") };
            let (name, pages) = (call.person.name.clone(), call.pages.join(", "));
            vec![(place + 1).to_string(), name, numbers, pages, call.rotation.clone(), call.state.clone()]
        };
        said.extend(table(&sheet.calls.iter().enumerate().map(row).collect::<Vec<_>>()));
        said.extend(sheet.here.iter().cloned());
        if sheet.calls.is_empty() {
            said.push("Nobody has to be called by hand.".to_owned());
        }
        said
    })?;
    Ok(if sheet.calls.is_empty() { Answer::No } else { Answer::Yes })
}

/// Whom the words mean: a step of a ladder, a rotation, else a person.
fn meant(engine: &Engine, wish: &Paged) -> Result<Intent, Stop> {
    let (who, joins, reason) = (wish.who.as_str(), wish.joins.as_deref(), wish.reason.clone());
    if let Some((service, number)) = who.split_once(STEP) {
        let (service, contact) = step(engine, service, number)?;
        let reason = if reason.is_empty() { format!("step {number} of {service}") } else { reason };
        return Ok(match contact {
            LadderContact::Rotation(rotation) => {
                Intent::PageRotation { rotation, reason, joins: joins.map(Into::into) }
            }
            LadderContact::Person(person) => Intent::PagePerson { person, reason, joins: joins.map(Into::into) },
        });
    }
    Ok(whom(engine, who, &reason, joins))
}

/// The name of a service, and whom a step of its ladder asks.
fn step(engine: &Engine, service: &str, number: &str) -> Result<(String, LadderContact), Stop> {
    let usage = |words: String| Stop::Usage(words);
    let known =
        engine.service(&service.into()).ok_or_else(|| usage(format!("The workspace has no service `{service}`.")))?;
    let place = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let found = place.and_then(|place| known.ladder.get(place)).map(|step| step.contact.clone());
    found
        .map(|contact| (known.name.clone(), contact))
        .ok_or_else(|| usage(format!("{} has no step `{number}`: its ladder has {}.", known.name, known.ladder.len())))
}

/// Refuses a crowd that nobody has counted, and a count that is not theirs.
pub(super) fn counted(counted: Option<u32>, preview: &PagePreview) -> Result<(), Stop> {
    let heads = preview.heads;
    match counted {
        Some(counted) if counted != heads && preview.refusal.is_empty() => {
            Err(Stop::Usage(format!("This wakes {heads} people and not {counted}. Look at them with --preview.")))
        }
        None if preview.must_count => Err(Stop::Usage(format!(
            "This wakes {heads} people at once. Look at them with --preview; where all of them are meant, say --heads {heads}."
        ))),
        _ => Ok(()),
    }
}

/// Recipients as objects, in the order of the documents.
pub(super) fn shown(engine: &Engine, recipients: &[PageRecipient]) -> Vec<Value> {
    let zone = engine.zone();
    let one = |to: &PageRecipient| {
        json!({
            "person": to.person.id,
            "person_name": to.person.name,
            "city": to.person.city,
            "zone": to.person.zone,
            "night": to.person.night,
            "rotation": to.rotation,
            "level": to.level,
            "source": to.source,
            "as_of": to.as_of.and_then(|at| time::json_of(at, zone)),
            "caution": to.caution,
            "reason": to.reason,
            "way": to.way,
            "goes_out": to.goes_out,
            "already": to.already,
            "called_at": to.called_at.and_then(|at| time::json_of(at, zone)),
            "phone": to.person.phone,
            "outside": to.outside,
        })
    };
    recipients.iter().map(one).collect()
}

/// Whom it wakes, and every level that follows.
fn lines(engine: &Engine, preview: &PagePreview) -> Vec<String> {
    let mut said = rows(engine, &preview.recipients);
    for level in &preview.following {
        said.push(format!("Without an answer, after {} min: {}", level.after_minutes, level.name));
        if level.recipients.is_empty() {
            said.push("  nobody is on call".to_owned());
        }
        said.extend(rows(engine, &level.recipients).into_iter().map(|line| format!("  {line}")));
    }
    said
}

/// A line for each recipient; one of a neighbour team says so.
pub(super) fn rows(engine: &Engine, recipients: &[PageRecipient]) -> Vec<String> {
    let row = |to: &PageRecipient| {
        let zone = to.person.zone.parse().unwrap_or(engine.zone());
        let local = engine.now().with_timezone(&zone).format("%H:%M");
        let night = if to.person.night { ", night" } else { "" };
        let level = [to.level.clone(), known(to, engine)].into_iter().filter(|words| !words.is_empty());
        let phone = if to.goes_out { String::new() } else { to.person.phone.clone().unwrap_or_default() };
        vec![
            to.person.name.clone(),
            level.collect::<Vec<_>>().join(", "),
            format!("{} {local}{night}", to.person.city),
            to.source.clone(),
            to.way.clone(),
            phone,
            to.outside.as_ref().map(|words| format!("OUTSIDE: {words}")).unwrap_or_default(),
        ]
    };
    table(&recipients.iter().map(row).collect::<Vec<_>>())
}

/// That somebody knows of it already: when they were called, or that they are on the bridge; empty where they do not.
fn known(to: &PageRecipient, engine: &Engine) -> String {
    match to.called_at.and_then(|at| time::clock_of(at, engine.zone())) {
        Some(at) => format!("called already at {at}"),
        None if to.already => "on the bridge already".to_owned(),
        None => String::new(),
    }
}
