//! `bwatch oncall` and `bwatch shifts`: who is on call, at an instant and over a window.

use chrono::Duration;
use chrono_tz::Tz;
use domain::span::{Instant, Span};
use engine::engine::Engine;
use engine::view::cover::OnCallLine;
use serde_json::{Value, json};

use crate::output::{Output, table};
use crate::{Answer, Stop, time};

/// How long a window is when nobody says until when.
const WINDOW: Duration = Duration::days(14);
/// Longest window: rendering more is hardly what was meant.
const LONGEST: Duration = Duration::days(3660);
/// How many cautions are told, and how many rotations each names: nobody reads more of them one by one.
const MOST_CAUTIONS: usize = 10;
const MOST_NAMES: usize = 3;

pub(super) fn on_call(engine: &Engine, at: Option<&str>, output: &Output) -> Result<Answer, Stop> {
    let (zone, now) = (engine.zone(), engine.now());
    let at = time::read(at.unwrap_or("now"), zone, now)?;
    let lines = engine.on_call_lines(at)?;
    // A rotation of which nothing is known has a line of its own: a script must not take it for one that nobody has.
    let told: Vec<Value> = lines
        .iter()
        .filter(|line| line.person.is_some() || !line.known)
        .map(|line| {
            json!({
                "rotation": line.rotation,
                "rotation_name": line.rotation_name,
                "function": line.function,
                "person": line.person,
                "person_name": line.person_name,
                "shadows": line.shadows.iter().map(|(id, name)| json!({ "person": id, "person_name": name })).collect::<Vec<_>>(),
                "from": line.from.map(|from| time::json(from, zone)),
                "until": line.until.map(|until| time::json(until, zone)),
                "source": line.source,
                "level": line.level,
                "as_of": as_of(line.as_of, zone),
                "known": line.known,
                "caution": line.caution,
            })
        })
        .collect();
    // A script that asks whether there is anybody to call gets its no also where nothing is known.
    let nobody = lines.iter().all(|line| line.person.is_none());
    for caution in cautions(&lines) {
        output.note(&caution);
    }
    output.answer(&Value::from(told), || {
        let rows = lines.iter().map(|line| {
            let who = match (&line.person, line.known, line.resting) {
                (Some(_), ..) if line.shadows.is_empty() => line.person_name.clone(),
                (Some(_), ..) => {
                    let learners: Vec<&str> = line.shadows.iter().map(|(_, name)| name.as_str()).collect();
                    format!("{} (shadow: {})", line.person_name, learners.join(", "))
                }
                (None, false, _) => "not known".to_owned(),
                (None, true, true) => "at rest".to_owned(),
                (None, true, false) => "NOBODY".to_owned(),
            };
            let until = match (line.until, &line.person) {
                (Some(until), _) => format!("until {}", time::shown(until, zone)),
                (None, Some(_)) => line.endless.to_owned(),
                (None, None) => String::new(),
            };
            let source = match line.fresh {
                true => line.source.clone(),
                false if line.as_of > Instant::default() => {
                    format!("{}, as of {}", line.source, time::shown(line.as_of, zone))
                }
                false => format!("{}, never read", line.source),
            };
            vec![line.rotation_name.clone(), who, until, source, line.rotation.clone()]
        });
        table(&rows.collect::<Vec<_>>())
    })?;
    Ok(if nobody { Answer::No } else { Answer::Yes })
}

/// When a source was last known to be right; none where it was never read.
fn as_of(at: Instant, zone: Tz) -> Option<String> {
    (at > Instant::default()).then(|| time::json(at, zone))
}

