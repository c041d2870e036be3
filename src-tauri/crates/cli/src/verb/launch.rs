//! `bwatch launches`: what the organisation has promised for a time.

use chrono::{DateTime, Duration};
use domain::span::{Instant, Span};
use engine::engine::Engine;
use engine::view::launch::{CollisionsView, LaunchLine};
use serde_json::{Value, json};

use crate::output::{Output, table};
use crate::{Answer, Stop, time};

/// How far ahead one looks where nobody says until when.
const WINDOW: Duration = Duration::days(28);

/// Exit code 1 where nothing runs or begins.
pub(super) fn launches(
    engine: &Engine,
    from: Option<&str>,
    until: Option<&str>,
    output: &Output,
) -> Result<Answer, Stop> {
    let (zone, now) = (engine.zone(), engine.now());
    let from = time::read(from.unwrap_or("now"), zone, now)?;
    let until = until.map_or(Ok(from + WINDOW), |until| time::read(until, zone, from))?;
    if until <= from {
        return Err(Stop::Usage("`--until` must be later than `--from`.".to_owned()));
    }
    let lines = engine.launches(Span::of(from, until))?;
    let value = lines.iter().map(|line| {
        json!({
            "id": line.id,
            "name": line.name,
            "kind": line.kind,
            "from": time::json_of(line.from, zone),
            "until": line.until.and_then(|until| time::json_of(until, zone)),
            "time_zone": line.zone,
            "runs": line.runs,
            "services": line.services,
            "regions": line.regions,
            "accounts": line.accounts,
            "owner": line.owner.as_ref().map(|owner| &owner.id),
            "promise": line.promise,
            "note": line.note,
            "source": line.source,
        })
    });
    output.answer(&value.collect(), || {
        if lines.is_empty() {
            return vec!["Nothing runs or begins then.".to_owned()];
        }
        table(&lines.iter().map(row).collect::<Vec<_>>())
    })?;
    Ok(if lines.is_empty() { Answer::No } else { Answer::Yes })
}

/// Times stand in the zone in which they were agreed on.
fn row(line: &LaunchLine) -> Vec<String> {
    let zone = line.zone.parse().unwrap_or(chrono_tz::UTC);
    let at = |milliseconds: i64| -> Instant { DateTime::from_timestamp_millis(milliseconds).unwrap_or_default() };
    vec![
        time::shown(at(line.from), zone),
        line.until.map_or_else(|| "without end".to_owned(), |until| format!("until {}", time::shown(at(until), zone))),
        line.kind.name().to_lowercase(),
        line.name.clone(),
        line.services.join(", "),
        line.promise.clone(),
    ]
}

/// Collisions as an object, in the order of the documents.
pub(super) fn shown(collisions: &CollisionsView) -> Value {
    json!({
        "launches": collisions.launches.iter().map(|line| json!({
            "launch": line.launch,
            "kind": line.kind,
            "text": line.text,
            "promise": line.promise,
            "owner": line.owner.as_ref().map(|owner| &owner.id),
        })).collect::<Vec<_>>(),
        "commitments": collisions.commitments.iter().map(|line| json!({
            "account": line.account,
            "text": line.text,
            "owner": line.owner.as_ref().map(|owner| &owner.id),
        })).collect::<Vec<_>>(),
        "others": collisions.others,
    })
}

/// A line for each thing that an incident collides with.
pub(super) fn said(collisions: &CollisionsView) -> Vec<String> {
    let launches = collisions.launches.iter().map(|line| &line.text);
    let all = launches.chain(collisions.commitments.iter().map(|line| &line.text));
    all.map(|text| format!("collides with {text}")).collect()
}