/// Why some answers must be read with care, each once, with the rotations that it is about.
fn cautions(lines: &[OnCallLine]) -> Vec<String> {
    let mut told: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in lines.iter().filter(|line| !line.caution.is_empty()) {
        let name = line.rotation_name.as_str();
        match told.iter_mut().find(|(caution, _)| *caution == line.caution) {
            // Everybody of a rotation has a line, and they follow one another.
            Some((_, names)) if names.last() == Some(&name) => {}
            Some((_, names)) => names.push(name),
            None => told.push((&line.caution, vec![name])),
        }
    }
    let left: usize = told.iter().skip(MOST_CAUTIONS).map(|(_, names)| names.len()).sum();
    let rest = (left > 0).then(|| format!("And {left} more to be read with care: `--json` says why of each."));
    let one = |(caution, names): &(&str, Vec<&str>)| format!("{}: {caution}", named(names));
    told.iter().take(MOST_CAUTIONS).map(one).chain(rest).collect()
}

/// The first few by their names, and how many there are beside them.
fn named(names: &[&str]) -> String {
    let first = names.iter().take(MOST_NAMES).copied().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(MOST_NAMES) {
        0 => first,
        left => format!("{first} and {left} more"),
    }
}

pub(super) fn shifts(
    engine: &Engine,
    rotation: &str,
    from: Option<&str>,
    to: Option<&str>,
    output: &Output,
) -> Result<Answer, Stop> {
    let (zone, now) = (engine.zone(), engine.now());
    let from = time::read(from.unwrap_or("now"), zone, now)?;
    let until = match to {
        Some(text) => time::read_end(text, zone, now, from)?,
        None => from + WINDOW,
    };
    if until <= from || until - from > LONGEST {
        return Err(Stop::Usage("`--to` must be after `--from`, by ten years at most.".to_owned()));
    }
    let window = Span::of(from, until);
    let cover = engine.shifts_of(&rotation.into(), window)?;
    if !cover.caution.is_empty() {
        output.note(&cover.caution);
    }
    let rendering = &cover.rendering;
    let value = json!({
        "shifts": rendering.shifts.iter().map(|shift| json!({
            "person": shift.person,
            "person_name": engine.person_name(&shift.person),
            "from": time::json(shift.span.from, zone),
            "until": time::json(shift.span.until, zone),
            "layer": shift.layer,
        })).collect::<Vec<_>>(),
        "shadows": cover.shadowings.iter().map(|one| json!({
            "person": one.person,
            "person_name": engine.person_name(&one.person),
            "beside": one.beside,
            "from": time::json(one.span.from, zone),
            "until": time::json(one.span.until, zone),
        })).collect::<Vec<_>>(),
        "gaps": rendering.gaps.iter().map(|gap| json!({
            "from": time::json(gap.from, zone),
            "until": time::json(gap.until, zone),
        })).collect::<Vec<_>>(),
        // Without these a script could not tell a schedule that was never read from one that nobody has.
        "known": cover.known.map(|known| json!({
            "from": time::json(known.from, zone),
            "until": time::json(known.until, zone),
        })),
        "source": cover.source,
        "as_of": as_of(cover.as_of, zone),
        "caution": cover.caution,
    });
    let untold = window.without(cover.known.as_slice());
    output.answer(&value, || {
        let mut rows: Vec<(chrono::DateTime<chrono::Utc>, Vec<String>)> = rendering
            .shifts
            .iter()
            .map(|shift| (shift.span, engine.person_name(&shift.person), shift.layer.clone()))
            .chain(cover.shadowings.iter().map(|one| {
                let beside = engine.person_name(&one.beside);
                (one.span, format!("shadow: {}", engine.person_name(&one.person)), format!("beside {beside}"))
            }))
            .chain(rendering.gaps.iter().map(|gap| (*gap, "NOBODY".to_owned(), String::new())))
            .chain(untold.into_iter().map(|span| (span, "not known".to_owned(), cover.source.clone())))
            .map(|(span, who, layer)| {
                (span.from, vec![time::shown(span.from, zone), time::shown(span.until, zone), who, layer])
            })
            .collect();
        rows.sort();
        table(&rows.into_iter().map(|(_, row)| row).collect::<Vec<_>>())
    })?;
    Ok(if rendering.shifts.is_empty() { Answer::No } else { Answer::Yes })
}
